//! The home folder: what `~` means, and what works where there is none.

use std::fs;

use crate::desk::{Desk, Ended};

/// Runs with a home folder named so that the system knows none.
fn homeless(desk: &Desk, arguments: &[&str]) -> Ended {
    let mut command = desk.command();
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command.env_remove("XDG_CACHE_HOME").env("HOME", "nowhere");
    command.args(arguments).output().expect("it runs").into()
}

/// Runs in the home folder's `here`, without naming a workspace.
fn here(desk: &Desk, arguments: &[&str]) -> Ended {
    let here = desk.path("here");
    fs::create_dir_all(&here).expect("a folder");
    let mut command = desk.command();
    command.current_dir(here).args(arguments);
    command.output().expect("it runs").into()
}

#[test]
fn a_tilde_that_no_shell_has_read_is_the_home_folder_in_every_flag_and_variable() {
    let desk = Desk::empty();
    here(&desk, &["init", "~/plans"]).done();
    here(&desk, &["--workspace=~/plans", "new", "Bus plan"]).done();
    assert!(desk.path("plans/workspace.json").is_file());
    let with = |arguments: &[&str]| {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--workspace=~/plans"]);
        here(&desk, &arguments).done()
    };
    with(&["export", "bus", "--to=~/page.md"]);
    with(&["letter", "bus", "--kind=not_yet", "--write=~/letter.txt"]);
    with(&["answer", "bus", "--for=Fellgate", "--to=~/blank.json"]);
    with(&["compare", "bus", "~/blank.json"]);
    with(&["import", "~/blank.json"]);
    fs::write(desk.path("Lead"), "# Lead\n1\n").expect("written");
    with(&["rank", "Bus order", "--people=Lead,Aide", "--from=~/Lead"]);
    for name in ["page.md", "letter.txt", "blank.json"] {
        assert!(desk.path(name).is_file(), "{name}");
    }
    let mut command = desk.command();
    command.env("WHYTOGETHER_WORKSPACE", "~/plans");
    let listed: Ended = command.arg("list").output().expect("it runs").into();
    assert!(listed.done().out.contains("Bus plan"));
    assert!(!desk.path("here/~").exists());
    assert!(!desk.path("~").exists());
}

#[test]
fn the_home_folder_of_somebody_else_is_refused_with_what_to_write() {
    let desk = Desk::empty();
    let refused = here(&desk, &["--workspace=~lead/plans", "new", "Bus plan"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("./~lead/plans"), "{refused:?}");
    assert!(!desk.path("here/~lead").exists());
    here(&desk, &["--workspace=./~lead", "new", "Bus plan"]).done();
    here(&desk, &["--workspace=~lead", "list"]).done();
    let mut command = desk.command();
    command.env("WHYTOGETHER_WORKSPACE", "~lead/plans");
    let refused: Ended = command.arg("list").output().expect("it runs").into();
    refused.refused(2, &["WHYTOGETHER_WORKSPACE", "write it in full"]);
}

#[test]
fn verbs_that_need_no_workspace_need_no_home_folder() {
    let desk = Desk::empty();
    let versions = ["base", "ours", "theirs"].map(|name| {
        let path = desk.path(name);
        fs::write(&path, r#"{"format":"whytogether.canvas","version":1}"#).expect("written");
        path.to_string_lossy().into_owned()
    });
    let [base, ours, theirs] = versions.each_ref().map(String::as_str);
    for arguments in [
        &["completions", "bash"][..],
        &["man"],
        &["questions"],
        &["questions", "--json"],
        &["schema", "canvas"],
        &["demo", "--json"],
        &["paths"],
        &["paths", "--json"],
        &["merge", base, ours, theirs, "canvases/a-2abc.json"],
        &["init", "plans"],
        &["init", "--json"],
        &["--workspace", "plans", "new", "Bus plan"],
        &["--workspace", "plans", "set", "bus", "purpose.change=x"],
        &["set", "--help"],
        &["--version"],
    ] {
        homeless(&desk, arguments).done();
    }
}

#[test]
fn verbs_that_need_a_workspace_say_what_to_set_where_there_is_no_home_folder() {
    let desk = Desk::empty();
    for arguments in [
        &["list"][..],
        &["new", "Bus plan"],
        &["doctor"],
        &["export", "bus"],
    ] {
        let says = ["HOME", "WHYTOGETHER_WORKSPACE", "--workspace DIR"];
        homeless(&desk, arguments).refused(1, &says);
    }
}

#[test]
fn paths_names_what_is_used_and_nothing_else() {
    let desk = Desk::empty();
    let printed = desk.run(&["paths"]).done().out;
    for name in ["data", "cache", "state", "workspace"] {
        assert!(printed.contains(name), "{name}: {printed}");
    }
    assert!(!printed.contains("config"), "{printed}");
    let json = desk.run(&["paths", "--json"]).done().json();
    assert_eq!(json["config"], serde_json::Value::Null);
    assert!(json["cache"].is_string());
}
