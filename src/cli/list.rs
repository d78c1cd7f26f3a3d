//! `list`: every canvas with where it stands.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::notes;
use super::printed::Printed;
use crate::canvas::State;
use crate::canvas::capacity::days_figure;
use crate::canvas::codes::{Coded, Outcome};
use crate::canvas::id::CanvasId;
use crate::canvas::instead::counted_in_list;
use crate::canvas::others::Others;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::summary::{Aside, Summary};
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::portfolio::order::in_places;
use crate::portfolio::{Section, next};
use crate::workspace::list::Entry;

/// List every canvas with where it stands.
///
/// With --json, an array of objects: id, title, group (draft, live, other, broken), state
/// (draft, decided, ended), decided, kind, days (a month; null where they are not known yet),
/// days_so_far (what has been entered of them), counted_with (the id of the canvas with which its days count,
/// as one was made of the other), steps_done (of 5), ready, reply_by, review_on, newer; a file that cannot be
/// read, is in the cloud or is a copy of another has id, group and problem.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    json: Json,
}

/// Where a file stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Draft,
    Live,
    Other,
    Broken,
    Copy,
}

impl Group {
    fn of(entry: &Entry) -> Self {
        match &entry.content {
            Err(Aside::CopyOf(_)) => Self::Copy,
            Err(_) => Self::Broken,
            Ok(summary) if summary.state == State::Draft => Self::Draft,
            Ok(summary) if summary.is_live() => Self::Live,
            Ok(_) => Self::Other,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Other => "other",
            Self::Broken | Self::Copy => "broken",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Live => "Live",
            Self::Other => "Decided otherwise, or ended",
            Self::Broken => "Cannot be read",
            Self::Copy => "Copies of other canvases, in no sum",
        }
    }
}

/// Prints the list.
///
/// # Errors
/// When the folder of the canvases cannot be read.
pub fn run(args: &ListArgs, call: &Call) -> Result<Printed, Failure> {
    notes::about_all_refused(call);
    if !args.json.is_on {
        return print(call);
    }
    let entries = in_order(call, call.workspace.entries(call.today)?);
    let optimism = optimism(&entries);
    let with = counted_in_list(entries.iter());
    let items = entries.iter().map(|entry| {
        let with = with.get(entry.id.as_str()).copied();
        as_json(entry, optimism, with)
    });
    if entries.is_empty() {
        call.nothing_yet("canvas");
    }
    Ok(Printed::json(&Value::Array(items.collect())))
}

/// Prints the list for people.
///
/// # Errors
/// When the folder of the canvases cannot be read.
pub fn print(call: &Call) -> Result<Printed, Failure> {
    let entries = in_order(call, call.workspace.entries(call.today)?);
    if entries.is_empty() {
        return Ok(Printed::nothing().hint(call.nothing_yet("canvas")));
    }
    for (entry, summary) in readable(&entries).filter(|(_, summary)| summary.is_newer) {
        let (id, title) = (&entry.id, &summary.title);
        call.note(&format!(
            "note: `{id}`, {title}, was written by a newer version of whytogether"
        ));
    }
    let optimism = optimism(&entries);
    Ok(Printed::text(as_text(call, &entries, optimism)))
}

/// Group by group, what cannot be read last; inside by priority, then oldest first.
fn in_order(call: &Call, entries: Vec<Entry>) -> Vec<Entry> {
    let settings = call.workspace.load_settings();
    let settings = settings.unwrap_or_else(|error| {
        call.note(&format!("note: {}", crate::workspace::in_one_line(&error)));
        Default::default()
    });
    notes::about_settings(call, &settings);
    in_places(entries, &settings.order(), Group::of)
}

/// The factor on planned work that the reviews of the whole workspace give.
fn optimism(entries: &[Entry]) -> f64 {
    let mut all = Others::default();
    for (_, summary) in readable(entries) {
        all.add(&summary.share());
    }
    all.optimism(&[])
}

fn readable(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Summary)> {
    let summaries = entries
        .iter()
        .map(|entry| (entry, entry.content.as_deref()));
    summaries.filter_map(|(entry, content)| Some((entry, content.ok()?)))
}

fn as_json(entry: &Entry, optimism: f64, with: Option<&str>) -> Value {
    let summary = match &entry.content {
        Ok(summary) => summary,
        Err(problem) => {
            let (id, group) = (entry.id.as_str(), Group::of(entry).code());
            return json!({ "id": id, "group": group, "problem": problem.to_string() });
        }
    };
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let state = match summary.state {
        State::Draft => "draft",
        State::Decided(..) => "decided",
        State::Ended(..) => "ended",
    };
    let days = summary.load.map(|load| load.total(optimism));
    json!({
        "id": entry.id.as_str(),
        "title": summary.title,
        "group": Group::of(entry).code(),
        "state": state,
        "decided": summary.decided().map(Outcome::code),
        "kind": summary.kind.map(Coded::code),
        "days": days.filter(|_| summary.is_load_known),
        "days_so_far": days,
        "counted_with": with,
        "steps_done": summary.steps_done(),
        "ready": summary.is_ready,
        "reply_by": date(summary.reply_by),
        "review_on": date(summary.review_on),
        "newer": summary.is_newer,
    })
}

fn as_text(call: &Call, entries: &[Entry], optimism: f64) -> String {
    let with = counted_in_list(entries.iter());
    let rows: Vec<Vec<String>> = readable(entries)
        .map(|(entry, summary)| {
            let with = with
                .get(entry.id.as_str())
                .and_then(|id| titled(entries, id));
            line(&entry.id, summary, (optimism, call.today), with)
        })
        .collect();
    let table = aligned(&rows, "  ");
    let mut lines = table.lines();
    let mut text = String::new();
    let mut last = None;
    for entry in entries {
        let group = Group::of(entry);
        if last != Some(group) {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", call.bold(group.heading())));
            last = Some(group);
        }
        match &entry.content {
            Ok(_) => text.push_str(lines.next().expect("one line for each that can be read")),
            Err(problem) => {
                let problem = format!("{}.json: {problem}", entry.id);
                text.push_str(&format!("  {}", shown(&problem)));
            }
        }
        text.push('\n');
    }
    text
}

/// The title of a canvas of the list.
fn titled<'a>(entries: &'a [Entry], id: &str) -> Option<&'a str> {
    let mut readable = readable(entries);
    let (_, summary) = readable.find(|(entry, _)| entry.id.as_str() == id)?;
    Some(&summary.title)
}

/// One canvas; `with` is the title of the one with which its days count.
fn line(
    id: &CanvasId,
    summary: &Summary,
    (optimism, today): (f64, Date),
    with: Option<&str>,
) -> Vec<String> {
    let kind = summary.kind.and_then(|kind| {
        let question = Question::find("value.kind").expect("in the table");
        Wording::shipped().option(question, kind.code())
    });
    let with = with.filter(|_| summary.is_live());
    // What has ended takes no days.
    let load = summary
        .load
        .filter(|_| !summary.is_ended() && with.is_none());
    let days = load.map(|load| load.total(optimism));
    vec![
        shown(&summary.title).into_owned(),
        shown(id.as_str()).into_owned(),
        kind.map_or_else(String::new, |kind| kind.name.clone()),
        days.map_or_else(String::new, |days| {
            let so_far = if summary.is_load_known { "" } else { " so far" };
            format!("{} d{so_far}", days_figure(days))
        }),
        match with {
            Some(other) => format!("{}, counted with {}", stands(summary), shown(other)),
            None => stands(summary),
        },
        next(summary, today),
    ]
}

fn stands(summary: &Summary) -> String {
    let name = |outcome| Wording::shipped().outcome(outcome).name.clone();
    match summary.state {
        State::Draft if summary.is_ready => "ready to decide".into(),
        State::Draft => format!("{} of 5 steps", summary.steps_done()),
        State::Decided(outcome, _) => name(outcome),
        State::Ended(_, on) => format!("ended {}", when::in_words(on)),
    }
}

fn next(summary: &Summary, today: Date) -> String {
    let next = next::next(summary, Section::of_state(summary.state), today);
    next.map_or_else(String::new, |next| next::in_words(next, today))
}
