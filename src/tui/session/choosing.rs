//! The choice of the decision: where one is recorded, another waits beside it until it is recorded too.

use serde_json::Value;

use super::super::target::Target;
use super::Session;
use crate::canvas::State;
use crate::canvas::answer::AnswerError;
use crate::canvas::codes::{Coded, Outcome};
use crate::canvas::question::Question;

fn choice() -> &'static Question {
    Question::find("decision.choice").expect("in the table")
}

impl Session {
    /// The choice that was made after another one was recorded, and is not recorded yet.
    pub fn waiting_choice(&self) -> Option<Outcome> {
        if self.canvas.state() == State::Draft {
            return None;
        }
        let waiting = self.unfinished.get(choice().id)?;
        let recorded = self.canvas.code::<Outcome>(choice().id);
        Outcome::from_code(waiting).filter(|waiting| Some(*waiting) != recorded)
    }

    /// The choice as the planner sees it: the one that waits, else the one on the canvas.
    pub fn choice(&self) -> Option<Outcome> {
        self.waiting_choice()
            .or_else(|| self.canvas.code(choice().id))
    }

    /// Forgets a choice that waits; false where none does.
    pub fn forget_waiting_choice(&mut self) -> bool {
        let was_waiting = self.waiting_choice().is_some();
        self.forget_typed(choice(), &Target::Answer);
        was_waiting
    }

    /// Takes the reason that stands as that of the decision before: another choice needs its own.
    pub fn note_reason_before(&mut self) {
        if self.reason_before.is_none() {
            let reason = self.canvas.text("decision.reason").map(str::to_owned);
            self.reason_before = reason;
        }
    }

    /// True for the place of a choice beside one that is recorded.
    pub(super) fn is_beside_recorded(&self, question: &Question, target: &Target) -> bool {
        question.id == choice().id
            && *target == Target::Answer
            && self.canvas.state() != State::Draft
    }

    /// Keeps a choice beside the recorded one. Taken back, it is forgotten; where none waits, the recorded
    /// one is taken back whole, with its day.
    pub(super) fn choose_beside_recorded(
        &mut self,
        value: Option<Value>,
    ) -> Result<(), AnswerError> {
        let was_waiting = self.forget_waiting_choice();
        let recorded = self.canvas.value(choice().id);
        match value {
            None if was_waiting => Ok(()),
            None => self.edit(choice(), |canvas, _| {
                canvas.reopen();
                Ok(())
            }),
            Some(value) if Some(&value) == recorded => Ok(()),
            Some(value) => {
                if !was_waiting {
                    self.note_reason_before();
                }
                let code = value.as_str().unwrap_or_default().to_owned();
                self.unfinished.insert(choice().id.to_owned(), code);
                self.is_unfinished_changed = true;
                Ok(())
            }
        }
    }

    /// As for [`crate::canvas::Canvas::needs_reason`].
    pub fn needs_reason(&self, outcome: Outcome) -> bool {
        let (suggested, before) = (self.suggestion.outcome, self.reason_before.as_deref());
        self.canvas.needs_reason(outcome, suggested, before)
    }

    /// Records the decision and offers when to look again, as one change; None where a reason is needed
    /// first.
    pub fn decide(&mut self, outcome: Outcome) -> Option<()> {
        if self.needs_reason(outcome) {
            return None;
        }
        let (suggestion, today) = (self.suggestion.clone(), self.today());
        let decided = self.edit(choice(), |canvas, _| {
            canvas.decide(outcome, &suggestion, today)?;
            canvas.offer_review(outcome, today)
        });
        decided.ok()?;
        self.forget_waiting_choice();
        self.reason_before = None;
        Some(())
    }
}
