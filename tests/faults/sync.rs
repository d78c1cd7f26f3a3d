//! A sync that is killed at each of its own system calls that change something: every file is whole, nothing
//! that was there is lost, and the next sync goes through.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::strace::is_here;

/// What changes something on the disk, or waits for it.
const CHANGING: &str =
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,fsync,fdatasync,ftruncate,mkdir,mkdirat";
const IDS: [&str; 2] = ["bus-5rkh", "falls-7k3f"];

/// A folder with what two desks share, `b` about to take in what `a` sent.
struct Apart {
    folder: TempDir,
}

impl Apart {
    fn new() -> Self {
        let apart = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let name = "[user]\n\tname = Therapy lead\n\temail = lead@example.org\n";
        fs::write(apart.path("gitconfig"), name).expect("written");
        apart.git(&["init", "-q", "--bare", "-b", "main", "team.git"]);
        apart.git(&["init", "-q", "-b", "main", "a"]);
        apart.done(&["init", "a"]);
        for id in IDS {
            let text = format!(r#"{{"format":"whytogether.canvas","version":1,"id":"{id}"}}"#);
            fs::write(apart.path(&format!("a/canvases/{id}.json")), text).expect("written");
        }
        apart.git(&["-C", "a", "remote", "add", "origin", "../team.git"]);
        apart.done(&["-w", "a", "sync"]);
        apart.git(&["clone", "-q", "team.git", "b"]);
        apart.git(&["-C", "b", "remote", "set-url", "origin", "../team.git"]);
        apart.done(&["-w", "b", "sync"]);
        for id in IDS {
            apart.done(&["-w", "a", "set", id, "purpose.change=theirs"]);
            apart.done(&["-w", "b", "set", id, "value.sign=ours"]);
        }
        apart.done(&["-w", "a", "trash", "bus-5rkh"]);
        apart.done(&["-w", "a", "sync"]);
        apart
    }

    fn copied(&self) -> Self {
        let copy = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let all = Command::new("cp")
            .arg("-R")
            .args([self.path("."), copy.path(".")])
            .status();
        assert!(all.expect("it runs").success());
        copy
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        let home = self.folder.path();
        let git = std::env::vars_os().map(|(name, _)| name);
        for name in git.filter(|name| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        for name in [
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "WHYTOGETHER_WORKSPACE",
        ] {
            command.env_remove(name);
        }
        command
            .current_dir(home)
            .env("HOME", home)
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_CONFIG_GLOBAL", home.join("gitconfig"));
        command.args(arguments).output().expect("it runs")
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "{output:?}");
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) {
        let output = self.run(env!("CARGO_BIN_EXE_whytogether"), arguments);
        assert!(output.status.success(), "{output:?}");
    }

    /// Syncs `b` under strace; the gits that it runs are left alone.
    fn sync_with(&self, options: &[&str]) -> Output {
        let program = ["--", env!("CARGO_BIN_EXE_whytogether"), "-w", "b", "sync"];
        self.run("strace", &[options, &program].concat())
    }

    fn canvas(&self, id: &str) -> Value {
        let text = fs::read(self.path(&format!("b/canvases/{id}.json"))).expect("it is there");
        serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{id} is not whole: {error}"))
    }
}

/// The changing calls on what `b` holds: each name, and how many of it came up to there.
fn calls(apart: &Apart) -> Vec<(String, usize)> {
    let log = apart.path("log");
    let trace = format!("trace={CHANGING}");
    let output = apart.sync_with(&["-y", "-o", &log.to_string_lossy(), "-e", &trace]);
    assert!(output.status.success(), "{output:?}");
    let mut counts = HashMap::new();
    let mut calls = Vec::new();
    for line in fs::read_to_string(log).expect("a log").lines() {
        let Some((name, arguments)) = line.split_once('(') else {
            continue;
        };
        let number = counts.entry(name.to_owned()).or_insert(0);
        *number += 1;
        if is_of_desk(apart.path("b").as_path(), arguments) {
            calls.push((name.to_owned(), *number));
        }
    }
    assert!(calls.len() > 10, "{calls:?}");
    calls
}

fn is_of_desk(desk: &Path, arguments: &str) -> bool {
    arguments.contains(&*desk.to_string_lossy()) || arguments.contains("\"b/")
}

#[test]
fn a_sync_survives_a_kill_at_each_of_its_system_calls_that_change_something() {
    if !is_here() {
        return;
    }
    let begun = Apart::new();
    for (name, number) in calls(&begun.copied()) {
        let apart = begun.copied();
        let trace = format!("trace={name}");
        let inject = format!("inject={name}:signal=KILL:when={number}");
        let killed = apart.sync_with(&["-o", "/dev/null", "-e", &trace, "-e", &inject]);
        let case = format!("{name} {number}");
        assert_eq!(
            killed.status.code(),
            None,
            "not killed at {case}: {killed:?}"
        );
        for id in IDS {
            assert_eq!(apart.canvas(id)["value"]["sign"], "ours", "{case}");
        }
        apart.done(&["-w", "b", "sync"]);
        let falls = apart.canvas("falls-7k3f");
        let both = (&falls["value"]["sign"], &falls["purpose"]["change"]);
        assert_eq!(both, (&"ours".into(), &"theirs".into()), "{case}");
        assert_eq!(apart.canvas("bus-5rkh")["value"]["sign"], "ours", "{case}");
        let status = apart.run("git", &["-C", "b", "status", "--short"]);
        assert_eq!(status.stdout, b"", "{case}");
    }
}
