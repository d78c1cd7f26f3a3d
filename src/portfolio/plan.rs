//! Every collaboration in the order of priority, against the days there are: what fits above the line.
//!
//! The room is the days that may be promised, and those that agreed stops free on canvases that count.
//! What is live takes its days first, wherever it stands: they are promised. Walking down the order, a
//! draft takes what it would take, less what its own agreed stops would free; a "not yet" takes nothing
//! until it is taken in. The line stands above the first one for which the room is no longer enough, and
//! above all of them where the live ones alone are too many. All that follows is below, even where it is
//! small: to move something up is a choice for people.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;
use thiserror::Error;

use super::order::moved_with;
use super::tries::{Tries, Try};
use super::{Portfolio, Promised, Section};
use crate::canvas::capacity::{Lighter, Load, Need, Room, above, at_least};
use crate::canvas::codes::Closeness;
use crate::canvas::id::CanvasId;
use crate::canvas::instead::{Standing, Stands, counted_with};
use crate::canvas::others::Team;
use crate::canvas::rank::places;
use crate::canvas::summary::{Aside, Entry, Summary};

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
    /// Days a month for collaborations; None where no share of their days is given.
    pub days: Option<f64>,
}

/// One collaboration in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The canvas.
    pub id: CanvasId,
    /// What is known of it.
    pub summary: Arc<Summary>,
    /// Where it stands in the order, from 1; 0 where it has no place.
    pub place: usize,
    /// True where the order of the settings names it.
    pub is_named: bool,
    /// True where its days are promised: it is live, or tried as such.
    pub counts: bool,
    /// True where it is tried to do without it.
    pub is_out: bool,
    /// The canvas with which its days count, as one was made of the other; it takes none of its own then.
    pub counted_with: Option<CanvasId>,
    /// The lighter form that is tried.
    pub smaller: Option<Lighter>,
    /// What it takes, or would take; None where nothing of it is entered.
    pub load: Option<Load>,
    /// Days a month that it takes, or would take, in all.
    pub takes: f64,
    /// Above the line or below; None where there is no line, and for one that takes no room.
    pub is_above: Option<bool>,
}

impl Ranked {
    /// The part of a list in which it stands, with what is tried.
    pub fn section(&self) -> Section {
        match (self.counts, Section::of_state(self.summary.state)) {
            (_, section) if self.counted_with.is_some() => section,
            (true, _) => Section::Live,
            (false, Section::Live) => Section::Decided,
            (false, section) => section,
        }
    }

    /// True for a "not yet": it takes no room until it is taken in.
    pub fn waits(&self) -> bool {
        !self.counts && Section::of_state(self.summary.state) == Section::Decided
    }

    /// True where more days may come: not all that they are made of is answered yet.
    pub fn is_so_far(&self) -> bool {
        self.load.is_some() && self.smaller.is_none() && !self.summary.is_load_known
    }

    /// How close it is, with what is tried.
    pub fn closeness(&self) -> Option<Closeness> {
        let smaller = self.smaller.map(|smaller| smaller.form.closeness);
        smaller.or(self.summary.form.map(|form| form.closeness))
    }
}

/// Where the days end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Days a month that there is room for.
    pub room: f64,
    /// Days a month that what stands above takes.
    pub above: f64,
    /// Days a month that what stands below would take, live or not.
    pub below: f64,
    /// Days a month of these that are live, and taken all the same.
    pub live_below: f64,
    /// The place of the first one below, from 1; None where everything fits.
    pub first_below: Option<usize>,
    /// The place down to which the days reach for what is live alone; 0 where not even for the first.
    pub reaches: usize,
}

impl Line {
    /// Days a month that are left beside what stands above and what is live below; less than 0 where
    /// more is promised than there are.
    pub fn left(&self) -> f64 {
        self.room - self.above - self.live_below
    }

    /// True where more is promised than there are days: then nothing fits, whatever its place.
    pub fn is_over(&self) -> bool {
        above(0.0, self.left())
    }

    /// Days a month that are missing for everything.
    pub fn missing(&self) -> f64 {
        (self.above + self.below - self.room).max(0.0)
    }
}

/// Why there is no lighter form of a collaboration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoLighter {
    /// The team has no days.
    #[error("the team has no days yet, so nothing says what fits")]
    NoTeam,
    /// Its tie or its days are not entered.
    #[error("how close it must be, or who would do the work, is not answered yet")]
    NotKnown,
    /// There is no room for any.
    #[error("nothing lighter fits beside what is promised")]
    NothingFits,
}

/// All collaborations against the days of the team.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Live ones, drafts and those that were "not yet", best first.
    pub ranked: Vec<Ranked>,
    /// Those that are in no order: said no, or ended.
    pub beside: Vec<Ranked>,
    /// Ids of the files that are in no sum, and why.
    pub aside: Vec<(CanvasId, Aside)>,
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

impl Plan {
    /// Draws the plan up, with what is tried.
    pub fn of(portfolio: &Portfolio, ground: &Ground, tries: &Tries) -> Self {
        let optimism = portfolio.optimism();
        let Sorted {
            placed,
            beside,
            aside,
        } = Sorted::of(portfolio.entries(), ground.order, tries);
        let ranked = placed.into_iter().enumerate();
        let ranked =
            ranked.map(|(index, (id, summary))| Ranked::new(id, summary, index + 1, tries.of(id)));
        let mut ranked: Vec<Ranked> = ranked.collect();
        count_once(&mut ranked, optimism);
        let named: HashSet<&str> = ground.order.iter().copied().collect();
        for row in &mut ranked {
            row.load = row.load.map(|load| smaller_load(load, row, ground.today));
            row.takes = row.load.unwrap_or_default().total(optimism);
            row.is_named = named.contains(row.id.as_str());
        }
        let beside = beside.into_iter().map(|(id, summary)| Ranked {
            takes: summary.load.unwrap_or_default().total(optimism),
            ..Ranked::new(id, summary, 0, Try::default())
        });
        let mut plan = Self {
            ranked,
            beside: beside.collect(),
            aside,
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
            live_below: 0.0,
            first_below: None,
            reaches: self.reach(),
        };
        let mut taken = self.committed;
        let in_line = |row: &&mut Ranked| !row.is_out && !row.waits() && row.counted_with.is_none();
        for row in self.ranked.iter_mut().filter(in_line) {
            let (net, live) = match row.counts {
                true => (row.takes, row.takes),
                false => (row.takes - row.summary.frees, 0.0),
            };
            if line.first_below.is_none() && above(taken + net - live, line.room) {
                line.first_below = Some(row.place);
            }
            let is_above = line.first_below.is_none();
            row.is_above = Some(is_above);
            if is_above {
                taken += net - live;
                line.above += net;
            } else {
                line.below += net;
                line.live_below += live;
            }
        }
        self.line = Some(line);
    }

    /// The last place in the order for which there are days, were only live ones counted.
    fn reach(&self) -> usize {
        let mut left = self.team.usable() + self.freed;
        let live = self.ranked.iter().filter(|row| row.counts);
        let within = live.take_while(|row| {
            left -= row.takes;
            at_least(left, 0.0)
        });
        within.last().map_or(0, |row| row.place)
    }

    /// The days as a bar shows them.
    pub fn promised(&self) -> Promised {
        let promised = self.committed - self.freed;
        Promised {
            team: self.team.days,
            freed: self.freed,
            promised,
            free: self.team.usable() - promised,
            reserve: self.team.days - self.team.usable(),
        }
    }

    /// Days that may still be promised: H of one that is yet to come.
    pub fn headroom(&self) -> f64 {
        self.team.usable() - self.committed + self.freed
    }

    /// What one of them needs of the days there are; None where nothing of it is entered.
    pub fn need(&self, row: &Ranked) -> Option<Need> {
        row.load?;
        Some(Need {
            takes: row.takes,
            is_so_far: row.is_so_far(),
            is_live: row.counts,
            free: self.line.map(|_| self.headroom()),
            frees: if row.counts { 0.0 } else { row.summary.frees },
            in_place_of: 0.0,
            reserve: self.team.days - self.team.usable(),
        })
    }

    /// The part of the team's days in use; None without a team.
    pub fn usage(&self) -> Option<f64> {
        let has_team = above(self.team.days, 0.0);
        has_team.then(|| (self.committed - self.freed) / self.team.days)
    }

    /// The largest lighter form of one of them that fits beside the others that count.
    ///
    /// It is measured against what is promised; drafts above it in the order may want the same days.
    ///
    /// # Errors
    /// [`NoLighter`], where there is none.
    pub fn lighter(&self, row: &Ranked) -> Result<Lighter, NoLighter> {
        if !above(self.team.days, 0.0) {
            return Err(NoLighter::NoTeam);
        }
        let (Some(form), Some(load)) = (row.summary.form, row.summary.load) else {
            return Err(NoLighter::NotKnown);
        };
        let (committed, freed) = match row.counts {
            true => (self.committed - row.takes, self.freed),
            false => (self.committed, self.freed + row.summary.frees),
        };
        let load = load.total(self.optimism);
        let room = Room {
            headroom: self.team.usable() - committed + freed,
            optimism: self.optimism,
            is_over: above((committed - freed + load) / self.team.days, 1.0),
            start: row.summary.went_ahead_on().unwrap_or(self.today),
            today: self.today,
        };
        let largest = room.largest_form(form, &row.summary.relations());
        largest.ok_or(NoLighter::NothingFits)
    }

    /// What could stop to make room for one that would be more than the team has, as its check names it: the
    /// fewest of the live ones that come after it, from the bottom up. None where a lighter form fits, or
    /// where all of them are too few.
    pub fn could_stop(&self, row: &Ranked) -> Vec<&Ranked> {
        let net = row.takes - row.summary.frees;
        let mut over = self.committed - self.freed + net - self.team.days;
        let is_asked = !row.counts && row.is_named && row.counted_with.is_none();
        let tolerance = 1e-9 * self.team.days;
        if !is_asked || self.line.is_none() || !row.summary.is_load_known || over <= tolerance {
            return Vec::new();
        }
        if self.lighter(row).is_ok() {
            return Vec::new();
        }
        let mut stopped = Vec::new();
        let later = self.ranked.iter().rev();
        for one in later
            .take_while(|one| one.place > row.place)
            .filter(|one| one.counts)
        {
            let frees = one.takes - one.summary.frees;
            if over > tolerance && above(frees, 0.0) {
                over -= frees;
                stopped.push(one);
            }
        }
        match over > tolerance {
            true => Vec::new(),
            false => stopped,
        }
    }

    /// The title of the canvas with which the days of another one count.
    pub fn counted_with(&self, row: &Ranked) -> Option<&str> {
        let other = self.find(row.counted_with.as_ref()?)?;
        Some(&other.summary.title)
    }

    /// The ids with one of them moved to another place, counted from 0; a joint canvas that takes days
    /// takes what it was made of along, as it stands where that stands.
    pub fn moved(&self, id: &CanvasId, to: usize) -> Vec<&str> {
        let ids: Vec<&str> = self.ranked.iter().map(|row| row.id.as_str()).collect();
        let inherits = |row: &&Ranked| row.counts || row.summary.is_live();
        let with = self.find(id).filter(inherits);
        let with = with.map_or(&[][..], |row| &row.summary.made_of);
        let with: Vec<&str> = with.iter().map(|id| &**id).collect();
        moved_with(&ids, id.as_str(), to, &with)
    }

    /// The row of an id.
    pub fn find(&self, id: &CanvasId) -> Option<&Ranked> {
        self.ranked.iter().find(|row| row.id == *id)
    }
}

impl Ranked {
    fn new(id: &CanvasId, summary: &Arc<Summary>, place: usize, tried: Try) -> Self {
        Self {
            id: id.clone(),
            summary: Arc::clone(summary),
            place,
            is_named: false,
            counts: tried.counts.unwrap_or(summary.is_live()),
            is_out: tried.counts == Some(false),
            counted_with: None,
            smaller: tried.smaller,
            load: summary.load,
            takes: 0.0,
            is_above: None,
        }
    }
}

/// Lets the days of a joint canvas and of those it was made of count once.
fn count_once(ranked: &mut [Ranked], optimism: f64) {
    let standing = ranked.iter().map(|row| Standing {
        stands: match row.counts {
            _ if row.is_out => Stands::Neither,
            true => Stands::Takes,
            false => Stands::Waits,
        },
        is_finished: row.smaller.is_some() || row.summary.is_load_known,
        ..Standing::of(&row.id, &row.summary, optimism)
    });
    let with = counted_with(standing);
    let other = |row: &Ranked| {
        let other = with.get(row.id.as_str())?;
        let mut ids = ranked.iter().map(|row| &row.id);
        ids.find(|id| id.as_str() == *other).cloned()
    };
    let others: Vec<Option<CanvasId>> = ranked.iter().map(other).collect();
    for (row, other) in ranked.iter_mut().zip(others) {
        if other.is_some() {
            (row.counts, row.load) = (false, None);
        }
        row.counted_with = other;
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

/// A canvas, and what is known of it.
type Known<'a> = (&'a CanvasId, &'a Arc<Summary>);

/// Canvases by whether they have a place in the order.
#[derive(Default)]
struct Sorted<'a> {
    /// Those that have one, best first.
    placed: Vec<Known<'a>>,
    /// Those that were declined, or have ended.
    beside: Vec<Known<'a>>,
    /// Those that are in no sum, and why.
    aside: Vec<(CanvasId, Aside)>,
}

impl<'a> Sorted<'a> {
    /// As [`places`] has them, with what is tried.
    fn of(entries: &'a [Entry], order: &[&str], tries: &Tries) -> Self {
        let mut sorted = Self::default();
        for entry in entries {
            match &entry.content {
                Ok(summary) if has_place(summary) => sorted.placed.push((&entry.id, summary)),
                Ok(summary) => sorted.beside.push((&entry.id, summary)),
                Err(aside) => sorted.aside.push((entry.id.clone(), aside.clone())),
            }
        }
        let takes =
            |id: &CanvasId, summary: &Summary| tries.of(id).counts.unwrap_or(summary.is_live());
        let placed = sorted.placed.iter();
        let placed = placed.map(|(id, summary)| (*id, &***summary, takes(id, summary)));
        let places = places(placed, order);
        sorted.placed.sort_by_key(|(id, _)| places[id.as_str()]);
        sorted
    }
}

fn has_place(summary: &Summary) -> bool {
    match Section::of_state(summary.state) {
        Section::Draft | Section::Live => true,
        Section::Decided => !summary.is_declined(),
        Section::Ended | Section::Unreadable | Section::Copy => false,
    }
}
