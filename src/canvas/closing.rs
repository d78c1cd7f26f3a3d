//! What a session came to: what was decided, who does what by when, what is parked.

use super::checks::CHECKS;
use super::codes::Outcome;
use super::question::Question;
use super::row::{Row, as_text};
use super::suggestion::Suggestion;
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

/// What a session came to, in the order in which it is told.
pub fn closing(canvas: &Canvas, suggestion: &Suggestion) -> [Part; 3] {
    [
        Part {
            heading: "What we decided",
            lines: decision(canvas, suggestion),
            none: "Nothing yet.",
        },
        Part {
            heading: "Who does what by when",
            lines: next_steps(canvas),
            none: "Nobody has taken a next step yet.",
        },
        Part {
            heading: "Parked",
            lines: parked(canvas),
            none: "Nothing is parked.",
        },
    ]
}

/// The decision, why, and when it is looked at again; where there is none, what is suggested.
fn decision(canvas: &Canvas, suggestion: &Suggestion) -> Vec<String> {
    let so_far = || undecided(canvas, suggestion);
    let decided = decided(canvas).or_else(so_far);
    let mut sentences: Vec<String> = decided.into_iter().collect();
    let reason = canvas.text("decision.reason");
    sentences.extend(reason.map(|reason| format!("Because: {}", reason.trim())));
    let review = canvas.date("decision.review_on");
    sentences.extend(review.map(|on| format!("We look again on {}.", when::in_words(on))));
    sentences
}

fn undecided(canvas: &Canvas, suggestion: &Suggestion) -> Option<String> {
    let name = |outcome: Outcome| &Wording::shipped().outcome(outcome).name;
    if let Some(choice) = canvas.code::<Outcome>("decision.choice") {
        let choice = name(choice);
        return Some(format!("Not recorded yet; the choice so far: {choice}."));
    }
    let suggested = name(suggestion.outcome?);
    Some(format!(
        "Nothing yet. The answers so far suggest: {suggested}."
    ))
}

/// Every next step in one line each: `Call the duty manager: Therapy lead, by 13 November 2026`.
fn next_steps(canvas: &Canvas) -> Vec<String> {
    let question = Question::find("decision.next_steps").expect("in the table");
    let steps = canvas.rows(question).filter_map(|row: Row| {
        let action = row.line("action")?.trim();
        let who = row.line("who").map(|who| who.trim().to_owned());
        let by = row
            .date("by")
            .map(|by| format!("by {}", when::in_words(by)));
        let beside: Vec<String> = who.into_iter().chain(by).collect();
        Some(match beside.as_slice() {
            [] => format!("{action} (nobody yet)"),
            _ => format!("{action}: {}", beside.join(", ")),
        })
    });
    steps.collect()
}

fn parked(canvas: &Canvas) -> Vec<String> {
    let parked = canvas.parked().into_iter();
    parked.map(|one| one.text.to_owned()).collect()
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
