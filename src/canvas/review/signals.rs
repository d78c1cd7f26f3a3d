//! What the check-ins say to do next: each signal with the answers that raise it.

use serde_json::{Value, json};

use super::super::Canvas;
use super::super::capacity::{above, at_least, days_figure};
use super::super::checks::Severity;
use super::super::codes::{FirstWin, PAUSE_OR_STOP, Quality};
use super::super::wording::Wording;
use super::Review;

/// Days that came over days planned, from which a plan was plainly too hopeful.
const WELL_OVER: f64 = 1.25;

/// What a signal suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Something smaller.
    Smaller,
    /// Those who can pause or stop it should look.
    Stop,
    /// A review before its day.
    EarlyReview,
    /// An ending, with an ending note.
    Ending,
}

impl Advice {
    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Smaller => "smaller",
            Self::Stop => "stop",
            Self::EarlyReview => "early_review",
            Self::Ending => "ending",
        }
    }
}

/// Something that the last check-ins say.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Its name.
    pub name: &'static str,
    /// A note or a warning.
    pub severity: Severity,
    /// What it suggests, where it suggests anything.
    pub advice: Option<Advice>,
    /// What it says, with the answers that raise it.
    pub message: String,
}

impl Signal {
    fn warning(name: &'static str, advice: Advice, message: String) -> Self {
        Self {
            name,
            severity: Severity::Warning,
            advice: Some(advice),
            message,
        }
    }

    /// The signal as `review --json` prints it.
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "severity": self.severity.code(),
            "suggests": self.advice.map(Advice::code),
            "message": self.message,
        })
    }
}

/// What the check-ins say, as of the last one.
pub fn signals(canvas: &Canvas) -> Vec<Signal> {
    let reviews = canvas.check_ins();
    let Some((last, earlier)) = reviews.split_last() else {
        return Vec::new();
    };
    let before = earlier.last();
    let mut found = trust_down(canvas, *last, earlier);
    found.extend(no_first_win(*last, before));
    found.extend(quality_lost(canvas, *last));
    found.extend(days_over(*last, before));
    found.extend(ending(*last, before));
    found
}

/// Trust in a partner that fell since it was scored before: by one a note, by more a warning.
fn trust_down(canvas: &Canvas, last: Review, earlier: &[Review]) -> Vec<Signal> {
    let fell = canvas.partners().filter_map(|partner| {
        let id = partner.id()?;
        let now = last.trust(id)?;
        let in_review = earlier.iter().rev().find_map(|review| review.trust(id));
        let in_canvas = || last.trust_before(id).or_else(|| partner.scale("trust"));
        let before = in_review.or_else(in_canvas)?;
        let severity = match before.checked_sub(now)? {
            0 => return None,
            1 => Severity::Note,
            _ => Severity::Warning,
        };
        let organisation = partner.line("organisation").unwrap_or_default();
        let filled = [
            ("organisation", organisation.to_owned()),
            ("before", before.to_string()),
            ("now", now.to_string()),
        ];
        Some(Signal {
            name: "TRUST-DOWN",
            severity,
            advice: None,
            message: said("TRUST-DOWN", &filled),
        })
    });
    fell.collect()
}

fn no_first_win(last: Review, before: Option<&Review>) -> Option<Signal> {
    let came_not = |review: &Review| review.first_win() == Some(FirstWin::No);
    let is_so = came_not(&last) && before.is_some_and(came_not);
    is_so.then(|| Signal::warning("NO-FIRST-WIN", Advice::Smaller, said("NO-FIRST-WIN", &[])))
}

fn quality_lost(canvas: &Canvas, last: Review) -> Option<Signal> {
    if last.quality() != Some(Quality::No) {
        return None;
    }
    let decisions = canvas.rows_at("ownership.decisions");
    let mut stops = decisions.filter(|row| row.line("key") == Some(PAUSE_OR_STOP));
    let who = stops.find_map(|row| row.names("decides").first().map(|name| (*name).to_owned()));
    let message = match who {
        Some(who) => said("QUALITY-LOST", &[("who", who)]),
        None => Wording::shipped()
            .signal("QUALITY-LOST")
            .otherwise
            .clone()
            .unwrap_or_default(),
    };
    Some(Signal::warning("QUALITY-LOST", Advice::Stop, message))
}

fn days_over(last: Review, before: Option<&Review>) -> Option<Signal> {
    let (now, then) = (last.ratio()?, before?.ratio()?);
    let is_so = above(now, WELL_OVER) && above(then, WELL_OVER);
    is_so.then(|| {
        let filled = [("now", days_figure(now)), ("before", days_figure(then))];
        Signal::warning("DAYS-OVER", Advice::EarlyReview, said("DAYS-OVER", &filled))
    })
}

/// Little value for the days it takes, twice running; or most would not start it again.
fn ending(last: Review, before: Option<&Review>) -> Option<Signal> {
    let is_poor = |review: &Review| {
        let is_little = review.worth().is_some_and(|worth| worth <= 2);
        is_little && review.ratio().is_some_and(|ratio| at_least(ratio, 1.0))
    };
    let message = if is_poor(&last) && before.is_some_and(is_poor) {
        said("ENDING", &[])
    } else {
        let words = Wording::shipped().signal("ENDING");
        match last
            .start_again()
            .filter(|(score, _)| at_least(2.0, *score))?
        {
            (_, 1) => words.one.clone()?,
            _ => words.otherwise.clone()?,
        }
    };
    Some(Signal::warning("ENDING", Advice::Ending, message))
}

fn said(name: &str, filled: &[(&str, String)]) -> String {
    let message = Wording::shipped().signal(name).message.clone();
    filled.iter().fold(message, |text, (key, value)| {
        text.replace(&format!("{{{key}}}"), value)
    })
}

#[cfg(test)]
mod tests;
