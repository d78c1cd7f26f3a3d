//! Which questions are asked, in which order, and where a step begins.

use super::super::desk::{Desk, Go};
use crate::canvas::Canvas;
pub use crate::canvas::asked::asked;
use crate::canvas::asked::place;
use crate::canvas::question::{QUESTIONS, Question, Step};
use crate::canvas::wording::Wording;

/// The step of a question, and the how manyth of those that it asks this is.
pub fn place_in_step(question: &Question, asked: &[&'static Question]) -> String {
    let step = Wording::shipped().step(question.step).name.to_uppercase();
    let of_step = asked.iter().filter(|one| one.step == question.step);
    match place(question, &of_step.copied().collect::<Vec<_>>()) {
        Some((number, all)) => format!("{step} {number} of {all}"),
        None => step,
    }
}

/// How many questions of a step have an answer, of those that it needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that have one.
    pub done: usize,
    /// All that need one: of the quick look, or of a full canvas.
    pub all: usize,
}

/// Counts the answers of every step among the questions that are asked.
pub fn counted(
    canvas: &Canvas,
    asked: &[&'static Question],
    is_quick: bool,
) -> [Counted; Step::ALL.len()] {
    let wanted = asked
        .iter()
        .filter(|question| is_quick || canvas.needs(question));
    let mut steps = [Counted::default(); Step::ALL.len()];
    for question in wanted {
        let step = &mut steps[question.step as usize];
        step.all += 1;
        step.done += usize::from(canvas.is_answered(question));
    }
    steps
}

/// The first question of those asked that has no answer and should have one.
pub fn first_open(canvas: &Canvas, is_quick: bool) -> Option<&'static Question> {
    let open = |question: &&Question| {
        let is_wanted = canvas.needs(question) || (is_quick && question.quick);
        is_wanted && !canvas.is_answered(question)
    };
    asked(canvas, is_quick).into_iter().find(open)
}

/// Goes to the first question of a step, counted from 0, or to the decision.
pub fn go_to_step(index: usize, desk: &Desk) -> Go {
    let (Some(step), Some(session)) = (Step::ALL.get(index), &desk.session) else {
        return Go::Stay;
    };
    if *step == Step::Decision {
        return Go::Decide;
    }
    let first = asked(&session.canvas, session.is_quick)
        .into_iter()
        .find(|question| question.step == *step);
    first.map_or(Go::Stay, Go::Ask)
}

/// The question beside another, among those that are asked: the next (1) or the one before (-1).
pub fn beside(question: &Question, by: isize, desk: &Desk) -> Go {
    let Some(session) = &desk.session else {
        return Go::Home;
    };
    let asked = asked(&session.canvas, session.is_quick);
    let at = asked.iter().position(|one| one.id == question.id);
    let to = match at {
        Some(at) => at.checked_add_signed(by),
        // The question is not asked now: on to the nearest one that is.
        None => {
            let place = |id| QUESTIONS.iter().position(|one| one.id == id);
            let here = place(question.id);
            let after = asked.partition_point(|one| place(one.id) < here);
            after.checked_add_signed(by.min(0))
        }
    };
    match to {
        None => Go::Stay,
        Some(to) => match asked.get(to) {
            Some(question) if question.id == "decision.choice" => Go::Decide,
            Some(question) => Go::Ask(question),
            None => Go::Canvas,
        },
    }
}
