//! The terminal is taken, and given back as it was: on return, on an error, on a panic of any thread,
//! on a signal, and for a while when the program stops.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// True while the terminal is ours, so that it is given back once and only once.
static OURS: AtomicBool = AtomicBool::new(false);

/// True while the terminal is ours; false while another program has it, too.
pub fn is_ours() -> bool {
    OURS.load(Ordering::SeqCst)
}

/// Takes the terminal: raw, on its alternate screen, with pastes marked.
///
/// # Errors
/// When the terminal refuses.
pub fn take() -> io::Result<()> {
    OURS.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Takes it once more after somebody stopped the program and let it go on: the shell has set its modes since.
///
/// # Errors
/// When the terminal refuses.
pub fn take_again() -> io::Result<()> {
    // What is noted as the modes from before is put back first, or they would not be set anew.
    disable_raw_mode()?;
    take()
}

/// Sends bytes to the terminal, also where another program has told it not to wait.
///
/// # Errors
/// When the terminal is gone.
#[cfg(unix)]
pub fn send(bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let output = io::stdout().lock();
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(&output, rest) {
            Ok(count) => rest = &rest[count..],
            Err(Errno::AGAIN) => {
                let mut ends = [PollFd::new(&output, PollFlags::OUT)];
                match poll(&mut ends, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Sends bytes to the terminal.
///
/// # Errors
/// When the terminal is gone.
#[cfg(not(unix))]
pub fn send(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut output = io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()
}

/// Gives the terminal back as it was; each step is tried whatever became of the others.
pub fn give_back() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut output = io::stdout();
    let _ = execute!(output, EndSynchronizedUpdate);
    let _ = execute!(output, DisableBracketedPaste);
    let _ = execute!(output, SetCursorStyle::DefaultUserShape, Show);
    let _ = execute!(output, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// The terminal while it is ours; dropping it gives it back.
pub struct Held {
    before: Arc<Hook>,
}

impl Held {
    /// Takes the terminal, and gives it back before any thread says that it panicked; `after` is
    /// called once that is said.
    ///
    /// # Errors
    /// When the terminal refuses; it is given back then.
    pub fn take(after: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let held = Self {
            before: panic::take_hook().into(),
        };
        let before = Arc::clone(&held.before);
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
            after();
        }));
        take()?;
        Ok(held)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        give_back();
        // A thread that panics may not touch the hook, and the process is about to end.
        if !std::thread::panicking() {
            let before = Arc::clone(&self.before);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}
