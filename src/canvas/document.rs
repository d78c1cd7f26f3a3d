//! A file's bytes to a JSON document and back, without dropping what this version does not know.
//!
//! The document is kept whole: unknown keys and values that a question does not allow stay where they
//! stood. Reading refuses what could not be written back faithfully (keys given twice, for one).

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::alone::told;

pub use super::arrange::{arranged, canvas_bytes, partner_columns, pretty};

/// The largest file that is read or written, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;
/// The largest number that an answer may be.
pub const MAX_NUMBER: f64 = 1_000_000.0;

/// The document of a file. Copies share it until one of them is changed, so that a canvas can be handed
/// to whoever saves it with every key that is typed.
#[derive(Debug, Clone)]
pub struct Document {
    whole: Arc<Map<String, Value>>,
    /// The same without what a round hides, once somebody has asked for it; None where nothing is hidden.
    told: OnceLock<Option<Arc<Map<String, Value>>>>,
}

impl Document {
    /// What may be read now: the document without what the canvas holds for questions that are just being
    /// answered alone.
    pub fn told(&self) -> &Map<String, Value> {
        let told = self.told.get_or_init(|| told(&self.whole).map(Arc::new));
        told.as_deref().unwrap_or(&self.whole)
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.whole == other.whole
    }
}

impl From<Map<String, Value>> for Document {
    fn from(map: Map<String, Value>) -> Self {
        Self {
            whole: Arc::new(map),
            told: OnceLock::new(),
        }
    }
}

impl Deref for Document {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.whole
    }
}

impl DerefMut for Document {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.told = OnceLock::new();
        Arc::make_mut(&mut self.whole)
    }
}

/// Why a file's bytes are no document. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Larger than [`MAX_BYTES`].
    #[error("too large: {size} bytes, where 1 MiB is the limit")]
    TooLarge {
        /// Bytes found.
        size: usize,
    },
    /// Nothing but white space.
    #[error("line 1, column 1: it is empty")]
    Empty,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("line {line}, column {column}: nested deeper than 64 levels")]
    TooDeep {
        /// Line of the bracket that went too deep.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// A version-control tool left its conflict markers.
    #[error("line {line}, column 1: version-control conflict markers")]
    ConflictMarkers {
        /// Line of the first marker.
        line: usize,
    },
    /// Not UTF-8.
    #[error("line {line}, column {column}: not UTF-8 text")]
    NotText {
        /// Line of the first bad byte.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// Not JSON, or with a key given twice.
    #[error("line {line}, column {column}: {problem}")]
    NotJson {
        /// Line of the problem.
        line: usize,
        /// Its column.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// JSON, but another kind of file.
    #[error("line 1, column 1: not a `{expected}` file")]
    OtherFormat {
        /// The format that was looked for.
        expected: &'static str,
    },
}

/// Reads bytes as a document of one format.
///
/// # Errors
/// Any [`DocumentError`]; nothing is repaired or guessed.
pub fn parse(bytes: &[u8], format: &'static str) -> Result<Map<String, Value>, DocumentError> {
    if bytes.len() > MAX_BYTES {
        return Err(DocumentError::TooLarge { size: bytes.len() });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(DocumentError::Empty);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        DocumentError::NotText { line, column }
    })?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let top = Faithful { depth: 0 };
    let value = top.deserialize(&mut reader).and_then(|value| {
        reader.end()?;
        Ok(value)
    });
    match value {
        Ok(Value::Object(map)) if map.get("format").and_then(Value::as_str) == Some(format) => {
            Ok(map)
        }
        Ok(_) => Err(DocumentError::OtherFormat { expected: format }),
        Err(error) => Err(conflict_markers(text)
            .or_else(|| deep_nesting(bytes))
            .unwrap_or_else(|| not_json(error))),
    }
}

fn not_json(error: serde_json::Error) -> DocumentError {
    let whole = error.to_string();
    let problem = whole.split(" at line ").next().unwrap_or(&whole);
    let problem = in_plain_words(problem).to_owned();
    DocumentError::NotJson {
        line: error.line().max(1),
        column: error.column().max(1),
        problem,
    }
}

/// What a reader of JSON says, in words to act on.
fn in_plain_words(problem: &str) -> &str {
    match problem {
        "unexpected end of hex escape"
        | "lone leading surrogate in hex escape"
        | "invalid unicode code point" => {
            "half a letter or emoji: a code that begins with \\u is cut short; type the letter itself in its place"
        }
        "invalid escape" => "a \\ that does not belong there: write it twice, or take it out",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a text with a line break or a tab in it, or without its closing \": write a line break as \\n"
        }
        "expected `,` or `]`" | "expected `,` or `}`" => {
            "a comma or a closing bracket is missing, or a \" is too many"
        }
        "expected `:`" => "a colon is missing",
        "key must be a string" => "a name between \" is missing, or a comma is too many",
        "trailing comma" => "a comma is too many",
        "expected value" | "expected ident" => "a text without its \", or a value is missing",
        "expected `\"`" => "a \" is missing",
        "invalid number" | "number out of range" => "a number that cannot be read",
        "trailing characters" => "something stands after the end",
        "EOF while parsing a list"
        | "EOF while parsing an object"
        | "EOF while parsing a string"
        | "EOF while parsing a value" => "it breaks off",
        other => other,
    }
}

/// True where a version that a file names is none that this program writes: a later one, or no number.
///
/// Programs that know only floating numbers write 1 as 1.0.
pub fn is_newer(document: &Map<String, Value>, known: u64) -> bool {
    document.get("version").is_some_and(|version| {
        let whole = version.as_f64().and_then(as_whole);
        whole.is_none_or(|version| version > known)
    })
}

/// Line and column, both from 1, of a byte.
fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = &bytes[..offset];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    (line, column)
}

/// The first conflict marker of a text that is no JSON: no JSON has a line that begins like one.
fn conflict_markers(text: &str) -> Option<DocumentError> {
    let index = text.lines().position(|line| line.starts_with("<<<<<<<"))?;
    Some(DocumentError::ConflictMarkers { line: index + 1 })
}

/// The first bracket that goes deeper than [`MAX_DEPTH`].
fn deep_nesting(bytes: &[u8]) -> Option<DocumentError> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let is_too_deep = |byte: &u8| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    };
    let (line, column) = position(bytes, bytes.iter().position(is_too_deep)?);
    Some(DocumentError::TooDeep { line, column })
}

/// Reads a value that can be written back as it was: fails at a key that its object has already, and
/// below [`MAX_DEPTH`].
#[derive(Clone, Copy)]
struct Faithful {
    /// How many objects and lists it stands in.
    depth: usize,
}

impl Faithful {
    /// What reads the values inside of a list or an object.
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > MAX_DEPTH {
            return Err(E::custom("nested too deep"));
        }
        Ok(Self { depth })
    }
}

impl<'de> DeserializeSeed<'de> for Faithful {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Faithful {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(yes.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == INSIDE_OF_A_NUMBER {
                return entries.next_value_seed(DigitsOfANumber);
            }
            match map.entry(key) {
                Entry::Vacant(place) => place.insert(entries.next_value_seed(self.inside()?)?),
                Entry::Occupied(taken) => {
                    let key = taken.key();
                    return Err(de::Error::custom(format!("the key `{key}` stands twice")));
                }
            };
        }
        // An empty one is an object too; a number, which comes as one, stands no deeper than its place.
        self.inside::<A::Error>()?;
        Ok(map.into())
    }
}

/// The key under which the parser hands over a number with all its digits.
const INSIDE_OF_A_NUMBER: &str = "$serde_json::private::Number";

/// Tells a number from an object of the file with the key of one, which would be read as a number.
///
/// Digits come as a string of their own; what stands in quotation marks in the file never does.
struct DigitsOfANumber;

impl<'de> DeserializeSeed<'de> for DigitsOfANumber {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl Visitor<'_> for DigitsOfANumber {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "no key `{INSIDE_OF_A_NUMBER}`")
    }

    fn visit_string<E: de::Error>(self, digits: String) -> Result<Value, E> {
        let number: Number = digits.parse().map_err(E::custom)?;
        Ok(number.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Err(de::Error::invalid_value(de::Unexpected::Str(text), &self))
    }
}

/// A whole number in the range of answers.
pub fn as_whole(number: f64) -> Option<u64> {
    let whole = (0.0..=MAX_NUMBER).contains(&number) && number.fract() == 0.0;
    whole.then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> DocumentError {
        parse(text.as_bytes(), "whytogether.canvas").expect_err("refused")
    }

    #[test]
    fn a_key_given_twice_is_refused_with_its_place() {
        let text = "{\n  \"format\": \"whytogether.canvas\",\n  \"x\": 1, \"x\": 2\n}";
        assert!(
            matches!(error(text), DocumentError::NotJson { line: 3, .. }),
            "{}",
            error(text)
        );
    }

    #[test]
    fn a_slip_is_named_in_words_to_act_on() {
        for (text, words) in [
            (r#""Bus \ud83d""#, "half a letter or emoji"),
            (r#""Bus \ud83d plan""#, "half a letter or emoji"),
            (r#""Bus \ude00""#, "half a letter or emoji"),
            (r#""Bus \plan""#, "a \\ that does not belong there"),
            ("\"Bus\nplan\"", "a text with a line break"),
            (r#""Bus" "plan""#, "a comma or a closing bracket is missing"),
            (r#""Bus",,"#, "a comma is too many"),
            ("Bus", "a text without its \""),
            ("01", "a number that cannot be read"),
            ("\"Bus\"}}", "something stands after the end"),
            ("[1", "it breaks off"),
        ] {
            let file = format!("{{\"title\": {text}");
            let file = if text == "[1" { file } else { file + "}" };
            let said = error(&file).to_string();
            assert!(said.contains(words), "{text}: {said}");
        }
    }

    #[test]
    fn a_version_with_a_point_is_the_whole_number() {
        for (version, newer) in [
            ("1", false),
            ("1.0", false),
            ("1e0", false),
            ("0", false),
            ("2", true),
            ("2.0", true),
            ("1.5", true),
            ("99999999999999999999", true),
            (r#""2""#, true),
        ] {
            let text = format!(r#"{{"format":"f","version":{version}}}"#);
            let document = parse(text.as_bytes(), "f").expect("reads");
            assert_eq!(is_newer(&document, 1), newer, "{version}");
        }
        let none = parse(br#"{"format":"f"}"#, "f").expect("reads");
        assert!(!is_newer(&none, 1));
    }

    #[test]
    fn conflict_markers_are_named_as_such() {
        let text = "{\n<<<<<<< HEAD\n}";
        assert_eq!(error(text), DocumentError::ConflictMarkers { line: 2 });
    }

    #[test]
    fn the_65th_level_is_refused_and_the_64th_is_not() {
        let nested = |levels: usize| {
            let (open, close) = ("[".repeat(levels - 1), "]".repeat(levels - 1));
            format!("{{\"format\":\"whytogether.canvas\",\"x\":{open}0{close}}}")
        };
        assert!(parse(nested(64).as_bytes(), "whytogether.canvas").is_ok());
        assert!(matches!(
            error(&nested(65)),
            DocumentError::TooDeep { line: 1, .. }
        ));
    }

    #[test]
    fn a_byte_order_mark_is_tolerated() {
        let text = "\u{feff}{\"format\":\"whytogether.canvas\"}";
        assert!(parse(text.as_bytes(), "whytogether.canvas").is_ok());
    }

    #[test]
    fn an_object_that_looks_like_the_inside_of_a_number_is_refused() {
        for key in [
            "$serde_json::private::Number",
            "\\u0024serde_json::private::Number",
        ] {
            let text = format!(r#"{{"format":"whytogether.canvas","x":{{"{key}":"12"}}}}"#);
            let refused = error(&text).to_string();
            assert!(refused.contains("no key"), "{refused}");
        }
        let text = r#"{"format":"whytogether.canvas","x":"$serde_json::private::Number"}"#;
        assert!(parse(text.as_bytes(), "whytogether.canvas").is_ok());
    }

    #[test]
    fn numbers_nobody_asked_for_keep_their_digits() {
        let text =
            "{\"format\":\"whytogether.canvas\",\"x\":{\"y\":123456789012345678901234567890.10}}";
        let document = parse(text.as_bytes(), "whytogether.canvas").expect("reads");
        let written = String::from_utf8(canvas_bytes(&document)).expect("text");
        assert!(
            written.contains("123456789012345678901234567890.10"),
            "{written}"
        );
    }
}
