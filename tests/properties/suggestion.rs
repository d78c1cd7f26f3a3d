//! Good news never makes the suggestion worse.

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::canvas::capacity::Lighter;
use whytogether::canvas::checks::{Lean, Severity};
use whytogether::canvas::codes::{Closeness, Coded, Outcome};
use whytogether::canvas::question::{AnswerType, QUESTIONS, Question};
use whytogether::canvas::suggestion::Suggestion;

use super::canvases::{Case, any_canvas, anything, case, cases, read};
use super::config;

/// True where a change for the better left the suggestion at least as good.
///
/// No suggestion is compared with nothing: a no while something is missing may become none, and none never a
/// no.
fn is_no_worse(before: &Suggestion, after: &Suggestion) -> bool {
    match (before.outcome, after.outcome) {
        (Some(before), Some(after)) => after <= before,
        (None, Some(after)) => after != Outcome::SayNoKindly,
        (Some(outcome), None) => outcome == Outcome::SayNoKindly && before.is_provisional,
        (None, None) => true,
    }
}

pub fn holds(case: &Case, better: &Case) -> Result<(), TestCaseError> {
    let (before, after) = (case.suggestion(), better.suggestion());
    let (was, now) = (
        (before.outcome, &before.decided_by),
        (after.outcome, &after.decided_by),
    );
    prop_assert!(
        is_no_worse(&before, &after),
        "{was:?} became {now:?}\n{}\n{}\n{:?}",
        case.canvas,
        better.canvas,
        better.order
    );
    Ok(())
}

/// The value at a path, where it is one that its question allows.
pub fn scale_at<'a>(document: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, u64)> {
    let value = document.pointer_mut(pointer)?;
    let number = value.as_f64().filter(|number| number.fract() == 0.0)?;
    (1.0..=5.0)
        .contains(&number)
        .then_some((value, number as u64))
}

pub fn raise_to(document: &mut Value, pointer: &str, to: u64) {
    if let Some((value, was)) = scale_at(document, pointer) {
        *value = json!(to.max(was));
    }
}

pub fn rows(document: &Value, pointer: &str) -> usize {
    let rows = document.pointer(pointer).and_then(Value::as_array);
    rows.map_or(0, Vec::len)
}

pub fn later(value: &mut Value, days: i32) {
    let date: Option<jiff::civil::Date> = value.as_str().and_then(|text| text.parse().ok());
    if let Some(date) = date {
        let moved = date
            .checked_add(jiff::Span::new().days(days))
            .expect("near");
        *value = json!(moved.to_string());
    }
}

fn add_row(document: &mut Value, step: &str, list: &str, row: Value) {
    if !document[step].is_object() {
        document[step] = json!({});
    }
    match &mut document[step][list] {
        Value::Array(rows) => rows.push(row),
        other => *other = json!([row]),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn raising_trust_never_makes_it_worse(case in case(), partner in 0..9_usize, to in 1..6_u64) {
        let mut better = case.clone();
        raise_to(&mut better.canvas, &format!("/partners/{partner}/trust"), to);
        holds(&case, &better)?;
    }

    #[test]
    fn raising_worth_never_makes_it_worse(case in case(), to in 1..6_u64) {
        let mut better = case.clone();
        raise_to(&mut better.canvas, "/value/worth", to);
        holds(&case, &better)?;
    }

    #[test]
    fn raising_belief_up_to_the_highest_given_never_makes_it_worse(case in case(), voice in 0..4_usize, to in 1..6_u64) {
        let mut better = case.clone();
        let belief = |voice: usize| format!("/voices/{voice}/answers/purpose.belief");
        let given = (0..4).filter_map(|voice| scale_at(&mut better.canvas, &belief(voice)).map(|(_, score)| score));
        let highest = given.max().unwrap_or(1);
        raise_to(&mut better.canvas, &belief(voice), to.min(highest));
        holds(&case, &better)?;
    }

    #[test]
    fn more_team_days_never_make_it_worse(mut case in case(), more in 1..80_u32) {
        case.team.days = case.team.days.max(0.25);
        let mut better = case.clone();
        better.team.days += f64::from(more) * 0.25;
        holds(&case, &better)?;
    }

    #[test]
    fn freeing_agreed_days_never_makes_it_worse(case in case(), quarters in 1..80_u32, elsewhere in any::<bool>()) {
        let mut better = case.clone();
        let stop = json!({ "id": "s222", "what": "A forum", "days": f64::from(quarters) * 0.25, "agreed": true });
        match better.others.first_mut().filter(|_| elsewhere) {
            Some(other) => add_row(other, "capacity", "stops", stop),
            None => add_row(&mut better.canvas, "capacity", "stops", stop),
        }
        holds(&case, &better)?;
    }

    #[test]
    fn agreeing_to_a_stop_never_makes_it_worse(case in case(), stop in 0..4_usize) {
        let mut better = case.clone();
        if let Some(row) = better.canvas.pointer_mut(&format!("/capacity/stops/{stop}")).filter(|row| row.is_object()) {
            row["agreed"] = json!(true);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn moving_the_first_win_later_never_makes_it_worse(case in case(), days in 0..900_i32, all in any::<bool>()) {
        let mut better = case.clone();
        for row in 0..rows(&case.canvas, "/value/first_win") {
            if let Some(by) = better.canvas.pointer_mut(&format!("/value/first_win/{row}/by")).filter(|_| all || row == 0) {
                later(by, days);
            }
        }
        holds(&case, &better)?;
    }

    #[test]
    fn fewer_days_of_work_never_make_it_worse(case in case(), row in 0..4_usize, part in 0..10_u32) {
        let mut better = case.clone();
        let days = better.canvas.pointer_mut(&format!("/capacity/people/{row}/days"));
        if let Some(days) = days.filter(|days| days.as_f64().is_some_and(|days| (0.0..=1e6).contains(&days))) {
            *days = json!(days.as_f64().expect("a number") * f64::from(part) / 10.0);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn a_lighter_closeness_never_makes_it_worse(case in case(), steps in 1..4_usize) {
        let mut better = case.clone();
        let chosen = read(&case.canvas).closeness();
        if let Some(chosen) = chosen {
            let place = Closeness::ALL.iter().position(|one| *one == chosen).expect("listed");
            better.canvas["capacity"]["closeness"] = json!(Closeness::CODES[place.saturating_sub(steps)]);
        }
        holds(&case, &better)?;
    }

    #[test]
    fn taking_the_offered_form_leaves_nothing_smaller_to_block_it(case in case()) {
        let Some(Lighter { form, work_days }) = case.suggestion().capacity.lighter else {
            return Ok(());
        };
        let mut taken = case.clone();
        taken.canvas["capacity"]["closeness"] = json!(form.closeness.code());
        if let Some(coordinator) = form.coordinator {
            if !taken.canvas["ownership"].is_object() {
                taken.canvas["ownership"] = json!({});
            }
            taken.canvas["ownership"]["coordinator"] = json!(coordinator.code());
        }
        let work = case.suggestion().capacity.work.unwrap_or(f64::INFINITY);
        taken.canvas["capacity"]["people"] = json!([{ "id": "h222", "days": work.min(work_days).min(1e6) }]);
        let after = taken.suggestion();
        let blocks = after.findings.iter().find(|finding| {
            let blocks =
                finding.severity == Severity::Blocker && finding.leans == Some(Lean::Smaller);
            // A message that comes too late is not a matter of form.
            finding.check == "TIGHT" || (blocks && finding.check != "LATE-VOICE")
        });
        prop_assert!(blocks.is_none(), "{blocks:?}\n{}", taken.canvas);
    }

    #[test]
    fn an_optional_answer_that_no_check_reads_changes_nothing(case in case(), question in 0..UNREAD.len(), answer in anything()) {
        let mut changed = case.clone();
        let id = UNREAD[question];
        let mut place = &mut changed.canvas;
        for key in id.split('.') {
            if !place.is_object() {
                return Ok(());
            }
            place = &mut place[key];
        }
        *place = answer;
        let weighed = |case: &Case| case.weighed(Suggestion::with_turns);
        prop_assert_eq!(weighed(&case), weighed(&changed));
    }

    #[test]
    fn a_suggestion_is_made_of_any_canvas_without_panic(canvas in any_canvas()) {
        let case = Case::alone(canvas);
        let suggestion = case.suggestion();
        let no_outcome_is_provisional = suggestion.outcome.is_some() || !suggestion.is_provisional;
        prop_assert!(no_outcome_is_provisional);
        let words = whytogether::canvas::suggestion::smaller_in_words(&read(&case.canvas), &suggestion);
        prop_assert!(words.is_none_or(|words| words.ends_with('.')));
    }
}

/// Optional questions that no check reads.
const UNREAD: &[&str] = &[
    "cover.our_organisation",
    "cover.asked_by",
    "cover.reply_by",
    "value.voice.limits",
    "value.delivery.after",
    "value.plans.news",
    "value.none.change_mind",
    "ownership.parting",
    "decision.failed",
    "decision.offer",
    "decision.telling",
];

#[test]
fn the_list_of_unread_questions_has_every_optional_one_but_those_that_checks_read() {
    let read = [
        "cover.voices",
        "value.second",
        "value.learning.candour",
        "capacity.stops",
        "capacity.skill",
        "decision.days",
    ];
    let optional = QUESTIONS
        .iter()
        .filter(|question| !question.essential && !read.contains(&question.id));
    let ids: Vec<&str> = optional.map(|question| question.id).collect();
    assert_eq!(ids, UNREAD);
    let belief = Question::find("purpose.belief").expect("in the table");
    assert!(matches!(belief.answer, AnswerType::VoiceScale));
}

#[test]
fn the_canvases_tried_reach_every_outcome_and_every_check() {
    let mut outcomes = std::collections::BTreeMap::new();
    let mut checks = std::collections::BTreeMap::new();
    for case in cases(600) {
        let suggestion = case.suggestion();
        *outcomes.entry(suggestion.outcome).or_insert(0) += 1;
        for finding in suggestion.findings {
            let lean = finding.leans.map(Lean::code);
            *checks
                .entry((finding.check, finding.severity.code(), lean))
                .or_insert(0) += 1;
        }
    }
    assert_eq!(outcomes.len(), 5, "{outcomes:?}");
    let all = whytogether::canvas::checks::CHECKS;
    let never = all
        .iter()
        .find(|check| !checks.keys().any(|(name, ..)| *name == check.name));
    assert!(
        never.is_none(),
        "{:?} in {checks:#?}",
        never.map(|check| check.name)
    );
    let over = checks.keys().filter(|(name, ..)| *name == "OVER-CAPACITY");
    assert_eq!(over.count(), 3, "{checks:#?}");
}
