//! What each kind of value asks for.

use std::collections::HashSet;

use super::super::capacity::{above, counted};
use super::super::codes::{Closeness, Kind, RISK_KEYS};
use super::super::in_words::name_of;
use super::super::question::Question;
use super::super::when;
use super::super::wording::Wording;
use super::case::blocker_or_warning;
use super::{Case, Hit, Lean, Severity};

pub(super) fn kind_none(case: &Case) -> Option<Hit> {
    (case.kind == Some(Kind::None)).then(|| Hit::new(Severity::Blocker, Lean::No))
}

pub(super) fn kind_heavy(case: &Case) -> Option<Hit> {
    let is_light = matches!(
        case.kind?,
        Kind::SharedVoice | Kind::AlignedPlans | Kind::SharedLearning
    );
    let is_heavy = case.is_close() && is_light && !case.has_kind(Kind::SharedDelivery);
    is_heavy.then(|| Hit::new(Severity::Warning, Lean::Smaller))
}

pub(super) fn kind_light(case: &Case) -> Option<Hit> {
    let is_light =
        case.kind == Some(Kind::SharedDelivery) && case.closeness == Some(Closeness::KeepInTouch);
    is_light.then(|| Hit::leaning_nowhere(Severity::Warning))
}

pub(super) fn late_voice(case: &Case) -> Option<Hit> {
    if !case.has_kind(Kind::SharedVoice) {
        return None;
    }
    let moment = case.setting.canvas.date("value.voice.moment")?;
    let left = when::days_between(case.setting.start(), moment);
    // Where nobody has said how long it takes, the day itself may be past.
    let mut slowest = (0.0, None);
    for row in case.rows("value.voice.sign_off") {
        match row.number("days") {
            Some(days) if days > slowest.0 => slowest = (days, Some(row)),
            _ => {}
        }
    }
    let (days, row) = slowest;
    if !above(days, f64::from(left)) {
        return None;
    }
    let is_first = case.kind == Some(Kind::SharedVoice);
    let found = Hit::new(blocker_or_warning(is_first), Lean::Smaller);
    let who = row.and_then(|row| row.line("who").or(row.line("organisation")));
    let found = found
        .with("who", who.unwrap_or("Somebody").trim())
        .with("n", counted(days, "day"));
    Some(match u32::try_from(left) {
        Err(_) => found.saying("past"),
        Ok(0) => found.saying("today"),
        Ok(left) => found.with("days", when::count_of(left, "day")),
    })
}

fn answerable() -> &'static Question {
    Question::find("value.delivery.answerable").expect("in the table")
}

pub(super) fn nobody_answers(case: &Case) -> Option<Hit> {
    let question = answerable();
    let table = question.table()?;
    let is_asked = case.has_kind(Kind::SharedDelivery) && case.is_close();
    if !is_asked || !case.is_answered(question.id) {
        return None;
    }
    let answered: HashSet<&str> = case
        .rows(question.id)
        .filter(|row| row.line("organisation").is_some())
        .filter_map(|row| table.key_of(row))
        .collect();
    let names = &Wording::shipped().question(question).offered;
    let open = RISK_KEYS.iter().filter(|key| !answered.contains(*key));
    let open: Vec<String> = open.map(|key| names[*key].to_lowercase()).collect();
    let keys = match open.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    Some(Hit::new(Severity::Blocker, Lean::Wait).with("keys", keys))
}

pub(super) fn unsettled(case: &Case) -> Option<Hit> {
    let question = answerable();
    let table = question.table()?;
    if !case.has_kind(Kind::SharedDelivery) || !case.is_close() {
        return None;
    }
    let open = case
        .rows(question.id)
        .filter(|row| row.yes("settled") == Some(false));
    let open = open.map(|row| match name_of(question, table, row) {
        name if name.is_empty() => "Something".into(),
        name => name,
    });
    let open: Vec<String> = open.collect();
    let found = Hit::new(Severity::Warning, Lean::Wait);
    (!open.is_empty()).then(|| found.naming("risk", open))
}

pub(super) fn plans_fixed(case: &Case) -> Option<Hit> {
    if case.kind != Some(Kind::AlignedPlans) {
        return None;
    }
    let latest = case.rows("value.plans.plans");
    let latest = latest.filter_map(|row| row.date("fixed_by")).max()?;
    (latest < case.setting.start()).then(|| Hit::new(Severity::Blocker, Lean::Wait))
}

pub(super) fn no_move(case: &Case) -> Option<Hit> {
    let is_asked = case.kind == Some(Kind::AlignedPlans);
    if !is_asked || !case.is_answered("value.plans.moves") {
        return None;
    }
    let moving = case
        .rows("value.plans.moves")
        .filter(|row| row.line("will").is_some())
        .filter_map(|row| row.line("organisation"));
    let moving: HashSet<String> = moving.map(|name| name.trim().to_lowercase()).collect();
    (moving.len() < 2).then(|| Hit::new(Severity::Warning, Lean::Wait))
}

pub(super) fn nobody_knows(case: &Case) -> Option<Hit> {
    let is_asked = case.kind == Some(Kind::SharedLearning);
    if !is_asked || !case.is_answered("value.learning.know") {
        return None;
    }
    let mut topics = case.rows("value.learning.know");
    let fires = topics.all(|row| row.line("has").is_none());
    fires.then(|| Hit::new(Severity::Warning, Lean::Wait))
}

pub(super) fn candour_low(case: &Case) -> Option<Hit> {
    let is_asked = case.kind == Some(Kind::SharedLearning);
    let is_low = case.setting.canvas.scale("value.learning.candour")? <= 2;
    (is_asked && is_low).then(|| Hit::leaning_nowhere(Severity::Warning))
}
