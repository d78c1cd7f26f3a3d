//! What a list shows of each canvas, kept outside the workspace between two starts.
//!
//! A file that has not changed since is not read again: a list of ten thousand costs a look at each
//! file's stamp. The index can be deleted at any time; what it says is only ever shown in a list, and a
//! canvas that is opened is read from its own file.

use std::fs::{self, Metadata};
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::replace::create_folder;
use crate::canvas::history::Digest;
use crate::canvas::summary::Summary;

/// What an index of another program does not begin with.
const FORMAT: &str = concat!("whytogether.index.11 ", env!("CARGO_PKG_VERSION"));
/// A file that changed so short a time ago may change again without its stamp telling.
const SETTLED: Duration = Duration::from_secs(2);
/// The longest record that is read, in bytes: a damaged length takes no more memory than that.
const LONGEST: usize = 4 << 20;

/// What tells one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    changed: u64,
    /// Which file it is: a file that replaces another has another number.
    inode: u64,
    /// When anything about the file last changed, which no program can set.
    status: i64,
}

impl Stamp {
    /// The stamp of a file; None where it is no plain file, or changed just now.
    pub fn of(found: &Metadata) -> Option<Self> {
        let age = SystemTime::now().duration_since(found.modified().ok()?);
        age.is_ok_and(|age| age >= SETTLED)
            .then(|| Self::as_is(found))?
    }

    /// The same, also of a file that changed just now.
    pub fn as_is(found: &Metadata) -> Option<Self> {
        if !found.file_type().is_file() {
            return None;
        }
        let changed = found.modified().ok()?;
        let since = changed.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let (inode, status) = identity(found);
        Some(Self {
            size: found.len(),
            changed: u64::try_from(since.as_nanos()).ok()?,
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

/// Where the index of a workspace is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    path: PathBuf,
    head: String,
}

/// What an index knows of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The file's name.
    pub name: String,
    /// The file's state that the summary is of.
    pub stamp: Stamp,
    /// What a list shows of it.
    pub summary: Summary,
}

impl Index {
    /// The index of a workspace in a folder.
    pub fn of(root: &Path, folder: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let name = Digest::of_bytes(root.as_os_str().as_encoded_bytes());
        Self {
            path: folder.join(format!("list-{name}")),
            head: format!("{FORMAT} {}", root.display()),
        }
    }

    /// Reads what is known, a file at a time; nothing where there is no index that can be used.
    pub fn read(&self) -> Reading {
        let file = fs::File::open(&self.path).ok().map(BufReader::new);
        let mut reading = Reading {
            file,
            record: Vec::new(),
        };
        let is_ours = reading.next_as::<String>().as_ref() == Some(&self.head);
        reading.file = reading.file.filter(|_| is_ours);
        reading
    }

    /// Begins a new index.
    ///
    /// # Errors
    /// When the system refuses, here and for all that is written; the next list takes longer then, and
    /// nothing is lost.
    pub fn begin(&self) -> io::Result<Writing> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        create_folder(folder)?;
        let mut writing = Writing {
            path: self.path.clone(),
            file: BufWriter::new(tempfile::NamedTempFile::new_in(folder)?),
        };
        writing.push(&self.head)?;
        Ok(writing)
    }
}

/// An index that is being read: a file at a time, as far as it is whole.
#[derive(Debug)]
pub struct Reading {
    file: Option<BufReader<fs::File>>,
    record: Vec<u8>,
}

impl Reading {
    fn next_as<T: DeserializeOwned>(&mut self) -> Option<T> {
        let file = self.file.as_mut()?;
        let mut length = [0; 4];
        file.read_exact(&mut length).ok()?;
        let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
        self.record
            .resize(Some(length).filter(|length| *length <= LONGEST)?, 0);
        file.read_exact(&mut self.record).ok()?;
        postcard::from_bytes(&self.record).ok()
    }
}

impl Iterator for Reading {
    type Item = Known;

    fn next(&mut self) -> Option<Known> {
        let known = self.next_as();
        self.file = self.file.take().filter(|_| known.is_some());
        known
    }
}

/// An index that is being written.
#[derive(Debug)]
pub struct Writing {
    path: PathBuf,
    file: BufWriter<tempfile::NamedTempFile>,
}

impl Writing {
    /// Adds what is known of a file.
    ///
    /// # Errors
    /// As for [`Index::begin`].
    pub fn add(&mut self, name: &str, stamp: Stamp, summary: &Summary) -> io::Result<()> {
        self.push(&(name, stamp, summary))
    }

    fn push(&mut self, value: &impl Serialize) -> io::Result<()> {
        let record = postcard::to_stdvec(value).map_err(io::Error::other)?;
        let length = u32::try_from(record.len()).map_err(io::Error::other)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(&record)
    }

    /// Puts the index in its place.
    ///
    /// # Errors
    /// As for [`Index::begin`].
    pub fn finish(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(|error| error.into_error())?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::Canvas;
    use crate::canvas::id::CanvasId;
    use jiff::civil::{Date, date};

    const DAY: Date = date(2026, 11, 23);

    fn summary() -> Summary {
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let file = include_bytes!("../../assets/samples/canvases/falls-response-at-home-7k3f.json");
        Summary::of(&Canvas::read(id, file).expect("reads"), DAY)
    }

    const STAMP: Stamp = Stamp {
        size: 1,
        changed: 2,
        inode: 3,
        status: 4,
    };

    fn written(folder: &Path) -> Index {
        let index = Index::of(Path::new("/one"), folder);
        let mut writing = index.begin().expect("begun");
        for name in ["falls-7k3f.json", "walks-y4a9.json"] {
            writing.add(name, STAMP, &summary()).expect("written");
        }
        writing.finish().expect("written");
        index
    }

    #[test]
    fn what_is_written_is_known_in_the_same_workspace_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let known: Vec<Known> = written(folder.path()).read().collect();
        let expected = ["falls-7k3f.json", "walks-y4a9.json"].map(|name| Known {
            name: name.into(),
            stamp: STAMP,
            summary: summary(),
        });
        assert_eq!(known, expected);
        let other = Index::of(Path::new("/two"), folder.path());
        assert_eq!(other.read().count(), 0);
    }

    #[test]
    fn an_index_that_is_cut_anywhere_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = written(folder.path());
        let whole = fs::read(&index.path).expect("read");
        let head = 4 + postcard::to_stdvec(&index.head).expect("written").len();
        let first = head + (whole.len() - head) / 2;
        for end in 0..whole.len() {
            fs::write(&index.path, &whole[..end]).expect("written");
            assert_eq!(index.read().count(), usize::from(end >= first), "{end}");
        }
    }

    #[test]
    fn a_length_that_cannot_be_ends_the_reading_and_takes_no_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = written(folder.path());
        let mut bytes = fs::read(&index.path).expect("read");
        let head = 4 + postcard::to_stdvec(&index.head).expect("written").len();
        bytes[head..head + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        fs::write(&index.path, bytes).expect("written");
        assert_eq!(index.read().count(), 0);
    }
}
