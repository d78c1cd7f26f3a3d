//! What sync commits, sends, takes in, and leaves alone.

use std::fs;

use serde_json::json;

use crate::team::Team;

fn falls() -> Team {
    Team::with_canvas(&json!({ "cover": { "title": "Falls response at home" } }))
}

fn log(team: &Team, clone: &str) -> Vec<String> {
    let log = team.git(&["-C", clone, "log", "--format=%s"]).done().out;
    log.lines().map(str::to_owned).collect()
}

#[test]
fn a_commit_names_the_canvas_and_the_questions_that_changed() {
    let team = falls();
    team.change("a", "falls-7k3f", |canvas| {
        canvas["purpose"]["change"] = json!("Nobody waits for hours");
        canvas["partners"] = json!([{ "id": "p3ka", "organisation": "Fellgate", "trust": 2 }]);
    });
    let said = team.sync("a").done().out;
    let subject = "Falls response at home: partners, change, trust";
    assert!(said.contains(subject), "{said}");
    assert_eq!(log(&team, "a")[0], subject);
    let patch = team.git(&["-C", "a", "log", "-p", "-1"]).done().out;
    assert!(
        patch.contains("+    \"change\": \"Nobody waits for hours\""),
        "{patch}"
    );
}

#[test]
fn a_sync_with_nothing_new_says_so_and_commits_nothing() {
    let team = falls();
    team.sync("b").done();
    let before = log(&team, "b");
    let said = team.sync("b").done();
    assert!(said.out.starts_with("nothing new"), "{said:?}");
    assert_eq!(log(&team, "b"), before);
}

#[test]
fn a_fresh_clone_is_set_up_by_its_first_sync() {
    let team = falls();
    let first = team.run(&["-w", "b", "sync", "--json"]).done().json();
    let second = team.run(&["-w", "b", "sync", "--json"]).done().json();
    assert_eq!(
        (&first["set_up"], &second["set_up"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(first["committed"], json!([]));
}

#[test]
fn other_files_of_the_repository_are_neither_committed_nor_touched() {
    let team = falls();
    team.put("b/notes.md", "Mine alone\n");
    team.put("b/staged.md", "Not yet\n");
    team.git(&["-C", "b", "add", "staged.md"]).done();
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    let said = team.run(&["-w", "b", "sync", "--json"]).done().json();
    assert_eq!(said["sent"], 1);
    let status = team.git(&["-C", "b", "status", "--short"]).done().out;
    assert_eq!(status, "A  staged.md\n?? notes.md\n");
    let names = team
        .git(&["-C", "b", "show", "--name-only", "--format="])
        .done()
        .out;
    assert_eq!(
        names,
        "canvases/falls-7k3f.json\nhistory/falls-7k3f.jsonl\n"
    );
}

#[test]
fn a_workspace_below_the_top_of_its_repository_is_shared_like_any_other() {
    let team = Team::alone();
    team.share("a");
    fs::remove_file(team.path("a/workspace.json")).expect("removed");
    fs::remove_file(team.path("a/.lock")).expect("removed");
    team.run(&["init", "a/team plans"]).done();
    let keys = json!({ "cover": { "title": "Falls" } });
    team.put_canvas("a/team plans", "falls-7k3f", &keys);
    team.sync("a/team plans").done();
    team.git(&["clone", "-q", "team.git", "b"]).done();

    team.run(&["-w", "a/team plans", "set", "falls", "value.worth=4"])
        .done();
    team.run(&["-w", "b/team plans", "set", "falls", "value.worth=2"])
        .done();
    for clone in ["a", "b", "a"] {
        team.sync(&format!("{clone}/team plans")).done();
    }

    team.assert_same("a", "b");
    let canvas = team.canvas("a/team plans", "falls-7k3f");
    assert_eq!(
        (&canvas["value"]["worth"], &canvas["conflicts"][0]["theirs"]),
        (&json!(2), &json!(4))
    );
    assert!(log(&team, "a").contains(&"Falls: worth".to_owned()));
}

#[test]
fn a_new_canvas_like_one_that_went_does_not_take_its_changes() {
    let twin = json!({ "cover": { "title": "Falls" }, "purpose": { "change": "Less waiting" } });
    let team = Team::with_canvas(&twin);
    fs::remove_file(team.path("a/canvases/falls-7k3f.json")).expect("removed");
    team.put_canvas("a", "twin-9x2c", &twin);
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    for clone in ["a", "b", "a"] {
        team.sync(clone).done();
    }
    team.assert_same("a", "b");
    assert_eq!(team.canvas("a", "falls-7k3f")["value"]["worth"], 4);
    assert_eq!(team.canvas("a", "twin-9x2c")["value"], json!(null));
}

#[test]
fn lines_of_history_from_both_sides_are_kept() {
    let team = falls();
    team.put("a/history/falls-7k3f.jsonl", "{\"n\":0}\n");
    team.sync("a").done();
    team.sync("b").done();
    for hand in ["a", "b"] {
        let lines = format!("{{\"n\":0}}\n{{\"by\":\"{hand}\"}}\n");
        team.put(&format!("{hand}/history/falls-7k3f.jsonl"), &lines);
    }
    for clone in ["a", "b", "a"] {
        team.sync(clone).done();
    }
    team.assert_same("a", "b");
    let history = team.text("a/history/falls-7k3f.jsonl");
    let mut lines: Vec<&str> = history.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["{\"by\":\"a\"}", "{\"by\":\"b\"}", "{\"n\":0}"]);
}

#[test]
fn settings_that_both_changed_are_merged() {
    let team = falls();
    let settings = |reserve: &str| {
        format!("{{\n  \"format\": \"whytogether.workspace\",\n  \"version\": 1{reserve}\n}}\n")
    };
    team.put(
        "a/workspace.json",
        &settings(",\n  \"name\": \"Falls team\""),
    );
    team.put("b/workspace.json", &settings(",\n  \"reserve\": 0.3"));
    for clone in ["a", "b", "a"] {
        team.sync(clone).done();
    }
    team.assert_same("a", "b");
    let text = team.text("a/workspace.json");
    assert!(
        text.contains("Falls team") && text.contains("0.3"),
        "{text}"
    );
}

#[test]
fn a_repository_without_a_commit_is_begun_and_followed() {
    let team = Team::alone();
    team.share("a");
    let said = team.run(&["-w", "a", "sync", "--json"]).done().json();
    assert_eq!(
        (&said["upstream"], &said["sent"]),
        (&json!("origin/main"), &json!(1))
    );
    let followed = team
        .git(&["-C", "a", "rev-parse", "--abbrev-ref", "@{upstream}"])
        .done();
    assert_eq!(followed.out, "origin/main\n");
}
