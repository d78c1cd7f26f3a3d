//! A check-in by prompts: each question with last time's answer, then what the answers say.

use jiff::civil::Date;
use serde_json::Value;

use super::asking::{Asked, Asking, Given, Listing, Out, Takes};
use super::command::Leave;
use super::single::keeps;
use super::words::{self, Choices};
use super::{Failure, Session};
use crate::canvas::question::Question;
use crate::canvas::review::signals::{Advice, Signal, signals};
use crate::canvas::review::{CheckIn, Slot, slots};
use crate::canvas::when;
use crate::canvas::wording::Wording;

impl Session<'_> {
    /// Asks for today's check-in from its first question to its last.
    pub fn review(&mut self) -> Result<(), Failure> {
        let title = self.kept.canvas().title().to_owned();
        self.talk.say(&format!(
            "Review of {title} on {}. Enter skips a question, or keeps what is there; `:b` goes back, `:q` stops.",
            when::with_weekday(self.today())
        ))?;
        let check_in = CheckIn::of(&self.weigh().capacity, self.today());
        let mut at = 0;
        loop {
            let slots = slots(self.kept.canvas());
            let Some(slot) = slots.get(at) else { break };
            self.kept.begin_change();
            match self.ask_slot(&check_in, slot) {
                Ok(()) | Err(Out::Leave(Leave::Skip)) => at += 1,
                Err(Out::Leave(Leave::Back | Leave::Undo)) => at = at.saturating_sub(1),
                Err(Out::Leave(Leave::Stop)) => break,
                Err(Out::Leave(Leave::End)) => match self.end(slot.question()) {
                    Err(Out::Failed(failure)) => return Err(failure),
                    Err(Out::Leave(Leave::Stop)) => break,
                    _ if self.kept.canvas().is_live() => {}
                    _ => break,
                },
                Err(Out::Leave(_)) => self.talk.say("That is not for a review.")?,
                Err(Out::Failed(failure)) => return Err(failure),
            }
        }
        self.say_signals()
    }

    fn ask_slot(&mut self, check_in: &CheckIn, slot: &Slot) -> Asked<()> {
        let question = slot.question();
        let words = words::words(question);
        let label = match &slot.of {
            Some(whom) => format!("{}: {}", whom.name, words.label),
            None => words.label.clone(),
        };
        self.talk.say(&format!("\n{label}\n{}", words.hint))?;
        let Some(cell) = slot.cell() else {
            return self.ask_kept(check_in, slot);
        };
        let choices = Choices::from(words);
        let in_words = |value: &Value| words::value(cell, choices, value);
        if let Some((on, value)) = self.last_time(check_in, slot) {
            let said = format!("On {}: {}", when::in_words(on), in_words(value));
            self.talk.say(&said)?;
        }
        let now = self.kept.canvas().check_in_on(check_in.on);
        let now = now.and_then(|review| slot.value(review)).map(in_words);
        let is_offered = slot.asked.key() == "next" && now.is_none();
        let offered = is_offered.then(|| self.kept.canvas().next_offered(check_in.on));
        let also = match offered {
            Some(on) => {
                let agreed = self.kept.canvas().review_agreed_before(check_in.on);
                let agreed = agreed.filter(|agreed| *agreed > check_in.on && *agreed < on);
                let agreed =
                    agreed.map(|agreed| format!(" Until now: {}.", when::in_words(agreed)));
                let takes = format!(" Enter takes {}.", when::with_weekday(on));
                takes + &agreed.unwrap_or_default()
            }
            None => keeps(now),
        };
        let asking = Asking {
            question,
            cell,
            choices,
            about: None,
            listing: Listing::Full,
            also,
            takes: Takes::Clearing,
        };
        let value = match (self.ask_cell(&asking)?, offered) {
            (Given::Value(value), _) => Some(value),
            (Given::Cleared, _) => None,
            (_, Some(on)) => Some(on.to_string().into()),
            _ => return Ok(()),
        };
        self.change(question, |canvas, random| {
            canvas.put_in_review(check_in, slot.asked, slot.id(), value, random)
        })?;
        Ok(())
    }

    /// What an earlier check-in answered last, and when.
    fn last_time(&self, check_in: &CheckIn, slot: &Slot) -> Option<(Date, &Value)> {
        let reviews = self.kept.canvas().check_ins().into_iter().rev();
        let mut earlier = reviews.filter(|review| review.on < check_in.on);
        earlier.find_map(|review| Some((review.on, slot.value(review)?)))
    }

    /// Asks for rows to keep, change or stop, until a row begins with an empty line.
    fn ask_kept(&mut self, check_in: &CheckIn, slot: &Slot) -> Asked<()> {
        self.say_kept(check_in)?;
        while self.ask_kept_row(check_in, slot.question())? {}
        Ok(())
    }

    /// Asks for one row; false where nothing is given for its first column.
    fn ask_kept_row(&mut self, check_in: &CheckIn, question: &'static Question) -> Asked<bool> {
        let table = question.table().expect("what is no cell is a table");
        let mut row: Option<String> = None;
        for column in table.asked() {
            let words = Wording::shipped().column(question, column.id);
            let is_first = row.is_none();
            let also = if is_first { " Enter goes on." } else { "" };
            let asking = Asking {
                question,
                cell: column.cell,
                choices: Choices::from(words),
                about: Some((words::capital(&words.label), &words.ask)),
                listing: Listing::Short,
                also: also.into(),
                takes: Takes::Nothing,
            };
            let value = match self.ask_cell(&asking)? {
                Given::Value(value) => Some(value),
                _ if is_first => return Ok(false),
                _ => continue,
            };
            let mut id = row.take();
            self.change(question, |canvas, random| {
                id = Some(canvas.put_kept(check_in, id.as_deref(), column.id, value, random)?);
                Ok(())
            })?;
            row = id;
            if row.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn say_kept(&mut self, check_in: &CheckIn) -> Result<(), Failure> {
        let review = self.kept.canvas().check_in_on(check_in.on);
        let rows = review.into_iter().flat_map(|review| review.kept());
        let lines: Vec<String> = rows
            .map(|row| {
                let cells = ["item", "choice", "who"]
                    .into_iter()
                    .filter_map(|key| row.line(key));
                cells.map(words::one_line).collect::<Vec<_>>().join(", ")
            })
            .collect();
        lines.iter().try_for_each(|line| self.talk.say(line))
    }

    fn say_signals(&mut self) -> Result<(), Failure> {
        let found = signals(self.kept.canvas());
        if found.is_empty() {
            return self
                .talk
                .say("\nNothing in the reviews asks for more than going on.");
        }
        self.talk.say("\nWhat the reviews say:")?;
        found
            .iter()
            .try_for_each(|signal| self.talk.say(&signal.message))?;
        let is_ending = |signal: &Signal| signal.advice == Some(Advice::Ending);
        let id = self.kept.canvas().id().to_string();
        let id = shell_words::quote(&id);
        let how = match found.iter().any(is_ending) && self.kept.canvas().is_live() {
            true => {
                format!("To end it, with a note: whytogether open {id} --plain, and `:end` there")
            }
            false => format!("To decide anew: whytogether open {id} --plain, and `:d` there"),
        };
        self.talk.say(&how)
    }
}
