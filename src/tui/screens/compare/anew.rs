//! What is handed over to have an answer of the joint canvas written anew.

use serde_json::Value;

use super::detail::said;
use super::ready::Item;
use crate::canvas::alone::{Part, Spot};
use crate::canvas::answer::cell_of;
use crate::canvas::compare::{Compared, LETTERS};
use crate::canvas::question::{Cell, Question};
use crate::canvas::wording::Wording;

/// An answer that is to be written anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Anew {
    /// The question.
    pub question: &'static Question,
    /// Where the answer is to stand in the joint canvas.
    pub address: String,
    /// What it is the answer to, in words.
    pub label: String,
    /// What one cell of a row takes; None for the question as a whole.
    pub cell: Option<Cell>,
    /// The answers that are allowed; empty where any words are.
    pub options: Vec<Choice>,
    /// What each side says, by its letter, in one line.
    pub said: Vec<(&'static str, String)>,
    /// What stands there so far.
    pub so_far: String,
}

/// One of the answers that are allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The answer.
    pub value: Value,
    /// What people call it.
    pub name: String,
    /// The letters of the sides that give it.
    pub said_by: String,
}

impl Anew {
    pub(super) fn of(item: &Item, compared: &Compared, so_far: String) -> Self {
        let question = compared.question;
        let label = &Wording::shipped().question(question).label;
        let compared_cell = item.cell.map(|(row, cell)| &compared.rows[row].cells[cell]);
        let (values, place) = match compared_cell {
            Some(cell) => (
                cell.values.iter().map(Option::as_ref).collect(),
                Spot::Score(cell.column),
            ),
            None => {
                let values = compared.answers.iter().map(|seen| seen.value());
                (values.collect::<Vec<_>>(), Spot::Whole)
            }
        };
        let cell = compared_cell.map(|cell| cell.column.cell);
        Self {
            question,
            address: item.address.clone(),
            label: match item.called.as_str() {
                "" => label.clone(),
                called => called.to_owned(),
            },
            cell,
            options: options(question, cell.or_else(|| cell_of(question)), place, &values),
            said: said(compared, item.cell),
            so_far,
        }
    }
}

/// The answers that are allowed, each with who gives it; none where any words are.
fn options(
    question: &Question,
    cell: Option<Cell>,
    place: Spot,
    values: &[Option<&Value>],
) -> Vec<Choice> {
    let yes_or_no = [(true, "yes"), (false, "no")];
    let options: Vec<(Value, String)> = match cell {
        Some(Cell::YesNo) => {
            let named = yes_or_no.map(|(value, name)| (Value::from(value), name.to_owned()));
            named.into_iter().collect()
        }
        Some(cell @ (Cell::Choice(_) | Cell::Scale)) => {
            let part = Part {
                name: String::new(),
                cell,
                place,
            };
            let options = part.options(question).into_iter();
            let named = options.map(|(value, name, _)| match value.as_u64() {
                Some(score) => (value, format!("{score}  {name}")),
                None => (value, name),
            });
            named.collect()
        }
        _ => Vec::new(),
    };
    let named = options.into_iter().map(|(value, name)| {
        let sides = LETTERS.iter().zip(values);
        let theirs =
            sides.filter(|(_, theirs)| theirs.is_some_and(|theirs| is_same(theirs, &value)));
        let letters: Vec<&str> = theirs.map(|(letter, _)| *letter).collect();
        let said_by = letters.join(", ");
        Choice {
            value,
            name,
            said_by,
        }
    });
    named.collect()
}

/// True also for a score that is written with a point.
fn is_same(one: &Value, other: &Value) -> bool {
    one == other || (one.is_number() && one.as_f64() == other.as_f64())
}
