//! A blank canvas for somebody else to fill in, with this program or with any editor.
//!
//! It is a canvas file like any other. Beside what is shared it holds `fill_in`: every question in words,
//! with a place for its answer. [`Canvas::take_in`] puts what was written there into the canvas itself.
//! `sent` holds what was asked and what stood there when it left, so that what comes back unchanged is no
//! answer of theirs.

mod taking;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Canvas;
use super::answer;
use super::codes::Coded as _;
use super::compare::{Side, folded};
use super::id::Random;
use super::joint::without_ids;
use super::question::{AnswerType, Cell, Place, QUESTIONS, Question, Table};
use super::row::Row;
use super::wording::Wording;

pub use taking::NotTaken;

/// The key of the questions to fill in.
const FILL_IN: &str = "fill_in";
/// The key of what was sent.
const SENT: &str = "sent";
const HOW: &str = "Write each answer after \"answer\", between the quotes. Copy the braces for another \
    row. Leave out what you do not know; if you have ten minutes, answer those with \"quick\". Then send the file back. Or let whytogether ask you: \
    `whytogether import FILE`.";

/// What goes with a blank canvas.
#[derive(Debug, Clone, Default)]
pub struct Invitation<'a> {
    /// The organisation that is to fill it in.
    pub to: Option<&'a str>,
    /// A few words for them.
    pub note: Option<&'a str>,
    /// Questions whose agreed answers they may see, beside the title and the partners' names.
    pub share: &'a [&'static Question],
}

/// Why an answer of ours does not go with a blank canvas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It is a matter of voices, or of what is thought of partners.
    #[error(
        "`{question}` stays with us: it says what one of us answered alone, or what we think of partners"
    )]
    StaysWithUs {
        /// The question.
        question: &'static str,
    },
    /// There is nothing to share.
    #[error("`{question}` has no answer to share")]
    NotAnswered {
        /// The question.
        question: &'static str,
    },
}

/// Makes a blank canvas of the title, the partners' names, and what else is shared.
///
/// Nothing else of the canvas is in it: it starts from nothing.
///
/// # Errors
/// [`SheetError`] where something is to be shared that stays with us, or is not there.
pub fn sheet(
    canvas: &Canvas,
    invitation: &Invitation,
    now: Timestamp,
    random: &mut dyn Random,
) -> Result<Canvas, SheetError> {
    let mut blank = Canvas::new(canvas.title(), now, random);
    if let Some(name) = invitation.to {
        blank.answer_our_organisation(name.trim());
    }
    let voice = blank.first_voice(random);
    let voices = Question::find("cover.voices").expect("in the table");
    let name = invitation.to.unwrap_or("partner").trim().into();
    let table = voices.table().expect("a table");
    blank.set_cell(voices, table, &voice, "name", Some(name));
    let partners = partners_for(canvas, invitation.to);
    fill(&mut blank, "cover.partners", partners, random);
    for question in invitation.share {
        let shared = shared(canvas, question)?;
        fill(&mut blank, question.id, shared, random);
    }
    if let Some(note) = invitation.note {
        let from = canvas.text("cover.our_organisation").unwrap_or("a partner");
        blank.park(
            &format!("Note from {}: {}", from.trim(), note.trim()),
            now,
            random,
        );
    }
    let asked: Vec<&Question> = to_fill(&blank).collect();
    let entries = asked.iter().map(|question| entry(&blank, question));
    let entries: Vec<Value> = entries.collect();
    let ids: Vec<&str> = asked.iter().map(|question| question.id).collect();
    let sent = json!({ "answers": as_it_leaves(&blank), "asked": ids });
    let document = &mut blank.document;
    document.insert(FILL_IN.into(), json!({ "how": HOW, "questions": entries }));
    document.insert(SENT.into(), sent);
    Ok(blank)
}

/// Every answer that stands in a canvas, by question.
fn as_it_leaves(blank: &Canvas) -> Map<String, Value> {
    let side = Side::of_canvas(blank);
    let answers = QUESTIONS.iter().filter_map(|question| {
        let value = side.says(question).value().cloned()?;
        Some((question.id.to_owned(), without_ids(value)))
    });
    answers.collect()
}

fn fill(blank: &mut Canvas, question: &str, value: Value, random: &mut dyn Random) {
    let question = Question::find(question).expect("in the table");
    let value = Some(value).filter(|value| value.as_array().is_none_or(|rows| !rows.is_empty()));
    blank
        .set(question, value, random)
        .expect("a new canvas has a place for every answer");
}

/// Who they would work with: us and our other partners, by name only.
fn partners_for(canvas: &Canvas, to: Option<&str>) -> Value {
    let named = |row: Row| row.line("organisation").map(|name| name.trim().to_owned());
    let is_theirs = |name: &String| to.is_some_and(|to| folded(to) == folded(name));
    let us = canvas
        .text("cover.our_organisation")
        .map(|name| name.trim().to_owned());
    let others = canvas
        .partners()
        .filter_map(named)
        .filter(|name| !is_theirs(name));
    let rows = us.into_iter().chain(others);
    rows.map(|name| json!({ "organisation": name })).collect()
}

/// The agreed answer to a question that may leave.
fn shared(canvas: &Canvas, question: &'static Question) -> Result<Value, SheetError> {
    let stays = match &question.answer {
        AnswerType::VoiceScale => true,
        AnswerType::Rows(table) => table.place != Place::Own,
        _ => false,
    };
    if stays {
        return Err(SheetError::StaysWithUs {
            question: question.id,
        });
    }
    let value = Side::of_canvas(canvas).says(question).value().cloned();
    let value = value.filter(|value| answer::counts(question, value));
    value.ok_or(SheetError::NotAnswered {
        question: question.id,
    })
}

/// Questions that are not for a partner: what it is called, who is in it, what we offer, and how others are
/// told.
const OURS: &[&str] = &[
    "cover.title",
    "cover.partners",
    "cover.voices",
    "decision.offer",
    "decision.days",
    "decision.telling",
];

/// Everything that a partner can answer and that this canvas has no answer to; follow-ups of every kind
/// where the kind is not known.
fn to_fill(blank: &Canvas) -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().filter(|question| {
        let may_come = blank.asks(question) || blank.kind().is_none();
        may_come && !OURS.contains(&question.id) && !blank.is_answered(question)
    })
}

/// On which answer a question depends, in words; None where it does not.
fn only_if(blank: &Canvas, question: &Question) -> Option<String> {
    let kind = question.follows.filter(|_| blank.kind().is_none())?;
    let asked = Question::find("value.kind").expect("in the table");
    let name = &Wording::shipped().option(asked, kind.code())?.name;
    Some(format!("your answer to {} is: {name}", asked.id))
}

/// A question in words, and a place for its answer.
fn entry(blank: &Canvas, question: &'static Question) -> Value {
    let words = Wording::shipped().question(question);
    let mut entry = json!({ "question": question.id, "ask": words.label, "hint": words.hint });
    if let Some(only_if) = only_if(blank, question) {
        entry["only_if"] = only_if.into();
    }
    if question.quick {
        entry["quick"] = true.into();
    }
    entry["takes"] = takes(question);
    entry["answer"] = match &question.answer {
        AnswerType::Rows(table) => rows_to_fill(blank, question, table),
        AnswerType::Scales(parts) => parts
            .iter()
            .map(|part| (part.id.to_owned(), Value::from("")))
            .collect(),
        _ => "".into(),
    };
    entry
}

/// Rows with every cell to fill: one for each partner, one for each row that is offered, else one.
fn rows_to_fill(blank: &Canvas, question: &Question, table: &Table) -> Value {
    let cells = |named: &[(&str, &str)]| -> Value {
        let named = named
            .iter()
            .map(|(key, name)| ((*key).to_owned(), Value::from(*name)));
        let mut row: Map<String, Value> = named.collect();
        for column in table.asked() {
            row.entry(column.id).or_insert_with(|| "".into());
        }
        Value::Object(row)
    };
    let offered = &Wording::shipped().question(question).offered;
    if table.place == Place::Partners {
        let names = blank.partners().filter_map(|row| row.line("organisation"));
        return names.map(|name| cells(&[("organisation", name)])).collect();
    }
    if table.offered().is_empty() {
        return json!([cells(&[])]);
    }
    let keys = table.offered().iter();
    keys.map(|key| cells(&[("key", key), (table.naming(), &offered[*key])]))
        .collect()
}

/// What an answer to a question may be: a rule, or a rule for each column.
fn takes(question: &Question) -> Value {
    let words = Wording::shipped().question(question);
    match &question.answer {
        AnswerType::Text => "a text".into(),
        AnswerType::Rows(table) => {
            let columns = table.asked().map(|column| {
                let ask = &words.columns[column.id].ask;
                let rule = rule(question, column.cell, &words.columns[column.id].scale);
                (column.id.to_owned(), Value::from(format!("{ask} ({rule})")))
            });
            columns.collect()
        }
        AnswerType::Scales(parts) => {
            let parts = parts.iter().map(|part| {
                let scale = &words.columns[part.id].scale;
                (
                    part.id.to_owned(),
                    Value::from(rule(question, part.cell, scale)),
                )
            });
            parts.collect()
        }
        _ => {
            let cell = answer::cell_of(question).expect("tables and groups are handled above");
            rule(question, cell, &words.scale).into()
        }
    }
}

fn rule(question: &Question, cell: Cell, scale: &[String]) -> String {
    match cell {
        Cell::Line => "one line".into(),
        Cell::Names => "names, with commas between them".into(),
        Cell::Number => "a number, such as 2 or 0.5".into(),
        Cell::YesNo => "yes or no".into(),
        Cell::Date => "a date, such as 2027-05-15".into(),
        Cell::Scale => match scale {
            [lowest, .., highest] => format!("1 to 5, from {lowest} to {highest}"),
            _ => "1 to 5".into(),
        },
        Cell::Choice(codes) | Cell::Key(codes) => {
            let options = codes.iter().map(|code| {
                let words = Wording::shipped().option(question, code);
                words.map_or((*code).to_owned(), |words| words.name.clone())
            });
            format!("one of: {}", options.collect::<Vec<_>>().join(", "))
        }
    }
}

impl Canvas {
    /// True for the very answer that a blank canvas held when it was sent.
    pub(super) fn is_as_sent(&self, question: &Question, value: &Value) -> bool {
        let answers = self.document.get(SENT).and_then(|sent| sent.get("answers"));
        let sent = answers.and_then(|answers| answers.get(question.id));
        sent.is_some_and(|sent| *sent == without_ids(value.clone()))
    }

    /// Whether a blank canvas asked a question when it was sent; None where this was no blank canvas.
    pub(super) fn was_asked_to_fill_in(&self, question: &Question) -> Option<bool> {
        let asked = self.document.get(SENT)?.get("asked")?.as_array()?;
        Some(asked.iter().any(|id| id == question.id))
    }
}
