//! The letter that goes with a decision: read out, written to a file, kept as sent.

use crate::canvas::answer::AnswerError;
use crate::canvas::codes::Coded;
use crate::canvas::id::Random;
use crate::canvas::letter::{Kind, Recipient, SENT_ON, blanks, sent_on, text_of};
use crate::canvas::question::Question;
use crate::canvas::{Canvas, State, when};
use crate::export::letter::sent_in_words;
use crate::tui::worker::copies::write_letter;

use super::asking::Asked;
use super::words;
use super::{Failure, Session};

const HOW: &str = "1. write it to a file\n2. it was sent: keep it with the canvas\n3. another letter\n\
    4. for somebody else\nType a number from 1 to 4. Enter goes on.";

/// A letter, and whom it is for.
struct Chosen {
    kind: Kind,
    to: Recipient,
}

impl Session<'_> {
    /// Offers the letter that goes with a decision that was just recorded.
    pub fn offer_letter(&mut self, question: &'static Question) -> Asked<()> {
        let is_due = std::mem::take(&mut self.is_letter_due);
        if !is_due || self.kept.canvas().state() == State::Draft {
            return Ok(());
        }
        let Some(kind) = Kind::offered(self.kept.canvas(), &self.weigh()) else {
            return Ok(());
        };
        let offer = format!(
            "\nA letter goes with this: {}.\n1. Read it, then write it to a file or keep it as sent.\n\
             2. Leave it; `:l` comes back to it.\nType 1 or 2. Enter goes on.",
            kind.name()
        );
        loop {
            match self.line(question, &offer)?.trim().trim_end_matches('.') {
                "1" => return self.letter(question),
                "" | "2" => return Ok(()),
                other => self.talk.say(&format!("`{other}` is neither 1 nor 2."))?,
            }
        }
    }

    /// Reads out a letter until nothing more is wanted of it.
    pub fn letter(&mut self, question: &'static Question) -> Asked<()> {
        self.is_letter_due = false;
        let canvas = self.kept.canvas();
        let to = Recipient::all(canvas).remove(0);
        let kind = match Kind::offered(canvas, &self.weigh()) {
            Some(kind) => kind,
            None => {
                let none =
                    "No letter goes with this: one goes with a no, a not yet, or a smaller yes.";
                self.talk.say(none)?;
                match self.ask_kind(question, "leaves it")? {
                    Some(kind) => kind,
                    None => return Ok(()),
                }
            }
        };
        let mut letter = Chosen { kind, to };
        self.read_letter(&letter)?;
        loop {
            match self.line(question, HOW)?.trim().trim_end_matches('.') {
                "" => return Ok(()),
                "1" => self.write_letter(question, &letter)?,
                "2" => self.keep_sent(question, &letter)?,
                "3" => {
                    if let Some(kind) = self.ask_kind(question, "stays with this one")? {
                        letter.kind = kind;
                    }
                    self.read_letter(&letter)?;
                }
                "4" => {
                    if let Some(to) = self.ask_recipient(question)? {
                        letter.to = to;
                    }
                    self.read_letter(&letter)?;
                }
                _ => self.talk.say("That is none of the four.")?,
            }
        }
    }

    fn text_of(&self, letter: &Chosen) -> String {
        let (canvas, suggestion) = (self.kept.canvas(), self.weigh());
        text_of(canvas, &suggestion, letter.kind, &letter.to, self.today())
    }

    /// Reads a letter out, and says what is blank and what was sent before.
    fn read_letter(&mut self, letter: &Chosen) -> Result<(), Failure> {
        let to = letter.to.name().map(|to| format!(", to {to}"));
        let to = words::one_line(&to.unwrap_or_default());
        self.talk
            .say(&format!("The letter: {}{to}.\n", letter.kind.name()))?;
        let text = self.text_of(letter);
        self.talk.say(&text)?;
        let filled = match blanks(&text).len() {
            0 => "Nothing is left to fill.".to_owned(),
            1 => "One blank is left to fill, in [ ].".to_owned(),
            left => format!("{left} blanks are left to fill, each in [ ]."),
        };
        self.talk.say(&format!("\nEnd of the letter. {filled}"))?;
        let sent = sent_in_words(self.kept.canvas()).into_iter();
        let sent = sent.map(|sent| format!("Kept as sent: {}.", words::one_line(&sent)));
        self.say_all(&sent.collect::<Vec<_>>())
    }

    /// Asks which letter; None where Enter is typed.
    fn ask_kind(&mut self, question: &'static Question, enter: &str) -> Asked<Option<Kind>> {
        let kinds = Kind::ALL.iter().enumerate();
        let kinds = kinds.map(|(at, kind)| format!("{}. {}", at + 1, kind.name()));
        let kinds = kinds.collect::<Vec<_>>().join("\n");
        let ask = format!("Which letter?\n{kinds}\nType a number from 1 to 4. Enter {enter}.");
        loop {
            let line = self.line(question, &ask)?;
            match numbered(&line, Kind::ALL) {
                Some(kind) => return Ok(Some(*kind)),
                None if line.trim().is_empty() => return Ok(None),
                None => self.talk.say("That is none of the four.")?,
            }
        }
    }

    /// Asks whom it is for: somebody of the canvas by a number, or anybody by name.
    fn ask_recipient(&mut self, question: &'static Question) -> Asked<Option<Recipient>> {
        let known = Recipient::all_with_drafts(self.kept.canvas());
        let named: Vec<Recipient> = known
            .into_iter()
            .filter(|one| one.name().is_some())
            .collect();
        let names = named.iter().filter_map(Recipient::name).enumerate();
        let names = names.map(|(at, name)| format!("{}. {}\n", at + 1, words::one_line(&name)));
        let ask = format!(
            "For whom?\n{}Type {}a name. Enter stays with the one it is for.",
            names.collect::<String>(),
            if named.is_empty() { "" } else { "a number or " }
        );
        let line = self.line(question, &ask)?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        let chosen = numbered(&line, &named).cloned();
        Ok(Some(chosen.unwrap_or_else(|| {
            Recipient::named(self.kept.canvas(), &line)
        })))
    }

    /// Asks for a file until one is written, or none is wanted.
    fn write_letter(&mut self, question: &'static Question, letter: &Chosen) -> Asked<()> {
        let name = letter.kind.file_name(self.kept.canvas().id());
        let mut offered = Some(name);
        loop {
            let enter = match &offered {
                Some(name) => format!("Enter takes {name}."),
                None => "Enter writes none.".to_owned(),
            };
            let ask = format!(
                "Which file? One that ends in .md is Markdown, any other plain text. Nothing is \
                 written over. {enter}"
            );
            let line = self.line(question, &ask)?;
            let typed = Some(line.trim().to_owned()).filter(|typed| !typed.is_empty());
            let Some(to) = typed.or(offered.take()) else {
                return Ok(());
            };
            match write_letter(&self.text_of(letter), &self.folder, &to) {
                Ok(said) => return Ok(self.talk.say(&format!("{said}."))?),
                Err(why) => self.talk.say(&why)?,
            }
            offered = None;
        }
    }

    /// Asks for the day on which it was sent, and keeps it with the canvas.
    fn keep_sent(&mut self, question: &'static Question, letter: &Chosen) -> Asked<()> {
        let today = self.today();
        let ask = format!(
            "On which day was it sent? The canvas keeps it as it stands now. Enter takes {}.",
            when::with_weekday(today)
        );
        let on = loop {
            let line = self.line(question, &ask)?;
            match sent_on(&line, today) {
                _ if line.trim().is_empty() => break today,
                Some(on) => break on,
                None => self.talk.say(&format!("That is not {SENT_ON}."))?,
            }
        };
        let (text, to) = (self.text_of(letter), letter.to.name());
        self.kept.begin_change();
        let kept = |canvas: &mut Canvas, random: &mut dyn Random| -> Result<(), AnswerError> {
            canvas.keep_sent(letter.kind, to.as_deref(), &text, on, random)
        };
        let telling = Question::find("decision.telling").expect("in the table");
        match self.kept.change_as("The letter", telling, kept) {
            Ok(news) => {
                self.say_all(&news)?;
                let on = when::in_words(on);
                Ok(self
                    .talk
                    .say(&format!("Kept as sent on {on}. `:u` takes it back."))?)
            }
            Err(refused) => Ok(self.say_not_kept(telling, &refused.to_string())?),
        }
    }
}

/// The one of a list whose number, from 1, was typed.
fn numbered<'a, T>(line: &str, list: &'a [T]) -> Option<&'a T> {
    let number: usize = line.trim().trim_end_matches('.').parse().ok()?;
    list.get(number.checked_sub(1)?)
}
