//! Questions asked of each partner by name, and of each voice alone.

use crate::canvas::question::{Cell, Place, Question, Table};

use super::asking::{Asked, Asking, Given, Listing, Takes};
use super::rows::{Columns, RowsOf};
use super::single::keeps;
use super::words::{self, Choices};
use super::{Failure, Session};

impl Session<'_> {
    /// Asks the columns of a question for each partner in turn.
    pub fn ask_partners(
        &mut self,
        question: &'static Question,
        table: &'static Table,
    ) -> Asked<()> {
        debug_assert_eq!(table.place, Place::Partners);
        let partners = self.kept.canvas().partners();
        let partners = partners.filter_map(|partner| {
            let organisation = words::one_line(partner.line("organisation")?);
            Some((partner.id()?.to_owned(), organisation))
        });
        let partners: Vec<(String, String)> = partners.collect();
        if partners.is_empty() {
            return Ok(self
                .talk
                .say("No partner is named yet: `:go cover.partners` names them.")?);
        }
        let columns = if self.route.is_open(self.kept.canvas(), question) {
            Columns::Empty
        } else {
            Columns::All
        };
        let mut rows = RowsOf::new(question, table);
        for (id, organisation) in partners {
            self.kept.begin_change();
            self.ask_columns(&mut rows, &organisation, Some(&id), columns)?;
        }
        Ok(())
    }

    /// Asks each voice alone; nothing is shown before all are in.
    pub fn ask_voices(&mut self, question: &'static Question) -> Asked<()> {
        let count = self.kept.canvas().voices().len().max(1);
        let was_open = self.kept.canvas().is_open(question);
        if count > 1 {
            self.say_how_private(question)?;
        }
        let mut listing = Listing::Full;
        for index in 0..count {
            let voice = self.kept.voice(index);
            let has_answered = voice.is_some_and(|voice| voice.answer(question).is_some());
            if has_answered && !was_open {
                continue;
            }
            self.ask_voice(question, index, listing)?;
            listing = Listing::Short;
        }
        if !was_open && self.kept.canvas().is_open(question) && count > 1 {
            self.talk.say("All are in:")?;
            self.say_answer(question)?;
        }
        Ok(())
    }

    fn say_how_private(&mut self, question: &Question) -> Result<(), Failure> {
        let voices = self.kept.canvas().voices();
        let states = voices.iter().map(|voice| {
            let state = match voice.answer(question) {
                Some(_) => "has answered",
                None => "has not answered yet",
            };
            format!("{} {state}", words::one_line(&voice.name()))
        });
        let states = states.collect::<Vec<_>>().join("; ");
        self.talk.say(&format!(
            "No answer is read out before all are in. This is courtesy, \
             not security: what is typed stays on the screen, which this program cannot hide, and the \
             answers are in the file.\n\
             {states}. `:reveal` reads out what is there."
        ))
    }

    fn ask_voice(
        &mut self,
        question: &'static Question,
        index: usize,
        listing: Listing,
    ) -> Asked<()> {
        let asking = self.asking_of_voice(question, index, listing);
        loop {
            self.kept.begin_change();
            let value = match self.ask_cell(&asking)? {
                Given::Value(value) => Some(value),
                Given::Cleared => None,
                Given::Reveal => {
                    self.reveal(question)?;
                    continue;
                }
                Given::Nothing | Given::Row(_) => return Ok(()),
            };
            let is_given = value.is_some();
            self.change(question, |canvas, random| {
                let first = canvas.first_voice(random);
                let voices = canvas.voices();
                let voice = voices.get(index).map(|voice| voice.id().to_owned());
                canvas.set_private(&voice.unwrap_or(first), question, value);
                Ok(())
            })?;
            return Ok(self.say_noted(question, index, is_given)?);
        }
    }

    fn say_noted(
        &mut self,
        question: &'static Question,
        index: usize,
        is_given: bool,
    ) -> Result<(), Failure> {
        let voice = self.kept.voice(index);
        let is_there = voice.is_some_and(|voice| voice.answer(question).is_some());
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
        listing: Listing,
    ) -> Asking<'static> {
        let canvas = self.kept.canvas();
        let words = words::words(question);
        let voice = self.kept.voice(index);
        let shown = voice.filter(|_| canvas.is_open(question));
        let name = voice.map(|voice| words::one_line(&voice.name()));
        let about = name
            .filter(|_| canvas.voices().len() > 1)
            .map(|name| (format!("Hand over to {name}"), words.label.as_str()));
        Asking {
            question,
            cell: Cell::Scale,
            choices: Choices::from(words),
            about,
            listing,
            also: keeps(shown.and_then(|voice| words::score(voice, question))),
            takes: Takes::Private,
        }
    }

    fn reveal(&mut self, question: &'static Question) -> Result<(), Failure> {
        let voices = self.kept.canvas().voices();
        if !voices.iter().any(|voice| voice.answer(question).is_some()) {
            return self.talk.say("Nobody has answered yet.");
        }
        self.change(question, |canvas, _| {
            canvas.reveal(question);
            Ok(())
        })?;
        self.say_answer(question)
    }
}
