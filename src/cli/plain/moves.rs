//! Where a conversation goes from a question, other than on.

use crate::canvas::question::{Question, Step};
use crate::canvas::undo::Fate;

use super::asking::{Out, Reply, Takes};
use super::command::{Leave, Side};
use super::kept::Direction;
use super::route::Wanted;
use super::{Failure, Session, Stand};

impl Session<'_> {
    /// Goes where the person wants to be.
    pub(super) fn follow(
        &mut self,
        question: &'static Question,
        out: Out,
    ) -> Result<Stand, Failure> {
        let leave = match out {
            Out::Failed(failure) => return Err(failure),
            Out::Leave(leave) => leave,
        };
        match leave {
            Leave::Skip => Ok(self.after(question, true)),
            Leave::Back => self.back(question),
            Leave::Stop => Ok(Stand::Stopped),
            Leave::Undo => self.step_back(question, Direction::Undo),
            Leave::Redo => self.step_back(question, Direction::Redo),
            Leave::Go(place) => self.go(question, &place),
            Leave::Decide => Ok(Stand::At(self.route.decision())),
            Leave::Alone => self.go_round(question),
            Leave::Finish | Leave::Letter | Leave::End => {
                let done = match leave {
                    Leave::Letter => self.letter(question),
                    Leave::End => self.end(question),
                    _ => self.finish(question),
                };
                match done {
                    Ok(()) => Ok(Stand::At(question)),
                    Err(out) => self.follow(question, out),
                }
            }
            Leave::Take(wanted) => self.take(question, &wanted),
            Leave::Settle(side) => self.settle(question, side),
        }
    }

    /// Asks each alone. What is taken back there is an answer of the round, which goes on.
    fn go_round(&mut self, question: &'static Question) -> Result<Stand, Failure> {
        loop {
            let direction = match self.ask_alone(question) {
                Ok(()) => return Ok(Stand::At(question)),
                Err(Out::Leave(Leave::Undo)) => Direction::Undo,
                Err(Out::Leave(Leave::Redo)) => Direction::Redo,
                Err(out) => return self.follow(question, out),
            };
            match self.step_back(question, direction)? {
                Stand::At(at) if at == question => self.talk.say("The round goes on.")?,
                elsewhere => return Ok(elsewhere),
            }
        }
    }

    fn back(&mut self, question: &'static Question) -> Result<Stand, Failure> {
        let Some(before) = self.route.before(self.kept.canvas(), question) else {
            self.talk.say("This is the first question.")?;
            return Ok(Stand::At(question));
        };
        Ok(Stand::At(before))
    }

    fn step_back(
        &mut self,
        question: &'static Question,
        direction: Direction,
    ) -> Result<Stand, Failure> {
        let Some((undone, news)) = self.kept.step(direction) else {
            self.talk
                .say("There is nothing to take back or make again.")?;
            return Ok(Stand::At(question));
        };
        self.talk.say(&match direction {
            _ if undone.fate == Fate::Seen => format!(
                "\"{}\" stays as it is: all have heard the answers. `:u` again takes back what came before, if anything did.",
                undone.name
            ),
            _ if !undone.is_done() => format!(
                "\"{}\" stays as it is: somebody else has changed it since. `whytogether history` has what it said.",
                undone.name
            ),
            Direction::Undo => format!("Taken back: \"{}\". `:redo` makes it again.", undone.name),
            Direction::Redo => format!("Made again: \"{}\".", undone.name),
        })?;
        self.say_all(&news)?;
        Ok(Stand::At(
            Question::find(undone.question).unwrap_or(question),
        ))
    }

    fn go(&mut self, question: &'static Question, place: &str) -> Result<Stand, Failure> {
        match self.route.find(self.kept.canvas(), place) {
            Wanted::Question(wanted) => return Ok(Stand::At(wanted)),
            Wanted::NotAsked(wanted) => self.talk.say(&format!(
                "`{}` is asked for another kind of value than this canvas has.",
                wanted.id
            ))?,
            Wanted::Unknown => {
                let steps: Vec<&str> = Step::ALL.iter().map(|step| step.key()).collect();
                self.talk.say(&format!(
                    "`{place}` is no step and no question. The steps are {}; a question's id is such as \
                     purpose.change.",
                    steps.join(", ")
                ))?;
            }
        }
        Ok(Stand::At(question))
    }

    fn settle(&mut self, question: &'static Question, side: Side) -> Result<Stand, Failure> {
        match self.kept.conflict(question) {
            Some(conflict) => self.change(question, |canvas, _| {
                canvas.settle(&conflict, side == Side::Theirs)
            })?,
            None => self
                .talk
                .say("Nobody else changed this answer at the same time.")?,
        }
        Ok(Stand::At(question))
    }

    /// Stays behind the last question, for whoever wants to go back.
    pub(super) fn after_last(&mut self, question: &'static Question) -> Result<Stand, Failure> {
        let open = self.weigh().missing;
        let open = open.iter().filter_map(|id| Question::find(id));
        let open: Vec<&str> = open
            .filter(|question| question.quick || !self.route.is_quick)
            .map(|question| question.id)
            .collect();
        if open.is_empty() {
            self.talk.say("\nThat was the last question.")?;
        } else {
            self.talk.say(&format!(
                "\nThat was the last question. Still open: {}.",
                open.join(", ")
            ))?;
        }
        let prompt = match self.kept.canvas().is_live() {
            true => {
                "Enter stops. `:go` with a step or a question goes back to it; `:l` is the letter, `:d` decides anew, and `:end` ends the collaboration."
            }
            false => {
                "Enter stops. `:go` with a step or a question goes back to it; `:l` is the letter."
            }
        };
        match self.reply(question, prompt, Takes::Nothing) {
            Ok(Reply::Line(line)) if line.trim().is_empty() => Ok(Stand::Stopped),
            Ok(_) => {
                self.talk.say("There is no question here to answer.")?;
                Ok(Stand::Last(question))
            }
            Err(Out::Leave(Leave::Skip)) => Ok(Stand::Stopped),
            Err(Out::Leave(Leave::Back)) => Ok(Stand::At(question)),
            Err(Out::Leave(leave @ (Leave::Letter | Leave::End))) => {
                // Nothing is asked here that could be asked again afterwards.
                match self.follow(question, leave.into())? {
                    Stand::At(at) if at == question => Ok(Stand::Last(question)),
                    elsewhere => Ok(elsewhere),
                }
            }
            Err(out) => self.follow(question, out),
        }
    }
}
