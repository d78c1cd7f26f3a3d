//! `import`: a canvas file of someone else, as a canvas of its own or as one voice of ours.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::args::{Json, path};
use super::call::Call;
use super::change::{save, to_change};
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::{elsewhere, find, notes};
use crate::canvas::hearing::Heard;
use crate::canvas::joint::MOST_ROWS;
use crate::canvas::names::folded;
use crate::canvas::question::Question;
use crate::canvas::{Canvas, Voice};

/// Take in a canvas file from elsewhere, as a canvas of its own or as one voice of a canvas.
///
/// The new canvas has a new id, whatever the file says. With --as-voice, what the file answers becomes what
/// this voice answered alone in the canvas of --into: nobody sees it before all have answered, or before it
/// is revealed.
///
/// With --json, an object: id, path; with --as-voice also voice, answered (ids of questions) and left_out
/// (ids of questions whose answers it did not take: a note on standard error says why).
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A canvas file.
    #[arg(value_parser = path())]
    file: PathBuf,
    /// The voice that gave these answers; added where nobody is called so.
    #[arg(long, value_name = "NAME", requires = "into")]
    as_voice: Option<String>,
    /// The canvas that the voice speaks in: an id, the start of one, or a title.
    #[arg(long, value_name = "CANVAS", requires = "as_voice")]
    into: Option<String>,
    /// Write over what the voice has answered already.
    #[arg(long, requires = "as_voice")]
    force: bool,
    #[command(flatten)]
    json: Json,
}

/// Reads the file and keeps it.
///
/// # Errors
/// As for [`elsewhere::canvas_to_keep`]; [`Exit::Failed`] where it brings too many rows; for a voice as for [`to_change`], and [`Exit::Failed`] where it
/// has answered already.
pub fn run(args: &ImportArgs, call: &Call) -> Result<Printed, Failure> {
    let theirs = elsewhere::canvas_to_keep(call, &args.file)?;
    match (&args.as_voice, &args.into) {
        (Some(name), Some(into)) => as_voice(args, call, &theirs, (name, into)),
        _ => as_canvas(args, call, &theirs),
    }
}

fn as_canvas(args: &ImportArgs, call: &Call, theirs: &Canvas) -> Result<Printed, Failure> {
    refuse_too_long(args, theirs)?;
    let random = &mut |end| fastrand::usize(..end);
    let mut canvas = theirs.under_new_id(random);
    canvas.forget_what_it_was_made_of();
    canvas.give_rows_ids(random);
    let was_begun = call.workspace.is_begun();
    let id = call.workspace.create(&canvas)?.canvas.id().clone();
    call.note_begun(was_begun);
    notes::about_canvas(call, &canvas);
    if canvas.is_live() {
        call.note("note: it went ahead, so its days count among those that you have promised");
    }
    let path = call.workspace.canvas_path(&id);
    if args.json.is_on {
        let path = path.to_string_lossy();
        return Ok(Printed::json(&json!({ "id": id.as_str(), "path": path })));
    }
    Ok(Printed::text(format!("{id}\n")))
}

/// # Errors
/// [`Exit::Failed`] where the file brings more rows to a question than people fill in.
fn refuse_too_long(args: &ImportArgs, theirs: &Canvas) -> Result<(), Failure> {
    let too_long = ids(&theirs.too_long_tables());
    if too_long.is_empty() {
        return Ok(());
    }
    let (file, questions) = (args.file.display(), too_long.join(", "));
    let message = format!(
        "`{file}` has more than {MOST_ROWS} rows in {questions}, where that is the limit for a file from elsewhere"
    );
    Err(Failure::new(Exit::Failed, message).hint("take rows out of the file, then import it"))
}

fn as_voice(
    args: &ImportArgs,
    call: &Call,
    theirs: &Canvas,
    (name, into): (&str, &str),
) -> Result<Printed, Failure> {
    if name.trim().is_empty() || name.contains(['\n', '\r']) {
        return Err(Failure::new(
            Exit::Usage,
            "a voice needs a name of one line",
        ));
    }
    let random = &mut |end| fastrand::usize(..end);
    let loaded = to_change(call, into, random)?;
    let mut canvas = loaded.canvas.clone();
    canvas.first_voice(random);
    // A beginning of a name is the whole name of somebody new here.
    let is_whole = |voice: &Voice| voice.id() == name || folded(&voice.name()) == folded(name);
    let voice = match canvas.voices().iter().any(is_whole) {
        true => find::voice(&canvas, name)?,
        false => canvas.add_voice(name, theirs.text("cover.our_organisation"), random),
    };
    let already = canvas.answered_already(&voice, theirs);
    if !already.is_empty() && !args.force {
        let message = format!(
            "`{name}` has answered already: {}",
            ids(&already).join(", ")
        );
        return Err(Failure::new(Exit::Failed, message).hint("add --force to write over it"));
    }
    let heard = canvas.hear(&voice, theirs);
    save(call, &canvas, &loaded)?;
    Ok(told(args, call, &canvas, &heard))
}

fn told(args: &ImportArgs, call: &Call, canvas: &Canvas, heard: &Heard) -> Printed {
    let answered = ids(&heard.answered);
    let id = canvas.id().as_str();
    if args.json.is_on {
        let left_out: Vec<&str> = left_out(heard)
            .into_iter()
            .flat_map(|(questions, _)| ids(questions))
            .collect();
        return Printed::json(&json!({
            "id": id,
            "path": call.workspace.canvas_path(canvas.id()).to_string_lossy(),
            "voice": args.as_voice,
            "answered": answered,
            "left_out": left_out,
        }));
    }
    for (questions, why) in left_out(heard) {
        for question in questions {
            call.note(&format!("note: `{}` is left out: {why}", question.id));
        }
    }
    let count = answered.len();
    let answers = if count == 1 { "answer" } else { "answers" };
    call.note(&format!(
        "{count} {answers} kept, to be shown when all have answered"
    ));
    Printed::text(format!("{id}\n"))
}

/// What a voice has not taken from a file, and why.
fn left_out(heard: &Heard) -> [(&[&'static Question], &'static str); 5] {
    [
        (
            &heard.several,
            "several of theirs answered it; give one answer with `set`",
        ),
        (
            &heard.sealed,
            "they answered it alone and have not opened it",
        ),
        (
            &heard.unfinished,
            "none of its rows says enough to be an answer",
        ),
        (
            &heard.too_long,
            "it has more than 500 rows, where that is the limit for a file from elsewhere",
        ),
        (
            &heard.unreadable,
            "what stands there is not allowed; see it with `compare`",
        ),
    ]
}

fn ids(questions: &[&'static Question]) -> Vec<&'static str> {
    questions.iter().map(|question| question.id).collect()
}
