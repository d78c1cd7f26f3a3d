//! Replacing a file whole, so that a crash leaves the old one or the new one and nothing between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{SaveError, Workspace};

/// How long to wait for another program to let go of the workspace.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long between two attempts.
const PAUSE: Duration = Duration::from_millis(10);

/// Replaces a file's bytes: temporary file beside it, sync, rename, sync of the folder.
///
/// Writes through a symbolic link, and keeps the mode of a file that is there; a new file is for its
/// owner only.
///
/// # Errors
/// [`SaveError::Io`] when any step fails; the old file is whole then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let target = behind_links(path).map_err(SaveError::io(path))?;
    write_beside(&target, bytes).map_err(SaveError::io(path))
}

fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // A bare file name has an empty parent, which is no folder to open.
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".saving-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Creates a file that must not be there yet.
///
/// # Errors
/// [`SaveError::Exists`] where it is there, [`SaveError::Io`] when any step fails.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(SaveError::Exists {
            path: path.to_owned(),
        });
    }
    replace(path, bytes)
}

/// Where a chain of symbolic links ends, whether or not a file is there.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.file_type().is_symlink() => {
                let next = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(next);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Makes the names in a folder durable.
///
/// # Errors
/// When the folder cannot be opened or synced; systems that cannot sync a folder do nothing.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Creates a folder and those above it, for their owner only.
///
/// # Errors
/// When the system refuses.
pub fn create_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Holds the workspace against other programs until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Workspace {
    /// Takes the lock of the workspace, waiting a little for another program.
    ///
    /// # Errors
    /// [`SaveError::Locked`] when the other program does not let go, [`SaveError::Io`] when the lock
    /// file cannot be opened.
    pub fn lock(&self) -> Result<Lock, SaveError> {
        let path = self.root().join(".lock");
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(SaveError::io(&path))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(PAUSE);
                }
                Err(fs::TryLockError::WouldBlock) => return Err(SaveError::Locked { path }),
                Err(fs::TryLockError::Error(source)) => return Err(SaveError::Io { path, source }),
            }
        }
    }
}
