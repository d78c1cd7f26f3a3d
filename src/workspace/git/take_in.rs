//! Taking in what others sent: a merge that ends whole, or leaves everything as it was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::command::Git;
use super::driver::{MergeError, Side, merged};
use super::stays::Staying;
use super::upstream::Upstream;
use super::{GitError, Left, Repository, Stuck, Words, on_parts, split_at_zeros};
use crate::canvas::id::CanvasId;
use crate::workspace::{Workspace, in_one_line};

/// The versions of a file that git could not merge, by the side they are from.
#[derive(Debug, Default)]
struct Sides {
    base: Option<String>,
    ours: Option<String>,
    theirs: Option<String>,
}

/// What taking in came to.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// The canvases that are not as they were.
    pub changed: BTreeSet<CanvasId>,
    /// What stays although one side had taken it away.
    pub staying: Staying,
}

impl TakenIn {
    /// This, and what was taken in after it.
    pub fn extend(&mut self, later: Self) {
        self.changed.extend(later.changed);
        self.staying.extend(later.staying);
    }
}

type Unmerged = BTreeMap<Vec<u8>, Sides>;

impl Repository {
    /// Merges their commit into ours; the caller holds the lock, and has committed.
    ///
    /// Renames are not looked for: two short canvases can be so alike that git takes one for the other.
    /// (Git's newer way of merging, `ort`, heeds that only in its latest versions; there `recursive` is
    /// another name for it.) So a canvas that one side threw away and the other changed stays, as
    /// changed.
    ///
    /// # Errors
    /// [`GitError::NotMerged`], [`GitError::Unrelated`], [`GitError::InTheWay`]; nothing has changed then.
    pub(super) fn take_in(
        &self,
        workspace: &Workspace,
        upstream: &Upstream,
        theirs: &str,
        now: Timestamp,
    ) -> Result<TakenIn, GitError> {
        let is_known = ["merge-base", "--is-ancestor", theirs, "HEAD"];
        if self.git.run(&is_known)?.is_done {
            return Ok(TakenIn::default());
        }
        self.check_attributes()?;
        self.check_identity()?;
        self.refuse_to_take_in_unreadable(workspace, theirs)?;
        let before = self.commit_of("HEAD")?;
        let message = "Take in what others changed";
        let options = [
            "--ff",
            "--commit",
            "--no-edit",
            "-s",
            "recursive",
            "-X",
            "no-renames",
        ];
        let merge = [&["merge", "-q"][..], &options, &["-m", message, theirs]].concat();
        let said = self.git.run(&merge)?;
        if !said.is_done {
            if self.commit_of("MERGE_HEAD")?.is_none() {
                return Err(not_begun(upstream, said.words));
            }
            self.finish_or_give_up(&said.words, now)?;
        }
        let Some(before) = before else {
            return Ok(TakenIn::default());
        };
        let mut staying = self.staying(&before, Side::Ours)?;
        staying.extend(self.staying(theirs, Side::Theirs)?);
        let changed = self.canvases_changed_since(&before)?;
        Ok(TakenIn { changed, staying })
    }

    fn canvases_changed_since(&self, commit: &str) -> Result<BTreeSet<CanvasId>, GitError> {
        let compare = ["diff", "--name-only", "-z", "--no-renames", "--relative"];
        let compare = [&compare[..], &[commit, "HEAD", "--", "canvases"]].concat();
        let said = self.git.done(&compare)?;
        let ids = split_at_zeros(&said.out).filter_map(|path| {
            let path = String::from_utf8_lossy(path);
            CanvasId::from_name(path.strip_prefix("canvases/")?.strip_suffix(".json")?)
        });
        Ok(ids.collect())
    }

    /// Ends a merge that git stopped: keeps what one side changed and the other took away, and gives
    /// up where anything else is left.
    fn finish_or_give_up(&self, words: &Words, now: Timestamp) -> Result<(), GitError> {
        let finished = self.keep_changed(words, now).and_then(|stuck| {
            if stuck.is_empty() {
                self.git.done(&["commit", "-q", "--no-edit"]).map(drop)
            } else {
                Err(GitError::NotMerged { files: stuck })
            }
        });
        if finished.is_err() {
            self.git.done(&["merge", "--abort"])?;
        }
        finished
    }

    /// Keeps every file of the workspace that one side took away, and returns what is left.
    fn keep_changed(&self, words: &Words, now: Timestamp) -> Result<Vec<Stuck>, GitError> {
        let list = ["ls-files", "-u", "-z", "--full-name"];
        let of_workspace = unmerged(&self.git.done(&on_parts(&list))?.out);
        let top = Git::at(&self.top);
        let of_repository = unmerged(&top.done(&list)?.out);
        let mut stuck = Vec::new();
        for (path, sides) in &of_repository {
            match (&sides.ours, &sides.theirs) {
                _ if !of_workspace.contains_key(path) => stuck.push(Stuck {
                    path: lossy(path),
                    reason: "was changed on both sides".into(),
                    left: Left::Both,
                }),
                (Some(_), Some(_)) => stuck.push(self.why_stuck(path, sides, words, now)?),
                _ => {
                    top.on_files(&["add", "-A"], path)?;
                }
            }
        }
        Ok(stuck)
    }

    /// Merges once more, to learn why the driver would not; git's own words where it would.
    fn why_stuck(
        &self,
        path: &[u8],
        sides: &Sides,
        words: &Words,
        now: Timestamp,
    ) -> Result<Stuck, GitError> {
        let bytes = |name: &Option<String>| match name {
            Some(name) => Ok(self.git.done(&["cat-file", "blob", name])?.out),
            None => Ok::<_, GitError>(Vec::new()),
        };
        let (base, ours) = (bytes(&sides.base)?, bytes(&sides.ours)?);
        let error = merged(&base, &ours, &bytes(&sides.theirs)?, now).err();
        let reason = match &error {
            Some(error) => in_one_line(error),
            None => words.to_string(),
        };
        let left = match error {
            Some(MergeError::Newer { .. }) => Left::OneIsNewer,
            Some(MergeError::Unreadable {
                side: Side::Theirs, ..
            }) => Left::TheirsIsBroken,
            _ => Left::Both,
        };
        Ok(Stuck {
            path: lossy(path),
            reason: format!("is left: {reason}"),
            left,
        })
    }
}

/// Why a merge did not even begin.
fn not_begun(upstream: &Upstream, words: Words) -> GitError {
    if words.say("unrelated histories") {
        let theirs = upstream.name();
        return GitError::Unrelated { theirs };
    }
    if words.say("would be overwritten by merge") {
        let files = words.files();
        return GitError::InTheWay { files };
    }
    GitError::refused("merge", words)
}

/// Reads git's list of files that are not merged.
fn unmerged(list: &[u8]) -> Unmerged {
    let mut files = Unmerged::new();
    for entry in split_at_zeros(list) {
        let tab = entry.iter().position(|byte| *byte == b'\t');
        let Some((about, path)) = tab.map(|tab| (&entry[..tab], &entry[tab + 1..])) else {
            continue;
        };
        let about = String::from_utf8_lossy(about);
        let mut about = about.split(' ').skip(1).map(str::to_owned);
        let name = about.next();
        let sides = files.entry(path.to_owned()).or_default();
        match about.next().as_deref() {
            Some("1") => sides.base = name,
            Some("2") => sides.ours = name,
            _ => sides.theirs = name,
        }
    }
    files
}

fn lossy(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}
