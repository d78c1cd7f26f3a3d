//! `restore --at`: an answer, or the whole canvas, as it was on an earlier day.

use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::change::{save, to_change};
use super::earlier::At;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::{earlier, find, lost};
use crate::canvas::Canvas;
use crate::canvas::changes::changed;
use crate::canvas::history::day_of;
use crate::canvas::when;
use crate::clock;
use crate::workspace::SaveError;

/// Puts it back as an ordinary change; what stands now is kept in the history first.
///
/// # Errors
/// As for [`to_change`], [`earlier::as_it_was`] and [`find::question`]; where the history cannot be
/// written, nothing is changed.
pub fn run(
    call: &Call,
    name: &str,
    at: &str,
    question: Option<&str>,
    json: Json,
) -> Result<Printed, Failure> {
    let question = question.map(find::question).transpose()?;
    let at = At::read(call, at)?;
    let loaded = match to_change(call, name, &mut |end| fastrand::usize(..end)) {
        Ok(loaded) => loaded,
        Err(met) if met.exit == Exit::Newer => return Err(met),
        Err(met) => {
            let lost = lost::lost(call, name, met)?;
            if question.is_some() {
                let id = &lost.id;
                let message = format!("`{id}` must be there before one answer can be put back");
                return Err(Failure::new(Exit::NotFound, message)
                    .hint(format!("whytogether restore {id} --at DATE")));
            }
            return lost::bring_back(call, &lost, at, json);
        }
    };
    let id = loaded.canvas.id();
    let then = earlier::as_it_was(call, &loaded.canvas, at)?;
    if then.is_newer() {
        let path = call.workspace.history_path(id);
        return Err(SaveError::Newer { path }.into());
    }
    let mut canvas = loaded.canvas.clone();
    match question {
        Some(question) => canvas.put_back(question, &then)?,
        None => canvas.put_all_back(&then),
    }
    let when = said_on(&then, at);
    let ids = changed_ids(&loaded.canvas, &canvas);
    if canvas == loaded.canvas {
        call.note(&format!("`{id}` says the same as on {when}"));
    } else {
        call.workspace.keep_version(id, call.now())?;
        save(call, &canvas, &loaded)?;
        call.note(&format!("`{id}` is as on {when} again: {}", ids.join(", ")));
    }
    Ok(if json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "day": at.day().to_string(), "changed": ids }))
    } else {
        Printed::nothing()
    })
}

/// The day that was meant, or the day of the last change before it.
fn said_on(then: &Canvas, at: At) -> String {
    let last = then.updated().map(|at| day_of(at, &clock::here()));
    match (at, last) {
        (At::Day(day), Some(last)) if last < day => {
            let last = when::in_words(last);
            format!("{last}, the last change up to {}", at.in_words())
        }
        _ => at.in_words(),
    }
}

fn changed_ids(before: &Canvas, after: &Canvas) -> Vec<&'static str> {
    let changes = changed(before, after, after);
    changes.iter().map(|change| change.question.id).collect()
}
