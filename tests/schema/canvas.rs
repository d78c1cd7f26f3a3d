//! The schema of a canvas is the question table.

use serde_json::{Map, Value, json};
use whytogether::canvas::question::{AnswerType, Cell, Column, Place, QUESTIONS, Question};

use super::{CANVAS, parsed};

fn scale() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 5 })
}

fn number() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1_000_000 })
}

fn day() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn cell(column: &Column) -> Value {
    match column.cell {
        Cell::Line => json!({ "type": "string" }),
        Cell::Names => json!({ "type": "array", "items": { "type": "string" } }),
        Cell::Scale => scale(),
        Cell::Number => number(),
        Cell::YesNo => json!({ "type": "boolean" }),
        Cell::Date => day(),
        Cell::Choice(codes) | Cell::Key(codes) => json!({ "type": "string", "enum": codes }),
    }
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties })
}

fn row(columns: &[Column]) -> Map<String, Value> {
    let id = ("id".to_owned(), json!({ "type": "string" }));
    let cells = columns
        .iter()
        .map(|column| (column.id.to_owned(), cell(column)));
    std::iter::once(id).chain(cells).collect()
}

fn answer(question: &Question) -> Option<Value> {
    Some(match &question.answer {
        AnswerType::Line | AnswerType::Text => json!({ "type": "string" }),
        AnswerType::Date => day(),
        AnswerType::Scale => scale(),
        AnswerType::Number => number(),
        AnswerType::Choice(codes) => json!({ "type": "string", "enum": codes }),
        AnswerType::Scales(parts) => object(
            parts
                .iter()
                .map(|part| (part.id.to_owned(), cell(part)))
                .collect(),
        ),
        AnswerType::Rows(table) if table.place == Place::Own => {
            json!({ "type": "array", "items": object(row(table.columns)) })
        }
        AnswerType::Rows(_) | AnswerType::VoiceScale => return None,
    })
}

/// Puts a schema at the keys of a question.
fn put(properties: &mut Map<String, Value>, keys: &[&str], schema: Value) {
    match keys {
        [] => {}
        [last] => drop(properties.insert((*last).to_owned(), schema)),
        [first, rest @ ..] => {
            let inner = properties
                .entry(*first)
                .or_insert_with(|| object(Map::new()));
            put(
                inner["properties"].as_object_mut().expect("an object"),
                rest,
                schema,
            );
        }
    }
}

/// The columns of a table that several questions share.
fn shared(place: Place) -> Map<String, Value> {
    let tables = QUESTIONS
        .iter()
        .filter_map(Question::table)
        .filter(|table| table.place == place);
    let columns: Vec<Column> = tables
        .flat_map(|table| table.columns.iter().copied())
        .collect();
    row(&columns)
}

/// The lists of a canvas that no question fills.
fn kept_beside() -> [(&'static str, Vec<(&'static str, Value)>); 5] {
    let text = || json!({ "type": "string" });
    let codes = |codes: &[&str]| json!({ "type": "string", "enum": codes });
    let scores = || json!({ "type": "object" });
    let kept = object(Map::from_iter([
        ("item".to_owned(), text()),
        ("choice".to_owned(), codes(&["keep", "change", "stop"])),
        ("who".to_owned(), text()),
    ]));
    let reviews = vec![
        ("on", day()),
        ("changed", text()),
        ("value", scale()),
        ("first_win", codes(&["yes", "late", "no"])),
        ("days_spent", number()),
        ("planned_work", number()),
        ("overhead", number()),
        ("trust", scores()),
        ("feels_theirs", scores()),
        ("quality", codes(&["yes", "slipping", "no"])),
        ("around_us", text()),
        ("start_again", scores()),
        ("keep", json!({ "type": "array", "items": kept })),
        ("next", day()),
    ];
    let conflicts = vec![("question", text()), ("row", text()), ("at", text())];
    let sides = vec![
        ("name", text()),
        ("organisation", text()),
        ("answers", json!({ "type": "object" })),
    ];
    let letters = vec![
        ("on", day()),
        ("kind", text()),
        ("to", text()),
        ("text", text()),
    ];
    [
        (
            "parked",
            vec![
                ("id", text()),
                ("text", text()),
                ("at", text()),
                ("kept", day()),
            ],
        ),
        ("conflicts", conflicts),
        ("reviews", reviews),
        ("letters", letters),
        ("sides", sides),
    ]
}

/// The schema that the question table asks for.
fn canvas_schema() -> Value {
    let text = || json!({ "type": "string" });
    let list =
        |properties: Map<String, Value>| json!({ "type": "array", "items": object(properties) });
    let mut properties = Map::new();
    for (key, schema) in [
        ("format", json!({ "const": "whytogether.canvas" })),
        ("version", json!({ "type": "integer", "minimum": 1 })),
        ("id", text()),
        ("created", text()),
        ("updated", text()),
    ] {
        properties.insert(key.into(), schema);
    }
    put(&mut properties, &["cover"], object(Map::new()));
    let mut voices = shared(Place::Voices);
    voices.insert("answers".into(), json!({ "type": "object" }));
    voices.insert("after_reveal".into(), json!({ "type": "object" }));
    properties.insert("voices".into(), list(voices));
    properties.insert(
        "revealed".into(),
        json!({ "type": "array", "items": text() }),
    );
    properties.insert("revealed_by".into(), json!({ "type": "object" }));
    properties.insert("agreed".into(), json!({ "type": "object" }));
    properties.insert(
        "in_round".into(),
        json!({ "type": "array", "items": text() }),
    );
    properties.insert("partners".into(), list(shared(Place::Partners)));
    for question in QUESTIONS {
        if let Some(schema) = answer(question) {
            put(
                &mut properties,
                &question.path().collect::<Vec<_>>(),
                schema,
            );
        }
    }
    put(&mut properties, &["decision", "decided_on"], day());
    put(&mut properties, &["decision", "live_since"], day());
    put(
        &mut properties,
        &["decision", "suggested"],
        answer(Question::find("decision.choice").expect("there")).expect("a choice"),
    );
    put(
        &mut properties,
        &["decision", "because"],
        json!({ "type": "array", "items": text() }),
    );
    properties.insert("ended".into(), day());
    properties.insert(
        "made_of".into(),
        json!({
            "description": "Ids of the canvases of the same workspace that a joint canvas was made of.",
            "type": "array",
            "items": text(),
        }),
    );
    let sent = [
        ("answers", json!({ "type": "object" })),
        ("asked", json!({ "type": "array", "items": text() })),
    ];
    let sent = sent.map(|(key, schema)| (key.to_owned(), schema));
    properties.insert("sent".into(), object(sent.into_iter().collect()));
    for (key, columns) in kept_beside() {
        let columns = columns
            .iter()
            .map(|(name, schema)| ((*name).to_owned(), schema.clone()));
        properties.insert(key.into(), list(columns.collect()));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A canvas file of whytogether",
        "description": "Unanswered questions are absent. Keys that are not listed are kept.",
        "type": "object",
        "properties": properties,
        "required": ["format", "version"],
    })
}

#[test]
fn the_schema_of_a_canvas_is_the_question_table() {
    let expected = canvas_schema();
    assert!(
        parsed(CANVAS) == expected,
        "put this in assets/schema/canvas.json:\n{expected:#}"
    );
}
