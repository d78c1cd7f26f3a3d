//! Whether it is worth doing together: belief, gain, priority and freedom.

use super::super::capacity::{above, at_least, days_in_words, median};
use super::super::codes::{Freedom, GainKnown, Priority};
use super::super::question::Question;
use super::{Case, Hit, Lean, Severity};

pub(super) fn belief_low(case: &Case) -> Option<Hit> {
    let mut scores: Vec<f64> = case.belief.iter().copied().map(f64::from).collect();
    let median = median(&mut scores)?;
    let found = Hit::new(Severity::Blocker, Lean::No);
    let found = match scores.len() {
        1 => found.saying("one").with("who", who_believes(case)),
        _ => found,
    };
    at_least(2.0, median).then_some(found)
}

/// The only one with a score of belief, as the sentence begins: `You do`, or by name among several.
fn who_believes(case: &Case) -> String {
    let question = Question::find("purpose.belief").expect("in the table");
    let voices = case.setting.canvas.voices();
    let mut scored = voices
        .iter()
        .filter(|voice| voice.answer(question).is_some());
    match (voices.len(), scored.next()) {
        (2.., Some(voice)) => format!("{} does", voice.name()),
        _ => "You do".into(),
    }
}

pub(super) fn belief_split(case: &Case) -> Option<Hit> {
    let spread = case.belief.iter().max()? - case.belief.iter().min()?;
    (spread >= 2).then(|| Hit::new(Severity::Warning, Lean::Wait))
}

/// Worth together, the best worth of any way without partners, and that way's name.
fn worths(case: &Case) -> Option<(u8, u8, String)> {
    let ways = case.rows("purpose.without");
    let scored = ways.filter_map(|way| Some((way.scale("worth")?, way)));
    let mut best: Option<(u8, _)> = None;
    for (worth, way) in scored {
        if best.is_none_or(|(known, _)| worth > known) {
            best = Some((worth, way));
        }
    }
    let (best, way) = best?;
    let question = Question::find("purpose.without").expect("in the table");
    let kind = question.table().and_then(|table| table.column("kind"));
    let kind = kind.and_then(|column| super::super::in_words::cell(question, column, way));
    let name = way.line("way").map(|name| name.trim().to_owned());
    let name = name.or(kind).unwrap_or_default();
    Some((case.setting.canvas.scale("value.worth")?, best, name))
}

pub(super) fn no_gain(case: &Case) -> Option<Hit> {
    let (together, without, _) = worths(case)?;
    (together <= without).then(|| Hit::new(Severity::Blocker, Lean::No))
}

pub(super) fn thin_gain(case: &Case) -> Option<Hit> {
    let (together, without, way) = worths(case)?;
    let team = Some(case.capacity.team).filter(|team| above(*team, 0.0))?;
    let load = case.capacity.load?;
    let is_thin = together == without + 1 && at_least(load, team / 10.0);
    let found = Hit::new(Severity::Warning, Lean::Smaller).with("days", days_in_words(load));
    let found = match way.as_str() {
        "" => found.saying("nameless"),
        way => found.with("way", way),
    };
    is_thin.then_some(found)
}

pub(super) fn guessed_value(case: &Case) -> Option<Hit> {
    if !case.is_begun("value.gains") {
        return None;
    }
    let guessed = case.partners_where(|partner| {
        partner.line("gain").is_none()
            || partner.code::<GainKnown>("gain_known") != Some(GainKnown::TheyToldUs)
    });
    let all = case.partners.len();
    (guessed.len() * 2 > all).then(|| Hit::new(Severity::Warning, Lean::Wait))
}

pub(super) fn not_priority(case: &Case) -> Option<Hit> {
    let is_off = case.setting.canvas.priority()? == Priority::NotOnTheList;
    is_off.then(|| Hit::new(Severity::Blocker, Lean::No))
}

pub(super) fn mandated(case: &Case) -> Option<Hit> {
    let is_required = case.setting.canvas.freedom()? == Freedom::Required;
    is_required.then(|| Hit::leaning_nowhere(Severity::Note))
}
