//! What a session came to as a script gets it, and answers alone that change after the reveal.

use serde_json::json;

use crate::desk::Desk;

const DECIDED: &str = r#""cover":{"title":"Falls response"},
    "decision":{"choice":"not_yet","decided_on":"2026-11-23","reason":"No days before May.",
    "next_steps":[{"id":"n222","action":"Call the duty manager","who":"Therapy lead","by":"2026-11-27"}]},
    "parked":[{"id":"k222","text":"Who pays for fuel?"}]"#;

#[test]
fn the_end_of_a_session_is_one_text_on_standard_output_or_in_a_file() {
    let desk = Desk::with_canvas(DECIDED);
    let said = desk.run(&["export", "falls", "--format", "session"]).done();
    for part in [
        "Falls response\nMonday 23 November 2026\n",
        "\nWHAT WE DECIDED\n- Decided on 23 November 2026: not yet.\n",
        "\n- Call the duty manager: Therapy lead, by 27 November 2026\n",
        "\nPARKED\n- Who pays for fuel?\n",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    let again = [
        "export",
        "falls",
        "--format",
        "session",
        "--as-of",
        "2026-12-14",
    ];
    let said_later = desk.run(&again).done().out;
    let before = "FROM BEFORE THIS SESSION\n- Decided on 23 November 2026: not yet.";
    assert!(said_later.contains(before), "{said_later}");
    assert!(said_later.contains("Nothing new."), "{said_later}");
    let file = desk.path("session.txt");
    let to = file.to_str().expect("a path");
    desk.run(&["export", "falls", "--format", "session", "--to", to])
        .done();
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), said.out);
}

#[test]
fn an_answer_alone_that_is_set_after_the_reveal_is_marked_in_the_file() {
    let desk = Desk::with_canvas(
        r#""voices":[{"id":"v222","name":"Lead","answers":{"value.worth":2}},
        {"id":"v333","name":"Ops"}],"revealed":["value.worth"],"revealed_by":{"value.worth":"Lead"}"#,
    );
    desk.run(&["set", "falls", "value.worth@Ops=4", "value.kind@Lead=none"])
        .done();
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(
        canvas["voices"][1]["after_reveal"],
        json!({"value.worth": true})
    );
    assert_eq!(canvas["voices"][0].get("after_reveal"), None);
    assert_eq!(canvas["revealed_by"], json!({"value.worth": "Lead"}));
}

/// What stood on the canvas before each was asked alone: a worth of 4, a kind, a trust of 5.
const IN_A_ROUND: &str = r#""voices":[
        {"id":"v222","name":"Lead","answers":{"value.worth":2,"value.kind":"none",
            "capacity.trust":[{"organisation":"Fellgate","trust":1}]}},
        {"id":"v333","name":"Ops"}],
    "in_round":["value.worth","capacity.trust"],
    "partners":[{"id":"p222","organisation":"Fellgate","contact":"Manager","trust":5}],
    "value":{"kind":"shared_voice","worth":4},
    "conflicts":[{"question":"value.worth","theirs":3}]"#;

#[test]
fn what_a_round_hides_is_told_by_no_verb_before_all_have_answered() {
    let desk = Desk::with_canvas(IN_A_ROUND);
    for tells in [
        &["show", "falls"][..],
        &["show", "falls", "--json"],
        &["get", "falls", "value.worth"],
        &["get", "falls", "value.worth", "--json"],
        &["get", "falls", "capacity.trust"],
        &["export", "falls", "--to", "-"],
        &["export", "falls", "--format", "json"],
        &["compare", "falls@Lead", "falls"],
        &["compare", "falls", "falls@Ops", "--json"],
        &["list", "--json"],
    ] {
        let said = desk.run(tells).done().out;
        for hidden in [
            "4 of 5",
            "5 of 5",
            "a lot",
            "\"worth\": 4",
            "\"trust\": 5",
            "theirs",
        ] {
            assert!(!said.contains(hidden), "{tells:?}: {hidden}: {said}");
        }
    }
    // A question that one has answered from a shell, and of which no round goes on, is told.
    let kind = desk.run(&["get", "falls", "value.kind"]).done().out;
    assert_eq!(kind, "shared voice\n");
    let worth = desk.run(&["get", "falls", "value.worth", "--json"]).json();
    assert_eq!(worth["open"], false);
    assert_eq!(worth["voices"][0]["answered"], true);
    desk.run(&["set", "falls", "value.worth@Ops=3"]).done();
    // All are in, and nobody has had them shown.
    let worth = desk.run(&["get", "falls", "value.worth"]).done().out;
    assert_eq!(worth, "Lead: answered\nOps: answered\n");
}
