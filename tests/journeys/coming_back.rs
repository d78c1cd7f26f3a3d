//! Leaving and coming back, and files that are not as they should be.

use std::fs;

use serde_json::json;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn planner() -> Planner {
    Planner::with(&[(&file_name(), &file(|_| ()))])
}

#[test]
fn a_canvas_taken_up_again_goes_on_at_the_first_open_question() {
    let planner = planner().again(Some(&id(NAME)), false);
    let mut planner = planner;
    planner.sees("Who will notice?");
    planner.paste("People over 75").press("tab esc q");
    assert!(planner.has_left());
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.sees("How could we do it without these partners?");
    let mut planner = planner.again(Some(&id(NAME)), true);
    planner
        .sees("quick look")
        .sees("How could we do it without these partners?");
}

#[test]
fn a_date_that_is_not_finished_comes_back_after_a_restart_and_is_no_answer_meanwhile() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    planner
        .press("esc 1 tab tab tab")
        .sees("When do they need an answer?");
    planner.type_text("some day so");
    planner.sees("some day so");
    assert_eq!(planner.canvas(&id(NAME)).value("cover.reply_by"), None);
    planner.press("ctrl-c").sees("once more").press("ctrl-c");
    assert!(planner.has_left());

    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc 1 tab tab tab").sees("some day so");
    planner.press("ctrl-u").type_text("5 dec");
    planner.sees("5 December 2026").press("tab");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.value("cover.reply_by"), Some(&json!("2026-12-05")));
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc 1 tab tab tab").sees_no("some day so");
}

#[test]
fn the_list_says_what_is_suggested_for_drafts_before_any_key_is_pressed() {
    let mut planner = Planner::in_samples();
    planner.sees("go ahead?").sees_no("ready to decide");
}

#[test]
fn a_canvas_of_a_newer_version_opens_read_only_and_is_never_written() {
    let bytes = file(|canvas| canvas["version"] = json!(2));
    let mut planner = Planner::with(&[(&file_name(), &bytes)]);
    planner.press("enter").sees("read only");
    planner.sees("Riverside Council");
    planner
        .press("2 enter")
        .type_text("axu5R<>")
        .press("tab enter");
    planner.paste("theirs").press("d 1 enter enter enter");
    planner
        .press("tab tab enter esc esc u U k")
        .type_text("a thought");
    planner.press("enter ctrl-s esc esc esc q");
    assert!(planner.has_left());
    let path = planner.path(&id(NAME));
    assert_eq!(fs::read(path).expect("a file"), bytes);
}

#[test]
fn a_broken_file_is_listed_with_line_and_column_and_opens_an_explanation() {
    let broken = b"{\n  \"format\": \"whytogether.canvas\",\n  \"version\": 1,,\n}\n";
    let mut planner = Planner::with(&[("broken-k7pd.json", broken)]);
    planner.sees("broken-k7pd").sees("line 3, column 16");
    planner.press("enter").sees("Mend it in an editor");
    planner.sees("line 3, column 16");
    planner.press("esc").sees_no("Mend it in an editor");
    let path = planner.path(&id("broken-k7pd"));
    assert_eq!(fs::read(path).expect("a file"), broken);
}

#[test]
fn with_a_failing_disk_quitting_says_so_and_needs_asking_twice() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    let canvases = planner.workspace.canvases_path();
    let aside = canvases.with_file_name("aside");
    fs::rename(&canvases, &aside).expect("moves");
    fs::write(&canvases, "no folder").expect("writes");
    planner.type_text("People").sees("not saved");
    planner
        .press("esc q")
        .sees("Your last words are not on disk.");
    assert!(!planner.has_left());
    planner.press("j").press("q");
    assert!(
        !planner.has_left(),
        "the first q counts only until the next key"
    );
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn once_the_disk_is_back_nothing_is_missing() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    let canvases = planner.workspace.canvases_path();
    let aside = canvases.with_file_name("aside");
    fs::rename(&canvases, &aside).expect("moves");
    fs::write(&canvases, "no folder").expect("writes");
    planner.type_text("People").sees("not saved");
    fs::remove_file(&canvases).expect("removes");
    fs::rename(&aside, &canvases).expect("moves");
    planner
        .type_text(" over 75")
        .press("esc ctrl-s")
        .sees_no("not saved");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), Some("People over 75"));
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn a_change_is_taken_back_after_a_restart_and_made_again_after_another() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    planner.type_text("People over 75").press("esc q");
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc u").sees("Taken back: Who notices");
    let noticed_by = |planner: &Planner| {
        let canvas = planner.canvas(&id(NAME));
        canvas.text("purpose.noticed_by").map(str::to_owned)
    };
    assert_eq!(noticed_by(&planner), None);
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc U");
    assert_eq!(noticed_by(&planner).as_deref(), Some("People over 75"));
}

#[test]
fn taking_back_after_a_restart_leaves_what_others_changed_meanwhile() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    planner.type_text("People over 75").press("esc q");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["change"] = json!("Nobody falls");
        canvas["of_tomorrow"] = json!([1]);
    });
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc u");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), None);
    assert_eq!(canvas.text("purpose.change"), Some("Nobody falls"));
    assert_eq!(canvas.value("of_tomorrow"), Some(&json!([1])));
    planner.press("u").sees("Nothing");
}

#[test]
fn leaving_a_canvas_for_the_list_forgets_no_change() {
    let mut planner = planner();
    planner
        .press("enter 2 tab")
        .type_text("People over 75")
        .press("esc c esc");
    planner.press("enter u");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), None);
}

#[test]
fn esc_leads_back_to_where_one_came_from() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter");
    planner.press("d").sees("What do we decide?");
    planner
        .press("s")
        .sees("Name of the workspace")
        .press("esc");
    planner.sees("What do we decide?");
    for (job, seen) in [("history", "earlier"), ("letter", "letter")] {
        planner.press(":").type_text(job).press("enter").sees(seen);
        planner.press("esc").sees("What do we decide?");
    }
}

#[test]
fn esc_in_a_question_that_the_decision_led_to_leads_back_to_the_decision() {
    let mut planner = planner().again(Some(&id(NAME)), false);
    planner.press("esc esc d").sees("What do we decide?");
    planner
        .press(":")
        .type_text("who will notice")
        .press("enter");
    planner.sees("Who will notice?").press("esc");
    planner.press("esc").sees("What do we decide?");
}

#[test]
fn the_list_opens_where_one_stopped_and_calmly_where_that_is_gone() {
    let mut planner = Planner::in_samples();
    let stopped = planner.ids()[2].clone();
    planner
        .press("/")
        .type_text("showcase")
        .press("enter ctrl-c ctrl-c");
    assert!(planner.has_left());
    let mut planner = planner.again(None, false);
    planner.press("enter").sees("Fellgate Enterprise Board");
    planner.press("esc up q");
    let mut planner = planner.again(None, false);
    planner
        .press("down enter")
        .sees("Fellgate Enterprise Board");
    planner.press("esc q");
    std::fs::remove_file(planner.path(&stopped)).expect("removes");
    let mut planner = planner.again(None, false);
    planner.press("enter").sees("with Harrowdale Older");
}
