//! The guide as numbered prompts: a stub until the prompts are here.

use std::io::{BufRead, Write};

use jiff::civil::Date;

use super::failure::{Exit, Failure};
use crate::canvas::id::CanvasId;
use crate::workspace::Workspace;

/// How the prompts are to start.
#[derive(Debug, Clone)]
pub struct Start {
    /// The workspace.
    pub workspace: Workspace,
    /// The canvas to fill in.
    pub canvas: CanvasId,
    /// True to ask the questions of the quick look only.
    pub is_quick: bool,
    /// The day to compute for.
    pub today: Date,
}

/// Asks the questions of a canvas one by one.
///
/// # Errors
/// Always, until the prompts are here.
pub fn run(start: &Start, _: &mut dyn BufRead, _: &mut dyn Write) -> Result<(), Failure> {
    let message = format!("`{}` cannot be asked by prompts yet", start.canvas);
    Err(Failure::new(Exit::Failed, message).hint(format!("whytogether show {}", start.canvas)))
}
