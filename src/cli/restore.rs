//! `restore`: a canvas or a ranking comes back from the trash, or an answer from an earlier day.

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
use crate::canvas::ranking::Ranking;
use crate::canvas::shown::shown;
use crate::workspace::SaveError;
use crate::workspace::trash::Filed;

/// Take a canvas or a ranking back from the trash, or put back what a canvas said on an earlier day.
///
/// With --json, an object: id, path. Without a name, an array of objects: id, title, kind (canvas or
/// ranking). With --at, an object: id, day, changed (question ids).
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// An id, the start of one, or a title. Without it the trash is listed.
    #[arg(value_name = "CANVAS|RANKING")]
    name: Option<String>,
    /// Put back what the canvas said at the end of a day: 2026-11-20, 20 November, yesterday.
    #[arg(long, value_name = "DATE", requires = "name")]
    at: Option<String>,
    /// Put back the answer to one question only, such as purpose.change.
    #[arg(long, value_name = "QUESTION", requires = "at")]
    question: Option<String>,
    /// Where another canvas has its place now, take it back beside that one, under an id of its own.
    #[arg(long, requires = "name", conflicts_with = "at")]
    beside: bool,
    #[command(flatten)]
    json: Json,
}

/// Something in the trash.
struct Trashed {
    what: Filed,
    id: CanvasId,
    title: String,
}

/// Moves the newest file of that name back, or lists what lies in the trash.
///
/// # Errors
/// `Exit::NotFound` where none or several have the name, and as for
/// [`crate::workspace::Workspace::restore`]; with `--at`, as for [`put_back::run`].
pub fn run(args: &RestoreArgs, call: &Call) -> Result<Printed, Failure> {
    if let (Some(name), Some(at)) = (&args.name, &args.at) {
        return put_back::run(call, name, at, args.question.as_deref(), args.json);
    }
    let known = trashed(call);
    let Some(name) = &args.name else {
        return Ok(list(&known, args.json));
    };
    let (what, id) = meant(&known, name)?;
    let (id, path) = match (args.beside, what) {
        (true, Filed::Canvas) => {
            let random = &mut |end: usize| fastrand::usize(..end);
            let new = call.workspace.restore_beside(&id, random)?;
            let path = call.workspace.canvas_path(&new);
            (new, path)
        }
        _ => {
            let path = call.workspace.restore(what, &id);
            (id.clone(), path.map_err(|error| refused(error, what, &id))?)
        }
    };
    call.note(&format!("`{id}` is back"));
    Ok(if args.json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "path": path.to_string_lossy() }))
    } else {
        Printed::nothing()
    })
}

/// Says how to have both where another has the place now.
fn refused(error: SaveError, what: Filed, id: &CanvasId) -> Failure {
    let is_taken = matches!(error, SaveError::Exists { .. });
    let failure = Failure::from(error);
    match (is_taken, what) {
        (true, Filed::Canvas) => failure.hint(format!(
            "whytogether restore {id} --beside takes it back beside the one that is there"
        )),
        (true, Filed::Ranking) => {
            failure.hint("move the one that is there to the trash first: it gets another number")
        }
        (false, _) => failure,
    }
}

fn trashed(call: &Call) -> Vec<Trashed> {
    let all = Filed::ALL.into_iter().flat_map(|what| {
        let ids = call.workspace.trashed(what).into_iter();
        ids.map(move |id| (what, id))
    });
    all.map(|(what, id)| Trashed {
        title: title(call, what, &id),
        what,
        id,
    })
    .collect()
}

fn meant(known: &[Trashed], name: &str) -> Result<(Filed, CanvasId), Failure> {
    let exact = known.iter().find(|one| one.id.as_str() == name);
    if let Some(one) = exact {
        return Ok((one.what, one.id.clone()));
    }
    let has_rankings = known.iter().any(|one| one.what == Filed::Ranking);
    let called = if has_rankings {
        find::EITHER
    } else {
        find::CANVASES
    };
    let named = known.iter().map(|one| (one.id.clone(), one.title.clone()));
    let named: Vec<(CanvasId, String)> = named.collect();
    let id = find::match_name(&named, name, called, "the trash")
        .map_err(|failure| failure.hint("whytogether restore"))?;
    let what = known.iter().find(|one| one.id == id);
    Ok((what.expect("it is among them").what, id))
}

/// The title of what lies in the trash, or "" where its file cannot be read.
fn title(call: &Call, what: Filed, id: &CanvasId) -> String {
    let path = call.workspace.newest_trashed_path(what, id);
    let bytes = fs::read(path).unwrap_or_default();
    let title = match what {
        Filed::Canvas => Canvas::read(id.clone(), &bytes).map(|canvas| canvas.title().to_owned()),
        Filed::Ranking => Ranking::read(id.clone(), &bytes).map(|one| one.title().to_owned()),
    };
    title.unwrap_or_default()
}

fn list(known: &[Trashed], json: Json) -> Printed {
    if json.is_on {
        let items = known.iter().map(
            |one| json!({ "id": one.id.as_str(), "title": one.title, "kind": one.what.name() }),
        );
        return Printed::json(&Value::Array(items.collect()));
    }
    let rows = known.iter().map(|one| {
        let id = shown(one.id.as_str()).into_owned();
        let mut row = vec![shown(&one.title).into_owned(), id];
        row.extend((one.what == Filed::Ranking).then(|| one.what.name().to_owned()));
        row
    });
    Printed::text(aligned(&rows.collect::<Vec<_>>(), ""))
}
