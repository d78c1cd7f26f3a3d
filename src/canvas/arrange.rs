//! The order in which a canvas file is written, so that the same canvas always gives the same bytes.

use serde_json::{Map, Value};

use super::number::write_as_kept;
use super::question::{AnswerType, Column, Place, QUESTIONS, Question};

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
    "revealed_by",
    "agreed",
    "in_round",
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
    "sides",
    "fill_in",
    "sent",
];
/// What the decision step keeps beside its answers.
const KEPT_ON_DECIDING: &[&str] = &["decided_on", "suggested", "because", "live_since"];
/// Columns of the lists that no question asks for.
pub const LISTS: &[(&str, &[&str])] = &[
    ("parked", &["id", "text", "at", "kept"]),
    ("conflicts", &["id", "question", "row", "theirs", "at"]),
    ("letters", &["id", "on", "kind", "to", "text"]),
    ("sides", &["id", "name", "organisation", "answers"]),
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
            "skill",
            "keep",
            "next",
        ],
    ),
];

/// Writes a canvas document: fixed key order, two spaces, one newline at the end.
pub fn canvas_bytes(document: &Map<String, Value>) -> Vec<u8> {
    pretty(&Value::Object(arranged(document)))
}

/// A canvas document as it is written: keys in their order, numbers as they are kept.
pub fn arranged(document: &Map<String, Value>) -> Map<String, Value> {
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
    top
}

/// Writes any document as it stands: two spaces, one newline at the end.
pub fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a JSON value has string keys only");
    bytes.push(b'\n');
    bytes
}

/// The known keys first, in their order, then the others in the order read.
pub fn in_order(map: &Map<String, Value>, known: &[&str]) -> Map<String, Value> {
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
        (_, value @ Value::Number(_)) => write_as_kept(value),
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
        write_as_kept(cell);
    }
}

fn arrange_voice(voice: &mut Value) {
    let Some(voice) = voice.as_object_mut() else {
        return;
    };
    *voice = in_order(
        voice,
        &["id", "name", "organisation", "answers", "after_reveal"],
    );
    if let Some(answers) = voice.get_mut("answers").and_then(Value::as_object_mut) {
        let ids: Vec<&str> = QUESTIONS.iter().map(|question| question.id).collect();
        arrange_row(answers, &ids);
    }
}
