//! A line that is typed key by key, and what turns one on the screen into another.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What was typed, and where the cursor is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// In bytes, between two letters.
    at: usize,
}

/// What a key does to the line.
#[derive(Debug, PartialEq, Eq)]
pub enum Press {
    /// The line goes on.
    Goes,
    /// It is done.
    Ends,
    /// There is no more to come.
    Closes,
    /// The program is to end.
    Interrupts,
}

impl Line {
    /// What was typed.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Does what a key does.
    pub fn press(&mut self, key: &KeyEvent) -> Press {
        if key.kind == KeyEventKind::Release {
            return Press::Goes;
        }
        match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Enter, _) | (KeyCode::Char('j' | 'm'), true) => return Press::Ends,
            (KeyCode::Char('c'), true) => return Press::Interrupts,
            (KeyCode::Char('d'), true) if self.text.is_empty() => return Press::Closes,
            (KeyCode::Left, _) | (KeyCode::Char('b'), true) => self.at = self.before(),
            (KeyCode::Right, _) | (KeyCode::Char('f'), true) => self.at = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.at = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.at = self.text.len(),
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => self.take_out(self.before()),
            (KeyCode::Delete, _) | (KeyCode::Char('d'), true) => self.take_out(self.after()),
            (KeyCode::Char('u'), true) => self.take_out(0),
            (KeyCode::Char('k'), true) => self.take_out(self.text.len()),
            (KeyCode::Char('w'), true) => self.take_out(self.word_before()),
            (KeyCode::Char(letter), false) if !letter.is_control() => {
                self.text.insert(self.at, letter);
                self.at += letter.len_utf8();
            }
            _ => {}
        }
        Press::Goes
    }

    /// Takes out what stands between the cursor and a place before it or after it.
    fn take_out(&mut self, other: usize) {
        let (from, to) = (self.at.min(other), self.at.max(other));
        self.text.replace_range(from..to, "");
        self.at = from;
    }

    fn before(&self) -> usize {
        let last = self.text[..self.at].grapheme_indices(true).next_back();
        last.map_or(0, |(start, _)| start)
    }

    fn after(&self) -> usize {
        let next = self.text[self.at..].graphemes(true).next();
        self.at + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.at].trim_end();
        let start = before.char_indices().rfind(|(_, c)| c.is_whitespace());
        start.map_or(0, |(at, space)| at + space.len_utf8())
    }

    /// What turns this line on the screen into another: steps back, letters, and blanks over what goes.
    pub fn redrawn(&self, other: &Self) -> String {
        let same = self.text.graphemes(true).zip(other.text.graphemes(true));
        let same = same.take_while(|(one, other)| one == other);
        let kept: usize = same.map(|(one, _)| one.len()).sum();
        let back = |cells: usize| "\u{8}".repeat(cells);
        let to_kept = match self.text.get(kept..self.at) {
            Some(over) => back(over.width()),
            None => self.text[self.at..kept].to_owned(),
        };
        let (gone, come) = (self.text[kept..].width(), &other.text[kept..]);
        let over = gone.saturating_sub(come.width());
        let blanks = " ".repeat(over);
        let to_cursor = other.text[other.at..].width();
        format!("{to_kept}{come}{blanks}{}", back(over + to_cursor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

    fn key(code: KeyCode) -> (KeyCode, KeyModifiers) {
        (code, KeyModifiers::NONE)
    }

    fn letters(text: &str) -> Vec<(KeyCode, KeyModifiers)> {
        text.chars().map(|c| key(KeyCode::Char(c))).collect()
    }

    /// The text, the last press, and what the terminal shows of it.
    fn after(keys: &[(KeyCode, KeyModifiers)]) -> (String, Press, String) {
        let (mut line, mut last) = (Line::default(), Press::Goes);
        let mut screen = vt100::Parser::default();
        for (code, modifiers) in keys {
            let before = line.clone();
            last = line.press(&KeyEvent::new(*code, *modifiers));
            screen.process(before.redrawn(&line).as_bytes());
            let shown = screen.screen().contents();
            assert_eq!(shown.trim_end(), line.text.trim_end());
            let column = usize::from(screen.screen().cursor_position().1);
            assert_eq!(column, line.text[..line.at].width());
        }
        (line.text, last, screen.screen().contents())
    }

    #[test]
    fn a_letter_of_several_parts_goes_with_one_backspace() {
        let mut keys = letters("1e\u{301}");
        keys.push(key(KeyCode::Backspace));
        assert_eq!(after(&keys).0, "1");
    }

    #[test]
    fn keys_edit_within_the_line_and_the_screen_follows() {
        let mut keys = letters("3, 1 日x");
        keys.extend([key(KeyCode::Left), key(KeyCode::Left), key(KeyCode::Delete)]);
        keys.extend([key(KeyCode::Home), key(KeyCode::Right)]);
        keys.extend(letters("2"));
        keys.extend([key(KeyCode::End), key(KeyCode::Backspace)]);
        assert_eq!(after(&keys).0, "32, 1 ");
        keys.push((KeyCode::Char('w'), CONTROL));
        assert_eq!(after(&keys).0, "32, ");
        keys.extend([(KeyCode::Char('b'), CONTROL), (KeyCode::Char('k'), CONTROL)]);
        assert_eq!(after(&keys).0, "32,");
        keys.extend([key(KeyCode::Left), (KeyCode::Char('u'), CONTROL)]);
        assert_eq!(after(&keys).0, ",");
    }

    #[test]
    fn the_end_of_the_input_counts_only_where_nothing_was_typed() {
        let close = (KeyCode::Char('d'), CONTROL);
        assert_eq!(after(&[close]).1, Press::Closes);
        let one = key(KeyCode::Char('1'));
        assert_eq!(after(&[one, close]).0, "1");
    }

    #[test]
    fn a_letter_with_control_is_not_text_and_ctrl_c_interrupts() {
        let keys = [key(KeyCode::Char('1')), (KeyCode::Char('u'), CONTROL)];
        assert_eq!(
            after(&[&keys[..], &[(KeyCode::Char('x'), CONTROL)]].concat()).0,
            ""
        );
        assert_eq!(after(&[(KeyCode::Char('c'), CONTROL)]).1, Press::Interrupts);
    }
}
