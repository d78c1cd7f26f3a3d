//! What a partner's file says, as one voice's own.

use super::*;

#[test]
fn what_they_say_is_one_voices_own_and_closed_until_all_have_answered() {
    let [ours, theirs] = pair();
    let mut canvas = ours.clone();
    let voice = canvas.add_voice("Fellgate", Some("Fellgate"), &mut in_turn());
    let heard = canvas.hear(&voice, &theirs);
    assert_eq!(
        heard.several,
        [question("purpose.belief")],
        "two of theirs have a score"
    );
    assert!(heard.answered.contains(&question("value.worth")));
    assert_eq!(at(&canvas, "/value/worth"), 4, "the agreed answer stands");
    assert!(!canvas.is_open(question("value.worth")));
    let sides = [
        Side::of_canvas(&canvas),
        Side::of_voice(&canvas, &voice).expect("a voice"),
    ];
    assert_eq!(verdict(&compare(&sides), "value.worth"), Some(NotOpen));
    canvas
        .reveal(question("value.worth"), Some("Finance"))
        .expect("a name");
    let sides = [
        Side::of_canvas(&canvas),
        Side::of_voice(&canvas, &voice).expect("a voice"),
    ];
    assert_eq!(verdict(&compare(&sides), "value.worth"), Some(Different));
    assert_eq!(
        canvas.answered_already(&voice, &theirs).len(),
        heard.answered.len()
    );
}

#[test]
fn a_voice_that_comes_first_does_not_open_its_own_answers() {
    let [_, theirs] = pair();
    let mut lonely = canvas(&json!({ "cover": { "title": "Falls" } }));
    let voice = lonely.add_voice("Fellgate", None, &mut in_turn());
    lonely.hear(&voice, &theirs);
    assert_eq!(lonely.voices().len(), 2);
    assert!(!lonely.is_open(question("value.worth")));
}

#[test]
fn what_a_voice_does_not_take_from_a_file_is_named() {
    let [ours, _] = pair();
    let mut here = ours.clone();
    let voice = here.add_voice("Fellgate", None, &mut in_turn());
    let theirs = canvas(&json!({
        "value": { "worth": 9, "first_win": [{ "id": "w222", "seen_by": "Everybody" }] },
    }));
    let heard = here.hear(&voice, &theirs);
    assert!(heard.answered.is_empty());
    assert_eq!(heard.unfinished, [question("value.first_win")]);
    assert_eq!(heard.unreadable, [question("value.worth")]);
}

#[test]
fn us_is_somebody_else_for_each_organisation() {
    let by = |organisation: &str, coordinator: &str| {
        canvas(&json!({
            "cover": { "our_organisation": organisation },
            "ownership": { "coordinator": coordinator },
        }))
    };
    let judged = |one: &Canvas, other: &Canvas| {
        let sides = [Side::of_canvas(one), Side::of_canvas(other)];
        verdict(&compare(&sides), "ownership.coordinator")
    };
    let ours = by("Trust", "us");
    assert_eq!(judged(&ours, &by("Fellgate", "us")), Some(Different));
    assert_eq!(judged(&ours, &by(" trust ", "us")), Some(Same));
    let [a, b] = ["Trust", "Fellgate"].map(|name| by(name, "a_partner"));
    assert_eq!(judged(&a, &b), Some(Different));
    let [a, b] = ["Trust", "Fellgate"].map(|name| by(name, "shared_by_everyone"));
    assert_eq!(judged(&a, &b), Some(Same));
}

#[test]
fn lists_of_two_voices_of_one_canvas_are_lists_of_the_same() {
    let way = |way: &str| json!([{ "way": way, "kind": "alone", "worth": 2 }]);
    let of_both = canvas(&json!({
        "voices": [
            { "id": "v222", "name": "Lead", "answers": { "purpose.without": way("An evening team") } },
            { "id": "v333", "name": "Ops", "answers": { "purpose.without": way("Buy it in") } },
        ],
        "revealed": ["purpose.without"],
    }));
    let voice = |id: &str| Side::of_voice(&of_both, id).expect("a voice");
    let compared = compare(&[voice("v222"), voice("v333")]);
    let gaps: Vec<&str> = compared
        .widest()
        .iter()
        .map(|gap| gap.question.id)
        .collect();
    assert_eq!(gaps, ["purpose.without"]);
}
