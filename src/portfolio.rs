//! Many canvases: in which order they stand, and what they promise together.
//!
//! [`plan`] sets all of them against the days there are and draws the line, and [`memo`] keeps that;
//! [`tries`] is what is tried before anything is kept, and [`proposal`] what keeping it would do;
//! [`order`] and [`pairs`] are how the order comes about; [`months`] and [`spread`] are what it means
//! over time, by kind, by person and by partner; [`why`] says where each figure comes from.

pub mod filter;
pub mod memo;
pub mod months;
pub mod moved;
pub mod next;
pub mod order;
pub mod pairs;
pub mod plan;
pub mod proposal;
pub mod spread;
mod sums;
pub mod tries;
pub mod why;

pub mod agenda;
pub mod looking_back;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::canvas::State;
use crate::canvas::capacity::{above, days_figure, sum_shown};
use crate::canvas::codes::Outcome;
use crate::canvas::due::DueKind;
use crate::canvas::id::CanvasId;
use crate::canvas::instead::{kin, others_of};
use crate::canvas::others::{Others, Team};
use crate::canvas::rank::Rank;
use crate::canvas::summary::{Aside, Entry, Summary};

use self::order::in_places;
use self::sums::{Sums, adds_what, is_joint};

/// The part of a list in which a canvas stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Not decided yet.
    Draft,
    /// Went ahead and takes days.
    Live,
    /// Decided, and not taking days: not yet, or no.
    Decided,
    /// Over.
    Ended,
    /// A file that cannot be read, or not here.
    Unreadable,
    /// A copy of another canvas.
    Copy,
}

impl Section {
    /// The section of an entry.
    pub fn of(entry: &Entry) -> Self {
        match &entry.content {
            Ok(summary) => Self::of_state(summary.state),
            Err(Aside::CopyOf(_)) => Self::Copy,
            Err(_) => Self::Unreadable,
        }
    }

    /// The section of a canvas in a state.
    pub fn of_state(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Decided(outcome, _) if outcome.goes_ahead() => Self::Live,
            State::Decided(Outcome::NotYet | Outcome::SayNoKindly, _) => Self::Decided,
            State::Decided(..) | State::Ended(..) => Self::Ended,
        }
    }

    /// The code in JSON and filters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Decided => "not_now",
            Self::Ended => "ended",
            Self::Unreadable => "unreadable",
            Self::Copy => "copy",
        }
    }

    /// The heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Live => "Live",
            Self::Decided => "Not now",
            Self::Ended => "Ended",
            Self::Unreadable => "Cannot be read",
            Self::Copy => "Copies, in no sum",
        }
    }
}

/// The days a month of a team, as a bar shows them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promised {
    /// Days the team has in all.
    pub team: f64,
    /// Days promised to live canvases, less what agreed stops free.
    pub promised: f64,
    /// Days that agreed stops free.
    pub freed: f64,
    /// Days that may still be promised; less than 0 where more is promised than may be.
    pub free: f64,
    /// Days kept in reserve.
    pub reserve: f64,
}

impl Promised {
    /// True where the team has days at all.
    pub fn is_known(&self) -> bool {
        above(self.team, 0.0)
    }

    /// What is promised, and what is in it: `11.2 promised (12.7 less 1.5 freed)`.
    pub fn given(&self) -> String {
        given(self.promised, self.freed)
    }

    /// All figures: `20 in the team, 4 in reserve, 11.2 promised, 4.8 free`.
    pub fn in_words(&self) -> String {
        if !self.is_known() {
            return self.given();
        }
        let figures = self.figures();
        format!(
            "{} in the team, {} in reserve, {}, {}",
            days_figure(self.team),
            figures.reserve,
            given_as(&figures.promised, self.freed),
            free_as(&figures.free),
        )
    }

    /// The parts of the team's days as figures that add up to the figure of all.
    ///
    /// What is free and what is in reserve stand beside other figures elsewhere, so that what is
    /// promised takes up what rounding moves.
    pub fn figures(&self) -> PromisedFigures {
        let [team, reserve, free] = [self.team, self.reserve, self.free].map(days_figure);
        let less = |figure: &str| match figure.strip_prefix('-') {
            Some(over) => over.to_owned(),
            None => format!("-{figure}"),
        };
        PromisedFigures {
            promised: sum_shown([&*team, &less(&reserve), &less(&free)]),
            reserve,
            free,
        }
    }
}

/// What the days of a team are made of, as figures that add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromisedFigures {
    /// Kept in reserve.
    pub reserve: String,
    /// Promised, less what is freed.
    pub promised: String,
    /// Free, with a minus sign where more is promised than may be.
    pub free: String,
}

/// Days promised, less those freed, and what is in that.
pub fn given(promised: f64, freed: f64) -> String {
    given_as(&days_figure(promised), freed)
}

/// The same with the figure of what is promised given.
fn given_as(promised: &str, freed: f64) -> String {
    if !above(freed, 0.0) {
        return format!("{promised} promised");
    }
    let freed = days_figure(freed);
    let all = sum_shown([promised, &*freed]);
    match promised.starts_with('-') {
        // More is freed than is promised: what is promised is not less than nothing.
        true => format!("{all} promised, {freed} freed"),
        false => format!("{promised} promised ({all} less {freed} freed)"),
    }
}

/// Days that are left, or too many: `4.8 free`, `3.2 too many`.
pub fn free_in_words(free: f64) -> String {
    free_as(&days_figure(free))
}

/// The same with the figure given.
pub fn free_as(free: &str) -> String {
    match free.strip_prefix('-') {
        Some(over) => format!("{over} too many"),
        None => format!("{free} free"),
    }
}

/// Every canvas of a workspace, in summaries.
#[derive(Debug, Default)]
pub struct Portfolio {
    entries: Vec<Entry>,
    /// Ids of canvases as the settings put them, best first.
    order: Vec<String>,
    sums: Sums,
    generation: u64,
}

impl Portfolio {
    /// The entries in list order: by section, then by priority, then the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A number that is another one once entries or their order have changed.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The entry of an id.
    pub fn find(&self, id: &CanvasId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Where a canvas stands; None where there is none, or it cannot be read.
    pub fn state_of(&self, id: &CanvasId) -> Option<State> {
        Some(self.find(id)?.content.as_ref().ok()?.state)
    }

    /// Takes new entries in, each in place of the one with its id; `order` names ids, best first.
    pub fn take_in(&mut self, entries: Vec<Entry>, order: &[&str]) {
        self.generation += 1;
        self.keep_order(order);
        let new: HashMap<&CanvasId, &Entry> =
            entries.iter().map(|entry| (&entry.id, entry)).collect();
        let known = self.entries.len();
        let mut adds_the_same = true;
        self.entries.retain(|old| {
            let new = new.get(&old.id);
            adds_the_same &= new.is_none_or(|new| adds_what(new, old));
            new.is_none()
        });
        let replaced = known - self.entries.len();
        let has_joint = self.sums.has_joint || entries.iter().any(is_joint);
        let may_add = replaced == 0 && !has_joint;
        let stays = adds_the_same && replaced == entries.len();
        if may_add {
            entries.iter().for_each(|entry| self.sums.add(entry));
        }
        let places = order.iter().enumerate().rev();
        let places: HashMap<&str, usize> = places.map(|(place, id)| (*id, place)).collect();
        self.merge(entries, &places);
        if !may_add && !stays {
            self.sums = Sums::of(&self.entries);
        }
        self.inherit_places(order);
    }

    /// Takes new entries in, with the order as it is.
    pub fn renew(&mut self, entries: Vec<Entry>) {
        let order = self.order.clone();
        let order: Vec<&str> = order.iter().map(String::as_str).collect();
        self.take_in(entries, &order);
    }

    /// Merges entries into those that are in order already.
    fn merge(&mut self, mut new: Vec<Entry>, places: &HashMap<&str, usize>) {
        new.sort_by(|a, b| sort_key(a, places).cmp(&sort_key(b, places)));
        let old = std::mem::take(&mut self.entries);
        self.entries.reserve_exact(old.len() + new.len());
        let mut old = old.into_iter().peekable();
        for entry in new {
            let at = sort_key(&entry, places);
            while let Some(before) = old.next_if(|known| sort_key(known, places) <= at) {
                self.entries.push(before);
            }
            self.entries.push(entry);
        }
        self.entries.extend(old);
    }

    /// Puts the entries in another order of priority; `order` names ids, best first.
    pub fn reorder(&mut self, order: &[&str]) {
        self.generation += 1;
        self.keep_order(order);
        let places = order.iter().enumerate().rev();
        let places: HashMap<&str, usize> = places.map(|(place, id)| (*id, place)).collect();
        let entries = std::mem::take(&mut self.entries);
        self.merge(entries, &places);
        self.inherit_places(order);
    }

    /// Puts joint canvases where what they were made of stands, within their part of the list.
    fn inherit_places(&mut self, order: &[&str]) {
        if self.sums.has_joint {
            let entries = std::mem::take(&mut self.entries);
            self.entries = in_places(entries, order, Section::of);
        }
    }

    /// Leaves only the entries that a new listing has found.
    pub fn keep_only(&mut self, found: &HashSet<CanvasId>) {
        self.generation += 1;
        self.entries.retain(|entry| found.contains(&entry.id));
        self.sums = Sums::of(&self.entries);
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: &CanvasId) {
        self.generation += 1;
        self.entries.retain(|entry| entry.id != *id);
        self.sums = Sums::of(&self.entries);
    }

    /// What all the other canvases mean for one.
    pub fn others_than(&self, id: &CanvasId) -> Others {
        let order = self.order();
        let is_in_sums = || Sums::of(self.find(id)).others != Others::default();
        if self.sums.has_joint || is_in_sums() {
            return others_of(self.entries.iter(), Some(id), &order);
        }
        let readable = self.entries.iter().filter_map(|entry| {
            let summary = entry.content.as_deref().ok()?;
            (summary.is_live() || entry.id == *id).then_some((&entry.id, summary))
        });
        let mut others = self.sums.others.clone();
        others.rank = Rank::of(id, readable, &order, |_| true);
        others
    }

    /// The ids as the settings put them, best first.
    pub fn order(&self) -> Vec<&str> {
        self.order.iter().map(String::as_str).collect()
    }

    fn keep_order(&mut self, order: &[&str]) {
        self.order = order.iter().map(|id| (*id).to_owned()).collect();
    }

    /// The canvas with whose days those of another one count, where they do: one was made of the other.
    pub fn counted_with(&self, id: &CanvasId) -> Option<&Entry> {
        let with = self.sums.counted_with.get(id)?;
        self.find(with)
    }

    /// True for a joint canvas made of others here, and for those it was made of.
    pub fn has_kin(&self, id: &CanvasId) -> bool {
        self.sums.has_joint && !kin(self.entries.iter(), id).is_empty()
    }

    /// How many canvases there are, without the copies.
    pub fn count(&self) -> usize {
        let is_own = |entry: &Entry| Section::of(entry) != Section::Copy;
        self.entries.partition_point(is_own)
    }

    /// True where there are copies of a canvas.
    pub fn has_copy_of(&self, id: &CanvasId) -> bool {
        let mut copies = self.entries[self.count()..].iter();
        copies.any(|copy| matches!(&copy.content, Err(Aside::CopyOf(of)) if of == id))
    }

    /// The canvases that can be read, in list order.
    fn summaries(&self) -> impl Iterator<Item = &Summary> {
        let readable = self.entries.iter();
        readable.filter_map(|entry| entry.content.as_deref().ok())
    }

    /// How many things are due on a day, or past it.
    pub fn count_due(&self, today: Date) -> usize {
        let due = self.sums.due.iter();
        let come = due.take_while(|((on, _), _)| *on <= today);
        // A first win is past its day on the day after.
        let come = come.filter(|((on, kind), _)| *kind != DueKind::FirstWin || *on < today);
        come.map(|(_, count)| count).sum()
    }

    /// What each review says of the optimism factor, with the canvas and the day, the latest first.
    pub fn lessons(&self) -> Vec<(&str, Date, f64)> {
        let lived = self
            .summaries()
            .filter_map(|summary| Some((&*summary.title, summary.details().lived?)));
        let lessons = lived.flat_map(|(title, lived)| {
            let lessons = lived.lessons.into_iter();
            lessons.map(move |(on, lesson)| (title, on, lesson))
        });
        let mut lessons: Vec<_> = lessons.collect();
        lessons.sort_by_key(|(_, on, _)| std::cmp::Reverse(*on));
        lessons
    }

    /// What all canvases promise together.
    pub fn promised(&self, team: Team) -> Promised {
        let all = &self.sums.others;
        let promised = all.committed(self.optimism()) - all.freed();
        Promised {
            team: team.days,
            freed: all.freed(),
            promised,
            free: team.usable() - promised,
            reserve: team.days - team.usable(),
        }
    }

    /// The factor on days of work that the reviews of all canvases give.
    pub fn optimism(&self) -> f64 {
        self.sums.others.optimism(&[])
    }
}

/// Section, then priority, then the oldest first.
fn sort_key<'a>(
    entry: &'a Entry,
    places: &HashMap<&str, usize>,
) -> (Section, usize, &'a str, &'a str) {
    let id = entry.id.as_str();
    let created = match &entry.content {
        Ok(summary) => &*summary.created,
        Err(_) => "",
    };
    let place = places.get(id).copied().unwrap_or(usize::MAX);
    (Section::of(entry), place, created, id)
}
