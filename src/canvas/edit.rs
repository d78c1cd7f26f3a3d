//! Changing a canvas: answers, rows, voices, the decision.
//!
//! Every change goes through here, so that an unanswered question is absent from the file (no null,
//! no "", no empty list) and every row has an id.

mod put_back;
mod rows;
mod smaller;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::answer::AnswerError;
use super::codes::{Coded, Outcome};
use super::id::{Random, row_id};
use super::question::{Place, Question};
use super::suggestion::{Suggestion, review_offered};
use super::{Canvas, LIVE_SINCE, State, instant};

pub use super::conflict::Conflict;
pub(super) use rows::{list_path, rows_mut};

impl Canvas {
    /// Replaces the whole document, as a merge or an undo gives it.
    pub fn replace_document(&mut self, document: Map<String, Value>) {
        self.document = document.into();
    }

    /// Says who we are, as the workspace has it.
    pub fn answer_our_organisation(&mut self, name: &str) {
        // A canvas whose cover is no object has no place for it.
        let _ = self.put("cover.our_organisation", Some(name.into()));
    }

    /// Notes the instant of the last change.
    pub fn touch(&mut self, now: Timestamp) {
        self.document.insert("updated".into(), instant(now).into());
    }

    /// Puts an answer, or removes it; rows are matched with those that are there.
    ///
    /// The value must come from [`super::answer::typed`]. Rows of `cover.partners` and of a question's
    /// own list replace the list; the other questions about partners only fill in their columns.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place, and
    /// [`AnswerError::NoPartner`] where a row names no partner.
    pub fn set(
        &mut self,
        question: &Question,
        value: Option<Value>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let Some(table) = question.table() else {
            return self.put(question.id, value);
        };
        let given = match value {
            Some(Value::Array(rows)) => rows,
            _ => Vec::new(),
        };
        if table.place == Place::Partners && question.id != "cover.partners" {
            self.fill_partners(table, given)
        } else {
            self.replace_rows(question, table, given, random)
        }
    }

    /// Puts a value at a dotted path, or removes it and what is left empty around it.
    pub(super) fn put(&mut self, path: &str, value: Option<Value>) -> Result<(), AnswerError> {
        let keys: Vec<&str> = path.split('.').collect();
        put_below(&mut self.document, &keys, value).map_err(|depth| AnswerError::InTheWay {
            path: keys[..=depth].join("."),
        })
    }

    /// Puts one score of a question that asks for several.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn set_part(
        &mut self,
        question: &Question,
        part: &str,
        value: Option<Value>,
    ) -> Result<(), AnswerError> {
        self.put(&format!("{}.{part}", question.id), value)
    }

    /// The id of the voice with an id or a name (ignoring case); "us" is the voice of a canvas
    /// without voices.
    pub fn find_voice(&self, name: &str) -> Option<String> {
        let voices = self.voices();
        let found = voices.iter().find(|voice| {
            voice.id() == name || voice.name().to_lowercase() == name.trim().to_lowercase()
        });
        found.map(|voice| voice.id().to_owned())
    }

    /// The id of the only voice, which is written down as "us" where there was none.
    pub fn first_voice(&mut self, random: &mut dyn Random) -> String {
        self.give_rows_ids(random);
        if let Some(voice) = self.voices().first() {
            return voice.id().to_owned();
        }
        let id = row_id(|id| self.has_row_id(id), random);
        let voices = json!([{ "id": id, "name": "us" }]);
        self.document.insert("voices".into(), voices);
        id
    }

    /// Puts a voice's own answer to a question, or removes it; what changes once the answers are revealed
    /// is marked so.
    pub fn set_private(&mut self, voice: &str, question: &Question, value: Option<Value>) {
        if self.is_changed_by(voice, question, value.as_ref()) && self.is_revealed(question) {
            self.note_after_reveal(voice, question);
        }
        let mut voices = rows_mut(&mut self.document, "voices");
        let found = voices
            .iter_mut()
            .find(|row| row.get("id").and_then(Value::as_str) == Some(voice));
        let Some(row) = found else { return };
        let answers = row.entry("answers").or_insert_with(|| json!({}));
        let Some(answers) = answers.as_object_mut() else {
            return;
        };
        match value {
            Some(value) => answers.insert(question.id.to_owned(), value),
            None => answers.shift_remove(question.id),
        };
        if answers.is_empty() {
            row.shift_remove("answers");
        }
    }

    fn is_changed_by(&self, voice: &str, question: &Question, value: Option<&Value>) -> bool {
        let voices = self.voices();
        let voice = voices.iter().find(|one| one.id() == voice);
        voice.is_some_and(|voice| value.is_some() && voice.answer(question) != value)
    }

    /// True where a choice differs from what is suggested and nothing says why yet; the reason of the decision
    /// before says it for another choice.
    pub fn needs_reason(
        &self,
        choice: Outcome,
        suggested: Option<Outcome>,
        before: Option<&str>,
    ) -> bool {
        let reason = self.text("decision.reason");
        let is_recorded =
            self.state() != State::Draft && self.code::<Outcome>("decision.choice") == Some(choice);
        let is_old = !is_recorded && reason == before;
        suggested.is_some_and(|suggested| suggested != choice) && (reason.is_none() || is_old)
    }

    /// Records a decision with what was suggested that day and why, and of what is live also since when.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn decide(
        &mut self,
        choice: Outcome,
        suggestion: &Suggestion,
        today: Date,
    ) -> Result<(), AnswerError> {
        let because = suggestion
            .outcome
            .filter(|_| !suggestion.decided_by.is_empty());
        let since = self.went_ahead_on().filter(|since| *since < today);
        if let Some(since) = since.filter(|_| self.is_live() && self.date(LIVE_SINCE).is_none()) {
            self.put(LIVE_SINCE, Some(since.to_string().into()))?;
        }
        self.put("decision.choice", Some(choice.code().into()))?;
        self.put("decision.decided_on", Some(today.to_string().into()))?;
        self.put(
            "decision.suggested",
            suggestion.outcome.map(|outcome| outcome.code().into()),
        )?;
        self.put(
            "decision.because",
            because.map(|_| json!(suggestion.decided_by)),
        )
    }

    /// Puts the day on which to look again, where one is offered and none stands that is still to come.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn offer_review(&mut self, choice: Outcome, today: Date) -> Result<(), AnswerError> {
        let question = Question::find("decision.review_on").expect("in the table");
        match review_offered(self, choice, today) {
            Some(date) if self.date(question.id).is_none_or(|day| day <= today) => {
                self.put(question.id, Some(date.to_string().into()))
            }
            _ => Ok(()),
        }
    }

    /// Takes a decision back: the canvas is a draft again, and its choice and reason stay.
    pub fn reopen(&mut self) {
        for key in ["decided_on", "suggested", "because"] {
            // A step that is no object holds no decision to take back.
            let _ = self.put(&format!("decision.{key}"), None);
        }
    }
}

/// Puts a value below a map; an error is the depth of the key that holds no map.
fn put_below(
    map: &mut Map<String, Value>,
    keys: &[&str],
    value: Option<Value>,
) -> Result<(), usize> {
    let [first, rest @ ..] = keys else {
        return Ok(());
    };
    if rest.is_empty() {
        match value {
            Some(value) => map.insert((*first).to_owned(), value),
            None => map.shift_remove(*first),
        };
        return Ok(());
    }
    if value.is_none() && !map.contains_key(*first) {
        return Ok(());
    }
    let below = map
        .entry(*first)
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .ok_or(0_usize)?;
    put_below(below, rest, value).map_err(|depth| depth + 1)?;
    if below.is_empty() {
        map.shift_remove(*first);
    }
    Ok(())
}
