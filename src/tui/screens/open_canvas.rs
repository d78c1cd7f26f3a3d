//! What every screen about the open canvas does alike: take back, copy, ask only the quick look, take in what
//! others say.

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use crate::canvas::offers::{offers, sealed_by};
use crate::canvas::question::Question;
use crate::canvas::undo::Fate;

/// Takes a change back, or does it again, and goes to its question.
pub fn undo(is_undo: bool, desk: &mut Desk) -> Go {
    let Some(session) = &mut desk.session else {
        return Go::Stay;
    };
    let changed = if is_undo {
        session.undo()
    } else {
        session.redo()
    };
    let Some(changed) = changed else {
        desk.say(if is_undo {
            "Nothing to take back."
        } else {
            "Nothing to do again."
        });
        return Go::Stay;
    };
    let name = &changed.name;
    desk.say(match (changed.fate, is_undo) {
        (Fate::Done, true) => format!("Taken back: {name}"),
        (Fate::Done, false) => format!("Done again: {name}"),
        (Fate::Seen, _) => {
            format!("{name}: all have seen the answers, so they stay. u again takes back what came before, if anything did.")
        }
        (Fate::Overtaken, true) => {
            format!("Not taken back: someone else changed {name} since. h has what it said.")
        }
        (Fate::Overtaken, false) => {
            format!("Not done again: someone else changed {name} since. h has what it said.")
        }
    });
    Question::find(changed.question).map_or(Go::Stay, Go::Ask)
}

/// Asks only the quick look from now on, or everything again.
pub fn change_quick_look(desk: &mut Desk) {
    let Some(session) = &mut desk.session else {
        return;
    };
    session.is_quick = !session.is_quick;
    let id = session.canvas.id().clone();
    let said = if session.is_quick {
        desk.quick.insert(id);
        "Quick look: the dozen questions that matter first."
    } else {
        desk.quick.remove(&id);
        "Every question is asked again."
    };
    desk.say(said);
}

/// To what others say to a question, or first to who has it shown.
pub fn take_theirs(question: &'static Question, desk: &mut Desk) -> Go {
    let Some(session) = &desk.session else {
        return Go::Stay;
    };
    let canvas = &session.canvas;
    if session.canvas.is_in_round(question) || !sealed_by(canvas, question).is_empty() {
        if !question.may_be_answered_alone() {
            return Go::RevealAnyway(question);
        }
        desk.say(
            "What somebody said alone is hidden until all have answered: R goes on with that.",
        );
        return Go::Stay;
    }
    if offers(canvas, question).is_empty() {
        desk.say("Nobody else says anything here that does not stand already.");
        return Go::Stay;
    }
    Go::TakeTheirs(question)
}

/// Wishes for the open canvas as Markdown in the clipboard.
pub fn copy(desk: &mut Desk) {
    if let Some(session) = &desk.session {
        let sheet = session.sheet();
        desk.save_changes(true);
        desk.wish(Effect::Copy(sheet));
    }
}
