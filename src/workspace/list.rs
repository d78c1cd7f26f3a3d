//! Every canvas of a workspace, in summaries, as they are read.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::civil::Date;

use super::cloud::{InCloud, stands_for};
use super::copies::{Stray, id_of_another};
use super::index::{Index, Known, Stamp, Writing};
use super::store::read_found;
use super::{ReadError, Workspace, in_one_line};
use crate::canvas::Canvas;
pub use crate::canvas::entry::{Aside, Entry};
use crate::canvas::id::CanvasId;
use crate::canvas::summary::Summary;

/// How many canvases are handed over at once at first; each batch after that is as large as all before
/// it, so that a list that grows is put in order a few times and not a hundred.
const BATCH: usize = 500;
/// How many canvases are read sooner than another thread has begun.
const FEW: usize = 32;
/// How many files may have changed before the index is written anew.
const STALE: usize = 64;

/// How many canvases go from thread to thread at once.
const AT_ONCE: usize = 64;
/// How many times that many are read ahead of whoever takes them.
const AHEAD: usize = 4;

/// A file of the list, in no more room than its name alone had: many names become these in their place.
struct Name {
    name: Box<OsStr>,
    /// True where the index had it.
    is_known: bool,
}

impl Name {
    fn new(name: OsString) -> Self {
        Self {
            name: name.into_boxed_os_str(),
            is_known: false,
        }
    }
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
        let Names { names, in_cloud } = self.names_in(&self.canvases_path())?;
        let mut strays = Vec::new();
        if names.len() <= FEW {
            let read = names.iter().map(|name| self.entry(name, today));
            let read = read.filter_map(|found| found.settled(&mut strays));
            let mut entries: Vec<Entry> = read.collect();
            entries.extend(self.tell_copies(strays));
            entries.extend(in_cloud);
            hand_over(entries);
            return Ok(());
        }
        let index = self
            .cache
            .as_deref()
            .map(|folder| Index::of(&self.root, folder));
        let mut names: Vec<Name> = names.into_iter().map(Name::new).collect();
        names.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        let mut batches = Batches::new(&mut hand_over);
        let known = match &index {
            Some(index) => self.remember(index, today, &mut names, &mut batches),
            None => 0,
        };
        let hits = names.iter().filter(|name| name.is_known).count();
        let is_stale = names.len().max(known) - hits > STALE;
        let mut writing = index
            .filter(|_| is_stale)
            .and_then(|index| again(&index, &names));
        names.retain(|name| !name.is_known);
        self.read_all(&names, today, |name, found| {
            let stamp = found.stamp;
            if let Some(entry) = found.settled(&mut strays) {
                note(&mut writing, name, stamp, &entry);
                batches.add(entry);
            }
        });
        let late = self.tell_copies(strays).into_iter().chain(in_cloud);
        late.for_each(|entry| batches.add(entry));
        batches.finish();
        if let Some(writing) = writing {
            // The next list takes longer where that fails, and nothing is lost.
            drop(writing.finish());
        }
        Ok(())
    }

    /// Hands over what the index knows of files that are as they were, and marks their names; returns
    /// how many files the index knows.
    fn remember<F: FnMut(Vec<Entry>)>(
        &self,
        index: &Index,
        today: Date,
        names: &mut [Name],
        batches: &mut Batches<F>,
    ) -> usize {
        let mut count = 0;
        let (sender, known) = sync_channel(AHEAD);
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut reading = index.read();
                let some = || Some(reading.by_ref().take(AT_ONCE).collect::<Vec<Known>>());
                let batches = std::iter::from_fn(some).take_while(|some| !some.is_empty());
                batches.map(|some| sender.send(some)).find(Result::is_err)
            });
            for mut known in known.into_iter().flatten() {
                count += 1;
                let id = known.name.strip_suffix(".json");
                if let Some(id) = id.and_then(CanvasId::from_name)
                    && let Some(place) = place(names, &known.name)
                    && !names[place].is_known
                    && self.stamp(&names[place].name) == Some(known.stamp)
                {
                    names[place].is_known = true;
                    known.summary.turn_to(today);
                    batches.add(Entry {
                        id,
                        content: Ok(known.summary.into()),
                    });
                }
            }
        });
        count
    }

    fn stamp(&self, name: &OsStr) -> Option<Stamp> {
        let found = fs::symlink_metadata(self.canvases_path().join(name));
        found.ok().as_ref().and_then(Stamp::of)
    }

    /// Reads files on two threads.
    fn read_all<'n>(&self, names: &'n [Name], today: Date, mut take: impl FnMut(&Name, Found)) {
        let half = names.len().div_ceil(2).max(1);
        let (sender, read) = sync_channel(AHEAD);
        thread::scope(|scope| {
            for half in names.chunks(half) {
                let sender = sender.clone();
                scope.spawn(move || {
                    let read = |name: &'n Name| (name, self.entry(&name.name, today));
                    let batches = half.chunks(AT_ONCE);
                    let batches = batches.map(|some| some.iter().map(read).collect::<Vec<_>>());
                    batches.map(|some| sender.send(some)).find(Result::is_err)
                });
            }
            drop(sender);
            for (name, found) in read.into_iter().flatten() {
                take(name, found);
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
    pub(super) fn names_in(&self, path: &Path) -> Result<Names, ReadError> {
        let mut names = Names::default();
        let found = match self.followed(path).and_then(fs::read_dir) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
            Err(error) => return Err(ReadError::io(path)(error)),
        };
        for name in found.flatten().map(|entry| entry.file_name()) {
            let bytes = name.as_encoded_bytes();
            if bytes.ends_with(b".json") && !bytes.starts_with(b".") {
                names.names.push(name);
            } else if let Some(whole) = name.to_str().and_then(stands_for)
                && let Some(id) = whole.strip_suffix(".json").and_then(CanvasId::from_name)
                && fs::symlink_metadata(path.join(whole)).is_err()
            {
                let content = Err(Aside::InCloud);
                names.in_cloud.push(Entry { id, content });
            }
        }
        Ok(names)
    }

    /// What a list shows of a file.
    fn entry(&self, name: &OsStr, today: Date) -> Found {
        let shown = name.to_string_lossy();
        let shown = shown.strip_suffix(".json").unwrap_or(&shown);
        let id = name.to_str().and(CanvasId::from_name(shown));
        let Some(id) = id else {
            let id = CanvasId::stand_in(shown);
            let content = Err("the file's name cannot be a canvas id: rename it".into());
            return Found::odd(Entry { id, content });
        };
        let path = self.canvas_path(&id);
        // Looked at first: what changes while it is read is read again next time.
        let found = fs::symlink_metadata(&path).ok();
        let bytes = match &found {
            Some(found) if found.is_file() => read_found(&path, found),
            _ => self.read(&path),
        };
        let canvas = bytes.and_then(|bytes| {
            let canvas = Canvas::read(id.clone(), &bytes);
            canvas.map_err(|source| ReadError::Document { path, source })
        });
        let canvas = match canvas {
            Ok(canvas) => canvas,
            Err(error) => {
                let content = Err(why_aside(&error));
                return Found::odd(Entry { id, content });
            }
        };
        let inside = id_of_another(canvas.document(), &id);
        let content = Ok(Summary::of(&canvas, today).into());
        Found {
            stamp: found.as_ref().and_then(Stamp::of),
            inside,
            entry: Entry { id, content },
        }
    }
}

/// Why a file that cannot be read counts in no sum.
pub fn why_aside(error: &ReadError) -> Aside {
    match error {
        error if InCloud::is_behind(error) => Aside::InCloud,
        ReadError::Document { source, .. } => in_one_line(source).into(),
        error => in_one_line(error).into(),
    }
}

/// The files of a folder: those that are here, and those that something stands for.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) names: Vec<OsString>,
    pub(super) in_cloud: Vec<Entry>,
}

/// What was read of a file.
struct Found {
    /// The state of the file.
    stamp: Option<Stamp>,
    /// The id in it, where it is not its name.
    inside: Option<CanvasId>,
    entry: Entry,
}

impl Found {
    fn odd(entry: Entry) -> Self {
        Self {
            stamp: None,
            inside: None,
            entry,
        }
    }

    /// What a list shows of it; None where all others are to be seen first.
    fn settled(self, strays: &mut Vec<Stray>) -> Option<Entry> {
        let entry = self.entry;
        match self.inside {
            None => Some(entry),
            Some(inside) => {
                strays.push(Stray { inside, entry });
                None
            }
        }
    }
}

/// Where a name stands among names in their order.
fn place(names: &[Name], name: &str) -> Option<usize> {
    let place = names.binary_search_by(|known| (*known.name).cmp(OsStr::new(name)));
    place.ok()
}

/// A new index that has what the old one knows of files that are as they were.
fn again(index: &Index, names: &[Name]) -> Option<Writing> {
    let mut writing = index.begin().ok()?;
    for Known {
        name,
        stamp,
        summary,
    } in index.read()
    {
        if place(names, &name).is_some_and(|place| names[place].is_known) {
            writing.add(&name, stamp, &summary).ok()?;
        }
    }
    Some(writing)
}

/// Notes in a new index what is known of a file now.
fn note(writing: &mut Option<Writing>, name: &Name, stamp: Option<Stamp>, entry: &Entry) {
    if let (Some(open), Some(name), Some(stamp), Ok(summary)) =
        (writing.as_mut(), name.name.to_str(), stamp, &entry.content)
        && open.add(name, stamp, summary).is_err()
    {
        *writing = None;
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
