//! Answers given alone at one keyboard, and revealed together.

use serde_json::{Value, json};
use whytogether::canvas::question::Question;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// A pair at a question of a step.
fn pair_at(step: &str, question: &str) -> Planner {
    at(step, question, |canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
    })
}

fn at(step: &str, question: &str, change: impl FnOnce(&mut Value)) -> Planner {
    let mut planner = Planner::with(&[(&file_name(), &file(change))]).again(Some(&id(NAME)), true);
    planner.press("esc").press(step);
    let words = question.to_owned();
    for _ in 0..12 {
        if planner.words().contains(&words) {
            break;
        }
        planner.press("tab");
    }
    planner.sees(question);
    planner
}

fn private(planner: &Planner, voice: usize, question: &str) -> Option<Value> {
    let canvas = planner.canvas(&id(NAME));
    let question = Question::find(question).expect("in the table");
    canvas.voices()[voice].answer(question).cloned()
}

#[test]
fn a_kind_is_answered_alone_revealed_together_and_agreed() {
    let mut planner = pair_at("3", "What kind of value?");
    planner
        .press("R")
        .sees("Therapy lead not yet ∙ Operations not yet");
    planner.sees("Hand the keyboard to Therapy lead.");
    planner
        .press("enter 2")
        .sees("An answer is in, and hidden.");
    planner
        .press("enter")
        .sees("Therapy lead ready ∙ Operations not yet");
    planner
        .press("enter 3 enter")
        .sees("Therapy lead ready ∙ Operations ready");
    planner.sees("All are in. R shows the answers together.");
    planner.sees_no("shared delivery").sees_no("aligned plans");
    planner.press("R");
    planner.sees("You differ: shared delivery (Therapy lead); aligned plans (Operations).");
    planner.sees("Which of these would you miss most");
    planner.press("down enter").sees("Agreed.");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("value.kind"), Some("aligned_plans"));
    assert_eq!(
        private(&planner, 0, "value.kind"),
        Some(json!("shared_delivery"))
    );
    assert_eq!(canvas.document()["revealed"], json!(["value.kind"]));
    planner.press("esc").sees("Answered alone. You differ:");
}

#[test]
fn a_worth_is_revealed_early_only_because_somebody_says_so_by_name() {
    let mut planner = pair_at("3", "what is it worth?");
    planner.press("R enter 5 enter R").sees("Who says so?");
    planner.press("esc").sees("Still to answer: Operations.");
    assert_eq!(planner.canvas(&id(NAME)).value("revealed"), None);
    planner.press("R").type_text("2").press("enter");
    planner.sees("`2` is no name").sees("Who says so?");
    assert_eq!(planner.canvas(&id(NAME)).value("revealed"), None);
    planner.press("ctrl-u").type_text("Finance").press("enter");
    planner.sees("Only Therapy lead has answered: 5, all we hoped for.");
    planner.sees("Shown before all were in, because Finance said so.");
    planner.sees("Not answered yet: Operations.");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(
        canvas.document()["revealed_by"],
        json!({"value.worth": "Finance"})
    );
}

#[test]
fn a_trust_is_scored_partner_by_partner_and_agreed_partner_by_partner() {
    let mut planner = pair_at("4", "How much do we trust each other today?");
    planner.press("R enter").sees("Riverside Council (1 of 2)");
    planner.press("2 enter").sees("Walkers' Club (2 of 2)");
    planner.press("4 enter enter 2 enter 3 enter R");
    planner
        .sees("Riverside Council (1 of 2)")
        .sees("You agree: 2, warily.");
    planner
        .press("enter")
        .sees("Walkers' Club (2 of 2)")
        .sees("One apart:");
    planner
        .press("3 enter esc")
        .sees("Answered alone. Riverside Council: You agree");
    let canvas = planner.canvas(&id(NAME));
    let trust: Vec<_> = canvas
        .partners()
        .map(|partner| partner.scale("trust"))
        .collect();
    assert_eq!(trust, [Some(2), Some(3)]);
    assert_eq!(
        private(&planner, 1, "capacity.trust"),
        Some(json!([
            {"organisation": "Riverside Council", "trust": 2},
            {"organisation": "Walkers' Club", "trust": 3}
        ]))
    );
}

#[test]
fn nothing_is_revealed_or_agreed_by_a_key_pressed_once_too_often() {
    for (question, path, said) in [
        ("What kind of value?", "value.kind", "2"),
        ("what is it worth?", "value.worth", "5"),
    ] {
        let mut planner = pair_at("3", question);
        planner
            .press("R enter")
            .press(said)
            .press("enter enter")
            .press(said);
        planner
            .press("enter enter enter")
            .sees("All are in. R shows the answers together.");
        planner.press("R").sees("You agree").press("3");
        planner.sees("Not on the canvas yet.").sees_no("Agreed.");
        planner.press("enter").sees("Agreed.");
        let before = planner.canvas(&id(NAME)).value(path).cloned();
        planner.press("4");
        assert_eq!(planner.canvas(&id(NAME)).value(path), before.as_ref());
        planner.press("space").sees("Agreed.");
        assert_ne!(planner.canvas(&id(NAME)).value(path), before.as_ref());
    }
}

#[test]
fn a_change_after_the_reveal_is_marked_so_and_can_be_taken_back() {
    let mut planner = pair_at("3", "what is it worth?");
    planner
        .press("R enter 5 enter enter 2 enter R")
        .sees("3 apart");
    planner.sees_no("after the reveal");
    planner
        .press("a")
        .sees("Hand the keyboard to Therapy lead.");
    planner.sees("a change is marked as later");
    planner.press("enter 3 enter enter enter");
    planner
        .sees("One apart")
        .sees("Answered after the reveal: Therapy lead.");
    planner
        .press("u")
        .sees("3 apart")
        .sees_no("Answered after the reveal");
    assert_eq!(private(&planner, 0, "value.worth"), Some(json!(5)));
}

#[test]
fn what_all_have_seen_is_not_taken_back_and_a_change_after_it_is_marked_all_the_same() {
    let mut planner = pair_at("3", "What kind of value?");
    planner.press("1 tab").press("shift-tab");
    planner.press("R enter 2 enter enter 3 enter R");
    planner
        .press("u")
        .sees("all have seen the answers, so they stay");
    planner.sees("You differ: shared delivery (Therapy lead); aligned plans (Operations).");
    // What was changed before the answers were given alone can be taken back.
    planner.press("u").sees("Taken back: Kind of value");
    planner.sees("You differ: shared delivery (Therapy lead); aligned plans (Operations).");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("value.kind"), None);
    assert_eq!(canvas.document()["revealed"], json!(["value.kind"]));
    planner.press("a enter 3 enter enter enter");
    planner.sees("Answered after the reveal: Therapy lead.");
    planner
        .press("u")
        .sees_no("Answered after the reveal")
        .sees("You differ");
    planner.press("u u").sees("You differ");
    assert_eq!(
        private(&planner, 1, "value.kind"),
        Some(json!("aligned_plans"))
    );
}

#[test]
fn what_all_have_seen_is_not_taken_back_after_the_program_was_left() {
    let mut planner = pair_at("3", "what is it worth?");
    planner
        .press("R enter 5 enter enter 2 enter R")
        .sees("3 apart");
    let mut planner = planner.again(Some(&id(NAME)), true);
    planner.press("esc u").sees("all have seen the answers");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.document()["revealed"], json!(["value.worth"]));
    assert_eq!(private(&planner, 1, "value.worth"), Some(json!(2)));
}

#[test]
fn an_earlier_version_that_is_put_back_hides_nothing_that_all_have_seen() {
    let mut planner = pair_at("3", "what is it worth?");
    planner
        .press("R enter 5 enter enter 4 enter R")
        .sees("One apart");
    planner
        .press("esc h r down enter")
        .sees("Put back: the whole canvas");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.document()["revealed"], json!(["value.worth"]));
    assert_eq!(private(&planner, 0, "value.worth"), None);
    planner.press("esc R a enter 3 enter enter 4 enter");
    planner.sees("Answered after the reveal: Therapy lead and Operations.");
}

#[test]
fn whoever_is_here_is_asked_where_nobody_has_a_name() {
    let mut planner = at("2", "Do we believe together is better?", |_| ());
    planner.press("R").sees("Who is here?");
    planner.type_text("Therapy lead").press("enter");
    planner.sees("Two at least answer alone");
    planner.type_text(", Operations").press("enter");
    planner.sees("Therapy lead not yet ∙ Operations not yet");
    planner
        .press("enter 5 enter enter 4 enter R")
        .sees("One apart");
    assert_eq!(planner.canvas(&id(NAME)).belief(), [5, 4]);
}

#[test]
fn a_belief_that_is_shown_stands_side_by_side_and_goes_on_in_the_present_view_too() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = pair_at("2", "Do we believe together is better?");
        planner.size = size;
        planner.press("R enter 5 enter enter 2 enter P R");
        planner
            .sees("Enter: the answers side by side.")
            .sees_no("doubtful  ");
        planner
            .press("enter")
            .sees("Each keeps an own answer here. Enter goes on.");
        planner.sees("2  doubtful              Operations");
        planner.sees("5  wholeheartedly        Therapy lead");
        planner.sees_no("▸");
        planner
            .press("esc")
            .sees("Enter: the answers side by side.");
        planner
            .press("enter")
            .sees("2  doubtful              Operations");
        planner
            .press("enter")
            .sees_no("Do we believe together is better?");
    }
}

#[test]
fn what_us_has_said_stays_with_the_first_who_is_named() {
    let mut planner = at("2", "Do we believe together is better?", |_| ());
    planner
        .press("4 R")
        .type_text("Therapy lead, Operations")
        .press("enter");
    planner.sees("Therapy lead ready ∙ Operations not yet");
    assert_eq!(private(&planner, 0, "purpose.belief"), Some(json!(4)));
}

#[test]
fn the_choice_of_the_decision_is_answered_alone_and_agreed_where_it_is_recorded() {
    let mut planner = pair_at("2", "What should be different?");
    planner.press("esc d R").sees("What do we decide?");
    planner
        .press("enter 1 enter enter 4 enter R")
        .sees("You differ");
    assert_eq!(planner.canvas(&id(NAME)).text("decision.choice"), None);
    planner.press("down down enter").sees("Record the decision");
    planner.sees("You differ: go ahead (Therapy lead); say no kindly (Operations).");
    planner
        .sees("The marked one is agreed.")
        .sees("▸ ✓ 3  not yet");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("decision.choice"), Some("not_yet"));
    assert_eq!(
        canvas.document()["agreed"],
        json!({"decision.choice": "not_yet"})
    );
    assert_eq!(canvas.text("decision.decided_on"), None);
    planner
        .press("4")
        .sees_no("is agreed")
        .sees("▸ ✓ 4  say no kindly");
}

#[test]
fn the_screen_of_the_decision_says_who_is_ready_and_hides_the_choice_that_stood_there() {
    let mut planner = at("2", "What should be different?", |canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
        canvas["decision"] = json!({"choice": "not_yet", "decided_on": "2026-11-20"});
    });
    planner
        .press("esc d")
        .sees("R: each answers alone first")
        .sees("✓ 3");
    planner.press("R enter 1 enter esc");
    planner.sees("Therapy lead ready, Operations not yet. R goes on.");
    planner.sees_no("✓ 3").sees_no("▸ ✓");
    // No key of the list chooses what nobody sees.
    planner.press("4").sees("Hand the keyboard to Operations.");
    planner.press("esc c").sees_no("decided: not yet");
    planner
        .press("d R enter 1 enter R")
        .sees("You agree: go ahead.");
    planner
        .sees("On the canvas so far: not yet.")
        .sees_no("not agreed yet");
    planner.press("enter").sees("Record the decision");
    assert_eq!(planner.canvas(&id(NAME)).text("decision.decided_on"), None);
}

#[test]
fn a_text_is_not_answered_alone_and_a_question_says_where_it_can_be() {
    let mut planner = pair_at("2", "What should be different?");
    planner.press("R").sees("this one is written together");
    let mut planner = pair_at("3", "What kind of value?");
    planner.sees("R: each answers alone first");
}

/// Every frame from the first answer until the reveal.
fn frames_with(first: &str, second: &str) -> Vec<String> {
    let mut planner = pair_at("2", "Do we believe together is better?");
    planner.press("enter").sees("Hand the keyboard");
    planner.frames = Some(Vec::new());
    planner
        .press("enter")
        .press(first)
        .press("up down left right g G j space n p");
    planner.press("? esc : esc ctrl-k esc ctrl-l").press(first);
    planner.press("enter tab tab esc c : esc esc 2 esc tab tab shift-tab shift-tab");
    planner
        .frames
        .take()
        .expect("kept")
        .into_iter()
        .chain(after(second))
        .collect()
}

/// The frames of a second voice that has answered too, until before the reveal.
fn after(second: &str) -> Vec<String> {
    let mut planner = pair_at("3", "what is it worth?");
    planner.press("R enter 3 enter enter");
    planner.frames = Some(Vec::new());
    planner.press(second).press("enter tab up down k esc");
    planner.frames.take().expect("kept")
}

#[test]
fn whatever_is_answered_alone_no_frame_differs_before_the_reveal() {
    let low = frames_with("1", "1");
    let high = frames_with("5", "5");
    assert!(low.len() > 40);
    for (low, high) in low.iter().zip(&high) {
        assert_eq!(low, high);
    }
}

#[test]
fn an_answer_from_before_the_reveal_is_not_called_agreed_until_somebody_agrees() {
    let mut planner = at("3", "what is it worth?", |canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
        canvas["value"]["worth"] = json!(4);
    });
    planner
        .press("R enter 5 enter enter 2 enter R")
        .sees("On the canvas so far: 4")
        .sees("not agreed yet")
        .sees_no("Agreed")
        .sees_no(" agreed\n");
    planner
        .press("4 enter")
        .sees("Agreed. Enter agrees on another");
    planner
        .press("esc R")
        .sees("Agreed. Enter agrees on another");
    planner.press("u").sees("not agreed yet");
    assert_eq!(
        planner.canvas(&id(NAME)).value("value.worth"),
        Some(&json!(4))
    );
    planner.press("4 enter esc").press("esc 3");
    let document = planner.canvas(&id(NAME)).document().clone();
    assert_eq!(document["agreed"], json!({"value.worth": 4}));
}

#[test]
fn what_a_round_hides_stays_hidden_when_the_program_is_left_and_started_again() {
    let mut planner = at("3", "what is it worth?", |canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
        canvas["value"]["worth"] = json!(4);
    });
    planner.press("R enter 5 enter").sees("Operations not yet");
    let mut planner = planner.again(Some(&id(NAME)), true);
    planner.press("esc c").sees_no("4/5").sees_no("4 of 5");
    planner
        .press("3 tab")
        .sees("The answer on the canvas is hidden");
    planner.sees("Therapy lead ready, Operations not yet. R goes on.");
    planner
        .press("R enter 2 enter R")
        .sees("On the canvas so far: 4");
    let document = planner.canvas(&id(NAME)).document().clone();
    assert_eq!(document.get("in_round"), None);
}

#[test]
fn an_answer_given_alone_is_on_disk_at_once_and_the_round_is_taken_up_where_it_stopped() {
    for way_out in ["esc", "esc esc q", "ctrl-c", "ctrl-c ctrl-c"] {
        let mut planner = pair_at("3", "what is it worth?");
        planner
            .press("R enter 5")
            .sees("An answer is in, and hidden.");
        assert_eq!(private(&planner, 0, "value.worth"), Some(json!(5)));
        planner.press(way_out);
        assert_eq!(
            private(&planner, 0, "value.worth"),
            Some(json!(5)),
            "{way_out}"
        );
        let mut planner = planner.again(Some(&id(NAME)), false);
        planner
            .sees("Therapy lead ready ∙ Operations not yet")
            .sees("Hand the keyboard to Operations.")
            .sees_no("all we hoped for");
    }
    let mut planner = pair_at("3", "what is it worth?");
    planner.press("R enter 5 esc").sees("Therapy lead ready");
    planner.press("enter").sees("An answer is in, and hidden.");
    planner.press("4 enter").sees("Therapy lead ready");
    assert_eq!(private(&planner, 0, "value.worth"), Some(json!(4)));
}

#[test]
fn a_set_of_scores_is_kept_score_by_score_and_goes_on_at_the_next_one() {
    let mut planner = pair_at("4", "How much do we trust each other today?");
    planner
        .press("R enter 3")
        .sees("Riverside Council (1 of 2)");
    let first = json!([{"organisation": "Riverside Council", "trust": 3}]);
    assert_eq!(private(&planner, 0, "capacity.trust"), Some(first.clone()));
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.sees("Therapy lead not yet").press("enter");
    planner.sees("Walkers' Club (2 of 2)").press("5 enter");
    planner.sees("Hand the keyboard to Operations.");
    let trust = private(&planner, 0, "capacity.trust").expect("kept");
    assert_eq!(trust[0], first[0]);
    assert_eq!(trust[1]["trust"], 5);
}

#[test]
fn what_one_person_scored_in_a_set_is_one_change_to_take_back() {
    let mut planner = pair_at("4", "How much do we trust each other today?");
    planner
        .press("R enter 3 enter 5 enter")
        .sees("Therapy lead ready");
    planner.press("enter 2 enter 2 enter").sees("All are in.");
    planner.press("u").sees("Operations not yet");
    assert_eq!(private(&planner, 1, "capacity.trust"), None);
    assert!(private(&planner, 0, "capacity.trust").is_some());
}

#[test]
fn belief_is_told_nowhere_before_the_reveal_although_all_are_in() {
    let mut planner = pair_at("2", "Do we believe together is better?");
    planner
        .press("R enter 1 enter enter 5 enter")
        .sees("All are in. R shows");
    planner.press("esc").sees_no("Belief differs");
    planner.sees_no("wholeheartedly").press("c");
    planner.sees_no("5 of 5").sees_no("1 of 5");
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.sees("All are in. R shows").press("R");
    planner.sees("4 apart");
}

#[test]
fn the_bottom_line_offers_to_reveal_only_where_there_is_something_to_reveal() {
    let mut planner = pair_at("3", "what is it worth?");
    planner.press("R").sees_no("R reveal").sees_no("a again");
    planner.press("enter 5").sees_no("R reveal");
    planner.press("enter").sees("R reveal").press("enter 3");
    planner.sees_no("R reveal").press("enter").sees("R reveal");
    planner.press("R").sees_no("R reveal").sees("a again");
}
