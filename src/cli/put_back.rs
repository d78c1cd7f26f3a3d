//! `restore --at`: an answer, or the whole canvas, as it was on an earlier day.

use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::change::{save, to_change};
use super::failure::Failure;
use super::printed::Printed;
use super::{earlier, find};
use crate::canvas::Canvas;
use crate::canvas::changes::changed;
use crate::canvas::when;
use crate::workspace::SaveError;

/// Puts it back as an ordinary change; what stands now is kept in the history first.
///
/// # Errors
/// As for [`to_change`], [`earlier::at_end_of`] and [`find::question`]; where the history cannot be
/// written, nothing is changed.
pub fn run(
    call: &Call,
    name: &str,
    at: &str,
    question: Option<&str>,
    json: Json,
) -> Result<Printed, Failure> {
    let question = question.map(find::question).transpose()?;
    let day = earlier::day(call, at)?;
    let loaded = to_change(call, name, &mut |end| fastrand::usize(..end))?;
    let id = loaded.canvas.id();
    let then = earlier::at_end_of(call, &loaded.canvas, day)?;
    if then.is_newer() {
        let path = call.workspace.history_path(id);
        return Err(SaveError::Newer { path }.into());
    }
    let mut canvas = loaded.canvas.clone();
    match question {
        Some(question) => canvas.put_back(question, &then)?,
        None => canvas.put_all_back(&then),
    }
    let ids = changed_ids(&loaded.canvas, &canvas);
    if canvas == loaded.canvas {
        call.note(&format!(
            "`{id}` says the same as on {}",
            when::in_words(day)
        ));
    } else {
        call.workspace.keep_version(id, call.now())?;
        save(call, &canvas, &loaded)?;
        call.note(&format!(
            "`{id}` is as on {} again: {}",
            when::in_words(day),
            ids.join(", ")
        ));
    }
    Ok(if json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "day": day.to_string(), "changed": ids }))
    } else {
        Printed::nothing()
    })
}

fn changed_ids(before: &Canvas, after: &Canvas) -> Vec<&'static str> {
    let changes = changed(before, after, after);
    changes.iter().map(|change| change.question.id).collect()
}
