//! What is next for a collaboration, and on which day.

use jiff::civil::Date;

use super::Section;
use crate::canvas::due::DueKind;
use crate::canvas::summary::Summary;
use crate::canvas::when;

/// Something with a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// An answer is owed.
    Reply,
    /// A check-in.
    Review,
    /// What did not go ahead is to be looked at again.
    LookAgain,
    /// People are to see something.
    FirstWin,
    /// It ends or is renewed.
    End,
}

impl Event {
    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Review => "review",
            Self::LookAgain => "look_again",
            Self::FirstWin => "first_win",
            Self::End => "end",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Review => "review",
            Self::LookAgain => "look again",
            Self::FirstWin => "first win",
            Self::End => "end",
        }
    }
}

/// The event that comes first, past ones too where they are owed: a reply, a review, an end.
///
/// None where no day is named. What is not live waits only for its reply, and for being looked at.
pub fn next(summary: &Summary, section: Section, today: Date) -> Option<(Event, Date)> {
    let details = summary.details();
    let owed = details.due.iter().find(|due| due.kind == DueKind::Reply);
    let reply = (Event::Reply, owed.map(|due| due.on));
    let wins = details.first_wins.iter().copied();
    let coming = wins.filter(|on| *on >= today);
    let dated = match section {
        Section::Draft => vec![reply],
        Section::Decided => vec![reply, (Event::LookAgain, summary.review_on)],
        Section::Live => vec![
            reply,
            (Event::Review, summary.review_on),
            (Event::FirstWin, coming.min()),
            (Event::End, summary.end_date),
        ],
        Section::Ended | Section::Unreadable | Section::Copy => Vec::new(),
    };
    let dated = dated
        .into_iter()
        .filter_map(|(event, on)| Some((event, on?)));
    dated.min_by_key(|(_, on)| *on)
}

/// `review in 3 weeks`, `reply due 2 days ago`, `look again in 8 weeks`.
pub fn in_words((event, on): (Event, Date), today: Date) -> String {
    let is_owed = event == Event::Reply || (on < today && event != Event::LookAgain);
    let due = if is_owed { " due" } else { "" };
    format!("{}{due} {}", event.name(), when::from_today(on, today))
}
