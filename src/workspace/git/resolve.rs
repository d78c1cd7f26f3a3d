//! One file out of three versions: canvases answer by answer, records line by line, others as git does.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use tempfile::TempDir;

use super::driver::{MergeError, Side, merged};
use super::message::Blobs;
use super::trees::{Difference, Entry};
use super::{GitError, Left, Repository, Stuck};
use crate::workspace::in_one_line;

/// A file that takes in what they did.
#[derive(Debug)]
pub struct Outcome {
    /// The file, from the top of the repository.
    pub path: Vec<u8>,
    /// As we had it.
    pub was: Option<Entry>,
    /// As it is now.
    pub is: Option<Entry>,
    /// The bytes that a file of the workspace had and has; None for any other file.
    pub part: Option<[Option<Vec<u8>>; 2]>,
}

/// How both sides' versions of a file are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By this program.
    Answers,
    /// Lines of both are kept.
    Lines,
    /// As git merges any text.
    Text,
}

/// The file from the folder of the workspace on, where it is one of the parts that a team shares.
pub fn of_workspace<'a>(path: &'a [u8], prefix: &str) -> Option<&'a str> {
    let path = std::str::from_utf8(path.strip_prefix(prefix.as_bytes())?).ok()?;
    let is_part = |part: &super::Part| {
        let below = path.strip_prefix(part.name);
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    };
    super::PARTS.iter().any(is_part).then_some(path)
}

pub(super) fn way(part: Option<&str>) -> Way {
    match part {
        Some(".gitattributes" | ".gitignore") => Way::Lines,
        Some(path) if path.ends_with(".jsonl") => Way::Lines,
        Some(path) if path.ends_with(".json") => Way::Answers,
        _ => Way::Text,
    }
}

/// What both sides' versions of files came to.
struct Resolver<'a> {
    repository: &'a Repository,
    /// Their bytes, by git's names for them.
    blobs: Blobs,
    now: Timestamp,
    /// Where versions lie while git merges them, and results before git keeps them.
    desk: TempDir,
    /// How many results lie there, by the files that they are for.
    results: Vec<usize>,
    stuck: Vec<Stuck>,
}

impl Repository {
    /// Brings the versions of each file together, and keeps the results where git keeps bytes.
    ///
    /// # Errors
    /// [`GitError::NotMerged`] with each file for which that cannot be.
    pub(super) fn resolved(
        &self,
        differences: Vec<Difference>,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, GitError> {
        let named = |one: &Difference| {
            let is_part = of_workspace(&one.path, &self.prefix).is_some();
            let is_merged = !one.is_ours_untouched() && one.ours.is_some() && one.theirs.is_some();
            let sides = [&one.base, &one.ours, &one.theirs];
            let sides = sides.into_iter().flatten().filter(|entry| entry.is_file());
            let names = sides.filter(move |_| is_part || is_merged);
            names.map(|entry| entry.name.clone()).collect::<Vec<_>>()
        };
        let names: Vec<String> = differences.iter().flat_map(named).collect();
        let mut resolver = Resolver {
            repository: self,
            blobs: self.contents(names.iter().map(String::as_str))?,
            now,
            desk: tempfile::tempdir().map_err(|source| GitError::Start { source })?,
            results: Vec::new(),
            stuck: Vec::new(),
        };
        let mut outcomes = Vec::new();
        for one in differences {
            let index = outcomes.len();
            outcomes.push(resolver.outcome(index, one)?);
        }
        match resolver.stuck.is_empty() {
            true => resolver.keep(&mut outcomes)?,
            false => {
                return Err(GitError::NotMerged {
                    files: resolver.stuck,
                });
            }
        }
        outcomes.retain(|one| one.is != one.was);
        Ok(outcomes)
    }
}

impl Resolver<'_> {
    fn outcome(&mut self, index: usize, one: Difference) -> Result<Outcome, GitError> {
        let prefix = &self.repository.prefix;
        let part = of_workspace(&one.path, prefix).map(str::to_owned);
        let bytes = |entry: &Option<Entry>| {
            let name = &entry.as_ref()?.name;
            self.blobs.get(name).cloned()
        };
        let ours = bytes(&one.ours);
        let (is, new) = match (&one.ours, &one.theirs) {
            (_, Some(theirs)) if part.is_some() && !theirs.is_file() => {
                self.refuse(
                    &one.path,
                    "is no file there but a link, and is left out",
                    Left::TheirsIsBroken,
                );
                (one.ours.clone(), ours.clone())
            }
            _ if one.is_ours_untouched() => (one.theirs.clone(), bytes(&one.theirs)),
            (Some(entry), Some(theirs)) if entry.is_file() && theirs.is_file() => {
                let all = [bytes(&one.base), ours.clone(), bytes(&one.theirs)];
                let all = all.map(Option::unwrap_or_default);
                let new = self.brought_together(&one.path, part.as_deref(), &all)?;
                if all[1] != new {
                    fs::write(self.desk.path().join(index.to_string()), &new)
                        .map_err(|source| GitError::Start { source })?;
                    self.results.push(index);
                }
                (Some(entry.clone()), Some(new))
            }
            // What one side took away and the other changed stays, as changed.
            (Some(entry), None) => (Some(entry.clone()), ours.clone()),
            (None, theirs) => (theirs.clone(), bytes(theirs)),
            (Some(_), Some(_)) => {
                self.refuse(&one.path, "was changed on both sides", Left::Both);
                (one.ours.clone(), None)
            }
        };
        Ok(Outcome {
            path: one.path,
            was: one.ours,
            is,
            part: part.map(|_| [ours, new]),
        })
    }

    fn refuse(&mut self, path: &[u8], reason: &str, left: Left) {
        self.stuck.push(Stuck {
            path: String::from_utf8_lossy(path).into_owned(),
            reason: reason.to_owned(),
            left,
        });
    }

    fn brought_together(
        &mut self,
        path: &[u8],
        part: Option<&str>,
        [base, ours, theirs]: &[Vec<u8>; 3],
    ) -> Result<Vec<u8>, GitError> {
        let way = way(part);
        if way == Way::Answers {
            return Ok(match merged(base, ours, theirs, self.now) {
                Ok(merged) => merged.bytes,
                Err(error) => {
                    let left = why_left(&error);
                    let reason = format!("is left: {}", in_one_line(&error));
                    self.refuse(path, &reason, left);
                    ours.clone()
                }
            });
        }
        let desk = self.desk.path().to_owned();
        for (name, bytes) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            fs::write(desk.join(name), bytes).map_err(|source| GitError::Start { source })?;
        }
        let mut merge = vec!["merge-file", "-p", "-q"];
        if way == Way::Lines {
            merge.push("--union");
        }
        merge.extend(["--", "ours", "base", "theirs"]);
        let said = self.repository.git.in_folder(&desk).run(&merge)?;
        if said.is_done {
            return Ok(said.out);
        }
        self.refuse(path, "was changed on both sides", Left::Both);
        Ok(ours.clone())
    }

    /// Lets git keep the results, all at once.
    fn keep(&self, outcomes: &mut [Outcome]) -> Result<(), GitError> {
        let path = |index: &usize| self.desk.path().join(index.to_string());
        let lines = self.results.iter().map(|index| line(&path(index)));
        let list: String = lines.collect();
        if list.is_empty() {
            return Ok(());
        }
        let keep = ["hash-object", "-w", "--no-filters", "--stdin-paths"];
        let said = self.repository.git.done_with(&keep, list.as_bytes())?;
        let names = String::from_utf8_lossy(&said.out).into_owned();
        for (index, name) in self.results.iter().zip(names.lines()) {
            if let Some(is) = &mut outcomes[*index].is {
                name.clone_into(&mut is.name);
            }
        }
        Ok(())
    }
}

fn line(path: &Path) -> String {
    format!("{}\n", path.to_string_lossy())
}

fn why_left(error: &MergeError) -> Left {
    match error {
        MergeError::Newer { .. } => Left::OneIsNewer,
        MergeError::Unreadable {
            side: Side::Theirs, ..
        } => Left::TheirsIsBroken,
        _ => Left::Both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_team_shares_is_of_the_workspace() {
        for (path, is) in [
            (
                "plans/canvases/falls-7k3f.json",
                Some("canvases/falls-7k3f.json"),
            ),
            ("plans/canvases", Some("canvases")),
            ("plans/.gitignore", Some(".gitignore")),
            ("plans/notes.md", None),
            ("canvases/falls-7k3f.json", None),
            ("plans/workspace.json.orig", None),
        ] {
            assert_eq!(of_workspace(path.as_bytes(), "plans/"), is, "{path}");
        }
    }
}
