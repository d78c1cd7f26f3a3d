//! A field that text is typed in: softly wrapped, and edited by what readers see as one character.
//!
//! The text area of `ratatui-textarea` edits by Unicode scalar; here Backspace, Delete and the arrows
//! go by grapheme, so that one key takes away one character with all that belongs to it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget as _;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation;

use super::prose::{MEASURE, indented};
use crate::tui::theme::Look;

/// Whether a field holds one line or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One: Enter goes on.
    One,
    /// Several: Enter is a new line.
    Several,
}

/// A field that text is typed in.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
    lines: Lines,
}

impl Field {
    /// A field with a text, and the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let clean = plain(text, lines);
        let mut area = TextArea::from(clean.split('\n'));
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.set_max_histories(1_000);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, lines }
    }

    /// The text, lines joined by newlines.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// One line or several.
    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// True where nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Acts on a key; true where the text has changed.
    pub fn key(&mut self, event: &KeyEvent) -> bool {
        let by_word = event
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match event.code {
            KeyCode::Left if by_word => self.go(CursorMove::WordBack),
            KeyCode::Right if by_word => self.go(CursorMove::WordForward),
            KeyCode::Left => self.step(CursorMove::Back),
            KeyCode::Right => self.step(CursorMove::Forward),
            KeyCode::Up => self.vertically(CursorMove::Up),
            KeyCode::Down => self.vertically(CursorMove::Down),
            KeyCode::Home if by_word => self.go(CursorMove::Top),
            KeyCode::End if by_word => self.go(CursorMove::Bottom),
            KeyCode::Home => self.go(CursorMove::Head),
            KeyCode::End => self.go(CursorMove::End),
            KeyCode::PageUp => self.go(CursorMove::Top),
            KeyCode::PageDown => self.go(CursorMove::Bottom),
            KeyCode::Backspace if by_word => self.area.delete_word(),
            KeyCode::Char('w') if event.modifiers == KeyModifiers::CONTROL => {
                self.area.delete_word()
            }
            KeyCode::Char('u') if event.modifiers == KeyModifiers::CONTROL => {
                self.area.delete_line_by_head()
            }
            KeyCode::Delete if by_word => self.area.delete_next_word(),
            KeyCode::Backspace => self.delete_before(),
            KeyCode::Delete => self.delete_after(),
            KeyCode::Char(letter) if !by_word || is_alt_gr(event) => {
                self.insert(&letter.to_string())
            }
            _ => false,
        }
    }

    /// Puts a text in at the cursor, as typed or pasted; true where the text has changed.
    pub fn insert(&mut self, text: &str) -> bool {
        self.area.insert_str(plain(text, self.lines))
    }

    /// A new line, where there may be several.
    pub fn new_line(&mut self) -> bool {
        if self.lines == Lines::Several {
            self.area.insert_newline();
        }
        self.lines == Lines::Several
    }

    /// Takes back the last change in this field; false where there is none.
    pub fn undo(&mut self) -> bool {
        self.area.undo()
    }

    /// Does again what was taken back in this field; false where there is nothing.
    pub fn redo(&mut self) -> bool {
        self.area.redo()
    }

    /// Moves the cursor over a fraction: 0 is the first row that is shown.
    fn go(&mut self, to: CursorMove) -> bool {
        self.area.move_cursor(to);
        false
    }

    /// Moves by one visual line, and to the line's end where there is no further one.
    fn vertically(&mut self, to: CursorMove) -> bool {
        let before = self.area.cursor();
        self.area.move_cursor(to);
        if self.area.cursor() == before {
            let end = if to == CursorMove::Up {
                CursorMove::Head
            } else {
                CursorMove::End
            };
            self.area.move_cursor(end);
        }
        self.settle();
        false
    }

    /// Moves by one grapheme.
    fn step(&mut self, to: CursorMove) -> bool {
        loop {
            let before = self.area.cursor();
            self.area.move_cursor(to);
            if self.is_between_graphemes() || self.area.cursor() == before {
                return false;
            }
        }
    }

    /// Moves back to where a grapheme begins.
    fn settle(&mut self) {
        while !self.is_between_graphemes() {
            self.area.move_cursor(CursorMove::Back);
        }
    }

    fn is_between_graphemes(&self) -> bool {
        let (line, column) = self.line_and_column();
        let mut passed = 0;
        for grapheme in line.graphemes(true) {
            if passed >= column {
                break;
            }
            passed += grapheme.chars().count();
        }
        passed == column
    }

    fn line_and_column(&self) -> (&str, usize) {
        let cursor = self.area.cursor();
        (&self.area.lines()[cursor.0], cursor.1)
    }

    fn delete_before(&mut self) -> bool {
        let (line, column) = self.line_and_column();
        let before: String = line.chars().take(column).collect();
        match before
            .graphemes(true)
            .next_back()
            .map(|grapheme| grapheme.chars().count())
        {
            None => self.area.delete_newline(),
            Some(chars) => {
                for _ in 0..chars {
                    self.area.move_cursor(CursorMove::Back);
                }
                self.area.delete_str(chars)
            }
        }
    }

    fn delete_after(&mut self) -> bool {
        let (line, column) = self.line_and_column();
        let after: String = line.chars().skip(column).collect();
        let chars = after
            .graphemes(true)
            .next()
            .map_or(1, |grapheme| grapheme.chars().count());
        self.area.delete_str(chars)
    }

    /// Draws the field and returns where the cursor is.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Option<Position> {
        if area.height == 0 || area.width < 4 {
            return None;
        }
        let area = Rect {
            width: area.width.min(MEASURE),
            ..area
        };
        let inner = indented(area, 2);
        (&self.area).render(inner, buf);
        let (top, _) = self.area.scroll_offset();
        let cursor = self.area.screen_cursor();
        let row = u16::try_from(cursor.row)
            .unwrap_or(u16::MAX)
            .saturating_sub(top);
        let column = u16::try_from(cursor.col).unwrap_or(u16::MAX);
        for y in 0..area.height.min(self.shown_lines(inner).max(row + 1)) {
            buf.set_string(area.x, area.y + y, look.glyphs.heavy_bar, look.theme.accent);
        }
        let x = inner.x + column.min(inner.width.saturating_sub(1));
        Some(Position::new(x, inner.y + row.min(inner.height - 1)))
    }

    /// About how many rows the text takes.
    fn shown_lines(&self, area: Rect) -> u16 {
        let width = usize::from(area.width.max(1));
        let enough = usize::from(area.height);
        let rows = self
            .area
            .lines()
            .iter()
            .take(enough)
            .map(|line| line.len() / width + 1);
        u16::try_from(rows.sum::<usize>().min(enough)).unwrap_or(area.height)
    }
}

/// Characters that keyboards give with AltGr arrive as ctrl and alt on some systems.
fn is_alt_gr(event: &KeyEvent) -> bool {
    event
        .modifiers
        .contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Text that may stand in a field: no control characters, newlines only where there may be several
/// lines.
fn plain(text: &str, lines: Lines) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\r' if lines == Lines::Several => Some('\n'),
        '\n' | '\r' | '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, code: KeyCode) {
        field.key(&KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn backspace_takes_a_whole_character_however_many_scalars_it_has() {
        for text in ["a👩\u{200d}🔬", "ae\u{301}", "a🇬🇧", "a👍🏽"] {
            let mut field = Field::new(text, Lines::One);
            press(&mut field, KeyCode::Backspace);
            assert_eq!(field.text(), "a");
        }
    }

    #[test]
    fn arrows_and_delete_go_by_character_too() {
        let mut field = Field::new("a👩\u{200d}🔬b", Lines::One);
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "ab");
        press(&mut field, KeyCode::Char('é'));
        assert_eq!(field.text(), "aéb");
    }

    #[test]
    fn a_paste_keeps_its_lines_where_there_may_be_several_and_no_control_characters() {
        let mut text = Field::new("", Lines::Several);
        text.insert("one\r\ntwo\x1b[31m\x07");
        assert_eq!(text.text(), "one\ntwo[31m");
        let mut line = Field::new("", Lines::One);
        line.insert("one\r\ntwo\tthree");
        assert_eq!(line.text(), "one two three");
    }

    #[test]
    fn undo_and_redo_stay_in_the_field() {
        let mut field = Field::new("a", Lines::One);
        press(&mut field, KeyCode::Char('b'));
        assert!(field.undo());
        assert_eq!(field.text(), "a");
        assert!(field.redo());
        assert_eq!(field.text(), "ab");
        assert!(!field.redo());
    }
}
