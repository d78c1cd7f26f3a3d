//! A letter that is about to leave: the day on which it was sent, or the file that it is written to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::Effect;
use super::super::desk::{Desk, Outgoing, Way};
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, put, top};
use super::Closed;
use crate::canvas::letter::{SENT_ON, blanks, sent_on};
use crate::canvas::when;

/// Under which name a line is kept that was typed for a letter and not used.
fn asked(letter: &Outgoing) -> String {
    let Outgoing {
        canvas, kind, to, ..
    } = letter;
    let to = to.as_deref().unwrap_or_default();
    format!("{:?} {canvas} {} {to}", letter.way, kind.name())
}

/// A line to type for a letter that is about to leave.
#[derive(Debug)]
pub struct Leaving {
    letter: Outgoing,
    pub(super) field: Field,
    /// What is most likely meant, and stands there at first.
    offered: String,
    refused: String,
}

impl Leaving {
    /// The line, with what is most likely meant.
    pub(super) fn new(letter: Outgoing, desk: &Desk) -> Self {
        let offered = match letter.way {
            Way::Sent => when::in_words(desk.today),
            Way::File => letter.kind.file_name(&letter.canvas),
        };
        let left = desk.left_typed.get(&asked(&letter)).unwrap_or(&offered);
        Self {
            field: Field::new(left, Lines::One),
            letter,
            offered,
            refused: String::new(),
        }
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        self.refused.clear();
        match command {
            Command::Back => {
                // A day that would be refused is not kept to be refused again.
                let typed = self.field.text();
                let is_day = self.letter.way != Way::Sent || sent_on(&typed, desk.today).is_some();
                desk.left_typed.remove(&asked(&self.letter));
                desk.left_typed.extend(self.typed().filter(|_| is_day));
                Closed::Yes
            }
            Command::Open => self.go_on(desk),
            Command::Undo => {
                self.field.undo();
                Closed::No
            }
            Command::Redo => {
                self.field.redo();
                Closed::No
            }
            _ => Closed::No,
        }
    }

    /// What is typed, by the letter that it is for; None where it is what was offered.
    pub(super) fn typed(&self) -> Option<(String, String)> {
        let text = self.field.text();
        (text.trim() != self.offered).then(|| (asked(&self.letter), text))
    }

    fn go_on(&mut self, desk: &mut Desk) -> Closed {
        let typed = self.field.text().trim().to_owned();
        if typed.is_empty() {
            return Closed::No;
        }
        match self.letter.way {
            Way::File => desk.wish(Effect::WriteLetter {
                text: self.letter.text.clone(),
                to: typed,
            }),
            Way::Sent => {
                let Some(on) = sent_on(&typed, desk.today) else {
                    self.refused = format!("That is not {SENT_ON}.");
                    return Closed::No;
                };
                let Outgoing { kind, to, text, .. } = &self.letter;
                if let Some(session) = &mut desk.session {
                    let kept = session.edit_letters(|canvas, random| {
                        canvas.keep_sent(*kind, to.as_deref(), text, on, random)
                    });
                    desk.say(match kept {
                        Ok(()) => {
                            format!("Kept as sent on {}. u takes it back.", when::in_words(on))
                        }
                        Err(error) => error.to_string(),
                    });
                }
            }
        }
        desk.left_typed.remove(&asked(&self.letter));
        Closed::Yes
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let (title, hint) = match self.letter.way {
            Way::Sent => (
                "Sent",
                "On which day was it sent? The canvas keeps the letter as it stands now.",
            ),
            Way::File => (
                "Write the letter to",
                "Which file? One that ends in .md is Markdown, any other plain text. Nothing is written over.",
            ),
        };
        let inner = overlay(title, 70, 10, area, buf, look);
        let used = put(hint, inner, buf, look.theme.text);
        let rest = below(inner, used + 1);
        let cursor = self.field.draw(top(rest, 2), buf, look);
        let rest = below(rest, 3);
        let left = blanks(&self.letter.text).len();
        let said = match (self.refused.as_str(), left) {
            ("", 0) => String::new(),
            ("", 1) => "One blank is still to be filled.".into(),
            ("", left) => format!("{left} blanks are still to be filled."),
            (refused, _) => refused.into(),
        };
        put(&said, rest, buf, look.theme.accent);
        cursor
    }
}
