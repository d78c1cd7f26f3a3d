//! What the screen of letters can show, and for whom.

use crate::canvas::codes::{Coded, Outcome};
use crate::canvas::letter::Kind;
use crate::canvas::wording::Wording;
use crate::tui::desk::Go;
use crate::tui::session::Session;

/// What is said where a letter is asked for and none goes with how things stand.
pub(super) const UNNEEDED: &str = "No letter goes with it. Right leads to the four letters.";

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// No letter goes with how things stand.
    Unneeded,
    /// A letter that can be edited.
    Draft(Kind),
    /// A letter that is kept, by its place in the canvas: it is read.
    Kept(usize),
}

/// The kind of letter that goes with how things stand.
pub(super) fn offered(session: &Session) -> Option<Kind> {
    Kind::offered(&session.canvas, &session.suggestion)
}

/// Why no letter goes with how things stand.
pub(super) fn unneeded(session: &Session) -> &'static str {
    let chosen = session.canvas.code::<Outcome>("decision.choice");
    let stands = match chosen.or(session.suggestion.outcome) {
        Some(Outcome::GoAhead) => Outcome::GoAhead.code(),
        _ => "early",
    };
    &Wording::shipped().letters.unneeded[stands]
}

/// What each part is for, to read.
pub(super) fn the_parts() -> Go {
    Go::Read {
        title: "The seven parts of a letter".into(),
        text: Wording::shipped().letters.about.clone(),
    }
}
