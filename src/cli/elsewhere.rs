//! Canvas files from other hands, wherever they lie.
//!
//! Such a file is read as any canvas is, with the same limits. Nothing in it says where anything is
//! written: its id is not used.

use std::path::Path;

use super::call::Call;
use super::failure::{Exit, Failure};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::workspace::ReadError;
use crate::workspace::store::read_bytes;

/// What a file is called in messages whose own name could be no canvas's.
const NAMELESS: &str = "the-other-file";

/// Reads a canvas file, and takes in what was filled in beside the questions.
///
/// # Errors
/// [`Exit::NotFound`] where there is no such file, [`Exit::Failed`] where it is no canvas.
pub fn canvas(call: &Call, path: &Path) -> Result<Canvas, Failure> {
    let bytes = read_bytes(path)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    let id = stem.and_then(|stem| CanvasId::from_name(&stem));
    let id = id
        .or_else(|| CanvasId::from_name(NAMELESS))
        .expect("a name that could be a canvas's");
    let mut canvas = Canvas::read(id, &bytes).map_err(|source| ReadError::Document {
        path: path.to_owned(),
        source,
    })?;
    if canvas.is_newer() {
        return Ok(canvas);
    }
    for not_taken in canvas.take_in(call.today, &mut |end| fastrand::usize(..end)) {
        call.note(&format!(
            "note: `{}`: what was filled in for {} is not counted: {}",
            path.display(),
            not_taken.place(),
            not_taken.why
        ));
    }
    Ok(canvas)
}

/// The same, where it is to be kept: a newer version's file is refused.
///
/// # Errors
/// As for [`canvas`], and [`Exit::Newer`].
pub fn canvas_to_keep(call: &Call, path: &Path) -> Result<Canvas, Failure> {
    let canvas = canvas(call, path)?;
    if canvas.is_newer() {
        let shown = path.display();
        let message = format!("`{shown}` was written by a newer version of whytogether");
        return Err(Failure::new(Exit::Newer, message).hint("use a newer whytogether to import it"));
    }
    Ok(canvas)
}
