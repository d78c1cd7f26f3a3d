//! Rows of several tables matched with each other, and compared cell by cell.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::super::question::{Cell, Column, Place, Table};
use super::super::row::Row;
use super::judge::{self, TEXTS_APART, folded};
use super::{Judged, Verdict};

/// A row that one side has, or several.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// What the row is called by the first side that has it, or the key of an offered row; "" where it has
    /// no name.
    pub name: String,
    /// The row as each side has it, in the order of the sides.
    pub sides: Vec<Option<Map<String, Value>>>,
    /// The columns in which some side has something, except the one that names the row.
    pub cells: Vec<ComparedCell>,
    /// How the rows lie to each other.
    pub judged: Judged,
}

/// One cell as every side has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCell {
    /// The column.
    pub column: &'static Column,
    /// The values, in the order of the sides.
    pub values: Vec<Option<Value>>,
    /// How they lie to each other; None where fewer than two have one.
    pub judged: Option<Judged>,
}

/// A row in the making: what each side has of it.
type Group<'a> = Vec<Option<&'a Map<String, Value>>>;

/// Matches rows by their ids, else by what they are called, in the order in which sides have them.
pub fn matched(table: &'static Table, answers: &[Option<&Value>]) -> Vec<ComparedRow> {
    let mut groups: Vec<Group> = Vec::new();
    for (side, answer) in answers.iter().enumerate() {
        let rows = answer.and_then(|value| value.as_array()).into_iter();
        let rows: Vec<_> = rows.flatten().filter_map(Value::as_object).collect();
        let places = places(&groups, &rows, table);
        for (row, place) in rows.into_iter().zip(places) {
            let place = place.unwrap_or_else(|| {
                groups.push(vec![None; answers.len()]);
                groups.len() - 1
            });
            groups[place][side] = Some(row);
        }
    }
    let rows = groups.into_iter().map(|group| {
        let first = group.iter().flatten().next();
        let name = first.and_then(|row| name(row, table));
        let columns = table
            .columns
            .iter()
            .filter(|column| !names_row(column, table));
        compared(name.unwrap_or_default(), columns, group)
    });
    rows.collect()
}

/// A group of scales as one row.
pub fn of_parts(parts: &'static [Column], answers: &[Option<&Value>]) -> ComparedRow {
    let group = answers.iter().map(|value| value.and_then(Value::as_object));
    compared(String::new(), parts.iter(), group.collect())
}

/// The group that each row of one side belongs to; None for a row that no other side has.
fn places(groups: &[Group], rows: &[&Map<String, Value>], table: &Table) -> Vec<Option<usize>> {
    let (mut by_id, mut by_name) = (HashMap::new(), HashMap::<String, VecDeque<usize>>::new());
    for (place, row) in groups
        .iter()
        .enumerate()
        .flat_map(|(place, group)| group.iter().flatten().map(move |row| (place, row)))
    {
        if let Some(id) = Row(row).line("id") {
            by_id.entry(id).or_insert(place);
        }
        by_name
            .entry(called(row, table))
            .or_default()
            .push_back(place);
    }
    let mut taken = HashSet::new();
    let mut places: Vec<Option<usize>> = rows
        .iter()
        .map(|row| {
            let place = by_id.get(Row(row).line("id")?).copied();
            let place = place.filter(|place| may_be_one(&groups[*place], row, table));
            place.filter(|place| taken.insert(*place))
        })
        .collect();
    for (row, place) in rows.iter().zip(&mut places) {
        let Some(same) = by_name
            .get_mut(&called(row, table))
            .filter(|_| place.is_none())
        else {
            continue;
        };
        while let Some(next) = same.pop_front() {
            if taken.insert(next) {
                *place = Some(next);
                break;
            }
        }
    }
    places
}

/// False for rows that have one id by chance, as ids from other hands may be: their names have nothing in
/// common.
fn may_be_one(group: &Group, row: &Map<String, Value>, table: &Table) -> bool {
    let known = group.iter().flatten().find_map(|known| name(known, table));
    match (known, name(row, table)) {
        (Some(known), Some(name)) => judge::share_a_word(&known, &name),
        _ => true,
    }
}

/// What a row is matched by where ids say nothing: its name, else all that it says.
fn called(row: &Map<String, Value>, table: &Table) -> String {
    name(row, table).map_or_else(
        || {
            let cells = table.columns.iter().filter_map(|column| row.get(column.id));
            cells.map(Value::to_string).collect::<Vec<_>>().join("\n")
        },
        |name| folded(&name),
    )
}

/// The key of an offered row, else the partner, else the first column.
fn name(row: &Map<String, Value>, table: &Table) -> Option<String> {
    let key = table.columns.iter().find(|column| is_key(column));
    let key = key.and_then(|column| Row(row).line(column.id));
    let first = match table.place {
        Place::Partners => "organisation",
        Place::Own | Place::Voices => table.asked().next()?.id,
    };
    let name = key.or_else(|| Row(row).line(first))?;
    Some(name.trim().to_owned())
}

fn is_key(column: &Column) -> bool {
    matches!(column.cell, Cell::Key(_))
}

fn names_row(column: &Column, table: &Table) -> bool {
    let is_first = table
        .asked()
        .next()
        .is_some_and(|first| first.id == column.id);
    is_key(column) || column.id == "organisation" || (is_first && table.place == Place::Own)
}

fn compared(
    name: String,
    columns: impl Iterator<Item = &'static Column>,
    group: Group,
) -> ComparedRow {
    let cells: Vec<ComparedCell> = columns.filter_map(|column| cell(column, &group)).collect();
    let is_alone = group.iter().flatten().count() < 2;
    let judged = cells.iter().filter_map(|cell| cell.judged);
    let judged = Judged {
        verdict: match judged.clone().map(|judged| judged.verdict).max() {
            _ if is_alone => Verdict::OnlyOne,
            Some(worst) => worst,
            None => Verdict::Same,
        },
        width: judged.map(|judged| judged.width).max().unwrap_or(0),
    };
    ComparedRow {
        name,
        sides: group.into_iter().map(|row| row.cloned()).collect(),
        cells,
        judged,
    }
}

fn cell<'a>(column: &'static Column, group: &Group<'a>) -> Option<ComparedCell> {
    let of_row = |row: &'a Map<String, Value>| row.get(column.id).filter(|_| Row(row).has(column));
    let values: Vec<Option<&Value>> = group.iter().map(|row| row.and_then(of_row)).collect();
    let seen: Vec<&Value> = values.iter().copied().flatten().collect();
    let judged = (seen.len() > 1).then(|| judge::cells(column.cell, &seen));
    (!seen.is_empty()).then(|| ComparedCell {
        column,
        values: values.into_iter().map(|value| value.cloned()).collect(),
        judged,
    })
}

/// Judges a table whose rows are matched, `answered` being how many sides have any.
pub fn judge(rows: &[ComparedRow], answered: usize) -> Judged {
    let has_all = |row: &&ComparedRow| row.sides.iter().flatten().count() == answered;
    let shared = rows
        .iter()
        .filter(|row| row.judged.verdict != Verdict::OnlyOne);
    let worst = shared.clone().map(|row| row.judged.verdict).max();
    let lacking = rows.len() - rows.iter().filter(has_all).count();
    let is_mostly_shared = lacking * 2 <= rows.len();
    let verdict = match worst {
        Some(worst) if lacking == 0 => worst,
        Some(Verdict::Same | Verdict::Close) if is_mostly_shared => Verdict::Close,
        _ => Verdict::Different,
    };
    let widest = shared.map(|row| row.judged.width).max().unwrap_or(0);
    let of_lacking = if lacking > 0 { TEXTS_APART } else { 0 };
    Judged {
        verdict,
        width: widest.max(of_lacking),
    }
}
