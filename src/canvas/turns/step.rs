//! One answer moved by one step, and how a canvas takes it and takes it back.

use serde_json::{Map, Value, json};

use super::super::Canvas;
use super::super::codes::{Outcome, US};
use super::super::row::Row;
use super::Turn;

/// What stands for a name that is lacking.
pub(super) const NAMED: &str = "named";
/// What stands for a text that is lacking.
pub(super) const SAID: &str = "said";

/// One answer moved by one step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) question: &'static str,
    pub(super) row: Option<String>,
    pub(super) column: Option<&'static str>,
    pub(super) from: Value,
    to: Value,
    given_by: Option<String>,
    /// The checks that it may help.
    pub(super) helps: &'static [&'static str],
    /// What it changes in the file.
    pub(super) changes: Vec<Change>,
    /// True where it puts the canvas first in the order.
    pub(super) puts_first: bool,
}

/// One value of a file, put or taken out.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Where it stands.
    spot: Spot,
    /// What is put there; None takes it out.
    value: Option<Value>,
}

#[derive(Debug, Clone)]
enum Spot {
    /// At a dotted path.
    Answer(&'static str),
    /// In a column of a row of a list.
    Cell(&'static str, usize, &'static str),
    /// A voice's own answer.
    Own(usize, &'static str),
    /// As a last row of a list.
    LastRow(&'static str),
}

impl Step {
    pub(super) fn new(question: &'static str, from: Value, to: Value) -> Self {
        Self {
            question,
            row: None,
            column: None,
            given_by: (!from.is_null()).then(|| US.to_owned()),
            from,
            to,
            helps: &[],
            changes: Vec::new(),
            puts_first: false,
        }
    }

    pub(super) fn answer(question: &'static str, from: Value, to: Value) -> Self {
        let mut step = Self::new(question, from, to.clone());
        step.changes = vec![Change {
            spot: Spot::Answer(question),
            value: Some(to),
        }];
        step
    }

    /// Rows that move together in one column: a list's place in the file, and each row's.
    pub(super) fn cells(
        question: &'static str,
        list: &'static str,
        column: &'static str,
        rows: &[(usize, Row)],
        to: Value,
    ) -> Self {
        let from = rows.first().and_then(|(_, row)| row.0.get(column));
        let mut step = Self::new(question, from.cloned().unwrap_or_default(), to.clone());
        step.column = Some(column);
        if let [(_, row)] = rows {
            step.row = row.id().map(str::to_owned);
        }
        let changes = rows.iter().map(|(index, _)| Change {
            spot: Spot::Cell(list, *index, column),
            value: Some(to.clone()),
        });
        step.changes = changes.collect();
        step
    }

    /// A row that is offered and absent, with one column filled.
    pub(super) fn offered(
        question: &'static str,
        key: &'static str,
        column: &'static str,
        to: Value,
    ) -> Self {
        let mut step = Self::new(question, Value::Null, to.clone());
        step.row = Some(key.to_owned());
        step.column = Some(column);
        step.changes = vec![Change {
            spot: Spot::LastRow(question),
            value: Some(json!({ "key": key, column: to })),
        }];
        step
    }

    /// The same for an answer that does not count as it stands.
    pub(super) fn without_answer(mut self) -> Self {
        (self.from, self.given_by) = (Value::Null, None);
        self
    }

    pub(super) fn helping(mut self, checks: &'static [&'static str]) -> Self {
        self.helps = checks;
        self
    }

    pub(super) fn given_by(mut self, who: Option<&str>) -> Self {
        self.given_by = who.map(str::to_owned);
        self
    }

    /// True where another step moves the same answer.
    pub(super) fn moves_the_same(&self, other: &Self) -> bool {
        (self.question, &self.row, self.column) == (other.question, &other.row, other.column)
    }

    /// The step with what would be suggested then.
    pub(super) fn turn(&self, outcome: Outcome) -> Turn {
        Turn {
            question: self.question,
            row: self.row.clone(),
            column: self.column,
            from: self.from.clone(),
            to: self.to.clone(),
            outcome,
            given_by: self.given_by.clone(),
        }
    }
}

impl Change {
    /// A voice's own answer.
    pub(super) fn own(voice: usize, question: &'static str, value: Value) -> Self {
        Self {
            spot: Spot::Own(voice, question),
            value: Some(value),
        }
    }
}

impl Canvas {
    /// Makes a change that is to be taken back, and tells how to.
    pub(super) fn try_out(&mut self, change: &Change) -> Option<Change> {
        let document: &mut Map<String, Value> = &mut self.document;
        let value = change.value.clone();
        let was = match change.spot {
            Spot::Answer(path) => {
                let (around, key) = path.split_once('.')?;
                let around = document.entry(around).or_insert_with(|| json!({}));
                let mut around = around.as_object_mut()?;
                let mut keys = key.split('.').peekable();
                loop {
                    let key = keys.next()?;
                    if keys.peek().is_none() {
                        break replace(around, key, value);
                    }
                    around = around.get_mut(key)?.as_object_mut()?;
                }
            }
            Spot::Cell(list, row, column) => {
                let row = list_at(document, list)?.get_mut(row)?;
                replace(row.as_object_mut()?, column, value)
            }
            Spot::Own(voice, question) => {
                let voice = list_at(document, "voices")?.get_mut(voice)?;
                replace(voice.get_mut("answers")?.as_object_mut()?, question, value)
            }
            Spot::LastRow(list) => {
                let rows = list_at(document, list)?;
                match value {
                    Some(row) => rows.push(row),
                    None => drop(rows.pop()),
                }
                None
            }
        };
        Some(Change {
            spot: change.spot.clone(),
            value: was,
        })
    }
}

fn replace(map: &mut Map<String, Value>, key: &str, value: Option<Value>) -> Option<Value> {
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.shift_remove(key),
    }
}

fn list_at<'d>(document: &'d mut Map<String, Value>, path: &str) -> Option<&'d mut Vec<Value>> {
    let mut keys = path.split('.');
    let first = document.get_mut(keys.next()?)?;
    let list = keys.try_fold(first, |value, key| value.get_mut(key))?;
    list.as_array_mut()
}
