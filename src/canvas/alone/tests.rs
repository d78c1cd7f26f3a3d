use serde_json::json;

use super::super::compare::Verdict;
use super::super::id::CanvasId;
use super::*;

fn question(id: &str) -> &'static Question {
    Question::find(id).expect("in the table")
}

fn canvas(keys: Value) -> Canvas {
    let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
    let map = document.as_object_mut().expect("an object");
    map.extend(keys.as_object().expect("an object").clone());
    let id = CanvasId::from_name("falls-7k3f").expect("an id");
    Canvas::read(id, document.to_string().as_bytes()).expect("reads")
}

fn pair() -> Canvas {
    canvas(json!({
        "voices": [{"id": "v222", "name": "Therapy lead"}, {"id": "v333", "name": "Operations"}],
        "partners": [{"id": "p222", "organisation": "Fellgate"}, {"id": "p333", "organisation": "Council"}],
    }))
}

fn answer(canvas: &mut Canvas, voice: &str, id: &str, value: Value) {
    let part = parts(canvas, question(id)).remove(0);
    canvas.answer_alone(voice, question(id), &part, Some(value));
}

fn gap_of(canvas: &Canvas, id: &str) -> Gap {
    let mut shown = canvas.clone();
    shown.reveal(question(id), None).expect("all are in");
    let part = parts(&shown, question(id)).remove(0);
    gap(&shown, question(id), &part).expect("open, and answered")
}

#[test]
fn every_score_and_choice_may_be_answered_alone_and_no_text() {
    for id in [
        "purpose.belief",
        "value.worth",
        "value.kind",
        "capacity.closeness",
        "capacity.trust",
        "capacity.skill",
        "ownership.shaped",
        "decision.choice",
    ] {
        assert!(question(id).may_be_answered_alone(), "{id}");
    }
    for id in [
        "purpose.change",
        "purpose.without",
        "value.gains",
        "cover.voices",
    ] {
        assert!(!question(id).may_be_answered_alone(), "{id}");
        assert!(parts(&pair(), question(id)).is_empty(), "{id}");
    }
}

#[test]
fn a_score_of_each_partner_stands_in_the_voices_own_rows_and_nowhere_else() {
    let mut canvas = pair();
    let trust = question("capacity.trust");
    let council = parts(&canvas, trust).remove(1);
    canvas.answer_alone("v222", trust, &council, Some(json!(2)));
    assert_eq!(canvas.alone("v222", trust, &council), Some(&json!(2)));
    assert_eq!(council.agreed(&canvas, trust), None);
    assert_eq!(
        canvas.document()["voices"][0]["answers"],
        json!({"capacity.trust": [{"organisation": "Council", "trust": 2}]})
    );
    canvas.answer_alone("v222", trust, &council, None);
    assert_eq!(canvas.document()["voices"][0].get("answers"), None);
}

#[test]
fn whoever_leaves_a_partner_out_is_not_ready_yet() {
    let mut canvas = pair();
    let trust = question("capacity.trust");
    let both = parts(&canvas, trust);
    assert_eq!(both.len(), 2);
    for part in &both {
        canvas.answer_alone("v222", trust, part, Some(json!(2)));
    }
    canvas.answer_alone("v333", trust, &both[0], Some(json!(4)));
    assert!(!canvas.is_open(trust));
    assert!(matches!(
        canvas.reveal(trust, None),
        Err(RevealError::NotAllIn { .. })
    ));
    canvas.answer_alone("v333", trust, &both[1], Some(json!(4)));
    assert!(!canvas.is_open(trust), "nobody has them shown yet");
    canvas.reveal(trust, None).expect("all are in");
    assert!(canvas.is_open(trust));
}

#[test]
fn nothing_is_revealed_before_all_are_in_unless_somebody_says_so_by_name() {
    let mut canvas = pair();
    let kind = question("value.kind");
    let nobody = RevealError::NobodyAnswered {
        question: "value.kind",
    };
    assert_eq!(canvas.reveal(kind, Some("Finance")), Err(nobody));
    answer(&mut canvas, "v222", "value.kind", json!("shared_voice"));
    for by in [None, Some(" ")] {
        let waiting = "Operations".to_owned();
        let question = "value.kind";
        let refused = RevealError::NotAllIn { question, waiting };
        assert_eq!(canvas.reveal(kind, by), Err(refused));
        assert!(!canvas.is_revealed(kind));
    }
    let refused = canvas.reveal(kind, Some("2"));
    assert_eq!(refused, Err(RevealError::NoName { given: "2".into() }));
    canvas.reveal(kind, Some(" Finance ")).expect("a name");
    assert!(canvas.is_open(kind));
    assert_eq!(canvas.revealed_by(kind), Some("Finance"));
}

#[test]
fn what_the_canvas_holds_for_a_question_in_a_round_is_hidden_however_deep_it_stands() {
    let alone = super::super::question::QUESTIONS.iter().filter(|question| {
        question.may_be_answered_alone() && !matches!(question.answer, AnswerType::Rows(_))
    });
    for question in alone.filter(|question| question.id != "purpose.belief") {
        let mut keys = json!(2);
        for key in question.id.rsplit('.') {
            keys = json!({ key: keys });
        }
        keys["voices"] = json!([{"id": "v222", "answers": {question.id: 2}}, {"id": "v333"}]);
        assert!(canvas(keys.clone()).value(question.id).is_some());
        keys["in_round"] = json!([question.id]);
        assert_eq!(canvas(keys).value(question.id), None, "{}", question.id);
    }
}

#[test]
fn once_all_are_in_nobody_has_to_say_so() {
    let mut canvas = pair();
    answer(&mut canvas, "v222", "value.worth", json!(2));
    answer(&mut canvas, "v333", "value.worth", json!(4));
    canvas
        .reveal(question("value.worth"), None)
        .expect("all in");
    assert_eq!(canvas.revealed_by(question("value.worth")), None);
    assert_eq!(canvas.document()["revealed"], json!(["value.worth"]));
    assert_eq!(canvas.document().get(REVEALED_BY), None);
}

#[test]
fn only_a_change_after_the_reveal_is_marked_so() {
    let mut canvas = pair();
    let worth = question("value.worth");
    answer(&mut canvas, "v222", "value.worth", json!(2));
    answer(&mut canvas, "v222", "value.worth", json!(3));
    answer(&mut canvas, "v333", "value.worth", json!(4));
    canvas.reveal(worth, None).expect("all in");
    answer(&mut canvas, "v333", "value.worth", json!(4));
    let late = |canvas: &Canvas| {
        let voices = canvas.voices().into_iter();
        let late = voices.map(|voice| voice.has_answered_after_reveal(worth));
        late.collect::<Vec<_>>()
    };
    assert_eq!(late(&canvas), [false, false]);
    answer(&mut canvas, "v333", "value.worth", json!(3));
    assert_eq!(late(&canvas), [false, true]);
}

#[test]
fn the_gap_is_said_with_the_answers_and_there_is_something_to_talk_about() {
    let mut canvas = pair();
    for (first, second, verdict, words) in [
        (4, 4, Verdict::Same, "You agree: 4, a lot."),
        (
            3,
            4,
            Verdict::Close,
            "One apart: from 3, useful (Therapy lead) to 4, a lot (Operations).",
        ),
        (
            5,
            2,
            Verdict::Different,
            "3 apart: from 2, a little (Operations) to 5, all we hoped for (Therapy lead).",
        ),
    ] {
        answer(&mut canvas, "v222", "value.worth", json!(first));
        answer(&mut canvas, "v333", "value.worth", json!(second));
        let gap = gap_of(&canvas, "value.worth");
        assert_eq!((gap.verdict, gap.in_words.as_str()), (verdict, words));
    }
    let talk = gap_of(&canvas, "value.worth").talk;
    assert!(
        talk.contains("Therapy lead, who would be better off"),
        "{talk}"
    );
    answer(&mut canvas, "v222", "value.kind", json!("shared_voice"));
    answer(&mut canvas, "v333", "value.kind", json!("none"));
    let said = gap_of(&canvas, "value.kind").in_words;
    assert_eq!(
        said,
        "You differ: shared voice (Therapy lead); isn't the answer (Operations)."
    );
}

#[test]
fn no_gap_is_told_before_the_answers_may_be_shown() {
    let mut canvas = pair();
    answer(&mut canvas, "v222", "value.worth", json!(2));
    let part = parts(&canvas, question("value.worth")).remove(0);
    assert_eq!(gap(&canvas, question("value.worth"), &part), None);
}

#[test]
fn whoever_was_us_becomes_the_first_who_is_named_and_keeps_what_us_said() {
    let mut canvas = canvas(json!({
        "voices": [{"id": "v222", "name": "us", "answers": {"purpose.belief": 4}}]
    }));
    let random = &mut |_| 3;
    let names = ["Therapy lead", " Operations", "therapy LEAD", ""];
    canvas.name_voices(&names, random).expect("room");
    let voices = canvas.voices();
    let named: Vec<String> = voices.iter().map(|voice| voice.name()).collect();
    assert_eq!(named, ["Therapy lead", "Operations"]);
    assert_eq!(
        voices[0].answer(question("purpose.belief")),
        Some(&json!(4))
    );
}

#[test]
fn whoever_says_so_and_is_here_is_named_as_a_voice_is() {
    let (mut canvas, worth) = (pair(), question("value.worth"));
    answer(&mut canvas, "v222", "value.worth", json!(4));
    canvas.reveal(worth, Some("operations")).expect("a name");
    assert_eq!(canvas.revealed_by(worth), Some("Operations"));
}
