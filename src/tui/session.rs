//! The open canvas: its answers, what they add up to, what is on disk, and how to take a change back.

mod choosing;
mod opened;
mod typing;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::app::Sheet;
use super::message::Astray;
use crate::canvas::answer::AnswerError;
use crate::canvas::checks::{Finding, Why};
use crate::canvas::closing::Begin;
use crate::canvas::id::Random;
use crate::canvas::merge::merge;
use crate::canvas::others::{Others, Setting, Team};
use crate::canvas::question::Question;
use crate::canvas::review::{CheckIn, ENDING_NOTE, EndError, REVIEW, ReviewQuestion, key_of};
use crate::canvas::suggestion::Suggestion;
use crate::canvas::turns::Turns;
use crate::canvas::undo::{Journal, Undone};
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, State};
use crate::workspace::store::{Loaded, Revision};
pub use opened::Opened;
pub use typing::{RowThere, Typed};

/// Texts that do not parse yet, by where they were typed; kept so that nothing typed is dropped.
pub type Unfinished = BTreeMap<String, String>;

/// What the head line says about the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disk {
    /// Everything is on disk.
    Saved,
    /// A save is under way.
    Saving,
    /// The last save failed: what failed and why.
    Failed(String),
    /// What was on disk is there no more, or cannot be read: what became of the file, and why.
    Astray(Astray, String),
    /// A newer version wrote the file: nothing is changed.
    ReadOnly,
}

/// Everything around a canvas that its suggestion is computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// The other canvases.
    pub others: Others,
    /// The team.
    pub team: Team,
    /// The day.
    pub today: Date,
}

impl Around {
    /// A canvas with everything that it is weighed against.
    pub fn setting<'a>(&'a self, canvas: &'a Canvas) -> Setting<'a> {
        Setting {
            canvas,
            others: &self.others,
            team: self.team,
            today: self.today,
        }
    }
}

/// The open canvas.
#[derive(Debug)]
pub struct Session {
    /// The canvas as it is on the screen.
    pub canvas: Canvas,
    /// What the answers add up to.
    pub suggestion: Suggestion,
    /// What the head line says about the disk.
    pub disk: Disk,
    /// Why an earlier version is not in the history, until it is.
    pub not_kept: Option<String>,
    /// What does not parse yet.
    pub unfinished: Unfinished,
    /// True while the guide asks only the quick look.
    pub is_quick: bool,
    /// Where the session begins, as far as the disk told when the canvas was opened.
    begin: Option<Begin>,
    /// The file that this canvas started from.
    knows: Revision,
    journal: Journal,
    around: Around,
    is_changed: bool,
    is_unfinished_changed: bool,
    /// The reason of the decision before, while another choice is made: it is none for that one.
    reason_before: Option<String>,
    /// What would change the suggestion, once somebody has asked since it was weighed.
    turns: OnceCell<Turns>,
}

fn random() -> impl Random {
    |end: usize| fastrand::usize(..end)
}

impl Session {
    /// Opens what was loaded.
    pub fn new(opened: Opened, around: Around) -> Self {
        let Opened {
            loaded,
            unfinished,
            journal,
            spent: _,
            begin,
        } = opened;
        let mut canvas = loaded.canvas;
        let disk = if canvas.is_newer() {
            Disk::ReadOnly
        } else {
            Disk::Saved
        };
        if disk == Disk::Saved {
            canvas.give_rows_ids(&mut random());
        }
        let suggestion = Suggestion::of(&around.setting(&canvas));
        let knows = loaded.revision;
        let mut session = Self {
            canvas,
            suggestion,
            disk,
            not_kept: None,
            unfinished,
            is_quick: false,
            begin,
            knows,
            journal,
            around,
            is_changed: false,
            is_unfinished_changed: false,
            reason_before: None,
            turns: OnceCell::new(),
        };
        if session.waiting_choice().is_some() {
            session.note_reason_before();
        }
        session
    }

    /// The day for which everything is computed.
    pub fn today(&self) -> Date {
        self.around.today
    }

    /// Where the session begins; on another day than the one on which the canvas was opened, with that day.
    pub fn begin(&self) -> Begin {
        let today = self.today();
        let begin = self.begin.clone().filter(|begin| begin.day == today);
        begin.unwrap_or_else(|| Begin::of_day(today))
    }

    /// The revision that this canvas started from.
    pub fn knows(&self) -> Revision {
        self.knows
    }

    /// The changes that can be taken back.
    pub fn journal(&self) -> Journal {
        self.journal.clone()
    }

    /// True once, after a change that is not on its way to the disk yet.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.is_changed)
    }

    /// What does not parse yet, once after it changed.
    pub fn take_unfinished(&mut self) -> Option<Unfinished> {
        std::mem::take(&mut self.is_unfinished_changed).then(|| self.unfinished.clone())
    }

    /// Takes in what changed around the canvas.
    pub fn surround(&mut self, around: Around) {
        self.around = around;
        self.weigh();
    }

    /// The canvas as it is on the screen, to be exported or copied.
    pub fn sheet(&self) -> Sheet {
        Sheet::Open {
            canvas: Box::new(self.canvas.clone()),
            suggestion: Box::new(Suggestion {
                turns: Some(self.turns().clone()),
                ..self.suggestion.clone()
            }),
        }
    }

    /// Notes what a save did; what others wrote meanwhile is merged into what is on the screen.
    pub fn saved(&mut self, sent: &Canvas, loaded: &Loaded, was_merged: bool, now: Timestamp) {
        self.knows = loaded.revision;
        if was_merged {
            self.canvas = merge(sent, &self.canvas, &loaded.canvas, now);
            self.weigh();
        }
        if !self.is_changed && (was_merged || self.canvas == *sent) {
            self.disk = Disk::Saved;
        }
    }

    /// Changes the canvas, notes the change under the question's name, and weighs the answers anew.
    ///
    /// # Errors
    /// Whatever the change returns; then nothing has changed.
    pub fn edit<T>(
        &mut self,
        question: &'static Question,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<T, AnswerError>,
    ) -> Result<T, AnswerError> {
        let name = &Wording::shipped().question(question).short;
        self.edit_as(name, question, change)
    }

    /// Changes the letters that the canvas keeps, which no question asks for.
    ///
    /// # Errors
    /// Whatever the change returns; then nothing has changed.
    pub fn edit_letters(
        &mut self,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
    ) -> Result<(), AnswerError> {
        let telling = Question::find("decision.telling").expect("in the table");
        self.edit_as("The letter", telling, change)
    }

    /// The same under another name than the question's.
    ///
    /// # Errors
    /// As for [`Session::edit`].
    pub fn edit_as<T>(
        &mut self,
        name: &str,
        question: &'static Question,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<T, AnswerError>,
    ) -> Result<T, AnswerError> {
        let mut changed = self.canvas.clone();
        let result = change(&mut changed, &mut random())?;
        let (before, after) = (self.canvas.document(), changed.document());
        if !self.is_read_only() && self.journal.note(name, question.id, before, after) {
            self.canvas = changed;
            self.after_change();
        }
        Ok(result)
    }

    fn after_change(&mut self) {
        self.weigh();
        self.is_changed = true;
        if !self.has_failed() {
            self.disk = Disk::Saving;
        }
    }

    /// Takes back the last change.
    pub fn undo(&mut self) -> Option<Undone> {
        let undone = self.journal.undo(&mut self.canvas)?;
        if undone.is_done() {
            self.after_change();
        }
        Some(undone)
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) -> Option<Undone> {
        let redone = self.journal.redo(&mut self.canvas)?;
        if redone.is_done() {
            self.after_change();
        }
        Some(redone)
    }

    /// Begins to type: the keys that follow are one change.
    pub fn begin_typing(&mut self) {
        self.journal.begin_run();
    }

    /// Ends typing: rows in which nothing is left are taken out.
    pub fn end_typing(&mut self, question: &'static Question) {
        if let Some(table) = question.table() {
            let tidied = self.edit(question, |canvas, _| {
                canvas.tidy_rows(question, table);
                Ok(())
            });
            debug_assert!(tidied.is_ok(), "tidying never fails");
        }
        if ReviewQuestion::find(key_of(question)).is_some() {
            self.tidy_review();
        }
        self.journal.end_run();
    }

    /// Ends a run of changes that are one to take back.
    pub fn end_run(&mut self) {
        self.journal.end_run();
    }

    /// The check-in of the day, beside the plan as it stands.
    pub fn check_in(&self) -> CheckIn {
        CheckIn::of(&self.suggestion.capacity, self.today())
    }

    /// Takes out what the day's check-in does not say any more.
    pub fn tidy_review(&mut self) {
        let (question, on) = (&REVIEW[0].question, self.today());
        let tidied = self.edit(question, |canvas, _| {
            canvas.tidy_review(on);
            Ok(())
        });
        debug_assert!(tidied.is_ok(), "tidying never fails");
    }

    /// Ends the collaboration today, as one change.
    ///
    /// # Errors
    /// Where nothing is decided, it has ended already, or the note says nothing yet.
    pub fn end(&mut self) -> Result<(), EndError> {
        let (on, mut ended) = (self.today(), Ok(()));
        let changed = self.edit(&ENDING_NOTE, |canvas, random| {
            ended = canvas.end(on, random);
            Ok(())
        });
        debug_assert!(changed.is_ok(), "an end is always in its place");
        ended
    }

    /// Takes headings that nothing was written under out of the note of what is over.
    pub fn tidy_ending_note(&mut self) {
        if !matches!(self.canvas.state(), State::Ended(..)) {
            return;
        }
        let tidied = self.edit(&ENDING_NOTE, |canvas, random| {
            canvas.tidy_ending_note(random);
            Ok(())
        });
        debug_assert!(tidied.is_ok(), "tidying never fails");
    }

    /// Marks the canvas as written to disk in vain.
    pub fn save_failed(&mut self, why: String) {
        self.disk = Disk::Failed(why);
    }

    /// Marks the canvas as one whose file is gone or cannot be read.
    pub fn went_astray(&mut self, file: Astray, why: String) {
        if !self.is_read_only() {
            self.disk = Disk::Astray(file, why);
        }
    }

    /// Notes that the file is back as it was; false where it was not astray.
    pub fn came_back(&mut self) -> bool {
        let was_astray = self.astray().is_some();
        if was_astray {
            self.disk = match self.is_changed {
                true => Disk::Saving,
                false => Disk::Saved,
            };
        }
        was_astray
    }

    /// What became of the file; None where all is well, or a save has failed since.
    pub fn astray(&self) -> Option<Astray> {
        match self.disk {
            Disk::Astray(file, _) => Some(file),
            _ => None,
        }
    }

    /// Asks for another save of what is on the screen.
    pub fn save_again(&mut self) {
        if self.disk != Disk::ReadOnly {
            self.is_changed = true;
        }
    }

    /// True where the last save failed, or what it wrote is there no more.
    pub fn has_failed(&self) -> bool {
        matches!(self.disk, Disk::Failed(_) | Disk::Astray(..))
    }

    fn weigh(&mut self) {
        self.suggestion = Suggestion::of(&self.around.setting(&self.canvas));
        self.turns = OnceCell::new();
    }

    /// What would change the suggestion; worked out when it is first asked for.
    pub fn turns(&self) -> &Turns {
        let setting = self.around.setting(&self.canvas);
        self.turns
            .get_or_init(|| Turns::of(&setting, &self.suggestion))
    }

    /// Why a check fired.
    pub fn why(&self, finding: &Finding) -> Why {
        finding.why(&self.around.setting(&self.canvas), &self.suggestion)
    }

    /// True where nothing may be changed.
    pub fn is_read_only(&self) -> bool {
        self.disk == Disk::ReadOnly
    }

    /// True while something on the screen may not be on disk.
    pub fn is_unsaved(&self) -> bool {
        self.is_changed || matches!(self.disk, Disk::Saving) || self.has_failed()
    }
}
