//! Scores and choices that each voice answers alone, in turn, and that are read out together.

use crate::canvas::alone::{Part, RevealError, Spot, gap, parts};
use crate::canvas::question::{AnswerType, Question};
use crate::canvas::wording::Wording;

use super::asking::{Asked, Asking, Given, Listing, Reply, Takes};
use super::single::keeps;
use super::words::{self, Choices};
use super::{Failure, Session};

impl Session<'_> {
    /// Asks the question that is only ever answered alone.
    pub fn ask_voices(&mut self, question: &'static Question) -> Asked<()> {
        let canvas = self.kept.canvas();
        if canvas.is_in_round(question) && canvas.waits_for(question).is_none() {
            return self.pass_round(question);
        }
        if canvas.voices().len() > 1 {
            return self.ask_in_turn(question);
        }
        let part = parts(self.kept.canvas(), question).remove(0);
        self.ask_part(question, 0, &part, Listing::Full)
    }

    /// Stays at a question that is just being answered alone: nothing typed here is an answer for all.
    pub fn pass_round(&mut self, question: &'static Question) -> Asked<()> {
        loop {
            let ask = "`:alone` goes on with the round; Enter goes on without it.";
            match self.reply(question, ask, Takes::Nothing)? {
                Reply::Line(line) if line.trim().is_empty() => return Ok(()),
                _ => self
                    .talk
                    .say("Nothing was kept: each answers alone here, and all agree afterwards.")?,
            }
        }
    }

    /// Lets each answer a score or a choice alone; who that is, is asked where nobody has said.
    pub fn ask_alone(&mut self, question: &'static Question) -> Asked<()> {
        if parts(self.kept.canvas(), question).is_empty() {
            let why =
                "Only scores and choices are answered alone, and trust once partners have names.";
            return Ok(self.talk.say(why)?);
        }
        while self.kept.canvas().voices().len() < 2 {
            let ask = "Who is here? Two names or roles at least, with commas between them; Enter alone leaves.";
            let names = match self.reply(question, ask, Takes::Nothing)? {
                Reply::Line(names) if names.trim().is_empty() => return Ok(()),
                Reply::Line(names) => names,
                _ => continue,
            };
            let names: Vec<&str> = names.split(',').collect();
            let voices = Question::find("cover.voices").expect("in the table");
            self.change(voices, |canvas, random| canvas.name_voices(&names, random))?;
        }
        self.ask_in_turn(question)
    }

    /// Asks one voice after the other, and reads out all answers once all are in.
    fn ask_in_turn(&mut self, question: &'static Question) -> Asked<()> {
        self.say_how_private(question)?;
        if self.is_terminal {
            self.talk.take_keyboard()?;
        }
        let asked = self.ask_every_voice(question);
        self.talk.give_keyboard_back();
        asked?;
        let canvas = self.kept.canvas();
        if canvas.is_revealed(question) {
            self.agreeing = Some(question.id);
            return Ok(());
        }
        if canvas.waits_for(question).is_some() {
            return Ok(());
        }
        self.agreeing = Some(question.id);
        self.change(question, |canvas, _| {
            // All are in, so that nothing stands in the way.
            let _ = canvas.reveal(question, None);
            Ok(())
        })?;
        self.talk.say("All are in:")?;
        Ok(self.say_together(question)?)
    }

    fn ask_every_voice(&mut self, question: &'static Question) -> Asked<()> {
        let was_open = self.kept.canvas().is_open(question);
        let readiness = self.kept.canvas().readiness(question);
        let mut listing = Listing::Full;
        for (index, voice) in readiness.iter().enumerate() {
            if voice.is_ready && !was_open {
                continue;
            }
            for part in parts(self.kept.canvas(), question) {
                self.ask_part(question, index, &part, listing)?;
                listing = Listing::Short;
            }
        }
        Ok(())
    }

    fn say_how_private(&mut self, question: &'static Question) -> Result<(), Failure> {
        let readiness = self.kept.canvas().readiness(question);
        let states = readiness.iter().map(|voice| {
            let state = match voice.is_ready {
                true => "has answered",
                false => "has not answered yet",
            };
            format!("{} {state}", words::one_line(&voice.name))
        });
        let states = states.collect::<Vec<_>>().join("; ");
        let unseen = match self.is_terminal {
            true => ", and nothing shows while you type",
            false => "",
        };
        self.talk.say(&format!(
            "No answer is read out before all are in{unseen}. This is courtesy, not security: the \
             answers are in the file.\n\
             {states}. `:reveal NAME` reads out what is there, because NAME says so."
        ))
    }

    /// Asks one voice, by its place, about one part.
    fn ask_part(
        &mut self,
        question: &'static Question,
        index: usize,
        part: &Part,
        listing: Listing,
    ) -> Asked<()> {
        loop {
            let asking = self.asking_of_voice(question, index, part, listing);
            self.kept.begin_change();
            let value = match self.ask_cell(&asking)? {
                Given::Value(value) => Some(value),
                Given::Cleared => None,
                Given::Reveal(by) => {
                    self.reveal(question, &by)?;
                    continue;
                }
                Given::Nothing | Given::Row(_) => return Ok(()),
            };
            let is_given = value.is_some();
            self.change(question, |canvas, random| {
                let first = canvas.first_voice(random);
                let voices = canvas.voices();
                let voice = voices.get(index).map(|voice| voice.id().to_owned());
                canvas.answer_alone(&voice.unwrap_or(first), question, part, value);
                Ok(())
            })?;
            return Ok(self.say_noted(question, index, part, is_given)?);
        }
    }

    fn say_noted(
        &mut self,
        question: &'static Question,
        index: usize,
        part: &Part,
        is_given: bool,
    ) -> Result<(), Failure> {
        let voice = self.kept.voice(index);
        let answer = voice.and_then(|voice| voice.answer(question));
        let is_there = answer.and_then(|answer| part.of(answer)).is_some();
        if is_there == is_given {
            return self.talk.say("Noted.");
        }
        self.say_not_kept(question, "the file has no place for this person's answers")
    }

    /// What one voice is asked: with the answer that it gave before only where all may be shown.
    fn asking_of_voice(
        &self,
        question: &'static Question,
        index: usize,
        part: &Part,
        listing: Listing,
    ) -> Asking<'static> {
        let canvas = self.kept.canvas();
        let words = words::words(question);
        let (choices, ask) = match &part.place {
            Spot::Whole => (Choices::from(words), &words.label),
            Spot::Score(column) | Spot::Partner { column, .. } => {
                let column = Wording::shipped().column(question, column.id);
                (Choices::from(column), &column.ask)
            }
        };
        let voice = self.kept.voice(index);
        let shown = voice.filter(|_| canvas.is_open(question));
        let shown = shown.and_then(|voice| part.of(voice.answer(question)?));
        let name = voice.filter(|_| canvas.voices().len() > 1);
        let about = name.map(|voice| {
            let name = words::one_line(&voice.name());
            let whom = match part.name.as_str() {
                "" => format!("Hand over to {name}"),
                part => format!("Hand over to {name}, {}", words::one_line(part)),
            };
            (whom, ask.as_str())
        });
        Asking {
            question,
            cell: part.cell,
            choices,
            about,
            listing,
            also: keeps(shown.map(|value| words::value(part.cell, choices, value))),
            takes: Takes::Private,
        }
    }

    /// The part at a place of a question whose answers were read out just now: what is typed there next is
    /// agreed on.
    pub fn part_to_agree_on(
        &self,
        question: &'static Question,
        is_there: impl Fn(&Spot) -> bool,
    ) -> Option<Part> {
        let is_asked = self.agreeing == Some(question.id);
        let parts = is_asked.then(|| parts(self.kept.canvas(), question));
        parts?.into_iter().find(|part| is_there(&part.place))
    }

    /// Reads out what is there, where somebody says so by name.
    fn reveal(&mut self, question: &'static Question, by: &str) -> Result<(), Failure> {
        let mut refused = None;
        self.change(question, |canvas, _| {
            refused = canvas.reveal(question, Some(by)).err();
            Ok(())
        })?;
        match refused {
            None => self.say_together(question),
            Some(refused @ RevealError::NoName { .. }) => {
                self.talk.say(&format!("{}.", words::one_line(&refused.to_string())))
            }
            Some(RevealError::NobodyAnswered { .. }) => self.talk.say("Nobody has answered yet."),
            Some(RevealError::NotAllIn { waiting, .. }) => self.talk.say(&format!(
                "Still to answer: {}. Whoever has it read out all the same gives a name: `:reveal NAME`.",
                words::one_line(&waiting)
            )),
        }
    }

    /// Reads out what each has answered, how far it lies apart, and what to talk about.
    fn say_together(&mut self, question: &'static Question) -> Result<(), Failure> {
        let canvas = self.kept.canvas();
        let mut lines = Vec::new();
        for part in parts(canvas, question) {
            lines.extend(
                (!part.name.is_empty()).then(|| format!("{}:", words::one_line(&part.name))),
            );
            let voices = canvas.voices().into_iter();
            lines.extend(voices.filter_map(|voice| {
                let said = part.said(question, part.of(voice.answer(question)?)?);
                let later = match voice.has_answered_after_reveal(question) {
                    true => " (after the reveal)",
                    false => "",
                };
                Some(format!("{}: {said}{later}", words::one_line(&voice.name())))
            }));
            let gap = gap(canvas, question, &part).into_iter();
            lines
                .extend(gap.flat_map(|gap| [gap.in_words, format!("To talk about: {}", gap.talk)]));
        }
        let by = canvas.revealed_by(question).map(words::one_line);
        lines.extend(by.map(|by| format!("Read out before all were in, because {by} said so.")));
        if !matches!(question.answer, AnswerType::VoiceScale) {
            lines.push("What you agree on is answered below.".into());
        }
        self.say_all(&lines)
    }
}
