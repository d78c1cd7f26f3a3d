//! Values that a question allows and that hardly anyone means: they count, and are pointed out.
//!
//! A slip such as 300000 days a month, or a day of 1999, is never refused: whoever typed it may know better.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::Value;

use super::Canvas;
use super::capacity::{above, days_figure};
use super::question::{AnswerType, Cell, Question};
use super::review::key_of;
use super::row::{as_date, as_number};
use super::when;
use super::wording::Wording;

/// The most that is likely of a number, and what is said of more.
struct Most {
    question: &'static str,
    /// The column, in a table.
    column: Option<&'static str>,
    most: f64,
    /// What it is more than, such as `a month has`.
    than: &'static str,
}

const fn most(
    question: &'static str,
    column: Option<&'static str>,
    most: f64,
    than: &'static str,
) -> Most {
    Most {
        question,
        column,
        most,
        than,
    }
}

/// Every limit on numbers.
const MOST: &[Most] = &[
    most("capacity.people", Some("days"), 31.0, "a month has"),
    most(
        "capacity.stops",
        Some("days"),
        310.0,
        "ten people have in a month",
    ),
    most(
        "purpose.without",
        Some("days"),
        310.0,
        "ten people have in a month",
    ),
    most("value.voice.sign_off", Some("days"), 365.0, "a year has"),
    most(
        "review.days_spent",
        None,
        310.0,
        "ten people have in a month",
    ),
];

/// How far before the day on which its canvas was begun a date is likely, in years, and how far after it.
const YEARS: (i32, i32) = (2, 20);

/// A value that is allowed and hardly meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Unlikely {
    /// The question.
    pub question: &'static Question,
    /// The row from 1, in a table; the check-in from 1, of one.
    pub row: Option<usize>,
    /// What is pointed out, as a sentence.
    pub words: String,
}

impl Unlikely {
    /// The same with its place: `Who would do the work?, row 2: ...`.
    pub fn in_words(&self) -> String {
        let label = &Wording::shipped().question(self.question).label;
        let row = self.row.map(|row| format!(", row {row}"));
        format!("{label}{}: {}", row.unwrap_or_default(), self.words)
    }
}

/// Points out what hardly anyone means among the answers to a question, in the order of its rows.
pub fn unlikely_in(canvas: &Canvas, question: &'static Question) -> Vec<Unlikely> {
    let found = |row, words| Unlikely {
        question,
        row,
        words,
    };
    let AnswerType::Rows(table) = &question.answer else {
        let cell = match question.answer {
            AnswerType::Date => Cell::Date,
            AnswerType::Number => Cell::Number,
            _ => return Vec::new(),
        };
        let of = |value: &Value| of_value(canvas, question, None, cell, value);
        if question.id.starts_with("review.") {
            let key = key_of(question);
            let reviews = canvas.reviews().enumerate();
            let words = reviews.filter_map(|(at, review)| Some((at + 1, of(review.0.get(key)?)?)));
            return words.map(|(at, words)| found(Some(at), words)).collect();
        }
        let words = canvas.value(question.id).and_then(of);
        return words.map(|words| found(None, words)).into_iter().collect();
    };
    let rows = canvas.rows(question).enumerate();
    let cells = rows.flat_map(|(index, row)| {
        table.columns.iter().filter_map(move |column| {
            let value = row.0.get(column.id)?;
            let words = of_value(canvas, question, Some(column.id), column.cell, value)?;
            Some(found(Some(index + 1), words))
        })
    });
    cells.collect()
}

/// Points out one value that an answer, or a column of it, is given; None where it is likely enough.
pub fn of_value(
    canvas: &Canvas,
    question: &Question,
    column: Option<&str>,
    cell: Cell,
    value: &Value,
) -> Option<String> {
    match cell {
        Cell::Number => {
            let number = as_number(value)?;
            let mut limits = MOST.iter();
            let limit = limits.find(|one| one.question == question.id && one.column == column)?;
            let days = days_figure(number);
            let words = format!(
                "{days} days are more than {}. They count: is that meant?",
                limit.than
            );
            above(number, limit.most).then_some(words)
        }
        Cell::Date => {
            let (date, begun) = (as_date(value)?, begun_on(canvas)?);
            let (before, after) = YEARS;
            let side = if date < begun.saturating_sub(before.years()) {
                "long before"
            } else if date > begun.saturating_add(after.years()) {
                "long after"
            } else {
                return None;
            };
            let (date, begun) = (when::in_words(date), when::in_words(begun));
            Some(format!(
                "{date} is {side} this was begun, on {begun}. It counts: is that meant?"
            ))
        }
        _ => None,
    }
}

/// The day on which a canvas was begun, as its file says.
fn begun_on(canvas: &Canvas) -> Option<Date> {
    let created = canvas.document().get("created")?.as_str()?;
    created.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::super::question::QUESTIONS;
    use super::*;

    fn found(answers: &str) -> Vec<String> {
        let text = format!(
            r#"{{"format":"whytogether.canvas","version":1,"created":"2026-11-20T09:00:00Z",{answers}}}"#
        );
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let canvas = Canvas::read(id, text.as_bytes()).expect("reads");
        let all = QUESTIONS
            .iter()
            .flat_map(|question| unlikely_in(&canvas, question));
        all.map(|one| one.in_words()).collect()
    }

    #[test]
    fn more_days_than_a_month_has_are_pointed_out_with_their_row() {
        let rows =
            r#""capacity":{"people":[{"person":"Lead","days":31},{"person":"Ops","days":300000}]}"#;
        assert_eq!(
            found(rows),
            [
                "Who would do the work?, row 2: 300000 days are more than a month has. They count: is that meant?"
            ]
        );
    }

    #[test]
    fn a_date_of_another_age_is_pointed_out_and_one_that_has_passed_since_is_not() {
        let of = |day: &str| found(&format!(r#""cover":{{"reply_by":"{day}"}}"#));
        assert_eq!(
            of("1999-12-05"),
            [
                "When do they need an answer?: 5 December 1999 is long before this was begun, on 20 November 2026. It counts: is that meant?"
            ]
        );
        assert_eq!(of("2926-12-05").len(), 1);
        for likely in ["2024-11-20", "2026-12-05", "2046-11-20"] {
            assert_eq!(of(likely), [""; 0], "{likely}");
        }
        assert_eq!(
            found(r#""value":{"first_win":[{"win":"A","by":"1926-05-01"}]}"#).len(),
            1
        );
    }

    #[test]
    fn every_limit_is_one_of_a_number_that_is_asked() {
        for limit in MOST {
            let question = Question::find(limit.question);
            let question = question.or_else(|| {
                let mut all = super::super::review::REVIEW
                    .iter()
                    .map(|asked| &asked.question);
                all.find(|question| question.id == limit.question)
            });
            let question = question.expect("a question");
            let is_number = match limit.column {
                None => matches!(question.answer, AnswerType::Number),
                Some(id) => {
                    let column = question.table().and_then(|table| table.column(id));
                    column.is_some_and(|column| column.cell == Cell::Number)
                }
            };
            assert!(is_number, "{}", limit.question);
        }
    }
}
