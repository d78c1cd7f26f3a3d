//! What a list of canvases shows of each one, small enough to keep thousands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{Kind, Outcome};
use super::details::{Details, Packed, folded};
pub use super::entry::{Aside, Entry};
use super::others::{Share, stops};
use super::question::{QUESTIONS, Step};
use super::suggestion::has_quick_answers;
use super::tie::{Form, Relations};
use super::{Canvas, State};

/// One canvas in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The title, or `Untitled`.
    pub title: Box<str>,
    /// The instant it was begun, as its file has it, to put the oldest first.
    pub created: Box<str>,
    /// Draft, decided or ended.
    pub state: State,
    /// The kind of value, where it is chosen and may be told.
    pub kind: Option<Kind>,
    /// What it takes from the team: work, overhead and build-up, whether it is live or not.
    pub load: Option<super::capacity::Load>,
    /// True where that is all of it; else how close, or who does the work, is not answered yet, and `load` is
    /// what has been entered so far.
    pub is_load_known: bool,
    /// For each step before the decision, whether every essential question of it has an answer.
    pub steps_done: [bool; 5],
    /// True where the quick look has all its answers.
    pub is_ready: bool,
    /// When an answer is owed.
    pub reply_by: Option<Date>,
    /// When it is to be looked at again.
    pub review_on: Option<Date>,
    /// True where a later version of this program wrote it.
    pub is_newer: bool,
    /// True while a round hides some of its answers, which are in no figure.
    pub is_in_round: bool,
    /// What it is worth if it works, 1 to 5, where it may be told.
    pub worth: Option<u8>,
    /// How close, and who keeps it moving.
    pub form: Option<Form>,
    /// How far each partner is trusted today, 1 to 5, in the order of their table.
    pub trust: Box<[Option<u8>]>,
    /// Days a month that its agreed stops free, or would free where it is not live.
    pub frees: f64,
    /// Days a month that its other stops would free.
    pub could_free: f64,
    /// When it ends or is renewed.
    pub end_date: Option<Date>,
    /// Ids of the canvases of this workspace that it was made of; only a joint canvas has any.
    pub made_of: Box<[Box<str>]>,
    details: Packed,
}

impl Summary {
    /// Reads what a list shows, on a day.
    pub fn of(canvas: &Canvas, today: Date) -> Self {
        let steps = [
            Step::Cover,
            Step::Purpose,
            Step::Value,
            Step::Capacity,
            Step::Ownership,
        ];
        let load = super::capacity::Load::entered(canvas, today);
        let takes_days = canvas.closeness().is_some() || load.work > 0.0;
        let (frees, could_free) = stops(canvas);
        let details = Details::of(canvas);
        Self {
            title: canvas.title().into(),
            created: canvas
                .value("created")
                .and_then(|at| at.as_str())
                .unwrap_or_default()
                .into(),
            state: canvas.state(),
            kind: canvas.kind(),
            load: takes_days.then_some(load),
            is_load_known: super::capacity::is_load_known(canvas),
            steps_done: steps.map(|step| is_done(canvas, step)),
            is_ready: has_quick_answers(canvas),
            reply_by: canvas.date("cover.reply_by"),
            review_on: canvas.review_due(),
            is_newer: canvas.is_newer(),
            is_in_round: !canvas.in_round().is_empty(),
            worth: canvas.scale("value.worth"),
            form: canvas.closeness().map(|closeness| Form {
                closeness,
                coordinator: canvas.coordinator(),
            }),
            trust: details.partners.iter().map(|one| one.trust).collect(),
            frees,
            could_free,
            end_date: canvas.date("ownership.end_date"),
            made_of: canvas.made_of().map(Into::into).collect(),
            details: Packed::of(&details),
        }
    }

    /// The same on another day: what follows from the answers and the day is computed anew.
    pub fn turn_to(&mut self, today: Date) {
        let start = self.went_ahead_on().unwrap_or(today);
        let relations = self.relations();
        if let (Some(load), Some(form)) = (&mut self.load, self.form) {
            load.build_up = form.build_up(&relations, start, today);
        }
    }

    /// Names, dates and what became of it.
    pub fn details(&self) -> Details<'_> {
        self.details.open()
    }

    /// What it adds to the sums of the workspace.
    pub fn share(&self) -> Share {
        self.share_of(&self.details())
    }

    /// The same, where its details are at hand.
    pub fn share_of(&self, details: &Details) -> Share {
        let review_ratios = details.review_ratios.clone();
        if !self.is_live() {
            return Share {
                review_ratios,
                ..Share::default()
            };
        }
        let people = details.people.iter();
        Share {
            load: self.load,
            freed: self.frees,
            could_free: self.could_free,
            people: people.map(|person| folded(person.name)).collect(),
            review_ratios,
        }
    }

    /// The partners in numbers.
    pub fn relations(&self) -> Relations {
        Relations {
            partners: self.trust.len(),
            trust: self.trust.iter().copied().flatten().collect(),
        }
    }

    /// The lowest trust of all partners that have a score.
    pub fn lowest_trust(&self) -> Option<u8> {
        self.trust.iter().copied().flatten().min()
    }

    /// The day it went ahead; None for one that did not, or is over.
    pub fn went_ahead_on(&self) -> Option<Date> {
        match self.state {
            State::Decided(outcome, on) if outcome.goes_ahead() => Some(on),
            _ => None,
        }
    }

    /// The day on which build-up ends, where its tie needs any; `today` is the start of what has not
    /// gone ahead.
    pub fn build_up_ends(&self, today: Date) -> Option<Date> {
        let (form, relations) = (self.form?, self.relations());
        let start = self.went_ahead_on().unwrap_or(today);
        let ends = super::when::add_months(start, form.lead_months(&relations));
        (form.short_of_trust(&relations) > 0).then_some(ends)
    }

    /// How many of the five steps before the decision are done.
    pub fn steps_done(&self) -> usize {
        self.steps_done.iter().filter(|done| **done).count()
    }

    /// True while the collaboration takes days from the team.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Decided(outcome, _) if outcome.goes_ahead())
    }

    /// True where it is over.
    pub fn is_ended(&self) -> bool {
        matches!(self.state, State::Ended(..))
    }

    /// True where the answer was a kind no.
    pub fn is_declined(&self) -> bool {
        self.decided() == Some(Outcome::SayNoKindly)
    }

    /// What was decided, if anything was.
    pub fn decided(&self) -> Option<Outcome> {
        match self.state {
            State::Draft => None,
            State::Decided(outcome, _) | State::Ended(outcome, _) => Some(outcome),
        }
    }
}

/// True where every question that a full canvas needs in this step has an answer.
pub fn is_done(canvas: &Canvas, step: Step) -> bool {
    let (kind, closeness) = (canvas.kind(), canvas.closeness());
    QUESTIONS
        .iter()
        .filter(|question| question.step == step && question.is_needed_for(kind, closeness))
        .all(|question| canvas.is_answered(question))
}
