//! One prompt: a plain answer, a cell of a row, a part of a score.

use serde_json::Value;

use crate::canvas::question::{Cell, Question};

use super::choices::{choices, how_to_type, read_cell};
use super::command::{self, Command, Leave, RowCommand, Typed};
use super::words::{self, Choices};
use super::{Failure, Session};

/// What asking may end in other than an answer.
pub enum Out {
    /// The person wants to be elsewhere.
    Leave(Leave),
    /// The conversation cannot go on.
    Failed(Failure),
}

impl From<Leave> for Out {
    fn from(leave: Leave) -> Self {
        Self::Leave(leave)
    }
}

impl From<Failure> for Out {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The result of asking; what was accepted before an `Err` is saved.
pub type Asked<T> = Result<T, Out>;

/// A line at a prompt, once the commands that stay there are carried out.
pub enum Reply {
    /// An answer, or an empty line.
    Line(String),
    /// Take the present answer away.
    Clear,
    /// Do something with a row.
    Row(RowCommand),
    /// Show the private answers; before all are in, because of whom.
    Reveal(String),
}

/// Which commands a prompt takes beside those that every prompt takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// None.
    Nothing,
    /// Those that take an answer away.
    Clearing,
    /// Those about rows.
    Rows,
    /// Those about private answers.
    Private,
}

/// What may be chosen, as a list or in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// One numbered line for each choice, with what helps to choose.
    Full,
    /// All in one line.
    Short,
}

/// One thing to ask.
pub struct Asking<'a> {
    /// The question that it belongs to.
    pub question: &'static Question,
    /// The rule of its answer.
    pub cell: Cell,
    /// The words of its choices.
    pub choices: Choices<'a>,
    /// What is asked, where the question itself has not said it: who or what, and the sentence.
    pub about: Option<(String, &'a str)>,
    /// How the choices are listed.
    pub listing: Listing,
    /// What Enter does, and other things to know, after the prompt.
    pub also: String,
    /// Which other commands the prompt takes.
    pub takes: Takes,
}

/// What one prompt was answered with.
pub enum Given {
    /// Enter alone.
    Nothing,
    /// A value that follows the rule.
    Value(Value),
    /// The present answer is to go.
    Cleared,
    /// Do something with a row.
    Row(RowCommand),
    /// Show the private answers; before all are in, because of whom.
    Reveal(String),
}

impl Session<'_> {
    /// Asks for one line, and carries out the commands that stay at the prompt.
    pub fn reply(
        &mut self,
        question: &'static Question,
        prompt: &str,
        takes: Takes,
    ) -> Asked<Reply> {
        loop {
            if !prompt.is_empty() {
                self.talk.say(prompt)?;
            }
            let line = match takes {
                Takes::Private => self.talk.listen_unseen()?,
                _ => self.talk.listen()?,
            };
            let Some(line) = line else {
                return Err(Leave::Stop.into());
            };
            let typed = match command::read(&line) {
                Ok(typed) => typed,
                Err(_) if takes == Takes::Private => {
                    // What is typed alone is not repeated, and neither is a slip.
                    self.talk.say("That is no command: type `:?` for a list.")?;
                    continue;
                }
                Err(error) => {
                    self.talk.say(&words::capital(&error.to_string()))?;
                    continue;
                }
            };
            match (typed, takes) {
                (Typed::Answer(line), _) => return Ok(Reply::Line(line)),
                (Typed::Command(Command::Leave(leave)), _) => return Err(leave.into()),
                (Typed::Command(Command::Clear), Takes::Clearing | Takes::Private) => {
                    return Ok(Reply::Clear);
                }
                (Typed::Command(Command::Row(row)), Takes::Rows) => return Ok(Reply::Row(row)),
                (Typed::Command(Command::Reveal(by)), Takes::Private) => {
                    return Ok(Reply::Reveal(by));
                }
                (Typed::Command(command), _) => self.stay(question, command)?,
            }
        }
    }

    /// Carries out a command that leaves the prompt where it is.
    fn stay(&mut self, question: &'static Question, command: Command) -> Result<(), Failure> {
        match command {
            Command::Help => {
                for line in command::help() {
                    self.talk.say(&line)?;
                }
                Ok(())
            }
            Command::Example => {
                let words = words::words(question);
                self.talk.say(&format!("For example: {}", words.example))?;
                self.talk.say(&format!("Why we ask: {}", words.why))
            }
            Command::SoFar => self.say_so_far(),
            Command::Why(name) => self.say_why(&name),
            Command::Same => self.same_for_the_rest(question),
            Command::Park(thought) => {
                let news = self.kept.park(&thought);
                self.talk.say("Parked.")?;
                self.say_all(&news)
            }
            Command::Clear => self.talk.say("There is nothing here to take away."),
            Command::Row(_) => self.talk.say(
                "`:edit`, `:delete` and `:move` work where a new row would begin, in a question with rows.",
            ),
            Command::Reveal(_) => self
                .talk
                .say("`:reveal` works where each person answers alone, as `:alone` asks for."),
            Command::Leave(_) => Ok(()),
        }
    }

    /// Asks until the answer follows the rule or is none.
    pub fn ask_cell(&mut self, asking: &Asking) -> Asked<Given> {
        let prompt = self.list_choices(asking)?;
        loop {
            let line = match self.reply(asking.question, &prompt, asking.takes)? {
                Reply::Line(line) => line,
                Reply::Clear => return Ok(Given::Cleared),
                Reply::Row(row) => return Ok(Given::Row(row)),
                Reply::Reveal(by) => return Ok(Given::Reveal(by)),
            };
            match read_cell(asking, &line, self.today()) {
                Ok(None) => return Ok(Given::Nothing),
                Ok(Some(value)) => {
                    self.note(asking, &value)?;
                    return Ok(Given::Value(value));
                }
                Err(refused) => self.talk.say(&refused)?,
            }
        }
    }

    /// Says what may be chosen, and returns the line that asks for it.
    fn list_choices(&mut self, asking: &Asking) -> Result<String, Failure> {
        let choices = choices(asking);
        let numbered = choices.iter().enumerate();
        let rule = how_to_type(asking.cell);
        let also = &asking.also;
        let Some((who, ask)) = &asking.about else {
            for (index, (name, about)) in numbered {
                self.talk.say(&format!("{}. {name}{about}", index + 1))?;
            }
            return Ok(format!("{}{also}", words::capital(&rule)));
        };
        if choices.is_empty() {
            return Ok(format!("{who}: {ask}{also}"));
        }
        if asking.listing == Listing::Short {
            let all: Vec<String> = numbered
                .map(|(index, (name, _))| format!("{} {name}", index + 1))
                .collect();
            return Ok(format!("{who}: {ask} {}.{also}", all.join("; ")));
        }
        self.talk.say(&format!("{who}: {ask}"))?;
        for (index, (name, about)) in numbered {
            self.talk.say(&format!("{}. {name}{about}", index + 1))?;
        }
        Ok(format!("{who}: {rule}{also}"))
    }

    /// Says back what was typed as a number or a date, so that a slip is heard.
    fn note(&mut self, asking: &Asking, value: &Value) -> Result<(), Failure> {
        let is_said = matches!(asking.cell, Cell::Choice(_) | Cell::Scale | Cell::Date);
        if !is_said || asking.takes == Takes::Private {
            return Ok(());
        }
        let said = words::value(asking.cell, asking.choices, value);
        self.talk.say(&format!("Noted: {said}."))
    }
}
