//! Two people at one canvas: on two machines, or one after the other at one keyboard.

use serde_json::json;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn planner() -> Planner {
    Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false)
}

#[test]
fn another_question_that_someone_else_answers_meanwhile_comes_in() {
    let mut planner = planner();
    planner.sees("Who will notice?");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["quality"] = json!("Every walk has a leader");
    });
    planner.type_text("P").sees("their changes are in");
    planner.type_text("eople over 75").press("tab");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), Some("People over 75"));
    assert_eq!(
        canvas.text("purpose.quality"),
        Some("Every walk has a leader")
    );
}

#[test]
fn two_cells_of_one_row_changed_by_two_people_both_stay() {
    let mut planner = planner();
    planner
        .press("esc 1 tab tab tab tab")
        .sees("Riverside Council");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["partners"][0]["contact"] = json!("Director");
    });
    planner.press("enter end").type_text(" North").press("tab");
    planner.sees("Director");
    let document = planner.canvas(&id(NAME)).document().clone();
    assert_eq!(
        document["partners"][0]["organisation"],
        "Riverside Council North"
    );
    assert_eq!(document["partners"][0]["contact"], "Director");
    assert!(!document.contains_key("conflicts"));
}

/// Both change what should be different.
fn differ() -> Planner {
    let mut planner = planner();
    planner.press("esc shift-tab").sees("Fewer falls by spring");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["change"] = json!("More walks by May");
    });
    planner.press("end").type_text(", everywhere");
    planner.press("esc").sees("1 answer differs (v)");
    planner.press("v");
    planner
        .sees("keep ours")
        .sees("Fewer falls by spring, everywhere");
    planner.sees("take theirs").sees("More walks by May");
    let path = planner.path(&id(NAME));
    let text = std::fs::read_to_string(path).expect("a file");
    assert!(text.contains("Fewer falls by spring, everywhere"), "{text}");
    assert!(text.contains("More walks by May"), "{text}");
    planner
}

#[test]
fn one_answer_that_two_people_changed_is_shown_twice_and_ours_can_be_kept() {
    let mut planner = differ();
    planner.press("enter").sees_no("take theirs").sees_no("(v)");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(
        canvas.text("purpose.change"),
        Some("Fewer falls by spring, everywhere")
    );
    assert_eq!(canvas.conflicts(), []);
}

#[test]
fn one_answer_that_two_people_changed_is_shown_twice_and_theirs_can_be_taken() {
    let mut planner = differ();
    planner.press("down enter").sees("More walks by May");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.change"), Some("More walks by May"));
    assert_eq!(canvas.conflicts(), []);
    planner.press("enter end").type_text("!").press("tab");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.change"), Some("More walks by May!"));
}

/// Every frame from the first voice's answer until before the second's.
fn frames_with_first_score(score: &str) -> (Planner, Vec<String>) {
    let bytes = file(|canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
    });
    let mut planner = Planner::with(&[(&file_name(), &bytes)]).again(Some(&id(NAME)), true);
    planner
        .press("esc tab")
        .sees("Do we believe together is better?");
    planner.press("enter").sees("Therapy lead:");
    planner.press(score);
    planner.frames = Some(Vec::new());
    planner.press("tab").sees("Operations:");
    planner.press("esc up enter esc e e c : esc esc");
    planner.press("enter 2 d ? esc v tab tab tab shift-tab esc esc enter");
    planner.press("2 shift-tab shift-tab tab tab down left right u U");
    let frames = planner.frames.take().expect("kept");
    (planner, frames)
}

#[test]
fn the_first_voices_belief_changes_nothing_on_any_screen_until_both_are_in() {
    let (_, low) = frames_with_first_score("1");
    let (_, high) = frames_with_first_score("5");
    assert!(low.len() > 30);
    for (low, high) in low.iter().zip(&high) {
        assert_eq!(low, high);
    }
}

#[test]
fn right_after_its_answer_no_mark_stays_on_the_first_voices_score() {
    let frame = |score: &str| {
        let bytes = file(|canvas| {
            canvas["voices"] = json!([{"id": "v7m2", "name": "A"}, {"id": "v9qd", "name": "B"}]);
        });
        let mut planner = Planner::with(&[(&file_name(), &bytes)]).again(Some(&id(NAME)), true);
        planner
            .press("esc tab enter")
            .press(score)
            .sees("hidden until all have answered");
        planner.frame()
    };
    assert_eq!(frame("1"), frame("5"));
}

#[test]
fn once_both_are_in_both_beliefs_are_shown() {
    let bytes = file(|canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
    });
    let mut planner = Planner::with(&[(&file_name(), &bytes)]).again(Some(&id(NAME)), true);
    planner.press("esc tab enter 5 tab 2 esc");
    planner
        .sees("Therapy lead")
        .sees("Operations")
        .sees_no("not yet")
        .sees_no("ready");
    assert_eq!(planner.canvas(&id(NAME)).belief(), [5, 2]);
}
