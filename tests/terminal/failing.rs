//! A program that fails while it has the terminal. Ours has no way to be made to fail from outside, so
//! this test program starts itself in a terminal of its own, takes it as ours does, and fails.

use std::sync::mpsc::channel;
use std::{io, thread};

use whytogether::tui::terminal::Held;

use super::pty::{Home, Session};

/// Names the way in which [`a_program_that_fails`] is to fail; without it, it does nothing.
const WAY: &str = "WHYTOGETHER_TEST_FAILS_BY";

fn failing(way: &str) -> Session {
    let home = Home::new();
    let program = std::env::current_exe().expect("this test program");
    let child = ["--exact", "failing::a_program_that_fails", "--nocapture"];
    home.start_program(&program, &child, &[(WAY, way)])
}

fn fail(way: &str) -> io::Result<()> {
    let (sender, said) = channel();
    let _held = Held::take(move || {
        // Whoever panics on the thread of the test has nobody to tell.
        let _ = sender.send(());
    })?;
    println!("on the alternate screen");
    match way {
        "panic" => panic!("as the test asks"),
        "panic elsewhere" => {
            let thread = thread::spawn(|| panic!("as the test asks"));
            said.recv().map_err(io::Error::other)?;
            assert!(thread.join().is_err());
            Err(io::Error::other("a part has failed"))
        }
        _ => Err(io::Error::other("as the test asks")),
    }
}

#[test]
fn a_program_that_fails() {
    if let Ok(way) = std::env::var(WAY) {
        fail(&way).expect("it fails");
    }
}

#[test]
fn an_error_gives_the_terminal_back() {
    let mut session = failing("error");
    assert_ne!(session.ends(), 0);
    session.gives_the_terminal_back();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_reported() {
    for way in ["panic", "panic elsewhere"] {
        let mut session = failing(way);
        assert_ne!(session.ends(), 0);
        session.gives_the_terminal_back();
        session.sees("as the test asks");
        let sent = String::from_utf8_lossy(&session.bytes).into_owned();
        let left = sent.find("\x1b[?1049l").expect("left the alternate screen");
        let report = sent.find("as the test asks").expect("reported");
        assert!(left < report, "{way}: {sent}");
    }
}
