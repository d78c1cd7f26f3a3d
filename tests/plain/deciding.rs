//! The suggestion, the early no, and recording a decision.

use serde_json::{Value, json};
use whytogether::canvas::State;
use whytogether::canvas::codes::Outcome;

use crate::sample;
use crate::typist::{Desk, TODAY};

/// A canvas whose quick look suggests going ahead.
fn ready() -> Desk {
    let desk = Desk::fresh();
    desk.set("cover.partners", json!([{ "organisation": "Fellgate" }]));
    desk.set("purpose.change", json!("Warm people"));
    desk.set(
        "purpose.without",
        json!([{ "way": "Alone", "kind": "alone", "worth": 2 }]),
    );
    desk.set("purpose.freedom", json!("free"));
    desk.set("value.kind", json!("shared_delivery"));
    desk.set("value.worth", json!(4));
    desk.set("capacity.people", json!([{ "person": "Lead", "days": 1 }]));
    desk.set(
        "capacity.trust",
        json!([{ "organisation": "Fellgate", "trust": 4 }]),
    );
    desk.set("capacity.closeness", json!("line_up_plans"));
    desk.set("capacity.priority", json!("top_three"));
    desk.types(&[":go purpose.belief", "4"]);
    desk
}

#[test]
fn an_early_no_is_said_at_once_and_leads_to_the_decision() {
    let desk = Desk::fresh();
    desk.set("purpose.freedom", json!("free"));
    let said = desk.types(&[
        ":go capacity.priority",
        "3",
        "1",
        "4",
        "Not on our list",
        ".",
        "",
        "",
        "",
    ]);
    let offer = said
        .find("You may already have your answer: say no kindly.")
        .expect("offered");
    assert!(said[offer..].contains("Decisive: It is not on your list."));
    assert!(
        said[offer..].contains("Question 35 of 38: What do we decide?"),
        "{said}"
    );
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::SayNoKindly, TODAY)
    );
    assert_eq!(
        desk.canvas().value("decision.because"),
        Some(&json!(["NOT-PRIORITY"]))
    );
}

#[test]
fn an_early_no_is_offered_once_for_each_reason() {
    let desk = Desk::fresh();
    desk.set("purpose.freedom", json!("free"));
    let said = desk.types(&[
        ":go capacity.priority",
        "3",
        "",
        "",
        "",
        ":go value.kind",
        "5",
        "2",
    ]);
    assert_eq!(
        said.matches("You may already have your answer").count(),
        2,
        "{said}"
    );
    assert!(
        said.contains("Question 14 of 22: What will we do instead?"),
        "{said}"
    );
}

#[test]
fn without_the_quick_answers_there_is_no_suggestion_and_they_are_named() {
    let said = Desk::fresh().types(&[":d"]);
    assert!(
        said.contains("No suggestion yet. Still open: Who would we work with? (cover.partners)")
    );
}

#[test]
fn prompts_say_need_room_and_reserve_in_the_same_sentence() {
    let desk = ready();
    let said = desk.types(&[":d"]);
    assert!(said.contains("Takes 2 days a month."), "{said}");
    // Two days and a reserve of a fifth: 1.6 may be promised.
    let team = r#"{"format":"whytogether.workspace","version":1,"team":[{"id":"t222","person":"Lead","working_days":10,"share":0.2}]}"#;
    std::fs::write(desk.workspace().settings_path(), team).expect("written");
    let said = desk.types(&[":d"]);
    assert!(
        said.contains("Takes 2 days; 1.6 are free, so it would use 0.4 of your reserve."),
        "{said}"
    );
}

#[test]
fn a_choice_that_differs_is_recorded_once_it_has_a_reason() {
    let desk = ready();
    let said = desk.types(&[":d", "3"]);
    assert!(said.contains("The suggestion is go ahead."), "{said}");
    assert!(said.contains("Not recorded yet: your choice differs from the suggestion, go ahead"));
    assert_eq!(desk.canvas().state(), State::Draft);
    let said = desk.types(&[":go decision.reason", "Winter is full", "."]);
    assert!(said.contains("The suggestion was go ahead; both are kept."));
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::NotYet, TODAY)
    );
    assert_eq!(desk.canvas().text("decision.suggested"), Some("go_ahead"));
}

#[test]
fn another_choice_on_another_day_is_recorded_anew() {
    let desk = ready();
    desk.types(&[":d", "1"]);
    desk.today.set(jiff::civil::date(2026, 12, 1));
    desk.types(&[":go decision.choice", ""]);
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::GoAhead, TODAY)
    );
    desk.types(&[
        ":go decision.choice",
        "2",
        "One ward",
        ".",
        "2",
        "Less is enough",
        ".",
    ]);
    assert_eq!(desk.canvas().number("decision.days"), Some(2.0));
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::GoAheadSmaller, desk.today.get())
    );
}

#[test]
fn a_decision_that_is_given_after_midnight_has_the_new_day() {
    let desk = ready();
    let tomorrow = TODAY.tomorrow().expect("a day");
    let mut lines = [":d", "1"].into_iter();
    let (said, _) = desk.run(|_| {
        let line = lines.next()?;
        if line == "1" {
            desk.today.set(tomorrow);
        }
        Some(line.to_owned())
    });
    assert!(
        said.contains(&tomorrow.strftime("%-d %B %Y").to_string()),
        "{said}"
    );
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::GoAhead, tomorrow)
    );
}

#[test]
fn undo_takes_a_decision_back_with_its_record() {
    let desk = ready();
    desk.types(&[":d", "1", ":u", ":q"]);
    assert_eq!(desk.canvas().value("decision"), None);
}

#[test]
fn enter_keeps_the_day_offered_for_looking_again() {
    let desk = ready();
    let said = desk.types(&[":d", "1", ":go decision.review_on", ""]);
    assert!(
        said.contains("Enter keeps Tuesday 23 February 2027."),
        "{said}"
    );
    assert_eq!(desk.canvas().text("decision.review_on"), Some("2027-02-23"));
}

#[test]
fn whoever_stops_after_the_choice_has_the_day_to_look_again() {
    let desk = ready();
    desk.types(&[":d", "1", ":q"]);
    assert_eq!(desk.canvas().text("decision.review_on"), Some("2027-02-23"));
}

#[test]
fn a_day_to_look_again_that_is_past_is_refused_and_three_months_are_understood() {
    let desk = ready();
    let said = desk.types(&[
        ":d",
        "1",
        ":go decision.review_on",
        "2026-11-22",
        "in three months",
    ]);
    assert!(said.contains("`2026-11-22` is past"), "{said}");
    assert!(said.contains("Noted: Tuesday 23 February 2027."), "{said}");
    assert_eq!(desk.canvas().text("decision.review_on"), Some("2027-02-23"));
}

#[test]
fn another_choice_needs_a_reason_of_its_own() {
    let desk = ready();
    desk.types(&[":d", "3", "Winter is full", ".", ":q"]);
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::NotYet, TODAY)
    );
    let said = desk.types(&[":go decision.choice", "2", "", ":q"]);
    assert!(
        said.contains("Not recorded yet: your choice differs"),
        "{said}"
    );
    assert_eq!(desk.canvas().state(), State::Draft);
}

#[test]
fn the_quick_look_goes_on_from_the_choice_to_all_that_a_decision_is() {
    let mut desk = ready();
    desk.is_quick = true;
    let said = desk.types(&[
        ":d",
        "3",
        "Winter is full",
        ".",
        "Call Fellgate",
        "Lead",
        "in two weeks",
        "",
        "",
        "1",
        "1",
        "1",
        "",
        "2",
        "",
        "",
        "",
    ]);
    for expected in [
        "Who does what next?",
        "When do we look again?",
        "A letter goes with this: not yet.",
        "The letter: not yet.",
        "-not-yet.txt",
        "Kept as sent on 23 November 2026.",
        "That was the last question.",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let canvas = desk.canvas();
    let step = canvas.rows_at("decision.next_steps").next().expect("one");
    assert_eq!(step.line("by"), Some("2026-12-07"));
    let letter = canvas.letters().next().expect("kept");
    assert_eq!(letter.on(), Some(TODAY));
    let written = desk.read(&format!("{}-not-yet.txt", desk.id));
    assert_eq!(written.trim(), letter.text().trim());
}

#[test]
fn a_live_canvas_is_ended_with_a_note_and_not_without() {
    let desk = ready();
    desk.types(&[":d", "1", ":q"]);
    let said = desk.types(&[":end", "", "1"]);
    assert!(said.contains("First the note: what we did"), "{said}");
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::GoAhead, TODAY)
    );
    let lines = [":end", "What we did: kept people warm.", ".", "1"];
    desk.types(&lines);
    // Another time, too.
    desk.types(&[":u"]);
    assert_eq!(
        desk.canvas().state(),
        State::Decided(Outcome::GoAhead, TODAY)
    );
    let said = desk.types(&lines);
    assert!(
        said.contains("2 days a month are free from then on."),
        "{said}"
    );
    assert_eq!(desk.canvas().state(), State::Ended(Outcome::GoAhead, TODAY));
    assert_eq!(
        desk.canvas().ending_note(),
        Some("What we did: kept people warm.")
    );
}

#[test]
fn nothing_is_ended_that_is_not_decided() {
    let said = ready().types(&[":end"]);
    assert!(
        said.contains("Nothing is decided yet, so there is nothing to end"),
        "{said}"
    );
}

#[test]
fn the_decision_says_the_suggestion_with_its_reasons_and_the_lighter_form() {
    let wanted = sample("falls-response-at-home-7k3f");
    let desk = Desk::among_samples(&wanted);
    desk.write(&String::from_utf8(wanted.to_bytes()).expect("text"));
    let said = desk.types(&[":d"]);
    for expected in [
        "Decided on Monday 9 November 2026: go ahead smaller.",
        "Suggested: go ahead smaller.",
        "Caution: Only one point better than \"A lifting service, paid by the call\", for 7.1 days a month.",
        "Smaller could be: lining up plans",
        "Would lead to go ahead:",
        "Trust, Fellgate Ambulance: 4 instead of 3",
        "These are planning guesses; your own reviews replace them.",
        "Speak to Fellgate Ambulance before you reply.",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn findings_are_said_after_a_step_and_only_once() {
    let desk = Desk::fresh();
    desk.set(
        "purpose.without",
        json!([{ "way": "Alone", "kind": "alone", "worth": 4 }]),
    );
    desk.set("value.worth", Value::from(3));
    let said = desk.types(&[
        ":go value.sign",
        "",
        ":go capacity",
        ":go ownership",
        ":go capacity",
    ]);
    assert_eq!(
        said.matches("Decisive: You could get as much without partners.")
            .count(),
        1,
        "{said}"
    );
}

#[test]
fn why_says_what_a_reason_rests_on_and_names_the_others() {
    let wanted = sample("falls-response-at-home-7k3f");
    let desk = Desk::among_samples(&wanted);
    desk.write(&String::from_utf8(wanted.to_bytes()).expect("text"));
    let said = desk.types(&[":why trust-gap", ":why nothing"]);
    for expected in [
        "Caution: Trust with Fellgate Ambulance is not there yet",
        "Shown when the lowest trust score",
        "Trust, Fellgate Ambulance: 3 of 5 (enough for small things), capacity.trust",
        "What would mend it: A lighter tie",
        "There are: thin-gain, skill-low, trust-gap.",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let all = desk.types(&[":why"]);
    assert!(
        all.contains("Shown when it beats the best other way"),
        "{all}"
    );
}

#[test]
fn same_gives_every_partner_what_the_first_one_has_and_u_takes_it_back() {
    let desk = Desk::fresh();
    desk.set(
        "cover.partners",
        json!([{ "organisation": "Council" }, { "organisation": "Hospice" }, { "organisation": "Forum" }]),
    );
    let trust = |desk: &Desk| {
        let canvas = desk.canvas();
        let scores = canvas.partners().map(|row| row.scale("trust"));
        scores.collect::<Vec<_>>()
    };
    let said = desk.types(&[":go capacity.trust", "4", "", ":same"]);
    assert!(said.contains("Filled in, 2 answers."), "{said}");
    assert_eq!(trust(&desk), [Some(4); 3]);
    desk.types(&[":u"]);
    assert_eq!(trust(&desk), [Some(4), None, None]);
    let said = desk.types(&[":go capacity.people", ":same"]);
    assert!(
        said.contains("works in a question about partners"),
        "{said}"
    );
}
