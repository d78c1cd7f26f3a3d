//! The keyboard of a sitting: the terminal by itself shows nothing that is typed, from the first prompt to
//! the last, so that what is typed ahead between two prompts leaves no trace either.
//!
//! The terminal is raw for the whole sitting, and as it was on every way out: at its end, on an error, on a
//! panic, and when a signal ends or stops the program.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::event::{Event, poll, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::line::{Line, Press};

/// Whether a line shows while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    /// It shows.
    Shown,
    /// Nobody sees it, not even how long it is.
    Hidden,
}

/// The keyboard, from which alone comes what is typed; the terminal is given back when it is dropped.
#[derive(Debug)]
pub struct Keyboard {
    _raw: Raw,
}

impl Keyboard {
    /// Takes the keyboard.
    ///
    /// # Errors
    /// When the terminal cannot be kept from showing what is typed.
    pub fn take() -> io::Result<Self> {
        Ok(Self { _raw: Raw::on()? })
    }

    /// Reads a line; None at the end of the input.
    ///
    /// # Errors
    /// [`io::ErrorKind::Interrupted`] on ctrl-c, and when the terminal cannot be read or written.
    pub fn line(&self, echo: Echo) -> io::Result<Option<String>> {
        let mut output = io::stdout();
        output.flush()?;
        let line = typed(echo, &mut output);
        output.write_all(b"\r\n")?;
        output.flush()?;
        line
    }
}

fn typed(echo: Echo, output: &mut impl Write) -> io::Result<Option<String>> {
    let mut line = Line::default();
    loop {
        let Event::Key(key) = read()? else {
            continue;
        };
        let before = line.clone();
        let press = line.press(&key);
        if echo == Echo::Shown {
            output.write_all(before.redrawn(&line).as_bytes())?;
            output.flush()?;
        }
        match press {
            Press::Goes => {}
            Press::Ends => return Ok(Some(line.into_text())),
            Press::Closes => return Ok(None),
            Press::Interrupts => return Err(io::ErrorKind::Interrupted.into()),
        }
    }
}

/// Lines for a raw terminal, which does not go back to the first column by itself.
#[derive(Debug)]
pub struct Returning<W>(pub W);

impl<W: Write> Write for Returning<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_suffix(b"\n") {
                Some(words) => {
                    self.0.write_all(words)?;
                    self.0.write_all(b"\r\n")?;
                }
                None => self.0.write_all(line)?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The terminal while it shows nothing that is typed.
#[derive(Debug)]
struct Raw;

impl Raw {
    fn on() -> io::Result<Self> {
        give_back_first();
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // What was typed ahead and nobody asked for would be shown by whoever reads next.
        while poll(Duration::ZERO).unwrap_or(false) && read().is_ok() {}
        // Nothing is left to do where the terminal is gone.
        let _ = disable_raw_mode();
    }
}

#[cfg(unix)]
mod signals {
    use std::io::stdin;
    use std::sync::Once;
    use std::thread;

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// From now on a signal that ends or stops the program gives the terminal back as it is now first.
    pub fn give_back_first() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            let before = tcgetattr(stdin()).ok();
            let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP]) else {
                return;
            };
            thread::spawn(move || {
                for signal in signals.forever() {
                    let now = tcgetattr(stdin()).ok();
                    put(before.as_ref());
                    let _ = emulate_default_handler(signal);
                    // Only a stop comes back here, once it is over.
                    put(now.as_ref());
                }
            });
        });
    }

    fn put(modes: Option<&Termios>) {
        if let Some(modes) = modes {
            // Nothing is left to do where the terminal is gone.
            let _ = tcsetattr(stdin(), OptionalActions::Now, modes);
        }
    }
}

#[cfg(not(unix))]
mod signals {
    pub fn give_back_first() {}
}

pub use signals::give_back_first;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_for_a_raw_terminal_begins_at_the_left() {
        let mut output = Returning(Vec::new());
        output.write_all(b"one\ntwo").expect("a buffer");
        output.write_all(b"\n").expect("a buffer");
        assert_eq!(output.0, b"one\r\ntwo\r\n");
    }
}
