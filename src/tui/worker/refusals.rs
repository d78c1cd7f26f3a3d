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
    if let SaveError::TooLarge { size, .. } = error {
        return too_large(*size, canvas);
    }
    let next = match (error, error.remedy()) {
        (SaveError::Unreadable { path, source }, _) => mend(path, source),
        (_, Some(remedy)) => format!("Next: {remedy}."),
        (_, None) => String::new(),
    };
    let said = in_one_line(error);
    NotSaved {
        why: why(error),
        in_full: format!(
            "Not saved yet; tried again. ctrl-o finds \"Save a copy\". What failed: {said}. {next}"
        )
        .trim_end()
        .to_owned(),
    }
}

/// Trying again does not help there, so what does is said.
fn too_large(size: usize, canvas: &Canvas) -> NotSaved {
    let longest = canvas.longest_answer();
    let name = longest.map(|question| Wording::shipped().question(question).short.as_str());
    let name = name.unwrap_or("what was parked or kept");
    NotSaved {
        why: format!("too large: shorten {name}"),
        in_full: format!(
            "Not saved: {size} bytes are more than the limit of 1 MiB. The longest answer is {name}: shorten it, and everything is saved. ctrl-o finds \"Save a copy\"."
        ),
    }
}

/// What is told about a canvas of which nothing stands on disk any more.
pub(super) fn gone(path: &Path) -> NotSaved {
    NotSaved {
        why: "the file is not there any more".into(),
        in_full: format!(
            "Someone moved this canvas away: `{}` is not there any more. It is written again when you change it, or with ctrl-s.",
            path.display()
        ),
    }
}

/// What is told about a canvas whose file cannot be read any more, and what became of it.
pub(super) fn not_readable(error: &ReadError) -> (NotSaved, Astray) {
    let (why, next, file) = match error {
        ReadError::Document { path, source } => {
            let file = match source {
                DocumentError::Empty => Astray::Gone,
                _ => Astray::Unreadable,
            };
            (unreadable(source), mend(path, source), file)
        }
        _ => (
            "the file cannot be read".into(),
            String::new(),
            Astray::Unreadable,
        ),
    };
    let in_full = format!("Not on disk as you see it: {}. {next}", in_one_line(error));
    let in_full = in_full.trim_end().to_owned();
    (NotSaved { why, in_full }, file)
}

/// What is told about a canvas that a newer version has written under an open one.
pub(super) fn newer(path: &Path) -> NotSaved {
    NotSaved {
        why: "a newer version has written the file".into(),
        in_full: format!(
            "A newer version of whytogether has written `{}`. Go back to the list and open it again to read it; ctrl-o finds \"Save a copy\" of what you see.",
            path.display()
        ),
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
        DocumentError::Empty => "It is written again with ctrl-s.".into(),
        _ => {
            format!("Next: mend {name} in an editor, or move it away; then it is saved by itself.")
        }
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
        io::ErrorKind::PermissionDenied => "you may not write in that folder".into(),
        _ => source.to_string(),
    }
}
