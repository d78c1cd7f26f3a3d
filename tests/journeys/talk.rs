//! Two people over a shared screen: one question large, a line to point at, keys by name, a clock.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use ratatui::style::{Color, Modifier};
use serde_json::json;

use crate::planner::Planner;

/// From the list to the canvas about falls.
const FALLS: &str = "/ f a l l s enter";

/// The falls canvas of the samples, at its kind of value, presented.
fn presented() -> Planner {
    let mut planner = Planner::in_samples();
    planner.press(FALLS).press("3 P");
    planner.sees("What kind of value?");
    planner
}

/// Two people of whom nobody has said yet how far they believe in it, at that question.
fn nobody_has_answered() -> Planner {
    let samples = Planner::in_samples();
    let id = &samples.ids()[1];
    let bytes = std::fs::read(samples.path(id)).expect("a file");
    let mut canvas: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    canvas["revealed"] = json!([]);
    canvas["voices"][0]["answers"] = json!({});
    canvas["voices"][1]["answers"] = json!({});
    let name = format!("{id}.json");
    let mut planner = Planner::with(&[(&name, canvas.to_string().as_bytes())]);
    planner.press("enter 2");
    planner.sees("Do we believe together is better?");
    planner
}

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// How many lines of a frame hold something of the question: all but the three at the foot.
fn lines_of_question(frame: &str) -> usize {
    let lines: Vec<&str> = frame.lines().collect();
    let question = &lines[..lines.len() - 3];
    question.iter().filter(|line| !line.is_empty()).count()
}

/// What the line above the keys says.
fn pressed(planner: &mut Planner) -> String {
    let frame = planner.frame();
    let line = frame.lines().rev().nth(1).expect("lines");
    line.trim().to_owned()
}

/// The row that is pointed at.
fn pointed_at(planner: &mut Planner) -> Option<String> {
    let buffer = planner.buffer(80, 24);
    let is_marked = |x: u16, y: u16| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    let row = (0..24).find(|y| is_marked(77, *y))?;
    let text: String = (10..78).map(|x| buffer[(x, row)].symbol()).collect();
    Some(text.trim().to_owned())
}

/// Fails where a question takes more than twelve lines; returns the line that names its place.
#[track_caller]
fn is_short(planner: &mut Planner) -> String {
    let frame = planner.frame();
    let lines = lines_of_question(&frame);
    assert!(lines <= 12, "{lines} lines:\n{frame}");
    let place = frame.lines().find(|line| line.contains(" of "));
    place.unwrap_or_default().to_owned()
}

#[test]
fn no_question_takes_more_than_twelve_lines_however_it_is_answered() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = Planner::in_samples();
        planner.size = size;
        planner.press(FALLS).press("1 esc P");
        let mut places = BTreeSet::new();
        while !planner.frame().contains("the decision") && places.len() < 60 {
            let place = is_short(&mut planner);
            places.insert(place.clone());
            if place.is_empty() {
                // The answers that each gave alone, side by side.
                planner.press("esc tab");
                continue;
            }
            planner.press("e");
            let place = is_short(&mut planner);
            // A field or a cell is filled in; a choice is left for the next question.
            planner.press("e enter");
            if planner.frame().contains(place.trim()) {
                is_short(&mut planner);
                planner.press("ctrl-e");
                is_short(&mut planner);
                planner.press("ctrl-e");
                planner.press("esc tab");
            }
        }
        assert!(places.len() > 30, "{places:?}");
    }
}

#[test]
fn an_answer_that_is_hidden_takes_no_more_than_twelve_lines_and_says_that_it_is_hidden() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = nobody_has_answered();
        planner.size = size;
        let frame = planner.press("P down enter").frame();
        assert!(lines_of_question(&frame) <= 12, "{frame}");
        planner.sees("Nothing that is pressed shows.");
        planner.sees("the answers are in the file.");
        let frame = planner.press("enter 2").frame();
        assert!(lines_of_question(&frame) <= 12, "{frame}");
        planner.sees("An answer is in, and hidden.");
    }
}

#[test]
fn nothing_in_it_is_dim_thin_or_of_a_colour_that_video_might_wash_out() {
    let mut planner = presented();
    for keys in ["esc 3", "n", "T", "esc :", "esc d"] {
        planner.press(keys);
        let buffer = planner.buffer(80, 24);
        for cell in &buffer.content {
            assert!(!cell.modifier.contains(Modifier::DIM), "{keys}: {cell:?}");
            assert!(!"─│╌╎┊╭╮╰╯═║".contains(cell.symbol()), "{keys}: {cell:?}");
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{keys}");
        }
    }
}

#[test]
fn questions_are_answered_there_as_anywhere_and_the_usual_view_comes_back() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    planner.press("1");
    assert_eq!(planner.canvas(&id).text("value.kind"), Some("shared_voice"));
    planner.press("2");
    planner
        .press("p tab enter")
        .type_text(" And nobody waits.")
        .press("esc");
    let people = planner.canvas(&id);
    let people = people.text("purpose.noticed_by").expect("an answer");
    assert!(people.ends_with(" And nobody waits."), "{people}");
    planner.sees("Who will notice?").sees_no("So far");
    planner.press("P").sees("Who will notice?").sees("So far");
}

#[test]
fn a_choice_that_is_taken_back_is_a_list_again_in_the_present_and_in_the_usual_view() {
    for view in ["P", "P P"] {
        let mut planner = Planner::in_samples();
        let id = planner.ids()[1].clone();
        let before = planner.canvas(&id).text("value.kind").map(str::to_owned);
        planner.press(FALLS).press("3").press(view).press("1 n u");
        planner.sees("What kind of value?").sees("isn't the answer");
        planner.sees_no("aligned_plans");
        assert_eq!(planner.canvas(&id).text("value.kind"), before.as_deref());
        planner.press("1");
        assert_eq!(planner.canvas(&id).text("value.kind"), Some("shared_voice"));
        planner.press("u u").sees("shared delivery");
    }
}

#[test]
fn a_text_that_is_longer_than_there_is_room_says_so() {
    let mut planner = presented();
    planner
        .press("p enter")
        .type_text(&" and so on".repeat(60))
        .press("esc");
    planner.sees("... enter shows the rest");
    planner
        .press("enter")
        .sees("so on and so on")
        .sees_no("enter shows the rest");
}

#[test]
fn this_one_has_a_place_that_moves_by_lines_and_leaves_the_answer_alone() {
    let mut planner = presented();
    planner.size = (80, 24);
    let id = planner.ids()[1].clone();
    let before = planner.canvas(&id);
    planner.press(".");
    let first = pointed_at(&mut planner).expect("a line");
    assert!(first.contains("What kind of value?"), "{first}");
    planner
        .press("down down down")
        .sees("▬►▸ ✓ 2  shared delivery");
    let option = pointed_at(&mut planner).expect("a line");
    assert!(option.contains("2  shared delivery"), "{option}");
    planner.press("end");
    let last = pointed_at(&mut planner).expect("a line");
    assert!(last.contains("a better way, or no need"), "{last}");
    planner.press("up");
    let above = pointed_at(&mut planner).expect("a line");
    assert!(above.contains("isn't the answer"), "{above}");
    planner
        .press("esc")
        .sees("What kind of value?")
        .sees_no("►");
    assert_eq!(pointed_at(&mut planner), None);
    assert_eq!(planner.canvas(&id), before);
}

#[test]
fn the_usual_view_says_where_there_is_something_to_point_with() {
    let mut planner = presented();
    planner.press("P .").sees("Press P first");
}

#[test]
fn the_last_three_commands_are_named_as_the_key_table_names_them() {
    let mut planner = presented();
    planner.press("K n p tab e");
    assert_eq!(
        pressed(&mut planner),
        "p previous step   tab next   e example"
    );
    planner.press("K e");
    assert_eq!(pressed(&mut planner), "");
}

#[test]
fn a_digit_is_named_by_what_it_did() {
    let mut planner = presented();
    planner.press("K 2 n 3").sees("What kind of value?");
    // A choice first, then a step from a question that has no choices.
    planner.press("2");
    let named = pressed(&mut planner);
    assert!(
        named.ends_with("n next step   3 step   2 choose"),
        "{named}"
    );
}

#[test]
fn a_thought_is_parked_by_the_same_letter_on_the_decision_as_elsewhere() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    planner.press("d k").sees("Park a thought");
    planner.type_text("Ask about vans").press("enter");
    planner.sees("Parked.").sees("What do we decide?");
    let canvas = planner.canvas(&id);
    let parked = canvas.parked().into_iter();
    assert!(
        parked
            .map(|one| one.text)
            .any(|text| text == "Ask about vans")
    );
}

#[test]
fn nothing_that_is_typed_is_named_and_no_command_while_typing() {
    let mut planner = presented();
    planner.press("e K tab shift-tab p enter");
    assert!(planner.frame().contains("leave field"));
    planner.type_text("np").press("ctrl-e ctrl-e");
    assert_eq!(pressed(&mut planner), "");
    planner.press("esc");
    let named = pressed(&mut planner);
    assert_eq!(named, "shift-tab previous   p previous step   enter answer");
}

#[test]
fn nothing_of_an_answer_given_alone_is_named() {
    let mut planner = nobody_has_answered();
    planner.press("P K down enter");
    // Some press before they have said that the keyboard is theirs.
    for keys in ["4", "enter", "2", "4 left", "up 1"] {
        planner.press(keys);
        let line = pressed(&mut planner);
        assert!(!line.contains(char::is_alphanumeric), "{keys}: {line}");
    }
    planner.press("esc esc");
    let named = pressed(&mut planner);
    let named: Vec<&str> = named.split(|c: char| !c.is_alphanumeric()).collect();
    let named: Vec<&str> = named.into_iter().filter(|word| !word.is_empty()).collect();
    assert_eq!(named.join(" "), "down down enter answer");
}

#[test]
fn both_voices_are_given_something_to_ask() {
    let mut planner = presented();
    planner.sees("Therapy lead: Which kind of value would you miss most?");
    planner.sees("Operations: What would people see first?");
    planner
        .press("P o")
        .sees("To talk about: Value")
        .sees("Operations: What");
}

#[test]
fn without_a_clock_nothing_wakes_and_with_one_once_a_second() {
    let mut planner = presented();
    assert_eq!(planner.wait(seconds(3600)), 0);
    planner.press("t");
    assert_eq!(planner.wait(seconds(60)), 60);
    planner.sees("44:00 in all");
    planner.press("t").sees("Paused at 08:00");
    assert_eq!(planner.wait(seconds(3600)), 0);
    planner.press("tab").sees("paused, 44:00 in all");
}

#[test]
fn keys_between_two_seconds_do_not_make_the_clock_wake_more_often() {
    let mut planner = presented();
    planner.press("t");
    let mut woken = 0;
    for _ in 0..100 {
        woken += planner.wait(SignedDuration::from_millis(130));
        planner.press("e");
    }
    // Thirteen seconds went by; a second that ends while a key is pressed needs no waking.
    assert!(woken <= 13, "{woken}");
    planner.sees("44:47 in all");
}

#[test]
fn when_the_time_of_a_step_is_up_that_is_said_and_typing_goes_on() {
    let mut planner = Planner::in_samples();
    let id = planner.ids()[1].clone();
    planner.press(FALLS).press("2 esc P t enter");
    planner.wait(seconds(10 * 60 - 1));
    planner.sees("35:01 in all").sees_no("time is up");
    planner.type_text(" At once");
    let before = planner.frame();
    planner.wait(seconds(1));
    planner.type_text(", and calmly.");
    planner
        .sees("time is up, 35:00 in all")
        .sees("At once, and calmly.");
    assert_eq!(before.lines().count(), planner.frame().lines().count());
    planner.press("esc +").sees("Five minutes more: 05:00");
    let change = planner.canvas(&id);
    let change = change.text("purpose.change").expect("an answer");
    assert!(change.ends_with("At once, and calmly."), "{change}");
}

#[test]
fn when_all_time_is_up_the_clock_rests_and_nothing_is_cut_off() {
    let mut planner = presented();
    planner.press("t");
    planner.wait(seconds(45 * 60));
    planner.press("e e").sees("the whole time is up");
    assert_eq!(planner.wait(seconds(3600)), 0);
    planner
        .press("tab tab shift-tab")
        .sees("the whole time is up");
}

#[test]
fn a_step_counts_while_it_is_talked_about_also_on_the_screen_of_the_decision() {
    let mut planner = presented();
    planner.press("t");
    planner.wait(seconds(30));
    planner.press("d");
    planner.wait(seconds(15));
    planner.sees("DECISION").sees("44:15 in all");
    planner.press("P").sees("06:45 left");
    planner.press("P esc 3").sees("44:15 in all");
}

#[test]
fn the_minutes_of_the_steps_can_be_changed_and_are_kept_outside_the_canvas() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    let before = std::fs::read(planner.path(&id)).expect("a file");
    planner.press("T down right right right down down left");
    planner
        .sees("Purpose      13")
        .sees("Capacity      8")
        .sees("In all       47");
    planner.press("enter e e").sees("47:00 in all");
    assert_eq!(std::fs::read(planner.path(&id)).expect("a file"), before);
    let mut planner = planner.again(Some(&id), false);
    planner.press("2 esc P").sees("47:00 in all");
}

#[test]
fn what_each_has_said_alone_is_there_with_all_that_helps_to_talk_about_it() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = presented();
        planner.size = size;
        // One of the two has answered in the samples; the other gives another answer.
        planner.press("R enter 3 enter R");
        for _ in ["at the reveal", "at the question"] {
            planner.sees("You differ:");
            planner.sees("(Therapy lead); ").sees("(Operations).");
            planner.sees("Which of these would you miss most if it did not happen");
            planner.sees("Therapy lead: Which kind of value would you miss most?");
            planner.sees("Operations: What would people see first?");
            let frame = planner.frame();
            assert!(lines_of_question(&frame) <= 12, "{frame}");
            planner.press("esc");
        }
    }
}

#[test]
fn a_score_that_each_keeps_has_the_prompts_too_where_scores_differ() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = nobody_has_answered();
        planner.size = size;
        planner.press("P down enter enter 5 enter enter 2 enter R");
        for _ in ["at the reveal", "at the question"] {
            planner.sees("3 apart: from 2").sees("(Operations)");
            planner.sees("Operations, what would have to be true for you");
            planner.sees("Therapy lead: Who would notice, if it worked?");
            planner.sees("Operations: What could we do without them?");
            let frame = planner.frame();
            assert!(lines_of_question(&frame) <= 12, "{frame}");
            planner.press("esc");
        }
    }
}

#[test]
fn once_an_answer_is_agreed_on_the_question_is_asked_as_before() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    planner
        .press("R enter 3 enter R enter")
        .sees("not agreed yet");
    planner.press("enter esc").sees("isn't the answer");
    planner.press("1");
    assert_eq!(planner.canvas(&id).text("value.kind"), Some("shared_voice"));
    planner.press("R").sees("not agreed yet");
}

#[test]
fn each_of_several_scores_is_answered_in_twelve_lines_too() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = presented();
        planner.size = size;
        planner.press("n tab R enter").sees("(1 of 3)");
        let frame = planner.press("2").frame();
        assert!(lines_of_question(&frame) <= 12, "{frame}");
        planner.sees("An answer is in, and hidden.");
    }
}

#[test]
fn a_kind_is_answered_alone_in_twelve_lines_too() {
    for size in [(60, 18), (80, 24), (120, 36)] {
        let mut planner = presented();
        planner.size = size;
        planner.press("R enter").sees("shared voice");
        let frame = planner.press("2").frame();
        assert!(lines_of_question(&frame) <= 12, "{frame}");
        planner.sees("An answer is in, and hidden.");
    }
}

#[test]
fn the_step_and_the_time_are_in_the_same_place_on_every_screen_of_a_session() {
    let screens = ["", "c", "d", "f", "s", "h", "l", "c r", "R", "R enter"];
    for (width, height) in [(60, 18), (80, 24), (120, 36)] {
        for keys in screens {
            let mut planner = presented();
            planner.size = (width, height);
            planner.press("t");
            planner.wait(seconds(61));
            if !keys.is_empty() {
                planner.press(keys);
            }
            planner.sees("43:59 in all");
            let frame = planner.frame();
            let first = frame.lines().position(|line| !line.is_empty());
            let at = usize::from(height >= 30);
            assert_eq!(first, Some(at), "{keys}:\n{frame}");
            let line = frame.lines().nth(at).expect("a line");
            let name = ["VALUE", "DECISION"].iter().any(|name| line.contains(name));
            assert!(name, "{keys}: {line}");
            if height >= 24 {
                // The figures of the step and of its time, at the left and at the right end.
                let (left, right) = (line.trim_start(), line.trim_end());
                assert!(left.starts_with('█') || left.starts_with('▀'), "{line}");
                assert!(right.ends_with(['█', '▀', '▄']), "{line}");
            }
        }
    }
}

#[test]
fn the_timer_obeys_on_every_screen_of_a_session() {
    for keys in ["R", "R enter", "f", "d", "c"] {
        let mut planner = presented();
        planner.press(keys).press("t").sees("The timer runs");
        planner.wait(seconds(10));
        planner.press("t").sees("Paused at").press("+");
        planner
            .sees("Five minutes more")
            .press("tab")
            .sees("49:50 in all");
    }
}

#[test]
fn the_keys_of_a_talk_are_the_first_that_help_names_while_presenting() {
    let first = |planner: &mut Planner| {
        let frame = planner.press("?").frame();
        let at = |words: &str| frame.find(words);
        let point = at("Point at a line of the present view");
        point.is_some_and(|point| at("Next question or field").is_none_or(|next| point < next))
    };
    assert!(first(&mut presented()));
    let mut usual = presented();
    usual.press("P");
    assert!(!first(&mut usual));
}

#[test]
fn no_step_is_given_no_time_and_the_box_says_why() {
    let mut planner = presented();
    planner.press("T left left left");
    planner
        .sees("Cover         1")
        .sees("Not changed: a step keeps one minute")
        .sees("In all       43");
    planner.press("right").sees_no("Not changed");
    planner.press("esc +").press("T").sees("and 5 added");
}

#[test]
fn the_time_that_was_taken_is_there_after_a_restart_on_the_same_day() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    let before = std::fs::read(planner.path(&id)).expect("a file");
    planner.press("t");
    planner.wait(seconds(125));
    planner.press("+ q");
    let mut planner = planner.again(Some(&id), false);
    planner.sees("The timer stands where it was today");
    planner.press("3 P").sees("paused, 47:55 in all");
    assert_eq!(std::fs::read(planner.path(&id)).expect("a file"), before);
    planner.press("T space").sees("The time begins anew");
    planner.press("tab").sees("45:00 in all");
    let mut planner = planner.again(Some(&id), false);
    planner.sees_no("The timer stands").press("3 P");
    planner.sees("45:00 in all");
}

#[test]
fn after_a_kill_no_more_than_the_last_seconds_are_missing() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    planner.press("t");
    planner.wait(seconds(125));
    let mut planner = planner.again(Some(&id), false);
    planner.press("3 P").sees("paused, 43:00 in all");
}

#[test]
fn a_note_that_is_longer_than_the_bottom_line_is_read_in_full() {
    let mut planner = presented();
    planner.size = (60, 18);
    let file = format!("{}-abcd-chat.txt", "a".repeat(40));
    let said = format!("Asked the terminal to copy; if nothing arrives, it is in {file}.");
    planner.press("f");
    planner.tell(whytogether::tui::app::Msg::Note(said));
    planner.sees(&file);
}

#[test]
fn a_field_opens_in_the_present_view_only_on_enter() {
    let mut planner = presented();
    let id = planner.ids()[1].clone();
    let before = planner.canvas(&id);
    planner.press("p").sees_no("leave field");
    planner
        .press("t")
        .sees("The timer runs")
        .press("tab e o esc");
    assert_eq!(planner.canvas(&id), before);
    planner.press("enter").sees("leave field").press("esc P p");
    planner.press("tab enter").sees("leave field");
}
