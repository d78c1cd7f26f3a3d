//! What differs between the last commits of both sides and the one that both began with.

use std::collections::BTreeMap;

use super::{GitError, Repository, split_at_zeros};

/// A file as a commit has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What git says it is, such as `100644`.
    pub mode: String,
    /// Git's name for its bytes.
    pub name: String,
}

impl Entry {
    /// True for a plain file; a link and another repository are none.
    pub fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }
}

/// A file that they changed, as all three versions have it; None where it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, from the top of the repository.
    pub path: Vec<u8>,
    /// As both began.
    pub base: Option<Entry>,
    /// As we have it.
    pub ours: Option<Entry>,
    /// As they have it.
    pub theirs: Option<Entry>,
}

impl Difference {
    /// True where we left it as it was.
    pub fn is_ours_untouched(&self) -> bool {
        self.base == self.ours
    }
}

type Changed = BTreeMap<Vec<u8>, [Option<Entry>; 2]>;

impl Repository {
    /// Every file that they changed since both began and that is not the same here.
    pub(super) fn differences(
        &self,
        [base, ours, theirs]: [&str; 3],
    ) -> Result<Vec<Difference>, GitError> {
        let here = self.changed_between(base, ours)?;
        let there = self.changed_between(base, theirs)?;
        let differences = there.into_iter().map(|(path, [base, theirs])| {
            let ours = match here.get(&path) {
                Some([_, ours]) => ours.clone(),
                None => base.clone(),
            };
            Difference {
                path,
                base,
                ours,
                theirs,
            }
        });
        Ok(differences.filter(|one| one.ours != one.theirs).collect())
    }

    fn changed_between(&self, one: &str, other: &str) -> Result<Changed, GitError> {
        let compare = [
            "diff-tree",
            "-r",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
        ];
        let compare = [&compare[..], &[one, other]].concat();
        let said = self.git.in_folder(&self.top).done(&compare)?;
        let mut fields = split_at_zeros(&said.out);
        let mut changed = Changed::new();
        while let (Some(about), Some(path)) = (fields.next(), fields.next()) {
            let about = String::from_utf8_lossy(about);
            let about: Vec<&str> = about.trim_start_matches(':').split(' ').collect();
            if let [before, after, was, is, ..] = about[..] {
                let sides = [entry(before, was), entry(after, is)];
                changed.insert(path.to_owned(), sides);
            }
        }
        Ok(changed)
    }
}

fn entry(mode: &str, name: &str) -> Option<Entry> {
    let is_there = mode.contains(|digit| digit != '0');
    is_there.then(|| Entry {
        mode: mode.to_owned(),
        name: name.to_owned(),
    })
}
