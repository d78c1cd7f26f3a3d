//! Copying a canvas or a letter: sent to the terminal (OSC 52), which may or may not pass it on.

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use jiff::civil::Date;

use super::super::app::Sheet;
use super::super::worker::Worker;
use crate::clock;
use crate::export::letter;
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

fn send(text: &str) -> String {
    match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)) {
        Ok(()) => {
            "Sent to the terminal's clipboard (OSC 52). If nothing pastes, press x for a file."
                .into()
        }
        Err(error) => format!("could not copy: {error}"),
    }
}
