//! Every canvas of a workspace, in summaries, as they are read.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::thread;

use jiff::civil::Date;

use super::{ReadError, Workspace, in_one_line};
use crate::canvas::id::CanvasId;
pub use crate::canvas::summary::Entry;
use crate::canvas::summary::Summary;

/// How many canvases are handed over at once.
const BATCH: usize = 500;
/// How many canvases are read sooner than another thread has begun.
const FEW: usize = 32;

impl Workspace {
    /// Reads every canvas and hands them over in batches, in no order.
    ///
    /// # Errors
    /// [`ReadError::Io`] where the folder is there and cannot be read; a workspace that is not there
    /// yet has no canvases.
    pub fn list(
        &self,
        today: Date,
        mut hand_over: impl FnMut(Vec<Entry>),
    ) -> Result<(), ReadError> {
        let names = self.names()?;
        if names.len() <= FEW {
            hand_over(names.iter().map(|name| self.entry(name, today)).collect());
            return Ok(());
        }
        let halves = names.len().div_ceil(2);
        let (sender, batches) = std::sync::mpsc::channel();
        thread::scope(|scope| {
            for half in names.chunks(halves) {
                let sender = sender.clone();
                scope.spawn(move || {
                    for batch in half.chunks(BATCH) {
                        let entries = batch.iter().map(|name| self.entry(name, today)).collect();
                        if sender.send(entries).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            batches.iter().for_each(&mut hand_over);
        });
        Ok(())
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

    /// Names of the canvas files, without their ending.
    fn names(&self) -> Result<Vec<OsString>, ReadError> {
        let path = self.canvases_path();
        let found = match fs::read_dir(&path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(ReadError::Io { path, source }),
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
