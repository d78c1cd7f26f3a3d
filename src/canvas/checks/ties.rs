//! Whether trust, skill and ownership carry so close a tie, and whether it can be steered and ended.

use super::super::codes::{Closeness, Kind, PAUSE_OR_STOP, Part, THEM, Vision};
use super::super::in_words::name_of;
use super::super::question::Question;
use super::super::when;
use super::super::wording::Wording;
use super::case::{blocker_or_warning, decision_key};
use super::{Case, Hit, Lean, Severity};

pub(super) fn skill_low(case: &Case) -> Option<Hit> {
    let question = Question::find("capacity.skill").expect("in the table");
    let words = &Wording::shipped().question(question).columns;
    let scores = case.setting.canvas.value(question.id)?.as_object()?;
    let is_low = |part: &&str| {
        let score = scores.get(*part).and_then(super::super::row::as_scale);
        score.is_some_and(|score| score <= 2)
    };
    let low = ["skills", "mindset", "process"].into_iter().filter(is_low);
    let low: Vec<&str> = low.map(|part| words[part].label.as_str()).collect();
    let fires = case.is_close() && !low.is_empty();
    let found = Hit::leaning_nowhere(Severity::Warning);
    fires.then(|| found.with("which", low.join(" and ")))
}

pub(super) fn trust_gap(case: &Case) -> Option<Hit> {
    let needed = case.closeness?.tie().needed_trust;
    let scores = case.partners.iter();
    let lowest = scores.filter_map(|partner| partner.scale("trust")).min()?;
    let gap = needed.checked_sub(lowest).filter(|gap| *gap >= 1)?;
    let named = case.partners_where(|partner| partner.scale("trust") == Some(lowest));
    let found = Hit::new(blocker_or_warning(gap >= 2), Lean::Smaller);
    Some(found.naming("organisation", named))
}

pub(super) fn unseen(case: &Case) -> Option<Hit> {
    if !case.is_begun("ownership.shaped") {
        return None;
    }
    let has_seen = |part: Part| part != Part::NotSeen;
    let named = case.partners_where(|partner| !partner.code("part").is_some_and(has_seen));
    let found = Hit::new(blocker_or_warning(case.is_close()), Lean::Wait);
    (!named.is_empty()).then(|| found.naming("organisation", named))
}

pub(super) fn ownership_low(case: &Case) -> Option<Hit> {
    let low = case.partners.iter().filter(|partner| {
        let score = partner.scale("feels_theirs");
        score.is_some_and(|score| score <= 2)
    });
    let low: Vec<_> = low.collect();
    let is_delivery = case.kind == Some(Kind::SharedDelivery);
    let found = Hit::new(blocker_or_warning(is_delivery), Lean::Wait);
    let found = match low.first()?.line("scored_by") {
        Some(THEM) => found,
        _ => found.saying("ours"),
    };
    let names = low
        .iter()
        .filter_map(|partner| partner.line("organisation"));
    Some(found.naming("organisation", names.map(str::to_owned).collect()))
}

pub(super) fn guessed_ownership(case: &Case) -> Option<Hit> {
    if !case.is_close() || !case.is_begun("ownership.shaped") {
        return None;
    }
    let own = case.partners_where(|partner| {
        partner.scale("feels_theirs").is_some() && partner.line("scored_by") == Some(THEM)
    });
    let all = case.partners.len();
    (own.len() * 2 < all).then(|| Hit::new(Severity::Warning, Lean::Wait))
}

pub(super) fn ours_low(case: &Case) -> Option<Hit> {
    let is_low = case.setting.canvas.scale("ownership.ours")? <= 2;
    let is_delivery = case.kind == Some(Kind::SharedDelivery);
    is_low.then(|| Hit::new(blocker_or_warning(is_delivery), Lean::Wait))
}

pub(super) fn vision_unshared(case: &Case) -> Option<Hit> {
    let closeness = case.closeness?;
    if closeness == Closeness::KeepInTouch || !case.is_begun("ownership.vision") {
        return None;
    }
    let differs = case.partners_where(|one| one.code("vision") == Some(Vision::Differs));
    if !differs.is_empty() {
        let found = Hit::new(blocker_or_warning(case.is_close()), Lean::Wait);
        return Some(found.naming("organisation", differs));
    }
    let shared = case.partners_where(|partner| {
        let vision = partner.code("vision");
        matches!(vision, Some(Vision::Agreed | Vision::Roughly))
    });
    let all = case.partners.len();
    let found = Hit::new(Severity::Warning, Lean::Wait).saying("not_asked");
    (shared.len() * 2 < all).then_some(found)
}

pub(super) fn no_decider(case: &Case) -> Option<Hit> {
    let question = Question::find("ownership.decisions").expect("in the table");
    let table = question.table()?;
    if !case.is_answered(question.id) {
        return None;
    }
    let decisions = case.decisions().into_iter();
    let unclear = decisions.filter(|row| match row.names("decides").len() {
        0 => decision_key(*row) != Some(PAUSE_OR_STOP),
        count => count > 1,
    });
    let named = unclear.map(|row| format!("\"{}\"", name_of(question, table, row)));
    let named: Vec<String> = named.collect();
    let found = Hit::new(blocker_or_warning(case.is_close()), Lean::Wait);
    (!named.is_empty()).then(|| found.naming("decision", named))
}

pub(super) fn no_brake(case: &Case) -> Option<Hit> {
    let has_brake = case
        .decisions()
        .iter()
        .any(|row| decision_key(*row) == Some(PAUSE_OR_STOP) && !row.names("decides").is_empty());
    if has_brake || !case.is_answered("ownership.decisions") {
        return None;
    }
    Some(match case.has_kind(Kind::SharedDelivery) {
        true => Hit::new(Severity::Warning, Lean::Wait),
        false => Hit::leaning_nowhere(Severity::Warning),
    })
}

pub(super) fn no_ending(case: &Case) -> Option<Hit> {
    let found = Hit::leaning_nowhere(Severity::Warning);
    let Some(end) = case.setting.canvas.date("ownership.end_date") else {
        let is_due = case.is_answered("ownership.decisions");
        let is_together = case.kind.is_some_and(|kind| kind != Kind::None);
        return (is_due && is_together).then(|| found.saying("none"));
    };
    let today = case.setting.today;
    let months = when::whole_months(today, end).max(0);
    let months = when::count_of(months.unsigned_abs(), "month");
    (end > when::add_months(today, 24.0)).then(|| found.with("n", months))
}

pub(super) fn outside(case: &Case) -> Option<Hit> {
    if !case.is_close() {
        return None;
    }
    let end = case.setting.canvas.date("ownership.end_date");
    let today = case.setting.today;
    let threatens = |by: Option<jiff::civil::Date>| {
        by.is_none_or(|by| by >= today && end.is_none_or(|end| by < end))
    };
    let open = case
        .rows("ownership.outside")
        .filter(|row| row.line("then").is_none() && threatens(row.date("by")));
    let open = open.filter_map(|row| row.line("what"));
    let open: Vec<String> = open.map(|what| what.trim().to_owned()).collect();
    let found = Hit::new(Severity::Warning, Lean::Wait);
    (!open.is_empty()).then(|| found.naming("what", open))
}
