//! From checks to a suggestion: what the answers add up to, and which checks decided it.

use serde_json::{Value, json};

use super::Canvas;
use super::capacity::{Capacity, Lighter, about_days, at_least, days_in_words, lighter_tie};
use super::checks::{self, Finding, Lean, Severity};
use super::codes::{Coded, Coordinator, Freedom, Kind, Outcome};
use super::others::Setting;
use super::question::{QUESTIONS, Question, Step};
use super::when;
use super::wording::Wording;

/// What to say beside every figure that comes from the table of ties.
pub const GUESSES: &str = "planning guesses; your own reviews replace them";

/// What the answers of a canvas add up to on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What is suggested; None where it is too early, or where the rules leave it open.
    pub outcome: Option<Outcome>,
    /// True where essential answers are still missing.
    pub is_provisional: bool,
    /// Essential questions without an answer, in canvas order.
    pub missing: Vec<&'static str>,
    /// What the checks found, in the order of their table.
    pub findings: Vec<Finding>,
    /// Names of the checks that decided, in the order of their table.
    pub decided_by: Vec<&'static str>,
    /// The canvas against the days of the team.
    pub capacity: Capacity,
}

impl Suggestion {
    /// Weighs a canvas in its setting.
    pub fn of(setting: &Setting) -> Self {
        let canvas = setting.canvas;
        let capacity = Capacity::of(setting);
        let findings = checks::run(setting, &capacity);
        let missing = missing(canvas);
        let (outcome, decided_by) = decide(canvas, &findings);
        let is_provisional = outcome.is_some() && !missing.is_empty();
        Self {
            outcome,
            is_provisional,
            missing,
            findings,
            decided_by,
            capacity,
        }
    }

    /// The findings that decided.
    pub fn reasons(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| self.decided_by.contains(&finding.check))
    }

    /// The findings that decided nothing: conditions and notes.
    pub fn conditions(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| !self.decided_by.contains(&finding.check))
    }

    /// True where the answers already say no, so that the rest need not be asked.
    pub fn is_early_no(&self) -> bool {
        self.outcome == Some(Outcome::SayNoKindly)
    }

    /// The result as `check --json` prints it, without `unread`.
    pub fn to_json(&self) -> Value {
        let capacity = &self.capacity;
        let lighter = capacity.lighter.map(|Lighter { form, work_days }| {
            json!({
                "closeness": form.closeness.code(),
                "coordinator": form.coordinator.map(Coordinator::code),
                "work_days": work_days,
            })
        });
        json!({
            "outcome": self.outcome.map(Outcome::code),
            "provisional": self.is_provisional,
            "missing": self.missing,
            "checks": self.findings.iter().map(|finding| json!({
                "name": finding.check,
                "severity": finding.severity.code(),
                "leans": finding.leans.map(Lean::code),
                "message": finding.message,
                "question": finding.question,
            })).collect::<Vec<_>>(),
            "decided_by": self.decided_by,
            "capacity": {
                "team": capacity.team,
                "usable": capacity.usable,
                "work": capacity.work,
                "overhead": capacity.overhead,
                "build_up": capacity.build_up,
                "optimism": capacity.optimism,
                "load": capacity.load,
                "committed": capacity.committed,
                "freed": capacity.freed,
                "could_free": capacity.could_free,
                "headroom": capacity.headroom,
                "use": capacity.usage,
                "lead_months": capacity.lead_months,
                "lighter": lighter,
            },
        })
    }
}

fn missing(canvas: &Canvas) -> Vec<&'static str> {
    let essential = QUESTIONS
        .iter()
        .filter(|question| question.step != Step::Decision);
    let kind = canvas.kind();
    let wanted = essential.filter(|question| is_wanted(kind, question));
    wanted
        .filter(|question| !canvas.is_answered(question))
        .map(|question| question.id)
        .collect()
}

/// True where a suggestion waits for the question, or is provisional without it.
fn is_wanted(kind: Option<Kind>, question: &Question) -> bool {
    question.is_needed_for(kind) && !is_beside_the_point(kind, question)
}

/// True where the question no longer matters before a decision on a kind, because collaboration is not
/// the answer.
///
/// Only Cover, Purpose, the kind of value and what follows from `none` count then.
pub fn is_beside_the_point(kind: Option<Kind>, question: &Question) -> bool {
    let is_enough_for_no = question.step < Step::Value
        || question.step == Step::Decision
        || question.id == "value.kind"
        || question.follows == Some(Kind::None);
    kind == Some(Kind::None) && !is_enough_for_no
}

/// True where the quick look has every answer that it needs.
pub fn has_quick_answers(canvas: &Canvas) -> bool {
    let quick = QUESTIONS
        .iter()
        .filter(|question| question.quick && question.step != Step::Decision);
    let kind = canvas.kind();
    quick
        .filter(|question| is_wanted(kind, question))
        .all(|question| canvas.is_answered(question))
}

fn decide(canvas: &Canvas, findings: &[Finding]) -> (Option<Outcome>, Vec<&'static str>) {
    let leaning = |severity: Severity, lean: Lean| -> Vec<&'static str> {
        let leaning = findings
            .iter()
            .filter(|finding| finding.severity == severity && finding.leans == Some(lean));
        leaning.map(|finding| finding.check).collect()
    };
    let blockers = leaning(Severity::Blocker, Lean::No);
    let may_say_no = canvas
        .freedom()
        .is_some_and(|freedom| freedom != Freedom::Required);
    if may_say_no && !blockers.is_empty() {
        return (Some(Outcome::SayNoKindly), blockers);
    }
    if !has_quick_answers(canvas) {
        return (None, Vec::new());
    }
    if canvas.kind() == Some(Kind::None) {
        return (None, vec!["KIND-NONE"]);
    }
    for (lean, outcome) in [
        (Lean::Wait, Outcome::NotYet),
        (Lean::Smaller, Outcome::GoAheadSmaller),
    ] {
        let blockers = leaning(Severity::Blocker, lean);
        let warnings = leaning(Severity::Warning, lean);
        if !blockers.is_empty() {
            return (Some(outcome), blockers);
        }
        if warnings.len() >= 2 {
            return (Some(outcome), warnings);
        }
    }
    (Some(Outcome::GoAhead), Vec::new())
}

/// What "smaller" could mean here, in words with its numbers.
///
/// Say [`GUESSES`] where it is shown: the numbers come from the table of ties.
pub fn smaller_in_words(canvas: &Canvas, suggestion: &Suggestion) -> String {
    let wording = Wording::shipped();
    let capacity = &suggestion.capacity;
    let is_over = capacity.is_over();
    if let Some(Lighter { form, work_days }) = capacity.lighter {
        let doing = wording.offer(form.closeness);
        let led = match form.coordinator {
            Some(Coordinator::APartner) if canvas.coordinator() != Some(Coordinator::APartner) => {
                ", with a partner keeping it moving,"
            }
            _ => "",
        };
        return if at_least(work_days, capacity.work.unwrap_or(f64::INFINITY)) {
            format!("{doing}{led} would leave room for all of it.")
        } else {
            let days = about_days(work_days);
            format!("{doing}{led} would leave {days} a month for the work itself.")
        };
    }
    match (capacity.days_missing, lighter_tie(canvas)) {
        (Some(missing), _) if is_over => format!(
            "Even keeping in touch, with a partner keeping it moving, needs {} a month more than there are.",
            days_in_words(missing)
        ),
        (None, Some(tie)) if capacity.usage.is_none() => {
            format!(
                "A lighter tie: {} would do.",
                wording.offer(tie).to_lowercase()
            )
        }
        _ => "Fewer partners, one kind of value, or a test.".into(),
    }
}

/// The date offered for looking again, for a choice; None where nothing need be looked at.
pub fn review_offered(
    canvas: &Canvas,
    choice: Outcome,
    today: jiff::civil::Date,
) -> Option<jiff::civil::Date> {
    if choice == Outcome::SayNoKindly {
        return None;
    }
    let in_three_months = when::add_months(today, 3.0);
    if choice == Outcome::NotYet {
        return Some(in_three_months);
    }
    if let Some(last) = canvas.check_ins().last() {
        return Some(canvas.next_offered(last.on));
    }
    let wins = canvas
        .rows_at("value.first_win")
        .filter_map(|row| row.date("by"));
    let ahead = wins.filter(|date| *date > today).min();
    Some(ahead.map_or(in_three_months, |win| win.min(in_three_months)))
}
