//! Answers given alone by keys and by prompts: the same answers write the same file.

use std::fs;

use serde_json::{Value, json};
use whytogether::cli::plain;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::{Planner, TODAY};

/// Two people, two partners, and a worth that stood before anybody answered alone.
fn two_people() -> Planner {
    let file = file(|canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
        canvas["value"] = json!({"worth": 1});
    });
    Planner::with(&[(&file_name(), &file)])
}

/// What is typed at prompts, line by line.
fn prompts(planner: &Planner, lines: &[&str]) -> String {
    let start = plain::Start {
        workspace: planner.workspace.clone(),
        canvas: id(NAME),
        is_quick: false,
        today: std::rc::Rc::new(|| TODAY),
        state_folder: None,
        is_terminal: false,
        columns: || None,
        folder: std::path::PathBuf::new(),
    };
    let typed = lines.join("\n");
    let mut said = Vec::new();
    plain::run(&start, &mut typed.as_bytes(), &mut said).expect("ends well");
    String::from_utf8(said).expect("text")
}

/// The document without what differs from run to run.
fn document(planner: &Planner) -> Value {
    let bytes = fs::read(planner.path(&id(NAME))).expect("a file");
    let mut document: Value = serde_json::from_slice(&bytes).expect("JSON");
    let map = document.as_object_mut().expect("an object");
    map.remove("updated").expect("every file has it");
    document
}

#[test]
fn the_same_answers_by_keys_and_by_prompts_write_the_same_file() {
    let by_keys = two_people();
    let mut by_keys = by_keys.again(Some(&id(NAME)), false);
    let to = |planner: &mut Planner, step: &str, question: &str| {
        planner.press("esc").press(step);
        let mut left = 20;
        while !planner.words().contains(question) {
            planner.press("tab");
            left -= 1;
            assert!(left > 0, "{question} is not asked");
        }
    };
    by_keys.press("esc");
    // The kind is agreed on, the worth is shown early and one answers afterwards, trust goes by partners.
    to(&mut by_keys, "3", "What kind of value?");
    by_keys.press("R enter 2 enter enter 3 enter R 3 enter esc");
    to(&mut by_keys, "3", "what is it worth?");
    by_keys.press("R enter 5 enter R").type_text("Finance");
    by_keys.press("enter a enter enter enter 2 enter 4 enter esc");
    to(&mut by_keys, "4", "How much do we trust each other today?");
    by_keys.press("R enter 2 enter 4 enter enter 2 enter 3 enter R 2 enter 3 enter esc");

    let by_prompts = two_people();
    let said = prompts(
        &by_prompts,
        &[
            ":go value.kind",
            ":alone",
            "2",
            "3",
            "3",
            ":go value.worth",
            ":alone",
            "5",
            ":reveal Finance",
            "2",
            "4",
            ":go capacity.trust",
            ":alone",
            "2",
            "4",
            "2",
            "3",
            "2",
            "",
            "3",
            "",
            ":q",
        ],
    );
    let keys = document(&by_keys);
    assert_eq!(keys, document(&by_prompts), "{said}");
    assert_eq!(
        keys["agreed"],
        json!({
            "value.kind": "aligned_plans",
            "value.worth": 4,
            "capacity.trust/gs5g/trust": 2,
            "capacity.trust/k4ta/trust": 3
        })
    );
    assert_eq!(keys["revealed_by"], json!({"value.worth": "Finance"}));
    let later = json!({"value.worth": true});
    assert_eq!(keys["voices"][1]["after_reveal"], later);
}

#[test]
fn an_answer_that_is_only_kept_at_a_prompt_is_not_called_agreed() {
    let planner = two_people();
    prompts(&planner, &[":go value.worth", ":alone", "5", "2", "", ":q"]);
    let document = document(&planner);
    assert_eq!(document["revealed"], json!(["value.worth"]));
    assert_eq!(document.get("agreed"), None);
    assert_eq!(document["value"]["worth"], 1);
}

#[test]
fn what_stands_on_the_canvas_is_hidden_while_a_round_is_under_way_and_who_is_ready_shows() {
    for view in ["esc", "esc P"] {
        let mut planner = two_people().again(Some(&id(NAME)), false);
        planner.press(view).press("3");
        while !planner.words().contains("what is it worth?") {
            planner.press("tab");
        }
        planner.sees("hardly anything");
        planner
            .press("R enter 5 enter esc")
            .sees_no("hardly anything");
        planner.sees("The answer on the canvas is hidden until all have answered alone");
        planner.sees("Therapy lead ready, Operations not yet.");
        // Whoever leaves and comes back, or takes something back, sees no more.
        planner.press("shift-tab tab").sees_no("hardly anything");
        planner.press("3").sees("Operations not yet");
        planner
            .press("enter 2 enter R")
            .sees("3 apart")
            .press("esc");
        planner.sees_no("is hidden until");
    }
}

#[test]
fn the_page_hides_it_as_well() {
    let mut planner = two_people().again(Some(&id(NAME)), false);
    planner.press("esc 3");
    while !planner.words().contains("what is it worth?") {
        planner.press("tab");
    }
    planner.press("R enter 5 enter esc").press("c");
    planner.sees("hidden for now").sees_no("hardly anything");
}

#[test]
fn at_prompts_too_what_stands_is_hidden_until_all_are_in() {
    let planner = two_people();
    let said = prompts(
        &planner,
        &[
            ":go value.worth",
            ":alone",
            "5",
            ":go value.worth",
            ":alone",
            "2",
            "4",
            ":q",
        ],
    );
    assert_eq!(said.matches("1, hardly anything").count(), 2, "{said}");
    assert!(said.contains("The answer so far is hidden"), "{said}");
}
