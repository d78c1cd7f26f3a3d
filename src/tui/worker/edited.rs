//! Texts that the planner's own editor has: each in a file, until it is taken in.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Tell, Worker};
use crate::tui::app::Msg;
use crate::workspace::replace::create_folder;

/// What the files are called.
pub const PREFIX: &str = "answer-";
/// Held together by all programs that wait for an editor.
const LOCK: &str = ".lock";
/// Where files go that nobody waits for any more.
const LEFT: &str = "left";

/// Where these files are in the state folder.
pub fn folder(state: &Path) -> PathBuf {
    state.join("edited")
}

/// Says to other programs that a file in this folder is with an editor, until it is dropped; None where the
/// system has no such locks.
pub fn hold(folder: &Path) -> Option<File> {
    let file = File::create(folder.join(LOCK)).ok()?;
    file.lock_shared().ok()?;
    Some(file)
}

/// Puts the files aside that a program left when it was stopped while the planner's editor had them, and
/// returns where they are; none while any program waits for an editor.
pub fn left_in(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| entry.file_name());
    let names = names.filter(|name| name.as_encoded_bytes().starts_with(PREFIX.as_bytes()));
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        return Vec::new();
    }
    let lock = File::create(folder.join(LOCK)).ok();
    let Some(_held) = lock.filter(|file| file.try_lock().is_ok()) else {
        return Vec::new();
    };
    let aside = folder.join(LEFT);
    let moved = names.into_iter().filter_map(|name| {
        create_folder(&aside).ok()?;
        let to = aside.join(&name);
        fs::rename(folder.join(&name), &to).ok()?;
        Some(to)
    });
    moved.collect()
}

impl<T: Tell> Worker<T> {
    /// Says where the words are of an editor that the program did not live to wait for.
    pub(super) fn tell_edited(&self) {
        let left = self.state.edited_folder().map(|folder| left_in(&folder));
        for path in left.into_iter().flatten() {
            let path = path.display();
            (self.tell)(Msg::Note(format!(
                "What your own editor had when the program was stopped is in {path}"
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_an_editor_are_put_aside_once_nobody_waits_for_any() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let held = hold(folder).expect("a lock");
        fs::write(folder.join("answer-1.md"), "Nobody waits alone.").expect("written");
        assert_eq!(left_in(folder), Vec::<PathBuf>::new());

        drop(held);
        let left = left_in(folder);

        assert_eq!(left, [folder.join("left/answer-1.md")]);
        let words = fs::read_to_string(&left[0]).expect("there");
        assert_eq!(words, "Nobody waits alone.");
        assert_eq!(left_in(folder), Vec::<PathBuf>::new());
    }
}
