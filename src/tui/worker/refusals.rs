//! What is said where the disk refuses, or holds what cannot be read: in a few words, and in full.

use std::io;
use std::path::Path;

use crate::canvas::Canvas;
use crate::canvas::document::DocumentError;
use crate::canvas::wording::Wording;
use crate::tui::message::{Astray, NotSaved};
use crate::workspace::links::LeadsOutside;
use crate::workspace::{ReadError, SaveError, in_one_line};

/// What is told about a canvas that could not be written.
pub(super) fn not_saved(error: &SaveError, canvas: &Canvas) -> NotSaved {
    let said = in_one_line(error);
    let (why, note) = match error {
        SaveError::TooLarge { size, .. } => too_large(*size, canvas),
        SaveError::Unreadable { path, source } => (why(error), mend(path, source)),
        _ => {
            let note = "Not saved yet; tried again. ctrl-o finds \"Save a copy\".";
            (why(error), note.into())
        }
    };
    let next = error.remedy().map(|remedy| format!("Next: {remedy}."));
    let next = next.as_deref().unwrap_or(&note);
    let in_full = format!("What failed: {said}.\n\n{next}\n\n{COPY}");
    let note = with_more(note);
    NotSaved { why, note, in_full }
}

/// What is always left to do.
const COPY: &str =
    "What you see is kept here. ctrl-o finds \"Save a copy\", which writes it elsewhere.";

/// What is too large and what to do: trying again does not help there.
fn too_large(size: usize, canvas: &Canvas) -> (String, String) {
    let longest = canvas.longest_answer();
    let name = longest.map(|question| Wording::shipped().question(question).short.as_str());
    let name = name.unwrap_or("what was parked or kept");
    let note = format!(
        "Not saved: {size} bytes are more than the limit of 1 MiB. {name} is the longest answer: shorten it."
    );
    (format!("too large: shorten {name}"), note)
}

/// What is told about a canvas whose file is gone.
pub(super) fn gone(path: &Path) -> NotSaved {
    astray(
        "the file is not there any more",
        "Someone moved this canvas away. It is written again with ctrl-s, or when you change it.",
        &format!("`{}` is not there any more", path.display()),
    )
}

/// What is told about a canvas whose file cannot be read any more, and what became of it.
pub(super) fn not_readable(error: &ReadError) -> (NotSaved, Astray) {
    let said = in_one_line(error);
    match error {
        ReadError::Document { path, source } => {
            let file = match source {
                DocumentError::Empty => Astray::Gone,
                _ => Astray::Unreadable,
            };
            (
                astray(&unreadable(source), &mend(path, source), &said),
                file,
            )
        }
        _ => {
            let note = "Not on disk as you see it.";
            (
                astray("the file cannot be read", note, &said),
                Astray::Unreadable,
            )
        }
    }
}

/// What is told about a canvas that a newer version has written under an open one.
pub(super) fn newer(path: &Path) -> NotSaved {
    astray(
        "a newer version has written the file",
        "A newer version of whytogether wrote it: go back to the list and open it again to read it.",
        &format!(
            "`{}` was written by a newer version of whytogether",
            path.display()
        ),
    )
}

/// The note, and how to see the rest, unless it names that key already.
fn with_more(note: String) -> String {
    match note.contains("ctrl-s") {
        true => note,
        false => format!("{note} ctrl-s says more."),
    }
}

fn astray(why: &str, note: &str, said: &str) -> NotSaved {
    NotSaved {
        why: why.to_owned(),
        note: with_more(note.to_owned()),
        in_full: format!("What was found: {said}.\n\n{note}\n\n{COPY}"),
    }
}

fn unreadable(source: &DocumentError) -> String {
    match source {
        DocumentError::Empty => "the file is empty".into(),
        DocumentError::ConflictMarkers { .. } => "the file has conflict markers".into(),
        DocumentError::TooLarge { .. } => "the file is too large to be read".into(),
        source => format!("the file cannot be read ({source})"),
    }
}

fn mend(path: &Path, source: &DocumentError) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).display();
    match source {
        DocumentError::Empty => {
            format!("{name} is empty. It is written again with ctrl-s, or when you change it.")
        }
        _ => format!("Mend {name} in an editor, or move it away."),
    }
}

/// What failed, in a few words.
pub(super) fn why(error: &SaveError) -> String {
    match error {
        SaveError::Unreadable { source, .. } => unreadable(source),
        SaveError::TooLarge { size, .. } => {
            format!("{size} bytes are more than the limit of 1 MiB")
        }
        SaveError::Newer { .. } => "a newer version has written the file".into(),
        SaveError::Locked { .. } => "another program holds the workspace".into(),
        SaveError::Gone { .. } => "the folder of the workspace is not there any more".into(),
        SaveError::Io { source, .. } | SaveError::Move { source, .. } => refused(source),
        SaveError::Exists { .. } => error.to_string(),
    }
}

/// What is told about a file that stays where it is: what failed, why, and what to do next.
pub(super) fn not_moved(error: &SaveError) -> String {
    let remedy = error.remedy().map(|remedy| format!("\n\nNext: {remedy}."));
    let said = in_one_line(error);
    format!(
        "It is where it was, and as it was.\n\nThis failed: {said}.{}",
        remedy.unwrap_or_default()
    )
}

/// What the system refused, in plain words where they are known.
fn refused(source: &io::Error) -> String {
    match source.kind() {
        _ if LeadsOutside::is_behind(source) => source.to_string(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        io::ErrorKind::NotADirectory => "a file is where a folder should be".into(),
        io::ErrorKind::PermissionDenied => "you may not write in that folder".into(),
        _ => source.to_string(),
    }
}
