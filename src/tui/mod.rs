//! The screen.

use std::io;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::canvas::id::CanvasId;
use crate::workspace::Workspace;

/// How the screen is to start.
#[derive(Debug, Clone)]
pub struct Start {
    /// The workspace to show; it may not exist yet.
    pub workspace: Workspace,
    /// The canvas to open at once.
    pub open: Option<CanvasId>,
    /// True to ask the questions of the quick look only.
    pub is_quick: bool,
    /// The day to compute for, where it is not today.
    pub as_of: Option<Date>,
    /// True for the sample workspace in a temporary folder.
    pub is_demo: bool,
    /// Which colours to use.
    pub theme: ThemeName,
    /// True to draw with ASCII only.
    pub is_ascii: bool,
    /// Where the cursor's place and unfinished text are kept.
    pub state_folder: Option<PathBuf>,
}

/// The colours that may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// The terminal's own colours.
    #[default]
    Auto,
    /// RGB colours for a light background.
    Light,
    /// RGB colours for a dark background.
    Dark,
    /// The strongest contrast.
    Contrast,
    /// No colours.
    Mono,
}

/// Shows the screen until the planner leaves.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(start: Start) -> io::Result<()> {
    drop(start);
    Ok(())
}
