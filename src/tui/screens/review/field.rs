//! The field of today's check-in: opened, closed, and where it stays when others change the check-in.

use std::borrow::Cow;

use super::{Place, ReviewScreen, lines};
use crate::canvas::Canvas;
use crate::canvas::question::Question;
use crate::tui::app::Effect;
use crate::tui::desk::Desk;
use crate::tui::editor::{Editor, ROW_IS_GONE};
use crate::tui::session::Session;
use crate::tui::target::Target;

/// What is said where the line of the cursor went with a partner, a voice or a row.
const LINE_IS_GONE: &str = "Someone took out what the cursor was on.";

impl ReviewScreen {
    /// The canvas as the form shows it: with the row that is edited also where somebody took that out.
    pub(super) fn shown_canvas<'a>(&self, session: &'a Session) -> Cow<'a, Canvas> {
        let editor = self.editor.as_ref();
        let with_row = editor.and_then(|editor| editor.with_row(session));
        with_row.map_or(Cow::Borrowed(&session.canvas), Cow::Owned)
    }

    /// What is asked in a column of the line that the planner is on, and where its answer goes.
    pub(super) fn place_in(
        &self,
        desk: &Desk,
        column: usize,
    ) -> Option<(&'static Question, Target)> {
        let canvas = self.shown_canvas(desk.session.as_ref()?);
        let lines = lines(&canvas, self.check_in);
        let line = lines.get(self.at.line)?;
        Some((line.slot.question(), line.target(self.check_in, column)))
    }

    /// Where the cursor is, to stay on its line when others change the form.
    pub fn place_of_cursor(&self, desk: &Desk) -> Option<(&'static Question, Target)> {
        self.place_in(desk, 0)
    }

    /// Shows in the field what others have put there meanwhile, and stays on the line that the cursor is on.
    pub fn follow(&mut self, on: Option<&(&'static Question, Target)>, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session)
            && let Some(news) = editor.follow(session).in_words()
        {
            desk.say(news);
        }
        let (Some(session), Some((question, target))) = (&desk.session, on) else {
            return;
        };
        let lines = lines(&self.shown_canvas(session), self.check_in);
        let at = lines.iter().position(|line| {
            line.slot.question().id == question.id && line.target(self.check_in, 0) == *target
        });
        match at {
            Some(line) => self.at.line = line,
            None => {
                self.close(desk);
                self.at = self.first_column(lines.len());
                desk.say(LINE_IS_GONE);
            }
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
        let left = lines(&session.canvas, self.check_in).len();
        self.close(desk);
        self.at = self.first_column(left);
        desk.say(ROW_IS_GONE);
        true
    }

    /// The first column of the line that came in the place of one that is gone.
    fn first_column(&self, lines: usize) -> Place {
        Place {
            line: self.at.line.min(lines.saturating_sub(1)),
            column: 0,
        }
    }

    pub(super) fn edit_elsewhere(&mut self, desk: &mut Desk) {
        match self.editor.as_ref().and_then(Editor::text) {
            Some(text) => desk.wish(Effect::Edit(text)),
            None => desk.say("There is no text to edit here."),
        }
    }

    pub(super) fn open(&mut self, desk: &mut Desk) {
        let place = self.place(desk);
        let Some(session) = &mut desk.session else {
            return;
        };
        if session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return;
        }
        self.editor = place.map(|(question, target)| Editor::open(session, question, target));
    }

    pub(super) fn close(&mut self, desk: &mut Desk) {
        let editor = self.editor.take();
        desk.leave(editor);
        desk.save_changes(true);
    }
}
