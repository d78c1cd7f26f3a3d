//! What if: one more or one less, one made smaller, before anything is kept.

use std::collections::BTreeMap;

use crate::canvas::capacity::Lighter;
use crate::canvas::id::CanvasId;

/// What is tried with one canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Try {
    /// Some(true) to take it in, Some(false) to do without it; None leaves it as it is.
    pub counts: Option<bool>,
    /// True where doing without it is a pause, to be looked at again; else it ends.
    pub pauses: bool,
    /// The lighter form to make it; None leaves it as it is.
    pub smaller: Option<Lighter>,
}

/// Everything that is tried with canvases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tries {
    tries: BTreeMap<CanvasId, Try>,
}

impl Tries {
    /// What is tried with one canvas.
    pub fn of(&self, id: &CanvasId) -> Try {
        self.tries.get(id).copied().unwrap_or_default()
    }

    /// Tries something with one canvas; nothing takes it back.
    pub fn put(&mut self, id: &CanvasId, tried: Try) {
        if tried == Try::default() {
            self.tries.remove(id);
        } else {
            self.tries.insert(id.clone(), tried);
        }
    }

    /// Turns to what may be tried next with one: without it, then paused, where it is live; taken in, then
    /// without it, where it is not; then as it is again.
    pub fn turn(&mut self, id: &CanvasId, is_live: bool) {
        let tried = self.of(id);
        let (counts, pauses) = match tried.counts {
            None => (Some(!is_live), false),
            Some(true) => (Some(false), false),
            Some(false) if is_live && !tried.pauses => (Some(false), true),
            Some(false) => (None, false),
        };
        let turned = Try {
            counts,
            pauses,
            ..tried
        };
        self.put(id, turned);
    }

    /// True where nothing is tried.
    pub fn is_empty(&self) -> bool {
        self.tries.is_empty()
    }

    /// With how many canvases something is tried.
    pub fn len(&self) -> usize {
        self.tries.len()
    }

    /// What is tried, canvas by canvas.
    pub fn iter(&self) -> impl Iterator<Item = (&CanvasId, Try)> {
        self.tries.iter().map(|(id, tried)| (id, *tried))
    }
}
