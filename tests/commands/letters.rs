//! `letter`: printed, written, kept as sent, listed.

use std::fs;

use crate::desk::Desk;

const NO: &str = r#""cover":{"title":"Winter walks","our_organisation":"Harrowdale Trust"},"purpose":{"freedom":"free"},"capacity":{"priority":"not_on_the_list"}"#;

#[test]
fn a_letter_is_printed_with_its_blanks_and_their_number_is_said_beside_it() {
    let ended = Desk::with_canvas(NO).run(&["letter", "falls"]).done();
    assert!(ended.out.starts_with("Dear [ a name ],\n"), "{ended:?}");
    assert!(
        ended
            .out
            .contains("Our answer is no: we have no room for it.\n")
    );
    assert_eq!(ended.out.matches("[ ").count(), 5, "{ended:?}");
    assert!(ended.err.contains("5 blanks are left to fill"), "{ended:?}");
}

#[test]
fn another_letter_to_somebody_else_is_printed_where_that_is_asked() {
    let desk = Desk::with_samples();
    let asked = [
        "letter",
        "regional",
        "--kind",
        "not_yet",
        "--to",
        "harrowdale valley college",
    ];
    let ended = desk.run(&asked).done();
    assert!(
        ended.out.starts_with("Dear Head of health courses,\n"),
        "{ended:?}"
    );
    assert!(ended.out.contains("Our answer is not yet."));
    let new = desk
        .run(&["letter", "regional", "--to", "Someone New"])
        .done();
    assert!(new.out.starts_with("Dear Someone New,\n"), "{new:?}");
}

#[test]
fn where_no_letter_goes_with_the_decision_one_has_to_be_named() {
    let desk = Desk::with_samples();
    let asked = desk.run(&["letter", "winter"]);
    asked.refused(2, &["no letter goes with", "hint: say --kind: no_room"]);
    desk.run(&["letter", "winter", "--kind", "smaller_yes"])
        .done();
    desk.run(&["letter", "nothing"]).refused(3, &["nothing"]);
}

#[test]
fn json_gives_each_part_with_its_text_and_its_blanks() {
    let json = Desk::with_canvas(NO)
        .run(&["letter", "falls", "--json"])
        .done()
        .json();
    assert_eq!(json["kind"], "no_room");
    assert_eq!(json["edited"], false);
    assert_eq!(json["to"], serde_json::Value::Null);
    let parts = json["parts"].as_array().expect("parts");
    let names: Vec<&str> = parts
        .iter()
        .map(|part| part["part"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        names,
        [
            "thanks",
            "answer",
            "reason",
            "protecting",
            "offer",
            "change",
            "person"
        ]
    );
    assert_eq!(parts[0]["blanks"][0], "a name");
    assert_eq!(
        parts[1]["text"],
        "Our answer is no: we have no room for it."
    );
    assert_eq!(json["blanks"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_letter_is_written_to_a_file_and_never_over_one_that_is_there() {
    let desk = Desk::with_canvas(NO);
    let file = desk.path("letter.md");
    let name = file.to_str().expect("a path");
    desk.run(&["letter", "falls", "--write", name]).done();
    let written = fs::read_to_string(&file).expect("a file");
    assert!(written.starts_with("Dear [ a name ],  \n"), "{written}");
    let again = desk.run(&["letter", "falls", "--write", name]);
    again.refused(1, &["is there already", "--force"]);
    let forced = [
        "letter", "falls", "--format", "txt", "--write", name, "--force",
    ];
    desk.run(&forced).done();
    let written = fs::read_to_string(&file).expect("a file");
    assert!(written.starts_with("Dear [ a name ],\n"), "{written}");
    let own = desk.work().join("canvases/letter.txt");
    let own = own.to_str().expect("a path").to_owned();
    desk.run(&["letter", "falls", "--write", &own])
        .refused(2, &["among the canvases"]);
}

#[test]
fn a_letter_that_was_sent_is_kept_listed_and_exported() {
    let desk = Desk::with_samples();
    let sent = desk
        .run(&["letter", "regional", "--sent", "--on", "2026-11-20"])
        .done();
    assert!(
        sent.err.contains("kept as sent on 20 November 2026"),
        "{sent:?}"
    );
    let listed = desk.run(&["letter", "regional", "--list"]).done();
    let line = "20 November 2026: not the answer, to Events manager, Fellgate Enterprise Board\n";
    let before = line.replacen("20", "18", 1);
    assert_eq!(listed.out, before + line);
    let json = desk
        .run(&["letter", "regional", "--list", "--json"])
        .done()
        .json();
    assert_eq!(json[1]["on"], "2026-11-20");
    assert_eq!(json[1]["text"].as_str(), Some(sent.out.trim_end()));
    let page = desk.run(&["export", "regional"]).done();
    assert!(page.out.contains("\n- 20 November 2026: not the answer"));
    let whole = desk
        .run(&["export", "regional", "--format", "json"])
        .done()
        .json();
    assert_eq!(whole["letters"][1]["kind"], "not_the_answer");
}

#[test]
fn a_day_to_come_is_refused_and_nothing_is_kept() {
    let desk = Desk::with_samples();
    let asked = desk.run(&["letter", "regional", "--sent", "--on", "2999-01-01"]);
    asked.refused(2, &["--on: `2999-01-01` is not a day that is not to come"]);
    let listed = desk.run(&["letter", "regional", "--list", "--json"]);
    let listed = listed.done().json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");
    desk.run(&["letter", "regional", "--on", "today"])
        .refused(2, &["--sent"]);
}

#[test]
fn an_edited_letter_is_printed_as_it_was_edited() {
    let keys = format!(
        r#"{NO},"letters":[{{"id":"x222","kind":"no_room","text":"Dear friend, [ the rest ]\u001b[2J"}}]"#
    );
    let desk = Desk::with_canvas(&keys);
    let ended = desk.run(&["letter", "falls"]).done();
    assert_eq!(ended.out, "Dear friend, [ the rest ]\u{fffd}[2J\n");
    let json = desk.run(&["letter", "falls", "--json"]).done().json();
    assert_eq!(json["edited"], true);
    assert_eq!(json["blanks"][0], "the rest");
    desk.run(&["letter", "falls", "--sent"]).done();
    let json = desk
        .run(&["letter", "falls", "--list", "--json"])
        .done()
        .json();
    assert_eq!(
        json.as_array().map(Vec::len),
        Some(1),
        "the draft is the letter"
    );
    assert_eq!(json[0]["draft"], false);
}

#[test]
fn a_newer_file_gives_a_letter_and_keeps_none() {
    let desk = Desk::empty();
    let text = format!(r#"{{"format":"whytogether.canvas","version":9,{NO}}}"#);
    desk.put("canvases/falls-7k3f.json", &text);
    desk.run(&["letter", "falls"]).done();
    desk.run(&["letter", "falls", "--sent"])
        .refused(6, &["newer"]);
}

#[test]
fn after_a_no_the_letter_is_the_next_command() {
    let desk = Desk::with_canvas(NO);
    let ended = desk.run(&["decide", "falls", "say_no_kindly"]).done();
    assert!(
        ended.err.contains("hint: whytogether letter falls-7k3f"),
        "{ended:?}"
    );
}

#[test]
fn a_beginning_of_a_recipients_name_is_enough_and_several_are_listed() {
    let desk = Desk::with_canvas(
        r#""title":"Falls","partners":[{"id":"p222","organisation":"Riverside Council","contact":"Ann Lee"},{"id":"p333","organisation":"River Trust","contact":"Bo"}]"#,
    );
    let to = |name: &str| {
        desk.run(&[
            "letter", "falls", "--kind", "no_room", "--to", name, "--json",
        ])
    };
    assert_eq!(to("ann").done().json()["to"], "Ann Lee, Riverside Council");
    assert_eq!(
        to("riverside").done().json()["to"],
        "Ann Lee, Riverside Council"
    );
    assert_eq!(to("Zoe").done().json()["to"], "Zoe");
    to("river").refused(3, &["may be any of 2 recipients"]);
}
