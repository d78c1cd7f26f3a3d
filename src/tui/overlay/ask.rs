//! One line to type: the title of a new canvas, a thought to park, a folder.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::screens::portfolio::team;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, indented, put, put_line};
use super::Closed;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;

/// One line to type.
#[derive(Debug)]
pub struct Ask {
    pub(super) field: Field,
    pub(super) what: What,
    /// What is wrong with what was typed.
    refused: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    NewCanvas { is_quick: bool },
    Park,
    Workspace,
    SaveCopy,
    TryTeam,
}

impl What {
    fn title(self) -> &'static str {
        match self {
            Self::NewCanvas { .. } => "A new canvas",
            Self::Park => "Park a thought",
            Self::Workspace => "Another workspace",
            Self::SaveCopy => "Save a copy to",
            Self::TryTeam => "What if the team were another",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::NewCanvas { .. } => {
                "What shall we call it? A short name that everyone involved would recognise."
            }
            Self::Park => "It is kept with the canvas, to come back to.",
            Self::TryTeam => {
                "Who, with which share of their days? Such as: Data analyst 40%. Somebody new counts too. Or how many days a month in all: 24. Nothing is kept yet."
            }
            Self::Workspace => "Which folder? A workspace holds a workspace.json.",
            Self::SaveCopy => {
                "Which file or folder? The copy holds all that the canvas's own file holds. Nothing is written over."
            }
        }
    }
}

impl Ask {
    /// The line, with what was typed in it when it was last closed.
    pub(super) fn new(what: What, desk: &Desk) -> Self {
        let text = desk.left_typed.get(what.title());
        let field = Field::new(text.map_or("", String::as_str), Lines::One);
        Self {
            field,
            what,
            refused: String::new(),
        }
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let text = self.field.text().trim().to_owned();
        desk.left_typed.remove(self.what.title());
        self.refused.clear();
        match (command, &mut self.what) {
            (Command::Back, what) => {
                desk.left_typed.insert(what.title(), text);
                Closed::Yes
            }
            (Command::Next | Command::Previous, What::NewCanvas { is_quick }) => {
                *is_quick = !*is_quick;
                Closed::No
            }
            (Command::Open, _) if text.is_empty() => Closed::No,
            (Command::Open, What::NewCanvas { is_quick }) => Closed::Create {
                title: text,
                is_quick: *is_quick,
            },
            (Command::Open, What::TryTeam) => match team::try_team(&text, desk) {
                Ok(()) => Closed::Yes,
                Err(why) => {
                    self.refused = why;
                    Closed::No
                }
            },
            (Command::Open, What::Workspace) => Closed::Workspace(text),
            (Command::Open, What::SaveCopy) => {
                if let Some(session) = &desk.session {
                    let canvas = Box::new(session.canvas.clone());
                    desk.wish(Effect::SaveCopy { canvas, to: text });
                }
                Closed::Yes
            }
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
        let inner = overlay(self.what.title(), 70, 11, area, buf, look);
        let used = put(self.what.hint(), inner, buf, look.theme.text);
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
        if self.what == What::Park {
            draw_parked(desk, rest, buf);
        }
        put(&self.refused, rest, buf, look.theme.alarm);
        cursor
    }
}

/// What is parked already, the newest first.
fn draw_parked(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let Some(session) = &desk.session else { return };
    let parked = session.canvas.rows_at("parked");
    let mut parked: Vec<&str> = parked.filter_map(|row| row.line("text")).collect();
    parked.reverse();
    let hidden = parked.len().saturating_sub(usize::from(area.height));
    for (row, (index, text)) in area.rows().zip(parked.iter().enumerate()) {
        let is_last = index + 1 == usize::from(area.height);
        let line = match hidden {
            1.. if is_last => format!("and {} more", hidden + 1),
            _ => format!("{} {}", desk.look.glyphs.between, shown(text)),
        };
        put_line(&line, row, buf, desk.look.theme.soft);
    }
}
