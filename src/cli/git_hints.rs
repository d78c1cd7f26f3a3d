//! What to try next where git could not do what was asked.

use std::path::Path;

use super::failure::{Exit, Failure};
use crate::workspace::git::{GitError, Left, Stuck};
use crate::workspace::{Workspace, in_one_line};

/// How a call ends that git did not let through, with the next command.
pub fn failure(error: GitError, workspace: &Workspace) -> Failure {
    if let GitError::Save(error) = error {
        return error.into();
    }
    let failure = Failure::new(exit(&error), in_one_line(&error));
    match hint(&error, &Here(workspace.root())) {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

fn exit(error: &GitError) -> Exit {
    match error {
        GitError::Busy { .. }
        | GitError::Syncing
        | GitError::ChangedMeanwhile
        | GitError::Unfinished { .. }
        | GitError::Overtaken { .. } => Exit::Changed,
        GitError::NotMerged { files } if any_left(files, Left::OneIsNewer) => Exit::Newer,
        _ => Exit::Failed,
    }
}

/// Commands as a shell takes them, to be run from anywhere.
struct Here<'a>(&'a Path);

impl Here<'_> {
    fn folder(&self) -> String {
        quoted(&self.0.to_string_lossy())
    }

    fn git(&self, command: &str) -> String {
        format!("git -C {} {command}", self.folder())
    }

    /// A command of git, and then another sync.
    fn git_then_sync(&self, command: &str) -> String {
        format!("{}, then whytogether sync", self.git(command))
    }
}

fn quoted(name: &str) -> String {
    shell_words::quote(name).into_owned()
}

fn hint(error: &GitError, here: &Here) -> Option<String> {
    Some(match error {
        GitError::NotInstalled => "install git, then try again".into(),
        GitError::NoRepository { .. } => format!("git init {}", here.folder()),
        GitError::Ignored { .. } => {
            "take that rule out, or move the file out of the workspace; then whytogether sync"
                .into()
        }
        GitError::NoBranch { .. } => here.git_then_sync("switch BRANCH"),
        GitError::Unfinished { way_out, .. } => {
            let (left, way_out) = (here.git("status"), here.git(way_out));
            format!("`{left}` says what is left; `{way_out}` gives it up")
        }
        GitError::Busy { lock } => format!(
            "try again in a moment; if no git is at work there, not even one that waits for an editor, `rm {}`",
            quoted(&lock.to_string_lossy())
        ),
        GitError::Syncing => "whytogether sync, once the other has ended".into(),
        GitError::NoIdentity => {
            "git config --global user.name NAME; git config --global user.email ADDRESS".into()
        }
        GitError::Markers { path, .. } => {
            let log = here.git(&format!("log -p {}", quoted(path)));
            format!("take the marks out in an editor; `{log}` shows both versions")
        }
        GitError::Broken { path, .. } => mended(path, here),
        GitError::NoRemote => here.git_then_sync("remote add origin URL"),
        GitError::WhichRemote { branch, .. } => {
            here.git(&format!("push -u REMOTE {}", quoted(branch)))
        }
        GitError::Unreachable { remote, .. } => {
            let place = here.git(&format!("remote get-url -- {}", quoted(remote)));
            format!("whytogether sync, once the network is there; `{place}` says where it leads")
        }
        GitError::NotExchanged {
            hook: Some(hook), ..
        } => format!(
            "see to what `{}` asks for, then whytogether sync",
            hook.display()
        ),
        GitError::NotExchanged { remote, .. } => {
            here.git_then_sync(&format!("fetch {}", quoted(remote)))
        }
        GitError::NotLetIn { remote, .. } => {
            let fetch = here.git_then_sync(&format!("fetch {}", quoted(remote)));
            format!("{fetch}; there git asks for the password")
        }
        GitError::Unrelated { theirs } => {
            let theirs = quoted(theirs);
            here.git_then_sync(&format!("merge --allow-unrelated-histories {theirs}"))
        }
        GitError::InTheWay { .. } => here.git_then_sync("commit"),
        GitError::NotMerged { files } if any_left(files, Left::OneIsNewer) => {
            "use a newer whytogether, then whytogether sync".into()
        }
        GitError::NotMerged { files } if any_left(files, Left::TheirsIsBroken) => {
            let pull = here.git_then_sync("pull --no-rebase, mend the files, git commit");
            format!("ask whoever sent it to mend it and sync again, or do it here: {pull}")
        }
        GitError::NotMerged { .. } => {
            here.git_then_sync("pull --no-rebase, mend the files, git commit")
        }
        GitError::Overtaken { .. } | GitError::ChangedMeanwhile => "whytogether sync".into(),
        GitError::PushRefused { .. } => {
            "ask whoever keeps the remote to let you push, then whytogether sync".into()
        }
        GitError::Refused { .. } => "see to what git says, then whytogether sync".into(),
        GitError::Start { .. } | GitError::Save(_) => return None,
    })
}

fn any_left(files: &[Stuck], left: Left) -> bool {
    files.iter().any(|stuck| stuck.left == left)
}

/// How a file that cannot be read is mended; a canvas has a history of its own.
fn mended(path: &str, here: &Here) -> String {
    let log = here.git(&format!("log -p -- {}", quoted(path)));
    let way = "mend that place in an editor (whytogether doctor explains it)";
    let id = path.strip_prefix("canvases/");
    match id.and_then(|name| name.strip_suffix(".json")) {
        Some(id) => {
            let id = quoted(id);
            format!(
                "{way}, or `whytogether restore {id} --at DATE` brings back a day that \
                 `whytogether history {id}` lists; `{log}` shows what was committed"
            )
        }
        None => format!("{way}; `{log}` shows what was committed"),
    }
}
