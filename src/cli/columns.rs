//! Aligned columns for a terminal.

use unicode_width::UnicodeWidthStr as _;

/// The widest cell that its whole column makes room for.
const WIDEST: usize = 60;

/// Lines of cells padded to the same width column by column, two spaces apart.
///
/// A cell that is much wider than most pushes only its own line aside. The cells must be safe to show. No
/// line has white space at its end.
pub fn aligned(rows: &[Vec<String>], indent: &str) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let widths = cells.map(|cell| cell.width());
            widths
                .filter(|width| *width <= WIDEST)
                .max()
                .unwrap_or_default()
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
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

    #[test]
    fn a_very_wide_cell_pushes_only_its_own_line_aside() {
        let row = |a: &str| vec![a.to_owned(), "next".to_owned()];
        let wide = "x".repeat(5000);
        let text = aligned(&[row(&wide), row("plan")], "");
        assert_eq!(text, format!("{wide}  next\nplan  next\n"));
    }
}
