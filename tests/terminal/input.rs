//! What a terminal sends that nobody typed, or not as others do; and signals that come from elsewhere.

use std::process::Command;

use super::pty::{Home, Session};

/// A canvas in whose open text some letters were typed.
fn typing(home: &Home) -> Session {
    let mut session = home.start(&["new", "Bus plan"], &[]);
    session.sees("leave field");
    session
}

/// Waits until a text stands in the canvas.
#[track_caller]
fn keeps(home: &Home, session: &mut Session, text: &str) {
    let text = text.to_owned();
    session.wait("the words on disk", |_| home.written().contains(&text));
}

#[test]
fn an_answer_of_the_terminal_is_no_text_no_command_and_no_score() {
    let home = Home::new();
    let mut session = typing(&home);
    session.types(
        "abc\x1b]11;rgb:ffff/ffff/ffff\x1b\\d\x1b[?62;22c\x1bP>|xterm(390)\x1b\\e\x1b[?2026;2$yf",
    );
    keeps(&home, &mut session, "\"abcdef\"");
    session.types("\x1b");
    session.sees("esc back");
    // Outside of a field each of these letters would be a command.
    session.types("\x1b]10;rgb:dddd/cccc/qqqq\x07");
    session.types("?");
    session.sees("Keys of this screen");
    assert!(home.written().contains("\"abcdef\""));
}

#[test]
fn an_answer_that_comes_in_pieces_is_swallowed_too() {
    let home = Home::new();
    let mut session = typing(&home);
    for piece in ["a", "\x1b", "]11;rgb:ff", "ff/ffff/ffff", "\x1b\\", "b"] {
        session.types(piece);
    }
    keeps(&home, &mut session, "\"ab\"");
}

#[test]
fn both_backspaces_delete_a_letter() {
    let home = Home::new();
    let mut session = typing(&home);
    session.types("hello");
    session.sees("hello");
    session.types("\x08\x7f");
    keeps(&home, &mut session, "\"hel\"");
}

#[test]
fn a_letter_that_is_not_utf8_costs_itself_and_is_said() {
    let home = Home::new();
    let mut session = typing(&home);
    for byte in *b"M\xe4dchen" {
        session.sends(&[byte]);
    }
    session.sees("is not UTF-8 and was left out");
    keeps(&home, &mut session, "\"Mdchen\"");
}

#[test]
fn a_paste_keeps_its_soft_line_breaks_and_loses_its_sequences() {
    let home = Home::new();
    let mut session = typing(&home);
    session.types("\x1b");
    session.sees("esc back");
    session.types("2");
    session.sees("What should be different?");
    session.types("\x1b[200~\u{feff}one\u{b}two\u{2028}\x1b[31mred\x1b[0m\x1b[201~");
    keeps(&home, &mut session, "\"one\\ntwo\\nred\"");
}

#[test]
fn a_paste_without_an_end_lets_go_of_the_keyboard_and_keeps_its_words() {
    let home = Home::new();
    let mut session = typing(&home);
    session.types("\x1b[200~words of a paste");
    session.sees("words of a paste");
    session.types("\x03");
    session.sees("once more to leave");
    session.types("\x03");
    assert_eq!(session.ends(), 0);
    session.gives_the_terminal_back();
    assert!(home.written().contains("words of a paste"));
}

#[test]
fn every_signal_that_ends_gives_the_terminal_back() {
    for signal in ["QUIT", "USR1", "USR2", "ALRM"] {
        let home = Home::new();
        let mut session = typing(&home);
        session.types("fewer falls");
        session.sees("fewer falls");
        session.signal(signal);
        session.ends();
        session.gives_the_terminal_back();
        assert!(home.written().contains("fewer falls"), "{signal}");
    }
}

#[test]
fn whoever_stops_it_hard_and_lets_it_go_on_has_keys_again() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    let raw = session.modes();
    session.signal("STOP");
    session.takes_modes_of_a_shell();
    assert_ne!(session.modes(), raw);
    session.signal("CONT");
    session.wait("raw modes again", |session| session.modes() == raw);
    session.types("n");
    session.sees("A new canvas");
    session.types("\x1b");
    session.sees("n new");
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.gives_the_terminal_back();
}

#[test]
fn a_window_of_any_size_is_drawn_or_said_to_be_too_small() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    for (columns, rows) in [
        (65_535, 24),
        (80, 65_535),
        (65_535, 65_535),
        (1, 1),
        (80, 24),
    ] {
        session.resizes_the_window_only(columns, rows);
    }
    session.resize(80, 24);
    session.types("n");
    session.sees("A new canvas");
}

#[test]
fn a_terminal_that_another_program_told_not_to_wait_goes_on() {
    let home = Home::with_samples();
    let program = env!("CARGO_BIN_EXE_whytogether");
    // Whoever shares the terminal sets this for all.
    let script = format!(
        "import fcntl, os, sys\nfor end in (0, 1): fcntl.fcntl(end, fcntl.F_SETFL, fcntl.fcntl(end, fcntl.F_GETFL) | os.O_NONBLOCK)\nos.execv({program:?}, [{program:?}])"
    );
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let mut session = home.start_program("python3".as_ref(), &["-c", &script], &[]);
    session.sees("Two calendars");
    session.types("n");
    session.sees("A new canvas");
}
