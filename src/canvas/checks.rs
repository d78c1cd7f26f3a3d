//! The checks: each one small function that says what it found, in one table.

use super::capacity::{Capacity, above, at_least, days_in_words, median};
use super::codes::{
    Closeness, Coordinator, Freedom, GainKnown, Kind, PAUSE_OR_STOP, Part, Priority,
};
use super::others::Setting;
use super::question::Question;
use super::row::Row;
use super::when;
use super::wording::Wording;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Decides alone.
    Blocker,
    /// Two of them that lean the same way decide.
    Warning,
    /// Decides nothing.
    Note,
}

impl Severity {
    /// The code in the machine-readable result.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// To a no.
    No,
    /// To a not yet.
    Wait,
    /// To something smaller.
    Smaller,
}

impl Lean {
    /// The code in the machine-readable result.
    pub fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Wait => "wait",
            Self::Smaller => "smaller",
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The check's name, such as `TRUST-GAP`.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it leads, if anywhere.
    pub leans: Option<Lean>,
    /// What to tell the planner.
    pub message: String,
    /// The question whose answer would change it, or `settings`.
    pub question: &'static str,
}

/// One check: its name, where it points, and its rule.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The question whose answer would change it, or `settings`.
    pub question: &'static str,
    rule: fn(&Case) -> Option<Hit>,
}

/// What a rule reads: the canvas in its setting, and the arithmetic done.
struct Case<'a> {
    setting: &'a Setting<'a>,
    capacity: &'a Capacity,
}

/// What a rule found, before it has words.
struct Hit {
    severity: Severity,
    leans: Option<Lean>,
    says: Says,
}

/// Which of a check's messages to use, and what fills it.
enum Says {
    /// The message as it stands.
    Message,
    /// The message with names in braces replaced.
    Filled(Vec<(&'static str, String)>),
    /// The first of several, and how many more.
    Named(&'static str, Vec<String>),
    /// The message for a day that is past.
    Past(Vec<(&'static str, String)>),
}

const fn check(
    name: &'static str,
    question: &'static str,
    rule: fn(&Case) -> Option<Hit>,
) -> Check {
    Check {
        name,
        question,
        rule,
    }
}

/// Every check, in the order in which findings are shown.
pub static CHECKS: &[Check] = &[
    check("KIND-NONE", "value.kind", kind_none),
    check("BELIEF-LOW", "purpose.belief", belief_low),
    check("BELIEF-SPLIT", "purpose.belief", belief_split),
    check("NO-GAIN", "value.worth", no_gain),
    check("THIN-GAIN", "value.worth", thin_gain),
    check("GUESSED-VALUE", "value.gains", guessed_value),
    check("KIND-HEAVY", "capacity.closeness", kind_heavy),
    check("NOT-PRIORITY", "capacity.priority", not_priority),
    check("OVER-CAPACITY", "capacity.people", over_capacity),
    check("TIGHT", "capacity.people", tight),
    check("CAPACITY-UNKNOWN", "settings", capacity_unknown),
    check("TRUST-GAP", "capacity.trust", trust_gap),
    check("TOO-SOON", "value.first_win", too_soon),
    check("CROWD", "ownership.coordinator", crowd),
    check("ONE-PERSON", "capacity.people", one_person),
    check("UNSEEN", "ownership.shaped", unseen),
    check("OWNERSHIP-LOW", "ownership.shaped", ownership_low),
    check("NO-DECIDER", "ownership.decisions", no_decider),
    check("NO-BRAKE", "ownership.decisions", no_brake),
    check("NO-ENDING", "ownership.end_date", no_ending),
    check("MANDATED", "purpose.freedom", mandated),
];

/// Runs every check, in order, and softens what cannot stop a collaboration that is required.
pub fn run(setting: &Setting, capacity: &Capacity) -> Vec<Finding> {
    let case = Case { setting, capacity };
    let is_required = setting.canvas.freedom() == Some(Freedom::Required);
    let found = CHECKS.iter().filter_map(|check| {
        let hit = (check.rule)(&case)?;
        Some(finding(check, hit, is_required))
    });
    found.collect()
}

fn finding(check: &Check, hit: Hit, is_required: bool) -> Finding {
    let words = Wording::shipped().check(check.name);
    let message = match (hit.says, &words.required) {
        (_, Some(required)) if is_required => required.clone(),
        (Says::Message, _) => words.message.clone(),
        (Says::Filled(names), _) => filled(&words.message, &names),
        (Says::Past(names), _) => filled(words.past.as_ref().unwrap_or(&words.message), &names),
        (Says::Named(name, all), _) => {
            let first = all.first().cloned().unwrap_or_default();
            let more = all.len().saturating_sub(1);
            let message = words
                .many
                .as_ref()
                .filter(|_| more > 0)
                .unwrap_or(&words.message);
            filled(message, &[(name, first), ("more", more.to_string())])
        }
    };
    let is_over = check.name == "OVER-CAPACITY";
    let (severity, leans) = match (hit.severity, hit.leans) {
        (severity, Some(_)) if is_required && is_over => (severity, Some(Lean::Smaller)),
        (Severity::Blocker, Some(Lean::No)) if is_required => {
            (Severity::Warning, Some(Lean::Smaller))
        }
        as_found => as_found,
    };
    Finding {
        check: check.name,
        severity,
        leans,
        message,
        question: check.question,
    }
}

fn filled(message: &str, names: &[(&'static str, String)]) -> String {
    let mut parts = message.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = names.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or("", |(_, value)| value));
        text.push_str(rest);
    }
    text
}

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
    super::codes::DECISION_KEYS.contains(&key).then_some(key)
}

fn kind_none(case: &Case) -> Option<Hit> {
    (case.kind() == Some(Kind::None)).then(|| hit(Severity::Blocker, Lean::No))
}

fn belief_low(case: &Case) -> Option<Hit> {
    let median = median(&mut case.belief())?;
    at_least(2.0, median).then(|| hit(Severity::Blocker, Lean::No))
}

fn belief_split(case: &Case) -> Option<Hit> {
    let scores = case.setting.canvas.belief();
    let spread = scores.iter().max()? - scores.iter().min()?;
    (spread >= 2).then(|| hit(Severity::Warning, Lean::Wait))
}

fn no_gain(case: &Case) -> Option<Hit> {
    let (together, without) = case.worths()?;
    (together <= without).then(|| hit(Severity::Blocker, Lean::No))
}

fn thin_gain(case: &Case) -> Option<Hit> {
    let (together, without) = case.worths()?;
    let team = Some(case.capacity.team).filter(|team| above(*team, 0.0))?;
    let is_dear = at_least(case.capacity.load?, team / 10.0);
    (together == without + 1 && is_dear).then(|| hit(Severity::Warning, Lean::Smaller))
}

fn guessed_value(case: &Case) -> Option<Hit> {
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

fn kind_heavy(case: &Case) -> Option<Hit> {
    let is_light = matches!(
        case.kind()?,
        Kind::SharedVoice | Kind::AlignedPlans | Kind::SharedLearning
    );
    let delivers_too = case.setting.canvas.second_kind() == Some(Kind::SharedDelivery);
    let is_heavy = case.is_close() && is_light && !delivers_too;
    is_heavy.then(|| hit(Severity::Warning, Lean::Smaller))
}

fn not_priority(case: &Case) -> Option<Hit> {
    let is_off = case.setting.canvas.priority()? == Priority::NotOnTheList;
    is_off.then(|| hit(Severity::Blocker, Lean::No))
}

fn over_capacity(case: &Case) -> Option<Hit> {
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

fn tight(case: &Case) -> Option<Hit> {
    case.capacity
        .is_tight()
        .then(|| hit(Severity::Warning, Lean::Smaller))
}

fn capacity_unknown(case: &Case) -> Option<Hit> {
    (!above(case.capacity.team, 0.0)).then(|| Hit::leaning_nowhere(Severity::Note))
}

fn trust_gap(case: &Case) -> Option<Hit> {
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

fn too_soon(case: &Case) -> Option<Hit> {
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
    let figure = super::capacity::days_figure(months);
    if figure == "1" {
        "1 month".into()
    } else {
        format!("{figure} months")
    }
}

fn crowd(case: &Case) -> Option<Hit> {
    let canvas = case.setting.canvas;
    let is_shared = canvas.coordinator() == Some(Coordinator::SharedByEveryone);
    let is_crowd = is_shared && canvas.partners().count() >= 7;
    is_crowd.then(|| hit(Severity::Warning, Lean::Smaller))
}

fn one_person(case: &Case) -> Option<Hit> {
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
    let work = super::capacity::work(case.setting.canvas);
    let carries = |sum: f64| above(work, 0.0) && at_least(sum, 0.7 * work);
    let named = days
        .iter()
        .filter(|(key, _, sum)| carries(*sum) || case.setting.others.times_named(key) >= 2)
        .map(|(_, person, _)| (*person).to_owned());
    let named: Vec<String> = named.collect();
    let found = Hit::leaning_nowhere(Severity::Warning);
    (!named.is_empty()).then(|| found.saying(Says::Named("person", named)))
}

fn unseen(case: &Case) -> Option<Hit> {
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

fn ownership_low(case: &Case) -> Option<Hit> {
    let named = case.partners_where(|partner| {
        partner
            .scale("feels_theirs")
            .is_some_and(|score| score <= 2)
    });
    let is_delivery = case.kind() == Some(Kind::SharedDelivery);
    let found = hit(blocker_or_warning(is_delivery), Lean::Wait);
    (!named.is_empty()).then(|| found.saying(Says::Named("organisation", named)))
}

fn no_decider(case: &Case) -> Option<Hit> {
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

fn no_brake(case: &Case) -> Option<Hit> {
    let has_brake = case
        .decisions()
        .iter()
        .any(|row| decision_key(*row) == Some(PAUSE_OR_STOP) && !row.names("decides").is_empty());
    let fires = case.is_answered("ownership.decisions") && !has_brake;
    fires.then(|| Hit::leaning_nowhere(Severity::Warning))
}

fn no_ending(case: &Case) -> Option<Hit> {
    let end = case.setting.canvas.date("ownership.end_date")?;
    let is_far = end > when::add_months(case.setting.today, 24.0);
    is_far.then(|| Hit::leaning_nowhere(Severity::Warning))
}

fn mandated(case: &Case) -> Option<Hit> {
    let is_required = case.setting.canvas.freedom()? == Freedom::Required;
    is_required.then(|| Hit::leaning_nowhere(Severity::Note))
}
