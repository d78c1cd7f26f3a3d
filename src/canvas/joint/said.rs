//! Who said what, read back from a joint canvas.

use serde_json::Value;

use super::super::alone::in_a_sentence;
use super::super::answer::{cell_of, counts};
use super::super::compare::{
    ComparedCell, ComparedRow, LETTERS, Verdict, folded, judge_cells, matched,
};
use super::super::in_words;
use super::super::question::{Cell, Question, Table};
use super::super::row::{self, Row};
use super::super::wording::Wording;
use super::super::{Canvas, rows_of};
use super::{SIDES, WE, is_of_us};

/// What one side said.
struct Told<'a> {
    who: String,
    letter: &'static str,
    value: &'a Value,
}

/// What the sides of a joint canvas said to a question where that is not the same for all, in a few
/// sentences; None in a canvas of one side, and where all of them said the same.
///
/// `Only Trust said so.`, `Trust said: 5 of 5 (all we hoped for). Fellgate said: 2 of 5 (a little).`, and of
/// rows, with the letters that sides have beside each other, `A Trust, B Fellgate. Only A: Driver. Therapy
/// lead: days a month A 2, B 4.`
pub fn said(canvas: &Canvas, question: &'static Question) -> Option<String> {
    let told = told(canvas, question);
    if told.is_empty() {
        return None;
    }
    let sentences = match question.table() {
        Some(table) => of_rows(question, table, &told, canvas.text(WE)),
        None => of_answers(canvas, question, &told),
    };
    Some(sentences.join(" ")).filter(|text| !text.is_empty())
}

/// True where sides said something to a question that all are still to settle; what they said of us is not
/// for us to take.
pub fn waits(canvas: &Canvas, question: &'static Question) -> bool {
    let told = told(canvas, question);
    let Some(table) = question.table() else {
        return !told.is_empty();
    };
    let us = canvas.text(WE);
    let values: Vec<Option<&Value>> = told.iter().map(|one| Some(one.value)).collect();
    let rows = matched(question, table, &values);
    rows.iter().any(|row| !is_of_us(question, row, us))
}

/// What each side said to a question, with what it is called.
pub fn told_by<'a>(canvas: &'a Canvas, question: &Question) -> Vec<(String, &'a Value)> {
    let told = told(canvas, question).into_iter();
    told.map(|one| (one.who, one.value)).collect()
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
    let told = LETTERS.iter().zip(&sides).filter_map(|(letter, side)| {
        let value = side.0.get("answers")?.as_object()?.get(question.id)?;
        let who = side.line(key)?.trim().to_owned();
        counts_or_rows(question, value).then_some(Told { who, letter, value })
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
        Some(format!("{} said: {}", in_a_sentence(&who)?, ended(&words)))
    });
    sentences.collect()
}

/// A text that ends as a sentence does.
pub fn ended(text: &str) -> String {
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

/// Rows that one side has, and cells of which sides say different things, by the letters of the sides; what
/// others say of us.
fn of_rows(
    question: &'static Question,
    table: &'static Table,
    told: &[Told],
    us: Option<&str>,
) -> Vec<String> {
    let values: Vec<Option<&Value>> = told.iter().map(|one| Some(one.value)).collect();
    let rows = matched(question, table, &values);
    let (of_us, rows): (Vec<ComparedRow>, Vec<ComparedRow>) = rows
        .into_iter()
        .partition(|row| is_of_us(question, row, us));
    let called = |one: &Told| match told.len() {
        1 => one.who.clone(),
        _ => one.letter.to_owned(),
    };
    let only = told.iter().enumerate().filter_map(|(place, one)| {
        let names = only_of(question, &rows, place)?;
        Some(ended(&format!("Only {}: {names}", called(one))))
    });
    let differing = rows
        .iter()
        .filter_map(|row| where_it_differs(question, row, told));
    let of_us = of_us
        .iter()
        .flat_map(|row| said_of_us(question, row, told, &called));
    let sentences: Vec<String> = only.chain(differing).chain(of_us).collect();
    let names = told.iter().map(|one| format!("{} {}", one.letter, one.who));
    let names = names.collect::<Vec<_>>().join(", ");
    // One side alone needs no letter.
    if told.len() < 2 {
        return sentences;
    }
    let legend = (!sentences.is_empty()).then(|| format!("{names}."));
    legend.into_iter().chain(sentences).collect()
}

/// The rows that only the side in a place has, by name.
fn only_of(question: &Question, rows: &[ComparedRow], place: usize) -> Option<String> {
    let theirs = rows
        .iter()
        .filter(|row| row.judged.verdict == Verdict::OnlyOne && row.sides[place].is_some());
    let names: Vec<String> = theirs.map(|row| row.called(question)).collect();
    (!names.is_empty()).then(|| in_words::joined(names, ", "))
}

/// The cells of a row of which sides say different things: `Therapy lead: days a month A 2, B 4.`
fn where_it_differs(question: &Question, row: &ComparedRow, told: &[Told]) -> Option<String> {
    let cells = row.cells.iter().filter(|cell| {
        let verdict = cell.judged.map(|judged| judged.verdict);
        verdict.is_some_and(|verdict| verdict != Verdict::Same)
    });
    let cells: Vec<String> = cells
        .map(|cell| of_cell(question, row, cell, told))
        .collect();
    let called = row.called(question);
    let called = in_words::before_a_mark(&called);
    (!cells.is_empty()).then(|| ended(&format!("{called}: {}", in_words::joined(cells, "; "))))
}

/// What each says of us, if it is more than our name.
fn said_of_us(
    question: &'static Question,
    row: &ComparedRow,
    told: &[Told],
    called: &impl Fn(&Told) -> String,
) -> Vec<String> {
    let sides = told.iter().zip(&row.sides);
    let said = sides.filter_map(|(one, theirs)| {
        let words = row.said_by(question, theirs.as_ref()?);
        (!words.is_empty()).then(|| format!("{} says of us: {}", called(one), ended(&words)))
    });
    said.collect()
}

/// `trust A 4, B 2`: a score is its figure.
fn of_cell(question: &Question, row: &ComparedRow, cell: &ComparedCell, told: &[Told]) -> String {
    let column = cell.column;
    let label = &Wording::shipped().column(question, column.id).label;
    let sides = told.iter().zip(&row.sides).zip(&cell.values);
    let said = sides.filter_map(|((one, row), value)| {
        let words = match row::as_scale(value.as_ref()?) {
            Some(score) if column.cell == Cell::Scale => score.to_string(),
            _ => in_words::cell(question, column, Row(row.as_ref()?))?,
        };
        Some(format!("{} {words}", one.letter))
    });
    let said: Vec<String> = said.collect();
    format!("{label} {}", said.join(", "))
}
