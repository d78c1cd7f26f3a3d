//! A file's bytes to a JSON document and back, without dropping what this version does not know.
//!
//! The document is kept whole: unknown keys and values that a question does not allow stay where they
//! stood. Reading refuses what could not be written back faithfully (keys given twice, for one).

use std::collections::HashSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::question::{AnswerType, Column, Place, QUESTIONS, Question};

/// The largest file that is read or written, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;
/// The largest number that an answer may be.
pub const MAX_NUMBER: f64 = 1_000_000.0;

/// Why a file's bytes are no document. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Larger than [`MAX_BYTES`].
    #[error("too large: {size} bytes, where 1 MiB is the limit")]
    TooLarge {
        /// Bytes found.
        size: usize,
    },
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
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        DocumentError::NotText { line, column }
    })?;
    refuse_conflict_markers(text)?;
    refuse_deep_nesting(bytes)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    NoKeyTwice
        .deserialize(&mut reader)
        .and_then(|()| reader.end())
        .map_err(not_json)?;
    match serde_json::from_str(text).map_err(not_json)? {
        Value::Object(map) if map.get("format").and_then(Value::as_str) == Some(format) => Ok(map),
        _ => Err(DocumentError::OtherFormat { expected: format }),
    }
}

fn not_json(error: serde_json::Error) -> DocumentError {
    let whole = error.to_string();
    let problem = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
    DocumentError::NotJson {
        line: error.line().max(1),
        column: error.column().max(1),
        problem,
    }
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

fn refuse_conflict_markers(text: &str) -> Result<(), DocumentError> {
    match text.lines().position(|line| line.starts_with("<<<<<<<")) {
        Some(index) => Err(DocumentError::ConflictMarkers { line: index + 1 }),
        None => Ok(()),
    }
}

fn refuse_deep_nesting(bytes: &[u8]) -> Result<(), DocumentError> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (offset, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let (line, column) = position(bytes, offset);
            return Err(DocumentError::TooDeep { line, column });
        }
    }
    Ok(())
}

/// Walks a document and fails at a key that its object has already.
struct NoKeyTwice;

impl<'de> DeserializeSeed<'de> for NoKeyTwice {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NoKeyTwice {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(NoKeyTwice)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(de::Error::custom(format!("the key `{key}` stands twice")));
            }
            seen.insert(key);
            entries.next_value_seed(NoKeyTwice)?;
        }
        Ok(())
    }
}

/// Keys of a canvas file in the order in which they are written.
const TOP: &[&str] = &[
    "format",
    "version",
    "id",
    "created",
    "updated",
    "cover",
    "voices",
    "revealed",
    "partners",
    "purpose",
    "value",
    "capacity",
    "ownership",
    "decision",
    "parked",
    "conflicts",
    "reviews",
    "letters",
    "ended",
];
/// What the decision step keeps beside its answers.
const KEPT_ON_DECIDING: &[&str] = &["decided_on", "suggested", "because"];
/// Columns of the lists that no question asks for.
const LISTS: &[(&str, &[&str])] = &[
    ("parked", &["id", "text", "at"]),
    ("conflicts", &["id", "question", "row", "theirs", "at"]),
    ("letters", &["id", "on", "kind", "to", "text"]),
    (
        "reviews",
        &[
            "id",
            "on",
            "changed",
            "value",
            "first_win",
            "days_spent",
            "planned_work",
            "overhead",
            "trust",
            "feels_theirs",
            "quality",
            "around_us",
            "start_again",
            "keep",
            "next",
        ],
    ),
];

/// Writes a canvas document: fixed key order, two spaces, one newline at the end.
pub fn canvas_bytes(document: &Map<String, Value>) -> Vec<u8> {
    let mut top = in_order(document, TOP);
    for (key, value) in &mut top {
        match (key.as_str(), value) {
            ("voices", Value::Array(rows)) => rows.iter_mut().for_each(arrange_voice),
            ("partners", Value::Array(rows)) => arrange_rows(rows, &partner_columns()),
            (step, Value::Object(answers)) => arrange_answers(answers, step),
            (name, Value::Array(rows)) => {
                if let Some((_, columns)) = LISTS.iter().find(|(list, _)| *list == name) {
                    arrange_rows(rows, columns);
                }
            }
            _ => {}
        }
    }
    pretty(&Value::Object(top))
}

/// Writes any document as it stands: two spaces, one newline at the end.
pub fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a JSON value has string keys only");
    bytes.push(b'\n');
    bytes
}

/// The known keys first, in their order, then the others in the order read.
fn in_order(map: &Map<String, Value>, known: &[&str]) -> Map<String, Value> {
    let first = known.iter().filter_map(|key| map.get_key_value(*key));
    let rest = map.iter().filter(|(key, _)| !known.contains(&key.as_str()));
    first
        .chain(rest)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Arranges the object at a path such as `value` or `value.voice`.
fn arrange_answers(answers: &mut Map<String, Value>, path: &str) {
    let mut known: Vec<&str> = Vec::new();
    for question in QUESTIONS
        .iter()
        .filter(|question| stands_in_its_step(question))
    {
        let below = question
            .id
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix('.'));
        let Some(key) = below.and_then(|rest| rest.split('.').next()) else {
            continue;
        };
        if !known.contains(&key) {
            known.push(key);
        }
    }
    if path == "decision" {
        known.extend(KEPT_ON_DECIDING);
    }
    *answers = in_order(answers, &known);
    for (key, value) in answers.iter_mut() {
        let id = format!("{path}.{key}");
        match (Question::find(&id), value) {
            (Some(question), value) => arrange_answer(value, question),
            (None, Value::Object(below)) => arrange_answers(below, &id),
            _ => {}
        }
    }
}

fn stands_in_its_step(question: &Question) -> bool {
    match &question.answer {
        AnswerType::Rows(table) => table.place == Place::Own,
        AnswerType::VoiceScale => false,
        _ => true,
    }
}

fn arrange_answer(value: &mut Value, question: &Question) {
    match (&question.answer, value) {
        (AnswerType::Rows(table), Value::Array(rows)) => {
            arrange_rows(rows, &column_ids(table.columns));
        }
        (AnswerType::Scales(parts), Value::Object(map)) => {
            let ids: Vec<&str> = parts.iter().map(|part| part.id).collect();
            arrange_row(map, &ids);
        }
        (_, value @ Value::Number(_)) => write_whole(value),
        _ => {}
    }
}

fn column_ids(columns: &[Column]) -> Vec<&'static str> {
    std::iter::once("id")
        .chain(columns.iter().map(|column| column.id))
        .collect()
}

/// Every column that some question asks of the partner table, in file order.
pub fn partner_columns() -> Vec<&'static str> {
    let tables = QUESTIONS.iter().filter_map(Question::table);
    let shared = tables.filter(|table| table.place == Place::Partners);
    let columns: Vec<Column> = shared
        .flat_map(|table| table.columns.iter().copied())
        .collect();
    column_ids(&columns)
}

fn arrange_rows(rows: &mut [Value], columns: &[&str]) {
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        arrange_row(row, columns);
    }
}

fn arrange_row(row: &mut Map<String, Value>, columns: &[&str]) {
    *row = in_order(row, columns);
    for (_, cell) in row
        .iter_mut()
        .filter(|(key, _)| columns.contains(&key.as_str()))
    {
        write_whole(cell);
    }
}

fn arrange_voice(voice: &mut Value) {
    let Some(voice) = voice.as_object_mut() else {
        return;
    };
    *voice = in_order(voice, &["id", "name", "organisation", "answers"]);
    if let Some(answers) = voice.get_mut("answers").and_then(Value::as_object_mut) {
        let ids: Vec<&str> = QUESTIONS.iter().map(|question| question.id).collect();
        arrange_row(answers, &ids);
    }
}

/// Rewrites whole numbers without a point, in lists and maps too.
fn write_whole(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(whole) = number.as_f64().and_then(as_whole) {
                *number = Number::from(whole);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(write_whole),
        Value::Object(map) => map.values_mut().for_each(write_whole),
        _ => {}
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
