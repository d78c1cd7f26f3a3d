//! What is typed at a place of the open canvas: as the answer, or as text that does not parse yet; and the row that
//! it is typed in.

use serde_json::{Map, Value};

use super::super::target::{RowKey, Target, editable};
use super::{Session, random};
use crate::canvas::Canvas;
use crate::canvas::answer::{AnswerError, typed, typed_cell};
use crate::canvas::codes::Coded as _;
use crate::canvas::id::Random;
use crate::canvas::question::{AnswerType, Cell, Question};
use crate::canvas::review::{CheckIn, note_with_headings};
use crate::canvas::row::Row;

/// What became of a typed text.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// It is the answer now.
    Kept,
    /// It is kept as typed, but is no answer yet, for this reason.
    Refused(AnswerError),
}

/// A row as it stands, and which of its list it is.
#[derive(Debug, Clone, PartialEq)]
pub struct RowThere {
    /// The check-in that the row is of; None where it is of a question's table.
    check_in: Option<CheckIn>,
    place: usize,
    row: Map<String, Value>,
}

impl Session {
    /// The answer at a place, as the file holds it.
    pub fn value(&self, question: &Question, target: &Target) -> Option<Value> {
        if self.is_beside_recorded(question, target)
            && let Some(waiting) = self.waiting_choice()
        {
            return Some(waiting.code().into());
        }
        target.value(&self.canvas, question).cloned()
    }

    /// What to show in the field of a place: what was typed and does not parse yet, or the answer.
    pub fn field_text(&self, question: &Question, target: &Target, cell: Cell) -> String {
        let unfinished = self.unfinished.get(&target.key(question));
        unfinished
            .cloned()
            .unwrap_or_else(|| match (self.value(question, target), target) {
                (None, Target::Ending) => note_with_headings(),
                (value, _) => editable(cell, value.as_ref()),
            })
    }

    /// Puts an answer in its place; a new row gets an id, and the place becomes that row's.
    ///
    /// # Errors
    /// When the file holds something else there.
    pub fn put(
        &mut self,
        question: &'static Question,
        target: &mut Target,
        value: Option<Value>,
    ) -> Result<(), AnswerError> {
        if value.is_none()
            && matches!(
                target,
                Target::Kept { row: None, .. }
                    | Target::Cell {
                        row: RowKey::New | RowKey::Offered(_),
                        ..
                    }
            )
        {
            return Ok(());
        }
        if self.is_beside_recorded(question, target) {
            return self.choose_beside_recorded(value);
        }
        let place = target.clone();
        let placed = self.edit(question, |canvas, random| {
            place.put(canvas, question, value, random)
        })?;
        *target = placed;
        Ok(())
    }

    /// True where something was typed that is no answer yet.
    pub fn has_unfinished(&self, question: &Question, target: &Target) -> bool {
        self.unfinished.contains_key(&target.key(question))
    }

    /// Forgets what was typed at a place and is no answer.
    pub fn forget_typed(&mut self, question: &Question, target: &Target) {
        self.is_unfinished_changed |= self.unfinished.remove(&target.key(question)).is_some();
    }

    /// Takes what is typed at a place: as the answer where it parses, else as unfinished text.
    pub fn type_text(
        &mut self,
        question: &'static Question,
        target: &mut Target,
        cell: Cell,
        text: &str,
    ) -> Typed {
        self.forget_typed(question, target);
        match self
            .parsed(question, target, cell, text)
            .and_then(|value| self.put(question, target, value))
        {
            Ok(()) => Typed::Kept,
            Err(error) => {
                self.unfinished
                    .insert(target.key(question), text.to_owned());
                self.is_unfinished_changed = true;
                Typed::Refused(error)
            }
        }
    }

    fn parsed(
        &self,
        question: &Question,
        target: &Target,
        cell: Cell,
        text: &str,
    ) -> Result<Option<Value>, AnswerError> {
        let is_text =
            !matches!(target, Target::Cell { .. }) && matches!(question.answer, AnswerType::Text);
        if is_text {
            typed(question, text, self.today())
        } else {
            typed_cell(question, cell, text, self.today())
        }
    }

    /// Why what was typed at a place is no answer yet; None where it is one, or nothing waits there.
    pub fn refusal(&self, question: &Question, target: &Target, cell: Cell) -> Option<AnswerError> {
        let text = self.unfinished.get(&target.key(question))?;
        self.parsed(question, target, cell, text).err()
    }

    /// The row that a place is in; None where it is in none, or the row is not there.
    pub fn row_there(&self, question: &Question, target: &Target) -> Option<RowThere> {
        let there = |check_in, (place, row): (usize, Row)| RowThere {
            check_in,
            place,
            row: row.0.clone(),
        };
        match target {
            Target::Cell {
                row: RowKey::Row(id),
                ..
            } => {
                let mut rows = self.canvas.rows(question).enumerate();
                let found = rows.find(|(_, row)| row.id() == Some(id))?;
                Some(there(None, found))
            }
            Target::Kept {
                check_in,
                row: Some(id),
                ..
            } => {
                let mut rows = self.canvas.check_in_on(check_in.on)?.kept().enumerate();
                let found = rows.find(|(_, row)| row.id() == Some(id))?;
                Some(there(Some(*check_in), found))
            }
            _ => None,
        }
    }

    /// The canvas with a row that somebody has taken out; None where the file holds something else there.
    pub fn canvas_with(&self, question: &Question, there: &RowThere) -> Option<Canvas> {
        let mut canvas = self.canvas.clone();
        there.put_back(&mut canvas, question, &mut random()).ok()?;
        Some(canvas)
    }

    /// Writes a row again that somebody has taken out.
    ///
    /// # Errors
    /// When the file holds something else there.
    pub fn put_row_back(
        &mut self,
        question: &'static Question,
        there: &RowThere,
    ) -> Result<(), AnswerError> {
        self.edit(question, |canvas, random| {
            there.put_back(canvas, question, random)
        })
    }
}

impl RowThere {
    /// Puts the row in its place where it is not there any more.
    ///
    /// # Errors
    /// When the canvas holds something else there.
    fn put_back(
        &self,
        canvas: &mut Canvas,
        question: &Question,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let row = self.row.clone();
        match (&self.check_in, question.table()) {
            (Some(check_in), _) => canvas.put_kept_back(check_in, self.place, row, random),
            (None, Some(table)) => canvas.put_row_back(question, table, self.place, row),
            (None, None) => Ok(()),
        }
    }
}
