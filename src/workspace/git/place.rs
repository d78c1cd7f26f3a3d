//! What was taken in, put on this desk: each file whole, by a save of ours, and what goes last of all.
//!
//! Until the last step a crash leaves files that say what both sides said, and commits that do not know of it
//! yet: the next sync commits those files and comes to the same again.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::resolve::{Outcome, of_workspace};
use super::trees::Entry;
use super::{GitError, Repository, split_at_zeros};
use crate::workspace::replace::{create_folder, replace, sync_folder};
use crate::workspace::{ReadError, SaveError, Workspace};

/// What a commit of what was taken in is called.
pub const MESSAGE: &str = "Take in what others changed";

impl Repository {
    /// Makes sure that nothing that is not committed lies where others changed something.
    ///
    /// # Errors
    /// [`GitError::InTheWay`] with each such file.
    pub(super) fn refuse_in_the_way(&self, outcomes: &[Outcome]) -> Result<(), GitError> {
        let others: Vec<&Outcome> = outcomes.iter().filter(|one| one.part.is_none()).collect();
        if others.is_empty() {
            return Ok(());
        }
        let top = self.git.in_folder(&self.top);
        let mut changed = top.done(&["ls-files", "-z", "-m", "-d", "-o"])?.out;
        let staged = ["diff-index", "--cached", "--name-only", "-z", "HEAD"];
        changed.extend(top.done(&staged)?.out);
        let changed: HashSet<&[u8]> = split_at_zeros(&changed).collect();
        let mut files = Vec::new();
        for one in others {
            let is_changed = changed.contains(one.path.as_slice());
            if is_behind_another(&self.top, &one.path) || is_changed && !self.is_there(one)? {
                files.push(String::from_utf8_lossy(&one.path).into_owned());
            }
        }
        match files.is_empty() {
            true => Ok(()),
            false => Err(GitError::InTheWay { files }),
        }
    }

    /// True where the file is already as it is to be: a sync was stopped here.
    fn is_there(&self, one: &Outcome) -> Result<bool, GitError> {
        let path = self.top.join(as_path(&one.path));
        let Some(is) = &one.is else {
            return Ok(fs::symlink_metadata(&path).is_err());
        };
        let name = String::from_utf8_lossy(&one.path);
        let hash = ["hash-object", "--", name.as_ref()];
        let said = self.git.in_folder(&self.top).run(&hash)?;
        Ok(said.is_done && said.line() == is.name)
    }

    /// The commit that holds what both sides did; theirs, where we did nothing. It is nowhere named yet.
    pub(super) fn commit_of_both(
        &self,
        [base, ours, theirs]: [&str; 3],
        outcomes: &[Outcome],
    ) -> Result<String, GitError> {
        let desk = tempfile::tempdir().map_err(|source| GitError::Start { source })?;
        let index = desk.path().join("index");
        let top = self.git.in_folder(&self.top);
        top.with_index(&index, &["read-tree", ours], b"")?;
        // Git looks at each name here, before anything is written under it.
        top.with_index(&index, INDEX_INFO, &index_info(outcomes))?;
        if base == ours {
            return Ok(theirs.to_owned());
        }
        let tree = top.with_index(&index, &["write-tree"], b"")?.line();
        let mut commit = vec!["commit-tree"];
        let signs = self
            .git
            .run(&["config", "--type=bool", "--get", "commit.gpgSign"])?;
        if signs.line() == "true" {
            commit.push("-S");
        }
        commit.extend(["-p", ours, "-p", theirs, "-m", MESSAGE, &tree]);
        Ok(self.git.done(&commit)?.line())
    }

    /// Puts the files in their places, tells git's index, and last of all lets the branch name the commit.
    pub(super) fn place(
        &self,
        workspace: &Workspace,
        outcomes: &[Outcome],
        [ours, commit]: [&str; 2],
    ) -> Result<(), GitError> {
        let (goes, comes): (Vec<&Outcome>, Vec<&Outcome>) =
            outcomes.iter().partition(|one| one.is.is_none());
        for one in comes {
            self.put(workspace, one)?;
        }
        for one in goes {
            self.take_away(workspace, one)?;
        }
        let top = self.git.in_folder(&self.top);
        top.done_with(INDEX_INFO, &index_info(outcomes))?;
        let links = outcomes
            .iter()
            .filter(|one| one.is.as_ref().is_some_and(is_link));
        let links: Vec<u8> = links
            .flat_map(|one| [&one.path[..], b"\0"].concat())
            .collect();
        if !links.is_empty() {
            top.done_with(&["checkout-index", "-f", "-z", "--stdin"], &links)?;
        }
        let why = format!("whytogether: {MESSAGE}");
        top.done(&["update-ref", "-m", &why, "HEAD", commit, ours])?;
        // Only spares git a look at each file later.
        top.run(&["update-index", "-q", "--refresh"])?;
        Ok(())
    }

    fn put(&self, workspace: &Workspace, one: &Outcome) -> Result<(), GitError> {
        if let (Some(path), Some([was, Some(is)])) =
            (of_workspace(&one.path, &self.prefix), &one.part)
        {
            let path = workspace.root().join(path);
            refuse_changed(workspace, &path, was.as_deref(), Some(is))?;
            let folder = path.parent().unwrap_or(workspace.root());
            workspace.folder(folder)?;
            return Ok(workspace.write(&path, is)?);
        }
        let Some(is) = one.is.as_ref().filter(|is| is.is_file()) else {
            return Ok(());
        };
        let path = self.top.join(as_path(&one.path));
        let name = format!("--path={}", String::from_utf8_lossy(&one.path));
        let filtered = ["cat-file", "--filters", &name, &is.name];
        let bytes = self.git.in_folder(&self.top).done(&filtered)?.out;
        let folder = path.parent().unwrap_or(&self.top);
        create_folder(folder).map_err(SaveError::io(folder))?;
        replace(&path, &bytes)?;
        let is_new = one.was.as_ref().is_none_or(|was| was.mode != is.mode);
        if is_new {
            set_mode(&path, is).map_err(SaveError::io(&path))?;
        }
        Ok(())
    }

    fn take_away(&self, workspace: &Workspace, one: &Outcome) -> Result<(), GitError> {
        let path = match (of_workspace(&one.path, &self.prefix), &one.part) {
            (Some(path), Some([was, _])) => {
                let path = workspace.root().join(path);
                refuse_changed(workspace, &path, was.as_deref(), None)?;
                workspace.followed(&path).map_err(SaveError::io(&path))?;
                path
            }
            _ => self.top.join(as_path(&one.path)),
        };
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(SaveError::io(&path)(error).into()),
        }
        let folder = path.parent().unwrap_or(&self.top);
        sync_folder(folder).map_err(SaveError::io(folder))?;
        if one.part.is_none() {
            // As git does with a folder in which nothing is left.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

const INDEX_INFO: &[&str] = &["update-index", "-z", "--index-info"];

/// What the index is to hold, as git takes it.
fn index_info(outcomes: &[Outcome]) -> Vec<u8> {
    let mut list = Vec::new();
    for one in outcomes {
        let about = match (&one.is, &one.was) {
            (Some(is), _) => format!("{} {}\t", is.mode, is.name),
            (None, Some(was)) => format!("0 {}\t", "0".repeat(was.name.len())),
            (None, None) => continue,
        };
        list.extend_from_slice(about.as_bytes());
        list.extend_from_slice(&one.path);
        list.push(0);
    }
    list
}

/// Makes sure that nobody changed the file since it was committed.
///
/// # Errors
/// [`GitError::ChangedMeanwhile`] where somebody did; their words stay.
fn refuse_changed(
    workspace: &Workspace,
    path: &Path,
    was: Option<&[u8]>,
    is: Option<&[u8]>,
) -> Result<(), GitError> {
    let found = match workspace.read(path) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing { .. }) => return Ok(()),
        // Larger than any file of ours, or a link that leads outside.
        Err(error) => {
            let error = io::Error::other(error);
            return Err(SaveError::io(path)(error).into());
        }
    };
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let found = lines(&found);
    if [was, is]
        .into_iter()
        .flatten()
        .any(|bytes| lines(bytes) == found)
    {
        return Ok(());
    }
    Err(GitError::ChangedMeanwhile)
}

fn is_link(entry: &Entry) -> bool {
    entry.mode == "120000"
}

/// True where a file would have to be written through a link, or in the place of a folder.
fn is_behind_another(top: &Path, path: &[u8]) -> bool {
    let path = as_path(path);
    let mut folders = path.ancestors().skip(1);
    let is_no_folder = |folder: &Path| {
        let found = fs::symlink_metadata(top.join(folder));
        found.is_ok_and(|found| !found.is_dir())
    };
    let found = fs::symlink_metadata(top.join(&path));
    folders.any(is_no_folder) || found.is_ok_and(|found| found.is_dir())
}

#[cfg(unix)]
fn as_path(path: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(path))
}

#[cfg(not(unix))]
fn as_path(path: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(path).into_owned())
}

/// Lets others read it as git does, and run it where it is a program.
fn set_mode(path: &Path, is: &Entry) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if is.mode == "100755" { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    let _ = (path, is);
    Ok(())
}
