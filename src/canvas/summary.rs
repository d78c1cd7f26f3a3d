//! What a list of canvases shows of each one, small enough to keep thousands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{Kind, Outcome};
use super::due::{Due, due};
use super::lived::Lived;
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
    /// What it is worth if it works, 1 to 5.
    pub worth: Option<u8>,
    /// How close, and who keeps it moving.
    pub form: Option<Form>,
    /// The partners, in the order of their table.
    pub partners: Box<[Partner]>,
    /// Those who do the work, each once, with their days.
    pub people: Box<[Person]>,
    /// Days a month that its agreed stops free, or would free where it is not live.
    pub frees: f64,
    /// Days a month that its other stops would free.
    pub could_free: f64,
    /// The days of its first wins.
    pub first_wins: Box<[Date]>,
    /// When it ends or is renewed.
    pub end_date: Option<Date>,
}

/// A partner of one canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    /// The organisation.
    pub organisation: Box<str>,
    /// How far it is trusted today, 1 to 5.
    pub trust: Option<u8>,
}

/// Somebody who does the work of one canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Name or role.
    pub name: Box<str>,
    /// Days of work a month, as entered.
    pub days: f64,
}

/// One spelling of a name of people or organisations, to tell whether two are the same.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
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
        let wins = canvas.rows_at("value.first_win");
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
            worth: canvas.scale("value.worth"),
            form: canvas.closeness().map(|closeness| Form {
                closeness,
                coordinator: canvas.coordinator(),
            }),
            partners: partners(canvas),
            people: people(canvas),
            frees,
            could_free,
            first_wins: wins.filter_map(|win| win.date("by")).collect(),
            end_date: canvas.date("ownership.end_date"),
        }
    }

    /// The partners in numbers.
    pub fn relations(&self) -> Relations {
        let trust = self.partners.iter().filter_map(|partner| partner.trust);
        Relations {
            partners: self.partners.len(),
            trust: trust.collect(),
        }
    }

    /// The lowest trust of all partners that have a score.
    pub fn lowest_trust(&self) -> Option<u8> {
        let scores = self.partners.iter().filter_map(|partner| partner.trust);
        scores.min()
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

fn partners(canvas: &Canvas) -> Box<[Partner]> {
    let partners = canvas.partners().map(|row| Partner {
        organisation: row.line("organisation").unwrap_or_default().trim().into(),
        trust: row.scale("trust"),
    });
    partners.collect()
}

fn people(canvas: &Canvas) -> Box<[Person]> {
    let mut people: Vec<(String, Person)> = Vec::new();
    for row in canvas.rows_at("capacity.people") {
        let Some(name) = row.line("person").map(str::trim) else {
            continue;
        };
        let (key, days) = (folded(name), row.number("days").unwrap_or_default());
        match people.iter_mut().find(|(known, _)| *known == key) {
            Some((_, person)) => person.days += days,
            None => people.push((
                key,
                Person {
                    name: name.into(),
                    days,
                },
            )),
        }
    }
    people.into_iter().map(|(_, person)| person).collect()
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
