use super::super::super::id::CanvasId;
use super::*;
use serde_json::json;

/// A canvas with two partners and these check-ins.
fn canvas(reviews: Value) -> Canvas {
    let document = json!({
        "format": "whytogether.canvas", "version": 1,
        "partners": [
            { "id": "p3ka", "organisation": "Fellgate Ambulance", "trust": 4 },
            { "id": "p4kb", "organisation": "Harrowdale Council", "trust": 3 },
        ],
        "ownership": { "decisions": [{ "id": "d2kk", "key": "pause_or_stop", "decides": ["Therapy lead"] }] },
        "decision": { "choice": "go_ahead", "decided_on": "2027-01-01" },
        "reviews": reviews,
    });
    let id = CanvasId::from_name("falls-7k3f").expect("an id");
    Canvas::read(id, document.to_string().as_bytes()).expect("reads")
}

fn raised(reviews: Value) -> Vec<(&'static str, &'static str, Option<&'static str>)> {
    let found = signals(&canvas(reviews)).into_iter();
    found
        .map(|signal| {
            let advice = signal.advice.map(Advice::code);
            (signal.name, signal.severity.code(), advice)
        })
        .collect()
}

/// A check-in with a plan of 4 days.
fn days(on: &str, spent: f64, value: u8) -> Value {
    json!({ "on": on, "planned_work": 3, "overhead": 1, "days_spent": spent, "value": value })
}

#[test]
fn without_a_check_in_there_is_no_signal() {
    assert_eq!(raised(json!([])), []);
}

#[test]
fn trust_down_by_one_is_a_note_and_by_more_a_warning() {
    let first = |trust: Value| json!([{ "on": "2027-05-20", "trust": trust }]);
    let note = ("TRUST-DOWN", "note", None);
    let warning = ("TRUST-DOWN", "warning", None);
    assert_eq!(raised(first(json!({ "p3ka": 3 }))), [note]);
    assert_eq!(
        raised(first(json!({ "p3ka": 2, "p4kb": 2 }))),
        [warning, note]
    );
    assert_eq!(raised(first(json!({ "p3ka": 5, "p4kb": 3 }))), []);
}

#[test]
fn trust_is_compared_with_the_review_before_not_with_the_canvas() {
    let reviews = json!([
        { "on": "2027-08-20", "trust": { "p3ka": 2 } },
        { "on": "2027-05-20", "trust": { "p3ka": 3 } },
    ]);
    assert_eq!(raised(reviews), [("TRUST-DOWN", "note", None)]);
}

#[test]
fn a_first_win_that_does_not_come_twice_running_suggests_smaller() {
    let wins = |first: &str, second: &str| json!([{ "on": "2027-05-20", "first_win": first }, { "on": "2027-08-20", "first_win": second }]);
    let smaller = ("NO-FIRST-WIN", "warning", Some("smaller"));
    assert_eq!(raised(wins("no", "no")), [smaller]);
    assert_eq!(raised(wins("no", "late")), []);
    assert_eq!(raised(wins("late", "no")), []);
}

#[test]
fn lost_quality_points_to_who_can_stop_it() {
    let lost = canvas(json!([{ "on": "2027-05-20", "quality": "no" }]));
    let found = signals(&lost);
    assert_eq!(found[0].advice, Some(Advice::Stop));
    assert!(found[0].message.contains("Therapy lead"), "{found:?}");
    assert_eq!(
        raised(json!([{ "on": "2027-05-20", "quality": "slipping" }])),
        []
    );
}

#[test]
fn days_well_over_plan_twice_running_ask_for_an_early_review() {
    let spent = |first: f64, second: f64| {
        json!([days("2027-05-20", first, 4), days("2027-08-20", second, 4)])
    };
    let early = ("DAYS-OVER", "warning", Some("early_review"));
    assert_eq!(raised(spent(5.1, 5.1)), [early]);
    assert_eq!(raised(spent(5.0, 5.1)), [], "1.25 is not above 1.25");
    assert_eq!(raised(spent(5.1, 5.0)), []);
    let mut without = spent(5.1, 5.1);
    without[0]
        .as_object_mut()
        .expect("a row")
        .remove("overhead");
    assert_eq!(raised(without), [], "without the figures there is no ratio");
}

#[test]
fn little_worth_for_all_its_days_twice_running_suggests_an_ending() {
    let lived = |first: (f64, u8), second: (f64, u8)| {
        json!([
            days("2027-05-20", first.0, first.1),
            days("2027-08-20", second.0, second.1)
        ])
    };
    let ending = ("ENDING", "warning", Some("ending"));
    assert_eq!(raised(lived((4.0, 2), (4.0, 1))), [ending]);
    assert_eq!(raised(lived((3.9, 2), (4.0, 2))), []);
    assert_eq!(raised(lived((4.0, 3), (4.0, 2))), []);
    assert_eq!(raised(json!([days("2027-08-20", 4.0, 1)])), []);
}

#[test]
fn most_who_would_not_start_again_suggest_an_ending_at_once() {
    let again = |scores: Value| json!([{ "on": "2027-05-20", "start_again": scores }]);
    let ending = ("ENDING", "warning", Some("ending"));
    assert_eq!(raised(again(json!({ "v1": 1, "v2": 3 }))), [ending]);
    assert_eq!(raised(again(json!({ "v1": 2, "v2": 3 }))), []);
}

#[test]
fn only_check_ins_of_a_live_collaboration_raise_signals() {
    let lost = canvas(json!([{ "on": "2027-05-20", "quality": "no" }]));
    let with = |key: &str, value: Value| {
        let mut document = lost.document().clone();
        document.insert(key.into(), value);
        let text = Value::Object(document).to_string();
        Canvas::read(lost.id().clone(), text.as_bytes()).expect("reads")
    };
    let decided = |choice: &str| json!({ "choice": choice, "decided_on": "2027-01-01" });
    assert_eq!(signals(&with("decision", decided("go_ahead"))).len(), 1);
    for choice in ["not_yet", "say_no_kindly"] {
        assert_eq!(signals(&with("decision", decided(choice))), [], "{choice}");
    }
    assert_eq!(signals(&with("ended", json!("2027-06-01"))), []);
    assert_eq!(signals(&with("decision", json!({}))), [], "a draft");
}

#[test]
fn a_half_answered_check_in_silences_nothing_that_the_ones_before_said() {
    let with_last = |last: Value| {
        json!([
            { "on": "2027-02-20", "first_win": "no", "planned_work": 3, "overhead": 1, "days_spent": 6, "value": 2 },
            { "on": "2027-05-20", "first_win": "no", "planned_work": 3, "overhead": 1, "days_spent": 6, "value": 2,
              "quality": "no", "trust": { "p3ka": 2 }, "start_again": { "v1": 1 } },
            last,
        ])
    };
    let names = |last: Value| -> Vec<&str> {
        raised(with_last(last))
            .into_iter()
            .map(|(name, ..)| name)
            .collect()
    };
    let all = [
        "TRUST-DOWN",
        "NO-FIRST-WIN",
        "QUALITY-LOST",
        "DAYS-OVER",
        "ENDING",
    ];
    assert_eq!(
        names(json!({ "on": "2027-08-20", "changed": "New lead." })),
        all
    );
    let better = json!({ "on": "2027-08-20", "first_win": "yes", "quality": "yes" });
    assert_eq!(names(better), ["TRUST-DOWN", "DAYS-OVER", "ENDING"]);
}
