//! The folders of this program on this machine: data, configuration, cache, state.

use std::env;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Per-user folders; an `XDG_*` variable that is set wins on every system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Where the workspace is, when no other is chosen.
    pub data: PathBuf,
    /// Where the user's own configuration is.
    pub config: PathBuf,
    /// Where an index of each workspace's list is; it can be deleted at any time.
    pub cache: PathBuf,
    /// Where the cursor's place, unfinished text and logs are.
    pub state: PathBuf,
}

impl Folders {
    /// Finds the folders; None where the system knows no home folder.
    pub fn find() -> Option<Self> {
        let found = ProjectDirs::from("", "", "whytogether");
        let folder = |variable: &str, default: Option<PathBuf>| {
            let set = env::var_os(variable)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute());
            set.map(|path| path.join("whytogether")).or(default)
        };
        let data = found.as_ref().map(|dirs| dirs.data_dir().to_owned());
        let config = found.as_ref().map(|dirs| dirs.config_dir().to_owned());
        let cache = found.as_ref().map(|dirs| dirs.cache_dir().to_owned());
        let state = found.as_ref().map(|dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned()
        });
        Some(Self {
            data: folder("XDG_DATA_HOME", data)?,
            config: folder("XDG_CONFIG_HOME", config)?,
            cache: folder("XDG_CACHE_HOME", cache)?,
            state: folder("XDG_STATE_HOME", state)?,
        })
    }
}
