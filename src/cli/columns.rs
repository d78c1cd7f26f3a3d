//! Aligned columns for a terminal.

use unicode_width::UnicodeWidthStr as _;

/// Lines of cells padded to the same width column by column, two spaces apart.
///
/// The cells must be safe to show. No line has white space at its end.
pub fn aligned(rows: &[Vec<String>], indent: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_do_not_push_the_next_column() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let text = aligned(
            &[row("日本", "one"), row("plan", "two"), row("x", "")],
            "  ",
        );
        assert_eq!(text, "  日本  one\n  plan  two\n  x\n");
    }
}
