//! Check-ins, endings and what is due, as scripts see them.

use serde_json::{Value, json};

use crate::desk::Desk;

/// A live canvas with a plan of 4 days of work, one partner and one voice.
const LIVE: &str = r#""cover":{"title":"Falls response"},
    "partners":[{"id":"p3ka","organisation":"Fellgate Ambulance","trust":4,"feels_theirs":4}],
    "voices":[{"id":"v7m2","name":"Therapy lead","answers":{"purpose.belief":4}}],
    "value":{"worth":4,"first_win":[{"id":"w4tt","win":"One town","by":"2026-09-01"}]},
    "capacity":{"people":[{"id":"h8sa","person":"Therapy lead","days":4}],"closeness":"line_up_plans"},
    "decision":{"choice":"go_ahead","decided_on":"2026-05-01","review_on":"2026-08-01"}"#;

fn desk() -> Desk {
    Desk::with_canvas(LIVE)
}

#[test]
fn a_review_is_kept_with_the_plan_of_its_day_and_scores_go_to_the_partner() {
    let desk = desk();
    let answers = [
        "review",
        "falls",
        "--set",
        "value=3",
        "--set",
        "days_spent=6,5",
        "--set",
        "trust@fellgate ambulance=2",
        "--set",
        "feels_theirs@p3ka=5",
        "--set",
        "start_again@Therapy lead=4",
        "--set",
        "next=in 3 months",
        "--json",
    ];
    let printed = desk.run(&answers).done().json();
    let canvas = desk.canvas("falls-7k3f");
    let row = &canvas["reviews"][0];
    let plan = (row["planned_work"].as_f64(), row["overhead"].as_f64());
    // 0.5 for the tie and 0.25 for one link.
    assert_eq!(plan, (Some(4.0), Some(0.75)));
    assert_eq!(row["on"], "2026-11-23");
    assert_eq!(row["trust"], json!({ "p3ka": 2 }));
    assert_eq!(row["start_again"], json!({ "v7m2": 4 }));
    assert_eq!(canvas["partners"][0]["trust"], 2);
    assert_eq!(canvas["partners"][0]["feels_theirs"], 5);
    assert_eq!(printed["due"], "2027-02-23");
    let ratio = printed["reviews"][0]["ratio"].as_f64().expect("a ratio");
    assert!((ratio - 6.5 / 4.75).abs() < 1e-9, "{ratio}");
    assert_eq!(printed["signals"][0]["name"], "TRUST-DOWN");
    assert_eq!(printed["signals"][0]["severity"], "warning");
    assert_eq!(printed["signals"][0]["suggests"], Value::Null);
}

#[test]
fn one_refused_answer_of_a_review_leaves_the_file_as_it_was() {
    let desk = desk();
    let before = desk.bytes("falls-7k3f");
    for (wrong, says, code) in [
        ("value=6", "1 to 5", 2),
        ("trust=3", "trust@NAME=VALUE", 2),
        ("value@Fellgate Ambulance=3", "value=VALUE", 2),
        ("trust@Nobody=3", "Fellgate Ambulance (p3ka)", 3),
        ("worth=3", "days_spent", 2),
        ("next=soon", "date", 2),
    ] {
        let ended = desk.run(&["review", "falls", "--set", "quality=yes", "--set", wrong]);
        ended.refused(code, &[says]);
        assert_eq!(desk.bytes("falls-7k3f"), before, "{wrong}");
    }
}

#[test]
fn a_review_may_come_as_json_and_be_gone_on_with_on_the_same_day() {
    let desk = desk();
    let given = json!({
        "changed": "Two towns\nare in.",
        "first_win": "late",
        "trust": { "Fellgate Ambulance": 5 },
        "keep": [{ "item": "Weekly call", "choice": "change", "who": "Operations" }],
    });
    desk.run_with(&["review", "falls", "--stdin"], &given.to_string())
        .done();
    desk.run(&["review", "falls", "--set", "value=4", "--set", "first_win="])
        .done();
    let reviews = desk.canvas("falls-7k3f")["reviews"].clone();
    assert_eq!(reviews.as_array().map(Vec::len), Some(1));
    assert_eq!(reviews[0]["changed"], "Two towns\nare in.");
    assert_eq!(reviews[0]["value"], 4);
    assert_eq!(reviews[0].get("first_win"), None);
    assert_eq!(reviews[0]["keep"][0]["item"], "Weekly call");
    assert!(reviews[0]["keep"][0]["id"].is_string());
}

#[test]
fn prompts_ask_for_a_review_beside_the_answers_of_last_time() {
    let desk = desk();
    desk.run_on("2026-08-01", &["review", "falls", "--set", "value=4"])
        .done();
    let typed =
        "Two towns are in.\n2\nlate\n:b\nno\n7\n4\n\n1\n\n5\n2\nWeekly call\n3\nOperations\n\n\n";
    let said = desk
        .run_with(&["review", "falls", "--plain"], typed)
        .done()
        .out;
    assert!(said.contains("On 1 August 2026: 4, a lot"), "{said}");
    assert!(said.contains("Enter takes"), "{said}");
    let row = &desk.canvas("falls-7k3f")["reviews"][1];
    assert_eq!(row["changed"], "Two towns are in.");
    assert_eq!(
        (&row["value"], &row["first_win"]),
        (&json!(2), &json!("no"))
    );
    assert_eq!(row["trust"], json!({ "p3ka": 4 }));
    assert_eq!(row["quality"], "yes");
    assert_eq!(row["start_again"], json!({ "v7m2": 5 }));
    assert_eq!(row["skill"], 2);
    assert_eq!(row["keep"][0]["choice"], "stop");
    assert_eq!(
        row["next"], "2027-05-23",
        "six months after, for plans that line up"
    );
}

#[test]
fn nothing_is_reviewed_or_ended_before_it_is_decided() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let review = desk.run(&["review", "falls", "--set", "value=3"]);
    review.refused(2, &["not decided yet"]);
    let end = desk.run(&["end", "falls", "--because", "Over."]);
    end.refused(2, &["nothing is decided yet"]);
}

#[test]
fn an_ending_keeps_its_note_among_the_letters_and_frees_its_days_at_once() {
    let desk = desk();
    let days = |desk: &Desk| {
        let other = r#""cover":{"title":"Other"}"#;
        desk.put_canvas("other-2k3a", other);
        let checked = desk.run(&["check", "other-2k3a", "--json"]).json();
        checked["capacity"]["committed"].as_f64().expect("days")
    };
    assert!(days(&desk) > 5.0);
    let note = "What we did: two towns.\nWho keeps what: the council keeps the rota.";
    let printed = desk
        .run(&["end", "falls", "--because", note, "--json"])
        .done()
        .json();
    assert_eq!(printed["ended"], "2026-11-23");
    assert_eq!(days(&desk), 0.0);
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(canvas["ended"], "2026-11-23");
    let letter = &canvas["letters"][0];
    assert_eq!(
        (&letter["kind"], &letter["on"]),
        (&json!("ending"), &json!("2026-11-23"))
    );
    assert_eq!(letter["text"], note);
    let letters = desk
        .run(&["letter", "falls", "--list", "--json"])
        .done()
        .json();
    assert_eq!(letters[0]["kind"], "ending");
    assert_eq!(letters[0]["text"], note);
    let listed = desk.run(&["letter", "falls", "--list"]).done().out;
    assert_eq!(listed, "23 November 2026: ending note\n");
    let shown = desk.run(&["show", "falls"]).done().out;
    assert!(shown.contains("    What we did: two towns.\n"), "{shown}");
    let late = ["review", "falls", "--set", "value=3", "--json"];
    let due = &desk.run(&late).done().json()["due"];
    assert_eq!(*due, Value::Null, "what is over is not to be looked at");
    let again = desk.run(&["end", "falls", "--because", "Again."]);
    again.refused(2, &["it ended on 2026-11-23"]);
}

#[test]
fn every_answer_of_every_review_is_printed() {
    let desk = desk();
    let answers = [
        "changed=Ten a week",
        "around_us=A new manager",
        "trust@p3ka=2",
        "feels_theirs@p3ka=5",
        "start_again@Therapy lead=4",
        r#"keep=[{"item":"The rota","choice":"keep","who":"Lead"}]"#,
        "next=2027-08-01",
    ];
    let set = answers.iter().flat_map(|answer| ["--set", *answer]);
    let all: Vec<&str> = ["review", "falls"].into_iter().chain(set).collect();
    desk.run(&all).done();
    let later = desk.run_on("2026-12-01", &["review", "falls", "--set", "value=4"]);
    let out = later.done().out;
    for said in [
        "\n23 November 2026\n  What changed: Ten a week\n",
        "  Trust, Fellgate Ambulance: 2\n",
        "  Feels theirs, Fellgate Ambulance: 5\n",
        "  Around us: A new manager\n",
        "  Start again, Therapy lead: 4\n",
        ": The rota: keep, Lead\n",
        ": 1 August 2027\n",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
}

#[test]
fn a_review_that_comes_early_leaves_the_day_that_was_agreed() {
    let desk = Desk::with_canvas(&LIVE.replace("2026-08-01", "2026-12-14"));
    let due = |arguments: &[&str]| {
        let all = [&["review", "falls", "--json"], arguments].concat();
        desk.run(&all).done().json()["due"].clone()
    };
    assert_eq!(due(&[]), json!("2026-12-14"));
    assert_eq!(due(&["--set", "value=3"]), json!("2026-12-14"));
    assert_eq!(due(&["--set", "next=2027-08-01"]), json!("2027-08-01"));
}

#[test]
fn an_ending_needs_a_note() {
    let desk = desk();
    for note in ["  ", "What we did:\n\nWhat we learned:"] {
        desk.run(&["end", "falls", "--because", note])
            .refused(2, &["what we learned"]);
    }
    assert_eq!(desk.canvas("falls-7k3f").get("ended"), None);
}

#[test]
fn everything_that_is_due_is_listed_by_its_day() {
    let desk = desk();
    let steps = r#""decision":{"choice":"not_yet","decided_on":"2026-05-01","review_on":"2026-10-01",
        "next_steps":[{"id":"n6ya","action":"Call","who":"Operations","by":"2026-11-30"}]}"#;
    desk.put_canvas(
        "later-2k3a",
        &format!(r#""cover":{{"title":"Later"}},{steps}"#),
    );
    desk.put_canvas(
        "asked-2k3b",
        r#""cover":{"title":"Asked","asked_by":"A council","reply_by":"2027-03-01"}"#,
    );
    let live = LIVE.replace(
        "\"value\":",
        r#""ownership":{"end_date":"2027-01-20"},"value":"#,
    );
    desk.put_canvas("falls-7k3f", &live);
    let due = desk.run(&["due", "--json"]).done().json();
    let listed: Vec<String> = due
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| format!("{} {} {}", item["on"], item["kind"], item["about"]))
        .collect();
    let expected = [
        r#""2026-08-01" "review" null"#,
        r#""2026-09-01" "first_win" "One town""#,
        r#""2026-10-01" "look_again" null"#,
        r#""2026-11-30" "next_step" "Operations: Call""#,
        r#""2027-01-20" "end" null"#,
        r#""2027-03-01" "reply" "A council""#,
    ];
    assert_eq!(listed, expected);
    let words = desk.run(&["due"]).done().out;
    assert_eq!(words.lines().count(), 6, "{words}");
    assert!(words.contains("reply owed        Asked"), "{words}");
}

#[test]
fn looking_back_counts_what_came_and_says_that_it_is_little() {
    let desk = desk();
    let nothing = desk.run(&["looking-back"]).done().out;
    assert!(nothing.contains("Nothing to look back on yet"), "{nothing}");
    let answers = [
        "review",
        "falls",
        "--set",
        "value=2",
        "--set",
        "days_spent=9.5",
    ];
    desk.run(&answers).done();
    desk.run(&["end", "falls", "--because", "Over."]).done();
    let back = desk.run(&["looking-back", "--json"]).done().json();
    assert_eq!(back["collaborations"], 1);
    assert_eq!(back["ended"], 1);
    assert_eq!(back["believed"], json!({ "count": 1, "kept": 0 }));
    assert_eq!(back["worth"], json!({ "less": 1, "same": 0, "more": 0 }));
    assert_eq!(back["days"], json!({ "less": 0, "same": 0, "more": 1 }));
    assert_eq!(back["days_ratio"].as_f64(), Some(2.0));
    let words = desk.run(&["looking-back"]).done().out;
    assert!(words.contains("So few"), "{words}");
}

#[test]
fn a_declined_collaboration_has_no_next_review_and_raises_no_signal() {
    let declined = LIVE.replace("\"go_ahead\"", "\"say_no_kindly\"");
    let desk = Desk::with_canvas(&format!(
        "{declined},\"reviews\":[{{\"id\":\"r2ab\",\"on\":\"2026-10-01\",\"quality\":\"no\"}}]"
    ));
    let printed = desk.run(&["review", "falls", "--json"]).done().json();
    assert_eq!(printed["due"], Value::Null);
    assert_eq!(printed["signals"], json!([]));
    let text = desk.run(&["review", "falls"]).done().out;
    assert!(!text.contains("Next review"), "{text}");
}
