//! Examining a whole workspace: what is broken, what a crash or a sync tool left, what waits.
//!
//! Nothing is changed by looking. [`Workspace::mend`] does what is safe, and deletes nothing: what is
//! in the way goes to `trash/aside/`, under its own name.

mod copies;
mod files;
mod git;
mod kinds;
mod mending;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use kinds::{About, Gravity, KINDS, Kind};

use super::cloud::{InCloud, stands_for};
use super::links::LeadsOutside;
use super::place::Lack;
use super::replace::what_is_no_file;
use super::trash::Filed;
use super::{ReadError, Workspace, in_one_line};
use crate::canvas::document::DocumentError;
use crate::canvas::id::CanvasId;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is; [`Kind::about`] explains it.
    pub kind: Kind,
    /// The file, from the folder of the workspace on.
    pub path: PathBuf,
    /// Line and column from 1, where the file has such a place.
    pub place: Option<(usize, usize)>,
    /// What is so about this one; "" where the kind says it all.
    pub detail: String,
    /// The canvas that a copy is merged into.
    of: Option<CanvasId>,
    /// What mending it did, or why it could not be mended; None where nothing was tried.
    pub mended: Option<Result<String, String>>,
}

impl Finding {
    fn new(kind: Kind, path: impl Into<PathBuf>, detail: impl Into<String>) -> Self {
        Self {
            kind,
            path: path.into(),
            place: None,
            detail: detail.into(),
            of: None,
            mended: None,
        }
    }

    /// The same of a file that is no canvas: where it is no JSON, other things help.
    fn of_no_canvas(mut self, no_json: Kind) -> Self {
        if self.kind == Kind::NotJson {
            self.kind = no_json;
        }
        self
    }

    /// True where it is mended now.
    pub fn is_mended(&self) -> bool {
        matches!(self.mended, Some(Ok(_)))
    }

    /// True where a canvas, a ranking or the settings cannot be used as they are.
    pub fn is_broken(&self) -> bool {
        self.kind.about().gravity == Gravity::Broken && !self.is_mended()
    }
}

/// What an examination found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many canvas files were looked at.
    pub canvases: usize,
    /// What was found, in the order of [`KINDS`], then of the names of the files.
    pub findings: Vec<Finding>,
}

impl Report {
    fn sort(&mut self) {
        self.findings
            .sort_by(|a, b| (a.kind, &a.path, a.place).cmp(&(b.kind, &b.path, b.place)));
    }
}

/// What is known of the canvases once all were looked at.
#[derive(Debug, Default)]
struct Names {
    /// The `id` inside a file, and the file that had it first.
    inside: HashMap<String, PathBuf>,
    /// Names in lower case, and the file that had it first.
    folded: HashMap<String, PathBuf>,
}

impl Workspace {
    /// Looks at everything in the workspace.
    pub fn examine(&self) -> Report {
        let mut report = Report::default();
        report.findings.extend(self.examine_lock());
        report.findings.extend(self.examine_place());
        self.examine_settings(&mut report.findings);
        self.examine_git(&mut report.findings);
        let folders = [
            self.root().to_owned(),
            self.canvases_path(),
            self.rankings_path(),
            self.histories_path(),
            self.trash_path(),
        ];
        for folder in folders {
            self.examine_folder(&folder, &mut report);
        }
        report.sort();
        report
    }

    /// Only a file of the workspace can be a lock, and one that is not there yet is made.
    fn examine_lock(&self) -> Option<Finding> {
        let why = match self.followed(&self.lock_path()) {
            Ok(path) => format!("it is {}", what_is_no_file(&path)?),
            Err(error) if LeadsOutside::is_behind(&error) => error.to_string(),
            Err(_) => return None,
        };
        Some(Finding::new(Kind::NoLock, ".lock", why))
    }

    /// Tries what a save does, with files that are gone again afterwards.
    fn examine_place(&self) -> Vec<Finding> {
        self.try_place();
        let lacks = self.lacks().into_iter();
        let found = |lack: Lack| Finding::new(Kind::Place, ".", lack.in_full());
        lacks.map(found).collect()
    }

    fn examine_settings(&self, findings: &mut Vec<Finding>) {
        let path = self.settings_path();
        if fs::symlink_metadata(&path).is_err() {
            findings.push(Finding::new(Kind::NoSettings, "workspace.json", ""));
            return;
        }
        match self.load_settings() {
            Ok(settings) => {
                if settings.is_newer() {
                    findings.push(Finding::new(Kind::Newer, "workspace.json", ""));
                }
                let complaints = settings.complaints().into_iter();
                let odd = |what| Finding::new(Kind::OddSetting, "workspace.json", what);
                findings.extend(complaints.map(odd));
                let waiting = settings.waiting().into_iter();
                findings.extend(waiting.map(|one| {
                    let detail = format!("{}: somebody else says {}", one.what, one.theirs);
                    Finding::new(Kind::WaitingSetting, "workspace.json", detail)
                }));
            }
            Err(error) => {
                let unread = unread("workspace.json".as_ref(), &error);
                findings.push(unread.of_no_canvas(Kind::SettingsNotJson));
            }
        }
    }

    /// Looks at what lies in one folder: leftovers everywhere, and what the folder is for.
    fn examine_folder(&self, folder: &Path, report: &mut Report) {
        let below = self.below(folder).to_owned();
        let names = match self.followed(folder).and_then(fs::read_dir) {
            Ok(found) => found.flatten().map(|entry| entry.file_name()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                let error = ReadError::io(folder)(error);
                report.findings.push(unread(&below, &error));
                return;
            }
        };
        let mut names: Vec<_> = names.collect();
        names.sort();
        let mut known = Names::default();
        for name in names {
            let path = below.join(&name);
            let name = name.to_string_lossy();
            if is_unfinished(&name) {
                let left = Finding::new(Kind::Unfinished, path, "");
                report.findings.push(left);
            } else if stands_for(&name).is_some() {
                report.findings.push(Finding::new(Kind::InCloud, path, ""));
            } else if let Some(copy) = self.examine_copy(&path, &name) {
                report.findings.push(copy);
            } else if folder == self.canvases_path() {
                self.examine_file(&path, &name, &mut known, report);
            } else if folder == self.rankings_path() {
                self.examine_ranking(&path, &name, report);
            } else if folder == self.histories_path() {
                self.examine_history(&path, &name, report);
            }
        }
    }

    fn examine_ranking(&self, path: &Path, name: &str, report: &mut Report) {
        let Some(stem) = name.strip_suffix(".json") else {
            return;
        };
        let Some(id) = CanvasId::from_name(stem) else {
            report.findings.push(Finding::new(Kind::NoId, path, ""));
            return;
        };
        match self.load_ranking(&id) {
            Ok(loaded) if loaded.ranking.is_newer() => {
                report.findings.push(Finding::new(Kind::Newer, path, ""));
            }
            Ok(loaded) => {
                let waiting = loaded.ranking.contested_beside(&[]).into_iter();
                let found = waiting.map(|what| Finding::new(Kind::WaitingRanking, path, what));
                report.findings.extend(found);
            }
            Err(error) => {
                let unread = unread(path, &error);
                report
                    .findings
                    .push(unread.of_no_canvas(Kind::RankingNotJson));
            }
        }
    }

    /// History is an orphan where neither `canvases/` nor `trash/` has its canvas.
    fn examine_history(&self, path: &Path, name: &str, report: &mut Report) {
        let Some(id) = name.strip_suffix(".jsonl") else {
            return;
        };
        let findings = &mut report.findings;
        let Some(id) = CanvasId::from_name(id) else {
            findings.push(Finding::new(Kind::OrphanedHistory, path, ""));
            return;
        };
        let has_canvas = fs::symlink_metadata(self.canvas_path(&id)).is_ok()
            || self.newest_trashed_path(Filed::Canvas, &id).exists();
        if !has_canvas {
            findings.push(Finding::new(Kind::OrphanedHistory, path, ""));
        }
        match self.history(&id) {
            Ok(history) => findings.extend(
                (history.unread().iter())
                    .map(|line| Finding::new(Kind::UnreadHistory, path, line.to_string())),
            ),
            Err(error) => findings.push(unread(path, &error)),
        }
    }

    /// A path from the folder of the workspace on.
    fn below<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(self.root()).unwrap_or(path)
    }
}

fn is_unfinished(name: &str) -> bool {
    let (start, end) = super::replace::UNFINISHED;
    name.starts_with(start) && name.ends_with(end)
}

/// What is found where a file cannot be read.
fn unread(path: &Path, error: &ReadError) -> Finding {
    let (kind, place) = match error {
        error if InCloud::is_behind(error) => return Finding::new(Kind::InCloud, path, ""),
        ReadError::Io { source, .. } if LeadsOutside::is_behind(source) => {
            return Finding::new(Kind::LeadsOutside, path, "");
        }
        ReadError::Document { source, .. } => in_bytes(source),
        ReadError::Missing { .. } | ReadError::Io { .. } => (Kind::Refused, None),
    };
    let detail = match error {
        ReadError::Io { source, .. } => source.to_string(),
        ReadError::Document { source, .. } => in_one_line(source),
        ReadError::Missing { .. } => "a link that leads to nothing".into(),
    };
    Finding {
        place,
        ..Finding::new(kind, path, detail)
    }
}

fn in_bytes(error: &DocumentError) -> (Kind, Option<(usize, usize)>) {
    match *error {
        DocumentError::TooLarge { .. } => (Kind::TooLarge, None),
        DocumentError::TooDeep { line, column } => (Kind::TooDeep, Some((line, column))),
        DocumentError::ConflictMarkers { line } => (Kind::ConflictMarkers, Some((line, 1))),
        DocumentError::NotText { line, column } | DocumentError::NotJson { line, column, .. } => {
            (Kind::NotJson, Some((line, column)))
        }
        DocumentError::Empty => (Kind::NotJson, Some((1, 1))),
        DocumentError::OtherFormat { .. } => (Kind::OtherFormat, Some((1, 1))),
    }
}
