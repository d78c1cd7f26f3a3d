//! Canvas files from other hands, on the command line.

use std::path::Path;

use super::call::Call;
use super::failure::{Exit, Failure};
use crate::canvas::Canvas;
use crate::workspace::store::read_foreign;

/// Reads a canvas file, and says what was mended or left out in it.
///
/// # Errors
/// [`Exit::NotFound`] where there is no such file, [`Exit::Failed`] where it is no canvas.
pub fn canvas(call: &Call, path: &Path) -> Result<Canvas, Failure> {
    let foreign = read_foreign(path, call.today)?;
    for slip in foreign.slips {
        call.note(&format!("note: `{}`, {slip}", path.display()));
    }
    Ok(foreign.canvas)
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
