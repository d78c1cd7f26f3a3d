//! A field that text is typed in: softly wrapped, and edited by what readers see as one character.
//!
//! The text area of `ratatui-textarea` edits by Unicode scalar; here Backspace, Delete and the arrows
//! go by grapheme, so that one key takes away one character with all that belongs to it.

mod parts;

use std::cell::RefCell;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::Layout;
use super::marks::mark_row;
use super::prose::{MEASURE, indented, put_line};
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
    /// Parts of the text that stand out, in bytes.
    marks: Vec<Range<usize>>,
    shown: RefCell<Shown>,
}

/// The field as it was last drawn.
#[derive(Debug, Clone, Default)]
struct Shown {
    layout: Layout,
    width: u16,
    height: usize,
    top: usize,
}

impl Field {
    /// A field with a text, and the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let clean = plain(text, lines);
        let mut area = TextArea::from(clean.split('\n'));
        area.set_max_histories(1_000);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        let shown = RefCell::new(Shown {
            width: MEASURE,
            ..Shown::default()
        });
        Self {
            area,
            lines,
            marks: Vec::new(),
            shown,
        }
    }

    /// A field of several lines with a text to read, and the cursor at its start.
    pub fn reading(text: &str) -> Self {
        let mut field = Self::new(text, Lines::Several);
        field.go_to_edge(CursorMove::Top, CursorMove::Head);
        field
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
        if self.area.is_selecting() {
            match event.code {
                KeyCode::Backspace | KeyCode::Delete => return self.area.cut(),
                KeyCode::Char(_) => {}
                _ => self.area.cancel_selection(),
            }
        }
        match event.code {
            KeyCode::Left if by_word => self.go(CursorMove::WordBack),
            KeyCode::Right if by_word => self.go(CursorMove::WordForward),
            KeyCode::Left => self.step(CursorMove::Back),
            KeyCode::Right => self.step(CursorMove::Forward),
            KeyCode::Up => self.vertically(-1),
            KeyCode::Down => self.vertically(1),
            KeyCode::Home if by_word => self.go_to_edge(CursorMove::Top, CursorMove::Head),
            KeyCode::End if by_word => self.go_to_edge(CursorMove::Bottom, CursorMove::End),
            KeyCode::Home => self.go(CursorMove::Head),
            KeyCode::End => self.go(CursorMove::End),
            KeyCode::PageUp => self.go_to_edge(CursorMove::Top, CursorMove::Head),
            KeyCode::PageDown => self.go_to_edge(CursorMove::Bottom, CursorMove::End),
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

    /// Moves to the start of the first line, or to the end of the last.
    fn go_to_edge(&mut self, line: CursorMove, end: CursorMove) -> bool {
        self.go(line);
        self.go(end)
    }

    /// Moves by one row as drawn, and to the text's end where there is no further one.
    fn vertically(&mut self, by: isize) -> bool {
        let shown = self.shown.get_mut();
        shown.layout.follow(self.area.lines(), shown.width);
        let (row, cell) = shown.layout.place(cursor(&self.area));
        let to = row.checked_add_signed(by);
        let to = to.and_then(|row| shown.layout.cursor(row, cell));
        match to {
            Some((line, column)) => self.go(CursorMove::Jump(short(line), short(column))),
            None if by < 0 => self.go(CursorMove::Head),
            None => self.go(CursorMove::End),
        }
    }

    /// Shows the rows further up or down, without a cursor to follow.
    pub fn scroll(&mut self, by: isize) {
        let shown = self.shown.get_mut();
        shown.layout.follow(self.area.lines(), shown.width);
        let last = shown.layout.height().saturating_sub(shown.height);
        shown.top = shown.top.saturating_add_signed(by).min(last);
        let row = if by < 0 {
            shown.top
        } else {
            (shown.top + shown.height).saturating_sub(1)
        };
        if let Some((line, column)) = shown.layout.cursor(row, 0) {
            self.go(CursorMove::Jump(short(line), short(column)));
        }
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
        let position = self.draw_read(area, buf, look)?;
        let rows = usize::from(area.height).min(usize::from(self.rows()));
        for line in area.rows().take(rows) {
            buf.set_string(area.x, line.y, look.glyphs.heavy_bar, look.theme.accent);
        }
        Some(position)
    }

    /// Draws the text alone, in the place where it is typed in, and returns where the cursor would be.
    pub fn draw_read(&self, area: Rect, buf: &mut Buffer, look: &Look) -> Option<Position> {
        if area.height == 0 || area.width < 4 {
            return None;
        }
        let area = Rect {
            width: area.width.min(MEASURE),
            ..area
        };
        let inner = indented(area, 2);
        let height = usize::from(area.height);
        let shown = &mut *self.shown.borrow_mut();
        // The last cell of each row is the cursor's, where it stands behind the text.
        shown.width = inner.width - 1;
        shown.layout.follow(self.area.lines(), shown.width);
        let (row, cell) = shown.layout.place(cursor(&self.area));
        let last = shown.layout.height().saturating_sub(height);
        shown.height = height;
        shown.top = shown
            .top
            .clamp((row + 1).saturating_sub(height), row.min(last));
        let selected = self.selection();
        let rows = shown.layout.placed(shown.top).zip(inner.rows());
        for ((start, text), line) in rows {
            put_line(text.trim_end(), line, buf, look.theme.text);
            for mark in &self.marks {
                mark_row(text, start, mark, line, buf, look.theme.accent);
            }
            if let Some(selected) = &selected {
                mark_row(text, start, selected, line, buf, look.theme.selected);
            }
        }
        let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let x = inner.x + cells(cell).min(inner.width - 1);
        Some(Position::new(x, inner.y + cells(row - shown.top)))
    }

    /// The part of the text that is chosen, in bytes.
    pub fn selection(&self) -> Option<Range<usize>> {
        let (from, to) = self.area.selection_range()?;
        Some(self.byte(from)..self.byte(to))
    }

    /// How many rows were out of sight, above and below, when the text was last drawn.
    pub fn hidden(&self) -> (usize, usize) {
        let shown = self.shown.borrow();
        let below = shown
            .layout
            .height()
            .saturating_sub(shown.top + shown.height);
        (shown.top, below)
    }

    /// How many rows the text takes as it was last drawn.
    pub fn rows(&self) -> u16 {
        let shown = &mut *self.shown.borrow_mut();
        shown.layout.follow(self.area.lines(), shown.width);
        u16::try_from(shown.layout.height()).unwrap_or(u16::MAX)
    }
}

/// Where the cursor stands: the line, and how many `char`s before it.
fn cursor(area: &TextArea) -> (usize, usize) {
    let cursor = area.cursor();
    (cursor.0, cursor.1)
}

/// A place as the text area counts it.
fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// Characters that keyboards give with AltGr arrive as ctrl and alt on some systems.
fn is_alt_gr(event: &KeyEvent) -> bool {
    event
        .modifiers
        .contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Text that may stand in a field: no control characters and no marks of byte order, newlines only where there
/// may be several lines. What slides and documents break lines with is a line break too.
fn plain(text: &str, lines: Lines) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => match lines {
            Lines::Several => Some('\n'),
            Lines::One => Some(' '),
        },
        '\t' => Some(' '),
        '\u{feff}' => None,
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
    fn ctrl_with_home_and_end_leads_to_both_ends_of_the_text() {
        let mut field = Field::new("one\ntwo", Lines::Several);
        field.key(&KeyEvent::new(KeyCode::Home, KeyModifiers::CONTROL));
        press(&mut field, KeyCode::Char('>'));
        field.key(&KeyEvent::new(KeyCode::End, KeyModifiers::CONTROL));
        press(&mut field, KeyCode::Char('.'));
        assert_eq!(field.text(), ">one\ntwo.");
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
    fn what_is_selected_is_replaced_by_what_is_typed_or_taken_out() {
        let text = "né [ a ]\nto [ b ] end";
        let start = text.find("[ b").expect("there");
        let mut field = Field::reading(text);
        field.select(start..start + 5);
        press(&mut field, KeyCode::Char('x'));
        assert_eq!(field.text(), "né [ a ]\nto x end");
        assert_eq!(field.place(), start + 1);
        field.select(4..9);
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.text(), "né \nto x end");
        field.select(0..2);
        press(&mut field, KeyCode::End);
        press(&mut field, KeyCode::Char('!'));
        assert_eq!(field.text(), "né !\nto x end");
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
