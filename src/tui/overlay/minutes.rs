//! How many minutes each step of a talk may take.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::talk::timer::MinutesError;
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, indented, put, put_line};
use super::Closed;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// How many minutes each step of a talk may take.
#[derive(Debug, Default)]
pub struct MinutesBox {
    at: usize,
    /// Why a step does not get the minutes that were asked for.
    refused: Option<MinutesError>,
}

impl MinutesBox {
    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let last = Step::ALL.len() - 1;
        self.refused = None;
        match command {
            Command::Up | Command::Previous => self.at = self.at.saturating_sub(1),
            Command::Down | Command::Next => self.at = (self.at + 1).min(last),
            Command::Left => self.change(-1, desk),
            Command::Right => self.change(1, desk),
            Command::Open => return Closed::Yes,
            Command::Toggle if desk.talk.timer.has_begun() => {
                desk.talk.timer.begin_anew();
                desk.say("The time begins anew: t starts it.");
                return Closed::Yes;
            }
            _ => {}
        }
        Closed::No
    }

    fn change(&mut self, by: i16, desk: &mut Desk) {
        let timer = &mut desk.talk.timer;
        match timer.minutes().changed(Step::ALL[self.at], by) {
            Ok(minutes) => {
                timer.allot(minutes);
                desk.wish(Effect::KeepMinutes(minutes));
            }
            Err(refused) => self.refused = Some(refused),
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let timer = &desk.talk.timer;
        let minutes = timer.minutes();
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
        let used = put_line(&total, indented(rest, 2), buf, look.theme.strong);
        if timer.minutes_added() > 0 {
            let added = format!("and {} added", timer.minutes_added());
            put_line(&added, indented(rest, 2 + used + 2), buf, look.theme.text);
        }
        let foot = below(rest, 1);
        match self.refused {
            Some(refused) => {
                let refused = format!("Not changed: {refused}.");
                put(&refused, foot, buf, look.theme.alarm);
            }
            None if timer.has_begun() => {
                let keys = "Left and right change it, enter closes; space begins the time anew.";
                put(keys, foot, buf, look.theme.soft);
            }
            None => {
                let keys = "Left and right change it, enter closes.";
                put(keys, foot, buf, look.theme.soft);
            }
        }
    }
}
