//! A side of a comparison, and what may be seen of its answers.

use serde_json::{Map, Value, json};

use super::super::in_words::{self, InWords};
use super::super::question::{AnswerType, Place, Question, Table};
use super::super::row::{self, Row};
use super::super::{Canvas, Voice, answer};
use super::judge::folded;

/// What is laid beside others: a canvas with its agreed answers, or one voice of it.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// What people call it.
    pub name: String,
    canvas: &'a Canvas,
    voice: Option<String>,
}

/// What may be seen of a side's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// There is no answer.
    Nothing,
    /// It was answered alone and may not be shown yet.
    Sealed,
    /// The answer.
    Given {
        /// As a file holds it, without what the question does not ask; every score of a question that
        /// each voice answers.
        value: Value,
        /// As people read it.
        words: InWords,
    },
}

impl<'a> Side<'a> {
    /// A canvas with its agreed answers.
    pub fn of_canvas(canvas: &'a Canvas) -> Self {
        let name = canvas.text("cover.our_organisation");
        Self {
            name: name.unwrap_or(canvas.title()).trim().to_owned(),
            canvas,
            voice: None,
        }
    }

    /// One voice of a canvas with what it answered alone; None where no voice has the id.
    pub fn of_voice(canvas: &'a Canvas, id: &str) -> Option<Self> {
        let voices = canvas.voices();
        let voice = voices.iter().find(|voice| voice.id() == id)?;
        Some(Self {
            name: voice.name(),
            canvas,
            voice: Some(id.to_owned()),
        })
    }

    /// The canvas that it is, or is a voice of.
    pub fn canvas(&self) -> &'a Canvas {
        self.canvas
    }

    /// The voice that it is; None for a whole canvas.
    pub fn voice(&self) -> Option<Voice<'a>> {
        let id = self.voice.as_deref()?;
        let voices = self.canvas.voices();
        voices.into_iter().find(|voice| voice.id() == id)
    }

    /// What may be seen of its answer to a question.
    pub fn answer(&self, question: &Question) -> Seen {
        let is_open = self.canvas.is_open(question);
        match (self.voice(), &question.answer) {
            (Some(voice), _) => match voice.answer(question) {
                None => Seen::Nothing,
                Some(_) if !is_open => Seen::Sealed,
                Some(value) => given(question, value.clone()),
            },
            (None, AnswerType::VoiceScale) => self.scores(question, is_open),
            (None, AnswerType::Rows(table)) if self.canvas.is_answered(question) => {
                let rows = self.canvas.rows(question);
                let rows = rows.map(|row| Value::Object(row.0.clone())).collect();
                given_rows(question, table, rows)
            }
            (None, _) => match self.canvas.value(question.id) {
                Some(value) => given(question, value.clone()),
                None => Seen::Nothing,
            },
        }
    }

    fn scores(&self, question: &Question, is_open: bool) -> Seen {
        let voices = self.canvas.voices();
        let scores = voices.iter().filter_map(|voice| voice.answer(question));
        let scores: Vec<u8> = scores.filter_map(row::as_scale).collect();
        match in_words::voices(self.canvas, question) {
            Some(words) if is_open => Seen::Given {
                value: json!(scores),
                words,
            },
            _ if scores.is_empty() => Seen::Nothing,
            _ => Seen::Sealed,
        }
    }

    /// True where this side would be asked the question at all.
    pub(super) fn asks(&self, question: &Question) -> bool {
        self.voice.is_some() || self.canvas.asks(question)
    }
}

/// Names whole canvases of one workspace by their titles, which say which of ours it is; where two have
/// the same title, [`tell_apart`] names them.
pub fn name_by_title(sides: &mut [Side]) {
    let titles: Vec<String> = sides
        .iter()
        .map(|side| folded(side.canvas.title()))
        .collect();
    let is_twice = |(place, title): (usize, &String)| titles[..place].contains(title);
    let is_whole = |side: &Side| side.voice.is_none();
    if sides.iter().all(is_whole) && !titles.iter().enumerate().any(is_twice) {
        for side in sides {
            side.name = side.canvas.title().trim().to_owned();
        }
    } else {
        tell_apart(sides);
    }
}

/// Gives sides that are called the same, ignoring case, other names: by title, else by number.
pub fn tell_apart(sides: &mut [Side]) {
    let is_twice = |sides: &[Side], name: &str| {
        let same = sides
            .iter()
            .filter(|side| folded(&side.name) == folded(name));
        same.count() > 1
    };
    let of_title = |side: &Side| match side.voice {
        Some(_) => format!("{}, {}", side.name, side.canvas.title()),
        None => side.canvas.title().to_owned(),
    };
    let titled: Vec<String> = sides
        .iter()
        .map(|side| match is_twice(sides, &side.name) {
            true => of_title(side),
            false => side.name.clone(),
        })
        .collect();
    for (side, name) in sides.iter_mut().zip(titled) {
        side.name = name;
    }
    let numbered: Vec<String> = sides
        .iter()
        .enumerate()
        .map(|(place, side)| match is_twice(sides, &side.name) {
            true => format!("{} ({})", side.name, place + 1),
            false => side.name.clone(),
        })
        .collect();
    for (side, name) in sides.iter_mut().zip(numbered) {
        side.name = name;
    }
}

fn given(question: &Question, value: Value) -> Seen {
    match (&question.answer, value) {
        (AnswerType::Rows(table), Value::Array(rows)) => given_rows(question, table, rows),
        (AnswerType::Scales(parts), Value::Object(map)) => {
            let parts = parts.iter().filter(|part| Row(&map).has(part));
            let kept = parts.filter_map(|part| map.get_key_value(part.id));
            let kept: Map<_, _> = kept
                .map(|(id, score)| (id.clone(), score.clone()))
                .collect();
            said(question, Value::Object(kept))
        }
        (_, value) => said(question, value),
    }
}

fn said(question: &Question, value: Value) -> Seen {
    let words = in_words::value(question, &value);
    words.map_or(Seen::Nothing, |words| Seen::Given { value, words })
}

/// The rows that say something, with nothing but their ids and what the question asks.
fn given_rows(question: &Question, table: &Table, rows: Vec<Value>) -> Seen {
    let names_partner = table.place == Place::Partners;
    let kept = rows.into_iter().filter_map(|row| {
        let Value::Object(row) = row else { return None };
        let cells = Row(&row);
        let columns = table.columns.iter().filter(|column| cells.has(column));
        let columns: Vec<&str> = columns.map(|column| column.id).collect();
        if columns.is_empty() || (names_partner && cells.line("organisation").is_none()) {
            return None;
        }
        let names = ["id", "organisation"].into_iter();
        let names = names.filter(|key| *key == "id" || names_partner);
        let names = names.filter(|key| cells.line(key).is_some() && !columns.contains(key));
        let keys = names.chain(columns.iter().copied());
        let kept = keys.filter_map(|key| row.get_key_value(key));
        let kept: Map<_, _> = kept
            .map(|(key, cell)| (key.clone(), cell.clone()))
            .collect();
        Some(Value::Object(kept))
    });
    let value = Value::Array(kept.collect());
    match answer::counts(question, &value) {
        true => said(question, value),
        false => Seen::Nothing,
    }
}

impl Seen {
    /// The answer as a file holds it, where it may be seen.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Given { value, .. } => Some(value),
            Self::Nothing | Self::Sealed => None,
        }
    }
}
