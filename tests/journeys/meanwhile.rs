//! What others change on disk while the planner looks on: it is on the screen without a key.

use serde_json::json;
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn planner() -> Planner {
    Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false)
}

fn changed() -> Msg {
    Msg::Changed(Change::Canvas(id(NAME)))
}

#[test]
fn an_answer_of_someone_else_appears_in_the_open_field() {
    let mut planner = planner();
    planner
        .press("esc shift-tab enter")
        .sees("Fewer falls by spring");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["change"] = json!("More walks by May");
    });
    planner.tell(changed());
    planner
        .sees("More walks by May")
        .sees("their changes are in");
    planner.press("end").type_text(" and June").press("esc");
    let canvas = planner.canvas(&id(NAME));
    let change = canvas.text("purpose.change");
    assert_eq!(change, Some("More walks by May and June"));
    assert_eq!(canvas.conflicts(), []);
}

#[test]
fn what_is_typed_meanwhile_stays_and_theirs_comes_in_beside_it() {
    let mut planner = planner();
    planner.type_text("People over 75").press("tab");
    planner.type_text("Our own team");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["quality"] = json!("Every walk has a leader");
    });
    planner.tell(changed());
    planner.type_text(", in the evening").press("esc");
    let canvas = planner.canvas(&id(NAME));
    let quality = canvas.text("purpose.quality");
    assert_eq!(quality, Some("Every walk has a leader"));
    let way = &canvas.document()["purpose"]["without"][0]["way"];
    assert_eq!(way, "Our own team, in the evening");
}

#[test]
fn the_list_shows_what_comes_changes_and_goes() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]);
    planner.sees("Winter walks");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["cover"]["title"] = json!("Summer walks");
    });
    planner.tell(changed());
    planner.sees("Summer walks").sees_no("Winter walks");
    std::fs::remove_file(planner.path(&id(NAME))).expect("removed");
    planner.tell(changed());
    planner.sees_no("Summer walks").sees("No canvas yet");
    std::fs::write(planner.path(&id(NAME)), "{").expect("written");
    planner.tell(changed());
    planner.sees("line 1");
}

#[test]
fn a_listing_that_starts_anew_leaves_out_what_is_gone() {
    let mut planner = Planner::in_samples();
    planner.sees("Two calendars");
    let gone = planner.path(&id("two-calendars-b4ty"));
    std::fs::remove_file(gone).expect("removed");
    planner.tell(Msg::Everything);
    planner.sees_no("Two calendars").sees("Bricks and blocks");
}

#[test]
fn an_open_canvas_that_is_moved_away_is_written_again_with_the_next_answer() {
    let mut planner = planner();
    std::fs::remove_file(planner.path(&id(NAME))).expect("removed");
    planner.tell(changed());
    planner.sees("moved this canvas away");
    planner
        .type_text("People over 75")
        .press("esc")
        .sees("saved");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.change"), Some("Fewer falls by spring"));
}

#[test]
fn settings_that_someone_else_changes_join_those_on_the_screen() {
    let mut planner = Planner::in_samples();
    planner.sees("4.8 free");
    let path = planner.workspace.settings_path();
    let text = std::fs::read_to_string(&path).expect("read");
    let mut settings: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    settings["reserve"] = json!(0);
    std::fs::write(&path, settings.to_string()).expect("written");
    planner.tell(Msg::Changed(Change::Settings));
    planner.sees("8.8 free");
}
