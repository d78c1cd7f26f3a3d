//! The canvas in hand, kept on disk after every change.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::canvas::answer::AnswerError;
use crate::canvas::closing::Begin;
use crate::canvas::conflict::Conflict;
use crate::canvas::id::{CanvasId, Random};
use crate::canvas::question::Question;
use crate::canvas::undo::{Journal, Undone};
use crate::canvas::{Canvas, Voice};
use crate::clock;
use crate::tui::worker::state::State;
use crate::tui::worker::unwritten::{Kept as Refused, file_of};
use crate::workspace::store::{Loaded, Saved};
use crate::workspace::{ReadError, SaveError, Workspace, in_one_line};

use super::surroundings::Surroundings;
use super::words;

/// The canvas, what its file held when it was last seen, and what can be taken back.
pub struct Kept {
    workspace: Workspace,
    state: State,
    canvas: Canvas,
    base: Loaded,
    journal: Journal,
    unsaved: Option<SaveError>,
    /// Where the words are that the disk refused.
    refused: Refused,
}

impl Kept {
    /// Reads a canvas, and what of its changes can be taken back; words that the disk refused before are
    /// taken up. Returns what there is to say about these, too.
    ///
    /// # Errors
    /// [`ReadError`], by whether the file is missing, refused or no canvas.
    pub fn open(
        workspace: Workspace,
        mut state: State,
        id: &CanvasId,
    ) -> Result<(Self, Vec<String>), ReadError> {
        let (taken_up, left) = state.taken_up(&workspace, id);
        let mut news: Vec<String> = left
            .iter()
            .map(|left| format!("Words that the disk had refused before are {left}."))
            .collect();
        let (base, canvas, refused) = match taken_up {
            Some((base, canvas)) => {
                news.push("Words that the disk had refused before are in again.".into());
                (base, canvas, Refused::Older)
            }
            None => {
                let mut base = workspace.load(id)?;
                base.canvas.give_rows_ids(&mut random);
                (base.clone(), base.canvas, Refused::NotTried)
            }
        };
        let mut journal = state.journal(id);
        journal.fit(&canvas);
        let mut kept = Self {
            workspace,
            canvas,
            base,
            journal,
            state,
            unsaved: None,
            refused,
        };
        news.extend(kept.save());
        Ok((kept, news))
    }

    /// The canvas as it is now, saved or not.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// The canvas as it was last seen on disk.
    pub fn on_disk(&self) -> &Canvas {
        &self.base.canvas
    }

    /// What the workspace around the canvas means for it on a day, as it stands now.
    pub fn surroundings(&self, today: Date) -> Surroundings {
        Surroundings::read(&self.workspace, self.canvas.id(), today)
    }

    /// Where a session of a day begins for the canvas.
    pub fn begin(&self, day: Date) -> Begin {
        self.workspace.begin_of_session(&self.canvas, day)
    }

    /// The voice in a place of the list.
    pub fn voice(&self, index: usize) -> Option<Voice<'_>> {
        self.canvas.voices().get(index).copied()
    }

    /// Makes what is changed from here on one change to take back.
    pub fn begin_change(&mut self) {
        self.journal.begin_run();
    }

    /// Changes the canvas and saves it; returns what there is to say about saving.
    ///
    /// # Errors
    /// [`AnswerError`] where the change is refused; nothing has changed then.
    pub fn change(
        &mut self,
        question: &'static Question,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
    ) -> Result<Vec<String>, AnswerError> {
        self.change_as(&words::words(question).label, question, change)
    }

    /// The same under another name than the question's.
    ///
    /// # Errors
    /// As for [`Kept::change`].
    pub fn change_as(
        &mut self,
        name: &str,
        question: &'static Question,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
    ) -> Result<Vec<String>, AnswerError> {
        let mut changed = self.canvas.clone();
        change(&mut changed, &mut random)?;
        let (before, after) = (self.canvas.document(), changed.document());
        self.journal.note(name, question.id, before, after);
        self.canvas = changed;
        Ok(self.save())
    }

    /// Puts a thought aside; taking back an answer leaves it.
    pub fn park(&mut self, text: &str) -> Vec<String> {
        self.canvas.park(text, clock::now(), &mut random);
        self.save()
    }

    /// Takes back the last change, or makes it again.
    pub fn step(&mut self, direction: Direction) -> Option<(Undone, Vec<String>)> {
        let undone = match direction {
            Direction::Undo => self.journal.undo(&mut self.canvas),
            Direction::Redo => self.journal.redo(&mut self.canvas),
        }?;
        Some((undone, self.save()))
    }

    /// Saves where there is something to save, and says what should be known about it.
    pub fn save(&mut self) -> Vec<String> {
        if self.canvas == self.base.canvas {
            self.unsaved = None;
            self.let_go();
            return Vec::new();
        }
        // Where this fails, undo will not reach back beyond the end of the conversation.
        let _ = self.state.keep_journal(self.canvas.id(), &self.journal);
        let saved = self.workspace.save(&self.canvas, &self.base, clock::now());
        match saved {
            Ok(saved) => self.take_in(saved),
            Err(error) => {
                let said = format!(
                    "Not saved: {}. Your answer is kept here and tried again with the next one.",
                    in_one_line(&error)
                );
                self.unsaved = Some(error);
                self.keep_refused();
                vec![said]
            }
        }
    }

    /// Keeps what the disk refused in the state folder, for the next start.
    fn keep_refused(&mut self) {
        let file = file_of(self.canvas.id());
        let both = [self.base.canvas.document(), self.canvas.document()];
        let before = self.refused.outdated();
        self.refused = self.state.keep_refused(&file, &before, both);
    }

    /// Takes what was refused away from the state folder, once it is written.
    fn let_go(&mut self) {
        if self.refused.is_ours() {
            self.state.drop_unwritten(&file_of(self.canvas.id()));
        }
        self.refused = Refused::NotTried;
    }

    /// Where the last words are that the disk refused; None where they are nowhere but here.
    pub fn refused_path(&self) -> Option<PathBuf> {
        let path = self.state.unwritten_path(&file_of(self.canvas.id()));
        path.filter(|_| self.refused == Refused::InState)
    }

    /// Goes on from what stands on disk now, and says what others changed.
    fn take_in(&mut self, saved: Saved) -> Vec<String> {
        self.let_go();
        let mut news = Vec::new();
        if self.unsaved.take().is_some() {
            news.push("Everything is saved again.".to_owned());
        }
        if saved.was_merged {
            let merged = "Someone else changed this canvas meanwhile. Their changes are in.";
            news.push(merged.into());
        }
        news.extend(saved.not_kept.map(|not_kept| format!("Note: {not_kept}.")));
        let known = self.base.canvas.conflicts();
        self.base = saved.loaded;
        self.base.canvas.give_rows_ids(&mut random);
        self.canvas = self.base.canvas.clone();
        let conflicts = self.canvas.conflicts();
        let new = conflicts
            .iter()
            .filter(|conflict| !known.contains(conflict));
        news.extend(new.map(conflict_in_words));
        news
    }

    /// The last failure to save, where something is still unsaved.
    pub fn into_unsaved(self) -> Option<SaveError> {
        self.unsaved
    }

    /// True while something is only in memory.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.is_some()
    }

    /// The first conflict about a question that waits for someone to pick.
    pub fn conflict(&self, question: &Question) -> Option<Conflict> {
        let conflicts = self.canvas.conflicts();
        conflicts
            .into_iter()
            .find(|conflict| conflict.question == question.id)
    }
}

/// A conflict in words, without the answer that another voice gave alone.
pub fn conflict_in_words(conflict: &Conflict) -> String {
    let question = Question::find(&conflict.question);
    let about = question.map_or_else(
        || format!("`{}`", conflict.question),
        |question| format!("\"{}\"", words::words(question).label),
    );
    let is_private =
        conflict.row.is_some() && question.is_some_and(|question| question.table().is_none());
    let theirs = if is_private {
        "Theirs is not shown, because it was given alone".to_owned()
    } else {
        format!("Theirs is: {}", words::of_conflict(conflict, question))
    };
    format!(
        "You and someone else both changed {about}. Yours stays. {theirs}. \
         At that question, type `:theirs` to take theirs or `:ours` to keep yours."
    )
}

/// Which way along the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Back.
    Undo,
    /// Forward again.
    Redo,
}

fn random(end: usize) -> usize {
    fastrand::usize(..end)
}
