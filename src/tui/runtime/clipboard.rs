//! Copying a canvas or a letter: sent to the terminal (OSC 52), which may or may not pass it on.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use jiff::civil::Date;

use super::super::app::Sheet;
use super::super::worker::{Worker, copies};
use crate::canvas::closing::Begin;
use crate::clock;
use crate::export::{letter, session};
use crate::workspace::Workspace;

/// Copies a canvas as Markdown and says what was done, honestly.
pub fn copy(workspace: &Workspace, sheet: &Sheet, as_of: Option<Date>) -> String {
    let today = as_of.unwrap_or_else(clock::today);
    let worker = Worker::new(workspace.clone(), None, today, |_| {});
    worker
        .as_markdown(sheet)
        .map_or_else(|why| why, |text| send(&text))
}

/// Copies a letter as plain text and says what was done, honestly.
pub fn copy_letter(text: &str) -> String {
    send(&letter::plain(text))
}

/// Copies what a session came to, puts it in a file too, and says what was done, honestly.
pub fn copy_session(sheet: &Sheet, begin: &Begin) -> String {
    let Sheet::Open { canvas, suggestion } = sheet else {
        return "Open the canvas first.".into();
    };
    let text = session::session(canvas, suggestion, begin);
    let written = copies::write_new(&format!("{}-chat", canvas.id()), "txt", &text);
    let asked = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(&text));
    match (asked, written) {
        (Ok(()), Ok(file)) => {
            format!("Asked the terminal to copy; if nothing arrives, it is in {file}.")
        }
        (Err(_), Ok(file)) => format!("Not copied; it is in {file}."),
        (Ok(()), Err(why)) => format!("Asked the terminal to copy; no file beside it: {why}"),
        (Err(error), Err(why)) => format!("Neither copied ({error}) nor written: {why}"),
    }
}

fn send(text: &str) -> String {
    match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)) {
        Ok(()) => {
            "Sent to the terminal's clipboard (OSC 52). If nothing pastes, press x for a file."
                .into()
        }
        Err(error) => format!("could not copy: {error}"),
    }
}
