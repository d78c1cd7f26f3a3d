//! The end of a collaboration: a note of what it was, and one line that ends it once there is one.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::editor::{Did, Editor};
use super::super::keymap::{Command, Scope};
use super::super::target::Target;
use super::super::theme::Look;
use super::super::widgets::chrome::frame;
use super::super::widgets::prose::{below, indented, put, put_line, top};
use super::open_canvas::undo;
use crate::canvas::State;
use crate::canvas::capacity::days_in_words;
use crate::canvas::review::{ENDING_NOTE, EndError};
use crate::canvas::shown::shown_lines;
use crate::canvas::when;
use crate::canvas::wording::Wording;

/// The end of a collaboration.
#[derive(Debug)]
pub struct Ending {
    /// The note while it is written; else the planner is on the line that ends it.
    pub(in crate::tui) editor: Option<Editor>,
    is_on_note: bool,
}

impl Ending {
    /// The note, open to be written.
    pub fn new(desk: &mut Desk) -> Self {
        let mut ending = Self {
            editor: None,
            is_on_note: true,
        };
        ending.open(desk);
        ending
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        self.editor.as_ref().map_or(Scope::Review, Editor::scope)
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session)
            && editor.command(command, session) != Did::Nothing
        {
            return Go::Stay;
        }
        match command {
            Command::Next | Command::Down => {
                self.close(desk);
                self.is_on_note = false;
            }
            Command::Previous | Command::Up => {
                self.close(desk);
                self.is_on_note = true;
                self.open(desk);
            }
            Command::Back if self.editor.is_some() => self.close(desk),
            Command::Back => return Go::Canvas,
            Command::Undo | Command::Redo => {
                self.close(desk);
                undo(command == Command::Undo, desk);
            }
            Command::Open | Command::Toggle if self.is_on_note => self.open(desk),
            Command::Open => return self.end(desk),
            Command::Differences => return Go::Differences,
            Command::Example => return example(),
            Command::Editor => {
                if let Some(text) = self.editor.as_ref().and_then(Editor::text) {
                    desk.wish(Effect::Edit(text));
                }
            }
            Command::History => return Go::History,
            _ => {}
        }
        Go::Stay
    }

    /// Shows in the note what others have written there meanwhile.
    pub fn follow(&mut self, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            editor.follow(session);
        }
    }

    fn open(&mut self, desk: &mut Desk) {
        let Some(session) = &mut desk.session else {
            return;
        };
        if session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return;
        }
        let is_begun = session.canvas.ending_note().is_some();
        let mut editor = Editor::open(session, &ENDING_NOTE, Target::Ending);
        if !is_begun {
            // The headings are there already: writing begins behind the first.
            for (code, modifiers) in [
                (KeyCode::Home, KeyModifiers::CONTROL),
                (KeyCode::End, KeyModifiers::NONE),
            ] {
                editor.key(&KeyEvent::new(code, modifiers), session);
            }
        }
        self.editor = Some(editor);
    }

    fn close(&mut self, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (self.editor.take(), &mut desk.session) {
            editor.close(session);
            session.tidy_ending_note();
        }
        desk.save_changes(true);
    }

    /// Ends it; without a note, to the note.
    fn end(&mut self, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Home;
        };
        match session.end() {
            Ok(()) => {
                desk.shelve();
                desk.say("Ended today, and its days are free. Press u to take it back.");
                Go::Canvas
            }
            Err(EndError::NoNote) => {
                self.is_on_note = true;
                self.open(desk);
                desk.say("First the note: what we did, learned, who is told, who keeps what.");
                Go::Stay
            }
            Err(EndError::Ended(_)) => Go::Canvas,
            Err(EndError::Draft) => {
                desk.say("Nothing is decided any more, so there is nothing to end.");
                Go::Stay
            }
        }
    }

    /// Draws the screen and returns where the cursor is, in the note.
    pub fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        let look = &desk.look;
        let head = desk.head("the end".into());
        let body = frame(&head, self.scope(), area, buf, look);
        let words = Wording::shipped().question(&ENDING_NOTE);
        heading(&words.label, self.is_on_note, body, buf, look);
        let hint = indented(below(body, 1), 2);
        let used = put(&words.hint, hint, buf, look.theme.soft);
        let rest = below(body, 1 + used);
        let note = indented(top(rest, rest.height.saturating_sub(4)), 2);
        let cursor = match &self.editor {
            Some(editor) => editor.draw(session, note, buf, look),
            None => {
                let text = session.canvas.ending_note().unwrap_or("No note yet.");
                put(&shown_lines(text), note, buf, look.theme.text);
                None
            }
        };
        let last = below(rest, note.height + 1);
        let (ends, then) = the_end(desk);
        heading(&ends, !self.is_on_note, last, buf, look);
        put(&then, indented(below(last, 1), 2), buf, look.theme.soft);
        cursor
    }
}

/// A line that the planner may be on.
fn heading(text: &str, is_here: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let style = if is_here {
        put_line(look.glyphs.here, area, buf, look.theme.accent);
        look.theme.accent
    } else {
        look.theme.strong
    };
    put_line(text, indented(area, 2), buf, style);
}

/// A note that somebody might write, and why.
fn example() -> Go {
    let words = Wording::shipped().question(&ENDING_NOTE);
    Go::Read {
        title: words.label.clone(),
        text: format!("For example: {}\n\n{}", words.example, words.why),
    }
}

/// The line that ends it, or says that it has ended, and what that means in days.
fn the_end(desk: &Desk) -> (String, String) {
    let state = desk.session.as_ref().map(|session| session.canvas.state());
    if let Some(State::Ended(_, on)) = state {
        let ended = format!("It ended on {}", when::in_words(on));
        return (
            ended,
            "It takes no days. The note can still be changed.".into(),
        );
    }
    let live = desk.session.as_ref();
    let freed = live.and_then(|session| {
        let optimism = session.suggestion.capacity.optimism;
        session.canvas.freed_by_ending(optimism, desk.today)
    });
    let then = match freed {
        Some(days) => format!(
            "{} a month are free from then on. Enter here ends it; u takes it back.",
            days_in_words(days)
        ),
        None => "Enter here ends it; u takes it back.".into(),
    };
    let ends = format!("End it today, {}", when::in_words(desk.today));
    (ends, then)
}
