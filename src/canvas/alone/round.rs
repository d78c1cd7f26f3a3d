//! Rounds: while each answers a question alone, what the canvas holds for it is hidden, as it would lead
//! whoever answers next. That a round goes on stands in the file, so that it is hidden everywhere.

use serde_json::{Map, Value, json};

use super::super::edit::rows_mut;
use super::super::question::{AnswerType, QUESTIONS, Question};
use super::is_judged;
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

impl Canvas {
    /// Notes that each answers a question alone from now on; where each keeps an own answer, the canvas
    /// holds none beside them to hide.
    pub(super) fn begin_round(&mut self, question: &Question) {
        let keeps_each = matches!(question.answer, AnswerType::VoiceScale);
        if keeps_each || self.is_revealed(question) || self.has_round(question) {
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

    /// True from the first answer that somebody gives alone until the answers are shown.
    pub fn is_in_round(&self, question: &Question) -> bool {
        self.has_round(question)
            && self.voices().len() > 1
            && !self.is_revealed(question)
            && self.is_begun_alone(question)
    }

    /// True while what the canvas holds for a question may be told nowhere: a round goes on, and some
    /// have not answered.
    pub fn hides(&self, question: &Question) -> bool {
        self.is_in_round(question) && !self.is_open(question)
    }

    /// The same without what it hides.
    pub fn without_hidden(&self) -> Canvas {
        let mut bare = self.clone();
        for question in QUESTIONS.iter().filter(|question| self.hides(question)) {
            let Some(table) = question.table() else {
                // A step that is no object holds no answer to leave out.
                let _ = bare.put(question.id, None);
                continue;
            };
            for row in rows_mut(&mut bare.document, "partners") {
                for column in table.columns.iter().filter(|column| is_judged(column)) {
                    row.shift_remove(column.id);
                }
            }
        }
        bare
    }
}
