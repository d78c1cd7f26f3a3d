//! From the first start to a recorded decision in a dozen questions.

use serde_json::json;

use crate::planner::Planner;

/// Answers the quick look up to the decision; the belief and the worth decide what is suggested.
pub fn answer_quickly(planner: &mut Planner, belief: &str, worth: &str) {
    planner.press("enter").type_text("Winter walks");
    planner.press("enter").sees("quick look, question 2 of 13");
    planner.type_text("Riverside Council").press("tab");
    planner.type_text("Community manager").press("tab tab");
    planner.sees("quick look, question 3 of 13");
    planner.type_text("Fewer falls").press("enter");
    planner.type_text("by spring").press("tab");
    planner.type_text("Our own team").press("tab 1 tab 2 tab");
    planner.type_text("4").press("tab tab");
    planner.sees("quick look, question 5 of 13");
    planner.press(belief).press("tab 1 tab 1 tab");
    planner.press(worth).press("tab");
    planner.type_text("Coordinator").press("tab");
    planner.type_text("lead").press("tab");
    planner.type_text("1.5").press("tab 1 tab tab");
    planner.sees("quick look, question 10 of 13");
    planner.press("enter 4 tab 1 tab");
    planner.press("1 tab 1 tab").sees("What do we decide?");
}

#[test]
fn a_quick_look_goes_from_the_welcome_to_a_recorded_decision_on_disk() {
    let mut planner = Planner::at_first_start();
    planner.sees("A new canvas");
    answer_quickly(&mut planner, "4", "5");
    planner.sees("The answers suggest: go ahead");
    planner.press("enter").type_text("It is worth the days.");
    planner.press("tab enter").sees("Decided: go ahead");

    let canvas = planner.only_canvas();
    let document = serde_json::to_value(canvas.document()).expect("JSON");
    assert_eq!(document["format"], "whytogether.canvas");
    assert_eq!(document["version"], 1);
    assert_eq!(document["cover"], json!({"title": "Winter walks"}));
    assert_eq!(document["partners"][0]["organisation"], "Riverside Council");
    assert_eq!(document["partners"][0]["trust"], 4);
    assert_eq!(document["partners"][0]["worked_before"], true);
    assert_eq!(document["purpose"]["change"], "Fewer falls\nby spring");
    assert_eq!(document["purpose"]["without"][0]["days"], json!(4));
    assert_eq!(document["voices"][0]["answers"]["purpose.belief"], 4);
    assert_eq!(
        document["value"],
        json!({"kind": "shared_voice", "worth": 5})
    );
    assert_eq!(document["capacity"]["people"][0]["days"], json!(1.5));
    assert_eq!(document["capacity"]["priority"], "top_three");
    let decision = &document["decision"];
    assert_eq!(decision["choice"], "go_ahead");
    assert_eq!(decision["decided_on"], "2026-11-23");
    assert_eq!(decision["suggested"], "go_ahead");
    assert_eq!(decision["reason"], "It is worth the days.");
}

#[test]
fn after_a_quick_decision_tab_leads_through_what_is_left_to_the_whole_canvas() {
    let mut planner = Planner::at_first_start();
    answer_quickly(&mut planner, "4", "5");
    planner.press("enter").type_text("It is worth the days.");
    planner.press("tab enter").sees("Who does what next?");
    planner.sees_no("question 1 of 13");
    planner.press("tab");
    planner.sees_no("What happens next?");
    planner.sees("with Riverside Council");
}

#[test]
fn an_early_no_is_said_at_once_and_d_leads_to_the_decision() {
    let mut planner = Planner::at_first_start();
    planner
        .press("enter")
        .type_text("Winter walks")
        .press("enter");
    planner.type_text("Riverside Council").press("tab tab tab");
    planner.type_text("Fewer falls").press("tab");
    planner.type_text("Our own team").press("tab 1 tab 4 tab");
    planner.type_text("1").press("tab tab");
    planner.press("1 tab 1 tab 1 tab 2");
    planner.sees("say no kindly");
    planner
        .press("d")
        .sees("The answers suggest: say no kindly");
}

#[test]
fn a_key_that_would_leave_the_quick_look_does_not_lose_what_is_typed() {
    let mut planner = Planner::at_first_start();
    planner
        .press("enter")
        .type_text("Winter walks")
        .press("enter");
    planner.type_text("Riverside").press("esc q");
    assert!(planner.has_left());
    let id = planner.only_canvas().id().clone();
    let mut planner = planner.again(Some(&id), true);
    planner
        .sees("What should be different?")
        .sees("quick look, question 3 of 13");
}

#[test]
fn a_quick_look_goes_on_after_another_look_at_the_list() {
    let mut planner = Planner::at_first_start();
    planner
        .press("enter")
        .type_text("Winter walks")
        .press("enter");
    planner.type_text("Riverside").press("esc esc esc");
    planner.sees("1 canvas").press("enter").press("enter");
    planner.sees("quick look, question").sees("of 13");
    planner.press("esc Q esc esc").press("enter").press("enter");
    planner.sees_no("quick look, question");
}
