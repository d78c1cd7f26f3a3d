//! Looking at what others change on disk, and telling the screen.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Tell, Worker, refusals};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::canvas::summary::{Aside, Entry, Summary};
use crate::clock;
use crate::tui::app::Msg;
use crate::tui::message::Astray;
use crate::workspace::history::NotKept;
use crate::workspace::list::why_aside;
use crate::workspace::store::{Loaded, Saved};
use crate::workspace::watch::Change;
use crate::workspace::{ReadError, in_one_line};

/// How long changes are collected before they are looked at: whoever changes many files does so at
/// once, and a file is not looked at while it is being written.
const PAUSE: Duration = Duration::from_millis(100);

/// Changes that wait to be looked at.
#[derive(Debug, Default)]
pub struct Changes {
    found: BTreeSet<Change>,
    due: Option<Instant>,
}

impl Changes {
    /// Adds one.
    pub fn add(&mut self, change: Change) {
        self.due.get_or_insert_with(|| Instant::now() + PAUSE);
        self.found.insert(change);
    }

    /// When they are to be looked at.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    fn take(&mut self) -> BTreeSet<Change> {
        self.due = None;
        std::mem::take(&mut self.found)
    }
}

impl<T: Tell> Worker<T> {
    /// Looks at all that has changed.
    pub(super) fn look(&mut self) {
        let changes = self.changes.take();
        if changes.contains(&Change::Everything) {
            (self.tell)(if self.workspace.is_gone() {
                let folder = self.workspace.root().display();
                Msg::ListDone(Err(format!(
                    "`{folder}` is not there any more. Once it is back, so is the list."
                )))
            } else {
                Msg::Everything
            });
            return;
        }
        let mut entries = Vec::new();
        for change in changes {
            match change {
                Change::Canvas(id) => entries.extend(self.look_at(id)),
                Change::Settings => {
                    let settings = self.workspace.load_settings();
                    let settings = settings.map_err(|error| in_one_line(&error));
                    (self.tell)(Msg::SettingsChanged(settings));
                }
                Change::Everything => {}
            }
        }
        if !entries.is_empty() {
            (self.tell)(Msg::Listed(entries));
        }
    }

    /// What a list shows of a canvas now; None where it says what we wrote, or is gone.
    fn look_at(&mut self, id: CanvasId) -> Option<Entry> {
        let content = match self.workspace.load(&id) {
            Err(ReadError::Missing { path }) => {
                (self.tell)(Msg::Gone(id.clone()));
                self.went_astray(id, refusals::gone(&path), Astray::Gone);
                return None;
            }
            Err(error) => {
                let (why, file) = refusals::not_readable(&error);
                self.went_astray(id.clone(), why, file);
                Err(why_aside(&error))
            }
            Ok(loaded) => {
                let was_astray = self.astray.remove(&id).is_some();
                let seen = self.seen.get(&id);
                let is_ours = seen.is_some_and(|seen| seen.loaded.revision == loaded.revision);
                if is_ours && !was_astray {
                    return None;
                }
                if loaded.canvas.is_newer() {
                    let path = self.workspace.canvas_path(&id);
                    self.went_astray(id.clone(), refusals::newer(&path), Astray::Newer);
                }
                let summary = Summary::of(&loaded.canvas, self.today);
                let copy_of = self.workspace.copy_of(&loaded.canvas);
                if is_ours {
                    (self.tell)(Msg::Back(id.clone()));
                } else {
                    self.take_in(&id, loaded);
                }
                match copy_of {
                    Some(of) => Err(Aside::CopyOf(of)),
                    None => Ok(summary.into()),
                }
            }
        };
        Some(Entry { id, content })
    }

    /// Keeps what was saved here in the history, where somebody else has replaced some of
    /// it, and returns of which questions.
    pub(super) fn keep_replaced(
        &mut self,
        id: &CanvasId,
        theirs: &Canvas,
        now: Timestamp,
    ) -> Option<Vec<&'static Question>> {
        let (ours, questions) = self.seen.get_mut(id)?.replaced(theirs, now)?;
        self.keep_in_history(id, ours, now);
        Some(questions)
    }

    /// Keeps what somebody else's change has lost in the history, at once or as soon as that can be.
    pub(super) fn keep_in_history(&mut self, id: &CanvasId, version: Canvas, now: Timestamp) {
        if let Err(error) = self.workspace.keep_before_others(id, &version, now) {
            let versions = vec![version];
            let why = in_one_line(&error);
            self.owe(id, Some(NotKept { versions, why }));
        }
    }

    /// Hands the screen what others wrote in a canvas that it has open; where something waits to be
    /// written, the save does that.
    fn take_in(&mut self, id: &CanvasId, mut loaded: Loaded) {
        if self.waiting.contains_key(id) || loaded.canvas.is_newer() {
            return;
        }
        loaded
            .canvas
            .give_rows_ids(&mut |end: usize| fastrand::usize(..end));
        let replaced = self.keep_replaced(id, &loaded.canvas, clock::now());
        let Some(seen) = self.seen.get_mut(id) else {
            return;
        };
        let sent = Box::new(seen.changed(loaded.clone()));
        let saved = Saved {
            loaded,
            was_merged: true,
            not_kept: None,
        };
        (self.tell)(Msg::Saved {
            sent,
            outcome: Ok(Box::new(saved)),
            replaced,
        });
    }
}
