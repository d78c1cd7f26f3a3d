//! The terminal and the loop: blocks until something happens, deals with all that has arrived, draws
//! once. One of the few files that are not tested without a terminal.

mod clipboard;
#[cfg(unix)]
mod decode;
mod external;
mod keyboard;
mod watching;

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;

use crossterm::cursor::MoveTo;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend as _, ClearType, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use self::external::Edited;
use self::watching::{Watching, until, until_midnight};
use super::app::{App, Effect, Msg};
use super::terminal::{self, Held};
use super::worker::{Worker, edited};
use super::{Leave, LeftBehind, Start, desk};
use crate::clock;
use crate::workspace::watch::Change;
use crate::workspace::{Workspace, folders};

/// What wakes the loop.
enum Happening {
    Msg(Msg),
    Input(Vec<Event>),
    Signal(i32),
    InputGone,
    Panicked,
}

/// What is drawn, collected so that a frame leaves in one piece.
#[derive(Clone, Default)]
struct Frame(Rc<RefCell<Vec<u8>>>);

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The thread that writes to disk. However the screen ends, also by a panic, it is waited for: it
/// writes what waits, and ends, once nobody wishes any more.
struct Writer(Option<thread::JoinHandle<Vec<String>>>);

impl Writer {
    /// Returns a sentence for whatever the workspace does not hold then.
    fn wait(&mut self) -> io::Result<Vec<String>> {
        let ended = self
            .0
            .take()
            .map_or(Ok(Vec::new()), thread::JoinHandle::join);
        ended.map_err(|_| worker_failed())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Whoever drops it without waiting is panicking, and has said why.
        let _ = self.wait();
    }
}

fn worker_failed() -> io::Error {
    io::Error::other("the part that writes to disk has failed")
}

/// Shows one workspace until the planner leaves it.
///
/// # Errors
/// When the terminal cannot be used, or a part of the program has failed.
pub fn show(start: &Start) -> io::Result<Leave> {
    let (happen, happenings) = channel();
    let (wish, wishes) = channel();
    // The workspace is read while the terminal is got ready.
    let mut writer = spawn_worker(start, happen.clone(), wishes);
    let app = app(start);
    let mut screen = Loop::new(start, app, wish, happen.clone())?;
    let panicked = happen.clone();
    let root = start.workspace.root().to_owned();
    let held = Held::take(move || {
        eprintln!(
            "whytogether: what was called saved is in `{}`",
            root.display()
        );
        // Nobody listens any more once the loop has ended.
        let _ = panicked.send(Happening::Panicked);
    })?;
    let permit = keyboard::spawn(happen.clone());
    spawn_hangup(happen.clone());
    spawn_signals(happen);
    let ended = screen.run(&happenings, &permit);
    screen.end();
    let left = writer.wait()?;
    drop(held);
    for sentence in &left {
        // Where the terminal is gone nobody reads it.
        let _ = writeln!(io::stderr(), "whytogether: {sentence}");
    }
    match ended {
        Ok(Leave::Quit) if !left.is_empty() => Err(io::Error::other(LeftBehind)),
        ended => ended,
    }
}

fn app(start: &Start) -> App {
    let is_first = !start.workspace.exists() && !start.is_demo && start.open.is_none();
    let today = start.as_of.unwrap_or_else(clock::today);
    let desk = desk::start(start, clock::now(), today);
    App::new(desk, is_first, start.open.clone(), start.door)
}

fn spawn_worker(start: &Start, happen: Sender<Happening>, wishes: Receiver<Effect>) -> Writer {
    let (workspace, state) = (start.workspace.clone(), start.state_folder.clone());
    let today = start.as_of.unwrap_or_else(clock::today);
    Writer(Some(thread::spawn(move || {
        let tell = move |msg| {
            // Nobody listens any more once the loop has ended.
            let _ = happen.send(Happening::Msg(msg));
        };
        Worker::new(workspace, state, today, tell).run(&wishes)
    })))
}

/// Notices that the terminal is gone where no signal says so, such as under a wrapper that keeps the
/// hangup to itself: whoever reads keys then would find nothing, again and again, for ever.
#[cfg(unix)]
fn spawn_hangup(happen: Sender<Happening>) {
    use rustix::event::{PollFd, PollFlags, poll};
    thread::spawn(move || {
        let keyboard = io::stdin();
        let mut ends = [PollFd::new(&keyboard, PollFlags::empty())];
        while poll(&mut ends, None) == Err(rustix::io::Errno::INTR) {}
        if ends[0].revents().contains(PollFlags::HUP) {
            // Nobody listens any more once the loop has ended.
            let _ = happen.send(Happening::InputGone);
        }
    });
}

#[cfg(not(unix))]
fn spawn_hangup(_: Sender<Happening>) {}

#[cfg(unix)]
fn spawn_signals(happen: Sender<Happening>) {
    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
    };
    use signal_hook::low_level::emulate_default_handler;
    // All that would end the program by itself, too: the terminal is given back before.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGTSTP, SIGCONT, SIGWINCH,
    ]) else {
        return;
    };
    thread::spawn(move || {
        for signal in signals.forever() {
            // While another program has the terminal, its keys are meant for that one: it deals with
            // an interrupt, and where it stops, we stop with it, or the shell would wait for us.
            if !terminal::is_ours() {
                if signal == SIGTSTP {
                    let _ = emulate_default_handler(SIGTSTP);
                }
                if matches!(signal, SIGTSTP | SIGINT | SIGQUIT | SIGCONT) {
                    continue;
                }
            }
            if happen.send(Happening::Signal(signal)).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
fn spawn_signals(_: Sender<Happening>) {}

/// The window, as far as anybody can have one: more columns than these are no window but a slip, and would
/// take all memory.
fn window() -> io::Result<Rect> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Rect::new(0, 0, width.clamp(1, 1_000), height.clamp(1, 500)))
}

/// The letter that a key types, where it is no command.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(letter),
            modifiers,
            kind,
            ..
        }) if *kind != KeyEventKind::Release && KeyModifiers::SHIFT.contains(*modifiers) => {
            Some(*letter)
        }
        _ => None,
    }
}

struct Loop {
    app: App,
    terminal: Terminal<CrosstermBackend<Frame>>,
    frame: Frame,
    /// What was sent last.
    sent: Vec<u8>,
    wish: Sender<Effect>,
    as_of: Option<jiff::civil::Date>,
    workspace: crate::workspace::Workspace,
    leave: Option<Leave>,
    /// True once an interrupt from outside asked for the end.
    is_interrupted: bool,
    /// Where texts lie that the planner's own editor has.
    edited: Option<PathBuf>,
    /// Notices what others change, from when the workspace is there.
    watching: Watching,
    happen: Sender<Happening>,
}

impl Loop {
    fn new(
        start: &Start,
        app: App,
        wish: Sender<Effect>,
        happen: Sender<Happening>,
    ) -> io::Result<Self> {
        let frame = Frame::default();
        let viewport = Viewport::Fixed(window()?);
        let terminal = Terminal::with_options(
            CrosstermBackend::new(frame.clone()),
            TerminalOptions { viewport },
        )?;
        Ok(Self {
            app,
            terminal,
            frame,
            sent: Vec::new(),
            wish,
            as_of: start.as_of,
            workspace: start.workspace.clone(),
            leave: None,
            is_interrupted: false,
            edited: start.state_folder.as_deref().map(edited::folder),
            watching: Watching::default(),
            happen,
        })
    }

    /// Draws first, so that a planner never waits for the disk to see a screen; only then are the first
    /// wishes carried out.
    fn run(&mut self, happenings: &Receiver<Happening>, permit: &Sender<()>) -> io::Result<Leave> {
        loop {
            self.draw()?;
            // Before anything is read: what changes between the two would be noticed by nobody.
            if let Some(note) = self.watching.begin(&self.workspace, &self.happen) {
                self.tell(Msg::Note(note.into()))?;
            }
            let lacking = self.app.after_frame();
            self.perform(lacking)?;
            // What has changed on disk is looked at before it is seen.
            while let Some(change) = self.next(happenings, permit)? {
                self.tell(Msg::Changed(change))?;
            }
            while let Ok(next) = happenings.try_recv() {
                self.happen(next, permit)?;
            }
            if let Some(leave) = self.leave.take() {
                return Ok(leave);
            }
        }
    }

    /// Lets go of the worker and of what watches.
    ///
    /// What the screen knows is left to the system, which takes memory back at once: the planner would
    /// wait while a hundred thousand summaries are given back one by one.
    fn end(self) {
        std::mem::forget(self.app);
    }

    /// Waits for what happens next and deals with it; a change on disk is left to the caller.
    fn next(
        &mut self,
        happenings: &Receiver<Happening>,
        permit: &Sender<()>,
    ) -> io::Result<Option<Change>> {
        let is_today = self.as_of.is_none();
        let waits = [
            self.app.changes_at().map(until),
            is_today.then(until_midnight).flatten(),
            self.watching.until_look(),
        ];
        let next = match waits.into_iter().flatten().min() {
            None => happenings.recv().map_err(RecvTimeoutError::from),
            Some(wait) => happenings.recv_timeout(wait),
        };
        self.watching.look();
        match next {
            Ok(Happening::Msg(Msg::Changed(change))) => Ok(Some(change)),
            Ok(other) => self.happen(other, permit).map(|()| None),
            Err(RecvTimeoutError::Timeout) => self.tell(Msg::Tick).map(|()| None),
            Err(RecvTimeoutError::Disconnected) => {
                Err(io::Error::other("nothing is left to wait for"))
            }
        }
    }

    fn happen(&mut self, happening: Happening, permit: &Sender<()>) -> io::Result<()> {
        match happening {
            Happening::Msg(msg) => self.tell(msg),
            Happening::Input(batch) => {
                self.watching.somebody_is_there();
                self.input(batch)?;
                // Without a permit the thread that reads keys ends with the loop.
                if self.leave.is_none() {
                    let _ = permit.send(());
                }
                Ok(())
            }
            Happening::InputGone => self.tell(Msg::Ending),
            Happening::Panicked => Err(io::Error::other("a part of the program has failed")),
            #[cfg(unix)]
            Happening::Signal(signal_hook::consts::SIGTSTP) => self.tell(Msg::Stopping),
            #[cfg(unix)]
            Happening::Signal(signal_hook::consts::SIGINT) => {
                self.is_interrupted = true;
                self.tell(Msg::Ending)
            }
            #[cfg(unix)]
            Happening::Signal(signal_hook::consts::SIGWINCH) => self.fit(),
            // Whoever stopped us may have taken the terminal's modes: they are ours again.
            #[cfg(unix)]
            Happening::Signal(signal_hook::consts::SIGCONT) => {
                terminal::take_again()?;
                self.fit()?;
                self.draw_anew()
            }
            Happening::Signal(_) => self.tell(Msg::Ending),
        }
    }

    /// Deals with a batch of events; letters that arrived together go into a field together, so that
    /// a fast typist, or a terminal that cannot mark a paste, costs one change and not hundreds.
    fn input(&mut self, batch: Vec<Event>) -> io::Result<()> {
        let mut typed = String::new();
        for event in batch {
            if let Event::Resize(..) = event {
                self.fit()?;
            }
            match letter(&event).filter(|_| self.app.takes_text()) {
                Some(letter) => typed.push(letter),
                None => {
                    self.type_text(&mut typed)?;
                    self.tell(Msg::Terminal(event))?;
                }
            }
        }
        self.type_text(&mut typed)
    }

    fn type_text(&mut self, typed: &mut String) -> io::Result<()> {
        let text = std::mem::take(typed);
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Ok(()),
            (Some(one), None) => {
                let key = KeyEvent::new(KeyCode::Char(one), KeyModifiers::NONE);
                self.tell(Msg::Terminal(Event::Key(key)))
            }
            _ => self.tell(Msg::Terminal(Event::Paste(text))),
        }
    }

    fn tell(&mut self, msg: Msg) -> io::Result<()> {
        let today = self.as_of.unwrap_or_else(clock::today);
        let effects = self.app.update(msg, clock::now(), today);
        self.perform(effects)
    }

    /// Carries out what concerns the terminal, and hands the rest to the worker.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit if self.is_interrupted => self.leave = Some(Leave::Interrupted),
                Effect::Quit => self.leave = Some(Leave::Quit),
                Effect::Demo => self.leave = Some(Leave::Demo),
                Effect::Switch(folder) => match folders::typed(&folder) {
                    Ok(path) if Workspace::at(&path).is_begun() => {
                        self.leave = Some(Leave::Workspace(path));
                    }
                    meant => {
                        let why = meant.err();
                        self.tell(Msg::NoWorkspace { folder, why })?;
                    }
                },
                Effect::Redraw => self.draw_anew()?,
                Effect::Suspend => self.suspend()?,
                Effect::Edit(text) => self.edit(&text)?,
                Effect::Copy(sheet) => {
                    let note = clipboard::copy(&self.workspace, &sheet, self.as_of);
                    self.tell(Msg::Note(note))?;
                }
                Effect::CopySession { sheet, begin } => {
                    self.tell(Msg::Note(clipboard::copy_session(&sheet, &begin)))?;
                }
                Effect::CopyLetter(text) => {
                    let note = clipboard::copy_letter(&text);
                    self.tell(Msg::Note(note))?;
                }
                other => self.wish.send(other).map_err(|_| worker_failed())?,
            }
        }
        Ok(())
    }

    /// Draws a frame that the terminal shows in one piece.
    fn draw(&mut self) -> io::Result<()> {
        crossterm::queue!(self.frame, BeginSynchronizedUpdate)?;
        let mut is_typing = false;
        self.terminal
            .draw(|frame| is_typing = self.app.render(frame))?;
        if let Some(place) = self.app.resting_cursor().filter(|_| !is_typing) {
            crossterm::queue!(self.frame, MoveTo(place.x, place.y))?;
        }
        crossterm::queue!(self.frame, EndSynchronizedUpdate)?;
        self.send_frame()
    }

    /// Sends a frame; one that says again what the last one said is not sent, for it says how cells and
    /// cursor are, and they are so.
    fn send_frame(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.frame.0.borrow_mut());
        if bytes != self.sent {
            terminal::send(&bytes)?;
        }
        self.sent = bytes;
        Ok(())
    }

    /// Takes the window as it is now.
    fn fit(&mut self) -> io::Result<()> {
        self.sent.clear();
        self.terminal.resize(window()?)
    }

    /// Forgets what stands on the terminal, so that the next frame is drawn in full.
    ///
    /// Not [`Terminal::clear`], which asks the terminal where the cursor is: while the thread that reads
    /// keys reads, and on a terminal that does not answer, that fails after two seconds.
    fn draw_anew(&mut self) -> io::Result<()> {
        self.sent.clear();
        self.terminal.swap_buffers();
        self.terminal.backend_mut().clear_region(ClearType::All)
    }

    fn suspend(&mut self) -> io::Result<()> {
        terminal::give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        terminal::take()?;
        self.fit()?;
        self.draw_anew()
    }

    fn edit(&mut self, text: &str) -> io::Result<()> {
        terminal::give_back();
        let edited = external::edit(text, self.edited.as_deref());
        terminal::take()?;
        self.fit()?;
        self.draw_anew()?;
        match edited {
            Edited::Back { text, file } => {
                self.tell(Msg::Edited(Ok(text)))?;
                self.perform(vec![Effect::Forget(file)])
            }
            Edited::Unchanged(why) => self.tell(Msg::Edited(Err(why))),
            Edited::Kept(why) => self.tell(Msg::EditKept(why)),
        }
    }
}
