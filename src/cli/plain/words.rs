//! Answers in words, each on lines of their own.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::canvas::answer::cell_of;
use crate::canvas::conflict::Conflict;
use crate::canvas::question::{AnswerType, Cell, Column, Question, Table};
use crate::canvas::row::{self, Row};
use crate::canvas::wording::{ColumnWords, OptionWords, QuestionWords, Wording};
use crate::canvas::{Canvas, Voice, when};

use super::route::asks_who;

/// The words for what may be chosen: of a question, or of one column.
#[derive(Debug, Clone, Copy)]
pub struct Choices<'a> {
    /// A word for each of 1 to 5.
    pub scale: &'a [String],
    /// The words of each code.
    pub options: &'a BTreeMap<String, OptionWords>,
}

static NO_OPTIONS: BTreeMap<String, OptionWords> = BTreeMap::new();
/// The words of a cell that offers nothing to choose from.
pub const NO_CHOICES: Choices = Choices {
    scale: &[],
    options: &NO_OPTIONS,
};

impl<'a> From<&'a QuestionWords> for Choices<'a> {
    fn from(words: &'a QuestionWords) -> Self {
        Self {
            scale: &words.scale,
            options: &words.options,
        }
    }
}

impl<'a> From<&'a ColumnWords> for Choices<'a> {
    fn from(words: &'a ColumnWords) -> Self {
        Self {
            scale: &words.scale,
            options: &words.options,
        }
    }
}

/// The words of a question.
pub fn words(question: &Question) -> &'static QuestionWords {
    Wording::shipped().question(question)
}

/// A value in a few words on one line; a value that the cell does not allow as its file has it.
pub fn value(cell: Cell, choices: Choices, value: &Value) -> String {
    let plain = || one_line(value.as_str().unwrap_or(&value.to_string()));
    match cell {
        Cell::Line | Cell::Key(_) | Cell::Number => plain(),
        Cell::Names => {
            let names = value.as_array().into_iter().flatten();
            let names: Vec<String> = names.filter_map(row::as_text).map(one_line).collect();
            names.join(", ")
        }
        Cell::Scale => row::as_scale(value).map_or_else(plain, |score| {
            let word = choices.scale.get(usize::from(score) - 1);
            word.map_or(score.to_string(), |word| format!("{score}, {word}"))
        }),
        Cell::YesNo => match value.as_bool() {
            Some(true) => "yes".into(),
            Some(false) => "no".into(),
            None => plain(),
        },
        Cell::Date => row::as_date(value).map_or_else(plain, when::with_weekday),
        Cell::Choice(_) => {
            let option = value.as_str().and_then(|code| choices.options.get(code));
            option.map_or_else(plain, |option| option.name.clone())
        }
    }
}

/// The answer to a question; no line where there is none, or where it may not be shown yet.
pub fn answer(canvas: &Canvas, question: &Question) -> Vec<String> {
    if let Some(table) = question.table() {
        let rows = canvas.rows(question).enumerate();
        return rows
            .filter_map(|(index, row)| numbered_row(question, table, index, row))
            .collect();
    }
    if !canvas.is_answered(question) {
        return Vec::new();
    }
    let choices = Choices::from(words(question));
    let stored = canvas.value(question.id);
    match (&question.answer, stored) {
        (AnswerType::VoiceScale, _) => belief(canvas, question),
        (AnswerType::Text, Some(text)) => lines_of(text.as_str().unwrap_or_default()),
        (AnswerType::Scales(parts), Some(Value::Object(map))) => {
            vec![cells(question, parts.iter(), Row(map)).join("; ")]
        }
        (_, Some(stored)) => {
            let cell = cell_of(question).unwrap_or(Cell::Line);
            vec![value(cell, choices, stored)]
        }
        (_, None) => Vec::new(),
    }
}

/// What someone else answered, where a merge could not choose.
pub fn of_conflict(conflict: &Conflict, question: Option<&Question>) -> String {
    let theirs = &conflict.theirs;
    let of_column = question.and_then(|question| {
        let column = question.table()?.column(conflict.column.as_ref()?)?;
        let words = Wording::shipped().column(question, column.id);
        Some(value(column.cell, Choices::from(words), theirs))
    });
    let of_question = || {
        let question = question?;
        let cell = cell_of(question)?;
        Some(value(cell, Choices::from(words(question)), theirs))
    };
    of_column
        .or_else(of_question)
        .unwrap_or_else(|| value(Cell::Line, NO_CHOICES, theirs))
}

/// What each voice answered; nothing before it may be shown.
fn belief(canvas: &Canvas, question: &Question) -> Vec<String> {
    if !canvas.is_open(question) {
        return Vec::new();
    }
    let voices = canvas.voices();
    voices
        .iter()
        .filter_map(|voice| {
            Some(format!(
                "{}: {}",
                one_line(&voice.name()),
                score(*voice, question)?
            ))
        })
        .collect()
}

/// One voice's score in words.
pub fn score(voice: Voice, question: &Question) -> Option<String> {
    let score = voice.answer(question)?;
    Some(value(Cell::Scale, Choices::from(words(question)), score))
}

/// `1. Our own evening team; kind: alone; worth: 2, a little`.
///
/// None for a partner of whom the question knows nothing.
fn numbered_row(question: &Question, table: &Table, index: usize, row: Row) -> Option<String> {
    let said = row_in_words(question, table, row);
    if asks_who(question) {
        let said = if said.is_empty() {
            "nothing yet".into()
        } else {
            said
        };
        return Some(format!("{}. {said}", index + 1));
    }
    let organisation = row.line("organisation").map(one_line)?;
    (!said.is_empty()).then(|| format!("{organisation}: {said}"))
}

/// What stands in a row, column by column; the first column of a list goes without its label.
pub fn row_in_words(question: &Question, table: &Table, row: Row) -> String {
    let mut said = cells(question, table.asked(), row);
    let first = table.asked().next();
    if asks_who(question)
        && let (Some(column), Some(said)) =
            (first.filter(|column| row.has(column)), said.first_mut())
    {
        *said = one_line(row.line(column.id).unwrap_or_default());
    }
    said.join("; ")
}

fn cells<'a>(
    question: &Question,
    columns: impl Iterator<Item = &'a Column>,
    row: Row,
) -> Vec<String> {
    let said = columns.filter_map(|column| {
        let words = Wording::shipped().column(question, column.id);
        let stored = row.0.get(column.id).filter(|_| row.has(column))?;
        let said = value(column.cell, Choices::from(words), stored);
        Some(format!("{}: {said}", words.label))
    });
    said.collect()
}

/// Text of several lines, set in by two spaces so that no line of it reads as one of ours.
pub fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(|line| format!("  {line}")).collect()
}

/// Text on one line, whatever its file holds.
pub fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// A sentence's first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
