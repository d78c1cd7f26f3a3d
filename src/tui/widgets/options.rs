//! What may be chosen, one below the other: each with its number, its name, and what it means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::prose::{below, indented, put, put_cut, put_line, top, wrap};
use crate::tui::theme::Look;

/// The cells before the name of an option: cursor, mark and number.
pub const BEFORE: u16 = 7;
/// The cells that the points of a score take.
const POINTS: u16 = 7;

/// One thing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it means; may be empty.
    pub about: &'a str,
    /// A score from 1 to 5, drawn as points.
    pub score: Option<u8>,
}

/// All of them, and what is drawn before each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options<'a> {
    /// The options.
    pub items: Vec<Item<'a>>,
    /// The one that the cursor is on; None where there is no cursor.
    pub here: Option<usize>,
    /// The one that is chosen.
    pub chosen: Option<usize>,
}

/// How much of what the options mean is drawn beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meanings {
    /// All of it, on as many lines as it takes.
    InFull,
    /// As much as one line holds.
    Cut,
    /// Nothing: it is said elsewhere.
    LeftOut,
}

impl Options<'_> {
    /// How many there are.
    pub fn count(&self) -> u16 {
        u16::try_from(self.items.len()).unwrap_or(u16::MAX)
    }

    /// The cells before what an option means.
    fn before_meaning(&self) -> u16 {
        let names = self.items.iter().map(|item| item.name.width());
        let names = u16::try_from(names.max().unwrap_or(0)).unwrap_or(20);
        let has_points = self.items.iter().any(|item| item.score.is_some());
        BEFORE + if has_points { POINTS } else { 0 } + names + 3
    }

    /// How many rows they take with all that they mean beside them.
    pub fn rows_in_full(&self, width: u16) -> u16 {
        let beside = width.saturating_sub(self.before_meaning());
        let rows = self
            .items
            .iter()
            .map(|item| wrap(item.about, beside).len().max(1));
        u16::try_from(rows.sum::<usize>()).unwrap_or(u16::MAX)
    }

    /// The most rows that what one of them means takes under the list.
    pub fn rows_of_a_meaning(&self, width: u16) -> u16 {
        let rows = self
            .items
            .iter()
            .map(|item| wrap(item.about, width.saturating_sub(BEFORE)).len());
        u16::try_from(rows.max().unwrap_or(0)).unwrap_or(u16::MAX)
    }

    /// Draws them, and returns how many rows they took; where there is no room for all, the one with the
    /// cursor is in view.
    pub fn draw(&self, meanings: Meanings, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
        let here = self.here.unwrap_or(0) + 1;
        let first = match meanings {
            Meanings::InFull => 0,
            Meanings::Cut | Meanings::LeftOut => here.saturating_sub(usize::from(area.height)),
        };
        let mut rest = area;
        for (index, item) in self.items.iter().enumerate().skip(first) {
            if rest.height == 0 {
                break;
            }
            self.draw_item(index, item, top(rest, 1), buf, look);
            let beside = indented(rest, self.before_meaning());
            let used = match meanings {
                Meanings::InFull => put(item.about, beside, buf, look.theme.soft),
                Meanings::Cut => put_cut(item.about, top(beside, 1), buf, look.theme.soft),
                Meanings::LeftOut => 0,
            };
            rest = below(rest, used.max(1));
        }
        area.height - rest.height
    }

    fn draw_item(&self, index: usize, item: &Item, row: Rect, buf: &mut Buffer, look: &Look) {
        let (is_here, is_chosen) = (self.here == Some(index), self.chosen == Some(index));
        let (glyphs, theme) = (look.glyphs, &look.theme);
        if is_here {
            put_line(glyphs.here, row, buf, theme.accent);
        }
        if is_chosen {
            put_line(glyphs.done, indented(row, 2), buf, theme.accent);
        }
        let number = (index + 1).to_string();
        put_line(&number, indented(row, 4), buf, theme.soft);
        let mut name = indented(row, BEFORE);
        if let Some(score) = item.score {
            put_line(&glyphs.score(score), name, buf, theme.accent);
            name = indented(name, POINTS);
        }
        let style = match is_here || is_chosen {
            true => theme.strong,
            false => theme.text,
        };
        put_line(item.name, name, buf, style);
    }
}
