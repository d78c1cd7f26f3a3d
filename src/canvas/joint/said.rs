//! Who said what, read back from a joint canvas.

use serde_json::{Map, Value};

use super::super::alone::in_a_sentence;
use super::super::answer::{cell_of, counts};
use super::super::compare::{ComparedRow, Verdict, folded, judge_cells, matched};
use super::super::in_words;
use super::super::question::{Column, Question, Table};
use super::super::row::Row;
use super::super::wording::Wording;
use super::super::{Canvas, rows_of};
use super::SIDES;

/// What one side said.
struct Told<'a> {
    who: String,
    value: &'a Value,
}

/// What the sides of a joint canvas said to a question where that is not the same for all, in a few
/// sentences; None in a canvas of one side, and where all of them said the same.
///
/// `Only Trust said so.`, `Trust: 5 of 5 (all we hoped for). Fellgate: 2 of 5 (a little).`, and of rows
/// `Only Trust: Driver. Therapy lead, days: Trust 2, Fellgate 4.`
pub fn said(canvas: &Canvas, question: &'static Question) -> Option<String> {
    let told = told(canvas, question);
    if told.is_empty() {
        return None;
    }
    let sentences = match question.table() {
        Some(table) => of_rows(canvas, question, table, &told),
        None => of_answers(canvas, question, &told),
    };
    Some(sentences.join(" ")).filter(|text| !text.is_empty())
}

/// Everything that the sides said to a question.
fn told<'a>(canvas: &'a Canvas, question: &Question) -> Vec<Told<'a>> {
    let sides: Vec<Row> = rows_of(canvas.document.get(SIDES)).collect();
    let organisations = sides.iter().filter_map(|side| side.line("organisation"));
    let mut organisations: Vec<String> = organisations.map(folded).collect();
    organisations.sort_unstable();
    organisations.dedup();
    // Organisations say who it was, unless two sides are of one.
    let key = match organisations.len() == sides.len() {
        true => "organisation",
        false => "name",
    };
    let told = sides.iter().filter_map(|side| {
        let value = side.0.get("answers")?.as_object()?.get(question.id)?;
        let who = side.line(key)?.trim().to_owned();
        counts_or_rows(question, value).then_some(Told { who, value })
    });
    told.collect()
}

fn counts_or_rows(question: &Question, value: &Value) -> bool {
    match question.table() {
        Some(_) => value.is_array(),
        None => counts(question, value),
    }
}

fn of_answers(canvas: &Canvas, question: &Question, told: &[Told]) -> Vec<String> {
    let stands = canvas.value(question.id);
    if let ([only], Some(stands)) = (told, stands)
        && is_same(question, only.value, stands)
    {
        return vec![format!("Only {} said so.", only.who)];
    }
    let mut said: Vec<(Vec<String>, &Value)> = Vec::new();
    for one in told {
        let same = said.iter_mut();
        let mut same = same.filter(|(_, value)| is_same(question, value, one.value));
        match same.next() {
            Some((who, _)) => who.push(one.who.clone()),
            None => said.push((vec![one.who.clone()], one.value)),
        }
    }
    let sentences = said.into_iter().filter_map(|(who, value)| {
        let words = in_words::value(question, value)?.in_one_line();
        Some(format!("{}: {}", in_a_sentence(&who)?, ended(&words)))
    });
    sentences.collect()
}

/// A text that ends as a sentence does.
fn ended(text: &str) -> String {
    let text = text.trim();
    match text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

fn is_same(question: &Question, one: &Value, other: &Value) -> bool {
    match cell_of(question) {
        Some(cell) if counts(question, one) && counts(question, other) => {
            judge_cells(cell, &[one, other]).verdict == Verdict::Same
        }
        _ => one == other,
    }
}

/// Rows that one side has, and cells of which sides say different things.
fn of_rows(
    canvas: &Canvas,
    question: &'static Question,
    table: &'static Table,
    told: &[Told],
) -> Vec<String> {
    let values: Vec<Option<&Value>> = told.iter().map(|one| Some(one.value)).collect();
    let rows = matched(question, table, &values);
    let all = rows_of(canvas.document.get(SIDES)).count();
    let mut sentences = Vec::new();
    for (place, one) in told.iter().enumerate() {
        let is_theirs = |row: &&ComparedRow| {
            row.judged.verdict == Verdict::OnlyOne && row.sides[place].is_some()
        };
        let names = rows.iter().filter(is_theirs);
        let names: Vec<String> = names.map(|row| row.called(question)).collect();
        if !names.is_empty() && all > 1 {
            sentences.push(format!("Only {}: {}.", one.who, names.join(", ")));
        }
    }
    for row in &rows {
        let differing = row.cells.iter().filter(|cell| {
            let verdict = cell.judged.map(|judged| judged.verdict);
            verdict.is_some_and(|verdict| verdict != Verdict::Same)
        });
        let differing = differing.map(|cell| differs(question, row, cell.column, told));
        sentences.extend(differing);
    }
    sentences
}

fn differs(question: &Question, row: &ComparedRow, column: &Column, told: &[Told]) -> String {
    let label = &Wording::shipped().column(question, column.id).label;
    let said = told.iter().zip(&row.sides).filter_map(|(one, row)| {
        let row: &Map<String, Value> = row.as_ref()?;
        let words = in_words::cell(question, column, Row(row))?;
        Some(format!("{} {words}", one.who))
    });
    let said: Vec<String> = said.collect();
    format!("{}, {label}: {}.", row.called(question), said.join(", "))
}
