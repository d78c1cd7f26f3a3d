//! Carries wishes out on a thread of its own: the only place where the screen's side touches the disk.
//!
//! A canvas that changes is written at most every `PAUSE`, so that fast typing costs few writes and
//! no word waits longer than that. A save that fails is tried again until it works.

mod astray;
mod beside;
mod comparing;
pub mod copies;
pub mod edited;
mod keeping;
mod looking;
mod pages;
mod parking;
mod places;
pub mod rankings;
mod refusals;
mod seen;
mod settings;
pub mod state;
mod taking_up;
pub mod unwritten;
mod weighing;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;

use self::beside::Beside;
use self::looking::Changes;
use self::rankings::RankingDesk;
use self::refusals::{not_moved, not_saved, why};
use self::seen::Seen;
use self::settings::SettingsDesk;
use self::state::State;
use self::unwritten::{Kept, file_of};
use super::app::{Effect, Msg};
use super::message::{Did, NotSaved};
use super::session::Opened;
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::replaced::theirs_in;
use crate::canvas::undo::Journal;
use crate::clock;
use crate::workspace::history::NotKept;
use crate::workspace::list::{Aside, why_aside};
use crate::workspace::place::Lack;
use crate::workspace::store::{Loaded, Revision};
use crate::workspace::trash::Filed;
use crate::workspace::{Workspace, in_one_line};

/// The longest that a changed canvas waits to be written.
const PAUSE: Duration = Duration::from_millis(250);
/// How long after a failed save the next one is tried.
const RETRY: Duration = Duration::from_secs(2);

/// What the worker tells the screen.
pub trait Tell: Fn(Msg) + Send + Clone + 'static {}
impl<F: Fn(Msg) + Send + Clone + 'static> Tell for F {}

/// Carries wishes out.
#[derive(Debug)]
pub struct Worker<T: Tell> {
    workspace: Workspace,
    state: State,
    today: Date,
    tell: T,
    /// What was last read or written of each canvas.
    seen: HashMap<CanvasId, Seen>,
    changes: Changes,
    /// Open canvases whose file is gone or cannot be read.
    astray: HashMap<CanvasId, NotSaved>,
    waiting: HashMap<CanvasId, Waiting>,
    /// Versions that could not be kept in the history yet.
    owed: HashMap<CanvasId, NotKept>,
    /// The settings on their way to the disk.
    settings: SettingsDesk,
    /// Unfinished text on its way to the state folder.
    beside: Beside,
    /// Rankings on their way to the disk.
    rankings: RankingDesk,
    /// What the place of the workspace cannot do, as far as it was told.
    lacks: Vec<Lack>,
}

/// A canvas that waits to be written.
#[derive(Debug, Clone)]
struct Waiting {
    canvas: Box<Canvas>,
    journal: Journal,
    knows: Revision,
    due: Instant,
    /// Why it could not be written so far.
    failed: Option<NotSaved>,
    /// Where the words are kept meanwhile.
    kept: Kept,
}

impl<T: Tell> Worker<T> {
    /// A worker for a workspace; `today` is the day for which lists are computed.
    pub fn new(workspace: Workspace, state_folder: Option<PathBuf>, today: Date, tell: T) -> Self {
        Self {
            state: State::new(state_folder, workspace.root()),
            workspace,
            today,
            tell,
            seen: HashMap::new(),
            changes: Changes::default(),
            astray: HashMap::new(),
            waiting: HashMap::new(),
            owed: HashMap::new(),
            settings: SettingsDesk::default(),
            beside: Beside::default(),
            rankings: RankingDesk::default(),
            lacks: Vec::new(),
        }
    }

    /// Works until nobody wishes any more, writes what still waits before it ends, and returns a sentence
    /// for whatever the workspace does not hold then.
    pub fn run(mut self, wishes: &Receiver<Effect>) -> Vec<String> {
        loop {
            let saves = self.waiting.values().map(|waiting| waiting.due);
            let settings = self.settings.waiting.as_ref().map(|waiting| waiting.due);
            let beside = self.beside.due();
            let due = saves
                .chain(self.changes.due())
                .chain(settings)
                .chain(beside)
                .chain(self.rankings.due())
                .min();
            let wish = match due {
                None => wishes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => wishes.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match wish {
                Ok(wish) => self.carry_out(wish),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.write_all();
                    return self.left_behind();
                }
            }
            self.write_due();
        }
    }

    /// Carries one wish out.
    pub fn carry_out(&mut self, wish: Effect) {
        match wish {
            Effect::List => self.list(),
            Effect::Turn(today) => self.today = today,
            Effect::Open(id) => self.open(id),
            Effect::Create(canvas) => self.create(*canvas),
            Effect::Save {
                canvas,
                journal,
                knows,
                is_urgent,
            } => self.save(canvas, journal, knows, is_urgent),
            Effect::SaveNow => {
                self.write_all();
                self.look();
            }
            Effect::Look(change) => self.changes.add(change),
            Effect::KeepUnfinished { id, unfinished } => self.keep_unfinished(id, unfinished),
            Effect::KeepTyped { before, typed } => self.keep_typed(before, typed),
            Effect::RecallTyped => (self.tell)(Msg::Typed(self.state.typed())),
            Effect::TakeUp => self.take_up(),
            Effect::Settle => {
                self.write_all();
                (self.tell)(Msg::Settled);
            }
            Effect::SaveSettings { settings, read } => self.save_settings(settings, read),
            Effect::Trash(id) => {
                self.write_all();
                let moved = self.workspace.trash(Filed::Canvas, &id).map(|_| ());
                (self.tell)(Msg::Trashed(id, moved.map_err(|error| not_moved(&error))));
            }
            Effect::Restore(id) => {
                let moved = self.workspace.restore(Filed::Canvas, &id).map(|_| ());
                (self.tell)(Msg::Restored(id, moved.map_err(|error| not_moved(&error))));
            }
            Effect::History(id) => {
                self.write_all();
                let read = self.workspace.history(&id);
                let read = read.map(Box::new).map_err(|error| in_one_line(&error));
                let zone = clock::here();
                (self.tell)(Msg::History { id, zone, read });
            }
            Effect::KeepVersion(id) => {
                self.write_all();
                if let Err(error) = self.workspace.keep_version(&id, clock::now()) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::Propose { tries, stood, team } => self.propose(tries, &stood, team),
            Effect::Keep(proposals) => self.change_all(Did::Keep, proposals),
            Effect::TakeBack(changes) => self.change_all(Did::TakeBack, changes),
            Effect::KeepPairs(pairs) => {
                if let Err(error) = self.state.keep_pairs(pairs.as_ref()) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::KeepMinutes(minutes) => {
                if let Err(error) = self.state.keep_minutes(minutes) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::KeepSpent { id, spent } => {
                if let Err(error) = self.state.keep_spent(&id, spent.as_ref()) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::KeepPlace(id) => {
                if let Err(error) = self.state.keep_place(&id) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::RecallPlace => {
                if let Some(id) = self.state.place() {
                    (self.tell)(Msg::Place(id));
                }
            }
            Effect::RecallMinutes => (self.tell)(Msg::Minutes(self.state.minutes())),
            Effect::Ranking(wish) => self.with_rankings(wish),
            Effect::Lay(of) => self.lay(of),
            Effect::KeepTaken { of, taken } => {
                if let Err(error) = self.state.keep_taken(&of, &taken) {
                    (self.tell)(Msg::Note(in_one_line(&error)));
                }
            }
            Effect::Forget(file) => {
                self.write_all();
                if self
                    .waiting
                    .values()
                    .all(|waiting| waiting.failed.is_none())
                {
                    // Where that fails it stays: one file too many loses nothing.
                    let _ = fs::remove_file(file);
                }
            }
            Effect::RecallPairs => (self.tell)(Msg::Recalled(self.state.pairs())),
            Effect::Park { id, text } => {
                let parked = self.park(&id, &text);
                (self.tell)(Msg::Parked(id, parked));
            }
            Effect::Weigh { ids, around } => self.weigh(&ids, &around),
            Effect::Export(sheet) => self.export(&sheet),
            Effect::SaveCopy { canvas, to } => {
                (self.tell)(Msg::Note(copies::save(&canvas, &to)));
            }
            Effect::WriteLetter { text, to } => {
                self.write_all();
                let said = copies::write_letter(&text, Path::new(""), &to);
                (self.tell)(Msg::Note(said.unwrap_or_else(|why| why)));
            }
            other => debug_assert!(false, "{other:?} is the runtime's"),
        }
    }

    /// Reads the settings and every canvas on another thread, so that a canvas can be opened meanwhile.
    fn list(&self) {
        let (workspace, today, tell) = (self.workspace.clone(), self.today, self.tell.clone());
        thread::spawn(move || {
            let settings = workspace
                .load_settings()
                .map_err(|error| in_one_line(&error));
            // What is told at once is drawn at once.
            let mut settings = Some(Msg::Settings(settings));
            let listed = workspace.list(today, |entries| {
                settings.take().into_iter().for_each(&tell);
                tell(Msg::Listed(entries));
            });
            settings.into_iter().for_each(&tell);
            tell(Msg::ListDone(listed.map_err(|error| in_one_line(&error))));
        });
    }

    fn open(&mut self, id: CanvasId) {
        self.write_all();
        if let Some(waiting) = self.waiting.get(&id).cloned() {
            self.open_unwritten(id, waiting);
            return;
        }
        let opened = self
            .workspace
            .load(&id)
            .map_err(|error| why_aside(&error))
            .and_then(|loaded| match self.workspace.copy_of(&loaded.canvas) {
                Some(of) => Err(Aside::CopyOf(of)),
                None => Ok(loaded),
            });
        let opened = opened.map(|loaded| {
            let begin = self.workspace.begin_of_session(&loaded.canvas, self.today);
            let mut loaded = loaded;
            loaded
                .canvas
                .give_rows_ids(&mut |end: usize| fastrand::usize(..end));
            self.remember(&loaded);
            let mut journal = self.state.journal(&id);
            journal.fit(&loaded.canvas);
            Box::new(Opened {
                loaded,
                unfinished: self.beside.unfinished(&id, &self.state),
                journal,
                spent: self.state.spent(&id),
                begin: Some(begin),
            })
        });
        (self.tell)(Msg::Opened(id, opened));
    }

    /// Opens a canvas that could not be written as it is here, and says again why it could not.
    fn open_unwritten(&mut self, id: CanvasId, waiting: Waiting) {
        let loaded = Loaded {
            canvas: (*waiting.canvas).clone(),
            revision: waiting.knows,
        };
        let opened = Opened {
            loaded,
            unfinished: self.beside.unfinished(&id, &self.state),
            journal: waiting.journal,
            spent: self.state.spent(&id),
            begin: None,
        };
        (self.tell)(Msg::Opened(id, Ok(Box::new(opened))));
        if let Some(why) = waiting.failed {
            let sent = waiting.canvas;
            let outcome = Err(why);
            (self.tell)(Msg::Saved {
                sent,
                outcome,
                replaced: None,
            });
        }
    }

    fn remember(&mut self, loaded: &Loaded) {
        let id = loaded.canvas.id().clone();
        self.astray.remove(&id);
        self.seen.insert(id, Seen::new(loaded.clone()));
    }

    fn create(&mut self, canvas: Canvas) {
        let created = self.workspace.create(&canvas);
        if let Ok(loaded) = &created {
            self.remember(loaded);
        }
        (self.tell)(Msg::Created(
            created.map(Box::new).map_err(|error| why(&error)),
        ));
    }

    /// Puts a canvas in line to be written: soon, or at once.
    fn save(&mut self, canvas: Box<Canvas>, journal: Journal, knows: Revision, is_urgent: bool) {
        let id = canvas.id().clone();
        let before = self.waiting.get(&id);
        let kept = before.map(|before| before.kept.outdated());
        let due = match before {
            _ if is_urgent => Instant::now(),
            Some(waiting) => waiting.due,
            None => Instant::now() + PAUSE,
        };
        let waiting = Waiting {
            canvas,
            journal,
            knows,
            due,
            failed: self.astray.get(&id).cloned(),
            kept: kept.unwrap_or_default(),
        };
        self.waiting.insert(id, waiting);
    }

    fn write_due(&mut self) {
        let now = Instant::now();
        let due = self
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.due <= now);
        let ids: Vec<CanvasId> = due.map(|(id, _)| id.clone()).collect();
        ids.iter().for_each(|id| self.write(id));
        let settings = self.settings.waiting.as_ref();
        if settings.is_some_and(|waiting| waiting.due <= now) {
            self.write_settings();
        }
        self.write_rankings(now);
        if self.beside.due().is_some_and(|due| due <= now) {
            self.keep_beside();
        }
        if self.changes.due().is_some_and(|due| due <= now) {
            self.look();
        }
        self.tell_place();
    }

    fn write_all(&mut self) {
        let ids: Vec<CanvasId> = self.waiting.keys().cloned().collect();
        ids.iter().for_each(|id| self.write(id));
        self.write_settings();
        self.write_all_rankings();
        if self.beside.due().is_some() {
            self.keep_beside();
        }
    }

    fn write(&mut self, id: &CanvasId) {
        let Some(waiting) = self.waiting.remove(id) else {
            return;
        };
        let now = clock::now();
        // Before the canvas, so that what is on disk can be taken back after a crash. Where that fails,
        // undo will not reach back beyond the restart; the words are what counts, and go on.
        let _ = self.state.keep_journal(id, &waiting.journal);
        self.pay_owed(id, now);
        let Some(seen) = self.seen.get(id) else {
            return;
        };
        let (written, was_behind) = seen.to_write(&waiting.canvas, waiting.knows, now);
        // A file that was empty a moment ago too is nobody's who is just writing it.
        let saved = match waiting.failed {
            None => self.workspace.save(&written, &seen.loaded, now),
            Some(_) => self.workspace.save_over_empty(&written, &seen.loaded, now),
        };
        let mut replaced = None;
        let outcome = match saved {
            Ok(mut saved) => {
                self.astray.remove(id);
                if saved.was_merged {
                    let ours = &seen.loaded.canvas;
                    let theirs = theirs_in(ours, &written, &saved.loaded.canvas);
                    replaced = self.keep_replaced(id, &theirs, now);
                }
                saved.was_merged |= was_behind;
                saved.not_kept = self.owe(id, saved.not_kept);
                if let Some(seen) = self.seen.get_mut(id) {
                    seen.saved(&waiting.canvas, waiting.knows, &saved);
                }
                if waiting.kept.is_ours() {
                    self.state.drop_unwritten(&file_of(id));
                }
                Ok(Box::new(saved))
            }
            Err(error) => {
                let why = not_saved(&error, &waiting.canvas);
                let base = seen.loaded.canvas.document();
                let both = [base, written.document()];
                let kept = self.state.keep_refused(&file_of(id), &waiting.kept, both);
                let again = Waiting {
                    due: Instant::now() + RETRY,
                    failed: Some(why.clone()),
                    kept,
                    ..waiting.clone()
                };
                self.waiting.insert(id.clone(), again);
                Err(why)
            }
        };
        let sent = waiting.canvas;
        (self.tell)(Msg::Saved {
            sent,
            outcome,
            replaced,
        });
        self.tell_nowhere();
    }

    /// Adds what could not be kept to what could not be kept before, and returns all of it.
    fn owe(&mut self, id: &CanvasId, not_kept: Option<NotKept>) -> Option<NotKept> {
        if let Some(mut not_kept) = not_kept {
            let before = self
                .owed
                .remove(id)
                .map_or_else(Vec::new, |owed| owed.versions);
            not_kept.versions.splice(0..0, before);
            self.owed.insert(id.clone(), not_kept);
        }
        self.owed.get(id).cloned()
    }

    /// Tries again to keep the versions that could not be kept before.
    fn pay_owed(&mut self, id: &CanvasId, now: Timestamp) {
        let Some(owed) = self.owed.get(id) else {
            return;
        };
        let versions: Vec<&Canvas> = owed.versions.iter().collect();
        if self.workspace.keep_versions(id, &versions, now).is_ok() {
            self.owed.remove(id);
        }
    }
}
