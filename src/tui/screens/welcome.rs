//! The first start: what this asks, where files go, and three doors.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::widgets::chrome::{Head, frame};
use super::super::widgets::prose::{MEASURE, below, indented, put, put_line};
use crate::canvas::shown::shown;

/// The first start.
#[derive(Debug, Default)]
pub struct Welcome {
    at: usize,
}

const DOORS: [(&str, &str); 3] = [
    ("A new canvas", "a title, and the questions begin"),
    (
        "Look around in the samples",
        "seven canvases, finished and half finished",
    ),
    ("Open another workspace", "a folder that holds one already"),
];

impl Welcome {
    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        match command {
            Command::Up | Command::Previous => self.at = self.at.saturating_sub(1),
            Command::Down | Command::Next => self.at = (self.at + 1).min(DOORS.len() - 1),
            Command::Digit(digit) if usize::from(digit) <= DOORS.len() => {
                self.at = usize::from(digit) - 1;
                return self.open();
            }
            Command::Open | Command::Toggle => return self.open(),
            Command::Settings => return Go::Settings,
            _ => desk.note.clear(),
        }
        Go::Stay
    }

    fn open(&self) -> Go {
        match self.at {
            0 => Go::New,
            1 => Go::Demo,
            _ => Go::Workspace,
        }
    }

    /// Draws the screen.
    pub fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let head = Head {
            title: "Why together?".into(),
            ..Head::default()
        };
        let body = frame(&head, Scope::Welcome, area, buf, look);
        let mut rest = Rect {
            width: body.width.min(MEASURE),
            ..body
        };
        rest = below(rest, u16::from(rest.height > 14));
        let used = put(
            "Before you say yes to one more partnership, this asks why: what would change, could you do it without them, have you the days, whose plan it is.",
            rest,
            buf,
            look.theme.text,
        );
        rest = below(rest, used + 1);
        let used = put(
            "It helps you to say yes, smaller, not yet, or a kind no. You decide; it keeps the record as a plain file you can read again in a year. There is nothing to save.",
            rest,
            buf,
            look.theme.text,
        );
        rest = below(rest, used + 1);
        for (index, (name, about)) in DOORS.iter().enumerate() {
            let is_here = index == self.at;
            if is_here {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
            }
            let style = if is_here {
                look.theme.strong
            } else {
                look.theme.text
            };
            let used = put_line(
                &format!("{}  {name}", index + 1),
                indented(rest, 2),
                buf,
                style,
            );
            put_line(about, indented(rest, used + 4), buf, look.theme.soft);
            rest = below(rest, 1);
        }
        let place = shown(&desk.root.display().to_string()).into_owned();
        put(
            &format!("Files go to {place}"),
            below(rest, 1),
            buf,
            look.theme.soft,
        );
    }
}
