//! More of the good news that never makes the suggestion worse: of scores, names, agreements and the order.

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::question::Question;

use super::canvases::{Case, ID, case, read};
use super::config;
use super::suggestion::{holds, later, raise_to, rows};

/// The rows of a list in the file that are rows.
fn rows_of<'c>(case: &'c mut Case, pointer: &str) -> impl Iterator<Item = &'c mut Value> {
    let rows = case
        .canvas
        .pointer_mut(pointer)
        .and_then(Value::as_array_mut);
    rows.into_iter().flatten().filter(|row| row.is_object())
}

/// Changes each row of a list, or the one at a place.
fn change(case: &mut Case, pointer: &str, only: Option<usize>, change: impl Fn(&mut Value)) {
    let rows = rows_of(case, pointer).enumerate();
    let rows = rows.filter(|(place, _)| only.is_none_or(|only| only == *place));
    rows.for_each(|(_, row)| change(row));
}

/// Raises a code that stands in a row, along a list from the worst to the best.
fn raise(row: &mut Value, column: &str, codes: &[&str], steps: usize) {
    let place = codes.iter().position(|code| row[column] == *code);
    if let Some(place) = place {
        row[column] = json!(codes[(place + steps).min(codes.len() - 1)]);
    }
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_none_or(|text| text.trim().is_empty())
}

fn is_answered(canvas: &Canvas, question: &str) -> bool {
    canvas.is_answered(Question::find(question).expect("asked"))
}

fn names(row: &Value) -> Vec<String> {
    let names = row["decides"].as_array().into_iter().flatten();
    let names = names
        .filter(|name| !is_blank(name))
        .filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// One row of a list, or all of them.
fn which() -> impl Strategy<Value = Option<usize>> {
    proptest::option::of(0..4_usize)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_better_part_never_makes_it_worse(case in case(), only in which(), steps in 1..4_usize) {
        let mut better = case.clone();
        let parts = ["not_seen", "seen_it", "commented", "wrote_it_with_us"];
        change(&mut better, "/partners", only, |row| raise(row, "part", &parts, steps));
        holds(&case, &better)?;
    }

    #[test]
    fn a_better_vision_never_makes_it_worse(case in case(), only in which(), steps in 1..4_usize) {
        let mut better = case.clone();
        let visions = ["differs", "not_asked", "roughly", "agreed"];
        change(&mut better, "/partners", only, |row| raise(row, "vision", &visions, steps));
        holds(&case, &better)?;
    }

    #[test]
    fn a_higher_score_of_theirs_or_of_ours_never_makes_it_worse(case in case(), partner in 0..9_usize, to in 1..6_u64, ours in any::<bool>()) {
        let mut better = case.clone();
        let place = match ours {
            true => "/ownership/ours".to_owned(),
            false => format!("/partners/{partner}/feels_theirs"),
        };
        raise_to(&mut better.canvas, &place, to);
        holds(&case, &better)?;
    }

    #[test]
    fn a_score_of_their_own_in_place_of_ours_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/partners", only, |row| raise(row, "scored_by", &["us", "them"], 1));
        holds(&case, &better)?;
    }

    #[test]
    fn what_they_told_us_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/partners", only, |row| {
            raise(row, "gain_known", &["our_guess", "they_told_us"], 1);
        });
        holds(&case, &better)?;
    }

    #[test]
    fn a_later_moment_never_makes_it_worse(case in case(), days in 0..900_i32) {
        let mut better = case.clone();
        if let Some(moment) = better.canvas.pointer_mut("/value/voice/moment") {
            later(moment, days);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn a_sooner_end_never_makes_it_worse(case in case(), days in 0..900_i32) {
        let mut better = case.clone();
        if let Some(end) = better.canvas.pointer_mut("/ownership/end_date") {
            later(end, -days);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn a_sooner_sign_off_never_makes_it_worse(case in case(), only in which(), part in 0..10_u32) {
        let mut better = case.clone();
        change(&mut better, "/value/voice/sign_off", only, |row| {
            if let Some(days) = row["days"].as_f64().filter(|days| (0.0..=1e6).contains(days)) {
                row["days"] = json!(days * f64::from(part) / 10.0);
            }
        });
        holds(&case, &better)?;
    }

    #[test]
    fn naming_who_decides_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/ownership/decisions", only, |row| {
            if names(row).is_empty() {
                row["decides"] = json!(["Therapy lead"]);
            }
        });
        holds(&case, &better)?;
    }

    #[test]
    fn one_name_in_place_of_several_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/ownership/decisions", only, |row| {
            if let [first, _, ..] = names(row).as_slice() {
                row["decides"] = json!([first]);
            }
        });
        holds(&case, &better)?;
    }

    /// A first name or move begins an answer, which is then found to be half an answer.
    #[test]
    fn naming_who_answers_knows_or_moves_never_makes_an_answer_worse(case in case(), only in which(), place in 0..3_usize) {
        let mut better = case.clone();
        let (question, column) = [
            ("value.delivery.answerable", "organisation"),
            ("value.learning.know", "has"),
            ("value.plans.moves", "will"),
        ][place];
        if is_answered(&read(&case.canvas), question) {
            let pointer = format!("/{}", question.replace('.', "/"));
            change(&mut better, &pointer, only, |row| {
                if is_blank(&row[column]) {
                    row[column] = json!("Somebody");
                }
            });
        }
        holds(&case, &better)?;
    }

    #[test]
    fn agreeing_to_days_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/capacity/people", only, |row| row["agreed"] = json!(true));
        holds(&case, &better)?;
    }

    #[test]
    fn settling_something_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/value/delivery/answerable", only, |row| row["settled"] = json!(true));
        holds(&case, &better)?;
    }

    #[test]
    fn saying_what_then_never_makes_it_worse(case in case(), only in which()) {
        let mut better = case.clone();
        change(&mut better, "/ownership/outside", only, |row| row["then"] = json!("We meet"));
        holds(&case, &better)?;
    }

    #[test]
    fn putting_it_on_the_list_never_makes_it_worse(case in case(), steps in 1..3_usize) {
        let mut better = case.clone();
        let places = ["not_on_the_list", "on_the_list", "top_three"];
        if let Some(capacity) = better.canvas.get_mut("capacity").filter(|step| step.is_object()) {
            raise(capacity, "priority", &places, steps);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn a_higher_place_in_the_order_never_makes_it_worse(case in case(), to in 0..6_usize) {
        let mut better = case.clone();
        let place = case.order.iter().position(|id| id == ID);
        let to = to.min(place.unwrap_or(case.order.len()));
        better.order.insert(to, ID.to_owned());
        holds(&case, &better)?;
    }
}

#[test]
fn the_lists_that_are_changed_are_where_the_questions_keep_them() {
    let case = super::canvases::cases(40).find(|case| {
        let lists = [
            "/partners",
            "/value/voice/sign_off",
            "/value/delivery/answerable",
            "/ownership/outside",
        ];
        lists.iter().all(|list| rows(&case.canvas, list) > 0)
    });
    assert!(case.is_some());
}
