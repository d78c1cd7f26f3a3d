//! Random bytes, random merges and random keys: nothing panics, steers the terminal or breaks a file.
//!
//! A short run stands in the suite. `PROPTEST_CASES=100000` asks for as many cases as there is time for.

mod keys;
mod mutation;
#[path = "../journeys/planner.rs"]
#[allow(dead_code, reason = "the journeys use the rest")]
mod planner;
mod rows;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use whytogether::canvas::Canvas;
use whytogether::canvas::document::{MAX_BYTES, parse};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::merge::merge;
use whytogether::canvas::odd::odd_values;
use whytogether::canvas::others::{Others, Setting, Team};
use whytogether::canvas::shown::is_hostile;
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::Summary;
use whytogether::export::{markdown, page};
use whytogether::workspace::settings::Settings;

use mutation::{Mutation, mutated, mutations};
use planner::TODAY;

const SAMPLES: [&str; 3] = [
    include_str!("../../assets/samples/canvases/falls-response-at-home-7k3f.json"),
    include_str!("../../assets/samples/canvases/regional-innovation-showcase-x2gz.json"),
    include_str!("../../assets/samples/canvases/two-calendars-b4ty.json"),
];

/// As many cases as are asked for, each time new ones, and else the same few.
fn config(few: u32) -> Config {
    let usual = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return usual;
    }
    Config {
        cases: few,
        rng_seed: RngSeed::Fixed(1948),
        ..usual
    }
}

fn id() -> CanvasId {
    CanvasId::from_name("falls-7k3f").expect("an id")
}

/// A sample that other hands have been at, or as it was where nothing of it can be read any more.
fn canvas(sample: usize, mutations: &[Mutation]) -> Canvas {
    let bytes = mutated(SAMPLES[sample].as_bytes(), mutations);
    let whole = || Canvas::read(id(), SAMPLES[sample].as_bytes()).expect("a sample");
    Canvas::read(id(), &bytes).unwrap_or_else(|_| whole())
}

/// Asks a canvas everything that a list, a screen or an export would, and returns the page.
fn look_at(canvas: &Canvas) -> String {
    for odd in odd_values(canvas) {
        odd.in_words(canvas);
    }
    canvas.conflicts();
    Summary::of(canvas, TODAY);
    let mut others = Others::default();
    others.add(&Summary::of(canvas, TODAY).share());
    let suggestion = Suggestion::with_turns(&Setting {
        canvas,
        others: &others,
        team: Team::default(),
        today: TODAY,
    });
    markdown::markdown(&page::page(canvas, &suggestion))
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn whatever_is_done_to_a_file_it_is_refused_or_read_and_written_the_same(
        sample in 0..SAMPLES.len(), mutations in mutations(),
    ) {
        let bytes = mutated(SAMPLES[sample].as_bytes(), &mutations);
        if let Ok(canvas) = Canvas::read(id(), &bytes) {
            let page = look_at(&canvas);
            prop_assert!(!page.contains(|c| c != '\n' && is_hostile(c)), "{page}");
            let written = canvas.to_bytes();
            let again = Canvas::read(id(), &written).map(|again| again.to_bytes());
            prop_assert!(written.len() > MAX_BYTES || again.as_ref() == Ok(&written), "{again:?}");
        }
    }

    #[test]
    fn whatever_is_done_to_the_settings_they_are_refused_or_read(mutations in mutations()) {
        let sample = include_bytes!("../../assets/samples/workspace.json");
        if let Ok(settings) = Settings::read(&mutated(sample, &mutations)) {
            settings.complaints();
            let team = settings.team();
            prop_assert!(team.days.is_finite() && team.days >= 0.0);
            prop_assert_eq!(Settings::read(&settings.to_bytes()), Ok(settings));
        }
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn whatever_three_files_hold_their_merge_is_a_file_and_the_same_again(
        sample in 0..SAMPLES.len(), base in mutations(), ours in mutations(), theirs in mutations(),
    ) {
        let [base, ours, theirs] = [base, ours, theirs].map(|mutations| canvas(sample, &mutations));
        let now = Timestamp::UNIX_EPOCH;
        let merged = merge(&base, &ours, &theirs, now);
        look_at(&merged);
        let written = merged.to_bytes();
        prop_assert!(parse(&written, "whytogether.canvas").is_ok());
        prop_assert_eq!(merge(&base, &ours, &theirs, now).to_bytes(), written);
    }
}
