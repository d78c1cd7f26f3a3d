//! What a verb prints, in memory until it is done.

use serde_json::Value;

use super::failure::Exit;
use crate::canvas::Canvas;
use crate::canvas::number::cut_decimals;
use crate::canvas::shown::shown_json;

/// The output of a verb that did what was asked, and how the call ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What goes to standard output.
    pub text: String,
    /// How the call ends.
    pub exit: Exit,
    /// The next command, said after the output; None where there is none to offer.
    pub hint: Option<String>,
}

impl Printed {
    /// Text that is safe to show.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            exit: Exit::Done,
            hint: None,
        }
    }

    /// A JSON value: two spaces, one newline at the end, nine decimals at most.
    pub fn json(value: &Value) -> Self {
        let mut value = value.clone();
        cut_decimals(&mut value);
        Self::document(&value)
    }

    /// The document of a file, with what this version does not know as it stands.
    pub fn document(document: &Value) -> Self {
        Self::text(format!("{}\n", shown_json(&format!("{document:#}"))))
    }

    /// A canvas as its file holds it.
    pub fn canvas(canvas: &Canvas) -> Self {
        let bytes = canvas.to_bytes();
        Self::text(shown_json(&String::from_utf8_lossy(&bytes)))
    }

    /// No output.
    pub fn nothing() -> Self {
        Self::text("")
    }

    /// The same with the next command to offer.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
