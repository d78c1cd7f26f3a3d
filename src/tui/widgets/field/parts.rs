//! Parts of the text in a field, by their bytes: what stands out, what is selected, where the cursor is.

use std::ops::Range;

use ratatui_textarea::CursorMove;

use super::{Field, cursor, plain, short};

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

    /// Takes another text; the cursor stays with the words that it stands beside, where both texts have them.
    pub fn turn_to(&mut self, new: &str) {
        let (text, at) = (self.text(), self.place());
        let new = plain(new, self.lines);
        // A file keeps no blanks at the end of a text; a field may.
        let (old, kept) = (text.trim_end(), new.trim_end());
        let same = |(one, other): &(char, char)| one == other;
        let length = |pairs: &mut dyn Iterator<Item = (char, char)>| {
            pairs.map(|(one, _)| one.len_utf8()).sum::<usize>()
        };
        let before = length(&mut old.chars().zip(kept.chars()).take_while(same));
        let ends = old[before..]
            .chars()
            .rev()
            .zip(kept[before..].chars().rev());
        let behind = length(&mut ends.take_while(same));
        let to = if at <= before {
            at
        } else if at > old.len() {
            new.len()
        } else if old.len() - at <= behind {
            kept.len() - (old.len() - at)
        } else {
            before
        };
        *self = Self::new(&new, self.lines);
        let to = self.jump_to(to);
        self.area.move_cursor(to);
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

#[cfg(test)]
mod tests {
    use super::super::Lines;
    use super::*;

    #[test]
    fn the_cursor_stays_with_its_words_when_the_text_changes_before_or_behind_it() {
        let cases = [
            ("we go on", 3, "then we go on", 8),
            ("we go on", 3, "we go on for long", 3),
            ("wé go\nhome", 8, "wé all go\nhome", 12),
            ("Did: walks\nTold: ", 10, "Did: ten walks\nTold:", 14),
            ("all of it", 6, "nothing", 0),
        ];
        for (old, at, new, to) in cases {
            let mut field = Field::new(old, Lines::Several);
            field.select(at..at);
            field.turn_to(new);
            assert_eq!((field.text().as_str(), field.place()), (new, to), "{old}");
        }
    }
}
