//! A real session of the program in a pseudo-terminal, and what its screen shows.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

/// How long a session waits for anything at all before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long one look at the terminal lasts where files or processes are looked at too.
const GLANCE: Duration = Duration::from_millis(20);

/// A home of its own for the program, with a workspace in it.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// A home with an empty workspace.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("work/canvases")).expect("a folder");
        let settings = r#"{"format":"whytogether.workspace","version":1}"#;
        fs::write(folder.path().join("work/workspace.json"), settings).expect("written");
        Self { folder }
    }

    /// A home with the samples.
    pub fn with_samples() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        whytogether::workspace::samples::write(&folder.path().join("work")).expect("written");
        Self { folder }
    }

    /// The folder of the canvases.
    pub fn canvases(&self) -> PathBuf {
        self.folder.path().join("work/canvases")
    }

    /// What all canvas files hold, one after the other.
    pub fn written(&self) -> String {
        let files = fs::read_dir(self.canvases()).expect("a folder").flatten();
        let files = files.filter(|file| file.path().extension() == Some(OsStr::new("json")));
        files
            .filter_map(|file| fs::read_to_string(file.path()).ok())
            .collect()
    }

    /// What the file of the settings holds.
    pub fn settings(&self) -> String {
        fs::read_to_string(self.folder.path().join("work/workspace.json")).unwrap_or_default()
    }

    /// The files that an editor of one's own left.
    pub fn edited(&self) -> Vec<PathBuf> {
        self.answers_in("edited")
    }

    /// Those that were put aside, because nobody waits for them any more.
    pub fn edited_left(&self) -> Vec<PathBuf> {
        self.answers_in("edited/left")
    }

    fn answers_in(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.folder.path().join("state/whytogether").join(folder);
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let files = files.filter(|file| file.file_name().to_string_lossy().ends_with(".md"));
        files.map(|file| file.path()).collect()
    }

    /// What all files of the state folder hold, one after the other.
    pub fn kept(&self) -> String {
        let mut folders = vec![self.folder.path().join("state")];
        let mut kept = String::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension() == Some(OsStr::new("json")) {
                    // A file that is still being written has another ending.
                    kept.push_str(&fs::read_to_string(path).unwrap_or_default());
                }
            }
        }
        kept
    }

    /// Starts the program in a terminal of 80 by 24.
    pub fn start(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Session {
        let program = Path::new(env!("CARGO_BIN_EXE_whytogether"));
        self.start_program(program, arguments, environment)
    }

    /// Starts another program in such a terminal.
    pub fn start_program(
        &self,
        program: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Session {
        Session::start(program, self.folder.path(), arguments, environment)
    }

    /// Starts a program in a window that is closed once it shows some text, and waits until it ends. No
    /// key is pressed, so that it has nothing to draw of which it could see that nobody looks.
    ///
    /// # Panics
    /// When it goes on without a window.
    #[track_caller]
    pub fn loses_its_window(&self, program: &Path, arguments: &[&str], text: &str) {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pty");
        let command = command(program, self.folder.path(), arguments, &[]);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let mut child = pair.slave.spawn_command(command).expect("it starts");
        let mut parser = vt100::Parser::new(cells(24), cells(80), 0);
        while !parser.screen().contents().contains(text) {
            let mut chunk = [0; 8192];
            let count = reader.read(&mut chunk).expect("it draws");
            parser.process(&chunk[..count]);
        }
        drop((reader, pair));
        let mut killer = child.clone_killer();
        let (sender, ended) = channel();
        thread::spawn(move || sender.send(child.wait().is_ok()));
        let has_ended = ended.recv_timeout(PATIENCE);
        // What has ended cannot be killed.
        let _ = killer.kill();
        assert_eq!(has_ended, Ok(true), "it goes on without a window");
    }
}

/// The program in a pseudo-terminal.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    /// Held so that the terminal outlives the program and can be looked at afterwards.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    deadline: Instant,
    parser: vt100::Parser,
    /// Every byte the program has sent.
    pub bytes: Vec<u8>,
    /// The modes of the terminal before the program started.
    pub modes_before: String,
}

impl Session {
    fn start(
        program: &Path,
        home: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pty");
        let command = command(program, home, arguments, environment);
        let modes_before = modes(&*pair.master);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("it starts");
        Self {
            master: pair.master,
            _slave: pair.slave,
            child,
            keys,
            output,
            deadline: Instant::now() + PATIENCE,
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
            modes_before,
        }
    }

    /// What the screen shows.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The lines of the screen, without white space at their ends.
    pub fn text(&self) -> String {
        let shown = self.screen().contents();
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        lines.join("\n")
    }

    /// Reads what the program sends until something holds.
    ///
    /// # Panics
    /// When that takes too long.
    #[track_caller]
    pub fn wait(&mut self, what: &str, mut holds: impl FnMut(&mut Self) -> bool) {
        while !holds(self) {
            assert!(
                Instant::now() < self.deadline,
                "{what}: not within {PATIENCE:?}; the screen shows\n{}",
                self.screen().contents()
            );
            if let Ok(chunk) = self.output.recv_timeout(GLANCE) {
                self.parser.process(&chunk);
                self.bytes.extend_from_slice(&chunk);
            }
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn sees(&mut self, text: &str) {
        self.wait(text, |session| session.screen().contents().contains(text));
    }

    /// Puts on the screen what another program wrote to the terminal.
    pub fn shows_what_others_write(&mut self, text: &str) {
        self.parser.process(text.as_bytes());
    }

    /// Types.
    pub fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("typed");
        self.keys.flush().expect("typed");
    }

    /// Sends bytes, which need be no text.
    pub fn sends(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).expect("sent");
        self.keys.flush().expect("sent");
    }

    /// Sets the modes of the terminal as a shell does before it lets a program go on.
    pub fn takes_modes_of_a_shell(&self) {
        let name = self.master.tty_name().expect("a terminal has a name");
        let status = Command::new("stty")
            .arg("-F")
            .arg(name)
            .arg("sane")
            .status();
        assert!(status.expect("stty").success());
    }

    /// Gives the window another size, which is not looked at.
    pub fn resizes_the_window_only(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).expect("resized");
    }

    /// Sends a signal to the program, by its name.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("a process");
        let kill = format!("kill -s {name} {process}");
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.expect("sh").success(), "{kill}");
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("resized");
    }

    /// Waits until the program has ended and returns its exit code.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let mut code = None;
        self.wait("the end", |session| {
            code = session.child.try_wait().expect("a child");
            code.is_some()
        });
        code.expect("ended").exit_code()
    }

    /// Waits until the program has left the alternate screen, however often it took it.
    #[track_caller]
    pub fn gives_the_terminal_back(&mut self) {
        self.wait("the terminal given back", |session| {
            let last = |mode: &[u8]| session.bytes.windows(mode.len()).rposition(|w| w == mode);
            last(b"\x1b[?1049l") > last(b"\x1b[?1049h")
        });
        assert!(!self.screen().alternate_screen());
        assert!(!self.screen().hide_cursor(), "the cursor stays hidden");
        assert!(!self.screen().bracketed_paste(), "pastes stay marked");
        let before = self.modes_before.clone();
        self.wait("the modes of before", |session| session.modes() == before);
    }

    /// The modes of the terminal now.
    pub fn modes(&self) -> String {
        modes(&*self.master)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It has ended already, or the test has failed.
        let _ = self.child.kill();
    }
}

/// A program in a home, with an environment of its own.
fn command(
    program: &Path,
    home: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    for name in ["PATH", "TMPDIR", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("HOME", home);
    command.env("WHYTOGETHER_WORKSPACE", home.join("work"));
    command.env("XDG_DATA_HOME", home.join("data"));
    command.env("XDG_CONFIG_HOME", home.join("config"));
    command.env("XDG_STATE_HOME", home.join("state"));
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    environment
        .iter()
        .for_each(|(name, value)| command.env(name, value));
    command.args(arguments);
    command.cwd(home);
    command
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("at least one")
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().expect("a terminal"))
}
