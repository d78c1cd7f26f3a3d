//! Answers given alone, on a real terminal: none of them is in any byte that goes there before the reveal.

use std::fs;

use crate::ENTER;
use crate::pty::{Home, Session};

/// What begins a frame.
const BEGIN: &str = "\x1b[?2026h";

/// A home with a canvas that two fill in, who have answered nothing yet.
fn home() -> Home {
    let home = Home::new();
    let canvas = r#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f",
        "cover":{"title":"Falls at home"},
        "voices":[{"id":"v222","name":"Therapy lead"},{"id":"v333","name":"Operations"}]}"#;
    fs::write(home.canvases().join("falls-7k3f.json"), canvas).expect("written");
    home
}

/// True for a frame in which nothing is written, such as after a save that changes nothing.
fn is_empty(frame: &str) -> bool {
    let mut sequences = frame.split('\x1b').skip(1);
    sequences.all(|one| {
        let end = one.find(|c: char| c.is_ascii_alphabetic());
        end.is_some_and(|end| one[end + 1..].trim().is_empty())
    })
}

/// What the terminal gets before the reveal, frame by frame, and what is on the screen after it.
fn on_the_screen(first: &str, second: &str) -> (Vec<String>, String) {
    let home = home();
    let mut session = home.start(&["open", "falls"], &[]);
    session.sees("leave field");
    session.types("\x1b");
    session.sees("Purpose");
    session.sees("decide");
    session.types("3");
    session.sees("Pick the one");
    let start = session.bytes.len();
    session.types("R");
    for (voice, keys) in [("Therapy lead", first), ("Operations", second)] {
        session.sees(&format!("Hand the keyboard to {voice}."));
        session.types(ENTER);
        session.sees(&format!("{voice}, the others look away."));
        for key in keys.chars() {
            session.types(&key.to_string());
            session.sees("An answer is in, and hidden.");
        }
        session.types(ENTER);
        session.wait("the answer on disk", |_| {
            let last = keys.chars().last().expect("a key");
            home.written()
                .contains(&format!("\"{}\"", KINDS[index(last)]))
        });
    }
    session.sees("All are in.");
    let before = String::from_utf8(session.bytes[start..].to_vec()).expect("UTF-8");
    session.types("R");
    session.sees("Not agreed yet.");
    let frames = before.split(BEGIN).filter(|frame| !is_empty(frame));
    (frames.map(str::to_owned).collect(), session.text())
}

const KINDS: [&str; 5] = [
    "shared_voice",
    "shared_delivery",
    "aligned_plans",
    "shared_learning",
    "none",
];

fn index(key: char) -> usize {
    let number = key.to_digit(10).expect("a digit");
    usize::try_from(number).expect("small") - 1
}

#[test]
fn whatever_is_answered_alone_the_terminal_gets_the_same_frames_until_the_reveal() {
    let (low, after_low) = on_the_screen("1", "2");
    let (high, after_high) = on_the_screen("5", "4");
    assert_eq!(low, high);
    assert!(low.len() > 5, "{low:?}");
    let all = low.concat();
    assert!(!all.contains("\x1b]"), "no title is set: {all:?}");
    assert_ne!(after_low, after_high);
    assert!(
        after_low.contains("shared voice (Therapy lead)"),
        "{after_low}"
    );
}

/// Every byte that the terminal gets by prompts, before the answers are read out and after.
fn by_prompts(first: &str, second: &str) -> (String, String) {
    let home = home();
    let mut session = home.start(&["open", "falls", "--plain"], &[]);
    ready(&mut session, PARTNER);
    session.types(":go value.kind");
    session.types(ENTER);
    ready(&mut session, KIND);
    session.types(":alone");
    session.types(ENTER);
    session.sees("Hand over to Therapy lead: type a number");
    // What is typed ahead is not shown either.
    session.types(first);
    session.types(ENTER);
    session.types(second);
    session.types(ENTER);
    session.sees("What you agree on is answered below.");
    ready(&mut session, KIND);
    let all = String::from_utf8(session.bytes.clone()).expect("UTF-8");
    session.types(":q");
    session.types(ENTER);
    assert_eq!(session.ends(), 0);
    let modes = session.modes_before.clone();
    assert_eq!(session.modes(), modes);
    let (before, after) = all.split_once("All are in:").expect("read out");
    (before.to_owned(), after.to_owned())
}

/// The first prompt of the canvas, and the one of its kind of value.
const PARTNER: &str = "Which organisation is it? (empty to finish)";
const KIND: &str = "Type a number from 1 to 5.";

/// Waits until all of a prompt is there, and the editor of lines waits behind it.
fn ready(session: &mut Session, prompt: &str) {
    session.wait(prompt, |session| {
        session.screen().bracketed_paste() && session.text().trim_end().ends_with(prompt)
    });
}

#[test]
fn whatever_is_typed_alone_by_prompts_the_terminal_gets_the_same_bytes_until_it_is_read_out() {
    let (long, after_long) = by_prompts("shared_delivery", "shared_learning");
    let (short, after_short) = by_prompts("1", "3\u{7f}5");
    assert_eq!(long, short);
    assert_ne!(after_long, after_short);
    assert!(
        after_long.contains("Therapy lead: shared delivery"),
        "{after_long}"
    );
}

#[test]
fn leaving_in_the_middle_gives_the_terminal_back_and_keeps_what_was_given() {
    type WayOut = fn(&mut Session);
    let ways: [(&str, u32, WayOut); 3] = [
        (":q", 0, |session| session.types(":q\r")),
        ("ctrl-c", 130, |session| session.types("12\u{3}")),
        ("ctrl-d", 0, |session| session.types("\u{4}")),
    ];
    for (way, code, out) in ways {
        let home = home();
        let mut session = home.start(&["open", "falls", "--plain"], &[]);
        ready(&mut session, PARTNER);
        session.types(":go purpose.belief\r");
        session.sees("Hand over to Therapy lead: type a number");
        session.types("4\r");
        session.sees("Hand over to Operations");
        out(&mut session);
        assert_eq!(session.ends(), code, "{way}");
        let before = session.modes_before.clone();
        session.wait("the modes of before", |session| session.modes() == before);
        assert!(home.written().contains("\"purpose.belief\": 4"), "{way}");
        let all = String::from_utf8_lossy(&session.bytes).into_owned();
        assert!(!all.contains("4, "), "{way}: {all}");
    }
}

#[test]
fn what_is_typed_in_one_go_with_the_hand_over_is_never_shown() {
    let home = home();
    let mut session = home.start(&["open", "falls", "--plain"], &[]);
    ready(&mut session, PARTNER);
    session.types(":go value.kind");
    session.types(ENTER);
    ready(&mut session, KIND);
    session.types(":alone\rshared_learning\r");
    for (voice, answer) in [("Therapy lead", "1"), ("Operations", "2")] {
        session.sees(&format!("Hand over to {voice}:"));
        session.types(answer);
        session.types(ENTER);
    }
    session.sees("What you agree on is answered below.");
    ready(&mut session, KIND);
    let all = String::from_utf8(session.bytes.clone()).expect("UTF-8");
    assert!(!all.contains("shared_learning"), "{all}");
    assert!(!home.written().contains("shared_learning"));
    session.types(":q");
    session.types(ENTER);
    assert_eq!(session.ends(), 0);
}
