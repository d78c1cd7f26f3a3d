//! How every screen looks in three sizes.

use crate::planner::Planner;
use crate::{SCREENS, at};

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (60, 18)];

fn snap(name: &str, (width, height): (u16, u16), frame: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("{name}_{width}x{height}"), frame));
}

#[test]
fn every_screen_of_the_samples_looks_as_it_did() {
    for (name, keys) in SCREENS {
        let mut planner = at(keys);
        for size in SIZES {
            planner.size = size;
            snap(name, size, &planner.frame());
        }
    }
}

#[test]
fn the_welcome_looks_as_it_did() {
    let mut planner = Planner::at_first_start();
    for size in SIZES {
        planner.size = size;
        let frame = planner.frame();
        // Where the files go differs from run to run.
        let (same, _) = frame.split_once("Files go to").expect("said");
        snap("welcome", size, same);
    }
}

/// The belief of two voices, after the first one's answer.
#[test]
fn a_hidden_belief_looks_as_it_did() {
    let samples = Planner::in_samples();
    let path = samples.path(&samples.ids()[1]);
    let bytes = std::fs::read(path).expect("a file");
    let mut canvas: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    canvas["revealed"] = serde_json::json!([]);
    canvas["voices"][1]["answers"] = serde_json::json!({});
    let name = format!("{}.json", samples.ids()[1]);
    let bytes = canvas.to_string().into_bytes();
    let mut planner = Planner::with(&[(&name, &bytes)]);
    planner.press("enter 2");
    for size in SIZES {
        planner.size = size;
        snap("belief", size, &planner.frame());
    }
    planner.press("enter");
    for size in SIZES {
        planner.size = size;
        snap("belief_alone", size, &planner.frame());
    }
}
