//! How a text lies on the screen: broken at words, and within a word only between characters.
//!
//! Blanks at the end of a row hang over its edge, so that no row begins with the blank between two
//! words.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Word;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The rows of one line as byte ranges, at least one; together they are the whole line.
pub fn rows(line: &str, width: u16) -> Vec<Range<usize>> {
    let words: Vec<Word> = WordSeparator::AsciiSpace
        .find_words(line)
        .flat_map(|word| apart(word, usize::from(width.max(1))))
        .collect();
    let mut rows = Vec::new();
    let mut start = 0;
    for row in wrap_first_fit(&words, &[f64::from(width.max(1))]) {
        let bytes = row
            .iter()
            .map(|word| word.word.len() + word.whitespace.len());
        let end = start + bytes.sum::<usize>();
        rows.push(start..end);
        start = end;
    }
    rows
}

/// Breaks a word that is wider than a row between two characters.
fn apart(word: Word<'_>, width: usize) -> Vec<Word<'_>> {
    if word.word.width() <= width {
        return vec![word];
    }
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, grapheme) in word.word.grapheme_indices(true) {
        if used > 0 && used + grapheme.width() > width {
            parts.push(Word::from(&word.word[start..at]));
            (start, used) = (at, 0);
        }
        used += grapheme.width();
    }
    let last = Word::from(&word.word[start..]);
    parts.push(Word {
        whitespace: word.whitespace,
        ..last
    });
    parts
}

/// The rows of all lines of a field; after a change only the lines that differ are broken anew.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    width: u16,
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    text: String,
    rows: Vec<Range<usize>>,
}

impl Line {
    fn new(text: &str, width: u16) -> Self {
        let rows = rows(text, width);
        Self {
            text: text.to_owned(),
            rows,
        }
    }
}

impl Layout {
    /// Brings the rows in step with the lines of a field.
    pub fn follow(&mut self, lines: &[String], width: u16) {
        if self.width != width {
            self.lines.clear();
            self.width = width;
        }
        let is_same = |(line, text): &(&Line, &String)| line.text == **text;
        let before = self.lines.iter().zip(lines).take_while(is_same).count();
        let (known, new) = (&self.lines[before..], &lines[before..]);
        let ends = known.iter().rev().zip(new.iter().rev());
        let after = ends.take_while(is_same).count();
        let changed = new[..new.len() - after]
            .iter()
            .map(|text| Line::new(text, width));
        let until = self.lines.len() - after;
        self.lines.splice(before..until, changed);
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.lines.iter().map(|line| line.rows.len()).sum()
    }

    /// The texts of the rows from one on.
    pub fn texts(&self, from: usize) -> impl Iterator<Item = &str> {
        let rows = self
            .lines
            .iter()
            .flat_map(|line| line.rows.iter().map(|row| &line.text[row.clone()]));
        rows.skip(from)
    }

    /// The rows from one on, each with where it begins in the text of all lines, in bytes.
    pub fn placed(&self, from: usize) -> impl Iterator<Item = (usize, &str)> {
        let mut next = 0;
        let rows = self.lines.iter().flat_map(move |line| {
            let start = next;
            next += line.text.len() + 1;
            let rows = line.rows.iter();
            rows.map(move |row| (start + row.start, &line.text[row.clone()]))
        });
        rows.skip(from)
    }

    /// The row and the cell of a cursor, which is given as a line and a count of `char`s.
    pub fn place(&self, (line, column): (usize, usize)) -> (usize, usize) {
        let above: usize = self.lines[..line].iter().map(|line| line.rows.len()).sum();
        let Line { text, rows } = &self.lines[line];
        let byte = text
            .char_indices()
            .nth(column)
            .map_or(text.len(), |(byte, _)| byte);
        let row = rows
            .partition_point(|row| row.end <= byte)
            .min(rows.len() - 1);
        (above + row, text[rows[row].start..byte].width())
    }

    /// The line and the count of `char`s that lie nearest to a cell of a row; None beyond the last row.
    pub fn cursor(&self, row: usize, cell: usize) -> Option<(usize, usize)> {
        let mut above = 0;
        for (index, Line { text, rows }) in self.lines.iter().enumerate() {
            let Some(range) = rows.get(row - above) else {
                above += rows.len();
                continue;
            };
            let mut used = 0;
            let mut end = range.start;
            for grapheme in text[range.clone()].graphemes(true) {
                let is_last_of_row = end + grapheme.len() == range.end && range.end < text.len();
                if used + grapheme.width() > cell || is_last_of_row {
                    break;
                }
                used += grapheme.width();
                end += grapheme.len();
            }
            return Some((index, text[..end].chars().count()));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, width: u16) -> Vec<&str> {
        rows(line, width)
            .into_iter()
            .map(|row| &line[row])
            .collect()
    }

    #[test]
    fn no_row_begins_with_the_blank_between_two_words() {
        assert_eq!(texts("to evening clinics", 10), ["to evening ", "clinics"]);
        assert_eq!(texts("", 10), [""]);
        assert_eq!(texts("  indented", 20), ["  indented"]);
    }

    #[test]
    fn a_long_word_is_broken_between_characters() {
        assert_eq!(texts("日本語日本 x", 4), ["日本", "語日", "本 x"]);
        let scientists = "👩\u{200d}🔬".repeat(3);
        assert_eq!(texts(&scientists, 4).len(), 2);
    }

    #[test]
    fn only_changed_lines_are_broken_anew_and_the_rows_are_the_same_as_from_scratch() {
        let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
        let mut layout = Layout::default();
        for text in [
            "one\ntwo\nthree",
            "one\nand two and more\nthree",
            "three",
            "one\nthree",
            "",
        ] {
            layout.follow(&lines(text), 8);
            let mut anew = Layout::default();
            anew.follow(&lines(text), 8);
            assert!(layout.texts(0).eq(anew.texts(0)), "{text}");
        }
    }

    #[test]
    fn a_cursor_has_a_cell_and_a_cell_has_a_cursor() {
        let mut layout = Layout::default();
        layout.follow(&["to evening clinics".to_owned(), "é👍🏽x".to_owned()], 10);
        assert_eq!(layout.place((0, 3)), (0, 3));
        assert_eq!(layout.place((0, 11)), (1, 0));
        assert_eq!(layout.place((0, 18)), (1, 7));
        assert_eq!(layout.place((1, 3)), (2, 3));
        assert_eq!(layout.cursor(1, 3), Some((0, 14)));
        assert_eq!(layout.cursor(0, 40), Some((0, 10)), "not in the next row");
        assert_eq!(layout.cursor(2, 2), Some((1, 1)), "not within a character");
        assert_eq!(layout.cursor(3, 0), None);
    }
}
