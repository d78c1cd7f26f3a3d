//! Scores and choices that each voice gives alone, and that are revealed together.
//!
//! What one voice said is shown by nobody's screen before all have answered, or before somebody, by name,
//! has it shown. That is courtesy, not security: it is in the file, in `voices[].answers`. Until then the
//! question's id stands in `in_round`, and what the canvas holds for it is hidden too. Beside the id in
//! `revealed` stands in `revealed_by` who did not wait for all, and in a voice's `after_reveal` what it has
//! changed since.

mod gap;
mod part;
mod round;
mod seen;

use serde_json::{Map, Value, json};

use super::answer::AnswerError;
use super::compare::folded;
use super::id::Random;
use super::question::{AnswerType, Cell, Column, Complete, Place, Question, Table};
use super::row::as_text;
use super::{Canvas, Voice};
use round::end_rounds;
pub(super) use round::{is_revealed, told};

pub use gap::{Gap, gap};
pub use part::{Part, Spot, parts};
pub use round::IN_ROUND;
pub(super) use seen::{keep_shown, was_answered_before_reveal, was_revealed};

/// The key of who had answers shown before all were in, by question.
pub const REVEALED_BY: &str = "revealed_by";
/// The key of what all have agreed on since the answers were shown, by part of a question.
pub const AGREED: &str = "agreed";
/// The key of the questions that a voice has answered since they were revealed.
pub const AFTER_REVEAL: &str = "after_reveal";

/// Why answers given alone are not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealError {
    /// There is nothing to show.
    #[error("nobody has answered `{question}` alone yet")]
    NobodyAnswered {
        /// The question.
        question: &'static str,
    },
    /// Some have not answered, and nobody said by name that it is to be shown all the same.
    #[error("{waiting} did not answer `{question}` yet")]
    NotAllIn {
        /// The question.
        question: &'static str,
        /// Who has not answered.
        waiting: String,
    },
    /// What was given as a name has no letter in it.
    #[error("`{given}` is no name: a name or a role has a letter in it at least")]
    NoName {
        /// What was given.
        given: String,
    },
}

/// One of those who answer a question alone; never what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// The voice's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// True once it has answered.
    pub is_ready: bool,
}

impl Question {
    /// True for scores and choices, which each voice may answer alone.
    pub fn may_be_answered_alone(&self) -> bool {
        match &self.answer {
            AnswerType::Scale
            | AnswerType::VoiceScale
            | AnswerType::Choice(_)
            | AnswerType::Scales(_) => true,
            AnswerType::Rows(table) => table.place == Place::Partners && is_judged_whole(table),
            _ => false,
        }
    }
}

/// True for a column that is a matter of judgement.
fn is_judged(column: &Column) -> bool {
    matches!(column.cell, Cell::Scale | Cell::Choice(_))
}

/// True where all that a row must have is a matter of judgement.
fn is_judged_whole(table: &Table) -> bool {
    let Complete::All(ids) = table.complete else {
        return false;
    };
    ids.iter().all(|id| table.column(id).is_some_and(is_judged))
}

impl Voice<'_> {
    /// True where this voice has answered a question since it was revealed.
    pub fn has_answered_after_reveal(self, question: &Question) -> bool {
        let since = self.row.0.get(AFTER_REVEAL).and_then(Value::as_object);
        since.is_some_and(|since| since.get(question.id) == Some(&Value::Bool(true)))
    }
}

impl Canvas {
    /// Who is ready to have the answers to a question shown, in the order of the voices: whoever has answered
    /// all of it, such as for each partner.
    pub fn readiness(&self, question: &Question) -> Vec<Readiness> {
        let parts = Question::find(question.id).map(|question| parts(self, question));
        let parts = parts.unwrap_or_default();
        let voices = self.voices().into_iter();
        let ready = voices.map(|voice| Readiness {
            id: voice.id().to_owned(),
            name: voice.name(),
            is_ready: voice
                .answer(question)
                .is_some_and(|answer| parts.iter().all(|part| part.of(answer).is_some())),
        });
        ready.collect()
    }

    /// True once some voice has answered a question alone, or a part of it.
    pub fn is_begun_alone(&self, question: &Question) -> bool {
        let voices = self.voices().into_iter();
        voices
            .map(|voice| voice.answer(question))
            .any(|answer| answer.is_some())
    }

    /// How far those are who answer a question alone, in words that tell nothing of what they said; None where
    /// nobody has begun.
    pub fn alone_so_far(&self, question: &Question) -> Option<String> {
        let voices = self.voices();
        let given = voices
            .iter()
            .filter(|voice| voice.answer(question).is_some());
        let (given, all) = (given.count(), voices.len());
        let has = if given == 1 { "has" } else { "have" };
        let until = if all == 2 { "both" } else { "all" };
        match given {
            0 => None,
            _ if self.is_open(question) => Some(format!(
                "{given} of {all} {has} answered alone, and nothing is agreed yet"
            )),
            _ => Some(format!(
                "{given} of {all} {has} answered alone, hidden until {until} have"
            )),
        }
    }

    /// Names of the voices that have not answered a question, as in a sentence; None where all have.
    pub fn waits_for(&self, question: &Question) -> Option<String> {
        let readiness = self.readiness(question).into_iter();
        let waiting = readiness.filter(|one| !one.is_ready).map(|one| one.name);
        in_a_sentence(&waiting.collect::<Vec<_>>())
    }

    /// Shows the private answers to a question: all of them, or those that are in because somebody says so.
    ///
    /// # Errors
    /// [`RevealError::NobodyAnswered`] where there is nothing to show, [`RevealError::NotAllIn`] where some
    /// have not answered and `by` names nobody, [`RevealError::NoName`] where it is no name.
    pub fn reveal(
        &mut self,
        question: &'static Question,
        by: Option<&str>,
    ) -> Result<(), RevealError> {
        if !self.is_begun_alone(question) {
            let question = question.id;
            return Err(RevealError::NobodyAnswered { question });
        }
        if self.is_revealed(question) {
            return Ok(());
        }
        if let Some(waiting) = self.waits_for(question) {
            let question = question.id;
            let by = by.map(str::trim).filter(|by| !by.is_empty());
            let by = by.ok_or(RevealError::NotAllIn { question, waiting })?;
            let name = self.name_of_whoever_says_so(by)?;
            object_in(&mut self.document, REVEALED_BY).insert(question.into(), name.into());
        }
        let revealed = self.document.entry("revealed").or_insert_with(|| json!([]));
        if let Some(ids) = revealed.as_array_mut() {
            ids.push(question.id.into());
        }
        end_rounds(&mut self.document, &[question.id]);
        Ok(())
    }

    /// The name as a voice bears it, however it is typed, or another one.
    fn name_of_whoever_says_so(&self, by: &str) -> Result<String, RevealError> {
        let voices = self.voices().into_iter().map(|voice| voice.name());
        let mut known = voices.filter(|name| folded(name) == folded(by));
        match known.next() {
            Some(name) => Ok(name),
            None if by.chars().any(char::is_alphabetic) => Ok(by.to_owned()),
            None => Err(RevealError::NoName { given: by.into() }),
        }
    }

    /// Who had the answers to a question shown before all were in.
    pub fn revealed_by(&self, question: &Question) -> Option<&str> {
        let names = self.document.get(REVEALED_BY)?;
        names.get(question.id).and_then(as_text)
    }

    /// Notes that all agree on what the canvas holds for a part, or that they do not.
    pub fn note_agreed(&mut self, question: &Question, part: &Part, value: Option<Value>) {
        let agreed = object_in(&mut self.document, AGREED);
        match value {
            Some(value) => agreed.insert(part.key(question), value),
            None => agreed.remove(&part.key(question)),
        };
        if agreed.is_empty() {
            self.document.remove(AGREED);
        }
    }

    /// What a voice has answered to a part of a question, whether or not it may be shown.
    pub fn alone(&self, voice: &str, question: &Question, part: &Part) -> Option<&Value> {
        let voices = self.voices();
        let voice = voices.into_iter().find(|one| one.id() == voice)?;
        part.of(voice.answer(question)?)
    }

    /// Puts what a voice answers to a part of a question, or takes it away; the first answer begins a
    /// round, in which the canvas hides what it holds there.
    pub fn answer_alone(
        &mut self,
        voice: &str,
        question: &Question,
        part: &Part,
        value: Option<Value>,
    ) {
        let voices = self.voices();
        let voice_row = voices.iter().find(|one| one.id() == voice);
        let whole = voice_row.and_then(|voice| voice.answer(question)).cloned();
        if value.is_some() {
            self.begin_round(question);
        }
        self.set_private(voice, question, part.put(whole, value));
    }

    /// Notes that a voice has changed an answer that all could see.
    pub(super) fn note_after_reveal(&mut self, voice: &str, question: &Question) {
        let mut voices = super::edit::rows_mut(&mut self.document, "voices").into_iter();
        let found = voices.find(|row| row.get("id").and_then(Value::as_str) == Some(voice));
        if let Some(row) = found {
            object_in(row, AFTER_REVEAL).insert(question.id.to_owned(), true.into());
        }
    }

    /// Names those who are here. Whoever was written as "us" so far becomes the first of them; a name that
    /// is there already is there once.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than voices.
    pub fn name_voices(
        &mut self,
        names: &[&str],
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        self.give_rows_ids(random);
        let question = Question::find("cover.voices").expect("in the table");
        let table = question.table().expect("a table");
        for name in names.iter().map(|name| name.trim()) {
            let is_known = |voice: &Voice| folded(&voice.name()) == folded(name);
            let voices = self.voices();
            if name.is_empty() || voices.iter().any(is_known) {
                continue;
            }
            let nameless = match voices.as_slice() {
                [only] if stands_for_all(*only) => Some(only.id().to_owned()),
                _ => None,
            };
            let id = match nameless {
                Some(id) => id,
                None => self.add_row(question, table, random)?,
            };
            self.set_cell(question, table, &id, "name", Some(name.into()));
        }
        Ok(())
    }
}

/// True for the one voice that a canvas without voices has.
fn stands_for_all(voice: Voice) -> bool {
    let name = voice.row.line("name").map(str::trim);
    name.is_none_or(|name| name.eq_ignore_ascii_case("us"))
}

/// Names with commas and an `and`; None where there are none.
pub fn in_a_sentence(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    })
}

/// The object at a key; whatever else stood there goes, as nothing of this program reads it.
fn object_in<'a>(map: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    let value = map.entry(key).or_insert_with(|| json!({}));
    if !value.is_object() {
        *value = json!({});
    }
    value.as_object_mut().expect("made an object just now")
}

#[cfg(test)]
mod tests;
