//! Text on the screen: wrapped by words, cut by width, never by half a character.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The widest line that is easy to read, in cells.
pub const MEASURE: u16 = 76;

/// Breaks text into lines of at most `width` cells; empty lines of the text stay.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let broken = |line: &str| -> Vec<String> {
        let rows = super::layout::rows(line, width).into_iter();
        rows.map(|row| line[row].trim_end().to_owned()).collect()
    };
    text.lines().flat_map(broken).collect()
}

/// Cuts text to `width` cells and marks the cut with three points.
pub fn cut(text: &str, width: u16) -> String {
    let width = usize::from(width);
    if text.width() <= width {
        return text.to_owned();
    }
    let mark = if width > 6 { "..." } else { "" };
    let mut shown = String::new();
    let mut used = mark.len();
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        shown.push_str(grapheme);
    }
    format!("{}{mark}", shown.trim_end())
}

/// Puts wrapped text in an area and returns how many lines it took; what does not fit is left out.
pub fn put(text: &str, area: Rect, buf: &mut Buffer, style: Style) -> u16 {
    let mut used = 0;
    for line in wrap(text, area.width).iter().take(usize::from(area.height)) {
        buf.set_stringn(area.x, area.y + used, line, usize::from(area.width), style);
        used += 1;
    }
    used
}

/// Puts wrapped text in an area and returns how many lines it took; a cut is marked with three points.
pub fn put_cut(text: &str, area: Rect, buf: &mut Buffer, style: Style) -> u16 {
    let lines = wrap(text, area.width);
    let Some(last) = area.height.checked_sub(1).map(usize::from) else {
        return 0;
    };
    if lines.len() <= last + 1 {
        return put(text, area, buf, style);
    }
    put(&lines[..last].join("\n"), area, buf, style);
    let rest = lines[last..].join(" ");
    put_line(&rest, below(area, area.height - 1), buf, style);
    area.height
}

/// Puts one line in an area, cut to its width, and returns the cells it took.
pub fn put_line(text: &str, area: Rect, buf: &mut Buffer, style: Style) -> u16 {
    if area.height == 0 || area.width == 0 {
        return 0;
    }
    let shown = cut(text, area.width);
    buf.set_stringn(area.x, area.y, &shown, usize::from(area.width), style);
    u16::try_from(shown.width()).unwrap_or(area.width)
}

/// Puts one line at the right end of an area.
pub fn put_right(text: &str, area: Rect, buf: &mut Buffer, style: Style) {
    let width = u16::try_from(text.width())
        .unwrap_or(u16::MAX)
        .min(area.width);
    let right = Rect {
        x: area.x + area.width - width,
        width,
        ..area
    };
    put_line(text, right, buf, style);
}

/// The lower part of an area, without its first rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The right part of an area, without its first columns.
pub fn indented(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// The first rows of an area.
pub fn top(area: Rect, rows: u16) -> Rect {
    Rect {
        height: rows.min(area.height),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_never_goes_through_a_character() {
        assert_eq!(cut("Falls response at home", 12), "Falls res...");
        assert_eq!(cut("日本語日本語", 8), "日本...");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301}");
        assert_eq!(cut("short", 5), "short");
    }

    #[test]
    fn words_without_spaces_are_wrapped_too() {
        assert_eq!(wrap("日本語日本語", 6), ["日本語", "日本語"]);
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
    }
}
