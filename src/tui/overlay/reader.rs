//! A text to read, and the keys of a screen as such a text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::desk::Desk;
use super::super::keymap::{Binding, Command, Scope, bindings, rank_in_talk};
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, put_line, wrap};
use super::{Closed, Overlay};
use crate::canvas::shown::shown;

/// A text to read.
#[derive(Debug)]
pub struct Reader {
    title: String,
    text: Prose,
    offset: usize,
}

#[derive(Debug)]
enum Prose {
    Text(String),
    /// Keys, and what each does.
    Keys(Vec<(String, String)>),
}

impl Prose {
    /// How wide keys are, with what parts them from their text.
    const KEYS: u16 = 22;

    fn wrapped(&self, width: u16) -> Vec<String> {
        let keys = match self {
            Self::Text(text) => return wrap(text, width),
            Self::Keys(keys) => keys,
        };
        let under = usize::from(Self::KEYS);
        let lines = keys.iter().flat_map(|(key, help)| {
            let help = wrap(help, width.saturating_sub(Self::KEYS));
            let keys = [key.as_str()].into_iter().chain(std::iter::repeat(""));
            let beside = keys
                .zip(help)
                .map(move |(key, help)| format!("{key:<under$}{help}"));
            beside.collect::<Vec<_>>()
        });
        lines.collect()
    }
}

impl Overlay {
    /// Every key of a scope; those that a talk needs come first where one question is presented.
    pub fn help(scope: Scope, is_presenting: bool) -> Self {
        let mut rows: Vec<&Binding> = bindings(scope).collect();
        if is_presenting {
            rows.sort_by_key(|binding| rank_in_talk(binding.command));
        }
        let lines = rows.into_iter().map(|binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            (keys.join(", "), binding.help.to_owned())
        });
        Self::Reader(Reader {
            title: "Keys of this screen".into(),
            text: Prose::Keys(lines.collect()),
            offset: 0,
        })
    }

    /// A text to read.
    pub fn read(title: String, text: String) -> Self {
        Self::Reader(Reader {
            title,
            text: Prose::Text(text),
            offset: 0,
        })
    }
}

impl Reader {
    pub(super) fn command(&mut self, command: Command) -> Closed {
        match command {
            Command::Up => self.offset = self.offset.saturating_sub(1),
            Command::Down => self.offset = self.offset.saturating_add(1),
            Command::PageUp => self.offset = self.offset.saturating_sub(10),
            Command::PageDown => self.offset = self.offset.saturating_add(10),
            Command::First => self.offset = 0,
            Command::Last => self.offset = usize::MAX,
            _ => return Closed::Yes,
        }
        Closed::No
    }

    pub(super) fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let width = 76.min(area.width.saturating_sub(2));
        let lines = self.text.wrapped(width.saturating_sub(4));
        let wanted = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(3);
        let inner = overlay(&shown(&self.title), width, wanted, area, buf, look);
        let room = usize::from(inner.height.saturating_sub(1));
        self.offset = self.offset.min(lines.len().saturating_sub(room));
        for (line, row) in lines.iter().skip(self.offset).zip(inner.rows().take(room)) {
            put_line(&shown(line), row, buf, look.theme.text);
        }
        let last = below(inner, inner.height.saturating_sub(1));
        let more = if lines.len() > self.offset + room {
            "down for more, esc to close"
        } else {
            "esc to close"
        };
        put_line(more, last, buf, look.theme.soft);
    }
}
