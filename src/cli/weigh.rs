//! Weighing a canvas against the others of its workspace, as files have them now.

use super::call::Call;
use super::failure::Failure;
use super::notes;
use crate::canvas::Canvas;
use crate::canvas::others::{Others, Setting};
use crate::canvas::suggestion::Suggestion;

/// What a canvas adds up to, and which files could not be read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The suggestion with its reasons.
    pub suggestion: Suggestion,
    /// Names of files that could not be read, so that their days are in no sum.
    pub unread: Vec<String>,
}

/// Weighs a canvas and says, beside the output, what was not counted.
///
/// # Errors
/// When the settings or the folder of the canvases cannot be read.
pub fn weigh(call: &Call, canvas: &Canvas) -> Result<Weighed, Failure> {
    let settings = call.workspace.load_settings()?;
    notes::about_settings(call, &settings);
    let mut others = Others::default();
    for entry in call.workspace.entries(call.today)? {
        if entry.id == *canvas.id() {
            continue;
        }
        match entry.content {
            Ok(summary) => {
                if summary.is_newer {
                    call.note(&format!(
                        "note: `{}` was written by a newer version of whytogether and is counted as far as possible",
                        entry.id
                    ));
                }
                others.add(&summary.share);
            }
            Err(problem) => {
                let name = format!("{}.json", entry.id);
                call.note(&format!("note: `{name}` is in no sum: {problem}"));
                others.unread.push(name);
            }
        }
    }
    let setting = Setting {
        canvas,
        others: &others,
        team: settings.team(),
        today: call.today,
    };
    let suggestion = Suggestion::of(&setting);
    Ok(Weighed {
        suggestion,
        unread: others.unread,
    })
}
