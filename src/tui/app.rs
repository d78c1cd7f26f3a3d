//! The whole screen as one state: messages in, wishes out, a frame drawn from what is there.

mod facts;

use crossterm::event::{Event, KeyEvent, KeyEventKind};
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::desk::{Desk, Go};
use super::keymap::{Command, Scope, command};
pub use super::message::{Effect, Msg, Sheet};
use super::overlay::Overlay;
use super::screens::canvas::CanvasScreen;
use super::screens::decide::Decide;
use super::screens::due::DueScreen;
use super::screens::ending::Ending;
use super::screens::guide::Guide;
use super::screens::history::HistoryScreen;
use super::screens::home::Home;
use super::screens::letter::LetterScreen;
use super::screens::portfolio::PortfolioScreen;
use super::screens::review::ReviewScreen;
use super::screens::settings::SettingsScreen;
use super::screens::welcome::Welcome;
use super::session::Session;
use super::widgets::chrome::{self, LEAST};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Step;

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
    /// What the canvas said on earlier days.
    History(Box<HistoryScreen>),
    /// A letter.
    Letter(Box<LetterScreen>),
    /// Today's check-in.
    Review(Box<ReviewScreen>),
    /// The end of the collaboration.
    Ending(Box<Ending>),
    /// What is due.
    Due(DueScreen),
    /// What comes first, and what there are days for.
    Portfolio(Box<PortfolioScreen>),
    /// Team, reserve, our organisation.
    Settings(Box<SettingsScreen>),
}

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
}

/// What to do with a canvas once it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opening {
    id: CanvasId,
    how: How,
}

/// How a canvas is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// Begun just now: at the question after its title.
    Begun { is_quick: bool },
    /// In the guide, at the first open question.
    InGuide { is_quick: bool },
    /// As a page.
    AsPage,
}

impl App {
    /// A screen on a desk; a canvas to open at once goes to the guide.
    pub fn new(desk: Desk, is_first_start: bool, open: Option<CanvasId>, is_quick: bool) -> Self {
        let screen = if is_first_start {
            Screen::Welcome(Welcome::default())
        } else {
            Screen::Home(Home::default())
        };
        let how = How::InGuide { is_quick };
        let opening = open.map(|id| Opening { id, how });
        let mut app = Self {
            desk,
            screen,
            overlays: Vec::new(),
            opening,
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
            self.desk.list_again();
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
                match (self.overlays.last_mut(), &mut self.screen) {
                    (Some(overlay), _) => overlay.key(key, &mut self.desk),
                    (None, Screen::Guide(guide)) => guide.key(key, &mut self.desk),
                    (None, Screen::Decide(decide)) => decide.key(key, &mut self.desk),
                    (None, Screen::Letter(letter)) => letter.key(key, &mut self.desk),
                    (None, Screen::Review(review)) => review.key(key, &mut self.desk),
                    (None, Screen::Ending(ending)) => ending.key(key, &mut self.desk),
                    (None, Screen::Settings(settings)) => settings.key(key, &mut self.desk),
                    (None, Screen::Portfolio(portfolio)) => portfolio.key(key),
                    _ => {}
                }
            }
        }
    }

    fn paste(&mut self, text: &str) {
        let was_taken = match (self.overlays.last_mut(), &mut self.screen) {
            (Some(overlay), _) => overlay.paste(text, &mut self.desk),
            (None, Screen::Guide(guide)) => guide.paste(text, &mut self.desk),
            (None, Screen::Decide(decide)) => decide.paste(text, &mut self.desk),
            (None, Screen::Letter(letter)) => letter.paste(text, &mut self.desk),
            (None, Screen::Review(review)) => review.paste(text, &mut self.desk),
            (None, Screen::Ending(ending)) => ending.paste(text, &mut self.desk),
            (None, Screen::Settings(settings)) => settings.paste(text, &mut self.desk),
            (None, Screen::Portfolio(portfolio)) => portfolio.paste(text),
            _ => false,
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
            Scope::Line | Scope::Text | Scope::Prompt | Scope::Finder
        )
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        if let Some(overlay) = self.overlays.last() {
            return overlay.scope();
        }
        match &self.screen {
            Screen::Welcome(_) => Scope::Welcome,
            Screen::Home(_) => Scope::Home,
            Screen::Guide(guide) => guide.scope(),
            Screen::Canvas(_) => Scope::Canvas,
            Screen::Decide(decide) => decide.scope(),
            Screen::History(_) => Scope::History,
            Screen::Letter(letter) => letter.scope(),
            Screen::Review(review) => review.scope(),
            Screen::Ending(ending) => ending.scope(),
            Screen::Due(_) => Scope::Due,
            Screen::Settings(settings) => settings.scope(),
            Screen::Portfolio(portfolio) => portfolio.scope(),
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
            Command::Palette => {
                let scope = match (&self.screen, scope) {
                    (Screen::Letter(_), Scope::Text) => Scope::Letter,
                    _ => scope,
                };
                self.overlays.push(Overlay::palette(scope));
            }
            Command::SaveCopy => self.overlays.extend(Overlay::save_copy(&self.desk)),
            Command::Help => self.overlays.push(Overlay::help(scope)),
            other => self.pass_on(other),
        }
    }

    /// Hands a command to what lies on top, and goes where that leads.
    fn pass_on(&mut self, command: Command) {
        let go = match (self.overlays.last_mut(), &mut self.screen) {
            (Some(overlay), _) => {
                let closed = overlay.command(command, &mut self.desk);
                return self.after_overlay(closed);
            }
            (None, Screen::Welcome(welcome)) => welcome.command(command, &mut self.desk),
            (None, Screen::Home(home)) => home.command(command, &mut self.desk),
            (None, Screen::Guide(guide)) => guide.command(command, &mut self.desk),
            (None, Screen::Canvas(canvas)) => canvas.command(command, &mut self.desk),
            (None, Screen::Decide(decide)) => decide.command(command, &mut self.desk),
            (None, Screen::History(history)) => history.command(command, &mut self.desk),
            (None, Screen::Letter(letter)) => letter.command(command, &mut self.desk),
            (None, Screen::Review(review)) => review.command(command, &mut self.desk),
            (None, Screen::Ending(ending)) => ending.command(command, &mut self.desk),
            (None, Screen::Due(due)) => due.command(command, &mut self.desk),
            (None, Screen::Settings(settings)) => settings.command(command, &mut self.desk),
            (None, Screen::Portfolio(portfolio)) => portfolio.command(command, &mut self.desk),
        };
        self.go(go);
    }

    fn after_overlay(&mut self, closed: super::overlay::Closed) {
        use super::overlay::Closed;
        if closed != Closed::No {
            self.overlays.pop();
        }
        match closed {
            Closed::No | Closed::Yes => {}
            Closed::Run(command) => {
                let scope = self.scope();
                self.command(command, scope);
            }
            Closed::Open(id) => self.open(id),
            Closed::Workspace(folder) => self.desk.wish(Effect::Switch(folder)),
            Closed::Create { title, is_quick } => {
                let mut random = |end: usize| fastrand::usize(..end);
                let mut canvas = Canvas::new(&title, self.desk.now, &mut random);
                if let Some(name) = self.desk.settings.our_organisation() {
                    canvas.answer_our_organisation(name);
                }
                self.opening = Some(Opening {
                    id: canvas.id().clone(),
                    how: How::Begun { is_quick },
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
                self.screen = if std::mem::take(&mut self.desk.is_from_portfolio) {
                    Screen::Portfolio(Box::new(PortfolioScreen::at(id, &mut self.desk)))
                } else {
                    Screen::Home(Home::at(id))
                };
            }
            Go::Ask(question) => {
                let guide = Guide::at(question, &mut self.desk);
                self.screen = Screen::Guide(Box::new(guide));
            }
            Go::Canvas => self.screen = Screen::Canvas(CanvasScreen::at(self.step())),
            Go::Decide => self.screen = Screen::Decide(Box::new(Decide::new(&mut self.desk))),
            Go::Letter(back) => {
                let letter = LetterScreen::new(&self.desk, *back);
                self.screen = Screen::Letter(Box::new(letter));
            }
            Go::Outgoing(letter) => self.overlays.push(Overlay::outgoing(*letter, &self.desk)),
            Go::Review => self.screen = Screen::Review(Box::new(ReviewScreen::new(&mut self.desk))),
            Go::Ending => self.screen = Screen::Ending(Box::new(Ending::new(&mut self.desk))),
            Go::Due => self.screen = Screen::Due(DueScreen::default()),
            Go::Settings => {
                let back = self.desk.session.is_some();
                self.screen = Screen::Settings(Box::new(SettingsScreen::new(&self.desk, back)));
            }
            Go::History => {
                let (back, step) = (self.back(), self.step());
                let history = HistoryScreen::new(&mut self.desk, back, step);
                self.screen = Screen::History(Box::new(history));
            }
            Go::PutBack(wanted) => self.overlays.push(Overlay::put_back(wanted)),
            Go::Portfolio => {
                let portfolio = PortfolioScreen::at(None, &mut self.desk);
                self.screen = Screen::Portfolio(Box::new(portfolio));
            }
            Go::TryTeam => self.overlays.push(Overlay::try_team(&self.desk)),
            Go::KeepTries => self.overlays.push(Overlay::keep_tries(&self.desk)),
            Go::New => self.overlays.push(Overlay::new_canvas(&self.desk)),
            Go::Park => self.overlays.push(Overlay::park(&self.desk)),
            Go::Find => self.overlays.push(Overlay::find(&self.desk)),
            Go::Differences => self.overlays.extend(Overlay::differences(&self.desk)),
            Go::Read { title, text } => self.overlays.push(Overlay::read(title, text)),
            Go::Open(id) => self.open(id),
            Go::Demo => self.desk.wish(Effect::Demo),
            Go::Workspace => self.overlays.push(Overlay::workspace(&self.desk)),
            Go::Quit => self.leave(false),
        }
    }

    /// Where Esc leads from a screen that is opened over this one.
    fn back(&self) -> Go {
        match &self.screen {
            Screen::Guide(guide) => Go::Ask(guide.question),
            Screen::Decide(_) => Go::Decide,
            Screen::Review(_) => Go::Review,
            Screen::Ending(_) => Go::Ending,
            _ => Go::Canvas,
        }
    }

    /// The step of the canvas that this screen is about.
    fn step(&self) -> Step {
        match &self.screen {
            Screen::Guide(guide) => guide.step(),
            Screen::Canvas(canvas) => canvas.step(),
            Screen::Decide(_) | Screen::Letter(_) | Screen::Review(_) | Screen::Ending(_) => {
                Step::Decision
            }
            Screen::History(history) => history.step,
            _ => Step::Purpose,
        }
    }

    fn open(&mut self, id: CanvasId) {
        self.opening = Some(Opening {
            id: id.clone(),
            how: How::AsPage,
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
        let failed = self.desk.session.as_ref().is_some_and(Session::has_failed);
        self.desk.say(if failed {
            "It is tried once more."
        } else {
            "Everything is saved as you type."
        });
    }

    /// Leaves, unless words would be lost that could not be written: then only when asked again.
    fn leave(&mut self, is_sure: bool) {
        if let Screen::Portfolio(portfolio) = &mut self.screen {
            portfolio.settle(&mut self.desk);
        }
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
            Screen::History(history) => {
                history.draw(desk, area, buf);
                None
            }
            Screen::Guide(guide) => guide.draw(desk, area, buf),
            Screen::Decide(decide) => decide.draw(desk, area, buf),
            Screen::Letter(letter) => letter.draw(desk, area, buf),
            Screen::Review(review) => review.draw(desk, area, buf),
            Screen::Ending(ending) => ending.draw(desk, area, buf),
            Screen::Due(due) => {
                due.draw(desk, area, buf);
                None
            }
            Screen::Settings(settings) => settings.draw(desk, area, buf),
            Screen::Portfolio(portfolio) => portfolio.draw(desk, area, buf),
        };
        let Some(upper) = self.overlays.last() else {
            return cursor;
        };
        chrome::hints_over(upper.scope(), area, buf, &desk.look);
        let overlays = self.overlays.iter_mut();
        overlays.fold(None, |_, overlay| overlay.draw(desk, area, buf))
    }
}
