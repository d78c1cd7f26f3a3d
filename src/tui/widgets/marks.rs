//! Parts of a text that stand out where they are drawn: blanks to fill, and what is selected.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

/// Styles the parts of a drawn row that lie in a range of the text.
///
/// `row` is what is drawn there, and `start` where it begins in the text, in bytes.
pub fn mark_row(
    row: &str,
    start: usize,
    marked: &Range<usize>,
    line: Rect,
    buf: &mut Buffer,
    style: Style,
) {
    let within = |place: usize| place.saturating_sub(start).min(row.len());
    let (from, to) = (within(marked.start), within(marked.end));
    let (Some(before), Some(inside)) = (row.get(..from), row.get(from..to)) else {
        return;
    };
    let cells = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
    let x = cells(before).min(line.width);
    let width = cells(inside).min(line.width - x);
    let area = Rect {
        x: line.x + x,
        width,
        height: line.height.min(1),
        ..line
    };
    buf.set_style(area, style);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn only_what_lies_in_the_range_stands_out_however_wide_its_letters_are() {
        let style = Style::new().add_modifier(Modifier::BOLD);
        let line = Rect::new(0, 0, 8, 1);
        let mut buffer = Buffer::empty(line);
        buffer.set_string(0, 0, "日[a]b", Style::new());
        // The row begins at byte 10 of its text.
        mark_row("日[a]b", 10, &(13..16), line, &mut buffer, style);
        let bold: Vec<u16> = (0..8)
            .filter(|x| buffer[(*x, 0)].modifier.contains(Modifier::BOLD))
            .collect();
        assert_eq!(bold, [2, 3, 4]);
    }
}
