//! Frames of every screen: how they look, that they fit any size, and that nothing in them steers a terminal.

mod anywhere;
mod looks;
#[path = "../journeys/planner.rs"]
#[allow(dead_code, reason = "the journeys use the rest of it")]
mod planner;

use planner::Planner;

/// Every screen of the samples, by a name for its snapshot and the keys that lead there from the list.
const SCREENS: &[(&str, &str)] = &[
    ("home", ""),
    ("find", "/"),
    ("new", "n"),
    ("canvas", "enter"),
    ("text", "enter 2"),
    ("text_example", "enter 2 esc e"),
    ("rows", "enter 2 tab tab"),
    ("row_field", "enter 2 tab tab enter"),
    ("choice", "enter 3"),
    ("scale", "enter 3 tab tab tab"),
    ("decide", "enter d"),
    ("settings", "s"),
    ("help", "enter d ?"),
    ("palette", "enter d :"),
];

/// The samples, on a screen.
fn at(keys: &str) -> Planner {
    let mut planner = Planner::in_samples();
    if !keys.is_empty() {
        planner.press(keys);
    }
    planner
}
