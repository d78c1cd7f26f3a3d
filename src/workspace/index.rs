//! What a list shows of each canvas, kept outside the workspace between two starts.
//!
//! A file that has not changed since is not read again: a list of ten thousand costs a look at each
//! file's stamp. The index can be deleted at any time; what it says is only ever shown in a list, and a
//! canvas that is opened is read from its own file.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::replace::create_folder;
use crate::canvas::summary::Summary;

/// What an index of another program, or of another day, does not begin with.
const FORMAT: &str = concat!("whytogether.index.3 ", env!("CARGO_PKG_VERSION"));
/// A file that changed so short a time ago may change again without its stamp telling.
const SETTLED: Duration = Duration::from_secs(2);

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    changed: u128,
    /// Which file it is: a file that replaces another has another number.
    inode: u64,
    /// When anything about the file last changed, which no program can set.
    status: i64,
}

impl Stamp {
    /// The stamp of a file; None where it is no plain file, or changed just now.
    pub fn of(found: &Metadata) -> Option<Self> {
        let changed = found.modified().ok()?;
        let age = SystemTime::now().duration_since(changed).ok()?;
        if !found.file_type().is_file() || age < SETTLED {
            return None;
        }
        let since = changed.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let (inode, status) = identity(found);
        Some(Self {
            size: found.len(),
            changed: since.as_nanos(),
            inode,
            status,
        })
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> (u64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    let status = found.ctime().wrapping_mul(1_000_000_000);
    (found.ino(), status.wrapping_add(found.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64) {
    (0, 0)
}

/// Where the index of a workspace is, and for which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    path: PathBuf,
    head: String,
}

/// What an index knows, by the names of the files.
pub type Known = HashMap<String, (Stamp, Box<Summary>)>;

impl Index {
    /// The index of a workspace in a folder, for a day: some of what a list shows follows from the
    /// day.
    pub fn of(root: &Path, folder: &Path, day: Date) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut hasher = DefaultHasher::new();
        root.hash(&mut hasher);
        Self {
            path: folder.join(format!("list-{:016x}", hasher.finish())),
            head: format!("{FORMAT} {day} {}", root.display()),
        }
    }

    /// Reads what is known; nothing where there is no index that can be used.
    pub fn read(&self) -> Known {
        let mut known = Known::new();
        let Ok(bytes) = fs::read(&self.path) else {
            return known;
        };
        let Ok((head, mut rest)) = postcard::take_from_bytes::<&str>(&bytes) else {
            return known;
        };
        if head != self.head {
            return known;
        }
        while let Ok((entry, after)) = postcard::take_from_bytes(rest) {
            let (name, stamp, summary): (String, Stamp, Box<Summary>) = entry;
            known.insert(name, (stamp, summary));
            rest = after;
        }
        known
    }

    /// Begins a new index.
    pub fn begin(&self) -> Writing {
        let mut writing = Writing {
            path: self.path.clone(),
            bytes: Vec::new(),
        };
        writing.push(&self.head);
        writing
    }
}

/// An index that is being written.
#[derive(Debug)]
pub struct Writing {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Writing {
    /// Adds what is known of a file.
    pub fn add(&mut self, name: &str, stamp: Stamp, summary: &Summary) {
        self.push(&(name, stamp, summary));
    }

    fn push(&mut self, value: &impl Serialize) {
        let bytes = postcard::to_stdvec(value).expect("memory takes all that is written to it");
        self.bytes.extend(bytes);
    }

    /// Puts the index in its place.
    ///
    /// # Errors
    /// When the system refuses; the next list takes longer then, and nothing is lost.
    pub fn finish(self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        create_folder(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&self.bytes)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::Canvas;
    use crate::canvas::id::CanvasId;
    use jiff::civil::date;

    const DAY: Date = date(2026, 11, 23);

    fn summary() -> Summary {
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let file = include_bytes!("../../assets/samples/canvases/falls-response-at-home-7k3f.json");
        Summary::of(&Canvas::read(id, file).expect("reads"), DAY)
    }

    #[test]
    fn what_is_written_is_known_on_the_same_day_and_in_the_same_workspace_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = Index::of(Path::new("/one"), folder.path(), DAY);
        let stamp = Stamp {
            size: 1,
            changed: 2,
            inode: 3,
            status: 4,
        };
        let mut writing = index.begin();
        writing.add("falls-7k3f.json", stamp, &summary());
        writing.finish().expect("written");
        let known = index.read();
        assert_eq!(known["falls-7k3f.json"], (stamp, Box::new(summary())));
        let other_day = Index::of(Path::new("/one"), folder.path(), date(2026, 11, 24));
        let other_workspace = Index::of(Path::new("/two"), folder.path(), DAY);
        assert!(other_day.read().is_empty() && other_workspace.read().is_empty());
    }

    #[test]
    fn an_index_that_is_damaged_anywhere_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = Index::of(Path::new("/one"), folder.path(), DAY);
        let mut writing = index.begin();
        let stamp = Stamp {
            size: 1,
            changed: 2,
            inode: 3,
            status: 4,
        };
        writing.add("falls-7k3f.json", stamp, &summary());
        let whole = writing.bytes.clone();
        writing.finish().expect("written");
        for end in 0..whole.len() {
            fs::write(&index.path, &whole[..end]).expect("written");
            assert!(index.read().is_empty(), "{end}");
        }
    }
}
