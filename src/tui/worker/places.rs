//! What the place of the workspace cannot do: said once on this machine, and by `doctor` whenever asked.

use std::path::PathBuf;

use super::state::{State, prepare};
use super::{Tell, Worker};
use crate::tui::app::Msg;
use crate::workspace::Workspace;
use crate::workspace::place::Lack;
use crate::workspace::replace::replace_soon;
use crate::workspace::store::read_bytes;

impl State {
    fn said_path(&self) -> Option<PathBuf> {
        self.folder_of("places")
            .map(|folder| folder.join("said.json"))
    }

    /// What is to be said of what was met and was not said before, which is noted as said.
    pub fn to_say_of_place(&self, workspace: &Workspace) -> Option<String> {
        let met = workspace.lacks();
        if met.is_empty() {
            return None;
        }
        let path = self.said_path();
        let bytes = path.as_deref().map(read_bytes).and_then(Result::ok);
        let mut said: Vec<String> =
            serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default();
        let is_new = |lack: &Lack| !said.iter().any(|code| code == lack.code());
        let new: Vec<Lack> = met.into_iter().filter(is_new).collect();
        if new.is_empty() {
            return None;
        }
        said.extend(new.iter().map(|lack| lack.code().to_owned()));
        if let Some(path) = path {
            let bytes = serde_json::to_vec(&said).expect("words are JSON");
            // Where that fails it is said again next time.
            let _ = prepare(&path).and_then(|()| replace_soon(&path, &bytes));
        }
        Some(Lack::in_words(&new))
    }
}

impl<T: Tell> Worker<T> {
    /// Says what the place turned out not to be able to do, once.
    pub(super) fn tell_place(&mut self) {
        let met = self.workspace.lacks();
        if met != self.lacks {
            self.lacks = met;
            if let Some(said) = self.state.to_say_of_place(&self.workspace) {
                (self.tell)(Msg::Note(format!("Note: {said}.")));
            }
        }
    }
}
