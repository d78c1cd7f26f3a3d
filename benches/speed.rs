//! How long a planner waits: for a frame, for a key, for the list, for a save.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;
use tempfile::TempDir;

use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::others::{Setting, Team};
use whytogether::canvas::question::{Place, QUESTIONS, Question};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::Summary;
use whytogether::canvas::turns::Turns;
use whytogether::portfolio::Portfolio;
use whytogether::tui::app::{App, Effect, Msg};
use whytogether::tui::desk::{self, Desk};
use whytogether::tui::overlay::Overlay;
use whytogether::tui::session::Opened;
use whytogether::tui::{Door, Start, ThemeName};
use whytogether::workspace::Workspace;
use whytogether::workspace::list::Entry;
use whytogether::workspace::samples::{self, DAY};

const AREA: Rect = Rect::new(0, 0, 120, 36);
const MANY: usize = 10_000;
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
/// A variable that asks for a hundred thousand canvases too, which take some time to write.
const LARGE: &str = "WHYTOGETHER_BENCH_LARGE";
/// The sample that is answered in full.
const FULL: &str = "falls-response-at-home-7k3f";

/// The samples in a folder that goes with them.
struct Samples {
    workspace: Workspace,
    _folder: TempDir,
}

impl Samples {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = samples::write(folder.path()).expect("written");
        Self {
            workspace,
            _folder: folder,
        }
    }

    fn desk(&self) -> Desk {
        let start = Start {
            workspace: self.workspace.clone(),
            open: None,
            door: Door::Guide,
            is_presenting: false,
            as_of: Some(DAY),
            is_demo: false,
            theme: ThemeName::Auto,
            glyphs: whytogether::tui::theme::GlyphSet::default(),
            state_folder: None,
        };
        desk::start(&start, NOW, DAY)
    }

    /// The list of canvases.
    fn home(&self) -> App {
        let mut app = App::new(self.desk(), false, None, Door::Guide);
        app.take_effects();
        let settings = self.workspace.load_settings().expect("read");
        let entries = self.workspace.entries(DAY).expect("listed");
        for msg in [
            Msg::Settings(Ok(settings)),
            Msg::Listed(entries),
            Msg::ListDone(Ok(())),
        ] {
            app.update(msg, NOW, DAY);
        }
        app
    }

    /// The canvas at the top of the list.
    fn canvas(&self) -> App {
        let mut app = self.home();
        let effects = press(&mut app, KeyCode::Enter);
        let id = effects.into_iter().find_map(|effect| match effect {
            Effect::Open(id) => Some(id),
            _ => None,
        });
        let id = id.expect("a canvas is opened");
        let loaded = self.workspace.load(&id).expect("read");
        let opened = Ok(Box::new(Opened::new(loaded)));
        app.update(Msg::Opened(id, opened), NOW, DAY);
        app
    }

    /// The first step of that canvas that is a text, with the cursor in its field.
    fn guide(&self) -> App {
        let mut app = self.canvas();
        press(&mut app, KeyCode::Char('2'));
        press(&mut app, KeyCode::Enter);
        app
    }

    fn decide(&self) -> App {
        let mut app = self.canvas();
        press(&mut app, KeyCode::Char('d'));
        app
    }
}

fn press(app: &mut App, code: KeyCode) -> Vec<Effect> {
    let key = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    app.update(Msg::Terminal(key), NOW, DAY)
}

fn drawing(c: &mut Criterion) {
    let samples = Samples::new();
    let screens = [
        ("home", samples.home()),
        ("canvas", samples.canvas()),
        ("guide", samples.guide()),
        ("decide", samples.decide()),
    ];
    for (name, mut app) in screens {
        let mut buf = Buffer::empty(AREA);
        c.bench_function(&format!("draw {name}"), |b| {
            b.iter(|| {
                buf.reset();
                black_box(app.draw(AREA, &mut buf))
            });
        });
    }
}

fn typing(c: &mut Criterion) {
    let samples = Samples::new();
    let mut app = samples.guide();
    let effects = press(&mut app, KeyCode::Char('x'));
    let is_saved = |effect: &Effect| matches!(effect, Effect::Save { .. });
    assert!(effects.iter().any(is_saved), "the key is no text");
    c.bench_function("key in a text", |b| {
        b.iter(|| {
            press(&mut app, KeyCode::Char('x'));
            press(&mut app, KeyCode::Backspace)
        });
    });
}

fn weighing(c: &mut Criterion) {
    let samples = Samples::new();
    let canvas = full(&samples.workspace).canvas;
    let mut portfolio = Portfolio::default();
    portfolio.take_in(samples.workspace.entries(DAY).expect("listed"), &[]);
    let others = portfolio.others_than(canvas.id());
    let setting = Setting {
        canvas: &canvas,
        others: &others,
        team: Team {
            days: 20.0,
            ..Team::default()
        },
        today: DAY,
    };
    c.bench_function("suggestion", |b| {
        b.iter(|| Suggestion::of(black_box(&setting)));
    });
}

/// What would change the suggestion for a canvas with every table filled, among a thousand others that the
/// order names: each answer alone, and two at a time where none helps alone.
fn turning(c: &mut Criterion) {
    let samples = Samples::new();
    let sample = full(&samples.workspace).canvas;
    let entries = samples.workspace.entries(DAY).expect("listed");
    let many = (0..MANY / 10).zip(entries.iter().cycle());
    let many = many.map(|(number, entry)| Entry {
        id: numbered(number),
        content: entry.content.clone(),
    });
    let own = entries.iter().filter(|entry| entry.id == *sample.id());
    let order: Vec<String> = (0..MANY / 10)
        .map(|number| numbered(number).to_string())
        .collect();
    let order = [sample.id().as_str()]
        .into_iter()
        .chain(order.iter().map(String::as_str));
    let order: Vec<&str> = order.collect();
    let mut portfolio = Portfolio::default();
    portfolio.take_in(own.cloned().chain(many).collect(), &order);
    let others = portfolio.others_than(sample.id());
    let mut group = c.benchmark_group("a thousand others");
    for (name, is_hindered) in [("a step at a time", false), ("two steps at a time", true)] {
        let canvas = filled(&sample, is_hindered);
        let setting = Setting {
            canvas: &canvas,
            others: &others,
            team: Team {
                days: 20_000.0,
                ..Team::default()
            },
            today: DAY,
        };
        let suggestion = Suggestion::of(&setting);
        let turns = Turns::of(&setting, &suggestion);
        assert!(
            turns.pair.is_none() && turns.up.is_empty() == is_hindered,
            "{turns:?}"
        );
        group.bench_function(format!("suggestion, {name}"), |b| {
            b.iter(|| Suggestion::of(black_box(&setting)));
        });
        group.bench_function(format!("turns, {name}"), |b| {
            b.iter(|| Turns::of(black_box(&setting), &suggestion));
        });
    }
    group.finish();
}

/// The sample with six rows in every table; hindered by what no two steps can mend.
fn filled(sample: &Canvas, is_hindered: bool) -> Canvas {
    let mut document = Value::Object(sample.document().clone());
    let own = QUESTIONS.iter().filter(|question| {
        let place = question.table().map(|table| table.place);
        place == Some(Place::Own)
    });
    let own = own.map(|question| format!("/{}", question.id.replace('.', "/")));
    for list in own.chain(["/partners".into(), "/voices".into()]) {
        let Some(Value::Array(rows)) = document.pointer_mut(&list) else {
            continue;
        };
        *rows = rows.iter().cycle().take(6).cloned().collect();
        for (place, row) in rows.iter_mut().enumerate() {
            row["id"] = format!("r{}22{place}", list.len()).into();
            row["organisation"] = format!("Organisation {place}").into();
            if is_hindered && list == "/partners" {
                row["part"] = "not_seen".into();
                row["vision"] = "differs".into();
                row["feels_theirs"] = 1.into();
            }
        }
    }
    if is_hindered {
        document["capacity"]["closeness"] = "act_as_one".into();
    }
    let bytes = document.to_string();
    Canvas::read(sample.id().clone(), bytes.as_bytes()).expect("reads")
}

/// Lists workspaces of several sizes, beside a plain read of their files and a search through them.
fn listing(c: &mut Criterion) {
    listing_of(c, "a thousand", MANY / 10);
    listing_of(c, "ten thousand", MANY);
    if env::var_os(LARGE).is_some() {
        listing_of(c, "a hundred thousand", 10 * MANY);
    }
}

fn listing_of(c: &mut Criterion, name: &str, count: usize) {
    let samples = Samples::new();
    let canvases = samples.workspace.canvases_path();
    let originals: Vec<Vec<u8>> = files(&canvases)
        .map(|path| fs::read(path).expect("read"))
        .collect();
    for (number, bytes) in (0..count).zip(originals.iter().cycle()) {
        fs::write(samples.workspace.canvas_path(&numbered(number)), bytes).expect("written");
    }
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("listed, every file read", |b| {
        b.iter(|| samples.workspace.entries(DAY).expect("listed"));
    });
    // A file that was written just now is never trusted to be as it was.
    thread::sleep(Duration::from_secs(3));
    let cache = tempfile::tempdir().expect("a folder");
    let indexed = samples
        .workspace
        .clone()
        .with_cache(Some(cache.path().to_owned()));
    indexed.entries(DAY).expect("listed");
    group.bench_function("listed, by the index", |b| {
        b.iter(|| indexed.entries(DAY).expect("listed"));
    });
    group.bench_function("files read, and nothing else", |b| {
        b.iter(|| {
            files(&canvases)
                .map(|path| fs::read(path).expect("read").len())
                .sum::<usize>()
        });
    });
    let mut search = Command::new("rg");
    search.args(["-c", "title"]).arg(&canvases);
    if search.output().is_ok() {
        group.bench_function("searched with rg -c", |b| {
            b.iter(|| search.output().expect("it runs"));
        });
    }
    group.finish();
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path())
}

fn finding(c: &mut Criterion) {
    for (name, count) in [("ten thousand", MANY), ("a hundred thousand", 10 * MANY)] {
        finding_among(c, name, count);
    }
}

fn finding_among(c: &mut Criterion, name: &str, count: usize) {
    let samples = Samples::new();
    let canvas = full(&samples.workspace).canvas;
    let mut desk = samples.desk();
    let entries = (0..count).map(|number| {
        let mut summary = Summary::of(&canvas, DAY);
        summary.title = format!("{} {number}", summary.title).into();
        Entry {
            id: numbered(number),
            content: Ok(summary.into()),
        }
    });
    desk.portfolio.take_in(entries.collect(), &[]);
    let mut group = c.benchmark_group(name);
    group.sample_size(20);
    group.bench_function("find opened", |b| b.iter(|| Overlay::find(&desk)));
    let mut overlay = Overlay::find(&desk);
    group.bench_function("find, first key and back", |b| {
        b.iter(|| {
            type_in(&mut overlay, KeyCode::Char('f'));
            type_in(&mut overlay, KeyCode::Backspace);
        });
    });
    "falls 99"
        .chars()
        .for_each(|letter| type_in(&mut overlay, KeyCode::Char(letter)));
    group.bench_function("find, a key and back", |b| {
        b.iter(|| {
            type_in(&mut overlay, KeyCode::Char('9'));
            type_in(&mut overlay, KeyCode::Backspace);
        });
    });
    group.finish();
}

/// The pictures of many canvases, beside the list of them: each has the time of one frame.
fn picturing(c: &mut Criterion) {
    for (name, count) in [("a thousand", 1_000), ("ten thousand canvases", MANY)] {
        picturing_so_many(c, name, count);
    }
}

fn picturing_so_many(c: &mut Criterion, name: &str, count: usize) {
    let samples = Samples::new();
    let entries = samples.workspace.entries(DAY).expect("listed");
    let many = (0..count).zip(entries.iter().cycle());
    let many = many.map(|(number, entry)| Entry {
        id: numbered(number),
        content: entry.content.clone(),
    });
    let mut app = App::new(samples.desk(), false, None, Door::Guide);
    app.take_effects();
    let settings = samples.workspace.load_settings().expect("read");
    for msg in [
        Msg::Settings(Ok(settings)),
        Msg::Listed(many.collect()),
        Msg::ListDone(Ok(())),
    ] {
        app.update(msg, NOW, DAY);
    }
    let mut group = c.benchmark_group(name);
    let views = [
        ("list", None),
        ("order", Some('p')),
        ("value against days", Some('2')),
        ("months", Some('3')),
        ("kinds and people", Some('4')),
        ("partners", Some('5')),
    ];
    for (name, key) in views {
        if let Some(key) = key {
            press(&mut app, KeyCode::Char(key));
        }
        let mut buf = Buffer::empty(AREA);
        group.bench_function(name, |b| {
            b.iter(|| {
                buf.reset();
                black_box(app.draw(AREA, &mut buf))
            });
        });
    }
    group.finish();
}

fn type_in(overlay: &mut Overlay, code: KeyCode) {
    overlay.key(&KeyEvent::new(code, KeyModifiers::NONE));
}

fn saving(c: &mut Criterion) {
    let samples = Samples::new();
    let mut base = full(&samples.workspace);
    let title = Question::find("cover.title").expect("in the table");
    let mut group = c.benchmark_group("disk");
    group.sample_size(20);
    group.bench_function("save", |b| {
        let mut number = 0;
        b.iter(|| {
            number += 1;
            let mut changed = base.canvas.clone();
            let value = Some(format!("Title {number}").into());
            changed
                .set(title, value, &mut |_: usize| 0)
                .expect("answered");
            let saved = samples.workspace.save(&changed, &base, NOW);
            base = saved.expect("saved").loaded;
        });
    });
    group.finish();
}

fn full(workspace: &Workspace) -> whytogether::workspace::store::Loaded {
    let id = CanvasId::from_name(FULL).expect("an id");
    workspace.load(&id).expect("read")
}

fn numbered(number: usize) -> CanvasId {
    CanvasId::from_name(&format!("canvas-{number}")).expect("an id")
}

criterion_group!(
    speed, drawing, typing, weighing, turning, listing, finding, picturing, saving
);
criterion_main!(speed);
