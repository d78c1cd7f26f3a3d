//! Looking back at what a canvas said, and putting it back.

use std::fs;

use serde_json::json;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// A canvas of 20 November that was worked on again since: two answers changed.
fn worked_on() -> Planner {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]);
    planner
        .press("enter 2 shift-tab enter ctrl-u")
        .paste("Nobody falls");
    planner.press("tab").paste("Neighbours").press("esc c");
    planner
}

fn text(planner: &Planner, question: &str) -> Option<String> {
    planner.canvas(&id(NAME)).text(question).map(str::to_owned)
}

#[test]
fn an_earlier_day_is_shown_beside_what_stands_now() {
    let mut planner = worked_on();
    planner.press("h").sees("20 November 2026, 3 days ago");
    planner
        .sees("The first version that is known")
        .sees("1 of 2");
    planner
        .sees("then Fewer falls by spring")
        .sees("now Nobody falls");
    planner.sees("Who will notice?").sees("then no answer");
    planner.press("right").sees("As it stands now");
    planner
        .sees("before Fewer falls by spring")
        .sees("then Nobody falls");
    planner.press("esc").sees_no("Versions").sees("Purpose");
}

#[test]
fn one_answer_comes_back_only_once_that_is_chosen_and_can_be_taken_back() {
    let mut planner = worked_on();
    planner.press("h enter").sees("As on 20 November 2026");
    planner.press("enter").sees_no("As on");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Nobody falls")
    );
    planner.press("enter esc");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Nobody falls")
    );
    planner.press("enter right enter").sees("Put back: Change");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Fewer falls by spring")
    );
    assert_eq!(
        text(&planner, "purpose.noticed_by").as_deref(),
        Some("Neighbours")
    );
    planner.press("u").sees("Taken back: Change");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Nobody falls")
    );
}

#[test]
fn the_whole_comes_back_and_what_stood_there_is_a_version_itself() {
    let mut planner = worked_on();
    planner
        .press("h r")
        .sees("2 answers would change: Change, Who notices");
    planner
        .press("down enter")
        .sees("Put back: the whole canvas");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Fewer falls by spring")
    );
    assert_eq!(text(&planner, "purpose.noticed_by"), None);
    planner
        .sees("1 of 3")
        .press("right")
        .sees("then Nobody falls");
    planner.press("tab enter right enter");
    assert_eq!(
        text(&planner, "purpose.noticed_by").as_deref(),
        Some("Neighbours")
    );
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Fewer falls by spring")
    );
}

#[test]
fn where_nothing_differs_nothing_is_asked() {
    let mut planner = worked_on();
    planner
        .press("h right enter")
        .sees("There is nothing to put back");
    planner
        .press("r")
        .sees("There is nothing to put back")
        .sees_no("As on");
}

#[test]
fn a_canvas_of_one_day_says_when_there_will_be_a_history() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]);
    planner
        .press("enter h")
        .sees("Nothing earlier is kept yet.");
    planner.press("esc d h esc").sees("What do we decide?");
    planner
        .press("esc")
        .press("2 shift-tab h")
        .sees("Nothing earlier");
    planner.press("esc").sees("What should be different?");
}

#[test]
fn a_torn_or_unreadable_history_stops_nobody() {
    let mut planner = worked_on();
    let path = planner.workspace.history_path(&id(NAME));
    let text = fs::read_to_string(&path).expect("a history");
    fs::write(&path, text.replace("Fewer falls", "Other words")).expect("written");
    planner
        .press("h")
        .sees("This version cannot be read: line 1");
    planner
        .press("enter r")
        .sees("There is nothing to put back");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("a folder");
    planner
        .press("esc h")
        .sees("What it said earlier cannot be read");
    planner.press("enter r left tab esc").sees("Purpose");
}

#[test]
fn a_history_that_cannot_be_written_is_told_and_written_once_it_can_be() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]);
    let folder = planner.workspace.histories_path();
    fs::write(&folder, "no folder").expect("written");
    planner
        .press("enter 2 shift-tab enter ctrl-u")
        .paste("Nobody falls");
    planner.sees("saved, but not the version before");
    assert_eq!(
        text(&planner, "purpose.change").as_deref(),
        Some("Nobody falls")
    );
    fs::remove_file(&folder).expect("removed");
    planner
        .type_text(" again")
        .sees_no("not the version before")
        .press("esc h");
    planner
        .sees("then Fewer falls by spring")
        .sees("now Nobody falls again");
}

#[test]
fn a_score_given_alone_stays_hidden_in_earlier_versions_too() {
    let mut planner = Planner::with(&[(
        &file_name(),
        &file(|canvas| {
            canvas["voices"] =
                json!([{"id": "v222", "name": "Lead", "answers": {"purpose.belief": 5}}]);
        }),
    )]);
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["change"] = json!("Then")
    });
    planner
        .press("enter 2 shift-tab enter ctrl-u")
        .paste("Now")
        .press("esc c");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["voices"] = json!([
            {"id": "v222", "name": "Lead", "answers": {"purpose.belief": 2}},
            {"id": "v333", "name": "Ops"}
        ]);
    });
    planner
        .press("esc enter h")
        .sees("then Then")
        .sees_no("wholeheartedly");
    planner.sees_no("believe");
}

#[test]
fn a_version_in_which_something_was_decided_is_named_in_the_list() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter d");
    planner
        .press("3 tab")
        .type_text("Later.")
        .press("tab enter");
    planner.press("esc esc esc enter h");
    planner.sees("9 November 2026").sees("go ahead smaller");
}

#[test]
fn a_canvas_without_earlier_versions_says_where_its_history_begins() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter h");
    planner.sees("It begins with what stands here now, last changed on 9 November 2026");
    planner.sees_no("put back").sees("esc back");
    planner.press("esc").sees("with Fellgate Ambulance");
}
