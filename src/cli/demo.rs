//! `demo`: a sample workspace in a temporary folder.

use clap::Args;
use serde_json::json;

use super::Screen;
use super::args::Json;
use super::call::{Call, has_terminal};
use super::failure::{Exit, Failure};
use super::open;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::tui::Door;
use crate::workspace::samples;

/// Look around in a sample workspace.
///
/// On a terminal the screen opens, and the folder goes when the screen closes. Otherwise, and with
/// --json ({"workspace": path}), the folder stays and its path is printed.
#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    json: Json,
}

/// Writes the samples and opens them, or prints where they are.
///
/// # Errors
/// [`Exit::Failed`] where the folder cannot be written or the terminal cannot be used.
pub fn run(args: &DemoArgs, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    let folder = tempfile::Builder::new()
        .prefix("whytogether-demo-")
        .tempdir()
        .map_err(|error| {
            Failure::new(
                Exit::Failed,
                format!("could not make a temporary folder: {error}"),
            )
        })?;
    let workspace = samples::write(folder.path())?;
    if !args.json.is_on && !call.is_plain() && has_terminal() {
        let mut start = call.start(None, Door::default());
        start.workspace = workspace;
        start.is_demo = true;
        start.as_of = Some(start.as_of.unwrap_or(samples::DAY));
        // What is remembered about the samples goes with them.
        start.state_folder = None;
        return open::show(start, screen);
    }
    let path = folder.keep();
    let printed = if args.json.is_on {
        Printed::json(&json!({ "workspace": path.to_string_lossy() }))
    } else {
        Printed::text(format!("{}\n", shown(&path.to_string_lossy())))
    };
    Ok(printed.hint(format!(
        "whytogether --workspace {} --as-of {} list",
        path.display(),
        samples::DAY
    )))
}
