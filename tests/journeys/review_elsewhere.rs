//! Someone else takes out or writes what the planner is at in a check-in or an ending: no word goes, and no
//! key meets another row.

use serde_json::{Value, json};
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// A planner at the rows of today's check-in, which somebody has begun.
fn planner() -> Planner {
    let file = file(|canvas| {
        canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2025-11-20"});
        canvas["reviews"] = json!([{"id": "r4vw", "on": "2026-11-23", "value": 3, "keep": [
            {"id": "k2aa", "item": "Monthly meeting", "choice": "keep", "who": "Lead"},
            {"id": "k3bb", "item": "Shared phone", "choice": "stop", "who": "Manager"},
        ]}]);
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(None, false);
    planner.press("enter r end up up up").sees("What is it?");
    planner
}

fn someone_else_writes(planner: &mut Planner, change: impl FnOnce(&mut Value)) {
    planner.someone_else_writes(&id(NAME), change);
    planner.tell(Msg::Changed(Change::Canvas(id(NAME))));
}

fn takes_out(planner: &mut Planner, row: &str) {
    someone_else_writes(planner, |canvas| {
        let rows = canvas["reviews"][0]["keep"].as_array_mut().expect("rows");
        rows.retain(|found| found["id"] != row);
    });
}

fn kept(planner: &Planner) -> Value {
    planner.only_canvas().document()["reviews"][0]["keep"].clone()
}

fn phone() -> Value {
    json!({"id": "k3bb", "item": "Shared phone", "choice": "stop", "who": "Manager"})
}

#[test]
fn a_row_that_is_taken_out_while_someone_types_in_it_stays_with_all_that_it_said() {
    let mut planner = planner();
    planner.press("enter end").type_text(" by phone");
    takes_out(&mut planner, "k2aa");
    planner
        .sees("Someone took this row out. It stays, because you are writing in it.")
        .sees("Monthly meeting by phone");
    planner.type_text(" at noon").press("esc").sees("saved");
    let row = json!({
        "id": "k2aa", "item": "Monthly meeting by phone at noon", "choice": "keep", "who": "Lead"
    });
    assert_eq!(kept(&planner), json!([row, phone()]));
}

#[test]
fn a_row_waits_for_the_first_letter_also_where_the_whole_check_in_was_taken_out() {
    let mut planner = planner();
    planner.press("enter end");
    someone_else_writes(&mut planner, |canvas| {
        canvas.as_object_mut().expect("answers").remove("reviews");
    });
    planner
        .sees("It stays if you write in it")
        .sees("Monthly meeting");
    planner.type_text("!").press("esc");
    let row = json!({"id": "k2aa", "item": "Monthly meeting!", "choice": "keep", "who": "Lead"});
    assert_eq!(kept(&planner), json!([row]));
}

#[test]
fn a_row_that_is_taken_out_is_left_without_a_change_to_the_one_in_its_place() {
    for leave in ["esc", "tab", "enter", "shift-tab"] {
        let mut planner = planner();
        planner.press("enter end");
        takes_out(&mut planner, "k2aa");
        planner.press(leave).sees("That row is gone").press("4");
        assert_eq!(kept(&planner), json!([phone()]), "after {leave}");
    }
}

#[test]
fn a_choice_made_in_a_row_that_is_taken_out_is_made_in_that_row() {
    let mut planner = planner();
    planner.press("right enter");
    takes_out(&mut planner, "k2aa");
    planner.press("2 esc");
    let row = json!({"id": "k2aa", "item": "Monthly meeting", "choice": "change", "who": "Lead"});
    assert_eq!(kept(&planner), json!([row, phone()]));
}

#[test]
fn the_cursor_stays_on_its_row_when_a_row_or_a_partner_before_it_goes() {
    let mut planner = planner();
    planner.press("down");
    takes_out(&mut planner, "k2aa");
    someone_else_writes(&mut planner, |canvas| {
        canvas["partners"].as_array_mut().expect("two").remove(0);
    });
    planner.press("x");
    let review = planner.only_canvas().document()["reviews"][0].clone();
    assert_eq!(review.get("keep"), None);
    assert_eq!(review["value"], 3);
}

#[test]
fn a_score_for_a_partner_who_is_taken_out_is_given_to_nobody_else() {
    let mut planner = planner();
    planner.press("home down down down down enter");
    planner.sees("Riverside Council: How much do we trust each other today?");
    someone_else_writes(&mut planner, |canvas| {
        canvas["partners"].as_array_mut().expect("two").remove(0);
    });
    planner.sees("Someone took out what the cursor was on.");
    planner.press("4");
    let canvas = planner.only_canvas();
    assert_eq!(canvas.document()["partners"][0].get("trust"), None);
    assert_eq!(canvas.document()["reviews"][0].get("trust"), None);
}

#[test]
fn half_typed_days_hide_no_days_that_came_meanwhile() {
    let mut planner = planner();
    planner.press("home down down down enter");
    planner.type_text("about 5").press("esc").sees("about 5 ?");
    someone_else_writes(&mut planner, |canvas| {
        canvas["reviews"][0]["days_spent"] = json!(6.5);
    });
    planner.sees("Not an answer yet").sees("in the file: 6.5");
    planner.press("enter ctrl-u esc");
    let review = planner.only_canvas().document()["reviews"][0].clone();
    assert_eq!(review["days_spent"], 6.5);
}

#[test]
fn what_someone_else_adds_to_the_ending_note_stays_when_typing_goes_on() {
    let mut planner = planner();
    planner.press("e").type_text("Ten walks").press("ctrl-s");
    someone_else_writes(&mut planner, |canvas| {
        let note = &mut canvas["letters"][0]["text"];
        let written = note.as_str().expect("a note");
        *note = json!(written.replace("Ten walks", "Each week: Ten walks"));
    });
    planner
        .sees("Each week: Ten walks")
        .type_text(", for many")
        .press("esc");
    let canvas = planner.only_canvas();
    let note = canvas.ending_note().expect("a note");
    assert!(note.contains("Each week: Ten walks, for many"), "{note}");
}

#[test]
fn what_is_typed_while_another_program_saves_a_review_of_that_day_ends_in_that_one_row() {
    // Before anything is typed, while it waits to be saved, and once it is on disk.
    for (typed_before, is_saved) in [("", false), ("New ", false), ("New ", true)] {
        // Whether their review is seen at once, or only when ours is saved.
        for is_seen in [true, false] {
            let live = file(|canvas| {
                canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2025-11-20"});
            });
            let mut planner = Planner::with(&[(&file_name(), &live)]).again(None, false);
            planner.press("enter r enter").type_text(typed_before);
            if is_saved {
                planner.press("ctrl-s").sees("saved");
            }
            planner.someone_else_writes(&id(NAME), |canvas| {
                canvas["reviews"] = json!([
                    {"id": "r9zz", "on": "2026-11-23", "planned_work": 2, "value": 4, "quality": "yes"}
                ]);
            });
            if is_seen {
                planner.tell(Msg::Changed(Change::Canvas(id(NAME))));
            }
            planner.type_text("lead").press("tab esc").sees("saved");
            let canvas = planner.only_canvas();
            let case = format!(
                "{typed_before:?} {is_saved} {is_seen}: {:?}",
                canvas.document()["reviews"]
            );
            assert_eq!(canvas.check_ins().len(), 1, "{case}");
            let review = canvas.check_ins()[0];
            let changed = review.value_of("changed").and_then(Value::as_str);
            assert_eq!(changed, Some(&*format!("{typed_before}lead")), "{case}");
            assert_eq!(review.worth(), Some(4), "{case}");
            assert!(canvas.conflicts().is_empty(), "{case}");
        }
    }
}

#[test]
fn where_both_answered_one_field_of_that_day_both_are_kept_and_named() {
    let live = file(|canvas| {
        canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2025-11-20"});
    });
    for is_saved in [false, true] {
        let mut planner = Planner::with(&[(&file_name(), &live)]).again(None, false);
        planner.press("enter r enter").type_text("New lead");
        if is_saved {
            planner.press("ctrl-s");
        }
        planner.someone_else_writes(&id(NAME), |canvas| {
            canvas["reviews"] = json!([{"id": "r9zz", "on": "2026-11-23", "changed": "New rooms"}]);
        });
        planner.type_text(" since May").press("esc tab esc");
        let canvas = planner.only_canvas();
        assert_eq!(canvas.check_ins().len(), 1);
        let changed = canvas.check_ins()[0].value_of("changed").cloned();
        assert_eq!(changed, Some(json!("New lead since May")));
        assert_eq!(canvas.conflicts().len(), 1, "{is_saved}");
        assert_eq!(canvas.conflicts()[0].theirs, json!("New rooms"));
    }
}
