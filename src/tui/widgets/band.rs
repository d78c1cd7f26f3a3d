//! Where a talk stands: the step and the time, in the same place on every screen of the present view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::large::{FULL, draw_full, half_height};
use super::prose::{below, indented, put_line, put_right, top};
use crate::tui::talk::timer::clock_face;
use crate::tui::theme::Look;

/// Where text begins, beside the number of the step.
pub const GUTTER: u16 = FULL.0 + 4;
/// How wide the time is, with what parts it from the text.
pub const CLOCK: u16 = 19;
/// The narrowest window in which words stand beside each other.
pub const WIDE: u16 = 76;

/// The step that is talked about, and the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The number of the step, counted from 1.
    pub number: char,
    /// The step, and which of its questions, in words.
    pub place: String,
    /// Seconds that the step has left.
    pub step_left: u32,
    /// What there is to say of the whole time.
    pub in_words: String,
    /// How much room it has; None leaves as much as a screen that has much else to show can spare.
    pub size: Option<Size>,
}

/// How much room the band has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// One row.
    Line,
    /// Three rows: figures at half their height.
    Half,
    /// Five rows: the number of the step at full height.
    Full,
}

impl Size {
    /// The size on a screen of this height that has much else to show.
    pub fn beside_much(height: u16) -> Self {
        match height {
            ..22 => Self::Line,
            22..30 => Self::Half,
            _ => Self::Full,
        }
    }

    /// How many rows it takes.
    pub fn rows(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Half => 3,
            Self::Full => FULL.1,
        }
    }
}

/// The rows that are left free above the band.
pub fn above(height: u16) -> u16 {
    u16::from(height >= 30)
}

impl Band {
    /// Draws it in the first rows of an area.
    pub fn draw(&self, size: Size, area: Rect, buf: &mut Buffer, look: &Look) {
        if size == Size::Line {
            return self.draw_line(area, buf, look);
        }
        self.draw_number(size, area, buf, look);
        let text = indented(area, GUTTER);
        let theme = &look.theme;
        match half_height(&clock_face(self.step_left), look.glyphs) {
            None => put_right(&clock_face(self.step_left), text, buf, theme.strong),
            Some(lines) => {
                for (line, row) in lines.iter().zip(text.rows()) {
                    put_right(line, row, buf, theme.strong);
                }
            }
        }
        let beside = Rect {
            width: text.width.saturating_sub(CLOCK),
            ..text
        };
        let used = put_line(&self.place, beside, buf, theme.strong);
        let left = if area.width >= WIDE {
            indented(beside, used + 3)
        } else {
            below(beside, 1)
        };
        put_line(&self.in_words, left, buf, theme.text);
    }

    fn draw_number(&self, size: Size, area: Rect, buf: &mut Buffer, look: &Look) {
        let half = half_height(&self.number.to_string(), look.glyphs);
        match (size, half) {
            (Size::Full, _) => draw_full(self.number, area, buf, look.theme.strong, look.glyphs),
            (_, None) => {
                put_line(&self.number.to_string(), area, buf, look.theme.strong);
            }
            (_, Some(lines)) => {
                for (line, row) in lines.iter().zip(area.rows()) {
                    put_line(line, row, buf, look.theme.strong);
                }
            }
        }
    }

    /// The same in one row: number and step at the left, the time at the right.
    fn draw_line(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let between = look.glyphs.between;
        let time = clock_face(self.step_left);
        let time = format!("{time} {between} {}", self.in_words);
        put_right(&time, top(area, 1), buf, look.theme.strong);
        let used = u16::try_from(time.width()).unwrap_or(area.width);
        let beside = Rect {
            width: area.width.saturating_sub(used + 2),
            ..area
        };
        let place = format!("{} {}", self.number, self.place);
        put_line(&place, beside, buf, look.theme.strong);
    }

    /// Draws it with what the screen is about, and returns how many rows both took.
    pub fn draw_over(
        &self,
        title: &str,
        about: &str,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> u16 {
        let is_wide = area.width >= WIDE;
        let size = match self.size.unwrap_or(Size::beside_much(area.height)) {
            // There is no room for what the screen is about beside the figures.
            Size::Half if !is_wide => Size::Line,
            size => size,
        };
        let area = below(area, above(area.height));
        self.draw(size, area, buf, look);
        let theme = &look.theme;
        let (text, rows) = match size {
            Size::Line => (top(below(area, 1), 1), 2),
            Size::Half => (top(indented(below(area, 1), GUTTER), 2), 3),
            Size::Full if is_wide => (top(indented(below(area, 2), GUTTER), 3), FULL.1 + 1),
            // In a narrow window what the screen is about stands under the time.
            Size::Full => (top(indented(below(area, 3), GUTTER), 2), FULL.1),
        };
        let beside_clock = Rect {
            width: match size {
                Size::Half => text.width.saturating_sub(CLOCK),
                Size::Full if is_wide => text.width.saturating_sub(CLOCK),
                Size::Line | Size::Full => text.width,
            },
            ..text
        };
        let used = put_line(title, beside_clock, buf, theme.strong);
        let beside = indented(beside_clock, used + 3);
        match size {
            Size::Full => {
                let last = below(text, text.height - 1);
                put_line(about, last, buf, theme.text)
            }
            Size::Half if about.width() > usize::from(beside.width) => {
                put_line(about, below(beside_clock, 1), buf, theme.text)
            }
            _ => put_line(about, beside, buf, theme.text),
        };
        above(area.height) + rows
    }
}
