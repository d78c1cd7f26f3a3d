//! Running the user's own git, so that it never waits for an answer and always speaks one language.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use super::error::{GitError, Words};

/// Settings of one call: who commits must be told to git, and nothing is stashed behind one's back.
const SETTINGS: &[&str] = &[
    "user.useConfigOnly=true",
    "core.quotePath=false",
    "merge.autoStash=false",
];

/// The user's git in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
}

/// What a call of git printed, and whether it did what was asked.
#[derive(Debug)]
pub struct Said {
    /// True where git ended with 0.
    pub is_done: bool,
    /// What it printed.
    pub out: Vec<u8>,
    /// What it said beside that.
    pub words: Words,
}

impl Said {
    /// The output as one line of text.
    pub fn line(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end().to_owned()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            is_done: output.status.success(),
            out: output.stdout,
            words: Words(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
}

impl Git {
    /// Git as it works in a folder.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Runs git, whatever comes of it.
    ///
    /// # Errors
    /// [`GitError::NotInstalled`] or [`GitError::Start`] where it could not be run at all.
    pub fn run(&self, arguments: &[&str]) -> Result<Said, GitError> {
        ended(self.command(arguments).stdin(Stdio::null()).output())
    }

    /// Runs git where only one outcome will do, and returns what it printed.
    ///
    /// # Errors
    /// [`GitError::Refused`] with what git said, and as for [`Git::run`].
    pub fn done(&self, arguments: &[&str]) -> Result<Said, GitError> {
        self.done_with(arguments, b"")
    }

    /// The same with something on standard input.
    ///
    /// # Errors
    /// As for [`Git::done`].
    pub fn done_with(&self, arguments: &[&str], input: &[u8]) -> Result<Said, GitError> {
        done(self.command(arguments), arguments[0], input)
    }

    /// Runs a command of git on these files, each ended by a zero byte, whatever is in their names.
    ///
    /// # Errors
    /// As for [`Git::done`].
    pub fn on_files(&self, arguments: &[&str], files: &[u8]) -> Result<(), GitError> {
        let from_input = ["--pathspec-from-file=-", "--pathspec-file-nul"];
        let mut command = self.command(&[arguments, &from_input].concat());
        command.env("GIT_LITERAL_PATHSPECS", "1");
        done(command, arguments[0], files).map(drop)
    }

    /// Runs git where it speaks with another machine; a password that is not stored is not asked for.
    ///
    /// # Errors
    /// As for [`Git::run`].
    pub fn run_remote(&self, arguments: &[&str]) -> Result<Said, GitError> {
        let mut command = self.command(arguments);
        if let Some(ssh) = self.ssh_that_does_not_ask()? {
            command.env("GIT_SSH_COMMAND", ssh);
        }
        ended(command.stdin(Stdio::null()).output())
    }

    /// The value of a setting, or None where it is not set.
    ///
    /// # Errors
    /// As for [`Git::run`].
    pub fn setting(&self, key: &str) -> Result<Option<String>, GitError> {
        let said = self.run(&["config", "--get", key])?;
        Ok(said.is_done.then(|| said.line()))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
            .args(arguments)
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_ASKPASS", "")
            .env("SSH_ASKPASS_REQUIRE", "never")
            .env("GIT_EDITOR", "true");
        command
    }

    /// The command that git is to reach others by, told not to ask; None where it is no plain ssh.
    fn ssh_that_does_not_ask(&self) -> Result<Option<OsString>, GitError> {
        if env::var_os("GIT_SSH").is_some() {
            return Ok(None);
        }
        let set = env::var("GIT_SSH_COMMAND").ok();
        let own = match set {
            Some(set) => set,
            None => self
                .setting("core.sshCommand")?
                .unwrap_or_else(|| "ssh".into()),
        };
        let words = shell_words::split(&own).unwrap_or_default();
        let program = words.first().map(Path::new).and_then(Path::file_stem);
        let is_ssh = program.is_some_and(|program| program == "ssh");
        Ok(is_ssh.then(|| format!("{own} -oBatchMode=yes").into()))
    }
}

/// Runs a prepared git with something on standard input; only one outcome will do.
fn done(mut command: Command, doing: &str, input: &[u8]) -> Result<Said, GitError> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let said = ended(command.spawn().and_then(|mut child| {
        let mut stdin = child.stdin.take().expect("piped just now");
        thread::scope(|scope| {
            // Git that has ended already needs no more of it.
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output()
        })
    }))?;
    if said.is_done {
        Ok(said)
    } else {
        Err(GitError::refused(doing, said.words))
    }
}

fn ended(output: io::Result<Output>) -> Result<Said, GitError> {
    match output {
        Ok(output) => Ok(output.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(GitError::NotInstalled),
        Err(source) => Err(GitError::Start { source }),
    }
}
