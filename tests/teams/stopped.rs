//! A sync that is killed at each step of git: nothing is lost, every file is whole, and the next goes through.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::team::Team;

const IDS: [&str; 2] = ["falls-7k3f", "bus-5rkh"];
/// Commands of git that change something; between two others there is nothing new to stop at.
const STEPS: &str = "add|commit|commit-tree|config|fetch|hash-object|push|read-tree|update-index|update-ref|write-tree";

/// Two desks that each changed both canvases, the settings and more; what `a` did is sent.
fn apart() -> Team {
    let title = |id: &str| json!({ "cover": { "title": id } });
    let team = Team::with_canvases(&IDS.map(|id| (id, title(id))));
    team.sync("b").done();
    for id in IDS {
        team.run(&["-w", "a", "set", id, "purpose.change=theirs"])
            .done();
        team.run(&["-w", "b", "set", id, "value.sign=ours"]).done();
    }
    team.put_canvas("a", "walks-3hq8", &title("Walks"));
    team.run(&["-w", "a", "set", "falls-7k3f", "value.worth=4"])
        .done();
    team.run(&["-w", "b", "set", "falls-7k3f", "value.worth=2"])
        .done();
    team.sync("a").done();
    team
}

/// A git before the real one that counts the steps, and kills the program before one of them.
fn watched_git(team: &Team) {
    team.put_script(
        "bin/git",
        &format!(
            r#"step=; for word; do case "$word" in {STEPS}) step=$word; break;; esac; done
if [ -z "$step" ]; then exec "$REAL_GIT" "$@"; fi
echo x >> "$STEP_LOG"; number=$(wc -l < "$STEP_LOG")
if [ "$number" -ne "$STOP_AT" ]; then exec "$REAL_GIT" "$@"; fi
if [ "$STOP_HOW" = within ]; then
  for lock in index HEAD refs/heads/main refs/remotes/origin/main config; do : > "b/.git/$lock.lock"; done
  mkdir -p b/.git/objects/00; : > b/.git/objects/00/00000000000000000000000000000000000000
fi
kill -9 $PPID"#
        ),
    );
}

/// Syncs `b` and kills it at this step; false where it came to its end before.
fn is_killed(team: &Team, number: usize, how: &str) -> bool {
    let path = std::env::var("PATH").expect("a path");
    let mut real = std::env::split_paths(&path).map(|folder| folder.join("git"));
    let real = real.find(|git| git.is_file()).expect("git");
    let mut program = team.program();
    program
        .env("PATH", format!("{}:{path}", team.path("bin").display()))
        .env("REAL_GIT", real)
        .env("STEP_LOG", team.path("steps"))
        .env("STOP_AT", number.to_string())
        .env("STOP_HOW", how)
        .args(["-w", "b", "sync"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = program.status().expect("it runs");
    assert!(
        status.success() || status.code().is_none(),
        "{status:?} at step {number}"
    );
    status.code().is_none()
}

#[track_caller]
fn nothing_is_lost(team: &Team, case: &str) {
    for id in IDS {
        let canvas = team.canvas("b", id);
        assert_eq!(canvas["value"]["sign"], "ours", "{case}");
    }
    let _: Value = serde_json::from_str(&team.text("b/workspace.json")).expect("whole");
    let said = team.sync("b");
    assert_eq!(said.code, 0, "{case}: {said:?}");
    for id in IDS {
        let canvas = team.canvas("b", id);
        let both = (&canvas["value"]["sign"], &canvas["purpose"]["change"]);
        assert_eq!(both, (&json!("ours"), &json!("theirs")), "{case}");
    }
    let falls = team.canvas("b", "falls-7k3f");
    assert_eq!(falls["value"]["worth"], 2, "{case}");
    let waiting = falls["conflicts"].as_array().map_or(0, Vec::len);
    assert_eq!(waiting, 1, "{case}: {falls}");
    let status = team.git(&["-C", "b", "status", "--short"]).done();
    assert_eq!(status.out, "", "{case}");
}

fn at_every_step(how: &str) {
    let begun = apart();
    watched_git(&begun);
    let mut number = 0;
    loop {
        number += 1;
        let team = begun.copied();
        if !is_killed(&team, number, how) {
            break;
        }
        nothing_is_lost(&team, &format!("{how} step {number}"));
    }
    assert!(number > 8, "only {number} steps");
}

#[test]
fn killed_before_each_step_of_git_nothing_is_lost_and_the_next_goes_through() {
    at_every_step("before");
}

#[test]
fn killed_within_a_step_its_locks_and_empty_objects_stop_nobody() {
    at_every_step("within");
}

#[test]
fn a_merge_that_an_earlier_version_left_half_way_is_ended_by_the_next_sync() {
    let team = apart();
    team.git(&["-C", "b", "commit", "-q", "-a", "-m", "Ours"])
        .done();
    team.git(&["-C", "b", "fetch", "-q"]).done();
    let merge = [
        "-C",
        "b",
        "merge",
        "-q",
        "--no-commit",
        "-s",
        "ours",
        "origin/main",
    ];
    team.git(&merge).done();
    team.put("b/.git/MERGE_MSG", "Take in what others changed\n");
    nothing_is_lost(&team, "an earlier merge");
    assert!(!team.path("b/.git/MERGE_HEAD").exists());
}

#[test]
fn two_syncs_at_once_both_go_through() {
    let team = apart();
    let syncs: Vec<_> = (0..3)
        .map(|_| {
            let mut program = team.program();
            program.args(["-w", "b", "sync"]).stdout(Stdio::null());
            program.stderr(Stdio::piped()).spawn().expect("it runs")
        })
        .collect();
    for sync in syncs {
        let ended = sync.wait_with_output().expect("it ends");
        assert!(ended.status.success(), "{ended:?}");
    }
    nothing_is_lost(&team, "three at once");
}

#[test]
fn an_old_lock_of_another_git_is_named_with_when_it_may_go() {
    let team = apart();
    team.put("b/.git/index.lock", "");
    let says = [
        ".git/index.lock`",
        "hint: try again in a moment; if no git is at work",
    ];
    team.sync("b").refused(5, &says);
    assert!(team.path("b/.git/index.lock").exists());
}
