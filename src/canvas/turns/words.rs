//! A turn as people read it.

use serde_json::Value;

use super::super::Canvas;
use super::super::answer::cell_of;
use super::super::codes::{THEM, US};
use super::super::in_words::{briefly, name_of, quoted};
use super::super::question::{AnswerType, Cell, Column, Place, Question, Table};
use super::super::row::Row;
use super::super::wording::Wording;
use super::step::{NAMED, SAID};
use super::{Turn, Turns};

impl Turns {
    /// What leads where: a heading for each outcome, and the turns below it, the better ones first.
    pub fn in_words(&self, canvas: &Canvas) -> Vec<(String, Vec<String>)> {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        let in_pair = self.pair.as_ref().map_or(0, |pair| pair.len());
        for (at, turn) in self.all().enumerate() {
            let how = match at < in_pair {
                true => "Both together would lead to",
                false => "Would lead to",
            };
            let name = &Wording::shipped().outcome(turn.outcome).name;
            let heading = format!("{how} {name}");
            match groups.last_mut().filter(|group| group.0 == heading) {
                Some((_, turns)) => turns.push(turn.in_words(canvas)),
                None => groups.push((heading, vec![turn.in_words(canvas)])),
            }
        }
        groups
    }
}

impl Turn {
    /// What moves, from what to what, and who said it: `Trust, Fellgate Ambulance: 4 instead of 3 (as you
    /// scored it)`.
    pub fn in_words(&self, canvas: &Canvas) -> String {
        let mut words = format!("{}{}", self.what(canvas), self.said(&self.to));
        if !self.from.is_null() {
            words.push_str(&format!(" instead of {}", self.said(&self.from)));
        }
        match self.given_by.as_deref() {
            None | Some(US) => words,
            Some(THEM) => words + " (as they told you)",
            Some(name) => format!("{words} (as {name} scored it)"),
        }
    }

    /// The question that the turn is about; None for the order of priority.
    pub fn asked(&self) -> Option<&'static Question> {
        Question::find(self.question)
    }

    /// The question by its short name with the rows that move, and the column where that is not plain.
    fn what(&self, canvas: &Canvas) -> String {
        let Some(question) = self.asked() else {
            return "Its place in your order: ".into();
        };
        let wording = Wording::shipped();
        let short = &wording.question(question).short;
        let names = self.names(canvas, question);
        let what = match names.as_slice() {
            [] => format!("{short}: "),
            [one] => format!("{short}, {one}: "),
            [first @ .., last] => format!("{short}, {} and {last}: ", first.join(", ")),
        };
        let label = self.column.filter(|column| {
            let mut table = question.table().into_iter();
            table.any(|table| is_worth_naming(table, column))
        });
        let label = label.map(|column| &wording.column(question, column).label);
        match label.filter(|label| label.to_lowercase() != short.to_lowercase()) {
            Some(label) => format!("{what}{label} "),
            None => what,
        }
    }

    /// The names of the rows that move.
    fn names(&self, canvas: &Canvas, question: &'static Question) -> Vec<String> {
        let Some(table) = question.table() else {
            let voices = canvas.voices().into_iter();
            let voice = voices.filter(|voice| self.row.as_deref() == Some(voice.id()));
            return voice.map(|voice| voice.name()).collect();
        };
        let offered = &Wording::shipped().question(question).offered;
        if let Some(name) = self.row.as_ref().and_then(|key| offered.get(key)) {
            return vec![quoted(name)];
        }
        let moves = |row: &Row| match (&self.row, self.column) {
            (Some(id), _) => row.id() == Some(id),
            (None, Some(column)) => row.0.get(column) == Some(&self.from),
            (None, None) => false,
        };
        let rows = canvas.rows(question).filter(moves);
        let name = |row: Row| match table.place {
            Place::Partners => row
                .line("organisation")
                .unwrap_or_default()
                .trim()
                .to_owned(),
            Place::Own | Place::Voices => quoted(&name_of(question, table, row)),
        };
        rows.map(name).filter(|name| !name.is_empty()).collect()
    }

    /// A value as a word or two.
    fn said(&self, value: &Value) -> String {
        let by_key = match value {
            Value::Array(names) => names.first().and_then(Value::as_str),
            value => value.as_str(),
        };
        match by_key {
            Some(NAMED) => return "somebody named".into(),
            Some(SAID) => return "something said".into(),
            _ => {}
        }
        let Some(question) = self.asked() else {
            return match value.as_u64() {
                Some(1) => "first".into(),
                _ => format!("number {value}"),
            };
        };
        let cell = match (&question.answer, self.column) {
            (AnswerType::Rows(table), Some(column)) => table.column(column).map(|one| one.cell),
            (AnswerType::VoiceScale, _) => Some(Cell::Scale),
            _ => cell_of(question),
        };
        let said = cell.and_then(|cell| briefly(question, cell, value));
        said.unwrap_or_default()
    }
}

/// True for a column that says what moves: not the only one that is asked, nor one the value speaks for.
fn is_worth_naming(table: &Table, column: &str) -> bool {
    let is_choice = |column: &Column| matches!(column.cell, Cell::Choice(_));
    let speaks = table.column(column).is_some_and(is_choice);
    !speaks && table.asked().filter(|one| !is_choice(one)).count() > 1
}
