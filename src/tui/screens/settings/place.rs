//! The places of the settings: three lines, and the cells of the team.

use crate::canvas::capacity::days_figure;
use crate::workspace::settings::{Member, Settings};

/// What is asked of each person.
pub(super) const COLUMNS: [&str; 3] = ["person", "working days", "share %"];

/// Where the planner is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Ours,
    Reserve,
    /// A column of a person's row, by the row's id; "" is the person who would be added.
    Member {
        id: String,
        column: usize,
    },
}

impl Place {
    pub(super) fn new_member() -> Self {
        Self::Member {
            id: String::new(),
            column: 0,
        }
    }

    /// The person whose row it is.
    pub(super) fn member(&self, settings: &Settings) -> Option<Member> {
        let Self::Member { id, .. } = self else {
            return None;
        };
        let mut members = settings.members().into_iter();
        members.find(|member| !id.is_empty() && member.id == *id)
    }

    /// Under which name it is kept what was typed there and is no number yet.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Name => "settings: name".into(),
            Self::Ours => "settings: who we are".into(),
            Self::Reserve => "settings: reserve".into(),
            Self::Member { id, column } => format!("settings: {id} {}", COLUMNS[*column]),
        }
    }

    /// What stands there, as it is typed.
    pub(super) fn text(&self, settings: &Settings) -> String {
        let share = |share: Option<f64>| share.map(|share| days_figure(share * 100.0));
        match (self, self.member(settings)) {
            (Self::Name, _) => settings.name().unwrap_or_default().into(),
            (Self::Ours, _) => settings.our_organisation().unwrap_or_default().into(),
            (Self::Reserve, _) => days_figure(settings.team().reserve * 100.0),
            (Self::Member { .. }, None) => String::new(),
            (Self::Member { column: 0, .. }, Some(member)) => member.person,
            (Self::Member { column: 1, .. }, Some(member)) => {
                member.working_days.map(days_figure).unwrap_or_default()
            }
            (Self::Member { .. }, Some(member)) => share(member.share).unwrap_or_default(),
        }
    }
}
