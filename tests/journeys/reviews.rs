//! A year of reviews, an ending, and what is due, at the keyboard.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::fixtures::{NAME, file, file_name};
use crate::planner::Planner;

/// A canvas that went ahead in November 2025, with 4 days of work planned.
fn live() -> Vec<u8> {
    file(|canvas| {
        canvas["partners"][0]["trust"] = json!(5);
        canvas["voices"] =
            json!([{ "id": "v7m2", "name": "Lead", "answers": { "purpose.belief": 5 } }]);
        canvas["value"] = json!({
            "kind": "shared_delivery", "worth": 4,
            "first_win": [{ "id": "w4tt", "win": "Ten walks", "by": "2026-03-01" }],
        });
        canvas["capacity"] = json!({
            "people": [{ "id": "h8sa", "person": "Lead", "days": 4 }],
            "closeness": "line_up_plans",
        });
        canvas["ownership"] = json!({
            "decisions": [{ "id": "d2kk", "key": "pause_or_stop", "decides": ["Manager"] }],
            "end_date": "2026-12-30",
        });
        canvas["decision"] = json!({
            "choice": "go_ahead", "decided_on": "2025-11-20", "review_on": "2026-02-20",
        });
    })
}

fn planner() -> Planner {
    let planner = Planner::with(&[(&file_name(), &live())]);
    let settings = json!({
        "format": "whytogether.workspace", "version": 1,
        "team": [{ "id": "t5ab", "person": "Lead", "working_days": 20, "share": 1 }],
    });
    std::fs::write(planner.workspace.settings_path(), settings.to_string()).expect("written");
    planner.again(None, false)
}

fn reviews(planner: &Planner) -> Value {
    let canvas = planner.only_canvas();
    canvas
        .document()
        .get("reviews")
        .cloned()
        .unwrap_or_default()
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn a_review_is_answered_line_by_line_and_everything_is_on_disk() {
    let mut planner = planner();
    planner
        .press("enter r enter")
        .sees("What is different since last time?");
    planner.type_text("Ten walks a week").press("tab");
    planner
        .sees("What has it been worth so far?")
        .press("3 tab");
    planner
        .press("2 tab")
        .sees("How many days a month did it take?");
    planner.type_text("6.5").press("tab");
    planner.sees("Riverside Council: How much do we trust each other today?");
    planner.press("3 tab 4 tab 4 tab 4 tab 2 tab");
    planner.type_text("A new manager").press("tab");
    planner.sees("would we start it again?").press("4 tab");
    planner
        .sees("How good a partner have we been?")
        .press("2 tab");
    planner.type_text("Monthly meeting").press("tab 3 tab");
    planner.type_text("Lead").press("tab");
    planner
        .press("tab")
        .sees("When do we look again?")
        .press("tab");
    planner.sees("This is what the reviews say");
    planner.sees("Trust in Riverside Council went from 5 to 3");

    let row = reviews(&planner)[0].clone();
    assert_eq!(row["on"], "2026-11-23");
    assert_eq!(row["changed"], "Ten walks a week");
    assert_eq!(
        (&row["value"], &row["first_win"]),
        (&json!(3), &json!("late"))
    );
    assert_eq!(
        (&row["days_spent"], &row["planned_work"]),
        (&json!(6.5), &json!(4))
    );
    assert_eq!(row["trust"], json!({ "gs5g": 3, "k4ta": 4 }));
    assert_eq!(row["feels_theirs"], json!({ "gs5g": 4, "k4ta": 4 }));
    assert_eq!(row["quality"], "slipping");
    assert_eq!(row["start_again"], json!({ "v7m2": 4 }));
    assert_eq!(row["skill"], 2);
    assert_eq!(row["keep"][0]["item"], "Monthly meeting");
    assert_eq!(
        (&row["keep"][0]["choice"], &row["keep"][0]["who"]),
        (&json!("stop"), &json!("Lead"))
    );
    assert_eq!(row["next"], "2027-05-23");
    let partner = planner.only_canvas().document()["partners"][0].clone();
    assert_eq!(
        (&partner["trust"], &partner["feels_theirs"]),
        (&json!(3), &json!(4))
    );
}

#[test]
fn a_key_for_another_screen_begins_no_review() {
    let mut planner = planner();
    planner.press("enter r o").sees("What the reviews say");
    planner.press("o").sees("Press enter to answer");
    planner.press("3").press("esc esc");
    assert_eq!(reviews(&planner), Value::Null);
}

#[test]
fn a_review_that_comes_early_says_which_day_was_agreed() {
    let planner = planner();
    planner.someone_else_writes(&crate::id(NAME), |canvas| {
        canvas["decision"]["review_on"] = json!("2026-12-14");
    });
    let mut planner = planner.again(None, false);
    planner.press("enter r tab 3 esc");
    assert_eq!(
        planner.only_canvas().review_due(),
        Some(day("2026-12-14")),
        "a first answer moves no day"
    );
    planner.press("end up tab").sees("When do we look again?");
    planner.sees("Until now it was to be on 14 December 2026");
}

#[test]
fn looking_at_the_form_of_a_review_begins_none() {
    let mut planner = planner();
    planner.press("enter r tab tab tab tab tab tab tab tab tab tab tab tab tab esc esc");
    assert_eq!(reviews(&planner), Value::Null);
}

#[test]
fn a_number_of_days_that_is_none_yet_is_kept_as_typed() {
    let mut planner = planner();
    planner.press("enter r tab tab tab").type_text("about 5");
    planner
        .sees("is not a number")
        .press("esc")
        .sees("about 5 ?");
    let mut planner = planner.again(None, false);
    planner.press("enter r").sees("about 5 ?");
    assert_eq!(reviews(&planner), Value::Null);
}

#[test]
fn undo_takes_a_score_back_from_the_review_and_from_the_partner() {
    let mut planner = planner();
    planner.press("enter r tab tab tab tab 2").press("esc u");
    planner.sees("Taken back");
    assert_eq!(reviews(&planner), Value::Null);
    assert_eq!(planner.only_canvas().document()["partners"][0]["trust"], 5);
}

/// Writes a review as another day's, with a plan of 4 and 1 days.
fn reviewed(planner: &mut Planner, on: &str, days: f64, more: &Value) {
    let mut row = json!({ "on": on, "planned_work": 4, "overhead": 1, "days_spent": days, "next": "2027-02-20" });
    let more = more.as_object().expect("an object").clone();
    row.as_object_mut().expect("an object").extend(more);
    assert!(day(on) < crate::planner::TODAY);
    planner.someone_else_writes(&crate::id(NAME), |canvas| {
        let reviews = canvas.as_object_mut().expect("a canvas").entry("reviews");
        reviews
            .or_insert_with(|| json!([]))
            .as_array_mut()
            .expect("rows")
            .push(row);
    });
}

#[test]
fn a_year_of_reviews_raises_every_signal_and_teaches_the_factor() {
    let mut planner = planner();
    planner
        .press("s")
        .sees("count 1.25 times: a planning guess")
        .press("esc");
    let poor = json!({ "value": 2, "first_win": "no" });
    let and = |more: Value| {
        let mut all = poor.clone();
        all.as_object_mut()
            .expect("one")
            .extend(more.as_object().expect("one").clone());
        all
    };
    reviewed(
        &mut planner,
        "2026-02-20",
        6.0,
        &and(json!({ "trust": { "gs5g": 5 } })),
    );
    reviewed(
        &mut planner,
        "2026-05-20",
        7.0,
        &and(json!({ "trust": { "gs5g": 4 } })),
    );
    reviewed(
        &mut planner,
        "2026-08-20",
        8.0,
        &and(json!({ "trust": { "gs5g": 2 }, "quality": "no" })),
    );
    let mut planner = planner.again(None, false);
    planner.size = (60, 18);
    planner.press("s w").sees("1.75 from Winter walks");
    planner.sees("1.25 from Winter walks").press("esc esc");
    planner.size = (120, 36);
    // What came beyond the overhead, over the work planned: 5, 6 and 7 of 4 days.
    planner
        .press("s")
        .sees("count 1.5 times: the middle of what 3 reviews say");
    planner
        .sees("1.75 from Winter walks, 20 August 2026")
        .press("esc");
    planner.press("d").sees("the review says");
    planner.sees("Quality is not there").press("esc");
    planner.sees("! 5 things to look at");
    planner
        .press("enter")
        .sees("Quality is not there")
        .press("r o");
    for says in [
        "Trust in Riverside Council went from 4 to 2",
        "the first win has not come",
        "Manager can pause or stop it",
        "It took 1.6 times the days planned, and 1.4 times the time before",
        "Twice running it gave little",
    ] {
        planner.sees(says);
    }
    planner.sees("Feb 2026 May 2026 Aug 2026").sees("8 of 5");
}

#[test]
fn check_ins_that_do_not_fit_are_counted_and_reached_by_the_arrows() {
    let mut planner = planner();
    for (month, trust) in [
        ("01", 1),
        ("02", 2),
        ("03", 3),
        ("04", 4),
        ("05", 5),
        ("06", 5),
    ] {
        let trust = json!({ "trust": { "gs5g": trust } });
        reviewed(&mut planner, &format!("2026-{month}-20"), 5.0, &trust);
    }
    let mut planner = planner.again(None, false);
    planner.size = (80, 24);
    planner.press("enter r o").sees("2 earlier");
    planner.sees("Feb 2026 Mar 2026 Apr 2026 May 2026 Jun 2026");
    planner.sees_no("before");
    planner.press("left").sees("1 earlier, 1 later");
    planner.press("left left left").sees("2 later");
    planner.sees("before Jan 2026");
    planner.press("right").sees("1 earlier, 1 later");
}

#[test]
fn an_ending_keeps_its_note_and_frees_its_days_at_once() {
    let mut planner = planner();
    planner
        .sees("6 promised")
        .press("enter e")
        .sees("What we learned:");
    planner.type_text("ten walks a week.").press("tab");
    planner
        .sees("are free from then on")
        .press("enter")
        .sees("Ended today");
    let canvas = planner.only_canvas();
    assert_eq!(canvas.document()["ended"], "2026-11-23");
    let letter = &canvas.document()["letters"][0];
    assert_eq!(letter["kind"], "ending");
    let text = letter["text"].as_str().expect("a note");
    assert_eq!(text, "What we did: ten walks a week.", "no empty heading");
    planner.press("esc").sees("0 promised").sees("Ended");
    planner.sees("ended 23 November 2026").sees_no("6 d");
    planner
        .press("enter e")
        .sees("It ended on 23 November 2026")
        .sees("ten walks a week");
}

#[test]
fn nothing_ends_without_a_note() {
    let mut planner = planner();
    planner
        .press("enter e esc tab enter")
        .sees("First the note");
    assert_eq!(planner.only_canvas().document().get("ended"), None);
    planner.type_text("ten walks.").press("tab enter");
    assert_eq!(planner.only_canvas().document()["ended"], "2026-11-23");
}

#[test]
fn the_note_of_what_is_over_can_still_be_changed() {
    let mut planner = planner();
    planner
        .press("enter e")
        .type_text("ten walks")
        .press("tab enter");
    planner.press("e").type_text(" and a map").press("esc");
    let canvas = planner.only_canvas();
    let letter = &canvas.document()["letters"][0];
    assert_eq!(letter["text"], "What we did: ten walks and a map");
    assert_eq!(letter["on"], "2026-11-23");
}

#[test]
fn an_ending_is_taken_back_with_one_key() {
    let mut planner = planner();
    planner
        .press("enter e")
        .type_text("over.")
        .press("tab enter u");
    planner.sees("Taken back: Ending");
    let canvas = planner.only_canvas();
    assert_eq!(canvas.document().get("ended"), None);
    assert!(
        canvas.document()["letters"][0]["text"].is_string(),
        "the note stays"
    );
    planner.press("esc").sees("6 promised");
}

#[test]
fn what_is_due_is_shown_by_its_day_and_enter_opens_its_canvas() {
    let mut planner = planner();
    planner
        .sees("2 due (d)")
        .press("d")
        .sees("3 in all, 2 past their day");
    planner
        .sees("first win passed")
        .sees("Ten walks")
        .sees("end or renew");
    planner.press("enter").sees("review, 23 November 2026");
}

#[test]
fn enter_on_what_is_due_leads_to_where_it_is_dealt_with() {
    let planner = planner();
    planner.someone_else_writes(&crate::id(NAME), |canvas| {
        canvas["cover"]["reply_by"] = json!("2026-01-01");
        canvas["decision"]["choice"] = json!("not_yet");
        canvas["decision"]["next_steps"] = json!([
            { "id": "n6ya", "action": "Call them", "who": "Lead", "by": "2026-01-15" },
        ]);
    });
    let mut planner = planner.again(None, false);
    planner.press("d").sees("reply owed").sees("look again");
    planner.press("enter").sees("a letter").press("esc esc d");
    planner.press("down enter").sees("Who does what next?");
    planner.sees("Call them").press("x");
    planner.press("esc esc esc d").sees_no("next step");
    planner.press("down enter").sees("What do we decide?");
}

#[test]
fn looking_back_is_one_key_away_and_honest_about_how_little_there_is() {
    let mut planner = planner();
    planner
        .press("b")
        .sees("Nothing to look back on yet")
        .press("esc");
    reviewed(&mut planner, "2026-02-20", 5.0, &json!({ "value": 4 }));
    let mut planner = planner.again(None, false);
    planner.press("b").sees("1 collaboration to look back on");
    planner.sees("1 turned out to be worth what").sees("So few");
}

#[test]
fn a_next_step_after_a_no_is_settled_by_a_check_in_and_stays_on_the_canvas() {
    let no = file(|canvas| {
        canvas["decision"] = json!({
            "choice": "say_no_kindly", "decided_on": "2026-11-01",
            "next_steps": [{ "id": "n6ya", "action": "Call the manager", "by": "2026-11-10" }],
        });
    });
    let mut planner = Planner::with(&[(&file_name(), &no)]).again(None, false);
    planner.press("d").sees("next step").press("enter");
    planner
        .sees("Call the manager")
        .sees("A check-in settles the steps whose day has come: on the canvas, r.");
    planner
        .press("esc r enter")
        .type_text("Called.")
        .press("esc esc esc d");
    planner.sees("Nothing is due");
    let step = planner.only_canvas();
    let step = step.rows_at("decision.next_steps").next().expect("kept");
    assert_eq!(step.line("action"), Some("Call the manager"));
}
