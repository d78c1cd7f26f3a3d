//! Throwing away and taking back: files move between their folder and `trash/`, nothing is deleted.

use std::fs;
use std::path::PathBuf;

use super::replace::sync_folder;
use super::{SaveError, Workspace};
use crate::canvas::id::CanvasId;

/// What can be thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filed {
    /// A canvas.
    Canvas,
    /// A ranking.
    Ranking,
}

impl Filed {
    /// Both, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Canvas, Self::Ranking];

    /// Its name, for people and for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::Ranking => "ranking",
        }
    }
}

impl Workspace {
    /// Moves a file to the trash, readable or not, and returns where it lies now.
    ///
    /// # Errors
    /// [`SaveError::Move`] when there is no such file or the system refuses to move it, [`SaveError::Io`] when
    /// there can be no trash.
    pub fn trash(&self, what: Filed, id: &CanvasId) -> Result<PathBuf, SaveError> {
        self.folder(&self.trash_path())?;
        self.folder(&self.trash_folder(what))?;
        let _lock = self.lock()?;
        let from = self.filed_path(what, id);
        let to = (1..)
            .map(|number| self.trashed_path(what, id, number))
            .find(|path| !path.exists());
        let to = to.expect("some number is free");
        self.move_file(what, from, to)
    }

    /// Moves the newest trashed file of this id back, and returns where it lies now.
    ///
    /// # Errors
    /// [`SaveError::Exists`] where another has this id now, [`SaveError::Move`] when there is none in
    /// the trash or the system refuses to move it.
    pub fn restore(&self, what: Filed, id: &CanvasId) -> Result<PathBuf, SaveError> {
        self.prepare()?;
        self.folder(&self.folder_of(what))?;
        let _lock = self.lock()?;
        let from = self.newest_trashed_path(what, id);
        let to = self.filed_path(what, id);
        if to.exists() {
            return Err(SaveError::Exists { path: to });
        }
        self.move_file(what, from, to)
    }

    /// Ids of what lies in the trash, each once, in the order of their names.
    pub fn trashed(&self, what: Filed) -> Vec<CanvasId> {
        let entries = fs::read_dir(self.trash_folder(what))
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

    /// Where the newest trashed file of an id lies.
    pub fn newest_trashed_path(&self, what: Filed, id: &CanvasId) -> PathBuf {
        let is_there = |number: &usize| self.trashed_path(what, id, *number).exists();
        let numbers = (1..).take_while(is_there);
        self.trashed_path(what, id, numbers.last().unwrap_or(1))
    }

    fn folder_of(&self, what: Filed) -> PathBuf {
        match what {
            Filed::Canvas => self.canvases_path(),
            Filed::Ranking => self.rankings_path(),
        }
    }

    fn filed_path(&self, what: Filed, id: &CanvasId) -> PathBuf {
        match what {
            Filed::Canvas => self.canvas_path(id),
            Filed::Ranking => self.ranking_path(id),
        }
    }

    fn trash_folder(&self, what: Filed) -> PathBuf {
        match what {
            Filed::Canvas => self.trash_path(),
            Filed::Ranking => self.trash_path().join("rankings"),
        }
    }

    /// The first time something is thrown away it keeps its name; after that its name is numbered.
    fn trashed_path(&self, what: Filed, id: &CanvasId, number: usize) -> PathBuf {
        let name = if number == 1 {
            format!("{id}.json")
        } else {
            format!("{id}.{number}.json")
        };
        self.trash_folder(what).join(name)
    }

    fn move_file(&self, what: Filed, from: PathBuf, to: PathBuf) -> Result<PathBuf, SaveError> {
        let folders = [self.folder_of(what), self.trash_folder(what)];
        for folder in &folders {
            self.followed(folder).map_err(SaveError::io(folder))?;
        }
        if let Err(source) = fs::rename(&from, &to) {
            return Err(SaveError::Move { from, to, source });
        }
        for folder in folders {
            if folder.is_dir() {
                sync_folder(&folder).map_err(SaveError::io(&folder))?;
            }
        }
        Ok(to)
    }
}
