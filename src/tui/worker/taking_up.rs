//! A start takes up what the disk refused before; the end says what is still not on disk.

use std::path::Path;
use std::time::Instant;

use super::unwritten::{CANVASES, Kept, Left, file_of};
use super::{Tell, Waiting, Worker, copies, rankings};
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::tui::app::Msg;

/// Takes up what waits of one canvas or ranking, and returns its title once it is on disk.
type TakeUp<T> = fn(&mut Worker<T>, &CanvasId) -> Option<String>;

impl<T: Tell> Worker<T> {
    /// Takes up all that the disk refused before, as if it had just been typed.
    pub(super) fn take_up(&mut self) {
        let mut taken = Vec::new();
        self.take_up_each(CANVASES, Self::take_up_canvas, &mut taken);
        self.take_up_each(rankings::FOLDER, Self::take_up_ranking, &mut taken);
        if self.take_up_settings() {
            taken.push("the settings".into());
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
        for id in self.state.ids_unwritten(folder) {
            taken.extend(take_up(self, &id));
        }
    }

    fn take_up_canvas(&mut self, id: &CanvasId) -> Option<String> {
        let (up, left) = self.state.taken_up(&self.workspace, id);
        left.iter().for_each(|left| self.tell_left(left));
        let (loaded, canvas) = up?;
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
        (!self.waiting.contains_key(id)).then_some(title)
    }

    /// Says what could not be taken up.
    pub(super) fn tell_left(&self, left: &Left) {
        (self.tell)(Msg::Note(format!("Words are {left}")));
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
