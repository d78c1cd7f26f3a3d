//! Every job and every question is found by its plain name, and no key goes unanswered.

use serde_json::json;
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// The guide of a canvas of which much is open.
fn guide() -> Planner {
    Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false)
}

#[test]
fn a_question_is_found_by_its_name_from_wherever_one_is() {
    for from in ["", "esc", "esc esc", "esc d"] {
        let mut planner = guide();
        if !from.is_empty() {
            planner.press(from);
        }
        planner.press("ctrl-o").type_text("worth").press("enter");
        planner.sees("If it works, what is it worth?");
    }
}

#[test]
fn every_job_is_found_by_its_plain_name_from_the_guide() {
    for (name, words) in [
        ("answer file", "A blank for a partner to fill in"),
        ("portfolio", "What comes first"),
        ("ranking", "Rankings"),
        ("settings", "Settings"),
        ("compare", "Lay beside Winter walks"),
        ("due", "Due Monday"),
        ("history", "what it said earlier"),
        ("find", "Find a canvas"),
        ("sync", "whytogether sync"),
        ("import", "whytogether import FILE"),
        ("letter", "a letter"),
    ] {
        let mut planner = guide();
        planner.press("ctrl-o").type_text(name).press("enter");
        let frame = planner.words().to_lowercase();
        assert!(frame.contains(&words.to_lowercase()), "{name}: {frame}");
    }
    // It writes to the folder that the tests run in, so it is only found.
    let mut planner = guide();
    planner.press("ctrl-o").type_text("export");
    planner.sees("export: Write the canvas as Markdown to a file");
}

#[test]
fn what_is_typed_stays_when_the_palette_leads_away_from_its_field() {
    let mut planner = guide();
    planner.type_text("Families").press("ctrl-o");
    planner.type_text("portfolio").press("enter");
    planner.sees("Winter walks").sees_no("Who will notice?");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), Some("Families"));
}

#[test]
fn a_blank_for_a_partner_is_written_from_the_screen_and_holds_nothing_else_of_ours() {
    let mut planner = guide();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("for-them.json");
    planner
        .press("esc esc A")
        .sees("A blank for a partner to fill in");
    planner
        .type_text(path.to_str().expect("text"))
        .press("enter")
        .sees("for-them.json");
    let bytes = std::fs::read(&path).expect("written");
    let name = CanvasId::from_name("for-them").expect("an id");
    let blank = Canvas::read(name, &bytes).expect("a canvas");
    assert_eq!(blank.title(), "Winter walks");
    assert_eq!(blank.text("purpose.change"), None);
    assert!(String::from_utf8_lossy(&bytes).contains("fill_in"));
}

#[test]
fn a_canvas_with_nothing_left_to_answer_opens_on_its_page() {
    let planner = Planner::in_samples();
    let falls = planner.ids().into_iter();
    let falls = falls.filter(|id| id.as_str().starts_with("falls"));
    let falls = falls.collect::<Vec<_>>().remove(0);
    let before = planner.canvas(&falls);
    let mut planner = planner.again(Some(&falls), false);
    planner.sees("with Fellgate Ambulance").press("j");
    assert_eq!(planner.canvas(&falls), before);
}

#[test]
fn an_answered_text_is_not_typed_into_before_enter() {
    let mut planner = guide();
    planner.press("esc shift-tab").sees("Fewer falls by spring");
    planner.press("n").sees("What kind of value?");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.change"), Some("Fewer falls by spring"));
    planner
        .press("p shift-tab")
        .press("enter end")
        .type_text(" it is");
}

#[test]
fn a_key_that_changes_nothing_says_so_and_leaves_the_keys_in_sight() {
    let mut planner = guide();
    planner.press("esc").frame();
    planner.press("U").sees("Nothing to do again");
    planner.press("esc").frame();
    planner
        .press("R")
        .sees("R is no key here; ? shows all that are.");
    planner.press("v").sees("v changes nothing here.");
    planner.sees("tab next").press("up").frame();
    planner.press("home").frame();
    planner.press("up").sees("That is as far as it goes.");
}

#[test]
fn a_message_never_takes_the_place_of_the_keys() {
    let mut planner = guide();
    planner
        .press("ctrl-s")
        .sees("Everything is saved as you type.");
    let frame = planner.frame();
    let last = frame.lines().last().expect("a bottom line");
    assert!(last.contains("tab next") && last.contains("esc"), "{last}");
    let mut planner = Planner::with(&[(
        &file_name(),
        &file(|canvas| canvas["cover"]["reply_by"] = json!("2026-12-05")),
    )]);
    planner
        .press("n ctrl-s")
        .sees("Everything is saved as you type.");
    planner.sees("enter go on");
}

#[test]
fn esc_leads_back_to_where_one_came_from() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter d s");
    planner
        .sees("Therapy lead")
        .press("esc")
        .sees("the decision");
    for key in ["h", "l"] {
        planner.press(key).sees_no("the decision");
        planner.press("esc").sees("the decision");
    }
    // A reason leads to its question, and esc from there to the decision again.
    planner.press("shift-tab down enter enter");
    planner.sees("How much do we trust each other");
    planner.press("esc").sees("the decision");
    planner.press("c d esc").sees_no("the decision");
    // From a question one comes back to the question.
    planner.press("home enter").sees("question ").press("s esc");
    planner.sees("question ");
}

#[test]
fn the_keys_say_that_enter_answers_and_not_that_it_chooses_a_text() {
    let mut planner = guide();
    planner.press("esc esc 2 enter esc");
    planner.sees("enter answer").sees_no("enter choose");
}
