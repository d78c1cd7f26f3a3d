//! The program under strace, which can fail a system call or kill at it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use whytogether::workspace::Workspace;

/// One system call of a run: its name, and how many of that name came up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub number: usize,
}

/// What happens at a system call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The system refuses it, and does what is asked after that.
    Error(&'static str),
    /// The system refuses it and every one of its name that follows.
    FromNowOn(&'static str),
    /// The program is killed before it is carried out.
    Kill,
}

/// A call of the program on a workspace of its own.
pub struct Scene {
    pub arguments: &'static [&'static str],
    pub input: &'static str,
    /// Makes the workspace as it is before the call.
    pub before: fn(&Workspace),
}

/// What a run left.
#[derive(Debug)]
pub struct Ended {
    /// None where it was killed.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    /// Holds the folder until it was looked at.
    _folder: tempfile::TempDir,
    pub workspace: Workspace,
}

impl Scene {
    /// Runs undisturbed, and names every system call that touches the workspace.
    pub fn calls(&self) -> Vec<Call> {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let path = log.path().to_string_lossy().into_owned();
        let ended = self.run(&["-y", "-o", &path, "-e", "trace=%file,%desc"]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let root = ended.workspace.root().to_string_lossy().into_owned();
        let mut counts = std::collections::HashMap::new();
        let mut calls = Vec::new();
        let log = fs::read_to_string(log.path()).expect("a log");
        // Every thread is counted by itself; what a save does, the first one does.
        let first = log.split(' ').next().expect("a process").to_owned() + " ";
        for line in log.lines().filter_map(|line| line.strip_prefix(&first)) {
            let call = line.trim_start().split_once('(');
            let Some((name, _)) = call.filter(|(name, _)| is_name(name)) else {
                continue;
            };
            let number = counts.entry(name.to_owned()).or_insert(0);
            *number += 1;
            if line.contains(&root) && name != "execve" {
                let (name, number) = (name.to_owned(), *number);
                calls.push(Call { name, number });
            }
        }
        assert!(calls.len() > 10, "the log does not tell: {log}");
        calls
    }

    /// Runs with a fault at one system call.
    pub fn run_with(&self, call: &Call, fault: Fault) -> Ended {
        let Call { name, number } = call;
        let what = match fault {
            Fault::Error(error) => format!("error={error}:when={number}"),
            Fault::FromNowOn(error) => format!("error={error}:when={number}+"),
            Fault::Kill => format!("signal=KILL:when={number}"),
        };
        let inject = format!("inject={name}:{what}");
        let trace = format!("trace={name}");
        self.run(&["-o", "/dev/null", "-e", &trace, "-e", &inject])
    }

    fn run(&self, options: &[&str]) -> Ended {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home");
        let workspace = Workspace::at(folder.path().join("work"));
        fs::create_dir(&home).expect("a folder");
        (self.before)(&workspace);
        let mut command = under_strace(options, &home);
        command.arg("--workspace").arg(workspace.root());
        command.args(["--as-of", "2026-11-23"]).args(self.arguments);
        let mut child = command.spawn().expect("strace runs");
        let mut input = child.stdin.take().expect("a pipe");
        // The program may be gone before it reads.
        let _ = input.write_all(self.input.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ended {
            // strace ends as its program did, by the same signal if by one.
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
            _folder: folder,
            workspace,
        }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

pub fn under_strace(options: &[&str], home: &Path) -> Command {
    let mut command = Command::new("strace");
    command.arg("-f").args(options).arg("--");
    command.arg(env!("CARGO_BIN_EXE_whytogether"));
    command
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .current_dir("/");
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ] {
        command.env(name, home.join(folder));
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// True where strace is here and may do its work; says so where not, as these tests prove nothing then.
pub fn is_here() -> bool {
    static IS_HERE: OnceLock<bool> = OnceLock::new();
    *IS_HERE.get_or_init(|| {
        let why = match probe() {
            Ok(()) => return true,
            Err(why) => why,
        };
        let banner = format!(
            "\n*** NOT TESTED: what failing system calls and kills do to a save.\n*** {why}\n\
             *** Install strace (apt-get install strace) where it may trace, and run the tests again.\n\n"
        );
        // Not eprintln: of a test that passes nobody would see it.
        std::io::stderr().write_all(banner.as_bytes()).expect("told");
        false
    })
}

/// Fails the first system call that opens a file, to see whether that works here.
fn probe() -> Result<(), String> {
    let home = PathBuf::from("/");
    let fault = "inject=openat:error=EIO:when=1+";
    let mut command = under_strace(
        &["-o", "/dev/null", "-e", "trace=openat", "-e", fault],
        &home,
    );
    let output = command.arg("--version").output();
    let output = output.map_err(|error| format!("strace cannot be run: {error}"))?;
    let mut plain = under_strace(&["-o", "/dev/null", "-e", "trace=openat"], &home);
    let works = plain.arg("--version").output();
    match works.map(|works| works.status.success()) {
        Ok(true) if !output.status.success() => Ok(()),
        _ => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(format!("strace may not trace or inject here: {said}"))
        }
    }
}
