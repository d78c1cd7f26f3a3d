//! `merge`: three versions of a canvas or a ranking into one, for git and for hands.

use std::path::PathBuf;

use clap::Args;

use super::call::Call;
use super::failure::Failure;
use super::printed::Printed;
use crate::workspace::git::driver::Versions;

/// Merge what two sides made of a canvas, answer by answer, or of a ranking, person by person, as git's
/// merge driver.
///
/// The result is written over OURS. Where both sides changed the same answer, ours stands and theirs
/// waits in the file for someone to pick. `workspace.json` is merged the same way, value by value.
/// Where a side cannot be read, or a newer version wrote it, nothing is written and git reports a
/// conflict. `git-setup` tells git to use this.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// What both sides began with; an empty file where both added it.
    base: PathBuf,
    /// Our version, which the result is written over.
    ours: PathBuf,
    /// Their version.
    theirs: PathBuf,
    /// What to call the file in messages.
    name: Option<String>,
}

/// Merges, and says what both sides changed.
///
/// # Errors
/// As for [`Versions::merge`]; no file is changed then.
pub fn run(args: &MergeArgs, call: &Call) -> Result<Printed, Failure> {
    let ours = args.ours.to_string_lossy();
    let name = args.name.as_deref().unwrap_or(&ours);
    let versions = Versions {
        base: args.base.clone(),
        ours: args.ours.clone(),
        theirs: args.theirs.clone(),
    };
    let merged = versions.merge(call.now()).map_err(|error| {
        let failure = Failure::from(error);
        Failure {
            message: format!("`{name}` is not merged: {failure}"),
            ..failure
        }
    })?;
    if !merged.contested.is_empty() {
        let both = merged.contested.join(", ");
        call.note(&format!(
            "note: `{name}`: both sides changed {both}; ours stands, theirs waits for someone to pick"
        ));
    }
    Ok(Printed::nothing())
}
