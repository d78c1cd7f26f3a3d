//! The decision step: what is offered there, and recording what was decided.

use serde_json::Value;

use crate::canvas::State;
use crate::canvas::codes::Outcome;
use crate::canvas::number::number_value;
use crate::canvas::question::{Question, Step};
use crate::canvas::suggestion::{days_offered, review_offered};
use crate::canvas::when;
use crate::canvas::wording::Wording;

use super::{Failure, Session};

impl Session<'_> {
    /// The answer that Enter takes where there is none yet.
    pub fn offered(&self, question: &Question) -> Option<Value> {
        let canvas = self.kept.canvas();
        if canvas.is_answered(question) {
            return None;
        }
        match question.id {
            "cover.our_organisation" => self.surroundings.our_organisation.clone().map(Value::from),
            "decision.review_on" => {
                let choice = canvas.code::<Outcome>("decision.choice")?;
                let day = review_offered(canvas, choice, self.today())?;
                Some(Value::from(day.to_string()))
            }
            "decision.days" => days_offered(&self.weigh()).map(number_value),
            _ => None,
        }
    }

    /// True where an answer changes what was decided, so that it has to be recorded anew.
    pub fn reopens(&self, question: &Question, value: Option<&Value>) -> bool {
        let canvas = self.kept.canvas();
        question.id == "decision.choice"
            && canvas.state() != State::Draft
            && canvas.value(question.id) != value
    }

    /// Takes the reason that stands as that of the decision before: another choice needs its own.
    pub fn note_reason_before(&mut self) {
        let reason = || {
            self.kept
                .canvas()
                .text("decision.reason")
                .map(str::to_owned)
        };
        self.reason_before = self.reason_before.take().or_else(reason);
    }

    /// Records the decision once there is a choice and, where it differs from the suggestion, a reason.
    pub fn record_decision(&mut self, question: &'static Question) -> Result<(), Failure> {
        let canvas = self.kept.canvas();
        let Some(choice) = canvas.code::<Outcome>("decision.choice") else {
            return Ok(());
        };
        if question.step != Step::Decision || canvas.state() != State::Draft {
            return Ok(());
        }
        let suggestion = self.weigh();
        if let Some(suggested) = self.suggestion_without_reason() {
            return self.talk.say(&format!(
                "The suggestion is {}. A choice that differs from it is recorded once it has a reason.",
                name(suggested)
            ));
        }
        let today = self.today();
        self.change(question, |canvas, _| {
            canvas.decide(choice, &suggestion, today)?;
            canvas.offer_review(choice, today)
        })?;
        (self.reason_before, self.is_letter_due) = (None, true);
        self.talk.say(&format!(
            "Decided on {}: {}. {}",
            when::with_weekday(today),
            name(choice),
            match suggestion.outcome {
                Some(outcome) if outcome == choice => "That is what was suggested.".into(),
                Some(outcome) => format!("The suggestion was {}; both are kept.", name(outcome)),
                None => "There was no suggestion.".to_owned(),
            }
        ))
    }

    /// The suggestion from which an unrecorded choice differs without a reason.
    pub fn suggestion_without_reason(&self) -> Option<Outcome> {
        let canvas = self.kept.canvas();
        let choice = canvas.code::<Outcome>("decision.choice")?;
        let suggested = self.weigh().outcome;
        let before = self.reason_before.as_deref();
        suggested.filter(|_| canvas.needs_reason(choice, suggested, before))
    }
}

/// The shown name of an outcome.
pub fn name(outcome: Outcome) -> &'static str {
    &Wording::shipped().outcome(outcome).name
}
