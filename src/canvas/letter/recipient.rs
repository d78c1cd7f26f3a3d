//! Whom a letter is for.

use super::facts::{folded, in_a_sentence};
use crate::canvas::Canvas;
use crate::canvas::codes::GainKnown;
use crate::canvas::names::{self, Fit};
use crate::canvas::row::Row;

/// Whom a letter is for; all of it may be unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// The person, or their role.
    pub contact: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// What they told us they would get from it, in their words.
    pub gain: Option<String>,
    /// True where it is they who asked.
    pub has_asked: bool,
}

impl Recipient {
    /// Everyone whom a letter may be for: whoever asked first, then the partners.
    ///
    /// Where nobody is known to have asked, the first is unknown: a guess would be worse. Where one of us
    /// had the idea, a letter is for the partners.
    pub fn all(canvas: &Canvas) -> Vec<Self> {
        let partners: Vec<Self> = canvas.partners().map(Self::partner).collect();
        if is_our_own_idea(canvas) && !partners.is_empty() {
            return partners;
        }
        let mut all = vec![asked_by(canvas, &partners)];
        let first = Self {
            has_asked: false,
            ..all[0].clone()
        };
        let others = partners.into_iter().filter(|one| *one != first);
        all.extend(others.collect::<Vec<_>>());
        all
    }

    /// Everyone whom a letter may be for, also those whom only a draft names.
    pub fn all_with_drafts(canvas: &Canvas) -> Vec<Self> {
        let mut all = Self::all(canvas);
        for to in canvas.letters().filter(|letter| letter.is_draft()) {
            let named = to.to().map(|to| Self::named(canvas, to));
            all.extend(named.filter(|named| !all.contains(named)));
        }
        all
    }

    /// The one that a name means, ignoring case: a contact, an organisation, both; else someone new.
    pub fn named(canvas: &Canvas, name: &str) -> Self {
        let wanted = folded(&in_a_sentence(name));
        let is_meant = |one: &Self| {
            let names = [one.name(), one.contact.clone(), one.organisation.clone()];
            names
                .into_iter()
                .flatten()
                .any(|name| folded(&name) == wanted)
        };
        let found = Self::all(canvas).into_iter().find(is_meant);
        found.unwrap_or_else(|| Self {
            contact: Some(in_a_sentence(name)).filter(|name| !name.is_empty()),
            ..Self::default()
        })
    }

    /// Those whom a name that is typed may mean: as [`Self::named`], else all of whom it begins a name.
    pub fn meant(canvas: &Canvas, name: &str) -> Vec<Self> {
        let named = Self::named(canvas, name);
        let all = Self::all_with_drafts(canvas);
        if all.contains(&named) {
            return vec![named];
        }
        let wanted = names::folded(name);
        let begins = |one: &Self| {
            let names = [one.name(), one.contact.clone(), one.organisation.clone()];
            let mut fits = names.iter().flatten();
            fits.any(|name| names::fit(name, &wanted).is_some_and(|fit| fit < Fit::Part))
        };
        let begun: Vec<Self> = all.into_iter().filter(begins).collect();
        match begun.is_empty() {
            true => vec![named],
            false => begun,
        }
    }

    /// The name under which a letter is kept, such as `Duty manager, Fellgate Ambulance`.
    pub fn name(&self) -> Option<String> {
        let parts = [&self.contact, &self.organisation];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What follows "Dear": a person or a role. Nobody writes to an office as if it had a face.
    pub fn salutation(&self) -> Option<String> {
        self.contact.clone()
    }

    fn partner(row: Row) -> Self {
        let told = row.code("gain_known") == Some(GainKnown::TheyToldUs);
        Self {
            contact: row.line("contact").map(in_a_sentence),
            organisation: row.line("organisation").map(in_a_sentence),
            gain: row.line("gain").filter(|_| told).map(in_a_sentence),
            has_asked: false,
        }
    }
}

/// True where the one who asked is one of us.
pub fn is_our_own_idea(canvas: &Canvas) -> bool {
    let Some(asked) = canvas.text("cover.asked_by") else {
        return false;
    };
    let asked = folded(&in_a_sentence(asked));
    let is_partner = canvas.partners().any(|row| {
        let names = [row.line("organisation"), row.line("contact")];
        names
            .into_iter()
            .flatten()
            .any(|name| folded(name) == asked)
    });
    !is_partner && (calls_itself_ours(&asked) || names_of_ours(canvas).any(|name| name == asked))
}

/// True for words such as "our head of design" or "us".
fn calls_itself_ours(asked: &str) -> bool {
    let mut words = asked.split(|c: char| !c.is_alphanumeric());
    let first = words.find(|word| !word.is_empty());
    first.is_some_and(|first| ["we", "us", "our", "ours", "i", "me", "my", "mine"].contains(&first))
}

/// Our organisation, those of us who fill the canvas in, and those who would do the work.
fn names_of_ours(canvas: &Canvas) -> impl Iterator<Item = String> {
    let ours = canvas.text("cover.our_organisation");
    let voices = canvas.rows_at("voices").filter(move |row| {
        let theirs = row.line("organisation").map(folded);
        theirs.is_none() || theirs == ours.map(folded)
    });
    let voices = voices.filter_map(|row| row.line("name"));
    let people = canvas.rows_at("capacity.people");
    let people = people.filter_map(|row| row.line("person"));
    ours.into_iter().chain(voices).chain(people).map(folded)
}

/// Whoever asked, with what the partner table knows of them; nobody where the idea was ours.
fn asked_by(canvas: &Canvas, partners: &[Recipient]) -> Recipient {
    let Some(asked) = canvas.text("cover.asked_by").map(in_a_sentence) else {
        return Recipient::default();
    };
    if is_our_own_idea(canvas) {
        return Recipient::default();
    }
    let is_meant = |one: &&Recipient| {
        let names = [&one.organisation, &one.contact];
        names
            .into_iter()
            .flatten()
            .any(|name| folded(name) == folded(&asked))
    };
    let found = partners.iter().find(is_meant).cloned();
    let known = found.unwrap_or_else(|| match asked.split_once(',') {
        // A person, and where they work.
        Some((person, place)) => Recipient {
            contact: Some(person.trim().to_owned()),
            organisation: Some(place.trim().to_owned()),
            ..Recipient::default()
        },
        None => Recipient {
            organisation: Some(asked),
            ..Recipient::default()
        },
    });
    Recipient {
        has_asked: true,
        ..known
    }
}
