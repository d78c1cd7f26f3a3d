//! The guide on a shared screen: a line to point at, and what two people might ask each other.

use super::super::talking_points::talk_of;
use super::Guide;
use crate::canvas::wording::Wording;
use crate::tui::desk::{Desk, Go};
use crate::tui::keymap::{Command, Scope};

impl Guide {
    /// Begins to point at a line, moves to another one, or ends; None where the command is none of
    /// the pointer's.
    pub(super) fn point(&mut self, command: Command, desk: &mut Desk) -> Option<Go> {
        let Some(at) = &mut self.pointer else {
            if command != Command::Point {
                return None;
            }
            if desk.talk.is_presenting {
                self.pointer = Some(0);
            } else {
                desk.say("Press P first: the present view has a line to point with.");
            }
            return Some(Go::Stay);
        };
        match command {
            Command::Up => *at = at.saturating_sub(1),
            Command::Down => *at = at.saturating_add(1),
            Command::First => *at = 0,
            Command::Last => *at = usize::MAX,
            Command::Point | Command::Back => self.pointer = None,
            _ => return None,
        }
        Some(Go::Stay)
    }

    /// Opens what two people might ask each other in this step.
    pub(super) fn talk_about(&self, desk: &Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Stay;
        };
        let step = Wording::shipped().step(self.step());
        Go::Read {
            title: format!("To talk about: {}", step.name),
            text: format!(
                "{}\n\n{}",
                step.about,
                talk_of(session, self.step()).join("\n")
            ),
        }
    }

    /// Points no longer.
    pub fn stop_pointing(&mut self) {
        self.pointer = None;
    }

    /// Which keys are read while a line is pointed at.
    pub(super) fn pointing(&self) -> Option<Scope> {
        self.pointer.map(|_| Scope::Pointer)
    }
}
