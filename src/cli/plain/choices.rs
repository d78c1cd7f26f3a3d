//! What a prompt lets people choose from, and reading what they typed.

use jiff::civil::Date;
use serde_json::Value;

use crate::canvas::answer::{AnswerError, typed_cell};
use crate::canvas::question::Cell;

use super::asking::{Asking, Takes};
use super::words;

/// The names of what may be chosen, each with what helps to choose it.
pub fn choices(asking: &Asking) -> Vec<(String, String)> {
    match asking.cell {
        Cell::Choice(codes) => {
            let options = codes.iter();
            let options = options.filter_map(|code| asking.choices.options.get(*code));
            options
                .map(|option| (option.name.clone(), format!(": {}", option.about)))
                .collect()
        }
        Cell::Scale => {
            let words = asking.choices.scale.iter();
            words.map(|word| (word.clone(), String::new())).collect()
        }
        _ => Vec::new(),
    }
}

/// How an answer is typed, as the end of a sentence.
pub fn how_to_type(cell: Cell) -> String {
    match cell {
        Cell::Choice(codes) => format!("type a number from 1 to {}.", codes.len()),
        Cell::Scale => "type a number from 1 to 5.".into(),
        Cell::Date => "type a date, such as 15 May, 2027-05-15 or in 3 months.".into(),
        _ => "type one line.".into(),
    }
}

/// Reads a line by the rule of its cell; the error repeats what was typed and states the rule.
///
/// What was typed in private is not repeated.
pub fn read_cell(asking: &Asking, line: &str, today: Date) -> Result<Option<Value>, String> {
    let text = line.trim();
    if let Cell::Choice(codes) = asking.cell {
        let number: Option<usize> = text.trim_end_matches('.').parse().ok();
        let chosen = number.and_then(|number| codes.get(number.checked_sub(1)?));
        if let Some(code) = chosen {
            return Ok(Some(Value::from(*code)));
        }
    }
    typed_cell(asking.question, asking.cell, text, today).map_err(|error| {
        match (error, asking.cell) {
            (AnswerError::Scale { .. }, _) if asking.takes == Takes::Private => {
                "That is not on the scale: a whole number from 1 to 5.".into()
            }
            (_, Cell::Choice(codes)) if asking.takes == Takes::Private => format!(
                "That is none of the choices: type a number from 1 to {}.",
                codes.len()
            ),
            (AnswerError::Choice { given, .. }, Cell::Choice(codes)) => format!(
                "`{given}` is none of the choices: type a number from 1 to {}, or the name.",
                codes.len()
            ),
            (error, _) => format!("{}.", words::capital(&error.to_string())),
        }
    })
}
