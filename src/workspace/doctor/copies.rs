//! Looking for copies among the files of a folder.

use std::path::Path;

use super::{Finding, Kind};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::workspace::Workspace;
use crate::workspace::copies::{id_of_another, original};
use crate::workspace::settings::Settings;

/// The name under which a file is read that has none: no list has it, so any id in it is another one's.
const NAMELESS: &str = "a copy";

impl Workspace {
    /// What is found where a file is a copy of the canvas, the ranking or the settings that it holds, or,
    /// where it cannot be read, of the file that its name tells.
    pub(super) fn examine_copy(&self, path: &Path, name: &str) -> Option<Finding> {
        if self.linked_to(path).is_some() {
            return None;
        }
        let whole = self.root().join(path);
        let copy = |detail: String| Finding::new(Kind::ConflictCopy, path, detail);
        let folder = whole.parent()?;
        let by_name = || {
            let original = original(name)?;
            let of = original.strip_suffix(".json").and_then(CanvasId::from_name);
            let of = of.filter(|_| folder == self.canvases_path());
            let found = copy(format!("beside `{original}`"));
            Some(Finding { of, ..found })
        };
        let own = name.strip_suffix(".json").and_then(CanvasId::from_name);
        let id = own.clone().or_else(|| CanvasId::from_name(NAMELESS))?;
        let Ok(bytes) = self.read(&whole) else {
            return by_name();
        };
        if folder == self.root() && name != "workspace.json" && Settings::read(&bytes).is_ok() {
            return Some(copy("beside `workspace.json`".into()));
        }
        let of = if folder == self.canvases_path() {
            let canvas = Canvas::read(id.clone(), &bytes).ok();
            canvas.map(|canvas| id_of_another(canvas.document(), &id))
        } else if folder == self.rankings_path() {
            let ranking = Ranking::read(id.clone(), &bytes).ok();
            ranking.map(|ranking| id_of_another(ranking.document(), &id))
        } else {
            None
        };
        let Some(of) = of else {
            return by_name();
        };
        let of = of?;
        let is_there = self.is_there(folder.join(format!("{of}.json")));
        // Any other name was given to it on purpose.
        let is_likely = || id.as_str().starts_with(of.as_str());
        let detail = match is_there {
            true => format!("`{of}`, as `{of}.json`"),
            false if is_likely() => format!("`{of}`, of which the file is not there"),
            false => return None,
        };
        let is_canvas = folder == self.canvases_path() && own.is_some();
        let of = Some(of).filter(|_| is_canvas);
        Some(Finding { of, ..copy(detail) })
    }
}
