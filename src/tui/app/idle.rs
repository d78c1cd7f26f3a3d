//! A key that changed nothing says so: what the screen names as a key is never pressed without an answer.

use ratatui::buffer::Buffer;

use super::super::keymap::{Command, Key};
use super::{App, Effect};

/// What the last frame looked like, and what to say where the next one looks the same.
#[derive(Debug, Default)]
pub(super) struct Idle {
    frame: u64,
    /// Keys and pastes since that frame: of several, none can be told to have changed nothing.
    keys: u32,
    says: Option<String>,
}

impl App {
    /// Notes that something was typed or pasted, which shows by itself.
    pub(super) fn typed_since(&mut self) {
        self.idle.keys += 1;
        self.idle.says = None;
    }

    /// Notes a command, which may turn out to have changed nothing.
    pub(super) fn pressed_since(&mut self, command: Command, key: Key) {
        self.typed_since();
        // What is answered alone must not show, not even by what the screen does not say.
        let is_hidden = self.is_private() && matches!(command, Command::Digit(_));
        let is_answered = !self.desk.note.is_empty() || self.desk.effects.iter().any(is_seen);
        if is_hidden || is_answered {
            return;
        }
        let key = key.name();
        self.idle.says = Some(match command {
            Command::Up | Command::Down | Command::Left | Command::Right => {
                "That is as far as it goes.".into()
            }
            Command::First | Command::Last | Command::PageUp | Command::PageDown => {
                "That is as far as it goes.".into()
            }
            _ => format!("{key} changes nothing here."),
        });
    }

    /// Says that the last key changed nothing, where this frame, without what there is to say, is like the one
    /// before it.
    pub(super) fn say_if_unanswered(&mut self, frame: &Buffer) {
        let drawn = digest(frame);
        let before = std::mem::replace(&mut self.idle.frame, drawn);
        let keys = std::mem::take(&mut self.idle.keys);
        let says = self.idle.says.take();
        if let Some(says) = says.filter(|_| keys == 1 && before == drawn) {
            self.desk.say(says);
        }
    }
}

/// True for what a planner notices although the frame stays as it is: it happens outside of it, or is told
/// once it is done.
fn is_seen(effect: &Effect) -> bool {
    !matches!(
        effect,
        Effect::KeepTyped { .. }
            | Effect::KeepSpent { .. }
            | Effect::KeepUnfinished { .. }
            | Effect::Save { .. }
            | Effect::Weigh { .. }
    )
}

/// A digest of what a frame shows: its letters, and how strong they are.
fn digest(frame: &Buffer) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    frame.content.iter().fold(0, |digest, cell| {
        let bytes = cell.symbol().bytes();
        let symbol = bytes.fold(0, |symbol, byte| symbol << 8 | u64::from(byte));
        (digest ^ symbol ^ u64::from(cell.modifier.bits()) << 48).wrapping_mul(PRIME)
    })
}
