//! A sync tool has left a second copy of a canvas, or keeps one in the cloud.

use std::fs;

use serde_json::json;
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// A planner before the list of a canvas and its copy.
fn planner() -> Planner {
    let live = file(|canvas| {
        canvas["id"] = json!(NAME);
        canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2026-11-02"});
    });
    let copy = format!("{NAME}-DESKTOP.json");
    Planner::with(&[(&file_name(), &live), (&copy, &live)]).again(None, false)
}

fn copy() -> String {
    format!("{NAME}-DESKTOP")
}

#[test]
fn a_copy_is_listed_as_one_and_says_what_can_be_done() {
    let mut planner = planner();
    planner.sees("1 canvas").sees("Copies, in no sum");
    planner.press("end enter").sees("It is a copy of");
    planner.sees("whytogether doctor --fix").press("esc");
    planner.press("x").sees("is a copy of");
    planner.press("C").sees_no("Copies, in no sum").press("esc");
    planner.press("end delete").sees_no("Copies, in no sum");
    assert!(!planner.path(&id(&copy())).exists());
    assert!(planner.path(&id(NAME)).exists());
}

#[test]
fn a_copy_counts_once_its_canvas_is_gone_and_no_longer_once_it_is_back() {
    let mut planner = planner();
    let path = planner.path(&id(NAME));
    let bytes = fs::read(&path).expect("read");
    fs::remove_file(&path).expect("gone");
    planner.tell(Msg::Changed(Change::Canvas(id(NAME))));
    planner.sees("1 canvas").sees_no("Copies, in no sum");
    fs::write(&path, bytes).expect("back");
    planner.tell(Msg::Changed(Change::Canvas(id(NAME))));
    planner.tell(Msg::Changed(Change::Canvas(id(&copy()))));
    planner.sees("1 canvas").sees("Copies, in no sum");
}

#[test]
fn a_canvas_that_is_in_the_cloud_is_listed_and_says_where_to_open_it() {
    let planner = planner();
    fs::remove_file(planner.path(&id(&copy()))).expect("gone");
    let path = planner.path(&id(NAME));
    let placeholder = path.with_file_name(format!(".{}.icloud", file_name()));
    fs::rename(&path, &placeholder).expect("moved");
    let mut planner = planner.again(None, false);
    planner.sees("it is in the cloud, not on this machine");
    planner.press("enter").sees("Open it there").press("esc");
    fs::rename(&placeholder, &path).expect("back");
    planner.tell(Msg::Changed(Change::Canvas(id(NAME))));
    planner.sees_no("in the cloud");
}

#[test]
fn words_typed_while_the_file_went_to_the_cloud_wait_and_are_saved_once_it_is_back() {
    let draft = file(|canvas| {
        canvas["purpose"]["noticed_by"] = json!("People over 75");
        canvas["purpose"]["without"] =
            json!([{"id": "r2xe", "way": "Our team", "kind": "alone", "worth": 2}]);
        canvas["voices"] = json!([{"id": "v7m2", "answers": {"purpose.belief": 4}}]);
    });
    let mut planner = Planner::with(&[(&file_name(), &draft)]).again(Some(&id(NAME)), false);
    planner.sees("What must be good about it?");
    let path = planner.path(&id(NAME));
    let placeholder = path.with_file_name(format!(".{}.icloud", file_name()));
    fs::rename(&path, &placeholder).expect("moved");
    planner.type_text("Every walk has a leader").press("esc");
    planner.sees("it is in the cloud");
    assert!(!path.exists(), "nothing is begun in its place");
    fs::rename(&placeholder, &path).expect("back");
    planner
        .press("ctrl-s")
        .sees_no("in the cloud")
        .sees("saved");
    let text = fs::read_to_string(&path).expect("there");
    assert!(text.contains("Every walk has a leader"), "{text}");
}
