//! What the disk has of a canvas, and what the screen knows of that.

use jiff::Timestamp;

use crate::canvas::Canvas;
use crate::canvas::merge::merge;
use crate::canvas::question::Question;
use crate::canvas::replaced::{first_with_theirs, replaced};
use crate::workspace::store::{Loaded, Revision, Saved};

/// A canvas as the disk has it, and what the screen started from when it last sent it.
///
/// The screen runs ahead: it may send a canvas before it has taken in what was merged on disk. What it
/// sends names the revision that it knows, and from that follows what it may have left out.
#[derive(Debug)]
pub struct Seen {
    /// As the disk has it.
    pub loaded: Loaded,
    /// Revisions that the screen may know, the oldest first.
    known: Vec<Known>,
    /// As it was when it was opened, or when others last replaced what was written here: what differs
    /// from this was written here since.
    first: Canvas,
}

/// What a screen that knows a revision has at least.
#[derive(Debug)]
struct Known {
    revision: Revision,
    canvas: Canvas,
    /// True where the disk holds nothing of others that this screen lacks.
    has_all: bool,
}

impl Seen {
    /// A canvas that was read or begun.
    pub fn new(loaded: Loaded) -> Self {
        let known = vec![Known::all_of(&loaded)];
        let first = loaded.canvas.clone();
        Self {
            loaded,
            known,
            first,
        }
    }

    /// What to write for a canvas that the screen sends, and whether others' words were merged into
    /// it.
    pub fn to_write(&self, sent: &Canvas, knows: Revision, now: Timestamp) -> (Canvas, bool) {
        match self.known.iter().find(|known| known.revision == knows) {
            Some(known) if !known.has_all => {
                (merge(&known.canvas, sent, &self.loaded.canvas, now), true)
            }
            _ => (sent.clone(), false),
        }
    }

    /// Notes a save of what the screen sent.
    pub fn saved(&mut self, sent: &Canvas, knows: Revision, saved: &Saved) {
        // Whatever the screen sends from now on, it knows this revision or a later one.
        let from = self.known.iter().position(|known| known.revision == knows);
        self.known.drain(..from.unwrap_or(0));
        if saved.was_merged {
            self.known
                .iter_mut()
                .for_each(|known| known.has_all = false);
        }
        if let Some(first) = self.known.first_mut() {
            first.canvas = sent.clone();
        }
        self.loaded = saved.loaded.clone();
        self.known.push(Known::all_of(&saved.loaded));
    }

    /// What was written here and where others have replaced some of it, with the questions; None where
    /// they have not.
    pub fn replaced(
        &mut self,
        theirs: &Canvas,
        now: Timestamp,
    ) -> Option<(Canvas, Vec<&'static Question>)> {
        let ours = &self.loaded.canvas;
        let questions = replaced(&self.first, ours, theirs, now);
        self.first = match questions {
            Some(_) => theirs.clone(),
            None => first_with_theirs(&self.first, ours, theirs),
        };
        Some((ours.clone(), questions?))
    }

    /// Notes what others wrote, and returns what a screen that has taken in everything before it has.
    pub fn changed(&mut self, loaded: Loaded) -> Canvas {
        self.known
            .iter_mut()
            .for_each(|known| known.has_all = false);
        self.known.push(Known::all_of(&loaded));
        std::mem::replace(&mut self.loaded, loaded).canvas
    }
}

impl Known {
    fn all_of(loaded: &Loaded) -> Self {
        Self {
            revision: loaded.revision,
            canvas: loaded.canvas.clone(),
            has_all: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::id::CanvasId;
    use serde_json::json;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().expect("an instant")
    }

    fn with(purpose: serde_json::Value) -> Loaded {
        let id = CanvasId::from_name("walks-y4a9").expect("an id");
        let text = json!({"format": "whytogether.canvas", "version": 1, "purpose": purpose});
        let bytes = text.to_string().into_bytes();
        Loaded {
            canvas: Canvas::read(id, &bytes).expect("reads"),
            revision: Revision::of(&bytes),
        }
    }

    #[test]
    fn a_screen_that_lags_behind_two_changes_takes_none_of_them_back() {
        let base = with(json!({"change": "a"}));
        let once = with(json!({"change": "a", "quality": "b"}));
        let twice = with(json!({"change": "a", "quality": "b", "noticed_by": "c"}));
        let mut seen = Seen::new(base.clone());
        seen.changed(once);
        seen.changed(twice);
        let sent = with(json!({"change": "a, typed"}));
        let (written, was_merged) = seen.to_write(&sent.canvas, base.revision, now());
        assert!(was_merged);
        let all = with(json!({"change": "a, typed", "quality": "b", "noticed_by": "c"}));
        assert_eq!(
            written.document().get("purpose"),
            all.canvas.document().get("purpose")
        );
    }

    #[test]
    fn a_screen_that_only_runs_ahead_of_its_own_saves_meets_no_conflict() {
        let base = with(json!({"change": "a"}));
        let mut seen = Seen::new(base.clone());
        let (first, second) = (
            with(json!({"change": "ab"})),
            with(json!({"change": "abc"})),
        );
        let saved = Saved {
            loaded: first.clone(),
            was_merged: false,
            not_kept: None,
        };
        seen.saved(&first.canvas, base.revision, &saved);
        let (written, was_merged) = seen.to_write(&second.canvas, base.revision, now());
        assert!(!was_merged);
        assert_eq!(written, second.canvas);
    }
}
