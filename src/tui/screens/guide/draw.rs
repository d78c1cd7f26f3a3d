//! How the guide looks: steps at the side, the question in the middle, nothing else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::asked::{Counted, asked, counted, place_in_step};
use super::super::sofar;
use super::Guide;
use super::notes::draw_footnote;
use crate::canvas::asked::place;
use crate::canvas::in_words::{self, InWords};
use crate::canvas::question::{AnswerType, Question, Step};
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::editor::{Editor, not_an_answer_yet};
use crate::tui::grid::Grid;
use crate::tui::session::Session;
use crate::tui::widgets::chrome::{frame, marked};
use crate::tui::widgets::prose::{MEASURE, below, indented, put, put_line, put_right, top, wrap};
use crate::tui::widgets::table;

/// The narrowest screen that has the steps at the side.
const WIDE: u16 = 76;
/// How wide the steps are.
const SIDE: u16 = 24;

/// What stands in the place of an answer that is hidden.
const HIDDEN: &str = "The answer on the canvas is hidden until all have answered alone: it would lead whoever answers next. Enter goes on.";

/// Where a step stands.
struct Progress {
    step: Step,
    counted: Counted,
    /// True where it has all that is asked here; the decision is finished once it is recorded.
    is_finished: bool,
}

impl Progress {
    fn of(step: Step, counted: Counted, is_decided: bool) -> Self {
        let is_finished = match step {
            Step::Decision => is_decided,
            _ => counted.all > 0 && counted.done == counted.all,
        };
        Self {
            step,
            counted,
            is_finished,
        }
    }
}

impl Guide {
    /// Draws the guide and returns where the cursor is, in a field.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        if desk.talk.is_presenting {
            let cursor = self.draw_present(session, desk, area, buf);
            self.chosen = marked(buf, &desk.look).pop();
            return cursor;
        }
        let asked = asked(&session.canvas, session.is_quick);
        let about = match (place(self.question, &asked), session.is_quick) {
            (Some((number, all)), true) => format!("quick look, question {number} of {all}"),
            (Some((number, all)), false) => format!("question {number} of {all}"),
            (None, true) => "beyond the quick look".into(),
            (None, false) => String::new(),
        };
        let counted = counted(&session.canvas, &asked, session.is_quick);
        let is_decided = session.canvas.date("decision.decided_on").is_some();
        let steps = Step::ALL.map(|step| Progress::of(step, counted[step as usize], is_decided));
        let head = desk.head(about);
        let body = frame(&head, self.scope(), area, buf, &desk.look);
        if area.width >= WIDE {
            let side = Rect {
                width: SIDE,
                ..body
            };
            let cursor = self.draw_question(&asked, desk, indented(body, SIDE + 3), buf);
            // The mark of the step comes later, as it is not what is chosen from.
            self.chosen = marked(buf, &desk.look).pop();
            self.draw_steps(&steps, desk, side, buf);
            cursor
        } else {
            let cursor = self.draw_question(&asked, desk, below(body, 1), buf);
            self.chosen = marked(buf, &desk.look).pop();
            self.draw_progress(&steps, session, desk, body, buf);
            cursor
        }
    }

    /// Steps, and under them what the answers say so far.
    fn draw_steps(&self, steps: &[Progress], desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let mut rest = below(area, 1);
        for Progress {
            step,
            counted: Counted { done, all },
            is_finished,
        } in steps
        {
            let is_here = *step == self.question.step;
            let (glyph, glyph_style) = match is_finished {
                _ if is_here => (look.glyphs.here, look.theme.accent),
                true => (look.glyphs.done, look.theme.good),
                false => (look.glyphs.open, look.theme.soft),
            };
            let style = if is_here {
                look.theme.strong
            } else {
                look.theme.text
            };
            put_line(glyph, rest, buf, glyph_style);
            put_line(
                &Wording::shipped().step(*step).name,
                indented(rest, 2),
                buf,
                style,
            );
            if done < all {
                put_right(&format!("{done}/{all}"), top(rest, 1), buf, look.theme.soft);
            }
            rest = below(rest, 1);
        }
        sofar::draw(desk, below(rest, 1), buf);
    }

    /// In one column: where we are, in one line.
    fn draw_progress(
        &self,
        steps: &[Progress],
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let look = &desk.look;
        let mut x = area.x;
        for progress in steps {
            let step = progress.step;
            let is_here = step == self.question.step;
            let glyph = match progress.is_finished {
                _ if is_here => look.glyphs.here,
                true => look.glyphs.done,
                false => look.glyphs.open,
            };
            let style = if is_here {
                look.theme.accent
            } else {
                look.theme.soft
            };
            let name = if is_here {
                Wording::shipped().step(step).name.as_str()
            } else {
                ""
            };
            let row = Rect {
                x,
                width: (area.x + area.width).saturating_sub(x),
                ..area
            };
            x += put_line(format!("{glyph} {name}").trim_end(), row, buf, style) + 2;
        }
        if let Some(outcome) = sofar::outcome_in_words(&session.suggestion) {
            put_right(&outcome, top(area, 1), buf, look.theme.accent);
        }
    }

    fn draw_question(
        &self,
        asked: &[&'static Question],
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let (look, session) = (&desk.look, desk.session.as_ref()?);
        let words = Wording::shipped().question(self.question);
        let measure = Rect {
            width: area.width.min(MEASURE),
            ..area
        };
        let footnote = self.footnote(session);
        let foot_height = self.footnote_height(&footnote, measure.width, area.height);
        let mut rest = Rect {
            height: area.height.saturating_sub(foot_height),
            ..area
        };
        // In a low window what is typed or chosen in a row needs the room.
        let is_low = rest.height < 15 && self.editor.is_some() && self.grid(desk).is_some();
        if rest.height > 12 && !is_low {
            rest = below(rest, 1);
        }
        let text = Rect {
            width: measure.width,
            ..rest
        };
        put_line(&self.heading(asked), text, buf, look.theme.soft);
        rest = below(rest, if rest.height > 14 { 2 } else { 1 });
        let used = put(
            &words.label,
            Rect {
                width: measure.width,
                ..rest
            },
            buf,
            look.theme.strong,
        );
        rest = below(rest, used);
        let hint = if is_low { "" } else { &words.hint };
        let used = put(
            hint,
            Rect {
                width: measure.width,
                ..rest
            },
            buf,
            look.theme.text,
        );
        rest = below(rest, used + u16::from(rest.height > 9));
        let cursor = self.draw_answer(session, desk, rest, buf);
        let foot = Rect {
            y: area.y + area.height - foot_height,
            height: foot_height,
            ..measure
        };
        draw_footnote(&footnote, foot, buf, desk);
        cursor
    }

    fn heading(&self, asked: &[&'static Question]) -> String {
        let place = place_in_step(self.question, asked);
        if self.question.essential {
            place
        } else {
            format!("{place}, if it helps")
        }
    }

    pub(super) fn draw_answer(
        &self,
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let look = &desk.look;
        // A table of voices says who is ready, and no more, until the answers are shown.
        let keeps_each = matches!(self.question.answer, AnswerType::VoiceScale);
        if session.canvas.is_in_round(self.question) && !keeps_each {
            let measure = Rect {
                width: area.width.min(MEASURE),
                ..area
            };
            put(HIDDEN, measure, buf, look.theme.text);
            return None;
        }
        let Some(mut grid) = self.grid_of(session) else {
            return match &self.editor {
                Some(editor) => editor.draw(session, area, buf, look),
                None => {
                    self.draw_resting(session, desk, area, buf);
                    None
                }
            };
        };
        if grid.rows.is_empty() {
            let text = "No partner has a name yet. Press enter to name one.";
            put(text, area, buf, look.theme.text);
            return None;
        }
        grid.show_unfinished(self.question, &session.unfinished);
        let wanted = self.editor.as_ref().map_or(0, |editor| editor.height() + 2);
        let table = Rect {
            height: area.height.saturating_sub(wanted).max(3),
            ..area
        };
        let used = table::draw(&grid, self.place, self.editor.is_some(), table, buf, look);
        let rest = below(area, used + 1);
        let Some(editor) = &self.editor else {
            self.draw_row_hint(session, &grid, desk, rest, buf);
            return None;
        };
        let used = put(
            &self.ask_of_cell(&grid),
            Rect {
                width: rest.width.min(MEASURE),
                ..rest
            },
            buf,
            look.theme.strong,
        );
        editor.draw(session, below(rest, used), buf, look)
    }

    /// What the cell asks that the planner is on, with the name of its row.
    pub(super) fn ask_of_cell(&self, grid: &Grid) -> String {
        let column = &grid.columns[self.place.column.min(grid.columns.len() - 1)];
        let row = &grid.rows[self.place.row.min(grid.rows.len() - 1)];
        match row.name.as_str() {
            "" => column.ask.clone(),
            name => format!("{name}: {}", column.ask),
        }
    }

    /// The answer of a question whose field was left.
    fn draw_resting(&self, session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let target = crate::tui::target::Target::Answer;
        let cell = target.cell(self.question);
        let typed = || session.field_text(self.question, &target, cell);
        let text = match Editor::chooses(self.question, &target) {
            // What no list has is shown as the file has it.
            true => in_words::answer(&session.canvas, self.question)
                .map_or_else(typed, InWords::in_one_line),
            false => typed(),
        };
        let area = Rect {
            width: area.width.min(MEASURE),
            ..area
        };
        if text.is_empty() {
            let said = match session.is_read_only() {
                true => "No answer.",
                false => "Press enter to answer.",
            };
            put(said, indented(area, 2), buf, look.theme.soft);
            return;
        }
        let used = put(&text, indented(area, 2), buf, look.theme.text);
        if wrap(&text, area.width.saturating_sub(2)).len() > usize::from(used) {
            let last = below(area, used.saturating_sub(1));
            let more = format!(
                "{:<1$}",
                "... enter shows the rest",
                usize::from(area.width)
            );
            put_line(&more, indented(last, 2), buf, look.theme.soft);
        }
        for y in 0..used {
            buf.set_string(area.x, area.y + y, look.glyphs.bar, look.theme.soft);
        }
        if let Some(said) = not_an_answer_yet(session, self.question, &target) {
            put(&said, indented(below(area, used), 2), buf, look.theme.alarm);
        }
    }

    fn draw_row_hint(
        &self,
        session: &Session,
        grid: &Grid,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let theme = &desk.look.theme;
        let measure = Rect {
            width: area.width.min(MEASURE),
            ..area
        };
        let row = grid.rows.get(self.place.row);
        let target = row.and_then(|row| row.targets.get(self.place.column));
        let waits = target.and_then(|at| not_an_answer_yet(session, self.question, at));
        if let Some(said) = waits {
            put(&said, measure, buf, theme.alarm);
            return;
        }
        let text = if matches!(self.question.answer, AnswerType::VoiceScale) {
            "Enter: each answers alone, in turn; then all see all answers together."
        } else if grid.is_open() {
            "Enter to fill in, a to add a row, x to delete it, < and > to move it."
        } else {
            "Enter to fill in."
        };
        put(text, measure, buf, theme.soft);
    }
}
