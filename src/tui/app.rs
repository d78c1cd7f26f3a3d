//! The whole screen as one state: messages in, wishes out, a frame drawn from what is there.

use crossterm::event::{Event, KeyEvent, KeyEventKind};
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::desk::{Desk, Go, Reading};
use super::keymap::{Command, Scope, command};
pub use super::message::{Effect, Msg};
use super::overlay::Overlay;
use super::screens::canvas::CanvasScreen;
use super::screens::decide::Decide;
use super::screens::guide::Guide;
use super::screens::home::Home;
use super::screens::settings::SettingsScreen;
use super::screens::welcome::Welcome;
use super::session::{Session, Unfinished};
use super::widgets::chrome::{self, LEAST};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::workspace::store::{Loaded, Saved};

/// The screen that fills the terminal.
#[derive(Debug)]
pub enum Screen {
    /// First start.
    Welcome(Welcome),
    /// The list of canvases.
    Home(Home),
    /// One question at a time.
    Guide(Box<Guide>),
    /// The whole canvas.
    Canvas(CanvasScreen),
    /// The suggestion and the decision.
    Decide(Box<Decide>),
    /// Team, reserve, our organisation.
    Settings(Box<SettingsScreen>),
}

/// The whole screen.
#[derive(Debug)]
pub struct App {
    desk: Desk,
    screen: Screen,
    overlay: Option<Overlay>,
    /// What to open once it is there.
    opening: Option<Opening>,
    is_quick: bool,
    is_leaving: bool,
}

/// What to do with a canvas once it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opening {
    id: CanvasId,
    in_guide: bool,
}

impl App {
    /// A screen on a desk; a canvas to open at once goes to the guide.
    pub fn new(desk: Desk, is_first_start: bool, open: Option<CanvasId>, is_quick: bool) -> Self {
        let screen = if is_first_start {
            Screen::Welcome(Welcome::default())
        } else {
            Screen::Home(Home::default())
        };
        let opening = open.map(|id| Opening { id, in_guide: true });
        let mut app = Self {
            desk,
            screen,
            overlay: None,
            opening,
            is_quick,
            is_leaving: false,
        };
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
        if self.desk.today != today {
            self.desk.today = today;
            self.desk.surround();
            self.desk.wish(Effect::List);
        }
        match msg {
            Msg::Terminal(event) => self.terminal(event),
            Msg::Ending => self.leave(true),
            other => self.fact(other),
        }
        self.desk.save_changes(false);
        self.take_effects()
    }

    /// What the frame that was just drawn still lacks: drafts that came into view are to be weighed.
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
        match command(scope, key) {
            Some(command) => self.command(command, scope),
            None => {
                self.is_leaving = false;
                match (&mut self.overlay, &mut self.screen) {
                    (Some(overlay), _) => overlay.key(key, &mut self.desk),
                    (None, Screen::Guide(guide)) => guide.key(key, &mut self.desk),
                    (None, Screen::Decide(decide)) => decide.key(key, &mut self.desk),
                    (None, Screen::Settings(settings)) => settings.key(key, &mut self.desk),
                    _ => {}
                }
            }
        }
    }

    fn paste(&mut self, text: &str) {
        let was_taken = match (&mut self.overlay, &mut self.screen) {
            (Some(overlay), _) => overlay.paste(text, &mut self.desk),
            (None, Screen::Guide(guide)) => guide.paste(text, &mut self.desk),
            (None, Screen::Decide(decide)) => decide.paste(text, &mut self.desk),
            (None, Screen::Settings(settings)) => settings.paste(text, &mut self.desk),
            _ => false,
        };
        if !was_taken {
            self.desk
                .say("Nothing was pasted: press enter in a field first.");
        }
    }

    /// True while letters are text.
    pub fn takes_text(&self) -> bool {
        matches!(self.scope(), Scope::Line | Scope::Text | Scope::Finder)
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        if let Some(overlay) = &self.overlay {
            return overlay.scope();
        }
        match &self.screen {
            Screen::Welcome(_) => Scope::Welcome,
            Screen::Home(_) => Scope::Home,
            Screen::Guide(guide) => guide.scope(),
            Screen::Canvas(_) => Scope::Canvas,
            Screen::Decide(decide) => decide.scope(),
            Screen::Settings(settings) => settings.scope(),
        }
    }

    fn command(&mut self, command: Command, scope: Scope) {
        let was_leaving = std::mem::take(&mut self.is_leaving);
        match command {
            Command::Quit => self.leave(was_leaving),
            Command::QuitTwice if was_leaving => self.leave(true),
            Command::QuitTwice => {
                self.is_leaving = true;
                self.desk
                    .say("Press ctrl-c once more to leave. Everything is saved.");
            }
            Command::Redraw => self.desk.wish(Effect::Redraw),
            Command::Suspend => {
                self.desk.save_changes(true);
                self.desk.wish(Effect::Suspend);
            }
            Command::Save => self.save(),
            Command::Palette => self.overlay = Some(Overlay::palette(scope)),
            Command::Help => self.overlay = Some(Overlay::help(scope)),
            other => self.pass_on(other),
        }
    }

    /// Hands a command to what lies on top, and goes where that leads.
    fn pass_on(&mut self, command: Command) {
        let go = match (&mut self.overlay, &mut self.screen) {
            (Some(overlay), _) => {
                let closed = overlay.command(command, &mut self.desk);
                return self.after_overlay(closed);
            }
            (None, Screen::Welcome(welcome)) => welcome.command(command, &mut self.desk),
            (None, Screen::Home(home)) => home.command(command, &mut self.desk),
            (None, Screen::Guide(guide)) => guide.command(command, &mut self.desk),
            (None, Screen::Canvas(canvas)) => canvas.command(command, &mut self.desk),
            (None, Screen::Decide(decide)) => decide.command(command, &mut self.desk),
            (None, Screen::Settings(settings)) => settings.command(command, &mut self.desk),
        };
        self.go(go);
    }

    fn after_overlay(&mut self, closed: super::overlay::Closed) {
        use super::overlay::Closed;
        match closed {
            Closed::No => {}
            Closed::Yes => self.overlay = None,
            Closed::Run(command) => {
                self.overlay = None;
                let scope = self.scope();
                self.command(command, scope);
            }
            Closed::Open(id) => {
                self.overlay = None;
                self.open(id);
            }
            Closed::Workspace(folder) => {
                self.overlay = None;
                self.desk.wish(Effect::Switch(folder));
            }
            Closed::Create { title, is_quick } => {
                self.overlay = None;
                self.is_quick = is_quick;
                let mut random = |end: usize| fastrand::usize(..end);
                let mut canvas = Canvas::new(&title, self.desk.now, &mut random);
                if let Some(name) = self.desk.settings.our_organisation() {
                    canvas.answer_our_organisation(name);
                }
                self.opening = Some(Opening {
                    id: canvas.id().clone(),
                    in_guide: true,
                });
                self.desk.wish(Effect::Create(Box::new(canvas)));
            }
        }
    }

    fn go(&mut self, go: Go) {
        if go != Go::Stay {
            self.desk.save_changes(true);
        }
        match go {
            Go::Stay => {}
            Go::Home => {
                self.desk.shelve();
                let id = self
                    .desk
                    .session
                    .take()
                    .map(|session| session.canvas.id().clone());
                self.screen = Screen::Home(Home::at(id));
            }
            Go::Ask(question) => {
                let guide = Guide::at(question, self.is_quick, &mut self.desk);
                self.screen = Screen::Guide(Box::new(guide));
            }
            Go::Canvas => self.screen = Screen::Canvas(CanvasScreen::new(self.is_quick)),
            Go::Decide => self.screen = Screen::Decide(Box::new(Decide::new(&mut self.desk))),
            Go::Settings => {
                let back = self.desk.session.is_some();
                self.screen = Screen::Settings(Box::new(SettingsScreen::new(&self.desk, back)));
            }
            Go::New => self.overlay = Some(Overlay::new_canvas()),
            Go::Park => self.overlay = Some(Overlay::park()),
            Go::Find => self.overlay = Some(Overlay::find(&self.desk)),
            Go::Differences => self.overlay = Overlay::differences(&self.desk),
            Go::Read { title, text } => self.overlay = Some(Overlay::read(title, text)),
            Go::Open(id) => self.open(id),
            Go::Demo => self.desk.wish(Effect::Demo),
            Go::Workspace => self.overlay = Some(Overlay::workspace()),
            Go::Quit => self.leave(false),
        }
        if let Screen::Guide(guide) = &self.screen {
            self.is_quick = guide.is_quick();
        }
    }

    fn open(&mut self, id: CanvasId) {
        self.opening = Some(Opening {
            id: id.clone(),
            in_guide: false,
        });
        self.desk.wish(Effect::Open(id));
    }

    fn save(&mut self) {
        if let Some(session) = &mut self.desk.session
            && session.is_unsaved()
        {
            session.save_again();
        }
        self.desk.save_changes(true);
        self.desk.say("Everything is saved as you type.");
    }

    /// Leaves, unless words would be lost that could not be written: then only when asked again.
    fn leave(&mut self, is_sure: bool) {
        self.desk.save_changes(true);
        let failed = self.desk.session.as_ref().is_some_and(Session::has_failed);
        if failed && !is_sure {
            self.is_leaving = true;
            self.desk
                .say("Your last words are not on disk. Press q again to leave without them.");
        } else {
            self.desk.wish(Effect::Quit);
        }
    }

    /// Deals with what the worker did.
    fn fact(&mut self, msg: Msg) {
        let desk = &mut self.desk;
        match msg {
            Msg::Settings(Ok(settings)) => {
                desk.settings_read = settings.clone();
                desk.settings = settings;
                desk.surround();
            }
            Msg::Settings(Err(why)) | Msg::SettingsSaved(Err(why)) => {
                desk.settings_failed = Some(why.clone());
                desk.say(why);
            }
            Msg::SettingsSaved(Ok(settings)) => {
                desk.settings_failed = None;
                desk.settings_read = settings;
            }
            Msg::Listed(entries) => desk.portfolio.take_in(entries, &desk.settings.order()),
            Msg::ListDone(result) => {
                desk.reading = result.map_or_else(Reading::Failed, |()| Reading::Done);
                desk.surround();
            }
            Msg::Opened(id, result) => self.opened(&id, result),
            Msg::Created(Ok(loaded)) => {
                let id = loaded.canvas.id().clone();
                self.opened(&id, Ok((loaded, Unfinished::new())));
            }
            Msg::Created(Err(why)) => desk.say(why),
            Msg::Saved { sent, outcome } => self.saved(&sent, outcome),
            Msg::Trashed(id, Ok(())) => {
                desk.portfolio.remove(&id);
                desk.say("Moved to the trash. Press r to bring it back.");
                desk.trashed = Some(id);
            }
            Msg::Restored(_, Ok(())) => {
                desk.trashed = None;
                desk.wish(Effect::List);
                desk.say("Brought back from the trash.");
            }
            Msg::Trashed(_, Err(why)) | Msg::Restored(_, Err(why)) => desk.say(why),
            Msg::Weighed(weighed) => desk.weighed.extend(weighed),
            Msg::Note(note) => desk.say(note),
            Msg::Edited(Ok(text)) => {
                if let Screen::Guide(guide) = &mut self.screen {
                    guide.replace_text(&text, desk);
                }
            }
            Msg::Edited(Err(why)) => desk.say(why),
            Msg::Terminal(_) | Msg::Ending => {}
        }
    }

    fn opened(&mut self, id: &CanvasId, result: Result<(Box<Loaded>, Unfinished), String>) {
        let Some(opening) = self.opening.take_if(|opening| opening.id == *id) else {
            return;
        };
        match result {
            Ok((loaded, unfinished)) => {
                let around = self.desk.around(id);
                self.desk.session = Some(Session::new(*loaded, unfinished, around));
                if opening.in_guide {
                    let guide = Guide::at_first_open(self.is_quick, &mut self.desk);
                    self.screen = Screen::Guide(Box::new(guide));
                } else {
                    self.screen = Screen::Canvas(CanvasScreen::new(self.is_quick));
                }
            }
            Err(why) => {
                let text = format!(
                    "{why}\n\nThe file is left as it is. Mend it in an editor, or take an earlier copy, and open it again."
                );
                self.overlay = Some(Overlay::read(id.to_string(), text));
            }
        }
    }

    fn saved(&mut self, sent: &Canvas, outcome: Result<Box<Saved>, String>) {
        let now = self.desk.now;
        let Some(session) = &mut self.desk.session else {
            if let Err(why) = outcome {
                self.desk.say(format!("Not saved: {why}"));
            }
            return;
        };
        if session.canvas.id() != sent.id() {
            return;
        }
        match outcome {
            Ok(saved) => {
                let had = session.canvas.conflicts().len();
                session.saved(sent, &saved.loaded, saved.was_merged, now);
                let differs = session.canvas.conflicts().len() > had;
                if differs {
                    self.desk.say("Someone else changed the same answer. Yours stands; press v to see theirs.");
                } else if saved.was_merged {
                    self.desk
                        .say("Someone else changed this canvas too; their changes are in.");
                }
            }
            Err(why) => session.save_failed(why),
        }
    }

    /// Draws everything.
    pub fn render(&mut self, frame: &mut Frame) {
        let area = frame.area();
        let cursor = self.draw(area, frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
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
        let cursor = match &mut self.screen {
            Screen::Welcome(welcome) => {
                welcome.draw(desk, area, buf);
                None
            }
            Screen::Home(home) => {
                home.draw(desk, area, buf);
                None
            }
            Screen::Canvas(canvas) => {
                canvas.draw(desk, area, buf);
                None
            }
            Screen::Guide(guide) => guide.draw(desk, area, buf),
            Screen::Decide(decide) => decide.draw(desk, area, buf),
            Screen::Settings(settings) => settings.draw(desk, area, buf),
        };
        match &mut self.overlay {
            Some(overlay) => {
                chrome::hints_over(overlay.scope(), area, buf, &desk.look);
                overlay.draw(desk, area, buf)
            }
            None => cursor,
        }
    }
}
