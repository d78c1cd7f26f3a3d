//! `show`: a whole canvas, readable.

use clap::Args;
use serde_json::Value;

use super::args::Json;
use super::call::Call;
use super::failure::Failure;
use super::printed::Printed;
use super::weigh::weigh;
use super::{export, find, notes};
use crate::export::{page::page, text::text};

/// Print a whole canvas.
///
/// With --json, the document of the file without private answers that are not open yet.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    #[command(flatten)]
    json: Json,
}

/// Prints the canvas with what it adds up to.
///
/// # Errors
/// As for [`find::canvas`].
pub fn run(args: &ShowArgs, call: &Call) -> Result<Printed, Failure> {
    let canvas = find::canvas(call, &args.canvas)?.canvas;
    notes::about_canvas(call, &canvas);
    if args.json.is_on {
        let document = export::open_document(call, &canvas);
        return Ok(Printed::json(&Value::Object(document)));
    }
    let weighed = weigh(call, &canvas)?;
    Ok(Printed::text(text(&page(&canvas, &weighed.suggestion))))
}
