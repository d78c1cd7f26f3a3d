//! How the guide looks on a shared screen: one question, large, in at most twelve lines.
//!
//! What is laid out here keeps its place from question to question, so that nothing moves unless
//! somebody moves it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::asked::{asked, place_in_step};
use super::super::talking_points::{TalkingPoints, how_to_go_on, talk_of};
use super::Guide;
use super::notes::Note;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::editor::Editor;
use crate::tui::grid::Grid;
use crate::tui::keymap::hints_of_talk;
use crate::tui::session::Session;
use crate::tui::widgets::band::{Band, CLOCK, GUTTER, Size, WIDE, above};
use crate::tui::widgets::chrome::draw_hints;
use crate::tui::widgets::large::FULL;
use crate::tui::widgets::prose::{MEASURE, below, indented, put, put_line, top, wrap};
use crate::tui::widgets::table;

/// The most lines of a question, with all that belongs to it.
pub(in crate::tui::screens) const MOST_LINES: u16 = 12;
/// What stands beside the number of the step as soon as the answers say no.
const EARLY_NO: &str = "Say no kindly? d decides.";
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
        if self.is_to_be_talked_about(session, desk) {
            let x = self.draw_talking_points(session, desk, stage, buf);
            self.draw_pointer(stage, x, desk, buf);
            self.draw_bottom(desk, area, buf);
            return None;
        }
        let cell = self.grid(desk).filter(|_| self.editor.is_some());
        let notes = self.notes(session);
        let band = self.draw_band(session, cell.as_ref(), desk, stage, buf);
        let gap = 1 + u16::from(area.height >= 24);
        let room = MOST_LINES - band;
        let mut answer = below(stage, band + gap);
        if stage.width >= WIDE {
            answer = indented(answer, GUTTER);
        }
        answer.height = answer
            .height
            .min(room + self.blank_lines(answer.width, room));
        let cursor = match (&cell, &self.editor) {
            (Some(grid), Some(editor)) => self.draw_cell(grid, editor, session, desk, answer, buf),
            _ => self.draw_answer(session, desk, answer, buf),
        };
        let left = room.saturating_sub(u16::try_from(lines_of(answer, buf).len()).unwrap_or(room));
        let foot = Foot {
            area: Rect {
                x: answer.x,
                width: answer.width.min(MEASURE),
                ..below(stage, band + gap + ANSWER + gap)
            },
            left,
            answer_end: answer_end(answer, buf),
        };
        self.draw_foot(&notes, session, desk, foot, buf);
        self.draw_pointer(stage, answer.x, desk, buf);
        self.draw_bottom(desk, area, buf);
        cursor
    }

    /// What there is to talk about, in the place of the answer; returns the column in which it begins.
    fn draw_talking_points(
        &self,
        session: &Session,
        desk: &Desk,
        stage: Rect,
        buf: &mut Buffer,
    ) -> u16 {
        let theme = &desk.look.theme;
        let is_wide = stage.width >= WIDE;
        let label = self.draw_place_and_label(session, desk, stage, buf);
        // Beside the number as far as it reaches, where there is room for whole sentences.
        let mut rest = if is_wide {
            indented(below(stage, label.max(FULL.1 - 1)), GUTTER)
        } else {
            below(stage, label.max(FULL.1))
        };
        rest.width = rest.width.min(MEASURE);
        let Some(points) = TalkingPoints::of(session, self.question, None) else {
            return rest.x;
        };
        let mut lines = points.gaps;
        lines.push(points.talk);
        lines.extend(points.prompts);
        lines.push(how_to_go_on(self.question).into());
        for line in lines {
            rest = below(rest, put(&line, rest, buf, theme.strong));
        }
        rest.x
    }

    /// Blank lines within an answer, which do not count: a list may have one before what it says beneath,
    /// where it has more to say than stands beside the choices.
    fn blank_lines(&self, width: u16, room: u16) -> u16 {
        let list = self.editor.as_ref().filter(|editor| editor.is_list());
        u16::from(list.is_some_and(|list| list.rows_in_full(width) > room + 1))
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
        let words = Wording::shipped().question(self.question);
        let label = self.draw_place_and_label(session, desk, stage, buf);
        let text = indented(stage, GUTTER);
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

    /// The number of the step, the time and the question; returns how many lines they took.
    fn draw_place_and_label(
        &self,
        session: &Session,
        desk: &Desk,
        stage: Rect,
        buf: &mut Buffer,
    ) -> u16 {
        let theme = &desk.look.theme;
        if let Some(band) = desk.band() {
            let asked = asked(&session.canvas, session.is_quick);
            let place = place_in_step(self.question, &asked);
            let band = Band { place, ..band };
            band.draw(Size::Full, stage, buf, &desk.look);
        }
        let text = indented(stage, GUTTER);
        let is_wide = stage.width >= WIDE;
        if session.suggestion.is_early_no() && self.step() != Step::Decision {
            let beside_clock = Rect {
                width: text.width.saturating_sub(CLOCK),
                ..below(text, if is_wide { 1 } else { 2 })
            };
            put_line(EARLY_NO, beside_clock, buf, theme.strong);
        }
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
        first + put(&words.label, label, buf, theme.strong)
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
        notes.retain(|note| !note.is_offer() && !note.is_early_no());
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
        put_line(
            desk.look.glyphs.pointer,
            mark,
            buf,
            desk.look.theme.selected,
        );
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
        draw_hints(hints, below(inner, area.height - 1), buf, &desk.look);
    }
}

/// Where a question stands: below the rows that are free on every screen of the present view.
fn stage(area: Rect) -> Rect {
    let above = above(area.height);
    Rect {
        x: area.x + 2,
        y: area.y + above,
        width: area.width - 4,
        height: area.height - above - 3,
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
pub(in crate::tui::screens) fn lines_of(area: Rect, buf: &Buffer) -> Vec<u16> {
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
