//! The whole screen as one state: messages in, wishes out, a frame drawn from what is there.

mod facts;
mod going;
mod idle;
mod jobs;
mod screens;
mod talking;
mod typed;

use crossterm::event::{Event, KeyEvent, KeyEventKind};
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Door;
use super::desk::Desk;
use super::keymap::{Command, Key, Scope, binding};
use super::message::Astray;
pub use super::message::{Effect, Msg, Sheet};
use super::overlay::Overlay;
use super::screens::home::Home;
use super::screens::welcome::Welcome;
use super::session::Session;
use super::widgets::chrome::{self, LEAST};
use crate::canvas::id::CanvasId;
use going::{How, Opening};
use idle::Idle;
pub use screens::Screen;

/// The whole screen.
#[derive(Debug)]
pub struct App {
    desk: Desk,
    screen: Screen,
    /// What lies over the screen, the uppermost last.
    overlays: Vec<Overlay>,
    /// What to open once it is there.
    opening: Option<Opening>,
    is_leaving: bool,
    /// True after leaving was asked for once and questioned, while the key of now is dealt with.
    was_leaving: bool,
    /// True while a failed save that was asked for is to be explained in full.
    asks_why: bool,
    idle: Idle,
    resting: Option<Position>,
}

impl App {
    /// A screen on a desk; a canvas to open at once is opened at a door.
    pub fn new(desk: Desk, is_first_start: bool, open: Option<CanvasId>, door: Door) -> Self {
        let screen = if is_first_start {
            Screen::Welcome(Welcome::default())
        } else {
            Screen::Home(Home::default())
        };
        let how = How::At(door);
        let opening = open.map(|id| Opening { id, how });
        let mut app = Self {
            desk,
            screen,
            overlays: Vec::new(),
            opening,
            is_leaving: false,
            was_leaving: false,
            asks_why: false,
            idle: Idle::default(),
            resting: None,
        };
        app.desk.wish(Effect::RecallTyped);
        app.desk.wish(Effect::RecallPlace);
        app.desk.wish(Effect::TakeUp);
        if let Some(opening) = &app.opening {
            app.desk.wish(Effect::Open(opening.id.clone()));
        }
        app.desk.wish(Effect::List);
        app
    }

    /// The wishes that wait; they are taken.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.desk.effects)
    }

    /// Deals with one fact; the instant and the day are those of the message.
    pub fn update(&mut self, msg: Msg, now: Timestamp, today: Date) -> Vec<Effect> {
        self.desk.now = now;
        self.desk.talk.timer.advance(now);
        if self.desk.today != today {
            self.desk.today = today;
            self.desk.wish(Effect::Turn(today));
            self.desk.weighed.clear();
            self.desk.surround();
            self.desk.list_again();
        }
        match msg {
            Msg::Terminal(event) => self.terminal(event),
            Msg::Ending => self.leave(true),
            Msg::Stopping => self.settle(),
            other => self.fact(other),
        }
        self.desk.save_changes(false);
        self.keep_typed();
        self.follow_step();
        self.keep_time();
        self.take_effects()
    }

    /// When the screen shows something else although nothing happens; None almost always.
    pub fn changes_at(&self) -> Option<Timestamp> {
        self.desk.session.as_ref()?;
        self.desk.talk.timer.changes_at()
    }

    /// What the frame that was just drawn still lacks: before the first, everything; later, the weight of
    /// drafts that came into view.
    pub fn after_frame(&mut self) -> Vec<Effect> {
        if let Screen::Home(home) = &self.screen {
            home.ask_for_weights(&mut self.desk);
        }
        self.take_effects()
    }

    fn terminal(&mut self, event: Event) {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                self.desk.note.clear();
                self.key(&key);
            }
            Event::Paste(text) => {
                self.desk.note.clear();
                self.paste(&text);
            }
            _ => {}
        }
    }

    fn key(&mut self, key: &KeyEvent) {
        let scope = self.scope();
        match binding(scope, key) {
            Some((binding, key)) => {
                let (is_private, was) = (self.is_private(), self.whereabouts());
                self.command(binding.command, scope);
                if !is_private {
                    let led_to_a_step = self.step_led_to(was);
                    self.desk.talk.note(key.name(), binding, led_to_a_step);
                }
                self.pressed_since(binding.command, key);
            }
            None => {
                self.is_leaving = false;
                self.typed_since();
                if !self.is_private() {
                    let key = Key::of(key).name();
                    self.desk
                        .say(format!("{key} is no key here; ? shows all that are."));
                }
                match self.overlays.last_mut() {
                    Some(overlay) => {
                        overlay.key(key);
                        self.follow_writing();
                    }
                    None => self.screen.key(key, &mut self.desk),
                }
            }
        }
    }

    fn paste(&mut self, text: &str) {
        self.typed_since();
        let was_taken = match self.overlays.last_mut() {
            Some(overlay) => {
                let was_taken = overlay.paste(text);
                self.follow_writing();
                was_taken
            }
            None => self.screen.paste(text, &mut self.desk),
        };
        if !was_taken {
            self.desk
                .say("Nothing was pasted: press enter in a field first.");
        }
    }

    /// True while letters are text.
    pub fn takes_text(&self) -> bool {
        matches!(
            self.scope(),
            Scope::Line
                | Scope::Text
                | Scope::Prompt
                | Scope::Masked
                | Scope::Writing
                | Scope::Finder
        )
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match self.overlays.last() {
            Some(overlay) => overlay.scope(),
            None => self.screen.scope(&self.desk),
        }
    }

    fn command(&mut self, command: Command, scope: Scope) {
        let was_leaving = std::mem::take(&mut self.is_leaving);
        self.was_leaving = was_leaving;
        match command {
            Command::Quit => self.leave(was_leaving),
            Command::QuitTwice if was_leaving => self.leave(true),
            Command::QuitTwice => {
                self.is_leaving = true;
                self.desk
                    .say("Press ctrl-c once more to leave. Everything is saved.");
            }
            Command::Redraw => self.desk.wish(Effect::Redraw),
            Command::Suspend => self.settle(),
            Command::Save => self.save(),
            Command::Palette => {
                let scope = self.screen.around_field(scope);
                let idle = self.screen.idle(&self.desk);
                let palette = Overlay::palette(scope, &idle, &self.desk);
                self.overlays.push(palette);
            }
            Command::SaveCopy => self.overlays.extend(Overlay::save_copy(&self.desk)),
            Command::Park => self.park(),
            Command::Help => self
                .overlays
                .push(Overlay::help(scope, self.desk.talk.is_presenting)),
            Command::Present
            | Command::ShowKeys
            | Command::Timer
            | Command::MoreTime
            | Command::Minutes => self.talk(command),
            other => self.pass_on(other),
        }
    }

    /// Hands a command to what lies on top, and goes where that leads.
    fn pass_on(&mut self, command: Command) {
        match self.overlays.last_mut() {
            Some(overlay) => {
                let closed = overlay.command(command, &mut self.desk);
                self.after_overlay(closed);
            }
            None => {
                let go = self.screen.command(command, &mut self.desk);
                self.go(go);
            }
        }
    }

    /// Asks for a thought to park with the open canvas, or with the one that the cursor is on.
    fn park(&mut self) {
        if self.overlays.last().is_some_and(Overlay::is_parking) {
            return;
        }
        let chosen = self.screen.chosen(&self.desk);
        if self.desk.session.is_none() && chosen.is_none() {
            self.desk
                .say("A thought is parked with a canvas: begin or choose one first.");
            return;
        }
        self.overlays.push(Overlay::park(chosen, &self.desk));
    }

    fn save(&mut self) {
        if let Some(session) = &mut self.desk.session
            && session.is_unsaved()
        {
            session.save_again();
        }
        let mut failed = self.desk.session.as_ref().is_some_and(Session::has_failed);
        let desk = &self.desk;
        if desk.kept_nowhere.is_some() || desk.settings_wait() || !desk.unsaved.is_empty() {
            failed = true;
            self.desk.wish(Effect::SaveNow);
        }
        self.desk.save_changes(true);
        self.asks_why = failed;
        self.desk.say(if failed {
            "It is tried once more."
        } else {
            "Everything is saved as you type."
        });
    }

    /// Has everything written before the program stops for a while: nobody knows for how long.
    fn settle(&mut self) {
        self.desk.save_changes(true);
        self.keep_typed();
        self.desk.wish(Effect::Settle);
    }

    /// Leaves, unless words would be lost that could not be written: then only when asked again.
    fn leave(&mut self, is_sure: bool) {
        if let Screen::Portfolio(portfolio) = &mut self.screen {
            portfolio.settle(&mut self.desk);
        }
        self.desk.save_changes(true);
        let failed = self.desk.session.as_ref().is_some_and(Session::has_failed);
        let desk = &self.desk;
        let failed = failed || !desk.unsaved.is_empty() || desk.settings_wait();
        let warning = match &desk.kept_nowhere {
            Some(_) if failed => {
                "Your last words are not on disk. Press q again to leave without them."
            }
            Some(_) => "Unfinished text is kept nowhere. Press q again to leave without it.",
            None if failed => {
                "Your last words are not on disk. Press q again: the next start has them."
            }
            None => "",
        };
        if !warning.is_empty() && !is_sure {
            self.is_leaving = true;
            let astray = self.desk.session.as_ref().and_then(Session::astray);
            self.desk.say(match astray {
                Some(Astray::Gone) => {
                    "This canvas is not on disk any more. ctrl-s writes it again; q once more leaves it so."
                }
                Some(_) => "What you see is not on disk. Press q again to leave it so.",
                None => warning,
            });
        } else {
            self.desk.talk.timer.keep_now();
            self.keep_time();
            self.keep_place();
            self.desk.wish(Effect::Quit);
        }
    }

    /// Keeps which canvas the cursor is on, where none is open: the next start has the list open there.
    fn keep_place(&mut self) {
        if self.desk.session.is_none()
            && let Some(id) = self.screen.chosen(&self.desk)
        {
            self.desk.wish(Effect::KeepPlace(id));
        }
    }

    /// Draws everything; true where the cursor shows in a field.
    pub fn render(&mut self, frame: &mut Frame) -> bool {
        let area = frame.area();
        let cursor = self.draw(area, frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
        cursor.is_some()
    }

    /// Where the terminal's cursor rests, unseen, while nothing is typed: on what is chosen, as braille lines and
    /// screen readers follow it.
    pub fn resting_cursor(&self) -> Option<Position> {
        self.resting
    }

    /// Draws everything in a buffer and returns where the cursor is, where a field is typed in.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        buf.set_style(area, self.desk.look.theme.text);
        let cursor = if area.width < LEAST.0 || area.height < LEAST.1 {
            chrome::too_small(area, buf, &self.desk.look);
            None
        } else {
            self.draw_screen(area, buf)
        };
        super::guard::guard(buf);
        cursor.filter(|cursor| area.contains(*cursor))
    }

    fn draw_screen(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let desk = &self.desk;
        let mut cursor = self.screen.draw(desk, area, buf);
        let marks = chrome::marked(buf, &desk.look);
        self.resting = self.screen.chosen_at(&marks);
        if let Some(upper) = self.overlays.last() {
            let scope = upper.scope();
            let overlays = self.overlays.iter_mut();
            cursor = overlays.fold(None, |_, overlay| overlay.draw(desk, area, buf));
            let upper = chrome::marked(buf, &desk.look).into_iter();
            self.resting = upper.rev().find(|mark| !marks.contains(mark));
            chrome::hints_over(scope, area, buf, &desk.look);
        }
        self.say_if_unanswered(buf);
        let desk = &self.desk;
        chrome::message(&desk.note, area, buf, &desk.look);
        if !self.is_private() {
            let Desk {
                talk, note, look, ..
            } = &self.desk;
            chrome::pressed(talk, note, area, buf, look);
        }
        cursor
    }
}
