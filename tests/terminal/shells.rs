//! Tab in real shells, and prompts that are typed at.

use std::path::{Path, PathBuf};

use super::pty::{Home, Session};

/// A shell by its name, with the arguments that keep everything but us out; None where it is not installed.
fn shell(home: &Home, name: &str, arguments: &[&str]) -> Option<Session> {
    let path = std::env::var("PATH").expect("a path");
    let program: PathBuf = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())?;
    let ours = Path::new(env!("CARGO_BIN_EXE_whytogether"));
    let folder = ours.parent().expect("a folder").display();
    let path = format!("{folder}:{path}");
    Some(home.start_program(&program, arguments, &[("PATH", &path), ("PS1", "> ")]))
}

fn offers(name: &str, arguments: &[&str], begins: &str) {
    let home = Home::with_samples();
    let Some(mut session) = shell(&home, name, arguments) else {
        return;
    };
    session.types(begins);
    session.types("echo rea''dy\r");
    session.sees("ready");
    session.types("whytogether show two-c\t");
    session.sees("whytogether show two-calendars-b4ty");
    session.types("\x15whytogether decide falls say\t");
    session.sees("whytogether decide falls say_no_kindly");
    session.types("\x15whytogether get falls purpose.chan\t");
    session.sees("whytogether get falls purpose.change");
    session.types("\x15whytogether export falls --format mark\t");
    session.sees("--format markdown");
    session.types("\x15whytogether review falls --set first_w\t");
    session.sees("--set first_win=");
    // bash reads an = or an @ as the end of a word.
    if name != "bash" {
        session.types("\x15whytogether review falls --set quality=sl\t");
        session.sees("quality=slipping");
    }
    session.types("\x15exit\r");
    session.ends();
}

#[test]
fn bash_offers_canvases_outcomes_questions_and_formats() {
    let begins = "source <(whytogether completions bash)\r";
    offers("bash", &["--norc", "--noprofile", "-i"], begins);
}

#[test]
fn zsh_offers_canvases_outcomes_questions_and_formats() {
    let begins = "autoload -Uz compinit; compinit -u -D; source <(whytogether completions zsh)\r";
    offers("zsh", &["-f", "-i"], begins);
}

#[test]
fn fish_offers_canvases_outcomes_questions_and_formats() {
    let begins = "whytogether completions fish | source\r";
    offers("fish", &["--no-config", "-i"], begins);
}

/// Prompts at a question of several lines.
fn prompts(home: &Home) -> Session {
    let mut session = home.start(&["open", "falls", "--plain"], &[]);
    session.sees("Enter stops.");
    session.types(":go purpose.change\r");
    session.sees("Finish with a line");
    session.wait("the editor", |session| session.screen().bracketed_paste());
    session
}

#[test]
fn a_prompt_keeps_a_long_line_whole() {
    let home = Home::with_samples();
    let mut session = prompts(&home);
    let long = format!("{} TAIL", "x".repeat(5000));
    session.types(&format!("{long}\r.\r"));
    session.sees("Question 8 of");
    assert!(home.written().contains(&long));
}

#[test]
fn a_line_that_a_dumb_terminal_would_cut_is_refused_and_what_was_there_stays() {
    let home = Home::with_samples();
    let mut session = home.start(&["open", "falls", "--plain"], &[("TERM", "dumb")]);
    session.sees("Enter stops.");
    session.types(":go purpose.change\r");
    session.sees("Finish with a line");
    session.types(&format!("{} TAIL\r", "x".repeat(5001)));
    session.sees("longer than this terminal passes on whole");
    session.types("In short.\r.\r");
    session.sees("Question 8 of");
    let written = home.written();
    assert!(written.contains("\"In short.\""));
    assert!(!written.contains("xxx"));
}

#[test]
fn a_prompt_takes_keys_that_edit_and_backspace_as_control_h() {
    let home = Home::with_samples();
    let mut session = prompts(&home);
    session.types("hellx\x08o e\u{301}\x08w\x1b[D\x1b[C end\r.\r");
    session.sees("Question 8 of");
    assert!(home.written().contains("\"hello w end\""));
}

#[test]
fn ctrl_c_at_a_prompt_interrupts_and_ctrl_d_leaves() {
    let home = Home::with_samples();
    for (key, code) in [("\x03", 130), ("\x04", 0)] {
        let mut session = prompts(&home);
        session.types(key);
        assert_eq!(session.ends(), code);
    }
}

#[test]
fn a_signal_at_a_prompt_gives_the_terminal_back() {
    let home = Home::with_samples();
    let mut session = home.start(&["open", "falls", "--plain"], &[]);
    let before = session.modes();
    session.sees("Enter stops.");
    session.wait("the editor", |session| session.modes() != before);
    session.signal("TERM");
    session.wait("the modes of before", |session| session.modes() == before);
}

#[test]
fn a_paste_of_several_lines_at_a_prompt_is_as_many_lines() {
    let home = Home::with_samples();
    let mut session = prompts(&home);
    session.types("\x1b[200~Warm people\nand safe\r\nat home\x1b[201~\r.\r");
    session.sees("Question 8 of");
    assert!(home.written().contains(r"Warm people\nand safe\nat home"));
}

#[test]
fn a_byte_that_is_no_letter_at_a_prompt_is_said_and_the_line_goes_on() {
    let home = Home::with_samples();
    let mut session = prompts(&home);
    session.sends(b"Warm \xff");
    session.sees("A byte came that is no letter.");
    session.wait("the editor", |session| session.screen().bracketed_paste());
    session.types("people\r.\r");
    session.sees("Question 8 of");
    assert!(home.written().contains("\"Warm people\""));
}

#[test]
fn stopping_at_a_prompt_gives_the_terminal_back_and_going_on_asks_again() {
    let home = Home::with_samples();
    let mut session = home.start(&["open", "falls", "--plain"], &[]);
    let before = session.modes();
    session.sees("Enter stops.");
    session.wait("the editor", |session| session.modes() != before);
    session.types(":go purpose.change\r");
    session.sees("Finish with a line");
    session.wait("the editor", |session| session.screen().bracketed_paste());
    let editing = session.modes();
    session.types("Warm ");
    session.sees("\nWarm");
    session.signal("TSTP");
    session.wait("the modes of before", |session| session.modes() == before);
    session.takes_modes_of_a_shell();
    session.signal("CONT");
    session.wait("the editor", |session| session.modes() == editing);
    session.types("people\r.\r");
    session.sees("Question 8 of");
    assert!(home.written().contains("\"Warm people\""));
}
