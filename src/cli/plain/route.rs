//! Which questions are asked, in which order, and where each one stands.

use serde_json::Value;

use crate::canvas::Canvas;
use crate::canvas::asked::{asked, place};
use crate::canvas::codes::DO_NOTHING;
use crate::canvas::question::{AnswerType, Complete, Place, QUESTIONS, Question, Step, Table};
use crate::canvas::row::Row;
use crate::canvas::wording::Wording;

/// The way through the questions: all of them, or those of the quick look.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// True for the quick look.
    pub is_quick: bool,
    /// The question in whose rows or scores the last conversation may have broken off.
    broken_off: Option<&'static Question>,
}

/// Where a person asks to go.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// A question.
    Question(&'static Question),
    /// A question that this canvas does not ask: it follows another kind of value.
    NotAsked(&'static Question),
    /// Nothing of that name.
    Unknown,
}

impl Route {
    /// The way through a canvas from where it stands.
    pub fn new(is_quick: bool, canvas: &Canvas) -> Self {
        let fresh = Self {
            is_quick,
            broken_off: None,
        };
        let reached = fresh.reached(canvas);
        Self {
            broken_off: reached.filter(|question| may_go_on(canvas, question)),
            ..fresh
        }
    }

    /// The questions in order. With the choice comes all that is asked of a decision, in the quick look too.
    pub fn questions(self, canvas: &Canvas) -> impl DoubleEndedIterator<Item = &'static Question> {
        let is_chosen = canvas.is_answered(choice());
        let asked = canvas.asked().filter(move |question| {
            let is_of_choice = is_chosen && place_of(question) > place_of(choice());
            !self.is_quick || question.quick || is_of_choice
        });
        asked.collect::<Vec<_>>().into_iter()
    }

    /// Where to go on: the first question that is needed and open, or in which the last conversation
    /// broke off, or else the one after everything that was answered. Optional questions that were
    /// skipped are not gone back to.
    pub fn first_open(self, canvas: &Canvas) -> Option<&'static Question> {
        let reached = self
            .reached(canvas)
            .map_or(0, |question| place_of(question) + 1);
        self.questions(canvas).find(|question| {
            // The day to look again comes with the choice, before what goes with it is asked.
            let goes_with = question.goes_with.is_some();
            let is_due = place_of(question) >= reached || goes_with || canvas.needs(question);
            self.broke_off_at(question) || (is_due && !is_finished(canvas, question))
        })
    }

    /// The last question that has an answer.
    fn reached(self, canvas: &Canvas) -> Option<&'static Question> {
        let mut answered = self.questions(canvas).rev();
        answered.find(|question| canvas.is_answered(question))
    }

    /// True where something of a question is left to ask.
    pub fn is_open(self, canvas: &Canvas, question: &Question) -> bool {
        self.broke_off_at(question) || !is_finished(canvas, question)
    }

    /// True where the last conversation may have broken off within a question.
    pub fn broke_off_at(self, question: &Question) -> bool {
        self.broken_off.is_some_and(|other| other.id == question.id)
    }

    /// Notes that a question was asked in this conversation.
    pub fn leave(&mut self, question: &Question) {
        if self.broke_off_at(question) {
            self.broken_off = None;
        }
    }

    /// The question after one. After an open question, those that have their answer are passed over;
    /// among answered ones it is simply the next.
    pub fn after(
        self,
        canvas: &Canvas,
        question: &Question,
        was_open: bool,
    ) -> Option<&'static Question> {
        let mut later = self
            .questions(canvas)
            .filter(|other| place_of(other) > place_of(question));
        later.find(|other| !was_open || self.is_open(canvas, other))
    }

    /// The question before one.
    pub fn before(self, canvas: &Canvas, question: &Question) -> Option<&'static Question> {
        let mut earlier = self.questions(canvas).rev();
        earlier.find(|other| place_of(other) < place_of(question))
    }

    /// The question that records a decision.
    pub fn decision(self) -> &'static Question {
        choice()
    }

    /// The question that a step's name or number, or a question's id, stands for.
    pub fn find(self, canvas: &Canvas, typed: &str) -> Wanted {
        let typed = typed.trim().to_lowercase();
        if let Some(question) = Question::find(&typed) {
            return if canvas.asks(question) {
                Wanted::Question(question)
            } else {
                Wanted::NotAsked(question)
            };
        }
        let number: Option<usize> = typed.parse().ok();
        let named = Step::ALL.iter().enumerate().find(|(index, step)| {
            step.key() == typed
                || Some(index + 1) == number
                || step_name(**step).to_lowercase() == typed
        });
        let question = named.and_then(|(_, step)| {
            let mut questions = self.questions(canvas);
            let of_step = questions.find(|question| question.step == *step);
            of_step.or_else(|| QUESTIONS.iter().find(|question| question.step == *step))
        });
        question.map_or(Wanted::Unknown, Wanted::Question)
    }

    /// `Step 2 of 6, Purpose. Question 8 of 36`, counted as on the screen.
    pub fn place_in_words(self, canvas: &Canvas, question: &Question) -> String {
        let step = Step::ALL.iter().position(|step| *step == question.step);
        let step = format!(
            "Step {} of {}, {}",
            step.expect("every step stands in ALL") + 1,
            Step::ALL.len(),
            step_name(question.step),
        );
        match (
            place(question, &asked(canvas, self.is_quick)),
            self.is_quick,
        ) {
            (Some((number, all)), _) => format!("{step}. Question {number} of {all}"),
            (None, true) => format!("{step}. Beyond the quick look"),
            (None, false) => step,
        }
    }
}

/// The shown name of a step.
pub fn step_name(step: Step) -> &'static str {
    &Wording::shipped().step(step).name
}

fn choice() -> &'static Question {
    Question::find("decision.choice").expect("in the table")
}

fn place_of(question: &Question) -> usize {
    let place = QUESTIONS.iter().position(|other| other.id == question.id);
    place.expect("every question stands in the table")
}

/// True where nothing of a question is left open: it is answered, and no partner or row lacks what
/// the question needs of each.
pub fn is_finished(canvas: &Canvas, question: &Question) -> bool {
    canvas.is_answered(question)
        && question.table().is_none_or(|table| {
            !canvas
                .rows(question)
                .any(|row| has_gaps(row, question, table))
        })
}

/// True where an answer may have been broken off: a list to which rows can be added, or a question
/// with several cells of which some are empty.
fn may_go_on(canvas: &Canvas, question: &Question) -> bool {
    match &question.answer {
        AnswerType::Scales(parts) => {
            let scores = canvas.value(question.id).and_then(Value::as_object);
            scores.is_some_and(|scores| parts.iter().any(|part| !Row(scores).has(part)))
        }
        AnswerType::Rows(table) => {
            let lacks = |row: Row| table.asked().any(|column| !row.has(column));
            asks_who(question) || canvas.rows(question).any(lacks)
        }
        _ => false,
    }
}

/// True where a row lacks what its question needs, and has a column left to fill.
pub fn has_gaps(row: Row, question: &Question, table: &Table) -> bool {
    let is_a_partner =
        table.place != Place::Partners || asks_who(question) || row.line("organisation").is_some();
    let is_no_other_way = table.complete == Complete::OtherWay
        && row.0.get("kind").and_then(Value::as_str) == Some(DO_NOTHING);
    is_a_partner
        && !is_no_other_way
        && !row.completes(table)
        && table.asked().any(|column| !row.has(column))
}

/// True where a question's rows are its own to add and take out; the others about partners only fill
/// in columns of partners that are there.
pub fn asks_who(question: &Question) -> bool {
    match &question.answer {
        AnswerType::Rows(table) => {
            table.place != Place::Partners || table.column("organisation").is_some()
        }
        _ => false,
    }
}
