//! The guide as prompts: whole conversations, lines in and lines and a file out.

mod copyist;
mod deciding;
mod keeping;
mod letters;
mod prompts;
mod together;
mod typist;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::odd::odd_values;

use copyist::Copyist;
use typist::{Desk, comparable, leaves};

const SAMPLES: [&str; 7] = [
    "falls-response-at-home-7k3f",
    "bricks-and-blocks-q8vd",
    "the-talking-icons-film-m3xp",
    "winter-bus-campaign-5rkh",
    "ward-handover-circle-e9wn",
    "two-calendars-b4ty",
    "regional-innovation-showcase-x2gz",
];

fn sample(id: &str) -> Canvas {
    let path = format!(
        "{}/assets/samples/canvases/{id}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(&path).expect(&path);
    Canvas::read(CanvasId::from_name(id).expect("an id"), &bytes).expect("a canvas")
}

/// A document as the prompts would write it: without what no question asks for.
fn asked_for(canvas: &Canvas) -> Value {
    let mut document = comparable(canvas.document());
    let map = document.as_object_mut().expect("an object");
    for key in ["parked", "reviews", "letters", "ended", "revealed"] {
        map.remove(key);
    }
    for voice in map
        .get_mut("voices")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        if let Some(answers) = voice.get_mut("answers").and_then(Value::as_object_mut) {
            answers.retain(|question, _| question == "purpose.belief");
        }
    }
    document
}

#[test]
fn a_canvas_of_each_kind_typed_through_the_prompts_is_the_same_file() {
    for id in SAMPLES {
        let wanted = sample(id);
        let desk = Desk::among_samples(&wanted);
        let mut copyist = Copyist::new(&wanted);
        let (said, result) = desk.run(|said| Some(copyist.next(said)));
        result.expect("ends well");
        assert_eq!(
            asked_for(&desk.canvas()),
            asked_for(&wanted),
            "{id}\n{said}"
        );
    }
}

#[test]
fn a_conversation_cut_after_any_line_and_taken_up_again_loses_nothing() {
    for (id, every) in [
        ("regional-innovation-showcase-x2gz", 1),
        ("falls-response-at-home-7k3f", 17),
    ] {
        let wanted = sample(id);
        for cut in (1..).step_by(every) {
            let desk = Desk::among_samples(&wanted);
            let mut first = Copyist::new(&wanted);
            let (said, result) = desk.run(|said| (first.count < cut).then(|| first.next(said)));
            result.expect("the end of the input is no failure");
            let kept = leaves(&Value::Object(desk.canvas().document().clone()));
            for typed in &first.typed {
                assert!(kept.contains(typed), "{typed} after {cut} lines\n{said}");
            }
            let mut second = Copyist::new(&wanted);
            let (again, result) = desk.run(|said| Some(second.next(said)));
            result.expect("ends well");
            assert_eq!(
                asked_for(&desk.canvas()),
                asked_for(&wanted),
                "cut after {cut} lines\n{said}\n\n{again}"
            );
            if first.count < cut {
                break;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(1948), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_lines_in_any_order_end_badly_or_leave_a_file_that_does_not_read(
        typed in prop::collection::vec(prop::sample::select(LINES), 1..120),
        is_quick: bool,
    ) {
        let mut desk = Desk::fresh();
        desk.is_quick = is_quick;
        desk.types(&typed);
        prop_assert!(odd_values(&desk.canvas()).is_empty());
        desk.types(&typed);
        prop_assert!(odd_values(&desk.canvas()).is_empty());
    }
}

/// Lines that somebody may type, wherever they are.
const LINES: &[&str] = &[
    "",
    "",
    "",
    ".",
    "1",
    "2",
    "3",
    "5",
    "0.5",
    "yes",
    "15 May",
    "Fellgate",
    "Hä\u{301}rrow 👩‍🔬",
    "::",
    ":",
    ": b",
    ":b",
    ":l",
    ":s",
    ":u",
    ":u",
    ":redo",
    ":clear",
    ":e",
    ":so far",
    ":k later",
    ":d",
    ":reveal",
    ":reveal Finance",
    ":alone",
    "Lead, Ops",
    ":finish",
    ":ours",
    ":theirs",
    ":take",
    ":take 1",
    ":take as Finance",
    ":edit 1",
    ":delete 1",
    ":move 2 to 1",
    ":move 1 9",
    ":go cover.voices",
    ":go cover.partners",
    ":go purpose.belief",
    ":go purpose.without",
    ":go value",
    ":go value.kind",
    ":go capacity",
    ":go capacity.trust",
    ":go capacity.skill",
    ":go ownership.decisions",
    ":go decision",
    ":go decision.choice",
];
