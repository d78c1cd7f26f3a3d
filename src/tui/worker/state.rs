//! What is kept of a workspace outside of it, in the state folder: text that does not parse yet, the
//! changes that can be taken back, how far the questions about two at a time have come, how many minutes
//! each step of a talk may take, how many a talk has taken today, what was taken for a joint canvas, what was
//! typed in a line over the screen and not used, where the planner stopped, and what the disk refused.
//!
//! All are kept so that a crash does not take them. Two workspaces may hold canvases of the same id,
//! so each has a folder of its own, named by where the workspace lies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::screens::compare::{Beside, Taken};
use super::super::session::Unfinished;
use super::super::talk::timer::{Minutes, Spent};
use super::edited;
use crate::canvas::history::Digest;
use crate::canvas::id::CanvasId;
use crate::canvas::undo::Journal;
use crate::portfolio::pairs::Pairs;
use crate::workspace::SaveError;
use crate::workspace::replace::{create_folder, replace, replace_soon};
use crate::workspace::store::read_bytes;

/// The file of what was typed over the screen.
const TYPED: &str = "lines.json";

/// The part of the state folder that is about one workspace.
#[derive(Debug)]
pub struct State {
    folder: Option<PathBuf>,
    workspace: String,
    /// Tells what this program keeps from what another one does.
    pub(super) program: String,
    /// What this program took up of what the disk refused, by what each is of.
    pub(super) taken: BTreeMap<String, Vec<PathBuf>>,
}

impl State {
    /// Of a workspace; without a state folder nothing is kept.
    pub fn new(folder: Option<PathBuf>, workspace: &Path) -> Self {
        let place = fs::canonicalize(workspace).unwrap_or_else(|_| workspace.to_owned());
        let workspace = Digest::of_bytes(place.as_os_str().as_encoded_bytes()).to_string();
        Self {
            folder,
            workspace,
            program: format!("{:08x}", fastrand::u32(..)),
            taken: BTreeMap::new(),
        }
    }

    /// The folder of one kind of thing.
    pub(super) fn folder_of(&self, kind: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(kind).join(&self.workspace))
    }

    /// Where texts lie while the planner's own editor has them, for all workspaces.
    pub fn edited_folder(&self) -> Option<PathBuf> {
        self.folder.as_deref().map(edited::folder)
    }

    fn path(&self, kind: &str, id: &CanvasId) -> Option<PathBuf> {
        Some(self.folder_of(kind)?.join(format!("{id}.json")))
    }

    /// What was typed in lines over the screen and not used, by what each asks for.
    pub fn typed(&self) -> Unfinished {
        texts_in(self.typed_path())
    }

    /// Keeps what changed of it; what another program keeps there stays.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_typed(&self, before: &Unfinished, typed: &Unfinished) -> Result<(), SaveError> {
        keep_texts(self.typed_path(), before, typed)
    }

    fn typed_path(&self) -> Option<PathBuf> {
        self.folder_of("typed").map(|folder| folder.join(TYPED))
    }

    /// What was typed in a canvas and did not parse when it was last open.
    pub fn unfinished(&self, id: &CanvasId) -> Unfinished {
        texts_in(self.path("unfinished", id))
    }

    /// Keeps what changed of what does not parse; what another program keeps there stays.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_unfinished(
        &self,
        id: &CanvasId,
        before: &Unfinished,
        texts: &Unfinished,
    ) -> Result<(), SaveError> {
        keep_texts(self.path("unfinished", id), before, texts)
    }

    /// The changes of a canvas that can be taken back; none where the file is damaged.
    pub fn journal(&self, id: &CanvasId) -> Journal {
        let bytes = self.path("undo", id).map(|path| read_bytes(&path));
        let bytes = bytes.and_then(Result::ok).unwrap_or_default();
        Journal::read(&bytes).unwrap_or_default()
    }

    /// Keeps the changes of a canvas, without waiting for the disk: after a power cut they may be gone.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_journal(&self, id: &CanvasId, journal: &Journal) -> Result<(), SaveError> {
        let Some(path) = self.path("undo", id) else {
            return Ok(());
        };
        prepare(&path)?;
        replace_soon(&path, &journal.to_bytes())
    }

    /// The file for what was taken from each side, named by the sides in their order.
    fn taken_path(&self, of: &[Beside]) -> Option<PathBuf> {
        let names = of.iter().map(|one| match one {
            Beside::Canvas(id) => format!("canvas {id}"),
            Beside::File(path) => format!("file {path}"),
        });
        let names = names.collect::<Vec<_>>().join("\n");
        let name = Digest::of_bytes(names.as_bytes());
        let folder = self.folder.as_ref()?.join("joint").join(&self.workspace);
        Some(folder.join(format!("{name}.json")))
    }

    /// What was taken for a joint canvas of what lies side by side.
    pub fn taken(&self, of: &[Beside]) -> Taken {
        let bytes = self.taken_path(of).map(|path| read_bytes(&path));
        let bytes = bytes.and_then(Result::ok).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Keeps what was taken; nothing taken takes the file away.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_taken(&self, of: &[Beside], taken: &Taken) -> Result<(), SaveError> {
        let Some(path) = self.taken_path(of) else {
            return Ok(());
        };
        if taken.is_empty() {
            return take_away(path);
        }
        prepare(&path)?;
        let bytes = serde_json::to_vec(taken).expect("answers by name are JSON");
        replace_soon(&path, &bytes)
    }

    fn pairs_path(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join("ordering");
        Some(folder.join(format!("{}.json", self.workspace)))
    }

    /// What was answered about two at a time, where the questions were left open.
    pub fn pairs(&self) -> Option<Pairs> {
        let bytes = read_bytes(&self.pairs_path()?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps what was answered about two at a time; None takes the file away.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_pairs(&self, pairs: Option<&Pairs>) -> Result<(), SaveError> {
        let Some(path) = self.pairs_path() else {
            return Ok(());
        };
        let Some(pairs) = pairs else {
            return take_away(path);
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(pairs).expect("texts are JSON");
        replace_soon(&path, &bytes)
    }

    /// What a talk about a canvas had taken when it was last talked about.
    pub fn spent(&self, id: &CanvasId) -> Option<Spent> {
        let bytes = read_bytes(&self.path("talk", id)?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps what a talk about a canvas has taken; None takes the file away.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_spent(&self, id: &CanvasId, spent: Option<&Spent>) -> Result<(), SaveError> {
        let Some(path) = self.path("talk", id) else {
            return Ok(());
        };
        let Some(spent) = spent else {
            return take_away(path);
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(spent).expect("numbers are JSON");
        replace_soon(&path, &bytes)
    }

    fn place_path(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join("place");
        Some(folder.join(format!("{}.json", self.workspace)))
    }

    /// The canvas where the planner stopped.
    pub fn place(&self) -> Option<CanvasId> {
        let bytes = read_bytes(&self.place_path()?).ok()?;
        let name: String = serde_json::from_slice(&bytes).ok()?;
        CanvasId::from_name(&name)
    }

    /// Keeps where the planner stopped.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_place(&self, id: &CanvasId) -> Result<(), SaveError> {
        let Some(path) = self.place_path() else {
            return Ok(());
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(id.as_str()).expect("a text is JSON");
        replace_soon(&path, &bytes)
    }

    fn minutes_path(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join("minutes");
        Some(folder.join(format!("{}.json", self.workspace)))
    }

    /// How many minutes each step of a talk may take, where that was changed.
    pub fn minutes(&self) -> Option<Minutes> {
        let bytes = read_bytes(&self.minutes_path()?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps how many minutes each step of a talk may take.
    ///
    /// # Errors
    /// [`SaveError::Io`] when the system refuses.
    pub fn keep_minutes(&self, minutes: Minutes) -> Result<(), SaveError> {
        let Some(path) = self.minutes_path() else {
            return Ok(());
        };
        prepare(&path)?;
        let bytes = serde_json::to_vec(&minutes).expect("numbers are JSON");
        replace_soon(&path, &bytes)
    }
}

fn texts_in(path: Option<PathBuf>) -> Unfinished {
    let bytes = path.map(|path| read_bytes(&path)).and_then(Result::ok);
    serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default()
}

/// Keeps what changed of texts since `before`; none left takes the file away.
fn keep_texts(
    path: Option<PathBuf>,
    before: &Unfinished,
    texts: &Unfinished,
) -> Result<(), SaveError> {
    let Some(path) = path else {
        return Ok(());
    };
    let mut kept = texts_in(Some(path.clone()));
    kept.retain(|asked, _| texts.contains_key(asked) || !before.contains_key(asked));
    let new = texts
        .iter()
        .filter(|(asked, text)| before.get(*asked) != Some(*text));
    kept.extend(new.map(|(asked, text)| (asked.clone(), text.clone())));
    if kept.is_empty() {
        return take_away(path);
    }
    prepare(&path)?;
    let bytes = serde_json::to_vec(&kept).expect("texts by name are JSON");
    replace(&path, &bytes)
}

fn take_away(path: PathBuf) -> Result<(), SaveError> {
    match fs::remove_file(&path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(SaveError::Io { path, source })
        }
        _ => Ok(()),
    }
}

pub(super) fn prepare(path: &Path) -> Result<(), SaveError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_folder(folder).map_err(|source| SaveError::Io {
        path: folder.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> CanvasId {
        CanvasId::from_name("falls-7k3f").expect("an id")
    }

    fn texts() -> Unfinished {
        Unfinished::from([("cover.reply_by".to_owned(), "some day".to_owned())])
    }

    #[test]
    fn what_is_kept_comes_back_and_goes_when_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = State::new(Some(folder.path().to_owned()), Path::new("/w"));
        let none = Unfinished::new();
        let kept = state.keep_unfinished(&id(), &none, &texts());
        kept.expect("keeps");
        assert_eq!(state.unfinished(&id()), texts());
        state
            .keep_unfinished(&id(), &texts(), &none)
            .expect("takes away");
        assert_eq!(state.unfinished(&id()), Unfinished::new());
    }

    #[test]
    fn what_another_program_keeps_of_the_same_canvas_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let [one, other] =
            [(), ()].map(|()| State::new(Some(folder.path().to_owned()), Path::new("/w")));
        let none = Unfinished::new();
        let days = Unfinished::from([("capacity.people".to_owned(), "two or 3".to_owned())]);
        one.keep_unfinished(&id(), &none, &texts()).expect("keeps");
        other.keep_unfinished(&id(), &none, &days).expect("keeps");
        assert_eq!(one.unfinished(&id()).len(), 2);
        one.keep_unfinished(&id(), &texts(), &none).expect("keeps");
        assert_eq!(one.unfinished(&id()), days);
    }

    #[test]
    fn another_workspace_with_a_canvas_of_the_same_id_has_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let [one, other] = ["/one", "/other"]
            .map(|root| State::new(Some(folder.path().to_owned()), Path::new(root)));
        let kept = one.keep_unfinished(&id(), &Unfinished::new(), &texts());
        kept.expect("keeps");
        assert_eq!(other.unfinished(&id()), Unfinished::new());
    }

    #[test]
    fn a_damaged_journal_is_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = State::new(Some(folder.path().to_owned()), Path::new("/w"));
        state
            .keep_journal(&id(), &Journal::default())
            .expect("keeps");
        let path = state.path("undo", &id()).expect("a place");
        fs::write(&path, &fs::read(&path).expect("read")[..20]).expect("torn");
        assert_eq!(state.journal(&id()), Journal::default());
    }
}
