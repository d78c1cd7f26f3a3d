//! The rule of each check.

use super::super::capacity::{above, at_least, counted, days_in_words, median, work};
use super::super::codes::{
    Closeness, Coordinator, DECISION_KEYS, Freedom, GainKnown, Kind, PAUSE_OR_STOP, Part, Priority,
};
use super::super::question::Question;
use super::super::row::Row;
use super::super::when;
use super::super::wording::Wording;
use super::{Case, Hit, Lean, Says, Severity};

fn hit(severity: Severity, leans: Lean) -> Hit {
    Hit {
        severity,
        leans: Some(leans),
        says: Says::Message,
    }
}

fn blocker_or_warning(is_blocker: bool) -> Severity {
    if is_blocker {
        Severity::Blocker
    } else {
        Severity::Warning
    }
}

impl Hit {
    fn saying(mut self, says: Says) -> Self {
        self.says = says;
        self
    }

    fn leaning_nowhere(severity: Severity) -> Self {
        Hit {
            severity,
            leans: None,
            says: Says::Message,
        }
    }
}

impl Case<'_> {
    fn is_answered(&self, question: &str) -> bool {
        Question::find(question).is_some_and(|question| self.setting.canvas.is_answered(question))
    }

    fn kind(&self) -> Option<Kind> {
        self.setting.canvas.kind()
    }

    /// True at a closeness that ties people, money or plans together.
    fn is_close(&self) -> bool {
        let closeness = self.setting.canvas.closeness();
        matches!(
            closeness,
            Some(Closeness::ShareResources | Closeness::ActAsOne)
        )
    }

    fn belief(&self) -> Vec<f64> {
        self.setting
            .canvas
            .belief()
            .into_iter()
            .map(f64::from)
            .collect()
    }

    /// Worth together, and the best worth of any way without partners.
    fn worths(&self) -> Option<(u8, u8)> {
        let ways = self.setting.canvas.rows_at("purpose.without");
        let best = ways.filter_map(|way| way.scale("worth")).max()?;
        Some((self.setting.canvas.scale("value.worth")?, best))
    }

    fn partners_where(&self, holds: impl Fn(Row) -> bool) -> Vec<String> {
        let partners = self
            .setting
            .canvas
            .partners()
            .filter(|partner| holds(*partner));
        partners
            .filter_map(|partner| partner.line("organisation"))
            .map(str::to_owned)
            .collect()
    }

    fn decisions(&self) -> Vec<Row<'_>> {
        let rows = self.setting.canvas.rows_at("ownership.decisions");
        rows.filter(|row| decision_key(*row).is_some() || row.line("decision").is_some())
            .collect()
    }
}

fn decision_key(row: Row<'_>) -> Option<&str> {
    let key = row.0.get("key")?.as_str()?;
    DECISION_KEYS.contains(&key).then_some(key)
}

pub(super) fn kind_none(case: &Case) -> Option<Hit> {
    (case.kind() == Some(Kind::None)).then(|| hit(Severity::Blocker, Lean::No))
}

pub(super) fn belief_low(case: &Case) -> Option<Hit> {
    let mut scores = case.belief();
    let median = median(&mut scores)?;
    let found = hit(Severity::Blocker, Lean::No);
    let found = match scores.len() {
        1 => found.saying(Says::One(vec![("who", who_believes(case))])),
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
    let scores = case.setting.canvas.belief();
    let spread = scores.iter().max()? - scores.iter().min()?;
    (spread >= 2).then(|| hit(Severity::Warning, Lean::Wait))
}

pub(super) fn no_gain(case: &Case) -> Option<Hit> {
    let (together, without) = case.worths()?;
    (together <= without).then(|| hit(Severity::Blocker, Lean::No))
}

pub(super) fn thin_gain(case: &Case) -> Option<Hit> {
    let (together, without) = case.worths()?;
    let team = Some(case.capacity.team).filter(|team| above(*team, 0.0))?;
    let is_dear = at_least(case.capacity.load?, team / 10.0);
    (together == without + 1 && is_dear).then(|| hit(Severity::Warning, Lean::Smaller))
}

pub(super) fn guessed_value(case: &Case) -> Option<Hit> {
    if !case.is_answered("value.gains") {
        return None;
    }
    let guessed = case.partners_where(|partner| {
        partner.line("gain").is_none()
            || partner.code::<GainKnown>("gain_known") != Some(GainKnown::TheyToldUs)
    });
    let all = case.setting.canvas.partners().count();
    (guessed.len() * 2 > all).then(|| hit(Severity::Warning, Lean::Wait))
}

pub(super) fn kind_heavy(case: &Case) -> Option<Hit> {
    let is_light = matches!(
        case.kind()?,
        Kind::SharedVoice | Kind::AlignedPlans | Kind::SharedLearning
    );
    let delivers_too = case.setting.canvas.second_kind() == Some(Kind::SharedDelivery);
    let is_heavy = case.is_close() && is_light && !delivers_too;
    is_heavy.then(|| hit(Severity::Warning, Lean::Smaller))
}

pub(super) fn not_priority(case: &Case) -> Option<Hit> {
    let is_off = case.setting.canvas.priority()? == Priority::NotOnTheList;
    is_off.then(|| hit(Severity::Blocker, Lean::No))
}

pub(super) fn over_capacity(case: &Case) -> Option<Hit> {
    let capacity = case.capacity;
    if !capacity.is_over() {
        return None;
    }
    let would_fit = at_least(1.0, capacity.usage? - capacity.could_free / capacity.team);
    let leans = match capacity.lighter {
        Some(_) => Lean::Smaller,
        None if would_fit => Lean::Wait,
        None => Lean::No,
    };
    let over = days_in_words(capacity.days_over());
    Some(hit(Severity::Blocker, leans).saying(Says::Filled(vec![("over", over)])))
}

pub(super) fn tight(case: &Case) -> Option<Hit> {
    case.capacity
        .is_tight()
        .then(|| hit(Severity::Warning, Lean::Smaller))
}

pub(super) fn capacity_unknown(case: &Case) -> Option<Hit> {
    (!above(case.capacity.team, 0.0)).then(|| Hit::leaning_nowhere(Severity::Note))
}

pub(super) fn trust_gap(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let needed = canvas.closeness()?.tie().needed_trust;
    let lowest = canvas
        .partners()
        .filter_map(|partner| partner.scale("trust"))
        .min()?;
    let gap = needed.checked_sub(lowest).filter(|gap| *gap >= 1)?;
    let named = case.partners_where(|partner| partner.scale("trust") == Some(lowest));
    let found = hit(blocker_or_warning(gap >= 2), Lean::Smaller);
    Some(found.saying(Says::Named("organisation", named)))
}

pub(super) fn too_soon(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let has_come = canvas
        .reviews()
        .any(|review| review.0.get("first_win").and_then(|came| came.as_str()) == Some("yes"));
    let win = canvas
        .rows_at("value.first_win")
        .filter_map(|row| row.date("by"))
        .min()?;
    let (start, months) = (case.setting.start(), case.capacity.lead_months?);
    if has_come || win >= when::add_months(start, months) {
        return None;
    }
    let needed = ("M", months_in_words(months));
    let says = match u32::try_from(when::whole_months(start, win)) {
        Ok(0) => Says::Filled(vec![("a", "less than a month".into()), needed]),
        Ok(count) => Says::Filled(vec![("a", when::count_of(count, "month")), needed]),
        Err(_) => Says::Past(vec![needed]),
    };
    Some(hit(Severity::Warning, Lean::Wait).saying(says))
}

/// Months for a sentence: `5 months`, `1 month`, `8.5 months`.
pub fn months_in_words(months: f64) -> String {
    counted(months, "month")
}

pub(super) fn crowd(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let is_shared = canvas.coordinator() == Some(Coordinator::SharedByEveryone);
    let is_crowd = is_shared && canvas.partners().count() >= 7;
    is_crowd.then(|| hit(Severity::Warning, Lean::Smaller))
}

pub(super) fn one_person(case: &Case) -> Option<Hit> {
    let people = case.setting.canvas.rows_at("capacity.people");
    let mut days: Vec<(String, &str, f64)> = Vec::new();
    for row in people {
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
    let work = work(case.setting.canvas);
    let carries = |sum: f64| above(work, 0.0) && at_least(sum, 0.7 * work);
    let named = days
        .iter()
        .filter(|(key, _, sum)| carries(*sum) || case.setting.others.times_named(key) >= 2)
        .map(|(_, person, _)| (*person).to_owned());
    let named: Vec<String> = named.collect();
    let found = Hit::leaning_nowhere(Severity::Warning);
    (!named.is_empty()).then(|| found.saying(Says::Named("person", named)))
}

pub(super) fn unseen(case: &Case) -> Option<Hit> {
    if !case.is_answered("ownership.shaped") {
        return None;
    }
    let named = case.partners_where(|partner| {
        partner
            .code("part")
            .is_none_or(|part: Part| part == Part::NotSeen)
    });
    let found = hit(blocker_or_warning(case.is_close()), Lean::Wait);
    (!named.is_empty()).then(|| found.saying(Says::Named("organisation", named)))
}

pub(super) fn ownership_low(case: &Case) -> Option<Hit> {
    let named = case.partners_where(|partner| {
        partner
            .scale("feels_theirs")
            .is_some_and(|score| score <= 2)
    });
    let is_delivery = case.kind() == Some(Kind::SharedDelivery);
    let found = hit(blocker_or_warning(is_delivery), Lean::Wait);
    (!named.is_empty()).then(|| found.saying(Says::Named("organisation", named)))
}

pub(super) fn no_decider(case: &Case) -> Option<Hit> {
    if !case.is_answered("ownership.decisions") {
        return None;
    }
    let unclear = case
        .decisions()
        .into_iter()
        .filter(|row| match row.names("decides").len() {
            0 => decision_key(*row) != Some(PAUSE_OR_STOP),
            count => count > 1,
        });
    let named: Vec<String> = unclear
        .map(|row| format!("\"{}\"", decision_name(row)))
        .collect();
    let found = hit(blocker_or_warning(case.is_close()), Lean::Wait);
    (!named.is_empty()).then(|| found.saying(Says::Named("decision", named)))
}

/// What a decision is called: its own words, or those of the offered row.
fn decision_name(row: Row) -> String {
    let question = Question::find("ownership.decisions").expect("in the table");
    let offered = || {
        let names = &Wording::shipped().question(question).offered;
        decision_key(row)
            .and_then(|key| names.get(key))
            .cloned()
            .unwrap_or_default()
    };
    row.line("decision").map_or_else(offered, str::to_owned)
}

pub(super) fn no_brake(case: &Case) -> Option<Hit> {
    let has_brake = case
        .decisions()
        .iter()
        .any(|row| decision_key(*row) == Some(PAUSE_OR_STOP) && !row.names("decides").is_empty());
    let fires = case.is_answered("ownership.decisions") && !has_brake;
    fires.then(|| Hit::leaning_nowhere(Severity::Warning))
}

pub(super) fn no_ending(case: &Case) -> Option<Hit> {
    let end = case.setting.canvas.date("ownership.end_date")?;
    let is_far = end > when::add_months(case.setting.today, 24.0);
    is_far.then(|| Hit::leaning_nowhere(Severity::Warning))
}

pub(super) fn mandated(case: &Case) -> Option<Hit> {
    let is_required = case.setting.canvas.freedom()? == Freedom::Required;
    is_required.then(|| Hit::leaning_nowhere(Severity::Note))
}
