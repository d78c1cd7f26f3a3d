//! Where an answer stands, as a conflict names it: question, row, and column within the answer.

use serde_json::{Value, json};

use super::super::question::{Place, QUESTIONS, Question};

/// One step on the way to an answer: a key, or the id of a row.
#[derive(Clone, Copy)]
pub enum Stop<'a> {
    /// A key of an object.
    Key(&'a str),
    /// The id of a row.
    Row(&'a str),
}

/// What one entry of `conflicts` says.
pub struct Address {
    /// The question, or the path of something that this version does not know.
    pub question: String,
    /// The row, or the voice for an answer of its own.
    pub row: Option<String>,
    /// Their answer; in a table or a group of scores below its column.
    pub theirs: Value,
}

/// Names the place of an answer that both sides changed.
pub fn addressed(path: &[Stop], theirs: &Value) -> Address {
    if let [
        Stop::Key("voices"),
        Stop::Row(voice),
        Stop::Key("answers"),
        Stop::Key(question),
    ] = path
    {
        return Address {
            question: (*question).to_owned(),
            row: Some((*voice).to_owned()),
            theirs: theirs.clone(),
        };
    }
    let is_key = |stop: &&Stop| matches!(stop, Stop::Key(_));
    let name = |stop: &Stop| match stop {
        Stop::Key(name) | Stop::Row(name) => (*name).to_owned(),
    };
    let before: Vec<String> = path.iter().take_while(is_key).map(name).collect();
    let after: Vec<String> = path.iter().skip(before.len() + 1).map(name).collect();
    match path.get(before.len()) {
        Some(row) => Address {
            question: asked_in(&before.join("."), after.first().map_or("", String::as_str)),
            row: Some(name(row)),
            theirs: below(&after, theirs),
        },
        None => {
            let known = (1..=before.len())
                .rev()
                .find(|count| Question::find(&before[..*count].join(".")).is_some());
            let count = known.unwrap_or(before.len());
            Address {
                question: before[..count].join("."),
                row: None,
                theirs: below(&before[count..], theirs),
            }
        }
    }
}

/// The question that asks for a column of a list; for a shared list, the first that does.
fn asked_in(list: &str, column: &str) -> String {
    let place = match list {
        "voices" => Place::Voices,
        "partners" => Place::Partners,
        _ => return list.to_owned(),
    };
    let asks = |question: &&Question| {
        let table = question.table().filter(|table| table.place == place);
        table.is_some_and(|table| table.column(column).is_some())
    };
    QUESTIONS
        .iter()
        .find(asks)
        .map_or(list, |question| question.id)
        .to_owned()
}

fn below(keys: &[String], value: &Value) -> Value {
    keys.iter()
        .rev()
        .fold(value.clone(), |value, key| json!({ key.as_str(): value }))
}
