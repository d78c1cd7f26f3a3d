//! `paths`: where files are kept, and how the workspace was chosen.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::workspace::locate::ChosenBy;

/// Print where files are kept.
///
/// With --json, an object: data, config, state, workspace, chosen_by (flag, environment,
/// current_folder, default).
#[derive(Debug, Args)]
pub struct PathsArgs {
    #[command(flatten)]
    json: Json,
}

/// Prints the folders.
pub fn run(args: &PathsArgs, call: &Call) -> Printed {
    let (code, reason) = match call.chosen_by {
        ChosenBy::Flag => ("flag", "by --workspace"),
        ChosenBy::Environment => ("environment", "by WHYTOGETHER_WORKSPACE"),
        ChosenBy::CurrentFolder => ("current_folder", "at or above the current folder"),
        ChosenBy::Default => ("default", "nothing else was chosen"),
    };
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let folders = call.folders.as_ref();
    let data = folders.map(|folders| path(&folders.data));
    let config = folders.map(|folders| path(&folders.config));
    let cache = folders.map(|folders| path(&folders.cache));
    let state = folders.map(|folders| path(&folders.state));
    let workspace = path(call.workspace.root());
    if args.json.is_on {
        return Printed::json(&json!({
            "data": data,
            "config": config,
            "cache": cache,
            "state": state,
            "workspace": workspace,
            "chosen_by": code,
        }));
    }
    let row = |name: &str, path: Option<String>| {
        let path = path.unwrap_or_else(|| "not known".into());
        vec![name.to_owned(), shown(&path).into_owned()]
    };
    let rows = [
        row("data", data),
        row("config", config),
        row("cache", cache),
        row("state", state),
        row("workspace", Some(workspace)),
        row("", Some(format!("({reason})"))),
    ];
    Printed::text(aligned(&rows, ""))
}
