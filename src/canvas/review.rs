//! Check-ins: what a review holds, in which order they came, and when the next one is due.

mod ending;
mod keeping;
pub mod signals;
mod slots;
mod table;

use jiff::civil::Date;
use serde_json::Value;

use super::capacity::{Capacity, median};
use super::codes::{Closeness, FirstWin, Quality};
use super::row::{self, Row};
use super::when;
use super::{Canvas, State};

pub use ending::{ENDING, EndError, note_with_headings};
pub(super) use keeping::OWN;
pub use slots::{Slot, Whom, slots};
pub use table::{ENDING_NOTE, Of, REVIEW, ReviewQuestion, key_of, looking_back};

/// One check-in, read from its row.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    row: Row<'a>,
    /// The day of the check-in.
    pub on: Date,
}

/// The check-in of a day, begun or not, with the plan as it stood when that day's review began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckIn {
    /// The day.
    pub on: Date,
    /// Days of work a month that were planned: w; None where nobody has entered any.
    pub planned_work: Option<f64>,
    /// Days a month for meetings, care and build-up: h + build; None without a closeness.
    pub overhead: Option<f64>,
}

impl CheckIn {
    /// The check-in of a day, beside what the plan says that day.
    pub fn of(capacity: &Capacity, on: Date) -> Self {
        let upkeep = capacity.overhead.zip(capacity.build_up);
        Self {
            on,
            planned_work: capacity.work,
            overhead: upkeep.map(|(overhead, build_up)| overhead + build_up),
        }
    }
}

impl<'a> Review<'a> {
    /// What stands under a key.
    pub fn value_of(self, key: &str) -> Option<&'a Value> {
        self.row.0.get(key)
    }

    /// What stands for a partner or a voice under a key that has one answer for each.
    pub fn value_for(self, key: &str, id: &str) -> Option<&'a Value> {
        self.value_of(key)?.as_object()?.get(id)
    }

    /// The row as its file has it.
    pub fn row(self) -> &'a serde_json::Map<String, Value> {
        self.row.0
    }

    /// The rows of `keep`.
    pub fn kept(self) -> impl Iterator<Item = Row<'a>> {
        let rows = self.value_of("keep").and_then(Value::as_array);
        let rows = rows.into_iter().flatten();
        rows.filter_map(Value::as_object).map(Row)
    }

    /// What it was worth, 1 to 5.
    pub fn worth(self) -> Option<u8> {
        self.row.scale("value")
    }

    /// Whether the first win came.
    pub fn first_win(self) -> Option<FirstWin> {
        self.row.code("first_win")
    }

    /// Whether the work was as good as agreed.
    pub fn quality(self) -> Option<Quality> {
        self.row.code("quality")
    }

    /// Days a month that it took since the time before.
    pub fn days_spent(self) -> Option<f64> {
        self.row.number("days_spent")
    }

    /// Days a month that were planned, work and overhead, as kept with the check-in.
    pub fn days_planned(self) -> Option<f64> {
        Some(self.row.number("planned_work")? + self.row.number("overhead")?)
    }

    /// Days that came over days planned; None without the figures, or with a plan of 0.
    pub fn ratio(self) -> Option<f64> {
        let planned = self.days_planned().filter(|planned| *planned > 0.0)?;
        Some(self.days_spent()? / planned)
    }

    /// What it says of the optimism factor: what came beyond the overhead, over planned work.
    pub fn lesson(self) -> Option<f64> {
        lesson(self.row)
    }

    /// The trust in a partner, by its id.
    pub fn trust(self, partner: &str) -> Option<u8> {
        self.value_for("trust", partner).and_then(row::as_scale)
    }

    /// The trust in a partner before this check-in, where it is kept with it.
    fn trust_before(self, partner: &str) -> Option<u8> {
        self.value_for(keeping::TRUST_BEFORE, partner)
            .and_then(row::as_scale)
    }

    /// The middle of what the voices say to starting it again, and how many say something; None where nobody
    /// does.
    pub fn start_again(self) -> Option<(f64, usize)> {
        let scores = self.value_of("start_again")?.as_object()?.values();
        let mut scores: Vec<f64> = scores.filter_map(row::as_scale).map(f64::from).collect();
        Some((median(&mut scores)?, scores.len()))
    }

    /// When to look again.
    pub fn next(self) -> Option<Date> {
        self.row.date("next")
    }
}

/// What a row of `reviews` says of the optimism factor; None without its three figures.
pub(super) fn lesson(row: Row) -> Option<f64> {
    let planned = row
        .number("planned_work")
        .filter(|planned| *planned > 0.0)?;
    Some((row.number("days_spent")? - row.number("overhead")?) / planned)
}

impl Canvas {
    /// The check-ins with a day, the earliest first.
    pub fn check_ins(&self) -> Vec<Review<'_>> {
        let rows = self.reviews();
        let dated = rows.filter_map(|row| row.date("on").map(|on| Review { row, on }));
        let mut reviews: Vec<Review> = dated.collect();
        reviews.sort_by_key(|review| review.on);
        reviews
    }

    /// The check-in of a day, where it has begun.
    pub fn check_in_on(&self, day: Date) -> Option<Review<'_>> {
        let mut reviews = self.check_ins().into_iter();
        reviews.find(|review| review.on == day)
    }

    /// The day on which to look again after a check-in: sooner the closer the tie.
    pub fn next_offered(&self, on: Date) -> Date {
        let months = match self.closeness() {
            Some(Closeness::KeepInTouch) => 12.0,
            Some(Closeness::LineUpPlans) => 6.0,
            _ => 3.0,
        };
        when::add_months(on, months)
    }

    /// The trust in a partner before the first check-in that scored it, where that is kept.
    pub fn trust_before(&self, partner: &str) -> Option<u8> {
        let reviews = self.check_ins();
        reviews
            .iter()
            .find_map(|review| review.trust_before(partner))
    }

    /// When it is to be looked at again: as the last check-in says, or the decision; never where it has
    /// ended.
    ///
    /// A check-in that does not say when moves a day only where that has come: what was agreed for later
    /// still stands.
    pub fn review_due(&self) -> Option<Date> {
        match self.state() {
            State::Ended(..) => None,
            // What is not live has a day to look again, and no reviews.
            _ if !self.is_live() => self.date("decision.review_on"),
            _ => self.review_agreed_before(Date::MAX),
        }
    }

    /// When it was to be looked at again as agreed before a day, whatever was said since.
    pub fn review_agreed_before(&self, day: Date) -> Option<Date> {
        let reviews = self.check_ins().into_iter();
        let earlier = reviews.filter(|review| review.on < day);
        earlier.fold(self.date("decision.review_on"), |agreed, review| {
            let still = agreed.filter(|agreed| *agreed > review.on);
            review
                .next()
                .or(still)
                .or_else(|| Some(self.next_offered(review.on)))
        })
    }
}
