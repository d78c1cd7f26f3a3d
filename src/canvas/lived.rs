//! What became of a collaboration: what was believed and promised, and what came.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Canvas;
use super::State;
use super::capacity::median;
use super::codes::FirstWin;

/// What became of a collaboration that was reviewed, or has ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lived {
    /// The day it ended.
    pub ended: Option<Date>,
    /// The days of its check-ins, the earliest first.
    pub reviewed: Vec<Date>,
    /// The middle of what was believed before, 1 to 5.
    pub belief: Option<f64>,
    /// What it was to be worth, 1 to 5.
    pub promised: Option<u8>,
    /// What it was worth when last asked, 1 to 5.
    pub came: Option<u8>,
    /// Whether the first win came, when last asked.
    pub first_win: Option<FirstWin>,
    /// Days that came over days planned, the middle of all check-ins that have the figures.
    pub days: Option<f64>,
    /// What the voices said to starting it again, when last asked, 1 to 5.
    pub start_again: Option<f64>,
    /// What each check-in says of the optimism factor, with its day.
    pub lessons: Vec<(Date, f64)>,
}

impl Lived {
    /// Reads what became of it; None where it went ahead and nobody has looked back yet, or never did.
    pub fn of(canvas: &Canvas) -> Option<Self> {
        let reviews = canvas.check_ins();
        let ended = match canvas.state() {
            State::Ended(outcome, on) if outcome.goes_ahead() => Some(on),
            _ => None,
        };
        if reviews.is_empty() && ended.is_none() {
            return None;
        }
        let mut belief: Vec<f64> = canvas.belief().into_iter().map(f64::from).collect();
        let mut ratios: Vec<f64> = reviews.iter().filter_map(|review| review.ratio()).collect();
        let latest = || reviews.iter().rev();
        Some(Self {
            ended,
            reviewed: reviews.iter().map(|review| review.on).collect(),
            belief: median(&mut belief),
            promised: canvas.scale("value.worth"),
            came: latest().find_map(|review| review.worth()),
            first_win: latest().find_map(|review| review.first_win()),
            days: median(&mut ratios),
            start_again: latest().find_map(|review| Some(review.start_again()?.0)),
            lessons: reviews
                .iter()
                .filter_map(|review| Some((review.on, review.lesson()?)))
                .collect(),
        })
    }
}
