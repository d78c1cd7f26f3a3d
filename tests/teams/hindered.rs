//! What can stand in the way of a sync: each is said with what to do, and nothing is lost by it.

use std::fs;

use serde_json::json;
use whytogether::workspace::Workspace;

use crate::team::{Team, canvas_text};

fn falls() -> Team {
    Team::with_canvas(&json!({ "cover": { "title": "Falls" } }))
}

/// The last commit of a clone.
fn subject(team: &Team, clone: &str) -> String {
    team.git(&["-C", clone, "log", "-1", "--format=%s"])
        .done()
        .out
}

#[test]
fn without_a_remote_the_changes_are_committed_and_it_says_how_to_add_one() {
    let team = Team::alone();
    team.git(&["init", "-q", "a"]).done();
    team.put_canvas("a", "falls-7k3f", &json!({ "cover": { "title": "Falls" } }));
    team.run(&["init", "a"]).done();
    let says = [
        "committed here",
        "no remote",
        "hint: git -C a remote add origin URL",
    ];
    team.sync("a").refused(1, &says);
    assert_eq!(subject(&team, "a"), "Falls: begun\n");
}

#[test]
fn several_remotes_without_an_upstream_have_to_be_chosen_from() {
    let team = Team::alone();
    team.git(&["init", "-q", "-b", "main", "a"]).done();
    team.run(&["init", "a"]).done();
    for remote in ["office", "home"] {
        team.git(&["-C", "a", "remote", "add", remote, "../team.git"])
            .done();
    }
    team.sync("a")
        .refused(1, &["home, office", "hint: git -C a push -u REMOTE main"]);
}

#[test]
fn without_a_name_nothing_is_committed_and_it_says_how_to_give_one() {
    let team = Team::nobody();
    team.share("a");
    let says = [
        "does not know who you are",
        "git config --global user.name",
        "user.email",
    ];
    team.sync("a").refused(1, &says);
    assert_ne!(team.git(&["-C", "a", "rev-parse", "HEAD"]).code, 0);
}

#[test]
fn a_remote_that_does_not_answer_keeps_the_commit_here() {
    let team = falls();
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    fs::rename(team.path("team.git"), team.path("away.git")).expect("moved");
    let says = [
        "could not reach `origin`",
        "committed here",
        "hint: whytogether sync",
    ];
    team.sync("a").refused(1, &says);
    assert_eq!(subject(&team, "a"), "Falls: worth\n");
    fs::rename(team.path("away.git"), team.path("team.git")).expect("moved");
    assert!(
        team.sync("a")
            .done()
            .out
            .contains("1 commit to origin/main")
    );
}

#[cfg(unix)]
#[test]
fn a_remote_that_wants_a_password_is_not_waited_for() {
    let team = falls();
    team.put_script(
        "bin/ssh",
        "echo \"$@\" > \"$HOME/asked\"; echo 'Permission denied (publickey).' >&2; exit 255",
    );
    team.git(&[
        "-C",
        "a",
        "remote",
        "set-url",
        "origin",
        "ssh://team.invalid/team.git",
    ])
    .done();
    let ssh = team.path("bin/ssh");
    team.git(&[
        "-C",
        "a",
        "config",
        "core.sshCommand",
        ssh.to_str().expect("text"),
    ])
    .done();
    let says = [
        "did not let us in",
        "Permission denied",
        "hint: git -C a fetch origin",
    ];
    team.sync("a").refused(1, &says);
    assert!(
        team.text("asked").contains("-oBatchMode=yes"),
        "{}",
        team.text("asked")
    );
}

#[cfg(unix)]
#[test]
fn a_remote_that_takes_nothing_is_named_with_its_own_words() {
    let team = falls();
    team.put_script(
        "team.git/hooks/pre-receive",
        "echo 'closed for the holidays' >&2; exit 1",
    );
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    let says = [
        "`origin` did not take the changes",
        "closed for the holidays",
        "let you push",
    ];
    team.sync("a").refused(1, &says);
}

/// Lets someone else send a commit between our look at the remote and our push.
#[cfg(unix)]
fn overtake(team: &Team, when: &str) {
    team.git(&["clone", "-q", "team.git", "other"]).done();
    let lines = format!(
        "unset $(git rev-parse --local-env-vars)\n{when}\ncd \"$HOME/other\" && git pull -q && \
         git commit -q --allow-empty -m Overtaking && git push -q"
    );
    team.put_script("b/.git/hooks/pre-push", &lines);
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
}

#[cfg(unix)]
#[test]
fn a_push_that_someone_overtakes_is_tried_again() {
    let team = falls();
    overtake(
        &team,
        "test -e \"$HOME/once\" && exit 0; touch \"$HOME/once\"",
    );
    let said = team.sync("b").done();
    assert!(said.out.contains("sent"), "{said:?}");
    let log = team
        .git(&["-C", "team.git", "log", "--format=%s"])
        .done()
        .out;
    assert!(
        log.contains("Overtaking") && log.contains("Falls: worth"),
        "{log}"
    );
}

#[cfg(unix)]
#[test]
fn a_push_that_someone_overtakes_every_time_ends_with_5() {
    let team = falls();
    overtake(&team, "");
    team.sync("b")
        .refused(5, &["someone else each time", "hint: whytogether sync"]);
    let log = team
        .git(&["-C", "team.git", "log", "--format=%s"])
        .done()
        .out;
    assert!(log.matches("Overtaking").count() > 2, "{log}");
}

#[test]
fn a_merge_that_somebody_began_is_left_to_them() {
    let team = falls();
    let commit = team.git(&["-C", "a", "rev-parse", "HEAD"]).done().out;
    team.put("a/.git/MERGE_HEAD", &commit);
    team.sync("a").refused(
        5,
        &[
            "a merge is not finished",
            "git -C a merge --abort",
            "git -C a status",
        ],
    );
    assert!(team.path("a/.git/MERGE_HEAD").exists());
}

#[test]
fn without_a_branch_it_says_how_to_get_on_one() {
    let team = falls();
    team.git(&["-C", "a", "checkout", "-q", "--detach"]).done();
    team.sync("a").refused(
        1,
        &["no branch is checked out", "hint: git -C a switch BRANCH"],
    );
}

#[test]
fn a_workspace_that_git_ignores_is_not_taken_for_nothing_new() {
    let team = Team::alone();
    team.share("a");
    team.put("a/.gitignore", "*.json\n");
    let says = [
        "told to ignore `workspace.json` (`*.json` in `.gitignore`, line 1)",
        "hint: take that rule out",
    ];
    team.sync("a").refused(1, &says);
}

#[test]
fn lines_that_merge_canvases_otherwise_change_nothing_for_a_sync() {
    let team = falls();
    team.sync("b").done();
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    team.sync("a").done();
    team.run(&["-w", "b", "set", "falls", "value.sign=Ours"])
        .done();
    team.put("b/.git/info/attributes", "*.json merge=binary\n");
    team.sync("b").done();
    let value = &team.canvas("b", "falls-7k3f")["value"];
    assert_eq!(
        (&value["worth"], &value["sign"]),
        (&json!(4), &json!("Ours"))
    );
}

#[test]
fn marks_of_a_merge_without_the_program_are_not_committed() {
    let team = falls();
    team.put("a/canvases/falls-7k3f.json", "{\n<<<<<<< HEAD\n}\n");
    let says = ["`canvases/falls-7k3f.json`", "line 2", "git -C a log -p"];
    team.sync("a").refused(1, &says);
    assert_eq!(subject(&team, "a"), "Falls: begun\n");
}

#[test]
fn repositories_that_began_apart_are_not_joined_unasked() {
    let team = falls();
    team.git(&["init", "-q", "-b", "main", "c"]).done();
    team.run(&["init", "c"]).done();
    team.git(&["-C", "c", "remote", "add", "origin", "../team.git"])
        .done();
    let says = [
        "no commit in common",
        "git -C c merge --allow-unrelated-histories origin/main",
    ];
    team.sync("c").refused(1, &says);
    let join = [
        "-C",
        "c",
        "merge",
        "-q",
        "--allow-unrelated-histories",
        "--no-edit",
        "origin/main",
    ];
    team.git(&join).done();
    team.sync("c").done();
    team.sync("a").done();
    team.assert_same("a", "c");
}

#[test]
fn a_file_of_the_user_that_others_changed_too_stays_and_is_named() {
    let team = falls();
    team.sync("b").done();
    team.put("a/notes.md", "Theirs\n");
    team.git(&["-C", "a", "add", "notes.md"]).done();
    team.git(&["-C", "a", "commit", "-q", "-m", "Notes"]).done();
    team.sync("a").done();
    team.put("b/notes.md", "Mine\n");
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    team.sync("b")
        .refused(1, &["in the way", "notes.md", "hint: git -C b commit"]);
    assert_eq!(team.text("b/notes.md"), "Mine\n");
    assert!(!team.path("b/.git/MERGE_HEAD").exists());
}

#[test]
fn what_is_staged_of_other_files_stays_staged_through_a_merge_and_is_not_sent() {
    let team = falls();
    team.sync("b").done();
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    team.sync("a").done();
    team.run(&["-w", "b", "set", "falls", "value.worth=2"])
        .done();
    team.put("b/staged.md", "Not yet\n");
    team.git(&["-C", "b", "add", "staged.md"]).done();
    team.sync("b").done();
    let status = team.git(&["-C", "b", "status", "--short"]).done().out;
    assert_eq!(status, "A  staged.md\n");
    let sent = team.git(&["-C", "team.git", "ls-tree", "--name-only", "main"]);
    assert!(!sent.done().out.contains("staged.md"));
    assert_eq!(team.canvas("b", "falls-7k3f")["conflicts"][0]["theirs"], 4);
}

#[test]
fn a_conflict_in_another_file_gives_the_whole_merge_up() {
    let team = falls();
    team.sync("b").done();
    for clone in ["a", "b"] {
        team.put(&format!("{clone}/notes.md"), &format!("Of {clone}\n"));
        team.git(&["-C", clone, "add", "notes.md"]).done();
        team.git(&["-C", clone, "commit", "-q", "-m", "Notes"])
            .done();
        team.run(&["-w", clone, "set", "falls", "value.worth=4"])
            .done();
    }
    team.sync("a").done();
    team.sync("b").refused(
        1,
        &["nothing is merged", "`notes.md` was changed on both sides"],
    );
    assert_eq!(team.text("b/notes.md"), "Of b\n");
    assert_eq!(team.git(&["-C", "b", "status", "--short"]).done().out, "");
}

#[test]
fn a_newer_canvas_ends_with_6_and_nothing_is_merged() {
    let team = falls();
    team.sync("b").done();
    let newer = json!({ "version": 2, "cover": { "title": "Falls, later" } });
    team.put_canvas("a", "falls-7k3f", &newer);
    team.sync("a").done();
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    let says = [
        "`canvases/falls-7k3f.json` is left",
        "newer version",
        "hint: use a newer whytogether",
    ];
    team.sync("b").refused(6, &says);
    assert_eq!(team.canvas("b", "falls-7k3f")["value"]["worth"], 4);
    assert_eq!(team.git(&["-C", "b", "status", "--short"]).done().out, "");
}

#[test]
fn a_workspace_that_another_program_holds_ends_with_5() {
    let team = falls();
    let _held = Workspace::at(team.path("a")).lock().expect("free");
    team.sync("a").refused(5, &["held by another program"]);
}

#[test]
fn another_git_at_work_ends_with_5() {
    let team = falls();
    team.put_canvas("a", "bus-5rkh", &json!({ "cover": { "title": "Bus" } }));
    team.put("a/.git/index.lock", "");
    team.sync("a")
        .refused(5, &["another git is at work", "try again"]);
    let bus = canvas_text("bus-5rkh", &json!({ "cover": { "title": "Bus" } }));
    assert_eq!(team.text("a/canvases/bus-5rkh.json"), bus);
}
