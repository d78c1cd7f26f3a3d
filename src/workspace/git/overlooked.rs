//! Files of the workspace that git is told not to look at: sent all the same, or named with the rule.

use super::resolve::{Way, way};
use super::{GitError, Repository, on_parts, split_at_zeros};

/// A file that git leaves out, and the rule that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub path: String,
    /// The rule and where it stands, such as `*.json` in `.gitignore`, line 3; "" where git does not say.
    pub rule: String,
}

impl Repository {
    /// Makes sure that no file that a team shares is ignored.
    ///
    /// # Errors
    /// [`GitError::Ignored`] with each that is, and its rule.
    pub(super) fn refuse_ignored(&self) -> Result<(), GitError> {
        let ignored = ["ls-files", "-z", "-o", "-i", "--exclude-standard"];
        let found = self.git.done(&on_parts(&ignored))?.out;
        let shared = split_at_zeros(&found).filter(|path| is_shared(path));
        let shared: Vec<&[u8]> = shared.collect();
        if shared.is_empty() {
            return Ok(());
        }
        let list = [&shared.join(&0)[..], b"\0"].concat();
        let ask = ["check-ignore", "-v", "-z", "--no-index", "--stdin"];
        let said = self.git.done_with(&ask, &list)?;
        let said: Vec<String> = said
            .out
            .split(|byte| *byte == 0)
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect();
        let files = said.chunks_exact(4).map(|fields| LeftOut {
            path: fields[3].clone(),
            rule: format!("`{}` in `{}`, line {}", fields[2], fields[0], fields[1]),
        });
        Err(GitError::Ignored {
            files: files.collect(),
        })
    }

    /// Lets git look again at files of the workspace that it was told to take for unchanged.
    ///
    /// What is not on this desk, as with a sparse checkout, stays so.
    pub(super) fn look_at_all(&self) -> Result<(), GitError> {
        let listed = self.git.done(&on_parts(&["ls-files", "-v", "-z"]))?.out;
        let mut marked = [Vec::new(), Vec::new()];
        for line in split_at_zeros(&listed) {
            let Some((tag, path)) = line.split_at_checked(2) else {
                continue;
            };
            let is_here = self
                .git
                .folder()
                .join(String::from_utf8_lossy(path).as_ref());
            let is_here = is_here.symlink_metadata().is_ok();
            let named = || [path, b"\0"].concat();
            if tag[0].is_ascii_lowercase() {
                marked[0].extend(named());
            }
            if tag[0].eq_ignore_ascii_case(&b's') && is_here {
                marked[1].extend(named());
            }
        }
        let options = ["--no-assume-unchanged", "--no-skip-worktree"];
        for (option, list) in options.into_iter().zip(&marked) {
            if !list.is_empty() {
                self.git
                    .done_with(&["update-index", option, "-z", "--stdin"], list)?;
            }
        }
        Ok(())
    }
}

/// True for a file that belongs to what a team shares, and is not some other program's or half a save.
fn is_shared(path: &[u8]) -> bool {
    let Ok(path) = std::str::from_utf8(path) else {
        return false;
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_own = !name.starts_with('.') || path.starts_with(".git");
    is_own && way(Some(path)) != Way::Text
}
