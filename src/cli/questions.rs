//! `questions`: every question that a canvas may ask.

use clap::Args;
use serde_json::{Value, json};

use super::args::Json;
use super::columns::aligned;
use super::printed::Printed;
use crate::canvas::codes::Coded;
use crate::canvas::question::{AnswerType, Cell, Column, QUESTIONS, Question};
use crate::canvas::wording::Wording;

/// List every question that a canvas may ask.
///
/// With --json, an array of objects: id, step, type, need (essential, optional), quick, follows (the
/// kind of value that asks it, or null), label, hint, example, and options (code, name) or columns
/// (id, type, label, options) where the question has them.
#[derive(Debug, Args)]
pub struct QuestionsArgs {
    #[command(flatten)]
    json: Json,
}

/// Prints the table of questions.
pub fn run(args: &QuestionsArgs) -> Printed {
    if args.json.is_on {
        return Printed::json(&QUESTIONS.iter().map(as_json).collect());
    }
    let head = ["question", "step", "type", "need", "quick look", ""];
    let rows = QUESTIONS.iter().map(|question| {
        vec![
            question.id.to_owned(),
            question.step.key().to_owned(),
            type_of(question).to_owned(),
            match question.follows {
                Some(kind) => format!("{} for {}", need(question), kind.code()),
                None => need(question).to_owned(),
            },
            if question.quick { "yes" } else { "" }.to_owned(),
            Wording::shipped().question(question).label.clone(),
        ]
    });
    let table: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).into())
        .chain(rows)
        .collect();
    Printed::text(aligned(&table, ""))
}

fn need(question: &Question) -> &'static str {
    if question.essential {
        "essential"
    } else {
        "optional"
    }
}

fn type_of(question: &Question) -> &'static str {
    match question.answer {
        AnswerType::Line => "line",
        AnswerType::Text => "text",
        AnswerType::Date => "date",
        AnswerType::Number => "number",
        AnswerType::Scale => "scale",
        AnswerType::VoiceScale => "scale_by_voice",
        AnswerType::Choice(_) => "choice",
        AnswerType::Scales(_) => "scales",
        AnswerType::Rows(_) => "rows",
    }
}

fn as_json(question: &Question) -> Value {
    let words = Wording::shipped().question(question);
    let mut json = json!({
        "id": question.id,
        "step": question.step.key(),
        "type": type_of(question),
        "need": need(question),
        "quick": question.quick,
        "follows": question.follows.map(Coded::code),
        "label": words.label,
        "hint": words.hint,
        "example": words.example,
    });
    match &question.answer {
        AnswerType::Choice(codes) => json["options"] = options(question, codes),
        AnswerType::Scales(columns) => json["columns"] = columns_of(question, columns),
        AnswerType::Rows(table) => json["columns"] = columns_of(question, table.columns),
        _ => {}
    }
    json
}

fn options(question: &Question, codes: &[&str]) -> Value {
    let named = codes.iter().map(|code| {
        let option = Wording::shipped().option(question, code);
        json!({ "code": code, "name": option.map_or(*code, |option| &option.name) })
    });
    named.collect()
}

fn columns_of(question: &Question, columns: &[Column]) -> Value {
    let words = &Wording::shipped().question(question);
    let columns = columns.iter().map(|column| {
        let (kind, codes) = match column.cell {
            Cell::Line => ("line", None),
            Cell::Names => ("names", None),
            Cell::Scale => ("scale", None),
            Cell::Number => ("number", None),
            Cell::YesNo => ("yes_no", None),
            Cell::Date => ("date", None),
            Cell::Choice(codes) => ("choice", Some(codes)),
            Cell::Key(keys) => ("key", Some(keys)),
        };
        let label = words.columns.get(column.id).map(|words| &words.label);
        let mut json = json!({ "id": column.id, "type": kind, "label": label });
        if let Some(codes) = codes {
            json["options"] = options(question, codes);
        }
        json
    });
    columns.collect()
}
