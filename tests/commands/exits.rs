//! How calls end.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use crate::desk::{Desk, Ended};

#[test]
fn a_command_line_that_breaks_a_rule_ends_with_2() {
    let desk = Desk::with_samples();
    for arguments in [
        &["list", "--bogus"][..],
        &["list", "--as-of", "soonish"],
        &["set", "falls-response-at-home-7k3f", "value.worth"],
        &["set", "falls-response-at-home-7k3f"],
        &["new", " "],
        &["new", "two\nlines"],
        &["decide", "two-calendars-b4ty", "maybe"],
        &["completions", "no-such-shell"],
    ] {
        let mut command = desk.command();
        command.arg("-w").arg(desk.work()).args(arguments);
        let ended: Ended = command.output().expect("it runs").into();
        ended.refused(2, &[]);
    }
}

#[test]
fn what_has_no_such_name_ends_with_3() {
    let desk = Desk::with_samples();
    for verb in ["open", "show", "check", "trash", "restore", "export"] {
        desk.run(&[verb, "zebra"])
            .refused(3, &["`zebra`", "hint: "]);
    }
    desk.run(&["get", "bricks", "purpose.colour"])
        .refused(3, &["`purpose.colour`", "whytogether questions"]);
    desk.run(&["get", "bricks", "purpose.belief@Nobody"])
        .refused(3, &["`Nobody`"]);
}

#[test]
fn an_ambiguous_name_ends_with_3_and_lists_the_candidates() {
    let desk = Desk::with_samples();
    desk.run(&["show", "t"])
        .refused(3, &["the-talking-icons-film-m3xp", "two-calendars-b4ty"]);
}

#[test]
fn a_blocker_ends_check_with_4_and_its_result_is_printed_all_the_same() {
    let desk = Desk::with_samples();
    let ended = desk.run(&["check", "The Talking Icons Film"]);
    assert_eq!(ended.code, 4, "{ended:?}");
    assert!(ended.out.contains("not yet"), "{ended:?}");
    desk.run(&["check", "bricks"]).done();
}

#[test]
fn a_broken_file_ends_check_with_4_and_others_with_1_and_is_left_alone() {
    let desk = Desk::empty();
    desk.put("canvases/falls-7k3f.json", "{\n<<<<<<< HEAD\n");
    let says = ["falls-7k3f.json", "line 2", "version-control conflict"];
    desk.run(&["check", "falls"]).refused(4, &says);
    desk.run(&["show", "falls"]).refused(1, &says);
    desk.run(&["set", "falls", "value.worth=4"])
        .refused(1, &says);
    assert_eq!(desk.bytes("falls-7k3f"), b"{\n<<<<<<< HEAD\n");
}

#[test]
fn a_workspace_that_someone_else_holds_ends_with_5() {
    let desk = Desk::with_samples();
    let before = desk.bytes("two-calendars-b4ty");
    let lock = File::create(desk.work().join(".lock")).expect("a file");
    lock.lock().expect("nobody holds it");
    desk.run(&["set", "two-calendars-b4ty", "value.worth=2"])
        .refused(5, &[".lock", "another program"]);
    assert_eq!(desk.bytes("two-calendars-b4ty"), before);
}

#[test]
fn a_newer_file_is_read_with_a_note_and_writing_ends_with_6() {
    let desk = Desk::empty();
    let text = r#"{"format":"whytogether.canvas","version":2,"cover":{"title":"Falls"}}"#;
    desk.put("canvases/falls-7k3f.json", text);
    for arguments in [
        &["show", "falls"][..],
        &["get", "falls", "cover.title"],
        &["check", "falls"],
        &["export", "falls"],
    ] {
        let ended = desk.run(arguments).done();
        assert!(ended.out.contains("Falls"), "{ended:?}");
        let is_told = ended.err.contains("newer version") || arguments[0] == "get";
        assert!(is_told, "{ended:?}");
    }
    desk.run(&["set", "falls", "value.worth=4"])
        .refused(6, &["newer version"]);
    desk.run(&["decide", "falls", "not_yet"])
        .refused(6, &["newer version"]);
    assert_eq!(desk.bytes("falls-7k3f"), text.as_bytes());
}

#[test]
fn the_screen_without_a_terminal_ends_with_7_and_names_what_works() {
    let desk = Desk::with_samples();
    for arguments in [&[][..], &["open", "bricks"], &["open", "bricks", "--quick"]] {
        desk.run(arguments).refused(
            7,
            &["needs a terminal", "hint: whytogether list, or --plain"],
        );
    }
}

#[test]
fn plain_without_a_verb_prints_the_list() {
    let desk = Desk::with_samples();
    let list = desk.run(&["list"]).done().out;
    assert_eq!(desk.run(&["--plain"]).done().out, list);
    let mut dumb = desk.command();
    dumb.env("TERM", "dumb")
        .args(["--as-of", "2026-11-23", "-w"])
        .arg(desk.work());
    let ended: Ended = dumb.output().expect("it runs").into();
    assert_eq!(ended.done().out, list);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::with_samples();
    for verb in [
        &["list"][..],
        &["questions", "--json"],
        &["man"],
        &["--help"],
    ] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("whytogether"))
            .args(verb)
            .arg("-w")
            .arg(desk.work())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let ended: Ended = output.into();
        assert_eq!(ended.done().err, "", "{verb:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_ends_with_1() {
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("a device");
    let desk = Desk::with_samples();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("whytogether"))
        .args(["questions"])
        .arg("-w")
        .arg(desk.work())
        .stdout(full)
        .output()
        .expect("it runs");
    Ended::from(output).refused(1, &["could not write the output"]);
}

#[test]
fn quiet_leaves_out_notes_and_hints_but_no_error() {
    let desk = Desk::with_samples();
    fs::write(desk.canvas_path("broken-2222"), "{").expect("written");
    assert_ne!(desk.run(&["check", "bricks"]).done().err, "");
    assert_eq!(desk.run(&["check", "bricks", "-q"]).done().err, "");
    let ended = desk.run(&["-q", "show", "zebra"]).refused(3, &["`zebra`"]);
    assert!(!ended.err.contains("hint"), "{ended:?}");
}
