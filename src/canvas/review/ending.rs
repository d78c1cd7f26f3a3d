//! Ending a collaboration, with a note of what it was and what becomes of it.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::edit::rows_mut;
use super::super::id::{Random, row_id};
use super::super::row::as_text;
use super::super::{Canvas, State};

/// The `kind` of the letter that an ending note is.
pub const ENDING: &str = "ending";
/// What an ending note says, in its order.
const HEADINGS: [&str; 4] = [
    "What we did",
    "What we learned",
    "Who is told",
    "Who keeps what",
];

/// Why a collaboration cannot end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndError {
    /// Nothing was decided, so nothing is going on.
    #[error("nothing is decided yet, so there is nothing to end")]
    Draft,
    /// It is over.
    #[error("it ended on {0}")]
    Ended(Date),
}

/// A note with a heading for each thing that it should say.
pub fn note_with_headings() -> String {
    let headings = HEADINGS.map(|heading| format!("{heading}: "));
    headings.join("\n\n")
}

impl Canvas {
    /// The ending note, where one is written: the last letter of its kind.
    pub fn ending_note(&self) -> Option<&str> {
        self.ending_note_value().and_then(as_text)
    }

    /// The ending note as its file has it.
    pub fn ending_note_value(&self) -> Option<&Value> {
        let letters = self
            .rows_at("letters")
            .filter(|letter| letter.line("kind") == Some(ENDING));
        letters.last().and_then(|letter| letter.0.get("text"))
    }

    /// Writes the ending note, or takes it out; it stands among the letters, and gets its day with the end.
    pub fn write_ending_note(&mut self, text: Option<&str>, random: &mut dyn Random) {
        let id = row_id(|id| self.has_row_id(id), random);
        let is_note = |letter: &Value| letter.get("kind").and_then(Value::as_str) == Some(ENDING);
        let letters = self.document.entry("letters").or_insert_with(|| json!([]));
        let Some(letters) = letters.as_array_mut() else {
            return;
        };
        match (text, letters.iter_mut().rfind(|letter| is_note(letter))) {
            (Some(text), Some(letter)) => {
                letter["text"] = text.into();
            }
            (Some(text), None) => {
                letters.push(json!({ "id": id, "kind": ENDING, "text": text }));
            }
            (None, _) => letters.retain(|letter| !is_note(letter)),
        }
        if letters.is_empty() {
            self.document.shift_remove("letters");
        }
    }

    /// Ends the collaboration on a day: from then on it takes no days.
    ///
    /// # Errors
    /// Where nothing is decided, or it has ended already.
    pub fn end(&mut self, on: Date) -> Result<(), EndError> {
        match self.state() {
            State::Draft => Err(EndError::Draft),
            State::Ended(_, on) => Err(EndError::Ended(on)),
            State::Decided(..) => {
                self.document.insert("ended".into(), on.to_string().into());
                for letter in rows_mut(&mut self.document, "letters") {
                    if letter.get("kind").and_then(Value::as_str) == Some(ENDING) {
                        letter.insert("on".into(), on.to_string().into());
                    }
                }
                Ok(())
            }
        }
    }
}
