//! `init`: a folder becomes a workspace.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::{Json, path};
use super::call::Call;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::workspace::Workspace;

/// Make a folder a workspace.
///
/// With --json, an object: workspace, created.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; it is made where it is not there yet. Without it the current folder is meant.
    #[arg(value_parser = path())]
    folder: Option<PathBuf>,
    #[command(flatten)]
    json: Json,
}

/// Makes the workspace, named like its folder; a workspace that is there stays as it is.
///
/// # Errors
/// [`Exit::Failed`] where the system refuses or another `workspace.json` stands there.
pub fn run(args: &InitArgs, call: &Call) -> Result<Printed, Failure> {
    let flag = call.workspace_flag();
    let folder = args.folder.as_deref().or(flag);
    let workspace = Workspace::at(folder.unwrap_or(".".as_ref()));
    let is_new = !workspace.exists();
    workspace.prepare()?;
    let root = fs::canonicalize(workspace.root()).map_err(|error| {
        let folder = workspace.root().display();
        Failure::new(Exit::Failed, format!("could not open `{folder}`: {error}"))
    })?;
    let settings = workspace.load_settings()?;
    if let Some(name) = root.file_name().filter(|_| is_new) {
        let mut named = settings.clone();
        named.set_name(&name.to_string_lossy());
        workspace.save_settings(&named, &settings)?;
    }
    if !is_new {
        call.note(&format!("`{}` is a workspace already", root.display()));
    }
    Ok(if args.json.is_on {
        Printed::json(&json!({ "workspace": root.to_string_lossy(), "created": is_new }))
    } else {
        Printed::text(format!("{}\n", shown(&root.to_string_lossy())))
    })
}
