//! Loading and saving a canvas: compare with what is on disk, merge, replace.

use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::cloud::InCloud;
use super::history::NotKept;
use super::replace::{create, create_folder, replace};
use super::settings::{SavedSettings, Settings};
use super::{ReadError, SaveError, Workspace};
use crate::canvas::Canvas;
use crate::canvas::document::{DocumentError, MAX_BYTES};
use crate::canvas::foreign::Foreign;
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::clock;

/// What a file held when it was last seen: a digest of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision(u64);

impl Revision {
    /// The revision of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// A canvas as it was last seen on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The canvas.
    pub canvas: Canvas,
    /// What its file held.
    pub revision: Revision,
}

/// What a save did.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What stands on disk now; with what others wrote, where that was merged.
    pub loaded: Loaded,
    /// True where someone else had changed the file since it was loaded.
    pub was_merged: bool,
    /// Earlier versions that could not be kept; None where nothing failed.
    pub not_kept: Option<NotKept>,
}

impl Workspace {
    /// Reads a canvas.
    ///
    /// # Errors
    /// [`ReadError`], by whether the file is missing, refused or no canvas.
    pub fn load(&self, id: &CanvasId) -> Result<Loaded, ReadError> {
        if id.is_stand_in() {
            let source = io::Error::new(
                io::ErrorKind::InvalidInput,
                "the file's name cannot be a canvas id: rename it",
            );
            let path = self.canvases_path().join(format!("{id}.json"));
            return Err(ReadError::Io { path, source });
        }
        let path = self.canvas_path(id);
        let bytes = self.read(&path)?;
        let canvas = Canvas::read(id.clone(), &bytes)
            .map_err(|source| ReadError::Document { path, source })?;
        Ok(Loaded {
            canvas,
            revision: Revision::of(&bytes),
        })
    }

    /// Writes a new canvas; the workspace is created where it is not there yet.
    ///
    /// # Errors
    /// [`SaveError::Exists`] where a canvas has this id, else as for [`Workspace::save`].
    pub fn create(&self, canvas: &Canvas) -> Result<Loaded, SaveError> {
        self.prepare()?;
        let _lock = self.lock()?;
        let bytes = sized(canvas.to_bytes(), &self.canvas_path(canvas.id()))?;
        create(&self.canvas_path(canvas.id()), &bytes)?;
        Ok(Loaded {
            canvas: canvas.clone(),
            revision: Revision::of(&bytes),
        })
    }

    /// Writes a canvas over the file that `base` was loaded from.
    ///
    /// Where someone else changed the file since, their changes are merged in, and the result says so.
    /// A file that was taken away is written again, a workspace is not. What the history is owed is kept first (see
    /// [`super::history`]); where that fails, the save goes on, and the result says so.
    ///
    /// # Errors
    /// [`SaveError`]; nothing on disk has changed then.
    pub fn save(&self, canvas: &Canvas, base: &Loaded, now: Timestamp) -> Result<Saved, SaveError> {
        self.save_unless(canvas, base, now, |_| false)
    }

    /// The same, and writes a file again that holds nothing any more.
    ///
    /// Whoever writes a file in place empties it first: this is for one that stays empty.
    ///
    /// # Errors
    /// As for [`Workspace::save`].
    pub fn save_over_empty(
        &self,
        canvas: &Canvas,
        base: &Loaded,
        now: Timestamp,
    ) -> Result<Saved, SaveError> {
        self.save_unless(canvas, base, now, |bytes| bytes.trim_ascii().is_empty())
    }

    /// Saves, as if a file were not there of whose bytes `is_nothing` holds.
    fn save_unless(
        &self,
        canvas: &Canvas,
        base: &Loaded,
        now: Timestamp,
        is_nothing: fn(&[u8]) -> bool,
    ) -> Result<Saved, SaveError> {
        let path = self.canvas_path(canvas.id());
        if canvas.is_newer() {
            return Err(SaveError::Newer { path });
        }
        if self.is_gone() {
            let path = self.root().to_owned();
            return Err(SaveError::Gone { path });
        }
        self.prepare()?;
        let _lock = self.lock()?;
        let theirs = match self.read(&path) {
            Ok(bytes) if Revision::of(&bytes) == base.revision => None,
            Ok(bytes) if is_nothing(&bytes) => None,
            Ok(bytes) => Some(read_theirs(canvas.id(), &path, &bytes)?),
            Err(ReadError::Missing { .. }) => None,
            Err(ReadError::Document { path, source }) => {
                return Err(SaveError::Unreadable { path, source });
            }
            Err(ReadError::Io { path, source }) => return Err(SaveError::Io { path, source }),
        };
        let mut written = match &theirs {
            Some(theirs) => merge(&base.canvas, canvas, theirs, now),
            None => canvas.clone(),
        };
        written.part_rows_sharing_ids();
        if theirs.as_ref() != Some(&written) {
            written.touch(now);
        }
        let bytes = sized(written.to_bytes(), &path)?;
        let before = theirs.as_ref().unwrap_or(&base.canvas);
        let not_kept = self.keep_owed(before, &written, now);
        self.write(&path, &bytes)?;
        let loaded = Loaded {
            canvas: written,
            revision: Revision::of(&bytes),
        };
        Ok(Saved {
            loaded,
            was_merged: theirs.is_some(),
            not_kept,
        })
    }

    /// Reads the settings; a workspace that is not there yet has the defaults.
    ///
    /// # Errors
    /// [`ReadError`] where the file is there and cannot be read.
    pub fn load_settings(&self) -> Result<Settings, ReadError> {
        let path = self.settings_path();
        match self.read(&path) {
            Ok(bytes) => {
                Settings::read(&bytes).map_err(|source| ReadError::Document { path, source })
            }
            Err(ReadError::Missing { .. }) => Ok(Settings::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes the settings over those that `base` was read from, with what others changed since.
    ///
    /// # Errors
    /// [`SaveError`]; nothing on disk has changed then.
    pub fn save_settings(
        &self,
        settings: &Settings,
        base: &Settings,
    ) -> Result<SavedSettings, SaveError> {
        self.prepare()?;
        let _lock = self.lock()?;
        let path = self.settings_path();
        let theirs = match self.load_settings() {
            Ok(theirs) => theirs,
            Err(ReadError::Document { path, source }) => {
                return Err(SaveError::Unreadable { path, source });
            }
            Err(ReadError::Io { path, source }) => return Err(SaveError::Io { path, source }),
            Err(ReadError::Missing { path }) => {
                return Err(SaveError::Io {
                    path,
                    source: io::ErrorKind::NotFound.into(),
                });
            }
        };
        if theirs.is_newer() {
            return Err(SaveError::Newer { path });
        }
        // What waited beside a setting that is changed here is picked; what others changed since waits anew.
        let mut settled = settings.clone();
        settled.settle_changed(base, settings);
        let merged = settled.merged_keeping(base, &theirs, clock::now());
        self.write(&path, &merged.to_bytes())?;
        Ok(SavedSettings {
            settings: merged,
            overruled: settings.overruled(base, &theirs),
        })
    }

    /// Creates the folders and `workspace.json` where they are not there yet.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn prepare(&self) -> Result<(), SaveError> {
        let folder = self.canvases_path();
        self.folder(&folder)?;
        let settings = self.settings_path();
        if self.exists() || fs::symlink_metadata(&settings).is_ok() {
            return Ok(());
        }
        match create(&settings, &Settings::default().to_bytes()) {
            Ok(()) | Err(SaveError::Exists { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Reads a file of the workspace, through links that end in it.
    ///
    /// # Errors
    /// [`ReadError`], by whether the file is missing, refused or too large.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let target = self.followed(path).map_err(ReadError::io(path))?;
        let found = fs::metadata(&target).map_err(|error| InCloud::or_gone(error, &target));
        read_found(&target, &found.map_err(ReadError::io(&target))?)
    }

    /// Replaces a file of the workspace, through links that end in it.
    ///
    /// # Errors
    /// [`SaveError::Io`]; the old file is whole then.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        let target = self.followed(path).map_err(SaveError::io(path))?;
        replace(&target, bytes)
    }

    /// Creates a folder of the workspace where it is not there yet.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses, or a link leads outside.
    pub fn folder(&self, path: &Path) -> Result<(), SaveError> {
        self.followed(path)
            .and_then(|_| create_folder(path))
            .map_err(SaveError::io(path))
    }
}

fn read_theirs(id: &CanvasId, path: &Path, bytes: &[u8]) -> Result<Canvas, SaveError> {
    let theirs = Canvas::read(id.clone(), bytes).map_err(|source| SaveError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    if theirs.is_newer() {
        return Err(SaveError::Newer {
            path: path.to_owned(),
        });
    }
    Ok(theirs)
}

/// The bytes of a file, where they are no more than it may have.
///
/// # Errors
/// [`SaveError::TooLarge`].
pub(super) fn sized(bytes: Vec<u8>, path: &Path) -> Result<Vec<u8>, SaveError> {
    if bytes.len() > MAX_BYTES {
        return Err(SaveError::TooLarge {
            path: path.to_owned(),
            size: bytes.len(),
        });
    }
    Ok(bytes)
}

/// Reads a file of at most 1 MiB; a larger one is refused before it is read.
///
/// # Errors
/// [`ReadError`], by whether the file is missing, refused or too large.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let found = fs::metadata(path).map_err(ReadError::io(path))?;
    read_found(path, &found)
}

/// What a canvas from other hands is called where its file's name could be no canvas's.
const NAMELESS: &str = "the-other-file";

/// Reads a canvas file from other hands, wherever it lies: its slips are mended, and named.
///
/// Nothing in it says where anything is written: its id is not used.
///
/// # Errors
/// As for [`read_bytes`], and [`ReadError::Document`] where it is no canvas.
pub fn read_foreign(path: &Path, today: Date) -> Result<Foreign, ReadError> {
    let bytes = read_bytes(path)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    let id = stem.and_then(|stem| CanvasId::from_name(&stem));
    let id = id.or_else(|| CanvasId::from_name(NAMELESS));
    let id = id.expect("a name that could be a canvas's");
    let random = &mut |end| fastrand::usize(..end);
    Foreign::read(id, &bytes, today, random).map_err(|source| ReadError::Document {
        path: path.to_owned(),
        source,
    })
}

/// As [`read_bytes`], for a file that was looked at already.
///
/// # Errors
/// As for [`read_bytes`].
pub(super) fn read_found(path: &Path, found: &Metadata) -> Result<Vec<u8>, ReadError> {
    let io = |error| ReadError::io(path)(InCloud::or(error, found));
    if !found.is_file() {
        return Err(ReadError::Io {
            path: path.to_owned(),
            source: io::Error::new(io::ErrorKind::InvalidInput, "not a file"),
        });
    }
    let size = usize::try_from(found.len()).unwrap_or(usize::MAX);
    if size > MAX_BYTES {
        let source = DocumentError::TooLarge { size };
        return Err(ReadError::Document {
            path: path.to_owned(),
            source,
        });
    }
    let mut bytes = Vec::with_capacity(size + 1);
    let file = File::open(path).map_err(&io)?;
    // It may have grown since, or never have had a length, as what a system makes up has none.
    let most = u64::try_from(MAX_BYTES + 1).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut bytes).map_err(&io)?;
    Ok(bytes)
}
