//! Where the team's copy is: the remote and its branch, reached to take from and to send to.

use std::path::PathBuf;

use super::{GitError, Repository};

/// The branch that everyone shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// The remote.
    pub remote: String,
    /// The branch there, in full, such as `refs/heads/main`.
    branch: String,
    /// What git calls the branch as it was last seen.
    seen_as: String,
    /// True where the branch here is set to follow it.
    is_followed: bool,
}

impl Upstream {
    /// Its name as people write it, such as `origin/main`.
    pub fn name(&self) -> String {
        let branch = self.branch.trim_start_matches("refs/heads/");
        format!("{}/{branch}", self.remote)
    }
}

/// What became of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Push {
    /// This many commits were sent.
    Sent(usize),
    /// Someone else had sent something first.
    Overtaken,
}

impl Repository {
    /// The upstream of the branch that is checked out; where none is set, its namesake at the only
    /// remote, or at `origin`.
    ///
    /// # Errors
    /// [`GitError::NoRemote`] or [`GitError::WhichRemote`] where there is none or no telling.
    pub(super) fn upstream(&self, branch: &str) -> Result<Upstream, GitError> {
        let remote = self.git.setting(&format!("branch.{branch}.remote"))?;
        let merge = self.git.setting(&format!("branch.{branch}.merge"))?;
        if let (Some(remote), Some(merge)) = (remote, merge) {
            return Ok(Upstream {
                remote,
                branch: merge,
                seen_as: "@{upstream}".to_owned(),
                is_followed: true,
            });
        }
        let names = self.git.done(&["remote"])?.line();
        let names: Vec<String> = names.lines().map(str::to_owned).collect();
        let remote = match names.as_slice() {
            [] => return Err(GitError::NoRemote),
            [only] => only.clone(),
            several if several.iter().any(|name| name == "origin") => "origin".to_owned(),
            _ => {
                let branch = branch.to_owned();
                return Err(GitError::WhichRemote { branch, names });
            }
        };
        Ok(Upstream {
            branch: format!("refs/heads/{branch}"),
            seen_as: format!("refs/remotes/{remote}/{branch}"),
            remote,
            is_followed: false,
        })
    }

    /// Asks the remote what is new there, and returns its last commit; None where it has none yet.
    ///
    /// # Errors
    /// [`GitError::Unreachable`] or [`GitError::NotLetIn`].
    pub(super) fn fetch(&self, upstream: &Upstream) -> Result<Option<String>, GitError> {
        let said = self
            .git
            .run_remote(&["fetch", "-q", "--", &upstream.remote])?;
        let is_race = said.words.say("cannot lock ref") && said.words.lock().is_none();
        if !said.is_done && !is_race {
            return Err(GitError::remote(&upstream.remote, said.words));
        }
        // Where another git was first, what it was told is here as well.
        self.commit_of(&upstream.seen_as)
    }

    /// Sends what the remote has not got.
    ///
    /// # Errors
    /// [`GitError::PushRefused`], [`GitError::Unreachable`] or [`GitError::NotLetIn`].
    pub(super) fn push(&self, upstream: &Upstream, theirs: Option<&str>) -> Result<Push, GitError> {
        let new = theirs.map_or("HEAD".to_owned(), |theirs| format!("{theirs}..HEAD"));
        let count = self.git.done(&["rev-list", "--count", &new])?.line();
        let count: usize = count.parse().unwrap_or_default();
        if count == 0 && upstream.is_followed {
            return Ok(Push::Sent(0));
        }
        let target = format!("HEAD:{}", upstream.branch);
        let mut push = vec!["push", "--porcelain"];
        if !upstream.is_followed {
            push.push("-u");
        }
        push.extend(["--", upstream.remote.as_str(), &target]);
        let said = self.git.run_remote(&push)?;
        if said.is_done {
            return Ok(Push::Sent(count));
        }
        let report = String::from_utf8_lossy(&said.out);
        if report.lines().any(is_overtaken) {
            return Ok(Push::Overtaken);
        }
        if report.contains("[remote rejected]") {
            let remote = upstream.remote.clone();
            let source = said.words;
            return Err(GitError::PushRefused { remote, source });
        }
        let (words, hook) = (said.with_what_hooks_say(), self.hook("pre-push")?);
        Err(match GitError::remote(&upstream.remote, words) {
            GitError::NotExchanged { remote, source, .. } => GitError::NotExchanged {
                remote,
                hook,
                source,
            },
            error => error,
        })
    }

    /// The program that this machine runs at such a moment, where there is one.
    fn hook(&self, name: &str) -> Result<Option<PathBuf>, GitError> {
        let place = format!("hooks/{name}");
        let path = self.git.done(&["rev-parse", "--git-path", &place])?.line();
        let path = self.git.folder().join(path);
        Ok(path.is_file().then_some(path))
    }
}

/// True for the line of a push that lost a race.
fn is_overtaken(line: &str) -> bool {
    const RACES: &[&str] = &[
        "[rejected]",
        "failed to update ref",
        "cannot lock ref",
        "incorrect old value",
        "reference already exists",
    ];
    line.starts_with('!') && RACES.iter().any(|race| line.contains(race))
}
