//! Rows of several tables matched with each other, and compared cell by cell.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::super::question::{Cell, Column, Place, Question, Table};
use super::super::row::Row;
use super::judge::{self, TEXTS_APART, folded};
use super::{Judged, Side, Verdict};

/// Columns of what is between two partners, so that both can be asked for it.
const MUTUAL: &[&str] = &["trust", "worked_before"];

/// A row that one side has, or several.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// What the row is called by the first side that has it, or the key of an offered row; "" where it has
    /// no name.
    pub name: String,
    /// What the row is called in an address: its name in lower case, with a number where an earlier row of
    /// the table is called so too.
    pub key: String,
    /// The side that the row is about, by its place: what others say of one of the sides.
    pub about: Option<usize>,
    /// The row as each side has it, in the order of the sides.
    pub sides: Vec<Option<Map<String, Value>>>,
    /// The columns in which some side has something; of those that name the row only where sides differ.
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

/// Matches rows by their ids, else by all that they say, else by what they are called, in the order in which
/// sides have them.
pub fn matched(
    question: &Question,
    table: &'static Table,
    answers: &[Option<&Value>],
) -> Vec<ComparedRow> {
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
        // Rows that are one may be called a little differently.
        let columns = table
            .columns
            .iter()
            .filter(|column| !names_row(column, table) || differs(column, &group));
        let columns: Vec<&Column> = columns.collect();
        compared(name.unwrap_or_default(), columns.into_iter(), group)
    });
    let mut rows: Vec<ComparedRow> = rows.collect();
    give_keys(question, &mut rows);
    rows
}

/// Gives each row a key that no other row of the table has.
fn give_keys(question: &Question, rows: &mut [ComparedRow]) {
    let mut counts = HashMap::<String, usize>::new();
    let mut taken = HashSet::new();
    for row in rows {
        let name = folded(&row.called(question));
        let count = counts.entry(name.clone()).or_default();
        row.key = loop {
            *count += 1;
            let key = match *count {
                1 => name.clone(),
                count => format!("{name} ({count})"),
            };
            if taken.insert(key.clone()) {
                break key;
            }
        };
    }
}

/// A group of scales as one row.
pub fn of_parts(parts: &'static [Column], answers: &[Option<&Value>]) -> ComparedRow {
    let group = answers.iter().map(|value| value.and_then(Value::as_object));
    compared(String::new(), parts.iter(), group.collect())
}

/// The group that each row of one side belongs to; None for a row that no other side has.
fn places(groups: &[Group], rows: &[&Map<String, Value>], table: &Table) -> Vec<Option<usize>> {
    let known = groups.iter().enumerate();
    let known =
        known.flat_map(|(place, group)| group.iter().flatten().map(move |row| (place, *row)));
    let mut by_id = HashMap::new();
    for (place, row) in known.clone() {
        if let Some(id) = Row(row).line("id") {
            by_id.entry(id).or_insert(place);
        }
    }
    let mut taken = HashSet::new();
    let with_same_id = |row: &&Map<String, Value>| {
        let place = by_id.get(Row(row).line("id")?).copied();
        let place = place.filter(|place| may_be_one(&groups[*place], row, table));
        place.filter(|place| taken.insert(*place))
    };
    let mut places: Vec<Option<usize>> = rows.iter().map(with_same_id).collect();
    // Of rows that are called the same, those that say the same find each other first.
    for key in [all_it_says, called] {
        let mut alike = HashMap::<String, VecDeque<usize>>::new();
        for (place, row) in known.clone() {
            alike.entry(key(row, table)).or_default().push_back(place);
        }
        for (row, place) in rows.iter().zip(&mut places) {
            let same = alike.get_mut(&key(row, table));
            let Some(same) = same.filter(|_| place.is_none()) else {
                continue;
            };
            while let Some(next) = same.pop_front() {
                if taken.insert(next) {
                    *place = Some(next);
                    break;
                }
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
    name(row, table).map_or_else(|| all_it_says(row, table), |name| folded(&name))
}

/// Every cell of a row, with its name.
fn all_it_says(row: &Map<String, Value>, table: &Table) -> String {
    let cells = table.columns.iter().map(|column| row.get(column.id));
    let cells = cells.chain([row.get("organisation")]);
    let cells = cells.map(|cell| cell.map(Value::to_string).unwrap_or_default());
    cells.collect::<Vec<_>>().join("\n")
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

/// True for a column that says which row it is.
pub(in super::super) fn names_row(column: &Column, table: &Table) -> bool {
    let first = table.asked().next().map(|first| first.id);
    let name = match table.place {
        Place::Partners => Some("organisation"),
        Place::Own | Place::Voices => first,
    };
    is_key(column) || name == Some(column.id)
}

/// True where two sides have not the same in a column.
fn differs(column: &'static Column, group: &Group) -> bool {
    let judged = cell(column, group).and_then(|cell| cell.judged);
    judged.is_some_and(|judged| judged.verdict != Verdict::Same)
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
        key: String::new(),
        about: None,
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

/// Marks the rows of partners that are about one of the sides, and puts them first, beside each other.
pub fn of_each_other(mut rows: Vec<ComparedRow>, sides: &[Side]) -> Vec<ComparedRow> {
    let names = sides.iter().map(|side| side.organisation().map(folded));
    let names: Vec<Option<String>> = names.collect();
    for row in &mut rows {
        let called = Some(folded(&row.name));
        let about = names.iter().position(|name| *name == called);
        // Nobody is a partner of their own.
        row.about = about.filter(|side| row.sides[*side].is_none());
    }
    rows.sort_by_key(|row| row.about.is_none());
    rows
}

/// What two sides say of each other in the columns that are of both: their trust, and whether they have
/// worked together.
fn said_of_each_other(rows: &[ComparedRow]) -> impl Iterator<Item = Judged> {
    let about = |side: usize| rows.iter().filter(move |row| row.about == Some(side));
    let pairs = rows.iter().filter_map(|row| Some((row.about?, row)));
    let pairs = pairs.flat_map(move |(of, row)| {
        let speakers = (0..of).filter(|by| row.sides[*by].is_some());
        speakers.flat_map(move |by| about(by).map(move |back| (row, by, back, of)))
    });
    pairs.flat_map(|(row, by, back, of)| {
        MUTUAL.iter().filter_map(move |id| {
            let cell = |row: &'_ ComparedRow, side: usize| -> Option<(Cell, Value)> {
                let mut cells = row.cells.iter();
                let cell = cells.find(|cell| cell.column.id == *id)?;
                Some((cell.column.cell, cell.values[side].clone()?))
            };
            let ((kind, one), (_, other)) = (cell(row, by)?, cell(back, of)?);
            Some(judge::cells(kind, &[&one, &other]))
        })
    })
}

/// Judges a table whose rows are matched; `is_own` where rows are each side's own, so that those which one
/// has alone are no gap.
pub fn judge(rows: &[ComparedRow], answers: &[Option<&Value>], is_own: bool) -> Judged {
    let answered = answers.iter().flatten().count();
    let lacks = |row: &&ComparedRow| {
        let count = row.sides.iter().flatten().count();
        let own = row.about.is_some_and(|side| answers[side].is_some());
        count + usize::from(own) < answered
    };
    let shared = rows.iter().map(|row| row.judged);
    let shared = shared.filter(|judged| judged.verdict != Verdict::OnlyOne);
    let judged: Vec<Judged> = shared.chain(said_of_each_other(rows)).collect();
    let worst = judged.iter().map(|judged| judged.verdict).max();
    let lacking = rows.iter().filter(lacks).count();
    let is_mostly_shared = lacking * 2 <= rows.len();
    let verdict = match worst {
        Some(worst) if lacking == 0 => worst,
        Some(Verdict::Same | Verdict::Close) if is_mostly_shared => Verdict::Close,
        _ => Verdict::Different,
    };
    let widest = judged.iter().map(|judged| judged.width).max().unwrap_or(0);
    let of_lacking = if lacking > 0 && !is_own {
        TEXTS_APART
    } else {
        0
    };
    Judged {
        verdict,
        width: widest.max(of_lacking),
    }
}
