//! The disk fails under an open canvas: the screen says so, and the words can go elsewhere.

use std::fs;
use std::path::PathBuf;

use whytogether::tui::app::{Effect, Msg, Sheet};
use whytogether::tui::worker::Worker;
use whytogether::workspace::Workspace;
use whytogether::workspace::watch::Change;

use crate::id;
use crate::planner::{Planner, TODAY};

const WORDS: &str = "Nobody waits alone.";

/// A planner who typed some words after the folder of the canvases had gone, and the folder's place.
fn after_the_disk_failed() -> (Planner, PathBuf) {
    let file = br#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f","cover":{"title":"Falls"}}"#;
    let mut planner = Planner::with(&[("falls-7k3f.json", file)]);
    planner.press("enter 2");
    planner.sees("What should be different?");
    let folder = planner.workspace.canvases_path();
    fs::rename(&folder, folder.with_extension("gone")).expect("moved");
    fs::write(&folder, "no folder").expect("written");
    planner.paste(WORDS);
    (planner, folder)
}

#[test]
fn the_head_line_says_what_is_wrong_until_it_is_mended() {
    let (mut planner, folder) = after_the_disk_failed();
    planner.sees("not saved: ").sees("Save a copy");
    planner.type_text("More.").sees("not saved: ");
    fs::remove_file(&folder).expect("removed");
    fs::rename(folder.with_extension("gone"), &folder).expect("moved back");
    planner.press("ctrl-s").sees_no("not saved");
    let kept = planner.only_canvas();
    assert_eq!(
        kept.text("purpose.change"),
        Some("Nobody waits alone.More.")
    );
}

#[test]
fn once_it_is_mended_without_a_key_the_bottom_line_says_so_too() {
    let (mut planner, folder) = after_the_disk_failed();
    planner.sees("Not saved");
    fs::remove_file(&folder).expect("removed");
    fs::rename(folder.with_extension("gone"), &folder).expect("moved back");
    planner.tell(Msg::Changed(Change::Canvas(id("falls-7k3f"))));
    planner.sees("It is on disk now.").sees_no("Not saved");
}

#[test]
fn a_copy_goes_to_another_place_with_every_word_and_over_nothing() {
    let (mut planner, _) = after_the_disk_failed();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let to = elsewhere.path().join("mine.json");
    let save_copy = |planner: &mut Planner, to: &str| {
        planner
            .press("ctrl-o")
            .type_text("save a copy")
            .press("enter");
        planner
            .sees("Which file or folder?")
            .paste(to)
            .press("enter");
    };
    save_copy(&mut planner, &to.to_string_lossy());
    planner.sees("A copy is in ").sees("not saved: ");
    let copy = fs::read(&to).expect("there");
    let copied = whytogether::canvas::Canvas::read(id("falls-7k3f"), &copy).expect("a canvas");
    assert_eq!(copied.text("purpose.change"), Some(WORDS));

    planner.type_text("More.");
    save_copy(&mut planner, &to.to_string_lossy());
    planner.sees("is there already");
    assert_eq!(fs::read(&to).expect("there"), copy);
    save_copy(&mut planner, &elsewhere.path().to_string_lossy());
    let named = elsewhere.path().join("falls-7k3f.json");
    let second = fs::read_to_string(named).expect("there");
    assert!(second.contains("Nobody waits alone.More."), "{second}");
}

#[test]
fn copying_and_exporting_take_what_is_on_the_screen() {
    let (mut planner, _) = after_the_disk_failed();
    planner.press("esc y");
    let wish = planner.asked_for.pop().expect("a wish");
    let Effect::Copy(sheet @ Sheet::Open { .. }) = wish else {
        panic!("{wish:?}");
    };
    let worker = Worker::new(Workspace::at("/nowhere"), None, TODAY, |_| {});
    let page = worker.as_markdown(&sheet).expect("no disk is asked");
    assert!(page.contains(WORDS), "{page}");
}

#[test]
fn leaving_with_words_that_are_not_on_disk_is_asked_twice() {
    let (mut planner, _) = after_the_disk_failed();
    planner.press("esc q").sees("not on disk");
    assert!(!planner.has_left());
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn words_that_are_not_on_disk_are_there_when_the_canvas_is_opened_again() {
    let (mut planner, folder) = after_the_disk_failed();
    planner.press("esc esc esc").sees("Why together?");
    planner.press("enter").sees(WORDS).sees("not saved: ");
    fs::remove_file(&folder).expect("removed");
    fs::rename(folder.with_extension("gone"), &folder).expect("moved back");
    planner.press("ctrl-s").sees_no("not saved");
    let kept = planner.only_canvas();
    assert_eq!(kept.text("purpose.change"), Some(WORDS));
}

#[test]
fn leaving_from_the_list_asks_twice_while_words_are_not_on_disk() {
    let (mut planner, _) = after_the_disk_failed();
    planner.press("esc esc esc").sees("Why together?");
    planner.press("q").sees("Press q again");
    assert!(!planner.has_left());
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn the_title_of_a_canvas_that_could_not_be_begun_is_there_to_try_again() {
    let (mut planner, folder) = after_the_disk_failed();
    fs::remove_file(&folder).expect("removed");
    fs::rename(folder.with_extension("gone"), &folder).expect("moved back");
    planner.press("ctrl-s esc esc esc").sees("Why together?");
    fs::rename(&folder, folder.with_extension("gone")).expect("moved");
    fs::write(&folder, "no folder").expect("written");
    planner.press("n").type_text("Warm rooms").press("enter");
    planner.sees("No canvas was begun: ").sees("Why together?");
    fs::remove_file(&folder).expect("removed");
    planner.press("n").sees("Warm rooms").press("enter");
    assert_eq!(planner.only_canvas().title(), "Warm rooms");
}

#[test]
fn a_workspace_that_was_moved_away_is_not_begun_anew_in_its_place() {
    let mut planner = Planner::in_samples();
    planner.press("enter 2 enter");
    planner.sees("What should be different?");
    let folder = planner.workspace.root().to_owned();
    let aside = folder.with_extension("moved");
    fs::rename(&folder, &aside).expect("moved");
    planner.tell(Msg::Changed(Change::Everything));
    planner
        .paste(WORDS)
        .sees("not saved: the folder of the workspace is not there any more");
    assert!(!folder.exists(), "a second workspace hides the words");
    planner
        .press("esc esc esc")
        .sees("is not there any more. Once it is back, so is the list.")
        .press("q")
        .sees("Your last words are not on disk.");
    fs::rename(&aside, &folder).expect("moved back");
    planner.tell(Msg::Changed(Change::Everything));
    planner.sees("Two calendars").press("enter ctrl-s");
    let kept = planner.canvas(&id("winter-bus-campaign-5rkh"));
    assert!(
        kept.text("purpose.change")
            .is_some_and(|text| text.contains(WORDS))
    );
}

#[test]
fn a_canvas_that_cannot_be_thrown_away_says_why_in_full_and_what_to_do() {
    let file = br#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f","cover":{"title":"Falls"}}"#;
    let mut planner = Planner::with(&[("falls-7k3f.json", file)]);
    fs::write(planner.workspace.trash_path(), "no folder").expect("written");
    planner.press("delete").sees("Not moved to the trash");
    planner
        .sees("It is where it was, and as it was.")
        .sees("could not write")
        .sees("Next: see that the folder is there")
        .sees_no("os error");
    planner.press("esc").sees("Falls");
}
