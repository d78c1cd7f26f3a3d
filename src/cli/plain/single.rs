//! Questions with one answer: a line, a text, a date, a choice, a score, or a few scores.

use serde_json::Value;

use crate::canvas::alone::Spot;
use crate::canvas::answer::{cell_of, typed};
use crate::canvas::question::{Cell, Column, Question};
use crate::canvas::wording::Wording;

use super::asking::{Asked, Asking, Given, Listing, Reply, Takes};
use super::words::{self, Choices};
use super::{Failure, Session};

impl Session<'_> {
    /// Asks a question whose answer is one line.
    pub fn ask_line(&mut self, question: &'static Question) -> Asked<()> {
        let cell = cell_of(question).expect("texts, rows and groups of scores are asked elsewhere");
        let offered = self.offered(question);
        let is_answered = self.kept.canvas().is_answered(question);
        let choices = Choices::from(words::words(question));
        let enter = match &offered {
            Some(offered) => {
                let offered = words::value(cell, choices, offered);
                format!(" Enter takes {offered}.")
            }
            None if is_answered => match (cell, self.kept.canvas().value(question.id)) {
                (Cell::Date, Some(day)) => {
                    format!(" Enter keeps {}.", words::value(cell, choices, day))
                }
                _ => " Enter keeps the answer.".into(),
            },
            None => String::new(),
        };
        let asking = Asking {
            question,
            cell,
            choices,
            about: None,
            listing: Listing::Full,
            also: enter,
            takes: Takes::Clearing,
        };
        match self.ask_cell(&asking)? {
            Given::Value(value) => Ok(self.put(question, Some(value))?),
            Given::Cleared => Ok(self.put(question, None)?),
            _ => match offered {
                Some(offered) => Ok(self.put(question, Some(offered))?),
                None => Ok(()),
            },
        }
    }

    /// Asks for several lines. Each is saved as it is typed; until the text is finished it stands
    /// below the answer that was there before, so that stopping half-way loses neither.
    pub fn ask_text(&mut self, question: &'static Question) -> Asked<()> {
        let before = self.kept.canvas().text(question.id).map(str::to_owned);
        let mut prompt = match before {
            Some(_) => {
                "Type a new text, or Enter to keep this one. Finish with a line that holds only a full stop."
            }
            None => "Type one line or several. Finish with a line that holds only a full stop.",
        };
        let mut lines: Vec<String> = Vec::new();
        loop {
            let line = match self.reply(question, prompt, Takes::Clearing) {
                Ok(Reply::Line(line)) => line,
                Ok(Reply::Clear) => return Ok(self.put(question, None)?),
                Ok(Reply::Row(_) | Reply::Reveal(_)) => continue,
                Err(out) if before.is_some() && !lines.is_empty() => {
                    self.talk
                        .say("What you typed stands below the answer that was there.")?;
                    return Err(out);
                }
                Err(out) => return Err(out),
            };
            prompt = "";
            let is_end = line.trim() == ".";
            if lines.is_empty() && (is_end || line.trim().is_empty()) {
                return Ok(());
            }
            if is_end {
                break;
            }
            lines.push(line);
            let so_far = before.iter().cloned().chain([lines.join("\n")]);
            self.put_text(question, &so_far.collect::<Vec<_>>().join("\n\n"))?;
        }
        self.put_text(question, &lines.join("\n"))?;
        if self.kept.canvas().is_answered(question) {
            self.talk.say("Noted.")?;
        }
        Ok(())
    }

    fn put_text(&mut self, question: &'static Question, text: &str) -> Result<(), Failure> {
        let value = typed(question, text, self.today()).expect("any text is an answer");
        self.put(question, value)
    }

    /// Asks several scores under one question.
    pub fn ask_scores(
        &mut self,
        question: &'static Question,
        parts: &'static [Column],
    ) -> Asked<()> {
        for part in parts {
            let words = Wording::shipped().column(question, part.id);
            let stored = self
                .kept
                .canvas()
                .value(&format!("{}.{}", question.id, part.id));
            let choices = Choices::from(words);
            let now = stored.map(|stored| words::value(part.cell, choices, stored));
            let asking = Asking {
                question,
                cell: part.cell,
                choices,
                about: Some((words::capital(&words.label), &words.ask)),
                listing: Listing::Full,
                also: keeps(now),
                takes: Takes::Clearing,
            };
            let value = match self.ask_cell(&asking)? {
                Given::Value(value) => Some(value),
                Given::Cleared => None,
                _ => continue,
            };
            let is_there =
                |place: &Spot| matches!(place, Spot::Score(column) if column.id == part.id);
            let agreed = self.part_to_agree_on(question, is_there);
            self.change(question, |canvas, _| {
                canvas.set_part(question, part.id, value.clone())?;
                if let Some(part) = agreed {
                    canvas.note_agreed(question, &part, value);
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Puts a whole answer, or takes it away.
    pub fn put(
        &mut self,
        question: &'static Question,
        value: Option<Value>,
    ) -> Result<(), Failure> {
        let reopens = self.reopens(question, value.as_ref());
        if reopens {
            self.note_reason_before();
        }
        let agreed = self.part_to_agree_on(question, |place| *place == Spot::Whole);
        self.change(question, |canvas, random| {
            if reopens {
                canvas.reopen();
            }
            canvas.set(question, value.clone(), random)?;
            if let Some(part) = agreed {
                canvas.note_agreed(question, &part, value);
            }
            Ok(())
        })
    }
}

/// What a prompt says of the value that Enter keeps.
pub fn keeps(now: Option<String>) -> String {
    now.map_or(String::new(), |now| format!(" Now: {now}. Enter keeps it."))
}
