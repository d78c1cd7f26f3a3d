//! Where the guide begins and ends: what was answered, how to go on, what is not saved.

use crate::canvas::State;
use crate::canvas::asked::asked;
use crate::canvas::question::QUESTIONS;
use crate::canvas::suggestion::has_quick_answers;
use crate::canvas::when;

use super::deciding::name;
use super::words;
use super::{Failure, Session};

impl Session<'_> {
    /// Says what this is, what was answered before, and how to move.
    pub fn say_welcome(&mut self) -> Result<(), Failure> {
        let title = words::one_line(self.kept.canvas().title());
        self.talk.say(&format!("Why together? {title}"))?;
        self.talk.say(
            "Questions come one at a time. Every answer is saved as soon as you press Enter. Enter alone \
             keeps the answer that is there, or skips.\nCommands begin with a colon: `:?` lists them, `:b` \
             goes back, `:s` skips, `:u` takes back, `:q` stops. An answer that begins with a colon is \
             typed with two.",
        )?;
        let counted = self.count_in_words();
        self.talk.say(&counted)?;
        let canvas = self.kept.canvas();
        let answered = QUESTIONS
            .iter()
            .filter(|question| canvas.asks(question) && canvas.is_answered(question));
        let answered: Vec<&str> = answered
            .map(|question| words::words(question).short.as_str())
            .collect();
        if !answered.is_empty() {
            self.talk
                .say(&format!("Answered: {}.", answered.join("; ")))?;
        }
        self.say_state()
    }

    fn say_state(&mut self) -> Result<(), Failure> {
        match self.kept.canvas().state() {
            State::Draft => Ok(()),
            State::Decided(outcome, day) => self.talk.say(&format!(
                "Decided on {}: {}.",
                when::with_weekday(day),
                name(outcome)
            )),
            State::Ended(outcome, day) => self.talk.say(&format!(
                "Decided: {}. Ended on {}.",
                name(outcome),
                when::with_weekday(day)
            )),
        }
    }

    /// `5 of 20 questions are answered.`
    pub fn count_in_words(&self) -> String {
        let canvas = self.kept.canvas();
        let questions = asked(canvas, self.route.is_quick);
        let answered = questions
            .iter()
            .filter(|question| canvas.is_answered(question))
            .count();
        let of_what = if self.route.is_quick {
            "questions of the quick look"
        } else {
            "questions"
        };
        format!(
            "{answered} of {} {of_what} {} answered.",
            questions.len(),
            if answered == 1 { "is" } else { "are" }
        )
    }

    /// Shows a canvas that may not be changed.
    pub fn say_read_only(&mut self) -> Result<(), Failure> {
        let title = words::one_line(self.kept.canvas().title());
        self.talk.say(&format!(
            "Why together? {title}\nThis canvas was written by a newer version of whytogether. It is shown \
             here and not changed.",
        ))?;
        let canvas = self.kept.canvas();
        let answered = QUESTIONS
            .iter()
            .map(|question| (question, words::answer(canvas, question)));
        let answered: Vec<_> = answered.filter(|(_, answer)| !answer.is_empty()).collect();
        for (question, answer) in answered {
            self.talk
                .say(&format!("\n{}", words::words(question).label))?;
            self.say_all(&answer)?;
        }
        Ok(())
    }

    /// Says how to go on; where something is still unsaved, the words themselves.
    ///
    /// # Errors
    /// [`Failure`] where something is still unsaved.
    pub fn close(mut self) -> Result<(), Failure> {
        let news = self.kept.save();
        self.say_all(&news)?;
        if !self.kept.is_unsaved() {
            return self.say_how_to_go_on();
        }
        self.say_unsaved()?;
        self.kept
            .into_unsaved()
            .map_or(Ok(()), |error| Err(Failure::from(error)))
    }

    fn say_how_to_go_on(&mut self) -> Result<(), Failure> {
        if let Some(suggested) = self.suggestion_without_reason() {
            self.talk.say(&format!(
                "Not recorded yet: your choice differs from the suggestion, {}, and needs a reason.",
                name(suggested)
            ))?;
        }
        let mut everything = "Everything";
        if !self.not_kept.is_empty() {
            everything = "Everything else";
            let labels = self.not_kept.join(" ");
            self.talk.say(&format!(
                "The file had no place for what you typed above at: {labels}"
            ))?;
        }
        let id = self.kept.canvas().id().to_string();
        let id = shell_words::quote(&id);
        let is_on_the_way = self.route.is_quick && !has_quick_answers(self.kept.canvas());
        let quick = if is_on_the_way { " --quick" } else { "" };
        self.talk.say(&format!(
            "{everything} is saved. To go on: whytogether open {id} --plain{quick}"
        ))
    }

    /// Prints every answer that is only in memory, so that it can be copied.
    fn say_unsaved(&mut self) -> Result<(), Failure> {
        let (canvas, on_disk) = (self.kept.canvas(), self.kept.on_disk());
        let where_kept = match self.kept.refused_path() {
            Some(path) => format!(
                "These words are not in the workspace. They are kept in `{}`, and opening the canvas again \
                 takes them up.",
                path.display()
            ),
            None => "These words are not saved. Copy them before you close this window.".to_owned(),
        };
        let mut lines = vec![where_kept];
        for question in QUESTIONS {
            let answer = words::answer(canvas, question);
            if answer != words::answer(on_disk, question) {
                lines.push(format!(
                    "\n{} ({})",
                    words::words(question).label,
                    question.id
                ));
                lines.extend(answer);
            }
        }
        let known: Vec<_> = on_disk.rows_at("parked").map(|row| row.id()).collect();
        let parked = canvas
            .rows_at("parked")
            .filter(|row| !known.contains(&row.id()));
        let parked: Vec<&str> = parked.filter_map(|row| row.line("text")).collect();
        if !parked.is_empty() {
            lines.push("\nParked:".into());
            lines.extend(parked.into_iter().flat_map(words::lines_of));
        }
        self.say_all(&lines)
    }
}
