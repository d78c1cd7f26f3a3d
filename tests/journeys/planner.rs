//! A planner at the keyboard: the whole program in one thread, without a terminal and without waiting.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::tui::app::{App, Effect, Msg};
use whytogether::tui::keymap::Scope;
use whytogether::tui::theme::GlyphSet;
use whytogether::tui::worker::Worker;
use whytogether::tui::{Door, Start, ThemeName, desk};
use whytogether::workspace::{Workspace, in_one_line};

/// A Monday.
pub const TODAY: Date = date(2026, 11, 23);

fn at_start() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().expect("an instant")
}

/// A planner in a workspace of their own.
pub struct Planner {
    folder: tempfile::TempDir,
    pub workspace: Workspace,
    app: App,
    carry_out: Box<dyn FnMut(Effect)>,
    told: Arc<Mutex<Vec<Msg>>>,
    /// What the terminal was asked for: to leave, to copy, to draw anew.
    pub asked_for: Vec<Effect>,
    /// How wide and high the terminal is.
    pub size: (u16, u16),
    /// Every frame that was drawn after a key, where they are kept.
    pub frames: Option<Vec<String>>,
    /// What instant it is.
    now: Timestamp,
    /// What day it is.
    today: Date,
}

impl Planner {
    /// Starts in an empty folder.
    pub fn at_first_start() -> Self {
        Self::start(
            tempfile::tempdir().expect("a folder"),
            true,
            None,
            Door::Guide,
        )
    }

    /// Starts in the samples.
    pub fn in_samples() -> Self {
        Self::in_samples_drawn_with(GlyphSet::default())
    }

    /// Starts in the samples with other glyphs than most terminals have.
    pub fn in_samples_drawn_with(glyphs: GlyphSet) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        whytogether::workspace::samples::write(&folder.path().join("w")).expect("the samples");
        Self::start_drawn_with(glyphs, folder, false, None, Door::Guide)
    }

    /// Starts with canvases given by the names and bytes of their files.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let canvases = folder.path().join("w/canvases");
        fs::create_dir_all(&canvases).expect("a folder");
        for (name, bytes) in files {
            fs::write(canvases.join(name), bytes).expect("a file");
        }
        let workspace = Workspace::at(folder.path().join("w"));
        workspace.prepare().expect("a workspace");
        Self::start(folder, false, None, Door::Guide)
    }

    /// Leaves and starts again in the same folder.
    pub fn again(self, open: Option<&CanvasId>, is_quick: bool) -> Self {
        let Self { folder, size, .. } = self;
        let door = match is_quick {
            true => Door::QuickLook,
            false => Door::Guide,
        };
        let mut planner = Self::start(folder, false, open.cloned(), door);
        planner.size = size;
        planner
    }

    /// The same with one question large on the screen, as `--present` begins.
    pub fn again_presented(self, open: &CanvasId) -> Self {
        let Self { folder, size, .. } = self;
        let (open, door, glyphs) = (Some(open.clone()), Door::Guide, GlyphSet::default());
        let mut planner = Self::start_as(glyphs, folder, false, open, door, true);
        planner.size = size;
        planner
    }

    fn start(
        folder: tempfile::TempDir,
        is_first_start: bool,
        open: Option<CanvasId>,
        door: Door,
    ) -> Self {
        Self::start_drawn_with(GlyphSet::default(), folder, is_first_start, open, door)
    }

    fn start_drawn_with(
        glyphs: GlyphSet,
        folder: tempfile::TempDir,
        is_first_start: bool,
        open: Option<CanvasId>,
        door: Door,
    ) -> Self {
        Self::start_as(glyphs, folder, is_first_start, open, door, false)
    }

    fn start_as(
        glyphs: GlyphSet,
        folder: tempfile::TempDir,
        is_first_start: bool,
        open: Option<CanvasId>,
        door: Door,
        is_presenting: bool,
    ) -> Self {
        let workspace = Workspace::at(folder.path().join("w"));
        let state = folder.path().join("state");
        let start = Start {
            workspace: workspace.clone(),
            open: open.clone(),
            door,
            is_presenting,
            as_of: Some(TODAY),
            is_demo: false,
            theme: ThemeName::Auto,
            glyphs,
            state_folder: Some(state.clone()),
        };
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = {
            let told = Arc::clone(&told);
            move |msg: Msg| told.lock().expect("one thread").push(msg)
        };
        let mut worker = Worker::new(workspace.clone(), Some(state), TODAY, tell);
        let app = App::new(
            desk::start(&start, at_start(), TODAY),
            is_first_start,
            open,
            door,
        );
        let mut planner = Self {
            folder,
            workspace,
            app,
            carry_out: Box::new(move |effect| worker.carry_out(effect)),
            told,
            asked_for: Vec::new(),
            size: (120, 36),
            frames: None,
            now: at_start(),
            today: TODAY,
        };
        let effects = planner.app.take_effects();
        planner.perform(effects);
        planner
    }

    /// Carries out all that is wished for, and whatever follows from it.
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects: VecDeque<Effect> = effects.into();
        loop {
            let msgs = std::mem::take(&mut *self.told.lock().expect("one thread"));
            for msg in msgs {
                effects.extend(self.app.update(msg, self.now, self.today));
            }
            let Some(effect) = effects.pop_front() else {
                return;
            };
            match effect {
                Effect::List => self.list(),
                Effect::Save {
                    canvas,
                    journal,
                    knows,
                    ..
                } => {
                    (self.carry_out)(Effect::Save {
                        canvas,
                        journal,
                        knows,
                        is_urgent: true,
                    });
                    (self.carry_out)(Effect::SaveNow);
                }
                Effect::Look(_) | Effect::SaveSettings { .. } | Effect::KeepTyped { .. } => {
                    (self.carry_out)(effect);
                    (self.carry_out)(Effect::SaveNow);
                }
                Effect::Copy(_)
                | Effect::CopyLetter(_)
                | Effect::CopySession { .. }
                | Effect::Edit(_)
                | Effect::Demo
                | Effect::Switch(_)
                | Effect::Redraw
                | Effect::Suspend
                | Effect::Quit => self.asked_for.push(effect),
                other => (self.carry_out)(other),
            }
        }
    }

    fn list(&self) {
        let tell = |msg| self.told.lock().expect("one thread").push(msg);
        let settings = self.workspace.load_settings();
        tell(Msg::Settings(settings.map_err(|error| in_one_line(&error))));
        let listed = Mutex::new(Vec::new());
        let done = self.workspace.list(self.today, |entries| {
            listed
                .lock()
                .expect("nobody panics with it")
                .extend(entries)
        });
        tell(Msg::Listed(
            listed.into_inner().expect("nobody panics with it"),
        ));
        tell(Msg::ListDone(done.map_err(|error| in_one_line(&error))));
    }

    /// Lets something happen.
    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now, self.today);
        self.perform(effects);
        if self.frames.is_some() {
            let frame = self.frame();
            self.frames.get_or_insert_default().push(frame);
        }
    }

    /// Lets time pass without a key, and returns how often the screen woke meanwhile.
    pub fn wait(&mut self, time: SignedDuration) -> u32 {
        let until = self.now + time;
        let mut woken = 0;
        while let Some(at) = self.app.changes_at().filter(|at| *at <= until) {
            assert!(at > self.now, "it would not sleep");
            self.now = at;
            self.tell(Msg::Tick);
            woken += 1;
        }
        self.now = until;
        woken
    }

    /// Lets a midnight pass, or more, without a key.
    pub fn sleep_until(&mut self, day: Date) -> &mut Self {
        self.today = day;
        self.tell(Msg::Tick);
        self
    }

    /// Presses keys, named and parted by spaces: `tab`, `shift-tab`, `ctrl-c`, `d`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.tell(Msg::Terminal(Event::Key(key(name))));
        }
        self
    }

    /// Presses a key as it arrives.
    #[allow(dead_code, reason = "the frames use it")]
    pub fn press_key(&mut self, key: KeyEvent) -> &mut Self {
        self.tell(Msg::Terminal(Event::Key(key)));
        self
    }

    /// Types a text letter by letter.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            self.tell(Msg::Terminal(Event::Key(key)));
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Terminal(Event::Paste(text.to_owned())));
        self
    }

    /// The frame as cells.
    pub fn buffer(&mut self, width: u16, height: u16) -> Buffer {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        self.app.draw(area, &mut buffer);
        buffer
    }

    /// The frame as text.
    pub fn frame(&mut self) -> String {
        let (width, height) = self.size;
        let mut buffer = self.buffer(width, height);
        let lacking = self.app.after_frame();
        if !lacking.is_empty() {
            self.perform(lacking);
            buffer = self.buffer(width, height);
        }
        text_of(&buffer)
    }

    /// The frame as words, wherever its lines break.
    pub fn words(&mut self) -> String {
        let frame = self.frame();
        frame.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails with the frame where it does not show some words.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let frame = self.frame();
        let is_shown = frame.contains(words) || self.words().contains(words);
        assert!(is_shown, "no `{words}` in\n{frame}");
        self
    }

    /// Fails with the frame where it shows some words, on one line or over several.
    #[track_caller]
    pub fn sees_no(&mut self, words: &str) -> &mut Self {
        let frame = self.frame();
        let is_shown = frame.contains(words) || self.words().contains(words);
        assert!(!is_shown, "`{words}` in\n{frame}");
        self
    }

    /// The only canvas on disk.
    #[track_caller]
    pub fn only_canvas(&self) -> Canvas {
        let ids = self.ids();
        assert_eq!(ids.len(), 1, "{ids:?}");
        self.canvas(&ids[0])
    }

    /// The ids of all canvases on disk, in the order of their names.
    pub fn ids(&self) -> Vec<CanvasId> {
        let entries = self.workspace.entries(TODAY).expect("a folder");
        let mut ids: Vec<CanvasId> = entries.into_iter().map(|entry| entry.id).collect();
        ids.sort_by_key(|id| id.as_str().to_owned());
        ids
    }

    /// A canvas as the disk has it.
    #[track_caller]
    pub fn canvas(&self, id: &CanvasId) -> Canvas {
        self.workspace.load(id).expect("a canvas").canvas
    }

    /// The names of the files that are kept beside the workspace for one thing.
    pub fn state_files(&self, of: &str) -> Vec<String> {
        let folders = fs::read_dir(self.folder.path().join("state").join(of));
        let folders = folders.into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten());
        let names = files.flatten().map(|file| file.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }

    /// The names of the files in a folder below the state folder of one kind of thing, in their order.
    pub fn state_files_below(&self, of: &str, below: &str) -> Vec<String> {
        let folders = fs::read_dir(self.folder.path().join("state").join(of));
        let folders = folders.into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| fs::read_dir(folder.path().join(below)));
        let names = files.flatten().flatten().map(|file| file.file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Puts a file where the state folder should be.
    pub fn state_folder_is_refused(&self) {
        let state = self.folder.path().join("state");
        // It may not be there yet.
        let _ = fs::rename(&state, state.with_extension("aside"));
        fs::write(&state, "no folder").expect("written");
    }

    /// Takes that file away.
    pub fn state_folder_is_allowed(&self) {
        fs::remove_file(self.folder.path().join("state")).expect("removed");
    }

    /// Where a canvas stands.
    pub fn path(&self, id: &CanvasId) -> PathBuf {
        self.workspace.canvas_path(id)
    }

    /// Someone else changes the file of a canvas.
    pub fn someone_else_writes(&self, id: &CanvasId, change: impl FnOnce(&mut Value)) {
        let path = self.path(id);
        let mut document: Value =
            serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
        change(&mut document);
        fs::write(&path, serde_json::to_vec_pretty(&document).expect("JSON")).expect("writes");
    }

    /// Where the terminal's cursor rests while nothing is typed.
    #[allow(dead_code, reason = "the frames use it")]
    pub fn resting_cursor(&self) -> Option<ratatui::layout::Position> {
        self.app.resting_cursor()
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        self.app.scope()
    }

    /// True once the program was asked to end.
    pub fn has_left(&self) -> bool {
        self.asked_for.contains(&Effect::Quit)
    }
}

/// A frame as text, without the blanks at the ends of its lines.
pub fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in 0..area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a cell is narrow");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("alt", name)) => (KeyModifiers::ALT, name),
        Some(("shift", "tab")) => (KeyModifiers::SHIFT, "backtab"),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "f1" => KeyCode::F(1),
        letter => {
            let mut letters = letter.chars();
            let first = letters.next().expect("a key");
            assert!(letters.next().is_none(), "`{letter}` is no key");
            KeyCode::Char(first)
        }
    };
    KeyEvent::new(code, modifiers)
}
