//! What comes first, and what there are days for: the order with its line, and pictures of the same.

mod draw;
pub mod keeping;
mod list;
mod months;
mod pair;
mod scatter;
mod spread;
pub mod team;
mod trying;

use crossterm::event::KeyEvent;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::message::Effect;
use super::super::widgets::field::{Field, Lines};
use crate::canvas::id::CanvasId;
use crate::portfolio::filter::Filter;
use crate::portfolio::order::{moved, to_keep};
use crate::portfolio::plan::{Plan, Ranked};
use crate::portfolio::why;

/// One way to look at the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
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
}

impl PortfolioScreen {
    /// The screen at its first view, with the cursor on a canvas.
    pub fn at(on: Option<CanvasId>, desk: &mut Desk) -> Self {
        if desk.pairs.is_none() {
            desk.wish(Effect::RecallPairs);
        }
        Self {
            view: View::Order,
            on,
            cursor: 0,
            wanted: String::new(),
            field: None,
            is_pairing: false,
            rows: 0,
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match (&self.field, self.is_pairing) {
            (Some(_), _) => Scope::Finder,
            (None, true) => Scope::Pair,
            (None, false) => Scope::Portfolio,
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
        desk.is_from_portfolio = matches!(go, Go::Open(_) | Go::Settings);
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
        let settings = team::settings(desk);
        let plan = trying::plan(desk, &settings);
        let shown = self.shown(&plan);
        let at = self.place(&shown);
        let page = self.rows.saturating_sub(2).max(1);
        let from = if self.is_on_canvases() {
            at
        } else {
            self.cursor
        };
        let to = match command {
            Command::Up if self.view == View::Value => scatter::toward(&shown, at, 0, 1),
            Command::Down if self.view == View::Value => scatter::toward(&shown, at, 0, -1),
            Command::Left if self.view == View::Value => scatter::toward(&shown, at, -1, 0),
            Command::Right if self.view == View::Value => scatter::toward(&shown, at, 1, 0),
            Command::Up => from.saturating_sub(1),
            Command::Down => from + 1,
            Command::First => 0,
            Command::Last => usize::MAX,
            Command::PageUp => from.saturating_sub(page),
            Command::PageDown => from + page,
            Command::Why => return why(shown.get(at).copied(), &plan),
            other => {
                let row = shown.get(at).copied();
                let row = row.filter(|_| self.is_on_canvases());
                let here = row.map(|row| Here {
                    id: row.id.clone(),
                    place: row.place,
                    is_live: row.summary.is_live(),
                });
                return act(other, here, desk);
            }
        };
        if self.is_on_canvases() {
            let last = shown.len().saturating_sub(1);
            self.on = shown.get(to.min(last)).map(|row| row.id.clone());
        } else {
            self.cursor = to.min(self.count(&plan, desk).saturating_sub(1));
        }
        Go::Stay
    }

    /// True where the cursor is on a canvas.
    fn is_on_canvases(&self) -> bool {
        matches!(self.view, View::Order | View::Value)
    }

    /// How many things the cursor can be on, where they are not canvases.
    fn count(&self, plan: &Plan, desk: &Desk) -> usize {
        match self.view {
            View::Months => crate::portfolio::months::MONTHS,
            View::Spread => spread::count(plan, &team::members(&team::settings(desk))),
            View::Partners => crate::portfolio::spread::by_partner(plan).len(),
            View::Order | View::Value => 0,
        }
    }

    /// Those that the filter lets through.
    fn shown<'p, 'a>(&self, plan: &'p Plan<'a>) -> Vec<&'p Ranked<'a>> {
        let filter = Filter::typed(&self.wanted);
        plan.ranked.iter().filter(|row| filter.lets(row)).collect()
    }

    /// Where the cursor's canvas is among those shown; the first where it is not.
    fn place(&self, shown: &[&Ranked]) -> usize {
        let on = self.on.as_ref();
        let at = on.and_then(|on| shown.iter().position(|row| row.id == on));
        at.unwrap_or(0)
    }

    /// The canvas that the cursor is on; None where the view is of other things.
    pub fn chosen(&self, desk: &Desk) -> Option<CanvasId> {
        let settings = team::settings(desk);
        let plan = trying::plan(desk, &settings);
        let shown = self.shown(&plan);
        let row = shown.get(self.place(&shown))?;
        self.is_on_canvases().then(|| row.id.clone())
    }

    /// Keeps the order that questions have given so far, before the program ends.
    pub fn settle(&mut self, desk: &mut Desk) {
        if self.is_pairing {
            pair::keep_order(desk);
        }
    }
}

/// The reasons of all figures, to read.
fn why(row: Option<&Ranked>, plan: &Plan) -> Go {
    let mut text = why::in_words(&why::of_plan(plan));
    let mut title = "Why these figures".to_owned();
    if let Some(row) = row {
        title = row.summary.title.to_string();
        text = format!(
            "{}\n\nAll together\n\n{text}",
            why::in_words(&why::of_row(row, plan))
        );
    }
    Go::Read { title, text }
}

/// The canvas under the cursor.
struct Here {
    id: CanvasId,
    place: usize,
    is_live: bool,
}

/// Does something with the canvas under the cursor.
fn act(command: Command, here: Option<Here>, desk: &mut Desk) -> Go {
    let is_about_one = matches!(
        command,
        Command::RowUp | Command::RowDown | Command::Toggle | Command::TrySmaller | Command::Open
    );
    let Some(Here { id, place, is_live }) = here else {
        if is_about_one {
            desk.say("Choose a canvas in view 1 or 2 first.");
        }
        return Go::Stay;
    };
    match command {
        Command::Open => return Go::Open(id),
        Command::RowUp if place > 1 => move_to(&id, place - 2, desk),
        Command::RowDown => move_to(&id, place, desk),
        Command::Toggle => desk.trying.tries.turn(&id, is_live),
        Command::TrySmaller => trying::turn_smaller(&id, desk),
        _ => {}
    }
    Go::Stay
}

/// Moves a canvas to a place of the order, counted from 0, and keeps the order.
fn move_to(id: &CanvasId, to: usize, desk: &mut Desk) {
    let settings = team::settings(desk);
    let plan = trying::plan(desk, &settings);
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    let after = moved(&ids, id.as_str(), to);
    let order = to_keep(&desk.settings.order(), &ids, &after);
    keep_order(&order, desk);
    if !desk.trying.is_empty() {
        desk.say("The order is kept; what is tried is not.");
    }
}

/// Keeps an order of priority.
fn keep_order(order: &[String], desk: &mut Desk) {
    if desk.settings.order() == order {
        return;
    }
    if desk.settings.is_newer() {
        desk.say("A newer version wrote the settings: the order can be seen here, not changed.");
        return;
    }
    desk.settings.set_order(order);
    desk.portfolio.reorder(&desk.settings.order());
    desk.wish(Effect::SaveSettings {
        settings: desk.settings.clone(),
        read: desk.settings_read.clone(),
    });
}
