//! The screen on a real terminal: what is kept through a kill, what is given back at the end, and what
//! never reaches the terminal.
#![cfg(unix)]

mod alone;
mod editor;
mod failing;
mod input;
mod pty;
mod ranking;
mod shells;

use std::fs;

use pty::{Home, Session};

const ENTER: &str = "\r";
const CTRL_L: &str = "\x0c";
const CTRL_Z: &str = "\x1a";

#[test]
fn words_that_are_called_saved_outlive_a_kill() {
    let home = Home::new();
    let mut session = home.start(&[], &[]);
    session.sees("No canvas yet");
    session.types("n");
    session.sees("A new canvas");
    session.types("Falls at home");
    session.types(ENTER);
    session.sees("saved");
    assert!(home.written().contains("Falls at home"));
    session.types("fewer falls on the ward");
    session.wait("saved words", |session| {
        let shown = session.screen().contents();
        shown.contains("fewer falls on the ward")
            && shown
                .lines()
                .next()
                .is_some_and(|head| head.ends_with("saved"))
    });
    assert!(home.written().contains("fewer falls on the ward"));
    session.signal("KILL");
    session.ends();

    let mut again = home.start(&[], &[]);
    again.sees("Falls at home");
    again.types(ENTER);
    again.sees("fewer falls on the ward");
}

#[test]
fn a_folder_without_a_workspace_is_refused_and_stays_there_to_mend() {
    let home = Home::new();
    fs::remove_file(home.canvases().with_file_name("workspace.json")).expect("removed");
    fs::remove_dir(home.canvases()).expect("removed");
    let mut session = home.start(&[], &[]);
    session.sees("Open another workspace");
    session.types("3");
    session.sees("Which folder?");

    session.types("/nowhere/typo");
    session.types(ENTER);

    session.sees("No workspace in `/nowhere/typo`");
    session.types("3");
    session.sees("/nowhere/typo");
    session.sees("Which folder?");
}

#[test]
fn a_long_burst_that_is_no_paste_arrives_whole() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home"], &[]);
    session.sees("leave field");
    let words = "fewer falls, ".repeat(400);
    session.types(&words);
    session.wait("every word on disk", |_| {
        home.written().contains(words.trim_end())
    });
}

#[test]
fn a_review_opens_the_screen_and_prompts_only_where_they_are_asked_for() {
    let home = Home::with_samples();
    let mut session = home.start(&["review", "falls"], &[]);
    session.sees("Press enter to answer");
    session.sees("o over time");
    session.types("q");
    session.ends();
    let mut prompts = home.start(&["review", "falls", "--plain"], &[]);
    prompts.sees("What is different since last time?");
    assert!(!prompts.text().contains("over time"));
}

#[test]
fn half_a_date_and_what_can_be_taken_back_outlive_a_kill() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home"], &[]);
    session.sees("leave field");
    session.types("\x1b");
    session.wait("the field left", |session| {
        !session.screen().contents().contains("leave field")
    });
    session.types("1\t\t\t");
    session.sees("When do they need an answer?");
    session.types("5 dec");
    session.wait("the date on disk", |_| home.written().contains("-12-05"));
    session.types("ember or so");
    session.wait("the text kept", |_| {
        home.kept().contains("5 december or so")
    });
    session.signal("KILL");
    session.ends();

    let mut again = home.start(&["open", "falls"], &[]);
    again.sees("leave field");
    again.types("\x1b");
    again.wait("the field left", |session| {
        !session.screen().contents().contains("leave field")
    });
    again.types("1\t\t\t");
    again.sees("5 december or so");
    again.types("\x1b");
    again.wait("the field left", |session| {
        !session.screen().contents().contains("leave field")
    });
    again.types("u");
    again.wait("the date taken back", |_| {
        !home.written().contains("-12-05")
    });
}

#[test]
fn quitting_gives_the_terminal_back() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    assert!(session.screen().alternate_screen());
    assert_ne!(session.modes(), session.modes_before);
    session.types("q");
    assert_eq!(session.ends(), 0);
    session.gives_the_terminal_back();
}

#[test]
fn a_signal_to_end_gives_the_terminal_back_and_loses_no_word() {
    for (signal, code) in [("TERM", 0), ("HUP", 0), ("INT", 130)] {
        let home = Home::with_samples();
        let mut session = open(&home, &[], &[]);
        session.types(":");
        session.sees("Commands");
        session.types("park");
        session.sees("Park");
        session.types(ENTER);
        session.sees("Park a thought");
        session.types("a word parked before the end");
        session.sees("a word parked before the end");
        session.types(ENTER);
        session.wait("the canvas", |session| {
            !session.screen().contents().contains("Park a thought")
        });
        session.signal(signal);
        assert_eq!(session.ends(), code, "{signal}");
        session.gives_the_terminal_back();
        assert!(home.written().contains("a word parked before the end"));
    }
}

#[test]
fn a_window_that_is_closed_ends_the_program_also_under_a_wrapper_that_ignores_it() {
    let home = Home::with_samples();
    let program = env!("CARGO_BIN_EXE_whytogether");
    home.loses_its_window(program.as_ref(), &[], "not yet?");
    let wrapped = format!("trap '' HUP; {program}; true");
    home.loses_its_window("sh".as_ref(), &["-c", &wrapped], "not yet?");
}

#[test]
fn a_signal_that_stops_gives_the_terminal_back_and_going_on_draws_again() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    session.types(CTRL_Z);
    stopped_and_continued(&mut session);
    session.signal("TSTP");
    stopped_and_continued(&mut session);
    session.types("n");
    session.sees("A new canvas");
}

fn stopped_and_continued(session: &mut Session) {
    session.gives_the_terminal_back();
    // It may not have stopped yet: it is told to go on until it does.
    session.wait("the screen again", |session| {
        session.signal("CONT");
        let is_drawn = session.screen().contents().contains("Two calendars");
        let is_raw = session.modes() != session.modes_before;
        session.screen().alternate_screen() && is_drawn && is_raw
    });
}

#[test]
fn settings_and_a_half_typed_title_outlive_a_kill() {
    let home = Home::new();
    let mut session = home.start(&[], &[]);
    session.sees("No canvas yet");
    session.types("s");
    session.sees("add a person");
    session.types("aTherapy lead");
    session.wait("the person on disk", |_| {
        home.settings().contains("Therapy lead")
    });
    session.types("\x1b");
    session.sees("esc back");
    session.types("\x1b");
    session.sees("No canvas yet");
    session.types("n");
    session.sees("A new canvas");
    session.types("Winter walks");
    session.wait("the title kept", |_| home.kept().contains("Winter walks"));
    session.signal("KILL");
    session.ends();

    let mut again = home.start(&[], &[]);
    again.sees("No canvas yet");
    again.types("n");
    again.sees("Winter walks");
}

#[test]
fn before_it_stops_everything_is_written() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home"], &[]);
    session.sees("leave field");
    session.types("fewer falls on the ward\x1a");
    session.gives_the_terminal_back();
    assert!(home.written().contains("fewer falls on the ward"));
    session.signal("KILL");
    session.ends();
}

#[test]
fn what_the_disk_refused_is_named_to_the_shell_and_goes_in_at_the_next_start() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home"], &[]);
    session.sees("leave field");
    session.wait("the canvas", |_| home.written().contains("Falls at home"));
    let gone = home.canvases().with_extension("gone");
    fs::rename(home.canvases(), &gone).expect("moved");
    fs::write(home.canvases(), "no folder").expect("written");
    session.types("fewer falls");
    session.sees("not saved");
    session.types(" on the ward");
    session.signal("TERM");
    session.ends();
    session.gives_the_terminal_back();
    session.sees("Its last words are kept in");
    fs::remove_file(home.canvases()).expect("removed");
    fs::rename(&gone, home.canvases()).expect("moved back");

    let mut again = home.start(&[], &[]);
    again.sees("Words that the disk had refused are in now: Falls at home");
    assert!(home.written().contains("fewer falls on the ward"));
}

#[test]
fn what_was_on_a_file_that_someone_emptied_is_named_to_the_shell_with_how_to_have_it_back() {
    let home = Home::with_samples();
    let file = home.canvases().join("two-calendars-b4ty.json");
    let mut session = home.start(&["open", "two-calendars"], &[]);
    session.sees("saved");
    fs::write(&file, "").expect("emptied");
    session.sees("not on disk: the file is empty");
    session.signal("TERM");
    session.ends();
    session.gives_the_terminal_back();
    session.sees("Its history has it");
    let said = session.text().replace('\n', "");
    let (_, rest) = said
        .split_once("restore two-calendars-b4ty --at ")
        .expect("a command");
    let day = &rest[.."2026-11-23".len()];

    let arguments = ["restore", "two-calendars-b4ty", "--at", day];
    let mut shell = home.start(&arguments, &[]);
    shell.ends();
    let now = fs::read_to_string(&file).expect("read");
    assert!(now.contains("Two calendars"), "{now}");
    let mut shell = home.start(&["history", "two-calendars-b4ty"], &[]);
    shell.ends();
    shell.sees("before someone else's change");
}

#[test]
fn drawing_anew_mends_what_something_else_wrote_on_the_screen() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    session.sees("not yet?");
    let shown = session.text();
    session.shows_what_others_write("\x1b[8;3Hsomeone has sent you a message");
    assert_ne!(session.text(), shown);
    session.types(CTRL_L);
    session.wait("the screen as it was", |session| session.text() == shown);
}

#[test]
fn what_others_change_on_disk_is_on_the_screen_without_a_key() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("not yet?");
    let path = home.canvases().join("two-calendars-b4ty.json");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, text.replace("Two calendars", "Three calendars")).expect("written");
    session.sees("Three calendars");
    fs::remove_file(&path).expect("removed");
    session.wait("the canvas gone", |session| {
        !session.screen().contents().contains("Three calendars")
    });
}

#[test]
fn the_clock_of_a_talk_goes_on_without_a_key() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home", "--present"], &[]);
    session.sees("45:00 in all");
    session.types("t");
    session.sees("44:58 in all");
}

#[test]
fn a_small_window_shows_a_notice_until_it_is_larger() {
    let home = Home::with_samples();
    let mut session = home.start(&[], &[]);
    session.sees("Two calendars");
    session.resize(40, 10);
    session.sees("whytogether needs 60 by 18");
    session.resize(80, 24);
    session.sees("Two calendars");
    assert!(!session.screen().contents().contains("whytogether needs"));
}

#[test]
fn no_color_means_none() {
    let home = Home::with_samples();
    let plain = look_around(&home, &[], &[("NO_COLOR", "1")]);
    assert_eq!(colours(&plain), Vec::<u16>::new());
    assert!(!colours(&look_around(&home, &[], &[])).is_empty());
}

#[test]
fn a_terminal_for_ascii_gets_ascii() {
    let home = Home::with_samples();
    for (arguments, environment) in [
        (&["--ascii"][..], &[][..]),
        (&[], &[("TERM", "linux")]),
        (&[], &[("LC_ALL", "C")]),
    ] {
        let bytes = look_around(&home, arguments, environment);
        let text = String::from_utf8_lossy(&bytes);
        let odd: String = text.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(odd, "", "{arguments:?} {environment:?}");
    }
    assert!(!look_around(&home, &[], &[]).is_ascii());
}

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let home = Home::new();
    let evil = r"Fine\u001b]0;owned\u0007\u009d0;owned\u009c\u009b31m\u001b[31m\u202etitle";
    let canvas = format!(
        r#"{{"format":"whytogether.canvas","version":1,"cover":{{"title":"{evil}"}},"purpose":{{"problem":"{evil}","change":"{evil}"}},"partners":[{{"name":"{evil}"}}]}}"#
    );
    fs::write(home.canvases().join("fine-7k3f.json"), canvas).expect("written");
    let mut session = home.start(&[], &[]);
    session.sees("Fine");
    session.types(ENTER);
    session.sees("saved");
    session.types("d");
    session.sees("Decision");
    session.signal("TERM");
    session.ends();
    session.gives_the_terminal_back();
    let sent = String::from_utf8(session.bytes.clone()).expect("UTF-8");
    assert!(!sent.contains("\x1b]"), "{sent:?}");
    assert!(!sent.contains('\x07'), "{sent:?}");
    assert!(!sent.contains('\u{202e}'), "{sent:?}");
    assert!(!sent.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)));
}

/// Opens a sample canvas.
fn open(home: &Home, arguments: &[&str], environment: &[(&str, &str)]) -> Session {
    let mut session = home.start(arguments, environment);
    session.sees("Two calendars");
    session.types(ENTER);
    session.sees("saved");
    session
}

/// Every byte that the list, a canvas, a question, the decision and the help send.
fn look_around(home: &Home, arguments: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let mut session = open(home, arguments, environment);
    session.types("?");
    session.sees("Keys of this screen");
    session.types("q");
    session.wait("the canvas", |session| {
        !session.screen().contents().contains("Keys of this screen")
    });
    session.types("d");
    session.sees("Decision");
    session.types("q");
    session.ends();
    session.gives_the_terminal_back();
    session.bytes.clone()
}

/// The parameters of every colour that is set; the terminal's own colours, 39 and 49, are none.
fn colours(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    for sequence in text.split("\x1b[").skip(1) {
        let Some(end) = sequence.find(|c: char| !c.is_ascii_digit() && c != ';') else {
            continue;
        };
        if !sequence[end..].starts_with('m') {
            continue;
        }
        let numbers = sequence[..end].split(';').filter_map(|n| n.parse().ok());
        found.extend(numbers.filter(|n: &u16| matches!(n, 30..=38 | 40..=48 | 90..=107)));
    }
    found
}
