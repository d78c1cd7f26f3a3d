//! Throwing away and taking back: files move between `canvases/` and `trash/`, nothing is deleted.

use std::fs;
use std::path::PathBuf;

use super::replace::sync_folder;
use super::{SaveError, Workspace};
use crate::canvas::id::CanvasId;

impl Workspace {
    /// Moves a canvas to the trash, readable or not, and returns where it lies now.
    ///
    /// # Errors
    /// [`SaveError::Io`] when there is no such canvas or the system refuses.
    pub fn trash(&self, id: &CanvasId) -> Result<PathBuf, SaveError> {
        let folder = self.trash_path();
        self.folder(&folder)?;
        let _lock = self.lock()?;
        let from = self.canvas_path(id);
        let to = (1..)
            .map(|number| self.trashed_path(id, number))
            .find(|path| !path.exists());
        let to = to.expect("some number is free");
        self.move_file(from, to)
    }

    /// Moves the newest trashed canvas of this id back, and returns where it lies now.
    ///
    /// # Errors
    /// [`SaveError::Exists`] where a canvas has this id now, [`SaveError::Io`] when there is none in
    /// the trash or the system refuses.
    pub fn restore(&self, id: &CanvasId) -> Result<PathBuf, SaveError> {
        self.prepare()?;
        let _lock = self.lock()?;
        let numbers = (1..).take_while(|number| self.trashed_path(id, *number).exists());
        let from = self.trashed_path(id, numbers.last().unwrap_or(1));
        let to = self.canvas_path(id);
        if to.exists() {
            return Err(SaveError::Exists { path: to });
        }
        self.move_file(from, to)
    }

    /// Ids of the canvases in the trash, each once, in the order of their names.
    pub fn trashed(&self) -> Vec<CanvasId> {
        let entries = fs::read_dir(self.trash_path())
            .into_iter()
            .flatten()
            .flatten();
        let names = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let name = name.strip_suffix(".json")?.to_owned();
            CanvasId::from_name(name.split('.').next()?)
        });
        let mut ids: Vec<CanvasId> = names.collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Where the newest trashed canvas of an id lies.
    pub fn newest_trashed_path(&self, id: &CanvasId) -> PathBuf {
        let numbers = (1..).take_while(|number| self.trashed_path(id, *number).exists());
        self.trashed_path(id, numbers.last().unwrap_or(1))
    }

    /// The first time a canvas is thrown away it keeps its name; after that its name is numbered.
    fn trashed_path(&self, id: &CanvasId, number: usize) -> PathBuf {
        let name = if number == 1 {
            format!("{id}.json")
        } else {
            format!("{id}.{number}.json")
        };
        self.trash_path().join(name)
    }

    fn move_file(&self, from: PathBuf, to: PathBuf) -> Result<PathBuf, SaveError> {
        let folders = [self.canvases_path(), self.trash_path()];
        for folder in &folders {
            self.followed(folder).map_err(SaveError::io(folder))?;
        }
        fs::rename(&from, &to).map_err(SaveError::io(&from))?;
        for folder in folders {
            if folder.is_dir() {
                sync_folder(&folder).map_err(SaveError::io(&folder))?;
            }
        }
        Ok(to)
    }
}
