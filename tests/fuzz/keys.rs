//! Keys, pastes and sizes in any order.

use std::path::Path;
use std::sync::Once;

use crossterm::event::{Event, KeyCode, KeyEvent};
use proptest::prelude::*;
use proptest::sample::select;
use whytogether::canvas::shown::is_hostile;
use whytogether::tui::app::Msg;
use whytogether::tui::keymap::BINDINGS;

use crate::config;
use crate::planner::Planner;

/// One thing that comes from a terminal.
#[derive(Debug, Clone)]
enum Input {
    Key(KeyEvent),
    Paste(String),
    Size(u16, u16),
}

/// Without a stroke, so that no path leads out of the folder where the test runs.
const PASTES: &[&str] = &[
    "=1+1",
    "\u{1b}[2J\u{7}",
    "e\u{301}\u{301}",
    "👩‍🔬",
    "\u{202e}evil",
    "a\r\nb\tc",
    "日本語",
    "",
    "\0",
    "4",
    "2027-05-15",
    "Fellgate Ambulance",
];

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let keys = BINDINGS.iter().flat_map(|binding| binding.keys);
    let keys: Vec<KeyEvent> = keys
        .map(|key| key.event())
        .filter(|key| key.code != KeyCode::Char('q'))
        .collect();
    let letters: Vec<char> = "abcxyzé日 0123456789=.-".chars().collect();
    let one = prop_oneof![
        12 => select(keys).prop_map(Input::Key),
        4 => select(letters).prop_map(|letter| Input::Key(KeyCode::Char(letter).into())),
        1 => select(PASTES).prop_map(|text| Input::Paste(text.to_owned())),
        1 => (1_u16..140, 1_u16..45).prop_map(|(width, height)| Input::Size(width, height)),
    ];
    proptest::collection::vec(one, 1..60)
}

/// Exports and copies go to the current folder: one that nobody else has.
fn in_a_folder_of_our_own() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
        // What an earlier run left; there may be none.
        let _ = std::fs::remove_dir_all(&folder);
        let folder = folder.join("deep/deeper");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::env::set_current_dir(folder).expect("there");
    });
}

proptest! {
    #![proptest_config(config(25))]

    #[test]
    fn whatever_is_pressed_the_screen_stands_and_every_file_is_whole(
        is_first_start in any::<bool>(), inputs in inputs(),
    ) {
        in_a_folder_of_our_own();
        let mut planner = if is_first_start {
            Planner::at_first_start()
        } else {
            Planner::in_samples()
        };
        for input in inputs {
            match input {
                Input::Key(key) => planner.tell(Msg::Terminal(Event::Key(key))),
                Input::Paste(text) => {
                    planner.paste(&text);
                }
                Input::Size(width, height) => planner.size = (width, height),
            }
            let frame = planner.frame();
            prop_assert!(!frame.contains(|c| c != '\n' && is_hostile(c)), "{frame}");
        }
        let report = planner.workspace.examine();
        let broken: Vec<_> = report.findings.iter().filter(|finding| finding.is_broken()).collect();
        prop_assert!(broken.is_empty(), "{broken:?}");
    }
}
