//! Committing what changed in the workspace, and nothing else of the repository.

use std::collections::HashMap;

use super::super::{ReadError, Workspace};
use super::message::{Blobs, MOST, message};
use super::{GitError, Repository, on_parts, split_at_zeros};
use crate::canvas::document::DocumentError;
use crate::canvas::id::CanvasId;

/// A file of the workspace that is about to be committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// The file, from the folder of the workspace.
    pub path: Vec<u8>,
    /// What it held in the last commit, by git's name for it; None where it was not there.
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
    /// [`GitError::Markers`] where a canvas was left in conflict, [`GitError::NoIdentity`] where git
    /// does not know who commits, [`GitError::Refused`] with what git or a hook said.
    pub(super) fn commit(&self, workspace: &Workspace) -> Result<Option<String>, GitError> {
        let changed = ["ls-files", "-z", "-m", "-d", "-o", "--exclude-standard"];
        let changed = self.git.done(&on_parts(&changed))?.out;
        refuse_markers(workspace, &changed)?;
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
        let compare = ["diff-index", "--cached", "--relative", "--raw", "-z"];
        let compare = [&compare[..], &["--no-renames", "--no-abbrev", &last]].concat();
        let said = self.git.done(&on_parts(&compare))?;
        let mut fields = split_at_zeros(&said.out);
        let mut staged = Vec::new();
        while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
            let about = String::from_utf8_lossy(about);
            let mut about = about.split(' ').skip(2);
            let mut side = || {
                let name = about.next().unwrap_or_default();
                name.contains(|c| c != '0').then(|| name.to_owned())
            };
            staged.push(Staged {
                path: path.to_owned(),
                before: side(),
                after: side(),
            });
        }
        Ok(staged)
    }

    /// What the canvases among these files held and hold, as many as a message speaks of.
    fn blobs(&self, staged: &[Staged]) -> Result<Blobs, GitError> {
        let canvases = staged.iter().filter(|file| file.is_canvas());
        let names: Vec<&str> = canvases
            .take(MOST)
            .flat_map(|file| [&file.before, &file.after])
            .filter_map(Option::as_deref)
            .collect();
        let asked = names.join("\n") + "\n";
        let out = self
            .git
            .done_with(&["cat-file", "--batch"], asked.as_bytes())?
            .out;
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

/// Refuses to commit what a merge without this program has left half done.
fn refuse_markers(workspace: &Workspace, changed: &[u8]) -> Result<(), GitError> {
    for path in split_at_zeros(changed) {
        let path = String::from_utf8_lossy(path);
        let in_folder = |folder: &str| {
            let name = path.strip_prefix(folder)?.strip_suffix(".json")?;
            CanvasId::from_name(name)
        };
        let read = if let Some(id) = in_folder("canvases/") {
            workspace.load(&id).map(drop)
        } else if let Some(id) = in_folder("rankings/") {
            workspace.load_ranking(&id).map(drop)
        } else {
            continue;
        };
        if let Err(ReadError::Document {
            source: DocumentError::ConflictMarkers { line },
            ..
        }) = read
        {
            let path = path.into_owned();
            return Err(GitError::Markers { path, line });
        }
    }
    Ok(())
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
