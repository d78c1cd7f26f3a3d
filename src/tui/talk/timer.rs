//! The clock of a talk: how long each step and the whole may take, and how long they have taken.
//!
//! It is told what instant it is and counts whole seconds, so that the step and the whole change
//! together, once a second. It stops nothing: when a time is up, that is said and no more.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::canvas::id::CanvasId;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// What one press adds.
const FIVE_MINUTES: u32 = 5 * 60;
/// The fewest and the most minutes that a step may be given.
const LEAST: u16 = 1;
const MOST: u16 = 90;
/// How many seconds may be lost where the program is killed.
const KEPT_EVERY: u32 = 10;

/// How many minutes each step may take, in the order of [`Step::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes([u16; 6]);

impl Default for Minutes {
    /// Forty-five minutes, the most of them for what is worth talking about before anyone says yes.
    fn default() -> Self {
        Self([3, 10, 9, 9, 7, 7])
    }
}

impl Minutes {
    /// Those of a step.
    pub fn of(self, step: Step) -> u16 {
        self.0[place(step)].clamp(LEAST, MOST)
    }

    /// All together.
    pub fn total(self) -> u16 {
        Step::ALL.iter().map(|step| self.of(*step)).sum()
    }

    /// The same with some more, or fewer, for one step.
    ///
    /// # Errors
    /// [`MinutesError`] where that would be less than a minute, or more than a step may take.
    pub fn changed(mut self, step: Step, by: i16) -> Result<Self, MinutesError> {
        let minutes = self.of(step).saturating_add_signed(by);
        match minutes {
            ..LEAST => return Err(MinutesError::None),
            LEAST..=MOST => self.0[place(step)] = minutes,
            _ => return Err(MinutesError::TooMany),
        }
        Ok(self)
    }
}

/// Why a step does not get so many minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    /// None would be left.
    #[error("a step keeps one minute at least; to leave it out, go past it with n")]
    None,
    /// More than a step may take.
    #[error("a step takes {MOST} minutes at most")]
    TooMany,
}

fn place(step: Step) -> usize {
    let at = Step::ALL.iter().position(|one| *one == step);
    at.expect("every step stands in ALL")
}

/// What a talk about one canvas has taken on a day, kept so that the program may be left meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// The day: on another one the time begins anew.
    on: String,
    used: [u32; 6],
    added: [u32; 6],
    added_to_all: u32,
}

/// The clock of a talk about one canvas.
#[derive(Debug)]
pub struct Timer {
    /// How many minutes each step may take; None until it is known what was kept.
    minutes: Option<Minutes>,
    /// Seconds that were added by hand, by step.
    added: [u32; 6],
    /// Seconds that were added to the whole.
    added_to_all: u32,
    /// Seconds that were taken, by step.
    used: [u32; 6],
    /// The step that is talked about.
    step: Step,
    /// Up to which instant it has counted; None while it rests.
    counted_to: Option<Timestamp>,
    has_begun: bool,
    /// The canvas that is talked about.
    canvas: Option<CanvasId>,
    /// Seconds that were taken in all when that was last kept; None where something else has changed since.
    kept: Option<u32>,
}

impl Default for Timer {
    fn default() -> Self {
        Self {
            minutes: None,
            added: [0; 6],
            added_to_all: 0,
            used: [0; 6],
            step: Step::Cover,
            counted_to: None,
            has_begun: false,
            canvas: None,
            kept: Some(0),
        }
    }
}

impl Timer {
    /// How many minutes each step may take.
    pub fn minutes(&self) -> Minutes {
        self.minutes.unwrap_or_default()
    }

    /// True where it is not known yet what was kept.
    pub fn is_new(&self) -> bool {
        self.minutes.is_none()
    }

    /// Gives each step its minutes.
    pub fn allot(&mut self, minutes: Minutes) {
        self.minutes = Some(minutes);
    }

    /// A canvas was opened: another one begins anew.
    pub fn turn_to_canvas(&mut self, id: &CanvasId) {
        if self.canvas.as_ref() != Some(id) {
            *self = Self {
                minutes: self.minutes,
                canvas: Some(id.clone()),
                ..Self::default()
            };
        }
    }

    /// All that was taken is forgotten, and it rests.
    pub fn begin_anew(&mut self) {
        *self = Self {
            minutes: self.minutes,
            canvas: self.canvas.clone(),
            step: self.step,
            kept: None,
            ..Self::default()
        };
    }

    /// Goes on from what was taken before on the same day, resting; false on another day, or where it has
    /// begun already.
    pub fn resume(&mut self, spent: &Spent, today: Date) -> bool {
        if self.has_begun || spent.on != today.to_string() {
            return false;
        }
        (self.used, self.added) = (spent.used, spent.added);
        self.added_to_all = spent.added_to_all;
        self.has_begun = true;
        self.kept = Some(self.all_used());
        true
    }

    /// What is to be kept of the canvas that is talked about: at every start and pause, and every few
    /// seconds while it runs. None where there is nothing new, nothing inside where it began anew.
    pub fn take_spent(&mut self, today: Date) -> Option<(CanvasId, Option<Spent>)> {
        let used = self.all_used();
        if self.kept.is_some_and(|kept| used < kept + KEPT_EVERY) {
            return None;
        }
        self.kept = Some(used);
        let spent = self.has_begun.then(|| Spent {
            on: today.to_string(),
            used: self.used,
            added: self.added,
            added_to_all: self.added_to_all,
        });
        self.canvas.clone().map(|canvas| (canvas, spent))
    }

    /// What was taken is to be kept at once, however little is new.
    pub fn keep_now(&mut self) {
        if self.has_begun {
            self.kept = None;
        }
    }

    /// From now on this step is talked about.
    pub fn turn_to(&mut self, step: Step) {
        self.step = step;
    }

    /// The step that is talked about.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Starts, or goes on, or pauses.
    pub fn start_or_pause(&mut self, now: Timestamp) {
        self.counted_to = match self.counted_to {
            Some(_) => None,
            None => Some(now),
        };
        self.has_begun = true;
        self.kept = None;
    }

    /// Gives the step, and so the whole, five minutes more.
    pub fn add_five(&mut self) {
        // A step that has had more than its time gets five minutes from now, not from when it was up.
        let at = place(self.step);
        self.added[at] += FIVE_MINUTES + self.used[at].saturating_sub(self.given(self.step));
        self.added_to_all += FIVE_MINUTES;
        self.keep_now();
    }

    /// Counts the whole seconds that have passed; a clock that was set back counts nothing.
    pub fn advance(&mut self, now: Timestamp) {
        let Some(counted_to) = &mut self.counted_to else {
            return;
        };
        let seconds = now.duration_since(*counted_to).as_secs();
        if let Ok(passed @ 1..) = u32::try_from(seconds) {
            let used = &mut self.used[place(self.step)];
            *used = used.saturating_add(passed);
            *counted_to += SignedDuration::from_secs(seconds);
        } else if seconds < 0 {
            *counted_to = now;
        }
    }

    /// True once it was started.
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// True while it counts.
    pub fn is_running(&self) -> bool {
        self.counted_to.is_some()
    }

    fn given(&self, step: Step) -> u32 {
        u32::from(self.minutes().of(step)) * 60 + self.added[place(step)]
    }

    /// Seconds that the step has left.
    pub fn step_left(&self) -> u32 {
        self.given(self.step)
            .saturating_sub(self.used[place(self.step)])
    }

    /// Minutes that were added by hand to the whole.
    pub fn minutes_added(&self) -> u32 {
        self.added_to_all / 60
    }

    /// Seconds that are left of all.
    pub fn all_left(&self) -> u32 {
        let given = u32::from(self.minutes().total()) * 60 + self.added_to_all;
        given.saturating_sub(self.all_used())
    }

    fn all_used(&self) -> u32 {
        self.used.iter().copied().fold(0, u32::saturating_add)
    }

    /// When what it shows changes next; None while it rests, and once nothing is left to count.
    pub fn changes_at(&self) -> Option<Timestamp> {
        let is_counting = self.step_left() > 0 || self.all_left() > 0;
        let counted_to = self.counted_to.filter(|_| is_counting)?;
        Some(counted_to + SignedDuration::from_secs(1))
    }

    /// What there is to say beside the time of the step: of all, or that a time is up.
    pub fn in_words(&self) -> String {
        let left = clock_face(self.all_left());
        if !self.has_begun {
            return format!("{left} in all");
        }
        match (self.all_left(), self.step_left()) {
            (0, _) => "the whole time is up".into(),
            (_, 0) => format!("time is up, {left} in all"),
            _ if !self.is_running() => format!("paused, {left} in all"),
            _ => format!("{left} in all"),
        }
    }

    /// Where the clock stands, for the head line of a screen; empty until it was started.
    pub fn in_short(&self) -> String {
        if !self.has_begun {
            return String::new();
        }
        match (self.all_left(), self.step_left()) {
            (0, _) => "the whole time is up".into(),
            (_, 0) => {
                let step = &Wording::shipped().step(self.step).name;
                format!("{step}: time is up")
            }
            (_, left) if !self.is_running() => format!("paused at {}", clock_face(left)),
            (_, left) => format!("{} left", clock_face(left)),
        }
    }
}

/// Seconds as minutes and seconds: `09:05`.
pub fn clock_face(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    fn started() -> Timer {
        let mut timer = Timer::default();
        timer.turn_to(Step::Purpose);
        timer.start_or_pause(at(0));
        timer
    }

    #[test]
    fn a_talk_takes_three_quarters_of_an_hour_unless_told_otherwise() {
        assert_eq!(Minutes::default().total(), 45);
        assert_eq!(Timer::default().all_left(), 45 * 60);
    }

    #[test]
    fn no_step_gets_no_time_and_all_is_always_the_sum_of_the_steps() {
        let mut minutes = Minutes::default();
        for _ in 0..2 {
            minutes = minutes.changed(Step::Cover, -1).expect("one is left");
        }
        let refused = minutes.changed(Step::Cover, -1);
        assert_eq!(refused, Err(MinutesError::None));
        assert_eq!(minutes.of(Step::Cover), 1);
        assert_eq!(minutes.changed(Step::Value, 90), Err(MinutesError::TooMany));
        let kept: Minutes = serde_json::from_str("[0, 0, 200, 9, 7, 7]").expect("six numbers");
        for minutes in [minutes, kept] {
            let sum: u16 = Step::ALL.iter().map(|step| minutes.of(*step)).sum();
            let mut timer = Timer::default();
            timer.allot(minutes);
            assert_eq!(minutes.total(), sum);
            assert_eq!(timer.all_left(), u32::from(sum) * 60);
            timer.turn_to(Step::Cover);
            assert!(timer.step_left() >= 60);
        }
    }

    #[test]
    fn each_step_counts_its_own_time_and_all_count_together() {
        let mut timer = started();
        timer.advance(at(90));
        timer.turn_to(Step::Value);
        timer.advance(at(100));
        assert_eq!(timer.step_left(), 9 * 60 - 10);
        assert_eq!(timer.all_left(), 45 * 60 - 100);
        timer.turn_to(Step::Purpose);
        assert_eq!(timer.step_left(), 10 * 60 - 90);
    }

    #[test]
    fn a_pause_counts_nothing_and_needs_no_waking() {
        let mut timer = started();
        timer.advance(at(10));
        timer.start_or_pause(at(10));
        timer.advance(at(1000));
        assert_eq!((timer.step_left(), timer.changes_at()), (590, None));
        timer.start_or_pause(at(1000));
        timer.advance(at(1001));
        assert_eq!(timer.step_left(), 589);
    }

    #[test]
    fn it_wakes_once_a_second_however_often_it_is_asked() {
        let mut timer = started();
        let between = at(3) + SignedDuration::from_millis(700);
        for _ in 0..5 {
            timer.advance(between);
            assert_eq!(timer.changes_at(), Some(at(4)));
        }
    }

    #[test]
    fn five_minutes_more_are_five_minutes_from_now_for_the_step_and_for_all() {
        let mut timer = started();
        timer.advance(at(12 * 60));
        assert_eq!(timer.step_left(), 0);
        let all = timer.all_left();
        timer.add_five();
        assert_eq!(timer.step_left(), 5 * 60);
        assert_eq!(timer.all_left(), all + 5 * 60);
    }

    #[test]
    fn when_all_is_used_up_nothing_wakes_any_more() {
        let mut timer = started();
        timer.advance(at(46 * 60));
        assert_eq!(timer.changes_at(), None);
        assert_eq!(timer.in_words(), "the whole time is up");
    }

    #[test]
    fn what_was_taken_goes_on_the_same_day_and_begins_anew_on_another() {
        let today = Date::constant(2026, 11, 23);
        let mut timer = started();
        timer.turn_to_canvas(&CanvasId::from_name("falls-7k3f").expect("an id"));
        timer.start_or_pause(at(0));
        assert!(timer.take_spent(today).is_some());
        timer.advance(at(5));
        assert!(timer.take_spent(today).is_none());
        timer.advance(at(70));
        timer.add_five();
        let (_, spent) = timer.take_spent(today).expect("new");
        let spent = spent.expect("begun");
        let mut again = Timer::default();
        let tomorrow = today.tomorrow().expect("a day");
        assert!(!again.resume(&spent, tomorrow));
        assert!(again.resume(&spent, today));
        assert!(!again.is_running());
        assert_eq!(again.all_left(), timer.all_left());
        again.begin_anew();
        assert_eq!(again.all_left(), 45 * 60);
    }

    #[test]
    fn a_clock_that_is_set_back_takes_no_time_away_and_gives_none() {
        let mut timer = started();
        timer.advance(at(60));
        timer.advance(at(-3600));
        assert_eq!(timer.step_left(), 9 * 60);
        timer.advance(at(-3590));
        assert_eq!(timer.step_left(), 9 * 60 - 10);
    }

    #[test]
    fn another_canvas_begins_anew_and_the_same_one_goes_on() {
        let id = |name: &str| CanvasId::from_name(name).expect("an id");
        let mut timer = Timer::default();
        timer.turn_to_canvas(&id("falls-7k3f"));
        timer.start_or_pause(at(0));
        timer.advance(at(10));
        timer.turn_to_canvas(&id("falls-7k3f"));
        assert!(timer.is_running());
        timer.turn_to_canvas(&id("buses-7k3f"));
        assert!(!timer.has_begun());
        assert_eq!(timer.all_left(), 45 * 60);
    }
}
