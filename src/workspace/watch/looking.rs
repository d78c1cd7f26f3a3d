//! Looking again and again, for a system that tells of no changes: only when it is asked to.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Change;
use crate::workspace::Workspace;
use crate::workspace::index::Stamp;

/// Looks whenever it is asked to, on a thread of its own, until it is dropped.
#[derive(Debug)]
pub struct Looking {
    ask: Sender<()>,
    /// What is to be said of it.
    pub note: Option<&'static str>,
}

impl Looking {
    /// Looks for the first time, and tells nothing yet; what comes after that is told.
    pub(super) fn begin(
        workspace: Workspace,
        tell: impl Fn(Change) + Send + 'static,
        note: Option<&'static str>,
    ) -> Self {
        let (ask, asked) = channel();
        let seen = stamps(&workspace);
        thread::spawn(move || look_whenever(&asked, &workspace, seen, tell));
        Self { ask, note }
    }

    /// Looks, and tells what has changed since the last time.
    pub fn look(&self) {
        // The thread ends with the program.
        let _ = self.ask.send(());
    }
}

fn look_whenever(
    asked: &Receiver<()>,
    workspace: &Workspace,
    mut seen: HashMap<PathBuf, Stamp>,
    tell: impl Fn(Change),
) {
    while let Ok(()) = asked.recv() {
        // Whoever asked more than once is answered once.
        while asked.try_recv().is_ok() {}
        let now = stamps(workspace);
        if now.is_empty() && workspace.is_gone() {
            tell(Change::Everything);
        }
        let come = now
            .iter()
            .filter(|(path, stamp)| seen.get(*path) != Some(stamp));
        let gone = seen.keys().filter(|path| !now.contains_key(*path));
        let changed = come.map(|(path, _)| path).chain(gone);
        changed
            .filter_map(|path| workspace.change_of(path))
            .for_each(&tell);
        seen = now;
    }
}

/// The state of every file that is told of.
fn stamps(workspace: &Workspace) -> HashMap<PathBuf, Stamp> {
    let canvases = fs::read_dir(workspace.canvases_path());
    let canvases = canvases.into_iter().flatten().flatten();
    let paths = canvases.map(|entry| entry.path());
    let paths = paths.chain([workspace.settings_path()]);
    let stamp = |path: &Path| Stamp::as_is(&fs::metadata(path).ok()?);
    let stamped = paths.filter_map(|path| Some((stamp(&path)?, path)));
    stamped.map(|(stamp, path)| (path, stamp)).collect()
}
