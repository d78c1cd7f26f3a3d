//! Figures that are drawn large, so that they are read across a room and through a video call.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::prose::put_line;
use crate::tui::theme::Glyphs;

/// Rows of a figure, in parts.
const HIGH: usize = 5;

/// The figures from 0 to 9, row by row; a part that counts is not a blank.
const FIGURES: [[&str; HIGH]; 10] = [
    ["###", "# #", "# #", "# #", "###"],
    [" # ", "## ", " # ", " # ", "###"],
    ["###", "  #", "###", "#  ", "###"],
    ["###", "  #", "###", "  #", "###"],
    ["# #", "# #", "###", "  #", "  #"],
    ["###", "#  ", "###", "  #", "###"],
    ["###", "#  ", "###", "# #", "###"],
    ["###", "  #", "  #", "  #", "  #"],
    ["###", "# #", "###", "# #", "###"],
    ["###", "# #", "###", "  #", "###"],
];
const COLON: [&str; HIGH] = [" ", "#", " ", "#", " "];

fn shape(figure: char) -> [&'static str; HIGH] {
    match figure.to_digit(10) {
        Some(digit) => FIGURES[digit as usize],
        None => COLON,
    }
}

/// How wide a figure is at full height, and how high: parts are two cells wide and one high.
pub const FULL: (u16, u16) = (6, 5);

/// Draws a figure at full height.
pub fn draw_full(figure: char, area: Rect, buf: &mut Buffer, style: Style, glyphs: &Glyphs) {
    let (part, none) = (glyphs.pixel.repeat(2), "  ");
    for (row, parts) in area.rows().zip(shape(figure)) {
        let line: String = parts
            .chars()
            .map(|one| if one == ' ' { none } else { &part })
            .collect();
        put_line(&line, row, buf, style);
    }
}

/// A time at half the height, as three lines; None where there are no halves to draw it with.
pub fn half_height(time: &str, glyphs: &Glyphs) -> Option<[String; 3]> {
    let [upper, lower] = glyphs.halves?;
    let parts = |row: usize| {
        let rows = time.chars().map(|figure| shape(figure).get(row).copied());
        let rows: Vec<&str> = rows.map(Option::unwrap_or_default).collect();
        rows.join(" ")
    };
    let line = |row: usize| {
        let (above, below) = (parts(row), parts(row + 1));
        let below = below.chars().chain(std::iter::repeat(' '));
        let cells = above.chars().zip(below).map(|pair| match pair {
            (' ', ' ') => " ",
            (' ', _) => lower,
            (_, ' ') => upper,
            _ => glyphs.pixel,
        });
        cells.collect::<String>()
    };
    Some([line(0), line(2), line(4)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::GlyphSet;

    #[test]
    fn a_time_at_half_height_is_seventeen_cells_wide_on_every_line_that_has_a_figure() {
        let lines = half_height("09:41", GlyphSet::Lines.glyphs()).expect("halves");
        assert_eq!(
            lines,
            [
                "█▀█ █▀█ ▄ █ █ ▄█ ",
                "█ █ ▀▀█ ▄ ▀▀█  █ ",
                "▀▀▀ ▀▀▀     ▀ ▀▀▀"
            ]
        );
    }

    #[test]
    fn without_halves_a_time_is_not_drawn_large() {
        assert_eq!(half_height("09:41", GlyphSet::Ascii.glyphs()), None);
    }

    #[test]
    fn a_figure_at_full_height_is_drawn_in_the_glyph_of_its_set() {
        let mut buf = Buffer::empty(Rect::new(0, 0, FULL.0, FULL.1));
        let area = buf.area;
        draw_full('2', area, &mut buf, Style::new(), GlyphSet::Ascii.glyphs());
        let symbols: String = buf.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(symbols, "######    ##########    ######");
    }
}
