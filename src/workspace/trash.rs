//! Throwing away and taking back: files move between their folder and `trash/`, nothing is deleted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cloud::InCloud;
use super::replace::{moved, sync_folder};
use super::store::{Loaded, Revision};
use super::{SaveError, Workspace};
use crate::canvas::Canvas;
use crate::canvas::id::{CanvasId, Random};

/// What can be thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// Takes a canvas out of the trash under an id of its own, where another has taken its place; what lay
    /// in the trash goes to `trash/aside/`.
    ///
    /// # Errors
    /// [`SaveError::Unreadable`], [`SaveError::Newer`], or as for [`Workspace::create`].
    pub fn restore_beside(
        &self,
        id: &CanvasId,
        random: &mut dyn Random,
    ) -> Result<CanvasId, SaveError> {
        let path = self.newest_trashed_path(Filed::Canvas, id);
        let target = self.followed(&path).map_err(SaveError::io(&path))?;
        let bytes = fs::read(target).map_err(SaveError::io(&path))?;
        let read = |id: &CanvasId| Canvas::read(id.clone(), &bytes);
        let unreadable = |source| SaveError::Unreadable {
            path: path.clone(),
            source,
        };
        let new = CanvasId::new(read(id).map_err(unreadable)?.title(), random);
        let mut canvas = read(&new).map_err(unreadable)?;
        if canvas.is_newer() {
            return Err(SaveError::Newer { path });
        }
        canvas.take_own_id();
        self.create(&canvas)?;
        self.aside(&path)?;
        Ok(new)
    }

    /// Writes a canvas where a file is gone or cannot be read; such a file goes to `trash/aside/` first, and
    /// the result says so.
    ///
    /// # Errors
    /// [`SaveError::Exists`] where a canvas is there, else as for [`Workspace::create`].
    pub fn write_in_place_of(&self, canvas: &Canvas) -> Result<Option<String>, SaveError> {
        let path = self.canvas_path(canvas.id());
        if self.load(canvas.id()).is_ok() {
            return Err(SaveError::Exists { path });
        }
        let is_there = fs::symlink_metadata(&path).is_ok();
        let aside = is_there.then(|| self.aside(&path)).transpose()?;
        self.create(canvas)?;
        Ok(aside)
    }

    fn aside(&self, path: &Path) -> Result<String, SaveError> {
        self.set_aside(path).map_err(|why| SaveError::Io {
            path: path.to_owned(),
            source: io::Error::other(why),
        })
    }

    /// True where a canvas lies in the trash just as it was when it was last seen.
    pub fn has_trashed(&self, canvas: &Loaded) -> bool {
        let path = self.newest_trashed_path(Filed::Canvas, canvas.canvas.id());
        let bytes = self.read(&path);
        bytes.is_ok_and(|bytes| Revision::of(&bytes) == canvas.revision)
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
        if let Err(source) = moved(&from, &to) {
            let source = InCloud::or_gone(source, &from);
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
