//! `get`: one answer.

use clap::Args;
use serde_json::{Map, Value, json};

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::find;
use super::printed::Printed;
use crate::canvas::in_words::{self, InWords};
use crate::canvas::odd::odd_in;
use crate::canvas::question::{AnswerType, Place, Question, Table};
use crate::canvas::row::Row;
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::{Canvas, Voice};

/// Print one answer.
///
/// With --json, the answer as the file has it, or null; rows have their ids, so that `set` takes them
/// back. Answers given alone are an object: open, voices (voice, answered, answer). So is what a round hides until
/// all have answered.
#[derive(Debug, Args)]
pub struct GetArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// A question such as purpose.change, or value.kind@Operations for what one voice answered.
    question: String,
    #[command(flatten)]
    json: Json,
}

/// Prints the answer; nothing where there is none.
///
/// # Errors
/// As for [`find::canvas`], [`find::question`] and [`find::voice`].
pub fn run(args: &GetArgs, call: &Call) -> Result<Printed, Failure> {
    let canvas = find::canvas(call, &args.canvas)?.canvas;
    let (question, voice) = find::question_and_voice(&args.question)?;
    if let Some(name) = voice {
        let id = find::voice(&canvas, name)?;
        return Ok(voice_answer(&canvas, question, &id, args.json));
    }
    for odd in odd_in(&canvas, question) {
        call.note(&format!("note: {}", odd.in_words(&canvas)));
    }
    let answer = in_words::answer(&canvas, question);
    let so_far = canvas.alone_so_far(question).filter(|_| answer.is_none());
    if let Some(so_far) = &so_far {
        call.note(&format!("note: `{}`: {so_far}", question.id));
    }
    if args.json.is_on {
        return Ok(Printed::json(&as_json(&canvas, question)));
    }
    if answer.is_none() && so_far.is_none() {
        call.note(&format!("`{}` has no answer yet", question.id));
    }
    Ok(Printed::text(answer.map_or_else(String::new, as_text)))
}

fn as_text(answer: InWords) -> String {
    match answer {
        InWords::Line(text) => format!("{}\n", shown(&text)),
        InWords::Text(text) => format!("{}\n", shown_lines(&text)),
        InWords::Rows { heads, rows } => {
            let heads = heads.into_iter().map(str::to_owned).collect();
            let safe =
                |row: &Vec<String>| row.iter().map(|cell| shown(cell).into_owned()).collect();
            let table: Vec<Vec<String>> = std::iter::once(heads)
                .chain(rows.iter().map(safe))
                .collect();
            aligned(&table, "")
        }
        InWords::Waiting { given, owed } => {
            let given = given.iter().map(|name| (name, "answered"));
            let owed = owed.iter().map(|name| (name, "not yet"));
            let lines = given.chain(owed);
            lines
                .map(|(name, state)| format!("{}: {state}\n", shown(name)))
                .collect()
        }
    }
}

fn as_json(canvas: &Canvas, question: &Question) -> Value {
    match &question.answer {
        answer if canvas.is_in_round(question) || matches!(answer, AnswerType::VoiceScale) => {
            let voices = canvas.voices();
            let voices = voices.iter().map(|voice| of_voice(canvas, question, voice));
            json!({ "open": canvas.is_open(question), "voices": voices.collect::<Vec<_>>() })
        }
        AnswerType::Rows(table) => rows_as_json(canvas, question, table),
        _ => {
            let value = canvas.value(question.id);
            let value = value.filter(|value| crate::canvas::answer::counts(question, value));
            value.cloned().unwrap_or_default()
        }
    }
}

/// The columns that the question asks, with what names the row.
fn rows_as_json(canvas: &Canvas, question: &Question, table: &Table) -> Value {
    let is_about_partners = table.place == Place::Partners;
    let asked = |row: Row| -> Option<Value> {
        let has_answer = table.columns.iter().any(|column| row.has(column));
        let is_partner = !is_about_partners || row.line("organisation").is_some();
        let keys = ["id", "organisation"].into_iter();
        let names = keys.filter(|key| *key == "id" || is_about_partners);
        let keys = names.chain(table.columns.iter().map(|column| column.id));
        let cells = keys.filter_map(|key| row.0.get_key_value(key));
        let cells: Map<String, Value> = cells
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        (has_answer && is_partner).then_some(Value::Object(cells))
    };
    let rows: Vec<Value> = canvas.rows(question).filter_map(asked).collect();
    if rows.is_empty() {
        Value::Null
    } else {
        Value::Array(rows)
    }
}

/// What one voice answered, once that may be shown.
fn voice_answer(canvas: &Canvas, question: &Question, id: &str, json: Json) -> Printed {
    let voices = canvas.voices();
    let voice = voices.iter().find(|voice| voice.id() == id);
    let voice = voice.expect("the id was found among the voices");
    if json.is_on {
        return Printed::json(&of_voice(canvas, question, voice));
    }
    let state = match voice.answer(question) {
        None => "not yet\n".into(),
        Some(_) if !canvas.is_open(question) => "answered\n".into(),
        Some(answer) => in_words::value(question, answer).map_or_else(String::new, as_text),
    };
    Printed::text(state)
}

fn of_voice(canvas: &Canvas, question: &Question, voice: &Voice) -> Value {
    let answer = voice.answer(question);
    json!({
        "voice": voice.name(),
        "answered": answer.is_some(),
        "answer": answer.filter(|_| canvas.is_open(question)),
    })
}
