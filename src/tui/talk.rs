//! Two people, one screen: whether one question fills it, which keys are named for whoever watches, and
//! the clock of the talk.

pub mod timer;

use std::collections::VecDeque;

use super::keymap::{Binding, Command};
use timer::Timer;

/// How many commands are shown.
const SHOWN: usize = 3;

/// What a talk over a shared screen needs beside the canvas.
#[derive(Debug, Default)]
pub struct Talk {
    /// True while one question fills the screen.
    pub is_presenting: bool,
    /// The commands of late, the newest last; None where they are not shown.
    pressed: Option<VecDeque<Pressed>>,
    /// The clock of the talk.
    pub timer: Timer,
}

/// A key that was pressed, and what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// The key.
    pub key: String,
    /// What it asked for, in one or two words.
    pub name: &'static str,
}

impl Talk {
    /// Shows the last commands from now on, or no longer.
    pub fn show_keys(&mut self) {
        self.pressed = match self.pressed {
            Some(_) => None,
            None => Some(VecDeque::with_capacity(SHOWN + 1)),
        };
    }

    /// True while the last commands are shown.
    pub fn shows_keys(&self) -> bool {
        self.pressed.is_some()
    }

    /// Notes a command that a key asked for, and whether it led to a step: a digit is a choice, or the
    /// number of one.
    pub fn note(&mut self, key: String, binding: &Binding, led_to_a_step: bool) {
        let Some(pressed) = &mut self.pressed else {
            return;
        };
        if binding.command == Command::ShowKeys {
            return;
        }
        let name = match binding.command {
            Command::Digit(_) if led_to_a_step => "step",
            _ => binding.label,
        };
        pressed.push_back(Pressed { key, name });
        while pressed.len() > SHOWN {
            pressed.pop_front();
        }
    }

    /// The last commands, the newest last.
    pub fn pressed(&self) -> impl DoubleEndedIterator<Item = &Pressed> {
        self.pressed.iter().flatten()
    }
}
