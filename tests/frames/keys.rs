//! Every key that a screen names does something there, or says why not.

use std::sync::Mutex;

use ratatui::buffer::Buffer;
use whytogether::tui::keymap::{Binding, Command, Scope, bindings};

use crate::planner::Planner;
use crate::{SCREENS, at};

/// The samples on a screen; earlier versions are written only for those that show them.
fn on(screen: &str) -> Planner {
    if screen.split(' ').any(|key| key == "h") {
        return at(screen);
    }
    let mut planner = Planner::in_samples();
    if !screen.is_empty() {
        planner.press(screen);
    }
    planner
}

/// What a planner notices: the frame, and what the terminal was asked for.
fn noticed(planner: &mut Planner) -> (Buffer, usize) {
    (planner.buffer(120, 36), planner.asked_for.len())
}

/// The key that moves the other way, for a cursor that may be at an end already.
fn other_way(command: Command) -> Option<&'static str> {
    Some(match command {
        Command::Up | Command::PageUp => "down",
        Command::Down | Command::PageDown => "up",
        Command::First => "end",
        Command::Last => "home",
        Command::Left => "right",
        Command::Right => "left",
        _ => return None,
    })
}

/// True where the key does something on the screen that these keys lead to.
fn does_something(screen: &str, binding: &Binding) -> bool {
    let tried = |first: Option<&str>| {
        let mut planner = on(screen);
        if let Some(first) = first {
            planner.press(first);
        }
        let before = noticed(&mut planner);
        planner.press_key(binding.keys[0].event());
        noticed(&mut planner) != before
    };
    tried(None) || other_way(binding.command).is_some_and(|first| tried(Some(first)))
}

/// The keys to try on a screen: all that its help names where no earlier screen has the same keys, else those
/// of the bottom line.
fn to_try() -> Vec<(&'static str, &'static str, &'static Binding)> {
    let mut scopes = Vec::new();
    let mut tried = Vec::new();
    for (name, keys) in SCREENS {
        let mut planner = on(keys);
        let frame = planner.frame();
        // Which of two answers somebody gives in private must not show.
        let hides = planner.scope() == Scope::Alone && frame.contains("hidden");
        let footer = frame.lines().last().unwrap_or_default().to_owned();
        let scope = planner.scope();
        let is_new = !scopes.contains(&scope);
        scopes.push(scope);
        let named = |binding: &&Binding| {
            let hint = format!("{} {}", binding.keys[0].name(), binding.label);
            let is_hidden = hides && matches!(binding.command, Command::Digit(_));
            // It writes to the folder that the tests run in.
            let is_export = binding.command == Command::Export;
            (is_new && !is_hidden || footer.contains(&hint)) && !is_export
        };
        let here = bindings(scope).filter(named);
        tried.extend(here.map(|binding| (*name, *keys, binding)));
    }
    tried
}

#[test]
fn every_key_that_a_screen_names_does_something_there_or_says_why_not() {
    let tried = to_try();
    let idle = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let idle = &idle;
        for half in tried.chunks(tried.len().div_ceil(2)) {
            scope.spawn(move || {
                for (name, keys, binding) in half {
                    if !does_something(keys, binding) {
                        let key = binding.keys[0].name();
                        let place = format!("{name}: {key} {}", binding.label);
                        idle.lock().expect("nobody panics with it").push(place);
                    }
                }
            });
        }
    });
    let idle = idle.into_inner().expect("nobody panics with it");
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn the_cursor_of_the_terminal_rests_on_what_is_chosen_on_every_screen() {
    for (name, keys) in SCREENS {
        let mut planner = on(keys);
        let frame = planner.buffer(120, 36);
        // A text to read has nothing to choose from.
        if planner.scope() == Scope::Reader {
            continue;
        }
        let Some(place) = planner.resting_cursor() else {
            let marks = frame.content.iter().filter(|cell| cell.symbol() == "▸");
            // The step of the guide is marked too, and is not chosen from.
            assert!(marks.count() < 2, "{name}");
            continue;
        };
        assert_eq!(frame[place].symbol(), "▸", "{name}: {place}");
    }
    let mut planner = on("enter 3");
    planner.buffer(120, 36);
    let before = planner.resting_cursor().expect("a choice");
    planner.press("down").buffer(120, 36);
    let after = planner.resting_cursor().expect("a choice");
    assert_eq!((after.x, after.y), (before.x, before.y + 1));
    planner.press(":").buffer(120, 36);
    let found = planner.resting_cursor().expect("a command");
    planner.press("down").buffer(120, 36);
    assert_eq!(
        planner.resting_cursor().map(|place| place.y),
        Some(found.y + 1)
    );
}
