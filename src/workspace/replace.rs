//! Replacing a file whole, so that a crash leaves the old one or the new one and nothing between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use super::links::behind_links;
use super::{SaveError, Workspace};

/// How long to wait for another program to let go of the workspace.
const PATIENCE: Duration = Duration::from_secs(2);
/// How the name of a file begins and ends that is not whole yet; only a crash leaves one.
pub const UNFINISHED: (&str, &str) = (".saving-", ".tmp");
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
    let over_what_is_there = || -> io::Result<()> {
        let file = beside(&target)?;
        match fs::metadata(&target) {
            Ok(old) => file.as_file().set_permissions(old.permissions())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        filled(file, bytes)?
            .persist(&target)
            .map_err(|error| error.error)?;
        sync_folder(folder_of(&target))
    };
    over_what_is_there().map_err(SaveError::io(path))
}

/// Replaces a file's bytes without waiting for the disk, for what can be done without: a power cut may
/// leave the old ones, the new ones or neither.
///
/// # Errors
/// [`SaveError::Io`] when any step fails.
pub fn replace_soon(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let replaced = beside(path).and_then(|mut file| {
        file.write_all(bytes).map_err(without_path)?;
        file.persist(path).map_err(|error| error.error)
    });
    replaced.map(|_| ()).map_err(SaveError::io(path))
}

/// An empty file in the same folder, under a name that says what it is should a crash leave it.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(UNFINISHED.0)
        .suffix(UNFINISHED.1)
        .tempfile_in(folder_of(target))
        .map_err(without_path)
}

/// What the system said, without the name of the temporary file, which means nothing to anyone.
fn without_path(error: io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source());
    let code = inner.and_then(|inner| inner.downcast_ref::<io::Error>()?.raw_os_error());
    code.map_or(error, io::Error::from_raw_os_error)
}

/// Writes the bytes and waits until they are on the disk.
fn filled(mut file: NamedTempFile, bytes: &[u8]) -> io::Result<NamedTempFile> {
    file.write_all(bytes).map_err(without_path)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder_of(target: &Path) -> &Path {
    // A bare file name has an empty parent, which is no folder to open.
    let folder = target.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// Creates a file that must not be there yet.
///
/// # Errors
/// [`SaveError::Exists`] where it is there, [`SaveError::Io`] when any step fails.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let exists = || SaveError::Exists {
        path: path.to_owned(),
    };
    if fs::symlink_metadata(path).is_ok() {
        return Err(exists());
    }
    let file = beside(path)
        .and_then(|file| filled(file, bytes))
        .map_err(SaveError::io(path))?;
    // Whoever came in between keeps what they wrote.
    file.persist_noclobber(path)
        .map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => exists(),
            _ => SaveError::io(path)(error.error),
        })?;
    sync_folder(folder_of(path)).map_err(SaveError::io(path))
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
    /// The file that every write takes hold of first.
    pub(super) fn lock_path(&self) -> PathBuf {
        self.root().join(".lock")
    }

    /// Takes the lock of the workspace, waiting a little for another program.
    ///
    /// # Errors
    /// [`SaveError::Locked`] when the other program does not let go, [`SaveError::Io`] when the lock
    /// file cannot be opened.
    pub fn lock(&self) -> Result<Lock, SaveError> {
        let path = self.lock_path();
        let path = self.followed(&path).map_err(SaveError::io(&path))?;
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
