//! Whether there are the days and the people for it, and the time.

use super::super::capacity::{above, at_least, counted, days_in_words, work_entered};
use super::super::codes::Coordinator;
use super::super::when;
use super::{Case, Hit, Lean, Severity};

pub(super) fn over_capacity(case: &Case) -> Option<Hit> {
    let capacity = case.capacity;
    if !capacity.is_over() {
        return None;
    }
    let usage = capacity.usage?;
    let would_fit = |frees: f64| at_least(1.0, usage - frees / capacity.team);
    let makes_room = would_fit(capacity.later_frees);
    let leans = match capacity.lighter {
        Some(_) => Lean::Smaller,
        None if would_fit(capacity.could_free) || makes_room => Lean::Wait,
        None => Lean::No,
    };
    let over = days_in_words(capacity.days_over());
    let found = Hit::new(Severity::Blocker, leans).with("over", over);
    Some(match leans {
        Lean::Wait if makes_room => naming_what_could_stop(case, found),
        _ => found,
    })
}

/// Names the fewest that would make room, of those that come after it in the order.
fn naming_what_could_stop(case: &Case, found: Hit) -> Hit {
    let (capacity, rank) = (case.capacity, &case.setting.others.rank);
    // What is a hair over by rounding only is no day that anything must free.
    let over = capacity.days_over() - 1e-9 * capacity.team;
    let Some(stopped) = rank.enough(over, capacity.optimism) else {
        return found;
    };
    let takes = stopped.iter().map(|one| one.takes(capacity.optimism)).sum();
    let titles = stopped.iter().map(|one| one.title.to_string());
    found
        .saying("later")
        .naming("title", titles.collect())
        .with("days", days_in_words(takes))
}

pub(super) fn tight(case: &Case) -> Option<Hit> {
    case.capacity
        .is_tight()
        .then(|| Hit::new(Severity::Warning, Lean::Smaller))
}

pub(super) fn capacity_unknown(case: &Case) -> Option<Hit> {
    (!above(case.capacity.team, 0.0)).then(|| Hit::leaning_nowhere(Severity::Note))
}

pub(super) fn days_not_agreed(case: &Case) -> Option<Hit> {
    if !above(work_entered(case.setting.canvas), 0.0) {
        return None;
    }
    let rows = case.rows("capacity.people");
    let rows: Vec<_> = rows.filter(|row| row.number("days").is_some()).collect();
    let open: Vec<_> = rows
        .iter()
        .filter(|row| row.yes("agreed") == Some(false))
        .collect();
    if open.is_empty() || open.len() * 2 < rows.len() {
        return None;
    }
    let named = open.iter().filter_map(|row| row.line("person"));
    let named: Vec<String> = named.map(|name| name.trim().to_owned()).collect();
    let found = Hit::new(Severity::Warning, Lean::Wait);
    Some(match named.is_empty() {
        true => found.saying("nameless"),
        false => found.naming("people", named),
    })
}

pub(super) fn too_soon(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let has_come = canvas
        .reviews()
        .any(|review| review.0.get("first_win").and_then(|came| came.as_str()) == Some("yes"));
    let wins = case.rows("value.first_win");
    let win = wins.filter_map(|row| row.date("by")).min()?;
    let (start, months) = (case.setting.start(), case.capacity.lead_months?);
    if has_come || win >= when::add_months(start, months) {
        return None;
    }
    let found = Hit::new(Severity::Warning, Lean::Wait).with("M", months_in_words(months));
    Some(match u32::try_from(when::whole_months(start, win)) {
        Ok(0) => found.with("a", "less than a month"),
        Ok(count) => found.with("a", when::count_of(count, "month")),
        Err(_) => found.saying("past"),
    })
}

/// Months for a sentence: `5 months`, `1 month`, `8.5 months`.
pub fn months_in_words(months: f64) -> String {
    counted(months, "month")
}

pub(super) fn crowd(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let is_shared = canvas.coordinator() == Some(Coordinator::SharedByEveryone);
    let is_crowd = is_shared && case.partners.len() >= 7;
    is_crowd.then(|| Hit::new(Severity::Warning, Lean::Smaller))
}

pub(super) fn one_person(case: &Case) -> Option<Hit> {
    let mut days: Vec<(String, &str, f64)> = Vec::new();
    for row in case.rows("capacity.people") {
        let Some(person) = row.line("person") else {
            continue;
        };
        let key = person.trim().to_lowercase();
        let entered = row.number("days").unwrap_or_default();
        match days.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., sum)) => *sum += entered,
            None => days.push((key, person.trim(), entered)),
        }
    }
    let work = work_entered(case.setting.canvas);
    let carries = |sum: f64| above(work, 0.0) && at_least(sum, 0.7 * work);
    let named = days
        .iter()
        .filter(|(key, _, sum)| carries(*sum) || case.setting.others.times_named(key) >= 2)
        .map(|(_, person, _)| (*person).to_owned());
    let named: Vec<String> = named.collect();
    let found = Hit::leaning_nowhere(Severity::Warning);
    (!named.is_empty()).then(|| found.naming("person", named))
}
