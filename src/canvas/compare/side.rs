//! A side of a comparison, and what may be seen of its answers.

use serde_json::{Map, Value, json};

use super::super::in_words::{self, InWords};
use super::super::odd::odd_in;
use super::super::question::{AnswerType, Place, QUESTIONS, Question, Table};
use super::super::row::{self, Row};
use super::super::wording::Wording;
use super::super::{Canvas, Voice};

/// What is laid beside others: a canvas with its agreed answers, or one voice of it.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// What people call it.
    pub name: String,
    canvas: &'a Canvas,
    voice: Option<String>,
    /// The name of the file that it came in, where it is no canvas of the workspace.
    file: Option<String>,
}

/// What may be seen of a side's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// There is no answer.
    Nothing,
    /// It was never asked: a blank canvas left it out, or it follows another kind of value.
    NotAsked,
    /// It was asked for in a blank canvas, and nobody has filled it in.
    NotFilledIn,
    /// It is what a blank canvas held when it was sent: nobody has answered yet.
    AsSent,
    /// What stands there follows no rule of the question.
    Unreadable,
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
            file: None,
        }
    }

    /// The same, read from a file elsewhere of this name.
    pub fn in_file(self, name: &str) -> Self {
        let file = Some(name.to_owned());
        Self { file, ..self }
    }

    /// One voice of a canvas with what it answered alone; None where no voice has the id.
    pub fn of_voice(canvas: &'a Canvas, id: &str) -> Option<Self> {
        let voices = canvas.voices();
        let voice = voices.iter().find(|voice| voice.id() == id)?;
        Some(Self {
            name: voice.name(),
            canvas,
            voice: Some(id.to_owned()),
            file: None,
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

    /// The name of the file that it came in; None for a canvas of the workspace.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The organisation that it speaks for.
    pub fn organisation(&self) -> Option<&'a str> {
        let own = self
            .voice()
            .and_then(|voice| voice.row.line("organisation"));
        let of_canvas = self.canvas.text("cover.our_organisation");
        own.or(of_canvas).map(str::trim)
    }

    /// What may be seen of its answer to a question; what came back as it was sent is none.
    pub fn answer(&self, question: &Question) -> Seen {
        match self.says(question) {
            seen if self.voice.is_some() => seen,
            Seen::Given { value, .. } if self.canvas.is_as_sent(question, &value) => Seen::AsSent,
            Seen::Nothing if self.has_unread(question) => Seen::Unreadable,
            // A follow-up of a kind that they did not choose.
            Seen::Nothing if self.canvas.kind().is_some() && !self.canvas.asks(question) => {
                Seen::NotAsked
            }
            Seen::Nothing => match self.canvas.was_asked_to_fill_in(question) {
                Some(true) => Seen::NotFilledIn,
                Some(false) => Seen::NotAsked,
                None if !self.canvas.asks(question) => Seen::NotAsked,
                None => Seen::Nothing,
            },
            seen => seen,
        }
    }

    /// Questions of which something stands there that follows no rule, in their order.
    pub(super) fn unread(&self) -> Vec<&'static Question> {
        let questions = QUESTIONS.iter();
        let unread = questions.filter(|question| self.voice.is_none() && self.has_unread(question));
        unread.collect()
    }

    /// What stands there that follows no rule, such as `Driver, days a month: lots`.
    pub(super) fn unread_in(&self, question: &'static Question) -> Vec<String> {
        if self.voice.is_some() {
            return Vec::new();
        }
        let columns = &Wording::shipped().question(question).columns;
        // The key of an offered row has no words of its own.
        let label = |column: &str| match columns.get(column) {
            Some(words) => words.label.clone(),
            None => column.to_owned(),
        };
        let odd = odd_in(self.canvas, question).into_iter().map(|odd| {
            // What somebody answered alone is theirs, whether or not it can be read.
            let value = match question.answer {
                AnswerType::VoiceScale => "a value",
                _ => odd.value.trim_matches('"'),
            };
            let row = odd.row.map(|row| format!("row {row}"));
            let place = row.into_iter().chain(odd.column.map(label));
            let place = place.collect::<Vec<_>>().join(", ");
            match place.is_empty() {
                true => value.to_owned(),
                false => format!("{place}: {value}"),
            }
        });
        odd.chain(self.canvas.left_in_sheet(question)).collect()
    }

    fn has_unread(&self, question: &Question) -> bool {
        let known = Question::find(question.id).expect("in the table");
        !odd_in(self.canvas, known).is_empty() || self.canvas.has_left_in_sheet(question)
    }

    /// What stands there, whoever wrote it.
    pub fn says(&self, question: &Question) -> Seen {
        let is_open = self.canvas.is_open(question);
        match (self.voice(), &question.answer) {
            (Some(voice), _) => match voice.answer(question) {
                None => Seen::Nothing,
                Some(_) if !is_open => Seen::Sealed,
                Some(value) => given(question, value.clone()),
            },
            (None, AnswerType::VoiceScale) => self.scores(question, is_open),
            (None, _) if self.canvas.is_in_round(question) => Seen::Sealed,
            (None, AnswerType::Rows(table)) => {
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

    /// True where this side would be asked the question at all, or answered it in a blank that asked
    /// whatever kind of value they would choose.
    pub(super) fn asks(&self, question: &Question) -> bool {
        self.voice.is_some()
            || self.canvas.asks(question)
            || self.canvas.was_asked_to_fill_in(question) == Some(true)
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
    said(question, Value::Array(kept.collect()))
}

impl Seen {
    /// The answer as a file holds it, where it may be seen.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Given { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The answer as people read it, where it may be seen.
    pub fn words(&self) -> Option<&InWords> {
        match self {
            Self::Given { words, .. } => Some(words),
            _ => None,
        }
    }

    /// What is said in place of an answer that is none, or may not be seen.
    pub fn without_answer(&self) -> &'static str {
        match self {
            Self::Sealed => "answered alone, not open yet",
            Self::AsSent => "as we sent it",
            Self::NotAsked => "was not asked",
            Self::NotFilledIn => "not filled in",
            Self::Unreadable => "no answer that can be read",
            Self::Nothing | Self::Given { .. } => "no answer",
        }
    }
}
