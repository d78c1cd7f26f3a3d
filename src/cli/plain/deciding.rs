//! The decision step: what is offered there, and recording what was decided.

use serde_json::Value;

use crate::canvas::State;
use crate::canvas::codes::Outcome;
use crate::canvas::letter::{Kind, Letter, Recipient, blanks};
use crate::canvas::question::{Question, Step};
use crate::canvas::suggestion::review_offered;
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
            canvas.decide(choice, &suggestion, today)
        })?;
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

    /// Reads out the letter that goes with the decision, as edited where it was, and says what is blank.
    pub fn say_letter(&mut self) -> Result<(), Failure> {
        let suggestion = self.weigh();
        let canvas = self.kept.canvas();
        let Some(kind) = Kind::offered(canvas, &suggestion) else {
            return self.talk.say(
                "No letter goes with this yet: one goes with a no, a not yet, or a smaller yes.",
            );
        };
        let recipient = Recipient::all(canvas).remove(0);
        let draft = canvas.draft(kind, recipient.name().as_deref());
        let text = draft.map_or_else(
            || Letter::of(canvas, &suggestion, kind, &recipient, self.today()).text(),
            |draft| draft.text().to_owned(),
        );
        let (blanks, id) = (blanks(&text).len(), canvas.id().clone());
        self.talk.say(&format!("The letter: {}.", kind.name()))?;
        self.talk.say(&text)?;
        self.talk.say(&format!(
            "End of the letter. Still to fill: {blanks}. `whytogether letter {id} --write FILE` writes it to a file, and `--sent` keeps it as sent."
        ))
    }

    /// The suggestion from which an unrecorded choice differs without a reason.
    pub fn suggestion_without_reason(&self) -> Option<Outcome> {
        let canvas = self.kept.canvas();
        let choice = canvas.code::<Outcome>("decision.choice")?;
        let has_reason = canvas.text("decision.reason").is_some();
        let suggested = self.weigh().outcome?;
        (canvas.state() == State::Draft && !has_reason && suggested != choice).then_some(suggested)
    }
}

/// The shown name of an outcome.
pub fn name(outcome: Outcome) -> &'static str {
    &Wording::shipped().outcome(outcome).name
}
