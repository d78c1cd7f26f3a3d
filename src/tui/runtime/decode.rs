//! What a terminal sends, byte by byte, as keys and pastes.
//!
//! A terminal also sends what nobody typed: answers to questions that some program asked, late and in pieces.
//! They are swallowed whole. The parser of the terminal library hands them over as keys, keeps all keys to
//! itself where a paste has no end, and loses letters beside a byte that is no UTF-8; so the bytes are read here.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// How long after an escape the rest of its sequence may come.
const ESCAPE: Duration = Duration::from_millis(40);
/// How long an answer of the terminal, or a letter of several bytes, may pause.
const ANSWER: Duration = Duration::from_millis(400);
/// How long a paste may pause before it counts as ended.
const PASTE: Duration = Duration::from_secs(2);
/// The longest answer that is waited for; whatever is longer is none.
const LONGEST: usize = 4096;

const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// Something that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A key or a paste.
    Event(Event),
    /// A byte that is no part of any letter.
    NoLetter,
}

/// Bytes that wait for the rest of what they begin.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// True between the marks of a paste.
    is_paste: bool,
}

/// How much of the bytes was understood, and as what; None where more must come.
type Read = Option<(usize, Option<Input>)>;

impl Decoder {
    /// Takes bytes, and gives what they complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.bytes.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        let mut at = 0;
        while at < self.bytes.len() {
            let Some((used, input)) = self.next(at) else {
                break;
            };
            at += used;
            inputs.extend(input);
        }
        self.bytes.drain(..at);
        inputs
    }

    /// How long to wait for more before [`Decoder::pause`]; None where nothing waits.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.bytes.as_slice() {
            _ if self.is_paste => Some(PASTE),
            [] => None,
            [0x1b] | [0x1b, _] => Some(ESCAPE),
            _ => Some(ANSWER),
        }
    }

    /// Deals with what waits, as nothing more has come.
    pub(super) fn pause(&mut self) -> Vec<Input> {
        let bytes = std::mem::take(&mut self.bytes);
        if std::mem::take(&mut self.is_paste) {
            return vec![paste(&bytes)];
        }
        match bytes.as_slice() {
            [] => Vec::new(),
            [0x1b] => vec![key(KeyCode::Esc, KeyModifiers::NONE)],
            // The beginning of an answer is also a letter with alt.
            [0x1b, letter] => vec![key(KeyCode::Char(char::from(*letter)), KeyModifiers::ALT)],
            [0x1b, ..] => Vec::new(),
            _ => vec![Input::NoLetter],
        }
    }

    fn next(&mut self, at: usize) -> Read {
        let bytes = &self.bytes[at..];
        if self.is_paste {
            let end = bytes
                .windows(END_OF_PASTE.len())
                .position(|bytes| bytes == END_OF_PASTE)?;
            self.is_paste = false;
            return Some((end + END_OF_PASTE.len(), Some(paste(&bytes[..end]))));
        }
        let read = read(bytes)?;
        if bytes.starts_with(b"\x1b[200~") {
            self.is_paste = true;
        }
        Some(read)
    }
}

/// Reads what the first bytes are.
fn read(bytes: &[u8]) -> Read {
    match bytes {
        [0x1b, rest @ ..] => escape(rest),
        [0x9b, rest @ ..] => csi(rest).map(|(used, input)| (used + 1, input)),
        _ => letter(bytes, KeyModifiers::NONE),
    }
}

/// What follows an escape.
fn escape(rest: &[u8]) -> Read {
    let after = |read: Read, used: usize| read.map(|(more, input)| (more + used, input));
    match rest {
        [] => None,
        [b'[', rest @ ..] => after(csi(rest), 2),
        [b'O'] => None,
        [b'O', letter, ..] => Some((3, cursor_key(*letter, KeyModifiers::NONE))),
        [b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => after(string(rest), 2),
        // Escape, and then something of its own.
        [0x1b, ..] => Some((1, Some(key(KeyCode::Esc, KeyModifiers::NONE)))),
        _ => after(letter(rest, KeyModifiers::ALT), 1),
    }
}

/// An answer that runs up to its end mark; whatever cannot be one is left to be read as letters.
fn string(rest: &[u8]) -> Read {
    let end = rest.iter().enumerate().find_map(|(at, byte)| match byte {
        0x07 | 0x9c => Some(at + 1),
        0x1b if rest.get(at + 1) == Some(&b'\\') => Some(at + 2),
        0x18 | 0x1a => Some(at + 1),
        _ => None,
    });
    match end {
        Some(end) => Some((end, None)),
        None if rest.len() > LONGEST => Some((rest.len(), None)),
        None => None,
    }
}

/// Parameters and a final byte: a key, or an answer that nobody asked us for.
fn csi(rest: &[u8]) -> Read {
    let length = rest.iter().position(|byte| !matches!(byte, 0x20..=0x3f));
    let Some(length) = length else {
        return (rest.len() > LONGEST).then_some((rest.len(), None));
    };
    let (parameters, last) = (&rest[..length], rest[length]);
    if last == b'[' {
        // The function keys of a Linux console: one more letter.
        return rest.get(length + 1).map(|_| (length + 2, None));
    }
    if !matches!(last, 0x40..=0x7e) {
        return Some((length, None));
    }
    let numbers = std::str::from_utf8(parameters).unwrap_or_default();
    let mut numbers = numbers.split(';').map(|one| one.split(':').next());
    let mut number = || numbers.next().flatten().and_then(|one| one.parse().ok());
    let (first, second) = (number(), number());
    let modifiers = modifiers(second);
    let is_plain = parameters
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'));
    let input = match last {
        _ if !is_plain => None,
        b'~' => numbered_key(first, modifiers),
        b'u' => first.and_then(|code| unicode_key(code, modifiers)),
        b'Z' => Some(key(KeyCode::BackTab, KeyModifiers::SHIFT)),
        letter if parameters.is_empty() || first == Some(1) => cursor_key(letter, modifiers),
        _ => None,
    };
    Some((length + 1, input))
}

fn modifiers(number: Option<u32>) -> KeyModifiers {
    let bits = number.unwrap_or(1).saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

fn cursor_key(letter: u8, modifiers: KeyModifiers) -> Option<Input> {
    let code = match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        _ => return None,
    };
    Some(key(code, modifiers))
}

fn numbered_key(number: Option<u32>, modifiers: KeyModifiers) -> Option<Input> {
    let code = match number? {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11 => KeyCode::F(1),
        _ => return None,
    };
    Some(key(code, modifiers))
}

/// A key that a terminal names by its letter.
fn unicode_key(code: u32, modifiers: KeyModifiers) -> Option<Input> {
    let code = match char::from_u32(code)? {
        '\u{1b}' => KeyCode::Esc,
        '\r' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        '\t' => KeyCode::Tab,
        '\u{7f}' | '\u{8}' => KeyCode::Backspace,
        letter => KeyCode::Char(letter),
    };
    Some(key(code, modifiers))
}

/// A letter of one byte or several, or a control key.
fn letter(bytes: &[u8], modifiers: KeyModifiers) -> Read {
    let control = |letter: u8| {
        key(
            KeyCode::Char(char::from(letter)),
            modifiers | KeyModifiers::CONTROL,
        )
    };
    let input = match *bytes.first()? {
        b'\r' => key(KeyCode::Enter, modifiers),
        b'\t' => key(KeyCode::Tab, modifiers),
        // Some terminals send the one, some the other.
        0x08 | 0x7f => key(KeyCode::Backspace, modifiers),
        0 => key(KeyCode::Char(' '), modifiers | KeyModifiers::CONTROL),
        byte @ 0x01..=0x1a => control(byte - 1 + b'a'),
        byte @ 0x1c..=0x1f => control(byte - 0x1c + b'4'),
        byte @ 0x20..=0x7e => typed(char::from(byte), modifiers),
        _ => return wide_letter(bytes, modifiers),
    };
    Some((1, Some(input)))
}

fn wide_letter(bytes: &[u8], modifiers: KeyModifiers) -> Read {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((1, Some(Input::NoLetter))),
    };
    let there = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(there) {
        Ok(text) => {
            let letter = text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            Some((length, Some(typed(letter, modifiers))))
        }
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some((1, Some(Input::NoLetter))),
    }
}

fn typed(letter: char, modifiers: KeyModifiers) -> Input {
    let shift = match letter.is_uppercase() {
        true => KeyModifiers::SHIFT,
        false => KeyModifiers::NONE,
    };
    key(KeyCode::Char(letter), modifiers | shift)
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

/// The text of a paste: without escape sequences, and without bytes that are no letters.
fn paste(bytes: &[u8]) -> Input {
    let mut text = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest[0] == 0x1b {
            // Whole sequences go; a lone escape goes alone.
            let begins = rest.get(1).is_some_and(|next| b"[O]P_^X".contains(next));
            let sequence = escape(&rest[1..]).filter(|_| begins);
            at += sequence.map_or(1, |(used, _)| used);
            continue;
        }
        let end = rest.iter().position(|byte| *byte == 0x1b);
        let plain = &rest[..end.unwrap_or(rest.len())];
        for chunk in plain.utf8_chunks() {
            text.push_str(chunk.valid());
        }
        at += plain.len();
    }
    Input::Event(Event::Paste(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bytes come to, sent whole and then byte by byte, each with a pause at the end.
    fn keys(bytes: &[u8]) -> Vec<Input> {
        let mut whole = Decoder::default();
        let mut inputs = whole.feed(bytes);
        inputs.extend(whole.pause());
        let mut pieces = Decoder::default();
        let mut one_by_one: Vec<Input> = Vec::new();
        for byte in bytes {
            one_by_one.extend(pieces.feed(&[*byte]));
        }
        one_by_one.extend(pieces.pause());
        assert_eq!(inputs, one_by_one, "{bytes:?}");
        inputs
    }

    fn text(inputs: &[Input]) -> String {
        let letters = inputs.iter().map(|input| match input {
            Input::Event(Event::Key(KeyEvent {
                code: KeyCode::Char(letter),
                ..
            })) => letter.to_string(),
            Input::Event(Event::Paste(text)) => format!("<{text}>"),
            Input::NoLetter => "!".into(),
            Input::Event(Event::Key(key)) => format!("{:?} ", key.code),
            Input::Event(_) => "?".into(),
        });
        letters.collect()
    }

    #[test]
    fn answers_of_the_terminal_are_swallowed_whole_however_they_are_cut() {
        for answer in [
            "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            "\x1b]10;rgb:0000/0000/0000\x07",
            "\x1b]4;1;rgb:cd/00/00\x1b\\",
            "\x1bP>|xterm(390)\x1b\\",
            "\x1bP1$r0m\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b^private\x1b\\",
            "\x1bXstring\x1b\\",
            "\x1b[?62;1;6;9;15;22c",
            "\x1b[>41;390;0c",
            "\x1b[?2026;2$y",
            "\x1b[12;40R",
            "\x1b[?997;1n",
            "\x1b[8;24;80t",
            "\x1b[?1u",
            "\x1b[I",
            "\x1b[<0;10;10M",
        ] {
            assert_eq!(
                text(&keys(format!("a{answer}b").as_bytes())),
                "ab",
                "{answer:?}"
            );
        }
    }

    #[test]
    fn keys_are_what_they_were() {
        for (bytes, name) in [
            ("\x1b[A\x1bOB\x1b[1;5C\x1b[D", "Up Down Right Left "),
            (
                "\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~",
                "Home End PageUp PageDown Delete ",
            ),
            (
                "\r\t\x1b[Z\x7f\x08",
                "Enter Tab BackTab Backspace Backspace ",
            ),
            ("é日👩a", "é日👩a"),
            ("\x1b[27u\x1b[13;2u\x1bOP", "Esc Enter F(1) "),
        ] {
            assert_eq!(text(&keys(bytes.as_bytes())), name);
        }
        let with = |bytes: &[u8]| match keys(bytes).as_slice() {
            [Input::Event(Event::Key(key))] => (key.code, key.modifiers),
            other => panic!("{other:?}"),
        };
        assert_eq!(with(b"\x03"), (KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert_eq!(with(b"\x1f"), (KeyCode::Char('7'), KeyModifiers::CONTROL));
        assert_eq!(with(b"\x1bx"), (KeyCode::Char('x'), KeyModifiers::ALT));
        assert_eq!(with(b"\x1b\r"), (KeyCode::Enter, KeyModifiers::ALT));
        assert_eq!(with(b"R"), (KeyCode::Char('R'), KeyModifiers::SHIFT));
        assert_eq!(with(b"\x1b[1;5D"), (KeyCode::Left, KeyModifiers::CONTROL));
    }

    #[test]
    fn whoever_types_escape_and_a_bracket_gets_both() {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b").is_empty());
        assert_eq!(decoder.patience(), Some(ESCAPE));
        assert_eq!(text(&decoder.pause()), "Esc ");
        assert_eq!(text(&decoder.feed(b"]11")), "]11");
        assert!(decoder.feed(b"\x1b]").is_empty());
        assert_eq!(text(&decoder.pause()), "]");
        assert_eq!(decoder.patience(), None);
    }

    #[test]
    fn a_byte_that_is_no_letter_costs_itself_only() {
        assert_eq!(text(&keys(b"M\xe4dchen")), "M!dchen");
        assert_eq!(text(&keys(b"a\xffb\xc3(\x80")), "a!b!(!");
        assert_eq!(text(&keys(b"caf\xe9")), "caf!");
    }

    #[test]
    fn a_paste_comes_whole_and_without_sequences_and_one_without_an_end_lets_go() {
        let paste = "\x1b[200~one\n\x1b[31mred\x1b[0m \x1b]8;;x\x1b\\two\x1b[201~x";
        assert_eq!(text(&keys(paste.as_bytes())), "<one\nred two>x");
        assert_eq!(text(&keys(b"\x1b[200~a\xe4b\x1b[201~")), "<ab>");
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b[200~words of").is_empty());
        assert!(decoder.feed(b" a paste").is_empty());
        assert_eq!(decoder.patience(), Some(PASTE));
        assert_eq!(text(&decoder.pause()), "<words of a paste>");
        assert_eq!(decoder.feed(b"\x03").len(), 1);
    }

    #[test]
    fn whatever_comes_ends() {
        let mut decoder = Decoder::default();
        let mut seed = 7_u32;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let byte = seed.to_be_bytes()[0];
            decoder.feed(&[if seed.is_multiple_of(5) { 0x1b } else { byte }]);
            assert!(decoder.is_paste || decoder.bytes.len() <= LONGEST + 8);
            if seed.is_multiple_of(11) {
                decoder.pause();
                assert_eq!(decoder.patience(), None);
            }
        }
    }
}
