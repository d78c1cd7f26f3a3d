//! Places that cannot do all that a disk can: shares, sticks and mounts. What is given there is saved.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use whytogether::workspace::Workspace;

use crate::pty::{Home, Session};
use crate::strace::{is_here, under_strace};
use crate::{id, one_canvas};

/// Which calls a place refuses, and with which errors.
const CANNOT: &[(&str, &[&str])] = &[
    (
        "flock",
        &["ENOLCK", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM"],
    ),
    (
        "fchmod",
        &["EPERM", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EACCES"],
    ),
    ("fsync", &["EINVAL", "EOPNOTSUPP", "ENOSYS", "EPERM"]),
    (
        "renameat2,link,linkat",
        &["EINVAL", "ENOSYS", "EPERM", "EOPNOTSUPP"],
    ),
    (
        "rename,renameat",
        &["EPERM", "ENOSYS", "EOPNOTSUPP", "EINVAL"],
    ),
];

/// A workspace with a canvas that others may read, and a place for what belongs to the machine.
struct Place {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path().join("work"));
        one_canvas(&workspace);
        let shared = fs::Permissions::from_mode(0o644);
        fs::set_permissions(workspace.canvas_path(&id()), shared).expect("may be read");
        fs::create_dir(folder.path().join("home")).expect("a folder");
        Self { folder, workspace }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, refused: &[(&str, &str)], arguments: &[&str]) -> Output {
        let injected = |(call, error): &(&str, &str)| format!("inject={call}:error={error}");
        let injected: Vec<String> = refused.iter().map(injected).collect();
        let mut options = vec!["-o", "/dev/null"];
        options.extend(injected.iter().flat_map(|one| ["-e", one]));
        let mut command = under_strace(&options, &self.path("home"));
        command.arg("--workspace").arg(self.workspace.root());
        command.args(["--as-of", "2026-11-23"]).args(arguments);
        command.env("TMPDIR", self.folder.path());
        command.output().expect("strace runs")
    }

    /// Runs, must end well, and returns what was said beside the output.
    fn must(&self, refused: &[(&str, &str)], arguments: &[&str]) -> String {
        let output = self.run(refused, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_done = output.status.success();
        assert!(is_done, "{refused:?}: {arguments:?}: {said}");
        assert!(!said.contains("could not"), "{refused:?}: {said}");
        assert!(
            !said.to_lowercase().contains("not saved"),
            "{refused:?}: {said}"
        );
        said
    }
}

/// Every writer there is, each with the words that must stand in a file afterwards.
fn every_writer_works(refused: &[(&str, &str)]) {
    let place = Place::new();
    let page = place.path("page.md");
    let page = page.to_str().expect("text");
    let other = place.path("other");
    let leftover = place.workspace.root().join(".saving-x.tmp");
    fs::write(&leftover, "half a").expect("written");
    let said = [
        place.must(refused, &["set", "falls-7k3f", "value.worth=4"]),
        place.must(
            refused,
            &["set", "falls-7k3f", "purpose.quality=None alone."],
        ),
        place.must(refused, &["new", "Winter bus campaign"]),
        place.must(
            refused,
            &["decide", "falls-7k3f", "not_yet", "--because", "No room."],
        ),
        place.must(
            refused,
            &[
                "rank",
                "Bus order",
                "--people",
                "Lead,Aide",
                "--add",
                "Lead=3,1",
            ],
        ),
        place.must(refused, &["export", "falls-7k3f", "--to", page]),
        place.must(refused, &["export", "falls-7k3f", "--to", page, "--force"]),
        place.must(refused, &["trash", "winter-bus"]),
        place.must(refused, &["restore", "winter-bus"]),
        place.must(refused, &["init", &other.to_string_lossy()]),
        place.must(refused, &["demo", "--json"]),
        place.must(refused, &["doctor", "--fix"]),
    ]
    .concat();
    let canvas = place.workspace.load(&id()).expect("it can be read").canvas;
    assert_eq!(canvas.scale("value.worth"), Some(4), "{refused:?}");
    assert_eq!(canvas.text("decision.reason"), Some("No room."));
    let history = place.workspace.history(&id()).expect("a history");
    assert!(!history.is_empty(), "{refused:?}");
    assert_eq!(place.workspace.rankings().expect("read").len(), 1);
    let day = jiff::civil::date(2026, 11, 23);
    let entries = place.workspace.entries(day).expect("listed");
    assert!(
        entries.iter().all(|entry| entry.content.is_ok()),
        "{refused:?}"
    );
    assert_eq!(entries.len(), 2, "{refused:?}");
    let page = fs::read_to_string(page).expect("a page");
    assert!(page.contains("Falls"), "{refused:?}");
    assert!(!leftover.exists(), "{refused:?}");
    assert!(Workspace::at(&other).exists(), "{refused:?}");
    let left = place.workspace.examine();
    let left = left.findings.iter().map(|finding| &finding.path);
    assert_eq!(
        left.collect::<Vec<_>>(),
        Vec::<&PathBuf>::new(),
        "{refused:?}"
    );
    let told = said.matches("all is saved as safely as it allows").count();
    let names_only = refused
        .iter()
        .all(|(call, _)| call.starts_with("renameat2"));
    assert_eq!(told, usize::from(!names_only), "{refused:?}: {said}");
}

#[test]
fn every_writer_works_where_the_place_cannot_do_one_thing_and_says_so_once() {
    if !is_here() {
        return;
    }
    for (call, errors) in CANNOT {
        for error in *errors {
            every_writer_works(&[(call, error)]);
        }
    }
}

#[test]
fn a_place_that_can_do_nothing_of_all_this_still_saves_and_doctor_names_it_each_time() {
    if !is_here() {
        return;
    }
    let refused: Vec<(&str, &str)> = CANNOT
        .iter()
        .map(|(call, errors)| (*call, errors[0]))
        .collect();
    let place = Place::new();
    place.must(&refused, &["set", "falls-7k3f", "value.worth=4"]);
    place.must(&refused, &["new", "Winter bus campaign"]);
    for _ in 0..2 {
        let output = place.run(&refused, &["doctor"]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        for lack in [
            "cannot lock files",
            "cannot set who may read a file",
            "cannot say when a save has reached its disk",
            "cannot replace a file in one step",
        ] {
            assert!(said.contains(lack), "{lack}: {said}");
        }
    }
    let output = place.run(&[], &["doctor"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("everything is in order"), "{said}");
}

#[test]
fn what_a_place_fails_at_is_no_save_still() {
    if !is_here() {
        return;
    }
    for (call, error) in [
        ("fsync", "EIO"),
        ("fsync", "ENOSPC"),
        ("flock", "EIO"),
        ("fchmod", "EROFS"),
        ("renameat", "EIO"),
        ("renameat", "ENOSPC"),
    ] {
        let place = Place::new();
        let output = place.run(&[(call, error)], &["set", "falls-7k3f", "value.worth=4"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{call} {error}: {said}");
        assert!(said.contains("could not write"), "{call} {error}: {said}");
    }
}

#[test]
fn a_file_without_a_place_on_this_disk_that_cannot_be_read_now_is_in_the_cloud() {
    if !is_here() {
        return;
    }
    let place = Place::new();
    let path = place.workspace.canvas_path(&id());
    let file = fs::File::create(&path).expect("a file");
    file.set_len(4096).expect("a length and no bytes");
    let path = path.to_str().expect("text");
    for error in ["EIO", "ETIMEDOUT", "EAGAIN"] {
        let fault = format!("inject=read:error={error}");
        let options = [
            "-o",
            "/dev/null",
            "-P",
            path,
            "-e",
            "trace=read",
            "-e",
            &fault,
        ];
        for verb in ["list", "doctor"] {
            let mut command = under_strace(&options, &place.path("home"));
            command.arg("--workspace").arg(place.workspace.root());
            let output = command.arg(verb).output().expect("strace runs");
            let said = String::from_utf8_lossy(&output.stdout).to_lowercase();
            assert!(said.contains("in the cloud"), "{verb} {error}: {said}");
        }
    }
    fs::write(path, crate::OLD).expect("written");
    let fault = [
        "-o",
        "/dev/null",
        "-P",
        path,
        "-e",
        "trace=read",
        "-e",
        "inject=read:error=EIO",
    ];
    let mut command = under_strace(&fault, &place.path("home"));
    command.arg("--workspace").arg(place.workspace.root());
    let output = command.arg("list").output().expect("strace runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        !said.contains("cloud") && said.contains("falls-7k3f.json"),
        "{said}"
    );
}

/// The screen of a home, where the system refuses one call with an error.
fn screen(home: &Home, call: &str, error: &str) -> Session {
    let fault = format!("inject={call}:error={error}");
    let program = env!("CARGO_BIN_EXE_whytogether");
    let arguments = ["-f", "-o", "/dev/null", "-e", &fault, "--", program];
    home.start_program(Path::new("strace"), &arguments, &[])
}

#[test]
fn what_others_write_is_seen_where_the_system_watches_nothing_and_that_is_said() {
    if !is_here() {
        return;
    }
    for (call, error) in [
        ("inotify_add_watch", "ENOSPC"),
        ("inotify_init1", "EMFILE"),
        ("inotify_init1", "ENOSYS"),
    ] {
        let home = Home::new();
        let mut session = screen(&home, call, error);
        session.sees("others' changes come within a few");
        let written = home.canvases().join("falls-7k3f.json");
        fs::write(&written, crate::OLD).expect("written");
        session.sees("Falls");
        let text = crate::OLD.replace("Falls", "Slips and trips");
        fs::write(&written, text).expect("written");
        session.sees("Slips and trips");
        fs::remove_file(&written).expect("removed");
        session.sees("No canvas yet");
        session.types("q");
        session.ends();
    }
}

#[test]
fn what_others_write_on_a_share_is_looked_for_as_the_system_would_tell_of_nothing() {
    if !is_here() {
        return;
    }
    let home = Home::new();
    // The system says that the folder is NFS, and nobody may ask it to watch.
    let nfs = "inject=statfs:poke_exit=@arg2=6969000000000000";
    let none = "inject=inotify_add_watch:error=ENOSPC";
    let program = env!("CARGO_BIN_EXE_whytogether");
    let arguments = [
        "-f",
        "-o",
        "/dev/null",
        "-e",
        nfs,
        "-e",
        none,
        "--",
        program,
    ];
    let mut session = home.start_program(Path::new("strace"), &arguments, &[]);
    session.sees("No canvas yet");
    fs::write(home.canvases().join("falls-7k3f.json"), crate::OLD).expect("written");
    session.sees("Falls");
    assert!(!session.text().contains("watches no more"));
    session.types("q");
    session.ends();
}

#[test]
fn the_screen_says_once_what_a_place_cannot_do_and_calls_what_is_saved_saved() {
    if !is_here() {
        return;
    }
    let home = Home::new();
    let mut session = screen(&home, "flock", "ENOLCK");
    session.sees("No canvas yet");
    session.types("nFalls at home\r");
    session.sees("cannot lock files");
    session.wait("it saved", |session| {
        let text = session.text();
        text.lines()
            .next()
            .is_some_and(|head| head.ends_with("saved"))
    });
    assert!(home.written().contains("Falls at home"));
    session.types("\x1b");
    session.wait("the keys, and none of a field", |session| {
        let text = session.text();
        text.contains("next") && !text.contains("leave field") && !text.contains("lock files")
    });
    session.types("q");
    session.ends();
    let mut again = screen(&home, "flock", "ENOLCK");
    again.sees("Falls at home");
    again.types("nWalks\r");
    again.wait("a second canvas on disk", |_| {
        home.written().contains("Walks")
    });
    again.sees("Walks");
    assert!(!again.text().contains("cannot lock files"));
}
