//! How the end of a session looks: what is parked, and what goes to the chat.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

use super::{Finish, Form};
use crate::canvas::closing::{MARK, UNDER_MARK, closing};
use crate::canvas::parked::Parked;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::tui::desk::Desk;
use crate::tui::keymap::{hints, hints_without};
use crate::tui::session::Session;
use crate::tui::widgets::chrome::{frame_with, panel};
use crate::tui::widgets::prose::{MEASURE, below, indented, put, put_line, put_right, top, wrap};
use crate::tui::widgets::window::Window;

/// The narrowest screen that has the list and the text side by side.
const WIDE: u16 = 100;

impl Finish {
    /// Draws the screen and returns where the cursor is, in the form.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        let head = desk.head("the end of the session".into());
        let hints = match self.form {
            Some(_) => hints(self.scope()),
            None => hints_without(self.scope(), self.idle(desk)),
        };
        let body = frame_with(&head, hints, area, buf, &desk.look);
        let body = below(body, u16::from(body.height > 16));
        let parked = session.canvas.parked();
        self.at = self.at.min(parked.len().saturating_sub(1));
        let (left, right) = self.halves(&parked, body);
        self.draw_text(session, desk, right, buf);
        match &self.form {
            Some(form) => draw_form(form, session, desk, left, buf),
            None => {
                self.draw_parked(&parked, desk, left, buf);
                None
            }
        }
    }

    /// Where the list and the text stand: beside each other, or one below the other.
    fn halves(&self, parked: &[Parked], body: Rect) -> (Rect, Rect) {
        if body.width >= WIDE {
            let half = body.width / 2;
            let left = Rect {
                width: half - 2,
                ..body
            };
            return (left, indented(body, half));
        }
        let lines = thoughts(parked, body.width)
            .iter()
            .map(Vec::len)
            .sum::<usize>();
        let lines = u16::try_from(lines).unwrap_or(u16::MAX);
        let wanted = match self.form {
            Some(_) => 9,
            None => lines.saturating_add(3),
        };
        let height = wanted.min(body.height / 2 + 1).max(4).min(body.height);
        (top(body, height), below(body, height))
    }

    fn draw_parked(&mut self, parked: &[Parked], desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let waiting = parked.iter().filter(|one| one.kept.is_none()).count();
        let said = match (parked.len(), waiting) {
            (0, _) => "Nothing is parked. ctrl-k parks a thought, from anywhere.",
            (_, 0) => "Every parked thought is settled.",
            _ => "Take each up as a next step, keep it, or drop it.",
        };
        let used = put(said, area, buf, look.theme.strong);
        let list = below(area, used + 1);
        let thoughts = thoughts(parked, area.width);
        let heights: Vec<usize> = thoughts.iter().map(Vec::len).collect();
        let room = usize::from(list.height).max(1);
        let window = Window::around(&heights, self.at, self.first, room);
        self.first = window.first;
        put_right(
            &window.more(),
            top(below(area, used), 1),
            buf,
            look.theme.soft,
        );
        let mut rest = list;
        for place in window.rows() {
            let is_here = place == self.at;
            if is_here {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
            }
            let style = if is_here {
                look.theme.strong
            } else {
                look.theme.text
            };
            put_right(kept(&parked[place]), top(rest, 1), buf, look.theme.good);
            for line in &thoughts[place] {
                put_line(line, indented(rest, 2), buf, style);
                rest = below(rest, 1);
            }
        }
    }

    /// What the session came to, as it goes to the chat, in a box.
    fn draw_text(&mut self, session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        if area.height < 3 {
            return;
        }
        let lines = lines(session, area.width.saturating_sub(4));
        let room = usize::from(area.height.saturating_sub(2));
        self.offset = self.offset.min(lines.len().saturating_sub(room));
        let title = Span::styled("For the chat", look.theme.accent);
        let more = match lines.len() > room {
            true => Span::styled("page down for more", look.theme.soft),
            false => Span::default(),
        };
        let inner = panel(title, more, area, look.theme.soft, buf, look);
        for ((line, is_heading), row) in lines.iter().skip(self.offset).zip(inner.rows()) {
            let style = if *is_heading {
                look.theme.strong
            } else {
                look.theme.text
            };
            put_line(line, row, buf, style);
        }
    }
}

/// What is said of a thought that was kept.
fn kept(thought: &Parked) -> &'static str {
    match thought.kept {
        Some(_) => "kept",
        None => "",
    }
}

/// The lines of each thought, beside what is said of it.
fn thoughts(parked: &[Parked], width: u16) -> Vec<Vec<String>> {
    let lines = |one: &Parked| {
        let beside = 2 + if kept(one).is_empty() { 0 } else { 5 };
        wrap(&shown(one.text), width.saturating_sub(beside).max(1))
    };
    parked.iter().map(lines).collect()
}

/// What the session came to, line by line, and which lines are headings.
fn lines(session: &Session, width: u16) -> Vec<(String, bool)> {
    let mut lines = Vec::new();
    for part in closing(&session.canvas, &session.suggestion, &session.begin()) {
        if !lines.is_empty() {
            lines.push((String::new(), false));
        }
        lines.push((part.heading.to_owned(), true));
        for said in part.written() {
            let is_marked = [MARK, UNDER_MARK].iter().any(|mark| said.starts_with(mark));
            let (mark, words) = said.split_at(if is_marked { MARK.len() } else { 0 });
            let room = width.saturating_sub(u16::try_from(mark.len()).unwrap_or(0));
            let wrapped = wrap(&shown(words), room).into_iter();
            let under = |(place, line)| match place {
                0 => format!("{mark}{line}"),
                _ => format!("{UNDER_MARK}{line}"),
            };
            lines.extend(wrapped.enumerate().map(under).map(|line| (line, false)));
        }
    }
    lines
}

/// Who does what by when.
fn draw_form(
    form: &Form,
    session: &Session,
    desk: &Desk,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let look = &desk.look;
    let width = area.width.min(MEASURE);
    let mut rest = Rect { width, ..area };
    let gap = u16::from(area.height > 9);
    put_line("A next step", rest, buf, look.theme.strong);
    rest = below(rest, 1 + gap);
    let mut cursor = None;
    for (place, ask) in ["What?", "Who?", "By when?"].into_iter().enumerate() {
        let is_here = place == form.at;
        let style = if is_here {
            look.theme.accent
        } else {
            look.theme.soft
        };
        put_line(ask, top(rest, 1), buf, style);
        let field = &form.fields[place];
        let room = indented(rest, 10);
        if is_here {
            let high = if place == 0 { 2 } else { 1 };
            cursor = field.draw(top(room, high), buf, look);
            rest = below(rest, field.rows().clamp(1, high));
        } else {
            put_line(
                &field.text(),
                indented(top(room, 1), 2),
                buf,
                look.theme.text,
            );
            rest = below(rest, 1);
        }
    }
    let (said, style) = match (&form.refused, form.by(session.today())) {
        (Some(refused), _) => (refused.to_string(), look.theme.alarm),
        (None, Ok(Some(by))) => {
            let from_today = when::from_today(by, session.today());
            let said = format!("{}, {from_today}", when::with_weekday(by));
            (said, look.theme.good)
        }
        _ => (
            "Tab goes from one to the next; enter after the last writes it down.".into(),
            look.theme.soft,
        ),
    };
    put(&said, below(rest, gap), buf, style);
    cursor
}
