//! Mending what is safe: nothing is deleted, and no answer goes.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Finding, Kind, Report};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::workspace::replace::{moved, sync_folder};
use crate::workspace::{ReadError, SaveError, Workspace, in_one_line};

/// A canvas in which nothing stands: what two copies without a common past have in common.
const BLANK: &[u8] = br#"{"format":"whytogether.canvas","version":1}"#;

impl Workspace {
    /// Looks at everything, and mends what is safe; each finding says what became of it.
    ///
    /// # Errors
    /// [`SaveError`] where the workspace cannot be held against other programs.
    pub fn mend(&self, now: Timestamp) -> Result<Report, SaveError> {
        let cleared = self.clear_lock();
        if let Some(Finding {
            mended: Some(Err(_)),
            ..
        }) = &cleared
        {
            // Without a lock nothing else can be mended.
            let mut report = self.examine();
            report.findings.retain(|one| one.kind != Kind::NoLock);
            report.findings.extend(cleared);
            report.sort();
            return Ok(report);
        }
        // A save that is under way has a file of its own, which is no leftover.
        let _lock = self.lock()?;
        let mut report = self.examine();
        for finding in &mut report.findings {
            finding.mended = self.mend_one(finding, now);
        }
        report.findings.extend(cleared);
        report.sort();
        Ok(report)
    }

    /// Sets aside what lies in the place of the lock but is something else; nobody can hold it.
    fn clear_lock(&self) -> Option<Finding> {
        let found = self.examine_lock()?;
        let mended = Some(self.set_aside(&self.lock_path()));
        Some(Finding { mended, ..found })
    }

    fn mend_one(&self, finding: &Finding, now: Timestamp) -> Option<Result<String, String>> {
        let path = self.root().join(&finding.path);
        match finding.kind {
            Kind::Unfinished => Some(self.set_aside(&path)),
            Kind::OtherId => self.write_own_id(&path),
            Kind::SharedRowIds => self.part_rows(&path),
            Kind::ConflictCopy | Kind::SameId => {
                let of = finding.of.as_ref()?;
                Some(self.merge_copy_of(of, &path, now))
            }
            Kind::NoSettings => {
                let made = self.prepare().map(|()| "written".to_owned());
                Some(made.map_err(|error| in_one_line(&error)))
            }
            _ => None,
        }
    }

    /// Writes a file's name into it as its id; a newer file is left alone.
    fn write_own_id(&self, path: &Path) -> Option<Result<String, String>> {
        self.mend_canvas(path, |canvas| {
            canvas.take_own_id();
            format!("its id is `{}` now", canvas.id())
        })
    }

    /// Gives rows that share an id each one of their own; a newer file is left alone.
    fn part_rows(&self, path: &Path) -> Option<Result<String, String>> {
        self.mend_canvas(path, |canvas| {
            canvas.part_rows_sharing_ids();
            "each row has an id of its own now".to_owned()
        })
    }

    /// Changes one canvas and writes it; `change` says what it did.
    fn mend_canvas(
        &self,
        path: &Path,
        change: impl FnOnce(&mut Canvas) -> String,
    ) -> Option<Result<String, String>> {
        let id = CanvasId::from_name(path.file_stem()?.to_str()?)?;
        let mut canvas = match self.load(&id) {
            Ok(loaded) => loaded.canvas,
            Err(error) => return Some(Err(in_one_line(&error))),
        };
        if canvas.is_newer() {
            return None;
        }
        let done = change(&mut canvas);
        Some(self.write_whole(path, &canvas).map(|()| done))
    }

    /// Merges a copy into the canvas that it holds, and sets it aside.
    fn merge_copy_of(&self, id: &CanvasId, path: &Path, now: Timestamp) -> Result<String, String> {
        let read = |error: ReadError| in_one_line(&error);
        let ours = match self.load(id) {
            Ok(loaded) => loaded.canvas,
            Err(ReadError::Missing { .. }) => {
                return Err(format!(
                    "`{id}.json` is not there: give the copy that name to have it back"
                ));
            }
            Err(error) => return Err(read(error)),
        };
        let theirs = self.load_as(id.clone(), path).map_err(read)?;
        if ours.is_newer() || theirs.is_newer() {
            return Err("it was written by a newer version of whytogether".into());
        }
        let blank = Canvas::read(id.clone(), BLANK).expect("a canvas");
        let merged = merge(&blank, &ours, &theirs, now);
        if merged != ours {
            self.write_whole(&self.canvas_path(id), &merged)?;
        }
        let aside = self.set_aside(path)?;
        let waiting = merged.conflicts().len();
        let waiting = waiting.saturating_sub(ours.conflicts().len());
        let differ = match waiting {
            0 => String::new(),
            1 => "; one answer differs (press v)".to_owned(),
            several => format!("; {several} answers differ (press v)"),
        };
        Ok(format!("merged into `{id}`{differ}; {aside}"))
    }

    fn write_whole(&self, path: &Path, canvas: &Canvas) -> Result<(), String> {
        let written = crate::workspace::store::sized(canvas.to_bytes(), path)
            .and_then(|bytes| self.write(path, &bytes));
        written.map_err(|error| in_one_line(&error))
    }

    /// Moves a file to `trash/aside/` under its own name, with a number where that is taken.
    pub(in crate::workspace) fn set_aside(&self, path: &Path) -> Result<String, String> {
        let in_words = |error: SaveError| in_one_line(&error);
        let folder = self.trash_path().join("aside");
        self.folder(&folder).map_err(in_words)?;
        let name = path.file_name().ok_or("it has no name")?.to_string_lossy();
        let free = |to: &PathBuf| fs::symlink_metadata(to).is_err();
        let numbered = (2..).map(|number| folder.join(format!("{number}-{name}")));
        let mut places = [folder.join(&*name)].into_iter().chain(numbered);
        let to = places.find(free).ok_or("no name is free")?;
        let from = path.parent().unwrap_or(self.root());
        moved(path, &to)
            .and_then(|()| sync_folder(from))
            .and_then(|()| sync_folder(&folder))
            .map_err(|error| in_words(SaveError::io(path)(error)))?;
        Ok(format!("moved to `{}`", self.below(&to).display()))
    }
}
