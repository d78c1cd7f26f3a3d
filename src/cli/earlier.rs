//! Earlier versions of a canvas, for the verbs that print them or put them back.

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

/// The day that a text names, today or before.
///
/// # Errors
/// [`Exit::Usage`] where it names none.
pub fn day(call: &Call, text: &str) -> Result<Date, Failure> {
    when::typed_back(text, call.today).ok_or_else(|| {
        let rule = "a date such as 2026-11-20, 20 November, yesterday or 3 weeks ago";
        Failure::new(Exit::Usage, format!("--at: `{text}` is not {rule}"))
    })
}

/// The canvas as it was at the end of a day; the one that stands now where it has not changed since.
///
/// # Errors
/// [`Exit::NotFound`] with the first day that is known, where that is later.
pub fn at_end_of(call: &Call, now: &Canvas, day: Date) -> Result<Canvas, Failure> {
    let zone = clock::here();
    let last_changed = now.updated().map_or(call.today, |at| day_of(at, &zone));
    if last_changed <= day {
        return Ok(now.clone());
    }
    let history = history(call, now)?;
    let until = history.last_on(day, &zone).map_or(0, |last| last + 1);
    for index in (0..until).rev() {
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
    let first = match first
        .map(|at| day_of(at, &zone))
        .filter(|first| *first > day)
    {
        Some(first) => format!("the first version is of {}", when::in_words(first)),
        None => "no earlier version can be read".into(),
    };
    let day = when::in_words(day);
    let message = format!("nothing is kept of `{}` for {day}: {first}", now.id());
    Err(Failure::new(Exit::NotFound, message).hint(format!("whytogether history {}", now.id())))
}
