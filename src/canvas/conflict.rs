//! Conflicts that a merge left in the file, and how they are settled.

use serde_json::Value;

use super::Canvas;
use super::answer::AnswerError;
use super::question::Question;
use super::row::{self, Row};

/// A conflict that a merge left: an answer of someone else beside ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The question, or the path of a key that this version does not know.
    pub question: String,
    /// The row or the voice, where the answer belongs to one.
    pub row: Option<String>,
    /// The column, in a table.
    pub column: Option<String>,
    /// The other answer.
    pub theirs: Value,
}

impl Canvas {
    /// The conflicts that wait for someone to pick.
    pub fn conflicts(&self) -> Vec<Conflict> {
        super::rows_of(self.document.get("conflicts"))
            .filter_map(conflict)
            .collect()
    }

    /// Settles the first conflict like the given one: takes their answer, or keeps ours.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in the answer's place.
    pub fn settle(&mut self, conflict: &Conflict, take_theirs: bool) -> Result<(), AnswerError> {
        if take_theirs {
            self.take_theirs(conflict)?;
        }
        let list = self
            .document
            .get_mut("conflicts")
            .and_then(Value::as_array_mut);
        if let Some(list) = list {
            let is_this = |entry: &Value| {
                let found = entry.as_object().map(Row).and_then(self::conflict);
                found.as_ref() == Some(conflict)
            };
            if let Some(index) = list.iter().position(is_this) {
                list.remove(index);
            }
            if list.is_empty() {
                self.document.shift_remove("conflicts");
            }
        }
        Ok(())
    }

    fn take_theirs(&mut self, conflict: &Conflict) -> Result<(), AnswerError> {
        let theirs = conflict.theirs.clone();
        let question = Question::find(&conflict.question);
        match (&conflict.row, question) {
            (None, _) => self.put(&conflict.question, Some(theirs)),
            (Some(row), Some(question)) => {
                match (question.table(), &conflict.column) {
                    (Some(table), Some(column)) => {
                        self.set_cell(question, table, row, column, Some(theirs));
                    }
                    _ => self.set_private(row, question, Some(theirs)),
                }
                Ok(())
            }
            (Some(_), None) => Ok(()),
        }
    }
}

fn conflict(entry: Row) -> Option<Conflict> {
    let theirs = entry.0.get("theirs")?;
    let question = entry.line("question")?.to_owned();
    let in_table = Question::find(&question).is_some_and(|question| question.table().is_some());
    let cell = theirs.as_object().filter(|map| in_table && map.len() == 1);
    let (column, theirs) = match cell.and_then(|map| map.iter().next()) {
        Some((column, value)) => (Some(column.clone()), value.clone()),
        None => (None, theirs.clone()),
    };
    Some(Conflict {
        question,
        row: entry.0.get("row").and_then(row::as_text).map(str::to_owned),
        column,
        theirs,
    })
}
