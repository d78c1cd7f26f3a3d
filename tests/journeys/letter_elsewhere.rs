//! Someone else writes the letter that the planner types in: each sees the other's words, and none go.

use serde_json::{Value, json};
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::letters::at_the_letter;
use crate::planner::Planner;

/// A planner who types in the draft of a letter, at its end.
fn planner() -> Planner {
    let mut planner = at_the_letter();
    planner.press("enter ctrl-end").type_text(" So long.");
    planner.press("esc enter").sees("So long.");
    planner
}

/// Someone else changes the letters of the canvas.
fn someone_else_writes(planner: &mut Planner, change: impl FnOnce(&mut Value)) {
    let showcase = planner.ids()[2].clone();
    planner.someone_else_writes(&showcase, |canvas| change(&mut canvas["letters"]));
    planner.tell(Msg::Changed(Change::Canvas(showcase)));
}

/// The letters as they are kept: when each was sent, and its text.
fn letters(planner: &Planner) -> Vec<(Option<String>, String)> {
    let canvas = planner.canvas(&planner.ids()[2]);
    let letters = canvas.letters();
    letters
        .map(|letter| {
            let on = letter.on().map(|on| on.to_string());
            (on, letter.text().to_owned())
        })
        .collect()
}

#[test]
fn what_someone_else_writes_in_the_letter_is_shown_where_it_is_typed_in() {
    let mut planner = planner();
    planner.press("ctrl-end");
    someone_else_writes(&mut planner, |letters| {
        let text = letters[0]["text"].as_str().expect("a draft");
        letters[0]["text"] = json!(format!("From us all.\n\n{text}"));
    });
    planner
        .sees("Someone else changed this letter: this is how it reads now.")
        .press("ctrl-home")
        .sees("From us all.");

    planner
        .press("ctrl-end")
        .type_text(" Yours.")
        .press("esc")
        .sees("saved");

    let kept = letters(&planner);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1.starts_with("From us all.\n\n"), "{}", kept[0].1);
    assert!(kept[0].1.ends_with(" So long. Yours."), "{}", kept[0].1);
}

#[test]
fn a_draft_that_someone_else_takes_out_is_kept_again_with_the_next_letter_typed() {
    let mut planner = planner();
    planner.press("ctrl-end");
    someone_else_writes(&mut planner, |letters| *letters = json!([]));
    planner.sees("So long.");

    planner.type_text(" Yours.").press("esc").sees("saved");

    let kept = letters(&planner);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1.ends_with(" So long. Yours."), "{}", kept[0].1);
}

#[test]
fn a_draft_that_someone_else_sends_stays_as_sent_and_the_next_words_are_another_draft() {
    let mut planner = planner();
    planner.press("ctrl-end");
    someone_else_writes(&mut planner, |letters| {
        letters[0]["on"] = json!("2026-11-20")
    });
    planner.sees("So long.");

    planner.type_text(" Yours.").press("esc").sees("saved");

    let kept = letters(&planner);
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].0.as_deref(), Some("2026-11-20"));
    assert!(kept[0].1.ends_with(" So long."), "{}", kept[0].1);
    assert_eq!(kept[1].0, None);
    assert!(kept[1].1.ends_with(" So long. Yours."), "{}", kept[1].1);
}
