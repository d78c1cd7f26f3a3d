//! What the other canvases of a workspace mean for one: days promised, freed, and who is named where.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Canvas;
use super::capacity::{Load, median};
use super::rank::Rank;

/// How many days a month a team has for collaborations, and how much of that it keeps back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Team {
    /// Working days times share, summed over the team: T, in days a month.
    pub days: f64,
    /// The part kept in reserve, 0 to 0.9.
    pub reserve: f64,
}

impl Team {
    /// The reserve where the workspace names none.
    pub const RESERVE: f64 = 0.20;
    /// The working days a month of a person who names none.
    pub const WORKING_DAYS: f64 = 17.5;

    /// Days a month that may be promised: U.
    pub fn usable(self) -> f64 {
        (1.0 - self.reserve) * self.days
    }
}

impl Default for Team {
    fn default() -> Self {
        Self {
            days: 0.0,
            reserve: Self::RESERVE,
        }
    }
}

/// What one canvas adds to the sums of a workspace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Share {
    /// Days a month where it is live; None where it takes none.
    pub load: Option<Load>,
    /// Days a month that its agreed stops free, where it is live.
    pub freed: f64,
    /// Days a month that its other stops would free, where it is live.
    pub could_free: f64,
    /// Names of those who do the work, where it is live: trimmed, lower case, each once.
    pub people: Vec<String>,
    /// Days that came over days planned, one for each review that has all three figures.
    pub review_ratios: Vec<f64>,
}

impl Share {
    /// What reviews say, and no days: for a canvas whose days count with another one's.
    pub fn lessons_only(self) -> Self {
        Self {
            review_ratios: self.review_ratios,
            ..Self::default()
        }
    }
}

/// Days a month of the agreed stops of a canvas, and of the others.
pub fn stops(canvas: &Canvas) -> (f64, f64) {
    let days = |agreed: bool| {
        let stops = canvas.rows_at("capacity.stops");
        let counted = stops.filter(|stop| (stop.yes("agreed") == Some(true)) == agreed);
        // Added to 0: the empty sum is -0, which would be printed so.
        counted
            .filter_map(|stop| stop.number("days"))
            .fold(0.0, |sum, days| sum + days)
    };
    (days(true), days(false))
}

/// Days that came over days planned, one for each review that has all three figures.
pub fn review_ratios(canvas: &Canvas) -> Vec<f64> {
    canvas.reviews().filter_map(super::review::lesson).collect()
}

/// The other canvases of a workspace in sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Others {
    /// Days of work a month on live canvases, before the optimism factor.
    work: f64,
    /// Days of overhead and build-up a month on live canvases.
    upkeep: f64,
    freed: f64,
    could_free: f64,
    /// On how many live canvases each person is named.
    named: HashMap<String, usize>,
    review_ratios: Vec<f64>,
    /// What canvases that count in its place, as one was made of the other, take and free: in no sum.
    in_place_of: (Load, f64),
    /// Its place in the order of priority, and what comes after it.
    pub rank: Rank,
    /// True where its own days are among those promised, if it is live.
    pub is_counted: bool,
    /// Files that could not be read, so that their days are in no sum.
    pub unread: Vec<String>,
}

impl Default for Others {
    fn default() -> Self {
        Self {
            work: 0.0,
            upkeep: 0.0,
            freed: 0.0,
            could_free: 0.0,
            named: HashMap::new(),
            review_ratios: Vec::new(),
            in_place_of: (Load::default(), 0.0),
            rank: Rank::default(),
            is_counted: true,
            unread: Vec::new(),
        }
    }
}

impl Others {
    /// Adds what a canvas has in whose place the one weighed would count.
    pub fn add_in_place_of(&mut self, share: &Share) {
        let (load, freed) = &mut self.in_place_of;
        let more = share.load.unwrap_or_default();
        load.work += more.work;
        load.overhead += more.overhead;
        load.build_up += more.build_up;
        *freed += share.freed;
    }

    /// Days a month that are promised in the place of the one weighed, less what their stops free.
    pub fn in_place_of(&self, optimism: f64) -> f64 {
        let (load, freed) = &self.in_place_of;
        load.total(optimism) - freed
    }

    /// Adds what one canvas has.
    pub fn add(&mut self, share: &Share) {
        if let Some(load) = share.load {
            self.work += load.work;
            self.upkeep += load.overhead + load.build_up;
        }
        self.freed += share.freed;
        self.could_free += share.could_free;
        self.review_ratios.extend(&share.review_ratios);
        for person in &share.people {
            *self.named.entry(person.clone()).or_default() += 1;
        }
    }

    /// The optimism factor u: what reviews say about days planned and days that came.
    ///
    /// 1.25 until three reviews have the figures, then their median, kept within 1 to 2.5. `own` are
    /// the ratios of the canvas that is weighed.
    pub fn optimism(&self, own: &[f64]) -> f64 {
        let mut ratios: Vec<f64> = self.review_ratios.iter().chain(own).copied().collect();
        match median(&mut ratios) {
            Some(median) if ratios.len() >= 3 => median.clamp(1.0, 2.5),
            _ => 1.25,
        }
    }

    /// Days a month promised to live canvases: K.
    pub fn committed(&self, optimism: f64) -> f64 {
        optimism * self.work + self.upkeep
    }

    /// Days a month that agreed stops free on live canvases.
    pub fn freed(&self) -> f64 {
        self.freed
    }

    /// Days a month that stops not yet agreed would free on live canvases.
    pub fn could_free(&self) -> f64 {
        self.could_free
    }

    /// On how many live canvases a person is named.
    pub fn times_named(&self, person: &str) -> usize {
        self.named
            .get(&person.trim().to_lowercase())
            .copied()
            .unwrap_or_default()
    }
}

/// One canvas with everything that a suggestion is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The canvas.
    pub canvas: &'a Canvas,
    /// The other canvases of its workspace.
    pub others: &'a Others,
    /// The team of its workspace.
    pub team: Team,
    /// The day for which it is computed.
    pub today: Date,
}

impl Setting<'_> {
    /// The optimism factor u.
    pub fn optimism(&self) -> f64 {
        self.others.optimism(&review_ratios(self.canvas))
    }

    /// The day from which lead time and build-up run.
    pub fn start(&self) -> Date {
        self.canvas.went_ahead_on().unwrap_or(self.today)
    }
}
