//! Teams: git carries the workspace from desk to desk, and this adds what git lacks.
//!
//! Git does not know what a canvas is. [`driver`] merges one answer by answer when git asks for it,
//! [`setup`] tells a repository to ask, and [`sync`] commits, takes in and sends with the user's own
//! git, so that a planner needs one verb.

mod begun;
mod block;
mod command;
mod commit;
pub mod driver;
mod error;
mod message;
mod overlooked;
mod place;
mod readable;
mod resolve;
pub mod setup;
pub mod stays;
pub mod sync;
mod take_in;
mod trees;
mod upstream;

use std::path::{Path, PathBuf};

use super::Workspace;
use command::Git;
pub use error::{GitError, Left, Stuck, Words};
pub use overlooked::LeftOut;

/// Part of a workspace that a team shares.
struct Part {
    /// The file or folder.
    name: &'static str,
    /// Its files, as git's attributes name them.
    pattern: &'static str,
    /// How git is to treat them.
    attributes: &'static str,
}

/// Everything of a workspace that a team shares; no other file is ever committed.
const PARTS: &[Part] = &[
    Part {
        name: "workspace.json",
        pattern: "/workspace.json",
        attributes: OURS,
    },
    Part {
        name: "canvases",
        pattern: "/canvases/*.json",
        attributes: OURS,
    },
    Part {
        name: "trash",
        pattern: "/trash/*.json",
        attributes: OURS,
    },
    Part {
        name: "trash/rankings",
        pattern: "/trash/rankings/*.json",
        attributes: OURS,
    },
    Part {
        name: "rankings",
        pattern: "/rankings/*.json",
        attributes: OURS,
    },
    Part {
        name: "history",
        pattern: "/history/*.jsonl",
        attributes: LINES,
    },
    Part {
        name: ".gitattributes",
        pattern: "/.gitattributes",
        attributes: LINES,
    },
    Part {
        name: ".gitignore",
        pattern: "/.gitignore",
        attributes: LINES,
    },
];
/// Merged by this program; the same bytes on every system.
const OURS: &str = "text eol=lf merge=whytogether diff=whytogether";
/// Lines of both sides are kept.
const LINES: &str = "text eol=lf merge=union";

/// A git command on the parts of the workspace.
fn on_parts<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let parts = PARTS.iter().map(|part| part.name);
    arguments
        .iter()
        .copied()
        .chain(["--"])
        .chain(parts)
        .collect()
}

/// The repository that a workspace lies in.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Git in the folder of the workspace.
    git: Git,
    /// The top folder of the repository.
    top: PathBuf,
    /// What git puts before the files of the workspace, such as `plans/`; "" at the top.
    prefix: String,
}

impl Repository {
    /// Finds the repository of a workspace.
    ///
    /// # Errors
    /// [`GitError::NoRepository`] where there is none, [`GitError::NotInstalled`] without git.
    pub fn of(workspace: &Workspace) -> Result<Self, GitError> {
        let git = Git::at(workspace.root());
        let said = git.run(&["rev-parse", "--show-toplevel", "--show-prefix"])?;
        if said.is_done {
            let said = said.line();
            let (top, prefix) = said.split_once('\n').unwrap_or((&said, ""));
            return Ok(Self {
                git,
                top: PathBuf::from(top.trim_end_matches('\r')),
                prefix: prefix.to_owned(),
            });
        }
        if said.words.say("not a git repository") {
            return Err(GitError::no_repository(workspace.root()));
        }
        Err(GitError::refused("rev-parse", said.words))
    }

    /// The top folder of the repository.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The files of the workspace of which git holds several versions, because a merge of its own stopped.
    ///
    /// # Errors
    /// [`GitError`] where git does not say.
    pub fn unmerged(&self) -> Result<Vec<String>, GitError> {
        let list = ["diff", "--name-only", "--diff-filter=U", "--relative", "-z"];
        let said = self.git.done(&on_parts(&list))?;
        let names =
            split_at_zeros(&said.out).map(|name| String::from_utf8_lossy(name).into_owned());
        Ok(names.collect())
    }

    /// The commit of a name, or None where there is none.
    fn commit_of(&self, name: &str) -> Result<Option<String>, GitError> {
        let commit = format!("{name}^{{commit}}");
        let said = self.git.run(&["rev-parse", "-q", "--verify", &commit])?;
        Ok(said.is_done.then(|| said.line()))
    }
}

/// The names in a list that ends each with a zero byte.
fn split_at_zeros(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
}
