//! A canvas whose file is gone or cannot be read, told by its history alone.

use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::earlier::At;
use super::failure::{Exit, Failure};
use super::find::{CANVASES, match_name};
use super::printed::Printed;
use crate::canvas::Canvas;
use crate::canvas::history::{History, day_of};
use crate::canvas::id::CanvasId;
use crate::canvas::when;
use crate::clock;
use crate::workspace::trash::Filed;
use crate::workspace::{ReadError, SaveError, in_one_line};

/// A canvas of which only the history is left.
#[derive(Debug)]
pub struct Lost {
    /// Its id.
    pub id: CanvasId,
    /// What became of its file.
    why: String,
    /// What it said earlier.
    pub history: History,
}

impl Lost {
    /// Says that this comes from the history, and how to have a version back.
    pub fn note(&self, call: &Call) {
        let Self { id, why, .. } = self;
        call.note(&format!(
            "note: `{id}` {why}; this is what its history holds\nhint: whytogether restore {id} --at DATE"
        ));
    }

    /// The newest version that can be read, of those that a text names.
    ///
    /// # Errors
    /// [`Exit::NotFound`] where nothing is known of that time.
    pub fn version(&self, at: At) -> Result<Canvas, Failure> {
        let last = self.history.last_where(|instant| at.reaches(instant));
        let mut versions = (0..last.map_or(0, |last| last + 1)).rev();
        let found = versions.find_map(|index| self.history.canvas(index).ok());
        found.ok_or_else(|| {
            let id = &self.id;
            let message = format!("nothing is kept of `{id}` for {}", at.in_words());
            Failure::new(Exit::NotFound, message).hint(format!("whytogether history {id}"))
        })
    }
}

/// Finds a canvas by what is left of it, where its file did not do: by its id, the start of one, or the last
/// title that is known.
///
/// # Errors
/// The failure that was met before where no history is left; where it lies in the trash, the way back.
pub fn lost(call: &Call, name: &str, met: Failure) -> Result<Lost, Failure> {
    let workspace = &call.workspace;
    let mut known = Vec::new();
    for id in workspace.histories() {
        if let Some(lost) = left_of(call, id) {
            known.push(lost);
        }
    }
    let exact = known.iter().position(|lost| lost.id.as_str() == name);
    let index = exact.or_else(|| {
        let titled = known.iter().map(|lost| (lost.id.clone(), title(lost)));
        let titled: Vec<(CanvasId, String)> = titled.collect();
        let id = match_name(&titled, name, CANVASES, "the history").ok()?;
        known.iter().position(|lost| lost.id == id)
    });
    let Some(index) = index else { return Err(met) };
    let lost = known.swap_remove(index);
    let id = &lost.id;
    let is_there = workspace.canvas_path(id).exists();
    if !is_there && workspace.newest_trashed_path(Filed::Canvas, id).exists() {
        let message = format!("`{id}` lies in the trash");
        return Err(Failure::new(Exit::NotFound, message).hint(format!("whytogether restore {id}")));
    }
    Ok(lost)
}

/// What is left of a canvas; None where its file can be read, or nothing is left.
fn left_of(call: &Call, id: CanvasId) -> Option<Lost> {
    let why = match call.workspace.load(&id) {
        Ok(_) => return None,
        Err(ReadError::Missing { .. }) => "is not there any more".to_owned(),
        Err(error) => format!("cannot be used ({})", in_one_line(&error)),
    };
    let history = call.workspace.history(&id).ok()?;
    (!history.is_empty()).then_some(Lost { id, why, history })
}

fn title(lost: &Lost) -> String {
    let mut versions = (0..lost.history.len()).rev();
    let newest = versions.find_map(|index| lost.history.canvas(index).ok());
    newest.map_or_else(String::new, |canvas| canvas.title().to_owned())
}

/// Brings a canvas back as it was; a file that cannot be read goes to `trash/aside/` first.
///
/// # Errors
/// [`Exit::NotFound`] where nothing is known of that day, and whatever refuses the file.
pub fn bring_back(call: &Call, lost: &Lost, at: At, json: Json) -> Result<Printed, Failure> {
    let mut canvas = lost.version(at)?;
    let id = &lost.id;
    if canvas.is_newer() {
        let path = call.workspace.history_path(id);
        return Err(SaveError::Newer { path }.into());
    }
    let of = canvas.updated().map(|at| day_of(at, &clock::here()));
    let of = of.map_or_else(|| at.in_words(), when::in_words);
    canvas.touch(call.now());
    let aside = call.workspace.write_in_place_of(&canvas)?;
    call.note(&format!("`{id}` is back, as on {of}"));
    if let Some(aside) = aside {
        call.note(&format!("note: the file that stood there was {aside}"));
    }
    Ok(if json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "day": at.day().to_string(), "changed": [] }))
    } else {
        Printed::nothing()
    })
}
