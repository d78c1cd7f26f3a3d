//! Someone who types a canvas that is known, prompt by prompt.

use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::question::{AnswerType, Cell, Column, QUESTIONS, Question, Table};
use whytogether::canvas::row::Row;
use whytogether::canvas::wording::Wording;

use crate::typist::prompt;

/// Types the answers of a canvas into whatever prompt asks for them.
pub struct Copyist<'a> {
    wanted: &'a Canvas,
    /// Lines of a text that are still to be typed, last first.
    waiting: Vec<String>,
    /// Values that were typed, each as its file holds it.
    pub typed: Vec<Value>,
    /// How many lines were typed.
    pub count: usize,
}

impl<'a> Copyist<'a> {
    pub fn new(wanted: &'a Canvas) -> Self {
        Self {
            wanted,
            waiting: Vec::new(),
            typed: Vec::new(),
            count: 0,
        }
    }

    /// The next line, once all this was said.
    pub fn next(&mut self, said: &str) -> String {
        self.count += 1;
        if let Some(line) = self.waiting.pop() {
            if let (Some(Value::String(text)), true) = (self.typed.last_mut(), line != ".") {
                text.push('\n');
                text.push_str(&line);
            }
            return line;
        }
        let prompt = prompt(said);
        if prompt.starts_with("Enter stops.") || prompt.contains("Enter goes on.") {
            return String::new();
        }
        let question = asked(said);
        match self.value(question, prompt) {
            Some(_) if prompt.contains("Enter keeps it") || prompt.contains("Enter keeps the") => {
                String::new()
            }
            Some(value) => self.type_value(question, prompt, value),
            None => String::new(),
        }
    }

    fn type_value(&mut self, question: &Question, prompt: &str, value: Value) -> String {
        if matches!(question.answer, AnswerType::Text) {
            let text = value.as_str().expect("a text");
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            self.typed.push(Value::from(lines[0].as_str()));
            lines.push(".".into());
            lines.reverse();
            self.waiting = lines;
            return self.waiting.pop().expect("a line");
        }
        let cell = cell(question, prompt);
        let line = match (cell, &value) {
            (Some(Cell::Choice(codes)), Value::String(code)) => {
                let place = codes.iter().position(|known| known == code);
                (place.expect("a code") + 1).to_string()
            }
            (_, Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                names.join(", ")
            }
            (_, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.into(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        match value {
            Value::Array(names) => self.typed.extend(names),
            value => self.typed.push(value),
        }
        line
    }

    /// The answer that a prompt asks for; None where the canvas has none.
    fn value(&self, question: &Question, prompt: &str) -> Option<Value> {
        match &question.answer {
            AnswerType::VoiceScale => {
                let voices = self.wanted.voices();
                let mut named = voices.iter();
                let named =
                    named.find(|voice| prompt.contains(&format!("Hand over to {}:", voice.name())));
                let voice = named.or(voices.first())?;
                voice.answer(question).cloned()
            }
            AnswerType::Scales(parts) => {
                let part = column(question, parts.iter(), prompt)?;
                let path = format!("{}.{}", question.id, part.id);
                self.wanted.value(&path).cloned()
            }
            AnswerType::Rows(table) => {
                let column = column(question, table.asked(), prompt)?;
                self.row(question, table, prompt)?.0.get(column.id).cloned()
            }
            _ => self.wanted.value(question.id).cloned(),
        }
    }

    /// The row that a prompt begins with: by number, by the name of an offered row, by the partner.
    fn row(&self, question: &Question, table: &Table, prompt: &str) -> Option<Row<'a>> {
        let mut rows = self.wanted.rows(question);
        let (head, _) = prompt.split_once(": ").expect("a prompt");
        let (who, _) = head.rsplit_once(", ").expect("a row and a column");
        if let Some(number) = who.strip_prefix("Row ") {
            return rows.nth(number.parse::<usize>().expect("a number") - 1);
        }
        let named = table.asked().next().expect("a column").id;
        rows.find(|row| {
            let named = row.line(named).or(row.line("organisation"));
            let partner = row.line("organisation");
            [named, partner].contains(&Some(who))
        })
    }
}

/// The question that was announced last.
pub fn asked(said: &str) -> &'static Question {
    let heading = said.lines().rev().find(|line| line.starts_with("Step "));
    let heading = heading.expect("a question was announced");
    let is_it = |question: &&Question| {
        let label = &Wording::shipped().question(question).label;
        heading.ends_with(&format!(": {label}"))
    };
    QUESTIONS.iter().find(is_it).expect("a question")
}

fn column<'c>(
    question: &Question,
    mut columns: impl Iterator<Item = &'c Column>,
    prompt: &str,
) -> Option<&'c Column> {
    let (head, _) = prompt.split_once(": ")?;
    let asks = |column: &&Column| {
        let label = &Wording::shipped().column(question, column.id).label;
        head.ends_with(&format!(", {label}")) || head.eq_ignore_ascii_case(label)
    };
    columns.find(asks)
}

fn cell(question: &Question, prompt: &str) -> Option<Cell> {
    match &question.answer {
        AnswerType::Choice(codes) => Some(Cell::Choice(codes)),
        AnswerType::Rows(table) => column(question, table.asked(), prompt).map(|found| found.cell),
        _ => None,
    }
}
