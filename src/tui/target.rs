//! Where an answer goes: to the question itself, to a part of it, a cell of a row, or a voice.

use serde_json::Value;

use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::id::Random;
use crate::canvas::question::{AnswerType, Cell, Question};
use crate::canvas::review::{CheckIn, ReviewQuestion, key_of};
use crate::canvas::row::{self, as_date, as_text};
use crate::canvas::when;
use crate::canvas::wording::Wording;

/// The place of one answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// The question itself.
    Answer,
    /// One score of several under one question.
    Part(&'static str),
    /// One cell of one row.
    Cell {
        /// The row.
        row: RowKey,
        /// The column.
        column: &'static str,
    },
    /// What a voice answers alone, by the voice's id; "" is the only voice, not written yet.
    Voice(String),
    /// An answer of a day's check-in, which begins with its first answer.
    Review {
        /// The check-in.
        check_in: CheckIn,
        /// The partner or the voice that it is about, by its id.
        of: Option<String>,
    },
    /// One cell of what a check-in keeps, changes or stops; None is the row that would be added.
    Kept {
        /// The check-in.
        check_in: CheckIn,
        /// The row, by its id.
        row: Option<String>,
        /// The column.
        column: &'static str,
    },
    /// The ending note.
    Ending,
}

/// A row, there or not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A row that is there, by its id.
    Row(String),
    /// A row that is offered and not written yet, by its key.
    Offered(&'static str),
    /// The row that would be added.
    New,
}

impl Target {
    /// What stands there.
    pub fn value<'a>(&self, canvas: &'a Canvas, question: &Question) -> Option<&'a Value> {
        match self {
            Self::Answer => canvas.value(question.id),
            Self::Part(part) => canvas.value(question.id)?.as_object()?.get(*part),
            Self::Cell {
                row: RowKey::Row(id),
                column,
            } => {
                let found = canvas.rows(question).find(|row| row.id() == Some(id))?;
                found.0.get(*column)
            }
            Self::Cell { .. } => None,
            Self::Review { check_in, of } => {
                let review = canvas.check_in_on(check_in.on)?;
                match of {
                    Some(id) => review.value_for(key_of(question), id),
                    None => review.value_of(key_of(question)),
                }
            }
            Self::Kept {
                check_in,
                row,
                column,
            } => {
                let mut kept = canvas.check_in_on(check_in.on)?.kept();
                let found = kept.find(|found| row.is_some() && found.id() == row.as_deref())?;
                found.0.get(*column)
            }
            Self::Ending => canvas.ending_note_value(),
            Self::Voice(id) => {
                let voices = canvas.voices();
                voices
                    .iter()
                    .find(|voice| voice.id() == id)?
                    .answer(question)
            }
        }
    }

    /// A name for the place, to keep unfinished text under.
    pub fn key(&self, question: &Question) -> String {
        match self {
            Self::Answer => question.id.to_owned(),
            Self::Part(part) => format!("{} {part}", question.id),
            Self::Cell {
                row: RowKey::Row(id),
                column,
            } => format!("{} {id} {column}", question.id),
            Self::Cell {
                row: RowKey::Offered(key),
                column,
            } => {
                format!("{} {key} {column}", question.id)
            }
            Self::Cell {
                row: RowKey::New,
                column,
            } => format!("{} + {column}", question.id),
            Self::Voice(id) => format!("{} @{id}", question.id),
            Self::Review { check_in, of } => {
                let of = of.as_deref().unwrap_or_default();
                format!("{} {} {of}", question.id, check_in.on)
            }
            Self::Kept {
                check_in,
                row,
                column,
            } => {
                let row = row.as_deref().unwrap_or("+");
                format!("{} {} {row} {column}", question.id, check_in.on)
            }
            Self::Ending => question.id.to_owned(),
        }
    }

    /// Puts a value there and returns the place, which is a row's own once the row is written.
    ///
    /// # Errors
    /// When the file holds something else there.
    pub fn put(
        &self,
        canvas: &mut Canvas,
        question: &'static Question,
        value: Option<Value>,
        random: &mut dyn Random,
    ) -> Result<Self, AnswerError> {
        match self {
            Self::Answer => canvas.set(question, value, random)?,
            Self::Part(part) => canvas.set_part(question, part, value)?,
            Self::Voice(id) => {
                let id = if id.is_empty() {
                    canvas.first_voice(random)
                } else {
                    id.clone()
                };
                canvas.set_private(&id, question, value);
                return Ok(Self::Voice(id));
            }
            Self::Review { check_in, of } => {
                let asked = ReviewQuestion::find(key_of(question)).expect("in the table");
                canvas.put_in_review(check_in, asked, of.as_deref(), value, random)?;
            }
            Self::Kept {
                check_in,
                row,
                column,
            } => {
                let id = canvas.put_kept(check_in, row.as_deref(), column, value, random)?;
                return Ok(Self::Kept {
                    check_in: *check_in,
                    row: Some(id),
                    column,
                });
            }
            Self::Ending => {
                canvas.write_ending_note(value.as_ref().and_then(Value::as_str), random);
            }
            Self::Cell { row, column } => {
                let table = question.table().expect("cells stand in tables");
                let id = match row {
                    RowKey::Row(id) => id.clone(),
                    RowKey::New => canvas.add_row(question, table, random)?,
                    RowKey::Offered(key) => {
                        let id = canvas.add_row(question, table, random)?;
                        let name = Wording::shipped().question(question).offered.get(*key);
                        canvas.set_cell(question, table, &id, "key", Some((*key).into()));
                        canvas.set_cell(
                            question,
                            table,
                            &id,
                            table.naming(),
                            name.cloned().map(Value::from),
                        );
                        id
                    }
                };
                canvas.set_cell(question, table, &id, column, value);
                return Ok(Self::Cell {
                    row: RowKey::Row(id),
                    column,
                });
            }
        }
        Ok(self.clone())
    }

    /// The rule that an answer at this place follows.
    pub fn cell(&self, question: &Question) -> Cell {
        match (self, &question.answer) {
            (Self::Cell { column, .. } | Self::Kept { column, .. }, AnswerType::Rows(table)) => {
                table
                    .column(column)
                    .map_or(Cell::Line, |column| column.cell)
            }
            (Self::Part(_), _) => Cell::Scale,
            _ => crate::canvas::answer::cell_of(question).unwrap_or(Cell::Line),
        }
    }
}

/// An answer as it is typed: a date in words, names with commas.
pub fn editable(cell: Cell, value: Option<&Value>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    match (cell, value) {
        (Cell::Date, value) if as_date(value).is_some() => {
            as_date(value).map(when::in_words).unwrap_or_default()
        }
        (_, Value::String(text)) => text.clone(),
        (Cell::Names, Value::Array(names)) => names
            .iter()
            .filter_map(as_text)
            .collect::<Vec<_>>()
            .join(", "),
        (_, other) => other.to_string(),
    }
}

/// An answer as lists and tables show it, in one line; what a cell does not allow reads as it stands.
pub fn shown(question: &Question, cell: Cell, value: Option<&Value>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    if !row::counts(value, cell) {
        return editable(cell, Some(value));
    }
    match (cell, value) {
        (Cell::Choice(_), Value::String(code)) => Wording::shipped()
            .option(question, code)
            .map_or_else(|| code.clone(), |words| words.name.clone()),
        (Cell::YesNo, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.into(),
        (Cell::Line, Value::String(text)) => text.replace('\n', " "),
        _ => editable(cell, Some(value)),
    }
}
