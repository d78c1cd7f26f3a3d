//! `end`: a collaboration is over, with a note of what it was.

use clap::Args;
use serde_json::json;

use super::args::Json;
use super::call::Call;
use super::change::{save, to_change};
use super::failure::{Exit, Failure};
use super::input::standard_input;
use super::printed::Printed;
use crate::canvas::answer::typed;
use crate::canvas::review::ENDING_NOTE;

/// End a collaboration: from today on it takes no days.
///
/// The note says what we did, what we learned, who is told and who keeps what. It is kept with the canvas,
/// among its letters.
///
/// With --json, an object: id, ended, note.
#[derive(Debug, Args)]
pub struct EndArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// The ending note; - reads it from standard input.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
    #[command(flatten)]
    json: Json,
}

/// Ends the collaboration and keeps the note.
///
/// # Errors
/// [`Exit::Usage`] without a note, and where nothing is decided or it has ended already.
pub fn run(args: &EndArgs, call: &Call) -> Result<Printed, Failure> {
    let random = &mut |end| fastrand::usize(..end);
    let loaded = to_change(call, &args.canvas, random)?;
    let text = match args.because.as_str() {
        "-" => standard_input()?,
        text => text.to_owned(),
    };
    let note = typed(&ENDING_NOTE, &text, call.today)?;
    let note = note.as_ref().and_then(|note| note.as_str());
    let mut canvas = loaded.canvas.clone();
    let id = canvas.id().clone();
    canvas.write_ending_note(note, random);
    canvas
        .end(call.today, random)
        .map_err(|error| Failure::new(Exit::Usage, format!("`{id}`: {error}")))?;
    save(call, &canvas, &loaded)?;
    if args.json.is_on {
        let ended = call.today.to_string();
        let note = canvas.ending_note();
        let json = json!({ "id": id.as_str(), "ended": ended, "note": note });
        return Ok(Printed::json(&json));
    }
    Ok(Printed::text(
        "Ended. It takes no days from today on, and the note is kept with it.\n",
    ))
}
