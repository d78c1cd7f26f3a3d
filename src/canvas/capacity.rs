//! The arithmetic of days: what one collaboration takes, what the team has, what lighter form would fit.
//!
//! All days are days a month. The table of [`Tie`]s holds planning guesses; a team's own reviews
//! replace them through the optimism factor.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{Closeness, Coded, Coordinator, Outcome};
use super::others::{Setting, stops};
use super::{Canvas, State};

pub use super::days::{
    Need, about_days, count_of, counted, days_figure, days_in_words, days_with_unit, factor_figure,
    figures_of, sum_shown, verb,
};
pub use super::tie::{Form, Relations, Tie};

/// Two numbers closer than this are the same number.
pub(super) const TOLERANCE: f64 = 1e-9;

/// `a > b`, for computed numbers.
pub fn above(a: f64, b: f64) -> bool {
    a - b > TOLERANCE
}

/// `a ≥ b`, for computed numbers.
pub fn at_least(a: f64, b: f64) -> bool {
    a - b > -TOLERANCE
}

/// The middle of the numbers, or the mean of the middle two; None of none. Sorts them.
pub fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        count if count % 2 == 1 => Some(numbers[middle]),
        _ => Some((numbers[middle - 1] + numbers[middle]) / 2.0),
    }
}

/// Days a month that one collaboration takes from the team, before the optimism factor.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Load {
    /// What people entered, or a smaller yes offers: w.
    pub work: f64,
    /// Meetings and care: h.
    pub overhead: f64,
    /// What relationships below the needed trust cost until the lead time has passed.
    pub build_up: f64,
}

impl Load {
    /// What a canvas takes with what has been entered; nothing counts for what has not.
    pub fn entered(canvas: &Canvas, today: Date) -> Self {
        let start = canvas.went_ahead_on().unwrap_or(today);
        let upkeep = canvas.closeness().map(|closeness| {
            let form = Form {
                closeness,
                coordinator: canvas.coordinator(),
            };
            let relations = Relations::of(canvas);
            (
                form.overhead(&relations),
                form.build_up(&relations, start, today),
            )
        });
        let (overhead, build_up) = upkeep.unwrap_or_default();
        Self {
            work: work(canvas),
            overhead,
            build_up,
        }
    }

    /// Sums to days a month: L.
    pub fn total(self, optimism: f64) -> f64 {
        optimism * self.work + self.overhead + self.build_up
    }
}

/// True where everything is answered that the days of a canvas are made of.
pub fn is_load_known(canvas: &Canvas) -> bool {
    has_work(canvas) && canvas.closeness().is_some()
}

/// True where somebody with days does the work.
fn has_work(canvas: &Canvas) -> bool {
    super::question::Question::find("capacity.people")
        .is_some_and(|question| canvas.is_answered(question))
}

/// Days of work a month: w, what people entered or, once a smaller yes is decided, the days that it
/// offers where they are fewer.
pub fn work(canvas: &Canvas) -> f64 {
    let entered = work_entered(canvas);
    let is_smaller = matches!(
        canvas.state(),
        State::Decided(Outcome::GoAheadSmaller, _) | State::Ended(Outcome::GoAheadSmaller, _)
    );
    let offered = canvas.number("decision.days").filter(|_| is_smaller);
    offered.map_or(entered, |offered| offered.min(entered))
}

/// Days of work a month as people entered them.
pub fn work_entered(canvas: &Canvas) -> f64 {
    let people = canvas.rows_at("capacity.people");
    let days = people.filter_map(|row| row.number("days"));
    days.fold(0.0, |sum, days| sum + days)
}

/// A lighter form that would fit, and what it leaves for the work itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lighter {
    /// How close, and who keeps it moving.
    pub form: Form,
    /// Days of work a month that it leaves: w_max.
    pub work_days: f64,
}

/// One canvas against the days of its team; None where an answer that a figure needs is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Days the team has: T.
    pub team: f64,
    /// Days that may be promised: U.
    pub usable: f64,
    /// The part kept in reserve.
    pub reserve: f64,
    /// Days of work entered: w.
    pub work: Option<f64>,
    /// Days for meetings and care: h.
    pub overhead: Option<f64>,
    /// Days for building trust.
    pub build_up: Option<f64>,
    /// The factor on days of work: u.
    pub optimism: f64,
    /// Days it takes in all: L.
    pub load: Option<f64>,
    /// Days promised to other live canvases: K.
    pub committed: f64,
    /// Days that agreed stops free: F.
    pub freed: f64,
    /// Days that other stops would free: F?.
    pub could_free: f64,
    /// Days that stopping what comes after it in the order would free: A.
    pub later_frees: f64,
    /// Days still to be promised: H.
    pub headroom: f64,
    /// The part of the team's days in use: ρ; None without a team.
    pub usage: Option<f64>,
    /// Months until relationships may be ready: M.
    pub lead_months: Option<f64>,
    /// The largest form that fits.
    pub lighter: Option<Lighter>,
    /// Days missing even for the lightest form, where nothing fits.
    pub days_missing: Option<f64>,
    /// Days that its own agreed stops free, where it is not live: they are not free for others yet.
    own_freed: f64,
    /// Days promised to what it was made of, or to what was made of it, as only one of them counts.
    in_place_of: f64,
    /// True where its own days are promised.
    is_live: bool,
}

/// What all canvases of a workspace add up to, which takes long where there are many of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    /// The factor on days of work: u.
    optimism: f64,
    /// Days that stopping what comes after the canvas in the order would free: A.
    later_frees: f64,
}

impl Sums {
    pub(super) fn of(setting: &Setting) -> Self {
        let optimism = setting.optimism();
        Self {
            optimism,
            later_frees: setting.others.rank.could_free(optimism),
        }
    }
}

impl Capacity {
    /// Weighs a canvas against its team and the other canvases.
    pub fn of(setting: &Setting) -> Self {
        Self::with(setting, Sums::of(setting))
    }

    /// The same with sums that are known.
    pub(super) fn with(setting: &Setting, sums: Sums) -> Self {
        let Setting {
            canvas,
            others,
            team,
            today,
        } = *setting;
        let Sums {
            optimism,
            later_frees,
        } = sums;
        let work = has_work(canvas).then(|| work(canvas));
        let relations = Relations::of(canvas);
        let form = canvas.closeness().map(|closeness| Form {
            closeness,
            coordinator: canvas.coordinator(),
        });
        let overhead = form.map(|form| form.overhead(&relations));
        let build_up = form.map(|form| form.build_up(&relations, setting.start(), today));
        let load = match (work, overhead, build_up) {
            (Some(work), Some(overhead), Some(build_up)) => Some(
                Load {
                    work,
                    overhead,
                    build_up,
                }
                .total(optimism),
            ),
            _ => None,
        };
        let (own_freed, own_could_free) = stops(canvas);
        let committed = others.committed(optimism);
        let freed = others.freed() + own_freed;
        let has_team = above(team.days, 0.0);
        let is_live = canvas.is_live() && others.is_counted;
        let mut capacity = Self {
            team: team.days,
            usable: team.usable(),
            reserve: team.reserve,
            work,
            overhead,
            build_up,
            optimism,
            load,
            committed,
            freed,
            could_free: others.could_free() + own_could_free,
            later_frees,
            headroom: team.usable() - committed + freed,
            usage: load
                .filter(|_| has_team)
                .map(|load| (committed - freed + load) / team.days),
            lead_months: form.map(|form| form.lead_months(&relations)),
            lighter: None,
            days_missing: None,
            own_freed: if is_live { 0.0 } else { own_freed },
            in_place_of: others.in_place_of(optimism),
            is_live,
        };
        if let Some(form) = form.filter(|_| has_team) {
            capacity.seek_lighter(form, &relations, setting);
        }
        capacity
    }

    /// Days a month so far, while an answer that counts is missing; None once all are there, and before the first.
    pub fn load_so_far(&self) -> Option<f64> {
        if self.load.is_some() || (self.work.is_none() && self.overhead.is_none()) {
            return None;
        }
        let upkeep = self.overhead.unwrap_or_default() + self.build_up.unwrap_or_default();
        Some(self.optimism * self.work.unwrap_or_default() + upkeep)
    }

    /// What it needs of the days there are, so far as it is answered; None before the first answer.
    pub fn need(&self) -> Option<Need> {
        let takes = self.load.or(self.load_so_far())?;
        // Of one that is live its own days are promised too.
        let own = if self.is_live { takes } else { self.own_freed };
        let free = self.headroom - own - self.in_place_of;
        Some(Need {
            takes,
            is_so_far: self.load.is_none(),
            is_live: self.is_live,
            free: above(self.team, 0.0).then_some(free),
            frees: self.own_freed,
            in_place_of: self.in_place_of,
            reserve: self.team - self.usable,
        })
    }

    /// True where more is promised than the team has.
    pub fn is_over(&self) -> bool {
        self.usage.is_some_and(|usage| above(usage, 1.0))
    }

    /// True where it fits only by using the reserve.
    pub fn is_tight(&self) -> bool {
        !self.is_over()
            && self
                .usage
                .is_some_and(|usage| above(usage, 1.0 - self.reserve))
    }

    /// Days a month beyond what the team has.
    pub fn days_over(&self) -> f64 {
        self.committed - self.freed + self.load.unwrap_or_default() - self.team
    }

    /// Finds the largest form that fits, or the days that are missing for any.
    fn seek_lighter(&mut self, chosen: Form, relations: &Relations, setting: &Setting) {
        let room = Room {
            headroom: self.headroom,
            optimism: self.optimism,
            is_over: self.is_over(),
            start: setting.start(),
            today: setting.today,
        };
        self.lighter = room.largest_form(chosen, relations);
        if self.lighter.is_none() {
            self.days_missing = room.days_missing(relations);
        }
    }
}

/// What is left for one collaboration beside all the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Days still to be promised: H.
    pub headroom: f64,
    /// The factor on days of work: u.
    pub optimism: f64,
    /// True where the form chosen would be more than the team has.
    pub is_over: bool,
    /// The day from which lead time and build-up run.
    pub start: Date,
    /// The day for which it is computed.
    pub today: Date,
}

impl Room {
    /// The largest form that fits: from the heaviest down, first with the coordinator entered, then
    /// with a partner coordinating. None where nothing fits.
    pub fn largest_form(&self, chosen: Form, relations: &Relations) -> Option<Lighter> {
        let is_over = self.is_over;
        let is_light_enough = |closeness: &&Closeness| {
            **closeness < chosen.closeness || (is_over && **closeness == chosen.closeness)
        };
        for closeness in Closeness::ALL.iter().rev().filter(is_light_enough).copied() {
            for coordinator in [chosen.coordinator, Some(Coordinator::APartner)] {
                let form = Form {
                    closeness,
                    coordinator,
                };
                let work_days = self.left_for_work(form, relations);
                let fits = at_least(work_days, closeness.tie().least_work);
                if fits && form.trust_is_near(relations) {
                    return Some(Lighter { form, work_days });
                }
            }
        }
        None
    }

    /// Days missing even for the lightest form; None where it fits.
    fn days_missing(&self, relations: &Relations) -> Option<f64> {
        let lightest = Form {
            closeness: Closeness::KeepInTouch,
            coordinator: Some(Coordinator::APartner),
        };
        let least = lightest.closeness.tie().least_work;
        let missing = least - self.left_for_work(lightest, relations);
        Some(missing * self.optimism).filter(|days| above(*days, 0.0))
    }

    /// Days of work a month that a form leaves: w_max.
    fn left_for_work(&self, form: Form, relations: &Relations) -> f64 {
        let upkeep = form.overhead(relations) + form.build_up(relations, self.start, self.today);
        (self.headroom - upkeep) / self.optimism
    }
}

/// The heaviest tie lighter than the chosen one for which there is nearly enough trust.
///
/// What to offer in words where no team days are known.
pub fn lighter_tie(canvas: &Canvas) -> Option<Closeness> {
    let chosen = canvas.closeness()?;
    let relations = Relations::of(canvas);
    let lighter = Closeness::ALL
        .iter()
        .rev()
        .filter(|closeness| **closeness < chosen)
        .copied();
    lighter
        .map(|closeness| Form {
            closeness,
            coordinator: canvas.coordinator(),
        })
        .find(|form| form.trust_is_near(&relations))
        .map(|form| form.closeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut []), None);
    }
}
