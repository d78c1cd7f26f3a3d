//! A sitting by plain prompts: who ranks, which challenges, then one person after the other alone.

use std::io::{self, Write};

use super::Kept;
use super::hidden::{Echo, Keyboard, Returning};
use crate::canvas::ranking::Ranking;
use crate::canvas::ranking::round::{Round, Turn};
use crate::canvas::ranking::typed::{ListChange, RankError};
use crate::canvas::shown::shown;
use crate::cli::failure::Failure;
use crate::cli::fitted::columns;
use crate::cli::talk::Talk;
use crate::workspace::in_one_line;

const HOW: &str = "
Worst first, by their numbers: `3, 1, 2`. `=` joins what shares a place: \
`3, 1=4`. What you leave out shares the last place.
`:later` lets you rank another time, and `:q` stops; what was given is kept.
`:reveal NAME` shows it before all are in, because NAME says so.";
const HIDDEN: &str = "\
Nothing shows while you type. That is courtesy, not security: the orders are \
in the file.";
const LIST: &str = "\
Enter takes this list; orders come after it. `+ words` adds a challenge, `- 3` \
takes one out, and `3 words` gives one other words.";

/// One sitting.
struct Sitting<'a, 'k, 'c> {
    talk: Talk<'a>,
    kept: &'k mut Kept<'c>,
    round: Round,
    /// Where what is typed would be seen; None where it comes from a file or a program.
    keyboard: Option<&'k Keyboard>,
}

/// Asks until all are in, the input ends, or somebody stops; what was given is on disk.
///
/// # Errors
/// [`crate::cli::failure::Exit::Interrupted`] on ctrl-c, and whatever keeps the talk from going on.
pub fn sit(
    ranking: Ranking,
    kept: &mut Kept,
    keyboard: Option<&Keyboard>,
) -> Result<Ranking, Failure> {
    let mut input = io::stdin().lock();
    let mut output: Box<dyn Write> = match keyboard {
        Some(_) => Box::new(Returning(io::stdout().lock())),
        None => Box::new(io::stdout().lock()),
    };
    let mut sitting = Sitting {
        talk: Talk::new(&mut input, &mut output).fitted(columns),
        kept,
        round: Round::new(ranking),
        keyboard,
    };
    if sitting.ask_people()? && sitting.ask_list()? {
        sitting.ask_everyone()?;
    }
    sitting.talk.say("")?;
    Ok(sitting.round.ranking().clone())
}

impl Sitting<'_, '_, '_> {
    /// Asks who ranks, where nobody is named yet; false where nobody is to.
    fn ask_people(&mut self) -> Result<bool, Failure> {
        while self.round.ranking().people().is_empty() {
            self.say("Who ranks? Names with commas between them; Enter alone leaves.")?;
            let Some(names) = self.listen()?.filter(|names| !names.trim().is_empty()) else {
                return Ok(false);
            };
            let mut ranking = self.round.ranking().clone();
            for name in names.split(',').filter(|name| !name.trim().is_empty()) {
                ranking.add_person(name, self.kept.call.now())?;
            }
            self.round.saved(ranking);
        }
        self.save()?;
        Ok(true)
    }

    /// Shows the list until somebody takes it; false where the input ends.
    fn ask_list(&mut self) -> Result<bool, Failure> {
        self.say_list()?;
        while self.round.turn() == Turn::List {
            self.say(LIST)?;
            let Some(line) = self.listen()? else {
                return Ok(false);
            };
            let random = &mut |end| fastrand::usize(..end);
            let changed =
                ListChange::typed(&line).and_then(|change| self.round.change_list(&change, random));
            match changed {
                Err(error) => self.refuse(&error)?,
                Ok(()) => {
                    self.save()?;
                    if self.round.turn() == Turn::List {
                        self.say_list()?;
                    }
                }
            }
        }
        Ok(true)
    }

    /// Asks one person after the other, until all are in or the rest are not here.
    fn ask_everyone(&mut self) -> Result<(), Failure> {
        self.say(HOW)?;
        if self.keyboard.is_some() {
            self.say(HIDDEN)?;
        }
        while let Turn::Alone(name) = self.round.turn() {
            self.say_ready()?;
            let Some(line) = self.hear(&format!("{name}, the others look away: "))? else {
                break;
            };
            match self.take(line.trim()) {
                Ok(Taken::Stopped) => break,
                Ok(Taken::Noted) => self.save()?,
                Err(error) => self.refuse(&error)?,
            }
        }
        self.say_ready()
    }

    /// Takes down an order, or does what a command says.
    fn take(&mut self, line: &str) -> Result<Taken, RankError> {
        let now = self.kept.call.now();
        let Some(command) = line.strip_prefix(':') else {
            self.round.answer(line, now)?;
            return Ok(Taken::Noted);
        };
        match command.split_once(' ').unwrap_or((command, "")) {
            ("q" | "quit", _) => return Ok(Taken::Stopped),
            ("later", _) => self.round.later(),
            ("reveal", name) => self.round.reveal(name, now)?,
            _ => return Err(RankError::NoCommand),
        }
        Ok(Taken::Noted)
    }

    /// Says something.
    fn say(&mut self, text: &str) -> Result<(), Failure> {
        self.talk.say(text)
    }

    /// Reads a line that shows while it is typed.
    fn listen(&mut self) -> Result<Option<String>, Failure> {
        match self.keyboard {
            Some(keyboard) => Ok(keyboard.line(Echo::Shown)?),
            None => self.talk.listen(),
        }
    }

    /// Reads a line that nobody is to see.
    fn hear(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        let Some(keyboard) = self.keyboard else {
            self.say(prompt.trim_end())?;
            return self.talk.listen();
        };
        write!(io::stdout(), "{}", shown(prompt))?;
        Ok(keyboard.line(Echo::Hidden)?)
    }

    /// Puts on disk what was given, however often the disk refuses it.
    ///
    /// # Errors
    /// [`Failure`] where nobody tries again; what was given is kept for the next start then.
    fn save(&mut self) -> Result<(), Failure> {
        loop {
            match self.kept.save(self.round.ranking()) {
                Ok(ranking) => {
                    self.round.saved(ranking);
                    return Ok(());
                }
                Err(failure) => {
                    self.say(&format!(
                        "Not saved: {failure}. Enter tries again; `:q` stops, and puts it by."
                    ))?;
                }
            }
            let answer = self.listen()?;
            if answer.is_none_or(|answer| answer.trim() == ":q") {
                return Err(self.kept.put_by(self.round.ranking()));
            }
        }
    }

    fn say_list(&mut self) -> Result<(), Failure> {
        let challenges = self.round.ranking().challenges();
        let lines = challenges.iter().enumerate();
        let lines = lines.map(|(index, one)| format!("{:>3}. {}", index + 1, one.text));
        let lines: Vec<String> = lines.collect();
        self.say(&format!("\n{}", lines.join("\n")))
    }

    /// Says who is ready: all that may be known of the others.
    fn say_ready(&mut self) -> Result<(), Failure> {
        let people = self.round.ranking().people();
        let stand = people.iter().map(|person| {
            let state = if person.is_ready { "ready" } else { "not yet" };
            format!("{} {state}", person.name)
        });
        let between = if self.kept.call.is_ascii() {
            ", "
        } else {
            " · "
        };
        let stand = stand.collect::<Vec<_>>().join(between);
        self.say(&stand)
    }

    fn refuse(&mut self, error: &RankError) -> Result<(), Failure> {
        self.say(&format!("Not kept: {}.", in_one_line(error)))
    }
}

/// What became of a line.
enum Taken {
    /// It is to be saved.
    Noted,
    /// Somebody stops.
    Stopped,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::fitted::fitted;

    #[test]
    fn every_line_that_is_said_at_every_sitting_fits_its_columns() {
        for columns in [40, 60, 80] {
            for said in [HOW, HIDDEN, LIST] {
                let fitted = fitted(said, columns);
                let widest = fitted.lines().map(|line| line.chars().count()).max();
                assert!(widest <= Some(usize::from(columns)), "{fitted}");
                assert_eq!(
                    fitted.split_whitespace().count(),
                    said.split_whitespace().count()
                );
            }
        }
    }
}
