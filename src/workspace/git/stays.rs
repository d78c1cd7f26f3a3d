//! Canvases and rankings that one side deleted and the other changed: a merge keeps them, and says so.

use std::collections::{BTreeMap, HashSet};

use super::driver::Side;
use super::{GitError, Repository, split_at_zeros};
use crate::canvas::id::CanvasId;
use crate::workspace::Workspace;
use crate::workspace::trash::Filed;

/// The folders of what can be thrown away.
const FOLDERS: [(Filed, &str); 2] = [(Filed::Canvas, "canvases"), (Filed::Ranking, "rankings")];

/// Canvases and rankings that stay, with the side that had taken each away.
pub(super) type Staying = BTreeMap<(Filed, CanvasId), Side>;

/// A canvas or a ranking that stays although one side had taken it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    /// What it is.
    pub what: Filed,
    /// Its id.
    pub id: CanvasId,
    /// Its title, or its id where it cannot be read.
    pub title: String,
    /// The side that had taken it away; the other had changed it.
    pub gone_on: Side,
}

impl Repository {
    /// What is there now and was not in a commit of ours or theirs, though nobody put it there since.
    ///
    /// Whoever begins a canvas, or takes it back from the trash, does so in an ordinary commit. Only a
    /// merge brings back what one of its sides had taken away.
    pub(super) fn staying(&self, commit: &str, gone_on: Side) -> Result<Staying, GitError> {
        let compare = ["diff", "--name-only", "-z", "--no-renames", "--relative"];
        let new = self.added(&[&compare[..], &[commit, "HEAD"]].concat())?;
        if new.is_empty() {
            return Ok(Staying::new());
        }
        let since = format!("{commit}..HEAD");
        let ordinary = ["log", "--no-merges", "--full-history", "--format="];
        let names = ["--name-only", "-z", "--no-renames", "--relative", &since];
        let put_there = self.added(&[&ordinary[..], &names].concat())?;
        let stays = new.into_iter().filter(|file| !put_there.contains(file));
        Ok(stays.map(|file| (file, gone_on)).collect())
    }

    /// The canvases and rankings that a command of git names as added.
    fn added(&self, arguments: &[&str]) -> Result<HashSet<(Filed, CanvasId)>, GitError> {
        let folders = FOLDERS.map(|(_, folder)| folder);
        let only = ["--diff-filter=A", "--"];
        let said = self.git.done(&[arguments, &only, &folders].concat())?;
        let files = split_at_zeros(&said.out).filter_map(|path| {
            let path = String::from_utf8_lossy(path);
            FOLDERS.into_iter().find_map(|(what, folder)| {
                let name = path.trim_start().strip_prefix(folder)?.strip_prefix('/')?;
                let id = CanvasId::from_name(name.strip_suffix(".json")?)?;
                Some((what, id))
            })
        });
        Ok(files.collect())
    }
}

impl Workspace {
    pub(super) fn stays(&self, what: Filed, id: CanvasId, gone_on: Side) -> Stays {
        let title = match what {
            Filed::Canvas => self.load(&id).map(|one| one.canvas.title().to_owned()),
            Filed::Ranking => self
                .load_ranking(&id)
                .map(|one| one.ranking.title().to_owned()),
        };
        Stays {
            title: title.unwrap_or_else(|_| id.to_string()),
            what,
            id,
            gone_on,
        }
    }
}
