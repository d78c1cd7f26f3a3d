//! The checks: each one small function that says what it found, in one table.

mod rules;

use super::capacity::Capacity;
use super::codes::Freedom;
use super::in_words::before_a_mark;
use super::others::Setting;
use super::wording::Wording;

pub use rules::months_in_words;

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
    /// The message for what only one person says.
    One(Vec<(&'static str, String)>),
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
    check("KIND-NONE", "value.kind", rules::kind_none),
    check("BELIEF-LOW", "purpose.belief", rules::belief_low),
    check("BELIEF-SPLIT", "purpose.belief", rules::belief_split),
    check("NO-GAIN", "value.worth", rules::no_gain),
    check("THIN-GAIN", "value.worth", rules::thin_gain),
    check("GUESSED-VALUE", "value.gains", rules::guessed_value),
    check("KIND-HEAVY", "capacity.closeness", rules::kind_heavy),
    check("NOT-PRIORITY", "capacity.priority", rules::not_priority),
    check("OVER-CAPACITY", "capacity.people", rules::over_capacity),
    check("TIGHT", "capacity.people", rules::tight),
    check("CAPACITY-UNKNOWN", "settings", rules::capacity_unknown),
    check("TRUST-GAP", "capacity.trust", rules::trust_gap),
    check("TOO-SOON", "value.first_win", rules::too_soon),
    check("CROWD", "ownership.coordinator", rules::crowd),
    check("ONE-PERSON", "capacity.people", rules::one_person),
    check("UNSEEN", "ownership.shaped", rules::unseen),
    check("OWNERSHIP-LOW", "ownership.shaped", rules::ownership_low),
    check("NO-DECIDER", "ownership.decisions", rules::no_decider),
    check("NO-BRAKE", "ownership.decisions", rules::no_brake),
    check("NO-ENDING", "ownership.end_date", rules::no_ending),
    check("MANDATED", "purpose.freedom", rules::mandated),
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
        (Says::One(names), _) => filled(words.one.as_ref().unwrap_or(&words.message), &names),
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
        text.push_str(value.map_or("", |(_, value)| before_a_mark(value)));
        text.push_str(rest);
    }
    text
}
