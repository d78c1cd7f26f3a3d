//! Others change a list in any way while somebody types in one of its rows.

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::config;
use crate::id;
use crate::planner::Planner;

/// One thing that happens while the row is open.
#[derive(Debug, Clone, Copy)]
enum Step {
    Letter(char),
    TakenOut(usize),
    Emptied,
    Turned,
    Added(u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = prop_oneof![
        4 => proptest::char::range('a', 'z').prop_map(Step::Letter),
        3 => (0_usize..3).prop_map(Step::TakenOut),
        1 => Just(Step::Emptied),
        1 => Just(Step::Turned),
        1 => (0_u16..1000).prop_map(Step::Added),
    ];
    proptest::collection::vec(one, 1..12)
}

fn mine() -> Value {
    json!({"id": "r2xe", "way": "Our team", "kind": "alone", "worth": 2})
}

/// A planner in the first of three rows, at its end.
fn planner() -> Planner {
    let canvas = json!({
        "format": "whytogether.canvas", "version": 1, "id": "falls-7k3f",
        "created": "2026-11-20T09:00:00Z", "updated": "2026-11-20T09:00:00Z",
        "cover": {"title": "Falls"},
        "purpose": {"change": "Fewer falls", "noticed_by": "All", "without": [
            mine(),
            {"id": "r3yf", "way": "Buy it in", "kind": "buy_in", "worth": 3},
            {"id": "r4zg", "way": "Ask the club", "kind": "alone", "worth": 4},
        ]},
    });
    let file = serde_json::to_vec(&canvas).expect("JSON");
    let mut planner = Planner::with(&[("falls-7k3f.json", &file)]).again(Some(&id()), false);
    planner.press("esc 2");
    for _ in 0..40 {
        if planner.words().contains("How could we do it without") {
            break;
        }
        planner.press("tab");
    }
    planner.press("enter end").sees("Which other way is there?");
    planner
}

fn change(rows: &mut Vec<Value>, step: Step) {
    match step {
        Step::Letter(_) => {}
        Step::TakenOut(at) if at < rows.len() => {
            rows.remove(at);
        }
        Step::TakenOut(_) | Step::Emptied => rows.clear(),
        Step::Turned => rows.reverse(),
        Step::Added(number) => rows.insert(0, json!({"id": format!("n{number}"), "way": "Theirs"})),
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn whatever_others_do_to_a_list_the_row_that_is_typed_in_has_every_letter(steps in steps()) {
        let mut planner = planner();
        let (mut text, mut was_typed) = (String::from("Our team"), false);
        for step in steps {
            if let Step::Letter(letter) = step {
                planner.type_text(&letter.to_string());
                text.push(letter);
                was_typed = true;
                continue;
            }
            planner.someone_else_writes(&id(), |canvas| {
                let rows = &mut canvas["purpose"]["without"];
                let mut changed = rows.as_array().cloned().unwrap_or_default();
                change(&mut changed, step);
                *rows = changed.into();
            });
            planner.tell(Msg::Changed(Change::Canvas(id())));
            let frame = planner.frame();
            prop_assert!(frame.contains(&text), "{text} is not in\n{frame}");
        }
        planner.press("esc");
        let canvas = planner.canvas(&id());
        let rows = canvas.value("purpose.without").and_then(Value::as_array).cloned();
        let found = rows.iter().flatten().find(|row| row["id"] == "r2xe");
        let mut expected = mine();
        expected["way"] = json!(text);
        prop_assert!(found == Some(&expected) || (found.is_none() && !was_typed), "{rows:?}");
    }
}
