//! What counts as an answer, and why one is refused.

use serde_json::Value;

use super::question::{AnswerType, Cell, Question};
use super::row;

pub use super::typed::{typed, typed_cell};

/// Why an answer was refused. Each message states the whole rule, so that one reading is enough to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Not on the scale.
    #[error("`{given}` is not on the scale: a whole number from 1 to 5")]
    Scale {
        /// What was typed.
        given: String,
    },
    /// Not a number in range.
    #[error("`{given}` is not a number from 0 to 1,000,000, such as 2 or 0.5")]
    Number {
        /// What was typed.
        given: String,
    },
    /// Not a day.
    #[error(
        "`{given}` is not a date from 1900 to 2999: write it like 2027-05-15, 15 May or in 3 months"
    )]
    Date {
        /// What was typed.
        given: String,
    },
    /// A day to look again that is past.
    #[error("`{given}` is past: the day to look again is today or later, such as in 3 months")]
    Past {
        /// What was typed.
        given: String,
    },
    /// Not in the list.
    #[error("`{given}` is none of {allowed}")]
    Choice {
        /// What was typed.
        given: String,
        /// The codes of the list.
        allowed: String,
    },
    /// Neither yes nor no.
    #[error("`{given}` is neither yes nor no")]
    YesNo {
        /// What was typed.
        given: String,
    },
    /// More than one line.
    #[error("the answer has more than one line, where one line is the limit")]
    Line,
    /// Not JSON, where a table is given as JSON.
    #[error("the rows are not JSON ({problem}): write them like [{{\"{column}\": …}}]")]
    Rows {
        /// What is wrong.
        problem: String,
        /// A column of this table, for the example.
        column: &'static str,
    },
    /// A column that the question does not ask for.
    #[error("`{given}` is no column of `{question}`, which has {allowed}")]
    Column {
        /// What was given.
        given: String,
        /// The question.
        question: &'static str,
        /// Its columns.
        allowed: String,
    },
    /// One row of several was refused.
    #[error("row {row}, `{column}`")]
    Cell {
        /// The row, from 1.
        row: usize,
        /// The column.
        column: String,
        /// Why.
        #[source]
        why: Box<AnswerError>,
    },
    /// A row that names no partner of the canvas.
    #[error(
        "row {row} names no partner: give the `organisation` or the `id` of one in `cover.partners`"
    )]
    NoPartner {
        /// The row, from 1.
        row: usize,
    },
    /// The file holds something else where the answer belongs.
    #[error("`{path}` in the file holds something else than answers, so nothing can be put there")]
    InTheWay {
        /// The key that is in the way.
        path: String,
    },
}

/// True where the value is one that the question allows and it says something.
///
/// For questions answered by each voice this judges one voice's answer.
pub fn counts(question: &Question, value: &Value) -> bool {
    match &question.answer {
        AnswerType::Line | AnswerType::Text => row::as_text(value).is_some(),
        AnswerType::Date => row::as_date(value).is_some(),
        AnswerType::Number => row::as_number(value).is_some(),
        AnswerType::Scale | AnswerType::VoiceScale => row::as_scale(value).is_some(),
        AnswerType::Choice(codes) => value.as_str().is_some_and(|code| codes.contains(&code)),
        AnswerType::Scales(parts) => value
            .as_object()
            .is_some_and(|map| parts.iter().any(|part| row::Row(map).has(part))),
        AnswerType::Rows(table) => {
            let rows = value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_object);
            rows.into_iter().any(|map| row::Row(map).completes(table))
        }
    }
}

/// The cell whose rule a plain answer follows; None for tables and groups of scales.
pub fn cell_of(question: &Question) -> Option<Cell> {
    match &question.answer {
        AnswerType::Line | AnswerType::Text => Some(Cell::Line),
        AnswerType::Date => Some(Cell::Date),
        AnswerType::Number => Some(Cell::Number),
        AnswerType::Scale | AnswerType::VoiceScale => Some(Cell::Scale),
        AnswerType::Choice(codes) => Some(Cell::Choice(codes)),
        AnswerType::Scales(_) | AnswerType::Rows(_) => None,
    }
}
