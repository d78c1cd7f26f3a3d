//! What the disk refused is kept in the state folder, and the next start takes it up.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, Value};

use super::refusals::why;
use super::state::{State, prepare};
use super::{Tell, Waiting, Worker, copies, rankings};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::canvas::shown::shown;
use crate::clock;
use crate::tui::app::Msg;
use crate::workspace::replace::replace;
use crate::workspace::store::{Loaded, Revision};
use crate::workspace::{ReadError, SaveError, Workspace, in_one_line};

/// What a canvas is called among what the disk refused.
pub fn file_of(id: &CanvasId) -> String {
    format!("{CANVASES}/{id}.json")
}

/// The folder of canvases among what the disk refused.
const CANVASES: &str = "canvases";

/// Where words are that the disk refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kept {
    /// It was not tried yet to keep them anywhere.
    #[default]
    NotTried,
    /// In the state folder.
    InState,
    /// Older words of the same are in the state folder, put there or taken up by this program.
    Older,
    /// Nowhere, for this reason.
    Nowhere(String),
}

impl Kept {
    /// The same once more has been typed.
    pub fn outdated(&self) -> Self {
        match self {
            Self::InState | Self::Older => Self::Older,
            Self::NotTried | Self::Nowhere(_) => Self::NotTried,
        }
    }

    /// True where what the state folder has is of this program, which may replace it or take it away.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::InState | Self::Older)
    }

    /// Why they are nowhere.
    pub fn nowhere(&self) -> Option<&String> {
        match self {
            Self::Nowhere(why) => Some(why),
            _ => None,
        }
    }
}

impl State {
    /// Where a file that the disk refused is kept.
    pub fn unwritten_path(&self, file: &str) -> Option<PathBuf> {
        Some(self.folder_of("unwritten")?.join(file))
    }

    /// Keeps what the disk refused in the state folder, and returns where it is then.
    ///
    /// What lies there and is not ours is never written over: nobody has taken it up yet.
    pub fn keep_refused(
        &self,
        file: &str,
        before: &Kept,
        versions: [&Map<String, Value>; 2],
    ) -> Kept {
        let place = match before {
            Kept::InState => return Kept::InState,
            Kept::Older => Ok(()),
            Kept::NotTried | Kept::Nowhere(_) => self.set_unwritten_aside(file),
        };
        match place.and_then(|()| self.keep_unwritten(file, versions)) {
            Ok(Some(_)) => Kept::InState,
            Ok(None) => Kept::Nowhere("there is no state folder".into()),
            Err(error) => Kept::Nowhere(why(&error)),
        }
    }

    /// Keeps what was to be written and what it started from, and returns where; None without a state
    /// folder.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses this, too.
    fn keep_unwritten(
        &self,
        file: &str,
        [base, ours]: [&Map<String, Value>; 2],
    ) -> Result<Option<PathBuf>, SaveError> {
        let Some(path) = self.unwritten_path(file) else {
            return Ok(None);
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(&[base, ours]).expect("documents are JSON");
        replace(&path, &bytes)?;
        Ok(Some(path))
    }

    /// What a file started from and what was to be written, each as the bytes of a file.
    pub fn unwritten(&self, file: &str) -> Option<[Vec<u8>; 2]> {
        let bytes = fs::read(self.unwritten_path(file)?).ok()?;
        let versions: [Map<String, Value>; 2] = serde_json::from_slice(&bytes).ok()?;
        Some(versions.map(|version| serde_json::to_vec(&version).expect("read just now")))
    }

    /// A canvas together with what the disk refused of it, and what its file holds now; None where nothing
    /// waits. What is kept stays until [`State::drop_unwritten`].
    ///
    /// # Errors
    /// Why it cannot be taken up.
    pub fn taken_up(
        &self,
        workspace: &Workspace,
        id: &CanvasId,
    ) -> Result<Option<(Loaded, Canvas)>, String> {
        let file = file_of(id);
        if !self.has_unwritten(&file) {
            return Ok(None);
        }
        let versions = self.unwritten(&file).ok_or("what is kept cannot be read")?;
        let read =
            |bytes: &Vec<u8>| Canvas::read(id.clone(), bytes).map_err(|error| error.to_string());
        let [base, ours] = [read(&versions[0])?, read(&versions[1])?];
        let mut loaded = match workspace.load(id) {
            Ok(loaded) => loaded,
            Err(ReadError::Missing { .. }) => Loaded {
                revision: Revision::of(&base.to_bytes()),
                canvas: base.clone(),
            },
            Err(error) => return Err(in_one_line(&error)),
        };
        if loaded.canvas.is_newer() {
            return Err("a newer version has written the file".into());
        }
        loaded
            .canvas
            .give_rows_ids(&mut |end: usize| fastrand::usize(..end));
        let canvas = merge(&base, &ours, &loaded.canvas, clock::now());
        Ok(Some((loaded, canvas)))
    }

    /// The canvases of which words wait that the disk refused.
    pub fn canvases_unwritten(&self) -> Vec<CanvasId> {
        self.ids_unwritten(CANVASES)
    }

    /// The ids of what waits in a folder, in their order.
    pub(super) fn ids_unwritten(&self, folder: &str) -> Vec<CanvasId> {
        let names = self.unwritten_names(folder);
        let ids = names.iter().filter_map(|name| name.strip_suffix(".json"));
        let mut ids: Vec<CanvasId> = ids.filter_map(CanvasId::from_name).collect();
        ids.sort_unstable();
        ids
    }

    fn has_unwritten(&self, file: &str) -> bool {
        self.unwritten_path(file).is_some_and(|path| path.exists())
    }

    /// Moves what another program kept, or what could not be taken up, to a name of its own.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    fn set_unwritten_aside(&self, file: &str) -> Result<(), SaveError> {
        let Some(path) = self.unwritten_path(file).filter(|path| path.exists()) else {
            return Ok(());
        };
        let numbered = (2..).map(|number| path.with_extension(format!("json.{number}")));
        let mut numbered = numbered;
        let free = numbered.find(|free| !free.exists());
        let renamed = fs::rename(&path, free.expect("numbers do not end"));
        renamed.map_err(|source| SaveError::Io { path, source })
    }

    /// Forgets what is written now.
    pub fn drop_unwritten(&self, file: &str) {
        // Where that fails it is merged once more, which changes nothing.
        let _ = self.unwritten_path(file).map(fs::remove_file);
    }

    /// The names of what the disk refused in a folder of the workspace.
    fn unwritten_names(&self, folder: &str) -> Vec<String> {
        let folder = self.unwritten_path(folder).map(fs::read_dir);
        let files = folder.and_then(Result::ok).into_iter().flatten().flatten();
        let names = files.filter_map(|file| file.file_name().into_string().ok());
        names.collect()
    }
}

/// Takes up one file, and returns its title once it is on disk.
type TakeUp<T> = fn(&mut Worker<T>, &CanvasId) -> Result<Option<String>, String>;

impl<T: Tell> Worker<T> {
    /// Takes up all that the disk refused before, as if it had just been typed.
    pub(super) fn take_up(&mut self) {
        let mut taken = Vec::new();
        self.take_up_each(CANVASES, Self::take_up_canvas, &mut taken);
        self.take_up_each(rankings::FOLDER, Self::take_up_ranking, &mut taken);
        match self.take_up_settings() {
            Some(Ok(())) => taken.push("the settings".into()),
            Some(Err(why)) => self.tell_left(super::settings::FILE, &why),
            None => {}
        }
        if !taken.is_empty() {
            let what = taken.join(", ");
            (self.tell)(Msg::Note(format!(
                "Words that the disk had refused are in now: {what}"
            )));
        }
        self.tell_edited();
    }

    /// Takes up what lies in one folder, and adds the titles of what is on disk now.
    fn take_up_each(&mut self, folder: &str, take_up: TakeUp<T>, taken: &mut Vec<String>) {
        for name in self.state.unwritten_names(folder) {
            let file = format!("{folder}/{name}");
            let Some(id) = name.strip_suffix(".json").and_then(CanvasId::from_name) else {
                self.tell_left(&file, "other words took its place before it was taken up");
                continue;
            };
            match take_up(self, &id) {
                Ok(title) => taken.extend(title),
                Err(why) => self.tell_left(&file, &why),
            }
        }
    }

    /// Takes up one canvas, and returns its title once it is on disk.
    ///
    /// # Errors
    /// As for [`State::taken_up`].
    fn take_up_canvas(&mut self, id: &CanvasId) -> Result<Option<String>, String> {
        let Some((loaded, canvas)) = self.state.taken_up(&self.workspace, id)? else {
            return Ok(None);
        };
        let title = shown(canvas.title()).into_owned();
        let mut journal = self.state.journal(id);
        journal.fit(&canvas);
        self.remember(&loaded);
        let waiting = Waiting {
            canvas: Box::new(canvas),
            journal,
            knows: loaded.revision,
            due: Instant::now(),
            failed: None,
            kept: Kept::Older,
        };
        self.waiting.insert(id.clone(), waiting);
        self.write(id);
        Ok((!self.waiting.contains_key(id)).then_some(title))
    }

    fn tell_left(&self, file: &str, why: &str) {
        let place = self.state.unwritten_path(file).unwrap_or_default();
        let place = place.display();
        (self.tell)(Msg::Note(format!("Kept in {place}: {why}")));
    }

    /// What is not in the workspace although nobody wishes any more, a sentence for each: where the words
    /// are, and as a last resort a copy where the system keeps what is for a while.
    pub(super) fn left_behind(&self) -> Vec<String> {
        let mut left = Vec::new();
        for (id, waiting) in &self.waiting {
            let Some(failed) = &waiting.failed else {
                continue;
            };
            let title = shown(waiting.canvas.title());
            let begin = format!("`{title}` is not in the workspace: {}.", failed.why);
            let path = self.state.unwritten_path(&file_of(id));
            left.push(match path.filter(|_| waiting.kept == Kept::InState) {
                Some(path) => kept_in(&begin, &path),
                None => {
                    let to = std::env::temp_dir();
                    let copy = copies::save(&waiting.canvas, &to.to_string_lossy());
                    format!("{begin} {copy}.")
                }
            });
        }
        if let Some(failed) = self.settings.failed() {
            let begin = format!("the settings are not in the workspace: {failed}.");
            let path = self.state.unwritten_path(super::settings::FILE);
            left.extend(path.map(|path| kept_in(&begin, &path)));
        }
        left.extend(self.rankings_left());
        left.extend(self.astray_left());
        left.extend(self.beside.left());
        left
    }
}

/// Where words are that the disk refused, and that they are not lost.
pub(super) fn kept_in(begin: &str, path: &Path) -> String {
    format!(
        "{begin} Its last words are kept in `{}`, and the next start takes them up.",
        path.display()
    )
}
