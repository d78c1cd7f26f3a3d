//! What a session came to: what was decided, who does what by when, what is parked; and apart from that,
//! what stood before it.
//!
//! A decision has its day. A next step has none: it is of the session where the canvas, as an earlier day
//! left it, did not hold it yet, and so is a parked thought. Where nothing of an earlier day is kept, a
//! thought is as old as the instant at which it was parked, and a step as the decision.

use jiff::Timestamp;
use jiff::civil::Date;

use super::checks::CHECKS;
use super::codes::Outcome;
use super::in_words::{before_a_mark, joined};
use super::question::Question;
use super::row::{Row, as_text};
use super::suggestion::{Suggestion, review_offered};
use super::wording::Wording;
use super::{Canvas, State, when};

/// One part of what a session came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub heading: &'static str,
    /// What it says, a line each.
    pub lines: Vec<String>,
    /// What to say where there is nothing.
    pub none: &'static str,
}

impl Part {
    /// What it says, line by line: each point marked, its further lines below its first word.
    pub fn written(&self) -> Vec<String> {
        if self.lines.is_empty() {
            return vec![self.none.to_owned()];
        }
        let written = self.lines.iter().flat_map(|point| {
            let lines = point.lines().map(str::trim).filter(|line| !line.is_empty());
            let marked = lines.enumerate();
            marked.map(|(place, line)| match place {
                0 => format!("{MARK}{line}"),
                _ => format!("{UNDER_MARK}{line}"),
            })
        });
        written.collect()
    }
}

/// What stands before a point, as the chat of a call reads it.
pub const MARK: &str = "- ";
/// What stands before its further lines.
pub const UNDER_MARK: &str = "  ";

/// Where a session begins: with its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Begin {
    /// The day, on which a decision of the session is recorded.
    pub day: Date,
    /// The first instant of that day.
    pub since: Timestamp,
    /// The canvas as an earlier day left it, where that is kept.
    pub before: Option<Canvas>,
}

impl Begin {
    /// A day of which nothing earlier is known, in universal time.
    pub fn of_day(day: Date) -> Self {
        let midnight = day.to_zoned(jiff::tz::TimeZone::UTC);
        Self {
            day,
            since: midnight.map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp()),
            before: None,
        }
    }

    /// True where a decision was recorded on an earlier day.
    fn is_decided_before(&self, canvas: &Canvas) -> bool {
        let on = canvas.date("decision.decided_on");
        canvas.state() != State::Draft && on.is_some_and(|on| on < self.day)
    }

    /// True where a row stood on an earlier day; where nothing of that day is kept, a row without an own
    /// day is as old as the decision, unless the canvas itself is new.
    fn held(&self, canvas: &Canvas, list: &str, id: Option<&str>) -> bool {
        match &self.before {
            Some(before) => before
                .rows_at(list)
                .any(|earlier| earlier.id().is_some() && earlier.id() == id),
            None => {
                let created = canvas.text("created").and_then(|at| at.parse().ok());
                let is_new = created.is_some_and(|created: Timestamp| created >= self.since);
                !is_new && self.is_decided_before(canvas)
            }
        }
    }
}

/// What a session came to, in the order in which it is told; what stood before it comes last, if any did.
pub fn closing(canvas: &Canvas, suggestion: &Suggestion, begin: &Begin) -> Vec<Part> {
    let decision = decision(canvas, suggestion);
    let (old, new) = match begin.is_decided_before(canvas) {
        true => (decision, Vec::new()),
        false => (Vec::new(), decision),
    };
    let (old_steps, steps) = next_steps(canvas, begin);
    let (old_parked, parked) = parked(canvas, begin);
    let none = |old: &[String], nothing_new, nothing| match old {
        [] => nothing,
        _ => nothing_new,
    };
    let mut parts = vec![
        Part {
            heading: "What we decided",
            lines: new,
            none: none(&old, "Nothing new.", "Nothing yet."),
        },
        Part {
            heading: "Who does what by when",
            lines: steps,
            none: none(
                &old_steps,
                "Nobody has taken a new step.",
                "Nobody has taken a next step yet.",
            ),
        },
        Part {
            heading: "Parked",
            lines: parked,
            none: none(&old_parked, "Nothing new is parked.", "Nothing is parked."),
        },
    ];
    let steps = old_steps.iter().map(|step| format!("To do: {step}"));
    let parked = old_parked.iter().map(|one| format!("Parked: {one}"));
    let lines: Vec<String> = old.into_iter().chain(steps).chain(parked).collect();
    if !lines.is_empty() {
        parts.push(Part {
            heading: "From before this session",
            lines,
            none: "",
        });
    }
    parts
}

/// The decision, why, and when it is looked at again; where there is none, what is suggested.
fn decision(canvas: &Canvas, suggestion: &Suggestion) -> Vec<String> {
    let so_far = || undecided(canvas, suggestion);
    let decided = decided(canvas).or_else(so_far);
    let mut sentences: Vec<String> = decided.into_iter().collect();
    // A reason is one for a choice, and may not tell of one that is hidden.
    let Some(choice) = told_choice(canvas) else {
        return sentences;
    };
    let reason = canvas.text("decision.reason");
    sentences.extend(reason.map(|reason| format!("Because: {}", reason.trim())));
    sentences.extend(looking_again(canvas, choice));
    sentences
}

/// The choice, decided or not, where it may be told.
fn told_choice(canvas: &Canvas) -> Option<Outcome> {
    let question = Question::find("decision.choice").expect("in the table");
    canvas.code(question.id)
}

/// When it is looked at again; a day that is as it was offered is not promised as if somebody had given it.
fn looking_again(canvas: &Canvas, choice: Outcome) -> Option<String> {
    let on = canvas.date("decision.review_on")?;
    let decided = canvas.date("decision.decided_on");
    let offered = decided.and_then(|day| review_offered(canvas, choice, day));
    let day = when::in_words(on);
    Some(match offered == Some(on) {
        true => format!("A day to look again is offered: {day}."),
        false => format!("We look again on {day}."),
    })
}

fn undecided(canvas: &Canvas, suggestion: &Suggestion) -> Option<String> {
    let name = |outcome: Outcome| &Wording::shipped().outcome(outcome).name;
    if let Some(choice) = told_choice(canvas) {
        let choice = name(choice);
        return Some(format!("Not recorded yet; the choice so far: {choice}."));
    }
    let suggested = name(suggestion.outcome?);
    Some(format!(
        "Nothing yet. The answers so far suggest: {suggested}."
    ))
}

/// Every next step in one line each: `Call the duty manager: Therapy lead, by 13 November 2026`. Those of
/// an earlier day, and those of the session.
fn next_steps(canvas: &Canvas, begin: &Begin) -> (Vec<String>, Vec<String>) {
    let question = Question::find("decision.next_steps").expect("in the table");
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for row in canvas.rows(question) {
        let of = match begin.held(canvas, question.id, row.id()) {
            true => &mut old,
            false => &mut new,
        };
        of.extend(next_step(row));
    }
    (old, new)
}

fn next_step(row: Row) -> Option<String> {
    let action = row.line("action")?.trim();
    let said = match row.line("who") {
        Some(who) => joined([action.to_owned(), who.trim().to_owned()], ": "),
        None => format!("{} (nobody yet)", before_a_mark(action)),
    };
    Some(match row.date("by") {
        Some(by) => joined([said, format!("by {}", when::in_words(by))], ", "),
        None => said,
    })
}

/// What was parked on an earlier day, and what in the session.
fn parked(canvas: &Canvas, begin: &Begin) -> (Vec<String>, Vec<String>) {
    let parked = canvas.parked().into_iter();
    let (old, new) = parked.partition(|one| match (one.at, &begin.before) {
        (Some(at), None) => at < begin.since,
        _ => begin.held(canvas, "parked", one.id),
    });
    let texts = |list: Vec<super::parked::Parked>| {
        list.into_iter().map(|one| one.text.to_owned()).collect()
    };
    (texts(old), texts(new))
}

/// What was decided and when, and what was suggested that day; None for a draft.
pub fn decided(canvas: &Canvas) -> Option<String> {
    let (outcome, on) = match canvas.state() {
        State::Draft => return None,
        State::Decided(outcome, on) | State::Ended(outcome, on) => (outcome, on),
    };
    let on = canvas.date("decision.decided_on").unwrap_or(on);
    let name = |outcome: Outcome| &Wording::shipped().outcome(outcome).name;
    let mut text = format!("Decided on {}: {}.", when::in_words(on), name(outcome));
    if let Some(suggested) = canvas.code::<Outcome>("decision.suggested") {
        text.push_str(&format!(" Suggested that day: {}", name(suggested)));
        let because = canvas
            .value("decision.because")
            .and_then(|list| list.as_array());
        let codes = because.into_iter().flatten().filter_map(as_text);
        let known = codes.filter(|code| CHECKS.iter().any(|check| check.name == *code));
        let titles: Vec<&str> = known
            .map(|code| Wording::shipped().check(code).title.as_str())
            .collect();
        if !titles.is_empty() {
            text.push_str(&format!(" ({})", titles.join("; ").to_lowercase()));
        }
        text.push('.');
    }
    if let State::Ended(_, ended) = canvas.state() {
        text.push_str(&format!(" Ended on {}.", when::in_words(ended)));
    }
    Some(text)
}
