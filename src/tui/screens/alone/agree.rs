//! The answer that all agree on, taken beside what each has said.

use super::{Alone, is_the_decision};
use crate::canvas::State;
use crate::canvas::alone::{Part, Spot};
use crate::tui::desk::{Desk, Go};
use crate::tui::target::{RowKey, Target};

impl Alone {
    /// Takes the option under the cursor as what all agree on, or takes that back.
    pub(super) fn agree(&self, part: &Part, takes_back: bool, desk: &mut Desk) -> Go {
        if self.keeps_each() {
            desk.say("Each keeps an own answer to this one; a lets everyone answer again.");
            return Go::Stay;
        }
        let Some(session) = &mut desk.session else {
            return Go::Home;
        };
        let (chosen, ..) = part.options(self.question).swap_remove(self.option);
        let is_agreed = part.agreed(&session.canvas, self.question) == Some(&chosen);
        let value = (!(takes_back && is_agreed)).then_some(chosen);
        if is_the_decision(self.question) {
            session.forget_waiting_choice();
            let recorded = session.canvas.state() != State::Draft;
            if recorded && session.canvas.value(self.question.id) != value.as_ref() {
                session.note_reason_before();
            }
        }
        let put = session.edit(self.question, |canvas, random| {
            if is_the_decision(self.question) && canvas.value(self.question.id) != value.as_ref() {
                // What was recorded was another choice.
                canvas.reopen();
            }
            target(part).put(canvas, self.question, value.clone(), random)?;
            canvas.note_agreed(self.question, part, value);
            Ok(())
        });
        match put {
            Err(error) => desk.say(error.to_string()),
            // There it is recorded.
            Ok(()) if is_the_decision(self.question) && !takes_back => return Go::Decide,
            Ok(()) => {}
        }
        Go::Stay
    }
}

/// Where the agreed answer of a part goes.
fn target(part: &Part) -> Target {
    match &part.place {
        Spot::Whole => Target::Answer,
        Spot::Score(column) => Target::Part(column.id),
        Spot::Partner { id, column, .. } => Target::Cell {
            row: RowKey::Row(id.clone()),
            column: column.id,
        },
    }
}
