//! What another canvas says, kept as one voice's own answers.

use serde_json::Value;

use super::Canvas;
use super::answer;
use super::compare::{Seen, Side, WHO_THEY_ARE};
use super::id::Random;
use super::joint::{is_too_long, without_ids};
use super::question::{AnswerType, QUESTIONS, Question};
use super::row;

/// What was kept as a voice's own answers, and what was not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    /// Questions that the voice has answered now.
    pub answered: Vec<&'static Question>,
    /// Questions that several people of theirs have scored, so that there is no one answer.
    pub several: Vec<&'static Question>,
    /// Questions that they have answered alone and not opened yet.
    pub sealed: Vec<&'static Question>,
    /// Questions with rows of which none says enough to be an answer.
    pub unfinished: Vec<&'static Question>,
    /// Questions with more rows than a file from elsewhere may bring.
    pub too_long: Vec<&'static Question>,
    /// Questions with an answer that they do not allow.
    pub unreadable: Vec<&'static Question>,
}

/// What a canvas would say as one voice; the title and who they are is no answer, nor is what came back as
/// it was sent.
fn says(canvas: &Canvas) -> impl Iterator<Item = (&'static Question, Seen)> {
    let side = Side::of_canvas(canvas);
    let asked = QUESTIONS
        .iter()
        .filter(|question| question.id != "cover.title" && !WHO_THEY_ARE.contains(&question.id));
    asked.map(move |question| (question, side.answer(question)))
}

/// True for rows of which none answers the question, which are no voice's answer.
fn is_unfinished(question: &Question, seen: &Seen) -> bool {
    let rows = seen.value().filter(|_| question.table().is_some());
    rows.is_some_and(|rows| !answer::counts(question, rows))
}

impl Canvas {
    /// Questions that a voice has answered already, and another canvas answers too.
    pub fn answered_already(&self, voice: &str, theirs: &Canvas) -> Vec<&'static Question> {
        let voices = self.voices();
        let Some(voice) = voices.iter().find(|one| one.id() == voice) else {
            return Vec::new();
        };
        let both = says(theirs).filter(|(question, seen)| {
            let is_kept = |value| !is_too_long(value) && !is_unfinished(question, seen);
            let is_answer = seen.value().is_some_and(is_kept);
            is_answer && voice.answer(question).is_some()
        });
        both.map(|(question, _)| question).collect()
    }

    /// Adds a voice and returns its id. The one voice that a canvas without voices has, "us", is written
    /// first, so that nobody is the only one to wait for.
    pub fn add_voice(
        &mut self,
        name: &str,
        organisation: Option<&str>,
        random: &mut dyn Random,
    ) -> String {
        self.first_voice(random);
        let question = Question::find("cover.voices").expect("in the table");
        let table = question.table().expect("a table");
        let id = self
            .add_row(question, table, random)
            .expect("voices are rows by now");
        self.set_cell(question, table, &id, "name", Some(name.trim().into()));
        let organisation = organisation.map(|name| Value::from(name.trim()));
        self.set_cell(question, table, &id, "organisation", organisation);
        id
    }

    /// Keeps what another canvas answers as the own answers of the voice with an id.
    pub fn hear(&mut self, voice: &str, theirs: &Canvas) -> Heard {
        let mut heard = Heard::default();
        for (question, seen) in says(theirs) {
            let value = match seen {
                seen if is_unfinished(question, &seen) => {
                    heard.unfinished.push(question);
                    continue;
                }
                Seen::Given { value, .. } if is_too_long(&value) => {
                    heard.too_long.push(question);
                    continue;
                }
                Seen::Given { value, .. } => value,
                Seen::Unreadable => {
                    heard.unreadable.push(question);
                    continue;
                }
                Seen::Sealed => {
                    heard.sealed.push(question);
                    continue;
                }
                _ => continue,
            };
            let value = match question.answer {
                AnswerType::VoiceScale => match row::scores(&value).as_slice() {
                    [score] => Value::from(*score),
                    _ => {
                        heard.several.push(question);
                        continue;
                    }
                },
                _ => without_ids(value),
            };
            self.set_private(voice, question, Some(value));
            heard.answered.push(question);
        }
        heard
    }
}
