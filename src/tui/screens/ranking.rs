//! One ranking: the list and who ranks, one person after the other alone, then who placed what where.
//!
//! What somebody types alone reaches no frame: not the letters, not how many. That is courtesy, not
//! security: the orders are in the file.

mod alone;
mod asking;
mod before;
mod result;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope, hints_without};
use super::super::message::RankingWish;
use super::super::widgets::chrome::{Head, frame_with};
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::canvas::ranking::typed::RankError;
use crate::canvas::shown::shown;
use crate::workspace::rankings::LoadedRanking;
use alone::Alone;
pub use alone::is_masked;
pub use asking::{Told, Wanted, ask_title};

/// One ranking.
#[derive(Debug)]
pub struct RankingScreen {
    ranking: Ranking,
    /// What the disk had of it last; None until it is written.
    base: Option<LoadedRanking>,
    disk: Disk,
    pane: Pane,
    /// Where the cursor is in each of the panes.
    at: [usize; 3],
    offsets: [usize; 3],
    alone: Option<Alone>,
}

/// How the disk stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Disk {
    Saved,
    Saving,
    Failed(String),
    ReadOnly,
}

/// What is said where nothing can be changed.
const READ_ONLY: &str =
    "A newer version of whytogether wrote it: it can be read here, not changed.";

/// Where the planner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    /// Who placed what where.
    Result,
    /// The list of challenges.
    List,
    /// Who ranks.
    People,
}

impl RankingScreen {
    /// A ranking that was begun just now; the list that ships is its list.
    pub fn begun(title: &str, desk: &mut Desk) -> Self {
        let random = &mut |end| fastrand::usize(..end);
        let ranking = Ranking::new(title, Ranking::shipped_challenges(), desk.now, random);
        let mut screen = Self::of(ranking, None);
        screen.save(desk);
        screen
    }

    /// A ranking as it was read.
    pub fn opened(loaded: LoadedRanking) -> Self {
        Self::of(loaded.ranking.clone(), Some(loaded))
    }

    fn of(ranking: Ranking, base: Option<LoadedRanking>) -> Self {
        let pane = match ranking.is_open() {
            true => Pane::Result,
            false if ranking.people().is_empty() => Pane::List,
            false => Pane::People,
        };
        let disk = match ranking.is_newer() {
            true => Disk::ReadOnly,
            false => Disk::Saved,
        };
        let mut screen = Self {
            ranking,
            base,
            disk,
            pane,
            at: [0; 3],
            offsets: [0; 3],
            alone: None,
        };
        screen.point_at_next_person();
        screen
    }

    /// Its id.
    pub fn id(&self) -> &CanvasId {
        self.ranking.id()
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match (&self.alone, self.pane) {
            (Some(_), _) => Scope::Masked,
            (None, Pane::Result) => Scope::Ranked,
            (None, Pane::List) => Scope::Challenges,
            (None, Pane::People) => Scope::Rankers,
        }
    }

    /// Commands that are bound here and do nothing as things stand.
    pub fn idle(&self) -> Vec<Command> {
        let people = self.ranking.people();
        let has_begun = people.iter().any(|person| person.is_ready);
        let mut idle = Vec::new();
        if !has_begun || self.ranking.is_open() {
            idle.push(Command::Reveal);
        }
        if has_begun && self.pane == Pane::List && self.alone.is_none() {
            idle.extend([Command::Open, Command::AddRow, Command::Delete]);
        }
        idle
    }

    /// True where what was given last is not on disk.
    pub fn has_failed(&self) -> bool {
        matches!(self.disk, Disk::Failed(_))
    }

    /// Takes a key of the person who ranks alone.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if let Some(alone) = &mut self.alone {
            alone.key(key);
            alone.keep(&self.ranking, desk);
        }
    }

    /// The same for a text that arrives at once; false where nobody ranks.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        if let Some(alone) = &mut self.alone {
            alone.take(text);
            alone.keep(&self.ranking, desk);
        }
        self.alone.is_some()
    }

    /// Takes in what became of the ranking as it was sent to the disk.
    pub fn saved(
        &mut self,
        sent: &Ranking,
        outcome: Result<Box<LoadedRanking>, String>,
        desk: &mut Desk,
    ) {
        match outcome {
            Ok(loaded) => {
                let was_open = self.ranking.is_open();
                let is_last = self.ranking == *sent;
                if is_last && self.has_failed() {
                    desk.say("It is on disk now.");
                }
                self.ranking = match is_last {
                    true => loaded.ranking.clone(),
                    // Something was given while it was being written.
                    false => self.ranking.merged(sent, &loaded.ranking, desk.now),
                };
                self.base = Some(*loaded);
                if is_last {
                    self.disk = Disk::Saved;
                }
                if !was_open && self.ranking.is_open() && self.alone.is_none() {
                    self.pane = Pane::Result;
                }
            }
            Err(why) => {
                if !self.has_failed() {
                    desk.say("Not saved yet; tried again until it works.");
                }
                self.disk = Disk::Failed(why);
            }
        }
    }

    /// Writes it, also once more where that has failed.
    pub fn save(&mut self, desk: &mut Desk) {
        if self.disk == Disk::ReadOnly {
            return;
        }
        if !self.has_failed() {
            self.disk = Disk::Saving;
        }
        desk.wish(Effect::Ranking(RankingWish::Save {
            ranking: Box::new(self.ranking.clone()),
            base: self.base.clone().map(Box::new),
        }));
    }

    /// Changes it, and writes what came of that.
    fn change<T>(
        &mut self,
        desk: &mut Desk,
        change: impl FnOnce(&mut Ranking) -> Result<T, RankError>,
    ) -> Result<T, RankError> {
        let mut changed = self.ranking.clone();
        let done = change(&mut changed)?;
        if self.disk == Disk::ReadOnly {
            desk.say(READ_ONLY);
        } else if changed != self.ranking {
            self.ranking = changed;
            self.save(desk);
        }
        Ok(done)
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if self.alone.is_some() {
            self.while_alone(command, desk);
            return Go::Stay;
        }
        match command {
            Command::Back => return Go::Rankings(Some(self.ranking.id().clone())),
            Command::Next => self.turn(1),
            Command::Previous => self.turn(-1),
            Command::AddRow => return self.wanted_here(desk),
            Command::Open => return self.open(desk),
            Command::Delete => self.take_out(desk),
            Command::Reveal if self.ranking.is_open() => desk.say("All of it can be seen already."),
            Command::Reveal => return Go::AskRanking(Wanted::Reveal),
            Command::Export => {
                let ranking = Box::new(self.ranking.clone());
                desk.wish(Effect::Ranking(RankingWish::Export(ranking)));
            }
            other => self.step(other),
        }
        Go::Stay
    }

    fn count(&self) -> usize {
        match self.pane {
            Pane::Result | Pane::List => self.ranking.challenges().len(),
            Pane::People => self.ranking.people().len(),
        }
    }

    /// Where the cursor is in the pane.
    fn place(&self) -> usize {
        self.at[self.pane as usize].min(self.count().saturating_sub(1))
    }

    fn step(&mut self, command: Command) {
        let at = self.place();
        let to = command.moved(at, self.count(), 10);
        self.at[self.pane as usize] = to.unwrap_or(at);
    }

    /// To the next pane, or the one before.
    fn turn(&mut self, by: isize) {
        let panes: &[Pane] = match self.ranking.is_open() {
            true => &[Pane::Result, Pane::List, Pane::People],
            false => &[Pane::List, Pane::People],
        };
        let at = panes
            .iter()
            .position(|pane| *pane == self.pane)
            .unwrap_or(0);
        let to = if by > 0 { at + 1 } else { at + panes.len() - 1 };
        self.pane = panes[to % panes.len()];
    }

    /// Puts the cursor on the next person who has not ranked.
    fn point_at_next_person(&mut self) {
        let people = self.ranking.people();
        let next = people.iter().position(|person| !person.is_ready);
        self.at[Pane::People as usize] = next.unwrap_or(0);
    }

    /// Rewords a challenge, or lets a person rank.
    fn open(&mut self, desk: &mut Desk) -> Go {
        match self.pane {
            Pane::Result => {}
            Pane::List if self.is_list_closed(desk) => {}
            Pane::List => {
                let (place, challenges) = (self.place(), self.ranking.challenges());
                return match challenges.get(place) {
                    Some(one) => Go::AskRanking(Wanted::Words(place, one.text.to_owned())),
                    None => Go::AskRanking(Wanted::Challenge),
                };
            }
            Pane::People if self.disk == Disk::ReadOnly => desk.say(READ_ONLY),
            Pane::People => {
                let people = self.ranking.people();
                match people.get(self.place()) {
                    Some(person) => self.alone = Some(Alone::new(person, &self.ranking, desk)),
                    None => return Go::AskRanking(Wanted::People),
                }
            }
        }
        Go::Stay
    }

    /// What the person who ranks alone asks for.
    fn while_alone(&mut self, command: Command, desk: &mut Desk) {
        match command {
            Command::Back => {
                self.alone = None;
                desk.say("Nothing is given yet. What was typed stays, hidden; enter on the name goes on.");
            }
            Command::Open => self.give(desk),
            _ => {}
        }
    }

    /// Takes down the order that was typed; a slip is named without repeating it.
    fn give(&mut self, desk: &mut Desk) {
        let Some(mut alone) = self.alone.take() else {
            return;
        };
        let order = alone.order(&self.ranking.challenges());
        alone.forget(&self.ranking, desk);
        let now = desk.now;
        let given = order
            .and_then(|order| self.change(desk, |ranking| ranking.rank(&alone.name, &order, now)));
        match given {
            Err(error) => {
                alone.refuse(&error);
                self.alone = Some(alone);
            }
            Ok(()) if self.ranking.is_open() => {
                self.pane = Pane::Result;
                self.point_at_next_person();
            }
            Ok(()) => {
                self.point_at_next_person();
                desk.say(format!(
                    "{} is ready. Enter hands over to the next.",
                    alone.name
                ));
            }
        }
    }
}

impl RankingScreen {
    /// Draws it and returns where the cursor is, where somebody ranks.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let hints = hints_without(self.scope(), &self.idle());
        let body = frame_with(&self.head(), hints, area, buf, &desk.look);
        if self.alone.is_some() {
            return self.draw_alone(desk, body, buf);
        }
        match self.pane {
            Pane::Result if self.ranking.is_open() => self.draw_result(desk, body, buf),
            _ => self.draw_before(desk, body, buf),
        }
        None
    }

    fn head(&self) -> Head {
        let (state, is_alarm) = match &self.disk {
            Disk::Saved => ("saved".to_owned(), false),
            Disk::Saving => ("saving".into(), false),
            Disk::Failed(why) => (format!("not saved: {why}"), true),
            Disk::ReadOnly => ("read only: written by a newer version".into(), false),
        };
        let about = match (&self.alone, self.pane) {
            (Some(_), _) => "one ranks alone",
            (None, Pane::Result) => "who placed what where",
            (None, _) => "worst first, each alone",
        };
        Head {
            title: shown(self.ranking.title()).into_owned(),
            about: about.into(),
            state: shown(&state).into_owned(),
            is_alarm,
            ..Head::default()
        }
    }
}
