//! What others do meanwhile to the place that is edited: they answer it too, or take its row out.

use super::super::desk::Desk;
use super::super::session::Session;
use super::super::target::{RowKey, Target, editable};
use super::super::widgets::field::Field;
use super::{Editor, Input};
use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::question::Question;

/// What is said where a field is left whose row somebody took out.
pub const ROW_IS_GONE: &str =
    "That row is gone: someone took it out, and nothing was written in it.";

/// What became of the row of an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meanwhile {
    /// It is where it was.
    Same,
    /// Somebody took it out, and it was written again: something was typed in it.
    Kept,
    /// Somebody took it out, and nothing was typed in it so far.
    TakenOut,
}

impl Meanwhile {
    /// What is said of it; None where nothing happened.
    pub fn in_words(self) -> Option<&'static str> {
        match self {
            Self::Same => None,
            Self::Kept => {
                Some("Someone took this row out. It stays, because you are writing in it.")
            }
            Self::TakenOut => {
                Some("Someone took this row out. It stays if you write in it; esc leaves it.")
            }
        }
    }
}

impl Editor {
    /// Shows what others have put there meanwhile, and stays with a row that somebody took out.
    pub fn follow(&mut self, session: &mut Session) -> Meanwhile {
        self.turn_to_offered_row(session);
        if self.is_row_taken_out(session) {
            if !self.has_typed {
                return Meanwhile::TakenOut;
            }
            self.write_row_again(session);
            return Meanwhile::Kept;
        }
        self.row = session.row_there(self.question, &self.target);
        let now = session.value(self.question, &self.target);
        if now == self.last {
            return Meanwhile::Same;
        }
        if now.is_none() && self.has_typed && matches!(self.target, Target::Review { .. }) {
            // Their check-in of that day came in place of the one that is typed in.
            self.take_typed(session);
            return Meanwhile::Same;
        }
        if let Input::Field(field) = &mut self.input {
            let text = session.field_text(self.question, &self.target, self.cell);
            if text != field.text() {
                field.turn_to(&text);
            }
            self.refused = session.refusal(self.question, &self.target, self.cell);
            self.has_shown = self.refused.is_none();
        }
        self.stood = now.clone();
        self.last = now;
        Meanwhile::Same
    }

    /// True where the row that is edited is not there any more.
    pub fn is_row_taken_out(&self, session: &Session) -> bool {
        self.row.is_some() && session.row_there(self.question, &self.target).is_none()
    }

    /// The canvas with the row that is edited, where somebody took that out: the planner is still in it.
    pub fn with_row(&self, session: &Session) -> Option<Canvas> {
        let row = self
            .row
            .as_ref()
            .filter(|_| self.is_row_taken_out(session))?;
        session.canvas_with(self.question, row)
    }

    /// Notes that something is typed: a row that somebody took out is written again for it.
    pub(super) fn write_row_again(&mut self, session: &mut Session) {
        self.has_typed = true;
        if let Some(row) = self.row.as_ref().filter(|_| self.is_row_taken_out(session)) {
            self.refused = session.put_row_back(self.question, row).err();
        }
    }

    /// Goes on in an offered row that somebody else has begun meanwhile, instead of beginning another.
    fn turn_to_offered_row(&mut self, session: &Session) {
        if let Target::Cell {
            row: RowKey::Offered(key),
            column,
        } = self.target
            && let Some(id) = offered_row(&session.canvas, self, key)
        {
            self.target = Target::Cell {
                row: RowKey::Row(id),
                column,
            };
        }
    }

    /// Shows the answer that stands, chosen to be replaced, instead of an empty field, where the field has not shown it yet; false
    /// where there is none.
    pub(super) fn shows_unseen(&mut self, session: &mut Session) -> bool {
        let Input::Field(field) = &mut self.input else {
            return false;
        };
        let Some(stood) = self.stood.as_ref().filter(|_| !self.has_shown) else {
            return false;
        };
        session.forget_typed(self.question, &self.target);
        let text = editable(self.cell, Some(stood));
        **field = Field::new(&text, field.lines());
        // What is typed next replaces it whole, and one more key to delete leaves no answer.
        let whole = 0..field.text().len();
        field.select(whole);
        self.refused = None;
        self.has_shown = true;
        true
    }

    /// Why what is typed is no answer yet, and what stands there until it is.
    pub(super) fn beside_what_stands(&self, refused: &AnswerError, session: &Session) -> String {
        let stands = session.value(self.question, &self.target);
        beside_what_stands(refused, &editable(self.cell, stands.as_ref()))
    }
}

impl Desk {
    /// Leaves a field or a list: what is typed stays, and where it is no answer yet, why is said.
    pub fn leave(&mut self, editor: Option<Editor>) {
        let (Some(editor), Some(session)) = (editor, &mut self.session) else {
            return;
        };
        let (question, target) = (editor.question, editor.target.clone());
        editor.close(session);
        if let Some(said) = not_an_answer_yet(session, question, &target) {
            self.say(said);
        }
    }
}

/// What is said of a place at rest where something waits that is no answer yet: why, and what stands there
/// until it is. None where nothing waits.
pub fn not_an_answer_yet(
    session: &Session,
    question: &Question,
    target: &Target,
) -> Option<String> {
    let cell = target.cell(question);
    let refused = session.refusal(question, target, cell)?;
    let stands = session.value(question, target);
    let stands = editable(cell, stands.as_ref());
    let why = beside_what_stands(&refused, &stands);
    Some(format!("Not an answer yet: {why}"))
}

/// Why what is typed is no answer yet, and the answer that stands there until it is; "" for no answer.
fn beside_what_stands(refused: &AnswerError, stands: &str) -> String {
    match stands {
        "" => refused.to_string(),
        stands => format!("{refused}; in the file: {stands}"),
    }
}

fn offered_row(canvas: &Canvas, editor: &Editor, key: &str) -> Option<String> {
    let is_it = |found: &str| found == key;
    let mut rows = canvas.rows(editor.question);
    let row = rows.find(|row| row.line("key").is_some_and(is_it))?;
    row.id().map(str::to_owned)
}
