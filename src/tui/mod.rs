//! The screen: one state, messages in, wishes out, a frame drawn from what is there.
//!
//! One thread for the screen, one worker for the disk, two channels. The loop blocks until something
//! happens; at rest it uses no processor time. A screen is one file of [`screens`]; keys are one table
//! ([`keymap`]); how things look is decided in [`theme`].

pub mod app;
pub mod desk;
pub mod editor;
pub mod grid;
mod guard;
pub mod keymap;
mod message;
pub mod overlay;
mod runtime;
pub mod screens;
pub mod session;
pub mod talk;
pub mod target;
pub mod terminal;
pub mod theme;
pub mod widgets;
pub mod worker;

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::workspace::Workspace;
use theme::GlyphSet;

/// How the screen is to start.
#[derive(Debug, Clone)]
pub struct Start {
    /// The workspace to show; it may not exist yet.
    pub workspace: Workspace,
    /// The canvas to open at once.
    pub open: Option<CanvasId>,
    /// Where that canvas is opened.
    pub door: Door,
    /// True to begin with one question large on the screen, for a call.
    pub is_presenting: bool,
    /// The day to compute for, where it is not today.
    pub as_of: Option<Date>,
    /// True for the sample workspace in a temporary folder.
    pub is_demo: bool,
    /// Which colours to use.
    pub theme: ThemeName,
    /// Which glyphs to draw lines and points with.
    pub glyphs: GlyphSet,
    /// Where the cursor's place and unfinished text are kept.
    pub state_folder: Option<PathBuf>,
}

/// Where a canvas is opened.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Door {
    /// In the guide, at the first open question.
    #[default]
    Guide,
    /// The same, with the questions of the quick look only.
    QuickLook,
    /// As a page.
    Page,
    /// At a question.
    Question(&'static Question),
    /// At the suggestion and the decision.
    Decision,
    /// At the letter that goes with the decision.
    Letter,
    /// At today's check-in.
    Review,
    /// At what the check-ins say.
    OverTime,
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

/// How a workspace is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// For good.
    Quit,
    /// For good, because an interrupt asked for it.
    Interrupted,
    /// For the samples.
    Demo,
    /// For another workspace.
    Workspace(PathBuf),
}

/// The planner has left, and words are not in the workspace; where they are has been said.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not all that was typed is in the workspace")]
pub struct LeftBehind;

/// Shows the screen until the planner leaves.
///
/// # Errors
/// When the terminal cannot be used; [`LeftBehind`] where words are not in the workspace;
/// [`io::ErrorKind::Interrupted`] where an interrupt ended it, with all saved and the terminal given back.
pub fn run(start: Start) -> io::Result<()> {
    let mut start = start;
    let mut samples = None;
    loop {
        match runtime::show(&start)? {
            Leave::Quit => return Ok(()),
            Leave::Interrupted => return Err(io::ErrorKind::Interrupted.into()),
            Leave::Workspace(folder) => {
                let cache = start.workspace.cache().map(Path::to_owned);
                start.workspace = Workspace::at(folder).with_cache(cache);
            }
            Leave::Demo => {
                let folder = tempfile::Builder::new()
                    .prefix("whytogether-demo-")
                    .tempdir()?;
                start.workspace = crate::workspace::samples::write(folder.path())
                    .map_err(|error| io::Error::other(crate::workspace::in_one_line(&error)))?;
                start.is_demo = true;
                start.as_of = Some(start.as_of.unwrap_or(crate::workspace::samples::DAY));
                start.state_folder = None;
                samples = Some(folder);
            }
        }
        start.open = None;
        debug_assert!(!start.is_demo || samples.is_some() || start.as_of.is_some());
    }
}
