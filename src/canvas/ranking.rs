//! A ranking: a list of challenges that each person puts in order alone, worst first.
//!
//! What one person said is seen by nobody before all have ranked, or before somebody, by name, has it
//! shown: [`Ranking::open`] is the only way to it. That is courtesy, not security: it is in the file.

mod edit;
pub mod in_words;
mod merge;
mod order;
pub mod round;
pub mod standing;
pub mod typed;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::arrange::{in_order, pretty};
use super::document::{self, DocumentError};
use super::id::{CanvasId, Digits, Random, row_id};
use super::instant;
use super::row::{Row, as_text};
use super::wording::Wording;
use standing::{Order, Placed, Rank, Standing, standing};

/// The `format` of a ranking file.
pub const FORMAT: &str = "whytogether.ranking";
/// The newest `version` of a ranking file that this program writes.
pub const VERSION: u64 = 1;
/// The most challenges, and the most people, that are counted.
pub const MOST: usize = 100;

const TOP: &[&str] = &[
    "format",
    "version",
    "id",
    "created",
    "updated",
    "title",
    "challenges",
    "people",
    "revealed",
    "conflicts",
];
const CHALLENGE: &[&str] = &["id", "text"];
const PERSON: &[&str] = &["id", "name", "worst_first", "after_reveal"];

/// One ranking: its id and the document of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    id: CanvasId,
    document: Map<String, Value>,
}

/// One challenge of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge<'a> {
    /// Its id, or "" where other hands left none.
    pub id: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// One person, without what they said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    /// Name or role.
    pub name: &'a str,
    /// True once they have ranked.
    pub is_ready: bool,
    /// True where they ranked after the others' rankings could be seen.
    pub is_after_reveal: bool,
}

/// A ranking that may be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Open<'a> {
    /// The challenges, by their places in the list.
    pub challenges: Vec<Challenge<'a>>,
    /// Those who have ranked.
    pub people: Vec<Person<'a>>,
    /// What it comes to; its ranks are in the order of these people.
    pub standing: Standing,
    /// What each of these people gave.
    orders: Vec<Order>,
}

impl Open<'_> {
    /// True where the person, by their place from 0, left this challenge out: its rank is what was left.
    pub fn is_left_out(&self, person: usize, item: usize) -> bool {
        let order = self.orders.get(person);
        order.is_some_and(|order| !order.iter().flatten().any(|placed| *placed == item))
    }

    /// The ranks of a challenge that people gave it themselves, with the people by their places from 0.
    pub fn given(&self, one: &Placed) -> Vec<(usize, Rank)> {
        let ranks = one.ranks.iter().copied().enumerate();
        ranks
            .filter(|(person, _)| !self.is_left_out(*person, one.item))
            .collect()
    }

    /// The people, by their places from 0, who left a challenge out.
    pub fn left_out_by(&self, item: usize) -> impl Iterator<Item = usize> {
        (0..self.people.len()).filter(move |person| self.is_left_out(*person, item))
    }
}

impl Ranking {
    /// Starts a ranking with a title and a list of challenges.
    pub fn new<'a>(
        title: &str,
        challenges: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
        random: &mut dyn Random,
    ) -> Self {
        let id = CanvasId::new(title, random);
        let now = instant(now);
        let document = json!({
            "format": FORMAT, "version": VERSION, "id": id.as_str(), "created": now, "updated": now,
            "title": title.trim(),
        });
        let Value::Object(document) = document else {
            unreachable!("an object literal")
        };
        let mut ranking = Self { id, document };
        for text in challenges {
            ranking.push_challenge(text, random);
        }
        ranking
    }

    /// A ranking that says nothing: what a new one started from.
    pub fn nothing(id: CanvasId) -> Self {
        Self {
            id,
            document: Map::new(),
        }
    }

    /// The challenges that ship with the program.
    pub fn shipped_challenges() -> impl Iterator<Item = &'static str> {
        Wording::shipped()
            .ranking()
            .challenges
            .iter()
            .map(String::as_str)
    }

    /// Reads a file's bytes; the id is the file's name, whatever the file says.
    ///
    /// # Errors
    /// When the bytes are no ranking document: see [`DocumentError`].
    pub fn read(id: CanvasId, bytes: &[u8]) -> Result<Self, DocumentError> {
        Ok(Self {
            id,
            document: document::parse(bytes, FORMAT)?,
        })
    }

    /// The bytes of the file; the same ranking always gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        pretty(&Value::Object(arranged(&self.document)))
    }

    /// The id, which is also the name of the file.
    pub fn id(&self) -> &CanvasId {
        &self.id
    }

    /// The id that stands in the file, where it has one.
    pub fn id_in_file(&self) -> Option<&str> {
        self.document.get("id")?.as_str()
    }

    /// The whole document, with what nobody may see yet.
    pub fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    /// True where a later version of this program wrote the file: it is shown, never written.
    pub fn is_newer(&self) -> bool {
        document::is_newer(&self.document, VERSION)
    }

    /// The title, or `Untitled`.
    pub fn title(&self) -> &str {
        self.document
            .get("title")
            .and_then(as_text)
            .unwrap_or("Untitled")
    }

    /// When it was begun, as the file says it.
    pub fn created(&self) -> &str {
        self.document
            .get("created")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Notes when it was changed.
    pub fn touch(&mut self, now: Timestamp) {
        self.document.insert("updated".into(), instant(now).into());
    }

    /// The challenges; those without words count nowhere, and no more than [`MOST`] do.
    pub fn challenges(&self) -> Vec<Challenge<'_>> {
        let rows = self.rows("challenges");
        let challenges = rows.filter_map(|row| {
            let id = row.id().unwrap_or_default();
            Some(Challenge {
                id,
                text: row.line("text")?.trim(),
            })
        });
        challenges.take(MOST).collect()
    }

    /// The people, in the order of the file; those without a name count nowhere.
    pub fn people(&self) -> Vec<Person<'_>> {
        self.named()
            .map(|(name, row)| self.person(name, row))
            .collect()
    }

    /// True where somebody of this name, in upper or lower case, is to rank.
    pub fn has_person(&self, name: &str) -> bool {
        self.named().any(|(known, _)| folded(known) == folded(name))
    }

    fn person<'a>(&self, name: &'a str, row: Row) -> Person<'a> {
        Person {
            name,
            is_ready: self.order_of(row).is_some(),
            is_after_reveal: row.yes("after_reveal") == Some(true),
        }
    }

    /// The rows of people that count, each name once.
    fn named(&self) -> impl Iterator<Item = (&str, Row<'_>)> {
        let mut seen = Vec::new();
        let named = self.rows("people").filter_map(move |row| {
            let name = row.line("name")?.trim();
            let is_new = !seen.contains(&folded(name));
            seen.push(folded(name));
            is_new.then_some((name, row))
        });
        named.take(MOST)
    }

    fn rows(&self, list: &str) -> impl Iterator<Item = Row<'_>> + use<'_> {
        let rows = self.document.get(list).and_then(Value::as_array);
        rows.into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .map(Row)
    }

    fn order_of(&self, row: Row) -> Option<Order> {
        order::read(row.0.get("worst_first")?, &self.challenges())
    }

    /// True where what people said may be seen: all have ranked, or one has and somebody had it shown.
    pub fn is_open(&self) -> bool {
        let people = self.people();
        let ready = people.iter().filter(|person| person.is_ready).count();
        ready > 0 && (ready == people.len() || self.document.contains_key("revealed"))
    }

    /// Who had it shown before all had ranked.
    pub fn revealed_by(&self) -> Option<&str> {
        self.document.get("revealed")?.get("by").and_then(as_text)
    }

    /// What people said, once it may be seen.
    pub fn open(&self) -> Option<Open<'_>> {
        if !self.is_open() {
            return None;
        }
        let challenges = self.challenges();
        let ready = self
            .named()
            .filter_map(|(name, row)| Some((self.person(name, row), self.order_of(row)?)));
        let (people, orders): (Vec<Person>, Vec<Order>) = ready.unzip();
        let standing = standing(challenges.len(), &orders);
        Some(Open {
            challenges,
            people,
            standing,
            orders,
        })
    }

    /// Names of the people whose ranking was changed on two machines at once; one of the two counts.
    pub fn twice_ranked(&self) -> Vec<&str> {
        let conflicts = self.rows("conflicts");
        let about_orders = conflicts.filter(|row| {
            let theirs = row.0.get("theirs");
            theirs.is_some_and(|theirs| theirs.get("worst_first").is_some())
        });
        let ids: Vec<&str> = about_orders.filter_map(|row| row.line("row")).collect();
        let mut twice = Vec::new();
        for (name, row) in self.named() {
            if row.id().is_some_and(|id| ids.contains(&id)) {
                twice.push(name);
            }
        }
        twice
    }

    fn rows_with_index(&self, list: &str) -> impl Iterator<Item = (usize, Row<'_>)> + use<'_> {
        let rows = self.document.get(list).and_then(Value::as_array);
        let rows = rows.into_iter().flatten().enumerate();
        rows.filter_map(|(index, row)| Some((index, Row(row.as_object()?))))
    }

    fn push_challenge(&mut self, text: &str, random: &mut dyn Random) {
        let taken: Vec<&str> = self.rows("challenges").filter_map(Row::id).collect();
        let id = row_id(|id| taken.contains(&id), random);
        self.list("challenges")
            .push(json!({ "id": id, "text": text.trim() }));
    }

    /// A list of the document; whatever else stood there becomes its first item.
    fn list(&mut self, key: &str) -> &mut Vec<Value> {
        let list = self.document.entry(key).or_insert_with(|| json!([]));
        if !list.is_array() {
            *list = json!([list.take()]);
        }
        list.as_array_mut().expect("made a list just now")
    }
}

/// The id of a person, which follows from the name, so that two machines give the same.
fn person_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    row_id(is_taken, &mut Digits::of(&folded(name)))
}

/// One spelling for upper and lower case, and for letters composed in different ways.
fn folded(text: &str) -> String {
    text.trim().nfc().collect::<String>().to_lowercase()
}

/// A ranking's document as it is written.
fn arranged(document: &Map<String, Value>) -> Map<String, Value> {
    let mut top = in_order(document, TOP);
    for (list, columns) in [("challenges", CHALLENGE), ("people", PERSON)] {
        let rows = top.get_mut(list).and_then(Value::as_array_mut);
        for row in rows.into_iter().flatten().filter_map(Value::as_object_mut) {
            *row = in_order(row, columns);
        }
    }
    top
}
