//! Where prompts get their lines from: a line editor on a terminal, and plain lines anywhere else.
//!
//! The editor keeps no history and shows no colour; a letter typed at the end of the line is all it writes.

use std::io::{self, BufRead, IsTerminal as _, Read, StdinLock};

use rustyline::config::{Behavior, ColorMode, Config};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Editor, Result};

use super::rank::hidden::give_back_first;

/// Where lines come from.
pub trait Lines: BufRead {
    /// Forgets what was read of the keyboard before anybody was asked for it.
    fn forget_read_ahead(&mut self) {}
}

// A terminal gives these one line each time, so that nothing is read ahead of it.
impl Lines for StdinLock<'_> {}
impl Lines for &[u8] {}

/// What is typed, one line after the other.
pub fn typed() -> Box<dyn Lines> {
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if is_dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Box::new(io::stdin().lock());
    }
    match Edited::new() {
        Ok(edited) => Box::new(edited),
        Err(_) => Box::new(io::stdin().lock()),
    }
}

/// Lines of the editor.
struct Edited {
    editor: Editor<(), MemHistory>,
    /// What was typed and not read yet.
    waiting: Vec<u8>,
    /// How much of it was read.
    read: usize,
}

impl Edited {
    fn new() -> Result<Self> {
        give_back_first();
        Ok(Self {
            editor: editor()?,
            waiting: Vec::new(),
            read: 0,
        })
    }
}

/// An editor without a history and without colours.
fn editor() -> Result<Editor<(), MemHistory>> {
    let config = Config::builder()
        .auto_add_history(false)
        .max_history_size(0)?
        .color_mode(ColorMode::Disabled)
        .behavior(Behavior::Stdio)
        .bracketed_paste(true)
        .build();
    Editor::with_history(config.clone(), MemHistory::with_config(&config))
}

impl Lines for Edited {
    /// The editor keeps what it read ahead to itself, so that only a new one is without it.
    fn forget_read_ahead(&mut self) {
        self.read = 0;
        self.waiting.clear();
        if let Ok(editor) = editor() {
            self.editor = editor;
        }
    }
}

impl Read for Edited {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Edited {
    /// Waits for a line where none is left; empty at the end of the input, and an interrupt on ctrl-c.
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read >= self.waiting.len() {
            self.read = 0;
            self.waiting.clear();
            match self.editor.readline("") {
                // A paste of several lines comes as one: it is as many answers as if each were typed.
                Ok(line) => {
                    self.waiting = line.replace("\r\n", "\n").replace('\r', "\n").into_bytes();
                    self.waiting.push(b'\n');
                }
                Err(ReadlineError::Eof) => {}
                Err(ReadlineError::Interrupted) => {
                    // An error of the kind `Interrupted` would be read over.
                    return Err(io::Error::other(Interrupt));
                }
                Err(ReadlineError::Io(error)) => return Err(error),
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(&self.waiting[self.read..])
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}

/// Ctrl-c.
#[derive(Debug, thiserror::Error)]
#[error("interrupted")]
struct Interrupt;

/// True where reading ended because of ctrl-c.
pub fn is_interrupt(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Interrupt>())
}
