//! The folders of this program on this machine, and the home folder that a `~` means.

use std::env;
use std::path::{Component, Path, PathBuf};

use directories::ProjectDirs;

/// Per-user folders; an `XDG_*` variable that is set wins on every system. None of those is known where the
/// system names no home folder and no variable is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// Where the workspace is, when no other is chosen.
    pub data: Option<PathBuf>,
    /// Where an index of each workspace's list is; it can be deleted at any time.
    pub cache: Option<PathBuf>,
    /// Where the cursor's place, unfinished text and logs are.
    pub state: Option<PathBuf>,
}

impl Folders {
    /// Finds the folders.
    pub fn find() -> Self {
        let found = ProjectDirs::from("", "", "whytogether").filter(|_| home().is_some());
        let folder = |variable: &str, default: Option<&Path>| {
            let set = env::var_os(variable).map(PathBuf::from);
            let set = set.and_then(|path| typed(path).ok());
            let set = set.filter(|path| path.is_absolute());
            set.map(|path| path.join("whytogether"))
                .or(default.map(Path::to_owned))
        };
        let found = found.as_ref();
        let state = found.map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()));
        Self {
            data: folder("XDG_DATA_HOME", found.map(ProjectDirs::data_dir)),
            cache: folder("XDG_CACHE_HOME", found.map(ProjectDirs::cache_dir)),
            state: folder("XDG_STATE_HOME", state),
        }
    }
}

/// The home folder; None where the system names none.
fn home() -> Option<PathBuf> {
    env::home_dir().filter(|home| home.is_absolute())
}

/// A path as people type it: `~` at its beginning is the home folder, as no shell has told us already.
///
/// # Errors
/// A sentence, where the home folder is not known, or is somebody else's.
pub fn typed(path: impl Into<PathBuf>) -> Result<PathBuf, String> {
    typed_at(path.into(), home())
}

fn typed_at(path: PathBuf, home: Option<PathBuf>) -> Result<PathBuf, String> {
    let mut parts = path.components();
    let Some(Component::Normal(first)) = parts.next() else {
        return Ok(path);
    };
    let shown = path.display();
    match first.as_encoded_bytes() {
        b"~" => match home {
            Some(home) if parts.as_path() == Path::new("") => Ok(home),
            Some(home) => Ok(home.join(parts.as_path())),
            None => Err(format!(
                "`{shown}`: the system names no home folder; write the folder in full"
            )),
        },
        [b'~', ..] if path.symlink_metadata().is_err() => Err(format!(
            "`{shown}`: only `~` itself stands for a home folder; write it in full, or as `./{shown}`"
        )),
        _ => Ok(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder_and_somebody_elses_is_refused() {
        let meant = |typed: &str| typed_at(typed.into(), Some("/home/lead".into()));
        for (typed, path) in [
            ("~", "/home/lead"),
            ("~/", "/home/lead"),
            ("~/plans", "/home/lead/plans"),
            ("~//plans/two", "/home/lead/plans/two"),
            ("./~", "./~"),
            ("plans/~/x", "plans/~/x"),
            ("/srv/~lead", "/srv/~lead"),
            ("", ""),
        ] {
            assert_eq!(meant(typed), Ok(path.into()), "{typed}");
        }
        for typed in ["~lead", "~lead/plans", "~notes.md", "~+"] {
            let why = meant(typed).expect_err("refused");
            assert!(why.contains(&format!("`./{typed}`")), "{why}");
        }
        let why = typed_at("~/plans".into(), None).expect_err("refused");
        assert!(why.contains("no home folder"), "{why}");
    }
}
