//! `show`: a whole canvas, readable.

use clap::Args;
use serde_json::Value;

use super::args::Json;
use super::call::Call;
use super::earlier::At;
use super::failure::Failure;
use super::printed::Printed;
use super::weigh::weigh;
use super::{earlier, export, find, notes};
use crate::export::{page::page, text::text};

/// Print a whole canvas.
///
/// With --json, the document of the file without private answers that are not open yet.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// As it was at the end of a day (2026-11-20, 20 November, yesterday, 3 weeks ago), or at an instant of
    /// `history --json`.
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// Prints the canvas with what it adds up to.
///
/// # Errors
/// As for [`find::canvas`]; with `--at`, as for [`At::read`] and [`earlier::as_it_was`].
pub fn run(args: &ShowArgs, call: &Call) -> Result<Printed, Failure> {
    let mut canvas = find::canvas(call, &args.canvas)?.canvas;
    if let Some(at) = &args.at {
        let at = At::read(call, at)?;
        let then = earlier::as_it_was(call, &canvas, at)?;
        canvas = then.as_open_as(&canvas);
        let when = at.in_words();
        call.note(&format!(
            "note: the answers are those of {when}; what they add up to is computed as for today"
        ));
    }
    notes::about_canvas(call, &canvas);
    if args.json.is_on {
        let document = export::open_document(call, &canvas);
        return Ok(Printed::json(&Value::Object(document)));
    }
    let weighed = weigh(call, &canvas)?;
    Ok(Printed::text(text(&page(&canvas, &weighed.suggestion))))
}
