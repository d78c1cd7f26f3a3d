//! A letter: its seven parts, what is still blank, and the text, edited in place.

mod draw;
mod pages;
mod typing;

use super::super::app::Effect;
use super::super::desk::{Desk, Go, Outgoing, Way};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::widgets::field::{Field, Lines};
use super::open_canvas::undo;
use crate::canvas::codes::Coded;
use crate::canvas::letter::{Kind, Letter, Recipient, blanks, text_of};
use crate::canvas::shown::shown;
use pages::{Page, UNNEEDED, offered, the_parts, unneeded};

/// A letter to write.
#[derive(Debug)]
pub struct LetterScreen {
    page: Page,
    /// The letter to come back to from one that is kept.
    kind: Kind,
    /// How many letters the canvas keeps as sent.
    sent: usize,
    /// Whom it is for: a place among [`Recipient::all_with_drafts`].
    recipient: usize,
    field: Field,
    is_typing: bool,
    /// The draft that the canvas had when the planner last typed, to see what others made of it since.
    stood: Option<String>,
    /// Where esc leads.
    pub back: Go,
}

impl LetterScreen {
    /// The letter that goes with the decision, or else the one that was begun; `back` is where esc leads.
    pub fn new(desk: &Desk, back: Go) -> Self {
        let offered = desk.session.as_ref().and_then(offered);
        let begun = desk.session.as_ref().and_then(|session| {
            let mut letters = session.canvas.letters();
            letters.find(|letter| letter.is_draft())?.kind()
        });
        let kind = offered.or(begun);
        let mut screen = Self {
            page: kind.map_or(Page::Unneeded, Page::Draft),
            kind: kind.unwrap_or(Kind::NoRoom),
            sent: usize::MAX,
            recipient: 0,
            field: Field::new("", Lines::Several),
            is_typing: false,
            stood: None,
            back,
        };
        screen.follow(desk);
        if let (Some(kind), Some(session)) = (kind, &desk.session) {
            screen.page = screen.last_sent(kind, session).unwrap_or(screen.page);
            screen.follow(desk);
        }
        screen
    }

    /// The letter of a kind as it was sent last, where no other is begun since.
    fn last_sent(&self, kind: Kind, session: &Session) -> Option<Page> {
        let (to, canvas) = (self.recipient(session).name(), &session.canvas);
        if canvas.draft(kind, to.as_deref()).is_some() {
            return None;
        }
        let own = canvas
            .letters()
            .filter(|letter| letter.kind() == Some(kind) && letter.to() == to.as_deref());
        let last = own.max_by_key(|letter| letter.on())?;
        Some(Page::Kept(last.place))
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        if self.is_typing {
            Scope::Text
        } else {
            Scope::Letter
        }
    }

    /// Commands that do nothing with what is shown.
    pub fn idle(&self) -> Vec<Command> {
        let edits = [
            Command::Open,
            Command::Next,
            Command::Previous,
            Command::Editor,
            Command::Delete,
            Command::Sent,
        ];
        let hands_on = [Command::Copy, Command::Export, Command::Recipient];
        match self.page {
            Page::Draft(_) => Vec::new(),
            Page::Kept(_) => edits.into(),
            Page::Unneeded => edits.into_iter().chain(hands_on).collect(),
        }
    }

    /// Whom the letter is for.
    fn recipient(&self, session: &Session) -> Recipient {
        let mut all = Recipient::all_with_drafts(&session.canvas);
        let last = all.len() - 1;
        all.swap_remove(self.recipient.min(last))
    }

    /// The letter as the canvas fills it.
    fn filled(&self, kind: Kind, session: &Session) -> String {
        let recipient = self.recipient(session);
        let (canvas, suggestion) = (&session.canvas, &session.suggestion);
        Letter::of(canvas, suggestion, kind, &recipient, session.today()).text()
    }

    /// The text that the page has, as edited where it was.
    fn text(&self, session: &Session) -> String {
        match self.page {
            Page::Draft(kind) => {
                let (canvas, suggestion) = (&session.canvas, &session.suggestion);
                let recipient = self.recipient(session);
                text_of(canvas, suggestion, kind, &recipient, session.today())
            }
            Page::Kept(place) => {
                let mut letters = session.canvas.letters();
                let kept = letters.find(|letter| letter.place == place);
                kept.map_or_else(String::new, |letter| letter.text().to_owned())
            }
            Page::Unneeded => unneeded(session).to_owned(),
        }
    }

    /// Shows the text as the canvas has it now, where nobody types.
    fn follow(&mut self, desk: &Desk) {
        let Some(session) = &desk.session else { return };
        self.follow_sent(session);
        if !self.pages(session).contains(&self.page) {
            self.page = Page::Draft(offered(session).unwrap_or(self.kind));
        }
        if let Page::Draft(kind) = self.page {
            self.kind = kind;
        }
        if !self.is_typing {
            let shown = Field::reading(&self.text(session));
            if shown.text() != self.field.text() {
                self.field = shown;
            }
        }
        let marks = blanks(&self.field.text());
        let marks = marks.into_iter().map(|blank| blank.range);
        self.field.mark(marks.collect());
    }

    /// Stays with the letter once it is kept as sent; whoever types goes on in a draft.
    fn follow_sent(&mut self, session: &Session) {
        let sent = session.canvas.letters().filter(|letter| !letter.is_draft());
        let count = sent.clone().count();
        if count > self.sent && !self.is_typing {
            let text = self.field.text();
            let own = sent.filter(|letter| letter.text() == text).last();
            self.page = own.map_or(self.page, |letter| Page::Kept(letter.place));
        }
        self.sent = count;
    }

    /// Everything that can be shown: why none is needed, where that is so; the four letters, then those that
    /// are kept and are none of these.
    fn pages(&self, session: &Session) -> Vec<Page> {
        let canvas = &session.canvas;
        let to = self.recipient(session).name();
        let is_shown = |place: usize| {
            let drafts = Kind::ALL.iter();
            let mut drafts = drafts.filter_map(|kind| canvas.draft(*kind, to.as_deref()));
            drafts.any(|draft| draft.place == place)
        };
        let kept = canvas.letters().map(|letter| letter.place);
        let kept = kept.filter(|place| !is_shown(*place)).map(Page::Kept);
        let unneeded = offered(session).is_none().then_some(Page::Unneeded);
        let drafts = Kind::ALL.iter().map(|kind| Page::Draft(*kind));
        unneeded.into_iter().chain(drafts).chain(kept).collect()
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let go = if self.is_typing {
            self.while_typing(command, desk)
        } else {
            self.while_reading(command, desk)
        };
        self.follow(desk);
        go
    }

    fn while_reading(&mut self, command: Command, desk: &mut Desk) -> Go {
        match command {
            Command::Open | Command::Toggle => {
                self.begin_typing(desk);
            }
            Command::Next => self.go_to_blank(1, desk),
            Command::Previous => self.go_to_blank(-1, desk),
            Command::Right => self.turn(1, desk),
            Command::Left => self.turn(-1, desk),
            Command::Up => self.field.scroll(-1),
            Command::Down => self.field.scroll(1),
            Command::PageUp => self.field.scroll(-10),
            Command::PageDown => self.field.scroll(10),
            Command::Recipient => self.next_recipient(desk),
            Command::Editor if self.begin_typing(desk) => {
                desk.wish(Effect::Edit(self.field.text()));
            }
            Command::Copy if self.page == Page::Unneeded => {
                desk.say(UNNEEDED);
            }
            Command::Copy => desk.wish(Effect::CopyLetter(self.field.text())),
            Command::Delete => self.start_over(desk),
            Command::Undo | Command::Redo => {
                undo(command == Command::Undo, desk);
            }
            other => return self.leave(other, desk),
        }
        Go::Stay
    }

    fn leave(&self, command: Command, desk: &mut Desk) -> Go {
        match command {
            Command::Back => self.back.clone(),
            Command::Export => self.outgoing(Way::File, desk),
            Command::Sent => self.outgoing(Way::Sent, desk),
            Command::Example => the_parts(),
            Command::Decide => Go::Decide,
            Command::ShowCanvas => Go::Canvas,
            Command::Differences => Go::Differences,
            _ => Go::Stay,
        }
    }

    /// Shows the letter beside this one; what was edited stays with its own.
    fn turn(&mut self, by: isize, desk: &Desk) {
        let Some(session) = &desk.session else { return };
        let pages = self.pages(session);
        let at = pages
            .iter()
            .position(|page| *page == self.page)
            .unwrap_or(0);
        let to = at.saturating_add_signed(by).min(pages.len() - 1);
        self.page = pages[to];
        self.field = Field::reading(&self.text(session));
    }

    fn next_recipient(&mut self, desk: &mut Desk) {
        let Some(session) = &desk.session else { return };
        let count = Recipient::all_with_drafts(&session.canvas).len();
        if count < 2 {
            desk.say("Nobody else is in the canvas: change the name in the letter.");
            return;
        }
        let left = match self.page {
            Page::Draft(kind) => self.draft(kind, session).map(|_| self.recipient(session)),
            Page::Kept(_) | Page::Unneeded => None,
        };
        if let Page::Kept(_) = self.page {
            self.page = Page::Draft(self.kind);
        }
        self.recipient = (self.recipient.min(count - 1) + 1) % count;
        let said = left.map(|left| match left.name() {
            Some(name) => format!("Your text to {} is kept: t leads back to it.", shown(&name)),
            None => "Your text to nobody yet is kept: t leads back to it.".into(),
        });
        if let Some(said) = said {
            desk.say(said);
        }
    }

    /// Takes the draft out, so that the letter is as the canvas fills it.
    fn start_over(&mut self, desk: &mut Desk) {
        let (Page::Draft(kind), Some(session)) = (self.page, &mut desk.session) else {
            desk.say("This one is kept as it is.");
            return;
        };
        let to = self.recipient(session).name();
        let (canvas, to) = (&session.canvas, to.as_deref());
        let said = if canvas.draft(kind, to).is_none() {
            "It is as the canvas fills it."
        } else {
            // Only a list that is none could refuse, and then there would be no draft.
            let _ =
                session.edit_letters(|canvas, random| canvas.keep_draft(kind, to, None, random));
            "As the canvas fills it again. u brings your text back."
        };
        desk.say(said);
    }

    fn outgoing(&self, way: Way, desk: &mut Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Stay;
        };
        let kind = match (self.page, way) {
            (Page::Draft(kind), _) => kind,
            (Page::Kept(place), Way::File) => {
                let mut letters = session.canvas.letters();
                let kept = letters.find(|letter| letter.place == place);
                kept.and_then(|letter| letter.kind())
                    .unwrap_or(Kind::NoRoom)
            }
            (Page::Kept(_), Way::Sent) => {
                desk.say("This one is kept already.");
                return Go::Stay;
            }
            (Page::Unneeded, _) => {
                desk.say(UNNEEDED);
                return Go::Stay;
            }
        };
        if way == Way::Sent && session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return Go::Stay;
        }
        Go::Outgoing(Box::new(Outgoing {
            canvas: session.canvas.id().clone(),
            kind,
            to: self.recipient(session).name(),
            text: self.field.text(),
            way,
        }))
    }
}
