//! Thoughts parked from anywhere, settled at the end, and the text for the call's chat.

use serde_json::json;
use whytogether::tui::app::Effect;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

fn planner() -> Planner {
    Planner::with(&[(
        &file_name(),
        &file(|canvas| {
            canvas["parked"] = json!([
                {"id": "k222", "text": "Ask about vans", "at": "2026-11-20T09:00:00Z"},
                {"id": "k223", "text": "Who pays for fuel?", "at": "2026-11-20T09:00:00Z"},
                {"id": "k224", "text": "Name the walks", "at": "2026-11-20T09:00:00Z"}
            ]);
        }),
    )])
    .again(Some(&id(NAME)), false)
}

fn texts(planner: &Planner) -> Vec<String> {
    let canvas = planner.canvas(&id(NAME));
    canvas
        .parked()
        .iter()
        .map(|one| one.text.to_owned())
        .collect()
}

#[test]
fn the_thought_under_the_cursor_is_read_in_full() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = Planner::with(&[(
            &file_name(),
            &file(|canvas| {
                canvas["parked"] = json!([
                    {"id": "k222", "text": "Vans"},
                    {"id": "k223", "text": "Could the same visit test the smoke alarm, and who would pay the fire service for that after the summer?"}
                ]);
            }),
        )]);
        planner = planner.again(Some(&id(NAME)), false);
        planner.size = size;
        planner.press("esc f down").sees("summer?");
        planner.press("up").sees("▸ Vans");
    }
}

#[test]
fn a_thought_is_parked_with_one_chord_and_enter_on_every_screen_and_in_every_field() {
    let from = [
        "",
        "esc",
        "esc esc",
        "esc d",
        "esc d tab",
        "esc h",
        "esc d l",
        "esc d l tab",
        "esc s",
        "esc f",
        "esc tab tab R",
        "esc c ?",
        "esc c :",
        "esc w",
        "esc f enter",
        "esc c esc",
        "esc c esc p",
        "esc c esc d",
        "esc c esc s",
    ];
    for keys in from {
        let mut planner = Planner::with(&[(
            &file_name(),
            &file(|canvas| {
                canvas["cover"]["reply_by"] = json!("2026-11-30");
                canvas["parked"] = json!([{"id": "k222", "text": "Ask about vans"}]);
            }),
        )])
        .again(Some(&id(NAME)), false);
        if !keys.is_empty() {
            planner.press(keys);
        }
        planner.press("ctrl-k");
        if keys == "esc c esc s" {
            // No canvas is open there, and none is chosen.
            planner.sees("begin or choose one first");
            continue;
        }
        planner.sees("Park a thought");
        planner.type_text("Later").press("enter");
        planner.sees_no("Park a thought");
        let parked = texts(&planner);
        assert_eq!(parked.last().map(String::as_str), Some("Later"), "{keys}");
    }
}

#[test]
fn what_is_parked_with_a_canvas_of_the_list_is_there_when_it_is_opened() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]);
    planner.press("ctrl-k").sees("With: Winter walks");
    planner
        .type_text("Ask about vans")
        .press("enter")
        .sees("Parked.");
    planner.press("enter f").sees("Ask about vans");
}

#[test]
fn a_parked_thought_becomes_a_next_step_with_who_and_by_when() {
    let mut planner = planner();
    planner.press("esc f").sees("Take each up as a next step");
    planner
        .press("enter")
        .sees("A next step")
        .sees("Ask about vans");
    planner.press("end").type_text(" at the depot").press("tab");
    planner
        .type_text("Operations")
        .press("tab")
        .type_text("soonish")
        .press("enter");
    planner.sees("`soonish` is not a date");
    planner.press("backspace backspace backspace backspace backspace backspace backspace");
    planner
        .type_text("1 dec")
        .sees("Tuesday 1 December 2026")
        .press("enter");
    planner.sees("Ask about vans at the depot: Operations, by 1");
    assert_eq!(texts(&planner), ["Who pays for fuel?", "Name the walks"]);
    let canvas = planner.canvas(&id(NAME));
    let step = canvas.rows_at("decision.next_steps").next().expect("one");
    assert_eq!(step.line("who"), Some("Operations"));
    assert_eq!(step.line("by"), Some("2026-12-01"));
    planner.press("u");
    assert_eq!(texts(&planner).len(), 3);
    assert_eq!(planner.canvas(&id(NAME)).value("decision.next_steps"), None);
}

#[test]
fn a_thought_is_kept_or_dropped_and_what_is_dropped_comes_back() {
    let mut planner = planner();
    planner.press("esc f space").sees("kept");
    planner.press("x").sees("Dropped.");
    assert_eq!(texts(&planner), ["Ask about vans", "Name the walks"]);
    assert!(planner.canvas(&id(NAME)).parked()[0].kept.is_some());
    planner.press("u");
    assert_eq!(texts(&planner).len(), 3);
    planner
        .press("U down space")
        .sees("Every parked thought is settled.");
}

#[test]
fn a_form_that_is_left_half_way_is_as_it_was_when_it_is_opened_again() {
    let mut planner = planner();
    planner
        .press("esc f enter tab")
        .type_text("Operations")
        .press("esc");
    planner
        .sees_no("Operations")
        .press("down up enter")
        .sees("Operations");
    assert_eq!(texts(&planner).len(), 3);
}

#[test]
fn a_next_step_half_typed_is_there_after_a_restart_and_gone_once_it_is_written_down() {
    let mut planner = planner();
    planner.press("esc f enter").type_text(" in spring");
    planner.press("tab").type_text("Operations");
    planner.press("tab").type_text("1 mar");
    let mut planner = planner.again(Some(&id(NAME)), false);
    planner.press("esc f down enter").sees_no("Operations");
    planner.press("esc up enter");
    planner.sees("Ask about vans in spring").sees("Operations");
    planner.sees("1 March 2027").press("tab tab enter");
    planner.sees("It is among the next steps now");
    let canvas = planner.canvas(&id(NAME));
    let steps = canvas.document()["decision"]["next_steps"].to_string();
    assert!(steps.contains("Ask about vans in spring"), "{steps}");
    assert!(steps.contains("2027-03-01"), "{steps}");
    assert_eq!(planner.state_files("typed"), Vec::<String>::new());
}

#[test]
fn the_end_is_one_text_to_copy_with_a_file_beside_it() {
    let mut planner = planner();
    planner.press("esc f");
    planner
        .sees("What we decided")
        .sees("Who does what by when")
        .sees("- Parked: Name the walks");
    planner.press("y");
    let copied = planner
        .asked_for
        .iter()
        .any(|effect| matches!(effect, Effect::CopySession { .. }));
    assert!(copied, "{:?}", planner.asked_for);
}

#[test]
fn the_end_tells_what_is_new_from_what_stood_before_the_session() {
    let mut planner = Planner::with(&[(
        &file_name(),
        &file(|canvas| {
            canvas["decision"] = json!({
                "choice": "not_yet", "decided_on": "2026-11-09",
                "next_steps": [{"id": "n222", "action": "Call the duty manager"}]
            });
            canvas["parked"] = json!([
                {"id": "k222", "text": "Ask about vans", "at": "2026-11-20T09:00:00Z"},
                {"id": "k223", "text": "Name the walks", "at": "2026-11-20T09:00:00Z"}
            ]);
        }),
    )])
    .again(Some(&id(NAME)), false);
    planner
        .press("esc ctrl-k")
        .type_text("Fuel")
        .press("enter f");
    let text = |planner: &mut Planner| planner.words();
    let at = |text: &str, words: &str| text.rfind(words).expect(words);
    planner
        .sees("Nothing new.")
        .press("enter enter enter enter");
    let text = text(&mut planner);
    let before = at(&text, "From before this session");
    for new in [
        "Who does what by when",
        "Ask about vans (nobody yet)",
        "- Fuel",
    ] {
        assert!(at(&text, new) < before, "{new}: {text}");
    }
    for old in [
        "Decided on 9 November 2026",
        "To do: Call the duty manager",
        "Parked: Name the walks",
    ] {
        assert!(at(&text, old) > before, "{old}: {text}");
    }
}

#[test]
fn a_thought_that_somebody_else_settled_meanwhile_is_not_settled_twice() {
    let mut planner = planner();
    planner.press("esc f enter");
    planner.someone_else_writes(&id(NAME), |canvas| {
        canvas["parked"] = json!([{"id": "k224", "text": "Name the walks"}]);
    });
    planner.press("ctrl-k").type_text("Later").press("enter");
    planner
        .press("tab tab enter")
        .sees("Somebody else has settled this thought");
    assert_eq!(planner.canvas(&id(NAME)).value("decision.next_steps"), None);
}

#[test]
fn with_nothing_parked_no_key_is_offered_that_does_nothing() {
    let file = file(|canvas| {
        canvas.as_object_mut().expect("a canvas").remove("parked");
    });
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(Some(&id(NAME)), false);
    for size in [(60, 18), (80, 24), (120, 36)] {
        planner.size = size;
        planner.press("esc f").sees("Nothing is parked.");
        planner.sees_no("enter next step").sees_no("space keep");
        planner.sees_no("x drop").sees("y copy").sees("esc back");
        planner.press("esc");
    }
    planner
        .press("ctrl-k")
        .type_text("Tea")
        .press("enter esc f");
    planner.sees("enter next step").sees("x drop");
}

#[test]
fn an_answer_that_ends_in_a_full_stop_gets_no_second_one_and_nothing_after_it() {
    let mut planner = planner();
    planner.press("esc f enter").type_text(".").press("tab");
    planner
        .type_text("Play group Ltd.")
        .press("tab")
        .type_text("1 mar");
    planner.press("enter");
    planner.sees("Ask about vans: Play group Ltd, by 1 March 2027");
}

#[test]
fn in_a_small_window_thoughts_are_read_whole_and_those_out_of_view_are_counted() {
    let thoughts = (1..=9).map(|number| {
        let text = format!(
            "Thought {number} is longer than a small window and goes on to its end{number}"
        );
        json!({"id": format!("k22{number}"), "text": text, "at": "2026-11-20T09:00:00Z"})
    });
    let parked: Vec<serde_json::Value> = thoughts.collect();
    let file = file(|canvas| canvas["parked"] = json!(parked));
    let mut planner = Planner::with(&[(&file_name(), &file)]).again(Some(&id(NAME)), false);
    planner.size = (60, 18);
    planner
        .press("esc f")
        .sees("to its end1")
        .sees("more below");
    for number in 2..=9 {
        planner.press("down").sees(&format!("to its end{number}"));
    }
    planner.sees("more above").sees_no("more below");
}
