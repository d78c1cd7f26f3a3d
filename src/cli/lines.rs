//! Where prompts get their lines from: a line editor on a terminal, and plain lines anywhere else.
//!
//! The editor keeps no history and shows no colour; a letter typed at the end of the line is all it writes.

use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal as _, Read, StdinLock, Write as _};

use rustyline::completion::Completer;
use rustyline::config::{Behavior, ColorMode, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper, Result};

use super::rank::hidden::give_back_first;

/// Where lines come from.
pub trait Lines: BufRead {
    /// Forgets what was read of the keyboard before anybody was asked for it.
    fn forget_read_ahead(&mut self) {}

    /// The bytes of a line, with its end, from which on it may have been cut; None where none is.
    fn cut_at(&self) -> Option<usize> {
        None
    }
}

// A terminal gives these one line each time, so that nothing is read ahead of it.
impl Lines for StdinLock<'_> {}
impl Lines for &[u8] {}

/// What is typed, one line after the other.
pub fn typed() -> Box<dyn Lines> {
    if !io::stdin().is_terminal() {
        return Box::new(io::stdin().lock());
    }
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    let edited = (!is_dumb && io::stdout().is_terminal()).then(Edited::new);
    match edited {
        Some(Ok(edited)) => Box::new(edited),
        None | Some(Err(_)) => Box::new(Cooked(io::stdin().lock())),
    }
}

/// Lines as the terminal by itself gives them: what is more than it holds of one is lost before anybody sees it.
struct Cooked(StdinLock<'static>);

impl Lines for Cooked {
    fn cut_at(&self) -> Option<usize> {
        Some(4096)
    }
}

impl Read for Cooked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl BufRead for Cooked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }
}

const NO_LETTER: &str = "A byte came that is no letter. Here is the line as it was before it:";

/// Lines of the editor.
struct Edited {
    editor: Editor<Seen, MemHistory>,
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

/// What stands in the line that is edited: the editor loses it where a byte comes that is no letter.
#[derive(Default)]
struct Seen(RefCell<String>);

impl Hinter for Seen {
    type Hint = String;

    /// Hints at nothing; it is told of every change.
    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<String> {
        line.clone_into(&mut self.0.borrow_mut());
        None
    }
}

impl Completer for Seen {
    type Candidate = String;

    /// Tab is a blank.
    fn complete(&self, _: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<String>)> {
        Ok((at, vec![" ".into()]))
    }
}

impl Highlighter for Seen {}
impl Validator for Seen {}
impl Helper for Seen {}

/// An editor without a history and without colours.
fn editor() -> Result<Editor<Seen, MemHistory>> {
    let config = Config::builder()
        .auto_add_history(false)
        .max_history_size(0)?
        .color_mode(ColorMode::Disabled)
        .behavior(Behavior::Stdio)
        .bracketed_paste(true)
        .build();
    let mut editor = Editor::with_history(config.clone(), MemHistory::with_config(&config))?;
    editor.set_helper(Some(Seen::default()));
    Ok(editor)
}

impl Edited {
    /// Reads a line. A byte that is no letter is said, and the line goes on as it was before it; what came in one
    /// go behind it is lost to the editor.
    fn line(&mut self) -> Result<String> {
        let mut begun = String::new();
        loop {
            if let Some(seen) = self.editor.helper() {
                seen.0.borrow_mut().clone_from(&begun);
            }
            match self.editor.readline_with_initial("", (&begun, "")) {
                Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                    let seen = self.editor.helper().map(|seen| seen.0.borrow().clone());
                    begun = seen.unwrap_or_default();
                    writeln!(io::stdout(), "{NO_LETTER}")?;
                }
                line => return line,
            }
        }
    }
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
            match self.line() {
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
