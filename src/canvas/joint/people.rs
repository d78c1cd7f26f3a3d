//! The voices of a joint canvas: the people of all sides, each once, with their own scores of belief.

use serde_json::{Map, Value, json};

use super::super::compare::{Side, folded};
use super::super::id::{Random, row_id};
use super::super::question::Question;
use super::super::{Canvas, Voice};
use super::BELIEF;

/// Names under which a canvas file speaks for nobody in particular.
const NOBODY: &[&str] = &["us", "partner"];

/// One who fills in, on one side or on several.
#[derive(Debug, Clone, PartialEq)]
struct Person {
    name: String,
    organisation: Option<String>,
    score: Option<Value>,
    /// Where the person was met first, by the side's place; None for one who stands for all of a side.
    met_on: Option<usize>,
}

/// Writes the people of all sides as voices.
///
/// A side without anybody's name is "someone at" its organisation: one voice, so that belief can be
/// completed. Scores that are not open yet do not come along; belief waits for those who have none.
pub(super) fn give_voices(canvas: &mut Canvas, sides: &[Side], random: &mut dyn Random) {
    let mut people: Vec<Person> = Vec::new();
    let all = sides.iter().enumerate();
    for person in all.flat_map(|(place, side)| of_side(place, side)) {
        match people.iter_mut().find(|known| known.is(&person)) {
            Some(known) => known.score = known.score.take().or(person.score),
            None => people.push(person),
        }
    }
    tell_apart(&mut people);
    let question = Question::find(BELIEF).expect("in the table");
    let mut rows: Vec<Value> = Vec::new();
    for person in people {
        let is_taken = |id: &str| canvas.has_row_id(id) || rows.iter().any(|row| row["id"] == id);
        let mut row = json!({ "id": row_id(is_taken, random), "name": person.name });
        if let Some(organisation) = person.organisation {
            row["organisation"] = organisation.into();
        }
        if let Some(score) = person.score {
            row["answers"] = Map::from_iter([(question.id.to_owned(), score)]).into();
        }
        rows.push(row);
    }
    canvas.document.insert("voices".into(), rows.into());
}

/// Everybody of a side; one who stands for all of them where it names nobody.
fn of_side(place: usize, side: &Side) -> Vec<Person> {
    let question = Question::find(BELIEF).expect("in the table");
    let is_open = side.answer(question).value().is_some();
    let organisation = side.organisation();
    let someone = || format!("someone at {}", organisation.unwrap_or(&side.name));
    let person = |voice: Voice| Person {
        met_on: own_name(voice, organisation).map(|_| place),
        name: own_name(voice, organisation).unwrap_or_else(someone),
        organisation: voice
            .row
            .line("organisation")
            .or(organisation)
            .map(|name| name.trim().to_owned()),
        score: voice.answer(question).filter(|_| is_open).cloned(),
    };
    let voices = match side.voice() {
        Some(voice) => vec![voice],
        None => side.canvas().voices(),
    };
    if voices.is_empty() {
        return vec![Person {
            name: someone(),
            organisation: organisation.map(str::to_owned),
            score: None,
            met_on: None,
        }];
    }
    voices.into_iter().map(person).collect()
}

/// What somebody is called who is not just "us", or called as their organisation is.
fn own_name(voice: Voice, organisation: Option<&str>) -> Option<String> {
    let name = voice.row.line("name")?.trim();
    let is_nobody = NOBODY.iter().any(|nobody| folded(name) == *nobody);
    let is_organisation = organisation.is_some_and(|known| folded(known) == folded(name));
    (!is_nobody && !is_organisation).then(|| name.to_owned())
}

impl Person {
    /// True for the same person on another side, unless they have scored twice and not alike.
    fn is(&self, other: &Self) -> bool {
        let sides = self.met_on.zip(other.met_on);
        let organisation = |one: &Self| one.organisation.as_deref().map(folded);
        let scores = self.score.as_ref().zip(other.score.as_ref());
        sides.is_some_and(|(one, other)| one != other)
            && folded(&self.name) == folded(&other.name)
            && organisation(self) == organisation(other)
            && scores.is_none_or(|(one, other)| one == other)
    }
}

/// Adds the organisation to names that several have, and a number where that is not enough.
fn tell_apart(people: &mut [Person]) {
    let is_called_so = |one: &Person, name: &str| folded(&one.name) == folded(name);
    let is_twice = |at: &usize| {
        let name = &people[*at].name;
        people.iter().filter(|one| is_called_so(one, name)).count() > 1
    };
    let twice: Vec<usize> = (0..people.len()).filter(is_twice).collect();
    for at in twice {
        let person = &people[at];
        let organisation = person.organisation.clone();
        if let Some(organisation) = organisation.filter(|_| person.met_on.is_some()) {
            people[at].name = format!("{}, {organisation}", people[at].name);
        }
    }
    for at in 0..people.len() {
        let name = people[at].name.clone();
        let mut number = 1;
        while people[..at]
            .iter()
            .any(|one| is_called_so(one, &people[at].name))
        {
            number += 1;
            people[at].name = format!("{name} ({number})");
        }
    }
}
