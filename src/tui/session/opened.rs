//! A canvas as it comes from the disk.

use super::Unfinished;
use crate::canvas::closing::Begin;
use crate::canvas::undo::Journal;
use crate::tui::talk::timer::Spent;
use crate::workspace::store::Loaded;

/// A canvas as it is opened, with what was kept beside it when it was last open.
#[derive(Debug)]
pub struct Opened {
    /// The canvas.
    pub loaded: Loaded,
    /// Text that does not parse yet.
    pub unfinished: Unfinished,
    /// The changes that can be taken back.
    pub journal: Journal,
    /// What a talk about it has taken when it was last talked about.
    pub spent: Option<Spent>,
    /// Where the session begins, as far as the disk tells.
    pub begin: Option<Begin>,
}

impl Opened {
    /// A canvas that was never open before.
    pub fn new(loaded: Loaded) -> Self {
        Self {
            loaded,
            unfinished: Unfinished::new(),
            journal: Journal::default(),
            spent: None,
            begin: None,
        }
    }
}
