//! Replacing a file whole, so that a crash leaves the old one or the new one and nothing between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use super::links::behind_links;
use super::place::Lack;
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
            Ok(old) => take_mode(file.as_file(), &old, &target)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        put_over(filled(file, bytes)?, &target)?;
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
        put_over(file, path)
    });
    replaced.map_err(SaveError::io(path))
}

/// Gives a file the mode of the one whose place it takes.
fn take_mode(file: &File, old: &fs::Metadata, target: &Path) -> io::Result<()> {
    let mode = old.permissions();
    if file.metadata()?.permissions() == mode {
        return Ok(());
    }
    Lack::Modes.allow(folder_of(target), file.set_permissions(mode))
}

/// Puts a file in another's place, in one step where that can be.
fn put_over(file: NamedTempFile, target: &Path) -> io::Result<()> {
    let Err(refused) = file.persist(target) else {
        return Ok(());
    };
    Lack::Moves.allow(folder_of(target), Err(refused.error))?;
    let bytes = fs::read(refused.file.path())?;
    write_over(target, &bytes).inspect_err(|_| {
        // The bytes are nowhere else.
        let _ = refused.file.keep();
    })
}

/// Writes a file's bytes in place, for where nothing can take its place.
fn write_over(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    for_its_owner(&mut options);
    let mut file = options.open(target)?;
    file.write_all(bytes)?;
    file.set_len(u64::try_from(bytes.len()).map_err(io::Error::other)?)?;
    sync_file(&file, folder_of(target))
}

/// Puts a file where nothing is, and never over anything.
fn put_new(file: NamedTempFile, target: &Path) -> io::Result<()> {
    let Err(refused) = file.persist_noclobber(target) else {
        return Ok(());
    };
    Lack::Names.allow(folder_of(target), Err(refused.error))?;
    put_by_claim(refused.file, target)
}

/// The same in two steps: whoever has made the empty file may put another in its place.
fn put_by_claim(file: NamedTempFile, target: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    for_its_owner(options.create_new(true).write(true));
    options.open(target)?;
    put_over(file, target).inspect_err(|_| {
        let _ = fs::remove_file(target);
    })
}

/// Moves a file to where nothing is: in one step, or where that cannot be by a copy that is whole before the
/// file itself goes.
///
/// # Errors
/// When the system refuses; the file is where it was.
pub fn moved(from: &Path, to: &Path) -> io::Result<()> {
    let Err(refused) = fs::rename(from, to) else {
        return Ok(());
    };
    Lack::Moves.allow(folder_of(to), Err(refused))?;
    let file = filled(beside(to)?, &fs::read(from)?)?;
    put_over(file, to)?;
    fs::remove_file(from)
}

fn for_its_owner(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// An empty file in the same folder, under a name that says what it is should a crash leave it.
pub(super) fn beside(target: &Path) -> io::Result<NamedTempFile> {
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
    let folder = folder_of(file.path()).to_owned();
    sync_file(file.as_file(), &folder)?;
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
    put_new(file, path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(),
        _ => SaveError::io(path)(error),
    })?;
    sync_folder(folder_of(path)).map_err(SaveError::io(path))
}

/// Waits until a file in a folder is on the disk.
///
/// # Errors
/// When that fails; a place that cannot say is noted.
pub fn sync_file(file: &File, folder: &Path) -> io::Result<()> {
    Lack::Sync.allow(folder, file.sync_all())
}

/// Makes the names in a folder durable.
///
/// # Errors
/// When that fails; a place that cannot sync a folder is noted, and systems that never can do nothing.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        Lack::Sync.allow(folder, synced)
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
        if let Some(other) = what_is_no_file(&path) {
            // Opening a pipe would wait for whoever reads it, for ever.
            let why = format!("it is {other}, where a file belongs");
            return Err(SaveError::io(&path)(io::Error::other(why)));
        }
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        for_its_owner(&mut options);
        let file = options.open(&path).map_err(SaveError::io(&path))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(PAUSE);
                }
                Err(fs::TryLockError::WouldBlock) => return Err(SaveError::Locked { path }),
                Err(fs::TryLockError::Error(source)) => {
                    // Bytes are compared before each save, so what others saved is merged all the same.
                    let held = Lack::Locks.allow(self.root(), Err(source));
                    held.map_err(SaveError::io(&path))?;
                    return Ok(Lock { _file: file });
                }
            }
        }
    }
}

/// What stands at a path where it is no file, such as `a pipe`; None for a file, and where nothing stands.
pub(super) fn what_is_no_file(path: &Path) -> Option<&'static str> {
    let kind = fs::symlink_metadata(path).ok()?.file_type();
    if kind.is_file() {
        return None;
    }
    #[cfg(unix)]
    if std::os::unix::fs::FileTypeExt::is_fifo(&kind) {
        return Some("a pipe");
    }
    Some(match kind.is_dir() {
        true => "a folder",
        false => "a device or a socket",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_claimed_is_never_taken_from_whoever_has_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("falls-7k3f.json");
        let words = |text: &str| {
            let file = beside(&target).expect("a file");
            filled(file, text.as_bytes()).expect("filled")
        };
        put_by_claim(words("ours"), &target).expect("nobody has it");
        let refused = put_by_claim(words("theirs"), &target).expect_err("it is taken");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).expect("read"), b"ours");
        let names = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(names.count(), 1);
    }

    #[test]
    fn what_is_written_in_place_ends_where_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("falls-7k3f.json");
        write_over(&target, b"longer than before").expect("written");
        write_over(&target, b"short").expect("written");
        assert_eq!(fs::read(&target).expect("read"), b"short");
    }
}
