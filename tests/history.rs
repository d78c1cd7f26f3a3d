//! What a workspace keeps of earlier days, and what becomes of it when things go wrong.

use std::fs;

use jiff::Timestamp;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::history::History;
use whytogether::canvas::id::CanvasId;
use whytogether::workspace::Workspace;
use whytogether::workspace::history::MAX_HISTORY_BYTES;
use whytogether::workspace::store::{Loaded, Saved};
use whytogether::workspace::trash::Filed;

/// A workspace with one canvas, last changed on 2 November 2026.
struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
    id: CanvasId,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path().join("w"));
        let desk = Self {
            folder,
            workspace,
            id: CanvasId::from_name("falls-7k3f").expect("an id"),
        };
        let canvas = desk.canvas(json!({"purpose": {"change": "Fewer falls"}}));
        desk.workspace.create(&canvas).expect("created");
        desk
    }

    fn canvas(&self, keys: Value) -> Canvas {
        let mut document = json!({
            "format": "whytogether.canvas", "version": 1, "updated": "2026-11-02T09:00:00Z",
        });
        for (key, value) in keys.as_object().expect("keys") {
            document[key] = value.clone();
        }
        Canvas::read(self.id.clone(), document.to_string().as_bytes()).expect("a canvas")
    }

    fn loaded(&self) -> Loaded {
        self.workspace.load(&self.id).expect("a canvas")
    }

    /// Saves other words over what is there, at noon of a day of November 2026.
    fn says(&self, day: u8, words: &str) -> Saved {
        self.changes(day, |document| {
            document["purpose"] = json!({ "change": words })
        })
    }

    fn changes(&self, day: u8, change: impl FnOnce(&mut Value)) -> Saved {
        let base = self.loaded();
        self.saves_over(&base, day, change)
    }

    fn saves_over(&self, base: &Loaded, day: u8, change: impl FnOnce(&mut Value)) -> Saved {
        let mut document = Value::Object(base.canvas.document().clone());
        change(&mut document);
        let canvas = Canvas::read(self.id.clone(), document.to_string().as_bytes()).expect("JSON");
        self.workspace
            .save(&canvas, base, noon(day))
            .expect("saved")
    }

    fn history(&self) -> History {
        self.workspace.history(&self.id).expect("read")
    }

    /// What each kept version says.
    fn kept(&self) -> Vec<String> {
        let history = self.history();
        let canvases = (0..history.len()).map(|index| history.canvas(index).expect("told"));
        canvases
            .map(|canvas| canvas.text("purpose.change").unwrap_or_default().to_owned())
            .collect()
    }
}

fn noon(day: u8) -> Timestamp {
    format!("2026-11-{day:02}T12:00:00Z")
        .parse()
        .expect("an instant")
}

#[test]
fn the_last_version_of_each_day_is_kept_and_the_keys_between_are_not() {
    let desk = Desk::new();
    desk.says(5, "Fewer");
    desk.says(5, "Fewer falls at");
    desk.says(5, "Fewer falls at home");
    assert_eq!(desk.kept(), ["Fewer falls"]);
    desk.says(9, "Nobody falls");
    desk.says(9, "Nobody falls alone");
    assert_eq!(desk.kept(), ["Fewer falls", "Fewer falls at home"]);
}

#[test]
fn a_save_on_the_same_day_touches_no_history() {
    let desk = Desk::new();
    desk.says(5, "Fewer");
    let path = desk.workspace.history_path(&desk.id);
    fs::remove_file(&path).expect("removed");
    desk.says(5, "Fewer falls at home");
    assert!(!path.exists());
}

#[test]
fn a_clock_that_was_turned_back_loses_no_version() {
    let desk = Desk::new();
    desk.says(20, "written by a clock that was fast");
    desk.says(5, "written once it was right");
    desk.says(6, "and a day later");
    let kept = desk.kept();
    assert!(
        kept.contains(&"written by a clock that was fast".to_owned()),
        "{kept:?}"
    );
    assert!(
        kept.contains(&"written once it was right".to_owned()),
        "{kept:?}"
    );
}

#[test]
fn what_was_decided_on_which_answers_is_kept_though_both_change_the_same_day() {
    let desk = Desk::new();
    desk.says(5, "what it was decided on");
    desk.changes(5, |document| {
        document["decision"] = json!({"choice": "go_ahead", "decided_on": "2026-11-05"});
    });
    desk.says(5, "an answer changed after deciding");
    desk.changes(5, |document| {
        document["decision"] = json!({"choice": "not_yet", "decided_on": "2026-11-05"});
    });
    desk.changes(5, |document| {
        document
            .as_object_mut()
            .expect("keys")
            .shift_remove("decision");
    });
    let history = desk.history();
    let decided: Vec<(String, String)> = (0..history.len())
        .map(|index| history.canvas(index).expect("told"))
        .map(|canvas| {
            let text = |path| canvas.text(path).unwrap_or("-").to_owned();
            (text("decision.choice"), text("purpose.change"))
        })
        .collect();
    let expected = [
        ("-", "Fewer falls"),
        ("go_ahead", "what it was decided on"),
        ("go_ahead", "an answer changed after deciding"),
        ("not_yet", "an answer changed after deciding"),
    ];
    assert_eq!(
        decided,
        expected.map(|(choice, words)| (choice.into(), words.into()))
    );
}

#[test]
fn answers_that_a_merge_could_not_choose_between_are_kept_as_they_stood() {
    let desk = Desk::new();
    desk.says(5, "ours and theirs");
    let base = desk.loaded();
    desk.says(5, "theirs");
    let saved = desk.saves_over(&base, 5, |document| {
        document["purpose"]["change"] = json!("ours")
    });
    assert_eq!(saved.loaded.canvas.conflicts().len(), 1);
    assert_eq!(desk.kept(), ["Fewer falls", "theirs"]);
}

#[test]
fn a_crash_between_history_and_canvas_leaves_both_whole() {
    let desk = Desk::new();
    let before = fs::read(desk.workspace.canvas_path(&desk.id)).expect("read");
    desk.says(5, "after the crash");
    // The canvas as it was when only the history had been written.
    fs::write(desk.workspace.canvas_path(&desk.id), before).expect("written");
    desk.says(5, "after the crash");
    assert_eq!(desk.kept(), ["Fewer falls"]);
}

#[test]
fn a_line_torn_by_a_crash_is_named_and_the_next_one_is_whole() {
    let desk = Desk::new();
    desk.says(5, "five");
    desk.says(6, "six");
    let path = desk.workspace.history_path(&desk.id);
    let bytes = fs::read(&path).expect("read");
    fs::write(&path, &bytes[..bytes.len() - 9]).expect("torn");
    desk.says(7, "seven");
    assert_eq!(desk.kept(), ["Fewer falls", "six"]);
    let named: Vec<usize> = desk
        .history()
        .unread()
        .iter()
        .map(|unread| unread.line)
        .collect();
    assert_eq!(named, [2]);
}

#[test]
fn a_history_that_cannot_be_written_costs_no_word_and_is_told() {
    let desk = Desk::new();
    let folder = desk.workspace.histories_path();
    fs::write(&folder, "no folder").expect("written");
    let saved = desk.says(5, "saved all the same");
    assert_eq!(
        desk.loaded().canvas.text("purpose.change"),
        Some("saved all the same")
    );
    let not_kept = saved.not_kept.expect("told");
    fs::remove_file(&folder).expect("removed");
    let versions: Vec<&Canvas> = not_kept.versions.iter().collect();
    desk.workspace
        .keep_versions(&desk.id, &versions, noon(5))
        .expect("kept now");
    assert_eq!(desk.kept(), ["Fewer falls"]);
}

#[cfg(unix)]
#[test]
fn no_line_is_written_or_read_through_a_link_that_leads_outside() {
    let desk = Desk::new();
    let outside = desk.folder.path().join("outside");
    fs::write(&outside, "mine\n").expect("written");
    fs::create_dir(desk.workspace.histories_path()).expect("a folder");
    std::os::unix::fs::symlink(&outside, desk.workspace.history_path(&desk.id)).expect("a link");
    assert!(desk.says(5, "saved all the same").not_kept.is_some());
    assert_eq!(fs::read_to_string(&outside).expect("read"), "mine\n");
    assert!(desk.workspace.history(&desk.id).is_err());
}

#[test]
fn of_a_history_that_is_too_large_the_end_is_read_and_goes_on() {
    let desk = Desk::new();
    fs::create_dir(desk.workspace.histories_path()).expect("a folder");
    let file = fs::File::create(desk.workspace.history_path(&desk.id)).expect("a file");
    file.set_len(MAX_HISTORY_BYTES + 100).expect("grown");
    desk.says(5, "five");
    desk.says(6, "six");
    assert_eq!(desk.kept(), ["Fewer falls", "five"]);
}

#[test]
fn what_this_version_does_not_know_comes_back_from_a_version_too() {
    let desk = Desk::new();
    desk.changes(5, |document| {
        document["of_tomorrow"] = json!({"deep": [{"n": 1.50, "id": "zz"}], "none": null});
    });
    desk.changes(6, |document| {
        document["of_tomorrow"]["deep"][0]["n"] = json!(2);
    });
    let earlier = desk.history().canvas(1).expect("told");
    assert_eq!(
        earlier
            .value("of_tomorrow")
            .map(Value::to_string)
            .as_deref(),
        Some(r#"{"deep":[{"n":1.5,"id":"zz"}],"none":null}"#)
    );
}

#[test]
fn a_canvas_back_from_the_trash_has_its_history() {
    let desk = Desk::new();
    desk.says(5, "five");
    desk.workspace
        .trash(Filed::Canvas, &desk.id)
        .expect("moved");
    desk.workspace
        .restore(Filed::Canvas, &desk.id)
        .expect("moved back");
    assert_eq!(desk.kept(), ["Fewer falls"]);
}

#[test]
fn a_hundred_worked_days_stay_small() {
    let desk = Desk::new();
    let sample = whytogether::workspace::samples::write(&desk.workspace.root().join("samples"))
        .expect("samples");
    let id = CanvasId::from_name("falls-response-at-home-7k3f").expect("an id");
    let mut now: Timestamp = "2027-01-01T12:00:00Z".parse().expect("an instant");
    for day in 0..100 {
        now += jiff::SignedDuration::from_hours(24);
        let base = sample.load(&id).expect("a canvas");
        let mut document = Value::Object(base.canvas.document().clone());
        document["purpose"]["change"] =
            json!(format!("What day {day} has to say about the change"));
        document["capacity"]["priority"] = json!(["top_three", "on_the_list"][day % 2]);
        let canvas = Canvas::read(id.clone(), document.to_string().as_bytes()).expect("JSON");
        sample.save(&canvas, &base, now).expect("saved");
    }
    let size = fs::metadata(sample.history_path(&id))
        .expect("a file")
        .len();
    let whole = fs::metadata(sample.canvas_path(&id)).expect("a file").len();
    assert_eq!(sample.history(&id).expect("read").len(), 100);
    assert!(
        size < 8 * whole,
        "{size} bytes of history for a canvas of {whole}"
    );
}
