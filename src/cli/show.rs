//! `show`: a whole canvas, readable.

use clap::Args;
use serde_json::Value;

use super::args::Json;
use super::call::Call;
use super::earlier::At;
use super::failure::Failure;
use super::lost::lost;
use super::printed::Printed;
use super::weigh::weigh;
use super::{earlier, export, find, notes};
use crate::canvas::Canvas;
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
    let canvas = match &args.at {
        Some(at) => as_it_was(call, &args.canvas, At::read(call, at)?)?,
        None => find::canvas(call, &args.canvas)?.canvas,
    };
    notes::about_canvas(call, &canvas);
    if args.json.is_on {
        let document = export::open_document(call, &canvas);
        return Ok(Printed::document(&Value::Object(document)));
    }
    let weighed = weigh(call, &canvas)?;
    Ok(Printed::text(text(&page(&canvas, &weighed.suggestion))))
}

/// The canvas as it was then; by its history alone where its file is gone or cannot be read.
fn as_it_was(call: &Call, name: &str, at: At) -> Result<Canvas, Failure> {
    let then = match find::canvas(call, name) {
        Ok(now) => {
            let now = now.canvas;
            earlier::as_it_was(call, &now, at)?.as_open_as(&now)
        }
        Err(met) => {
            let lost = lost(call, name, met)?;
            lost.note(call);
            lost.version(at)?
        }
    };
    let when = at.in_words();
    call.note(&format!(
        "note: the answers are those of {when}; what they add up to is computed as for today"
    ));
    Ok(then)
}
