//! One canvas out of several that were laid side by side, with who said what.

mod kept;
mod people;
mod place;
mod said;
mod unite;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::answer::AnswerError;
use super::compare::{
    Compared, ComparedRow, Comparison, Side, WHO_THEY_ARE, compare, folded, share_a_word,
};
use super::id::{Random, row_id};
use super::question::{AnswerType, Place, QUESTIONS, Question};
use super::row::Row;
use super::wording::Wording;
use super::{Canvas, Voice};

pub(super) use kept::without_ids;
pub use place::{Matter, Spot};
pub(super) use said::{ended, told_by};
pub use said::{said, waits};

/// The most rows of a table that are taken from other hands. Nobody fills in so many; a file that has more
/// would keep the program busy for minutes.
pub const MOST_ROWS: usize = 500;

/// Who we are: the organisation that makes the joint canvas.
const WE: &str = "cover.our_organisation";
/// The question that only voices answer.
const BELIEF: &str = "purpose.belief";
/// The key of what each side said where that does not stand for all.
const SIDES: &str = "sides";
/// The key of the canvases of the same workspace that it was made of.
pub(super) const MADE_OF: &str = "made_of";

/// What nobody else has decided for all: each of these stays open until it is taken or written together.
const DECIDED_TOGETHER: &[&str] = &[
    "decision.choice",
    "decision.reason",
    "decision.next_steps",
    "decision.review_on",
    "decision.telling",
];

/// What is to stand in the joint canvas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// What a side answers, by its place.
    Of(usize),
    /// Something new, as [`super::answer::typed`] gives it.
    Anew(Value),
}

/// What was taken, by where it is to stand: `value.worth`, `capacity.people/lead`,
/// `capacity.people/lead/days` ([`Spot::address`]).
pub type Taken = BTreeMap<String, Take>;

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JointError {
    /// The side has no answer.
    #[error("`{side}` has no answer to `{address}`")]
    NotAnswered {
        /// Where the answer is to stand.
        address: String,
        /// What the side is called.
        side: String,
    },
    /// The answer was given alone and may not be shown yet.
    #[error("what `{side}` answers to `{address}` was answered alone and is not open yet")]
    NotOpen {
        /// Where the answer is to stand.
        address: String,
        /// What the side is called.
        side: String,
    },
    /// The question is answered by each voice, or says who a side is.
    #[error("`{address}` is not taken from a side: the joint canvas has it from all")]
    OfEach {
        /// The question.
        address: String,
    },
    /// The table is larger than any that people fill in.
    #[error("there are more than {MOST_ROWS} rows in `{address}`, where that is the limit")]
    TooManyRows {
        /// The question.
        address: String,
    },
    /// No side has such a row or column.
    #[error("no side has `{address}`")]
    NoSuch {
        /// Where the answer was to stand.
        address: String,
    },
    /// The row is about us, and nobody is a partner of their own.
    #[error("`{address}` is said of us, who make the joint canvas: it stays beside the answer")]
    OfUs {
        /// The row.
        address: String,
    },
    /// A row is written cell by cell.
    #[error("`{address}` is a row: write one cell of it at a time")]
    WholeRow {
        /// The row.
        address: String,
    },
    /// The new answer has no place.
    #[error("`{address}` cannot be written")]
    Refused {
        /// The question.
        address: String,
        /// Why.
        #[source]
        why: AnswerError,
    },
}

impl JointError {
    /// The same for people who do not know the questions by their ids.
    pub fn in_words(&self) -> String {
        let named = |address: &str| {
            let id = address.split('/').next().unwrap_or_default();
            let label = Question::find(id).map(|known| &*Wording::shipped().question(known).label);
            format!("\u{201c}{}\u{201d}", label.unwrap_or(address))
        };
        match self {
            Self::NotAnswered { address, side } => {
                format!("{side} has no answer to {}", named(address))
            }
            Self::NotOpen { address, side } => {
                format!(
                    "{side} answered {} alone, and it is not open yet",
                    named(address)
                )
            }
            Self::OfEach { address } => format!("{} is answered by each of you", named(address)),
            Self::TooManyRows { address } => {
                format!("{} has more than {MOST_ROWS} rows", named(address))
            }
            Self::NoSuch { address } => format!("a row of {} is gone", named(address)),
            Self::OfUs { address } => {
                format!(
                    "what is said of us under {} stays beside it",
                    named(address)
                )
            }
            Self::WholeRow { address } | Self::Refused { address, .. } => {
                format!("there is no place for your answer to {}", named(address))
            }
        }
    }
}

/// A joint canvas, and what is still to be talked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// The canvas.
    pub canvas: Canvas,
    /// What sides answer differently, or decided each for themselves, and for which nothing was taken.
    pub open: Vec<Matter>,
}

/// Makes one canvas of what the sides answer.
///
/// What is the same, or said by one side only, stands. Of what differs, that stands which is taken; else it
/// stays open, and so does every decision: no side has decided for the others. Tables hold the rows of all
/// sides: a row that several have is one row, of which only the cells that differ wait for a choice. What
/// others say of us is no row of the partners: nobody is a partner of their own. What
/// each side said is kept in `sides` wherever it is not the same for all. The voices are the people of all
/// sides, each with their own score of belief where it was open. `made_of` names the sides that are canvases
/// of this workspace, so that their days do not count twice ([`super::instead`]). Rows keep their ids, so
/// that a later version of either canvas can be merged in. A decision that is taken is a draft's: nothing is decided in a
/// joint canvas yet.
///
/// # Errors
/// [`JointError`] where an answer that is to be taken is none, or may not be seen.
pub fn joint(
    sides: &[Side],
    title: &str,
    taken: &Taken,
    now: Timestamp,
    random: &mut dyn Random,
) -> Result<Joint, JointError> {
    let comparison = compare(sides);
    let checked = taken.iter().map(|(address, take)| {
        let address = place::check(address, take, sides, &comparison)?;
        Ok((address, take.clone()))
    });
    let taken: Taken = checked.collect::<Result<_, JointError>>()?;
    let mut canvas = Canvas::new(title, now, random);
    let us = who_we_are(sides);
    if let Some(name) = us {
        canvas.answer_our_organisation(name);
    }
    let mut open = Vec::new();
    // Partners come before what is said of them.
    for question in QUESTIONS {
        let mut answered = answered(&comparison);
        let compared = answered.find(|compared| compared.question == question);
        let value = match (compared, taken.get(question.id)) {
            (_, Some(Take::Anew(value))) => Some(value.clone()),
            (Some(compared), _) => {
                let united = unite::united(compared, &taken, us);
                open.extend(united.open);
                united.value
            }
            (None, _) => None,
        };
        if let Some(value) = value {
            put(&mut canvas, question, value, random)?;
        }
    }
    people::give_voices(&mut canvas, sides, random);
    kept::keep_sides(&mut canvas, sides, &comparison, random);
    kept::keep_made_of(&mut canvas, sides);
    Ok(Joint { canvas, open })
}

/// Who makes the joint canvas: the organisation of the first side that is a canvas of this workspace, whichever
/// place it has, else of the first of all.
pub fn who_we_are<'a>(sides: &[Side<'a>]) -> Option<&'a str> {
    let ours = sides.iter().find(|side| side.file().is_none());
    let organisation = ours.or(sides.first())?.canvas().text(WE)?;
    Some(organisation.trim())
}

/// True for a row of the partner table that is about us.
pub fn is_of_us(question: &Question, row: &ComparedRow, us: Option<&str>) -> bool {
    let is_about_partners = question
        .table()
        .is_some_and(|table| table.place == Place::Partners);
    is_about_partners && us.is_some_and(|us| folded(us) == folded(&row.name))
}

/// What somebody has to choose for the joint canvas of the sides, or it stays open: the question, or cells of
/// its rows.
pub fn matters(compared: &Compared, sides: &[Side]) -> Vec<Matter> {
    let has_answer = compared.answers.iter().any(|seen| seen.value().is_some());
    if !is_of_all(compared.question) || !has_answer {
        return Vec::new();
    }
    unite::united(compared, &Taken::new(), who_we_are(sides)).open
}

/// True for a question that has one answer in the joint canvas.
fn is_of_all(question: &Question) -> bool {
    question.id != "cover.title" && !matches!(question.answer, AnswerType::VoiceScale)
}

/// True for a question of which one answer is chosen for the joint canvas.
pub fn is_choosable(question: &Question) -> bool {
    is_of_all(question) && !WHO_THEY_ARE.contains(&question.id)
}

/// The questions with an answer to see that the joint canvas may have too.
fn answered(comparison: &Comparison) -> impl Iterator<Item = &Compared> {
    let questions = comparison.questions.iter();
    questions.filter(|compared| {
        is_of_all(compared.question) && compared.answers.iter().any(|seen| seen.value().is_some())
    })
}

/// True for a decision, which one side cannot take for the others.
fn is_decided_together(question: &Question) -> bool {
    DECIDED_TOGETHER.contains(&question.id)
}

/// True for a table of more than [`MOST_ROWS`].
pub(super) fn is_too_long(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.len() > MOST_ROWS)
}

impl Canvas {
    /// The questions with more than [`MOST_ROWS`] rows, in the canvas or in what a voice of it answers.
    pub fn too_long_tables(&self) -> Vec<&'static Question> {
        let is_too_long_of = |question: &&Question| {
            let of_voice = |voice: Voice| {
                let answer = voice
                    .row
                    .0
                    .get("answers")
                    .and_then(|all| all.get(question.id));
                answer.is_some_and(is_too_long)
            };
            question.table().is_some()
                && (self.rows(question).nth(MOST_ROWS).is_some()
                    || self.voices().into_iter().any(of_voice))
        };
        QUESTIONS.iter().filter(is_too_long_of).collect()
    }
}

fn put(
    canvas: &mut Canvas,
    question: &'static Question,
    value: Value,
    random: &mut dyn Random,
) -> Result<(), JointError> {
    let is_about_partners = question
        .table()
        .is_some_and(|table| table.place == Place::Partners);
    let value = match value {
        Value::Array(rows) if is_about_partners => known_partners(canvas, rows, random),
        value => value,
    };
    let put = canvas.set(question, Some(value), random);
    put.map_err(|why| JointError::Refused {
        address: question.id.to_owned(),
        why,
    })
}

/// Rows about partners with the ids that the partners have here; a partner that is not here yet is added.
fn known_partners(canvas: &mut Canvas, rows: Vec<Value>, random: &mut dyn Random) -> Value {
    let mut known: Vec<Map<String, Value>> = canvas
        .rows_at("partners")
        .map(|row| row.0.clone())
        .collect();
    let rows = rows.into_iter().filter_map(|row| match row {
        Value::Object(row) => Some(row),
        _ => None,
    });
    let mut named: Vec<Value> = Vec::new();
    for mut row in rows {
        // A partner that a side names twice is two partners.
        let is_free =
            |known: &&Map<String, Value>| named.iter().all(|row| row["id"] != known["id"]);
        let mut free = known.iter().filter(is_free);
        let here = free.find(|known| is_same_partner(known, &row));
        let here = here
            .and_then(|known| Row(known).line("id"))
            .map(str::to_owned);
        let here = here.unwrap_or_else(|| {
            let own = Row(&row).line("id").filter(|id| !canvas.has_row_id(id));
            let is_taken = |id: &str| canvas.has_row_id(id) || is_id_of(&known, id);
            let new = match own.filter(|id| !is_id_of(&known, id)) {
                Some(own) => own.to_owned(),
                None => row_id(is_taken, random),
            };
            let added = [("id".to_owned(), Value::from(new.as_str()))].into_iter();
            let organisation = row.get_key_value("organisation");
            let organisation = organisation.map(|(key, name)| (key.clone(), name.clone()));
            known.push(added.chain(organisation).collect());
            new
        });
        row.insert("id".into(), here.into());
        named.push(Value::Object(row));
    }
    canvas.document.insert(
        "partners".into(),
        known.into_iter().map(Value::Object).collect(),
    );
    Value::Array(named)
}

fn is_id_of(rows: &[Map<String, Value>], id: &str) -> bool {
    rows.iter().any(|row| Row(row).line("id") == Some(id))
}

/// True where the organisation is called the same, or has the same id and a word of its name in common.
fn is_same_partner(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let name = |row| Row(row).line("organisation").unwrap_or_default();
    let id = |row| Row(row).line("id");
    let is_called_so = folded(name(one)) == folded(name(other));
    is_called_so
        || (id(one).is_some() && id(one) == id(other) && share_a_word(name(one), name(other)))
}
