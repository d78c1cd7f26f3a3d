//! The end of a session: every parked thought becomes a next step, is kept or dropped, and what the session
//! came to is one text for the call's chat.

mod draw;

use crossterm::event::KeyEvent;
use jiff::civil::Date;

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::widgets::field::{Field, Lines};
use crate::canvas::Canvas;
use crate::canvas::answer::{AnswerError, typed_cell};
use crate::canvas::id::Random;
use crate::canvas::parked::NextStep;
use crate::canvas::question::{Cell, Question};
use crate::canvas::row::as_date;

/// The end of a session.
#[derive(Debug)]
pub struct Finish {
    /// Where esc leads.
    pub back: Go,
    /// The thought that the cursor is on, by its place in the list.
    at: usize,
    /// The first thought in view.
    first: usize,
    /// How many lines of the text are scrolled away.
    offset: usize,
    form: Option<Form>,
}

/// What a next step is made of, while it is typed.
#[derive(Debug)]
struct Form {
    /// What was parked.
    thought: String,
    fields: [Field; 3],
    at: usize,
    /// Why what is typed is no day.
    refused: Option<AnswerError>,
}

impl Form {
    fn new(thought: &str) -> Self {
        let field = |text: &str| Field::new(text, Lines::One);
        Self {
            thought: thought.to_owned(),
            fields: [field(thought), field(""), field("")],
            at: 0,
            refused: None,
        }
    }

    /// The form of a thought of a canvas, with what was typed there and not written down.
    fn of(thought: &str, desk: &Desk) -> Self {
        let mut form = Self::new(thought);
        for (place, field) in form.fields.iter_mut().enumerate() {
            if let Some(text) = desk.left_typed.get(&asked(thought, place, desk)) {
                *field = Field::new(text, Lines::One);
            }
        }
        form
    }

    /// Has kept what is typed, until it is written down.
    fn keep(&self, desk: &mut Desk) {
        let fresh = Self::new(&self.thought);
        for (place, field) in self.fields.iter().enumerate() {
            let (asked, text) = (asked(&self.thought, place, desk), field.text());
            match text == fresh.fields[place].text() {
                true => drop(desk.left_typed.remove(&asked)),
                false => drop(desk.left_typed.insert(asked, text)),
            }
        }
    }

    /// Has kept nothing of it any more.
    fn forget(&self, desk: &mut Desk) {
        Self::new(&self.thought).keep(desk);
    }

    /// The day that is typed; None where the field is empty.
    fn by(&self, today: Date) -> Result<Option<Date>, AnswerError> {
        let value = typed_cell(next_steps(), Cell::Date, &self.fields[2].text(), today)?;
        Ok(value.as_ref().and_then(as_date))
    }
}

/// Under which name it is kept what is typed in a field of a thought of the open canvas.
fn asked(thought: &str, place: usize, desk: &Desk) -> String {
    let session = desk.session.as_ref();
    let canvas = session.map_or("", |session| session.canvas.id().as_str());
    format!("A next step\n{canvas}\n{thought}\n{place}")
}

fn next_steps() -> &'static Question {
    Question::find("decision.next_steps").expect("in the table")
}

impl Finish {
    /// The screen; esc then leads to `back`.
    pub fn new(back: Go) -> Self {
        Self {
            back,
            at: 0,
            first: 0,
            offset: 0,
            form: None,
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match self.form {
            Some(_) => Scope::Prompt,
            None => Scope::Finish,
        }
    }

    /// Commands that are bound here and do nothing as things stand.
    pub fn idle(&self, desk: &Desk) -> &'static [Command] {
        let session = desk.session.as_ref();
        match session.is_some_and(|session| !session.canvas.parked().is_empty()) {
            true => &[],
            false => &[
                Command::Open,
                Command::Toggle,
                Command::Delete,
                Command::Up,
                Command::Down,
            ],
        }
    }

    /// Types a key in the form.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if let Some(form) = &mut self.form
            && form.fields[form.at].key(key)
        {
            form.refused = None;
            form.keep(desk);
        }
    }

    /// Puts a pasted text in the form; false where it is not open.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        let Some(form) = &mut self.form else {
            return false;
        };
        form.fields[form.at].insert(text);
        form.refused = None;
        form.keep(desk);
        true
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if self.form.is_some() {
            self.in_form(command, desk);
            return Go::Stay;
        }
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        let parked = session.canvas.parked();
        self.at = self.at.min(parked.len().saturating_sub(1));
        match command {
            Command::Up => self.at = self.at.saturating_sub(1),
            Command::Down => self.at = (self.at + 1).min(parked.len().saturating_sub(1)),
            Command::PageUp => self.offset = self.offset.saturating_sub(5),
            Command::PageDown => self.offset += 5,
            Command::Copy => copy(desk),
            Command::Back => return self.back.clone(),
            Command::Undo | Command::Redo => {
                super::open_canvas::undo(command == Command::Undo, desk);
            }
            other => self.settle(other, desk),
        }
        Go::Stay
    }

    /// Settles the thought that the cursor is on.
    fn settle(&mut self, command: Command, desk: &mut Desk) {
        let Some(session) = &mut desk.session else {
            return;
        };
        if !matches!(command, Command::Open | Command::Toggle | Command::Delete) {
            return;
        }
        if session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return;
        }
        let parked = session.canvas.parked();
        let Some(thought) = parked.get(self.at).copied() else {
            desk.say("Nothing is parked: ctrl-k parks a thought, from anywhere.");
            return;
        };
        let place = thought.place;
        if command == Command::Open {
            let thought = thought.text.to_owned();
            self.form = Some(Form::of(&thought, desk));
            return;
        }
        let today = session.today();
        let is_keep = command == Command::Toggle;
        let said = change(session, |canvas, _| {
            if is_keep {
                canvas.keep_parked(place, today);
            } else {
                canvas.drop_parked(place);
            }
            Ok(())
        });
        desk.say(match (said, is_keep) {
            (Err(error), _) => error.to_string(),
            (Ok(()), true) => "Kept: it stays parked with the canvas.".into(),
            (Ok(()), false) => "Dropped. Press u to bring it back.".into(),
        });
        if is_keep {
            self.at += 1;
        }
    }

    fn in_form(&mut self, command: Command, desk: &mut Desk) {
        let Some(form) = &mut self.form else { return };
        let last = form.fields.len() - 1;
        match command {
            Command::Back => self.form = None,
            Command::Next => form.at = (form.at + 1) % (last + 1),
            Command::Previous => form.at = (form.at + last) % (last + 1),
            Command::Open if form.at < last => form.at += 1,
            Command::Open => self.take_up(desk),
            Command::Undo => {
                form.fields[form.at].undo();
                form.keep(desk);
            }
            Command::Redo => {
                form.fields[form.at].redo();
                form.keep(desk);
            }
            _ => {}
        }
    }

    /// Writes the next step down, and parks the thought no more.
    fn take_up(&mut self, desk: &mut Desk) {
        let (Some(form), Some(session)) = (&mut self.form, &mut desk.session) else {
            return;
        };
        let by = match form.by(session.today()) {
            Ok(by) => by,
            Err(refused) => {
                form.refused = Some(refused);
                return;
            }
        };
        let step = NextStep {
            action: form.fields[0].text(),
            who: form.fields[1].text(),
            by,
        };
        if step.action.trim().is_empty() {
            form.at = 0;
            return;
        }
        let parked = session.canvas.parked();
        let thought = parked.iter().find(|one| one.text == form.thought);
        let Some(place) = thought.map(|one| one.place) else {
            desk.say("Somebody else has settled this thought meanwhile; esc closes the form.");
            return;
        };
        match change(session, |canvas, random| {
            canvas.take_up_parked(place, &step, random)
        }) {
            Ok(()) => {
                form.forget(desk);
                self.form = None;
                desk.say("It is among the next steps now. Press u to park it again.");
            }
            Err(error) => desk.say(error.to_string()),
        }
    }
}

fn change(
    session: &mut Session,
    change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
) -> Result<(), AnswerError> {
    session.edit_as("A parked thought", next_steps(), change)
}

/// Wishes for the text in the clipboard and in a file.
fn copy(desk: &mut Desk) {
    let Some(session) = &desk.session else { return };
    let (sheet, begin) = (session.sheet(), Box::new(session.begin()));
    desk.save_changes(true);
    desk.wish(Effect::CopySession { sheet, begin });
}
