//! What may happen to the bytes of a file.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One thing that happens to some bytes.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// A byte becomes another.
    Byte(Index, u8),
    /// A few bytes go.
    Cut(Index, usize),
    /// A few bytes stand twice, here and at another place.
    Copy(Index, usize, Index),
    /// Something that readers stumble over is put in.
    Put(Index, &'static str),
    /// The value after a colon becomes another.
    Value(Index, &'static str),
}

/// What readers stumble over.
const STUMBLES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ",",
    ":",
    "\\u0000",
    "\\ud800",
    "\u{202e}",
    "\u{1b}[2J",
    "\n",
    "<<<<<<< HEAD\n",
    "\u{feff}",
    "\"id\":\"p3ka\",",
    "\"id\":\"\",",
    "\"conflicts\":[{}],",
    "\"$serde_json::private::Number\":\"1\",",
    "null,",
];
/// Values that a question hardly expects.
const VALUES: &[&str] = &[
    "null",
    "true",
    "-0",
    "1e999",
    "3.5",
    "1000001",
    "99999999999999999999999999",
    "\"\"",
    "\" \"",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "[null,{\"id\":3}]",
    "{\"id\":[]}",
    "\"\\u001b[2J\"",
    "\"9999-99-99\"",
    "\"=HYPERLINK(\\\"x\\\")\"",
    "[{\"id\":\"p3ka\"},{\"id\":\"p3ka\"}]",
];

/// A few of them.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let one = prop_oneof![
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        1 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Mutation::Cut(at, length)),
        1 => (any::<Index>(), 1..200_usize, any::<Index>())
            .prop_map(|(from, length, to)| Mutation::Copy(from, length, to)),
        1 => (any::<Index>(), select(STUMBLES)).prop_map(|(at, what)| Mutation::Put(at, what)),
        6 => (any::<Index>(), select(VALUES)).prop_map(|(at, what)| Mutation::Value(at, what)),
    ];
    proptest::collection::vec(one, 0..5)
}

/// The bytes after all of it.
pub fn mutated(bytes: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for mutation in mutations {
        if bytes.is_empty() {
            break;
        }
        let end = |at: usize, length: usize| (at + length).min(bytes.len());
        match *mutation {
            Mutation::Byte(at, byte) => *at.get_mut(&mut bytes) = byte,
            Mutation::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..end(at, length));
            }
            Mutation::Copy(from, length, to) => {
                let from = from.index(bytes.len());
                let copied = bytes[from..end(from, length)].to_vec();
                let to = to.index(bytes.len());
                bytes.splice(to..to, copied);
            }
            Mutation::Put(at, what) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, what.bytes());
            }
            Mutation::Value(at, what) => put_value(&mut bytes, at, what),
        }
    }
    bytes
}

/// Puts a value where one stands after a colon, so that the whole stays JSON more often than not.
fn put_value(bytes: &mut Vec<u8>, at: Index, what: &str) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let colons: Vec<usize> = text.match_indices("\": ").map(|(at, _)| at + 3).collect();
    if colons.is_empty() {
        return;
    }
    let start = *at.get(&colons);
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter();
    let first: Option<Result<serde_json::Value, _>> = values.next();
    let end = match first {
        Some(Ok(_)) => start + values.byte_offset(),
        _ => start,
    };
    *bytes = [&text[..start], what, &text[end..]].concat().into_bytes();
}
