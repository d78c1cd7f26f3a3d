//! `due`: what is owed, near or passed, by the day.

use clap::Args;
use serde_json::Value;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::notes;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::portfolio::agenda::{Item, agenda};

/// List what is due, by the day: replies, reviews, first wins, ends, next steps, dates to look again.
///
/// A reply owed is listed from the start, also after deciding until a letter was sent, unless it is simply yes;
/// what the last review asks for since then; a review and a next step from two weeks ahead, an end or renewal
/// from two months ahead; a first win, a "not yet" or a no once its day has come. A review settles the next
/// steps before it, and first wins that it calls come.
///
/// With --json, an array of objects: on, kind (reply, review, first_win, end, next_step, look_again, signal), id,
/// title, about (or null).
#[derive(Debug, Args)]
pub struct DueArgs {
    #[command(flatten)]
    json: Json,
}

/// Prints what is due.
///
/// # Errors
/// When the folder of the canvases cannot be read.
pub fn run(args: &DueArgs, call: &Call) -> Result<Printed, Failure> {
    let entries = call.workspace.entries(call.today)?;
    for entry in &entries {
        notes::about_other(call, entry);
    }
    let items = agenda(&entries, call.today);
    if args.json.is_on {
        let items = items.iter().map(Item::to_json);
        return Ok(Printed::json(&Value::Array(items.collect())));
    }
    if !call.workspace.is_begun() {
        return Ok(Printed::nothing().hint(call.nothing_yet("canvas")));
    }
    if items.is_empty() {
        call.note("nothing is due");
    }
    let rows: Vec<Vec<String>> = items.iter().map(|item| line(item, call)).collect();
    Ok(Printed::text(aligned(&rows, "")))
}

fn line(item: &Item, call: &Call) -> Vec<String> {
    vec![
        item.due.on.to_string(),
        when::from_today(item.due.on, call.today),
        item.due.kind.name().into(),
        shown(item.title).into_owned(),
        shown(&item.due.about).into_owned(),
    ]
}
