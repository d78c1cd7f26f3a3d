//! Looking at one canvas file: its name, its bytes, its answers.

use std::fs;
use std::path::Path;

use super::{Finding, Kind, Names, Report, unread};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::odd;
use crate::canvas::row::Row;
use crate::workspace::{ReadError, Workspace};

impl Workspace {
    pub(super) fn examine_file(
        &self,
        path: &Path,
        name: &str,
        known: &mut Names,
        report: &mut Report,
    ) {
        let Some(stem) = name
            .strip_suffix(".json")
            .filter(|_| !name.starts_with('.'))
        else {
            return;
        };
        report.canvases += 1;
        let findings = &mut report.findings;
        let is_text = path.to_str().is_some();
        let Some(id) = CanvasId::from_name(stem).filter(|_| is_text) else {
            findings.push(Finding::new(Kind::NoId, path, ""));
            return;
        };
        let first = known.folded.entry(stem.to_lowercase());
        let first = first.or_insert_with(|| path.to_owned());
        if first != path {
            let detail = format!("beside `{}`", first.display());
            findings.push(Finding::new(Kind::SameButForCase, path, detail));
        }
        if let Some(other) = self.linked_to(path) {
            let detail = format!("leads to `{other}`");
            findings.push(Finding::new(Kind::SecondName, path, detail));
            return;
        }
        match self.load(&id) {
            Ok(loaded) => self.examine_canvas(path, &loaded.canvas, known, findings),
            Err(error) => findings.push(unread(path, &error)),
        }
    }

    /// The name of the canvas that a link among the canvases leads to.
    pub(super) fn linked_to(&self, path: &Path) -> Option<String> {
        let path = self.root().join(path);
        let end = self.followed(&path).ok().filter(|end| *end != path)?;
        let is_canvas = end.parent() == fs::canonicalize(self.canvases_path()).ok().as_deref();
        let name = end.file_name()?.to_str()?;
        (is_canvas && end.exists()).then(|| name.to_owned())
    }

    fn examine_canvas(
        &self,
        path: &Path,
        canvas: &Canvas,
        known: &mut Names,
        findings: &mut Vec<Finding>,
    ) {
        if canvas.is_newer() {
            // What it lacks and what it holds is for the version that wrote it to judge.
            findings.push(Finding::new(Kind::Newer, path, ""));
            return;
        }
        findings.extend(self.examine_id(path, canvas, known));
        let sharing = canvas.rows_sharing_ids();
        if !sharing.is_empty() {
            let rows = sharing
                .iter()
                .map(|(list, row)| format!("row {row} of `{list}`"));
            let detail = rows.collect::<Vec<_>>().join(", ");
            findings.push(Finding::new(Kind::SharedRowIds, path, detail));
        }
        let odd = odd::odd_values(canvas);
        let odd = odd.iter().map(|odd| odd.in_words(canvas));
        findings.extend(odd.map(|what| Finding::new(Kind::OddAnswer, path, what)));
        let waiting = canvas.conflicts().into_iter();
        let waiting = waiting.map(|conflict| Finding::new(Kind::Waiting, path, conflict.question));
        findings.extend(waiting);
    }

    /// The `id` inside a file is to be its name; another canvas may have the one that it says.
    fn examine_id(&self, path: &Path, canvas: &Canvas, known: &mut Names) -> Option<Finding> {
        let own = canvas.id().as_str();
        let inside = Row(canvas.document()).line("id").unwrap_or_default();
        if inside.is_empty() {
            return Some(Finding::new(Kind::OtherId, path, "it has none"));
        }
        let first = known.inside.entry(inside.to_owned());
        let first = first.or_insert_with(|| path.to_owned()).clone();
        if inside == own {
            return None;
        }
        if first == path {
            return Some(Finding::new(Kind::OtherId, path, format!("`{inside}`")));
        }
        let of = first.file_stem().and_then(|stem| stem.to_str());
        let detail = format!("`{inside}`, as `{}`", first.display());
        Some(Finding {
            of: of.and_then(CanvasId::from_name),
            ..Finding::new(Kind::SameId, path, detail)
        })
    }

    /// Reads a canvas from any file of the workspace under an id that is not the file's name.
    ///
    /// # Errors
    /// As for [`Workspace::load`].
    pub(super) fn load_as(&self, id: CanvasId, path: &Path) -> Result<Canvas, ReadError> {
        let bytes = self.read(path)?;
        Canvas::read(id, &bytes).map_err(|source| ReadError::Document {
            path: path.to_owned(),
            source,
        })
    }
}
