//! `check`: what the answers add up to, and why.

use clap::Args;
use serde_json::Value;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::weigh::{Weighed, weigh};
use super::{find, notes};
use crate::canvas::Canvas;
use crate::canvas::capacity::{Capacity, above, days_figure, factor_figure};
use crate::canvas::checks::{CHECKS, Check, Finding, Severity, Why, months_in_words};
use crate::canvas::closing::decided;
use crate::canvas::codes::Freedom;
use crate::canvas::near;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::suggestion::{GUESSES, Suggestion, has_quick_answers, smaller_in_words};
use crate::canvas::wording::Wording;
use crate::workspace::{ReadError, in_one_line};

/// Say what the answers add up to, and why.
///
/// With --json: outcome, provisional, missing, checks (name, severity, leans, message, question),
/// decided_by, capacity (team, usable, work, overhead, build_up, optimism, load, committed, freed,
/// could_free, headroom, use, lead_months, lighter), unread, turns (up, down and pair: the single answers that
/// would change the outcome, each with question, row, column, from, to, outcome, given_by).
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// Say of each reason, or of one, such as TRUST-GAP, what it rests on, who said so, and what would mend it.
    #[arg(long, value_name = "CHECK", num_args = 0..=1, default_missing_value = "", conflicts_with = "is_on")]
    why: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// Prints the suggestion with its reasons; the call ends with [`Exit::Blocker`] where a check blocks.
///
/// # Errors
/// As for [`find::canvas_id`]; [`Exit::Blocker`] where the file is broken.
pub fn run(args: &CheckArgs, call: &Call) -> Result<Printed, Failure> {
    let id = find::canvas_id(call, &args.canvas)?;
    let canvas = match call.workspace.load(&id) {
        Ok(loaded) => loaded.canvas,
        Err(error @ ReadError::Document { .. }) => {
            return Err(Failure::new(Exit::Blocker, in_one_line(&error)));
        }
        Err(error) => return Err(error.into()),
    };
    notes::about_canvas(call, &canvas);
    let weighed = weigh(call, &canvas)?;
    let mut printed = if args.json.is_on {
        let mut json = weighed.suggestion.to_json();
        json["unread"] = Value::from(weighed.unread.clone());
        Printed::json(&json)
    } else if let Some(check) = &args.why {
        Printed::text(whys(call, check, &weighed)?)
    } else {
        Printed::text(in_words(call, &canvas, &weighed))
    };
    let findings = &weighed.suggestion.findings;
    if findings
        .iter()
        .any(|finding| finding.severity == Severity::Blocker)
    {
        printed.exit = Exit::Blocker;
    }
    Ok(printed)
}

fn in_words(call: &Call, canvas: &Canvas, weighed: &Weighed) -> String {
    let suggestion = &weighed.suggestion;
    let mut text = format!("{}\n", call.bold(canvas.title()));
    if let Some(decided) = decided(canvas) {
        text.push_str(&format!("{decided}\n"));
    }
    text.push_str(&verdict(call, canvas, suggestion));
    let mut section = |heading: &str, lines: String| {
        if !lines.is_empty() {
            text.push_str(&format!("\n{}\n{lines}", call.bold(heading)));
        }
    };
    section("Because", listed(suggestion.reasons()));
    section("Beside that", listed(suggestion.conditions()));
    let turns = suggestion.turns.iter();
    for (heading, turns) in turns.flat_map(|turns| turns.in_words(canvas)) {
        let turns = turns.iter().map(|turn| format!("  {}\n", shown(turn)));
        section(&heading, turns.collect());
    }
    let still = match suggestion.is_provisional {
        true => "Still to answer, for a suggestion that is not only so far",
        false => "Not answered yet",
    };
    section(
        still,
        suggestion
            .missing
            .iter()
            .map(|id| open_question(canvas, id))
            .collect(),
    );
    section(
        &format!("Days a month ({GUESSES})"),
        figures(&suggestion.capacity),
    );
    if canvas.freedom() == Some(Freedom::Expected) {
        let whom = canvas.text("cover.asked_by").unwrap_or("whoever asked");
        text.push_str(&format!("\nSpeak to {} before you reply.\n", shown(whom)));
    }
    text
}

/// What each reason rests on, or one of them.
fn whys(call: &Call, check: &str, weighed: &Weighed) -> Result<String, Failure> {
    let wanted = check.trim().to_uppercase();
    let findings = weighed.suggestion.findings.iter().zip(&weighed.whys);
    let found = findings.filter(|(finding, _)| wanted.is_empty() || finding.check == wanted);
    let found: Vec<String> = found
        .map(|(finding, why)| why_in_words(call, finding, why))
        .collect();
    match (found.is_empty(), Check::find(&wanted)) {
        (false, _) => Ok(found.join("\n")),
        (true, Some(check)) => {
            let words = Wording::shipped().check(check.name);
            Ok(format!(
                "{} says nothing here. {}\n",
                check.name, words.rule
            ))
        }
        (true, None) if wanted.is_empty() => Ok("Nothing speaks for or against it yet.\n".into()),
        (true, None) => {
            let near = near::named(&wanted, CHECKS.iter().map(|check| check.name));
            let message = format!("there is no check `{check}`{near}");
            Err(Failure::new(Exit::NotFound, message))
        }
    }
}

fn why_in_words(call: &Call, finding: &Finding, why: &Why) -> String {
    let mut text = format!(
        "{}\n  {}\n",
        call.bold(finding.check),
        shown(&finding.message)
    );
    text.push_str(&format!("  {}\n", why.rule));
    for basis in &why.reads {
        let by = basis
            .by
            .as_ref()
            .map_or_else(String::new, |by| format!(" ({by})"));
        let at = basis
            .question
            .map_or_else(String::new, |question| format!("  {}", question.id));
        let line = format!("{}: {}{by}", basis.what, basis.says);
        text.push_str(&format!("    {}{at}\n", shown(&line)));
    }
    text.push_str(&format!("  What would mend it: {}\n", why.mend));
    text
}

/// What is suggested, how firmly, and what smaller would mean.
fn verdict(call: &Call, canvas: &Canvas, suggestion: &Suggestion) -> String {
    let Some(outcome) = suggestion.outcome else {
        return if has_quick_answers(canvas) {
            "No suggestion: the rules leave this one to you.\n".into()
        } else {
            let names = quick_missing(suggestion);
            format!("No suggestion yet. Still to answer of the quick look: {names}.\n")
        };
    };
    let name = call.bold(&Wording::shipped().outcome(outcome).name);
    let how = if suggestion.is_provisional {
        ", on what you have told so far"
    } else {
        ""
    };
    let mut text = format!("Suggested{how}: {name}\n");
    if let Some(smaller) = smaller_in_words(canvas, suggestion) {
        text.push_str(&format!("{smaller} ({GUESSES})\n"));
    }
    text
}

/// The questions of the quick look that have no answer yet, by their short names.
fn quick_missing(suggestion: &Suggestion) -> String {
    let missing = suggestion
        .missing
        .iter()
        .filter_map(|id| Question::find(id));
    let names: Vec<&str> = missing
        .filter(|question| question.quick)
        .map(|question| Wording::shipped().question(question).short.as_str())
        .collect();
    names.join(", ").to_lowercase()
}

/// Findings one below the other, each with where it points.
fn listed<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(finding_in_words).collect()
}

fn finding_in_words(finding: &Finding) -> String {
    let wording = Wording::shipped();
    let severity = wording.word(finding.severity.code());
    let leans = finding.leans.map(|lean| wording.word(lean.code()));
    let weight = match leans {
        Some(leans) => format!("{severity}, {leans}"),
        None => severity.to_owned(),
    };
    let about = Question::find(finding.question).map_or_else(
        || format!("see the {}", finding.question),
        |question| format!("{} {}", question.id, wording.question(question).label),
    );
    format!(
        "  {}\n    {} ({weight}): {about}\n",
        shown(&finding.message),
        finding.check
    )
}

fn open_question(canvas: &Canvas, id: &str) -> String {
    let question = Question::find(id).expect("missing questions stand in the table");
    let so_far = canvas.alone_so_far(question);
    let so_far = so_far.map_or_else(String::new, |so_far| format!(" ({so_far})"));
    format!(
        "  {id}  {}{so_far}\n",
        Wording::shipped().question(question).label
    )
}

fn figures(capacity: &Capacity) -> String {
    let unknown = || "not known yet".to_owned();
    let days = |days: Option<f64>| days.map_or_else(unknown, days_figure);
    let team = |days: f64| {
        if capacity.team > 0.0 {
            days_figure(days)
        } else {
            unknown()
        }
    };
    let left = match above(0.0, capacity.headroom) && above(capacity.team, 0.0) {
        true => team(-capacity.headroom) + " too many",
        false => team(capacity.headroom),
    };
    let takes = match capacity.load_so_far() {
        Some(so_far) => format!("not known yet, {} so far", days_figure(so_far)),
        None => days(capacity.load),
    };
    let usage = capacity
        .usage
        .map(|usage| format!("{}%", days_figure(usage.max(0.0) * 100.0)));
    let rows = [
        ("the team has", team(capacity.team)),
        ("of these may be promised", team(capacity.usable)),
        ("promised to others", days_figure(capacity.committed)),
        ("freed by what stops", days_figure(capacity.freed)),
        ("left without this", left),
        ("this takes", takes),
        ("  work as entered", days(capacity.work)),
        (
            "  times, as plans are hopeful",
            factor_figure(capacity.optimism),
        ),
        ("  meetings and care", days(capacity.overhead)),
        ("  building trust", days(capacity.build_up)),
        ("use of the team's days", usage.unwrap_or_else(unknown)),
        (
            "months before it works",
            capacity.lead_months.map_or_else(unknown, months_in_words),
        ),
    ];
    let rows: Vec<Vec<String>> = rows
        .map(|(name, figure)| vec![name.to_owned(), figure])
        .into();
    let need = capacity
        .need()
        .map(|need| format!("  {}.\n", need.in_words()));
    need.unwrap_or_default() + &aligned(&rows, "  ")
}
