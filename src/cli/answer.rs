//! `answer`: a blank canvas for a partner to fill in.

use std::path::{Path, PathBuf};

use clap::Args;

use super::args::path;
use super::call::Call;
use super::export::{refuse_own_files, write};
use super::failure::{Exit, Failure};
use super::find;
use super::printed::Printed;
use crate::canvas::question::Question;
use crate::canvas::sheet::{Invitation, sheet};

/// Write a blank canvas file for a partner to fill in, with this program or with any editor.
///
/// It holds the title, the partners' names, what --share names, and the questions in words with a place for
/// each answer. Nothing else of the canvas leaves. When it comes back, `compare` lays it beside the canvas,
/// and `import` takes it in.
#[derive(Debug, Args)]
pub struct AnswerArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// Write a file instead of printing; `-` prints.
    #[arg(long, value_name = "FILE", value_parser = path())]
    to: Option<PathBuf>,
    /// The organisation that is to fill it in.
    #[arg(long = "for", value_name = "ORGANISATION")]
    addressee: Option<String>,
    /// A few words for them.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// An answer of ours that they may see and change, such as purpose.change.
    #[arg(long, value_name = "QUESTION")]
    share: Vec<String>,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
}

/// Prints the blank canvas, or writes it to a file.
///
/// # Errors
/// As for [`find::canvas`] and [`find::question`]; [`Exit::Usage`] where an answer cannot be shared,
/// [`Exit::Failed`] where the file is there already or cannot be written.
pub fn run(args: &AnswerArgs, call: &Call) -> Result<Printed, Failure> {
    let canvas = find::canvas(call, &args.canvas)?.canvas;
    let share = args.share.iter().map(|id| find::question(id));
    let share: Vec<&'static Question> = share.collect::<Result<_, _>>()?;
    let said = |text: &'static str, given: &Option<String>| match given.as_deref() {
        Some(given) if given.trim().is_empty() || given.contains('\r') => Err(Failure::new(
            Exit::Usage,
            format!("{text} needs some words"),
        )),
        _ => Ok(()),
    };
    said("--for", &args.addressee)?;
    said("--note", &args.note)?;
    let invitation = Invitation {
        to: args.addressee.as_deref(),
        note: args.note.as_deref(),
        share: &share,
    };
    let random = &mut |end| fastrand::usize(..end);
    let blank = sheet(&canvas, &invitation, call.now(), random)
        .map_err(|error| Failure::new(Exit::Usage, error.to_string()))?;
    let printed = Printed::canvas(&blank);
    match args.to.as_deref().filter(|path| *path != Path::new("-")) {
        None => Ok(printed),
        Some(path) => {
            refuse_own_files(call, path)?;
            write(path, printed.text.as_bytes(), args.force)?;
            call.note(&format!("written to `{}`", path.display()));
            Ok(Printed::nothing())
        }
    }
}
