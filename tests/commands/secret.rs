//! In an open round no verb tells what somebody answered alone, nor what the canvas held before it.

use serde_json::{Value, json};
use whytogether::canvas::question::QUESTIONS;

use crate::desk::Desk;

const FALLS: &str = "falls-response-at-home-7k3f";
/// The questions in the round.
const ASKED: &[&str] = &[
    "purpose.belief",
    "purpose.freedom",
    "value.kind",
    "value.worth",
    "capacity.trust",
    "capacity.closeness",
    "capacity.priority",
    "capacity.skill",
    "ownership.coordinator",
];

/// What each verb is called with; none is left out that reads a canvas.
fn calls(verb: &str) -> Vec<Vec<String>> {
    let asked = QUESTIONS.iter().flat_map(|question| {
        [
            vec!["get", FALLS, question.id],
            vec!["get", FALLS, question.id, "--json"],
        ]
    });
    let calls: Vec<Vec<&str>> = match verb {
        "list" => vec![vec!["list"], vec!["list", "--json"]],
        "show" => vec![vec!["show", FALLS], vec!["show", FALLS, "--json"]],
        "get" => asked.collect(),
        "check" => vec![
            vec!["check", FALLS],
            vec!["check", FALLS, "--json"],
            vec!["check", "winter"],
        ],
        "due" => vec![vec!["due"], vec!["due", "--json"]],
        "review" => vec![vec!["review", FALLS], vec!["review", FALLS, "--json"]],
        "portfolio" => vec![
            vec!["portfolio"],
            vec!["portfolio", "--json"],
            vec!["portfolio", "--without", "bricks"],
            vec!["portfolio", "--kind", "shared_delivery"],
            vec!["portfolio", "--smaller", FALLS],
        ],
        "looking-back" => vec![vec!["looking-back"], vec!["looking-back", "--json"]],
        "export" => vec![
            vec!["export", FALLS, "--to", "-"],
            vec!["export", FALLS, "--format", "json", "--to", "-"],
        ],
        "letter" => vec![
            vec!["letter", FALLS],
            vec!["letter", FALLS, "--list"],
            vec!["letter", FALLS, "--kind", "smaller_yes"],
            vec!["letter", FALLS, "--kind", "no_room", "--json"],
            vec!["letter", FALLS, "--kind", "not_now", "--json"],
            vec!["letter", FALLS, "--kind", "not_yet", "--json"],
        ],
        "compare" => vec![
            vec!["compare", FALLS],
            vec!["compare", FALLS, "--json"],
            vec!["compare", FALLS, "winter", "--json"],
            vec!["compare", "falls@Operations", "winter"],
        ],
        "answer" => vec![vec![
            "answer",
            FALLS,
            "--share",
            "value.worth",
            "--share",
            "capacity.closeness",
        ]],
        "history" => vec![vec!["history", FALLS], vec!["history", FALLS, "--json"]],
        "doctor" => vec![vec!["doctor"], vec!["doctor", "--json"]],
        "restore" => vec![vec!["restore"]],
        "decide" => vec![vec![
            "decide",
            FALLS,
            "not_yet",
            "--because",
            "Not before May",
        ]],
        // They write what they are told to, read no canvas, or need a terminal.
        "new" | "open" | "set" | "end" | "schema" | "rank" | "questions" | "import" | "trash"
        | "sync" | "git-setup" | "merge" | "init" | "demo" | "paths" | "completions" | "man"
        | "help" => {
            vec![]
        }
        verb => panic!("{verb}: say with what it is called in a round"),
    };
    let owned = |call: Vec<&str>| call.into_iter().map(str::to_owned).collect();
    calls.into_iter().map(owned).collect()
}

/// What stands in the canvas, and what each has answered alone.
struct Answers {
    agreed: [(&'static str, Value); 7],
    trust: u8,
    private: [Value; 2],
}

fn low() -> Answers {
    Answers {
        agreed: [
            ("/purpose/freedom", json!("free")),
            ("/value/kind", json!("shared_delivery")),
            ("/value/worth", json!(1)),
            ("/capacity/closeness", json!("keep_in_touch")),
            ("/capacity/priority", json!("not_on_the_list")),
            (
                "/capacity/skill",
                json!({"skills": 1, "mindset": 1, "process": 1}),
            ),
            ("/ownership/coordinator", json!("us")),
        ],
        trust: 1,
        private: [private(1), private(2)],
    }
}

fn high() -> Answers {
    Answers {
        agreed: [
            ("/purpose/freedom", json!("required")),
            ("/value/kind", json!("shared_voice")),
            ("/value/worth", json!(5)),
            ("/capacity/closeness", json!("act_as_one")),
            ("/capacity/priority", json!("top_three")),
            (
                "/capacity/skill",
                json!({"skills": 5, "mindset": 5, "process": 5}),
            ),
            ("/ownership/coordinator", json!("a_partner")),
        ],
        trust: 5,
        private: [private(5), private(4)],
    }
}

fn private(score: u8) -> Value {
    let of = |codes: [&str; 2]| codes[usize::from(score > 2)].to_owned();
    json!({
        "purpose.belief": score,
        "purpose.freedom": of(["free", "required"]),
        "value.kind": of(["none", "shared_learning"]),
        "value.worth": score,
        "capacity.trust": [{"organisation": "Fellgate Ambulance", "trust": score}],
        "capacity.closeness": of(["line_up_plans", "act_as_one"]),
        "capacity.priority": of(["not_on_the_list", "top_three"]),
        "capacity.skill": {"skills": score, "mindset": score, "process": score},
        "ownership.coordinator": of(["us", "a_partner"]),
    })
}

/// The samples with the first canvas in a round, before or after it went ahead.
fn in_a_round(answers: &Answers, is_live: bool) -> Desk {
    let desk = Desk::with_samples();
    let mut canvas = desk.canvas(FALLS);
    for (pointer, value) in &answers.agreed {
        let (step, key) = pointer[1..].split_once('/').expect("a step and a key");
        canvas[step][key] = value.clone();
    }
    for partner in canvas["partners"].as_array_mut().expect("rows") {
        partner["trust"] = answers.trust.into();
    }
    for (voice, private) in canvas["voices"]
        .as_array_mut()
        .expect("two")
        .iter_mut()
        .zip(&answers.private)
    {
        voice["answers"] = private.clone();
    }
    if !is_live {
        canvas.as_object_mut().expect("keys").remove("decision");
    }
    canvas.as_object_mut().expect("keys").remove("revealed");
    canvas["in_round"] = json!(ASKED);
    canvas["conflicts"] =
        json!([{"question": "value.worth", "theirs": answers.trust, "at": "2026-11-09T15:12:44Z"}]);
    let text = serde_json::to_string_pretty(&canvas).expect("JSON");
    desk.put(&format!("canvases/{FALLS}.json"), &text);
    desk
}

/// What every verb prints.
fn told(desk: &Desk) -> Vec<(String, String)> {
    let root = desk.path("").to_string_lossy().into_owned();
    let help = desk.run(&["--help"]).done().out;
    let verbs = help.lines().filter_map(|line| line.strip_prefix("  "));
    let verbs = verbs.take_while(|line| !line.starts_with('-'));
    let verbs = verbs.filter(|line| !line.starts_with(' '));
    let mut verbs: Vec<&str> = verbs.filter_map(|line| line.split(' ').next()).collect();
    // It changes the file, and comes last.
    verbs.sort_by_key(|verb| *verb == "decide");
    assert!(verbs.len() > 20, "{verbs:?}");
    let told = verbs.into_iter().flat_map(calls).map(|call| {
        let arguments: Vec<&str> = call.iter().map(String::as_str).collect();
        let ended = desk.run(&arguments);
        let said = format!("{} {}{}", ended.code, ended.out, ended.err);
        (call.join(" "), said.replace(&root, "ROOT/"))
    });
    told.collect()
}

#[test]
fn in_an_open_round_every_verb_prints_the_same_whatever_is_hidden() {
    for is_live in [false, true] {
        let (one, other) = (in_a_round(&low(), is_live), in_a_round(&high(), is_live));
        for ((call, said), (_, otherwise)) in told(&one).into_iter().zip(told(&other)) {
            let differ = said.lines().zip(otherwise.lines()).find(|(a, b)| a != b);
            assert_eq!(differ, None, "{call}, live: {is_live}");
            assert_eq!(said.len(), otherwise.len(), "{call}, live: {is_live}");
        }
    }
}
