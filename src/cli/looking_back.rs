//! `looking-back`: what became of all that was reviewed or has ended.

use clap::Args;

use super::args::Json;
use super::call::Call;
use super::failure::Failure;
use super::notes;
use super::printed::Printed;
use crate::portfolio::looking_back::LookingBack;

/// Say how beliefs, worth and days turned out, over all collaborations that were reviewed or have ended.
///
/// Counts and plain words. "Kept" is worth what was promised, or more; "same" days are within a quarter of
/// the plan.
///
/// With --json, an object: collaborations, ended, reviews, believed and doubted (count, kept), worth and
/// days (less, same, more), days_ratio (or null), first_win (yes, late, no), start_again (yes, perhaps,
/// no), in_words (an array of sentences).
#[derive(Debug, Args)]
pub struct LookingBackArgs {
    #[command(flatten)]
    json: Json,
}

/// Prints what there is to look back on.
///
/// # Errors
/// When the folder of the canvases cannot be read.
pub fn run(args: &LookingBackArgs, call: &Call) -> Result<Printed, Failure> {
    let entries = call.workspace.entries(call.today)?;
    for entry in &entries {
        notes::about_other(call, entry);
    }
    let back = LookingBack::over(&entries);
    if args.json.is_on {
        return Ok(Printed::json(&back.to_json()));
    }
    let lines = back.in_words().into_iter().map(|said| format!("{said}\n"));
    Ok(Printed::text(lines.collect::<String>()))
}
