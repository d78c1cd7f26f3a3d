//! One line to type: the title of a new canvas, a thought to park, a folder.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::Field;
use super::super::widgets::prose::{below, indented, put, put_line};
use super::Closed;
use crate::canvas::question::Question;

/// One line to type.
#[derive(Debug)]
pub struct Ask {
    pub(super) field: Field,
    pub(super) what: What,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    NewCanvas { is_quick: bool },
    Park,
    Workspace,
}

impl Ask {
    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let text = self.field.text().trim().to_owned();
        match (command, &mut self.what) {
            (Command::Next | Command::Previous, What::NewCanvas { is_quick }) => {
                *is_quick = !*is_quick;
                Closed::No
            }
            (Command::Open, _) if text.is_empty() => Closed::No,
            (Command::Open, What::NewCanvas { is_quick }) => Closed::Create {
                title: text,
                is_quick: *is_quick,
            },
            (Command::Open, What::Workspace) => Closed::Workspace(text),
            (Command::Open, What::Park) => {
                let now = desk.now;
                if let Some(session) = &mut desk.session {
                    let question = Question::find("cover.title").expect("in the table");
                    let parked = session.edit(question, |canvas, random| {
                        canvas.park(&text, now, random);
                        Ok(())
                    });
                    desk.say(parked.map_or_else(|error| error.to_string(), |()| "Parked.".into()));
                }
                Closed::Yes
            }
            (Command::Undo, _) => {
                self.field.undo();
                Closed::No
            }
            (Command::Redo, _) => {
                self.field.redo();
                Closed::No
            }
            _ => Closed::No,
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let (title, hint) = match &self.what {
            What::NewCanvas { .. } => (
                "A new canvas",
                "What shall we call it? A short name that everyone involved would recognise.",
            ),
            What::Park => (
                "Park a thought",
                "It is kept with the canvas, to come back to.",
            ),
            What::Workspace => (
                "Another workspace",
                "Which folder? A workspace holds a workspace.json.",
            ),
        };
        let inner = overlay(title, 70, 11, area, buf, look);
        let used = put(hint, inner, buf, look.theme.text);
        let mut rest = below(inner, used + 1);
        let cursor = self.field.draw(
            Rect {
                height: rest.height.min(2),
                ..rest
            },
            buf,
            look,
        );
        rest = below(rest, 3);
        if let What::NewCanvas { is_quick } = &self.what {
            for (is_chosen, name, about) in [
                (
                    *is_quick,
                    "quick look",
                    "a dozen questions, about ten minutes",
                ),
                (
                    !*is_quick,
                    "everything",
                    "about an hour; stop and go on as you like",
                ),
            ] {
                let glyph = if is_chosen { look.glyphs.here } else { " " };
                put_line(glyph, rest, buf, look.theme.accent);
                let style = if is_chosen {
                    look.theme.strong
                } else {
                    look.theme.text
                };
                put_line(name, indented(rest, 2), buf, style);
                put_line(about, indented(rest, 14), buf, look.theme.soft);
                rest = below(rest, 1);
            }
            put_line("tab changes, enter begins", rest, buf, look.theme.soft);
        }
        cursor
    }
}
