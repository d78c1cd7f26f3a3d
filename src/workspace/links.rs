//! Symbolic links: followed as far as the workspace reaches, and no further.
//!
//! A workspace may come from elsewhere, through git or a sync tool, and such a link may lead anywhere
//! on this machine. So a link below the workspace is read and written through only where it ends below
//! the workspace too. The folder of the workspace itself may be a link, which is the planner's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Workspace;

/// The most links that one path may lead over.
const MOST_LINKS: usize = 40;

/// Why a path of the workspace is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is a symbolic link that leads outside the workspace, so it is not followed")]
pub struct LeadsOutside;

impl LeadsOutside {
    /// True where this is why the system was not asked.
    pub fn is_behind(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

impl Workspace {
    /// Where a file or folder of the workspace lies in the end, whether or not it is there.
    ///
    /// # Errors
    /// [`LeadsOutside`], as the inside of an [`io::Error`]; else when the system cannot follow a link.
    pub fn followed(&self, path: &Path) -> io::Result<PathBuf> {
        let below = path.strip_prefix(self.root()).unwrap_or(path);
        let mut place = self.root().to_owned();
        for part in below.components() {
            place.push(part);
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_symlink() => return self.behind_link(path),
                Ok(_) => {}
                // The system says why when the file itself is asked for.
                Err(_) => break,
            }
        }
        Ok(path.to_owned())
    }

    fn behind_link(&self, path: &Path) -> io::Result<PathBuf> {
        let root = fs::canonicalize(self.root())?;
        let end = behind_links(path)?;
        let folder = end.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
        let name = end.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let end = folder.join(name);
        if end.starts_with(&root) && end != root {
            Ok(end)
        } else {
            let kind = io::ErrorKind::PermissionDenied;
            Err(io::Error::new(kind, LeadsOutside))
        }
    }
}

/// Where a chain of symbolic links ends, whether or not a file is there.
///
/// # Errors
/// When the chain has no end, or the system cannot read it.
pub fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.file_type().is_symlink() => {
                let next = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(next);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}
