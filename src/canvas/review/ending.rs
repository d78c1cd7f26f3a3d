//! Ending a collaboration, with a note of what it was and what becomes of it.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::super::capacity::Load;
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
    /// Nobody has written what it was.
    #[error("an ending needs a note: what we did, what we learned, who is told, who keeps what")]
    NoNote,
}

/// A note with a heading for each thing that it should say.
pub fn note_with_headings() -> String {
    let headings = HEADINGS.map(|heading| format!("{heading}: "));
    headings.join("\n\n")
}

/// A note without the headings that nothing was written under; None where nothing is left.
fn without_empty_headings(note: &str) -> Option<String> {
    let is_empty_heading = |paragraph: &str| {
        let bare = paragraph.trim().trim_end_matches(':').trim_end();
        bare.is_empty() || HEADINGS.contains(&bare)
    };
    let said = note.split("\n\n");
    let said: Vec<&str> = said.filter(|said| !is_empty_heading(said)).collect();
    (!said.is_empty()).then(|| said.join("\n\n").trim().to_owned())
}

impl Canvas {
    /// The days a month that are free once it has ended; None where it does not go on.
    pub fn freed_by_ending(&self, optimism: f64, today: Date) -> Option<f64> {
        let load = || Load::entered(self, today).total(optimism);
        self.is_live().then(load)
    }

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

    /// Writes the ending note, or takes it out; it stands among the letters, and has the day of the end.
    pub fn write_ending_note(&mut self, text: Option<&str>, random: &mut dyn Random) {
        let id = row_id(|id| self.has_row_id(id), random);
        let ended = match self.state() {
            State::Ended(_, on) => Some(on),
            State::Draft | State::Decided(..) => None,
        };
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
                let mut letter = Map::from_iter([("id".to_owned(), id.into())]);
                letter.extend(ended.map(|on| ("on".to_owned(), on.to_string().into())));
                letter.insert("kind".into(), ENDING.into());
                letter.insert("text".into(), text.into());
                letters.push(Value::Object(letter));
            }
            (None, _) => letters.retain(|letter| !is_note(letter)),
        }
        if letters.is_empty() {
            self.document.shift_remove("letters");
        }
    }

    /// Takes the headings out of the ending note that nothing was written under.
    pub fn tidy_ending_note(&mut self, random: &mut dyn Random) {
        if let Some(note) = self.ending_note().map(str::to_owned) {
            self.write_ending_note(without_empty_headings(&note).as_deref(), random);
        }
    }

    /// Ends the collaboration on a day, with the note that was written: from then on it takes no days.
    ///
    /// # Errors
    /// Where nothing is decided, it has ended already, or the note says nothing yet.
    pub fn end(&mut self, on: Date, random: &mut dyn Random) -> Result<(), EndError> {
        match self.state() {
            State::Draft => return Err(EndError::Draft),
            State::Ended(_, on) => return Err(EndError::Ended(on)),
            State::Decided(..) => {}
        }
        let note = self.ending_note().and_then(without_empty_headings);
        let note = note.ok_or(EndError::NoNote)?;
        self.write_ending_note(Some(&note), random);
        self.document.insert("ended".into(), on.to_string().into());
        for letter in rows_mut(&mut self.document, "letters") {
            if letter.get("kind").and_then(Value::as_str) == Some(ENDING) {
                letter.insert("on".into(), on.to_string().into());
            }
        }
        Ok(())
    }
}
