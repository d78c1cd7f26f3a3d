//! Which workspace is meant: the flag, the environment, the folder we are in, the user's own.

use std::path::{Path, PathBuf};

use super::Workspace;
use super::settings::Settings;
use super::store::read_bytes;

/// How a workspace was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChosenBy {
    /// `--workspace`.
    Flag,
    /// `WHYTOGETHER_WORKSPACE`.
    Environment,
    /// A `workspace.json` at or above the current folder.
    CurrentFolder,
    /// Nothing else: the folder in the user's own data.
    Default,
}

/// Where to look, best first.
#[derive(Debug, Clone, Default)]
pub struct Clues {
    /// The value of `--workspace`.
    pub flag: Option<PathBuf>,
    /// The value of `WHYTOGETHER_WORKSPACE`, where it is not empty.
    pub environment: Option<PathBuf>,
    /// The current folder.
    pub current: Option<PathBuf>,
    /// The folder in the user's own data.
    pub default: Option<PathBuf>,
}

impl Workspace {
    /// Finds the workspace that is meant; None where there is no clue at all.
    pub fn locate(clues: Clues) -> Option<(Self, ChosenBy)> {
        let above = || clues.current.as_deref().and_then(nearest);
        let chosen = |path: Option<PathBuf>, by| path.map(|path| (Self::at(path), by));
        chosen(clues.flag.clone(), ChosenBy::Flag)
            .or_else(|| chosen(clues.environment.clone(), ChosenBy::Environment))
            .or_else(|| chosen(above(), ChosenBy::CurrentFolder))
            .or_else(|| chosen(clues.default.clone(), ChosenBy::Default))
    }
}

/// The nearest folder at or above this one that holds a workspace.
fn nearest(current: &Path) -> Option<PathBuf> {
    let is_workspace = |folder: &&Path| {
        let bytes = read_bytes(&folder.join("workspace.json"));
        bytes.is_ok_and(|bytes| Settings::read(&bytes).is_ok())
    };
    current.ancestors().find(is_workspace).map(Path::to_owned)
}
