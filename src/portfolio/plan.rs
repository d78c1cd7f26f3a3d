//! Every collaboration in the order of priority, against the days there are: what fits above the line.
//!
//! The room is the days that may be promised, and those that agreed stops free on canvases that count.
//! Walking down the order, a live canvas takes what it takes; a draft, or one that was "not yet", takes
//! what it would take, less what its own agreed stops would free. The line stands above the first one
//! for which the room is no longer enough. All that follows is below, even where it is small: to move
//! something up is a choice for people.

use std::collections::HashMap;

use jiff::civil::Date;

use super::tries::{Tries, Try};
use super::{Portfolio, Promised, Section};
use crate::canvas::capacity::{Lighter, Load, Room, above};
use crate::canvas::codes::Closeness;
use crate::canvas::id::CanvasId;
use crate::canvas::others::Team;
use crate::canvas::summary::{Entry, Summary};

/// What a plan stands on, beside the canvases.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The team's days and the reserve.
    pub team: Team,
    /// Ids of canvases, best first.
    pub order: &'a [&'a str],
    /// The day for which it is computed.
    pub today: Date,
}

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Name or role.
    pub person: String,
    /// Days a month for collaborations.
    pub days: f64,
}

/// One collaboration in its place.
#[derive(Debug, Clone)]
pub struct Ranked<'a> {
    /// The canvas.
    pub id: &'a CanvasId,
    /// What is known of it.
    pub summary: &'a Summary,
    /// Where it stands in the order, from 1.
    pub place: usize,
    /// True where its days are promised: it is live, or tried as such.
    pub counts: bool,
    /// True where it is tried to do without it.
    pub is_out: bool,
    /// The lighter form that is tried.
    pub smaller: Option<Lighter>,
    /// What it takes, or would take; None where nothing of it is entered.
    pub load: Option<Load>,
    /// Days a month that it takes, or would take, in all.
    pub takes: f64,
    /// Above the line or below; None where there is no line, or it is out.
    pub is_above: Option<bool>,
}

impl Ranked<'_> {
    /// The part of a list in which it stands, with what is tried.
    pub fn section(&self) -> Section {
        match (self.counts, Section::of_state(self.summary.state)) {
            (true, _) => Section::Live,
            (false, Section::Live) => Section::Decided,
            (false, section) => section,
        }
    }

    /// How close it is, with what is tried.
    pub fn closeness(&self) -> Option<Closeness> {
        let smaller = self.smaller.map(|smaller| smaller.form.closeness);
        smaller.or(self.summary.form.map(|form| form.closeness))
    }

    /// What it takes on another day; nothing for what is not entered.
    pub fn load_on(&self, day: Date, today: Date) -> Load {
        let load = self.load.unwrap_or_default();
        let form = self
            .smaller
            .map_or(self.summary.form, |smaller| Some(smaller.form));
        let build_up = form.map(|form| {
            let start = self.summary.went_ahead_on().unwrap_or(today);
            form.build_up(&self.summary.relations(), start, day)
        });
        Load {
            build_up: build_up.unwrap_or_default(),
            ..load
        }
    }
}

/// Where the days end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Days a month that there is room for.
    pub room: f64,
    /// Days a month that what stands above takes.
    pub above: f64,
    /// Days a month that what stands below would take.
    pub below: f64,
    /// The place of the first one below, from 1; None where everything fits.
    pub first_below: Option<usize>,
}

impl Line {
    /// Days a month that are left above the line.
    pub fn left(&self) -> f64 {
        self.room - self.above
    }

    /// Days a month that are missing for everything.
    pub fn missing(&self) -> f64 {
        (self.above + self.below - self.room).max(0.0)
    }
}

/// All collaborations against the days of the team.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// Live ones, drafts and those that were "not yet", best first.
    pub ranked: Vec<Ranked<'a>>,
    /// Those that are in no order: said no, ended, and what cannot be read.
    pub beside: Vec<&'a Entry>,
    /// The team's days and the reserve.
    pub team: Team,
    /// The day for which it is computed.
    pub today: Date,
    /// The factor on days of work: u.
    pub optimism: f64,
    /// Days promised to what counts: K.
    pub committed: f64,
    /// Days that agreed stops of what counts free: F.
    pub freed: f64,
    /// Days that its other stops would free: F?.
    pub could_free: f64,
    /// Where the days end; None where no team is entered.
    pub line: Option<Line>,
}

impl<'a> Plan<'a> {
    /// Draws the plan up, with what is tried.
    pub fn of(portfolio: &'a Portfolio, ground: &Ground, tries: &Tries) -> Self {
        let optimism = portfolio.optimism();
        let (ranked, beside) = in_order(portfolio.entries(), ground.order);
        let ranked = ranked.into_iter().enumerate();
        let ranked = ranked.map(|(index, (id, summary))| {
            let tried = tries.of(id);
            let mut row = Ranked::new(id, summary, index + 1, tried);
            row.load = row.load.map(|load| smaller_load(load, &row, ground.today));
            row.takes = row.load.unwrap_or_default().total(optimism);
            row
        });
        let mut plan = Self {
            ranked: ranked.collect(),
            beside,
            team: ground.team,
            today: ground.today,
            optimism,
            committed: 0.0,
            freed: 0.0,
            could_free: 0.0,
            line: None,
        };
        plan.add_up();
        plan.draw_line();
        plan
    }

    fn add_up(&mut self) {
        for row in self.ranked.iter().filter(|row| row.counts) {
            self.committed += row.takes;
            self.freed += row.summary.frees;
            self.could_free += row.summary.could_free;
        }
    }

    fn draw_line(&mut self) {
        if !above(self.team.days, 0.0) {
            return;
        }
        let mut line = Line {
            room: self.team.usable() + self.freed,
            above: 0.0,
            below: 0.0,
            first_below: None,
        };
        for row in self.ranked.iter_mut().filter(|row| !row.is_out) {
            let own = if row.counts { 0.0 } else { row.summary.frees };
            let net = row.takes - own;
            if line.first_below.is_none() && above(line.above + net, line.room) {
                line.first_below = Some(row.place);
            }
            row.is_above = Some(line.first_below.is_none());
            if line.first_below.is_none() {
                line.above += net;
            } else {
                line.below += net;
            }
        }
        self.line = Some(line);
    }

    /// The days as a bar shows them.
    pub fn promised(&self) -> Promised {
        let promised = self.committed - self.freed;
        Promised {
            team: self.team.days,
            promised,
            free: self.team.usable() - promised,
            reserve: self.team.days - self.team.usable(),
        }
    }

    /// Days that may still be promised: H of one that is yet to come.
    pub fn headroom(&self) -> f64 {
        self.team.usable() - self.committed + self.freed
    }

    /// The part of the team's days in use; None without a team.
    pub fn usage(&self) -> Option<f64> {
        let has_team = above(self.team.days, 0.0);
        has_team.then(|| (self.committed - self.freed) / self.team.days)
    }

    /// The largest lighter form of one of them that fits beside the others that count.
    ///
    /// None where no team is entered, its tie is not, or nothing lighter fits.
    pub fn lighter(&self, row: &Ranked) -> Option<Lighter> {
        let form = row.summary.form?;
        if !above(self.team.days, 0.0) {
            return None;
        }
        let (committed, freed) = match row.counts {
            true => (self.committed - row.takes, self.freed),
            false => (self.committed, self.freed + row.summary.frees),
        };
        let load = row.summary.load?.total(self.optimism);
        let room = Room {
            headroom: self.team.usable() - committed + freed,
            optimism: self.optimism,
            is_over: above((committed - freed + load) / self.team.days, 1.0),
            start: row.summary.went_ahead_on().unwrap_or(self.today),
            today: self.today,
        };
        room.largest_form(form, &row.summary.relations())
    }

    /// The row of an id.
    pub fn find(&self, id: &CanvasId) -> Option<&Ranked<'a>> {
        self.ranked.iter().find(|row| row.id == id)
    }
}

impl<'a> Ranked<'a> {
    fn new(id: &'a CanvasId, summary: &'a Summary, place: usize, tried: Try) -> Self {
        Self {
            id,
            summary,
            place,
            counts: tried.counts.unwrap_or(summary.is_live()),
            is_out: tried.counts == Some(false),
            smaller: tried.smaller,
            load: summary.load,
            takes: 0.0,
            is_above: None,
        }
    }
}

/// What a canvas takes in the lighter form that is tried.
fn smaller_load(load: Load, row: &Ranked, today: Date) -> Load {
    let Some(Lighter { form, work_days }) = row.smaller else {
        return load;
    };
    let relations = row.summary.relations();
    let start = row.summary.went_ahead_on().unwrap_or(today);
    Load {
        work: load.work.min(work_days),
        overhead: form.overhead(&relations),
        build_up: form.build_up(&relations, start, today),
    }
}

/// What stands in a place of the order: the canvas, and what is known of it.
type Placed<'a> = (&'a CanvasId, &'a Summary);

/// Those that have a place, best first, and the rest: named ones as `order` has them, then the oldest.
fn in_order<'a>(entries: &'a [Entry], order: &[&str]) -> (Vec<Placed<'a>>, Vec<&'a Entry>) {
    let places = order.iter().enumerate().rev();
    let places: HashMap<&str, usize> = places.map(|(place, id)| (*id, place)).collect();
    let (mut ranked, mut beside) = (Vec::new(), Vec::new());
    for entry in entries {
        match (&entry.content, Section::of(entry)) {
            (Ok(summary), Section::Draft | Section::Live) => ranked.push((&entry.id, &**summary)),
            (Ok(summary), Section::Decided) if !summary.is_declined() => {
                ranked.push((&entry.id, &**summary));
            }
            _ => beside.push(entry),
        }
    }
    ranked.sort_by_cached_key(|(id, summary)| {
        let place = places.get(id.as_str()).copied().unwrap_or(usize::MAX);
        (place, &*summary.created, id.as_str())
    });
    (ranked, beside)
}
