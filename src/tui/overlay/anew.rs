//! An answer of the joint canvas, written anew beside what each side says, or chosen out of a list.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::{Command, Scope};
use super::super::screens::compare::Anew;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, cut, indented, put, put_line, top, wrap};
use super::Closed;
use super::finder::{Finder, Item};
use crate::canvas::answer::{AnswerError, typed, typed_cell};
use crate::canvas::question::{AnswerType, Cell};
use crate::canvas::shown::shown;

/// How wide the box is inside.
const INNER: u16 = 72;
/// How many lines one side's answer may take.
const MOST_LINES: usize = 3;

/// An answer that is being written anew.
#[derive(Debug)]
pub struct Writing {
    anew: Anew,
    pub(super) field: Field,
    /// Why what is typed is no answer yet.
    refused: Option<String>,
}

/// A list of the answers that are allowed, each with the sides that give it.
pub(super) fn choosing(anew: Anew) -> Finder {
    let address = &anew.address;
    let items = anew.options.into_iter().map(|option| Item {
        text: option.name.into(),
        aside: option.said_by.into(),
        leads: Closed::Written(address.clone(), Some(option.value)),
    });
    Finder::by_words(anew.label, items.collect())
}

impl Writing {
    pub(super) fn new(anew: Anew) -> Self {
        let lines = match anew.question.answer {
            AnswerType::Text => Lines::Several,
            _ => Lines::One,
        };
        Self {
            field: Field::new(&anew.so_far, lines),
            anew,
            refused: None,
        }
    }

    pub(super) fn scope(&self) -> Scope {
        match self.field.lines() {
            Lines::Several => Scope::Writing,
            Lines::One => Scope::Prompt,
        }
    }

    /// Replaces the text with one that was edited elsewhere.
    pub fn replace_text(&mut self, text: &str) {
        self.field = Field::new(text.trim_end(), self.field.lines());
    }

    /// Where the answer is to stand, and what is typed; None where it is no answer yet.
    pub fn answer(&self, today: Date) -> Option<(&str, Option<Value>)> {
        let value = self.typed(today).ok()?;
        Some((&self.anew.address, value))
    }

    fn typed(&self, today: Date) -> Result<Option<Value>, AnswerError> {
        let (question, text) = (self.anew.question, self.field.text());
        match self.anew.cell {
            Some(cell) => typed_cell(question, cell, &text, today),
            None => typed(question, &text, today),
        }
    }

    /// What is typed, by where it is to stand.
    pub(super) fn so_far(&self) -> (String, String) {
        (self.anew.address.clone(), self.field.text())
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        match command {
            Command::NewLine => drop(self.field.new_line()),
            Command::Undo => drop(self.field.undo()),
            Command::Redo => drop(self.field.redo()),
            Command::Editor => desk.wish(Effect::Edit(self.field.text())),
            Command::Back | Command::Open | Command::Next | Command::Previous => {
                return self.close(command, desk);
            }
            _ => {}
        }
        Closed::No
    }

    /// Closes with what is typed as the answer; if it does not parse yet, Esc keeps it as typed.
    fn close(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let address = self.anew.address.clone();
        desk.left_typed.remove(&address);
        match self.typed(desk.today) {
            Ok(value) => Closed::Written(address, value),
            Err(_) if command == Command::Back => {
                desk.left_typed.insert(address, self.field.text());
                desk.say("It is no answer yet, so it is not taken. Enter brings it back.");
                Closed::Yes
            }
            Err(rule) => {
                self.refused = Some(rule.to_string());
                Closed::No
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let room = INNER.min(area.width.saturating_sub(6));
        let said = self.said(room, area.height);
        let several = self.field.lines() == Lines::Several;
        let rule = self.rule();
        let own = if several { 9 } else { 4 };
        let inner = overlay(
            "Write it anew",
            INNER + 4,
            said.len() as u16 + own + 4,
            area,
            buf,
            look,
        );
        let used = put(
            &shown(&self.anew.label),
            top(inner, 2),
            buf,
            look.theme.strong,
        );
        let mut rest = below(inner, used);
        for (letter, text) in &said {
            put_line(letter, rest, buf, look.theme.accent);
            put_line(text, indented(rest, 3), buf, look.theme.soft);
            rest = below(rest, 1);
        }
        rest = below(rest, 1);
        let room = if several {
            rest.height.saturating_sub(2).max(1)
        } else {
            1
        };
        let cursor = self.field.draw(top(rest, room), buf, look);
        let last = below(inner, inner.height.saturating_sub(1));
        match &self.refused {
            Some(refused) => drop(put(&shown(refused), below(rest, 2), buf, look.theme.alarm)),
            None if several => drop(put_line(
                "esc keeps what is written",
                last,
                buf,
                look.theme.soft,
            )),
            None => {
                put_line(rule, below(rest, 2), buf, look.theme.soft);
                put_line("nothing typed leaves it open", last, buf, look.theme.soft);
            }
        }
        cursor
    }

    /// What each side says, in as many lines as there is room for.
    fn said(&self, width: u16, height: u16) -> Vec<(&'static str, String)> {
        let most = if height > 22 { MOST_LINES } else { 1 };
        let said = self.anew.said.iter().flat_map(|(letter, text)| {
            let lines = wrap(text, width - 3);
            let is_cut = lines.len() > most;
            let lines = lines.into_iter().take(most).enumerate();
            lines.map(move |(at, line)| {
                let letter = if at == 0 { *letter } else { "" };
                match is_cut && at + 1 == most {
                    true => (letter, cut(&format!("{line} ..."), width - 3)),
                    false => (letter, line),
                }
            })
        });
        said.collect()
    }

    /// What may be typed, where not any words are allowed.
    fn rule(&self) -> &'static str {
        let question = &self.anew.question.answer;
        match (self.anew.cell, question) {
            (Some(Cell::Date), _) | (None, AnswerType::Date) => {
                "A day: 15 May, 2027-05-15, in 3 months."
            }
            (Some(Cell::Number), _) | (None, AnswerType::Number) => "A number, such as 2 or 0.5.",
            (Some(Cell::Names), _) => "Names, with commas between them.",
            _ => "",
        }
    }
}
