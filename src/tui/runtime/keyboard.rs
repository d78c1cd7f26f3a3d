//! Reads the keyboard, on a thread of its own.
//!
//! After each batch it waits until the loop has dealt with it, so that a program that is started meanwhile has
//! the keyboard for itself.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
#[cfg(unix)]
use std::time::{Duration, Instant};

use super::Happening;
#[cfg(unix)]
use super::decode::{Decoder, Input};
use crate::tui::app::Msg;

/// What is said of a byte that no UTF-8 letter has.
#[cfg(unix)]
const NO_LETTER: &str = "A letter came in that is not UTF-8 and was left out: set the terminal to UTF-8, and type it once more.";

/// How long that takes to read.
#[cfg(unix)]
const READING: Duration = Duration::from_secs(4);

/// Reads keys until the keyboard is gone, or nobody gives leave to go on.
pub(super) fn spawn(happen: Sender<Happening>) -> Sender<()> {
    let (permit, permits) = channel();
    thread::spawn(move || {
        if read_all(&happen, &permits).is_none() {
            return;
        }
        let _ = happen.send(Happening::InputGone);
    });
    permit
}

/// None where nobody listens any more.
#[cfg(unix)]
fn read_all(happen: &Sender<Happening>, permits: &Receiver<()>) -> Option<()> {
    use rustix::io::Errno;
    let keyboard = std::io::stdin();
    let mut decoder = Decoder::default();
    let mut bytes = vec![0; 64 * 1024];
    let mut left_out: Option<Instant> = None;
    loop {
        let inputs = match wait(&keyboard, decoder.patience()) {
            Ok(false) => decoder.pause(),
            Ok(true) => match rustix::io::read(&keyboard, &mut bytes) {
                Ok(0) => return Some(()),
                Ok(count) => decoder.feed(&bytes[..count]),
                // The terminal may not wait, where another program has told it so.
                Err(Errno::AGAIN | Errno::INTR) => continue,
                Err(_) => return Some(()),
            },
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(_) => return Some(()),
        };
        let mut batch = Vec::new();
        for input in inputs {
            match input {
                Input::Event(event) => batch.push(event),
                Input::NoLetter => left_out = Some(Instant::now()),
            }
        }
        if !batch.is_empty() {
            happen.send(Happening::Input(batch)).ok()?;
            permits.recv().ok()?;
        }
        // The next key takes away what was said: it is said again for as long as it takes to read.
        if left_out.is_some_and(|when| when.elapsed() < READING) {
            happen
                .send(Happening::Msg(Msg::Note(NO_LETTER.into())))
                .ok()?;
        }
    }
}

/// Waits for a key; false where none came in time.
#[cfg(unix)]
fn wait(keyboard: &impl std::os::fd::AsFd, patience: Option<Duration>) -> rustix::io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let patience = patience.map(|patience| Timespec {
        tv_sec: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(patience.subsec_nanos()),
    });
    let mut ends = [PollFd::new(keyboard, PollFlags::IN)];
    Ok(poll(&mut ends, patience.as_ref())? > 0)
}

#[cfg(not(unix))]
fn read_all(happen: &Sender<Happening>, permits: &Receiver<()>) -> Option<()> {
    use crossterm::event;
    while let Ok(first) = event::read() {
        let mut batch = vec![first];
        while event::poll(std::time::Duration::ZERO).unwrap_or(false) {
            match event::read() {
                Ok(event) => batch.push(event),
                Err(_) => break,
            }
        }
        happen.send(Happening::Input(batch)).ok()?;
        permits.recv().ok()?;
    }
    Some(())
}
