//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;
use whytogether::workspace::samples;

/// A temporary folder with a workspace in `work`.
pub struct Desk {
    folder: TempDir,
}

/// What a call printed, and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The call did what was asked.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// The call ended with this code, printed nothing, and said all of these.
    #[track_caller]
    pub fn refused(self, code: i32, says: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        assert!(self.err.starts_with("whytogether: "), "{self:?}");
        for part in says {
            assert!(self.err.contains(part), "{part}: {self:?}");
        }
        self
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

impl Desk {
    /// A desk without a workspace.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("tmp")).expect("a folder");
        Self { folder }
    }

    /// A desk with the samples.
    pub fn with_samples() -> Self {
        let desk = Self::empty();
        samples::write(&desk.work()).expect("written");
        desk
    }

    /// A desk with one canvas, `falls-7k3f`, of these top-level keys.
    pub fn with_canvas(keys: &str) -> Self {
        let desk = Self::empty();
        desk.put_canvas("falls-7k3f", keys);
        desk
    }

    pub fn put_canvas(&self, id: &str, keys: &str) {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#);
        self.put(&format!("canvases/{id}.json"), &text);
    }

    /// Writes a file of the workspace.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.work().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub fn work(&self) -> PathBuf {
        self.path("work")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn canvas_path(&self, id: &str) -> PathBuf {
        self.work().join("canvases").join(format!("{id}.json"))
    }

    /// The file of a canvas as it stands.
    pub fn bytes(&self, id: &str) -> Vec<u8> {
        fs::read(self.canvas_path(id)).expect("read")
    }

    /// The file of a canvas as JSON.
    pub fn canvas(&self, id: &str) -> Value {
        serde_json::from_slice(&self.bytes(id)).expect("JSON")
    }

    /// The program with nothing of the machine's own environment that it reads.
    pub fn command(&self) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("whytogether");
        let home = self.folder.path();
        for name in [
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "ACCESSIBLE",
            "WHYTOGETHER_WORKSPACE",
        ] {
            command.env_remove(name);
        }
        for (name, folder) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
        ] {
            command.env(name, home.join(folder));
        }
        command
            .env("HOME", home)
            .env("TERM", "xterm")
            .env("TZ", "UTC")
            .env("LANG", "en_GB.UTF-8");
        command.current_dir(home);
        command
    }

    /// Runs a verb in the workspace on 23 November 2026.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    /// The same on another day.
    pub fn run_on(&self, day: &str, arguments: &[&str]) -> Ended {
        let mut command = self.command();
        command.arg("--workspace").arg(self.work());
        command.args(["--as-of", day]).args(arguments);
        command.output().expect("it runs").into()
    }

    /// The same with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = self.command();
        command.arg("--workspace").arg(self.work());
        command.args(["--as-of", "2026-11-23"]).args(arguments);
        command.write_stdin(input).output().expect("it runs").into()
    }
}

/// Names of the files in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = found
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
