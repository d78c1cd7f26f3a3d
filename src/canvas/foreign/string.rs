//! Texts in quotation marks, as people type them.

use super::ahead::{self, Role, is_double, is_quote};
use super::reader::Reader;

impl Reader<'_> {
    /// A text in quotation marks of any shape, which begins here.
    pub(super) fn string(&mut self, role: Role) -> String {
        let open = self.take().expect("called at a quotation mark");
        self.note_shape(open);
        let mut read = String::new();
        loop {
            let Some(c) = self.peek() else {
                self.note("a closing quotation mark is missing, and read as if it were there");
                return read;
            };
            match c {
                '\\' => self.escape(&mut read),
                '\n' | '\r' if self.is_left_open(role) => {
                    self.note("a closing quotation mark is missing, and read as if it were there");
                    let kept = read.trim_end_matches([',', ' ']);
                    // Its comma is the one after the text.
                    self.at -= read[kept.len()..].len();
                    read.truncate(kept.len());
                    return read;
                }
                '\n' | '\r' => self.line_end(&mut read),
                c if is_quote(c) && self.closes(open, c, role) => {
                    self.take();
                    if c != open {
                        self.note_shape(c);
                    }
                    return read;
                }
                '"' => {
                    self.note("a quotation mark inside a text is kept");
                    read.extend(self.take());
                }
                c => {
                    if c < ' ' {
                        self.note("a tab or another control character inside a text is kept");
                    }
                    read.extend(self.take());
                }
            }
        }
    }

    fn note_shape(&mut self, quote: char) {
        match quote {
            '"' => {}
            quote if is_double(quote) => {
                self.note("curly quotation marks are read as straight ones");
            }
            _ => self.note("single quotation marks are read as double ones"),
        }
    }

    /// True where this quotation mark ends the text that began with another.
    fn closes(&self, open: char, close: char, role: Role) -> bool {
        is_double(open) == is_double(close) && ahead::ends_here(self.text, self.at + 1, role)
    }

    fn is_left_open(&self, role: Role) -> bool {
        role == Role::Key || ahead::was_left_open(self.text, self.at)
    }

    fn line_end(&mut self, read: &mut String) {
        self.note("a line break inside a text is kept");
        if self.take() == Some('\r') && self.peek() == Some('\n') {
            self.take();
        }
        read.push('\n');
    }

    /// A backslash and what belongs to it; one that means nothing is kept as it stands.
    fn escape(&mut self, read: &mut String) {
        self.take();
        let meant = match self.peek() {
            Some('u') => return self.unicode(read),
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(c @ ('"' | '\\' | '/')) => c,
            _ => {
                self.note("a backslash is kept as it is");
                return read.push('\\');
            }
        };
        self.take();
        read.push(meant);
    }

    /// `\uXXXX`, or two of them for one letter.
    fn unicode(&mut self, read: &mut String) {
        let Some(first) = self.hex(self.at) else {
            self.note("a backslash is kept as it is");
            return read.push('\\');
        };
        let is_pair = self.text.get(self.at + 5) == Some(&'\\');
        let second = self.hex(self.at + 6).filter(|_| is_pair);
        let pair = [Some(first), second].into_iter().flatten();
        let letters: Vec<_> = char::decode_utf16(pair).collect();
        let (letter, taken) = match letters.as_slice() {
            [Ok(letter)] if second.is_some() => (*letter, 11),
            [Ok(letter), ..] => (*letter, 5),
            _ => {
                self.note("half a letter (a lone surrogate) cannot be read");
                ('\u{fffd}', 5)
            }
        };
        self.at += taken;
        read.push(letter);
    }

    /// The four hexadecimal digits after a `u`.
    fn hex(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 5).filter(|five| five[0] == 'u')?;
        let digits: String = digits[1..].iter().collect();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u16::from_str_radix(&digits, 16).ok().filter(|_| is_hex)
    }
}
