//! How many minutes each step of a talk may take.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, indented, put_line};
use super::Closed;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// How many minutes each step of a talk may take.
#[derive(Debug, Default)]
pub struct MinutesBox {
    at: usize,
}

impl MinutesBox {
    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let last = Step::ALL.len() - 1;
        match command {
            Command::Up | Command::Previous => self.at = self.at.saturating_sub(1),
            Command::Down | Command::Next => self.at = (self.at + 1).min(last),
            Command::Left => self.change(-1, desk),
            Command::Right => self.change(1, desk),
            Command::Open => return Closed::Yes,
            _ => {}
        }
        Closed::No
    }

    fn change(&self, by: i16, desk: &mut Desk) {
        let timer = &mut desk.talk.timer;
        let minutes = timer.minutes().changed(Step::ALL[self.at], by);
        timer.allot(minutes);
        desk.wish(Effect::KeepMinutes(minutes));
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let minutes = desk.talk.timer.minutes();
        let mut rest = overlay("Minutes for each step", 46, 12, area, buf, look);
        for (index, step) in Step::ALL.into_iter().enumerate() {
            let is_here = index == self.at;
            let style = if is_here {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
                look.theme.strong
            } else {
                look.theme.text
            };
            let name = &Wording::shipped().step(step).name;
            put_line(name, indented(rest, 2), buf, style);
            let given = format!("{:>3}", minutes.of(step));
            put_line(&given, indented(rest, 14), buf, style);
            rest = below(rest, 1);
        }
        let total = format!("{:<12}{:>3}", "In all", minutes.total());
        put_line(&total, indented(rest, 2), buf, look.theme.strong);
        let keys = "left and right change it, enter closes";
        put_line(keys, below(rest, 2), buf, look.theme.soft);
    }
}
