//! Telling a repository how canvases are merged, and taking that back.
//!
//! What files are and how they are merged stands in `.gitattributes` and `.gitignore` of the workspace,
//! which every clone has. Which program merges is the business of each machine: git takes no command
//! from a file that others may change, so it stands in the repository's own configuration.

use std::path::Path;

use super::{GitError, PARTS, Repository, block};
use crate::workspace::Workspace;

/// What git must never commit: the lock, and files on their way to be saved.
const IGNORED: &[&str] = &["/.lock", ".saving-*.tmp"];
/// Shows above each change in `git log -p` which step it belongs to.
const STEP_OF_CHANGE: &str = r#"^  "([a-z_]+)": [[{]"#;

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was written.
    Written,
    /// It was taken out.
    Removed,
    /// It was so before.
    Unchanged,
}

impl Change {
    fn of(is_changed: bool, is_wanted: bool) -> Self {
        match (is_changed, is_wanted) {
            (false, _) => Self::Unchanged,
            (true, true) => Self::Written,
            (true, false) => Self::Removed,
        }
    }
}

/// What setting up, or taking it back, has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// The lines in `.gitattributes`.
    pub attributes: Change,
    /// The lines in `.gitignore`.
    pub ignore: Change,
    /// The merge driver in the repository's own configuration.
    pub driver: Change,
}

/// Whether a repository is to know about canvases.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// It is: this program merges them.
    With(&'a Path),
    /// It is not, or no longer.
    Not,
}

impl Repository {
    /// Sets the repository up for this workspace, or takes that back. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`GitError::Save`] where a file cannot be written or the workspace is held by another program,
    /// [`GitError::Refused`] where git will not change its configuration.
    pub fn set_up(&self, workspace: &Workspace, wanted: Wanted) -> Result<Changes, GitError> {
        let _lock = workspace.lock()?;
        self.set_up_under_lock(workspace, wanted)
    }

    /// The same for whoever holds the lock of the workspace.
    pub(super) fn set_up_under_lock(
        &self,
        workspace: &Workspace,
        wanted: Wanted,
    ) -> Result<Changes, GitError> {
        let program = match wanted {
            Wanted::With(program) => Some(program),
            Wanted::Not => None,
        };
        let is_wanted = program.is_some();
        let lines = |lines: Vec<String>| if is_wanted { lines } else { Vec::new() };
        let attributes = PARTS
            .iter()
            .map(|part| format!("{} {}", part.pattern, part.attributes));
        let ignored = IGNORED.iter().map(|&pattern| pattern.to_owned());
        let attributes = block::put(workspace, ".gitattributes", &lines(attributes.collect()))?;
        let ignore = block::put(workspace, ".gitignore", &lines(ignored.collect()))?;
        Ok(Changes {
            attributes: Change::of(attributes, is_wanted),
            ignore: Change::of(ignore, is_wanted),
            driver: Change::of(self.put_driver(program)?, is_wanted),
        })
    }

    /// Returns true where the configuration was changed.
    fn put_driver(&self, program: Option<&Path>) -> Result<bool, GitError> {
        let driver = program.map(driver_command);
        let is_wanted = |value: &str| program.map(|_| value.to_owned());
        let settings = [
            (
                "merge.whytogether.name",
                is_wanted("whytogether, answer by answer"),
            ),
            ("merge.whytogether.driver", driver),
            ("diff.whytogether.xfuncname", is_wanted(STEP_OF_CHANGE)),
        ];
        let mut is_changed = false;
        for (key, value) in settings {
            let was = self.git.run(&["config", "--local", "--get", key])?;
            let was = was.is_done.then(|| was.line());
            if was == value {
                continue;
            }
            is_changed = true;
            match &value {
                Some(value) => self.git.done(&["config", "--local", key, value])?,
                None => self.git.done(&["config", "--local", "--unset-all", key])?,
            };
        }
        Ok(is_changed)
    }
}

/// The command that git runs to merge: `%O` is the version both began with, `%A` ours, `%B` theirs.
fn driver_command(program: &Path) -> String {
    let program = program.to_string_lossy();
    let quoted = shell_words::quote(&program).replace('%', "%%");
    format!("{quoted} merge -- %O %A %B %P")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_a_shell_would_take_apart_is_quoted() {
        let command = driver_command(Path::new("/opt/our tools/100%/why"));
        assert_eq!(command, "'/opt/our tools/100%%/why' merge -- %O %A %B %P");
    }
}
