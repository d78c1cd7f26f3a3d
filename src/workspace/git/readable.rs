//! What cannot be read is neither committed nor sent, and takes no good file's place.

use super::super::{ReadError, Workspace};
use super::commit::changed_in;
use super::driver::{MergeError, Side};
use super::error::Left;
use super::message::MOST;
use super::{GitError, Repository, Stuck, on_parts, split_at_zeros};
use crate::canvas::document::{self, DocumentError};
use crate::canvas::id::CanvasId;
use crate::canvas::{self, ranking};
use crate::workspace::{in_one_line, settings};

/// What a file is to be, by its place in the workspace; None where any bytes will do.
fn format_of(path: &str) -> Option<&'static str> {
    let is_in = |folder: &str| {
        let name = path.strip_prefix(folder)?.strip_suffix(".json")?;
        CanvasId::from_name(name)
    };
    match path {
        "workspace.json" => Some(settings::FORMAT),
        _ if is_in("canvases/").is_some() => Some(canvas::FORMAT),
        _ if is_in("rankings/").is_some() => Some(ranking::FORMAT),
        _ => None,
    }
}

/// Why the bytes cannot be what belongs in this place; None where they can.
fn flaw(path: &str, bytes: &[u8]) -> Option<DocumentError> {
    document::parse(bytes, format_of(path)?).err()
}

/// The same of the file as it lies in the workspace; None also where it is gone.
fn flaw_of_file(workspace: &Workspace, path: &str) -> Option<DocumentError> {
    format_of(path)?;
    match workspace.read(&workspace.root().join(path)) {
        Ok(bytes) => flaw(path, &bytes),
        Err(ReadError::Document { source, .. }) => Some(source),
        Err(ReadError::Missing { .. } | ReadError::Io { .. }) => None,
    }
}

/// Makes sure that each of these files, ended by a zero byte, can be read or is gone.
///
/// # Errors
/// [`GitError::Markers`] or [`GitError::Broken`] with the first that cannot.
pub(super) fn refuse_unreadable(workspace: &Workspace, files: &[u8]) -> Result<(), GitError> {
    for path in split_at_zeros(files) {
        let path = String::from_utf8_lossy(path);
        if let Some(source) = flaw_of_file(workspace, &path) {
            let path = path.into_owned();
            return Err(match source {
                DocumentError::ConflictMarkers { line } => GitError::Markers { path, line },
                source => GitError::Broken { path, source },
            });
        }
    }
    Ok(())
}

impl Repository {
    /// Makes sure that nothing is sent that cannot be read, also where it was committed by hand.
    ///
    /// # Errors
    /// As for [`refuse_unreadable`].
    pub(super) fn refuse_to_send_unreadable(
        &self,
        workspace: &Workspace,
        theirs: Option<&str>,
    ) -> Result<(), GitError> {
        let files = match theirs {
            Some(theirs) => {
                let compare = ["diff", "--name-only", "-z", "--no-renames", "--relative"];
                let compare = [&compare[..], &[theirs, "HEAD"]].concat();
                self.git.done(&on_parts(&compare))?
            }
            None => self.git.done(&on_parts(&["ls-files", "-z"]))?,
        };
        refuse_unreadable(workspace, &files.out)
    }

    /// Makes sure that no good file of ours would give way to one that cannot be read.
    ///
    /// A file that is new to us, or that ours cannot read either, is taken in as it is: nothing is lost by
    /// it, and the rest of what others did is not kept from us.
    ///
    /// # Errors
    /// [`GitError::NotMerged`] with each such file.
    pub(super) fn refuse_to_take_in_unreadable(
        &self,
        workspace: &Workspace,
        theirs: &str,
    ) -> Result<(), GitError> {
        let fork = self.git.run(&["merge-base", "HEAD", theirs])?;
        if !fork.is_done {
            // Without a commit in common the merge itself says so.
            return Ok(());
        }
        let mut files = Vec::new();
        let changed = changed_in(&self.git, &["diff-tree", "-r", &fork.line(), theirs])?;
        let ours_is_good = |path: &str| {
            let file = workspace.root().join(path);
            let bytes = workspace.read(&file);
            bytes.is_ok_and(|bytes| flaw(path, &bytes).is_none())
        };
        for some in changed.chunks(MOST) {
            let names = some.iter().filter_map(|file| file.after.as_deref());
            let blobs = self.contents(names)?;
            for file in some {
                let path = String::from_utf8_lossy(&file.path);
                let theirs = file.after.as_ref().and_then(|name| blobs.get(name));
                let flaw = theirs.and_then(|bytes| flaw(&path, bytes));
                files.extend(
                    flaw.filter(|_| ours_is_good(&path))
                        .map(|source| left_out(&path, source)),
                );
            }
        }
        match files.is_empty() {
            true => Ok(()),
            false => Err(GitError::NotMerged { files }),
        }
    }
}

fn left_out(path: &str, source: DocumentError) -> Stuck {
    let side = Side::Theirs;
    let error = MergeError::Unreadable { side, source };
    Stuck {
        path: path.to_owned(),
        reason: format!("is left as it is here: {}", in_one_line(&error)),
        left: Left::TheirsIsBroken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_the_place_it_lies_in() {
        for (path, format) in [
            ("workspace.json", Some("whytogether.workspace")),
            ("canvases/falls-7k3f.json", Some("whytogether.canvas")),
            ("rankings/autumn-2k7m.json", Some("whytogether.ranking")),
            ("canvases/notes.md", None),
            ("canvases/deeper/falls-7k3f.json", None),
            ("trash/falls-7k3f.json", None),
            ("history/falls-7k3f.jsonl", None),
        ] {
            assert_eq!(format_of(path), format, "{path}");
        }
    }

    #[test]
    fn a_good_file_in_the_wrong_place_is_not_what_belongs_there() {
        let settings = br#"{"format":"whytogether.workspace","version":1}"#;
        assert_eq!(flaw("workspace.json", settings), None);
        assert!(flaw("canvases/falls-7k3f.json", settings).is_some());
    }
}
