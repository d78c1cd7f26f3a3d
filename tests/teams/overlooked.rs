//! What git is told not to look at, where it is led elsewhere, and what it says in its own words.

use std::fs;

use serde_json::json;

use crate::team::{Ended, Team};

fn falls() -> Team {
    let team = Team::with_canvas(&json!({ "cover": { "title": "Falls" } }));
    team.sync("b").done();
    team
}

#[test]
fn a_canvas_that_is_ignored_is_named_with_its_rule_wherever_that_stands() {
    for place in ["b/.gitignore", "b/.git/info/exclude", "excludes"] {
        let team = falls();
        let excludes = team.path("excludes");
        let excludes = excludes.to_str().expect("text");
        team.git(&["-C", "b", "config", "core.excludesFile", excludes])
            .done();
        team.put(place, "walks-*\n");
        team.put_canvas("b", "walks-3hq8", &json!({ "cover": { "title": "Walks" } }));
        let says = ["`canvases/walks-3hq8.json` (`walks-*` in `", "line 1"];
        team.sync("b").refused(1, &says);
    }
}

#[test]
fn a_half_save_and_other_programs_files_that_are_ignored_stop_nobody() {
    let team = falls();
    team.put("b/.git/info/exclude", "*.bak\n.*\n!.git*\n");
    team.put("b/canvases/.saving-x.tmp", "{");
    team.put("b/canvases/.falls-7k3f.json.swp", "{");
    team.put("b/canvases/falls.bak", "{");
    team.sync("b").done();
}

#[test]
fn what_git_was_told_to_take_for_unchanged_is_sent_all_the_same() {
    for option in ["--assume-unchanged", "--skip-worktree"] {
        let team = falls();
        let name = "canvases/falls-7k3f.json";
        team.git(&["-C", "b", "update-index", option, name]).done();
        team.run(&["-w", "b", "set", "falls", "value.worth=4"])
            .done();
        team.sync("b").done();
        team.sync("a").done();
        assert_eq!(
            team.canvas("a", "falls-7k3f")["value"]["worth"],
            4,
            "{option}"
        );
    }
}

#[test]
fn variables_of_git_lead_neither_sync_nor_git_setup_elsewhere() {
    let team = falls();
    team.git(&["init", "-q", "other"]).done();
    let other = team.path("other/.git");
    let config = || team.text("other/.git/config");
    let before = config();
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    for verb in ["git-setup", "sync"] {
        let mut program = team.program();
        program
            .env("GIT_DIR", &other)
            .env("GIT_WORK_TREE", team.path("other"))
            .env("GIT_INDEX_FILE", team.path("other/index"))
            .env("GIT_OBJECT_DIRECTORY", team.path("other/objects"))
            .env("GIT_CONFIG_COUNT", "1")
            .env("GIT_CONFIG_KEY_0", "core.worktree")
            .env("GIT_CONFIG_VALUE_0", team.path("other"))
            .args(["-w", "b", verb]);
        let ended: Ended = program.output().expect("it runs").into();
        ended.done();
    }
    assert_eq!(config(), before);
    assert!(!team.path("other/index").exists() && !team.path("other/objects").exists());
    team.sync("a").done();
    assert_eq!(team.canvas("a", "falls-7k3f")["value"]["worth"], 4);
}

#[test]
fn a_remote_that_is_named_like_an_option_is_a_remote() {
    let team = falls();
    let config = team.text("b/.git/config").replace("\"origin\"", "\"-o\"");
    let config = config
        .replace("remote = origin", "remote = -o")
        .replace("remotes/origin", "remotes/-o");
    team.put("b/.git/config", &config);
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    assert!(team.sync("b").done().out.contains("1 commit to -o/main"));
    team.sync("a").done();
    assert_eq!(team.canvas("a", "falls-7k3f")["value"]["worth"], 4);
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_is_named_with_its_words_and_no_network_is_blamed() {
    let team = falls();
    team.put_script(
        "b/.git/hooks/pre-push",
        "echo 'the page is not printed'; echo 'Connection refused 401' >&2; exit 1",
    );
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    let ended = team.sync("b");
    assert!(
        !ended.err.contains("network") && !ended.err.contains("reach"),
        "{ended:?}"
    );
    ended.refused(
        1,
        &[
            "the page is not printed",
            "hooks/pre-push` asks for, then whytogether sync",
        ],
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_read_through_a_link_among_gits_files() {
    for name in [".gitignore", ".gitattributes"] {
        for there in ["victim", "pipe"] {
            let team = falls();
            team.put("victim", "mine\n");
            let pipe = std::process::Command::new("mkfifo")
                .arg(team.path("pipe"))
                .status();
            assert!(pipe.expect("it runs").success());
            let link = team.path(&format!("b/{name}"));
            fs::remove_file(&link).expect("removed");
            std::os::unix::fs::symlink(team.path(there), &link).expect("a link");
            for verb in ["git-setup", "sync"] {
                team.run(&["-w", "b", verb])
                    .refused(1, &[name, "symbolic link"]);
            }
            assert_eq!(team.text("victim"), "mine\n");
            let said = team.run(&["-w", "b", "doctor"]);
            assert!(said.code == 4 && said.out.contains(name), "{said:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_others_send_in_a_canvas_place_is_left_out_and_named() {
    let team = falls();
    let link = team.path("a/canvases/walks-3hq8.json");
    std::os::unix::fs::symlink("/etc/hostname", link).expect("a link");
    for arguments in [
        &["add", "canvases"][..],
        &["commit", "-q", "-m", "By hand"],
        &["push", "-q"],
    ] {
        team.git(&[&["-C", "a"], arguments].concat()).done();
    }
    team.sync("b")
        .refused(1, &["nothing is merged", "walks-3hq8.json", "link"]);
    assert!(!team.path("b/canvases/walks-3hq8.json").exists());
}

#[test]
fn what_git_alone_could_not_merge_is_named_by_doctor() {
    let team = falls();
    for (clone, worth) in [("a", 4), ("b", 2)] {
        team.run(&["-w", clone, "set", "falls", &format!("value.worth={worth}")])
            .done();
    }
    team.sync("a").done();
    team.git(&["-C", "b", "add", "-A"]).done();
    team.git(&["-C", "b", "commit", "-q", "-m", "Ours"]).done();
    team.git(&["-C", "b", "config", "merge.whytogether.driver", "false"])
        .done();
    team.git(&["-C", "b", "pull", "-q", "--no-edit", "--no-rebase"]);
    let said = team.run(&["-w", "b", "doctor"]);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(
        said.out
            .contains("Git has not brought two versions together"),
        "{said:?}"
    );
    assert!(said.out.contains("falls-7k3f.json"), "{said:?}");
}

#[test]
fn a_setting_that_two_changed_is_kept_twice_and_named_until_someone_picks() {
    let team = falls();
    let settings = |clone: &str, keys: &str| {
        let text = format!("{{\"format\": \"whytogether.workspace\", \"version\": 1, {keys}}}\n");
        team.put(&format!("{clone}/workspace.json"), &text);
    };
    settings("a", "\"reserve\": 0.3, \"order\": [\"x\", \"y\"]");
    settings("b", "\"reserve\": 0.1, \"order\": [\"y\", \"x\"]");
    team.sync("a").done();
    let said = team.sync("b").done().out;
    assert!(
        said.contains("the reserve: somebody else says 30 %"),
        "{said}"
    );
    assert!(said.contains("order: somebody else says x, y"), "{said}");
    let other = team.sync("a").done().out;
    assert!(
        other.contains("settings: ") && !other.contains("nothing new"),
        "{other}"
    );
    team.assert_same("a", "b");
    let doctor = team.run(&["-w", "a", "doctor"]).done().out;
    assert!(
        doctor.contains("the reserve: somebody else says 30 %"),
        "{doctor}"
    );
}

#[test]
fn a_ranking_that_came_in_is_told() {
    let team = falls();
    let ranking =
        r#"{"format":"whytogether.ranking","version":1,"id":"autumn-2k7m","title":"Autumn"}"#;
    team.put("a/rankings/autumn-2k7m.json", ranking);
    team.sync("a").done();
    let said = team.sync("b").done().out;
    assert!(said.contains("ranking Autumn"), "{said}");
}

#[test]
fn a_person_who_ranked_on_two_desks_is_named_by_sync_and_doctor() {
    let team = falls();
    let ranking = |clone: &str, order: &str| {
        let text = format!(
            r#"{{"format":"whytogether.ranking","version":1,"id":"autumn-2k7m","title":"Autumn",
            "challenges":[{{"id":"c2aa","text":"Falls"}},{{"id":"c3aa","text":"Buses"}}],
            "people":[{{"id":"p2aa","name":"Therapy lead","order":[{order}]}}]}}"#
        );
        team.put(&format!("{clone}/rankings/autumn-2k7m.json"), &text);
    };
    ranking("a", "\"c2aa\",\"c3aa\"");
    ranking("b", "\"c3aa\",\"c2aa\"");
    team.sync("a").done();
    let said = team.sync("b").done().out;
    assert!(
        said.contains("ranking Autumn (says two things of Therapy lead)"),
        "{said}"
    );
    let doctor = team.run(&["-w", "b", "doctor"]).done().out;
    assert!(
        doctor.contains("A ranking that says two things"),
        "{doctor}"
    );
    assert!(doctor.contains("Therapy lead"), "{doctor}");
}
