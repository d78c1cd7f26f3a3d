//! What the disk refused, kept in the state folder until a start takes it up.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::refusals::why;
use super::state::{State, prepare};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::clock;
use crate::workspace::replace::replace;
use crate::workspace::store::{Loaded, Revision};
use crate::workspace::{ReadError, SaveError, Workspace, in_one_line};

/// What a canvas is called among what the disk refused.
pub fn file_of(id: &CanvasId) -> String {
    format!("{CANVASES}/{id}")
}

/// The folder of canvases among what the disk refused.
pub(super) const CANVASES: &str = "canvases";

/// Where words that the disk refused are kept.
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

/// What waits of a file and could not be taken up: where it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The file that holds it.
    pub path: PathBuf,
    /// Why it stays there.
    pub why: String,
}

/// What waits of a file and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Each file that holds such words.
    pub left: Vec<Left>,
    /// True where nothing else waits.
    pub is_all: bool,
}

impl Display for Left {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        write!(out, "kept in {}: {}", self.path.display(), self.why)
    }
}

impl State {
    /// Where this program keeps what the disk refused of a file. Each program has a file of its own: two may
    /// have words in the same canvas.
    pub fn unwritten_path(&self, file: &str) -> Option<PathBuf> {
        let name = format!("{file}.{}.json", self.program);
        Some(self.folder_of("unwritten")?.join(name))
    }

    /// Keeps what was to be written and what it started from, and returns where it is then.
    pub fn keep_refused(
        &self,
        file: &str,
        before: &Kept,
        versions: [&Map<String, Value>; 2],
    ) -> Kept {
        if *before == Kept::InState {
            return Kept::InState;
        }
        match self.keep_unwritten(file, versions) {
            Ok(true) => Kept::InState,
            Ok(false) => Kept::Nowhere("there is no state folder".into()),
            Err(error) => Kept::Nowhere(why(&error)),
        }
    }

    /// False without a state folder.
    fn keep_unwritten(
        &self,
        file: &str,
        [base, ours]: [&Map<String, Value>; 2],
    ) -> Result<bool, SaveError> {
        let Some(path) = self.unwritten_path(file) else {
            return Ok(false);
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(&[base, ours]).expect("documents are JSON");
        replace(&path, &bytes)?;
        Ok(true)
    }

    /// A canvas together with all that the disk refused of it, and what its file holds now; None where nothing
    /// waits. What is taken up goes with [`State::drop_unwritten`]; beside it, what could not be.
    pub fn taken_up(
        &mut self,
        workspace: &Workspace,
        id: &CanvasId,
    ) -> (Option<(Loaded, Canvas)>, Vec<Left>) {
        let mut left = Vec::new();
        let mut up: Option<(Loaded, Canvas)> = None;
        for path in self.waiting(&file_of(id)) {
            let merged = read_canvases(&path, id).and_then(|[base, ours]| {
                let (loaded, now) = match up.take() {
                    Some(up) => up,
                    None => {
                        let loaded = loaded(workspace, &base)?;
                        (loaded.clone(), loaded.canvas)
                    }
                };
                Ok((loaded, merge(&base, &ours, &now, clock::now())))
            });
            match merged {
                Ok(merged) => {
                    up = Some(merged);
                    self.answer_for(&file_of(id), path);
                }
                Err(why) => left.push(Left { path, why }),
            }
        }
        (up, left)
    }

    /// What waits of a canvas and cannot be read, whatever its file holds now.
    pub fn unread(&self, id: &CanvasId) -> Unread {
        let waiting = self.waiting(&file_of(id));
        let count = waiting.len();
        let left = waiting.into_iter().filter_map(|path| {
            let why = read_canvases(&path, id).err()?;
            Some(Left { path, why })
        });
        let left: Vec<Left> = left.collect();
        let is_all = left.len() == count;
        Unread { left, is_all }
    }

    /// Notes that what lies there is taken up by this program, and goes once that is on disk.
    pub fn answer_for(&mut self, file: &str, path: PathBuf) {
        self.taken.entry(file.to_owned()).or_default().push(path);
    }

    /// Forgets what is written now: what this program kept, and what it took up.
    pub fn drop_unwritten(&mut self, file: &str) {
        let taken = self.taken.remove(file).unwrap_or_default();
        for path in taken.into_iter().chain(self.unwritten_path(file)) {
            // Where that fails it is merged once more, which changes nothing.
            let _ = fs::remove_file(path);
        }
    }

    /// The canvases with words that the disk refused.
    pub fn canvases_unwritten(&self) -> Vec<CanvasId> {
        self.ids_unwritten(CANVASES)
    }

    /// The ids of what waits in a folder, in their order.
    pub(super) fn ids_unwritten(&self, folder: &str) -> Vec<CanvasId> {
        let paths = self.unwritten_in(folder).into_iter();
        let names = paths.filter_map(|path| named(&path).map(str::to_owned));
        let ids: BTreeSet<CanvasId> = names
            .filter_map(|name| CanvasId::from_name(&name))
            .collect();
        ids.into_iter().collect()
    }

    /// All that waits of a file, whichever program kept it.
    pub(super) fn waiting(&self, file: &str) -> Vec<PathBuf> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let mut paths = self.unwritten_in(folder);
        paths.retain(|path| named(path) == Some(name));
        paths
    }

    /// What waits in a folder, in the order of the names.
    fn unwritten_in(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.folder_of("unwritten").map(|root| root.join(folder));
        let files = folder.map(fs::read_dir).and_then(Result::ok);
        let mut paths: Vec<PathBuf> = files
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.is_file())
            .collect();
        paths.sort_unstable();
        paths
    }
}

/// What a file that waits is of: its name without which program kept it.
fn named(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    let (name, _program) = name.rsplit_once('.')?;
    Some(name)
}

/// What a file started from and what was to be written, each as the bytes of a file.
///
/// # Errors
/// What is said where it cannot be read.
pub(super) fn versions(path: &Path) -> Result<[Vec<u8>; 2], String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let versions: [Map<String, Value>; 2] =
        serde_json::from_slice(&bytes).map_err(|_| "what is kept cannot be read".to_owned())?;
    Ok(versions.map(|version| serde_json::to_vec(&version).expect("read just now")))
}

fn read_canvases(path: &Path, id: &CanvasId) -> Result<[Canvas; 2], String> {
    let [base, ours] = versions(path)?;
    let read = |bytes: &[u8]| Canvas::read(id.clone(), bytes).map_err(|error| error.to_string());
    Ok([read(&base)?, read(&ours)?])
}

/// What the file of a canvas holds now; what it held when it was last read, where it is not there any more.
fn loaded(workspace: &Workspace, base: &Canvas) -> Result<Loaded, String> {
    let mut loaded = match workspace.load(base.id()) {
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
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CANVAS: &str = r#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f"}"#;

    fn id() -> CanvasId {
        CanvasId::from_name("falls-7k3f").expect("an id")
    }

    /// A canvas in a workspace, and what three programs know of its state folder.
    fn three() -> (tempfile::TempDir, Workspace, [State; 3]) {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path());
        let canvas = Canvas::read(id(), CANVAS.as_bytes()).expect("reads");
        workspace.create(&canvas).expect("creates");
        let state = || State::new(Some(folder.path().join("state")), workspace.root());
        let three = [state(), state(), state()];
        (folder, workspace, three)
    }

    /// A program keeps an answer that the disk refused.
    fn refuses(state: &State, before: &Kept, key: &str, answer: &str) -> Kept {
        let document = |json: serde_json::Value| json.as_object().expect("an object").clone();
        let base: serde_json::Value = serde_json::from_str(CANVAS).expect("JSON");
        let mut ours = base.clone();
        ours["purpose"] = json!({ key: answer });
        state.keep_refused(&file_of(&id()), before, [&document(base), &document(ours)])
    }

    #[test]
    fn two_programs_that_the_disk_refuses_in_turn_keep_the_words_of_both() {
        let (_folder, workspace, [one, other, mut next]) = three();
        let kept = refuses(&one, &Kept::NotTried, "change", "Fewer falls");
        let also = refuses(&other, &Kept::NotTried, "quality", "Nobody is left");
        refuses(&one, &kept.outdated(), "change", "Fewer falls by spring");
        refuses(&other, &also.outdated(), "quality", "Nobody is left out");

        let (up, left) = next.taken_up(&workspace, &id());

        assert_eq!(left, []);
        let (_, canvas) = up.expect("taken up");
        assert_eq!(canvas.text("purpose.change"), Some("Fewer falls by spring"));
        assert_eq!(canvas.text("purpose.quality"), Some("Nobody is left out"));
        assert_eq!(next.canvases_unwritten(), [id()]);
        next.drop_unwritten(&file_of(&id()));
        assert_eq!(next.canvases_unwritten(), []);
    }

    #[test]
    fn what_cannot_be_read_stays_and_the_rest_is_taken_up() {
        let (_folder, workspace, [one, other, mut next]) = three();
        refuses(&one, &Kept::NotTried, "change", "Fewer falls");
        let path = other.unwritten_path(&file_of(&id())).expect("a folder");
        fs::write(&path, "[{}, ").expect("written");

        let (up, left) = next.taken_up(&workspace, &id());

        assert_eq!(left.len(), 1);
        assert_eq!(left[0].path, path);
        let (_, canvas) = up.expect("taken up");
        assert_eq!(canvas.text("purpose.change"), Some("Fewer falls"));
        next.drop_unwritten(&file_of(&id()));
        assert!(path.exists());
    }
}
