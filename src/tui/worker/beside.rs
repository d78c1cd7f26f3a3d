//! Unfinished text on its way to the state folder, and again until that takes it.

use std::collections::HashMap;
use std::time::Instant;

use super::refusals::why;
use super::state::State;
use super::unwritten::Kept;
use super::{PAUSE, RETRY, Tell, Worker};
use crate::canvas::id::CanvasId;
use crate::tui::app::Msg;
use crate::tui::screens::ranking::is_masked;
use crate::tui::session::Unfinished;

/// What is said of an order that somebody typed alone, which others may not read.
const MASKED: &str = "(an order that was typed alone)";

/// Text that is kept beside the workspace, as far as it is not yet.
#[derive(Debug, Default)]
pub struct Beside {
    /// Of each canvas, as it is to be kept.
    unfinished: HashMap<CanvasId, Unfinished>,
    /// Of each canvas, as this program last kept or found it: another one may keep more.
    known: HashMap<CanvasId, Unfinished>,
    /// What was typed over the screen, as it was last kept and as it is to be kept.
    typed: Option<[Unfinished; 2]>,
    due: Option<Instant>,
    failed: Option<String>,
    /// What the screen was told last.
    told: Option<String>,
}

impl Beside {
    /// When the next attempt is due.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Unfinished text of a canvas: as it waits to be kept, else as the state folder has it.
    pub fn unfinished(&mut self, id: &CanvasId, state: &State) -> Unfinished {
        if let Some(waiting) = self.unfinished.get(id) {
            return waiting.clone();
        }
        let found = state.unfinished(id);
        self.known.insert(id.clone(), found.clone());
        found
    }

    /// What could not be kept, with the words, for there is no other place for them.
    pub fn left(&self) -> Option<String> {
        let failed = self.failed.as_ref()?;
        let typed = self.typed.as_ref().map(|[_, typed]| typed);
        let texts = self.unfinished.values().chain(typed).flatten();
        let words: Vec<String> = texts
            .map(|(asked, text)| match is_masked(asked) {
                true => MASKED.to_owned(),
                false => format!("`{text}`"),
            })
            .collect();
        (!words.is_empty()).then(|| {
            let words = words.join(" ");
            format!("unfinished text is kept nowhere: {failed}. It was {words}.")
        })
    }
}

impl<T: Tell> Worker<T> {
    /// Keeps what does not parse in a canvas.
    pub(super) fn keep_unfinished(&mut self, id: CanvasId, texts: Unfinished) {
        self.beside.unfinished.insert(id, texts);
        self.keep_beside();
    }

    /// Keeps soon what is typed over the screen.
    pub(super) fn keep_typed(&mut self, before: Unfinished, typed: Unfinished) {
        let first = self.beside.typed.take().map(|[first, _]| first);
        self.beside.typed = Some([first.unwrap_or(before), typed]);
        self.beside
            .due
            .get_or_insert_with(|| Instant::now() + PAUSE);
    }

    /// Keeps all that waits to be kept.
    pub(super) fn keep_beside(&mut self) {
        let (state, beside) = (&self.state, &mut self.beside);
        let mut failed = None;
        let known = &mut beside.known;
        beside.unfinished.retain(|id, texts| {
            let before = known.entry(id.clone()).or_default();
            let refused = state.keep_unfinished(id, before, texts).err();
            if refused.is_none() {
                before.clone_from(texts);
            }
            // Where nothing is left, nothing is lost.
            let refused = refused.filter(|_| !texts.is_empty());
            failed = refused.as_ref().map(why).or(failed.take());
            refused.is_some()
        });
        if let Some([before, typed]) = &beside.typed {
            match state.keep_typed(before, typed) {
                Err(error) if !typed.is_empty() => failed = Some(why(&error)),
                _ => beside.typed = None,
            }
        }
        beside.due = failed.as_ref().map(|_| Instant::now() + RETRY);
        beside.failed = failed;
        self.tell_nowhere();
    }

    /// Tells the screen whether there are words that are kept nowhere, and why.
    pub(super) fn tell_nowhere(&mut self) {
        let canvases = self.waiting.values().map(|waiting| &waiting.kept);
        let settings = self.settings.waiting.iter().map(|waiting| &waiting.kept);
        let refused = canvases
            .chain(settings)
            .chain(self.rankings.kept())
            .find_map(Kept::nowhere);
        let why = refused.or(self.beside.failed.as_ref());
        if self.beside.told.as_ref() != why {
            let why = why.cloned();
            self.beside.told.clone_from(&why);
            (self.tell)(Msg::KeptNowhere(why));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_alone_is_named_to_the_shell_without_its_words() {
        let asked = |alone: &str| Unfinished::from([(alone.to_owned(), "7=3".to_owned())]);
        let left = |typed: Unfinished| {
            let beside = Beside {
                typed: Some([Unfinished::new(), typed]),
                failed: Some("the disk is full".into()),
                ..Beside::default()
            };
            beside.left().expect("words")
        };
        let alone = left(asked("An order given alone\nhard-7k3f\nOffice\n"));
        assert!(alone.contains(MASKED) && !alone.contains("7=3"), "{alone}");
        assert!(left(asked("Park a thought")).contains("`7=3`"));
    }
}
