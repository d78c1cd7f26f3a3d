//! Verbs that look back, and that put back what was.

use serde_json::{Value, json};
use whytogether::canvas::id::CanvasId;
use whytogether::workspace::Workspace;

use crate::desk::{Desk, names};

/// A canvas of 2 November that was worked on again on 9, 16 and 23 November.
fn worked_on() -> Desk {
    let desk = Desk::empty();
    desk.put_canvas(
        "falls-7k3f",
        r#""updated":"2026-11-02T09:30:00Z","cover":{"title":"Falls"},"purpose":{"change":"Fewer falls"},
           "partners":[{"id":"p222","organisation":"Fellgate","trust":2}],"x":{"kept":1}"#,
    );
    desk.run_on("2026-11-09", &["set", "falls", "value.worth=3"])
        .done();
    desk.run_on(
        "2026-11-16",
        &["set", "falls", "purpose.change=Nobody falls"],
    )
    .done();
    desk.run(&["set", "falls", "value.worth=5", "cover.partners="])
        .done();
    desk
}

fn last(desk: &Desk, arguments: &[&str]) -> Value {
    desk.run(arguments).done().json()
}

#[test]
fn history_says_what_changed_on_each_day() {
    let desk = worked_on();
    let ended = desk.run(&["history", "falls"]).done();
    let lines: Vec<&str> = ended.out.lines().collect();
    for (line, (day, words)) in lines.iter().zip([
        ("2 November 2026", "the first version that is known"),
        ("9 November 2026", "changed: "),
        ("16 November 2026", "changed: "),
        ("23 November 2026", "as it stands now"),
    ]) {
        assert!(line.starts_with(day) && line.contains(words), "{line}");
    }
    assert_eq!(lines.len(), 4, "{ended:?}");
    assert!(
        ended
            .err
            .contains("hint: whytogether show falls-7k3f --at DATE")
    );
    let json = last(&desk, &["history", "falls", "--json"]);
    let changed: Vec<&Value> = json
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| &row["changed"])
        .collect();
    let expected = [
        json!([]),
        json!(["value.worth"]),
        json!(["purpose.change"]),
        json!(["cover.partners", "value.worth", "capacity.trust"]),
    ];
    assert_eq!(changed, expected.iter().collect::<Vec<_>>());
    assert_eq!(json[3]["is_now"], true);
    assert_eq!(json[1]["day"], "2026-11-09");
}

#[test]
fn each_of_several_versions_of_a_day_is_shown_by_its_instant() {
    let desk = Desk::empty();
    desk.put_canvas(
        "falls-7k3f",
        r#""updated":"2026-11-02T09:30:00Z","cover":{"title":"Falls"}"#,
    );
    for choice in ["not_yet", "go_ahead", "say_no_kindly"] {
        let because = ["--because", choice];
        let decide = [&["decide", "falls", choice] as &[&str], &because].concat();
        desk.run(&decide).done();
    }
    let history = last(&desk, &["history", "falls", "--json"]);
    let rows = history.as_array().expect("rows");
    assert!(rows.len() >= 3, "{history}");
    for row in rows.iter().filter(|row| !row["decided"].is_null()) {
        let at = row["at"].as_str().expect("an instant");
        let shown = last(&desk, &["show", "falls", "--at", at, "--json"]);
        let is_last_of_instant = rows
            .iter()
            .rev()
            .find(|other| other["at"] == row["at"])
            .expect("itself");
        assert_eq!(shown["decision"]["choice"], is_last_of_instant["decided"]);
    }
}

#[test]
fn history_says_what_was_decided_and_taken_back() {
    let desk = worked_on();
    desk.run(&["decide", "falls", "not_yet", "--because", "Too soon"])
        .done();
    desk.run_on("2026-11-24", &["restore", "falls", "--at", "16 November"])
        .done();
    let out = desk.run(&["history", "falls"]).done().out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[3].contains("decided: not yet, 23 November 2026"),
        "{out}"
    );
    assert!(lines[4].contains("taken back"), "{out}");
    let json = last(&desk, &["history", "falls", "--json"]);
    assert_eq!(json[3]["decided"], "not_yet");
    assert_eq!(json[3]["decided_on"], "2026-11-23");
    assert_eq!(json[4]["decided"], Value::Null);
}

#[test]
fn show_at_a_day_prints_the_canvas_as_it_was_at_its_end() {
    let desk = worked_on();
    for (at, words) in [
        ("2026-11-02", "Fewer falls"),
        ("15 November", "Fewer falls"),
        ("a week ago", "Nobody falls"),
        ("today", "Nobody falls"),
    ] {
        let ended = desk.run(&["show", "falls", "--at", at]).done();
        assert!(ended.out.contains(words), "{at}: {ended:?}");
        assert!(ended.err.contains("the answers are those of"), "{ended:?}");
    }
    let then = last(&desk, &["show", "falls", "--at", "10 November", "--json"]);
    assert_eq!(then["value"]["worth"], 3);
    assert_eq!(then["x"], json!({"kept": 1}));
    assert_eq!(
        then["updated"].as_str().map(|at| &at[..10]),
        Some("2026-11-09")
    );
}

#[test]
fn a_day_before_the_first_version_is_refused_with_that_day() {
    let desk = worked_on();
    desk.run(&["show", "falls", "--at", "2026-11-01"]).refused(
        3,
        &[
            "1 November 2026",
            "the first version is of 2 November 2026",
            "whytogether history falls-7k3f",
        ],
    );
    desk.run(&["show", "falls", "--at", "one day"])
        .refused(2, &["`one day`", "3 weeks ago"]);
    desk.run(&["restore", "--at", "2026-11-09"]).refused(2, &[]);
    desk.run(&["restore", "falls", "--question", "value.worth"])
        .refused(2, &[]);
}

#[test]
fn one_answer_is_put_back_and_the_rest_stays() {
    let desk = worked_on();
    let arguments = [
        "restore",
        "falls",
        "--at",
        "9 Nov",
        "--question",
        "cover.partners",
    ];
    desk.run(&arguments).done();
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(
        canvas["partners"],
        json!([{"id": "p222", "organisation": "Fellgate", "trust": 2}])
    );
    assert_eq!(canvas["purpose"]["change"], "Nobody falls");
    assert_eq!(canvas["value"]["worth"], 5);
    let again = desk.run(&arguments).done();
    assert!(again.err.contains("says the same"), "{again:?}");
}

#[test]
fn the_whole_is_put_back_and_what_stood_there_is_kept() {
    let desk = worked_on();
    let put = last(&desk, &["restore", "falls", "--at", "9 Nov", "--json"]);
    assert_eq!(put["day"], "2026-11-09");
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(canvas["purpose"]["change"], "Fewer falls");
    assert_eq!(canvas["value"]["worth"], 3);
    let history = last(&desk, &["history", "falls", "--json"]);
    assert_eq!(history.as_array().map(Vec::len), Some(5));
    assert_eq!(history[3]["day"], "2026-11-23");
    let id = CanvasId::from_name("falls-7k3f").expect("an id");
    let kept = Workspace::at(desk.work()).history(&id).expect("read");
    let kept = kept.canvas(kept.len() - 1).expect("told");
    assert_eq!(kept.value("value.worth"), Some(&json!(5)));
}

#[test]
fn what_one_voice_answered_alone_is_not_shown_by_going_back() {
    let desk = Desk::empty();
    desk.put_canvas(
        "falls-7k3f",
        r#""updated":"2026-11-02T09:30:00Z","cover":{"title":"Falls"},
           "voices":[{"id":"v222","name":"Lead","answers":{"purpose.belief":5}}]"#,
    );
    let voices = r#"cover.voices=[{"id":"v222","name":"Lead"},{"name":"Ops"}]"#;
    desk.run(&["set", "falls", voices]).done();
    let then = last(&desk, &["show", "falls", "--at", "2 Nov", "--json"]);
    assert_eq!(then["voices"], json!([{"id": "v222", "name": "Lead"}]));
    let text = desk.run(&["show", "falls", "--at", "2 Nov"]).done().out;
    assert!(!text.contains("wholeheartedly"), "{text}");
}

#[test]
fn a_torn_history_is_named_and_what_is_whole_of_it_is_listed() {
    let desk = worked_on();
    let path = desk.work().join("history/falls-7k3f.jsonl");
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, &text[..text.len() - 20]).expect("torn");
    let ended = desk.run(&["history", "falls"]).done();
    assert_eq!(ended.out.lines().count(), 3, "{ended:?}");
    assert!(
        ended.err.contains("line 3: not a whole line of a history"),
        "{ended:?}"
    );
    assert_eq!(names(&desk.work().join("history")), ["falls-7k3f.jsonl"]);
}

#[test]
fn a_history_that_cannot_be_written_is_told_and_costs_no_answer() {
    let desk = worked_on();
    std::fs::remove_dir_all(desk.work().join("history")).expect("removed");
    desk.put("history", "no folder");
    let ended = desk
        .run_on("2026-12-01", &["set", "falls", "value.worth=1"])
        .done();
    assert!(
        ended.err.contains("could not be kept in the history"),
        "{ended:?}"
    );
    assert_eq!(desk.canvas("falls-7k3f")["value"]["worth"], 1);
    for arguments in [
        &["history", "falls"][..],
        &["restore", "falls", "--at", "yesterday"],
    ] {
        desk.run(arguments).refused(1, &["history"]);
    }
}

#[test]
fn an_emptied_canvas_is_told_and_brought_back_from_its_history() {
    let desk = worked_on();
    let path = desk.canvas_path("falls-7k3f");
    std::fs::write(&path, "").expect("emptied");
    let ended = desk.run(&["history", "falls"]).done();
    assert_eq!(ended.out.lines().count(), 3, "{ended:?}");
    assert!(
        ended.err.contains("`falls-7k3f` cannot be used"),
        "{ended:?}"
    );
    assert!(
        ended
            .err
            .contains("whytogether restore falls-7k3f --at DATE")
    );
    let doctor = desk.run(&["doctor"]);
    let words: Vec<&str> = doctor.out.split_whitespace().collect();
    let says = "`whytogether restore NAME --at DATE`";
    assert!(words.join(" ").contains(says), "{doctor:?}");

    let ended = desk.run(&["restore", "falls", "--at", "2026-11-12"]).done();
    assert!(
        ended.err.contains("is back, as on 9 November 2026"),
        "{ended:?}"
    );
    assert!(
        ended.err.contains("moved to `trash/aside/falls-7k3f.json`"),
        "{ended:?}"
    );
    let worth = desk.run(&["get", "falls", "value.worth", "--json"]).done();
    assert_eq!(worth.json(), 3);
    let change = desk.run(&["get", "falls", "purpose.change"]).done();
    assert_eq!(change.out.trim(), "Fewer falls");
}

#[test]
fn a_canvas_that_is_gone_is_found_by_its_last_title_and_brought_back() {
    let desk = worked_on();
    desk.run(&["set", "falls", "cover.title=Winter walks"])
        .done();
    desk.run_on("2026-11-24", &["set", "falls", "value.worth=1"])
        .done();
    std::fs::remove_file(desk.canvas_path("falls-7k3f")).expect("removed");
    let ended = desk.run(&["history", "winter WALKS"]).done();
    assert!(
        ended.err.contains("`falls-7k3f` is not there any more"),
        "{ended:?}"
    );
    let shown = desk.run(&["show", "winter walks", "--at", "2026-11-23"]);
    let shown = shown.done();
    assert!(shown.out.contains("Winter walks"), "{}", shown.out);
    assert!(shown.err.contains("is not there any more"), "{}", shown.err);
    desk.run(&["restore", "winter walks", "--at", "2026-11-23"])
        .done();
    let worth = desk.run(&["get", "falls", "value.worth", "--json"]).done();
    assert_eq!(worth.json(), 5);
}

#[test]
fn a_canvas_in_the_trash_is_not_brought_back_beside_itself() {
    let desk = worked_on();
    desk.run(&["trash", "falls"]).done();
    desk.run(&["restore", "falls-7k3f", "--at", "2026-11-12"])
        .refused(
            3,
            &["lies in the trash", "hint: whytogether restore falls-7k3f"],
        );
}

#[test]
fn a_day_to_come_is_answered_with_the_day_of_the_last_change() {
    let desk = worked_on();
    let ended = desk.run(&["restore", "falls", "--at", "2031-01-01"]).done();
    let says = "says the same as on 23 November 2026, the last change up to 1 January 2031";
    assert!(ended.err.contains(says), "{ended:?}");
}

#[test]
fn what_was_written_again_after_trashing_can_be_had_beside_what_lay_in_the_trash() {
    let desk = worked_on();
    let path = desk.canvas_path("falls-7k3f");
    let bytes = std::fs::read(&path).expect("there");
    desk.run(&["trash", "falls"]).done();
    std::fs::write(&path, &bytes).expect("written again");
    desk.run(&["restore", "falls"]).refused(
        1,
        &[
            "is there already",
            "whytogether restore falls-7k3f --beside",
        ],
    );
    let ended = desk.run(&["restore", "falls", "--beside", "--json"]).done();
    let id = ended.json()["id"].as_str().expect("an id").to_owned();
    assert_ne!(id, "falls-7k3f");
    let change = desk.run(&["get", &id, "purpose.change"]).done();
    assert_eq!(change.out.trim(), "Nobody falls");
    assert_eq!(std::fs::read(&path).expect("there"), bytes);
    assert_eq!(desk.run(&["restore"]).done().out, "");
}

#[test]
fn a_broken_file_sends_to_the_doctor() {
    let desk = Desk::empty();
    desk.put("canvases/falls-7k3f.json", "{");
    for arguments in [
        &["show", "falls"][..],
        &["set", "falls", "value.worth=3"],
        &["history", "falls"],
    ] {
        desk.run(arguments)
            .refused(1, &["hint: whytogether doctor"]);
    }
    desk.put_canvas("walks-y4a9", r#""cover":{"title":"Walks"}"#);
    let long = format!("purpose.change={}", "x".repeat(100_000));
    let most = [
        "purpose.quality",
        "purpose.noticed_by",
        "value.sign",
        "value.learning.use",
        "value.learning.question",
        "value.plans.news",
        "value.plans.overlap",
        "value.delivery.after",
        "value.delivery.test",
        "value.delivery.thing",
    ];
    let mut arguments = vec!["set".to_owned(), "walks".to_owned(), long.clone()];
    arguments.extend(most.map(|question| long.replace("purpose.change", question)));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    desk.run(&arguments).refused(
        1,
        &[
            "1 MiB is the limit",
            "hint: keep a long text in a file of its own",
        ],
    );
}
