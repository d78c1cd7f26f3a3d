//! Someone who types: reads what was said so far, and answers from a canvas or from a list.

use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::rc::Rc;

use jiff::civil::{Date, date};
use serde_json::{Map, Value};
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::question::Question;
use whytogether::cli::Failure;
use whytogether::cli::lines::Lines;
use whytogether::cli::plain::{Start, run};
use whytogether::workspace::Workspace;

/// A Monday.
pub const TODAY: Date = date(2026, 11, 23);

/// What was said, shared between the guide and the one who types.
#[derive(Clone, Default)]
pub struct Page(Rc<RefCell<Vec<u8>>>);

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("text")
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Types one line whenever one is asked for; None is the end of the input.
struct Keyboard<F> {
    page: Page,
    next: F,
    line: Vec<u8>,
}

impl<F: FnMut(&str) -> Option<String>> Lines for Keyboard<F> {}

impl<F: FnMut(&str) -> Option<String>> Read for Keyboard<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<F: FnMut(&str) -> Option<String>> BufRead for Keyboard<F> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.line.is_empty()
            && let Some(line) = (self.next)(&self.page.text())
        {
            self.line = format!("{line}\n").into_bytes();
        }
        Ok(&self.line)
    }

    fn consume(&mut self, count: usize) {
        self.line.drain(..count);
    }
}

/// A folder with one new canvas in it.
pub struct Desk {
    folder: tempfile::TempDir,
    pub id: CanvasId,
    /// What day it is, which may pass while somebody types.
    pub today: Rc<Cell<Date>>,
    pub is_quick: bool,
    /// How many cells a line has.
    pub columns: fn() -> Option<u16>,
}

impl Desk {
    /// A new canvas in a workspace of its own.
    pub fn new(title: &str, today: Date) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut next = 0;
        let mut count_up = |end: usize| {
            next += 1;
            next % end
        };
        let canvas = Canvas::new(title, jiff::Timestamp::UNIX_EPOCH, &mut count_up);
        Workspace::at(folder.path())
            .create(&canvas)
            .expect("creates");
        Self {
            folder,
            id: canvas.id().clone(),
            today: Rc::new(Cell::new(today)),
            is_quick: false,
            columns: || None,
        }
    }

    /// A new canvas with the title of a sample, in the sample's workspace and without the sample.
    pub fn among_samples(sample: &Canvas) -> Self {
        let decided = sample.date("decision.decided_on");
        let today = decided.unwrap_or(TODAY);
        let desk = Self::new(sample.title(), today);
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
        let copy = |name: &Path| {
            std::fs::copy(from.join(name), desk.folder.path().join(name)).expect("copies");
        };
        copy(Path::new("workspace.json"));
        for entry in std::fs::read_dir(from.join("canvases")).expect("the samples") {
            let name = entry.expect("an entry").file_name();
            if name != *format!("{}.json", sample.id()) {
                copy(&Path::new("canvases").join(name));
            }
        }
        desk
    }

    pub fn workspace(&self) -> Workspace {
        Workspace::at(self.folder.path())
    }

    pub fn canvas(&self) -> Canvas {
        self.workspace().load(&self.id).expect("reads").canvas
    }

    /// What a file holds that was written beside the workspace.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).expect(name)
    }

    /// Replaces the file, as another program would.
    pub fn write(&self, text: &str) {
        std::fs::write(self.workspace().canvas_path(&self.id), text).expect("writes");
    }

    pub fn file(&self) -> String {
        std::fs::read_to_string(self.workspace().canvas_path(&self.id)).expect("reads")
    }

    /// Runs the guide; returns all that was said and how it ended.
    pub fn run(&self, next: impl FnMut(&str) -> Option<String>) -> (String, Result<(), Failure>) {
        let page = Page::default();
        let mut keyboard = Keyboard {
            page: page.clone(),
            next,
            line: Vec::new(),
        };
        let today = Rc::clone(&self.today);
        let start = Start {
            workspace: self.workspace(),
            canvas: self.id.clone(),
            is_quick: self.is_quick,
            today: Rc::new(move || today.get()),
            state_folder: Some(self.folder.path().join("state")),
            is_terminal: false,
            columns: self.columns,
            folder: self.folder.path().to_owned(),
        };
        let result = run(&start, &mut keyboard, &mut page.clone());
        let said = page.text();
        let control = said.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "{said}");
        (said, result)
    }

    /// A new canvas on an ordinary day.
    pub fn fresh() -> Self {
        Self::new("Warm rooms", TODAY)
    }

    /// Changes the canvas on disk, as another program would.
    pub fn set(&self, question: &str, value: Value) {
        let loaded = self.workspace().load(&self.id).expect("reads");
        let mut canvas = loaded.canvas.clone();
        let question = Question::find(question).expect("a question");
        canvas
            .set(question, Some(value), &mut |end: usize| {
                fastrand::usize(..end)
            })
            .expect("sets");
        let now = jiff::Timestamp::UNIX_EPOCH;
        self.workspace().save(&canvas, &loaded, now).expect("saves");
    }

    /// Types lines whatever is asked, then ends the input; returns all that was said.
    pub fn types(&self, lines: &[&str]) -> String {
        let mut lines = lines.iter();
        let (said, result) = self.run(|_| lines.next().map(|line| (*line).to_owned()));
        result.expect("ends well");
        said
    }
}

/// The last line said, which is the prompt.
pub fn prompt(said: &str) -> &str {
    said.trim_end().lines().last().unwrap_or_default()
}

/// All single values of an answer, without ids.
pub fn leaves(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "id")
            .flat_map(|(_, value)| leaves(value))
            .collect(),
        value => vec![value.clone()],
    }
}

/// A document without what differs from run to run: ids and instants.
pub fn comparable(document: &Map<String, Value>) -> Value {
    fn plain(value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(plain).collect(),
            Value::Object(map) => map
                .iter()
                .filter(|(key, _)| *key != "id")
                .map(|(key, value)| (key.clone(), plain(value)))
                .collect::<Map<_, _>>()
                .into(),
            value => value.clone(),
        }
    }
    let mut plain = plain(&Value::Object(document.clone()));
    let map = plain.as_object_mut().expect("an object");
    for key in ["created", "updated"] {
        map.remove(key);
    }
    plain
}
