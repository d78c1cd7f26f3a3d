//! While a round is open, nothing that is weighed tells what anybody answered.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use whytogether::canvas::suggestion::Suggestion;

use super::canvases::{Case, case, read};
use super::config;

/// A question in a round, with the columns of a partner that it hides.
const ROUNDS: &[(&str, &[&str])] = &[
    ("purpose.belief", &[]),
    ("value.worth", &[]),
    ("ownership.ours", &[]),
    ("value.learning.candour", &[]),
    ("capacity.trust", &["trust"]),
    ("ownership.shaped", &["part", "feels_theirs", "scored_by"]),
    ("ownership.vision", &["vision"]),
    ("capacity.closeness", &[]),
    ("ownership.coordinator", &[]),
];

/// One answer out of all that a question or a column allows.
fn allowed(name: &str, choice: usize) -> Value {
    let codes: &[&str] = match name {
        "capacity.closeness" => &["keep_in_touch", "share_resources", "act_as_one"],
        "ownership.coordinator" => &["us", "a_partner", "shared_by_everyone"],
        "part" => &["not_seen", "seen_it", "wrote_it_with_us"],
        "scored_by" => &["us", "them", "us"],
        "vision" => &["differs", "not_asked", "agreed"],
        _ => return json!(1 + 2 * choice),
    };
    json!(codes[choice])
}

/// The case with a round open on a question, and secret answers to it: the last voice has not answered yet.
fn in_round(case: &Case, (question, columns): (&str, &[&str]), secrets: &[usize]) -> Case {
    let mut case = case.clone();
    let canvas = &mut case.canvas;
    let organisations: Vec<Value> = read(canvas)
        .partners()
        .map(|one| one.0["organisation"].clone())
        .collect();
    let mut secrets = secrets.iter().copied().cycle();
    let mut secret = |name: &str| allowed(name, secrets.next().expect("endless"));
    let voices = (0..3).map(|place| {
        let answer = match columns {
            [] => secret(question),
            columns => organisations
                .iter()
                .map(|name| {
                    let mut row = json!({ "organisation": name });
                    columns.iter().for_each(|column| row[*column] = secret(column));
                    row
                })
                .collect(),
        };
        let mut voice = json!({ "id": format!("v{place}aa"), "name": format!("Voice {place}"), "answers": { "purpose.belief": 3 } });
        let answers = voice["answers"].as_object_mut().expect("a map");
        answers.shift_remove(question);
        if place < 2 {
            answers.insert(question.to_owned(), answer);
        }
        voice
    });
    canvas["voices"] = voices.collect();
    canvas["in_round"] = json!([question]);
    canvas
        .as_object_mut()
        .expect("a map")
        .shift_remove("revealed");
    if columns.is_empty() && question != "purpose.belief" {
        let mut at = &mut *canvas;
        for key in question.split('.') {
            if !at.is_object() {
                return case;
            }
            at = &mut at[key];
        }
        *at = secret(question);
    }
    let partners = canvas.get_mut("partners").and_then(Value::as_array_mut);
    for partner in partners.into_iter().flatten().filter(|row| row.is_object()) {
        columns
            .iter()
            .for_each(|column| partner[*column] = secret(column));
    }
    case
}

fn said(case: &Case) -> String {
    let suggestion = case.weighed(Suggestion::with_turns);
    format!("{}\n{suggestion:?}", suggestion.to_json())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn secret_answers_of_an_open_round_change_no_byte(
        case in case(),
        round in select(ROUNDS),
        one in proptest::collection::vec(0..3_usize, 1..9),
        other in proptest::collection::vec(0..3_usize, 1..9),
    ) {
        let (one, other) = (in_round(&case, round, &one), in_round(&case, round, &other));
        prop_assert_eq!(said(&one), said(&other), "{}\n{}", one.canvas, other.canvas);
    }
}
