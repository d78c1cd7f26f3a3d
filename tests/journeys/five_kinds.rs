//! A full canvas of every kind of value, typed key by key.

use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::{Coded, Kind, Outcome};
use whytogether::canvas::others::{Others, Setting};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::wording::Wording;
use whytogether::workspace::settings::Settings;

use crate::id;
use crate::planner::{Planner, TODAY};
use crate::typist::{type_the_decision, type_up_to_the_decision};

/// Types a sample and compares what is then on disk with the sample, apart from ids and days.
fn copy(name: &str, kind: Kind) {
    let samples = Planner::in_samples();
    let wanted = samples.canvas(&id(name));
    assert_eq!(wanted.kind(), Some(kind));
    let mut planner = Planner::at_first_start();
    type_up_to_the_decision(&mut planner, &wanted);

    let suggested = suggested(&planner.only_canvas());
    let in_words = &Wording::shipped().outcome(suggested).name;
    planner.sees(&format!("The answers suggest: {in_words}"));
    let choice = wanted.code("decision.choice").unwrap_or(suggested);
    let place = Outcome::ALL.iter().position(|one| *one == choice);
    type_the_decision(&mut planner, &wanted, place.expect("in the list"));

    let typed = planner.only_canvas();
    for part in [
        "cover",
        "partners",
        "purpose",
        "value",
        "capacity",
        "ownership",
    ] {
        let (typed, wanted) = (typed.document().get(part), wanted.document().get(part));
        assert_eq!(typed.map(bare), wanted.map(bare), "{part}");
    }
    assert_eq!(typed.code("decision.choice"), Some(choice));
    assert_eq!(typed.date("decision.decided_on"), Some(TODAY));
    assert_eq!(typed.belief(), wanted.belief());
    for part in ["failed", "next_steps", "telling"] {
        let part = format!("decision.{part}");
        let (typed, wanted) = (typed.value(&part), wanted.value(&part));
        assert_eq!(typed.map(bare), wanted.map(bare), "{part}");
    }
    // A day that is past is refused, and the one that is offered stays.
    let review = wanted.date("decision.review_on");
    if let Some(review) = review.filter(|day| *day >= TODAY) {
        assert_eq!(typed.date("decision.review_on"), Some(review));
    }
}

fn suggested(canvas: &Canvas) -> Outcome {
    let suggestion = Suggestion::of(&Setting {
        canvas,
        others: &Others::default(),
        team: Settings::default().team(),
        today: TODAY,
    });
    suggestion.outcome.expect("enough is answered")
}

/// A value without the ids that are drawn by lot.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| *key != "id");
            kept.map(|(key, value)| (key.clone(), bare(value)))
                .collect()
        }
        Value::Array(list) => list.iter().map(bare).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_shared_voice_is_typed_and_decided() {
    copy("winter-bus-campaign-5rkh", Kind::SharedVoice);
}

#[test]
fn a_shared_delivery_with_a_second_kind_is_typed_and_decided() {
    copy("falls-response-at-home-7k3f", Kind::SharedDelivery);
}

#[test]
fn aligned_plans_are_typed_and_decided() {
    copy("two-calendars-b4ty", Kind::AlignedPlans);
}

#[test]
fn shared_learning_is_typed_and_decided() {
    copy("ward-handover-circle-e9wn", Kind::SharedLearning);
}

#[test]
fn a_canvas_without_a_kind_of_value_is_typed_and_decided() {
    copy("regional-innovation-showcase-x2gz", Kind::None);
}
