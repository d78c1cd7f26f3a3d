//! The parts of a question that a voice answers alone: the question itself, each of several scores, or each
//! partner.

use serde_json::{Map, Value};

use super::super::Canvas;
use super::super::compare::folded;
use super::super::question::{AnswerType, Cell, Column, Question};
use super::super::row::{self, Row};
use super::super::wording::{OptionWords, Wording};
use super::{AGREED, is_judged};

/// One thing to score or to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is about, such as a partner's name; "" for the question itself.
    pub name: String,
    /// What may be answered: a score or a choice.
    pub cell: Cell,
    /// Where it stands in the answer.
    pub place: Spot,
}

/// Where a part stands in an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// It is the answer.
    Whole,
    /// One score of several.
    Score(&'static Column),
    /// A column of the row of a partner, whose id is the one in the partner table.
    Partner {
        /// The partner's id.
        id: String,
        /// The partner's name, by which a voice's own row is found.
        organisation: String,
        /// The column.
        column: &'static Column,
    },
}

/// The parts of a question, in the order in which they are asked; none where it cannot be answered alone,
/// or where it is about partners and none has a name.
pub fn parts(canvas: &Canvas, question: &'static Question) -> Vec<Part> {
    let whole = |cell| {
        vec![Part {
            name: String::new(),
            cell,
            place: Spot::Whole,
        }]
    };
    match &question.answer {
        AnswerType::Scale | AnswerType::VoiceScale => whole(Cell::Scale),
        AnswerType::Choice(codes) => whole(Cell::Choice(codes)),
        AnswerType::Scales(columns) => columns
            .iter()
            .map(|column| Part {
                name: Wording::shipped().column(question, column.id).label.clone(),
                cell: column.cell,
                place: Spot::Score(column),
            })
            .collect(),
        AnswerType::Rows(table) if question.may_be_answered_alone() => {
            let columns = table.columns.iter().filter(|column| is_judged(column));
            let columns: Vec<&'static Column> = columns.collect();
            let partners = canvas.partners();
            partners
                .flat_map(|row| of_partner(row, question, &columns))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn of_partner(row: Row, question: &'static Question, columns: &[&'static Column]) -> Vec<Part> {
    let (Some(organisation), Some(id)) = (row.line("organisation"), row.id()) else {
        return Vec::new();
    };
    let organisation = organisation.trim();
    let parts = columns.iter().map(|column| Part {
        name: match columns.len() {
            1 => organisation.to_owned(),
            _ => {
                let label = &Wording::shipped().column(question, column.id).label;
                format!("{organisation}: {label}")
            }
        },
        cell: column.cell,
        place: Spot::Partner {
            id: id.to_owned(),
            organisation: organisation.to_owned(),
            column,
        },
    });
    parts.collect()
}

impl Part {
    /// This part of a voice's answer, where the part allows it.
    pub fn of<'a>(&self, answer: &'a Value) -> Option<&'a Value> {
        let value = match &self.place {
            Spot::Whole => answer,
            Spot::Score(column) => answer.as_object()?.get(column.id)?,
            Spot::Partner {
                organisation,
                column,
                ..
            } => {
                let mut rows = answer.as_array()?.iter().filter_map(Value::as_object);
                let row = rows.find(|row| is_about(row, organisation))?;
                row.get(column.id)?
            }
        };
        row::counts(value, self.cell).then_some(value)
    }

    /// A voice's answer with this part put in its place, or taken out of it.
    pub fn put(&self, answer: Option<Value>, value: Option<Value>) -> Option<Value> {
        match &self.place {
            Spot::Whole => value,
            Spot::Score(column) => {
                let mut scores = match answer {
                    Some(Value::Object(scores)) => scores,
                    _ => Map::new(),
                };
                put_in(&mut scores, column.id, value);
                (!scores.is_empty()).then_some(Value::Object(scores))
            }
            Spot::Partner {
                organisation,
                column,
                ..
            } => {
                let mut rows = match answer {
                    Some(Value::Array(rows)) => rows,
                    _ => Vec::new(),
                };
                let mut known = rows.iter_mut().filter_map(Value::as_object_mut);
                match known.find(|row| is_about(row, organisation)) {
                    Some(row) => put_in(row, column.id, value),
                    None => {
                        let mut row = Map::new();
                        row.insert("organisation".into(), organisation.as_str().into());
                        put_in(&mut row, column.id, value);
                        rows.push(Value::Object(row));
                    }
                }
                rows.retain(|row| row.as_object().is_none_or(says_something));
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
        }
    }

    /// How the part is named among what is agreed.
    pub(super) fn key(&self, question: &Question) -> String {
        match &self.place {
            Spot::Whole => question.id.to_owned(),
            Spot::Score(column) => format!("{}/{}", question.id, column.id),
            Spot::Partner { id, column, .. } => format!("{}/{id}/{}", question.id, column.id),
        }
    }

    /// What all have agreed on, as long as the canvas still holds it.
    pub fn agreed<'a>(&self, canvas: &'a Canvas, question: &Question) -> Option<&'a Value> {
        let agreed = canvas.document().get(AGREED)?.get(self.key(question));
        self.standing(canvas, question)
            .filter(|value| agreed == Some(value))
    }

    /// What stands in the canvas, agreed or not.
    pub fn standing<'a>(&self, canvas: &'a Canvas, question: &Question) -> Option<&'a Value> {
        let value = match &self.place {
            Spot::Whole => canvas.value(question.id)?,
            Spot::Score(column) => canvas.value(question.id)?.as_object()?.get(column.id)?,
            Spot::Partner { id, column, .. } => {
                let row = canvas.rows(question).find(|row| row.id() == Some(id))?;
                row.0.get(column.id)?
            }
        };
        row::counts(value, self.cell).then_some(value)
    }

    /// A value by its name: `4, a lot`, `shared delivery`.
    pub fn said(&self, question: &Question, value: &Value) -> String {
        let score = row::as_scale(value);
        let is_it = |option: &Value| match (score, option.as_u64()) {
            (Some(score), Some(option)) => u64::from(score) == option,
            _ => option == value,
        };
        let mut options = self.options(question).into_iter();
        match options.find(|(option, ..)| is_it(option)) {
            Some((option, name, _)) if option.is_number() => format!("{option}, {name}"),
            Some((_, name, _)) => name,
            None => value.to_string(),
        }
    }

    /// What may be answered: each value, what it is called, and what helps to choose it.
    pub fn options(&self, question: &Question) -> Vec<(Value, String, &'static str)> {
        let words = Wording::shipped().question(question);
        let column = match &self.place {
            Spot::Whole => None,
            Spot::Score(column) | Spot::Partner { column, .. } => words.columns.get(column.id),
        };
        let scale = column.map_or(&words.scale, |column| &column.scale);
        let options = column.map_or(&words.options, |column| &column.options);
        match self.cell {
            Cell::Choice(codes) => codes
                .iter()
                .map(|code| {
                    let option: Option<&'static OptionWords> = options.get(*code);
                    let name = option.map_or(*code, |option| option.name.as_str());
                    let about = option.map_or("", |option| option.about.as_str());
                    (Value::from(*code), name.to_owned(), about)
                })
                .collect(),
            _ => (1..=5_u8)
                .zip(scale)
                .map(|(score, word)| (Value::from(score), word.clone(), ""))
                .collect(),
        }
    }
}

fn is_about(row: &Map<String, Value>, organisation: &str) -> bool {
    let name = Row(row).line("organisation");
    name.is_some_and(|name| folded(name) == folded(organisation))
}

/// True where a row holds more than the name of its partner.
fn says_something(row: &Map<String, Value>) -> bool {
    row.keys().any(|key| key != "organisation" && key != "id")
}

fn put_in(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.shift_remove(key),
    };
}
