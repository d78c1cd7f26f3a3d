//! Promised days month by month: what starts, ends, needs no more building of trust, or is first seen.
//!
//! The first month shows what is promised today. Each later one shows its first day: a collaboration
//! counts until its end date, its build-up until its lead time has passed. An end date that is past
//! frees nothing: it goes on until somebody ends it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::plan::{Plan, Ranked};
use crate::canvas::capacity::Load;

/// How many months are looked ahead.
pub const MONTHS: usize = 24;

/// One month.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// The day that is looked at: today, or the first of the month.
    pub day: Date,
    /// Days promised: K.
    pub committed: f64,
    /// Days that agreed stops free: F.
    pub freed: f64,
    /// What happens in the month, in the order of priority; places count from 1.
    pub changes: Vec<(Change, usize)>,
}

impl Month {
    /// Days promised, less those that are freed.
    pub fn promised(&self) -> f64 {
        self.committed - self.freed
    }

    /// The places of those to which something happens.
    pub fn places(&self, change: Change) -> impl Iterator<Item = usize> {
        let places = self.changes.iter().filter(move |(what, _)| *what == change);
        places.map(|(_, place)| *place)
    }
}

/// What happens to a collaboration in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It goes ahead.
    Starts,
    /// Its end date comes.
    Ends,
    /// Its relationships need no more building.
    BuildUpEnds,
    /// People are to see something.
    FirstWin,
}

impl Change {
    /// Every change, in the order of a life.
    pub const ALL: [Self; 4] = [Self::Starts, Self::FirstWin, Self::BuildUpEnds, Self::Ends];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::BuildUpEnds => "build_up_ends",
            Self::FirstWin => "first_wins",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::BuildUpEnds => "trust is built",
            Self::FirstWin => "first win",
        }
    }
}

/// The days of one collaboration that may matter.
struct Life {
    start: Date,
    end: Option<Date>,
    build_up_ends: Option<Date>,
}

impl Life {
    fn of(row: &Ranked, today: Date) -> Self {
        let build_up_ends = match row.smaller {
            None => row.summary.build_up_ends(today),
            Some(smaller) => {
                let relations = row.summary.relations();
                let start = row.summary.went_ahead_on().unwrap_or(today);
                let lead = smaller.form.lead_months(&relations);
                let is_short = smaller.form.short_of_trust(&relations) > 0;
                is_short.then(|| crate::canvas::when::add_months(start, lead))
            }
        };
        Self {
            start: row.summary.went_ahead_on().unwrap_or(today),
            end: row.summary.end_date.filter(|end| *end >= today),
            build_up_ends: build_up_ends.filter(|ends| *ends > today),
        }
    }
}

/// The next 24 months of a plan.
pub fn months(plan: &Plan) -> Vec<Month> {
    let first = plan.today.first_of_month();
    let mut months: Vec<Month> = (0..MONTHS)
        .map(|index| Month {
            day: match index {
                0 => plan.today,
                _ => later(first, index),
            },
            committed: 0.0,
            freed: 0.0,
            changes: Vec::new(),
        })
        .collect();
    for row in plan.ranked.iter().filter(|row| row.counts) {
        add(row, plan, &mut months);
    }
    months
}

fn later(first: Date, months: usize) -> Date {
    first.saturating_add(i64::try_from(months).unwrap_or(i64::MAX).months())
}

impl Life {
    /// True where it takes days on the day that a month shows.
    fn lasts(&self, day: Date, today: Date) -> bool {
        day <= today || self.end.is_none_or(|end| end >= day)
    }
}

/// What one collaboration takes on the day that a month shows; None where it is over by then.
pub fn load_in(row: &Ranked, plan: &Plan, month: &Month) -> Option<Load> {
    let life = Life::of(row, plan.today);
    life.lasts(month.day, plan.today)
        .then(|| load_on(row, &life, month.day))
}

fn load_on(row: &Ranked, life: &Life, day: Date) -> Load {
    let load = row.load.unwrap_or_default();
    let is_built = life.build_up_ends.is_none_or(|ends| ends <= day);
    Load {
        build_up: if is_built { 0.0 } else { load.build_up },
        ..load
    }
}

/// Adds one collaboration to every month that it reaches.
fn add(row: &Ranked, plan: &Plan, months: &mut [Month]) {
    let life = Life::of(row, plan.today);
    for month in months.iter_mut() {
        if !life.lasts(month.day, plan.today) {
            break;
        }
        month.committed += load_on(row, &life, month.day).total(plan.optimism);
        month.freed += row.summary.frees;
    }
    let wins = row.summary.details().first_wins.into_iter();
    let dated = [
        (Change::Starts, Some(life.start)),
        (Change::BuildUpEnds, life.build_up_ends),
        (Change::Ends, life.end),
    ];
    let dated = dated
        .into_iter()
        .filter_map(|(change, on)| Some((change, on?)));
    for (change, on) in dated.chain(wins.map(|on| (Change::FirstWin, on))) {
        let is_over = life.end.is_some_and(|end| end < on);
        if let Some(month) = index_of(on, plan.today).and_then(|index| months.get_mut(index))
            && !is_over
        {
            month.changes.push((change, row.place));
        }
    }
}

/// Which of the months a day falls in.
fn index_of(day: Date, today: Date) -> Option<usize> {
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    usize::try_from(months(day) - months(today)).ok()
}
