//! Typing in a letter: in place, from one blank to the next, while others may change it too.

use crossterm::event::KeyEvent;

use super::LetterScreen;
use super::pages::{Page, UNNEEDED, the_parts};
use crate::canvas::letter::{Kind, blanks};
use crate::tui::app::Effect;
use crate::tui::desk::{Desk, Go};
use crate::tui::keymap::Command;
use crate::tui::session::Session;
use crate::tui::widgets::field::Field;

impl LetterScreen {
    /// Shows in the letter that is typed in what others have put there meanwhile.
    ///
    /// Where they took the draft away or sent it, the words that are typed stay on the screen: the next key
    /// keeps them as a draft again.
    pub fn follow_others(&mut self, desk: &mut Desk) {
        let (true, Page::Draft(kind), Some(session)) = (self.is_typing, self.page, &desk.session)
        else {
            return;
        };
        let draft = self.draft(kind, session);
        let stands = match &draft {
            Some(draft) => draft.clone(),
            None if self.stood.is_none() && !self.field.is_empty() => self.filled(kind, session),
            None => return,
        };
        if draft == self.stood && stands == self.field.text() {
            return;
        }
        self.field.turn_to(&stands);
        self.stood = draft;
        desk.say("Someone else changed this letter: this is how it reads now.");
    }

    /// Types a key in the letter.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if self.is_typing && self.field.key(key) {
            self.take_typed(desk);
        }
    }

    /// Puts a pasted text in the letter; false where it is not typed in.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        if self.is_typing && self.field.insert(text) {
            self.take_typed(desk);
        }
        self.is_typing
    }

    /// Replaces the letter with one that was edited elsewhere.
    pub fn replace_text(&mut self, text: &str, desk: &mut Desk) {
        if self.begin_typing(desk) {
            self.field = Field::reading(text.trim_end());
            self.take_typed(desk);
            self.end_typing(desk);
        }
    }

    /// Keeps what is typed as a draft, or no draft where it is what the canvas fills in.
    fn take_typed(&mut self, desk: &mut Desk) {
        let (Page::Draft(kind), Some(session)) = (self.page, &mut desk.session) else {
            return;
        };
        let text = self.field.text();
        let to = self.recipient(session).name();
        let is_own = text != self.filled(kind, session) && !text.trim().is_empty();
        let kept = session.edit_letters(|canvas, random| {
            canvas.keep_draft(kind, to.as_deref(), is_own.then_some(&text), random)
        });
        if let Err(error) = kept {
            desk.say(error.to_string());
        }
        self.note_what_stands(desk);
    }

    /// Begins to type; false where the letter is only read.
    pub(super) fn begin_typing(&mut self, desk: &mut Desk) -> bool {
        let Some(session) = &mut desk.session else {
            return false;
        };
        if session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return false;
        }
        let said = match self.page {
            Page::Draft(_) => None,
            Page::Kept(_) => Some("This one is kept as it is. Left and right lead to others."),
            Page::Unneeded => Some(UNNEEDED),
        };
        if let Some(said) = said {
            desk.say(said);
            return false;
        }
        if !self.is_typing {
            session.begin_typing();
        }
        self.is_typing = true;
        self.note_what_stands(desk);
        true
    }

    fn note_what_stands(&mut self, desk: &Desk) {
        if let (Page::Draft(kind), Some(session)) = (self.page, &desk.session) {
            self.stood = self.draft(kind, session);
        }
    }

    /// The text of the draft that the canvas keeps.
    pub(super) fn draft(&self, kind: Kind, session: &Session) -> Option<String> {
        let to = self.recipient(session).name();
        let draft = session.canvas.draft(kind, to.as_deref());
        draft.map(|draft| draft.text().to_owned())
    }

    pub(super) fn end_typing(&mut self, desk: &mut Desk) {
        if let (true, Some(session)) = (self.is_typing, &mut desk.session) {
            session.end_run();
        }
        self.is_typing = false;
        desk.save_changes(true);
    }

    pub(super) fn while_typing(&mut self, command: Command, desk: &mut Desk) -> Go {
        let is_changed = match command {
            Command::NewLine => match self.chosen_to_confirm() {
                Some(words) => self.field.insert(&words),
                None => self.field.new_line(),
            },
            Command::Undo => self.field.undo(),
            Command::Redo => self.field.redo(),
            _ => false,
        };
        if is_changed {
            self.take_typed(desk);
        }
        match command {
            Command::Next => self.go_to_blank(1, desk),
            Command::Previous => self.go_to_blank(-1, desk),
            Command::Back => self.end_typing(desk),
            Command::Editor => desk.wish(Effect::Edit(self.field.text())),
            Command::Example => return the_parts(),
            Command::NewLine | Command::Undo | Command::Redo => {}
            other => {
                self.end_typing(desk);
                return self.while_reading(other, desk);
            }
        }
        Go::Stay
    }

    /// Selects the next blank, or the one before, so that typing fills it.
    pub(super) fn go_to_blank(&mut self, by: isize, desk: &mut Desk) {
        let all = blanks(&self.field.text());
        let ranges: Vec<_> = all.into_iter().map(|blank| blank.range).collect();
        let at = if self.is_typing {
            self.field.place()
        } else {
            0
        };
        let found = if by > 0 {
            ranges.iter().find(|one| one.start >= at).or(ranges.first())
        } else {
            let before = ranges.iter().rev().find(|one| one.end < at);
            before.or(ranges.last())
        };
        let Some(found) = found.cloned() else {
            desk.say("No blank is left.");
            return;
        };
        if self.begin_typing(desk) {
            self.field.select(found);
            if self.chosen_to_confirm().is_some() {
                desk.say("From your canvas: enter takes it, typing replaces it.");
            }
        }
    }

    /// The words of the chosen blank, where they are only to be confirmed.
    fn chosen_to_confirm(&self) -> Option<String> {
        let chosen = self.field.selection()?;
        let text = self.field.text();
        let found = blanks(&text)
            .into_iter()
            .find(|blank| blank.range == chosen)?;
        found.to_confirm().map(str::to_owned)
    }
}
