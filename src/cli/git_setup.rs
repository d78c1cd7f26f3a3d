//! `git-setup`: a repository learns how canvases are merged.

use std::env;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::{Exit, Failure};
use super::git_hints;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::workspace::git::Repository;
use crate::workspace::git::setup::{Change, Changes, Wanted};

/// Tell the workspace's git repository how canvases are merged.
///
/// Writes a few lines to .gitattributes and .gitignore of the workspace, between two marks, and the
/// merge driver to the repository's own configuration. Every clone needs this once; `sync` does it too.
/// With --json, an object: repository, attributes, ignore, driver (each written, removed or unchanged).
#[derive(Debug, Args)]
pub struct GitSetupArgs {
    /// Take out again what this has written, and nothing else.
    #[arg(long)]
    remove: bool,
    #[command(flatten)]
    json: Json,
}

/// Sets up or takes back, and says what has changed.
///
/// # Errors
/// [`Exit::NotFound`] where there is no workspace, and as for [`Repository::set_up`].
pub fn run(args: &GitSetupArgs, call: &Call) -> Result<Printed, Failure> {
    workspace_is_there(call)?;
    let failed = |error| git_hints::failure(error, &call.workspace);
    let repository = Repository::of(&call.workspace).map_err(failed)?;
    let program = program()?;
    let wanted = if args.remove {
        Wanted::Not
    } else {
        Wanted::With(&program)
    };
    let changes = repository.set_up(&call.workspace, wanted).map_err(failed)?;
    let top = repository.top().to_string_lossy();
    if args.json.is_on {
        return Ok(Printed::json(&json!({
            "repository": top,
            "attributes": code(changes.attributes),
            "ignore": code(changes.ignore),
            "driver": code(changes.driver),
        })));
    }
    let printed = Printed::text(as_text(changes, &top));
    Ok(if args.remove {
        printed
    } else {
        printed.hint("whytogether sync")
    })
}

/// Makes sure that there is a workspace to share.
///
/// # Errors
/// [`Exit::NotFound`] where there is none.
pub fn workspace_is_there(call: &Call) -> Result<(), Failure> {
    if call.workspace.exists() {
        return Ok(());
    }
    let folder = call.workspace.root().display().to_string();
    let hint = format!("whytogether init {}", shell_words::quote(&folder));
    let message = format!("there is no workspace in `{folder}`");
    Err(Failure::new(Exit::NotFound, message).hint(hint))
}

/// Where this program is, so that git can run it.
///
/// # Errors
/// [`Exit::Failed`] where the system does not know.
pub fn program() -> Result<PathBuf, Failure> {
    env::current_exe().map_err(|error| {
        let message = format!("the system does not say where this program is: {error}");
        Failure::new(Exit::Failed, message)
    })
}

fn as_text(changes: Changes, top: &str) -> String {
    let row = |name: &str, change| vec![name.to_owned(), in_words(change).to_owned()];
    let rows = [
        vec!["repository".to_owned(), shown(top).into_owned()],
        row(".gitattributes", changes.attributes),
        row(".gitignore", changes.ignore),
        row("merge driver", changes.driver),
    ];
    aligned(&rows, "")
}

fn in_words(change: Change) -> &'static str {
    match change {
        Change::Written => "written",
        Change::Removed => "taken out",
        Change::Unchanged => "as it was",
    }
}

fn code(change: Change) -> &'static str {
    match change {
        Change::Written => "written",
        Change::Removed => "removed",
        Change::Unchanged => "unchanged",
    }
}
