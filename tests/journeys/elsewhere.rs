//! Someone else takes out, answers or settles what the planner is at: no word goes, and no key meets
//! another row.

use serde_json::{Value, json};
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn changed() -> Msg {
    Msg::Changed(Change::Canvas(id(NAME)))
}

/// A planner in a canvas with two other ways and two partners that have scores.
fn planner() -> Planner {
    let file = file(|canvas| {
        canvas["purpose"]["noticed_by"] = json!("People over 75");
        canvas["purpose"]["without"] = json!([
            {"id": "r2xe", "way": "Our own team", "kind": "alone", "worth": 2},
            {"id": "r3yf", "way": "Buy it in", "kind": "buy_in", "worth": 3}
        ]);
        canvas["partners"][0]["trust"] = json!(4);
        canvas["partners"][1]["trust"] = json!(2);
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(Some(&id(NAME)), false);
    planner.press("esc 2 shift-tab");
    planner.sees("How could we do it without these partners?");
    planner
}

fn to(planner: &mut Planner, question: &str) {
    let mut left = 30;
    while !planner.words().contains(question) {
        planner.press("tab");
        left -= 1;
        assert!(left > 0, "{question} is not asked");
    }
}

/// Someone else takes a row out of a list, or the list itself.
fn takes_out(planner: &mut Planner, list: &str, row: &str) {
    planner.someone_else_writes(&id(NAME), |canvas| {
        let rows = canvas.pointer_mut(list).expect("a list");
        let rows = rows.as_array_mut().expect("rows");
        rows.retain(|found| found["id"] != row);
    });
    planner.tell(changed());
}

fn ways(planner: &Planner) -> Vec<Value> {
    let canvas = planner.canvas(&id(NAME));
    let ways = canvas.value("purpose.without").and_then(Value::as_array);
    ways.cloned().unwrap_or_default()
}

#[test]
fn a_row_that_is_taken_out_while_someone_types_in_it_stays_with_every_word() {
    let mut planner = planner();
    planner.press("enter end").type_text(" by day");
    takes_out(&mut planner, "/purpose/without", "r2xe");
    planner
        .sees("Someone took this row out. It stays, because you are writing in it.")
        .sees("Our own team by day");
    planner.type_text(" and night").press("esc").sees("saved");
    let kept =
        json!({"id": "r2xe", "way": "Our own team by day and night", "kind": "alone", "worth": 2});
    assert_eq!(ways(&planner)[0], kept);
    assert_eq!(ways(&planner).len(), 2);
}

#[test]
fn a_row_that_is_taken_out_before_anything_is_typed_waits_for_the_first_letter() {
    let mut planner = planner();
    planner.press("enter end");
    takes_out(&mut planner, "/purpose/without", "r2xe");
    planner
        .sees("It stays if you write in it")
        .sees("Our own team");
    assert_eq!(ways(&planner).len(), 1);
    planner.type_text("!").press("esc");
    assert_eq!(ways(&planner)[0]["way"], "Our own team!");
    assert_eq!(ways(&planner)[0]["worth"], 2);
}

#[test]
fn a_row_that_is_taken_out_is_left_without_a_change_to_the_one_in_its_place() {
    for leave in ["esc", "tab", "enter", "shift-tab"] {
        let mut planner = planner();
        planner.press("enter end");
        takes_out(&mut planner, "/purpose/without", "r2xe");
        planner.press(leave).sees("That row is gone");
        planner.press("1").sees("What shall we call it?");
        let left = json!([{"id": "r3yf", "way": "Buy it in", "kind": "buy_in", "worth": 3}]);
        assert_eq!(Value::from(ways(&planner)), left, "after {leave}");
    }
}

#[test]
fn a_choice_made_in_a_row_that_is_taken_out_is_made_in_that_row() {
    let mut planner = planner();
    planner.press("right enter").sees("kind");
    takes_out(&mut planner, "/purpose/without", "r2xe");
    planner.press("3 esc");
    let kinds: Vec<_> = ways(&planner)
        .iter()
        .map(|way| way["kind"].clone())
        .collect();
    assert_eq!(kinds, ["existing_group", "buy_in"]);
}

#[test]
fn a_cursor_on_a_row_that_is_taken_out_changes_no_other_row() {
    let mut planner = planner();
    planner.press("right right");
    takes_out(&mut planner, "/purpose/without", "r2xe");
    planner.sees("Someone took out the row that the cursor was on.");
    planner.press("1");
    assert_eq!(ways(&planner)[0]["worth"], 3);
}

#[test]
fn a_cursor_stays_on_its_row_when_a_row_before_it_goes() {
    let mut planner = planner();
    planner.press("down right right");
    takes_out(&mut planner, "/purpose/without", "r2xe");
    planner.press("1");
    assert_eq!(ways(&planner)[0]["worth"], 1);
}

#[test]
fn words_stay_when_a_script_empties_the_whole_list() {
    let mut planner = planner();
    planner.press("enter end").type_text(" by day");
    planner.someone_else_writes(&id(NAME), |canvas| {
        let purpose = canvas["purpose"].as_object_mut().expect("answers");
        purpose.remove("without");
    });
    planner.tell(changed());
    planner.press("esc");
    let kept = json!([{"id": "r2xe", "way": "Our own team by day", "kind": "alone", "worth": 2}]);
    assert_eq!(Value::from(ways(&planner)), kept);
}

#[test]
fn a_partner_who_is_taken_out_is_the_one_who_is_asked_about_until_the_field_is_left() {
    let mut planner = planner();
    planner.press("3");
    to(&mut planner, "What does each partner get?");
    planner.press("enter").sees("Riverside Council: ");
    planner.type_text("Fewer calls");
    takes_out(&mut planner, "/partners", "gs5g");
    planner.sees("Riverside Council: ").type_text(" at night");
    planner.press("esc");
    let partners = planner.canvas(&id(NAME)).document()["partners"].clone();
    let council = json!({
        "id": "gs5g", "organisation": "Riverside Council", "contact": "Manager",
        "trust": 4, "gain": "Fewer calls at night"
    });
    assert_eq!(partners[0], council);
    assert_eq!(partners[1]["organisation"], "Walkers' Club");
}

#[test]
fn a_half_typed_date_shows_the_answer_that_came_meanwhile_and_does_not_remove_it() {
    let mut planner = planner();
    planner.press("1");
    to(&mut planner, "When do they need an answer?");
    planner.type_text("half of");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["cover"]["reply_by"] = json!("2026-12-24");
    });
    planner.tell(changed());
    planner
        .sees("half of")
        .sees("in the file: 24 December 2026");
    planner.press("esc c");
    planner.sees("24 December 2026; not an answer yet: h");
    planner.press("1");
    to(&mut planner, "When do they need an answer?");
    planner.press(&["backspace"; 7].join(" "));
    planner.sees("24 December 2026").press("esc");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.document()["cover"]["reply_by"], "2026-12-24");

    planner.press("enter").press(&["backspace"; 20].join(" "));
    planner.press("esc");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.document()["cover"].get("reply_by"), None);
}

#[test]
fn a_half_typed_date_of_a_row_hides_no_date_that_came_meanwhile() {
    let mut planner = planner();
    planner.press("3");
    to(&mut planner, "What will people see first?");
    planner.type_text("Ten walks").press("tab");
    planner.type_text("half of").press("esc");
    planner.sees("Not an answer yet").sees_no("in the file");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["value"]["first_win"][0]["by"] = json!("2026-12-24");
    });
    planner.tell(changed());
    planner.sees("in the file: 24 December 2026");
    planner.press("enter").sees("in the file: 24 December 2026");
    planner
        .press("ctrl-u")
        .sees("24 December 2026")
        .press("esc");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(
        canvas.document()["value"]["first_win"][0]["by"],
        "2026-12-24"
    );
}

#[test]
fn a_difference_that_is_settled_elsewhere_closes_and_no_key_settles_another() {
    let conflicts = json!([
        {"question": "purpose.change", "theirs": "Theirs", "at": "2026-11-22T09:00:00Z"},
        {"question": "purpose.quality", "theirs": "Their quality", "at": "2026-11-22T09:00:00Z"}
    ]);
    let file = file(|canvas| {
        canvas["purpose"]["quality"] = json!("Our quality");
        canvas["conflicts"] = conflicts;
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(Some(&id(NAME)), false);
    planner.press("esc v").sees("What should be different?");
    planner.press("down");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["conflicts"].as_array_mut().expect("two").remove(0);
    });
    planner.tell(changed());
    planner
        .sees("Someone else settled this difference meanwhile")
        .sees_no("Two people changed this answer");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.quality"), Some("Our quality"));
    assert_eq!(canvas.conflicts().len(), 1);
}

#[test]
fn what_someone_else_replaced_since_is_not_said_to_be_taken_back_or_done_again() {
    let mut planner = planner();
    to(&mut planner, "What must be good about it?");
    planner.type_text("Every walk has a leader").press("esc");
    planner.press("u").sees("Taken back");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["quality"] = json!("Theirs");
    });
    planner.tell(changed());
    planner
        .press("U")
        .sees("Not done again: someone else changed");
    planner.press("enter end").type_text("!").press("esc");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["quality"] = json!("Theirs again");
    });
    planner.tell(changed());
    planner
        .press("u")
        .sees("Not taken back: someone else changed");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.quality"), Some("Theirs again"));
}
