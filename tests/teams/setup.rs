//! `git-setup`: what it writes, and that it takes out exactly that.

use std::fs;

use crate::team::Team;

/// A workspace in a repository, with lines of the user in its files.
fn with_own_lines() -> (Team, [String; 3]) {
    let team = Team::alone();
    team.share("a");
    team.put("a/.gitattributes", "*.docx binary\n");
    team.put("a/.gitignore", "*.log\n");
    team.git(&["-C", "a", "config", "merge.own.driver", "true"])
        .done();
    let was = files(&team);
    (team, was)
}

fn files(team: &Team) -> [String; 3] {
    ["a/.gitattributes", "a/.gitignore", "a/.git/config"].map(|name| team.text(name))
}

#[test]
fn it_keeps_the_users_lines_and_doing_it_twice_changes_nothing() {
    let (team, was) = with_own_lines();
    let first = team.run(&["-w", "a", "git-setup", "--json"]).done().json();
    let once = files(&team);
    let second = team.run(&["-w", "a", "git-setup", "--json"]).done().json();

    assert_eq!(files(&team), once);
    for (was, is) in was.iter().zip(&once) {
        assert!(is.starts_with(was.as_str()) && is != was, "{is}");
    }
    for name in ["attributes", "ignore", "driver"] {
        assert_eq!(
            (&first[name], &second[name]),
            (&"written".into(), &"unchanged".into())
        );
    }
    let ignored = team.git(&["-C", "a", "check-ignore", ".lock", "canvases/.saving-x.tmp"]);
    assert_eq!(ignored.done().out.lines().count(), 2);
}

#[test]
fn remove_takes_out_exactly_what_was_written() {
    let (team, was) = with_own_lines();
    team.run(&["-w", "a", "git-setup"]).done();
    let said = team.run(&["-w", "a", "git-setup", "--remove"]).done().out;
    assert_eq!(said.matches("taken out").count(), 3, "{said}");
    assert_eq!(files(&team), was);
    let again = team.run(&["-w", "a", "git-setup", "--remove"]).done().out;
    assert_eq!(again.matches("as it was").count(), 3, "{again}");
}

#[test]
fn files_that_it_made_go_with_its_lines() {
    let team = Team::alone();
    team.share("a");
    team.run(&["-w", "a", "git-setup"]).done();
    team.run(&["-w", "a", "git-setup", "--remove"]).done();
    assert!(!team.path("a/.gitattributes").exists() && !team.path("a/.gitignore").exists());
}

#[test]
fn a_program_in_a_folder_with_a_space_is_still_found_by_git() {
    let team = Team::with_canvas(&serde_json::json!({ "cover": { "title": "Falls" } }));
    fs::create_dir(team.path("our tools")).expect("made");
    let moved = team.path("our tools/why 100%");
    fs::copy(env!("CARGO_BIN_EXE_whytogether"), &moved).expect("copied");
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    team.run(&["-w", "b", "set", "falls", "value.worth=2"])
        .done();
    team.sync("a").done();

    let mut program = std::process::Command::new(&moved);
    let environment = team.program();
    for (name, value) in environment.get_envs() {
        match value {
            Some(value) => program.env(name, value),
            None => program.env_remove(name),
        };
    }
    let synced = program.current_dir(team.path("")).args(["-w", "b", "sync"]);
    assert!(synced.output().expect("it runs").status.success());

    let driver = team
        .git(&["-C", "b", "config", "merge.whytogether.driver"])
        .done();
    assert!(
        driver.out.contains("our tools/why 100%%'"),
        "{}",
        driver.out
    );
    assert_eq!(team.canvas("b", "falls-7k3f")["conflicts"][0]["theirs"], 4);
}

#[test]
fn outside_a_repository_it_says_how_to_make_one() {
    let team = Team::alone();
    team.run(&["init", "our plans"]).done();
    for verb in ["git-setup", "sync"] {
        let says = [
            "`our plans` is in no git repository",
            "hint: git init 'our plans'",
        ];
        team.run(&["-w", "our plans", verb]).refused(1, &says);
    }
}

#[test]
fn without_a_workspace_or_without_git_it_says_so() {
    let team = Team::alone();
    for verb in ["git-setup", "sync"] {
        let says = [
            "no workspace in `nowhere`",
            "hint: whytogether init nowhere",
        ];
        team.run(&["-w", "nowhere", verb]).refused(3, &says);
    }
    team.run(&["init", "a"]).done();
    for verb in ["git-setup", "sync"] {
        let mut program = team.program();
        program
            .env("PATH", team.path("empty"))
            .args(["-w", "a", verb]);
        let ended: crate::team::Ended = program.output().expect("it runs").into();
        ended.refused(1, &["git is not installed"]);
    }
}

#[test]
fn a_workspace_below_the_top_writes_to_its_own_folder_only() {
    let team = Team::alone();
    team.git(&["init", "-q", "a"]).done();
    team.run(&["init", "a/team/plans"]).done();
    team.run(&["-w", "a/team/plans", "git-setup"]).done();
    assert!(!team.path("a/.gitattributes").exists());
    let asked = [
        "-C",
        "a",
        "check-attr",
        "merge",
        "team/plans/canvases/x.json",
        "canvases/x.json",
    ];
    let said = team.git(&asked).done().out;
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines[0].ends_with(": whytogether") && lines[1].ends_with(": unspecified"),
        "{said}"
    );
}
