//! The file of an open canvas is emptied, deleted, broken or overwritten by someone else: the screen says so,
//! and no word that was on it is lost.

use std::fs;

use serde_json::json;
use whytogether::tui::app::Msg;
use whytogether::workspace::trash::Filed;
use whytogether::workspace::watch::Change;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

const WORDS: &str = "Every walk has a leader";

fn changed() -> Msg {
    Msg::Changed(Change::Canvas(id(NAME)))
}

/// A planner who has typed some words, which are saved.
fn planner() -> Planner {
    let file = file(|canvas| {
        canvas["purpose"]["noticed_by"] = json!("People over 75");
        canvas["purpose"]["without"] =
            json!([{"id": "r2xe", "way": "Our team", "kind": "alone", "worth": 2}]);
        canvas["voices"] = json!([{"id": "v7m2", "answers": {"purpose.belief": 4}}]);
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(Some(&id(NAME)), false);
    planner.sees("What must be good about it?");
    planner.type_text(WORDS).press("esc").sees("saved");
    planner
}

fn on_disk(planner: &Planner) -> Option<String> {
    let canvas = planner.canvas(&id(NAME));
    canvas.text("purpose.quality").map(str::to_owned)
}

#[test]
fn a_file_that_is_emptied_is_said_to_be_and_written_again_by_one_key() {
    let mut planner = planner();
    fs::write(planner.path(&id(NAME)), "").expect("emptied");
    planner.tell(changed());
    planner.sees("not on disk: the file is empty");
    planner.press("q").sees("ctrl-s writes it again");
    assert!(!planner.has_left());
    planner.press("ctrl-s").sees_no("not on disk").sees("saved");
    planner.sees("It is on disk now.");
    assert_eq!(on_disk(&planner).as_deref(), Some(WORDS));
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn a_file_that_is_deleted_is_said_to_be_and_leaving_it_so_is_asked_twice() {
    for (leave, has_left) in [("q", true), ("esc", false)] {
        let mut planner = planner();
        planner.press("esc");
        fs::remove_file(planner.path(&id(NAME))).expect("removed");
        planner.tell(changed());
        planner.sees("not on disk: the file is not there any more");
        planner.press(leave).sees("once more leaves it so");
        assert!(!planner.has_left());
        planner.press(leave);
        assert_eq!(planner.has_left(), has_left);
        assert!(!planner.path(&id(NAME)).exists(), "it was left so");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_in_full_and_saved_over_only_once_it_is_mended() {
    let marked = "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n";
    let large = "x".repeat(1_100_000);
    let cases = [
        (marked, "the file has conflict markers"),
        ("{\"format\": ", "the file cannot be read (line 1"),
        (&large, "the file is too large to be read"),
    ];
    for (text, why) in cases {
        let mut planner = planner();
        let path = planner.path(&id(NAME));
        let before = fs::read(&path).expect("read");
        fs::write(&path, text).expect("written");
        planner.tell(changed());
        planner
            .sees(&format!("not on disk: {why}"))
            .sees("Mend winter-walks-y4a9.json in an editor");
        planner.press("q").sees("Press q again to leave it so");
        planner.press("ctrl-s").sees("not saved: ").sees(why);
        planner
            .sees("Not saved: winter-walks-y4a9")
            .sees("What failed: `");
        planner.press("esc");
        assert_eq!(fs::read_to_string(&path).expect("read"), text);
        fs::write(&path, before).expect("mended");
        planner.tell(changed());
        planner.press("ctrl-s").sees_no("not saved").sees("saved");
        assert_eq!(on_disk(&planner).as_deref(), Some(WORDS));
    }
}

/// What the newest version in the history says of the question.
fn kept(planner: &Planner) -> Option<String> {
    let history = planner.workspace.history(&id(NAME)).expect("read");
    let newest = history.canvas(history.len().checked_sub(1)?).expect("told");
    newest.text("purpose.quality").map(str::to_owned)
}

#[test]
fn what_was_saved_last_is_in_the_history_however_the_file_went_and_whoever_leaves() {
    let newer = r#"{"format": "whytogether.canvas", "version": 2}"#;
    let texts = [Some(""), None, Some("<<<<<<< ours"), Some("{"), Some(newer)];
    for text in texts {
        let mut planner = planner();
        let path = planner.path(&id(NAME));
        match text {
            Some(text) => fs::write(&path, text).expect("written"),
            None => fs::remove_file(&path).expect("removed"),
        }
        planner.tell(changed());
        assert_eq!(kept(&planner).as_deref(), Some(WORDS), "{text:?}");
        planner.press("q q");
        assert!(planner.has_left());
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), text);
    }
}

#[test]
fn a_canvas_that_someone_moves_to_the_trash_leaves_no_version() {
    let mut planner = planner();
    let versions = |planner: &Planner| planner.workspace.history(&id(NAME)).expect("read").len();
    let before = versions(&planner);
    let trashed = planner.workspace.trash(Filed::Canvas, &id(NAME));
    trashed.expect("moved");
    planner.tell(changed());
    planner.sees("the file is not there any more");
    assert_eq!(versions(&planner), before, "the trash has it");
}

#[test]
fn a_file_that_goes_astray_again_and_again_leaves_one_version() {
    let mut planner = planner();
    let path = planner.path(&id(NAME));
    let before = fs::read(&path).expect("read");
    let versions = planner.workspace.history(&id(NAME)).expect("read").len();
    for _ in 0..3 {
        fs::write(&path, "{").expect("written");
        planner.tell(changed());
        fs::write(&path, &before).expect("mended");
        planner.tell(changed());
    }
    planner.sees("saved");
    let history = planner.workspace.history(&id(NAME)).expect("read");
    assert_eq!(history.len(), versions + 1);
}

#[test]
fn a_file_that_comes_back_as_it_was_is_said_to_be_saved_without_a_key() {
    let mut planner = planner();
    let path = planner.path(&id(NAME));
    let before = fs::read(&path).expect("read");
    fs::write(&path, "{").expect("written");
    planner.tell(changed());
    planner.sees("not on disk: ");
    fs::write(&path, before).expect("mended");
    planner.tell(changed());
    planner.sees_no("not on disk: ").sees("saved");
}

#[test]
fn words_on_the_screen_outlast_a_broken_file_when_the_canvas_is_left_for_the_list() {
    let mut planner = planner();
    let path = planner.path(&id(NAME));
    fs::write(&path, "{").expect("written");
    planner.tell(changed());
    planner.press("esc esc").sees("Why together?");
    planner.press("q").sees("Your last words are not on disk.");
    fs::remove_file(&path).expect("removed");
    planner.press("q");
    planner.tell(changed());
    planner.press("n").press("esc");
    assert!(planner.has_left());
}

#[test]
fn a_newer_version_that_writes_the_file_is_named() {
    let mut planner = planner();
    planner.someone_else_writes(&id(NAME), |canvas| canvas["version"] = json!(2));
    planner.tell(changed());
    planner
        .sees("not on disk: a newer version has written the file")
        .sees("open it again to read it");
}

#[test]
fn words_that_someone_else_replaced_are_in_the_history_and_can_be_put_back() {
    let mut planner = planner();
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["purpose"]["quality"] = json!("Theirs");
    });
    planner.tell(changed());
    planner
        .sees("Theirs")
        .sees("Someone changed Quality meanwhile. What you had is kept: h shows it");
    planner
        .press("h")
        .sees(WORDS)
        .sees("before someone else's change");
    planner.press("enter down enter").sees("Put back: Quality");
    assert_eq!(on_disk(&planner).as_deref(), Some(WORDS));
}

#[test]
fn words_that_someone_else_took_back_while_something_else_is_typed_are_kept_too() {
    let mut planner = planner();
    planner.press("tab").sees("How free are we to say no?");
    planner.someone_else_writes(&id(NAME), |canvas| {
        let purpose = canvas["purpose"].as_object_mut().expect("answers");
        purpose.remove("quality");
    });
    planner.press("1");
    assert_eq!(on_disk(&planner), None);
    planner.sees("Someone changed Quality meanwhile.");
    planner.press("h").sees(WORDS);
}

#[test]
fn what_someone_else_writes_beside_ours_leaves_no_version() {
    let mut planner = planner();
    let versions = |planner: &Planner| {
        let history = planner.workspace.history(&id(NAME)).expect("read");
        history.len()
    };
    let before = versions(&planner);
    for title in ["Walks", "Winter", "Winter walks again"] {
        planner.someone_else_writes(&id(NAME), |canvas| {
            canvas["cover"]["title"] = json!(title);
        });
        planner.tell(changed());
    }
    planner.sees("Winter walks again");
    assert_eq!(versions(&planner), before);
}

#[test]
fn a_canvas_that_grows_too_large_names_the_answer_to_shorten() {
    let mut planner = planner();
    planner.press("enter").paste(&"word ".repeat(230_000));
    planner
        .sees("not saved: too large: shorten Quality")
        .sees("Quality is the longest answer: shorten it.")
        .sees_no("tried again");
    planner.press("ctrl-u").press("esc").sees_no("not saved");
}
