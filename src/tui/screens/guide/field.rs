//! The field of a question in the guide: opened, typed in, closed, and moved from cell to cell.

use crossterm::event::KeyEvent;

use super::super::talking_points::is_to_be_talked_about;
use super::Guide;
use crate::canvas::question::{AnswerType, Question};
use crate::tui::app::Effect;
use crate::tui::desk::{Desk, Go};
use crate::tui::editor::{Editor, ROW_IS_GONE};
use crate::tui::grid::{Grid, GridRow};
use crate::tui::session::Session;
use crate::tui::target::Target;
use crate::tui::widgets::table::Place;

impl Guide {
    /// Opens what can be typed or chosen at once; on a shared screen only what can be chosen, so that
    /// no command lands there as text.
    pub(super) fn arrive(&mut self, desk: &mut Desk) {
        self.place = Place { row: 0, column: 0 };
        if desk.talk.is_presenting {
            return self.open_list(desk);
        }
        let Some(session) = &mut desk.session else {
            return;
        };
        if session.canvas.is_in_round(self.question) {
            return;
        }
        match Grid::of(&session.canvas, self.question) {
            None => {
                let target = single_target(session, self.question);
                // What was written stays as it is until enter: the next key may be meant as a command.
                let is_written = session.value(self.question, &target).is_some();
                let is_half = session.has_unfinished(self.question, &target);
                if !is_written || is_half || Editor::chooses(self.question, &target) {
                    self.open_editor(session, target);
                }
            }
            Some(grid) if grid.is_open() && grid.written() == 0 => {
                self.open_editor(session, grid.rows[0].targets[0].clone());
            }
            Some(_) => {}
        }
    }

    /// Opens the list of a choice or a score; a field waits for enter, as letters would be text there.
    pub(super) fn open_list(&mut self, desk: &mut Desk) {
        if self.leads_to_alone(desk) {
            return;
        }
        let Some(session) = &mut desk.session else {
            return;
        };
        let target = single_target(session, self.question);
        let is_table = Grid::of(&session.canvas, self.question).is_some();
        if !is_table && Editor::chooses(self.question, &target) {
            self.open_editor(session, target);
        }
    }

    /// True where the question itself takes no answer here: it is hidden while each answers alone, or, on a
    /// shared screen, is to be talked about before an answer is agreed on.
    pub(super) fn leads_to_alone(&self, desk: &Desk) -> bool {
        desk.session.as_ref().is_some_and(|session| {
            session.canvas.is_in_round(self.question) || self.is_to_be_talked_about(session, desk)
        })
    }

    /// True where a shared screen shows what there is to talk about instead of the answer.
    pub(super) fn is_to_be_talked_about(&self, session: &Session, desk: &Desk) -> bool {
        desk.talk.is_presenting
            && self.editor.is_none()
            && is_to_be_talked_about(&session.canvas, self.question)
    }

    pub(super) fn open(&mut self, desk: &mut Desk) -> Go {
        if desk.session.as_ref().is_some_and(Session::is_read_only) {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return Go::Stay;
        }
        if self.leads_to_alone(desk) {
            return Go::Alone(self.question);
        }
        match self.grid(desk) {
            Some(grid) if grid.rows.is_empty() => Go::Ask(partners_question()),
            Some(_) => self.edit_cell(self.place, desk),
            None => {
                if let Some(session) = &mut desk.session {
                    let target = single_target(session, self.question);
                    self.open_editor(session, target);
                }
                Go::Stay
            }
        }
    }

    pub(super) fn open_editor(&mut self, session: &mut Session, target: Target) {
        if !session.is_read_only() {
            self.editor = Some(Editor::open(session, self.question, target));
        }
    }

    /// Leaves the field or the list: what is typed stays.
    pub fn close_editor(&mut self, desk: &mut Desk) {
        let editor = self.editor.take();
        desk.leave(editor);
    }

    /// Types a key in the field.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            editor.key(key, session);
        }
        self.follow_row(desk);
    }

    /// Puts a pasted text in the field; false where there is none.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        let was_taken = match (&mut self.editor, &mut desk.session) {
            (Some(editor), Some(session)) => editor.paste(text, session),
            _ => false,
        };
        self.follow_row(desk);
        was_taken
    }

    /// Where the cursor is, to stay with its row when others change the table.
    pub fn place_of_cursor(&self, desk: &Desk) -> Option<(&'static Question, Target)> {
        let grid = self.grid(desk)?;
        let first = grid.rows.get(self.place.row)?.targets.first()?;
        Some((self.question, first.clone()))
    }

    /// Shows in the field what others have put there meanwhile, and stays with the row that the cursor is on.
    pub fn follow(&mut self, on: Option<&Target>, desk: &mut Desk) {
        let answers_alone =
            |editor: &Editor| matches!(editor.target(), Target::Voice(_)) && self.has_grid(desk);
        if self.editor.as_ref().is_some_and(answers_alone) {
            // Somebody has joined: from now on nobody's score shows before all are in.
            self.editor = None;
        }
        let Some(editor) = &mut self.editor else {
            return self.follow_cursor(on, desk);
        };
        let Some(session) = &mut desk.session else {
            return;
        };
        if let Some(news) = editor.follow(session).in_words() {
            desk.say(news);
        }
        self.follow_row(desk);
    }

    /// Stays with the row that the cursor is on; where that was taken out, no key changes another for it.
    fn follow_cursor(&mut self, on: Option<&Target>, desk: &mut Desk) {
        let (Some(grid), Some(on)) = (self.grid(desk), on) else {
            return;
        };
        let is_on = |row: &GridRow| row.targets.first() == Some(on);
        if let Some(at) = grid.rows.iter().position(is_on) {
            self.place.row = at;
        } else if matches!(on, Target::Cell { .. }) {
            let last = grid.rows.len().saturating_sub(1);
            self.place = Place {
                row: self.place.row.min(last),
                column: 0,
            };
            desk.say("Someone took out the row that the cursor was on.");
        }
    }

    /// Closes the field of a row that somebody took out and that nothing was written in; false where the row
    /// is there.
    pub(super) fn leaves_row_taken_out(&mut self, desk: &mut Desk) -> bool {
        let (Some(editor), Some(session)) = (&self.editor, &desk.session) else {
            return false;
        };
        if !editor.is_row_taken_out(session) {
            return false;
        }
        self.close_editor(desk);
        let rows = self.grid(desk).map_or(0, |grid| grid.rows.len());
        self.place = Place {
            row: self.place.row.min(rows.saturating_sub(1)),
            column: 0,
        };
        desk.say(ROW_IS_GONE);
        true
    }

    fn has_grid(&self, desk: &Desk) -> bool {
        self.grid(desk).is_some()
    }

    /// Replaces the text in the field with one that was edited elsewhere.
    pub fn replace_text(&mut self, text: &str, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            editor.replace_text(text, session);
        }
    }

    /// Stays with the row that is typed in when rows before it come or go.
    pub(super) fn follow_row(&mut self, desk: &Desk) {
        let (Some(editor), Some(grid)) = (&self.editor, self.grid(desk)) else {
            return;
        };
        let at = grid
            .rows
            .iter()
            .position(|row| row.targets.contains(editor.target()));
        self.place.row = at.unwrap_or(self.place.row);
    }

    pub(super) fn edit_cell(&mut self, place: Place, desk: &mut Desk) -> Go {
        if self.leaves_row_taken_out(desk) {
            return Go::Stay;
        }
        self.close_editor(desk);
        let Some(grid) = self.grid(desk) else {
            return Go::Stay;
        };
        let row = place.row.min(grid.rows.len() - 1);
        self.place = Place {
            row,
            column: place.column.min(grid.columns.len() - 1),
        };
        let target = grid.rows[row].targets[self.place.column].clone();
        if matches!(target, Target::Voice(_)) {
            return Go::Alone(self.question);
        }
        if let Some(session) = &mut desk.session {
            self.open_editor(session, target);
        }
        desk.save_changes(true);
        Go::Stay
    }

    pub(super) fn edit_elsewhere(&mut self, desk: &mut Desk) -> Go {
        if self.editor.is_none() {
            self.open(desk);
        }
        match self.editor.as_ref().and_then(Editor::text) {
            Some(text) => desk.wish(Effect::Edit(text)),
            None => desk.say("There is no text to edit here."),
        }
        Go::Stay
    }
}

fn partners_question() -> &'static Question {
    Question::find("cover.partners").expect("in the table")
}

/// Where the answer of a question goes that is no table.
fn single_target(session: &Session, question: &'static Question) -> Target {
    match question.answer {
        AnswerType::VoiceScale => {
            let voices = session.canvas.voices();
            Target::Voice(
                voices
                    .first()
                    .map_or(String::new(), |voice| voice.id().to_owned()),
            )
        }
        _ => Target::Answer,
    }
}
