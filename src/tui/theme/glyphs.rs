//! The glyphs of our own chrome, by role: as most terminals show them, and where that is in doubt.

use crate::canvas::codes::{Coded, Kind};

/// Which glyphs our own chrome is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GlyphSet {
    /// Lines and points as most terminals show them.
    #[default]
    Lines,
    /// Only glyphs that are one cell wide everywhere: where Chinese, Japanese or Korean is read, a
    /// terminal may show a line or a point of [`GlyphSet::Lines`] two cells wide.
    Narrow,
    /// ASCII.
    Ascii,
}

impl GlyphSet {
    /// The glyphs of the set.
    pub fn glyphs(self) -> &'static Glyphs {
        match self {
            Self::Lines => &LINES,
            Self::Narrow => &NARROW,
            Self::Ascii => &ASCII,
        }
    }
}

/// Glyphs by role. None is an emoji.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A step that is done.
    pub done: &'static str,
    /// Where the planner is.
    pub here: &'static str,
    /// The line that is pointed at, in two cells: nothing else looks like it.
    pub pointer: &'static str,
    /// What is still open.
    pub open: &'static str,
    /// One point of a scale, or one part of a meter, that counts.
    pub full: &'static str,
    /// One point or part that does not.
    pub empty: &'static str,
    /// A part of a meter in use.
    pub used: &'static str,
    /// A part of a meter that would come into use.
    pub asked: &'static str,
    /// A part of a meter that is free.
    pub free: &'static str,
    /// Where the reserve begins.
    pub mark: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical bar.
    pub bar: &'static str,
    /// The corners of a box: upper left, upper right, lower left, lower right.
    pub corners: [&'static str; 4],
    /// A vertical bar beside the field that is typed in.
    pub heavy_bar: &'static str,
    /// What speaks against.
    pub alarm: &'static str,
    /// What asks for care.
    pub care: &'static str,
    /// Between things in one line.
    pub between: &'static str,
    /// One part of a figure that is drawn large.
    pub pixel: &'static str,
    /// The upper and the lower half of such a part; None where there are none.
    pub halves: Option<[&'static str; 2]>,
    /// The set without thin lines; None where it has none.
    heavy: Option<&'static Glyphs>,
    kinds: [&'static str; 5],
}

impl Glyphs {
    /// The glyph of a kind of value.
    pub fn kind(&self, kind: Kind) -> &'static str {
        let index = Kind::ALL.iter().position(|one| *one == kind);
        self.kinds[index.expect("every kind stands in ALL")]
    }

    /// The same set without thin lines.
    pub(super) fn heavy(&'static self) -> &'static Self {
        self.heavy.unwrap_or(self)
    }

    /// A score from 1 to 5 as five points.
    pub fn score(&self, score: u8) -> String {
        let score = usize::from(score.min(5));
        format!(
            "{}{}",
            self.full.repeat(score),
            self.empty.repeat(5 - score)
        )
    }
}

static LINES: Glyphs = Glyphs {
    full: "●",
    empty: "○",
    used: "━",
    asked: "╍",
    free: "─",
    mark: "┊",
    rule: "─",
    bar: "│",
    corners: ["╭", "╮", "╰", "╯"],
    heavy_bar: "┃",
    pixel: "█",
    halves: Some(["▀", "▄"]),
    heavy: Some(&HEAVY_LINES),
    ..NARROW
};

static HEAVY_LINES: Glyphs = Glyphs {
    open: "∙",
    empty: "∙",
    used: "█",
    asked: "▒",
    free: "░",
    mark: "┃",
    rule: "━",
    bar: "┃",
    corners: ["┏", "┓", "┗", "┛"],
    heavy_bar: "█",
    heavy: None,
    ..LINES
};

static NARROW: Glyphs = Glyphs {
    done: "✓",
    here: "▸",
    pointer: "▬►",
    open: "◦",
    full: "▰",
    empty: "▱",
    used: "▬",
    asked: "▭",
    free: "╌",
    mark: "╎",
    rule: "╌",
    bar: "╎",
    corners: [" "; 4],
    heavy_bar: "╏",
    alarm: "!!",
    care: "!",
    between: "∙",
    kinds: ["◖", "⬢", "⇄", "✎", "∅"],
    pixel: "▮",
    halves: None,
    heavy: Some(&HEAVY_NARROW),
};

static HEAVY_NARROW: Glyphs = Glyphs {
    open: "∙",
    empty: "∙",
    asked: "▰",
    free: "∙",
    mark: "▮",
    rule: "▬",
    bar: "▮",
    heavy_bar: "▮",
    heavy: None,
    ..NARROW
};

static ASCII: Glyphs = Glyphs {
    done: "*",
    here: ">",
    pointer: "=>",
    open: ".",
    full: "#",
    empty: "-",
    used: "=",
    asked: "+",
    free: "-",
    mark: "|",
    rule: "-",
    bar: "|",
    corners: ["+"; 4],
    heavy_bar: "|",
    alarm: "!!",
    care: "!",
    between: "-",
    // A letter each: voice, delivery, plans, learning, none.
    kinds: ["V", "D", "P", "L", "N"],
    pixel: "#",
    halves: None,
    heavy: Some(&HEAVY_ASCII),
};

static HEAVY_ASCII: Glyphs = Glyphs {
    free: ".",
    rule: "=",
    heavy_bar: "#",
    heavy: None,
    ..ASCII
};

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn all(glyphs: &Glyphs) -> Vec<&'static str> {
        let mut all = vec![
            glyphs.done,
            glyphs.here,
            glyphs.open,
            glyphs.full,
            glyphs.empty,
            glyphs.used,
            glyphs.asked,
            glyphs.free,
            glyphs.mark,
            glyphs.rule,
            glyphs.bar,
            glyphs.heavy_bar,
            glyphs.care,
            glyphs.between,
            glyphs.pixel,
        ];
        all.extend(glyphs.halves.into_iter().flatten());
        all.extend(glyphs.kinds);
        all.extend(glyphs.corners);
        all
    }

    #[test]
    fn every_glyph_is_one_cell_wide_where_it_is_used() {
        for glyph in all(&LINES).into_iter().chain(all(&HEAVY_LINES)) {
            assert_eq!(glyph.width(), 1, "{glyph}");
        }
        for set in [&NARROW, &HEAVY_NARROW, &ASCII, &HEAVY_ASCII] {
            for glyph in all(set) {
                assert_eq!((glyph.width(), glyph.width_cjk()), (1, 1), "{glyph}");
            }
        }
        for set in [&LINES, &HEAVY_LINES, &NARROW, &HEAVY_NARROW, &ASCII] {
            let pointer = set.pointer;
            assert_eq!((pointer.width(), pointer.width_cjk()), (2, 2), "{pointer}");
        }
        for set in [&ASCII, &HEAVY_ASCII] {
            assert!(all(set).iter().all(|glyph| glyph.is_ascii()));
        }
    }
}
