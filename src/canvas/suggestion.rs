//! From checks to a suggestion: what the answers add up to, and which checks decided it.

use serde_json::{Value, json};

use super::Canvas;
use super::capacity::{
    Capacity, Lighter, Sums, about_days, above, at_least, days_in_words, lighter_tie,
};
use super::checks::{self, Finding, Lean, Severity, Weight};
use super::codes::{Coded, Coordinator, Freedom, Kind, Outcome};
use super::others::Setting;
use super::question::{QUESTIONS, Question, Step};
use super::turns::Turns;
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
    /// The single answers that would change it; None where nobody has asked for them.
    pub turns: Option<Turns>,
}

impl Suggestion {
    /// Weighs a canvas in its setting.
    pub fn of(setting: &Setting) -> Self {
        let canvas = setting.canvas;
        let capacity = Capacity::of(setting);
        let findings = checks::run(setting, &capacity);
        let missing = missing(canvas);
        let weights: Vec<Weight> = findings.iter().map(Finding::weight).collect();
        let (outcome, decided_by) = decide(canvas, &weights);
        let is_provisional = outcome.is_some() && !missing.is_empty();
        Self {
            outcome,
            is_provisional,
            missing,
            findings,
            decided_by,
            capacity,
            turns: None,
        }
    }

    /// The same with what would change it, which weighs the canvas some hundred times.
    pub fn with_turns(setting: &Setting) -> Self {
        let mut suggestion = Self::of(setting);
        suggestion.turns = Some(Turns::of(setting, &suggestion));
        suggestion
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
        let mut json = self.without_turns();
        if let Some(turns) = &self.turns {
            json["turns"] = turns.to_json();
        }
        json
    }

    fn without_turns(&self) -> Value {
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

/// The outcome alone, without words or what is missing.
pub(super) fn outcome(setting: &Setting, sums: Sums) -> Option<Outcome> {
    let weights = checks::weigh(setting, &Capacity::with(setting, sums));
    decide(setting.canvas, &weights).0
}

fn missing(canvas: &Canvas) -> Vec<&'static str> {
    wanted(canvas)
        .filter(|question| !canvas.is_answered(question))
        .map(|question| question.id)
        .collect()
}

/// The questions for which a suggestion waits, or without which it is provisional.
fn wanted(canvas: &Canvas) -> impl Iterator<Item = &'static Question> + use<> {
    let (kind, closeness) = (canvas.kind(), canvas.closeness());
    QUESTIONS.iter().filter(move |question| {
        question.step != Step::Decision
            && question.is_needed_for(kind, closeness)
            && !is_beside_the_point(kind, question)
    })
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
    wanted(canvas)
        .filter(|question| question.quick)
        .all(|question| canvas.is_answered(question))
}

fn decide(canvas: &Canvas, findings: &[Weight]) -> (Option<Outcome>, Vec<&'static str>) {
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
    let mixed = findings.iter().filter(|finding| {
        finding.severity == Severity::Warning
            && matches!(finding.leans, Some(Lean::Wait | Lean::Smaller))
    });
    match mixed.map(|finding| finding.check).collect::<Vec<_>>() {
        mixed if mixed.len() >= 2 => (Some(Outcome::GoAheadSmaller), mixed),
        _ => (Some(Outcome::GoAhead), Vec::new()),
    }
}

/// What "smaller" could mean, in words with its numbers, where that is suggested; for a "not yet", the
/// lighter form that would be possible now.
///
/// Say [`GUESSES`] where it is shown: the numbers come from the table of ties.
pub fn smaller_in_words(canvas: &Canvas, suggestion: &Suggestion) -> Option<String> {
    let lighter = || lighter_in_words(canvas, suggestion);
    match suggestion.outcome? {
        Outcome::GoAheadSmaller => {
            let form = lighter().unwrap_or_else(|| otherwise_in_words(&suggestion.capacity));
            Some(format!("Smaller could be: {form}"))
        }
        Outcome::NotYet => lighter().map(|form| format!("Possible now: {form}")),
        Outcome::GoAhead | Outcome::SayNoKindly => None,
    }
}

/// The days of work a month to offer with a smaller yes, down to a tenth: those that the lighter form leaves,
/// or all that is entered where they fit; None where nothing is known to fit.
pub fn days_offered(suggestion: &Suggestion) -> Option<f64> {
    let capacity = &suggestion.capacity;
    let (left, work) = (capacity.lighter?.work_days, capacity.work?);
    let days = if at_least(left, work) { work } else { left };
    Some((days * 10.0 + 1e-6).floor() / 10.0).filter(|days| above(*days, 0.0))
}

/// What is left where no lighter form is to be offered.
fn otherwise_in_words(capacity: &Capacity) -> String {
    match capacity.days_missing.filter(|_| capacity.is_over()) {
        Some(missing) => format!(
            "even keeping in touch, with a partner keeping it moving, needs {} a month more than there are.",
            days_in_words(missing)
        ),
        None => "fewer partners, one kind of value, or a test.".into(),
    }
}

/// The lighter form that fits, or where no days are known the tie for which there is nearly enough trust.
fn lighter_in_words(canvas: &Canvas, suggestion: &Suggestion) -> Option<String> {
    let capacity = &suggestion.capacity;
    let doing = |tie| Wording::shipped().offer(tie).to_lowercase();
    let Some(Lighter { form, work_days }) = capacity.lighter else {
        let has_no_team = capacity.usage.is_none() && capacity.days_missing.is_none();
        let tie = lighter_tie(canvas).filter(|_| has_no_team)?;
        return Some(format!("a lighter tie; {} would do.", doing(tie)));
    };
    let led = match form.coordinator {
        Some(Coordinator::APartner) if canvas.coordinator() != Some(Coordinator::APartner) => {
            ", with a partner keeping it moving,"
        }
        _ => "",
    };
    let doing = doing(form.closeness);
    let has_room = at_least(work_days, capacity.work.unwrap_or(f64::INFINITY));
    Some(match has_room {
        true => format!("{doing}{led} would leave room for all of it."),
        false => format!(
            "{doing}{led} would leave {} a month for the work itself.",
            about_days(work_days)
        ),
    })
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
