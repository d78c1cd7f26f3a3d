//! Running the user's own git, so that it never waits for an answer and always speaks one language.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread;

use tempfile::NamedTempFile;

use super::error::{GitError, Words};

/// Settings of one call: who commits must be told to git, what git keeps is on the disk before anything
/// names it (the second is what git before 2.36 calls it), and changes are looked for in the files themselves.
const SETTINGS: &[&str] = &[
    "user.useConfigOnly=true",
    "core.quotePath=false",
    "core.fsync=all",
    "core.fsyncObjectFiles=true",
    "core.fsmonitor=false",
    "core.ignoreStat=false",
];

/// What git inherits of its own variables: who one is, how others are reached, where one's settings are.
/// Every other may lead to another repository, as in a hook.
const INHERITED: &[&str] = &[
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_PROXY_COMMAND",
    "GIT_ALLOW_PROTOCOL",
];
/// The same by how they begin.
const INHERITED_STARTS: &[&str] = &[
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_SSL_",
    "GIT_HTTP_",
    "GIT_TRACE",
];

fn is_inherited(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    !name.starts_with("GIT_")
        || INHERITED.contains(&name.as_ref())
        || INHERITED_STARTS.iter().any(|start| name.starts_with(start))
}

/// The user's git in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
    /// What every git that is run holds open too, so that it is let go of only when the last one has ended.
    held: Option<Arc<File>>,
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

    /// What a push said, with what a hook printed between the lines of its report.
    pub fn with_what_hooks_say(&self) -> Words {
        let out = String::from_utf8_lossy(&self.out);
        let is_report = |line: &&str| {
            let after_flag = line.get(1..).unwrap_or_default();
            line.starts_with("To ") || *line == "Done" || after_flag.starts_with('\t')
        };
        let said = out.lines().filter(|line| !is_report(line));
        Words(
            said.chain(self.words.0.lines())
                .collect::<Vec<_>>()
                .join("\n"),
        )
    }
}

/// What git said, but for what it thinks of the settings of these calls.
fn without_advice_on_settings(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let lines = said.split_inclusive('\n');
    lines
        .filter(|line| !line.contains("core.fsyncObjectFiles is deprecated"))
        .collect()
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            is_done: output.status.success(),
            out: output.stdout,
            words: Words(without_advice_on_settings(&output.stderr)),
        }
    }
}

impl Git {
    /// Git as it works in a folder.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            held: None,
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The same git in another folder.
    pub fn in_folder(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            held: self.held.clone(),
        }
    }

    /// The same, holding an empty file open for as long as it runs.
    pub fn holding(&self, file: File) -> Self {
        Self {
            folder: self.folder.clone(),
            held: Some(Arc::new(file)),
        }
    }

    /// Nothing to read: the file that is held, or what the system has for it.
    fn no_input(&self) -> Stdio {
        let held = self.held.as_ref().and_then(|file| file.try_clone().ok());
        held.map_or_else(Stdio::null, Stdio::from)
    }

    /// Runs git, whatever comes of it.
    ///
    /// # Errors
    /// [`GitError::NotInstalled`] or [`GitError::Start`] where it could not be run at all.
    pub fn run(&self, arguments: &[&str]) -> Result<Said, GitError> {
        ended(self.command(arguments).stdin(self.no_input()).output())
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
        let mut list = NamedTempFile::new().map_err(|source| GitError::Start { source })?;
        list.write_all(files)
            .map_err(|source| GitError::Start { source })?;
        let from_list = format!("--pathspec-from-file={}", list.path().to_string_lossy());
        let mut command = self.command(&[arguments, &[&from_list, "--pathspec-file-nul"]].concat());
        command.env("GIT_LITERAL_PATHSPECS", "1");
        let said = ended(command.stdin(self.no_input()).output())?;
        match said.is_done {
            true => Ok(()),
            false => Err(GitError::refused(arguments[0], said.words)),
        }
    }

    /// The same with an index of its own in place of the repository's.
    ///
    /// # Errors
    /// As for [`Git::done`].
    pub fn with_index(
        &self,
        index: &Path,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Said, GitError> {
        let mut command = self.command(arguments);
        command.env("GIT_INDEX_FILE", index);
        done(command, arguments[0], input)
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
        ended(command.stdin(self.no_input()).output())
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
        for (name, _) in env::vars_os().filter(|(name, _)| !is_inherited(name)) {
            command.env_remove(name);
        }
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
