//! What a list of canvases shows of each one, small enough to keep thousands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{Kind, Outcome};
use super::due::{Due, due};
use super::lived::Lived;
use super::others::Share;
use super::question::{QUESTIONS, Step};
use super::suggestion::has_quick_answers;
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
    /// The kind of value, where it is chosen.
    pub kind: Option<Kind>,
    /// What it takes from the team: work, overhead and build-up, whether it is live or not.
    pub load: Option<super::capacity::Load>,
    /// What it adds to the sums of the workspace.
    pub share: Share,
    /// For each step before the decision, whether every essential question of it has an answer.
    pub steps_done: [bool; 5],
    /// True where the quick look has all its answers.
    pub is_ready: bool,
    /// When an answer is owed.
    pub reply_by: Option<Date>,
    /// When it is to be looked at again.
    pub review_on: Option<Date>,
    /// What is due, in the order of the days.
    pub due: Vec<Due>,
    /// What became of it, where it was reviewed or has ended.
    pub lived: Option<Box<Lived>>,
    /// True where a later version of this program wrote it.
    pub is_newer: bool,
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
            share: Share::of(canvas, today),
            steps_done: steps.map(|step| is_done(canvas, step)),
            is_ready: has_quick_answers(canvas),
            reply_by: canvas.date("cover.reply_by"),
            review_on: canvas.review_due(),
            due: due(canvas, today),
            lived: Lived::of(canvas).map(Box::new),
            is_newer: canvas.is_newer(),
        }
    }

    /// How many of the five steps before the decision are done.
    pub fn steps_done(&self) -> usize {
        self.steps_done.iter().filter(|done| **done).count()
    }

    /// True while the collaboration takes days from the team.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Decided(outcome, _) if outcome.goes_ahead())
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
    let needed = QUESTIONS
        .iter()
        .filter(|question| question.step == step && canvas.needs(question));
    needed
        .into_iter()
        .all(|question| canvas.is_answered(question))
}

/// One file of a list of canvases.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The id, which is the file's name.
    pub id: super::id::CanvasId,
    /// What a list shows of it, or what is wrong with the file and where.
    pub content: Result<Box<Summary>, Box<str>>,
}
