//! Copies that sync tools and people leave, and files that are in the cloud: marked, in no sum, never lost.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, names};

/// How sync tools and people name a second copy of `falls-7k3f.json`.
const NAMES: &[&str] = &[
    "falls-7k3f-DESKTOP-AB12CD",
    "falls-7k3f 2",
    "falls-7k3f (1)",
    "falls-7k3f_LEADPC_Jul-10-070952-2026_Conflict",
    "falls-7k3f.Conflict",
    "falls-7k3f [conflicted]",
    "falls-7k3f (conflicted copy 2026-07-10 070952)",
    "falls-7k3f (Kopie in Konflikt von Leitung 2026-07-10)",
    "falls-7k3f (copie en conflit de Chef 2026-07-10)",
    "falls-7k3f (Konfliktkopie 2026-07-10)",
    "falls-7k3f.sync-conflict-20260710-070952-ABCDEFG",
    "falls-7k3f_BACKUP_4711",
    "falls-7k3f.orig",
    "Copy of falls-7k3f",
    "another name altogether",
];

const LIVE: &str = r#""id":"falls-7k3f","cover":{"title":"Falls"},
    "capacity":{"people":[{"id":"h2sa","person":"Lead","days":4}],"closeness":"keep_in_touch"},
    "decision":{"choice":"go_ahead","decided_on":"2026-11-02"}"#;

/// A live canvas of four days in a team of twenty.
fn live() -> Desk {
    let desk = Desk::with_canvas(LIVE);
    let team = r#""team":[{"id":"t2ab","person":"Lead","working_days":20,"share":1}]"#;
    let text = format!(r#"{{"format":"whytogether.workspace","version":1,{team}}}"#);
    desk.put("workspace.json", &text);
    desk
}

fn copy(desk: &Desk, name: &str) {
    let to = desk.canvas_path(name);
    fs::copy(desk.canvas_path("falls-7k3f"), to).expect("copied");
}

fn portfolio(desk: &Desk) -> Value {
    desk.run(&["portfolio", "--json"]).done().json()
}

/// Everything that is counted of a workspace.
fn sums(desk: &Desk) -> [Value; 3] {
    let json = portfolio(desk);
    let due = desk.run(&["due", "--json"]).done().json();
    [
        json["committed"].clone(),
        json["collaborations"].clone(),
        due,
    ]
}

#[test]
fn a_copy_by_any_name_is_marked_and_counts_in_no_sum() {
    let desk = live();
    let before = sums(&desk);
    assert!(before[0].as_f64().expect("days") > 4.0, "{before:?}");
    for name in NAMES {
        let desk = live();
        copy(&desk, name);
        assert_eq!(sums(&desk), before, "{name}");
        let listed = desk.run(&["list"]).done().out;
        assert!(listed.contains("Copies of other canvases"), "{listed}");
        assert!(
            listed.contains(&format!("{name}.json: a copy of `falls-7k3f`")),
            "{listed}"
        );
        let json = desk.run(&["list", "--json"]).done().json();
        assert_eq!(json.as_array().expect("a list").len(), 2, "{name}");
        let text = desk.run(&["portfolio"]).done().out;
        assert!(
            text.contains("is a copy of `falls-7k3f`, and is in no sum"),
            "{text}"
        );
        assert_eq!(portfolio(&desk)["unread"], Value::Array(Vec::new()));
    }
}

#[test]
fn a_copy_is_marked_among_very_many_canvases_too() {
    let desk = live();
    for number in 0..100 {
        let id = format!("more-{number:04}");
        desk.put_canvas(&id, &format!(r#""id":"{id}""#));
    }
    let before = sums(&desk);
    copy(&desk, "falls-7k3f-DESKTOP");
    for _ in 0..2 {
        assert_eq!(sums(&desk), before);
    }
}

#[test]
fn a_name_finds_the_canvas_and_never_its_copy() {
    let desk = live();
    copy(&desk, "falls-7k3f-DESKTOP");
    for name in ["falls", "Falls", "falls-7"] {
        desk.run(&["set", name, "purpose.change=Words."]).done();
    }
    assert_eq!(desk.canvas("falls-7k3f")["purpose"]["change"], "Words.");
    let shown = desk.run(&["show", "falls-7k3f-DESKTOP"]).done();
    assert!(shown.err.contains("a copy of `falls-7k3f`"), "{shown:?}");
    let opened = desk.run_with(&["open", "falls-7k3f-DESKTOP", "--plain"], "");
    opened.refused(1, &["a copy of `falls-7k3f`", "whytogether trash"]);
}

#[test]
fn mending_merges_a_copy_by_any_name_and_makes_no_second_canvas() {
    for name in NAMES {
        let desk = live();
        copy(&desk, name);
        let words = r#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f",
            "cover":{"title":"Falls"},"purpose":{"change":"Only in the copy."}}"#;
        fs::write(desk.canvas_path(name), words).expect("written");
        desk.run(&["doctor", "--fix"]).done();
        let left = names(&desk.work().join("canvases"));
        assert_eq!(left, ["falls-7k3f.json"], "{name}");
        let canvas = desk.canvas("falls-7k3f");
        assert_eq!(canvas["purpose"]["change"], "Only in the copy.", "{name}");
        let aside = desk.work().join("trash/aside").join(format!("{name}.json"));
        assert_eq!(fs::read_to_string(aside).expect("kept"), words);
        let said = desk.run(&["doctor"]).done().out;
        assert!(said.contains("everything is in order"), "{said}");
    }
}

#[test]
fn a_copy_whose_canvas_is_not_there_counts_once_and_is_given_no_name_of_its_own() {
    let desk = live();
    let before = sums(&desk)[0].clone();
    for name in ["falls-7k3f-DESKTOP", "falls-7k3f-LAPTOP"] {
        copy(&desk, name);
    }
    fs::remove_file(desk.canvas_path("falls-7k3f")).expect("gone");
    assert_eq!(sums(&desk)[0], before);
    let said = desk.run(&["doctor", "--fix"]).done().out;
    assert!(said.contains("give the copy that name"), "{said}");
    assert_eq!(desk.canvas("falls-7k3f-DESKTOP")["id"], "falls-7k3f");
}

#[test]
fn of_two_files_with_one_id_and_other_names_one_counts_and_takes_in_the_other() {
    let desk = live();
    let before = sums(&desk)[0].clone();
    for name in ["hips-2222", "knees-2222"] {
        copy(&desk, name);
    }
    fs::remove_file(desk.canvas_path("falls-7k3f")).expect("gone");
    assert_eq!(sums(&desk)[0], before);
    let kinds = |desk: &Desk| {
        let json = desk.run(&["doctor", "--json"]).done().json();
        let found = json["findings"].as_array().expect("a list").clone();
        found
            .iter()
            .map(|one| one["kind"].to_string())
            .collect::<String>()
    };
    assert_eq!(kinds(&desk), r#""same_id""other_id""#);
    desk.run(&["doctor", "--fix"]).done();
    assert_eq!(names(&desk.work().join("canvases")), ["hips-2222.json"]);
    assert_eq!(kinds(&desk), "");
    assert_eq!(sums(&desk)[0], before);
}

#[test]
fn importing_a_copy_makes_it_a_canvas_of_its_own() {
    let desk = live();
    copy(&desk, "falls-7k3f-DESKTOP");
    let path = desk.canvas_path("falls-7k3f-DESKTOP");
    desk.run(&["import", path.to_str().expect("text")]).done();
    desk.run(&["trash", "falls-7k3f-DESKTOP"]).done();
    let listed = desk.run(&["list", "--json"]).done().json();
    let groups = listed.as_array().expect("a list").iter();
    let live = groups.filter(|entry| entry["group"] == "live");
    assert_eq!(live.count(), 2);
}

#[test]
fn copies_of_the_settings_and_of_rankings_are_named_and_not_taken_for_more() {
    let desk = live();
    let settings = desk.work().join("workspace.json");
    for name in ["workspace-DESKTOP.json", "workspace 2.json"] {
        fs::copy(&settings, desk.work().join(name)).expect("copied");
    }
    let ranking =
        r#"{"format":"whytogether.ranking","version":1,"id":"order-2abc","title":"Bus order"}"#;
    desk.put("rankings/order-2abc.json", ranking);
    desk.put("rankings/order-2abc-DESKTOP.json", ranking);
    let said = desk.run(&["doctor"]).done().out;
    for name in [
        "workspace-DESKTOP.json: beside `workspace.json`",
        "workspace 2.json: beside `workspace.json`",
        "rankings/order-2abc-DESKTOP.json: `order-2abc`",
    ] {
        assert!(said.contains(name), "{name}: {said}");
    }
    let listed = desk.run(&["rank", "--list"]).done().out;
    assert!(listed.contains("a copy of `order-2abc`"), "{listed}");
    desk.run(&["export", "order", "--format", "json"]).done();
    let files = |folder: &str| names(&desk.work().join(folder));
    let before = files("rankings");
    desk.run(&["doctor", "--fix"]).done();
    assert_eq!(files("rankings"), before, "left for people to compare");
    assert!(desk.work().join("workspace-DESKTOP.json").exists());
}

#[test]
fn a_canvas_that_is_in_the_cloud_is_named_and_the_sums_say_that_they_lack_it() {
    for name in [
        ".falls-7k3f.json.icloud",
        "falls-7k3f.json.nextcloud",
        "falls-7k3f.json.owncloud",
        "falls-7k3f.json.cloud",
    ] {
        let desk = live();
        desk.put_canvas(
            "walks-y4a9",
            r#""id":"walks-y4a9","cover":{"title":"Walks"}"#,
        );
        let placeholder = desk.work().join("canvases").join(name);
        fs::rename(desk.canvas_path("falls-7k3f"), &placeholder).expect("moved");
        let cloud = "in the cloud, not on this machine: open it there";
        let listed = desk.run(&["list"]).done().out;
        assert!(
            listed.contains(&format!("falls-7k3f.json: it is {cloud}")),
            "{listed}"
        );
        let text = desk.run(&["portfolio"]).done().out;
        assert!(
            text.contains("`falls-7k3f.json` is in the cloud, and is in no sum"),
            "{text}"
        );
        assert_eq!(portfolio(&desk)["unread"][0], "falls-7k3f.json");
        let check = desk.run(&["check", "walks", "--json"]).json();
        assert_eq!(check["unread"][0], "falls-7k3f.json");
        let said = desk.run(&["doctor"]).done().out;
        assert!(said.contains("In the cloud, not on this machine"), "{said}");
        desk.run(&["show", "falls"]).refused(1, &[cloud]);
        desk.run(&["set", "falls", "purpose.change=x"])
            .refused(1, &[cloud]);
        assert!(!desk.canvas_path("falls-7k3f").exists());
    }
}

#[test]
fn settings_that_are_in_the_cloud_are_not_begun_anew() {
    let desk = live();
    let [settings, placeholder] =
        ["workspace.json", ".workspace.json.icloud"].map(|name| desk.work().join(name));
    fs::rename(&settings, &placeholder).expect("moved");
    desk.run(&["set", "falls", "purpose.change=Words."]).done();
    assert!(!settings.exists());
    desk.run(&["portfolio"]).refused(1, &["in the cloud"]);
    let said = desk.run(&["doctor"]).done().out;
    assert!(said.contains(".workspace.json.icloud"), "{said}");
    assert!(!settings.exists());
}

#[test]
fn a_copy_of_a_canvas_that_is_in_the_cloud_stays_one() {
    let desk = live();
    copy(&desk, "falls-7k3f 2");
    let placeholder = desk.work().join("canvases/.falls-7k3f.json.icloud");
    fs::rename(desk.canvas_path("falls-7k3f"), placeholder).expect("moved");
    assert_eq!(portfolio(&desk)["committed"], 0.0);
    let said = desk.run(&["doctor", "--fix"]).done().out;
    assert!(said.contains("in the cloud"), "{said}");
    assert_eq!(desk.canvas("falls-7k3f 2")["id"], "falls-7k3f");
}

#[test]
fn what_a_canvas_said_before_is_not_begun_anew_while_its_history_is_in_the_cloud() {
    let desk = live();
    let placeholder = desk.work().join("history/.falls-7k3f.jsonl.icloud");
    desk.put("history/.falls-7k3f.jsonl.icloud", "bplist");
    let ended = desk.run(&["decide", "falls", "not_yet", "--because", "No room."]);
    assert!(ended.done().err.contains("in the cloud"));
    assert_eq!(desk.canvas("falls-7k3f")["decision"]["choice"], "not_yet");
    assert!(!desk.work().join("history/falls-7k3f.jsonl").exists());
    assert!(placeholder.exists());
    let said = desk.run(&["doctor"]).done().out;
    assert!(said.contains("history/.falls-7k3f.jsonl.icloud"), "{said}");
}

#[test]
fn a_ranking_that_is_in_the_cloud_is_listed() {
    let desk = live();
    desk.put("rankings/.order-2abc.json.icloud", "bplist");
    let listed = desk.run(&["rank", "--list"]).done().out;
    assert!(
        listed.contains("order-2abc") && listed.contains("in the cloud"),
        "{listed}"
    );
}
