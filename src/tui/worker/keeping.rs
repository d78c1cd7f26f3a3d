//! Keeps what was tried: decisions and lighter forms, canvas by canvas.

use super::{Tell, Worker};
use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::codes::Outcome;
use crate::canvas::id::CanvasId;
use crate::canvas::others::{Setting, Team};
use crate::canvas::suggestion::Suggestion;
use crate::canvas::summary::{Entry, Summary};
use crate::clock;
use crate::portfolio::Portfolio;
use crate::portfolio::tries::{Tries, Try};
use crate::workspace::in_one_line;

impl<T: Tell> Worker<T> {
    /// Changes every canvas with which something was tried; those changed, and those not and why.
    pub(super) fn keep_tries(
        &mut self,
        tries: &Tries,
        reason: &str,
    ) -> (Vec<Entry>, Vec<(CanvasId, String)>) {
        self.write_all();
        let mut portfolio = Portfolio::default();
        let team = match (
            self.workspace.entries(self.today),
            self.workspace.load_settings(),
        ) {
            (Ok(entries), Ok(settings)) => {
                portfolio.take_in(entries, &[]);
                settings.team()
            }
            (Err(error), _) | (_, Err(error)) => {
                let why = in_one_line(&error);
                let failed = tries.iter().map(|(id, _)| (id.clone(), why.clone()));
                return (Vec::new(), failed.collect());
            }
        };
        let (mut entries, mut failed) = (Vec::new(), Vec::new());
        for (id, tried) in tries.iter() {
            match self.keep_one(id, tried, reason, &portfolio, team) {
                Ok(entry) => {
                    portfolio.take_in(vec![entry.clone()], &[]);
                    entries.push(entry);
                }
                Err(why) => failed.push((id.clone(), why)),
            }
        }
        (entries, failed)
    }

    fn keep_one(
        &mut self,
        id: &CanvasId,
        tried: Try,
        reason: &str,
        portfolio: &Portfolio,
        team: Team,
    ) -> Result<Entry, String> {
        let loaded = self
            .workspace
            .load(id)
            .map_err(|error| in_one_line(&error))?;
        let mut canvas = loaded.canvas.clone();
        canvas.give_rows_ids(&mut |end: usize| fastrand::usize(..end));
        let suggestion = Suggestion::of(&Setting {
            canvas: &canvas,
            others: &portfolio.others_than(id),
            team,
            today: self.today,
        });
        self.change(&mut canvas, tried, reason, &suggestion)
            .map_err(|error| in_one_line(&error))?;
        let saved = self.workspace.save(&canvas, &loaded, clock::now());
        let saved = saved.map_err(|error| in_one_line(&error))?;
        self.owe(id, saved.not_kept);
        Ok(Entry {
            id: id.clone(),
            content: Ok(Box::new(Summary::of(&saved.loaded.canvas, self.today))),
        })
    }

    fn change(
        &self,
        canvas: &mut Canvas,
        tried: Try,
        reason: &str,
        suggestion: &Suggestion,
    ) -> Result<(), AnswerError> {
        if let Some(lighter) = tried.smaller {
            canvas.make_smaller(lighter)?;
        }
        let Some(counts) = tried.counts else {
            return Ok(());
        };
        let choice = match (counts, tried.smaller) {
            (false, _) => Outcome::NotYet,
            (true, None) => Outcome::GoAhead,
            (true, Some(_)) => Outcome::GoAheadSmaller,
        };
        canvas.decide(choice, suggestion, self.today)?;
        canvas.add_reason(reason)
    }
}
