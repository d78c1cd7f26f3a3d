//! Taking in what others sent: a merge of our own, which a crash at any point of it leaves to the next sync.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::driver::Side;
use super::resolve::{Outcome, of_workspace};
use super::stays::Staying;
use super::upstream::Upstream;
use super::{GitError, Repository};
use crate::canvas::id::CanvasId;
use crate::workspace::Workspace;
use crate::workspace::settings::Settings;

/// What taking in came to.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// The canvases that are not as they were.
    pub changed: BTreeSet<CanvasId>,
    /// The rankings that are not.
    pub rankings: BTreeSet<CanvasId>,
    /// The settings that are not, in words.
    pub settings: BTreeSet<String>,
    /// True where the file of the settings is not as it was.
    pub are_settings_in: bool,
    /// How many other files are not, such as records of earlier days.
    pub others: usize,
    /// What stays although one side had taken it away.
    pub staying: Staying,
}

impl TakenIn {
    /// This, and what was taken in after it.
    pub fn extend(&mut self, later: Self) {
        self.changed.extend(later.changed);
        self.rankings.extend(later.rankings);
        self.settings.extend(later.settings);
        self.are_settings_in |= later.are_settings_in;
        self.others += later.others;
        self.staying.extend(later.staying);
    }
}

impl Repository {
    /// Merges their commit into ours; the caller holds the lock, and has committed.
    ///
    /// Git only reads and keeps: no file of this desk is git's to write, so that none is ever half there.
    /// Renames are not looked for, as two short canvases can be so alike that one is taken for the other;
    /// so what one side threw away and the other changed stays, as changed.
    ///
    /// # Errors
    /// [`GitError::NotMerged`], [`GitError::Unrelated`], [`GitError::InTheWay`], where nothing has changed;
    /// [`GitError::ChangedMeanwhile`] and [`GitError::Save`], where the next sync goes on from there.
    pub(super) fn take_in(
        &self,
        workspace: &Workspace,
        upstream: &Upstream,
        theirs: &str,
        now: Timestamp,
    ) -> Result<TakenIn, GitError> {
        let fork = self.git.run(&["merge-base", "HEAD", theirs])?;
        let (Some(ours), true) = (self.commit_of("HEAD")?, fork.is_done) else {
            let theirs = upstream.name();
            return Err(GitError::Unrelated { theirs });
        };
        let base = fork.line();
        if base == theirs {
            return Ok(TakenIn::default());
        }
        self.check_identity()?;
        self.refuse_to_take_in_unreadable(workspace, theirs)?;
        let differences = self.differences([&base, &ours, theirs])?;
        let outcomes = self.resolved(differences, now)?;
        self.refuse_in_the_way(&outcomes)?;
        let commit = self.commit_of_both([&base, &ours, theirs], &outcomes)?;
        self.place(workspace, &outcomes, [&ours, &commit])?;
        let mut staying = self.staying(&ours, Side::Ours)?;
        staying.extend(self.staying(theirs, Side::Theirs)?);
        let mut taken_in = self.told(&outcomes);
        taken_in.staying = staying;
        Ok(taken_in)
    }

    /// What the files say that are not as they were.
    fn told(&self, outcomes: &[Outcome]) -> TakenIn {
        let mut taken_in = TakenIn::default();
        for one in outcomes {
            let path = of_workspace(&one.path, &self.prefix).unwrap_or_default();
            let id_in = |folder: &str| {
                CanvasId::from_name(path.strip_prefix(folder)?.strip_suffix(".json")?)
            };
            if let Some(id) = id_in("canvases/") {
                taken_in.changed.insert(id);
            } else if let Some(id) = id_in("rankings/") {
                taken_in.rankings.insert(id);
            } else if path == "workspace.json" {
                taken_in.are_settings_in = true;
                taken_in.settings.extend(settings_in_words(one));
            } else {
                taken_in.others += 1;
            }
        }
        taken_in
    }
}

/// What the settings say otherwise than before.
fn settings_in_words(one: &Outcome) -> Vec<String> {
    let read = |bytes: &Option<Vec<u8>>| Settings::read(bytes.as_deref()?).ok();
    let Some([was, is]) = &one.part else {
        return Vec::new();
    };
    let was = read(was).unwrap_or_default();
    read(is).map_or_else(Vec::new, |is| was.differing(&is))
}
