//! `restore`: a canvas comes back from the trash, or an answer from an earlier day.

use std::fs;

use clap::Args;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::printed::Printed;
use super::{find, put_back};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;

/// Take a canvas back from the trash, or put back what it said on an earlier day.
///
/// With --json, an object: id, path. Without a canvas, an array of objects: id, title. With --at, an
/// object: id, day, changed (question ids).
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// An id, the start of one, or a title. Without it the trash is listed.
    canvas: Option<String>,
    /// Put back what the canvas said at the end of a day: 2026-11-20, 20 November, yesterday.
    #[arg(long, value_name = "DATE", requires = "canvas")]
    at: Option<String>,
    /// Put back the answer to one question only, such as purpose.change.
    #[arg(long, value_name = "QUESTION", requires = "at")]
    question: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// Moves the newest file of that canvas back, or lists what lies in the trash.
///
/// # Errors
/// `Exit::NotFound` where none or several have the name, and as for
/// [`crate::workspace::Workspace::restore`]; with `--at`, as for [`put_back::run`].
pub fn run(args: &RestoreArgs, call: &Call) -> Result<Printed, Failure> {
    if let (Some(name), Some(at)) = (&args.canvas, &args.at) {
        return put_back::run(call, name, at, args.question.as_deref(), args.json);
    }
    let known: Vec<(CanvasId, String)> = call
        .workspace
        .trashed()
        .into_iter()
        .map(|id| (id.clone(), title(call, &id)))
        .collect();
    let Some(name) = &args.canvas else {
        return Ok(list(&known, args.json));
    };
    let exact = known.iter().find(|(id, _)| id.as_str() == name);
    let id = match exact {
        Some((id, _)) => id.clone(),
        None => find::match_name(&known, name, find::CANVASES, "the trash")
            .map_err(|failure| failure.hint("whytogether restore"))?,
    };
    let path = call.workspace.restore(&id)?;
    call.note(&format!("`{id}` is back"));
    Ok(if args.json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "path": path.to_string_lossy() }))
    } else {
        Printed::nothing()
    })
}

/// The title of a canvas in the trash, or "" where its file cannot be read.
fn title(call: &Call, id: &CanvasId) -> String {
    let bytes = fs::read(call.workspace.newest_trashed_path(id)).unwrap_or_default();
    let canvas = Canvas::read(id.clone(), &bytes);
    canvas.map_or_else(|_| String::new(), |canvas| canvas.title().to_owned())
}

fn list(known: &[(CanvasId, String)], json: Json) -> Printed {
    if json.is_on {
        let items = known
            .iter()
            .map(|(id, title)| json!({ "id": id.as_str(), "title": title }));
        return Printed::json(&Value::Array(items.collect()));
    }
    let rows: Vec<Vec<String>> = known
        .iter()
        .map(|(id, title)| vec![shown(title).into_owned(), shown(id.as_str()).into_owned()])
        .collect();
    Printed::text(aligned(&rows, ""))
}
