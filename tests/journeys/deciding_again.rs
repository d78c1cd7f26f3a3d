//! Another choice beside a decision that is recorded: it waits, and needs a reason of its own.

use serde_json::json;
use whytogether::canvas::codes::Outcome;
use whytogether::canvas::{Canvas, State};

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::{Planner, TODAY};

/// A canvas that says no at once, decided `not_yet`.
fn decided() -> Planner {
    Planner::with(&[(
        &file_name(),
        &file(|canvas| {
            canvas["purpose"] = json!({"change": "Fewer falls", "freedom": "free"});
            canvas["value"] = json!({"kind": "none"});
            canvas["decision"] = json!({
                "choice": "not_yet", "decided_on": "2026-11-20", "reason": "Trust first.",
                "suggested": "say_no_kindly", "because": ["KIND-NONE"],
                "review_on": "2027-02-20"
            });
        }),
    )])
    .again(Some(&id(NAME)), false)
}

fn kept(planner: &Planner) -> Canvas {
    planner.canvas(&id(NAME))
}

#[test]
fn another_choice_waits_beside_a_recorded_one_and_is_there_after_a_restart() {
    let mut planner = decided();
    let before = kept(&planner);
    planner.press("esc d 1").sees("Not recorded yet: go ahead");
    planner.press("esc").sees("; not recorded yet:");
    planner.press("esc");
    assert_eq!(kept(&planner).value("decision"), before.value("decision"));

    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc d").sees("Not recorded yet: go ahead");
    planner
        .press("u")
        .sees("Taken back: the choice that was not recorded");
    planner.sees_no("ot recorded yet");
    assert_eq!(kept(&planner).value("decision"), before.value("decision"));
}

#[test]
fn in_a_low_window_the_choice_that_waits_is_told_from_the_recorded_one() {
    let mut planner = decided();
    planner.size = (60, 18);
    planner.press("esc d 1 tab");
    planner.sees("Chosen, not recorded yet: go ahead");
}

#[test]
fn the_reason_of_the_decision_before_is_none_for_another_choice() {
    let mut planner = decided();
    planner.press("esc d 1 tab tab enter");
    planner.sees("this is the reason of the decision before");
    let still = kept(&planner);
    assert_eq!(still.code("decision.choice"), Some(Outcome::NotYet));

    planner.press("end").type_text(" They pay for it.");
    planner.press("tab enter").sees("Decided: go ahead");
    let now = kept(&planner);
    assert_eq!(now.state(), State::Decided(Outcome::GoAhead, TODAY));
    assert_eq!(
        now.text("decision.reason"),
        Some("Trust first. They pay for it.")
    );
}

#[test]
fn the_same_choice_is_recorded_again_with_the_reason_it_has() {
    let mut planner = decided();
    planner.press("esc d 1 3 tab tab enter");
    planner.sees("Decided: not yet");
    let now = kept(&planner);
    assert_eq!(now.state(), State::Decided(Outcome::NotYet, TODAY));
}

#[test]
fn of_a_live_collaboration_ending_smaller_or_a_pause_is_decided_and_no_letter_thanks_for_asking() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    let before = planner.canvas(&falls);
    planner = planner.again(Some(&falls), false);
    planner
        .press("d")
        .sees("go ahead smaller")
        .sees("pause it")
        .sees("end it");
    planner.sees_no("3  not yet").sees_no("say no kindly");
    // Ending asks for its note, and decides nothing anew.
    planner.press("4").sees("it ends with a note");
    assert_eq!(
        planner.canvas(&falls).value("decision"),
        before.value("decision")
    );
    let mut planner = planner.again(Some(&falls), false);
    planner.press("d 3").sees("Not recorded yet: pause it");
    planner.press("tab ctrl-u").type_text("No leads in winter.");
    planner.press("tab enter").sees("Decided: pause it");
    planner
        .sees("which we have been doing")
        .sees_no("for asking us");
    assert_eq!(
        planner.canvas(&falls).state(),
        State::Decided(Outcome::NotYet, TODAY)
    );
}
