//! The published schemas describe what is kept and printed, and the one of a canvas is the question table.

mod canvas;
mod judge;
mod printed;

use std::fs;
use std::path::Path;

use judge::problems;
use printed::printed;
use serde_json::{Value, json};
use whytogether::workspace::samples;

const CANVAS: &str = include_str!("../../assets/schema/canvas.json");
const WORKSPACE: &str = include_str!("../../assets/schema/workspace.json");
const RANKING: &str = include_str!("../../assets/schema/ranking.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
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
