//! The published schemas describe what is kept and printed, and the schema of a canvas is the question table.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use whytogether::canvas::question::{AnswerType, Cell, Column, Place, QUESTIONS, Question};
use whytogether::workspace::samples;

const CANVAS: &str = include_str!("../assets/schema/canvas.json");
const WORKSPACE: &str = include_str!("../assets/schema/workspace.json");
const RANKING: &str = include_str!("../assets/schema/ranking.json");
const PORTFOLIO: &str = include_str!("../assets/schema/portfolio.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Everything in a value that its schema does not allow.
fn problems(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let is_met = match keyword.as_str() {
            "$schema" | "title" | "description" | "required" | "additionalProperties" => true,
            "type" => types(rule).iter().any(|name| is_of(name, value)),
            "const" => rule == value,
            "enum" => rule.as_array().expect("a list").contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().expect("a number")),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().expect("a number")),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches(rule.as_str().expect("text"), text)),
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(
                    items.flat_map(|(at, item)| problems(rule, item, &format!("{path}/{at}"))),
                );
                true
            }
            "properties" => {
                found.extend(of_properties(schema, rule, value, path));
                true
            }
            other => panic!("{path}: the judge does not know `{other}`"),
        };
        if !is_met {
            found.push(format!("{path}: {value} breaks `{keyword}`: {rule}"));
        }
    }
    found
}

fn types(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().expect("a name")],
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("`{other}` is no type"),
    }
}

/// The one pattern that the schemas use: a day.
fn matches(pattern: &str, text: &str) -> bool {
    assert_eq!(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    let is_digit =
        |at: usize, c: char| (at == 4 || at == 7) == (c == '-') && (c == '-' || c.is_ascii_digit());
    text.len() == 10 && text.chars().enumerate().all(|(at, c)| is_digit(at, c))
}

fn of_properties(schema: &Value, rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(object) = value.as_object() else {
        return Vec::new();
    };
    let properties = rule.as_object().expect("an object");
    let mut found = Vec::new();
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !object.contains_key(name) {
            found.push(format!("{path}: `{name}` is missing"));
        }
    }
    for (name, value) in object {
        match properties.get(name) {
            Some(schema) => found.extend(problems(schema, value, &format!("{path}/{name}"))),
            None if schema["additionalProperties"] == false => {
                found.push(format!("{path}: `{name}` is not in the schema"));
            }
            None => {}
        }
    }
    found
}

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
fn kept_beside() -> [(&'static str, Vec<(&'static str, Value)>); 4] {
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
    let letters = vec![
        ("on", day()),
        ("kind", text()),
        ("to", text()),
        ("text", text()),
    ];
    [
        (
            "parked",
            vec![("id", text()), ("text", text()), ("at", text())],
        ),
        ("conflicts", conflicts),
        ("reviews", reviews),
        ("letters", letters),
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
    properties.insert("voices".into(), list(voices));
    properties.insert(
        "revealed".into(),
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

#[test]
fn the_judge_sees_what_a_schema_does_not_allow() {
    let schema = json!({
        "type": "object",
        "properties": { "day": day(), "score": scale(), "list": { "type": "array", "items": { "type": ["string", "null"] } } },
        "required": ["day"],
        "additionalProperties": false,
    });
    let broken = json!({ "score": 3.5, "list": ["a", null, 3], "other": 1 });
    assert_eq!(problems(&schema, &broken, "").len(), 4);
    assert_eq!(
        problems(&schema, &json!({ "day": "2026-1-1" }), "").len(),
        1
    );
    assert_eq!(
        problems(&schema, &json!({ "day": "2026-11-23", "score": 5 }), "").len(),
        0
    );
}

#[test]
fn the_samples_follow_the_schemas_of_their_files() {
    let folder = tempfile::tempdir().expect("a folder");
    samples::write(folder.path()).expect("written");
    let read = |path: &Path| parsed(&fs::read_to_string(path).expect("a file"));
    let settings = read(&folder.path().join("workspace.json"));
    assert_eq!(problems(&parsed(WORKSPACE), &settings, ""), [""; 0]);
    for entry in fs::read_dir(folder.path().join("canvases")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        assert_eq!(problems(&parsed(CANVAS), &read(&path), &name), [""; 0]);
    }
}

/// What the program prints, in a folder with nothing of the planner's own.
fn printed(workspace: &Path, arguments: &[&str]) -> String {
    let home = workspace.join("home");
    let output = Command::new(env!("CARGO_BIN_EXE_whytogether"))
        .args(["--as-of", "2026-11-23", "-w"])
        .arg(workspace)
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn what_portfolio_prints_follows_its_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    samples::write(folder.path()).expect("written");
    let schema = parsed(PORTFOLIO);
    let whatif: &[&str] = &[
        "portfolio",
        "--json",
        "--without",
        "two-calendars",
        "--smaller",
        "falls",
    ];
    for arguments in [
        &["portfolio", "--json"] as &[&str],
        &["portfolio", "--json", "--kind", "shared_voice"],
        whatif,
    ] {
        let json = parsed(&printed(folder.path(), arguments));
        assert_eq!(problems(&schema, &json, ""), [""; 0]);
        assert!(!json["canvases"].as_array().expect("a list").is_empty());
    }
    let empty = tempfile::tempdir().expect("a folder");
    let json = parsed(&printed(empty.path(), &["portfolio", "--json"]));
    assert_eq!(problems(&schema, &json, ""), [""; 0]);
}

/// The properties that a schema lists at a place.
fn listed<'a>(schema: &'a Value, place: &str) -> Vec<&'a str> {
    let properties = schema.pointer(place).and_then(Value::as_object);
    let properties = properties.expect("an object");
    properties.keys().map(String::as_str).collect()
}

#[test]
fn a_ranking_is_kept_as_its_schema_says_and_nothing_is_kept_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| printed(folder.path(), arguments);
    run(&["rank", "Hard", "--people", "One,Two,Three"]);
    run(&["rank", "Hard", "--add", "One=2,4=1", "--reveal", "Two"]);
    run(&["rank", "Hard", "--add", "Two=3"]);
    let files = fs::read_dir(folder.path().join("rankings")).expect("a folder");
    let path = files.flatten().next().expect("a ranking").path();
    let kept = parsed(&fs::read_to_string(path).expect("a file"));
    let schema = parsed(RANKING);
    assert_eq!(problems(&schema, &kept, ""), [""; 0]);
    let known = |place: &str, value: &Value| {
        let listed = listed(&schema, place);
        for key in value.as_object().expect("an object").keys() {
            assert!(listed.contains(&key.as_str()), "{place}: {key}");
        }
    };
    known("/properties", &kept);
    known(
        "/properties/challenges/items/properties",
        &kept["challenges"][0],
    );
    known("/properties/people/items/properties", &kept["people"][1]);
    known("/properties/revealed/properties", &kept["revealed"]);
    let mut broken = kept.clone();
    broken["people"][0]["worst_first"] = json!("2,4");
    assert_eq!(problems(&schema, &broken, "").len(), 1);
}

#[test]
fn schema_prints_what_is_published() {
    let folder = tempfile::tempdir().expect("a folder");
    for (of, published) in [
        ("canvas", CANVAS),
        ("workspace", WORKSPACE),
        ("ranking", RANKING),
        ("portfolio", PORTFOLIO),
    ] {
        assert_eq!(printed(folder.path(), &["schema", of]), published);
    }
}
