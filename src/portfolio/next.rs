//! What is next for a collaboration, and on which day.

use jiff::civil::Date;

use super::Section;
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
/// None where no day is named. A draft waits for its reply, what is not live only for being looked at.
pub fn next(summary: &Summary, section: Section, today: Date) -> Option<(Event, Date)> {
    match section {
        Section::Draft => summary.reply_by.map(|on| (Event::Reply, on)),
        Section::Decided => summary.review_on.map(|on| (Event::LookAgain, on)),
        Section::Live => {
            let wins = summary.details().first_wins.into_iter();
            let coming = wins.filter(|on| *on >= today);
            let dated = [
                (Event::Review, summary.review_on),
                (Event::FirstWin, coming.min()),
                (Event::End, summary.end_date),
            ];
            let dated = dated
                .into_iter()
                .filter_map(|(event, on)| Some((event, on?)));
            dated.min_by_key(|(_, on)| *on)
        }
        Section::Ended | Section::Unreadable => None,
    }
}

/// `review in 3 weeks`, `reply due 2 days ago`, `look again in 8 weeks`.
pub fn in_words((event, on): (Event, Date), today: Date) -> String {
    let is_owed = event == Event::Reply || (on < today && event != Event::LookAgain);
    let due = if is_owed { " due" } else { "" };
    format!("{}{due} {}", event.name(), when::from_today(on, today))
}
