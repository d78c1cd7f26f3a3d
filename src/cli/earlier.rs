//! Earlier versions of a canvas, for the verbs that print them or put them back.

use jiff::Timestamp;
use jiff::civil::Date;

use super::call::Call;
use super::failure::{Exit, Failure};
use crate::canvas::Canvas;
use crate::canvas::history::{History, day_of};
use crate::canvas::when;
use crate::clock;

/// Reads the history of a canvas, and says which lines of it cannot be read.
///
/// # Errors
/// [`Exit::Failed`] where the system refuses.
pub fn history(call: &Call, canvas: &Canvas) -> Result<History, Failure> {
    let history = call.workspace.history(canvas.id())?;
    let path = call.workspace.history_path(canvas.id());
    for unread in history.unread() {
        call.note(&format!("note: `{}`: {unread}", path.display()));
    }
    Ok(history)
}

/// What `--at` names: an instant as `history --json` prints it, or the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The end of a day, here.
    Day(Date),
    /// An instant, for a day with several versions.
    Instant(Timestamp),
}

impl At {
    /// Reads what a text names, today or before.
    ///
    /// # Errors
    /// [`Exit::Usage`] where it names neither.
    pub fn read(call: &Call, text: &str) -> Result<Self, Failure> {
        if let Ok(instant) = text.trim().parse() {
            return Ok(Self::Instant(instant));
        }
        when::typed_back(text, call.today)
            .map(Self::Day)
            .ok_or_else(|| {
                let rule = "a date such as 2026-11-20, 20 November, yesterday or 3 weeks ago, or an \
                            instant of `history --json`";
                Failure::new(Exit::Usage, format!("--at: `{text}` is not {rule}"))
            })
    }

    /// The day, here.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => day_of(at, &clock::here()),
        }
    }

    /// `20 November 2026`, or with the time `20 November 2026, 18:44:07`.
    pub fn in_words(self) -> String {
        let day = when::in_words(self.day());
        match self {
            Self::Day(_) => day,
            Self::Instant(at) => {
                let local = at.to_zoned(clock::here());
                format!("{day}, {}", local.strftime("%H:%M:%S"))
            }
        }
    }

    /// True where it is not before an instant.
    pub fn reaches(self, at: Timestamp) -> bool {
        match self {
            Self::Day(day) => day_of(at, &clock::here()) <= day,
            Self::Instant(instant) => at <= instant,
        }
    }
}

/// The canvas as it was then; the one that stands now where it has not changed since.
///
/// # Errors
/// [`Exit::NotFound`] with the first day that is known, where that is later.
pub fn as_it_was(call: &Call, now: &Canvas, then: At) -> Result<Canvas, Failure> {
    if then.reaches(now.updated().unwrap_or_else(|| call.now())) {
        return Ok(now.clone());
    }
    let history = history(call, now)?;
    let last = history.last_where(|at| then.reaches(at));
    for index in (0..last.map_or(0, |last| last + 1)).rev() {
        match history.canvas(index) {
            Ok(canvas) => return Ok(canvas),
            Err(unread) => call.note(&format!("note: a version of `{}`: {unread}", now.id())),
        }
    }
    let first = if history.is_empty() {
        now.updated()
    } else {
        Some(history.at(0))
    };
    let first = match first.filter(|first| !then.reaches(*first)) {
        Some(first) => {
            let first = day_of(first, &clock::here());
            format!("the first version is of {}", when::in_words(first))
        }
        None => "no earlier version can be read".into(),
    };
    let id = now.id();
    let message = format!("nothing is kept of `{id}` for {}: {first}", then.in_words());
    Err(Failure::new(Exit::NotFound, message).hint(format!("whytogether history {id}")))
}
