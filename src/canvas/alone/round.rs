//! Rounds: while each answers a question alone, what the canvas holds for it is hidden, as it would lead
//! whoever answers next. That a round goes on stands in the file, so that it is hidden everywhere.

use serde_json::{Map, Value, json};

use super::super::edit::rows_mut;
use super::super::question::Question;
use super::super::wording::Wording;
use super::{in_a_sentence, is_judged};
use crate::canvas::Canvas;

/// The key of the questions that each is answering alone, by their ids, until the answers are shown.
pub const IN_ROUND: &str = "in_round";

/// Takes what is shown out of the rounds of a document.
pub(super) fn end_rounds(document: &mut Map<String, Value>, shown: &[&str]) {
    let ids = document.get_mut(IN_ROUND).and_then(Value::as_array_mut);
    let is_empty = ids.is_some_and(|ids| {
        ids.retain(|id| id.as_str().is_none_or(|id| !shown.contains(&id)));
        ids.is_empty()
    });
    if is_empty {
        document.shift_remove(IN_ROUND);
    }
}

/// The questions that each is answering alone just now: from the first answer that somebody gives until the
/// answers are shown.
fn in_round(document: &Map<String, Value>) -> impl Iterator<Item = &'static Question> {
    let ids = document.get(IN_ROUND).and_then(Value::as_array);
    let voices = document.get("voices").and_then(Value::as_array);
    let voices = voices.map_or(&[][..], Vec::as_slice);
    let is_begun = |question: &Question| {
        let answers = voices.iter().filter_map(|voice| voice.get("answers"));
        answers
            .into_iter()
            .any(|all| all.get(question.id).is_some())
    };
    let ids = ids.into_iter().flatten().filter_map(Value::as_str);
    ids.filter(move |_| voices.len() > 1)
        .filter_map(Question::find)
        .filter(move |question| !is_revealed(document, question) && is_begun(question))
}

/// True once the answers to a question were shown.
pub(in crate::canvas) fn is_revealed(document: &Map<String, Value>, question: &Question) -> bool {
    let revealed = document.get("revealed").and_then(Value::as_array);
    revealed.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(question.id)))
}

/// A document without what it holds for the questions in a round, as nobody may read it now; None where it
/// holds nothing of the kind.
///
/// This is where it is decided what may be read: every reader of a canvas gets its answers from here. A
/// decision that was recorded is known to all, and stays.
pub(in crate::canvas) fn told(document: &Map<String, Value>) -> Option<Map<String, Value>> {
    let is_recorded = document
        .get("decision")
        .is_some_and(|decision| decision.get("decided_on").is_some());
    let hidden = in_round(document);
    let hidden: Vec<_> = hidden
        .filter(|question| !(is_recorded && question.id == "decision.choice"))
        .collect();
    if hidden.is_empty() {
        return None;
    }
    let mut told = document.clone();
    for question in hidden {
        match question.table() {
            None => take_out(&mut told, question.id),
            Some(table) => {
                for row in rows_mut(&mut told, "partners") {
                    for column in table.columns.iter().filter(|column| is_judged(column)) {
                        row.shift_remove(column.id);
                    }
                }
            }
        }
    }
    Some(told)
}

fn take_out(document: &mut Map<String, Value>, path: &str) {
    let (around, key) = path.rsplit_once('.').unwrap_or(("", path));
    let around = around.split('.').try_fold(document, |around, key| {
        around.get_mut(key).and_then(Value::as_object_mut)
    });
    if let Some(around) = around {
        around.shift_remove(key);
    }
}

impl Canvas {
    /// Notes that each answers a question alone from now on; one voice alone has nobody to hide it from.
    pub(super) fn begin_round(&mut self, question: &Question) {
        let is_one = self.voices().len() < 2;
        if is_one || self.is_revealed(question) || self.has_round(question) {
            return;
        }
        let ids = self.document.entry(IN_ROUND).or_insert_with(|| json!([]));
        if let Some(ids) = ids.as_array_mut() {
            ids.push(question.id.into());
        }
    }

    fn has_round(&self, question: &Question) -> bool {
        let ids = self.document.get(IN_ROUND).and_then(Value::as_array);
        ids.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(question.id)))
    }

    /// True from the first answer that somebody gives alone until the answers are shown: what the canvas holds
    /// for the question may be told nowhere.
    pub fn is_in_round(&self, question: &Question) -> bool {
        in_round(&self.document).any(|one| one.id == question.id)
    }

    /// The questions in a round, in the order in which they were begun.
    pub fn in_round(&self) -> Vec<&'static Question> {
        in_round(&self.document).collect()
    }

    /// Which answers are hidden, in words; None where none are.
    pub fn hidden_in_words(&self) -> Option<String> {
        let names = self.in_round().into_iter().map(|question| {
            let words = Wording::shipped().question(question);
            words.short.clone()
        });
        let names = in_a_sentence(&names.collect::<Vec<_>>())?;
        Some(format!("Hidden while a round is open: {names}"))
    }

    /// What may be read of the document now.
    pub fn told(&self) -> &Map<String, Value> {
        self.document.told()
    }
}
