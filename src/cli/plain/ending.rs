//! The end of a collaboration: a note of what it was, and ending it.

use crate::canvas::State;
use crate::canvas::capacity::days_in_words;
use crate::canvas::question::Question;
use crate::canvas::review::{ENDING_NOTE, EndError};
use crate::canvas::when;

use super::asking::Asked;
use super::words;
use super::{Failure, Session};

impl Session<'_> {
    /// Asks for the note, then whether it ends today.
    pub fn end(&mut self, question: &'static Question) -> Asked<()> {
        if self.kept.canvas().state() == State::Draft {
            let none = "Nothing is decided yet, so there is nothing to end: `:d` decides.";
            return Ok(self.talk.say(none)?);
        }
        self.say_note()?;
        self.ask_note()?;
        if let State::Ended(_, on) = self.kept.canvas().state() {
            let ended = format!("It ended on {}. It takes no days.", when::in_words(on));
            return Ok(self.talk.say(&ended)?);
        }
        let then = match self.freed() {
            Some(days) => format!(" {} a month are free from then on.", days_in_words(days)),
            None => String::new(),
        };
        let ask = format!(
            "1. End it today, {}.{then}\n2. Go on with it.\nType 1 or 2. Enter goes on.",
            when::with_weekday(self.today())
        );
        loop {
            match self.line(question, &ask)?.trim().trim_end_matches('.') {
                "1" => return Ok(self.end_today()?),
                "" | "2" => return Ok(()),
                other => self.talk.say(&format!("`{other}` is neither 1 nor 2."))?,
            }
        }
    }

    fn freed(&self) -> Option<f64> {
        let optimism = self.weigh().capacity.optimism;
        self.kept.canvas().freed_by_ending(optimism, self.today())
    }

    fn say_note(&mut self) -> Result<(), Failure> {
        let asked = words::words(&ENDING_NOTE);
        self.talk
            .say(&format!("\n{}\n{}", asked.label, asked.hint))?;
        let note = self.kept.canvas().ending_note().map(words::lines_of);
        self.say_all(&note.unwrap_or_default())
    }

    /// Asks for the note in lines, each kept as it is typed; Enter keeps the one that is there.
    fn ask_note(&mut self) -> Asked<()> {
        let mut prompt = match self.kept.canvas().ending_note() {
            Some(_) => {
                "Type a new note, or Enter to keep this one. Finish with a line that holds only a full stop."
            }
            None => "Type one line or several. Finish with a line that holds only a full stop.",
        };
        let mut lines: Vec<String> = Vec::new();
        self.kept.begin_change();
        loop {
            let line = self.line(&ENDING_NOTE, prompt)?;
            prompt = "";
            let is_end = line.trim() == "." || (lines.is_empty() && line.trim().is_empty());
            if is_end {
                return Ok(());
            }
            lines.push(line);
            self.change(&ENDING_NOTE, |canvas, random| {
                canvas.write_ending_note(Some(&lines.join("\n")), random);
                Ok(())
            })?;
        }
    }

    fn end_today(&mut self) -> Result<(), Failure> {
        let (today, mut ended) = (self.today(), Ok(()));
        self.kept.begin_change();
        self.change(&ENDING_NOTE, |canvas, random| {
            ended = canvas.end(today, random);
            Ok(())
        })?;
        match ended {
            Ok(()) => self
                .talk
                .say("Ended today, and its days are free. `:u` takes it back."),
            Err(EndError::NoNote) => self.talk.say(
                "First the note: what we did, learned, who is told, who keeps what. `:end` asks for it.",
            ),
            Err(error) => self
                .talk
                .say(&format!("{}.", words::capital(&error.to_string()))),
        }
    }
}
