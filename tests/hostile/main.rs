//! Files that other hands left, broken or strange: refused or kept, never a panic, never lost.

#[cfg(unix)]
mod links;

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use whytogether::canvas::Canvas;
use whytogether::canvas::document::{DocumentError, MAX_BYTES};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::merge::merge;
use whytogether::canvas::odd::odd_values;
use whytogether::canvas::others::{Others, Setting, Team};
use whytogether::canvas::question::{QUESTIONS, Question};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::Entry;
use whytogether::canvas::summary::Summary;
use whytogether::workspace::samples::DAY;
use whytogether::workspace::{ReadError, SaveError, Workspace};

const SAMPLE: &str =
    include_str!("../../assets/samples/canvases/regional-innovation-showcase-x2gz.json");
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn id() -> CanvasId {
    CanvasId::from_name("falls-7k3f").expect("an id")
}

fn read(bytes: impl AsRef<[u8]>) -> Result<Canvas, DocumentError> {
    Canvas::read(id(), bytes.as_ref())
}

/// A canvas file with these top-level keys.
fn file(keys: &str) -> String {
    format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#)
}

/// A workspace in a folder of its own.
struct Desk {
    folder: TempDir,
    workspace: Workspace,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path().join("work"));
        workspace.prepare().expect("prepared");
        Self { folder, workspace }
    }

    fn with(keys: &str) -> Self {
        let desk = Self::new();
        desk.put(file(keys));
        desk
    }

    fn path(&self) -> PathBuf {
        self.workspace.canvas_path(&id())
    }

    fn put(&self, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(), bytes).expect("written");
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).expect("read")
    }

    fn on_disk(&self) -> Value {
        serde_json::from_slice(&self.bytes()).expect("JSON")
    }

    fn entries(&self) -> Vec<Entry> {
        self.workspace.entries(DAY).expect("listed")
    }

    /// What is wrong with each file of the list, "" for nothing.
    fn complaints(&self) -> Vec<(String, String)> {
        let complaint = |entry: Entry| {
            let what = entry.content.err().map(|why| why.to_string());
            (entry.id.to_string(), what.unwrap_or_default())
        };
        self.entries().into_iter().map(complaint).collect()
    }
}

fn set(canvas: &mut Canvas, question: &str, value: Value) {
    let question = Question::find(question).expect("in the table");
    let mut random = |_: usize| 0;
    canvas
        .set(question, Some(value), &mut random)
        .expect("it has a place");
}

/// Asks a canvas everything that a screen or a list would.
fn look_at(canvas: &Canvas) -> Suggestion {
    odd_values(canvas);
    for question in QUESTIONS {
        canvas.is_answered(question);
        canvas.needs(question);
        canvas.is_open(question);
    }
    let mut others = Others::default();
    others.add(&Summary::of(canvas, DAY).share());
    Suggestion::with_turns(&Setting {
        canvas,
        others: &others,
        team: Team::default(),
        today: DAY,
    })
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = SAMPLE.trim_end().len();
    for length in 0..whole {
        assert!(read(&SAMPLE.as_bytes()[..length]).is_err(), "{length}");
    }
    assert!(read(&SAMPLE.as_bytes()[..whole]).is_ok());
}

#[test]
fn a_key_given_twice_is_refused_at_any_depth_and_however_it_is_written() {
    for keys in [
        r#""version":1"#,
        r#""x":{"a":1,"a":1}"#,
        r#""x":[[{"a":1,"b":2,"\u0061":1}]]"#,
    ] {
        let refused = read(file(keys)).expect_err("refused").to_string();
        assert!(refused.contains("stands twice"), "{refused}");
    }
}

#[test]
fn half_a_character_and_bytes_that_are_no_text_are_refused() {
    for keys in [
        r#""x":"\ud800""#,
        r#""x":"\udc00\ud800""#,
        r#""\ud83d":1"#,
        r#""x":"\ud83d\u0041""#,
    ] {
        assert!(read(file(keys)).is_err(), "{keys}");
    }
    let mut bytes = file(r#""x":"?""#).into_bytes();
    let place = bytes.iter().position(|byte| *byte == b'?').expect("there");
    bytes[place] = 0xff;
    let refused = read(bytes).expect_err("refused");
    assert!(
        matches!(refused, DocumentError::NotText { line: 1, .. }),
        "{refused}"
    );
}

#[test]
fn endless_brackets_are_refused_without_running_out_of_stack() {
    for bracket in ["[", "{\"a\":", "[{\"a\":"] {
        let refused = read(file(&format!("\"x\":{}", bracket.repeat(100_000))));
        let refused = refused.expect_err("refused");
        assert!(
            matches!(refused, DocumentError::TooDeep { .. }),
            "{refused}"
        );
    }
}

#[test]
fn brackets_in_text_are_no_nesting() {
    let keys = format!(r#""x":"\"{}""#, "[{".repeat(1000));
    assert!(read(file(&keys)).is_ok());
}

#[test]
fn one_mebibyte_is_read_and_one_byte_more_is_refused() {
    let desk = Desk::new();
    let rest = file(r#""x":"""#).len();
    for (size, is_read) in [(MAX_BYTES, true), (MAX_BYTES + 1, false)] {
        let text = file(&format!(r#""x":"{}""#, "a".repeat(size - rest)));
        assert_eq!(text.len(), size);
        assert_eq!(read(&text).is_ok(), is_read);
        desk.put(text);
        assert_eq!(desk.workspace.load(&id()).is_ok(), is_read);
    }
    let complaints = desk.complaints();
    assert!(complaints[0].1.contains("1 MiB"), "{complaints:?}");
}

#[test]
fn a_canvas_that_has_become_too_large_is_not_written() {
    let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
    let loaded = desk.workspace.load(&id()).expect("read");
    let before = desk.bytes();
    let mut canvas = loaded.canvas.clone();
    set(&mut canvas, "purpose.change", "a".repeat(MAX_BYTES).into());
    let refused = desk.workspace.save(&canvas, &loaded, NOW);
    assert!(
        matches!(refused, Err(SaveError::TooLarge { .. })),
        "{refused:?}"
    );
    assert_eq!(desk.bytes(), before);
}

#[test]
fn control_characters_are_kept_where_json_allows_them_and_refused_where_not() {
    for bare in ["\u{1}", "\u{1b}[2J", "\n", "\0"] {
        assert!(read(file(&format!(r#""x":"{bare}""#))).is_err(), "{bare:?}");
    }
    let text = r#""cover":{"title":"\u001b[2J\u0000\u009b\u202e"},"\u0007":"\u0007""#;
    let canvas = read(file(text)).expect("reads");
    look_at(&canvas);
    let again = read(canvas.to_bytes()).expect("reads");
    assert_eq!(again, canvas);
    assert_eq!(
        canvas.text("cover.title"),
        Some("\u{1b}[2J\0\u{9b}\u{202e}")
    );
}

#[test]
fn one_byte_order_mark_is_tolerated_and_not_written_back() {
    let canvas = read(format!("\u{feff}{SAMPLE}")).expect("reads");
    assert_eq!(canvas.to_bytes(), SAMPLE.as_bytes());
    assert!(read(format!("\u{feff}\u{feff}{SAMPLE}")).is_err());
}

#[test]
fn conflict_markers_are_named_with_their_line() {
    let ours = "  \"version\": 1,\n<<<<<<< HEAD\n  \"x\": 1\n=======\n  \"x\": 2\n>>>>>>> other\n";
    let text = format!("{{\n  \"format\": \"whytogether.canvas\",\n{ours}}}\n");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let refused = read(text).expect_err("refused");
        assert_eq!(refused, DocumentError::ConflictMarkers { line: 4 });
    }
    assert!(read(file(r#""x":"<<<<<<< HEAD""#)).is_ok());
}

#[test]
fn a_version_that_is_no_number_of_ours_is_shown_and_not_written() {
    for version in [
        "2",
        "18446744073709551616",
        "1e3",
        "1.5",
        "-1",
        "\"1\"",
        "null",
        "true",
        "[]",
        "{}",
    ] {
        let desk = Desk::new();
        desk.put(format!(
            r#"{{"format":"whytogether.canvas","version":{version},"cover":{{"title":"Falls"}}}}"#
        ));
        let before = desk.bytes();
        let loaded = desk.workspace.load(&id()).expect("read");
        assert_eq!(loaded.canvas.title(), "Falls");
        let refused = desk.workspace.save(&loaded.canvas, &loaded, NOW);
        assert!(
            matches!(refused, Err(SaveError::Newer { .. })),
            "{version}: {refused:?}"
        );
        assert_eq!(desk.bytes(), before);
    }
}

#[test]
fn files_of_another_kind_are_refused() {
    for text in [
        "",
        " ",
        "null",
        "[]",
        "\"whytogether.canvas\"",
        "{}",
        r#"{"format":1}"#,
        r#"{"format":"whytogether.workspace","version":1}"#,
        r#"{"format":"whytogether.canvas"} {}"#,
        "{\"format\":\"whytogether.canvas\",}",
        "{'format':'whytogether.canvas'}",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn steps_and_lists_of_the_wrong_shape_are_kept_and_named() {
    for odd in [
        json!(null),
        json!(3),
        json!("x"),
        json!(["x", 3, null, {}]),
        json!({ "x": [] }),
    ] {
        let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
        for key in [
            "cover",
            "purpose",
            "value",
            "capacity",
            "ownership",
            "decision",
            "partners",
            "voices",
            "reviews",
            "conflicts",
            "parked",
            "revealed",
            "ended",
            "created",
            "updated",
            "id",
        ] {
            document[key] = odd.clone();
        }
        let canvas = read(document.to_string()).expect("reads");
        look_at(&canvas);
        canvas.conflicts();
        let written: Value = serde_json::from_slice(&canvas.to_bytes()).expect("JSON");
        assert_eq!(written, document);
    }
}

#[test]
fn an_answer_is_refused_where_its_step_is_no_object() {
    let mut canvas = read(file(r#""purpose":"later""#)).expect("reads");
    let before = canvas.clone();
    let question = Question::find("purpose.change").expect("in the table");
    let mut random = |_: usize| 0;
    let refused = canvas.set(question, Some("x".into()), &mut random);
    assert!(refused.is_err());
    assert_eq!(canvas, before);
}

#[test]
fn every_broken_file_is_listed_with_what_is_wrong() {
    let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
    let folder = desk.workspace.canvases_path();
    fs::write(folder.join("cut-2222.json"), "{").expect("written");
    fs::write(folder.join("empty-2222.json"), "").expect("written");
    fs::write(folder.join("two\u{7}.json"), "{}").expect("written");
    fs::create_dir(folder.join("folder-2222.json")).expect("a folder");
    let complaints = desk.complaints();
    let names: Vec<&str> = complaints.iter().map(|(id, _)| id.as_str()).collect();
    let expected = [
        "cut-2222",
        "empty-2222",
        "falls-7k3f",
        "folder-2222",
        "two_",
    ];
    assert_eq!(names, expected);
    for (id, complaint) in &complaints {
        assert_eq!(
            complaint.is_empty(),
            id == "falls-7k3f",
            "{id}: {complaint}"
        );
    }
    assert!(complaints[0].1.contains("line 1"), "{complaints:?}");
    assert!(complaints[3].1.contains("not a file"), "{complaints:?}");
}

#[cfg(unix)]
#[test]
fn pipes_and_links_in_a_circle_are_listed_and_nobody_waits_for_them() {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
    let folder = desk.workspace.canvases_path();
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(to, folder.join(from)).expect("a link");
    };
    let pipe = std::process::Command::new("mkfifo")
        .arg(folder.join("pipe-2222.json"))
        .status();
    assert!(pipe.expect("it runs").success());
    link("link-2222.json", "pipe-2222.json");
    link("nowhere-2222.json", "gone.json");
    link("one-2222.json", "two-2222.json");
    link("two-2222.json", "one-2222.json");
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let complaints = desk.complaints();
        let pipe = CanvasId::from_name("pipe-2222").expect("an id");
        let canvas = Canvas::read(pipe.clone(), file("\"x\":1").as_bytes()).expect("reads");
        let base = desk.workspace.load(&id()).expect("read");
        let saved = desk.workspace.save(&canvas, &base, NOW);
        sender.send((complaints, saved)).expect("someone waits");
    });
    // Long enough for any machine; a pipe nobody writes to would hold it for ever.
    let answer = receiver.recv_timeout(Duration::from_secs(60));
    let (complaints, saved) = answer.expect("nobody waits");
    let wrong = complaints.iter().filter(|(_, what)| !what.is_empty());
    let names: Vec<&str> = wrong.map(|(id, _)| id.as_str()).collect();
    let expected = [
        "link-2222",
        "nowhere-2222",
        "one-2222",
        "pipe-2222",
        "two-2222",
    ];
    assert_eq!(names, expected, "{complaints:?}");
    assert!(matches!(saved, Err(SaveError::Io { .. })), "{saved:?}");
}

#[test]
fn nothing_is_written_over_a_file_that_cannot_be_read_or_is_newer() {
    let newer = r#"{"format":"whytogether.canvas","version":2,"better":true}"#;
    let other = r#"{"format":"something.else","version":1}"#;
    let bad: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"\xff\xfe".to_vec(),
        b"<<<<<<< HEAD\n".to_vec(),
        other.into(),
        newer.into(),
        vec![b' '; MAX_BYTES + 1],
    ];
    for theirs in bad {
        let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
        let loaded = desk.workspace.load(&id()).expect("read");
        desk.put(&theirs);
        let mut canvas = loaded.canvas.clone();
        set(&mut canvas, "purpose.change", "Ours".into());
        let refused = desk.workspace.save(&canvas, &loaded, NOW);
        let is_right = match &refused {
            Err(SaveError::Newer { .. }) => theirs == newer.as_bytes(),
            Err(SaveError::Unreadable { .. }) => theirs != newer.as_bytes(),
            _ => false,
        };
        assert!(is_right, "{refused:?}");
        assert_eq!(desk.bytes(), theirs);
    }
}

/// Does something, and fails where it would take minutes.
fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(work()));
    // Long enough for any machine.
    let answer = receiver.recv_timeout(std::time::Duration::from_secs(60));
    answer.expect("it ends")
}

#[test]
fn tens_of_thousands_of_rows_are_given_ids_and_merged_in_time() {
    let rows = |row: &str| vec![row; 40_000].join(",");
    for (list, keys) in [
        (
            "partners",
            format!(r#""partners":[{}]"#, rows(r#"{"trust":3}"#)),
        ),
        ("revealed", format!(r#""revealed":[{}]"#, rows("1"))),
    ] {
        let merged = soon(move || {
            let base = read(file(&keys)).expect("reads");
            let mut dice = fastrand::Rng::with_seed(7);
            let mut random = |end: usize| dice.usize(..end);
            let [mut ours, mut theirs] = [base.clone(), base.clone()];
            ours.give_rows_ids(&mut random);
            set(&mut ours, "value.worth", 3.into());
            theirs.give_rows_ids(&mut random);
            let blank = read(file(r#""x":1"#)).expect("reads");
            [
                merge(&base, &ours, &theirs, NOW),
                merge(&blank, &ours, &base, NOW),
            ]
        });
        for merged in merged {
            assert_eq!(merged.value("value.worth"), Some(&json!(3)));
            let list = merged.value(list).and_then(Value::as_array);
            assert!(list.is_some_and(|list| !list.is_empty()), "{list:?}");
        }
    }
}

#[test]
fn a_save_over_a_file_that_someone_changed_keeps_what_both_wrote() {
    let desk = Desk::with(r#""cover":{"title":"Falls"},"value":{"worth":3}"#);
    let loaded = desk.workspace.load(&id()).expect("read");
    desk.put(file(
        r#""cover":{"title":"Falls at home"},"value":{"worth":5},"new_key":[1.50]"#,
    ));
    let mut canvas = loaded.canvas.clone();
    set(&mut canvas, "purpose.change", "Ours".into());
    set(&mut canvas, "value.worth", 4.into());
    let saved = desk.workspace.save(&canvas, &loaded, NOW).expect("saved");
    assert!(saved.was_merged);
    let written = desk.on_disk();
    assert_eq!(written["cover"]["title"], "Falls at home");
    assert_eq!(written["purpose"]["change"], "Ours");
    assert_eq!(written["value"]["worth"], 4);
    assert_eq!(written["new_key"].to_string(), "[1.50]");
    assert_eq!(written["conflicts"][0]["question"], "value.worth");
    assert_eq!(written["conflicts"][0]["theirs"], 5);
    assert_eq!(saved.loaded.canvas.to_bytes(), desk.bytes());
}

#[test]
fn a_canvas_that_someone_took_away_is_written_again() {
    let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
    let loaded = desk.workspace.load(&id()).expect("read");
    fs::remove_file(desk.path()).expect("removed");
    let missing = desk.workspace.load(&id());
    assert!(
        matches!(missing, Err(ReadError::Missing { .. })),
        "{missing:?}"
    );
    desk.workspace
        .save(&loaded.canvas, &loaded, NOW)
        .expect("saved");
    assert_eq!(desk.on_disk()["cover"]["title"], "Falls");
}

#[test]
fn a_file_of_a_terabyte_is_refused_before_it_is_read() {
    let desk = Desk::new();
    let file = fs::File::create(desk.path()).expect("a file");
    // A file with a hole in it: it takes no room on the disk.
    if file.set_len(1 << 40).is_ok() {
        let complaints = desk.complaints();
        assert!(complaints[0].1.contains("1 MiB"), "{complaints:?}");
    }
}
