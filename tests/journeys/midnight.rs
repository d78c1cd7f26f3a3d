//! A program that is left open over midnight knows the new day, on every screen and in what it reads.

use jiff::civil::date;
use serde_json::json;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// A live canvas with new partners, on which a reply is due on 2 December.
fn planner() -> Planner {
    let live = file(|canvas| {
        canvas["cover"]["reply_by"] = json!("2026-12-02");
        canvas["capacity"] = json!({
            "people": [{"id": "h2sa", "person": "Manager", "days": 4}],
            "closeness": "keep_in_touch"
        });
    });
    Planner::with(&[(&file_name(), &live)]).again(None, false)
}

#[test]
fn the_list_and_what_is_due_turn_to_the_new_day_without_a_key() {
    let mut planner = planner();
    planner.sees("reply due in 9 days");
    planner
        .sleep_until(date(2026, 12, 1))
        .sees("reply due tomorrow");
    planner.press("d").sees("tomorrow");
    planner.sleep_until(date(2026, 12, 2)).sees("today");
}

#[test]
fn what_others_write_after_midnight_is_read_for_the_new_day() {
    let live = file(|canvas| {
        canvas["capacity"] = json!({
            "people": [{"id": "h2sa", "person": "Manager", "days": 4}],
            "closeness": "share_resources"
        });
        canvas["partners"][0]["trust"] = json!(1);
        canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2026-11-20"});
    });
    let mut planner = Planner::with(&[(&file_name(), &live)]).again(None, false);
    let days = |planner: &mut Planner| {
        let words = planner.words();
        let (_, after) = words.split_once("Winter walks").expect("listed");
        after.split(" d ").next().expect("days").trim().to_owned()
    };
    let while_new = days(&mut planner);
    planner.sleep_until(date(2027, 11, 20));
    let later = days(&mut planner);
    assert_ne!(later, while_new, "nothing is built up any more");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["change"] = json!("Theirs.");
    });
    assert_eq!(days(&mut planner), later);
}

#[test]
fn a_review_that_is_begun_after_midnight_is_of_the_new_day() {
    let live = file(|canvas| {
        canvas["decision"] = json!({"choice": "go_ahead", "decided_on": "2026-08-20"});
    });
    let mut planner = Planner::with(&[(&file_name(), &live)]).again(None, false);
    planner.press("enter").sleep_until(date(2026, 11, 24));
    planner.press("r enter").type_text("Ten walks").press("tab");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.document()["reviews"][0]["on"], "2026-11-24");
}
