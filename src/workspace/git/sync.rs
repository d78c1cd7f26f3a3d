//! Sync: commit what is here, take in what others sent, send what they have not got.
//!
//! The lock of the workspace is held while git reads or writes its files, and never while it waits for
//! the network, so that a program that is open at the same time goes on saving.

use std::path::Path;

use jiff::Timestamp;

use super::setup::{Changes, Wanted};
use super::stays::Stays;
use super::take_in::TakenIn;
use super::upstream::{Push, Upstream};
use super::{GitError, Repository};
use crate::canvas::id::CanvasId;
use crate::workspace::settings::waiting::Waiting;
use crate::workspace::{ReadError, Workspace, in_one_line};

/// How often to try again when somebody else sends first.
const ATTEMPTS: usize = 5;

/// What may be begun in a repository: the file that git keeps of it, its name, and the command of git
/// that gives it up.
const BEGUN: &[(&str, &str, &str)] = &[
    ("MERGE_HEAD", "a merge", "merge --abort"),
    ("rebase-merge", "a rebase", "rebase --abort"),
    ("rebase-apply", "a rebase", "rebase --abort"),
    ("CHERRY_PICK_HEAD", "a cherry-pick", "cherry-pick --abort"),
    ("REVERT_HEAD", "a revert", "revert --abort"),
];

/// A canvas that others changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its id.
    pub id: CanvasId,
    /// What it is now.
    pub is: Arrived,
}

/// A ranking that others changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRanking {
    /// Its id.
    pub id: CanvasId,
    /// Its title; None where it is gone, or cannot be read.
    pub title: Option<String>,
    /// What it says twice, in words: people by their names.
    pub waiting: Vec<String>,
}

/// What a canvas is that others changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// There, with their changes.
    Changed {
        /// Its title.
        title: String,
        /// How many answers wait for someone to pick.
        to_pick: usize,
    },
    /// There, and not to be read: why, in one line.
    Unread(String),
    /// Taken away.
    Gone,
}

impl Received {
    /// How many answers wait for someone to pick.
    pub fn to_pick(&self) -> usize {
        match self.is {
            Arrived::Changed { to_pick, .. } => to_pick,
            Arrived::Unread(_) | Arrived::Gone => 0,
        }
    }
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// What was set up on this machine first.
    pub setup: Changes,
    /// What was committed, one line for each commit.
    pub committed: Vec<String>,
    /// The canvases that others changed, in the order of their ids.
    pub received: Vec<Received>,
    /// The rankings that others changed, in the order of their ids.
    pub rankings: Vec<ReceivedRanking>,
    /// The settings that others changed, in words.
    pub settings: Vec<String>,
    /// The settings that wait for someone to pick.
    pub settings_waiting: Vec<Waiting>,
    /// How many other files came in, such as records of earlier days.
    pub others: usize,
    /// What stays although one side had taken it away.
    pub stays: Vec<Stays>,
    /// How many commits were sent.
    pub sent: usize,
    /// Where to, such as `origin/main`.
    pub upstream: String,
}

impl Repository {
    /// Commits, takes in and sends; `program` is the one that merges canvases for git.
    ///
    /// # Errors
    /// [`GitError`]. What was committed stays committed; what was taken in half way is whole file by file,
    /// and the next sync goes on from there.
    pub fn sync(
        &self,
        workspace: &Workspace,
        program: &Path,
        now: Timestamp,
    ) -> Result<Synced, GitError> {
        let (here, begun) = self.begin()?;
        let synced = here.sync_in_turn(workspace, program, now);
        // At worst the next one looks for what is not there.
        let _ = begun.end();
        synced
    }

    fn sync_in_turn(
        &self,
        workspace: &Workspace,
        program: &Path,
        now: Timestamp,
    ) -> Result<Synced, GitError> {
        let branch = self.branch_to_sync()?;
        let lock = workspace.lock()?;
        self.look_at_all()?;
        let setup = self.set_up_under_lock(workspace, Wanted::With(program))?;
        let committed = Vec::from_iter(self.commit(workspace)?);
        drop(lock);
        let upstream = self.upstream(&branch)?;
        let mut synced = Synced {
            setup,
            committed,
            received: Vec::new(),
            rankings: Vec::new(),
            settings: Vec::new(),
            settings_waiting: Vec::new(),
            others: 0,
            stays: Vec::new(),
            sent: 0,
            upstream: upstream.name(),
        };
        let taken_in = self.exchange(workspace, &upstream, &mut synced, now)?;
        let changed = taken_in.changed.into_iter();
        synced.received = changed.map(|id| workspace.received(id)).collect();
        let rankings = taken_in.rankings.into_iter();
        synced.rankings = rankings.map(|id| workspace.received_ranking(id)).collect();
        synced.settings = taken_in.settings.into_iter().collect();
        if taken_in.are_settings_in {
            let settings = workspace.load_settings().unwrap_or_default();
            synced.settings_waiting = settings.waiting();
        }
        synced.others = taken_in.others;
        let staying = taken_in.staying.into_iter();
        synced.stays = staying
            .map(|((what, id), gone_on)| workspace.stays(what, id, gone_on))
            .collect();
        Ok(synced)
    }

    /// Takes in and sends until nobody comes in between, and returns what came in.
    fn exchange(
        &self,
        workspace: &Workspace,
        upstream: &Upstream,
        synced: &mut Synced,
        now: Timestamp,
    ) -> Result<TakenIn, GitError> {
        let mut taken_in = TakenIn::default();
        for _ in 0..ATTEMPTS {
            let theirs = self.fetch(upstream)?;
            if let Some(theirs) = &theirs {
                let _lock = workspace.lock()?;
                // Whatever was saved while git waited for the network.
                synced.committed.extend(self.commit(workspace)?);
                match self.take_in(workspace, upstream, theirs, now) {
                    Ok(more) => taken_in.extend(more),
                    Err(GitError::ChangedMeanwhile) => continue,
                    Err(error) => return Err(error),
                }
            }
            self.refuse_to_send_unreadable(workspace, theirs.as_deref())?;
            if let Push::Sent(count) = self.push(upstream, theirs.as_deref())? {
                synced.sent = count;
                return Ok(taken_in);
            }
        }
        let remote = upstream.remote.clone();
        Err(GitError::Overtaken { remote })
    }

    /// The branch that is checked out, once nothing stands in the way of a sync.
    fn branch_to_sync(&self) -> Result<String, GitError> {
        let folder = self.git.done(&["rev-parse", "--absolute-git-dir"])?.line();
        for (file, what, way_out) in BEGUN {
            if Path::new(&folder).join(file).exists() {
                let top = self.top.clone();
                return Err(GitError::Unfinished { what, way_out, top });
            }
        }
        let branch = self.git.run(&["symbolic-ref", "-q", "--short", "HEAD"])?;
        if !branch.is_done {
            let top = self.top.clone();
            return Err(GitError::NoBranch { top });
        }
        self.refuse_ignored()?;
        self.check_identity()?;
        Ok(branch.line())
    }
}

impl Workspace {
    fn received_ranking(&self, id: CanvasId) -> ReceivedRanking {
        let ranking = self.load_ranking(&id).ok().map(|loaded| loaded.ranking);
        let waiting = ranking.as_ref().map(|one| one.contested_beside(&[]));
        ReceivedRanking {
            id,
            title: ranking.map(|one| one.title().to_owned()),
            waiting: waiting.unwrap_or_default(),
        }
    }

    fn received(&self, id: CanvasId) -> Received {
        let is = match self.load(&id) {
            Ok(loaded) => Arrived::Changed {
                title: loaded.canvas.title().to_owned(),
                to_pick: loaded.canvas.conflicts().len(),
            },
            Err(ReadError::Missing { .. }) => Arrived::Gone,
            Err(ReadError::Document { source, .. }) => Arrived::Unread(in_one_line(&source)),
            Err(error @ ReadError::Io { .. }) => Arrived::Unread(in_one_line(&error)),
        };
        Received { id, is }
    }
}
