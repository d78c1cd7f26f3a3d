//! An editor of one's own: it has the terminal for a while, and what it wrote is never lost.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::pty::{Home, Session};

const CTRL_G: &str = "\x07";

#[test]
fn an_editor_of_ones_own_has_the_terminal_for_a_while() {
    let home = Home::new();
    let script = "stty -a | grep -q ' icanon' && printf 'words from elsewhere' > \"$1\"";
    let mut session = edits(&home, &editor(&home, script));
    session.sees("words from elsewhere");
    session.wait("the words on disk", |_| {
        home.written().contains("words from elsewhere")
    });
    session.types("More ");
    session.sees("More");
    session.signal("TERM");
    session.ends();
    session.gives_the_terminal_back();
}

/// An editor of one's own: a script in the home.
fn editor(home: &Home, script: &str) -> String {
    let editor = home.canvases().join("editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("allowed");
    editor.to_str().expect("a path").to_owned()
}

/// The guide at a question of several lines, whose text the editor gets.
fn edits(home: &Home, editor: &str) -> Session {
    let mut session = home.start(&["new", "Falls at home"], &[("VISUAL", editor)]);
    session.sees("leave field");
    session.types("\x1b");
    session.wait("the field left", |session| {
        !session.screen().contents().contains("leave field")
    });
    session.types("2");
    session.sees("What should be different?");
    session.types(CTRL_G);
    session
}

#[test]
fn what_a_failing_editor_wrote_is_kept_where_the_message_says() {
    for ends in ["exit 3", "kill -9 $$", "printf '\\351' >> \"$1\""] {
        let home = Home::new();
        let script = format!("printf 'words from elsewhere' > \"$1\"; {ends}");
        let mut session = edits(&home, &editor(&home, &script));
        session.sees("What was written is kept in");
        let kept = home.edited();
        assert_eq!(kept.len(), 1, "{ends}");
        let text = fs::read(&kept[0]).expect("there");
        assert!(text.starts_with(b"words from elsewhere"), "{ends}");
        let name = kept[0].file_name().expect("a name").to_string_lossy();
        let shown: String = session.text().split_whitespace().collect();
        assert!(shown.contains(&*name), "{ends}: {shown}");
    }
}

#[test]
fn an_editor_that_takes_the_file_away_leaves_the_answer_as_it_was() {
    let home = Home::new();
    let mut session = edits(&home, &editor(&home, "rm \"$1\""));
    session.sees("the answer is as it was");
    assert!(!session.text().contains("is kept in"));
    assert!(home.edited().is_empty());
}

#[test]
fn the_file_of_a_text_that_was_taken_in_goes() {
    let home = Home::new();
    let script = "printf 'words from elsewhere' > \"$1\"";
    let mut session = edits(&home, &editor(&home, script));
    session.wait("the words on disk", |_| {
        home.written().contains("words from elsewhere")
    });
    session.wait("the file gone", |_| home.edited().is_empty());
    session.sees("words from elsewhere");
}

#[test]
fn what_an_editor_had_when_the_program_was_killed_is_pointed_to_at_the_next_start() {
    let home = Home::new();
    let script = "printf 'words from elsewhere' > \"$1\"; kill -9 $PPID";
    let mut session = edits(&home, &editor(&home, script));
    session.ends();
    assert_eq!(home.edited().len(), 1);

    let mut again = home.start(&[], &[]);

    again.sees("What your own editor had when the program was stopped is in");
    let left = home.edited_left();
    assert_eq!(left.len(), 1);
    let text = fs::read_to_string(&left[0]).expect("there");
    assert_eq!(text, "words from elsewhere");
    assert!(home.edited().is_empty());
}

#[test]
fn an_editor_that_ends_at_once_is_said_to_and_so_is_the_flag_that_makes_it_wait() {
    let home = Home::new();
    let plain = editor(&home, "exit 0");
    let code = home.canvases().join("code");
    fs::copy(&plain, &code).expect("copied");
    let code = code.to_str().expect("a path");
    for (command, flag) in [(plain.as_str(), "code --wait"), (code, "/code --wait")] {
        let home = Home::new();
        let mut session = edits(&home, command);
        session.sees("ended at once");
        session.wait(flag, |session| {
            // The box breaks a long path where its line ends.
            let shown = session.text().replace('│', " ");
            let shown: String = shown.split_whitespace().collect();
            shown.contains(&flag.replace(' ', ""))
        });
        assert!(home.edited().is_empty());
    }
}

#[test]
fn an_editor_named_with_a_tilde_is_found_in_the_home_folder() {
    let home = Home::new();
    let script = "printf 'words from elsewhere' > \"$1\"";
    editor(&home, script);
    let mut session = edits(&home, "~/work/canvases/editor");
    session.sees("words from elsewhere");
}

#[test]
fn a_copy_that_is_saved_below_a_tilde_is_in_the_home_folder() {
    let home = Home::new();
    let mut session = home.start(&["new", "Falls at home"], &[]);
    session.sees("leave field");
    session.types("\x1b");
    session.wait("the field left", |session| {
        !session.screen().contents().contains("leave field")
    });
    session.types("W");
    session.sees("Save a copy");
    session.types("\x15~/copy.json\r");
    session.sees("A copy is in");
    let work = home.canvases();
    let folder = work.ancestors().nth(2).expect("the home folder");
    let copy = fs::read_to_string(folder.join("copy.json")).expect("there");
    assert!(copy.contains("Falls at home"));
}
