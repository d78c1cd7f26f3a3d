//! Notices what others change in a workspace: told by the system, or, where that cannot be, by looking.

mod far;
mod looking;

use std::io;
use std::path::Path;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use self::looking::Looking;
use super::Workspace;
use super::cloud::stands_for;
use crate::canvas::id::CanvasId;

/// What has changed on disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A canvas: it came, went, or says something else.
    Canvas(CanvasId),
    /// The settings.
    Settings,
    /// More than the system could tell one by one.
    Everything,
}

/// What is said where the system has no watch left for us.
const NOT_TOLD: &str =
    "The system watches no more folders for us: others' changes come within a few seconds.";

/// Watches until it is dropped.
#[derive(Debug)]
pub enum Watch {
    /// The system tells.
    Told(RecommendedWatcher),
    /// Nobody tells; somebody has to look.
    Looking(Looking),
}

impl Workspace {
    /// Tells of every change to the settings and the canvases, also of our own.
    ///
    /// # Errors
    /// When the system cannot watch, or the workspace is not there yet.
    pub fn watch(&self, tell: impl Fn(Change) + Send + Clone + 'static) -> notify::Result<Watch> {
        let begin = |note| Watch::Looking(Looking::begin(self.clone(), tell.clone(), note));
        if far::is_far(self.root()) {
            return Ok(begin(None));
        }
        match self.told(tell.clone()) {
            Err(error) if !is_missing(&error) => Ok(begin(Some(NOT_TOLD))),
            told => told.map(Watch::Told),
        }
    }

    fn told(&self, tell: impl Fn(Change) + Send + 'static) -> notify::Result<RecommendedWatcher> {
        // The system names what it watches from the root on, however the folder was named.
        let root = std::path::absolute(self.root()).map_err(notify::Error::io)?;
        let this = Self::at(root);
        let (root, canvases) = (this.root().to_owned(), this.canvases_path());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            match event {
                Ok(event) => this.changes(&event).into_iter().for_each(&tell),
                // What was missed is not known.
                Err(_) => tell(Change::Everything),
            }
        })?;
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        watcher.watch(&canvases, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    }

    fn changes(&self, event: &Event) -> Vec<Change> {
        if event.need_rescan() {
            return vec![Change::Everything];
        }
        let has_changed = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => false,
            _ => true,
        };
        let moves = matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        if moves && event.paths.iter().any(|path| self.is_folder(path)) {
            return vec![Change::Everything];
        }
        let paths = event.paths.iter().filter(|_| has_changed);
        paths.filter_map(|path| self.change_of(path)).collect()
    }

    /// True for the folders that everything lies in.
    fn is_folder(&self, path: &Path) -> bool {
        path == self.root() || path == self.canvases_path()
    }

    fn change_of(&self, path: &Path) -> Option<Change> {
        if path == self.settings_path() {
            return Some(Change::Settings);
        }
        let name = path.file_name()?.to_str()?;
        // What stands for a file that is in the cloud came or went with it.
        let name = stands_for(name).unwrap_or(name).strip_suffix(".json")?;
        let is_canvas = path.parent() == Some(&self.canvases_path());
        let id = CanvasId::from_name(name).filter(|_| is_canvas)?;
        Some(Change::Canvas(id))
    }
}

/// True where there is nothing to watch yet.
fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::samples;
    use std::fs;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    /// How long to wait before the test fails.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn what_others_write_put_in_place_and_take_away_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = samples::write(&folder.path().join("w")).expect("the samples");
        let ids = ["two-calendars-b4ty", "bricks-and-blocks-q8vd", "new-aaaa"];
        let [written, put, taken] = ids.map(|id| CanvasId::from_name(id).expect("an id"));
        let path = |id: &CanvasId| workspace.canvas_path(id);
        let text = fs::read(path(&written)).expect("read");
        fs::write(path(&taken), &text).expect("written");
        let (sender, changes) = channel();
        let tell = move |change| sender.send(change).expect("somebody listens");
        let _watch = workspace.watch(tell).expect("watched");
        // One change may be told of more than once, and late.
        let told = |wanted: Change| {
            while changes.recv_timeout(PATIENCE).expect("told of") != wanted {}
        };
        fs::write(path(&written), &text).expect("written");
        told(Change::Canvas(written));
        let aside = workspace.canvases_path().join(".aside");
        fs::write(&aside, &text).expect("written");
        fs::rename(&aside, path(&put)).expect("renamed");
        told(Change::Canvas(put));
        fs::remove_file(path(&taken)).expect("removed");
        told(Change::Canvas(taken));
        fs::write(workspace.settings_path(), "{}").expect("written");
        told(Change::Settings);
        fs::rename(workspace.root(), folder.path().join("elsewhere")).expect("renamed");
        told(Change::Everything);
    }

    #[test]
    fn a_folder_named_from_where_we_are_is_watched_as_well() {
        let folder = tempfile::tempdir_in(".").expect("a folder");
        let named = Path::new(folder.path().file_name().expect("a name"));
        let workspace = samples::write(named).expect("the samples");
        assert!(workspace.root().is_relative());
        let (sender, changes) = channel();
        let tell = move |change| sender.send(change).expect("somebody listens");
        let _watch = workspace.watch(tell).expect("watched");
        fs::write(workspace.settings_path(), "{}").expect("written");
        while changes.recv_timeout(PATIENCE).expect("told of") != Change::Settings {}
    }

    #[test]
    fn what_changes_is_found_by_looking_as_well() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = samples::write(folder.path()).expect("the samples");
        let id = |name: &str| CanvasId::from_name(name).expect("an id");
        let path = |name: &str| workspace.canvas_path(&id(name));
        let (sender, changes) = channel();
        let tell = move |change| sender.send(change).expect("somebody listens");
        let looking = Looking::begin(workspace.clone(), tell, None);
        let told = |wanted: Change| {
            looking.look();
            while changes.recv_timeout(PATIENCE).expect("told of") != wanted {}
        };
        fs::write(workspace.settings_path(), "{}").expect("written");
        told(Change::Settings);
        let write = |text: &str| fs::write(path("new-aaaa"), text).expect("written");
        write("{}");
        told(Change::Canvas(id("new-aaaa")));
        write("[]");
        told(Change::Canvas(id("new-aaaa")));
        fs::remove_file(path("new-aaaa")).expect("removed");
        told(Change::Canvas(id("new-aaaa")));
        fs::remove_dir_all(workspace.root()).expect("removed");
        told(Change::Everything);
    }

    #[test]
    fn reading_changes_nothing() {
        let workspace = Workspace::at("/w");
        let event = |kind| Event::new(kind).add_path(workspace.settings_path());
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(workspace.changes(&event(opened)), []);
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(workspace.changes(&event(written)), [Change::Settings]);
    }
}
