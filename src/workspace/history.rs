//! What canvases said earlier: `history/<id>.jsonl`, one file per canvas that only grows at its end.
//!
//! A save that is about to replace a version of another day keeps that version first, so that there is
//! one for each day on which a canvas was worked on, and not one for each key. A version is also kept
//! when what was decided changes, before and after, when a merge leaves answers that differ, and by a
//! screen when somebody else replaces what was written there, or the file goes astray. The day is that
//! of this machine's clock and zone, as for everything that the program calls today.
//!
//! What is kept is on disk before the canvas is replaced: a crash between the two leaves a version that
//! is there twice, which costs nothing. An ordinary save touches no history at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::cloud::InCloud;
use super::replace::{sync_file, sync_folder};
use super::{ReadError, SaveError, Workspace, in_one_line};
use crate::canvas::closing::Begin;
use crate::canvas::history::{History, Occasion, day_of};
use crate::canvas::id::CanvasId;
use crate::canvas::{Canvas, State};
use crate::clock;

/// The most that is read of a history: of a larger one its end, which tells the latest years.
pub const MAX_HISTORY_BYTES: u64 = 64 * 1024 * 1024;

/// Versions that a save could not keep, and why; the save itself is done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("saved, but the version of before could not be kept in the history: {why}")]
pub struct NotKept {
    /// The versions.
    pub versions: Vec<Canvas>,
    /// What failed.
    pub why: String,
}

impl Workspace {
    /// The folder of what canvases said earlier.
    pub fn histories_path(&self) -> PathBuf {
        self.root().join("history")
    }

    /// The file of what a canvas said earlier.
    pub fn history_path(&self, id: &CanvasId) -> PathBuf {
        self.histories_path().join(format!("{id}.jsonl"))
    }

    /// The canvases that have a history, in the order of their ids.
    pub fn histories(&self) -> Vec<CanvasId> {
        let files = fs::read_dir(self.histories_path());
        let files = files.into_iter().flatten().flatten();
        let names = files.filter_map(|file| file.file_name().into_string().ok());
        let ids = names.filter_map(|name| CanvasId::from_name(name.strip_suffix(".jsonl")?));
        let mut ids: Vec<CanvasId> = ids.collect();
        ids.sort();
        ids
    }

    /// Reads what a canvas said earlier; one without a history has an empty one.
    ///
    /// # Errors
    /// [`ReadError::Io`] when the system refuses, or where something else than a file, or a link that leads
    /// outside, is in the place.
    pub fn history(&self, id: &CanvasId) -> Result<History, ReadError> {
        let path = self.history_path(id);
        match self.followed(&path).and_then(|path| read_end(&path)) {
            Ok(bytes) => Ok(History::read(id.clone(), bytes)),
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                Ok(History::read(id.clone(), Vec::new()))
            }
            Err(source) => Err(ReadError::Io { path, source }),
        }
    }

    /// Where a session of a day begins for a canvas: with the canvas as an earlier day left it, where that
    /// can be read.
    pub fn begin_of_session(&self, canvas: &Canvas, day: Date) -> Begin {
        let midnight = day.to_zoned(clock::here()).ok();
        let mut begin = Begin::of_day(day);
        begin.since = midnight.map_or(begin.since, |midnight| midnight.timestamp());
        begin.before = self.left_before(canvas, begin.since);
        begin
    }

    /// The canvas as it stood at an instant: itself where it has not changed since, else its last version.
    fn left_before(&self, canvas: &Canvas, instant: Timestamp) -> Option<Canvas> {
        if canvas.updated()? < instant {
            return Some(canvas.clone());
        }
        let history = self.history(canvas.id()).ok()?;
        let last = history.last_where(|at| at < instant)?;
        history.canvas(last).ok()
    }

    /// Keeps what stands on disk of a canvas now, whatever day it is from.
    ///
    /// # Errors
    /// [`SaveError`]; where the file cannot be read, [`SaveError::Unreadable`] or [`SaveError::Io`].
    pub fn keep_version(&self, id: &CanvasId, now: Timestamp) -> Result<(), SaveError> {
        let loaded = self.load(id).map_err(|error| match error {
            ReadError::Document { path, source } => SaveError::Unreadable { path, source },
            ReadError::Io { path, source } => SaveError::Io { path, source },
            ReadError::Missing { path } => SaveError::Io {
                path,
                source: io::ErrorKind::NotFound.into(),
            },
        })?;
        self.keep_versions(id, &[&loaded.canvas], now)
    }

    /// Keeps versions of a canvas that a save could not keep.
    ///
    /// # Errors
    /// [`SaveError::Locked`] or [`SaveError::Io`]; some of the versions may be kept then.
    pub fn keep_versions(
        &self,
        id: &CanvasId,
        versions: &[&Canvas],
        now: Timestamp,
    ) -> Result<(), SaveError> {
        let _lock = self.lock()?;
        self.append_versions(id, versions, Occasion::Usual, now)
    }

    /// Keeps what stood there before somebody else's change lost some of it.
    ///
    /// # Errors
    /// [`SaveError::Locked`] or [`SaveError::Io`].
    pub fn keep_before_others(
        &self,
        id: &CanvasId,
        version: &Canvas,
        now: Timestamp,
    ) -> Result<(), SaveError> {
        let _lock = self.lock()?;
        self.append_versions(id, &[version], Occasion::BeforeOthers, now)
    }

    /// Keeps the versions that a save owes to the history, with the lock held.
    pub(super) fn keep_owed(
        &self,
        before: &Canvas,
        after: &Canvas,
        now: Timestamp,
    ) -> Option<NotKept> {
        let owed = owed(before, after, now, &clock::here());
        if owed.is_empty() {
            return None;
        }
        let error = self
            .append_versions(after.id(), &owed, Occasion::Usual, now)
            .err()?;
        Some(NotKept {
            versions: owed.into_iter().cloned().collect(),
            why: in_one_line(&error),
        })
    }

    fn append_versions(
        &self,
        id: &CanvasId,
        versions: &[&Canvas],
        occasion: Occasion,
        now: Timestamp,
    ) -> Result<(), SaveError> {
        let path = self.history_path(id);
        let folder = self.histories_path();
        self.folder(&folder)?;
        for version in versions {
            let history = self.history(id).map_err(|error| match error {
                ReadError::Io { path, source } => SaveError::Io { path, source },
                other => SaveError::Io {
                    path: path.clone(),
                    source: io::Error::other(in_one_line(&other)),
                },
            })?;
            if let Some(line) = history.line_for(version, occasion, now) {
                let target = self.followed(&path).map_err(SaveError::io(&path))?;
                append(&target, &line).map_err(SaveError::io(&path))?;
            }
        }
        Ok(())
    }
}

/// The versions that are to be kept before `after` replaces `before`.
fn owed<'a>(
    before: &'a Canvas,
    after: &'a Canvas,
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<&'a Canvas> {
    let is_of_today = before
        .updated()
        .is_some_and(|at| day_of(at, zone) == day_of(now, zone));
    let is_decided_anew = decision(before) != decision(after);
    let differs_anew = after.conflicts().len() > before.conflicts().len();
    let mut owed = Vec::new();
    if !is_of_today || differs_anew || (is_decided_anew && before.state() != State::Draft) {
        owed.push(before);
    }
    if is_decided_anew && after.state() != State::Draft {
        owed.push(after);
    }
    owed
}

/// What was decided, when, and on what grounds; nothing while it is a draft.
fn decision(canvas: &Canvas) -> Option<[Option<&serde_json::Value>; 5]> {
    let paths = [
        "decision.choice",
        "decision.decided_on",
        "decision.suggested",
        "decision.because",
        "ended",
    ];
    (canvas.state() != State::Draft).then(|| paths.map(|path| canvas.value(path)))
}

/// Reads the end of a file: the whole of it where it is not too large.
fn read_end(path: &Path) -> io::Result<Vec<u8>> {
    refuse_other_than_file(path)?;
    let mut file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    if size <= MAX_HISTORY_BYTES {
        file.take(MAX_HISTORY_BYTES).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    file.seek(SeekFrom::Start(size - MAX_HISTORY_BYTES))?;
    file.take(MAX_HISTORY_BYTES).read_to_end(&mut bytes)?;
    // The first line is torn by the cut.
    let start = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    Ok(bytes.split_off(start))
}

/// Appends a line, and syncs it; a last line without its end is ended first.
fn append(path: &Path, line: &str) -> io::Result<()> {
    let is_new = match refuse_other_than_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(error),
        Ok(()) => false,
    };
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let mut bytes = Vec::with_capacity(line.len() + 1);
    if file.seek(SeekFrom::End(0))? > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    bytes.extend(line.as_bytes());
    file.write_all(&bytes)?;
    sync_file(&file, path.parent().unwrap_or(path))?;
    match path.parent().filter(|_| is_new) {
        Some(folder) => {
            sync_folder(folder)?;
            folder.parent().map_or(Ok(()), sync_folder)
        }
        None => Ok(()),
    }
}

/// A pipe would never answer.
fn refuse_other_than_file(path: &Path) -> io::Result<()> {
    let found = fs::metadata(path).map_err(|error| InCloud::or_gone(error, path));
    if found?.is_file() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"))
}
