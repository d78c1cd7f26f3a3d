//! The list of challenges and who ranks, side by side: who is ready, and never what anyone gave.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{Pane, RankingScreen};
use crate::canvas::shown::shown;
use crate::tui::desk::Desk;
use crate::tui::widgets::chrome::panel;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};

/// The narrowest body that has both side by side.
const WIDE: u16 = 90;

/// What one pane shows.
struct Shown {
    pane: Pane,
    title: &'static str,
    note: String,
    /// Each with a word at its right end.
    rows: Vec<(String, String)>,
    /// A sentence beneath the rows, or "".
    about: &'static str,
}

impl Shown {
    /// Draws the box, and returns the area inside.
    fn draw_box(&self, is_here: bool, desk: &Desk, area: Rect, buf: &mut Buffer) -> Rect {
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
        let note = Span::styled(self.note.as_str(), look.theme.soft);
        panel(title, note, area, edge, buf, look)
    }
}

impl RankingScreen {
    /// Draws both panes.
    pub(super) fn draw_before(&mut self, desk: &Desk, body: Rect, buf: &mut Buffer) {
        let (list, people) = if body.width < WIDE {
            let count = self.ranking.people().len() as u16;
            let lower = (count + 5).clamp(6, body.height * 6 / 10);
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
            true => "somebody has ranked: it stays",
            false => "",
        };
        let rows: Vec<(String, String)> = texts
            .enumerate()
            .map(|(at, text)| (format!("{:>3}  {text}", at + 1), String::new()))
            .collect();
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
            (format!("{glyph} {}", shown(person.name)), state.to_owned())
        });
        let rows: Vec<(String, String)> = rows.collect();
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
        let inner = shown.draw_box(is_here, desk, area, buf);
        let under = match *about {
            "" => 0,
            about => wrap(about, inner.width).len() as u16 + 1,
        };
        let list = top(inner, inner.height.saturating_sub(under).max(1));
        let at = self.at[pane as usize].min(rows.len().saturating_sub(1));
        let room = usize::from(list.height).max(1);
        let offset = self.offsets[pane as usize].min(at);
        let offset = offset.max((at + 1).saturating_sub(room));
        self.offsets[pane as usize] = offset;
        let in_view = rows.iter().enumerate().skip(offset).zip(list.rows());
        for ((index, (text, state)), row) in in_view {
            let is_at = is_here && index == at;
            if is_at {
                put_line(look.glyphs.here, row, buf, look.theme.accent);
            }
            let style = if is_at {
                look.theme.strong
            } else {
                look.theme.text
            };
            put_line(text, indented(row, 2), buf, style);
            put_right(state, row, buf, look.theme.soft);
        }
        let foot = below(inner, list.height + 1);
        put(about, foot, buf, look.theme.soft);
    }
}
