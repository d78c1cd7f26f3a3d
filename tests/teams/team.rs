//! A folder with a shared repository and the clones of a team, and programs run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;

/// What a call printed, and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// It ended with this code, printed nothing, and said all of these.
    #[track_caller]
    pub fn refused(self, code: i32, says: &[&str]) -> Self {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{self:?}");
        for part in says {
            assert!(self.err.contains(part), "{part}: {self:?}");
        }
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
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

/// A team's folder.
pub struct Team {
    folder: TempDir,
}

impl Team {
    /// A folder with git's settings of somebody, and no repository yet.
    pub fn alone() -> Self {
        let team = Self::nobody();
        let name = "[user]\n\tname = Therapy lead\n\temail = lead@example.org\n";
        fs::write(team.path("gitconfig"), name).expect("written");
        team
    }

    /// The same without a name.
    pub fn nobody() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("gitconfig"), "").expect("written");
        Self { folder }
    }

    /// A shared repository with one canvas of these keys, `falls-7k3f`, and clones `a` and `b` of it.
    pub fn with_canvas(keys: &Value) -> Self {
        Self::with_canvases(&[("falls-7k3f", keys.clone())])
    }

    /// The same with these canvases.
    pub fn with_canvases(canvases: &[(&str, Value)]) -> Self {
        let team = Self::alone();
        team.share("a");
        for (id, keys) in canvases {
            team.put_canvas("a", id, keys);
        }
        team.sync("a").done();
        team.git(&["clone", "-q", "team.git", "b"]).done();
        team
    }

    /// Makes a workspace in a repository whose remote is an empty `team.git`.
    pub fn share(&self, clone: &str) {
        self.git(&["init", "-q", "--bare", "-b", "main", "team.git"])
            .done();
        self.git(&["init", "-q", "-b", "main", clone]).done();
        self.run(&["init", clone]).done();
        let url = self.path("team.git");
        let url = url.to_str().expect("text");
        self.git(&["-C", clone, "remote", "add", "origin", url])
            .done();
    }

    /// Another team whose folder holds the same, and whose clones share its own `team.git`.
    #[cfg(unix)]
    pub fn copied(&self) -> Self {
        let copy = Self::nobody();
        let mut all = Command::new("cp");
        all.arg("-R").arg(self.path(".")).arg(copy.path("."));
        assert!(all.status().expect("it runs").success());
        for clone in ["a", "b"] {
            let url = ["-C", clone, "remote", "set-url", "origin", "../team.git"];
            copy.git(&url).done();
        }
        copy
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Writes a canvas as the program does.
    pub fn put_canvas(&self, clone: &str, id: &str, keys: &Value) {
        self.put(&place(clone, id), &canvas_text(id, keys));
    }

    /// The file of a canvas as JSON.
    pub fn canvas(&self, clone: &str, id: &str) -> Value {
        serde_json::from_str(&self.text(&place(clone, id))).expect("JSON")
    }

    /// Changes a canvas as an open program would: read, change, replace.
    pub fn change(&self, clone: &str, id: &str, change: impl FnOnce(&mut Value)) {
        let mut canvas = self.canvas(clone, id);
        change(&mut canvas);
        self.put_canvas(clone, id, &canvas);
    }

    pub fn git(&self, arguments: &[&str]) -> Ended {
        let mut git = self.command("git");
        git.args(arguments).output().expect("git runs").into()
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        let mut program = self.program();
        program.args(arguments).output().expect("it runs").into()
    }

    pub fn sync(&self, clone: &str) -> Ended {
        self.run(&["-w", clone, "sync"])
    }

    /// The program, to be given arguments.
    pub fn program(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_whytogether"))
    }

    /// A program with nothing of this machine's settings.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let home = self.folder.path();
        let set = std::env::vars_os().map(|(name, _)| name);
        for name in set.filter(|name| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        for (name, folder) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, home.join(folder));
        }
        command
            .current_dir(home)
            .env_remove("WHYTOGETHER_WORKSPACE")
            .env("HOME", home)
            .env("GIT_CONFIG_GLOBAL", home.join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", home);
        command
    }

    /// Asserts that two clones hold the same, byte for byte, all of it committed and no mark in it.
    #[track_caller]
    pub fn assert_same(&self, one: &str, other: &str) {
        let files = self.git(&["-C", one, "ls-files"]).done().out;
        assert_eq!(files, self.git(&["-C", other, "ls-files"]).done().out);
        for name in files.lines() {
            let text = self.text(&format!("{one}/{name}"));
            assert_eq!(text, self.text(&format!("{other}/{name}")), "{name}");
            assert!(!text.contains("<<<<<<<"), "{name}: {text}");
        }
        for clone in [one, other] {
            let status = self.git(&["-C", clone, "status", "--short"]).done();
            assert_eq!(status.out, "", "{clone}");
        }
    }

    /// Writes a program that git runs, such as a hook.
    #[cfg(unix)]
    pub fn put_script(&self, name: &str, lines: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        self.put(name, &format!("#!/bin/sh\n{lines}\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.path(name), mode).expect("set");
    }
}

fn place(clone: &str, id: &str) -> String {
    format!("{clone}/canvases/{id}.json")
}

/// The text of a canvas with these keys, as the program writes it.
pub fn canvas_text(id: &str, keys: &Value) -> String {
    let mut document = json!({ "format": "whytogether.canvas", "version": 1, "id": id });
    for (key, value) in keys.as_object().expect("an object") {
        document[key] = value.clone();
    }
    let name = CanvasId::from_name(id).expect("an id");
    let canvas = Canvas::read(name, document.to_string().as_bytes()).expect("a canvas");
    String::from_utf8(canvas.to_bytes()).expect("text")
}

/// Names of the files in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let found = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = found
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
