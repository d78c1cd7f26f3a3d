//! Changing a canvas: taking it from disk, reading what was typed, saving it.

use serde_json::Value;

use super::call::Call;
use super::failure::{Exit, Failure};
use super::find;
use crate::canvas::Canvas;
use crate::canvas::answer::{self, AnswerError};
use crate::canvas::id::Random;
use crate::canvas::question::Question;
use crate::workspace::store::Loaded;
use crate::workspace::{SaveError, in_one_line};

/// Reads the canvas of a name so that it can be changed: every row has an id to be merged by.
///
/// # Errors
/// As for [`find::canvas`], and [`Exit::Newer`] where this version may not write the file.
pub fn to_change(call: &Call, name: &str, random: &mut dyn Random) -> Result<Loaded, Failure> {
    let mut loaded = find::canvas(call, name)?;
    if loaded.canvas.is_newer() {
        let path = call.workspace.canvas_path(loaded.canvas.id());
        return Err(SaveError::Newer { path }.into());
    }
    loaded.canvas.give_rows_ids(random);
    Ok(loaded)
}

/// What was typed as the file holds it; None where nothing was typed.
///
/// # Errors
/// [`Exit::Usage`] with the rule, and with what was typed.
pub fn typed(question: &Question, text: &str, call: &Call) -> Result<Option<Value>, Failure> {
    answer::typed(question, text, call.today).map_err(|error| refused(question, text, &error))
}

/// Says the rule, and repeats what was typed so that it is not lost.
pub fn refused(question: &Question, text: &str, error: &AnswerError) -> Failure {
    let rule = in_one_line(error);
    let mut message = format!("`{}`: {rule}", question.id);
    if !rule.contains(text.trim()) {
        message.push_str(&format!("\ngiven: {text}"));
    }
    Failure::new(Exit::Usage, message)
}

/// Saves a canvas where anything has changed, and says so where someone else had changed it too.
///
/// # Errors
/// As for [`crate::workspace::Workspace::save`].
pub fn save(call: &Call, canvas: &Canvas, base: &Loaded) -> Result<(), Failure> {
    if *canvas == base.canvas {
        return Ok(());
    }
    let saved = call.workspace.save(canvas, base, call.now())?;
    if saved.was_merged {
        call.note(&format!(
            "note: `{}` was changed by someone else meanwhile; both changes are kept",
            canvas.id()
        ));
    }
    if let Some(not_kept) = saved.not_kept {
        call.note(&format!("note: {not_kept}"));
    }
    Ok(())
}
