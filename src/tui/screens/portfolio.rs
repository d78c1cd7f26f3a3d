//! What comes first, and what there are days for: the order with its line, and pictures of the same.

mod draw;
pub mod keeping;
mod list;
mod months;
mod ordering;
mod pair;
mod partners;
mod scatter;
mod seen;
mod spread;
pub mod team;
pub mod trying;

use std::rc::Rc;

use crossterm::event::KeyEvent;

use self::seen::Seen;
use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::message::Effect;
use super::super::widgets::field::{Field, Lines};
use crate::canvas::id::CanvasId;
use crate::portfolio::plan::{Plan, Ranked};
use crate::portfolio::why::{self, Why};

/// One way to look at the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    #[default]
    Order,
    Value,
    Months,
    Spread,
    Partners,
}

impl View {
    const ALL: [Self; 5] = [
        Self::Order,
        Self::Value,
        Self::Months,
        Self::Spread,
        Self::Partners,
    ];

    /// Its name, and a shorter one where there is little room.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Order => ["Order", "Order"],
            Self::Value => ["Value against days", "Value"],
            Self::Months => ["By month", "Months"],
            Self::Spread => ["By kind and person", "Days"],
            Self::Partners => ["Partners", "Partners"],
        }
    }

    fn index(self) -> usize {
        let at = Self::ALL.iter().position(|view| *view == self);
        at.expect("every view stands in ALL")
    }

    /// True where the cursor is on a canvas.
    fn is_of_canvases(self) -> bool {
        matches!(self, Self::Order | Self::Value)
    }
}

/// How the screen looked when a canvas was opened from it, to come back to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    view: View,
    wanted: String,
}

/// What comes first, and what there are days for.
#[derive(Debug)]
pub struct PortfolioScreen {
    view: View,
    /// The canvas that the cursor is on.
    on: Option<CanvasId>,
    /// Where the cursor is in views of other things than canvases.
    cursor: usize,
    /// What only those with it are shown for.
    wanted: String,
    /// The field in which that is typed.
    field: Option<Field>,
    /// True while two at a time are asked about.
    is_pairing: bool,
    /// How many rows of a list were drawn.
    rows: usize,
    /// What was seen last, to be seen again while nothing changes.
    seen: Option<Rc<Seen>>,
}

impl PortfolioScreen {
    /// The screen as it was left, with the cursor on a canvas.
    pub fn at(left: Left, on: Option<CanvasId>, desk: &mut Desk) -> Self {
        if desk.pairs.is_none() {
            desk.wish(Effect::RecallPairs);
        }
        Self {
            view: left.view,
            on,
            cursor: 0,
            wanted: left.wanted,
            field: None,
            is_pairing: false,
            rows: 0,
            seen: None,
        }
    }

    /// Which keys are read now.
    pub fn scope(&self, desk: &Desk) -> Scope {
        match (&self.field, self.is_pairing) {
            (Some(_), _) => Scope::Finder,
            (None, true) => Scope::Pair,
            _ if !self.view.is_of_canvases() => Scope::Picture,
            _ if desk.trying.is_empty() => Scope::Portfolio,
            _ => Scope::Trying,
        }
    }

    /// Types a key in the filter.
    pub fn key(&mut self, key: &KeyEvent) {
        if let Some(field) = &mut self.field {
            field.key(key);
            self.wanted = field.text();
        }
    }

    /// Puts a pasted text in the filter; false where it is not open.
    pub fn paste(&mut self, text: &str) -> bool {
        let Some(field) = &mut self.field else {
            return false;
        };
        field.insert(text);
        self.wanted = field.text();
        true
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let go = self.go(command, desk);
        desk.left_portfolio = matches!(go, Go::Open(_) | Go::Settings).then(|| Left {
            view: self.view,
            wanted: self.wanted.clone(),
        });
        go
    }

    fn go(&mut self, command: Command, desk: &mut Desk) -> Go {
        if self.is_pairing {
            self.is_pairing = pair::command(command, desk);
            return Go::Stay;
        }
        if self.field.is_some() && matches!(command, Command::Open | Command::Back) {
            self.field = None;
            return Go::Stay;
        }
        match command {
            Command::Digit(number) => self.turn_to(usize::from(number).saturating_sub(1)),
            Command::Next => self.turn_to((self.view.index() + 1) % View::ALL.len()),
            Command::Previous => {
                self.turn_to((self.view.index() + View::ALL.len() - 1) % View::ALL.len());
            }
            Command::Find => self.field = Some(Field::new(&self.wanted, Lines::One)),
            Command::Back if !self.wanted.trim().is_empty() => self.wanted.clear(),
            Command::Back => return Go::Home,
            Command::Settings => return Go::Settings,
            Command::ThisOrThat => self.is_pairing = pair::begin(desk),
            Command::TryTeam => return Go::TryTeam,
            Command::Keep => keeping::ask(desk),
            Command::Undo => keeping::take_back(desk),
            Command::Drop => trying::drop_tries(desk),
            other => return self.move_or_act(other, desk),
        }
        Go::Stay
    }

    fn turn_to(&mut self, view: usize) {
        if let Some(view) = View::ALL.get(view) {
            self.view = *view;
            self.cursor = 0;
        }
    }

    fn move_or_act(&mut self, command: Command, desk: &mut Desk) -> Go {
        let seen = self.see(desk);
        if !self.view.is_of_canvases() {
            return self.move_in_picture(command, &seen);
        }
        let shown = self.shown(&seen);
        let at = self.place(&shown);
        let page = self.rows.saturating_sub(2).max(1);
        let is_plot = self.view == View::Value;
        let to = match command {
            Command::Up if is_plot => scatter::toward(&shown, at, 0, 1),
            Command::Down if is_plot => scatter::toward(&shown, at, 0, -1),
            Command::Left if is_plot => scatter::toward(&shown, at, -1, 0),
            Command::Right if is_plot => scatter::toward(&shown, at, 1, 0),
            other => other.moved(at, shown.len(), page).unwrap_or(at),
        };
        let here = shown.get(to).copied();
        self.on = here.map(|row| row.id.clone());
        match command {
            Command::Why => why_canvas(here, seen.plan()),
            other => act(other, here, desk),
        }
    }

    /// Moves the cursor in a view of other things than canvases, or says why.
    fn move_in_picture(&mut self, command: Command, seen: &Seen) -> Go {
        if command == Command::Why {
            return self.why_picture(seen);
        }
        let (count, page) = (self.count(seen), self.rows.saturating_sub(2).max(1));
        let here = self.cursor.min(count.saturating_sub(1));
        self.cursor = command.moved(here, count, page).unwrap_or(here);
        Go::Stay
    }

    /// How many things the cursor can be on, where they are not canvases.
    fn count(&self, seen: &Seen) -> usize {
        match self.view {
            View::Months => seen.months().len(),
            View::Spread => seen.kinds().len() + seen.people().len(),
            View::Partners => seen.partners().len(),
            View::Order | View::Value => 0,
        }
    }

    /// The reasons of the figures under the cursor of a picture.
    fn why_picture(&self, seen: &Seen) -> Go {
        let (plan, at) = (seen.through(), self.cursor);
        let of_person = at.checked_sub(seen.kinds().len());
        let about = match self.view {
            View::Months => seen
                .months()
                .get(at)
                .map(|month| (months::name(month), why::shares::of_month(plan, month))),
            View::Spread => match of_person {
                None => (seen.kinds().get(at))
                    .map(|kind| (kind.name().to_owned(), why::shares::of_kind(plan, kind))),
                Some(at) => (seen.people().get(at))
                    .map(|person| (person.name.clone(), why::shares::of_person(plan, person))),
            },
            View::Partners => seen.partners().get(at).map(|partner| {
                let name = partner.organisation.clone();
                (name, why::shares::of_partner(plan, partner))
            }),
            View::Order | View::Value => None,
        };
        match about {
            Some((title, figures)) => read(title, &figures, seen.plan()),
            None => why_canvas(None, seen.plan()),
        }
    }

    /// What is seen now: as last time, while nothing changes.
    fn see(&mut self, desk: &Desk) -> Rc<Seen> {
        let plan = trying::plan(desk);
        let members = team::members(desk);
        if let Some(seen) =
            (self.seen.as_ref()).filter(|seen| seen.is_of(&plan, &self.wanted, &members))
        {
            return Rc::clone(seen);
        }
        let seen = Rc::new(Seen::new(plan, &self.wanted, members));
        Rc::clone(self.seen.insert(seen))
    }

    /// Those that the view shows of what the filter lets through.
    fn shown<'s>(&self, seen: &'s Seen) -> Vec<&'s Ranked> {
        match self.view {
            View::Order => seen.rows().collect(),
            _ => seen.placed().collect(),
        }
    }

    /// Where the cursor's canvas is among those shown; the first where it is not.
    fn place(&self, shown: &[&Ranked]) -> usize {
        let on = self.on.as_ref();
        let at = on.and_then(|on| shown.iter().position(|row| row.id == *on));
        at.unwrap_or(0)
    }

    /// The canvas that the cursor is on; None where the view is of other things.
    pub fn chosen(&mut self, desk: &Desk) -> Option<CanvasId> {
        let seen = self.see(desk);
        let shown = self.shown(&seen);
        let row = shown.get(self.place(&shown))?;
        matches!(self.view, View::Order | View::Value).then(|| row.id.clone())
    }

    /// Keeps the order that questions have given so far, before the program ends.
    pub fn settle(&mut self, desk: &mut Desk) {
        if self.is_pairing {
            pair::keep_order(desk);
        }
    }
}

/// The reasons of the figures of one canvas, and of all together.
fn why_canvas(row: Option<&Ranked>, plan: &Plan) -> Go {
    match row {
        Some(row) => read(row.summary.title.to_string(), &why::of_row(row, plan), plan),
        None => Go::Read {
            title: "Why these figures".into(),
            text: why::in_words(&why::of_plan(plan)),
        },
    }
}

fn read(title: String, figures: &[Why], plan: &Plan) -> Go {
    let text = format!(
        "{}\n\nAll together\n\n{}",
        why::in_words(figures),
        why::in_words(&why::of_plan(plan))
    );
    Go::Read { title, text }
}

/// Does something with the canvas under the cursor.
fn act(command: Command, here: Option<&Ranked>, desk: &mut Desk) -> Go {
    let Some(row) = here else { return Go::Stay };
    let has_place = row.place > 0;
    match command {
        Command::Open => return Go::Open(row.id.clone()),
        Command::RowUp | Command::RowDown | Command::Toggle | Command::TrySmaller if !has_place => {
            desk.say("It was declined or has ended: open it to decide anew.");
        }
        Command::RowUp if row.place > 1 => ordering::move_to(&row.id, row.place - 2, desk),
        Command::RowDown => ordering::move_to(&row.id, row.place, desk),
        Command::Toggle => trying::turn(&row.id, row.summary.is_live(), desk),
        Command::TrySmaller => trying::turn_smaller(&row.id, desk),
        _ => {}
    }
    Go::Stay
}
