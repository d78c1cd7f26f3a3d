//! The domain: questions, answers, and what they add up to.
//!
//! Pure: no files, no terminal, no clock, no randomness. A [`Canvas`] holds the document of its file
//! whole, so that nothing is lost that this version does not know; everything else reads it through
//! the question table ([`question::QUESTIONS`]).
//!
//! - What is asked and answered: [`question`], [`answer`], [`codes`], [`row`], [`when`], [`edit`],
//!   [`undo`]; what is odd or hardly meant ([`odd`], [`unlikely`]).
//! - The file: [`document`], [`id`]; several writers ([`merge`], [`conflict`], [`replaced`]) and what it
//!   said earlier ([`history`], [`changes`]).
//! - What the answers add up to: [`capacity`], [`checks`], [`suggestion`] and what would
//!   change it ([`turns`]), and beside other canvases
//!   [`others`] and the order ([`rank`]), of which a joint one counts [`instead`]; for lists, [`summary`] and [`details`].
//! - Two people: [`alone`], [`parked`], [`closing`], [`ranking`]; two organisations: [`sheet`],
//!   [`foreign`], [`hearing`], [`compare`], [`joint`], [`offers`].
//! - Afterwards: [`letter`], [`review`], [`due`], [`lived`].
//! - In words: [`wording`], [`in_words`], [`shown`].

pub mod alone;
pub mod answer;
mod arrange;
pub mod asked;
pub mod capacity;
pub mod changes;
pub mod checks;
pub mod closing;
pub mod codes;
pub mod compare;
pub mod conflict;
pub mod days;
pub mod details;
pub mod document;
pub mod due;
pub mod edit;
pub mod entry;
pub mod foreign;
pub mod hearing;
pub mod history;
pub mod id;
pub mod in_words;
pub mod instead;
pub mod joint;
pub mod letter;
pub mod lived;
mod longest;
pub mod merge;
pub mod names;
pub mod near;
pub mod number;
pub mod odd;
pub mod offers;
pub mod others;
pub mod parked;
pub mod question;
pub mod rank;
pub mod ranking;
pub mod replaced;
pub mod review;
pub mod row;
mod shared_ids;
pub mod sheet;
pub mod shown;
mod spoken;
pub mod suggestion;
pub mod summary;
mod tie;
pub mod turns;
mod typed;
pub mod undo;
pub mod unlikely;
pub mod when;
pub mod wording;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use codes::{Closeness, Coded, Coordinator, Freedom, Kind, Outcome, Priority};
use document::{Document, DocumentError};
use id::{CanvasId, Random};
use question::{AnswerType, Place, QUESTIONS, Question, Step};
use row::Row;

/// The `format` of a canvas file.
pub const FORMAT: &str = "whytogether.canvas";
/// The newest `version` of a canvas file that this program writes.
pub const VERSION: u64 = 1;

/// One canvas: its id and the document of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    id: CanvasId,
    document: Document,
}

/// Where a canvas keeps since when it was live before it was decided anew.
pub const LIVE_SINCE: &str = "decision.live_since";

/// Where a canvas stands; computed from its answers, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Not decided yet.
    Draft,
    /// Decided on a day.
    Decided(Outcome, Date),
    /// Decided, and over since a day.
    Ended(Outcome, Date),
}

impl State {
    /// True while an answer may still turn it: it is not decided, or decided to wait.
    pub fn may_turn(self) -> bool {
        matches!(self, Self::Draft | Self::Decided(Outcome::NotYet, _))
    }
}

/// One of those who fill the canvas in.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    row: Row<'a>,
    place: usize,
}

impl<'a> Voice<'a> {
    /// The voice's id, or "" where other hands left none.
    pub fn id(self) -> &'a str {
        self.row.id().unwrap_or_default()
    }

    /// The name, or `voice 2` where none was given.
    pub fn name(self) -> String {
        let numbered = || format!("voice {}", self.place + 1);
        self.row.line("name").map_or_else(numbered, str::to_owned)
    }

    /// This voice's own answer to a question, where the question allows it.
    pub fn answer(self, question: &Question) -> Option<&'a Value> {
        let answers = self.row.0.get("answers").and_then(Value::as_object)?;
        answers
            .get(question.id)
            .filter(|value| answer::counts(question, value))
    }
}

impl Canvas {
    /// Starts a canvas that has nothing but a title.
    pub fn new(title: &str, now: Timestamp, random: &mut dyn Random) -> Self {
        let id = CanvasId::new(title, random);
        let now = instant(now);
        let document = json!({
            "format": FORMAT, "version": VERSION, "id": id.as_str(), "created": now, "updated": now,
            "cover": { "title": title.trim() },
        });
        let Value::Object(document) = document else {
            unreachable!("an object literal")
        };
        let document = document.into();
        Self { id, document }
    }

    /// Reads a file's bytes; the id is the file's name, whatever the file says.
    ///
    /// # Errors
    /// When the bytes are no canvas document: see [`DocumentError`].
    pub fn read(id: CanvasId, bytes: &[u8]) -> Result<Self, DocumentError> {
        Ok(Self {
            id,
            document: document::parse(bytes, FORMAT)?.into(),
        })
    }

    /// The bytes of the file; the same canvas always gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        document::canvas_bytes(&self.document)
    }

    /// The id, which is also the name of the file.
    pub fn id(&self) -> &CanvasId {
        &self.id
    }

    /// Writes the id into the document, where a file that was renamed still has its old one.
    pub fn take_own_id(&mut self) {
        self.document.insert("id".into(), self.id.as_str().into());
    }

    /// The same under a new id, made of its title: a copy that is a canvas of its own.
    pub fn under_new_id(&self, random: &mut dyn Random) -> Self {
        let id = CanvasId::new(self.title(), random);
        let document = self.document.clone();
        let mut copy = Self { id, document };
        copy.take_own_id();
        copy
    }

    /// The whole document, with all that this version does not know.
    pub fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    /// True where a later version of this program wrote the file: it is shown, never written.
    pub fn is_newer(&self) -> bool {
        document::is_newer(&self.document, VERSION)
    }

    /// The title, or `Untitled`.
    pub fn title(&self) -> &str {
        self.text("cover.title").unwrap_or("Untitled")
    }

    /// When it was last changed, as far as the file says so.
    pub fn updated(&self) -> Option<Timestamp> {
        self.value("updated")?.as_str()?.parse().ok()
    }

    /// An answer in lines or text that is not only white space.
    pub fn text(&self, question: &str) -> Option<&str> {
        self.value(question).and_then(row::as_text)
    }

    /// An answer that is a calendar day.
    pub fn date(&self, question: &str) -> Option<Date> {
        self.value(question).and_then(row::as_date)
    }

    /// An answer on the scale of 1 to 5.
    pub fn scale(&self, question: &str) -> Option<u8> {
        self.value(question).and_then(row::as_scale)
    }

    /// An answer that is a number from 0 to 1,000,000.
    pub fn number(&self, question: &str) -> Option<f64> {
        self.value(question).and_then(row::as_number)
    }

    /// An answer that is a code of a list with a type.
    pub fn code<C: Coded>(&self, question: &str) -> Option<C> {
        self.value(question)
            .and_then(Value::as_str)
            .and_then(C::from_code)
    }

    /// Whatever stands in the file at a dotted path such as `value.voice.audience`.
    pub fn value(&self, path: &str) -> Option<&Value> {
        value_in(self.told(), path)
    }

    /// The same with what a round hides, to change what stands around it.
    pub(in crate::canvas) fn kept_value(&self, path: &str) -> Option<&Value> {
        value_in(&self.document, path)
    }

    /// The rows of a question, from wherever its table is kept.
    pub fn rows(&self, question: &Question) -> impl Iterator<Item = Row<'_>> + use<'_> {
        rows_in(self.told(), question)
    }

    /// The same with what a round hides, to change what stands around it.
    pub(in crate::canvas) fn kept_rows(
        &self,
        question: &Question,
    ) -> impl Iterator<Item = Row<'_>> + use<'_> {
        rows_in(&self.document, question)
    }

    /// The rows of a question's own list, by its id.
    pub fn rows_at(&self, question: &str) -> impl Iterator<Item = Row<'_>> + use<'_> {
        rows_of(self.value(question))
    }

    /// The partners: rows of the partner table with an organisation.
    pub fn partners(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = rows_of(self.told().get("partners"));
        rows.filter(|row| row.line("organisation").is_some())
    }

    /// Ids of the canvases of this workspace that it was made of; none but for a joint canvas.
    pub fn made_of(&self) -> impl Iterator<Item = &str> {
        let ids = self.document.get(joint::MADE_OF).and_then(Value::as_array);
        ids.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Forgets what it was made of: that was in another workspace.
    pub fn forget_what_it_was_made_of(&mut self) {
        self.document.shift_remove(joint::MADE_OF);
    }

    /// Those who fill the canvas in, in order; empty means one voice, "us", not written yet.
    pub fn voices(&self) -> Vec<Voice<'_>> {
        let rows = rows_of(self.document.get("voices")).enumerate();
        rows.map(|(place, row)| Voice { row, place }).collect()
    }

    /// The check-ins, in the order of the file.
    pub fn reviews(&self) -> impl Iterator<Item = Row<'_>> {
        rows_of(self.document.get("reviews"))
    }

    /// True once someone chose to show the private answers to a question before all were in.
    pub fn is_revealed(&self, question: &Question) -> bool {
        alone::is_revealed(&self.document, question)
    }

    /// True where the private answers to a question may be shown: all are in and no round waits to be shown,
    /// or one is and it is revealed.
    pub fn is_open(&self, question: &Question) -> bool {
        let is_all_in = || self.readiness(question).iter().all(|one| one.is_ready);
        let is_over = || is_all_in() && !self.is_in_round(question);
        self.is_begun_alone(question) && (self.is_revealed(question) || is_over())
    }

    /// The scores of belief, once they may be shown; empty before.
    pub fn belief(&self) -> Vec<u8> {
        let question = Question::find("purpose.belief").expect("in the table");
        if !self.is_open(question) {
            return Vec::new();
        }
        let voices = self.voices();
        voices
            .iter()
            .filter_map(|voice| voice.answer(question))
            .filter_map(row::as_scale)
            .collect()
    }

    /// The kind of value (`value.kind`).
    pub fn kind(&self) -> Option<Kind> {
        self.code("value.kind")
    }

    /// The second kind, where it counts: it differs from the first, which is not `none`.
    pub fn second_kind(&self) -> Option<Kind> {
        let second = self
            .code::<Kind>("value.second")
            .filter(|second| *second != Kind::None)?;
        (self.kind() != Some(Kind::None) && self.kind() != Some(second)).then_some(second)
    }

    /// How close the tie must be (`capacity.closeness`).
    pub fn closeness(&self) -> Option<Closeness> {
        self.code("capacity.closeness")
    }

    /// Who keeps it moving (`ownership.coordinator`).
    pub fn coordinator(&self) -> Option<Coordinator> {
        self.code("ownership.coordinator")
    }

    /// How free we are to say no (`purpose.freedom`).
    pub fn freedom(&self) -> Option<Freedom> {
        self.code("purpose.freedom")
    }

    /// Where it is on our list (`capacity.priority`).
    pub fn priority(&self) -> Option<Priority> {
        self.code("capacity.priority")
    }

    /// Draft, decided or ended.
    pub fn state(&self) -> State {
        let choice = self.code::<Outcome>("decision.choice");
        match (choice, self.date("decision.decided_on"), self.date("ended")) {
            (Some(outcome), Some(_), Some(ended)) => State::Ended(outcome, ended),
            (Some(outcome), Some(decided), None) => State::Decided(outcome, decided),
            _ => State::Draft,
        }
    }

    /// True while the collaboration takes days: it went ahead and has not ended.
    pub fn is_live(&self) -> bool {
        matches!(self.state(), State::Decided(outcome, _) if outcome.goes_ahead())
    }

    /// The day it went ahead, also where it has ended since; None where it never did.
    pub fn went_ahead_on(&self) -> Option<Date> {
        let outcome = match self.state() {
            State::Draft => return None,
            State::Decided(outcome, _) | State::Ended(outcome, _) => outcome,
        };
        self.date("decision.decided_on")
            .filter(|_| outcome.goes_ahead())
    }

    /// True where a question has an answer that counts.
    pub fn is_answered(&self, question: &Question) -> bool {
        match &question.answer {
            AnswerType::Rows(table) if table.place == Place::Partners => {
                self.is_begun(question) && self.partners().all(|row| row.completes(table))
            }
            AnswerType::Rows(_) => self.is_begun(question),
            AnswerType::VoiceScale => self.is_open(question),
            _ => self
                .value(question.id)
                .is_some_and(|value| answer::counts(question, value)),
        }
    }

    /// True where one row says what its question asks for; of a question about partners, one partner's.
    pub fn is_begun(&self, question: &Question) -> bool {
        let Some(table) = question.table() else {
            return self.is_answered(question);
        };
        let mut rows = self.rows(question);
        rows.any(|row| {
            let is_a_partner = table.place != Place::Partners || row.line("organisation").is_some();
            is_a_partner && row.completes(table)
        })
    }

    /// True where this canvas asks the question: follow-ups only for the chosen kinds, and what goes with a
    /// choice only beside it.
    pub fn asks(&self, question: &Question) -> bool {
        let follows = question.follows.is_none() || self.kinds().contains(&question.follows);
        let choice = question.goes_with;
        follows && (choice.is_none() || choice == self.code("decision.choice"))
    }

    /// The questions that this canvas asks, in their order: once working together is not the answer, only those
    /// that lead to a kind no, and what is answered already.
    pub fn asked(&self) -> impl Iterator<Item = &'static Question> + use<'_> {
        let is_no = self.kind() == Some(Kind::None);
        let leads_to_no = move |question: &Question| {
            question.follows == Some(Kind::None)
                || question.id == "value.kind"
                || matches!(question.step, Step::Cover | Step::Purpose | Step::Decision)
        };
        let asked = QUESTIONS.iter().filter(|question| self.asks(question));
        asked.filter(move |question| !is_no || leads_to_no(question) || self.is_answered(question))
    }

    fn kinds(&self) -> [Option<Kind>; 2] {
        [self.kind(), self.second_kind()]
    }

    /// True where a full canvas of this kind needs an answer.
    pub fn needs(&self, question: &Question) -> bool {
        question.is_needed_for(self.kind(), self.closeness())
    }
}

fn value_in<'a>(document: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut keys = path.split('.');
    let first = document.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.as_object()?.get(key))
}

fn rows_in<'a>(
    document: &'a Map<String, Value>,
    question: &Question,
) -> impl Iterator<Item = Row<'a>> + use<'a> {
    rows_of(match question.table().map(|table| table.place) {
        Some(Place::Own) => value_in(document, question.id),
        Some(Place::Partners) => document.get("partners"),
        Some(Place::Voices) => document.get("voices"),
        None => None,
    })
}

fn rows_of(value: Option<&Value>) -> impl Iterator<Item = Row<'_>> {
    let rows = value.and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(Value::as_object).map(Row)
}

/// An instant as files hold it: RFC 3339 in UTC, to the second.
pub fn instant(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
