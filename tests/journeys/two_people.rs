//! Two people at one canvas, on two machines.

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
    planner
        .press("esc shift-tab enter")
        .sees("Fewer falls by spring");
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
