//! The list of challenges and who ranks, side by side: who is ready, and never what anyone gave.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr as _;

use super::{Pane, RankingScreen};
use crate::canvas::shown::shown;
use crate::tui::desk::Desk;
use crate::tui::widgets::chrome::panel;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};
use crate::tui::widgets::window::Window;

/// The narrowest body that has both side by side.
const WIDE: u16 = 90;

/// What one pane shows.
struct Shown {
    pane: Pane,
    title: &'static str,
    note: String,
    rows: Vec<Row>,
    /// A sentence beneath the rows, or "".
    about: &'static str,
}

/// One row of a pane.
struct Row {
    /// A number or a glyph before the words.
    mark: String,
    text: String,
    /// A word at the right end.
    state: &'static str,
}

impl Row {
    /// The lines of the words beside the mark and the state.
    fn lines(&self, width: u16) -> Vec<String> {
        let state = match self.state {
            "" => 0,
            state => state.width() + 1,
        };
        let beside = 2 + self.mark.width() + state;
        wrap(&self.text, width.saturating_sub(beside as u16).max(1))
    }
}

impl Shown {
    /// Draws the box with how many rows are not in view, and returns the area inside.
    fn draw_box(
        &self,
        is_here: bool,
        more: &str,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Rect {
        let look = &desk.look;
        let (title, edge) = match is_here {
            true => (
                Span::styled(
                    format!("{} {}", look.glyphs.here, self.title),
                    look.theme.accent,
                ),
                look.theme.accent,
            ),
            false => (Span::styled(self.title, look.theme.strong), look.theme.soft),
        };
        let parts = [more, self.note.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let note = parts.join(&format!(" {} ", look.glyphs.between));
        let note = Span::styled(note, look.theme.soft);
        panel(title, note, area, edge, buf, look)
    }
}

impl RankingScreen {
    /// Draws both panes.
    pub(super) fn draw_before(&mut self, desk: &Desk, body: Rect, buf: &mut Buffer) {
        let (list, people) = if body.width < WIDE {
            let count = self.ranking.people().len() as u16;
            // Two edges, the people, and what is said below them.
            let lower = (count + 4).clamp(6, body.height * 6 / 10);
            let upper = body.height - lower;
            (top(body, upper), below(body, upper))
        } else {
            let left = body.width * 6 / 10;
            let list = Rect {
                width: left - 1,
                ..body
            };
            (list, indented(body, left))
        };
        self.draw_challenges(desk, list, buf);
        self.draw_people(desk, people, buf);
    }

    fn draw_challenges(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let challenges = self.ranking.challenges();
        let texts = challenges.iter().map(|one| shown(one.text).into_owned());
        let has_begun = self.ranking.people().iter().any(|person| person.is_ready);
        let note = match has_begun {
            true => "ranked: it stays",
            false => "",
        };
        let rows = texts.enumerate().map(|(at, text)| Row {
            mark: format!("{:>3}  ", at + 1),
            text,
            state: "",
        });
        let rows = rows.collect();
        let shown = Shown {
            pane: Pane::List,
            title: "Challenges",
            note: note.to_owned(),
            rows,
            about: "",
        };
        self.draw_pane(&shown, desk, area, buf);
    }

    fn draw_people(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let glyphs = desk.look.glyphs;
        let people = self.ranking.people();
        let rows = people.iter().map(|person| {
            let (glyph, state) = match person.is_ready {
                true => (glyphs.done, "ready"),
                false => (glyphs.open, "not yet"),
            };
            Row {
                mark: format!("{glyph} "),
                text: shown(person.name).into_owned(),
                state,
            }
        });
        let rows: Vec<Row> = rows.collect();
        let ready = people.iter().filter(|person| person.is_ready).count();
        let note = match people.len() {
            0 => String::new(),
            all => format!("{ready} of {all} ready"),
        };
        let about = match rows.is_empty() {
            true => "Nobody yet: a names them, with commas between.",
            false => "Enter hands over; nothing shows before all are in.",
        };
        let shown = Shown {
            pane: Pane::People,
            title: "Who ranks",
            note,
            rows,
            about,
        };
        self.draw_pane(&shown, desk, area, buf);
    }

    /// Draws a pane, with the cursor in view where the planner is in it.
    fn draw_pane(&mut self, shown: &Shown, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Shown {
            pane, rows, about, ..
        } = shown;
        let (look, pane) = (&desk.look, *pane);
        let is_here = self.pane == pane;
        let width = area.width.saturating_sub(4);
        let under = match *about {
            "" => 0,
            about => wrap(about, width).len() as u16 + 1,
        };
        let room = area.height.saturating_sub(2 + under).max(1);
        let lines: Vec<Vec<String>> = rows.iter().map(|row| row.lines(width)).collect();
        let heights: Vec<usize> = lines.iter().map(Vec::len).collect();
        let at = self.at[pane as usize].min(rows.len().saturating_sub(1));
        let before = self.offsets[pane as usize];
        let window = Window::around(&heights, at, before, usize::from(room));
        self.offsets[pane as usize] = window.first;
        let inner = shown.draw_box(is_here, &window.more(), desk, area, buf);
        let mut rest = top(inner, room);
        for index in window.rows() {
            let is_at = is_here && index == at;
            let style = if is_at {
                look.theme.strong
            } else {
                look.theme.text
            };
            if is_at {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
            }
            put_right(rows[index].state, top(rest, 1), buf, look.theme.soft);
            let mark = put_line(&rows[index].mark, indented(rest, 2), buf, style);
            for line in &lines[index] {
                put_line(line, indented(rest, 2 + mark), buf, style);
                rest = below(rest, 1);
            }
        }
        let foot = below(inner, room + 1);
        put(about, foot, buf, look.theme.soft);
    }
}
