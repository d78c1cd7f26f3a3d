//! A kind no, a not yet, a smaller yes as a letter: seven parts, filled only from the canvas.
//!
//! Parts and their order are those of "Saying no kindly": thanks, the answer in the first three lines,
//! one true reason about us, what we protect, a smaller offer with its limit, what would change our
//! answer, a person. What the canvas does not have is a blank to fill, such as `[ who asked you ]`: never
//! a guess; what was only worked out from it is a blank to confirm. The sentences stand in `assets/letters`.

mod facts;
mod kept;
mod recipient;
mod template;

use std::ops::Range;

use jiff::civil::Date;

use super::Canvas;
use super::codes::{Coded, Outcome};
use super::id::CanvasId;
use super::suggestion::Suggestion;
use super::wording::Wording;
use facts::{Facts, deciding};
use template::Template;

pub use kept::{Kept, SENT_ON, sent_on};
pub use recipient::{Recipient, is_our_own_idea};

/// A kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A no: we have no room.
    NoRoom,
    /// A no: working together is not the answer this time.
    NotTheAnswer,
    /// A not yet, with the date.
    NotYet,
    /// A yes to something smaller.
    SmallerYes,
}

impl Coded for Kind {
    const ALL: &'static [Self] = &[
        Self::NoRoom,
        Self::NotTheAnswer,
        Self::NotYet,
        Self::SmallerYes,
    ];
    const CODES: &'static [&'static str] = &["no_room", "not_the_answer", "not_yet", "smaller_yes"];
}

impl Kind {
    /// Its name, such as `no room`.
    pub fn name(self) -> &'static str {
        &Wording::shipped().letters.kinds[self.code()].name
    }

    /// The file that a letter about a canvas is written to where nobody says another.
    pub fn file_name(self, canvas: &CanvasId) -> String {
        format!("{canvas}-{}.txt", self.name().replace(' ', "-"))
    }

    /// What was decided where this letter goes with it.
    fn outcome(self) -> Outcome {
        match self {
            Self::NoRoom | Self::NotTheAnswer => Outcome::SayNoKindly,
            Self::NotYet => Outcome::NotYet,
            Self::SmallerYes => Outcome::GoAheadSmaller,
        }
    }

    /// The letter that goes with what was decided, or else with what is suggested, and with the checks
    /// behind it; None where none is needed, or it is too early.
    pub fn offered(canvas: &Canvas, suggestion: &Suggestion) -> Option<Self> {
        let chosen = canvas.code::<Outcome>("decision.choice");
        match chosen.or(suggestion.outcome)? {
            Outcome::GoAhead => None,
            Outcome::GoAheadSmaller => Some(Self::SmallerYes),
            Outcome::NotYet => Some(Self::NotYet),
            Outcome::SayNoKindly => {
                let mut deciding = deciding(canvas, suggestion, Outcome::SayNoKindly);
                let nos = [Self::NotTheAnswer, Self::NoRoom];
                let goes = deciding.find_map(|check| {
                    let gives = |kind: &Self| Template::of(*kind).reasons().any(|one| one == check);
                    nos.into_iter().find(gives)
                });
                Some(goes.unwrap_or(Self::NotTheAnswer))
            }
        }
    }
}

/// One of the seven parts of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Thanks that name something real.
    Thanks,
    /// The answer.
    Answer,
    /// One true reason, about us.
    Reason,
    /// What we are protecting.
    Protecting,
    /// A smaller offer with its limit, or nothing.
    Offer,
    /// What would change our answer, and when we look again.
    Change,
    /// A person, and good wishes.
    Person,
}

impl Coded for Part {
    const ALL: &'static [Self] = &[
        Self::Thanks,
        Self::Answer,
        Self::Reason,
        Self::Protecting,
        Self::Offer,
        Self::Change,
        Self::Person,
    ];
    const CODES: &'static [&'static str] = &[
        "thanks",
        "answer",
        "reason",
        "protecting",
        "offer",
        "change",
        "person",
    ];
}

impl Part {
    /// Its name, such as `One true reason`.
    pub fn name(self) -> &'static str {
        &Wording::shipped().letters.parts[self.code()]
    }
}

/// A letter as the canvas fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The seven parts in their order, each with its text.
    pub parts: Vec<(Part, String)>,
}

impl Letter {
    /// Fills a letter from a canvas and what its answers add up to.
    pub fn of(
        canvas: &Canvas,
        suggestion: &Suggestion,
        kind: Kind,
        recipient: &Recipient,
        today: Date,
    ) -> Self {
        let facts = Facts {
            canvas,
            suggestion,
            recipient,
            kind,
            today,
        };
        let holds =
            |name: &str| facts.has_decided(name) || facts.is_so(name) || facts.fact(name).is_some();
        let fill = |name: &str| facts.fact(name).unwrap_or_else(|| blank(name));
        Self {
            parts: Template::of(kind).filled(holds, fill),
        }
    }

    /// The letter as text: thanks and answer below each other, an empty line before every other part.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (part, words) in &self.parts {
            if *part == Part::Answer {
                text.push('\n');
            } else if !text.is_empty() && !words.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(words);
        }
        text
    }
}

/// A letter's text: as it was edited, or else as the canvas fills it.
pub fn text_of(
    canvas: &Canvas,
    suggestion: &Suggestion,
    kind: Kind,
    to: &Recipient,
    today: Date,
) -> String {
    let draft = canvas.draft(kind, to.name().as_deref());
    draft.map_or_else(
        || Letter::of(canvas, suggestion, kind, to, today).text(),
        |draft| draft.text().to_owned(),
    )
}

/// Whom a letter is addressed to, as it stands in its text; None where that is still blank.
pub fn addressed_to(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let name = line
        .trim()
        .strip_prefix("Dear ")?
        .trim_end_matches(',')
        .trim();
    (!name.is_empty() && blanks(name).is_empty()).then_some(name)
}

/// The blank that stands for a name.
fn blank(name: &str) -> String {
    let words = &Wording::shipped().letters.blanks[name];
    format!("[ {words} ]")
}

/// The blank for words that were worked out and that nobody has said: they are to be confirmed.
fn to_confirm(words: &str) -> String {
    offered(&Wording::shipped().letters.confirm, words)
}

/// The blank for a reason that was written for the record, and may not be meant for who reads the letter.
fn recorded_reason(words: &str) -> String {
    offered(&Wording::shipped().letters.confirm_reason, words)
}

/// A blank that offers words; brackets among them would end it.
fn offered(how: &str, words: &str) -> String {
    let words = words.replace('[', "(").replace(']', ")");
    format!("[ {} ]", how.replace("{words}", &words))
}

/// A blank that is still to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Where it stands in the text, in bytes, brackets included.
    pub range: Range<usize>,
    /// What it asks for.
    pub words: String,
}

impl Blank {
    /// What it says where that is only to be confirmed.
    pub fn to_confirm(&self) -> Option<&str> {
        let confirm = &Wording::shipped().letters.confirm;
        self.offers(confirm).or(self.recorded_reason())
    }

    /// The reason in the words of the record, where it offers that.
    pub fn recorded_reason(&self) -> Option<&str> {
        self.offers(&Wording::shipped().letters.confirm_reason)
    }

    fn offers(&self, how: &str) -> Option<&str> {
        self.words.strip_prefix(how.split('{').next()?)
    }

    /// The part of a letter that it belongs to; None for one that somebody wrote.
    pub fn part(&self, kind: Kind) -> Option<Part> {
        if self.recorded_reason().is_some() {
            return Some(Part::Reason);
        }
        if self.to_confirm().is_some() {
            return Some(Part::Offer);
        }
        let blanks = &Wording::shipped().letters.blanks;
        let names = blanks.iter().filter(|(_, words)| **words == self.words);
        let mut parts = names.filter_map(|(name, _)| Template::of(kind).part_of(name));
        parts.next()
    }
}

/// The blanks of a text, in their order: words in brackets, with a space inside each bracket.
pub fn blanks(text: &str) -> Vec<Blank> {
    let mut blanks = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("[ ") {
        let start = from + found;
        let inner = &text[start + 2..];
        from = start + 2;
        let Some(length) = inner.find(['[', ']', '\n']) else {
            continue;
        };
        let words = inner[..length].trim();
        if inner[length..].starts_with(']') && inner[..length].ends_with(' ') && !words.is_empty() {
            let end = start + 2 + length + 1;
            blanks.push(Blank {
                range: start..end,
                words: words.to_owned(),
            });
            from = end;
        }
    }
    blanks
}
