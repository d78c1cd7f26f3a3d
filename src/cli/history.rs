//! `history`: what a canvas said on earlier days, and what changed between them.

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::lost::lost;
use super::printed::Printed;
use super::{earlier, find};
use crate::canvas::changes::{changed, changed_beside, decided};
use crate::canvas::codes::{Coded as _, Outcome};
use crate::canvas::history::{History, Occasion, Unread, day_of};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, State, instant, when};
use crate::clock;

/// List what a canvas said earlier.
///
/// A version is kept for each day on which the canvas was worked on, around each decision, and before
/// someone else's change lost something. With
/// --json, an array of objects, oldest first: at (the instant of its last change), day, is_now, changed
/// (question ids, against the version before), beside (keys that are no answers), decided (an outcome
/// or null), decided_on, problem (null unless the version cannot be read).
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    #[command(flatten)]
    json: Json,
}

/// One version as it is listed.
struct Version {
    at: Timestamp,
    is_now: bool,
    occasion: Occasion,
    canvas: Result<Canvas, Unread>,
}

/// Prints the versions, oldest first; the last one is the canvas as it stands.
///
/// # Errors
/// As for [`find::canvas`] and [`earlier::history`]; where only the history is left, that will do.
pub fn run(args: &HistoryArgs, call: &Call) -> Result<Printed, Failure> {
    let (now, versions) = match find::canvas(call, &args.canvas) {
        Ok(loaded) => (Some(loaded.canvas.clone()), versions(call, &loaded.canvas)?),
        Err(met) => {
            let lost = lost(call, &args.canvas, met)?;
            lost.note(call);
            (None, kept(&lost.history))
        }
    };
    let mut before: Option<&Canvas> = None;
    let (mut values, mut rows) = (Vec::new(), Vec::new());
    for version in &versions {
        // Which questions are asked depends on the canvas: on this version, where none stands now.
        let asked = now.as_ref().or(version.canvas.as_ref().ok());
        values.push(as_json(version, before, asked));
        let words = in_words(version, before, asked);
        rows.push(vec![day_and_time(version.at), shown(&words).into_owned()]);
        before = version.canvas.as_ref().ok().or(before);
    }
    if args.json.is_on {
        return Ok(Printed::json(&Value::Array(values)));
    }
    let printed = Printed::text(aligned(&rows, ""));
    Ok(match &now {
        Some(now) if versions.len() > 1 => {
            printed.hint(format!("whytogether show {} --at DATE", now.id()))
        }
        _ => printed,
    })
}

fn versions(call: &Call, now: &Canvas) -> Result<Vec<Version>, Failure> {
    let mut versions = kept(&earlier::history(call, now)?);
    let standing = Version {
        at: now.updated().unwrap_or_else(|| call.now()),
        is_now: true,
        occasion: Occasion::Usual,
        canvas: Ok(now.clone()),
    };
    // A decision is kept as it is made: then the newest version is the canvas itself.
    let is_the_same = |last: &Version| last.canvas.as_ref() == Ok(now);
    if versions.last().is_some_and(is_the_same) {
        versions.pop();
    }
    versions.push(standing);
    Ok(versions)
}

/// The versions that the history holds.
fn kept(history: &History) -> Vec<Version> {
    let kept = (0..history.len()).map(|index| Version {
        at: history.at(index),
        is_now: false,
        occasion: history.occasion(index),
        canvas: history.canvas(index),
    });
    kept.collect()
}

fn day_and_time(at: Timestamp) -> String {
    let local = at.to_zoned(clock::here());
    format!(
        "{}, {}",
        when::in_words(local.date()),
        local.strftime("%H:%M")
    )
}

/// What changed since the version before, by the short names of the questions.
fn in_words(version: &Version, before: Option<&Canvas>, asked: Option<&Canvas>) -> String {
    let canvas = match &version.canvas {
        Err(unread) => return format!("cannot be read: {unread}"),
        Ok(canvas) => canvas,
    };
    let mut parts: Vec<String> = decided(before, canvas).into_iter().collect();
    match before {
        None => parts.push("the first version that is known".into()),
        Some(before) => {
            let short = |question| Wording::shipped().question(question).short.clone();
            let mut names: Vec<String> = changed(before, canvas, asked.unwrap_or(canvas))
                .iter()
                .map(|change| short(change.question))
                .collect();
            names.extend(
                changed_beside(before, canvas)
                    .iter()
                    .map(|(_, name)| (*name).to_owned()),
            );
            if !names.is_empty() {
                parts.push(format!("changed: {}", names.join(", ")));
            }
        }
    }
    if version.occasion == Occasion::BeforeOthers {
        parts.push("before someone else's change".into());
    }
    if version.is_now {
        parts.push("as it stands now".into());
    }
    parts.join("; ")
}

fn as_json(version: &Version, before: Option<&Canvas>, asked: Option<&Canvas>) -> Value {
    let canvas = version.canvas.as_ref();
    let both = canvas.ok().zip(before);
    let ids = both.map_or_else(Vec::new, |(canvas, before)| {
        changed(before, canvas, asked.unwrap_or(canvas))
    });
    let beside = both.map_or_else(Vec::new, |(canvas, before)| changed_beside(before, canvas));
    let decided = canvas.ok().and_then(|canvas| match canvas.state() {
        State::Draft => None,
        State::Decided(outcome, on) | State::Ended(outcome, on) => Some((outcome, on, canvas)),
    });
    json!({
        "at": instant(version.at),
        "day": day_of(version.at, &clock::here()).to_string(),
        "is_now": version.is_now,
        "changed": ids.iter().map(|change| change.question.id).collect::<Vec<_>>(),
        "beside": beside.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
        "decided": decided.map(|(outcome, ..)| Outcome::code(outcome)),
        "decided_on": decided.and_then(|(_, _, canvas)| canvas.value("decision.decided_on").cloned()),
        "problem": canvas.err().map(ToString::to_string),
    })
}
