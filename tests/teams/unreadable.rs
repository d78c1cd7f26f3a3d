//! A file that cannot be read stays on the desk where it broke: nobody else gets it over a good one.

use std::fs;

use serde_json::json;

use crate::team::Team;

const FALLS: &str = "canvases/falls-7k3f.json";

/// What a save that broke off half way leaves.
const CUT: &str = "{ \"format\": \"whytogether.canvas\",\n";

fn falls() -> Team {
    let team = Team::with_canvas(&json!({ "cover": { "title": "Falls" } }));
    team.sync("b").done();
    team
}

/// Breaks a file and commits it with git alone, as an earlier version of the program let through.
fn break_by_hand(team: &Team, clone: &str, name: &str) {
    team.put(&format!("{clone}/{name}"), CUT);
    for arguments in [
        &["add", name][..],
        &["commit", "-q", "-m", "By hand"],
        &["push", "-q"],
    ] {
        team.git(&[&["-C", clone], arguments].concat()).done();
    }
}

fn commits(team: &Team, clone: &str) -> String {
    team.git(&["-C", clone, "log", "--format=%s"]).done().out
}

#[test]
fn a_canvas_that_broke_here_is_neither_committed_nor_sent() {
    let team = falls();
    let before = commits(&team, "a");
    team.put("a/canvases/bus-5rkh.json", "{bro");
    let says = [
        "`canvases/bus-5rkh.json` cannot be read",
        "line 1, column 2",
        "whytogether doctor",
        "whytogether history bus-5rkh",
        "whytogether restore bus-5rkh --at DATE",
    ];
    team.sync("a").refused(1, &says);
    assert_eq!(commits(&team, "a"), before);
    assert_eq!(commits(&team, "team.git"), before);
}

#[test]
fn settings_and_rankings_that_broke_are_refused_like_canvases() {
    for name in ["workspace.json", "rankings/autumn-2k7m.json"] {
        let team = falls();
        team.put(&format!("a/{name}"), "{\n  \"format\": bro");
        let named = format!("`{name}` cannot be read");
        let log = format!("git -C a log -p -- {name}");
        team.sync("a").refused(1, &[&named, "line 2", &log]);
    }
}

#[test]
fn what_broke_goes_through_once_an_earlier_day_is_back() {
    let team = falls();
    let earlier = json!({
        "updated": "2026-01-02T12:00:00Z", "cover": { "title": "Falls" }, "value": { "worth": 4 },
    });
    team.put_canvas("a", "falls-7k3f", &earlier);
    team.run(&["-w", "a", "set", "falls", "value.worth=2"])
        .done();
    team.put(&format!("a/{FALLS}"), CUT);
    team.sync("a").refused(1, &[]);
    team.run(&["-w", "a", "restore", "falls-7k3f", "--at", "2026-01-02"])
        .done();
    team.sync("a").done();
    team.sync("b").done();
    assert_eq!(team.canvas("b", "falls-7k3f")["value"]["worth"], 4);
}

#[test]
fn what_was_committed_by_hand_and_not_sent_yet_is_not_sent() {
    let team = falls();
    let before = commits(&team, "team.git");
    team.put(&format!("a/{FALLS}"), CUT);
    team.git(&["-C", "a", "commit", "-q", "-a", "-m", "By hand"])
        .done();
    team.sync("a").refused(1, &[FALLS, "line 2"]);
    assert_eq!(commits(&team, "team.git"), before);
}

#[test]
fn a_good_canvas_that_was_not_touched_here_is_not_replaced_by_a_broken_one() {
    for name in [FALLS, "workspace.json"] {
        let team = falls();
        let ours = team.text(&format!("b/{name}"));
        break_by_hand(&team, "a", name);
        let says = [
            &format!("nothing is merged: `{name}` is left as it is here"),
            "their side cannot be read: line 2",
            "ask whoever sent it",
        ];
        team.sync("b").refused(1, &says.map(|part: &str| part));
        assert_eq!(team.text(&format!("b/{name}")), ours);
        assert_eq!(team.git(&["-C", "b", "status", "--short"]).done().out, "");
    }
}

#[test]
fn nor_is_one_that_was_changed_here() {
    let team = falls();
    break_by_hand(&team, "a", FALLS);
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    let ours = team.text(&format!("b/{FALLS}"));
    team.sync("b")
        .refused(1, &["their side cannot be read", "line 2"]);
    assert_eq!(team.text(&format!("b/{FALLS}")), ours);
}

#[test]
fn once_they_have_mended_it_a_sync_takes_it_in() {
    let team = falls();
    let whole = team.text(&format!("a/{FALLS}"));
    break_by_hand(&team, "a", FALLS);
    team.sync("b").refused(1, &[]);
    team.put(&format!("a/{FALLS}"), &whole);
    team.run(&["-w", "a", "set", "falls", "value.worth=4"])
        .done();
    team.sync("a").done();
    team.sync("b").done();
    team.assert_same("a", "b");
    assert_eq!(team.canvas("b", "falls-7k3f")["value"]["worth"], 4);
}

#[test]
fn a_broken_file_that_is_new_comes_in_as_what_it_is_and_a_lost_one_as_taken_away() {
    let team = falls();
    fs::remove_file(team.path(&format!("a/{FALLS}"))).expect("removed");
    team.sync("a").done();
    break_by_hand(&team, "a", "canvases/bus-5rkh.json");
    let said = team.sync("b").done().out;
    assert!(
        said.contains("bus-5rkh: cannot be read: line 2, column"),
        "{said}"
    );
    assert!(said.contains("falls-7k3f: taken away"), "{said}");
}
