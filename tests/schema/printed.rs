//! What verbs print with --json follows the schemas that are published, over all samples and what may be
//! made of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::ValueEnum as _;
use serde_json::Value;
use tempfile::TempDir;
use whytogether::canvas::checks::CHECKS;
use whytogether::cli::schema::Of;
use whytogether::workspace::samples;

use super::judge::problems;
use super::parsed;

/// What the program prints, in a folder with nothing of the planner's own.
pub fn printed(workspace: &Path, arguments: &[&str]) -> String {
    printed_on("2026-11-23", workspace, arguments)
}

fn printed_on(day: &str, workspace: &Path, arguments: &[&str]) -> String {
    let home = workspace.join("home");
    let output = Command::new(env!("CARGO_BIN_EXE_whytogether"))
        .args(["--as-of", day, "-w"])
        .arg(workspace)
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .output()
        .expect("it runs");
    // 4 says that a check blocks.
    assert!(matches!(output.status.code(), Some(0 | 4)), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The samples, and beside them a file that cannot be read, a letter that was sent and edited drafts, an
/// ending, a decision made twice, and check-ins that raise signals.
fn lived_in() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    samples::write(folder.path()).expect("written");
    fs::write(folder.path().join("canvases/broken-2222.json"), "{").expect("written");
    let draft = r#"{"format":"whytogether.canvas","version":1,"cover":{"title":"Edited"},"letters":[{"id":"l222","kind":"not_yet","text":"Not yet."},{"id":"l223","kind":"poem","to":"You","on":"2026-11-01","text":"Yes."}]}"#;
    fs::write(folder.path().join("canvases/edited-3333.json"), draft).expect("written");
    let run = |arguments: &[&str]| drop(printed(folder.path(), arguments));
    run(&["letter", "two-calendars", "--kind", "not_yet", "--sent"]);
    run(&["decide", "winter", "not_yet", "--because", "Later"]);
    run(&["decide", "winter", "say_no_kindly", "--because", "No days"]);
    run(&["end", "bricks", "--because", "What we did: All of it"]);
    let poor = [
        "review",
        "falls",
        "--set",
        "value=1",
        "--set",
        "days_spent=90",
        "--set",
        "quality=no",
        "--set",
        "first_win=no",
        "--set",
        "trust@Fellgate Ambulance=1",
        "--set",
        "changed=Much",
        "--set",
        "start_again@Therapy lead=1",
        "--set",
        r#"keep=[{"item":"The list","choice":"keep"}]"#,
    ];
    for day in ["2026-11-20", "2026-11-22"] {
        printed_on(day, folder.path(), &poor);
    }
    folder
}

/// Fails where what is printed is not as its schema says; returns what was printed.
fn follows(of: Of, workspace: &Path, arguments: &[&str]) -> Value {
    let json = parsed(&printed(workspace, arguments));
    let found = problems(&parsed(of.schema()), &json, &arguments.join(" "));
    assert_eq!(found, [""; 0]);
    json
}

#[test]
fn schema_prints_what_is_published_and_says_what_it_is_of() {
    let folder = tempfile::tempdir().expect("a folder");
    for of in Of::value_variants() {
        let name = of.to_possible_value().expect("none is hidden");
        let text = printed(folder.path(), &["schema", name.get_name()]);
        assert_eq!(text, of.schema());
        let schema = parsed(&text);
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert!(schema["title"].is_string(), "{}", name.get_name());
    }
}

#[test]
fn what_is_printed_of_each_canvas_follows_its_schema() {
    let folder = lived_in();
    let path = folder.path();
    let listed = parsed(&printed(path, &["list", "--json"]));
    let ids = listed.as_array().expect("a list").iter();
    let ids = ids.filter(|one| one["problem"].is_null());
    for id in ids.map(|one| one["id"].as_str().expect("an id")) {
        follows(Of::Check, path, &["check", id, "--json"]);
        follows(Of::History, path, &["history", id, "--json"]);
        follows(Of::Review, path, &["review", id, "--json"]);
        follows(Of::Letters, path, &["letter", id, "--list", "--json"]);
        for kind in ["no_room", "not_the_answer", "not_yet", "smaller_yes"] {
            let arguments = ["letter", id, "--kind", kind, "--json"];
            follows(Of::Letter, path, &arguments);
        }
    }
    let signals = follows(Of::Review, path, &["review", "falls", "--json"]);
    assert!(signals["signals"].as_array().expect("a list").len() >= 4);
    let history = follows(Of::History, path, &["history", "winter", "--json"]);
    assert!(history.as_array().expect("a list").len() >= 2, "{history}");
    let kept = follows(Of::Letters, path, &["letter", "edited", "--list", "--json"]);
    assert_eq!(kept[1]["kind"], Value::Null, "{kept}");
}

#[test]
fn what_is_printed_of_the_workspace_follows_its_schema() {
    let (lived_in, empty) = (lived_in(), tempfile::tempdir().expect("a folder"));
    for path in [lived_in.path(), empty.path()] {
        follows(Of::List, path, &["list", "--json"]);
        follows(Of::Due, path, &["due", "--json"]);
        follows(Of::LookingBack, path, &["looking-back", "--json"]);
        follows(Of::Portfolio, path, &["portfolio", "--json"]);
    }
    let path = lived_in.path();
    let listed = follows(Of::List, path, &["list", "--json"]);
    let is_broken = |one: &Value| one["group"] == "broken";
    assert!(listed.as_array().expect("a list").iter().any(is_broken));
    let late = parsed(&printed_on("2028-02-01", path, &["due", "--json"]));
    assert_eq!(problems(&parsed(Of::Due.schema()), &late, ""), [""; 0]);
    assert!(late.as_array().expect("a list").len() > 5);
    let arguments = ["portfolio", "--json", "--kind", "shared_learning"];
    let filtered = follows(Of::Portfolio, path, &arguments);
    assert!(!filtered["canvases"].as_array().expect("a list").is_empty());
    let arguments = [
        "portfolio",
        "--json",
        "--without",
        "two-calendars",
        "--smaller",
        "falls",
    ];
    follows(Of::Portfolio, path, &arguments);
    let text = printed(path, &["portfolio", "--json"]);
    assert!(!text.contains(": -0"), "nothing is less than nothing");
}

#[test]
fn a_key_that_is_not_published_is_a_problem_wherever_it_stands() {
    let folder = lived_in();
    for (of, arguments) in [
        (Of::Check, &["check", "falls", "--json"] as &[&str]),
        (Of::Letter, &["letter", "falls", "--json"]),
        (Of::LookingBack, &["looking-back", "--json"]),
    ] {
        let mut json = follows(of, folder.path(), arguments);
        json["more"] = Value::from(1);
        assert_eq!(problems(&parsed(of.schema()), &json, "").len(), 1);
    }
    for (of, arguments) in [
        (Of::Due, &["due", "--json"] as &[&str]),
        (Of::List, &["list", "--json"]),
        (Of::History, &["history", "falls", "--json"]),
        (Of::Letters, &["letter", "edited", "--list", "--json"]),
    ] {
        let mut json = follows(of, folder.path(), arguments);
        json[0]["more"] = Value::from(1);
        assert_eq!(problems(&parsed(of.schema()), &json, "").len(), 1);
    }
}

#[test]
fn the_schema_of_a_check_names_every_check() {
    let names: Vec<Value> = CHECKS.iter().map(|check| check.name.into()).collect();
    let schema = parsed(Of::Check.schema());
    let listed = &schema["properties"]["checks"]["items"]["properties"]["name"]["enum"];
    assert_eq!(*listed, Value::Array(names));
}
