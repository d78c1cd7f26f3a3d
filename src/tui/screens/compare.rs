//! Canvases or voices side by side: where they agree, where they differ, and a joint canvas of them.

mod anew;
mod detail;
mod draw;
mod list;
mod ready;

use jiff::Timestamp;
use serde_json::Value;

pub use self::anew::{Anew, Choice};
use self::ready::{Item, Ready, sides};
use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::keymap::Command;
use crate::canvas::Canvas;
use crate::canvas::compare::Compared;
use crate::canvas::id::CanvasId;
use crate::canvas::joint::{Joint, JointError, Spot, Take, is_choosable, joint};
use crate::canvas::question::AnswerType;

pub use crate::canvas::joint::Taken;

/// What is laid beside other things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// A canvas of the workspace.
    Canvas(CanvasId),
    /// A canvas file elsewhere, as typed.
    File(String),
}

/// What was read to be laid side by side.
#[derive(Debug)]
pub struct Laid {
    /// What was asked for.
    pub of: Vec<Beside>,
    /// The canvases, or why one cannot be read.
    pub canvases: Result<Vec<Canvas>, String>,
    /// What was mended or left out in files from other hands.
    pub slips: Vec<String>,
    /// What was taken for a joint canvas before.
    pub taken: Taken,
}

/// Canvases or voices side by side.
#[derive(Debug)]
pub struct CompareScreen {
    of: Vec<Beside>,
    /// Where esc leads.
    pub back: Go,
    stand: Stand,
    chosen: usize,
    taken: Taken,
    list_offset: usize,
    scroll: u16,
    /// Rows that the chosen question has, and that are in view; known once it is drawn.
    detail_rows: (u16, u16),
}

/// How far the reading has come.
#[derive(Debug)]
enum Stand {
    /// Under way.
    Reading,
    /// It cannot be done, for this reason.
    Failed(String),
    /// It lies there.
    Ready(Box<Ready>),
}

impl CompareScreen {
    /// The screen, which asks for what is to be laid side by side; Esc leads back.
    pub fn new(of: Vec<Beside>, back: Go, desk: &mut Desk) -> Self {
        desk.wish(Effect::Lay(of.clone()));
        Self {
            of,
            back,
            stand: Stand::Reading,
            chosen: 0,
            taken: Taken::new(),
            list_offset: 0,
            scroll: 0,
            detail_rows: (0, 0),
        }
    }

    /// Takes in what was read.
    pub fn laid(&mut self, laid: Laid, desk: &mut Desk) {
        if laid.of != self.of {
            return;
        }
        let ready = laid
            .canvases
            .and_then(|canvases| Ready::of(canvases, &laid.of));
        self.stand = match ready {
            Ok(ready) => Stand::Ready(Box::new(ready)),
            Err(why) => Stand::Failed(why),
        };
        self.taken = laid.taken;
        if !self.taken.is_empty() {
            desk.say("What you had taken for a joint canvas is still here.");
        }
    }

    fn ready(&self) -> Option<&Ready> {
        match &self.stand {
            Stand::Ready(ready) => Some(ready),
            Stand::Reading | Stand::Failed(_) => None,
        }
    }

    /// The chosen line of the list, with its question.
    fn item(&self) -> Option<(&Item, &Compared)> {
        self.ready()?.item(self.chosen)
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let count = self.ready().map_or(0, |ready| ready.items.len());
        let last = count.saturating_sub(1);
        match command {
            Command::Back => return self.back.clone(),
            Command::Up => self.step_to(self.chosen.saturating_sub(1)),
            Command::Down => self.step_to((self.chosen + 1).min(last)),
            Command::First => self.step_to(0),
            Command::Last => self.step_to(last),
            Command::Next => self.seek_open(1),
            Command::Previous => self.seek_open(-1),
            Command::PageDown | Command::PageUp => self.scroll_detail(command),
            Command::Digit(digit) => self.take(usize::from(digit).saturating_sub(1), desk),
            Command::Drop => self.drop_taken(desk),
            Command::Open => return self.anew(desk),
            Command::Joint if self.ready().is_some() => return Go::Joint(self.title()),
            _ => {}
        }
        Go::Stay
    }

    fn step_to(&mut self, at: usize) {
        if self.chosen != at {
            (self.chosen, self.scroll) = (at, 0);
        }
    }

    fn scroll_detail(&mut self, command: Command) {
        let (rows, room) = self.detail_rows;
        let step = room.saturating_sub(1).max(1);
        self.scroll = match command {
            Command::PageDown => (self.scroll + step).min(rows.saturating_sub(room)),
            _ => self.scroll.saturating_sub(step),
        };
    }

    /// To the next that somebody has to choose for, or the one before.
    fn seek_open(&mut self, by: isize) {
        let Some(ready) = self.ready() else { return };
        let is_open = |at: &usize| ready.items[*at].needs_choice;
        let found = if by > 0 {
            (self.chosen + 1..ready.items.len()).find(is_open)
        } else {
            (0..self.chosen).rev().find(is_open)
        };
        if let Some(at) = found {
            self.step_to(at);
        }
    }

    /// Takes what one side says.
    fn take(&mut self, side: usize, desk: &mut Desk) {
        let (Some(ready), Some((item, compared))) = (self.ready(), self.item()) else {
            return;
        };
        let Some(name) = ready.comparison.sides.get(side).cloned() else {
            return;
        };
        let spot = Spot::find(&ready.comparison, &item.address);
        if !is_choosable(compared.question) {
            desk.say("This one is not taken from a side: the joint canvas has it from all.");
        } else if !spot.is_some_and(|spot| spot.has(side)) {
            desk.say(format!("{name} has no answer to take here."));
        } else {
            let address = item.address.clone();
            self.taken.insert(address, Take::Of(side));
            self.keep(desk);
            desk.say(format!(
                "The joint canvas takes what {name} says. Tab leads to the next that differs."
            ));
        }
    }

    /// Leaves it open again.
    fn drop_taken(&mut self, desk: &mut Desk) {
        let Some((item, _)) = self.item() else {
            return;
        };
        let address = item.address.clone();
        match self.taken.remove(&address) {
            Some(Take::Anew(value)) => {
                desk.left_typed.insert(address, written(&value));
                self.keep(desk);
                desk.say("Open again. What was written comes back with enter.");
            }
            Some(Take::Of(_)) => {
                self.keep(desk);
                desk.say("Open again.");
            }
            None => desk.say("Nothing was taken here."),
        }
    }

    /// Opens a field to write the answer anew.
    fn anew(&self, desk: &mut Desk) -> Go {
        let Some((item, compared)) = self.item() else {
            return Go::Stay;
        };
        let question = compared.question;
        if !is_choosable(question) {
            desk.say("Everyone's own answer stays: nothing is written for all.");
            return Go::Stay;
        }
        let is_several = matches!(question.answer, AnswerType::Rows(_) | AnswerType::Scales(_));
        if item.cell.is_none() && is_several {
            let has_cells = self
                .ready()
                .is_some_and(|ready| ready.has_cells(self.chosen));
            desk.say(match has_cells {
                true => "Each row that differs stands below: go down to write one of them anew.",
                false => "Take a side's rows, or write in the joint canvas.",
            });
            return Go::Stay;
        }
        let so_far = match self.taken.get(&item.address) {
            Some(Take::Anew(value)) => written(value),
            _ => desk
                .left_typed
                .get(&*item.address)
                .cloned()
                .unwrap_or_default(),
        };
        Go::Anew(Box::new(Anew::of(item, compared, so_far)))
    }

    /// Takes an answer that was written anew; None leaves it open.
    pub fn write(&mut self, address: &str, value: Option<Value>, desk: &mut Desk) {
        if value.is_some() {
            desk.say("The joint canvas takes what you wrote.");
        }
        self.put(address, value, desk);
    }

    /// The same while it is typed, so that a crash takes none of it.
    pub fn put(&mut self, address: &str, value: Option<Value>, desk: &mut Desk) {
        let before = self.taken.get(address).cloned();
        match value {
            Some(value) => drop(self.taken.insert(address.to_owned(), Take::Anew(value))),
            // What a side says stays taken until something is written.
            None if matches!(before, Some(Take::Anew(_))) => drop(self.taken.remove(address)),
            None => {}
        }
        if self.taken.get(address) != before.as_ref() {
            self.keep(desk);
        }
    }

    /// Keeps what was taken, so that leaving half way loses nothing.
    fn keep(&self, desk: &mut Desk) {
        desk.wish(Effect::KeepTaken {
            of: self.of.clone(),
            taken: self.taken.clone(),
        });
    }

    /// A title to offer for the joint canvas.
    fn title(&self) -> String {
        let first = self.ready().and_then(|ready| ready.canvases.first());
        first.map_or_else(String::new, |canvas| {
            format!("{}, together", canvas.title())
        })
    }

    /// The joint canvas of what was taken.
    ///
    /// # Errors
    /// [`JointError`] where something that was taken is not there any more.
    pub fn joint(&self, title: &str, now: Timestamp) -> Result<Option<Joint>, JointError> {
        let Some(ready) = self.ready() else {
            return Ok(None);
        };
        // A row that was taken may have gone since from the file of whoever had it.
        let is_there = |address: &&String| Spot::find(&ready.comparison, address).is_some();
        let there = self.taken.iter().filter(|(address, _)| is_there(address));
        let taken: Taken = there
            .map(|(address, take)| (address.clone(), take.clone()))
            .collect();
        let random = &mut |end| fastrand::usize(..end);
        let sides = sides(&ready.canvases, &self.of);
        joint(&sides, title, &taken, now, random).map(Some)
    }

    /// Forgets what was taken, once there is a joint canvas of it.
    pub fn joined(&self, desk: &mut Desk) {
        desk.wish(Effect::KeepTaken {
            of: self.of.clone(),
            taken: Taken::new(),
        });
    }
}

/// An answer as it is typed.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
