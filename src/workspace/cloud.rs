//! Files that are in the cloud and not on this machine: named, never taken for lost, never written over.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::ReadError;

/// Why the system was not asked for a file, or did not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is in the cloud, not on this machine: open it there")]
pub struct InCloud;

impl InCloud {
    /// True where this is why a file cannot be read.
    pub fn is_behind(error: &ReadError) -> bool {
        matches!(error, ReadError::Io { source, .. } if Self::is_inside(source))
    }

    pub(super) fn is_inside(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }

    fn error() -> io::Error {
        io::Error::other(Self)
    }

    /// What a failed reading means: a file that has a length and no place on the disk is elsewhere.
    pub(super) fn or(error: io::Error, found: &Metadata) -> io::Error {
        use io::ErrorKind::{NotFound, PermissionDenied};
        let is_elsewhere = found.len() > 0 && blocks(found) == Some(0);
        match error.kind() {
            NotFound | PermissionDenied => error,
            _ if is_elsewhere => Self::error(),
            _ => error,
        }
    }

    /// What it means that a file is not there: something may stand for it.
    pub(super) fn or_gone(error: io::Error, path: &Path) -> io::Error {
        let is_gone = error.kind() == io::ErrorKind::NotFound;
        if is_gone && stand_in(path) {
            Self::error()
        } else {
            error
        }
    }
}

#[cfg(unix)]
fn blocks(found: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::blocks(found))
}

#[cfg(not(unix))]
fn blocks(_: &Metadata) -> Option<u64> {
    None
}

/// What sync tools put behind the name of a file that they keep elsewhere.
const ENDINGS: [&str; 4] = [".icloud", ".nextcloud", ".owncloud", ".cloud"];

/// The name of the file that a file of this name stands for; None where it stands for none.
pub(super) fn stands_for(name: &str) -> Option<&str> {
    let (whole, _) = ENDINGS
        .iter()
        .find_map(|ending| Some((name.strip_suffix(ending)?, ending)))?;
    let whole = whole.strip_prefix('.').unwrap_or(whole);
    let is_ours = whole.ends_with(".json") || whole.ends_with(".jsonl");
    is_ours.then_some(whole)
}

/// True where another file stands for this one, which is in the cloud.
pub(super) fn stand_in(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return false;
    };
    let names = ENDINGS.iter().flat_map(|ending| {
        let hidden = format!(".{name}{ending}");
        [hidden, format!("{name}{ending}")]
    });
    let mut places = names.map(|name| -> PathBuf { path.with_file_name(name) });
    places.any(|place| fs::symlink_metadata(place).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_file_in_the_cloud_is_told_from_other_names() {
        for name in [
            ".falls-7k3f.json.icloud",
            "falls-7k3f.json.nextcloud",
            "falls-7k3f.json.owncloud",
            "falls-7k3f.json.cloud",
        ] {
            assert_eq!(stands_for(name), Some("falls-7k3f.json"), "{name}");
        }
        for name in [
            "falls-7k3f.json",
            ".icloud",
            "page.md.icloud",
            ".cloud.json",
        ] {
            assert_eq!(stands_for(name), None, "{name}");
        }
    }
}
