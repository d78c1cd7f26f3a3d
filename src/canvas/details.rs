//! What only some screens ask of a canvas in a list: names, dates and what became of it, packed.
//!
//! A list of a hundred thousand keeps a few hundred bytes of each. Texts are not copied out: what is
//! unpacked borrows them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Canvas;
use super::due::{Due, due};
use super::lived::Lived;
use super::others::review_ratios;

/// What a list knows of one canvas beside its [`super::summary::Summary`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Details<'a> {
    /// The partners, in the order of their table.
    #[serde(borrow)]
    pub partners: Vec<Partner<'a>>,
    /// Those who do the work, each once, with their days.
    #[serde(borrow)]
    pub people: Vec<Person<'a>>,
    /// The days of its first wins.
    pub first_wins: Vec<Date>,
    /// What is due, or will be, in the order of the days.
    #[serde(borrow)]
    pub due: Vec<Due<'a>>,
    /// What became of it, where it was reviewed or has ended.
    pub lived: Option<Lived>,
    /// Days that came over days planned, one for each review that has all three figures.
    pub review_ratios: Vec<f64>,
}

/// A partner of one canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner<'a> {
    /// The organisation.
    pub organisation: &'a str,
    /// How far it is trusted today, 1 to 5.
    pub trust: Option<u8>,
}

/// Somebody who does the work of one canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person<'a> {
    /// Name or role.
    pub name: &'a str,
    /// Days of work a month, as entered.
    pub days: f64,
}

/// One spelling of a name of people or organisations, to tell whether two are the same.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl<'a> Details<'a> {
    /// Reads them.
    pub fn of(canvas: &'a Canvas) -> Self {
        let partners = canvas.partners().map(|row| Partner {
            organisation: row.line("organisation").unwrap_or_default().trim(),
            trust: row.scale("trust"),
        });
        let wins = canvas.rows_at("value.first_win");
        Self {
            partners: partners.collect(),
            people: people(canvas),
            first_wins: wins.filter_map(|win| win.date("by")).collect(),
            due: due(canvas),
            lived: Lived::of(canvas),
            review_ratios: review_ratios(canvas),
        }
    }
}

fn people(canvas: &Canvas) -> Vec<Person<'_>> {
    let mut people: Vec<(String, Person)> = Vec::new();
    for row in canvas.rows_at("capacity.people") {
        let Some(name) = row.line("person").map(str::trim) else {
            continue;
        };
        let (key, days) = (folded(name), row.number("days").unwrap_or_default());
        match people.iter_mut().find(|(known, _)| *known == key) {
            Some((_, person)) => person.days += days,
            None => people.push((key, Person { name, days })),
        }
    }
    people.into_iter().map(|(_, person)| person).collect()
}

/// Details as a list keeps them, in one piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Packed(Box<[u8]>);

impl Packed {
    /// Packs them.
    pub fn of(details: &Details) -> Self {
        let bytes = postcard::to_stdvec(details).expect("memory takes all that is written to it");
        Self(bytes.into())
    }

    /// Unpacks them; nothing where what an index held is damaged, which a list shows as blanks.
    pub fn open(&self) -> Details<'_> {
        postcard::from_bytes(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let file = include_bytes!("../../assets/samples/canvases/falls-response-at-home-7k3f.json");
        let canvas = Canvas::read(id, file).expect("reads");
        let details = Details::of(&canvas);
        assert!(!details.partners.is_empty() && !details.people.is_empty());
        assert_eq!(Packed::of(&details).open(), details);
    }
}
