//! One sync at a time in a repository, and what one leaves that was stopped half way.
//!
//! A file among git's own is held for as long as a sync runs, also by each git that it runs, and says whether
//! the last one came to its end. Where it did not, every git of it is gone, and what those left goes: locks,
//! and objects without bytes. Nothing on this desk is touched by that; the files there are whole.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::place::MESSAGE;
use super::{GitError, Repository};
use crate::workspace::SaveError;
use crate::workspace::replace::{sync_file, sync_folder};

/// How long to wait for another sync of the same desk.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);
/// A lock of git is from the sync that was stopped if it is at most this much older than its beginning ...
const BEFORE: Duration = Duration::from_secs(2);
/// ... and at most this much younger.
const AFTER: Duration = Duration::from_secs(60 * 60);
/// The file that is held, among git's own.
const NAME: &str = "whytogether-sync";

/// A sync that is not at its end yet.
#[derive(Debug)]
pub struct Begun {
    file: File,
}

impl Begun {
    /// Says that the sync came to its end, well or not: nothing of it is left lying about.
    pub fn end(self) -> io::Result<()> {
        self.file.set_len(0)
    }
}

impl Repository {
    /// Waits for its turn, sees to what an earlier sync left, and returns the repository whose every git
    /// holds the turn too.
    ///
    /// # Errors
    /// [`GitError::Syncing`] where another sync goes on and on, [`GitError::Save`] where the file that says
    /// so cannot be written.
    pub(super) fn begin(&self) -> Result<(Self, Begun), GitError> {
        let folder = PathBuf::from(self.git.done(&["rev-parse", "--absolute-git-dir"])?.line());
        let path = folder.join(NAME);
        let failed = |source| {
            GitError::Save(SaveError::Io {
                path: path.clone(),
                source,
            })
        };
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        let is_link = fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file());
        if is_link {
            return Err(failed(io::Error::other("it is no file")));
        }
        let mut file = options.open(&path).map_err(failed)?;
        wait_for_turn(&file)?;
        let mut said = String::new();
        let _ = file.read_to_string(&mut said);
        let common = self.git.done(&["rev-parse", "--git-common-dir"])?.line();
        let common = self.git.folder().join(common);
        if !said.is_empty() {
            let since = file
                .metadata()
                .and_then(|found| found.modified())
                .map_err(failed)?;
            clear(&folder, &common, since);
        }
        let mut begin = || -> io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(b"a sync is at work, or was stopped\n")?;
            sync_file(&file, &folder)?;
            sync_folder(&folder)
        };
        begin().map_err(failed)?;
        let held = file.try_clone().map_err(failed)?;
        let here = Self {
            git: self.git.holding(held),
            ..self.clone()
        };
        here.end_earlier_merge(&folder)?;
        here.renew_empty_index(&folder)?;
        Ok((here, Begun { file }))
    }

    /// Ends a merge that an earlier version of this program left to git: its commit is not made, and what
    /// lies on this desk is committed and merged anew.
    fn end_earlier_merge(&self, folder: &Path) -> Result<(), GitError> {
        let said = fs::read_to_string(folder.join("MERGE_MSG")).unwrap_or_default();
        if !said.starts_with(MESSAGE) || !folder.join("MERGE_HEAD").exists() {
            return Ok(());
        }
        self.git.done(&["read-tree", "HEAD"])?;
        for name in ["AUTO_MERGE", "MERGE_MODE", "MERGE_MSG", "MERGE_HEAD"] {
            let _ = fs::remove_file(folder.join(name));
        }
        Ok(())
    }

    /// Makes an index of the last commit where a power cut left one without bytes.
    fn renew_empty_index(&self, folder: &Path) -> Result<(), GitError> {
        let path = folder.join("index");
        let is_empty = fs::metadata(&path).is_ok_and(|found| found.len() == 0);
        if is_empty && fs::remove_file(&path).is_ok() && self.commit_of("HEAD")?.is_some() {
            self.git.done(&["read-tree", "HEAD"])?;
        }
        Ok(())
    }
}

fn wait_for_turn(file: &File) -> Result<(), GitError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(GitError::Syncing),
            // Where nothing can be held, git's own locks are all there is.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
        }
    }
}

/// Takes away what the gits of a sync that began then have left: locks, and objects without bytes.
fn clear(folder: &Path, common: &Path, since: SystemTime) {
    let is_of_it = |found: &Metadata| {
        let made = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        made + BEFORE >= since && made <= since + AFTER
    };
    for place in [folder, common] {
        for (path, found) in files_in(place) {
            if is_lock(&path) && is_of_it(&found) {
                let _ = fs::remove_file(path);
            }
        }
    }
    for (path, found) in files_below(&common.join("refs"), 8) {
        if is_lock(&path) && is_of_it(&found) {
            let _ = fs::remove_file(path);
        }
    }
    for (path, found) in files_below(&common.join("objects"), 1) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_unfinished = name.starts_with("tmp_") && is_of_it(&found);
        if found.len() == 0 || is_unfinished {
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_lock(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "lock")
}

fn files_in(folder: &Path) -> Vec<(PathBuf, Metadata)> {
    files_below(folder, 0)
}

/// The files in a folder, and in those so many levels below it; no link is followed.
fn files_below(folder: &Path, levels: usize) -> Vec<(PathBuf, Metadata)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.metadata() {
            Ok(found) if found.is_dir() && levels > 0 => {
                files.extend(files_below(&entry.path(), levels - 1));
            }
            Ok(found) if found.is_file() => files.push((entry.path(), found)),
            Ok(_) | Err(_) => {}
        }
    }
    files
}
