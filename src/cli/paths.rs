//! `paths`: where files are kept, and how the workspace was chosen.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::workspace::folders::Folders;
use crate::workspace::locate::ChosenBy;

/// Print where files are kept.
///
/// With --json, an object: data, config (always null: nothing is read from one), cache, state, workspace,
/// chosen_by (flag, environment, current_folder, default); null where the system names no home folder.
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
    let Folders { data, cache, state } = &call.folders;
    let [data, cache, state] = [data, cache, state].map(|folder| folder.as_deref().map(path));
    let root = Some(call.workspace.root()).filter(|root| *root != Path::new(""));
    let workspace = root.map(path);
    if args.json.is_on {
        return Printed::json(&json!({
            "data": data,
            "config": null,
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
        row("cache", cache),
        row("state", state),
        row("workspace", workspace),
        row("", Some(format!("({reason})"))),
    ];
    Printed::text(aligned(&rows, ""))
}
