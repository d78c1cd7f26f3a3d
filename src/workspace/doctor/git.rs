//! What git and its files are up to in a workspace.

use super::{Finding, Kind};
use crate::workspace::Workspace;
use crate::workspace::git::Repository;
use crate::workspace::links::LeadsOutside;

/// Files of git that lie in a workspace, and may come with it from elsewhere.
const OF_GIT: &[&str] = &[".gitattributes", ".gitignore", ".gitmodules"];

impl Workspace {
    pub(super) fn examine_git(&self, findings: &mut Vec<Finding>) {
        for name in OF_GIT {
            let followed = self.followed(&self.root().join(name));
            if followed.is_err_and(|error| LeadsOutside::is_behind(&error)) {
                findings.push(Finding::new(Kind::LeadsOutside, *name, ""));
            }
        }
        let is_in_repository = self
            .root()
            .ancestors()
            .any(|folder| folder.join(".git").exists())
            || self.root().is_relative();
        if !is_in_repository {
            return;
        }
        // Without git nothing is unmerged that this program could tell.
        let unmerged = Repository::of(self).and_then(|repository| repository.unmerged());
        let unmerged = unmerged.unwrap_or_default().into_iter();
        findings.extend(unmerged.map(|path| Finding::new(Kind::Unmerged, path, "")));
    }
}
