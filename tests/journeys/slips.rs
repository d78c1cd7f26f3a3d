//! Slips of the hand: the wrong key, half an answer, a line closed too soon. Nothing goes by them.

use jiff::civil::date;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::{Planner, text_of};

fn planner() -> Planner {
    let dated = file(|canvas| canvas["cover"]["reply_by"] = "2026-12-05".into());
    Planner::with(&[(&file_name(), &dated)]).again(Some(&id(NAME)), false)
}

#[test]
fn half_a_date_leaves_the_date_that_stood_there_and_is_kept_beside_it() {
    let mut planner = planner();
    planner.press("esc 1 tab tab tab").sees("5 December 2026");
    planner
        .press("enter ctrl-u")
        .type_text("half")
        .sees("is not");
    let stood = Some(date(2026, 12, 5));
    assert_eq!(planner.canvas(&id(NAME)).date("cover.reply_by"), stood);
    planner.press("esc").sees("half").sees("Not an answer yet");
    planner.press("c 1 esc c").sees("not an answer yet: half");
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc 1 tab tab tab").sees("half");
    // The field shows the date before an empty one takes it out: nobody removes what they have not seen.
    planner.press("ctrl-u").sees("5 December 2026");
    assert_eq!(planner.canvas(&id(NAME)).date("cover.reply_by"), stood);
    planner.press("ctrl-u tab");
    assert_eq!(planner.canvas(&id(NAME)).date("cover.reply_by"), None);
}

#[test]
fn a_date_typed_over_half_a_date_replaces_the_one_that_stood_there() {
    for delete in ["ctrl-u", "backspace backspace backspace backspace"] {
        let mut planner = planner();
        planner.press("esc 1 tab tab tab enter ctrl-u");
        planner.type_text("half");
        planner.press("esc");
        let mut planner = planner.again(Some(&id(NAME)), false);
        planner.press("esc 1 tab tab tab").sees("half");
        planner.press(delete).sees("5 December 2026");
        planner.type_text("1 June 2027").press("tab");
        let typed = Some(date(2027, 6, 1));
        assert_eq!(planner.canvas(&id(NAME)).date("cover.reply_by"), typed);
    }
}

#[test]
fn taking_back_more_than_was_typed_stays_in_the_field() {
    let mut planner = planner();
    planner
        .press("esc 2 enter")
        .type_text("One")
        .press("esc enter");
    planner
        .type_text(" two")
        .press("ctrl-_ ctrl-_ ctrl-_ ctrl-_ ctrl-_ ctrl-_");
    planner
        .sees("Nothing more to take back here")
        .type_text(" three")
        .sees_no("Nothing more to take back here")
        .press("esc");
    let canvas = planner.canvas(&id(NAME));
    assert_eq!(
        canvas.text("purpose.change"),
        Some("Fewer falls by springOne three")
    );
}

#[test]
fn what_is_no_number_stays_in_its_cell_and_says_so() {
    let mut planner = planner();
    planner.press("esc 4").type_text("Cook").press("tab tab");
    planner.type_text("lots").press("tab esc").sees("lots ?");
    planner
        .press("left enter ctrl-u")
        .type_text("2,5")
        .press("esc");
    planner.sees("2.5").sees_no("lots ?");
}

#[test]
fn the_quick_look_is_asked_and_left_where_one_is() {
    let mut planner = planner();
    planner.press("esc").sees("question 8 of 38");
    planner.press("Q").sees("beyond the quick look");
    planner.press("tab").sees("quick look, question 4 of 13");
    planner.press("esc Q").sees("question 9 of 38");
}

#[test]
fn a_decision_that_lacks_its_reason_waits_in_the_reason() {
    let mut planner = Planner::in_samples();
    planner.press("enter d 4 tab tab enter").sees("say why");
    planner.type_text("cold").press("tab enter").sees("Decided");
    let ids = planner.ids();
    let decided = ids.iter().map(|id| planner.canvas(id));
    let mut reasons = decided.map(|canvas| canvas.text("decision.reason").map(str::to_owned));
    assert!(reasons.any(|reason| reason.as_deref() == Some("cold")));
}

#[test]
fn a_decision_and_what_it_offers_are_taken_back_as_one() {
    let mut planner = Planner::in_samples();
    planner.press("enter d enter").type_text("warm");
    planner.press("tab enter").sees("Decided");
    planner.press("esc u").sees("Taken back: Decision");
    planner.press("c").sees("chosen, not recorded");
}

#[test]
fn a_title_that_was_begun_is_there_when_its_line_opens_again() {
    let mut planner = Planner::in_samples();
    planner.press("n").type_text("Night café").press("f1");
    planner.sees("Keys of this screen").press("esc");
    planner
        .sees("Night café")
        .press("esc")
        .sees_no("Night café");
    planner.press("n").sees("Night café").press("enter");
    planner
        .sees("Night café")
        .sees("saved")
        .press("esc esc esc n");
    planner.sees("A new canvas").sees_no("A new canvas Night");
}

#[test]
fn a_person_is_added_to_the_team_by_name_first() {
    let mut planner = Planner::in_samples();
    planner.press("s G shift-tab");
    planner.press("down down down down down down down down right right enter");
    planner.sees("Who? A role is enough.");
}

#[test]
fn a_stray_digit_changes_no_score_that_was_given_alone() {
    let mut planner = Planner::with(&[(
        &file_name(),
        &file(|canvas| {
            canvas["voices"] = serde_json::json!([
                {"id": "v222", "name": "Therapy lead", "answers": {"purpose.belief": 4}},
                {"id": "v333", "name": "Operations"}
            ]);
        }),
    )])
    .again(Some(&id(NAME)), false);
    planner.press("esc 2 tab tab tab").sees("Therapy lead");
    planner.sees("believe").press("1").sees("Hand the keyboard");
    let document = planner.canvas(&id(NAME)).document().clone();
    assert_eq!(document["voices"][0]["answers"]["purpose.belief"], 4);
}

#[test]
fn a_letter_in_a_cell_whose_choices_are_open_leads_nowhere() {
    let mut planner = planner();
    planner.press("esc 4").type_text("Cook").press("tab tab");
    planner.type_text("2").press("tab").sees("yes");
    for letter in "hexsldcfQnpvakoPKtEu".chars() {
        planner.type_text(&letter.to_string());
        planner
            .sees("Has their manager agreed?")
            .sees(&format!("{letter} is no key here"));
    }
    planner.press("1 esc").sees("yes");
    let agreed = planner.canvas(&id(NAME));
    let agreed = agreed.rows_at("capacity.people").next().expect("a row");
    assert_eq!(agreed.yes("agreed"), Some(true));
    planner.press("esc h").sees("left earlier");
}

#[test]
fn help_is_among_the_hints_at_every_width() {
    for keys in [
        "enter",
        "enter 1 esc",
        "enter d",
        "enter P",
        "p",
        "R",
        "s",
        "d",
    ] {
        let mut planner = Planner::in_samples();
        planner.press(keys);
        for width in [60, 66, 72, 80, 96, 120] {
            let frame = text_of(&planner.buffer(width, 18 + width / 8));
            let last = frame.lines().rfind(|line| !line.trim().is_empty());
            let last = last.expect("a bottom line");
            assert!(last.contains("? keys"), "{keys} at {width}:\n{frame}");
        }
    }
}

#[test]
fn looking_back_is_offered_only_once_something_is_decided() {
    let mut draft = planner();
    draft
        .press("esc esc")
        .sees("Winter walks")
        .sees_no("r review");
    draft.press(":").type_text("review").sees_no("Look back");
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("bricks").press("enter");
    planner.sees("r review");
}

#[test]
fn days_that_no_month_has_are_pointed_out_while_they_are_typed_and_after() {
    let mut planner = planner();
    planner.press("esc 4").type_text("Cook").press("tab tab");
    planner.type_text("31").sees_no("is that meant?");
    planner
        .type_text("00")
        .sees("3100 days are more than a month has.");
    planner
        .press("esc")
        .sees("row 1: 3100 days are more than a month has.");
}

#[test]
fn a_belief_of_one_person_says_how_others_join() {
    let mut planner = planner();
    planner.press("esc 2 tab tab tab").sees("Do we believe");
    planner.sees("R: say who else is here");
    planner.press("R").sees("Who is here?");
}

#[test]
fn what_every_choice_of_the_decision_means_can_be_read_in_full_in_a_small_window() {
    for (width, height) in [(60, 18), (80, 24)] {
        let mut planner = Planner::in_samples();
        planner.press("enter d 1 up up up up");
        for (key, words) in [
            (
                "up",
                "yes to it as it stands, with any conditions written down",
            ),
            (
                "down",
                "yes to a lighter tie, fewer partners, one kind of value, or a test",
            ),
            (
                "down",
                "something must change first, and you will look again",
            ),
            (
                "down",
                "no, told soon, with one true reason and good wishes",
            ),
        ] {
            planner.press(key);
            let frame = text_of(&planner.buffer(width, height));
            let said = frame.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains(words), "{words}:\n{frame}");
        }
    }
}

#[test]
fn a_canvas_of_a_newer_version_shows_its_choices_in_words() {
    let newer = file(|canvas| {
        canvas["version"] = 99.into();
        canvas["value"] =
            serde_json::json!({ "kind": "shared_delivery", "worth": 4, "second": "new_kind" });
        canvas["purpose"]["freedom"] = "expected".into();
    });
    let mut planner = Planner::with(&[(&file_name(), &newer)]).again(Some(&id(NAME)), false);
    planner
        .press("esc 3 shift-tab shift-tab")
        .sees("What kind of value?")
        .sees("shared delivery");
    planner.sees_no("shared_delivery");
    planner
        .press("tab")
        .sees("Any second kind?")
        .sees("new_kind");
}

#[test]
fn of_a_row_that_was_copied_in_an_editor_only_the_one_chosen_changes_or_goes() {
    let copied = file(|canvas| {
        canvas["capacity"]["people"] = serde_json::json!([
            {"id": "c222", "person": "Therapy lead"}, {"id": "c222", "person": "Analyst"},
            {"id": "c222", "person": "Clerk"}
        ]);
    });
    let mut planner = Planner::with(&[(&file_name(), &copied)]).again(Some(&id(NAME)), false);
    let people = |planner: &Planner| {
        let canvas = planner.canvas(&id(NAME));
        let rows = canvas.rows_at("capacity.people");
        rows.map(|row| row.line("person").unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    planner
        .press("esc 4 down enter end")
        .type_text(" of data")
        .press("esc");
    assert_eq!(
        people(&planner),
        ["Therapy lead", "Analyst of data", "Clerk"]
    );
    planner.press("x");
    assert_eq!(people(&planner), ["Therapy lead", "Clerk"]);
    planner.press("u");
    assert_eq!(
        people(&planner),
        ["Therapy lead", "Analyst of data", "Clerk"]
    );
}

#[test]
fn a_command_whose_name_begins_so_comes_before_one_that_has_the_letters_in_its_description() {
    let mut planner = planner();
    planner.press("esc :").type_text("sett");
    planner.sees("finish: End the session: settle");
    planner.press("enter").sees("Settings");
}

#[test]
fn a_wide_window_shows_the_longest_description_of_a_command_whole() {
    let mut planner = planner();
    planner.press("esc esc :").type_text("compare with");
    planner.sees("this one beside another, a file, or voice by voice");
}

#[test]
fn a_day_that_is_not_understood_is_said_in_words_wherever_its_field_is_left() {
    for key in ["enter", "tab", "esc"] {
        let mut planner = planner();
        planner.press("esc 1 tab tab tab enter ctrl-u");
        planner.type_text("mid January").press(key);
        planner
            .sees("Not an answer yet: `mid January` is not a date")
            .sees("write it like 2027-05-15, 15 May or in 3 months");
    }
}
