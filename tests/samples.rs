//! The samples are canvases as the program writes them, and show what they are meant to show.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use whytogether::canvas::codes::{Coded as _, Outcome};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::odd::odd_values;
use whytogether::canvas::others::{Others, Setting};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::Summary;
use whytogether::canvas::{Canvas, State};
use whytogether::workspace::samples::DAY;
use whytogether::workspace::settings::Settings;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}

fn settings() -> (Settings, Vec<u8>) {
    let bytes = fs::read(folder().join("workspace.json")).expect("read");
    (Settings::read(&bytes).expect("settings"), bytes)
}

/// Every sample with the bytes of its file, in the order of their ids.
fn samples() -> Vec<(Canvas, Vec<u8>)> {
    let entries = fs::read_dir(folder().join("canvases")).expect("a folder");
    let mut samples: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().and_then(|name| name.to_str());
            let id = CanvasId::from_name(name.expect("text")).expect("an id");
            let bytes = fs::read(&path).expect("read");
            (Canvas::read(id, &bytes).expect("a canvas"), bytes)
        })
        .collect();
    samples.sort_by(|(a, _), (b, _)| a.id().cmp(b.id()));
    samples
}

/// What the rules suggest for one sample beside the others, on a day.
fn suggestion(canvas: &Canvas, today: Date) -> Suggestion {
    let mut others = Others::default();
    for (other, _) in samples() {
        if other.id() != canvas.id() {
            others.add(&Summary::of(&other, today).share());
        }
    }
    Suggestion::of(&Setting {
        canvas,
        others: &others,
        team: settings().0.team(),
        today,
    })
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("text")
}

#[test]
fn every_sample_is_written_as_it_stands() {
    for (canvas, bytes) in samples() {
        assert_eq!(text(canvas.to_bytes()), text(bytes), "{}", canvas.id());
    }
    let (settings, bytes) = settings();
    assert_eq!(text(settings.to_bytes()), text(bytes));
}

#[test]
fn every_sample_says_its_own_id_and_nothing_odd() {
    for (canvas, _) in samples() {
        let id = canvas.value("id").and_then(|id| id.as_str());
        assert_eq!(id, Some(canvas.id().to_string().as_str()));
        assert_eq!(odd_values(&canvas), vec![], "{}", canvas.id());
    }
    assert_eq!(settings().0.complaints(), Vec::<String>::new());
}

#[test]
fn the_samples_show_every_outcome() {
    let found: Vec<(String, Option<&str>)> = samples()
        .iter()
        .map(|(canvas, _)| {
            let outcome = suggestion(canvas, DAY).outcome;
            (canvas.id().to_string(), outcome.map(Outcome::code))
        })
        .collect();
    let expected = [
        ("bricks-and-blocks-q8vd", "go_ahead"),
        ("falls-response-at-home-7k3f", "go_ahead_smaller"),
        ("regional-innovation-showcase-x2gz", "say_no_kindly"),
        ("the-talking-icons-film-m3xp", "not_yet"),
        ("two-calendars-b4ty", "not_yet"),
        ("ward-handover-circle-e9wn", "go_ahead"),
        ("winter-bus-campaign-5rkh", "go_ahead"),
    ];
    assert_eq!(found, expected.map(|(id, code)| (id.into(), Some(code))));
}

#[test]
fn a_decided_sample_keeps_what_the_rules_gave_on_that_day() {
    let mut count = 0;
    for (canvas, bytes) in samples() {
        let (State::Decided(choice, _) | State::Ended(choice, _)) = canvas.state() else {
            continue;
        };
        let on = canvas.date("decision.decided_on").expect("a day");
        let mut again = canvas.clone();
        again
            .decide(choice, &suggestion(&canvas, on), on)
            .expect("it has a place");
        assert_eq!(text(again.to_bytes()), text(bytes), "{}", canvas.id());
        count += 1;
    }
    assert_eq!(count, 5);
}
