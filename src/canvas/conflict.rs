//! Conflicts that a merge left in the file, and how they are settled.

use serde_json::{Map, Value, json};

use super::Canvas;
use super::answer::AnswerError;
use super::edit::{list_path, rows_mut};
use super::question::{AnswerType, Question};
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
        let theirs = match &conflict.column {
            Some(column) => json!({ column.as_str(): conflict.theirs }),
            None => conflict.theirs.clone(),
        };
        let question = Question::find(&conflict.question);
        let Some(row) = &conflict.row else {
            let ours = self.value(&conflict.question).cloned();
            return self.put(&conflict.question, Some(laid_over(ours, theirs)));
        };
        if let Some(question) = question.filter(|_| conflict.column.is_none()) {
            self.set_private(row, question, Some(theirs));
            return Ok(());
        }
        let list = question
            .and_then(|question| question.table().map(|table| list_path(question, table)))
            .unwrap_or(&conflict.question);
        let found = rows_mut(&mut self.document, list)
            .into_iter()
            .find(|known| known.get("id").and_then(Value::as_str) == Some(row));
        match (found, theirs) {
            (Some(found), Value::Object(theirs)) => lay_over(found, theirs),
            (None, Value::Object(theirs)) => self.bring_back(list, row, theirs)?,
            _ => {}
        }
        Ok(())
    }

    /// Puts a row that was taken out since at the end of its list, with what there is of it.
    fn bring_back(
        &mut self,
        list: &str,
        id: &str,
        cells: Map<String, Value>,
    ) -> Result<(), AnswerError> {
        let mut rows = match self.value(list) {
            Some(Value::Array(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        let mut row = Map::from_iter([("id".to_owned(), id.into())]);
        row.extend(cells);
        rows.push(Value::Object(row));
        self.put(list, Some(Value::Array(rows)))
    }
}

/// Their value over ours: of objects the keys that theirs has, of anything else the whole.
fn laid_over(ours: Option<Value>, theirs: Value) -> Value {
    match (ours, theirs) {
        (Some(Value::Object(mut ours)), Value::Object(theirs)) => {
            lay_over(&mut ours, theirs);
            Value::Object(ours)
        }
        (_, theirs) => theirs,
    }
}

fn lay_over(ours: &mut Map<String, Value>, theirs: Map<String, Value>) {
    for (key, value) in theirs {
        let was = ours.get(&key).cloned();
        ours.insert(key, laid_over(was, value));
    }
}

fn conflict(entry: Row) -> Option<Conflict> {
    let theirs = entry.0.get("theirs")?;
    let question = entry.line("question")?.to_owned();
    let row = entry.0.get("row").and_then(row::as_text).map(str::to_owned);
    let has_columns = match Question::find(&question).map(|question| &question.answer) {
        Some(AnswerType::Rows(_)) => row.is_some(),
        Some(AnswerType::Scales(_)) => row.is_none(),
        Some(_) => false,
        None => row.is_some(),
    };
    let cell = theirs
        .as_object()
        .filter(|map| has_columns && map.len() == 1);
    let (column, theirs) = match cell.and_then(|map| map.iter().next()) {
        Some((column, value)) => (Some(column.clone()), value.clone()),
        None => (None, theirs.clone()),
    };
    Some(Conflict {
        question,
        row,
        column,
        theirs,
    })
}
