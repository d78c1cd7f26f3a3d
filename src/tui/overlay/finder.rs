//! A list to find in by typing: the palette, the canvases.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, indented, put_line, put_right};
use super::Closed;

/// A list to find in by typing.
#[derive(Debug)]
pub struct Finder {
    title: &'static str,
    kind: AtomKind,
    pub(super) field: Field,
    items: Vec<Item>,
    /// Indices of the items that match, best first.
    found: Vec<u32>,
    cursor: usize,
    matcher: Box<Matcher>,
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) aside: String,
    pub(super) leads: Closed,
}

impl Finder {
    /// Finds by letters that follow each other, with others between them.
    pub(super) fn by_letters(title: &'static str, items: Vec<Item>) -> Self {
        Self::new(title, AtomKind::Fuzzy, items)
    }

    /// Finds by parts of words.
    pub(super) fn by_words(title: &'static str, items: Vec<Item>) -> Self {
        Self::new(title, AtomKind::Substring, items)
    }

    fn new(title: &'static str, kind: AtomKind, items: Vec<Item>) -> Self {
        let matcher = Box::new(Matcher::new(Config::DEFAULT));
        let mut finder = Self {
            title,
            kind,
            field: Field::new("", Lines::One),
            items,
            found: Vec::new(),
            cursor: 0,
            matcher,
        };
        finder.find();
        finder
    }

    /// Finds the items that match what is typed.
    pub(super) fn find(&mut self) {
        let wanted = self.field.text();
        let pattern = Pattern::new(
            &wanted,
            CaseMatching::Ignore,
            Normalization::Smart,
            self.kind,
        );
        let mut buffer = Vec::new();
        let matcher = &mut self.matcher;
        let mut scored: Vec<(u32, u32)> = (0_u32..)
            .zip(&self.items)
            .filter_map(|(index, item)| {
                let score = pattern.score(Utf32Str::new(&item.text, &mut buffer), matcher)?;
                Some((index, score))
            })
            .collect();
        if !wanted.trim().is_empty() {
            scored.sort_by_key(|(index, score)| (std::cmp::Reverse(*score), *index));
        }
        self.found = scored.into_iter().map(|(index, _)| index).collect();
        self.cursor = 0;
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
        let inner = overlay(self.title, 76, 18, area, buf, look);
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
            let text = Rect {
                width: row.width.saturating_sub(16),
                ..row
            };
            put_line(&item.text, indented(text, 2), buf, style);
            put_right(&item.aside, row, buf, look.theme.soft);
        }
        cursor
    }
}
