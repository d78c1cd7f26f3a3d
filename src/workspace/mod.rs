//! The workspace: a folder of canvases and its settings, and how they are kept.
//!
//! One file per canvas in `canvases/`, one per ranking in `rankings/`, settings in `workspace.json`, what
//! canvases said earlier in `history/`, what was thrown away in `trash/`. Every write replaces a file
//! whole (see [`replace`]); a save compares with what is on disk first and merges (see [`store`]).

pub mod cloud;
pub mod copies;
pub mod doctor;
pub mod folders;
pub mod git;
pub mod history;
pub mod index;
pub mod links;
pub mod list;
pub mod locate;
pub mod place;
pub mod rankings;
pub mod replace;
pub mod samples;
pub mod settings;
pub mod store;
pub mod trash;
pub mod watch;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::canvas::document::DocumentError;
use crate::canvas::id::CanvasId;

/// A folder of canvases; it may not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
    /// Where an index of its list may be kept.
    cache: Option<PathBuf>,
}

impl Workspace {
    /// The workspace in a folder, whether or not the folder is there.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            cache: None,
        }
    }

    /// The same with a folder where an index of its list may be kept.
    pub fn with_cache(self, cache: Option<PathBuf>) -> Self {
        Self { cache, ..self }
    }

    /// The folder where an index of its list may be kept.
    pub fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of the settings.
    pub fn settings_path(&self) -> PathBuf {
        self.root.join("workspace.json")
    }

    /// The folder of the canvases.
    pub fn canvases_path(&self) -> PathBuf {
        self.root.join("canvases")
    }

    /// The folder of the rankings.
    pub fn rankings_path(&self) -> PathBuf {
        self.root.join("rankings")
    }

    /// The file of a ranking.
    pub fn ranking_path(&self, id: &CanvasId) -> PathBuf {
        self.rankings_path().join(format!("{id}.json"))
    }

    /// The folder of what was thrown away.
    pub fn trash_path(&self) -> PathBuf {
        self.root.join("trash")
    }

    /// The file of a canvas.
    pub fn canvas_path(&self, id: &CanvasId) -> PathBuf {
        // The file of a device is never opened.
        let name = if id.is_stand_in() {
            "unnamed"
        } else {
            id.as_str()
        };
        self.canvases_path().join(format!("{name}.json"))
    }

    /// True where there is no folder any more, or not yet.
    pub fn is_gone(&self) -> bool {
        let found = fs::symlink_metadata(&self.root);
        found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    }

    /// True once something is kept there, with a `workspace.json` or without, or where the system does not say.
    pub fn is_begun(&self) -> bool {
        let is_there = |path: PathBuf| path.try_exists().unwrap_or(true);
        self.exists() || is_there(self.settings_path()) || is_there(self.canvases_path())
    }

    /// True once there is a `workspace.json`.
    pub fn exists(&self) -> bool {
        let path = self.settings_path();
        path.is_file() || cloud::stand_in(&path)
    }
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("`{}` is not there", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("could not read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The bytes are no document of ours.
    #[error("could not read `{}`", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// What is wrong with them, and where.
        #[source]
        source: DocumentError,
    },
}

impl ReadError {
    fn io(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path: path.clone() },
            _ => Self::Io {
                path: path.clone(),
                source,
            },
        }
    }
}

/// Why something could not be written. What was to be written is still in the caller's hands.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A later version of this program wrote the file.
    #[error("`{}` was written by a newer version of whytogether", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// What stands on disk cannot be read, so it is not written over.
    #[error("`{}` cannot be read now, so it is not written over", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        #[source]
        source: DocumentError,
    },
    /// It would be larger than a file may be.
    #[error("`{}` would be {size} bytes, where 1 MiB is the limit", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The bytes it would have.
        size: usize,
    },
    /// Another program holds the workspace.
    #[error("`{}` is held by another program", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// A file is there already.
    #[error("`{}` is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The workspace that a canvas was read from has gone; a new one in its place would hide the words.
    #[error("the folder of the workspace, `{}`, is not there any more", path.display())]
    Gone {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("could not write `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The system refused to move a file; it is where it was.
    #[error("could not move `{}` to `{}`", from.display(), to.display())]
    Move {
        /// The file.
        from: PathBuf,
        /// Where it was to lie.
        to: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl SaveError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// What to do before trying again; None where nothing but what the message says.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Newer { .. } => Some("use a newer whytogether to change it"),
            Self::Locked { .. } => Some("try again in a moment"),
            Self::Gone { .. } => Some("put the folder back, or name another with --workspace"),
            Self::Io { source, .. } | Self::Move { source, .. } => remedy(source),
            Self::Unreadable { .. } | Self::TooLarge { .. } | Self::Exists { .. } => None,
        }
    }
}

fn remedy(source: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{
        NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    Some(match source.kind() {
        _ if links::LeadsOutside::is_behind(source) => return None,
        _ if cloud::InCloud::is_inside(source) => return None,
        StorageFull | QuotaExceeded => "make room on the disk, then try again",
        PermissionDenied => "see that you may write in that folder, then try again",
        ReadOnlyFilesystem => "make the disk writable, or use a workspace elsewhere with -w DIR",
        NotFound => "see whether it was moved meanwhile, then try again",
        _ => "see that the folder is there and can be written in, then try again",
    })
}

/// What an error says, without the number that a system has for it.
fn plain(error: &(dyn std::error::Error + 'static)) -> String {
    let said = error.to_string();
    if !error.is::<io::Error>() {
        return said;
    }
    let words = said.split(" (os error ").next().unwrap_or_default();
    words
        .chars()
        .take(1)
        .flat_map(char::to_lowercase)
        .chain(words.chars().skip(1))
        .collect()
}

/// A message and everything that caused it, in one line.
pub fn in_one_line(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {}", plain(error));
        cause = error.source();
    }
    text
}
