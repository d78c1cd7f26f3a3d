//! Every canvas of a workspace, in summaries, as they are read.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::thread;

use jiff::civil::Date;

use super::index::{Index, Known, Stamp, Writing};
use super::{ReadError, Workspace, in_one_line};
use crate::canvas::id::CanvasId;
pub use crate::canvas::summary::Entry;
use crate::canvas::summary::Summary;

/// How many canvases are handed over at once at first; each batch after that is as large as all before
/// it, so that a list that grows is put in order a few times and not a hundred.
const BATCH: usize = 500;
/// How many canvases are read sooner than another thread has begun.
const FEW: usize = 32;
/// How many files may have changed before the index is written anew.
const STALE: usize = 64;

/// A file of the list, and what tells its state from another.
struct Found {
    name: OsString,
    stamp: Option<Stamp>,
}

impl Workspace {
    /// Reads every canvas and hands them over in batches, in no order.
    ///
    /// What the index of the list knows is not read again.
    ///
    /// # Errors
    /// [`ReadError::Io`] where the folder is there and cannot be read; a workspace that is not there
    /// yet has no canvases.
    pub fn list(
        &self,
        today: Date,
        mut hand_over: impl FnMut(Vec<Entry>),
    ) -> Result<(), ReadError> {
        let names = self.names_in(&self.canvases_path())?;
        if names.len() <= FEW {
            hand_over(names.iter().map(|name| self.entry(name, today)).collect());
            return Ok(());
        }
        let index = self
            .cache
            .as_deref()
            .map(|folder| Index::of(&self.root, folder, today));
        let (mut known, found) = thread::scope(|scope| {
            let known = scope.spawn(|| index.as_ref().map(Index::read).unwrap_or_default());
            let found: Vec<Found> = names.into_iter().map(|name| self.found(name)).collect();
            (known.join().unwrap_or_default(), found)
        });
        let is_known = |found: &Found| {
            let known = found.name.to_str().and_then(|name| known.get(name));
            known.is_some_and(|(stamp, _)| found.stamp == Some(*stamp))
        };
        let hits = found.iter().filter(|found| is_known(found)).count();
        let is_stale = found.len().max(known.len()) - hits > STALE;
        let mut writing = index.as_ref().filter(|_| is_stale).map(Index::begin);
        let mut batches = Batches::new(&mut hand_over);
        let mut unknown = Vec::new();
        for found in found {
            match remembered(&found, &mut known) {
                Some(entry) => {
                    note(&mut writing, &found, &entry);
                    batches.add(entry);
                }
                None => unknown.push(found),
            }
        }
        self.read_all(&unknown, today, |found, entry| {
            note(&mut writing, found, &entry);
            batches.add(entry);
        });
        batches.finish();
        if let Some(writing) = writing {
            // The next list takes longer where that fails, and nothing is lost.
            drop(writing.finish());
        }
        Ok(())
    }

    fn found(&self, name: OsString) -> Found {
        let path = self.canvases_path().join(&name);
        let stamp = fs::symlink_metadata(path).ok();
        Found {
            stamp: stamp.as_ref().and_then(Stamp::of),
            name,
        }
    }

    /// Reads files on two threads.
    fn read_all(&self, files: &[Found], today: Date, mut take: impl FnMut(&Found, Entry)) {
        let half = files.len().div_ceil(2).max(1);
        let (sender, read) = std::sync::mpsc::channel();
        thread::scope(|scope| {
            for half in files.chunks(half) {
                let sender = sender.clone();
                scope.spawn(move || {
                    for some in half.chunks(BATCH) {
                        let entries = some.iter().map(|file| self.entry(&file.name, today));
                        let entries: Vec<Entry> = entries.collect();
                        if sender.send((some, entries)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            for (files, entries) in read {
                let both = files.iter().zip(entries);
                both.for_each(|(file, entry)| take(file, entry));
            }
        });
    }

    /// Every canvas of the workspace at once, in the order of their ids.
    ///
    /// # Errors
    /// As for [`Workspace::list`].
    pub fn entries(&self, today: Date) -> Result<Vec<Entry>, ReadError> {
        let mut entries = Vec::new();
        self.list(today, |batch| entries.extend(batch))?;
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(entries)
    }

    /// Names of the JSON files in a folder of the workspace; none where it is not there.
    ///
    /// # Errors
    /// [`ReadError::Io`] where the folder is there and cannot be read.
    pub(super) fn names_in(&self, path: &Path) -> Result<Vec<OsString>, ReadError> {
        let found = match self.followed(path).and_then(fs::read_dir) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(ReadError::io(path)(error)),
        };
        let names = found
            .flatten()
            .map(|entry| entry.file_name())
            .filter(|name| {
                let name = name.as_encoded_bytes();
                name.ends_with(b".json") && !name.starts_with(b".")
            });
        Ok(names.collect())
    }

    fn entry(&self, name: &OsString, today: Date) -> Entry {
        let shown = name.to_string_lossy();
        let shown = shown.strip_suffix(".json").unwrap_or(&shown);
        let id = name.to_str().and(CanvasId::from_name(shown));
        let Some(id) = id else {
            let plain: String = shown
                .chars()
                .map(|c| {
                    if c.is_control() || "/\\:".contains(c) {
                        '_'
                    } else {
                        c
                    }
                })
                .collect();
            let id = CanvasId::from_name(&plain).or_else(|| CanvasId::from_name("unnamed"));
            let id = id.expect("no control characters and no separators are left");
            return Entry {
                id,
                content: Err("the file's name cannot be a canvas id: rename it".into()),
            };
        };
        let content = match self.load(&id) {
            Ok(loaded) => Ok(Box::new(Summary::of(&loaded.canvas, today))),
            Err(ReadError::Document { source, .. }) => Err(in_one_line(&source).into()),
            Err(error) => Err(in_one_line(&error).into()),
        };
        Entry { id, content }
    }
}

/// What the index knows of a file, where the file is as it was.
fn remembered(found: &Found, known: &mut Known) -> Option<Entry> {
    let name = found.name.to_str()?;
    let (stamp, summary) = known.remove(name)?;
    if found.stamp != Some(stamp) {
        return None;
    }
    let id = CanvasId::from_name(name.strip_suffix(".json")?)?;
    Some(Entry {
        id,
        content: Ok(summary),
    })
}

/// Notes in a new index what is known of a file now.
fn note(writing: &mut Option<Writing>, found: &Found, entry: &Entry) {
    let name = found.name.to_str();
    if let (Some(writing), Some(name), Some(stamp), Ok(summary)) =
        (writing, name, found.stamp, &entry.content)
    {
        writing.add(name, stamp, summary);
    }
}

/// Entries on their way to whoever shows them.
struct Batches<F: FnMut(Vec<Entry>)> {
    hand_over: F,
    waiting: Vec<Entry>,
    handed: usize,
}

impl<F: FnMut(Vec<Entry>)> Batches<F> {
    fn new(hand_over: F) -> Self {
        Self {
            hand_over,
            waiting: Vec::new(),
            handed: 0,
        }
    }

    fn add(&mut self, entry: Entry) {
        self.waiting.push(entry);
        if self.waiting.len() >= BATCH.max(self.handed) {
            self.send();
        }
    }

    fn send(&mut self) {
        self.handed += self.waiting.len();
        (self.hand_over)(std::mem::take(&mut self.waiting));
    }

    fn finish(mut self) {
        if !self.waiting.is_empty() {
            self.send();
        }
    }
}
