//! Why git could not do what was asked, as far as a planner may do different things about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::super::SaveError;
use super::LeftOut;
use crate::canvas::document::DocumentError;

/// The most of git's own words that is repeated, in characters.
const MOST_WORDS: usize = 500;

/// What git itself said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(pub String);

impl Words {
    /// True where git said this.
    pub fn say(&self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// The lock of git that it says is there already.
    pub fn lock(&self) -> Option<PathBuf> {
        let (before, _) = self.0.split_once(".lock': File exists")?;
        let (_, path) = before.rsplit_once('\'')?;
        Some(PathBuf::from(format!("{path}.lock")))
    }

    /// True where git itself says that the other machine was not reached, and not a hook.
    fn blame_the_way(&self) -> bool {
        const NETWORK: &[&str] = &[
            "Could not resolve",
            "unable to look up",
            "unable to access",
            "unable to connect",
            "hung up unexpectedly",
            "early EOF",
            "does not appear to be a git repository",
            "Could not read from remote repository",
        ];
        let of_git = self.0.lines().filter(|line| line.starts_with("fatal: "));
        let mut of_git = of_git.flat_map(|line| NETWORK.iter().map(move |part| (line, part)));
        of_git.any(|(line, part)| line.contains(part))
    }
}

impl fmt::Display for Words {
    /// One line, without what git advises: the advice here is ours.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let lines = self.0.lines().map(str::trim);
        let said = lines.filter(|line| !line.is_empty() && !line.starts_with("hint:"));
        let plain = said.map(|line| {
            let starts = ["fatal: ", "error: ", "remote: "].iter();
            starts.fold(line, |line, start| line.strip_prefix(start).unwrap_or(line))
        });
        let text = plain.collect::<Vec<_>>().join("; ");
        let short: String = text.chars().take(MOST_WORDS).collect();
        formatter.write_str(if short.is_empty() {
            "git did not say why"
        } else {
            &short
        })
    }
}

impl std::error::Error for Words {}

/// A file that could not be merged, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// The file.
    pub path: String,
    /// Why, in one sentence.
    pub reason: String,
    /// What may be done about it.
    pub left: Left,
}

/// What left a file as it was, as far as different things may be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// A newer version of this program wrote one side.
    OneIsNewer,
    /// What others sent in its place cannot be read.
    TheirsIsBroken,
    /// Both sides changed it, and they do not go together.
    Both,
}

/// Why git could not do what was asked. Nothing that was typed is lost in any case.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git on this machine.
    #[error("git is not installed, or not on the path")]
    NotInstalled,
    /// The system would not run git.
    #[error("could not run git")]
    Start {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The workspace lies in no repository.
    #[error("`{}` is in no git repository", folder.display())]
    NoRepository {
        /// The workspace.
        folder: PathBuf,
    },
    /// The repository is told to leave files of the workspace out.
    #[error("git is told to ignore {}", ignored(files))]
    Ignored {
        /// What is ignored, and by which rule.
        files: Vec<LeftOut>,
    },
    /// No branch is checked out.
    #[error("no branch is checked out in `{}`", top.display())]
    NoBranch {
        /// The repository.
        top: PathBuf,
    },
    /// Something was begun in the repository and not ended.
    #[error("{what} is not finished in `{}`", top.display())]
    Unfinished {
        /// What was begun, such as `a merge`.
        what: &'static str,
        /// The command of git that gives it up.
        way_out: &'static str,
        /// The repository.
        top: PathBuf,
    },
    /// Another git is at work in the repository, or was stopped there.
    #[error("`{}` says that another git is at work in the repository", lock.display())]
    Busy {
        /// The lock of git.
        lock: PathBuf,
    },
    /// Another sync is at work in the repository.
    #[error("another sync is at work here, and has not ended")]
    Syncing,
    /// Git does not know who commits.
    #[error("git does not know who you are, and every change is kept under a name")]
    NoIdentity,
    /// A canvas holds the marks of a merge that was done without this program.
    #[error("`{path}` has version-control conflict markers on line {line}")]
    Markers {
        /// The file.
        path: String,
        /// The line of the first one.
        line: usize,
    },
    /// A file of ours cannot be read, so nobody else is to have it in place of a good one.
    #[error("`{path}` cannot be read, so nothing is committed or sent")]
    Broken {
        /// The file.
        path: String,
        /// What is wrong with it, and where.
        #[source]
        source: DocumentError,
    },
    /// There is nowhere to send changes to.
    #[error("the changes are committed here, but the repository has no remote to share them with")]
    NoRemote,
    /// Nothing says which of several remotes is meant.
    #[error("`{branch}` follows no remote, and there are several: {}", names.join(", "))]
    WhichRemote {
        /// The branch.
        branch: String,
        /// The remotes.
        names: Vec<String>,
    },
    /// The other machine did not answer.
    #[error("could not reach `{remote}`; the changes are committed here")]
    Unreachable {
        /// The remote.
        remote: String,
        /// What git said.
        #[source]
        source: Words,
    },
    /// The other machine wants to know who asks.
    #[error("`{remote}` did not let us in; the changes are committed here")]
    NotLetIn {
        /// The remote.
        remote: String,
        /// What git said.
        #[source]
        source: Words,
    },
    /// Git would not speak with the other machine, for a reason of its own or of a hook here.
    #[error("git did not get on with `{remote}`{}; the changes are committed here", by(hook.as_deref()))]
    NotExchanged {
        /// The remote.
        remote: String,
        /// The hook of this machine that git asks before it sends, where there is one.
        hook: Option<PathBuf>,
        /// What git and the hook said.
        #[source]
        source: Words,
    },
    /// Both sides began on their own.
    #[error("`{theirs}` and this repository have no commit in common")]
    Unrelated {
        /// The branch of the remote.
        theirs: String,
    },
    /// Changes that are not committed lie where others changed something.
    #[error("changes that are not committed are in the way of a merge: {}", files.join(", "))]
    InTheWay {
        /// The files.
        files: Vec<String>,
    },
    /// Somebody changed a file while it was taken in.
    #[error("a file was changed while others' changes were taken in; both are kept")]
    ChangedMeanwhile,
    /// Some files could not be merged; everything is as it was before.
    #[error("nothing is merged: {}", in_one_line(files))]
    NotMerged {
        /// The files.
        files: Vec<Stuck>,
    },
    /// Others sent something each time before we could.
    #[error("`{remote}` was changed by someone else each time; the changes are committed here")]
    Overtaken {
        /// The remote.
        remote: String,
    },
    /// The other machine took nothing.
    #[error("`{remote}` did not take the changes; they are committed here")]
    PushRefused {
        /// The remote.
        remote: String,
        /// What git said.
        #[source]
        source: Words,
    },
    /// Git refused something else.
    #[error("`git {doing}` failed")]
    Refused {
        /// The command of git.
        doing: String,
        /// What git said.
        #[source]
        source: Words,
    },
    /// A file of ours could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl GitError {
    pub(super) fn refused(doing: &str, source: Words) -> Self {
        if let Some(lock) = source.lock() {
            return Self::Busy { lock };
        }
        let doing = doing.to_owned();
        Self::Refused { doing, source }
    }

    pub(super) fn no_repository(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self::NoRepository { folder }
    }

    /// Tells a machine that does not answer from one that does not let us in, and both from anything else.
    pub(super) fn remote(remote: &str, source: Words) -> Self {
        const ASKS: &[&str] = &[
            "terminal prompts disabled",
            "could not read Username",
            "could not read Password",
            "Authentication failed",
            "Permission denied (",
            "Host key verification failed",
            "returned error: 403",
            "returned error: 401",
        ];
        let remote = remote.to_owned();
        if ASKS.iter().any(|part| source.say(part)) {
            return Self::NotLetIn { remote, source };
        }
        if source.blame_the_way() {
            return Self::Unreachable { remote, source };
        }
        if let Some(lock) = source.lock() {
            return Self::Busy { lock };
        }
        Self::NotExchanged {
            remote,
            hook: None,
            source,
        }
    }
}

fn by(hook: Option<&Path>) -> String {
    let hook = hook.map(|hook| format!(", and asks `{}` first", hook.display()));
    hook.unwrap_or_default()
}

fn ignored(files: &[LeftOut]) -> String {
    let each = files
        .iter()
        .map(|file| format!("`{}` ({})", file.path, file.rule));
    each.collect::<Vec<_>>().join(", ")
}

fn in_one_line(files: &[Stuck]) -> String {
    let each = files
        .iter()
        .map(|stuck| format!("`{}` {}", stuck.path, stuck.reason));
    each.collect::<Vec<_>>().join("; ")
}
