//! A joint canvas loses nobody's row and invents nothing.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value};
use whytogether::canvas::Canvas;
use whytogether::canvas::compare::{Side, name_sides};
use whytogether::canvas::joint::{Joint, Taken, joint};
use whytogether::canvas::question::{Place, QUESTIONS, Question};

use crate::canvases::{any_canvas, read};

fn joined(canvases: &[Canvas]) -> Joint {
    let mut sides: Vec<Side> = canvases.iter().map(Side::of_canvas).collect();
    name_sides(&mut sides);
    let mut next = 0;
    let random = &mut |end: usize| {
        next += 7;
        next % end
    };
    joint(
        &sides,
        "Together",
        &Taken::new(),
        Timestamp::UNIX_EPOCH,
        random,
    )
    .expect("nothing is taken")
}

/// The tables of which every row stands at once: all but the next steps, which are decided together.
fn tables() -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(|question| {
        let place = question.table().map(|table| table.place);
        matches!(place, Some(Place::Own | Place::Partners)) && question.id != "decision.next_steps"
    })
}

/// What a side says in a table, row by row, without ids.
fn rows_of(side: &Side, question: &Question) -> Vec<Map<String, Value>> {
    let seen = side.answer(question);
    let rows = seen.value().and_then(Value::as_array).into_iter().flatten();
    let rows = rows.filter_map(Value::as_object).cloned();
    rows.map(without_id).collect()
}

fn without_id(mut row: Map<String, Value>) -> Map<String, Value> {
    row.shift_remove("id");
    row
}

/// One spelling of a cell: case, the order of names and the style of numbers make no difference.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => format!(
            "{:?}",
            text.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        ),
        Value::Number(number) => format!("{:?}", number.as_f64()),
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(plain).collect();
            items.sort();
            items.dedup();
            items.join(",")
        }
        other => other.to_string(),
    }
}

fn has(row: &Map<String, Value>, key: &str, value: &Value) -> bool {
    row.get(key)
        .is_some_and(|known| plain(known) == plain(value))
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn nobodys_row_is_lost_in_a_joint_canvas(documents in proptest::collection::vec(any_canvas(), 2..4)) {
        let canvases: Vec<Canvas> = documents.iter().map(read).collect();
        let made = joined(&canvases);
        for question in tables() {
            let rows = made.canvas.rows(question);
            let rows: Vec<_> = rows.map(|row| without_id(row.0.clone())).collect();
            let asked = canvases.iter().any(|canvas| canvas.asks(question));
            for (place, canvas) in canvases.iter().enumerate().filter(|_| asked) {
                let theirs = rows_of(&Side::of_canvas(canvas), question);
                let is_of_us = |row: &Map<String, Value>| {
                    let us = made.canvas.text("cover.our_organisation");
                    let is_about_partners = question.table().is_some_and(|table| table.place == Place::Partners);
                    let name = row.get("organisation").and_then(Value::as_str);
                    let same = |us: &str| name.is_some_and(|name| name.trim().to_lowercase() == us.trim().to_lowercase());
                    is_about_partners && us.is_some_and(same)
                };
                let (of_us, of_others): (Vec<_>, Vec<_>) = theirs.iter().partition(|row| is_of_us(row));
                let told = &made.canvas.document()["sides"][place]["answers"][question.id];
                prop_assert!(rows.len() >= of_others.len(), "{}: {rows:?} {theirs:?}", question.id);
                for row in of_us {
                    let is_kept = told.as_array().is_some_and(|told| told.iter().any(|one| one.as_object() == Some(row)));
                    prop_assert!(is_kept, "{} of {place}: {row:?} is not in {told}", question.id);
                }
                for row in of_others {
                    let stands = rows.iter().any(|one| row.iter().all(|(key, value)| has(one, key, value)));
                    let is_kept = told.as_array().is_some_and(|told| told.iter().any(|one| one.as_object() == Some(row)));
                    prop_assert!(stands || is_kept, "{} of {place}: {row:?} is not in {rows:?} nor in {told}", question.id);
                    let is_open = made.open.iter().any(|matter| matter.question == question);
                    let some_of_it = rows.iter().any(|one| {
                        row.iter().any(|(key, value)| has(one, key, value))
                    });
                    prop_assert!(some_of_it || is_open, "{} of {place}: nothing of {row:?} stands in {rows:?}", question.id);
                }
            }
        }
    }

    #[test]
    fn a_joint_canvas_says_nothing_that_no_side_says(documents in proptest::collection::vec(any_canvas(), 2..4)) {
        let canvases: Vec<Canvas> = documents.iter().map(read).collect();
        let made = joined(&canvases);
        let whole = Side::of_canvas(&made.canvas);
        for question in tables() {
            let theirs: Vec<_> = canvases.iter().flat_map(|canvas| rows_of(&Side::of_canvas(canvas), question)).collect();
            for (key, value) in rows_of(&whole, question).iter().flatten() {
                let is_said = theirs.iter().any(|row| has(row, key, value));
                prop_assert!(is_said, "{}: {key} {value}", question.id);
            }
        }
    }

    #[test]
    fn belief_of_a_joint_canvas_can_always_be_completed(documents in proptest::collection::vec(any_canvas(), 2..4)) {
        let canvases: Vec<Canvas> = documents.iter().map(read).collect();
        let mut canvas = joined(&canvases).canvas;
        let belief = Question::find("purpose.belief").expect("in the table");
        let ids: Vec<String> = canvas.voices().iter().map(|voice| voice.id().to_owned()).collect();
        let mut names: Vec<String> = canvas.voices().iter().map(|voice| voice.name()).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), ids.len(), "no two voices are called alike");
        for id in &ids {
            canvas.set_private(id, belief, Some(3.into()));
        }
        prop_assert_eq!(canvas.belief().len(), ids.len());
    }
}
