//! `trash`: a canvas or a ranking goes out of sight, and can be taken back.

use clap::Args;
use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::failure::Failure;
use super::find;
use super::printed::Printed;

/// Move a canvas or a ranking to the trash.
///
/// With --json, an object: id, path.
#[derive(Debug, Args)]
pub struct TrashArgs {
    /// An id, the start of one, or a title.
    #[arg(value_name = "CANVAS|RANKING")]
    name: String,
    #[command(flatten)]
    json: Json,
}

/// Moves the file to the trash, readable or not.
///
/// # Errors
/// As for [`find::filed`] and [`crate::workspace::Workspace::trash`].
pub fn run(args: &TrashArgs, call: &Call) -> Result<Printed, Failure> {
    let (what, id) = find::filed(call, &args.name)?;
    let path = call.workspace.trash(what, &id)?;
    call.note(&format!("`{id}` lies in `{}` now", path.display()));
    let printed = if args.json.is_on {
        Printed::json(&json!({ "id": id.as_str(), "path": path.to_string_lossy() }))
    } else {
        Printed::nothing()
    };
    Ok(printed.hint(format!("whytogether restore {id}")))
}
