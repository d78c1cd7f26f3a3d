//! What others say to a question, read out and taken in.

use crate::canvas::alone::in_a_sentence;
use crate::canvas::offers::{Offer, offers, said_by_voices, sealed_by};
use crate::canvas::question::Question;

use super::command::Theirs;
use super::{Failure, Session, Stand, words};

impl Session<'_> {
    /// What voices said whose file was taken in, or that it waits to be shown; how to take it in.
    pub(super) fn say_others(&mut self, question: &'static Question) -> Result<(), Failure> {
        // A score or a choice of each is read out and agreed on with `:alone`.
        if !question.may_be_answered_alone() {
            let canvas = self.kept.canvas();
            let sealed = in_a_sentence(&sealed_by(canvas, question));
            let said = said_by_voices(canvas, question);
            if let Some(names) = sealed {
                let names = words::one_line(&names);
                self.talk.say(&format!(
                    "Answered alone by {names}, and hidden until all have. `:take as NAME` has it read out, because NAME says so."
                ))?;
            }
            self.say_all(
                &said
                    .iter()
                    .map(|text| words::one_line(text))
                    .collect::<Vec<_>>(),
            )?;
        }
        match self.is_offered(question) {
            true => self.talk.say("`:take` says what of it may be taken in."),
            false => Ok(()),
        }
    }

    fn is_offered(&self, question: &'static Question) -> bool {
        !self.kept.canvas().is_in_round(question)
            && !offers(self.kept.canvas(), question).is_empty()
    }

    /// Reads out what may be taken in, takes one of it in, or has shown what was answered alone.
    pub(super) fn take(
        &mut self,
        question: &'static Question,
        wanted: &Theirs,
    ) -> Result<Stand, Failure> {
        let offers = match self.kept.canvas().is_in_round(question) {
            true => Vec::new(),
            false => offers(self.kept.canvas(), question),
        };
        match wanted {
            Theirs::ShownBy(name) => self.show_theirs(question, name)?,
            _ if offers.is_empty() => self
                .talk
                .say("Nobody else says anything here that does not stand already.")?,
            Theirs::All => self.say_all(&listed(&offers))?,
            Theirs::One(number) => match number.checked_sub(1).and_then(|at| offers.get(at)) {
                None => self.say_all(&listed(&offers))?,
                Some(offer) => self.change(question, |canvas, random| {
                    canvas.take_offer(question, offer, random)
                })?,
            },
        }
        Ok(Stand::At(question))
    }

    fn show_theirs(&mut self, question: &'static Question, name: &str) -> Result<(), Failure> {
        if question.may_be_answered_alone() {
            return self.talk.say(
                "`:alone` goes on with that: it reads out the answers, and asks what you agree on.",
            );
        }
        let mut refused = None;
        self.change(question, |canvas, _| {
            refused = canvas.reveal(question, Some(name)).err();
            Ok(())
        })?;
        match refused {
            Some(_) => self.talk.say("Nobody has answered this alone."),
            None => Ok(()),
        }
    }
}

/// Each with the number by which it is taken.
fn listed(offers: &[Offer]) -> Vec<String> {
    let lines = offers.iter().enumerate().map(|(at, offer)| {
        let (who, said) = (words::one_line(&offer.who), words::one_line(&offer.words));
        format!("`:take {}`: {who}: {said}", at + 1)
    });
    lines.collect()
}
