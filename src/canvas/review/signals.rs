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

/// What the check-ins of a live collaboration say; nothing where it is not live.
///
/// A check-in that leaves a question out does not take back what the one before said to it: each question
/// is read from the last check-ins that answer it.
pub fn signals(canvas: &Canvas) -> Vec<Signal> {
    let reviews = canvas.check_ins();
    if !canvas.is_live() {
        return Vec::new();
    }
    let mut found = trust_down(canvas, &reviews);
    found.extend(no_first_win(&reviews));
    found.extend(quality_lost(canvas, &reviews));
    found.extend(days_over(&reviews));
    found.extend(ending(&reviews));
    found
}

/// The answers to one question, the last first.
fn answers<'a, T>(
    reviews: &'a [Review<'a>],
    answer: impl Fn(&Review<'a>) -> Option<T> + 'a,
) -> impl Iterator<Item = T> + 'a {
    reviews.iter().rev().filter_map(answer)
}

/// The last two answers to one question, the last first; None with fewer than two.
fn last_two<'a, T>(
    reviews: &'a [Review<'a>],
    answer: impl Fn(&Review<'a>) -> Option<T> + 'a,
) -> Option<[T; 2]> {
    let mut answers = answers(reviews, answer);
    Some([answers.next()?, answers.next()?])
}

/// Trust in a partner that fell since it was scored before: by one a note, by more a warning.
fn trust_down(canvas: &Canvas, reviews: &[Review]) -> Vec<Signal> {
    let fell = canvas.partners().filter_map(|partner| {
        let id = partner.id()?;
        let mut scored = answers(reviews, |review| Some((*review, review.trust(id)?)));
        let (last, now) = scored.next()?;
        let in_review = scored.next().map(|(_, score)| score);
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

fn no_first_win(reviews: &[Review]) -> Option<Signal> {
    let wins = last_two(reviews, |review| review.first_win())?;
    let is_so = wins == [FirstWin::No, FirstWin::No];
    is_so.then(|| Signal::warning("NO-FIRST-WIN", Advice::Smaller, said("NO-FIRST-WIN", &[])))
}

fn quality_lost(canvas: &Canvas, reviews: &[Review]) -> Option<Signal> {
    if answers(reviews, |review| review.quality()).next() != Some(Quality::No) {
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

fn days_over(reviews: &[Review]) -> Option<Signal> {
    let [now, then] = last_two(reviews, |review| review.ratio())?;
    let is_so = above(now, WELL_OVER) && above(then, WELL_OVER);
    is_so.then(|| {
        let filled = [("now", days_figure(now)), ("before", days_figure(then))];
        Signal::warning("DAYS-OVER", Advice::EarlyReview, said("DAYS-OVER", &filled))
    })
}

/// Little value for the days it takes, twice running; or most would not start it again.
fn ending(reviews: &[Review]) -> Option<Signal> {
    let worth = last_two(reviews, |review| review.worth());
    let is_little = worth.is_some_and(|two| two.iter().all(|worth| *worth <= 2));
    let ratios = last_two(reviews, |review| review.ratio());
    let is_dear = ratios.is_some_and(|two| two.iter().all(|ratio| at_least(*ratio, 1.0)));
    let message = if is_little && is_dear {
        said("ENDING", &[])
    } else {
        let words = Wording::shipped().signal("ENDING");
        let again = answers(reviews, |review| review.start_again()).next();
        match again.filter(|(score, _)| at_least(2.0, *score))? {
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
