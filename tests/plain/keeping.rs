//! Saving: at once, with others, and when it fails.

use serde_json::json;

use crate::typist::{Desk, prompt};

/// Types one line at each call of a script; the line may do something to the file first.
fn lines<'a>(script: &'a [(&'a str, &'a dyn Fn())]) -> impl FnMut(&str) -> Option<String> + 'a {
    let mut script = script.iter();
    move |_| {
        let (line, before) = script.next()?;
        before();
        Some((*line).to_owned())
    }
}

#[test]
fn every_answer_is_on_disk_before_the_next_question() {
    let desk = Desk::fresh();
    let check = || assert_eq!(desk.canvas().scale("value.worth"), Some(4));
    let (_, result) = desk.run(lines(&[
        (":go value.worth", &|| ()),
        ("4", &|| ()),
        (":q", &check),
    ]));
    result.expect("ends well");
}

#[test]
fn looking_changes_nothing_on_disk() {
    let desk = Desk::fresh();
    let file = desk.file().replace(
        "\"cover\"",
        "\"purpose\": { \"without\": [ { \"way\": \"Alone\" } ] }, \"cover\"",
    );
    desk.write(&file);
    desk.types(&[":go purpose.without", ":s", ":so far", ":q"]);
    assert_eq!(desk.file(), file);
}

#[test]
fn a_canvas_goes_on_where_it_was_left() {
    let desk = Desk::fresh();
    let first = desk.types(&[
        ":s",
        ":s",
        ":s",
        "Fellgate",
        "",
        "",
        "",
        "Warm people",
        ".",
        ":q",
    ]);
    assert!(
        first.contains("Everything is saved. To go on: whytogether open warm-rooms-bcde --plain")
    );
    let said = desk.types(&[]);
    assert!(said.contains("Answered: Name; Partners; Change."));
    assert!(prompt(&said).starts_with("Everything is saved."));
    assert!(
        said.contains("Question 8 of 38: Who will notice?"),
        "{said}"
    );
}

#[test]
fn the_quick_look_asks_its_twelve_questions_and_the_decision() {
    let mut desk = Desk::fresh();
    desk.is_quick = true;
    let lines = "Fellgate|||Warm people|.|Alone|1|2|||4|1|2|4|Lead||2|yes||4|yes|2|1|1|It is worth it|.||||";
    let said = desk.types(&lines.split('|').collect::<Vec<_>>());
    assert!(said.contains("1 of 13 questions of the quick look is answered."));
    assert!(
        said.contains("Suggested, on what you have told so far: go ahead."),
        "{said}"
    );
    assert!(
        said.contains("Decided on Monday 23 November 2026: go ahead. That is what was suggested.")
    );
    assert!(said.contains("Question 13 of 13: What do we decide?"));
    assert!(said.contains("Beyond the quick look: Who does what next?"));
    assert_eq!(said.matches(", optional:").count(), 1, "{said}");
    assert!(said.contains("That was the last question.\n"), "{said}");
}

#[test]
fn a_quick_look_that_is_broken_off_is_gone_on_with_as_one() {
    let mut desk = Desk::fresh();
    desk.is_quick = true;
    let said = desk.types(&["Fellgate", ":q"]);
    let hint = "To go on: whytogether open warm-rooms-bcde --plain --quick\n";
    assert!(said.contains(hint), "{said}");
}

#[test]
fn what_someone_else_changed_meanwhile_is_merged_and_said() {
    let desk = Desk::fresh();
    let theirs = || desk.set("cover.asked_by", json!("Fellgate"));
    let (said, result) = desk.run(lines(&[(":go value.worth", &theirs), ("4", &|| ())]));
    result.expect("ends well");
    assert!(said.contains("Someone else changed this canvas meanwhile. Their changes are in."));
    assert_eq!(desk.canvas().text("cover.asked_by"), Some("Fellgate"));
    assert_eq!(desk.canvas().scale("value.worth"), Some(4));
}

#[test]
fn an_answer_that_two_changed_at_once_is_said_in_words_and_settled_at_its_question() {
    let desk = Desk::fresh();
    let theirs = || desk.set("value.worth", json!(2));
    let script: [(&str, &dyn Fn()); 5] = [
        (":go value.worth", &|| ()),
        ("4", &theirs),
        (":go value.worth", &|| ()),
        (":theirs", &|| ()),
        (":theirs", &|| ()),
    ];
    let (said, result) = desk.run(lines(&script));
    result.expect("ends well");
    assert!(
        said.contains(
            "You and someone else both changed \"If it works, what is it worth?\". Yours stays. Theirs is: 2, a little."
        ),
        "{said}"
    );
    assert!(said.contains("Nobody else changed this answer at the same time."));
    assert_eq!(desk.canvas().scale("value.worth"), Some(2));
    assert!(desk.canvas().conflicts().is_empty());
}

#[test]
fn a_save_that_fails_is_said_and_tried_again_with_the_next_answer() {
    let desk = Desk::fresh();
    let good = desk.file();
    let spoil = || desk.write("<<<<<<< ours\n");
    let mend = || desk.write(&good);
    let script: [(&str, &dyn Fn()); 4] = [
        (":go value.worth", &|| ()),
        ("4", &spoil),
        (":go cover.asked_by", &mend),
        ("Fellgate", &|| ()),
    ];
    let (said, result) = desk.run(lines(&script));
    result.expect("ends well");
    assert!(said.contains("Not saved: "), "{said}");
    assert!(said.contains("Everything is saved again."));
    assert_eq!(desk.canvas().scale("value.worth"), Some(4));
    assert_eq!(desk.canvas().text("cover.asked_by"), Some("Fellgate"));
}

#[test]
fn words_that_could_not_be_saved_are_printed_at_the_end() {
    let desk = Desk::fresh();
    let spoil = || desk.write("<<<<<<< ours\n");
    let script: [(&str, &dyn Fn()); 6] = [
        (":go purpose.change", &|| ()),
        ("Warm people", &spoil),
        ("in every street", &|| ()),
        (":go value.worth", &|| ()),
        ("4", &|| ()),
        (":k Ask the fire service", &|| ()),
    ];
    let (said, result) = desk.run(lines(&script));
    assert!(result.is_err());
    let (_, printed) = said
        .split_once("These words are not in the workspace. They are kept in ")
        .expect("says so");
    assert!(printed.contains("  Warm people\n  in every street"));
    assert!(printed.contains("4, a lot") && printed.contains("Ask the fire service"));
    assert!(!printed.contains("Warm rooms"), "the title is on disk");
    assert!(!said.contains("Everything is saved"));
    assert_eq!(desk.file(), "<<<<<<< ours\n");
}

/// Types "Warm people" while the file cannot be merged with, and returns the file as it was before.
fn refused_words(desk: &Desk) -> String {
    let good = desk.file();
    let spoil = || desk.write("<<<<<<< ours\n");
    let (_, result) = desk.run(lines(&[
        (":go purpose.change", &|| ()),
        ("Warm people", &spoil),
        (".", &|| ()),
    ]));
    assert!(result.is_err());
    good
}

#[test]
fn words_that_could_not_be_saved_are_in_when_the_canvas_is_opened_again() {
    let desk = Desk::fresh();
    let good = refused_words(&desk);
    desk.write(&good);
    desk.set("value.worth", json!(2));

    let said = desk.types(&[":u", ":q"]);

    assert!(
        said.starts_with("Words that the disk had refused before are in again."),
        "{said}"
    );
    assert!(said.contains("Answered: Name; Change; Worth."), "{said}");
    assert_eq!(desk.canvas().text("purpose.change"), None, "taken back");
    assert_eq!(desk.canvas().scale("value.worth"), Some(2));
    let said = desk.types(&[":q"]);
    assert!(said.starts_with("Why together?"), "{said}");
}

#[test]
fn words_that_cannot_be_taken_up_yet_stay_where_they_are_kept() {
    let desk = Desk::fresh();
    let good = refused_words(&desk);

    let newer = good.replace("\"version\": 1", "\"version\": 2");
    desk.write(&newer);
    let said = desk.types(&[":q"]);
    assert!(
        said.starts_with("Words that the disk had refused before are kept in "),
        "{said}"
    );

    desk.write(&good);
    desk.types(&[":q"]);
    assert_eq!(desk.canvas().text("purpose.change"), Some("Warm people"));
}

#[test]
fn a_canvas_of_a_newer_version_is_shown_and_not_changed() {
    let desk = Desk::fresh();
    desk.set("cover.partners", json!([{ "organisation": "Fellgate" }]));
    let file = desk.file().replace("\"version\": 1", "\"version\": 2");
    desk.write(&file);
    let said = desk.types(&["an answer"]);
    assert!(said.contains("written by a newer version of whytogether"));
    assert!(said.contains("Who would we work with?\n1. Fellgate"));
    assert_eq!(desk.file(), file);
}

#[test]
fn a_canvas_that_is_not_there_is_a_failure_to_read() {
    let desk = Desk::fresh();
    std::fs::remove_file(desk.workspace().canvas_path(&desk.id)).expect("removes");
    let (said, result) = desk.run(|_| None);
    assert!(result.is_err());
    assert_eq!(said, "");
}

#[test]
fn words_for_which_the_file_has_no_place_are_said_back() {
    let desk = Desk::fresh();
    let file = desk
        .file()
        .replace("\"cover\"", "\"purpose\": \"mine\", \"cover\"");
    desk.write(&file);
    let said = desk.types(&[":go purpose.change", "Warm people", "in every street", "."]);
    assert!(!said.contains("Noted.") && said.contains("Everything else is saved."));
    assert!(said.contains("Not kept: `purpose` in the file holds something else"));
    assert_eq!(desk.file(), file);
}

#[test]
fn days_that_no_month_has_are_kept_and_pointed_out_once() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go value.first_win", "A walk", "1926-05-01", "", "", ":q"]);
    let words = "1 May 1926 is long before this was begun";
    assert_eq!(said.matches(words).count(), 1, "{said}");
    let wins = desk.canvas();
    let win = wins.rows_at("value.first_win").next().expect("kept");
    assert_eq!(win.date("by").map(|day| day.year()), Some(1926));
}
