//! What would change the suggestion is what a search through the file finds.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::canvas::others::Team;
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::turns::Turns;

use super::canvases::{Case, case, cases};
use super::config;
use super::good::good;
use super::moves::{Moves, put};

fn turns(case: &Case) -> Value {
    case.weighed(|setting| Turns::of(setting, &Suggestion::of(setting)).to_json())
}

/// The same with every number as what it amounts to, to nine decimals.
fn amounts(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().expect("finite");
            format!("{:.9}", number).into()
        }
        Value::Array(items) => items.iter().map(amounts).collect(),
        Value::Object(map) => {
            let map = map.iter().map(|(key, value)| (key.clone(), amounts(value)));
            Value::Object(map.collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn turns_are_those_that_moving_every_answer_of_the_file_finds(case in case()) {
        let (found, searched) = (turns(&case), Moves::of(&case).that_turn_it());
        for list in ["up", "down", "pair"] {
            prop_assert_eq!(
                amounts(&found[list]),
                amounts(&searched[list]),
                "{}\norder {:?} {:?}",
                &case.canvas,
                &case.order,
                case.team
            );
        }
    }
}

#[test]
fn the_canvases_tried_turn_up_and_down_and_in_pairs() {
    let mut counts = BTreeMap::new();
    for case in cases(150) {
        let found = turns(&case);
        for list in ["up", "down", "pair"] {
            let entries = found[list].as_array().map_or(0, Vec::len);
            *counts.entry(list).or_insert(0) += usize::from(entries > 0);
        }
    }
    assert!(
        counts.len() == 3 && counts.values().all(|count| *count >= 5),
        "{counts:?}"
    );
}

/// The good canvas with some of its answers changed, for a team with these days and none in reserve.
fn good_but(days: f64, answers: &[(&str, Value)]) -> Case {
    let mut case = Case::alone(good());
    case.team = Team { days, reserve: 0.0 };
    for (place, value) in answers {
        put(&mut case.canvas, place, value.clone());
    }
    case
}

/// The questions and columns that turn a canvas, for the better and for the worse.
fn turned(case: &Case) -> [Vec<String>; 2] {
    let found = turns(case);
    assert_eq!(amounts(&found), amounts(&Moves::of(case).that_turn_it()));
    ["up", "down"].map(|list| {
        let entries = found[list].as_array().expect("a list").iter();
        let names = entries.map(|entry| match &entry["column"] {
            Value::String(column) => format!(
                "{} {column}",
                entry["question"].as_str().expect("a question")
            ),
            _ => entry["question"].as_str().expect("a question").to_owned(),
        });
        names.collect()
    })
}

#[test]
fn nothing_is_found_on_the_good_canvas() {
    let suggestion = good_but(40.0, &[]).suggestion();
    assert_eq!((suggestion.findings, suggestion.missing), (vec![], vec![]));
}

#[test]
fn what_seldom_turns_a_canvas_turns_it() {
    let nobody_agreed = (
        "/capacity/people",
        json!([
            {"id": "h222", "person": "A", "days": 1, "agreed": false},
            {"id": "h333", "person": "B", "days": 1, "agreed": false},
            {"id": "h444", "person": "C", "days": 1, "agreed": true},
        ]),
    );
    let kind = |kind: &str| ("/value/kind", json!(kind));
    let lined_up = ("/capacity/closeness", json!("line_up_plans"));
    let soon = ("/value/voice/moment", json!("2026-11-28"));
    let far = ("/ownership/end_date", json!("2029-09-30"));
    let tests = [
        (
            "value.voice.sign_off days",
            vec![kind("shared_voice"), lined_up.clone(), soon],
        ),
        (
            "value.plans.moves will",
            vec![
                kind("aligned_plans"),
                lined_up.clone(),
                nobody_agreed.clone(),
                (
                    "/value/plans/moves/1",
                    json!({"id": "m222", "organisation": "Harrowdale Council"}),
                ),
            ],
        ),
        (
            "value.learning.know has",
            vec![
                kind("shared_learning"),
                lined_up,
                nobody_agreed.clone(),
                (
                    "/value/learning/know/0",
                    json!({"id": "k222", "topic": "Opening hours"}),
                ),
            ],
        ),
        (
            "ownership.outside then",
            vec![
                nobody_agreed.clone(),
                (
                    "/ownership/outside/0",
                    json!({"id": "u222", "what": "An election"}),
                ),
            ],
        ),
        (
            "ownership.end_date",
            vec![
                nobody_agreed.clone(),
                far,
                (
                    "/ownership/outside/0",
                    json!({"id": "u222", "what": "An election", "by": "2029-06-01"}),
                ),
            ],
        ),
        (
            "value.delivery.answerable settled",
            vec![
                nobody_agreed.clone(),
                ("/value/delivery/answerable/0/settled", json!(false)),
            ],
        ),
    ];
    for (name, answers) in tests {
        let [up, _] = turned(&good_but(40.0, &answers));
        assert!(up.iter().any(|one| one == name), "{name}: {up:?}");
    }
    let stops = ("/capacity/stops/0/agreed", json!(false));
    let [up, _] = turned(&good_but(7.0, &[stops]));
    assert!(
        up.iter().any(|one| one == "capacity.stops agreed"),
        "{up:?}"
    );
}

#[test]
fn nothing_is_settled_before_anybody_answers() {
    let people = json!([{"id": "h222", "person": "A", "days": 2, "agreed": false}]);
    let risks = json!([{"id": "n222", "key": "safety", "settled": false}]);
    let case = good_but(
        40.0,
        &[
            ("/capacity/people", people),
            ("/value/delivery/answerable", risks),
        ],
    );
    let [up, _] = turned(&case);
    assert!(
        up.iter().any(|one| one == "capacity.people agreed"),
        "{up:?}"
    );
    assert!(up.iter().all(|one| !one.contains("answerable")), "{up:?}");
}
