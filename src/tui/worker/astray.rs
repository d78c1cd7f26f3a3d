//! Canvases whose file is gone, or cannot be read any more: what they last said stays in the history.

use super::{Tell, Worker, copies};
use crate::canvas::history::day_of;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::clock;
use crate::tui::app::Msg;
use crate::tui::message::{Astray, NotSaved};

impl<T: Tell> Worker<T> {
    /// Tells that what stood on disk of a canvas that was open here is gone, or cannot be read, once the
    /// history has what it last said: that stands nowhere else now.
    pub(super) fn went_astray(&mut self, id: CanvasId, mut why: NotSaved, file: Astray) {
        let Some(seen) = self.seen.get(&id) else {
            return;
        };
        if !self.workspace.has_trashed(&seen.loaded) {
            let last = seen.loaded.canvas.clone();
            self.keep_in_history(&id, last, clock::now());
            if !self.owed.contains_key(&id) {
                why.in_full += "\n\nWhat was saved last is in the history: h shows it.";
            }
        }
        self.astray.insert(id.clone(), why.clone());
        (self.tell)(Msg::Astray { id, file, why });
    }

    /// How to have back what is astray although nobody wishes any more, a sentence for each.
    pub(super) fn astray_left(&self) -> Vec<String> {
        let left = self.astray.iter().filter_map(|(id, why)| {
            let last = &self.seen.get(id)?.loaded;
            if self.waiting.contains_key(id) || self.workspace.has_trashed(last) {
                return None;
            }
            let title = shown(last.canvas.title());
            let begin = format!("`{title}` is not on disk as it was here: {}.", why.why);
            Some(match self.owed.contains_key(id) {
                true => {
                    let to = std::env::temp_dir();
                    let copy = copies::save(&last.canvas, &to.to_string_lossy());
                    format!("{begin} {copy}.")
                }
                false => {
                    let at = last.canvas.updated().unwrap_or_else(clock::now);
                    let day = day_of(at, &clock::here());
                    format!(
                        "{begin} Its history has it: `whytogether restore {id} --at {day}` brings it back."
                    )
                }
            })
        });
        let mut left: Vec<String> = left.collect();
        left.sort();
        left
    }
}
