//! Typing, pasting, taking back, and rows.

use whytogether::canvas::codes::WAYS;
use whytogether::canvas::question::Question;
use whytogether::canvas::wording::Wording;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn planner() -> Planner {
    Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false)
}

#[test]
fn undo_and_redo_go_from_question_to_question() {
    let mut planner = planner();
    planner.type_text("People").press("tab");
    planner.type_text("Our own team").press("tab 1 esc");
    let done = planner.canvas(&id(NAME));
    planner.press("u u").sees("How could we do it without");
    let taken_back = planner.canvas(&id(NAME));
    assert_eq!(taken_back.value("purpose.without"), None);
    planner
        .press("u")
        .sees("Taken back")
        .sees("Who will notice?");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(canvas.text("purpose.noticed_by"), None);
    assert_eq!(canvas.text("purpose.change"), Some("Fewer falls by spring"));
    planner.press("u").sees("Nothing to take back.");

    planner
        .press("U")
        .sees("Done again")
        .sees("Who will notice?");
    planner.press("U U").sees("Our own team");
    let again = planner.canvas(&id(NAME));
    for part in ["cover", "partners", "purpose"] {
        assert_eq!(again.document().get(part), done.document().get(part));
    }
    planner.press("U").sees("Nothing to do again.");
}

#[test]
fn several_pasted_lines_stay_lines_in_a_text_and_become_one_line_in_a_cell() {
    let mut planner = planner();
    planner.paste("one\r\ntwo\n\nthree\x1b[2J").press("tab");
    planner.paste("our\nown\tteam").press("tab esc");
    let canvas = planner.canvas(&id(NAME));
    let text = canvas.text("purpose.noticed_by").expect("an answer");
    assert!(text.starts_with("one\ntwo\n\nthree"), "{text:?}");
    assert!(!text.contains('\x1b'), "{text:?}");
    let way = &canvas.document()["purpose"]["without"][0]["way"];
    assert_eq!(way, "our own team");
}

#[test]
fn a_megabyte_is_pasted_and_what_is_too_much_for_a_file_is_said_and_can_be_taken_back() {
    let mut planner = planner();
    let line = "Fewer falls, more walks, and a warm place to sit afterwards.\n";
    let pasted = line.repeat(1_000_000 / line.len());
    planner.paste(&pasted).sees("saved").sees_no("not saved");
    let canvas = planner.canvas(&id(NAME));
    let text = canvas.text("purpose.noticed_by").expect("an answer");
    assert_eq!(text.len(), pasted.trim_end().len());
    planner
        .paste(&pasted)
        .sees("not saved")
        .sees("limit of 1 MiB");
    planner.press("ctrl-7").sees_no("not saved");
    assert_eq!(
        planner
            .canvas(&id(NAME))
            .text("purpose.noticed_by")
            .map(str::len),
        Some(text.len())
    );
}

#[test]
fn wide_and_combined_characters_are_kept_shown_and_taken_back_as_one() {
    let mut planner = planner();
    let family = "👩\u{200d}👩\u{200d}👧";
    planner.paste(&format!("日本 cafe\u{301} {family}"));
    planner.sees("日本 cafe\u{301}");
    planner.press("backspace backspace backspace").press("tab");
    let canvas = planner.canvas(&id(NAME));
    let text = canvas.text("purpose.noticed_by").expect("an answer");
    assert!(text == "日本 caf" || text == "日本 cafe", "{text:?}");
    assert_eq!(text, "日本 caf");
}

fn partners(planner: &Planner) -> Vec<String> {
    let canvas = planner.canvas(&id(NAME));
    let names = canvas
        .partners()
        .map(|row| row.line("organisation").unwrap_or("").to_owned());
    names.collect()
}

#[test]
fn rows_are_added_edited_moved_and_deleted_by_keyboard_at_80_by_24() {
    let mut planner = planner();
    planner.size = (80, 24);
    planner
        .press("esc 1 tab tab tab tab")
        .sees("Riverside Council");
    planner.press("a").type_text("Ramblers").press("tab");
    planner.type_text("Secretary").press("esc");
    planner.sees("Ramblers").sees("Secretary");
    assert_eq!(
        partners(&planner),
        ["Riverside Council", "Walkers' Club", "Ramblers"]
    );

    planner.press("up <").sees("Walkers' Club");
    assert_eq!(
        partners(&planner),
        ["Walkers' Club", "Riverside Council", "Ramblers"]
    );
    planner.press("< > > >");
    assert_eq!(
        partners(&planner),
        ["Riverside Council", "Ramblers", "Walkers' Club"]
    );

    planner
        .press("left enter end")
        .type_text(" West")
        .press("esc");
    assert_eq!(
        partners(&planner),
        ["Riverside Council", "Ramblers", "Walkers' Club West"]
    );

    planner
        .press("up x")
        .sees("Press u to bring it back.")
        .sees_no("Ramblers");
    assert_eq!(
        partners(&planner),
        ["Riverside Council", "Walkers' Club West"]
    );
    planner.press("u").sees("Ramblers");
    assert_eq!(
        partners(&planner),
        ["Riverside Council", "Ramblers", "Walkers' Club West"]
    );
}

#[test]
fn every_choice_of_a_cell_can_be_seen_at_60_by_18() {
    let mut planner = planner();
    planner.size = (60, 18);
    planner.press("tab").type_text("Our own team").press("tab");
    let question = Question::find("purpose.without").expect("in the table");
    for code in WAYS {
        let words = Wording::shipped().option(question, code).expect("words");
        planner.sees(&words.name).press("down");
    }
    planner.press("tab").sees("1  ●○○○○").sees("5  ●●●●●");
}

#[test]
fn going_on_from_the_end_of_a_text_before_it_is_drawn_stays_at_the_end() {
    let mut planner = Planner::in_samples();
    planner.size = (80, 24);
    planner.press("?").press("end").sees("Leave whytogether");
    planner.press("end down G down").sees("Leave whytogether");
}

#[test]
fn a_digit_beyond_the_choices_leads_nowhere() {
    let mut planner = Planner::in_samples();
    planner
        .press("enter 3 shift-tab")
        .sees("How free are we to say no?");
    planner.press("4").sees("How free are we to say no?");
    planner.press("6").sees_no("How free are we to say no?");
}

#[test]
fn working_days_that_do_not_count_stay_in_their_cell_with_a_mark() {
    let mut planner = Planner::in_samples();
    planner.press("s down down down right enter");
    planner.press("ctrl-u").type_text("40").press("esc");
    planner.sees("Kept as typed, and not counted").sees("40 ?");
    planner.press("down").sees("40 ?");
}
