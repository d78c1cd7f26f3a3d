//! `doctor`: what is found, what is said of it, and what mending does and does not do.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, Ended};

const FALLS: &str = r#""id":"falls-7k3f","cover":{"title":"Falls"},"purpose":{"change":"ours"}"#;

/// A desk with one canvas and settings, both in order.
fn in_order() -> Desk {
    let desk = Desk::with_canvas(FALLS);
    let settings = r#"{"format":"whytogether.workspace","version":1}"#;
    desk.put("workspace.json", settings);
    desk
}

/// What is found: kind and path of each.
fn found(ended: &Ended) -> Vec<(String, String)> {
    let json = ended.json();
    let findings = json["findings"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    findings
        .map(|finding| (text(&finding["kind"]), text(&finding["path"])))
        .collect()
}

/// Looks at a desk in which one file is added, and says what is found of it.
fn found_of(name: &str, text: &str) -> (i32, Vec<String>) {
    let desk = in_order();
    desk.put(name, text);
    let ended = desk.run(&["doctor", "--json"]);
    let of_it = found(&ended).into_iter().filter(|(_, path)| path == name);
    let kinds = of_it.map(|(kind, _)| kind).collect();
    (ended.code, kinds)
}

/// Every file below a folder with what it holds.
fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(everything(&path));
        } else if entry.file_name() != ".lock" {
            let bytes = fs::read(&path).expect("read");
            files.push((path.to_string_lossy().into_owned(), bytes));
        }
    }
    files.sort();
    files
}

#[test]
fn nothing_is_found_where_everything_is_in_order() {
    let ended = in_order().run(&["doctor"]).done();
    assert_eq!(ended.out, "1 canvas examined: everything is in order.\n");
    let samples = Desk::with_samples().run(&["doctor", "--json"]).done();
    assert_eq!(found(&samples), []);
}

#[test]
fn every_kind_of_trouble_is_named_and_what_is_broken_ends_with_4() {
    let canvas = |keys: &str| format!(r#"{{"format":"whytogether.canvas",{keys}}}"#);
    let settings = |keys: &str| format!(r#"{{"format":"whytogether.workspace",{keys}}}"#);
    let deep = format!(r#""version":1,"x":{}"#, "[".repeat(100));
    let row = r#""id":"x-2222","version":1"#;
    for (kind, code, name, text) in [
        ("not_json", 4, "canvases/x-2222.json", "{".to_owned()),
        ("settings_not_json", 4, "workspace.json", "{".to_owned()),
        (
            "ranking_not_json",
            4,
            "rankings/x-2222.json",
            "{".to_owned(),
        ),
        (
            "conflict_markers",
            4,
            "canvases/x-2222.json",
            "{\n<<<<<<< a\n}".into(),
        ),
        (
            "too_large",
            4,
            "canvases/x-2222.json",
            " ".repeat(1024 * 1024 + 1),
        ),
        ("too_deep", 4, "canvases/x-2222.json", canvas(&deep)),
        ("other_format", 4, "canvases/x-2222.json", "{}".into()),
        ("other_format", 4, "workspace.json", "{}".into()),
        ("no_id", 4, "canvases/CON.json", canvas(row)),
        ("newer", 0, "canvases/x-2222.json", canvas(r#""version":2"#)),
        ("newer", 0, "workspace.json", settings(r#""version":2"#)),
        (
            "conflict_copy",
            0,
            "canvases/x-2222.json",
            canvas(r#""id":"falls-7k3f","version":1"#),
        ),
        (
            "in_cloud",
            0,
            "canvases/.x-2222.json.icloud",
            "bplist".into(),
        ),
        (
            "other_id",
            0,
            "canvases/x-2222.json",
            canvas(r#""id":"y-2222","version":1"#),
        ),
        (
            "other_id",
            0,
            "canvases/x-2222.json",
            canvas(r#""version":1"#),
        ),
        (
            "conflict_copy",
            0,
            "canvases/falls-7k3f (1).json",
            canvas(r#""version":1"#),
        ),
        (
            "conflict_copy",
            0,
            "workspace.sync-conflict-20261109-151244-A.json",
            "{}".into(),
        ),
        ("unfinished", 0, "canvases/.saving-x.tmp", "{".into()),
        ("unfinished", 0, ".saving-x.tmp", "{".into()),
        (
            "odd_setting",
            0,
            "workspace.json",
            settings(r#""reserve":7"#),
        ),
        (
            "odd_answer",
            0,
            "canvases/x-2222.json",
            canvas(&format!(r#"{row},"value":{{"worth":9}}"#)),
        ),
        (
            "shared_row_ids",
            0,
            "canvases/x-2222.json",
            canvas(&format!(r#"{row},"parked":[{{"id":"a"}},{{"id":"a"}}]"#)),
        ),
        (
            "waiting",
            0,
            "canvases/x-2222.json",
            canvas(&format!(
                r#"{row},"conflicts":[{{"question":"value.worth","theirs":3}}]"#
            )),
        ),
        (
            "orphaned_history",
            0,
            "history/gone-2222.jsonl",
            "{}\n".into(),
        ),
        (
            "unread_history",
            0,
            "history/falls-7k3f.jsonl",
            "{\"v\":1,\"at\":".into(),
        ),
    ] {
        let (ended, kinds) = found_of(name, &text);
        assert!(
            kinds.iter().any(|found| found == kind),
            "{kind} {name}: {kinds:?}"
        );
        assert_eq!(ended, code, "{kind} {name}");
    }
    let desk = Desk::with_canvas(FALLS);
    let ended = desk.run(&["doctor", "--json"]).done();
    assert_eq!(
        found(&ended),
        [("no_settings".into(), "workspace.json".into())]
    );
}

// Other systems cannot hold both names.
#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_only_in_case_are_named() {
    let desk = in_order();
    let row = r#""id":"falls-7K3F""#;
    desk.put_canvas("falls-7K3F", row);
    let ended = desk.run(&["doctor", "--json"]).done();
    let expected = (
        "same_but_for_case".into(),
        "canvases/falls-7k3f.json".into(),
    );
    assert_eq!(found(&ended), [expected]);
}

#[test]
fn a_broken_place_is_given_with_its_line_and_column_and_what_to_do() {
    let desk = in_order();
    desk.put("canvases/cut-2222.json", "{\n  \"format\": ,\n");
    let ended = desk.run(&["doctor"]);
    assert_eq!(ended.code, 4);
    for said in [
        "canvases/cut-2222.json: line 2, column 13",
        "text editor",
        "1 broken",
    ] {
        assert!(ended.out.contains(said), "{said}: {ended:?}");
    }
    let finding = &desk.run(&["doctor", "--json"]).json()["findings"][0];
    assert_eq!(
        (&finding["line"], &finding["column"]),
        (&json!(2), &json!(13))
    );
}

#[test]
fn history_is_no_orphan_while_its_canvas_is_there_or_in_the_trash() {
    let desk = in_order();
    desk.put("history/falls-7k3f.jsonl", "\n");
    assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
    desk.run(&["trash", "falls"]).done();
    assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
}

#[test]
fn looking_changes_nothing_and_says_how_to_mend() {
    let desk = in_order();
    desk.put("canvases/.saving-x.tmp", "half a");
    desk.put("canvases/falls-7k3f (1).json", "{");
    let before = everything(&desk.work());
    let ended = desk.run(&["doctor"]).done();
    assert!(ended.err.contains("whytogether doctor --fix"), "{ended:?}");
    assert_eq!(everything(&desk.work()), before);
}

#[test]
fn mending_sets_leftovers_aside_and_keeps_every_byte() {
    let desk = in_order();
    desk.put("canvases/.saving-x.tmp", "half a");
    desk.put("trash/aside/.saving-x.tmp", "older");
    desk.run(&["doctor", "--fix"]).done();
    let aside = |name: &str| fs::read_to_string(desk.work().join("trash/aside").join(name));
    assert_eq!(aside(".saving-x.tmp").expect("there"), "older");
    assert_eq!(aside("2-.saving-x.tmp").expect("there"), "half a");
    assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
    let trash = desk.run(&["restore"]).done();
    assert_eq!(trash.out, "", "what is aside is no canvas in the trash");
}

#[test]
fn mending_merges_a_copy_and_keeps_both_answers_where_they_differ() {
    let desk = in_order();
    let name = "canvases/falls-7k3f.sync-conflict-20261109-151244-ABC.json";
    let theirs = r#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f",
        "cover":{"title":"Falls"},"purpose":{"change":"theirs","quality":"good"}}"#;
    desk.put(name, theirs);
    let ended = desk.run(&["doctor", "--fix"]).done();
    assert!(
        ended.out.contains("one answer differs (press v)"),
        "{ended:?}"
    );
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(
        canvas["purpose"],
        json!({"change": "ours", "quality": "good"})
    );
    assert_eq!(canvas["conflicts"][0]["theirs"], "theirs");
    assert!(!desk.work().join(name).exists());
    let aside = name.replace("canvases/", "trash/aside/");
    let kept = fs::read_to_string(desk.work().join(aside)).expect("kept");
    assert_eq!(kept, theirs);
}

#[test]
fn a_copy_that_cannot_be_merged_stays_where_it_is_and_says_why() {
    for (name, text, why) in [
        ("canvases/falls-7k3f (1).json", "{", "line 1"),
        ("canvases/gone-2222 (1).json", "{}", "is not there"),
        (
            "canvases/falls-7k3f (1).json",
            r#"{"format":"whytogether.canvas","version":9}"#,
            "newer",
        ),
    ] {
        let desk = in_order();
        desk.put(name, text);
        let ended = desk.run(&["doctor", "--fix"]).done();
        assert!(ended.out.contains("not mended: "), "{ended:?}");
        assert!(ended.out.contains(why), "{why}: {ended:?}");
        let kept = fs::read_to_string(desk.work().join(name)).expect("there");
        assert_eq!(kept, text);
    }
}

#[test]
fn mending_writes_a_files_name_into_it_and_touches_nothing_else() {
    let desk = in_order();
    let copy = r#"{"format":"whytogether.canvas","version":1,"id":"walks-7k3f","odd":[1.50]}"#;
    desk.put("canvases/copy-2222.json", copy);
    desk.run(&["doctor", "--fix"]).done();
    let canvas = desk.canvas("copy-2222");
    assert_eq!(canvas["id"], "copy-2222");
    assert_eq!(canvas["odd"].to_string(), "[1.50]");
    assert!(canvas.get("updated").is_none());
    assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
}

#[test]
fn mending_gives_a_copied_row_an_id_of_its_own_and_touches_nothing_else() {
    let desk = in_order();
    let rows =
        r#"[{"id":"p222","organisation":"Fellgate"},{"id":"p222","organisation":"Moorside"}]"#;
    let keys = format!(r#""id":"copy-2222","version":1,"partners":{rows},"odd":[1.50]"#);
    let text = format!(r#"{{"format":"whytogether.canvas",{keys}}}"#);
    desk.put("canvases/copy-2222.json", &text);
    let said = desk.run(&["doctor"]).done().out;
    assert!(
        said.contains("copy-2222.json: row 2 of `partners`"),
        "{said}"
    );
    desk.run(&["doctor", "--fix"]).done();
    let canvas = desk.canvas("copy-2222");
    let partners = &canvas["partners"];
    assert_eq!(partners[0]["id"], "p222");
    assert_ne!(partners[1]["id"], "p222");
    assert_eq!(partners[1]["organisation"], "Moorside");
    assert_eq!(canvas["odd"].to_string(), "[1.50]");
    assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
}

#[test]
fn mending_never_touches_what_is_broken_or_newer() {
    let desk = in_order();
    desk.put("canvases/cut-2222.json", "{");
    desk.put(
        "canvases/new-2222.json",
        r#"{"format":"whytogether.canvas","version":2,"id":"other"}"#,
    );
    let before = everything(&desk.work());
    assert_eq!(desk.run(&["doctor", "--fix"]).code, 4);
    assert_eq!(everything(&desk.work()), before);
}

#[test]
fn a_folder_that_is_not_there_is_not_found() {
    let desk = Desk::empty();
    desk.run(&["doctor"]).refused(3, &["could not open"]);
    assert!(!desk.work().exists());
}

#[cfg(unix)]
#[test]
fn a_second_name_of_a_canvas_is_named_and_left_alone() {
    let desk = in_order();
    let canvas = desk.canvas_path("falls-7k3f");
    let link = canvas.with_file_name("second-k7pd.json");
    std::os::unix::fs::symlink("falls-7k3f.json", &link).expect("a link");
    let before = fs::read(&canvas).expect("read");
    for arguments in [&["doctor", "--json"][..], &["doctor", "--fix", "--json"]] {
        let ended = desk.run(arguments);
        let path = "canvases/second-k7pd.json".to_owned();
        assert_eq!(found(&ended), [("second_name".to_owned(), path)]);
    }
    assert_eq!(fs::read(&canvas).expect("read"), before);
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
}

#[test]
fn broken_settings_and_rankings_are_not_sent_to_a_history_that_they_have_not() {
    for name in ["workspace.json", "rankings/x-2222.json"] {
        let desk = in_order();
        desk.put(name, "{");
        let said = desk.run(&["doctor"]).out;
        assert!(said.contains(&format!("{name}: line 1, column")), "{said}");
        assert!(!said.contains("whytogether history"), "{said}");
        assert!(said.contains("git log -p"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_lock_is_named_and_set_aside_so_that_saving_works_again() {
    for is_link in [true, false] {
        let desk = in_order();
        let lock = desk.work().join(".lock");
        let _ = fs::remove_file(&lock);
        if is_link {
            std::os::unix::fs::symlink("../elsewhere", &lock).expect("a link");
        } else {
            fs::create_dir(&lock).expect("a folder");
        }
        let ended = desk.run(&["doctor", "--json"]);
        assert_eq!(ended.code, 4);
        assert_eq!(found(&ended), [("no_lock".into(), ".lock".into())]);

        let mended = desk.run(&["doctor", "--fix"]).done().out;
        assert!(mended.contains("mended: moved to `trash/aside/.lock`"));
        desk.run(&["set", "falls", "value.worth=4"]).done();
        assert!(!desk.work().join("../elsewhere").exists());
        assert_eq!(found(&desk.run(&["doctor", "--json"]).done()), []);
    }
}

#[test]
fn a_pipe_in_the_place_of_the_lock_is_said_at_once_and_set_aside() {
    let desk = Desk::with_samples();
    let lock = desk.work().join(".lock");
    let _ = fs::remove_file(&lock);
    let made = std::process::Command::new("mkfifo")
        .arg(&lock)
        .status()
        .expect("mkfifo");
    assert!(made.success());
    desk.run(&["set", "falls", "value.sign=Fewer calls"])
        .refused(1, &[".lock", "it is a pipe, where a file belongs"]);
    let mended = desk.run(&["doctor", "--fix"]).done().out;
    assert!(mended.contains("it is a pipe"), "{mended}");
    desk.run(&["set", "falls", "value.sign=Fewer calls"]).done();
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_set_aside_is_said_beside_all_else_that_is_found() {
    let desk = in_order();
    let lock = desk.work().join(".lock");
    let _ = fs::remove_file(&lock);
    for name in [".lock", "trash"] {
        std::os::unix::fs::symlink("../elsewhere", desk.work().join(name)).expect("a link");
    }
    desk.put("canvases/x-2222.json", "{");
    let ended = desk.run(&["doctor", "--fix"]);
    assert_eq!(ended.code, 4);
    for part in ["not mended: could not write", "x-2222.json: line 1"] {
        assert!(ended.out.contains(part), "{part}: {ended:?}");
    }
}
