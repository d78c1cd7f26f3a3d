//! A whole session of two people over a shared screen, by keys: forty-five minutes in three sizes of window,
//! and a short one that ends in an early no.

use jiff::SignedDuration;
use serde_json::{Value, json};
use whytogether::tui::app::Effect;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// Two people about to talk about walks in winter, with the present view open.
fn two_people(size: (u16, u16), change: impl FnOnce(&mut Value)) -> Planner {
    let file = file(|canvas| {
        canvas["voices"] = json!([
            {"id": "v7m2", "name": "Therapy lead"},
            {"id": "v9qd", "name": "Operations"}
        ]);
        change(canvas);
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again_presented(&id(NAME));
    planner.size = size;
    planner
}

fn minutes(planner: &mut Planner, minutes: i64) {
    planner.wait(SignedDuration::from_mins(minutes));
}

fn document(planner: &Planner) -> Value {
    Value::Object(planner.canvas(&id(NAME)).document().clone())
}

/// What the line above the keys says.
fn pressed(planner: &mut Planner) -> String {
    let frame = planner.frame();
    let line = frame.lines().rev().nth(1).unwrap_or_default();
    line.trim_matches([' ', '━']).into()
}

/// Shares, the timer, the keys by name, and a line to point at.
fn begin(planner: &mut Planner) {
    planner.sees("45:00 in all").press("2");
    planner
        .press("T left left left")
        .sees("Not changed: a step");
    planner.press("down right right").sees("In all       45");
    planner.press("enter K t").sees("The timer runs: 12:00");
    planner
        .press(". down down")
        .sees("What should be different?");
    planner.press("esc");
    let named = pressed(planner);
    assert!(named.ends_with("esc back"), "{named}");
}

/// A text, in which no key is named, and a thought that is parked in two keys while typing.
fn purpose(planner: &mut Planner) {
    planner.press("enter").type_text(", and nobody waits");
    assert_eq!(pressed(planner), "");
    planner
        .press("ctrl-k")
        .type_text("Ask about vans")
        .press("enter");
    planner.press("esc").sees("and nobody waits");
    planner
        .press("k")
        .type_text("Who pays for fuel?")
        .press("enter");
    planner
        .press("k")
        .type_text("Name the walks")
        .press("enter");
    planner
        .press("tab enter")
        .type_text("Crews")
        .press("esc tab tab");
    planner.sees("Do we believe together is better?");
    minutes(planner, 7);
    planner.press("t").sees("Paused at 05:00");
    minutes(planner, 60);
    planner
        .press("+")
        .sees("Five minutes more: 10:00")
        .press("t");
    belief(planner);
}

/// Belief: hidden until the reveal, talked about, changed afterwards.
fn belief(planner: &mut Planner) {
    planner
        .press("R")
        .sees("Hand the keyboard to Therapy lead.");
    planner.press("enter 5");
    assert_eq!(pressed(planner), "");
    planner
        .sees("An answer is in, and hidden.")
        .press("enter esc");
    planner.sees("Therapy lead").sees("ready").sees("not yet");
    planner.press("R enter 2 enter").sees("All are in.");
    planner.press("R").sees("3 apart").sees("(Operations)");
    planner.sees("Operations, what would have to be true");
    planner.sees("Therapy lead: Who would notice, if it worked?");
    planner.press("a enter enter enter 3 enter");
    planner.sees("Answered after the reveal: Operations.");
    planner.press("esc").sees("2 apart");
    minutes(planner, 10);
    planner.sees("time is up").press("enter esc");
    planner.sees("Operations: What could we do without them?");
}

/// The kind, shown early because somebody says so by name, and the worth, agreed.
fn value(planner: &mut Planner) {
    planner.press("n").sees("What kind of value?");
    planner.press("R enter 2 enter esc");
    planner.sees("Therapy lead ready, Operations not yet. R goes on.");
    planner
        .press("R R")
        .sees("Who says so?")
        .type_text("Finance");
    planner
        .press("enter")
        .sees("Only Therapy lead has answered");
    planner.sees("Shown before all were in, because Finance said so.");
    planner.press("2 enter").sees("agreed").press("esc");
    let mut left = 12;
    while !planner.words().contains("what is it worth?") {
        planner.press("tab");
        left -= 1;
        assert!(left > 0, "no worth is asked");
    }
    planner
        .press("R enter 5 enter enter 2 enter R")
        .sees("3 apart");
    planner.sees("Operations: What would people see first?");
    planner.press("enter 4").sees("Not agreed yet");
    planner.press("enter").sees("Agreed.").press("esc");
    minutes(planner, 12);
    planner.sees("time is up").sees("what is it worth?");
}

/// The decision, with a reason where it differs from what is suggested, and one next step.
fn decide(planner: &mut Planner) {
    planner
        .press("d")
        .sees("DECISION")
        .sees("What do we decide?");
    planner
        .press("3 tab")
        .type_text("No days before May.")
        .press("esc");
    planner.press("tab enter").sees("Decided: not yet");
    minutes(planner, 60);
    planner.press("esc").sees("the whole time is up");
    planner.sees("Who does what next?");
}

/// The end: each thought is settled, and the text goes to the chat.
fn finish(planner: &mut Planner) {
    planner.press("f").sees("Take each up as a next step");
    planner
        .press("enter tab")
        .type_text("Operations")
        .press("tab");
    planner.type_text("1 dec").press("enter");
    planner.sees("among the next steps now");
    planner
        .press("space x")
        .sees("Every parked thought is settled.");
    planner.press("y");
    let Some(Effect::CopySession { begin, .. }) = planner.asked_for.last() else {
        panic!("{:?}", planner.asked_for);
    };
    assert_eq!(begin.day, crate::planner::TODAY);
}

#[test]
fn a_session_of_forty_five_minutes_ends_with_all_of_it_on_disk() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = two_people(size, |_| ());
        begin(&mut planner);
        purpose(&mut planner);
        value(&mut planner);
        decide(&mut planner);
        finish(&mut planner);
        is_on_disk(&document(&planner));
    }
}

/// Fails where the file lacks something of the session, or has something that nobody agreed on.
fn is_on_disk(document: &Value) {
    assert_eq!(
        document["purpose"]["change"],
        "Fewer falls by spring, and nobody waits"
    );
    let answers = [0, 1].map(|voice| document["voices"][voice]["answers"].clone());
    let therapy = json!({"purpose.belief": 5, "value.kind": "shared_delivery", "value.worth": 5});
    assert_eq!(answers[0], therapy);
    assert_eq!(answers[1], json!({"purpose.belief": 3, "value.worth": 2}));
    let later = json!({"purpose.belief": true});
    assert_eq!(document["voices"][1]["after_reveal"], later);
    assert_eq!(document["voices"][0].get("after_reveal"), None);
    let revealed = json!(["purpose.belief", "value.kind", "value.worth"]);
    assert_eq!(document["revealed"], revealed);
    assert_eq!(document["revealed_by"], json!({"value.kind": "Finance"}));
    let agreed = json!({"value.kind": "shared_delivery", "value.worth": 4});
    assert_eq!(document["agreed"], agreed);
    assert_eq!(document["value"]["worth"], 4);
    let decision = &document["decision"];
    assert_eq!(decision["choice"], "not_yet");
    assert_eq!(decision["reason"], "No days before May.");
    assert_eq!(decision["decided_on"], "2026-11-23");
    let step = &decision["next_steps"][0];
    assert_eq!(step["action"], "Ask about vans");
    assert_eq!(
        (&step["who"], &step["by"]),
        (&json!("Operations"), &json!("2026-12-01"))
    );
    let parked = document["parked"].as_array().expect("a list");
    assert_eq!(parked.len(), 1, "{parked:?}");
    assert_eq!(parked[0]["text"], "Who pays for fuel?");
    assert_eq!(parked[0]["kept"], "2026-11-23");
}

#[test]
fn a_short_session_ends_early_where_the_answers_say_no() {
    let mut planner = two_people((80, 24), |canvas| {
        canvas["purpose"]["freedom"] = json!("free");
    });
    planner.press("t 3").sees("What kind of value?");
    planner
        .press("R enter 5 enter enter 5 enter R")
        .sees("You agree");
    planner.press("enter 5 enter").sees("Agreed.").press("esc");
    planner.sees("Say no kindly? d decides.");
    planner
        .press("d")
        .sees("say no kindly")
        .press("4 tab esc tab enter");
    planner.sees("Decided: say no kindly").press("esc esc f");
    planner.sees("Decided on 23 November 2026: say no kindly");
    planner.sees("Nothing is parked.");
    minutes(&mut planner, 5);
    planner.sees("40:00 in all");
    assert_eq!(document(&planner)["decision"]["choice"], "say_no_kindly");
}
