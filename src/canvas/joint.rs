//! One canvas out of several that were laid side by side, with who said what.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Canvas;
use super::answer::AnswerError;
use super::compare::{Compared, Comparison, Seen, Side, Verdict, compare, folded, share_a_word};
use super::id::{Random, row_id};
use super::question::{AnswerType, Place, QUESTIONS, Question};
use super::row::{self, Row};

/// The most rows of a table that are taken from other hands. Nobody fills in so many; a file that has more
/// would keep the program busy for minutes.
pub const MOST_ROWS: usize = 500;

/// Who we are: of the first side, who makes the joint canvas.
const WE: &str = "cover.our_organisation";
/// The question that only voices answer.
const BELIEF: &str = "purpose.belief";

/// What nobody else has decided for all: each of these stays open until it is taken or written together.
const DECIDED_TOGETHER: &[&str] = &[
    "decision.choice",
    "decision.reason",
    "decision.next_steps",
    "decision.review_on",
    "decision.telling",
];

/// What is to stand in the joint canvas for a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// What a side answers, by its place.
    Of(usize),
    /// Something new, as [`super::answer::typed`] gives it.
    Anew(Value),
}

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JointError {
    /// The side has no answer.
    #[error("`{side}` has no answer to `{question}`")]
    NotAnswered {
        /// The question.
        question: &'static str,
        /// What the side is called.
        side: String,
    },
    /// The answer was given alone and may not be shown yet.
    #[error("what `{side}` answers to `{question}` was answered alone and is not open yet")]
    NotOpen {
        /// The question.
        question: &'static str,
        /// What the side is called.
        side: String,
    },
    /// The question is answered by each voice, or says who a side is.
    #[error("`{question}` is not taken from a side: the joint canvas has it from all")]
    OfEach {
        /// The question.
        question: &'static str,
    },
    /// The table is larger than any that people fill in.
    #[error("`{side}` has more than {MOST_ROWS} rows in `{question}`, where that is the limit")]
    TooManyRows {
        /// The question.
        question: &'static str,
        /// What the side is called.
        side: String,
    },
    /// The new answer has no place.
    #[error("`{question}` cannot be written")]
    Refused {
        /// The question.
        question: &'static str,
        /// Why.
        #[source]
        why: AnswerError,
    },
}

/// A joint canvas, and what is still to be talked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// The canvas.
    pub canvas: Canvas,
    /// Questions that sides answer differently, or decided each for themselves, and for which nothing was
    /// taken.
    pub open: Vec<&'static Question>,
}

/// Makes one canvas of what the sides answer.
///
/// What is the same, or said by one side only, stands. Of what differs, that stands which is taken; else
/// the question stays open, and so does every decision: no side has decided for the others. Every side is a
/// voice that keeps its own answer wherever that does not stand for all, revealed, because the sides had told it. A partner of whom something stands is among the partners. Rows
/// keep their ids, so that a later version of either canvas can be merged in. A decision that is taken is a
/// draft's: nothing is decided in a joint canvas yet.
///
/// # Errors
/// [`JointError`] where an answer that is to be taken is none, or may not be seen.
pub fn joint(
    sides: &[Side],
    title: &str,
    taken: &[(&'static Question, Take)],
    now: Timestamp,
    random: &mut dyn Random,
) -> Result<Joint, JointError> {
    let comparison = compare(sides);
    let chosen = taken.iter().map(|(question, take)| {
        let value = value_of(question, take, sides)?;
        Ok((*question, value))
    });
    let chosen: Vec<(&Question, Value)> = chosen.collect::<Result<_, _>>()?;
    let mut canvas = Canvas::new(title, now, random);
    if let Some(name) = sides.first().and_then(|side| side.canvas().text(WE)) {
        canvas.answer_our_organisation(name.trim());
    }
    let mut open = Vec::new();
    // Partners come before what is said of them.
    for question in QUESTIONS {
        let mut taken = chosen.iter().filter(|(chosen, _)| *chosen == question);
        let compared = answered(&comparison).find(|compared| compared.question == question);
        let value = match taken.next_back() {
            Some((_, value)) => Some(value),
            None => compared.and_then(agreed),
        };
        match value {
            Some(value) => put(&mut canvas, question, value.clone(), random)?,
            None => open.extend(compared.map(|compared| compared.question)),
        }
    }
    keep_voices(&mut canvas, sides, &comparison, random);
    Ok(Joint { canvas, open })
}

/// True where somebody has to choose what is to stand in the joint canvas, or the question stays open.
pub fn needs_choice(compared: &Compared) -> bool {
    let has_answer = compared.answers.iter().any(|seen| seen.value().is_some());
    is_of_all(compared.question) && has_answer && agreed(compared).is_none()
}

/// True for a question that has one answer in the joint canvas.
pub fn is_of_all(question: &Question) -> bool {
    question.id != "cover.title" && !matches!(question.answer, AnswerType::VoiceScale)
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

/// The answer that nobody contradicts; a decision is never one.
fn agreed(compared: &Compared) -> Option<&Value> {
    if is_decided_together(compared.question) {
        return None;
    }
    let first = compared.answers.iter().find_map(Seen::value);
    let stands = match compared.judged.verdict {
        Verdict::Same | Verdict::OnlyOne => true,
        Verdict::Close | Verdict::Different => false,
        // Somebody else may have answered otherwise, alone.
        Verdict::NotOpen => false,
    };
    first.filter(|value| stands && !is_too_long(value))
}

/// True for a table of more than [`MOST_ROWS`].
pub(super) fn is_too_long(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.len() > MOST_ROWS)
}

fn value_of(question: &'static Question, take: &Take, sides: &[Side]) -> Result<Value, JointError> {
    let id = question.id;
    if !is_of_all(question) || super::compare::WHO_THEY_ARE.contains(&id) {
        return Err(JointError::OfEach { question: id });
    }
    let side = match take {
        Take::Anew(value) => return Ok(value.clone()),
        Take::Of(place) => sides.get(*place),
    };
    let name = side.map(|side| side.name.clone()).unwrap_or_default();
    match side.map(|side| side.answer(question)) {
        Some(Seen::Given { value, .. }) if is_too_long(&value) => Err(JointError::TooManyRows {
            question: id,
            side: name,
        }),
        Some(Seen::Given { value, .. }) => Ok(value),
        Some(Seen::Sealed) => Err(JointError::NotOpen {
            question: id,
            side: name,
        }),
        Some(Seen::Nothing) | None => Err(JointError::NotAnswered {
            question: id,
            side: name,
        }),
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
        question: question.id,
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
    let mut named = Vec::new();
    for mut row in rows {
        let here = known.iter().find(|known| is_same_partner(known, &row));
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

/// Writes who said what: each side as a voice, and beside a canvas of several voices these with their
/// scores.
fn keep_voices(
    canvas: &mut Canvas,
    sides: &[Side],
    comparison: &Comparison,
    random: &mut dyn Random,
) {
    let mut revealed: Vec<&str> = Vec::new();
    for (place, side) in sides.iter().enumerate() {
        let mut answers = Map::new();
        let told = answered(comparison).filter(|compared| {
            compared.judged.verdict != Verdict::Same || is_decided_together(compared.question)
        });
        for compared in told {
            if let Some(value) = compared.answers[place]
                .value()
                .filter(|value| !is_too_long(value))
            {
                let id = compared.question.id;
                answers.insert(id.to_owned(), without_ids(value.clone()));
                revealed.extend((!revealed.contains(&id)).then_some(id));
            }
        }
        let scores = own_scores(side);
        if let [(_, score)] = scores.as_slice() {
            answers.insert(BELIEF.to_owned(), score.clone());
        }
        let organisation = side.canvas().text(WE);
        add_voice(canvas, (&side.name, organisation), answers, random);
        if scores.len() > 1 {
            for (name, score) in &scores {
                let score = Map::from_iter([(BELIEF.to_owned(), score.clone())]);
                add_voice(canvas, (name, organisation), score, random);
            }
        }
        revealed.extend((!scores.is_empty() && !revealed.contains(&BELIEF)).then_some(BELIEF));
    }
    if !revealed.is_empty() {
        canvas.document.insert("revealed".into(), json!(revealed));
    }
}

/// The open scores of belief of a side, each with whose it is.
fn own_scores(side: &Side) -> Vec<(String, Value)> {
    let question = Question::find(BELIEF).expect("in the table");
    if side.answer(question).value().is_none() {
        return Vec::new();
    }
    let voices = match side.voice() {
        Some(voice) => vec![voice],
        None => side.canvas().voices(),
    };
    let scores = voices.iter().filter_map(|voice| {
        let score = voice.answer(question).and_then(row::as_scale)?;
        Some((voice.name(), score.into()))
    });
    scores.collect()
}

fn add_voice(
    canvas: &mut Canvas,
    (name, organisation): (&str, Option<&str>),
    answers: Map<String, Value>,
    random: &mut dyn Random,
) {
    let id = row_id(|id| canvas.has_row_id(id), random);
    let mut voice = Map::from_iter([
        ("id".to_owned(), id.into()),
        ("name".to_owned(), name.into()),
    ]);
    if let Some(organisation) = organisation {
        voice.insert("organisation".into(), organisation.trim().into());
    }
    if !answers.is_empty() {
        voice.insert("answers".into(), Value::Object(answers));
    }
    let voices = canvas.document.entry("voices").or_insert_with(|| json!([]));
    if let Some(rows) = voices.as_array_mut() {
        rows.push(Value::Object(voice));
    }
}

/// A voice's own rows: their ids are those of the rows that all of them answer with.
pub(super) fn without_ids(mut value: Value) -> Value {
    let rows = value.as_array_mut().into_iter().flatten();
    for row in rows.filter_map(Value::as_object_mut) {
        row.shift_remove("id");
    }
    value
}
