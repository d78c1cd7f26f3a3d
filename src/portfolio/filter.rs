//! Which of many collaborations are meant: by kind, state, partner, person, or any word of these.

use super::plan::Ranked;
use crate::canvas::codes::{Coded as _, Kind};
use crate::canvas::details::folded;
use crate::canvas::question::Question;
use crate::canvas::wording::Wording;

/// Conditions that all must hold; none of them lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The kind of value.
    pub kind: Option<Kind>,
    /// The state, as [`super::Section::code`] writes it.
    pub state: Option<String>,
    /// A part of a partner's name.
    pub partner: Option<String>,
    /// A part of a person's name.
    pub person: Option<String>,
    /// Words that each stand somewhere in title, kind, state, partners or people.
    pub words: Vec<String>,
}

impl Filter {
    /// The filter that somebody typed: every word must stand somewhere.
    pub fn typed(text: &str) -> Self {
        Self {
            words: text.split_whitespace().map(folded).collect(),
            ..Self::default()
        }
    }

    /// True where everything is let through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// True where a collaboration is meant.
    pub fn lets(&self, row: &Ranked) -> bool {
        let summary = row.summary;
        let details = summary.details();
        let partners = || details.partners.iter().map(|partner| partner.organisation);
        let people = || details.people.iter().map(|person| person.name);
        let is_kind = self.kind.is_none_or(|kind| summary.kind == Some(kind));
        let is_state = (self.state.as_deref()).is_none_or(|state| state == row.section().code());
        let in_words = || {
            let mut text = format!("{} {}", summary.title, row.section().name());
            let kind = summary.kind.map(kind_name);
            for name in kind.into_iter().chain(partners()).chain(people()) {
                text.push(' ');
                text.push_str(name);
            }
            folded(&text)
        };
        is_kind
            && is_state
            && has(self.partner.as_deref(), partners())
            && has(self.person.as_deref(), people())
            && (self.words.is_empty() || {
                let text = in_words();
                self.words.iter().all(|word| text.contains(word))
            })
    }
}

fn has<'a>(part: Option<&str>, mut names: impl Iterator<Item = &'a str>) -> bool {
    part.is_none_or(|part| {
        let part = folded(part);
        names.any(|name| folded(name).contains(&part))
    })
}

/// What people call a kind of value.
pub fn kind_name(kind: Kind) -> &'static str {
    let question = Question::find("value.kind").expect("in the table");
    let words = Wording::shipped().option(question, kind.code());
    words.map_or("", |words| &words.name)
}
