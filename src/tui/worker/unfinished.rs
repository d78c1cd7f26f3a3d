//! Text that does not parse yet, kept in the state folder so that a crash does not take it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::session::Unfinished;
use crate::canvas::id::CanvasId;
use crate::workspace::SaveError;
use crate::workspace::replace::{create_folder, replace};

fn path(folder: &Path, id: &CanvasId) -> PathBuf {
    folder.join("unfinished").join(format!("{id}.json"))
}

/// What was typed in a canvas and did not parse when it was last open.
pub fn load(folder: &Path, id: &CanvasId) -> Unfinished {
    let bytes = fs::read(path(folder, id)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Keeps what does not parse; nothing left takes the file away.
///
/// # Errors
/// [`SaveError::Io`] when the system refuses.
pub fn keep(folder: &Path, id: &CanvasId, texts: &Unfinished) -> Result<(), SaveError> {
    let path = path(folder, id);
    if texts.is_empty() {
        return match fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(SaveError::Io { path, source })
            }
            _ => Ok(()),
        };
    }
    if let Some(folder) = path.parent() {
        create_folder(folder).map_err(|source| SaveError::Io {
            path: folder.to_owned(),
            source,
        })?;
    }
    let bytes = serde_json::to_vec(texts).expect("texts by name are JSON");
    replace(&path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_goes_when_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let texts = Unfinished::from([("cover.reply_by".to_owned(), "some day".to_owned())]);
        keep(folder.path(), &id, &texts).expect("keeps");
        assert_eq!(load(folder.path(), &id), texts);
        keep(folder.path(), &id, &Unfinished::new()).expect("takes away");
        assert_eq!(load(folder.path(), &id), Unfinished::new());
    }
}
