//! A disk that fails and a program that dies, at every single system call of a save.
#![cfg(target_os = "linux")]

mod judge;
mod places;
#[path = "../terminal/pty.rs"]
#[allow(dead_code, reason = "the other tests on a terminal use the rest")]
mod pty;
mod strace;
mod sync;
mod typing;

use std::fs;

use jiff::Timestamp;
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::workspace::Workspace;

use judge::{Seen, judge};
use strace::{Fault, Scene, is_here};

const ERRORS: [Fault; 3] = [
    Fault::Error("EIO"),
    Fault::Error("ENOSPC"),
    Fault::Error("EACCES"),
];
const OLD: &str = r#"{
  "format": "whytogether.canvas",
  "version": 1,
  "id": "falls-7k3f",
  "cover": {
    "title": "Falls"
  },
  "purpose": {
    "change": "Words that exist nowhere else."
  }
}
"#;

fn id() -> CanvasId {
    CanvasId::from_name("falls-7k3f").expect("an id")
}

/// A workspace with one canvas.
fn one_canvas(workspace: &Workspace) {
    workspace.prepare().expect("prepared");
    fs::write(workspace.canvas_path(&id()), OLD).expect("written");
    // As after any earlier save.
    drop(workspace.lock().expect("held"));
}

/// A workspace of which there is nothing yet.
fn nothing(_: &Workspace) {}

const SET: Scene = Scene {
    arguments: &["set", "falls-7k3f", "value.worth=4"],
    input: "",
    before: one_canvas,
};
const DECIDE: Scene = Scene {
    arguments: &["decide", "falls-7k3f", "not_yet", "--because", "No room."],
    input: "",
    before: one_canvas,
};
const NEW: Scene = Scene {
    arguments: &["new", "Winter bus campaign"],
    input: "",
    before: nothing,
};
const PLAIN: Scene = Scene {
    arguments: &["open", "falls-7k3f", "--plain"],
    input: "Fellgate Ambulance\nDuty manager\nUpright Together\n",
    before: one_canvas,
};

/// Lets every system call of a scene that touches the workspace meet each fault, one at a time.
fn at_every_call(scene: &Scene, faults: &[Fault], is_acknowledged: fn(&Seen) -> bool) {
    if !is_here() {
        return;
    }
    for call in scene.calls() {
        // Nobody can be told of a file that does not close: its bytes were synced before.
        let close = call.name == "close";
        for fault in faults
            .iter()
            .filter(|fault| !close || **fault == Fault::Kill)
        {
            let ended = scene.run_with(&call, *fault);
            let seen = Seen::of(&ended);
            let case = format!("{:?} at {call:?}: {ended:?}", fault);
            judge(&ended, *fault, &case);
            let is_killed = ended.code.is_none();
            assert!(!is_killed || *fault == Fault::Kill, "{case}");
            if ended.code == Some(0) {
                assert!(
                    is_acknowledged(&seen),
                    "called done and is not there: {case}"
                );
            }
        }
    }
}

/// The worth is there, and every word of before.
fn has_worth(seen: &Seen) -> bool {
    seen.canvas
        .as_ref()
        .is_some_and(|canvas| canvas.scale("value.worth") == Some(4))
}

/// The decision is there, and so is what the canvas said before it, or it was said not to be.
fn has_decision(seen: &Seen) -> bool {
    let canvas = seen.canvas.as_ref();
    let is_decided =
        canvas.is_some_and(|canvas| canvas.text("decision.reason") == Some("No room."));
    is_decided && (seen.has_old_version || seen.says_not_kept)
}

fn has_new_canvas(seen: &Seen) -> bool {
    seen.new.as_deref() == Some("Winter bus campaign")
}

#[test]
fn a_set_survives_an_error_at_each_of_its_system_calls() {
    at_every_call(&SET, &ERRORS, has_worth);
}

#[test]
fn a_set_survives_a_disk_that_fails_from_one_system_call_on() {
    at_every_call(&SET, &[Fault::FromNowOn("EIO")], has_worth);
}

#[test]
fn a_set_survives_a_kill_at_each_of_its_system_calls() {
    at_every_call(&SET, &[Fault::Kill], has_worth);
}

#[test]
fn a_decision_survives_an_error_or_a_kill_at_each_of_its_system_calls() {
    at_every_call(&DECIDE, &[Fault::Error("EIO"), Fault::Kill], has_decision);
}

#[test]
fn a_new_canvas_survives_an_error_or_a_kill_at_each_of_its_system_calls() {
    at_every_call(&NEW, &[Fault::Error("ENOSPC"), Fault::Kill], has_new_canvas);
}

#[test]
fn answers_given_at_prompts_survive_a_kill_at_each_system_call() {
    at_every_call(&PLAIN, &[Fault::Kill], |_| true);
}

#[test]
fn answers_given_at_prompts_are_on_disk_in_the_end_or_said_not_to_be() {
    fn is_all_there(seen: &Seen) -> bool {
        let canvas = seen.canvas.as_ref();
        canvas.is_some_and(|canvas| canvas.partners().count() == 2)
    }
    at_every_call(&PLAIN, &[Fault::Error("EIO")], is_all_there);
}

/// The canvas as it was before, as it would be read.
fn old() -> Canvas {
    Canvas::read(id(), OLD.as_bytes()).expect("a canvas")
}

/// An instant for mending; files do not show it here.
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
