//! The end of a session: every parked thought is settled, and what it came to is read out.

use crate::canvas::Canvas;
use crate::canvas::answer::{AnswerError, typed_cell};
use crate::canvas::id::Random;
use crate::canvas::parked::NextStep;
use crate::canvas::question::{Cell, Question};
use crate::canvas::row::as_date;
use crate::export::session::session;

use super::asking::{Asked, Reply, Takes};
use super::words;
use super::{Failure, Session};

const HOW: &str = "1. take it up as a next step\n2. keep it parked\n3. drop it\n\
    Type a number from 1 to 3. Enter leaves it for another time.";

impl Session<'_> {
    /// Settles what is parked, one thought after the other, and reads out what the session came to.
    pub fn finish(&mut self, question: &'static Question) -> Asked<()> {
        let mut place = 0;
        while let Some((at, text)) = self.parked_from(place) {
            self.talk.say(&format!("\nParked: {text}"))?;
            let gone = self.settle_one(question, at, &text)?;
            place = if gone { at } else { at + 1 };
        }
        let suggestion = self.weigh();
        let text = session(self.kept.canvas(), &suggestion, &self.begin);
        self.talk.say(&format!("\n{}", text.trim_end()))?;
        let id = self.kept.canvas().id().to_string();
        let id = shell_words::quote(&id).into_owned();
        Ok(self.talk.say(&format!(
            "\nAs a file: whytogether export {id} --format session --to FILE"
        ))?)
    }

    /// The first thought that waits to be settled, from a place on.
    fn parked_from(&self, place: usize) -> Option<(usize, String)> {
        let parked = self.kept.canvas().parked().into_iter();
        let mut waiting = parked.filter(|one| one.place >= place && one.kept.is_none());
        waiting
            .next()
            .map(|one| (one.place, words::one_line(one.text)))
    }

    /// Settles one thought; true where it is parked no more.
    fn settle_one(&mut self, question: &'static Question, place: usize, text: &str) -> Asked<bool> {
        let today = self.today();
        loop {
            self.kept.begin_change();
            let line = self.line(question, HOW)?;
            match line.trim().trim_end_matches('.') {
                "" => return Ok(false),
                "1" => {
                    let step = self.ask_next_step(question, text)?;
                    self.settle_as(|canvas, random| canvas.take_up_parked(place, &step, random))?;
                    self.talk.say("It is among the next steps now.")?;
                    return Ok(true);
                }
                "2" => {
                    self.settle_as(|canvas, _| {
                        canvas.keep_parked(place, today);
                        Ok(())
                    })?;
                    self.talk.say("Kept.")?;
                    return Ok(false);
                }
                "3" => {
                    self.settle_as(|canvas, _| {
                        canvas.drop_parked(place);
                        Ok(())
                    })?;
                    self.talk.say("Dropped. `:u` brings it back.")?;
                    return Ok(true);
                }
                _ => self.talk.say("That is none of the three.")?,
            }
        }
    }

    fn settle_as(
        &mut self,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
    ) -> Result<(), Failure> {
        let steps = Question::find("decision.next_steps").expect("in the table");
        self.change(steps, change)
    }

    /// Asks who does what by when.
    fn ask_next_step(&mut self, question: &'static Question, text: &str) -> Asked<NextStep> {
        let action = self.line(
            question,
            "What is to be done? Enter takes the words as they are.",
        )?;
        let action = match action.trim() {
            "" => text.to_owned(),
            action => action.to_owned(),
        };
        let who = self.line(question, "Who does it? Enter leaves it open.")?;
        let steps = Question::find("decision.next_steps").expect("in the table");
        loop {
            let line = self.line(
                question,
                "By when? A date, such as 15 May or in 2 weeks; Enter leaves it open.",
            )?;
            match typed_cell(steps, Cell::Date, &line, self.today()) {
                Ok(by) => {
                    let by = by.as_ref().and_then(as_date);
                    return Ok(NextStep { action, who, by });
                }
                Err(refused) => self
                    .talk
                    .say(&format!("{}.", words::capital(&refused.to_string())))?,
            }
        }
    }

    /// One line that is no command.
    pub fn line(&mut self, question: &'static Question, prompt: &str) -> Asked<String> {
        loop {
            match self.reply(question, prompt, Takes::Nothing)? {
                Reply::Line(line) => return Ok(line),
                _ => self.talk.say("There is nothing of that kind here.")?,
            }
        }
    }
}
