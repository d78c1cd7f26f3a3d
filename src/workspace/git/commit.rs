//! Committing what changed in the workspace, and nothing else of the repository.

use std::collections::HashMap;

use super::super::Workspace;
use super::command::Git;
use super::message::{Blobs, MOST, message};
use super::readable::refuse_unreadable;
use super::{GitError, Repository, on_parts, split_at_zeros};

/// A file of the workspace that is about to be committed, or differs between two commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// The file, from the folder of the workspace.
    pub path: Vec<u8>,
    /// What it held before, by git's name for it; None where it was not there.
    pub before: Option<String>,
    /// What it holds now; None where it is gone.
    pub after: Option<String>,
}

impl Staged {
    fn is_canvas(&self) -> bool {
        self.path.starts_with(b"canvases/")
    }
}

impl Repository {
    /// Commits every change in the parts of the workspace; the caller holds the lock.
    ///
    /// What else is changed or staged in the repository stays as it is. Returns the first line of the
    /// message, or None where nothing had changed.
    ///
    /// # Errors
    /// [`GitError::Markers`] where a canvas was left in conflict, [`GitError::Broken`] where a file of ours
    /// cannot be read, [`GitError::NoIdentity`] where git does not know who commits,
    /// [`GitError::Refused`] with what git or a hook said.
    pub(super) fn commit(&self, workspace: &Workspace) -> Result<Option<String>, GitError> {
        let changed = ["ls-files", "-z", "-m", "-d", "-o", "--exclude-standard"];
        let changed = self.git.done(&on_parts(&changed))?.out;
        refuse_unreadable(workspace, &changed)?;
        if !changed.is_empty() {
            self.git.on_files(&["add", "-A"], &changed)?;
        }
        let staged = self.staged()?;
        if staged.is_empty() {
            return Ok(None);
        }
        self.check_identity()?;
        let message = message(&staged, &self.blobs(&staged)?);
        let mut paths = Vec::new();
        for file in &staged {
            paths.extend_from_slice(&file.path);
            paths.push(0);
        }
        self.git.on_files(
            &["commit", "-q", "--cleanup=whitespace", "-m", &message],
            &paths,
        )?;
        Ok(message.lines().next().map(str::to_owned))
    }

    /// The parts of the workspace as they are staged, where they differ from the last commit.
    fn staged(&self) -> Result<Vec<Staged>, GitError> {
        let last = match self.commit_of("HEAD")? {
            Some(commit) => commit,
            None => self
                .git
                .done(&["hash-object", "-t", "tree", "--stdin"])?
                .line(),
        };
        changed_in(&self.git, &["diff-index", "--cached", &last])
    }

    /// What the canvases among these files held and hold, as many as a message speaks of.
    fn blobs(&self, staged: &[Staged]) -> Result<Blobs, GitError> {
        let canvases = staged.iter().filter(|file| file.is_canvas());
        let names = canvases
            .take(MOST)
            .flat_map(|file| [&file.before, &file.after])
            .filter_map(Option::as_deref);
        self.contents(names)
    }

    /// What git keeps under these names.
    pub(super) fn contents<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Result<Blobs, GitError> {
        let mut asked = String::new();
        for name in names {
            asked.push_str(name);
            asked.push('\n');
        }
        let ask = ["cat-file", "--batch"];
        let out = self.git.done_with(&ask, asked.as_bytes())?.out;
        Ok(read_batch(&out))
    }

    /// Makes sure that git knows who commits.
    ///
    /// # Errors
    /// [`GitError::NoIdentity`] where it does not.
    pub(super) fn check_identity(&self) -> Result<(), GitError> {
        for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            if !self.git.run(&["var", name])?.is_done {
                return Err(GitError::NoIdentity);
            }
        }
        Ok(())
    }
}

/// The parts of the workspace in which a comparison of git finds a difference.
pub(super) fn changed_in(git: &Git, comparison: &[&str]) -> Result<Vec<Staged>, GitError> {
    let as_list = ["--relative", "--raw", "-z", "--no-renames", "--no-abbrev"];
    let (command, between) = comparison.split_at(1);
    let compare = [command, &as_list, between].concat();
    let said = git.done(&on_parts(&compare))?;
    let mut fields = split_at_zeros(&said.out);
    let mut changed = Vec::new();
    while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
        let about = String::from_utf8_lossy(about);
        let mut about = about.split(' ').skip(2);
        let mut side = || {
            let name = about.next().unwrap_or_default();
            name.contains(|c| c != '0').then(|| name.to_owned())
        };
        changed.push(Staged {
            path: path.to_owned(),
            before: side(),
            after: side(),
        });
    }
    Ok(changed)
}

/// Reads git's answer to a list of names: for each a line with its size, then its bytes.
fn read_batch(mut out: &[u8]) -> Blobs {
    let mut blobs = HashMap::new();
    while let Some(end) = out.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&out[..end]).into_owned();
        out = &out[end + 1..];
        let mut words = head.split(' ');
        let name = words.next().unwrap_or_default();
        let size = words.nth(1).and_then(|size| size.parse::<usize>().ok());
        if let Some(bytes) = size.and_then(|size| out.get(..size)) {
            blobs.insert(name.to_owned(), bytes.to_vec());
            out = out.get(bytes.len() + 1..).unwrap_or_default();
        }
    }
    blobs
}
