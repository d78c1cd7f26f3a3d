//! One line from the keyboard that leaves no trace on the screen.
//!
//! The terminal is raw while the line is typed, and as it was on every way out: at the end of the line,
//! on an error, on a panic, and when a signal ends or stops the program.

use std::io::{self, Write as _};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use unicode_segmentation::UnicodeSegmentation as _;

/// Shows a prompt and reads a line that nobody sees; None at the end of the input.
///
/// # Errors
/// [`io::ErrorKind::Interrupted`] on ctrl-c, and when the terminal cannot be kept from showing it.
pub fn line(prompt: &str) -> io::Result<Option<String>> {
    // Before the prompt: whoever answers it at once is not seen either.
    let raw = Raw::on()?;
    let mut output = io::stdout();
    write!(output, "{prompt}")?;
    output.flush()?;
    let line = typed();
    drop(raw);
    writeln!(output)?;
    line
}

fn typed() -> io::Result<Option<String>> {
    let mut line = String::new();
    loop {
        let Event::Key(key) = read()? else {
            continue;
        };
        match press(&key, &mut line) {
            Press::Goes => {}
            Press::Ends => return Ok(Some(line)),
            Press::Closes => return Ok(None),
            Press::Interrupts => return Err(io::ErrorKind::Interrupted.into()),
        }
    }
}

/// What a key does to the line.
#[derive(Debug, PartialEq, Eq)]
enum Press {
    /// The line goes on.
    Goes,
    /// It is done.
    Ends,
    /// There is no more to come.
    Closes,
    /// The program is to end.
    Interrupts,
}

fn press(key: &KeyEvent, line: &mut String) -> Press {
    if key.kind == KeyEventKind::Release {
        return Press::Goes;
    }
    match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
        (KeyCode::Enter, _) | (KeyCode::Char('j' | 'm'), true) => return Press::Ends,
        (KeyCode::Char('c'), true) => return Press::Interrupts,
        (KeyCode::Char('d'), true) if line.is_empty() => return Press::Closes,
        (KeyCode::Char('u'), true) => line.clear(),
        (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
            let last = line.grapheme_indices(true).next_back();
            line.truncate(last.map_or(0, |(start, _)| start));
        }
        (KeyCode::Char(letter), false) => line.push(letter),
        _ => {}
    }
    Press::Goes
}

/// The terminal while it shows nothing that is typed.
struct Raw;

impl Raw {
    fn on() -> io::Result<Self> {
        signals::give_back_first();
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nothing is left to do where the terminal is gone.
        let _ = disable_raw_mode();
    }
}

#[cfg(unix)]
mod signals {
    use std::sync::Once;
    use std::thread;

    use crossterm::terminal::{disable_raw_mode, enable_raw_mode, is_raw_mode_enabled};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    /// From now on a signal that ends or stops the program gives the terminal back first.
    pub fn give_back_first() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP]) else {
                return;
            };
            thread::spawn(move || {
                for signal in signals.forever() {
                    let was_raw = is_raw_mode_enabled().unwrap_or(false);
                    let _ = disable_raw_mode();
                    let _ = emulate_default_handler(signal);
                    // Only a stop comes back here, once it is over.
                    if was_raw {
                        let _ = enable_raw_mode();
                    }
                }
            });
        });
    }
}

#[cfg(not(unix))]
mod signals {
    pub fn give_back_first() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &[(KeyCode, KeyModifiers)]) -> (String, Press) {
        let mut line = String::new();
        let mut last = Press::Goes;
        for (code, modifiers) in keys {
            last = press(&KeyEvent::new(*code, *modifiers), &mut line);
        }
        (line, last)
    }

    #[test]
    fn a_letter_of_several_parts_goes_with_one_backspace() {
        let letters = "1e\u{301}"
            .chars()
            .map(|c| (KeyCode::Char(c), KeyModifiers::NONE));
        let mut keys: Vec<_> = letters.collect();
        keys.push((KeyCode::Backspace, KeyModifiers::NONE));
        assert_eq!(after(&keys), ("1".into(), Press::Goes));
    }

    #[test]
    fn the_end_of_the_input_counts_only_where_nothing_was_typed() {
        let close = (KeyCode::Char('d'), KeyModifiers::CONTROL);
        assert_eq!(after(&[close]).1, Press::Closes);
        let one = (KeyCode::Char('1'), KeyModifiers::NONE);
        assert_eq!(after(&[one, close]), ("1".into(), Press::Goes));
    }

    #[test]
    fn a_letter_with_control_is_not_text_and_ctrl_c_interrupts() {
        let clear = (KeyCode::Char('u'), KeyModifiers::CONTROL);
        let other = (KeyCode::Char('x'), KeyModifiers::CONTROL);
        let one = (KeyCode::Char('1'), KeyModifiers::NONE);
        assert_eq!(after(&[one, clear, other]), (String::new(), Press::Goes));
        assert_eq!(
            after(&[(KeyCode::Char('c'), KeyModifiers::CONTROL)]).1,
            Press::Interrupts
        );
    }
}
