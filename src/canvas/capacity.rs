//! The arithmetic of days: what one collaboration takes, what the team has, what lighter form would fit.
//!
//! All days are days a month. The table of [`Tie`]s holds planning guesses; a team's own reviews
//! replace them through the optimism factor.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Canvas;
use super::codes::{Closeness, Coded, Coordinator};
use super::others::{Setting, stops};

pub use super::tie::{Form, Relations, Tie};

/// Two numbers closer than this are the same number.
const TOLERANCE: f64 = 1e-9;

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
    /// What people entered: w.
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

/// Days of work a month that people entered: w.
pub fn work(canvas: &Canvas) -> f64 {
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
}

impl Capacity {
    /// Weighs a canvas against its team and the other canvases.
    pub fn of(setting: &Setting) -> Self {
        let Setting {
            canvas,
            others,
            team,
            today,
        } = *setting;
        let optimism = setting.optimism();
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
            headroom: team.usable() - committed + freed,
            usage: load
                .filter(|_| has_team)
                .map(|load| (committed - freed + load) / team.days),
            lead_months: form.map(|form| form.lead_months(&relations)),
            lighter: None,
            days_missing: None,
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

/// Days for a sentence, one decimal at most: `2.5 days`, `1 day`, `less than half a day`.
pub fn days_in_words(days: f64) -> String {
    if days < 0.5 && above(days, 0.0) {
        return "less than half a day".into();
    }
    days_with_unit(days)
}

/// Days as a figure with its unit: `0.4 days`, `1 day`.
pub fn days_with_unit(days: f64) -> String {
    match days_figure(days).as_str() {
        "1" => "1 day".into(),
        shown => format!("{shown} days"),
    }
}

/// Days as a figure with one decimal at most: `6.6`, `8`.
pub fn days_figure(days: f64) -> String {
    let tenths = (days * 10.0 + if days < 0.0 { -TOLERANCE } else { TOLERANCE }).round();
    let text = format!("{:.1}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 });
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Parts as figures that add up to the figure of their sum, as [`days_figure`] writes it.
///
/// Each is rounded to a tenth; where that does not add up, those that rounding has moved furthest the wrong
/// way give or take a tenth.
pub fn figures_of(parts: &[f64]) -> Vec<String> {
    let tenths = |days: f64| (days * 10.0 + TOLERANCE.copysign(days)).round();
    let mut rounded: Vec<f64> = parts.iter().map(|part| tenths(*part)).collect();
    let mut off = tenths(parts.iter().sum()) - rounded.iter().sum::<f64>();
    while off != 0.0 {
        let step = off.signum();
        let gap = |index: usize| step * (parts[index] * 10.0 - rounded[index]);
        let furthest = (0..parts.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b)));
        let Some(index) = furthest else { break };
        rounded[index] += step;
        off -= step;
    }
    let figures = rounded.into_iter().map(|tenths| days_figure(tenths / 10.0));
    figures.collect()
}

/// The figure of what figures come to as they are shown.
pub fn sum_shown<'f>(figures: impl IntoIterator<Item = &'f str>) -> String {
    let shown = figures.into_iter().map(|figure| figure.parse::<f64>());
    days_figure(shown.map(|days| days.expect("a figure is a number")).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_shown_as_a_sum_add_up_as_they_are_shown() {
        assert_eq!(figures_of(&[3.75, 2.8, 0.04]), ["3.8", "2.8", "0"]);
        assert_eq!(figures_of(&[1.25, 1.25, 1.25]), ["1.3", "1.3", "1.2"]);
        assert_eq!(figures_of(&[0.04, 0.04, 0.04]), ["0", "0", "0.1"]);
        assert_eq!(figures_of(&[4.04, -1.55, 0.06]), ["4", "-1.5", "0.1"]);
        assert_eq!(figures_of(&[]), [""; 0]);
    }

    #[test]
    fn no_figure_is_moved_by_more_than_a_tenth_to_add_up() {
        for count in 1..200_u32 {
            let part = |at: u32| f64::from((at * 7919 + count * 10_473) % 4001) / 80.0 - 10.0;
            let parts: Vec<f64> = (0..count % 9).map(part).collect();
            let figures = figures_of(&parts);
            let read: Vec<f64> = figures
                .iter()
                .map(|one| one.parse().expect("a figure"))
                .collect();
            let sum = days_figure(read.iter().sum());
            assert_eq!(sum, days_figure(parts.iter().sum()), "{parts:?}");
            let is_near = |(read, part): (&f64, &f64)| (read - part).abs() < 0.1;
            assert!(
                read.iter().zip(&parts).all(is_near),
                "{parts:?}: {figures:?}"
            );
        }
    }

    #[test]
    fn a_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn a_little_over_is_never_nought_days() {
        assert_eq!(days_with_unit(0.4), "0.4 days");
        assert_eq!(days_in_words(0.04), "less than half a day");
        assert_eq!(days_in_words(1.0), "1 day");
        assert_eq!(days_in_words(0.96), "1 day");
        assert_eq!(days_in_words(2.55), "2.6 days");
        assert_eq!(days_in_words(0.0), "0 days");
    }

    #[test]
    fn figures_have_one_decimal_at_most() {
        assert_eq!(days_figure(6.55), "6.6");
        assert_eq!(days_figure(8.0), "8");
        assert_eq!(days_figure(-0.01), "0");
        assert_eq!(days_figure(-2.25), "-2.3");
    }
}
