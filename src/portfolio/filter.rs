//! Which of many collaborations are meant: by kind, state, partner, person, or any word of these.

use super::plan::Ranked;
use crate::canvas::State;
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
    /// Words that each begin a word of title, kind, state, partners or people.
    pub words: Vec<String>,
}

impl Filter {
    /// The filter that somebody typed: every word must begin one of what is shown.
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
        if self.is_open() {
            return true;
        }
        let summary = &*row.summary;
        let details = summary.details();
        let partners = || details.partners.iter().map(|partner| partner.organisation);
        let people = || details.people.iter().map(|person| person.name);
        let is_kind = self.kind.is_none_or(|kind| summary.kind == Some(kind));
        let is_state = (self.state.as_deref()).is_none_or(|state| state == row.section().code());
        let in_words = || {
            let section = row.section().name();
            let mut text = format!("{} {section} {}", summary.title, state_name(row));
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
                self.words.iter().all(|word| begins_a_word(&text, word))
            })
    }
}

/// True where a word of a text begins with another. Where words are not parted, as in Japanese, any
/// place may begin one.
fn begins_a_word(text: &str, word: &str) -> bool {
    let is_inside = |before: char| before.is_lowercase() || before.is_numeric();
    let mut found = text.match_indices(word);
    found.any(|(at, _)| !text[..at].ends_with(is_inside))
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

/// What was decided of a collaboration, or what is tried instead.
pub fn state_name(row: &Ranked) -> String {
    let summary = &row.summary;
    let is_in = row.counts && !summary.is_live();
    match (is_in, row.smaller.is_some()) {
        _ if row.is_out => "what if without".into(),
        _ if row.counted_with.is_some() => "counts with another".into(),
        (true, false) => "what if taken in".into(),
        (true, true) => "what if in, smaller".into(),
        (false, true) => "what if smaller".into(),
        _ if summary.is_newer => "newer version".into(),
        _ if summary.is_in_round => "in a round".into(),
        _ if matches!(summary.state, State::Ended(..)) => "ended".into(),
        _ => match summary.decided() {
            Some(outcome) => Wording::shipped().outcome(outcome).name.to_lowercase(),
            None => "draft".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_beginning_only() {
        let text = "falls response, shared delivery: go ahead smaller";
        for word in ["fall", "deliv", "go", "ahead", "small", "delivery:"] {
            assert!(begins_a_word(text, word), "{word}");
        }
        for word in ["live", "all", "head", "art"] {
            assert!(!begins_a_word(text, word), "{word}");
        }
        assert!(begins_a_word("東日本", "日本"));
    }
}
