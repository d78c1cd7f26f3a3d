//! Which questions are asked, and which of them one is.

use super::Canvas;
use super::question::Question;

/// What is asked together with the choice.
const WITH_THE_CHOICE: &[&str] = &["decision.offer", "decision.days", "decision.reason"];

/// The questions that a canvas asks, in order; of the quick look, or all.
///
/// The choice, what a smaller yes offers, and the reason count as one: they are asked together.
pub fn asked(canvas: &Canvas, is_quick: bool) -> Vec<&'static Question> {
    let asked = canvas.asked().filter(|question| {
        (!is_quick || question.quick) && !WITH_THE_CHOICE.contains(&question.id)
    });
    asked.collect()
}

/// The how manyth of those that are asked a question is, from 1, and how many these are; None where it is
/// none of them.
pub fn place(question: &Question, asked: &[&'static Question]) -> Option<(usize, usize)> {
    let id = match question.id {
        id if WITH_THE_CHOICE.contains(&id) => "decision.choice",
        id => id,
    };
    let at = asked.iter().position(|one| one.id == id)?;
    Some((at + 1, asked.len()))
}
