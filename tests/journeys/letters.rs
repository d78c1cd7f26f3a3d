//! From an invitation to a kind no, written, kept as sent, and never lost on the way.

use std::fs;

use serde_json::json;
use whytogether::canvas::letter::Kind;
use whytogether::tui::app::{Effect, Msg};

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

/// The showcase of the samples, at its letter, before any was sent.
pub fn at_the_letter() -> Planner {
    let planner = Planner::in_samples();
    let showcase = planner.ids()[2].clone();
    planner.someone_else_writes(&showcase, |canvas| {
        canvas.as_object_mut().expect("a canvas").remove("letters");
    });
    let mut planner = planner.again(None, false);
    planner.press("/").type_text("showcase").press("enter l");
    planner.sees("Not the answer").sees("2 blanks");
    planner
}

/// The text of the letter that the showcase keeps first.
fn kept_text(planner: &Planner) -> Option<String> {
    let canvas = planner.canvas(&planner.ids()[2]);
    let mut letters = canvas.letters();
    letters.next().map(|letter| letter.text().to_owned())
}

#[test]
fn an_invitation_becomes_a_kind_no_by_quick_look_and_the_letter_is_written_and_kept() {
    let mut planner = Planner::at_first_start();
    planner
        .press("enter")
        .type_text("Winter walks")
        .press("enter");
    planner
        .type_text("Riverside Council")
        .press("tab")
        .type_text("Parks manager");
    planner
        .press("tab tab")
        .type_text("Fewer falls")
        .press("tab");
    planner
        .type_text("Our own team")
        .press("tab 1 tab 4 tab")
        .type_text("4");
    planner.press("tab tab 4 tab 1 tab 1 tab 3 tab");
    planner.press("esc d").sees("say no kindly");
    planner
        .press("enter")
        .type_text("We would get as much on our own.")
        .press("tab enter");
    planner.sees("Decided: say no kindly. Here is a letter");
    planner.sees("Our answer is no: working together is not the answer this time.");
    planner.sees("we would get as much from this in another way.");
    planner.sees_no("We would get as much on our own.");
    planner.sees("[ a name ]");

    planner
        .press("tab")
        .type_text("Parks manager")
        .sees("Dear Parks manager,");
    planner
        .press("tab")
        .type_text("We keep our own walks going.")
        .press("tab backspace");
    planner
        .press("tab backspace tab")
        .type_text("the walks lead")
        .press("tab");
    planner
        .type_text("Harrowdale Trust")
        .sees("nothing is blank")
        .press("esc");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("no.md");
    planner
        .press("x")
        .sees("Write the letter to")
        .press("ctrl-u");
    planner
        .type_text(file.to_str().expect("a path"))
        .press("enter");
    planner.sees("Written to");
    let written = fs::read_to_string(&file).expect("a letter");
    assert!(
        written.starts_with("Dear Parks manager,  \nWe are writing"),
        "{written}"
    );
    assert!(
        written.contains("\n\nWe keep our own walks going.\n\nIf you"),
        "{written}"
    );
    planner
        .press("m")
        .sees("On which day was it sent?")
        .press("enter");
    planner.sees("Kept as sent on 23 November 2026");

    let canvas = planner.only_canvas();
    let letter = canvas.letters().next().expect("one");
    assert_eq!(letter.kind(), Some(Kind::NotTheAnswer));
    assert_eq!(
        letter.on().map(|on| on.to_string()).as_deref(),
        Some("2026-11-23")
    );
    assert!(letter.text().contains("We keep our own walks going."));
    assert!(!letter.text().contains("[ "), "{}", letter.text());
}

#[test]
fn every_key_in_a_letter_is_on_disk_and_there_after_a_restart() {
    let mut planner = at_the_letter();
    planner.press("tab").type_text("Our falls team");
    assert!(
        kept_text(&planner)
            .expect("a draft")
            .contains("\n\nOur falls team\n\n")
    );
    let mut planner = planner.again(None, false);
    planner.press("/").type_text("showcase").press("enter l");
    planner.sees("Our falls team").sees("edited");
}

#[test]
fn another_kind_never_loses_what_was_edited_in_the_first() {
    let mut planner = at_the_letter();
    planner
        .press("tab")
        .type_text("Our falls team")
        .press("esc right");
    planner.sees("Not yet").sees_no("Our falls team");
    planner
        .press("tab")
        .type_text("a day in spring")
        .press("esc left");
    planner
        .sees("Our falls team")
        .press("right")
        .sees("a day in spring");
    planner
        .press("left left")
        .sees("No room")
        .sees_no("Our falls team");
}

#[test]
fn a_letter_to_someone_else_is_another_letter() {
    let mut planner = at_the_letter();
    planner
        .press("tab")
        .type_text("Our falls team")
        .press("esc t");
    planner
        .sees("Dear Head of health courses,")
        .sees("is kept: t leads back to it.")
        .sees_no("Our falls team");
    planner
        .press("t")
        .sees("Dear Events manager,")
        .sees("Our falls team");
}

#[test]
fn marking_as_sent_is_taken_back_by_undo_and_so_is_starting_over() {
    let mut planner = at_the_letter();
    planner
        .press("tab")
        .type_text("Our falls team")
        .press("esc m");
    planner
        .press("ctrl-u")
        .type_text("22 November")
        .press("enter");
    planner.sees("sent 22 November 2026").sees("Our falls team");
    planner
        .press("u")
        .sees("Taken back: The letter")
        .sees("edited");
    planner
        .press("delete")
        .sees("[ what you are protecting")
        .sees_no("Our falls team");
    assert_eq!(kept_text(&planner), None);
    planner.press("u").sees("Our falls team");
}

#[test]
fn a_letter_that_was_sent_is_read_and_not_changed() {
    let mut planner = at_the_letter();
    planner.press("m enter").sees("sent 23 November 2026");
    let sent = kept_text(&planner);
    planner.press("enter").sees("This one is kept as it is");
    planner.press("x esc m").sees("This one is kept already");
    assert_eq!(kept_text(&planner), sent);
    planner
        .press("left left left")
        .sees("sent 23 November 2026")
        .sees("2/5");
}

#[test]
fn a_day_that_is_to_come_is_refused_where_it_is_typed() {
    let mut planner = at_the_letter();
    planner
        .press("m ctrl-u")
        .type_text("tomorrow")
        .press("enter");
    planner.sees("That is not a day that is not to come");
    planner.press("esc");
    assert_eq!(kept_text(&planner), None);
}

#[test]
fn the_planners_own_editor_gives_its_text_to_the_letter() {
    let mut planner = at_the_letter();
    planner.press("E");
    let Some(Effect::Edit(text)) = planner.asked_for.pop() else {
        panic!("no editor was asked for");
    };
    assert!(text.starts_with("Dear Events manager,"));
    planner.tell(Msg::Edited(Ok(
        "Dear Events manager,\nno, with thanks.\n".into()
    )));
    planner.sees("no, with thanks.");
    let kept = kept_text(&planner);
    assert_eq!(
        kept.as_deref(),
        Some("Dear Events manager,\nno, with thanks.")
    );
}

#[test]
fn the_letter_is_copied_as_it_stands() {
    let mut planner = at_the_letter();
    planner
        .press("tab")
        .type_text("Our falls team")
        .press("esc y");
    let Some(Effect::CopyLetter(text)) = planner.asked_for.pop() else {
        panic!("nothing was copied");
    };
    assert!(text.contains("\n\nOur falls team\n\n"), "{text}");
}

#[test]
fn a_command_found_by_name_while_typing_leaves_the_text_where_it_is() {
    let mut planner = at_the_letter();
    planner
        .press("tab")
        .type_text("Our falls team")
        .press("ctrl-o");
    planner.type_text("copy the letter").press("enter");
    let copied = planner.asked_for.pop();
    assert!(matches!(copied, Some(Effect::CopyLetter(_))), "{copied:?}");
    planner.sees("Our falls team").sees("edited");
}

#[test]
fn esc_leads_back_to_where_the_letter_was_asked_for() {
    let mut planner = at_the_letter();
    planner.press("esc").sees("with Fellgate Enterprise Board");
    planner.press("d l esc").sees("What do we decide?");
}

#[test]
fn a_letter_that_was_sent_is_what_is_shown_first() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("showcase").press("enter l");
    planner.sees("sent 18 November 2026").sees("5/5");
    planner.sees("one speaker for your spring meeting");
}

#[test]
fn a_full_yes_has_no_letter_and_the_four_are_one_key_away() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("bricks").press("enter l");
    planner
        .sees("No letter goes with a full yes")
        .sees_no("No room")
        .sees("right other")
        .sees_no("tab fill")
        .sees_no("enter edit")
        .sees_no("m sent")
        .sees_no("y copy");
    planner.press("m").sees("No letter goes with it");
    planner.press("enter").sees("No letter goes with it");
    planner.press("right").sees("No room").sees("2/5");
}

#[test]
fn an_offer_that_was_worked_out_is_confirmed_with_enter() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter l");
    planner.sees("this: One town, four evenings a week, one spring, with 3");
    // What is not written is worked out, and to be confirmed.
    planner.press("esc d tab ctrl-u tab ctrl-u esc l");
    planner.sees("this: [ to confirm: each of us keeping our own plan");
    planner
        .press("tab")
        .sees("enter takes it, typing replaces it");
    planner.press("enter");
    planner.sees("What we offer is this: each of us keeping our own plan");
    planner
        .sees("1 blank (tab)")
        .press("tab")
        .type_text("one day");
    planner.sees("with one day and no").sees("nothing is blank");
}

#[test]
fn a_letter_that_does_not_fit_says_so_and_scrolls() {
    let mut planner = at_the_letter();
    planner.size = (60, 18);
    planner
        .sees("lines more: down")
        .sees_no("Harrowdale Community Trust");
    for _ in 0..40 {
        planner.press("down");
    }
    planner.sees("Harrowdale Community Trust");
    planner.sees("lines above: up").sees_no("more: down");
}

#[test]
fn two_drafts_of_one_letter_are_both_there_to_read() {
    let keys = r#"{"format":"whytogether.canvas","version":1,"cover":{"title":"Walks"},"letters":[
        {"id":"a222","kind":"no_room","text":"the first draft"},
        {"id":"b222","kind":"no_room","text":"the second draft"}]}"#;
    let mut planner = Planner::with(&[("walks-7k3f.json", keys.as_bytes())]);
    planner.press("enter l").sees("the first draft").sees("2/6");
    planner
        .press("right right right right")
        .sees("the second draft")
        .sees("another draft");
}

#[test]
fn once_it_is_not_the_answer_only_what_leads_to_a_kind_no_is_asked() {
    let no = file(|canvas| canvas["value"] = json!({"kind": "none"}));
    let mut planner = Planner::with(&[(&file_name(), &no)]).again(Some(&id(NAME)), false);
    planner.press("esc 3");
    for label in ["What kind of value?", "What will we do instead?"] {
        planner.sees(label).press("tab");
    }
    planner.sees("What would change our minds?").press("tab");
    planner
        .sees("Who needs to hear, and when?")
        .press("esc tab");
    planner.sees_no("What will people see first?");
    planner.sees_no("How close must we be?");
    planner.sees("DECISION 1 of 5");
}
