//! What people type, turned into an answer as the file holds it.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::answer::{AnswerError, cell_of};
use super::near;
use super::number::number_value;
use super::question::{AnswerType, Cell, Place, Question, Table};
use super::row;
use super::spoken;
use super::when;
use super::wording::Wording;

/// Turns what was typed into an answer as the file holds it; None where nothing was typed.
///
/// `names` gives the shown name of a code, so that people may type either.
///
/// # Errors
/// When the text does not follow the question's rule.
pub fn typed(question: &Question, text: &str, today: Date) -> Result<Option<Value>, AnswerError> {
    match &question.answer {
        AnswerType::Text => Ok(Some(text.trim_end())
            .filter(|text| !text.trim().is_empty())
            .map(|text| Value::from(text.replace("\r\n", "\n")))),
        AnswerType::Rows(table) => rows_from_json(question, table, text, today),
        AnswerType::Scales(parts) => {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let map = serde_json::from_str::<Map<String, Value>>(text).map_err(|error| {
                AnswerError::Rows {
                    problem: error.to_string(),
                    column: parts[0].id,
                }
            })?;
            let columns: Vec<_> = parts.iter().collect();
            Ok(Some(Value::Object(row_from_json(
                question, &columns, map, 1, today,
            )?)))
        }
        _ => {
            let cell = cell_of(question).expect("tables and groups are handled above");
            typed_cell(question, cell, text, today)
        }
    }
}

/// Turns what was typed in one cell into the value of the file; None where nothing was typed.
///
/// # Errors
/// When the text does not follow the cell's rule.
pub fn typed_cell(
    question: &Question,
    cell: Cell,
    text: &str,
    today: Date,
) -> Result<Option<Value>, AnswerError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let given = || text.to_owned();
    let value = match cell {
        Cell::Line if text.contains(['\n', '\r']) => return Err(AnswerError::Line),
        Cell::Line => Value::from(text),
        Cell::Names => {
            let names = text
                .split([',', ';'])
                .map(str::trim)
                .filter(|name| !name.is_empty());
            Value::Array(names.map(Value::from).collect())
        }
        Cell::Scale => {
            let score = spoken::scale(question, text);
            Value::from(score.ok_or_else(|| AnswerError::Scale { given: given() })?)
        }
        Cell::Number => {
            let number = spoken::number(text);
            number_value(number.ok_or_else(|| AnswerError::Number { given: given() })?)
        }
        Cell::YesNo => match spoken::folded(text).as_str() {
            "yes" | "y" | "true" => Value::from(true),
            "no" | "n" | "false" => Value::from(false),
            _ => return Err(AnswerError::YesNo { given: given() }),
        },
        Cell::Date => {
            let date =
                when::typed(text, today).ok_or_else(|| AnswerError::Date { given: given() })?;
            if question.id == "decision.review_on" && date < today {
                return Err(AnswerError::Past { given: given() });
            }
            Value::from(date.to_string())
        }
        Cell::Choice(codes) | Cell::Key(codes) => {
            let typed = spoken::folded(text);
            let is_named = |code: &&&str| {
                let shown = Wording::shipped().option(question, code);
                spoken::folded(code) == typed
                    || shown.is_some_and(|option| spoken::folded(&option.name) == typed)
            };
            let code = codes
                .iter()
                .find(is_named)
                .ok_or_else(|| AnswerError::Choice {
                    given: given(),
                    allowed: listed(codes.iter().copied())
                        + &near::named(text, codes.iter().copied()),
                })?;
            Value::from(*code)
        }
    };
    Ok(Some(value).filter(|value| value.as_array().is_none_or(|names| !names.is_empty())))
}

fn rows_from_json(
    question: &Question,
    table: &Table,
    text: &str,
    today: Date,
) -> Result<Option<Value>, AnswerError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let rows = serde_json::from_str::<Vec<Map<String, Value>>>(text).map_err(|error| {
        let column = table.asked().next().map_or("id", |column| column.id);
        AnswerError::Rows {
            problem: error.to_string(),
            column,
        }
    })?;
    let columns: Vec<_> = table.columns.iter().collect();
    let read = rows.into_iter().enumerate();
    let read = read.map(|(index, row)| row_from_json(question, &columns, row, index + 1, today));
    let rows = read
        .map(|row| row.map(Value::Object))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(
        Some(Value::Array(rows))
            .filter(|rows| rows.as_array().is_some_and(|rows| !rows.is_empty())),
    )
}

/// One row given as JSON; `id` and, for partners, `organisation` say which row is meant.
fn row_from_json(
    question: &Question,
    columns: &[&super::question::Column],
    given: Map<String, Value>,
    place: usize,
    today: Date,
) -> Result<Map<String, Value>, AnswerError> {
    let mut row = Map::new();
    for (key, value) in given {
        let Some(column) = columns.iter().find(|column| column.id == key) else {
            let names_partner = question
                .table()
                .is_some_and(|table| table.place == Place::Partners && key == "organisation");
            let names_row = question.table().is_some() && key == "id";
            if value.is_string() && (names_row || names_partner) {
                row.insert(key, value);
                continue;
            }
            let ids = || columns.iter().map(|column| column.id);
            let allowed = listed(ids()) + &near::named(&key, ids());
            return Err(AnswerError::Column {
                given: key,
                question: question.id,
                allowed,
            });
        };
        let cell = cell_from_json(question, column.cell, value, today);
        let cell = cell.map_err(|why| AnswerError::Cell {
            row: place,
            column: key.clone(),
            why: Box::new(why),
        })?;
        if let Some(cell) = cell {
            row.insert(key, cell);
        }
    }
    Ok(row)
}

/// One cell given as JSON; None where it is blank.
///
/// # Errors
/// As for [`typed_cell`].
pub(super) fn cell_from_json(
    question: &Question,
    cell: Cell,
    value: Value,
    today: Date,
) -> Result<Option<Value>, AnswerError> {
    let text = match &value {
        Value::Null => return Ok(None),
        Value::String(text) => text.clone(),
        Value::Bool(yes) if cell == Cell::YesNo => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(names) if cell == Cell::Names && names.iter().all(Value::is_string) => {
            let names: Vec<Value> = names
                .iter()
                .filter(|name| row::as_text(name).is_some())
                .cloned()
                .collect();
            return Ok((!names.is_empty()).then_some(Value::Array(names)));
        }
        other => other.to_string(),
    };
    typed_cell(question, cell, &text, today)
}

/// Names in a sentence: `a, b or c`.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        [one] => (*one).to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn set(id: &str, text: &str) -> Result<Option<Value>, AnswerError> {
        typed(
            Question::find(id).expect("in the table"),
            text,
            date(2026, 11, 23),
        )
    }

    #[test]
    fn three_and_a_half_is_refused_rather_than_rounded() {
        assert_eq!(
            set("value.worth", "3.5"),
            Err(AnswerError::Scale {
                given: "3.5".into()
            })
        );
    }

    #[test]
    fn a_whole_number_with_a_point_is_that_number() {
        assert_eq!(set("value.worth", "3.0"), Ok(Some(json!(3))));
    }

    #[test]
    fn nothing_but_white_space_removes_the_answer() {
        assert_eq!(set("purpose.change", " \n "), Ok(None));
        assert_eq!(set("cover.reply_by", ""), Ok(None));
    }

    #[test]
    fn a_choice_may_be_typed_as_code_or_as_shown() {
        assert_eq!(
            set("value.kind", "shared_voice"),
            Ok(Some(json!("shared_voice")))
        );
        assert_eq!(
            set("value.kind", "Shared Voice"),
            Ok(Some(json!("shared_voice")))
        );
        assert!(matches!(
            set("value.kind", "profit"),
            Err(AnswerError::Choice { .. })
        ));
    }

    #[test]
    fn rows_are_given_as_json_and_checked_cell_by_cell() {
        let rows = set(
            "capacity.people",
            r#"[{"person":"Therapy lead","days":2.0,"agreed":true}]"#,
        );
        assert_eq!(
            rows,
            Ok(Some(
                json!([{"person": "Therapy lead", "days": 2, "agreed": true}])
            ))
        );
        let wrong = set("capacity.people", r#"[{"days":2},{"days":"many"}]"#);
        assert!(
            matches!(wrong, Err(AnswerError::Cell { row: 2, .. })),
            "{wrong:?}"
        );
        for rows in [r#"[{"wage":2}]"#, r#"[{"organisation":"Fellgate"}]"#] {
            let unknown = set("capacity.people", rows);
            assert!(
                matches!(unknown, Err(AnswerError::Column { .. })),
                "{unknown:?}"
            );
        }
        let unknown = set("capacity.skill", r#"{"id":"s222"}"#);
        assert!(
            matches!(unknown, Err(AnswerError::Column { .. })),
            "{unknown:?}"
        );
    }
}
