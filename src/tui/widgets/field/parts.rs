//! Parts of the text in a field, by their bytes: what stands out, what is selected, where the cursor is.

use std::ops::Range;

use ratatui_textarea::CursorMove;

use super::{Field, cursor, short};

impl Field {
    /// Makes parts of the text stand out; ranges are in bytes.
    pub fn mark(&mut self, marks: Vec<Range<usize>>) {
        self.marks = marks;
    }

    /// Selects a part of the text, so that what is typed replaces it; the range is in bytes.
    pub fn select(&mut self, range: Range<usize>) {
        let (start, end) = (self.jump_to(range.start), self.jump_to(range.end));
        self.area.cancel_selection();
        self.area.move_cursor(start);
        self.area.start_selection();
        self.area.move_cursor(end);
    }

    /// Where the cursor stands in the text, in bytes.
    pub fn place(&self) -> usize {
        self.byte(cursor(&self.area))
    }

    /// The byte of a line and a count of `char`s.
    pub(super) fn byte(&self, (line, column): (usize, usize)) -> usize {
        let lines = self.area.lines();
        let above: usize = lines[..line].iter().map(|line| line.len() + 1).sum();
        let within: usize = lines[line].chars().take(column).map(char::len_utf8).sum();
        above + within
    }

    /// The move to a byte of the text.
    fn jump_to(&self, byte: usize) -> CursorMove {
        let mut rest = byte;
        let mut place = (0, 0);
        for (index, line) in self.area.lines().iter().enumerate() {
            if rest <= line.len() {
                let before = line.get(..rest).unwrap_or(line);
                place = (index, before.chars().count());
                break;
            }
            rest -= line.len() + 1;
        }
        CursorMove::Jump(short(place.0), short(place.1))
    }
}
