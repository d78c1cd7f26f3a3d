//! How the guide looks on a shared screen: one question, large, in at most twelve lines.
//!
//! What is laid out here keeps its place from question to question, so that nothing moves unless
//! somebody moves it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::Desk;
use super::super::editor::Editor;
use super::super::grid::Grid;
use super::super::keymap::hints_of_talk;
use super::super::session::Session;
use super::super::talk::timer::clock_face;
use super::super::widgets::chrome::{LEAST, bottom_line};
use super::super::widgets::large::{FULL, draw_full, half_height};
use super::super::widgets::prose::{MEASURE, below, indented, put, put_line, put_right, top, wrap};
use super::super::widgets::table;
use super::asked::asked;
use super::guide::Guide;
use super::guide_notes::Note;
use super::present::talk_of;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// The most lines of a question, with all that belongs to it.
const MOST_LINES: u16 = 12;
/// The widest question, in cells.
const WIDEST: u16 = 96;
/// Where text begins, beside the number of the step.
const GUTTER: u16 = FULL.0 + 4;
/// The narrowest screen on which an answer begins where the question does.
const WIDE: u16 = 76;
/// How wide the time is, with what parts it from the text.
const CLOCK: u16 = 19;
/// The lines of an answer that leave room for what to talk about.
const ANSWER: u16 = 5;

/// Where what is said under an answer may stand.
struct Foot {
    area: Rect,
    /// How many lines of those that a question may take are left.
    left: u16,
    /// The first row under the answer.
    answer_end: u16,
}

impl Guide {
    pub(super) fn draw_present(
        &mut self,
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let stage = stage(area);
        let cell = self.grid(desk).filter(|_| self.editor.is_some());
        let notes = self.notes(session);
        let band = self.draw_band(session, cell.as_ref(), desk, stage, buf);
        let gap = 1 + u16::from(area.height >= 24);
        let room = MOST_LINES - band;
        let mut answer = below(stage, band + gap);
        if area.width >= WIDE {
            answer = indented(answer, GUTTER);
        }
        answer.height = answer.height.min(room + self.blank_lines());
        let cursor = match (&cell, &self.editor) {
            (Some(grid), Some(editor)) => self.draw_cell(grid, editor, session, desk, answer, buf),
            _ => self.draw_answer(session, desk, answer, buf),
        };
        let used = lines_of(answer, buf).len();
        let left = room.saturating_sub(u16::try_from(used).unwrap_or(room));
        let foot = Rect {
            x: answer.x,
            width: answer.width.min(MEASURE),
            ..below(stage, band + gap + ANSWER + gap)
        };
        let foot = Foot {
            area: foot,
            left,
            answer_end: answer_end(answer, buf),
        };
        self.draw_foot(&notes, session, desk, foot, buf);
        self.draw_pointer(stage, answer.x, desk, buf);
        self.draw_bottom(desk, area, buf);
        cursor
    }

    /// Blank lines within an answer, which do not count: a list may have one before what it says of itself.
    fn blank_lines(&self) -> u16 {
        let has_list = self.editor.as_ref().is_some_and(Editor::is_list);
        u16::from(has_list)
    }

    /// The number of the step, the time, the question and its hint; returns how many lines they took.
    fn draw_band(
        &self,
        session: &Session,
        cell: Option<&Grid>,
        desk: &Desk,
        stage: Rect,
        buf: &mut Buffer,
    ) -> u16 {
        let theme = &desk.look.theme;
        let at = Step::ALL.iter().position(|step| *step == self.step());
        let number = at.and_then(|at| char::from_digit(u32::try_from(at).ok()? + 1, 10));
        draw_full(
            number.unwrap_or(' '),
            stage,
            buf,
            theme.strong,
            desk.look.glyphs,
        );
        let text = indented(stage, GUTTER);
        let is_wide = text.width + GUTTER + 4 >= WIDE;
        self.draw_place(session, desk, text, is_wide, buf);
        let words = Wording::shipped().question(self.question);
        // In a narrow window the question is under the time, else beside it.
        let (first, width) = if is_wide {
            (2, text.width.saturating_sub(CLOCK))
        } else {
            (3, text.width)
        };
        let label = Rect {
            width,
            ..top(below(text, first), 2)
        };
        let label = first + put(&words.label, label, buf, theme.strong);
        let hint = Rect {
            width: text.width.min(MEASURE),
            ..top(below(text, label.max(4)), 2)
        };
        // In a low window what each has said needs the lines of how to answer.
        if stage.height < 20 && self.notes(session).iter().any(Note::is_alone) {
            return label.max(FULL.1);
        }
        // While a cell is filled in, what it asks is the hint.
        let said = cell.map_or_else(|| words.hint.clone(), |grid| self.ask_by_name(grid));
        (label.max(4) + put(&said, hint, buf, theme.text)).max(FULL.1)
    }

    /// The step and its question by number, and the time.
    fn draw_place(
        &self,
        session: &Session,
        desk: &Desk,
        text: Rect,
        is_wide: bool,
        buf: &mut Buffer,
    ) {
        let theme = &desk.look.theme;
        draw_time(desk, text, buf);
        let beside = Rect {
            width: text.width.saturating_sub(CLOCK),
            ..text
        };
        let used = put_line(
            &self.place_in_step(&asked(&session.canvas, session.is_quick)),
            beside,
            buf,
            theme.strong,
        );
        let left = if is_wide {
            indented(beside, used + 3)
        } else {
            below(beside, 1)
        };
        put_line(&desk.talk.timer.in_words(), left, buf, theme.text);
    }

    /// What the cell asks that is filled in, with what its row begins with: the other rows may not show.
    fn ask_by_name(&self, grid: &Grid) -> String {
        let ask = self.ask_of_cell(grid);
        let row = &grid.rows[self.place.row.min(grid.rows.len() - 1)];
        match row.cells.first().map(String::as_str) {
            Some(name) if row.name.is_empty() && self.place.column > 0 && !name.is_empty() => {
                format!("{name}: {ask}")
            }
            _ => ask,
        }
    }

    /// The cell that is filled in: a choice has all the room, a field stands under what is there already.
    fn draw_cell(
        &self,
        grid: &Grid,
        editor: &Editor,
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let look = &desk.look;
        if editor.is_list() {
            return editor.draw(session, area, buf, look);
        }
        let mut grid = grid.clone();
        grid.show_unfinished(self.question, &session.unfinished);
        let upper = top(area, area.height.saturating_sub(3));
        let used = table::draw(&grid, self.place, true, upper, buf, look);
        editor.draw(session, below(area, used + 1), buf, look)
    }

    /// What there is to know of this question, with what each has said alone first.
    fn notes(&self, session: &Session) -> Vec<Note> {
        let mut notes = self.footnote(session);
        notes.retain(|note| !note.is_offer());
        notes.sort_by_key(|note| !note.is_alone());
        notes
    }

    /// What to talk about, or what there is to know of this question.
    fn draw_foot(
        &self,
        notes: &[Note],
        session: &Session,
        desk: &Desk,
        foot: Foot,
        buf: &mut Buffer,
    ) {
        let broken = |line: &str| wrap(line, foot.area.width);
        let alone = notes.iter().filter(|note| note.is_alone());
        let alone: usize = alone.map(|note| broken(note.text()).len()).sum();
        // Only what each has said alone begins lower and takes more lines than others, where rows are free.
        let lower = foot.answer_end.saturating_sub(foot.area.y);
        if lower > 0 && alone == 0 {
            return;
        }
        let area = below(foot.area, lower);
        let height = foot.left.max(u16::try_from(alone).unwrap_or(foot.left));
        let area = top(area, height);
        let wrapped: Vec<String> = if notes.is_empty() {
            let talk = talk_of(session, self.step());
            talk.iter().flat_map(|line| broken(line)).collect()
        } else {
            notes.iter().flat_map(|note| broken(note.text())).collect()
        };
        // One of two people is not asked alone; `o` asks both.
        if notes.is_empty() && wrapped.len() > usize::from(area.height) {
            return;
        }
        for (line, row) in wrapped.iter().zip(area.rows()) {
            put_line(line, row, buf, desk.look.theme.strong);
        }
    }

    /// Marks the line that is pointed at; the pointer ends where the lines end.
    fn draw_pointer(&mut self, stage: Rect, answer_x: u16, desk: &Desk, buf: &mut Buffer) {
        let Some(at) = &mut self.pointer else { return };
        let lines = lines_to_point_at(stage, buf);
        *at = (*at).min(lines.len().saturating_sub(1));
        let Some(y) = lines.get(*at).copied() else {
            return;
        };
        let is_beside_number = y < stage.y + FULL.1;
        let from = if is_beside_number {
            stage.x + GUTTER
        } else {
            answer_x
        };
        let mark = Rect {
            x: from.saturating_sub(2),
            y,
            width: stage.right().saturating_sub(from) + 2,
            height: 1,
        };
        buf.set_style(mark, desk.look.theme.selected);
        put_line(desk.look.glyphs.here, mark, buf, desk.look.theme.selected);
    }

    /// What can be pressed, and above it whatever goes wrong with the disk.
    fn draw_bottom(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let inner = Rect {
            x: area.x + 2,
            width: area.width - 4,
            ..area
        };
        let head = desk.head(String::new());
        if head.is_alarm {
            put_line(
                &head.state,
                below(inner, area.height - 3),
                buf,
                desk.look.theme.alarm,
            );
        }
        let hints = hints_of_talk(self.scope());
        bottom_line(
            hints,
            &desk.note,
            below(inner, area.height - 1),
            buf,
            &desk.look,
        );
    }
}

/// Where a question stands: in the middle, with room above it where there is room.
fn stage(area: Rect) -> Rect {
    let width = (area.width - 4).min(WIDEST);
    let above = (area.height.saturating_sub(LEAST.1) / 4).min(5);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + above,
        width,
        height: area.height - above - 3,
    }
}

/// The time of the step at the right end, as large as the glyphs allow.
fn draw_time(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let theme = &desk.look.theme;
    let time = clock_face(desk.talk.timer.step_left());
    match half_height(&time, desk.look.glyphs) {
        None => put_right(&time, area, buf, theme.strong),
        Some(lines) => {
            for (line, row) in lines.iter().zip(area.rows()) {
                put_right(line, row, buf, theme.strong);
            }
        }
    }
}

/// The rows that can be pointed at: the question, its hint, and all that stands under them.
fn lines_to_point_at(stage: Rect, buf: &Buffer) -> Vec<u16> {
    let text = below(indented(stage, GUTTER), 2);
    let beside_clock = Rect {
        width: text.width.saturating_sub(CLOCK),
        ..top(text, 1)
    };
    let beside_number = top(below(text, 1), FULL.1 - 3);
    let areas = [beside_clock, beside_number, below(stage, FULL.1)];
    areas.iter().flat_map(|area| lines_of(*area, buf)).collect()
}

/// The rows of an area in which something stands.
fn lines_of(area: Rect, buf: &Buffer) -> Vec<u16> {
    let area = area.intersection(buf.area);
    let stands = |row: &Rect| {
        row.columns()
            .any(|cell| buf[(cell.x, cell.y)].symbol() != " ")
    };
    area.rows().filter(stands).map(|row| row.y).collect()
}

/// The first row under what stands in an area.
fn answer_end(area: Rect, buf: &Buffer) -> u16 {
    lines_of(area, buf).last().map_or(area.y, |y| y + 1)
}
