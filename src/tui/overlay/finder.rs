//! A list to find in by typing: the palette, the canvases.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::thread;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr as _;

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, indented, put_line, put_right};
use super::Closed;
use crate::canvas::names::{fit, folded};

/// A list to find in by typing.
#[derive(Debug)]
pub struct Finder {
    title: Cow<'static, str>,
    kind: AtomKind,
    pub(super) field: Field,
    items: Vec<Item>,
    /// Indices of the items that match, best first.
    found: Vec<u32>,
    /// What was typed when they were found.
    wanted: String,
    cursor: usize,
}

/// How high the list is at most, with its box.
const MOST_ROWS: u16 = 18;
/// How wide a list is at most, with its box: of names, and of commands with what they do.
const WIDTH: u16 = 76;
const WIDTH_WITH_HELP: u16 = 112;
/// How many threads find in a long list.
const THREADS: usize = 2;
/// How many items are found sooner than another thread has begun.
const FEW: usize = 2_000;
/// How many of the best are put in order; nobody walks on beyond them.
const ORDERED: usize = 1_000;

#[derive(Debug)]
pub(super) struct Item {
    pub(super) text: Box<str>,
    pub(super) aside: Cow<'static, str>,
    pub(super) leads: Closed,
}

impl Finder {
    /// Finds by letters that follow each other, with others between them.
    pub(super) fn by_letters(title: impl Into<Cow<'static, str>>, items: Vec<Item>) -> Self {
        Self::new(title.into(), AtomKind::Fuzzy, items)
    }

    /// Finds by parts of words.
    pub(super) fn by_words(title: impl Into<Cow<'static, str>>, items: Vec<Item>) -> Self {
        Self::new(title.into(), AtomKind::Substring, items)
    }

    fn new(title: Cow<'static, str>, kind: AtomKind, items: Vec<Item>) -> Self {
        let mut finder = Self {
            title,
            kind,
            field: Field::new("", Lines::One),
            items,
            found: Vec::new(),
            wanted: String::new(),
            cursor: 0,
        };
        finder.find();
        finder
    }

    /// Finds the items that match what is typed.
    pub(super) fn find(&mut self) {
        let wanted = self.field.text();
        // Whatever matches more letters has matched the fewer.
        let narrows = !self.wanted.is_empty() && wanted.starts_with(&self.wanted);
        let candidates: Vec<u32> = if narrows {
            std::mem::take(&mut self.found)
        } else {
            (0..u32::try_from(self.items.len()).unwrap_or(u32::MAX)).collect()
        };
        self.found = if wanted.trim().is_empty() {
            candidates
        } else {
            self.best(&wanted, &candidates)
        };
        self.wanted = wanted;
        self.cursor = 0;
    }

    /// Those of the candidates that match, best first; beyond the first [`ORDERED`] in no order.
    fn best(&self, wanted: &str, candidates: &[u32]) -> Vec<u32> {
        let items = &self.items;
        let pattern = Pattern::new(
            wanted,
            CaseMatching::Ignore,
            Normalization::Smart,
            self.kind,
        );
        let part = candidates.len().div_ceil(THREADS).max(FEW);
        let mut scored = thread::scope(|scope| {
            let mut parts = candidates.chunks(part);
            let first = parts.next().unwrap_or_default();
            let others: Vec<_> = parts
                .map(|part| scope.spawn(|| scored(items, &pattern, part)))
                .collect();
            let mut all = scored(items, &pattern, first);
            for other in others {
                all.extend(other.join().unwrap_or_default());
            }
            all
        });
        let typed = folded(wanted);
        // The nearest name first, as on the command line; then whatever matches by its letters.
        let far = |index: u32| match fit(&items[index as usize].text, &typed) {
            Some(fit) => fit as u8,
            None => u8::MAX,
        };
        let key = |(score, index): &(u32, u32)| (far(*index), Reverse(*score), *index);
        if scored.len() > ORDERED {
            scored.select_nth_unstable_by_key(ORDERED, key);
        }
        let ordered = scored.len().min(ORDERED);
        scored[..ordered].sort_unstable_by_key(key);
        scored.into_iter().map(|(_, index)| index).collect()
    }

    pub(super) fn command(&mut self, command: Command) -> Closed {
        let last = self.found.len().saturating_sub(1);
        match command {
            Command::Up => self.cursor = self.cursor.saturating_sub(1),
            Command::Down => self.cursor = (self.cursor + 1).min(last),
            Command::PageUp => self.cursor = self.cursor.saturating_sub(10),
            Command::PageDown => self.cursor = (self.cursor + 10).min(last),
            Command::First => self.cursor = 0,
            Command::Last => self.cursor = last,
            Command::Open => {
                let index = self.found.get(self.cursor);
                let item = index.and_then(|index| self.items.get(*index as usize));
                return item.map_or(Closed::No, |item| item.leads.clone());
            }
            _ => {}
        }
        Closed::No
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let height = u16::try_from(self.items.len() + 4).unwrap_or(MOST_ROWS);
        let width = match self.kind {
            AtomKind::Substring => WIDTH_WITH_HELP,
            _ => WIDTH,
        };
        let inner = overlay(&self.title, width, height.min(MOST_ROWS), area, buf, look);
        let cursor = self.field.draw(Rect { height: 1, ..inner }, buf, look);
        let list = below(inner, 2);
        let room = usize::from(list.height);
        if self.found.is_empty() {
            put_line("Nothing by that name.", list, buf, look.theme.soft);
        }
        let first = (self.cursor + 1).saturating_sub(room);
        let shown = self.found.iter().enumerate().skip(first);
        for ((index, item), row) in shown.zip(list.rows()) {
            let item = &self.items[*item as usize];
            let is_here = index == self.cursor;
            if is_here {
                put_line(look.glyphs.here, row, buf, look.theme.accent);
            }
            let style = if is_here {
                look.theme.strong
            } else {
                look.theme.text
            };
            let aside = u16::try_from(item.aside.width()).unwrap_or(row.width);
            let text = Rect {
                width: row.width.saturating_sub(aside + 2),
                ..row
            };
            put_line(&item.text, indented(text, 2), buf, style);
            put_right(&item.aside, row, buf, look.theme.soft);
        }
        cursor
    }
}

/// The items among the candidates that match, with their scores.
fn scored(items: &[Item], pattern: &Pattern, candidates: &[u32]) -> Vec<(u32, u32)> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let scored = candidates.iter().filter_map(|index| {
        let text = Utf32Str::new(&items[*index as usize].text, &mut buffer);
        Some((pattern.score(text, &mut matcher)?, *index))
    });
    scored.collect()
}
