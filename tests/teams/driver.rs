//! `merge` on three files, as git calls it.

use serde_json::{Value, json};

use crate::team::{Ended, Team, canvas_text, names};

const ID: &str = "falls-7k3f";

/// Merges these texts in files of their own, and returns what came of it and of the file.
fn merged(base: &str, ours: &str, theirs: &str) -> (Ended, String) {
    let team = Team::alone();
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        team.put(&format!("top/{name}"), text);
    }
    let mut program = team.program();
    program.current_dir(team.path("top"));
    program.args([
        "merge",
        "--",
        "base",
        "ours",
        "theirs",
        "canvases/falls-7k3f.json",
    ]);
    let ended = program.output().expect("it runs").into();
    assert_eq!(names(&team.path("top")), ["base", "ours", "theirs"]);
    assert_eq!(team.text("top/theirs"), theirs);
    (ended, team.text("top/ours"))
}

fn canvas(keys: &Value) -> String {
    canvas_text(ID, keys)
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_same_answer_changed_twice_stays_ours_and_theirs_waits() {
    let worth = |score: u8| canvas(&json!({ "value": { "worth": score } }));
    let (ended, text) = merged(&worth(3), &worth(4), &worth(2));
    let says = ended.done().err;
    assert!(
        says.contains("canvases/falls-7k3f.json") && says.contains("Worth"),
        "{says}"
    );
    let merged = read(&text);
    assert_eq!(merged["value"]["worth"], 4);
    assert_eq!(merged["conflicts"][0]["question"], "value.worth");
    assert_eq!(merged["conflicts"][0]["theirs"], 2);
}

#[test]
fn a_canvas_that_both_added_is_merged_from_nothing() {
    let ours = canvas(&json!({ "cover": { "title": "Falls" }, "purpose": { "change": "Less" } }));
    let theirs = canvas(&json!({ "cover": { "title": "Falls" }, "value": { "worth": 4 } }));
    let (ended, text) = merged("", &ours, &theirs);
    assert_eq!(ended.done().err, "");
    let both = canvas(&json!({
        "cover": { "title": "Falls" }, "purpose": { "change": "Less" }, "value": { "worth": 4 },
    }));
    assert_eq!(text, both);
}

#[test]
fn a_base_that_cannot_be_read_takes_nothing_out() {
    let ours = canvas(&json!({ "value": { "worth": 4 } }));
    let theirs = canvas(&json!({ "purpose": { "change": "Less" } }));
    let (ended, text) = merged("{\n<<<<<<< HEAD\n", &ours, &theirs);
    ended.done();
    assert_eq!(
        (
            &read(&text)["value"]["worth"],
            &read(&text)["purpose"]["change"]
        ),
        (&json!(4), &json!("Less"))
    );
}

#[test]
fn a_side_that_cannot_be_read_leaves_ours_as_it_was() {
    let whole = canvas(&json!({ "value": { "worth": 4 } }));
    for broken in [
        "{\n<<<<<<< HEAD\n",
        "",
        "{}",
        "{ \"format\": \"whytogether.canvas\",",
    ] {
        let (ended, text) = merged(&whole, &whole, broken);
        ended.refused(
            1,
            &["canvases/falls-7k3f.json", "their side cannot be read"],
        );
        assert_eq!(text, whole);
        let (ended, text) = merged(&whole, broken, &whole);
        ended.refused(1, &["our side cannot be read"]);
        assert_eq!(text, broken);
    }
}

#[test]
fn a_newer_version_is_left_and_ends_with_6() {
    let newer = canvas(&json!({ "version": 2, "value": { "worth": 4 } }));
    let ours = canvas(&json!({ "value": { "worth": 3 } }));
    let (ended, text) = merged("", &ours, &newer);
    ended.refused(6, &["their side", "newer version"]);
    assert_eq!(text, ours);
    let (ended, text) = merged("", &newer, &ours);
    ended.refused(6, &["our side", "newer version"]);
    assert_eq!(text, newer);
}

#[test]
fn two_different_canvases_are_never_made_one() {
    let ours = canvas(&json!({}));
    let theirs = canvas_text("bus-5rkh", &json!({}));
    let (ended, text) = merged(&ours, &ours, &theirs);
    ended.refused(1, &["different canvases", "bus-5rkh"]);
    assert_eq!(text, ours);
}

#[test]
fn settings_are_merged_value_by_value_and_say_what_both_changed() {
    let settings = |keys: &Value| {
        let mut document = json!({ "format": "whytogether.workspace", "version": 1 });
        for (key, value) in keys.as_object().expect("an object") {
            document[key] = value.clone();
        }
        format!("{document:#}\n")
    };
    let (ended, text) = merged(
        &settings(&json!({ "name": "Falls" })),
        &settings(
            &json!({ "name": "Falls", "reserve": 0.3, "team": [{ "id": "t3aa", "person": "Lead" }] }),
        ),
        &settings(&json!({ "name": "Falls team", "reserve": 0.1 })),
    );
    let says = ended.done().err;
    assert!(
        says.contains("both sides changed the reserve; ours stands, theirs waits"),
        "{says}"
    );
    let merged = read(&text);
    assert_eq!(merged["name"], "Falls team");
    assert_eq!(merged["reserve"], 0.3);
    assert_eq!(merged["conflicts"][0]["theirs"], 0.1);
    assert_eq!(merged["team"][0]["person"], "Lead");
}

#[test]
fn what_would_be_too_large_together_is_left() {
    let long = |key: &str| canvas(&json!({ key: "x".repeat(700_000) }));
    let (ended, text) = merged("", &long("ours"), &long("theirs"));
    ended.refused(1, &["1 MiB"]);
    assert_eq!(text, long("ours"));
}
