//! The checks: each one small function that says what it found, in one table.

mod case;
mod days;
mod kinds;
mod table;
mod ties;
mod why;
mod worth;

use super::capacity::Capacity;
use super::codes::{Closeness, Freedom, Kind};
use super::in_words::before_a_mark;
use super::others::Setting;
use super::row::Row;
use super::wording::Wording;

pub use days::months_in_words;
pub use table::{CHECKS, Figure, Read};
pub use why::{Basis, Why};

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

/// What a check found, without the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// The check's name.
    pub(super) check: &'static str,
    /// How much it weighs.
    pub(super) severity: Severity,
    /// Where it leads, if anywhere.
    pub(super) leans: Option<Lean>,
}

impl Finding {
    pub(super) fn weight(&self) -> Weight {
        Weight {
            check: self.check,
            severity: self.severity,
            leans: self.leans,
        }
    }
}

/// One check: its name, where it points, and its rule.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The question whose answer would change it, or `settings`.
    pub question: &'static str,
    rule: fn(&Case) -> Option<Hit>,
    /// What its rule reads, in the order in which it is shown.
    pub reads: &'static [Read],
}

/// What a rule reads: the canvas in its setting, the arithmetic done, and what many rules ask for.
struct Case<'a> {
    setting: &'a Setting<'a>,
    capacity: &'a Capacity,
    kind: Option<Kind>,
    second_kind: Option<Kind>,
    closeness: Option<Closeness>,
    belief: Vec<u8>,
    partners: Vec<Row<'a>>,
}

/// What a rule found, before it has words.
struct Hit {
    severity: Severity,
    leans: Option<Lean>,
    /// Which of the check's other messages says it; "" for the message itself.
    variant: &'static str,
    /// What fills the names in braces.
    names: Vec<(&'static str, String)>,
    /// How many more there are beside the one that is named.
    more: usize,
}

/// Runs every check, in order, and softens what cannot stop a collaboration that is required.
pub fn run(setting: &Setting, capacity: &Capacity) -> Vec<Finding> {
    let case = Case::of(setting, capacity);
    let is_required = setting.canvas.freedom() == Some(Freedom::Required);
    let found = CHECKS.iter().filter_map(|check| {
        let hit = (check.rule)(&case)?;
        Some(finding(check, hit, is_required))
    });
    found.collect()
}

/// The same without the words.
pub(super) fn weigh(setting: &Setting, capacity: &Capacity) -> Vec<Weight> {
    let case = Case::of(setting, capacity);
    let is_required = setting.canvas.freedom() == Some(Freedom::Required);
    let found = CHECKS.iter().filter_map(|check| {
        let hit = (check.rule)(&case)?;
        let (severity, leans) = weight(check.name, &hit, is_required);
        Some(Weight {
            check: check.name,
            severity,
            leans,
        })
    });
    found.collect()
}

fn finding(check: &Check, hit: Hit, is_required: bool) -> Finding {
    let message = message(check.name, &hit, is_required);
    let (severity, leans) = weight(check.name, &hit, is_required);
    Finding {
        check: check.name,
        severity,
        leans,
        message,
        question: check.question,
    }
}

fn message(check: &str, hit: &Hit, is_required: bool) -> String {
    let words = Wording::shipped().check(check);
    let variant = match hit.variant {
        _ if is_required && words.otherwise.contains_key("required") => "required".into(),
        variant if hit.more == 0 => variant.to_owned(),
        "" => "many".into(),
        variant => format!("{variant}_many"),
    };
    let message = words.otherwise.get(&variant).unwrap_or(&words.message);
    let more = ("more", hit.more.to_string());
    let names: Vec<_> = hit.names.iter().chain([&more]).collect();
    filled(message, &names)
}

fn filled(message: &str, names: &[&(&'static str, String)]) -> String {
    let mut parts = message.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = names.iter().find(|named| named.0 == name);
        text.push_str(value.map_or("", |named| before_a_mark(&named.1)));
        text.push_str(rest);
    }
    text
}

/// How much a finding weighs and where it leads, softened where the collaboration is required.
fn weight(check: &str, hit: &Hit, is_required: bool) -> (Severity, Option<Lean>) {
    let is_over = check == "OVER-CAPACITY";
    match (hit.severity, hit.leans) {
        (severity, Some(_)) if is_required && is_over => (severity, Some(Lean::Smaller)),
        (Severity::Blocker, Some(Lean::No)) if is_required => {
            (Severity::Warning, Some(Lean::Smaller))
        }
        as_found => as_found,
    }
}
