//! Lines in, lines out: nothing is redrawn, and no control character goes either way.

use std::io::{self, Write};

use crate::cli::Failure;
use crate::cli::fitted::{Columns, fitted};
use crate::cli::lines::{Lines, is_interrupt};
use crate::cli::rank::hidden::{Echo, Keyboard};

const TOO_LONG: &str = "That line is longer than this terminal passes on whole, so nothing of it is kept, and what \
    stands stays. Type it again in shorter lines.";

/// The two ends of the conversation.
pub struct Talk<'a> {
    input: &'a mut dyn Lines,
    output: &'a mut dyn Write,
    /// The keyboard, while nothing may show that is typed ahead.
    keyboard: Option<Keyboard>,
    columns: Columns,
}

impl<'a> Talk<'a> {
    /// Talks over an input and an output.
    pub fn new(input: &'a mut dyn Lines, output: &'a mut dyn Write) -> Self {
        Self {
            input,
            output,
            keyboard: None,
            columns: || None,
        }
    }

    /// The same, in lines of so many cells as this tells.
    #[must_use]
    pub fn fitted(self, columns: Columns) -> Self {
        Self { columns, ..self }
    }

    /// From now on the terminal by itself shows nothing that is typed.
    ///
    /// What was typed before is forgotten: kept, it would be shown at the next prompt that shows what is typed.
    ///
    /// # Errors
    /// [`Failure`] when the terminal cannot be kept from showing it.
    pub fn take_keyboard(&mut self) -> Result<(), Failure> {
        self.output.flush().map_err(Failure::from)?;
        self.keyboard = Some(Keyboard::take()?);
        self.input.forget_read_ahead();
        Ok(())
    }

    /// From now on the terminal shows again what is typed.
    pub fn give_keyboard_back(&mut self) {
        self.keyboard = None;
    }

    /// Writes one or more lines, broken between words.
    ///
    /// # Errors
    /// [`Failure`] when the output is closed or full.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        let text = shown(text);
        let text = match (self.columns)() {
            Some(columns) => fitted(&text, columns),
            None => text,
        };
        let text = format!("{text}\n");
        let text = match self.keyboard {
            // A raw terminal does not go back to the first column by itself.
            Some(_) => text.replace('\n', "\r\n"),
            None => text,
        };
        self.output
            .write_all(text.as_bytes())
            .map_err(Failure::from)
    }

    /// Reads one line without its ending; None at the end of the input, also where reading fails:
    /// a terminal that is gone has nothing more to say.
    ///
    /// # Errors
    /// [`Failure`] when what was said before cannot be written, and on ctrl-c.
    pub fn listen(&mut self) -> Result<Option<String>, Failure> {
        self.hear(Echo::Shown)
    }

    /// The same where nobody is to see what is typed, nor how long it is.
    ///
    /// # Errors
    /// As for [`Talk::listen`].
    pub fn listen_unseen(&mut self) -> Result<Option<String>, Failure> {
        self.hear(Echo::Hidden)
    }

    fn hear(&mut self, echo: Echo) -> Result<Option<String>, Failure> {
        self.output.flush().map_err(Failure::from)?;
        if let Some(keyboard) = &self.keyboard {
            return Ok(keyboard.line(echo)?.map(|line| typed_text(&line)));
        }
        loop {
            let mut bytes = Vec::new();
            match self.input.read_until(b'\n', &mut bytes) {
                Err(error) if is_interrupt(&error) => {
                    return Err(io::Error::from(io::ErrorKind::Interrupted).into());
                }
                // A terminal that is gone has nothing more to say than what came before.
                Ok(_) | Err(_) => {}
            }
            if self.input.cut_at().is_none_or(|cut| bytes.len() < cut) {
                let text = String::from_utf8_lossy(&bytes);
                return Ok((!bytes.is_empty()).then(|| typed_text(&text)));
            }
            self.say(TOO_LONG)?;
            self.output.flush().map_err(Failure::from)?;
        }
    }
}

/// What was typed, without its line ending and without what keys other than letters leave behind.
fn typed_text(text: &str) -> String {
    without_controls(text.trim_end_matches(['\n', '\r'])).replace('\n', " ")
}

/// Text that cannot turn the direction of what stands around it, and without control characters.
fn shown(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    without_controls(text).replace(turns, "")
}

/// Text that cannot move a cursor or change a colour.
///
/// A line break stays; a tab or another kind of break becomes a space.
fn without_controls(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' => Some(c),
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_turns_of_direction_are_left_out() {
        assert_eq!(
            shown("a\u{1b}[2J\u{9b}1m\u{202e}b\u{7}\r\nc\td"),
            "a[2J1mb\nc d"
        );
    }

    #[test]
    fn a_line_comes_without_its_ending_and_the_end_is_none() {
        let (mut input, mut output) = ("one\r\ntwo".as_bytes(), Vec::new());
        let mut talk = Talk::new(&mut input, &mut output);
        let mut next = || talk.listen().expect("a buffer takes everything");
        assert_eq!(next().as_deref(), Some("one"));
        assert_eq!(next().as_deref(), Some("two"));
        assert_eq!(next(), None);
    }
}
