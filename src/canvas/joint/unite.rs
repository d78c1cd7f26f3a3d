//! The answers of all sides in one: whatever nobody contradicts stands, rows of every side among them.

use serde_json::{Map, Value};

use super::super::compare::{Compared, ComparedCell, ComparedRow, Seen, Verdict, names_row};
use super::super::question::{AnswerType, Column, Place, Table};
use super::{MOST_ROWS, Matter, Spot, Take, Taken, is_decided_together, is_of_us, is_too_long};

/// What stands of a question, and what of it waits for a choice.
pub(super) struct United {
    pub(super) value: Option<Value>,
    pub(super) open: Vec<Matter>,
}

/// Unites the answers to a question, with what was taken; `us` is who we are.
pub(super) fn united(compared: &Compared, taken: &Taken, us: Option<&str>) -> United {
    let take = taken.get(compared.question.id);
    let waits =
        compared.judged.verdict == Verdict::NotOpen || is_decided_together(compared.question);
    if (waits && take.is_none()) || is_over_limit(compared) {
        return United {
            value: None,
            open: vec![Matter::whole(compared)],
        };
    }
    match &compared.question.answer {
        AnswerType::Rows(table) => of_rows(compared, table, taken, us),
        AnswerType::Scales(_) => of_scores(compared, taken),
        _ => {
            let value = of_whole(compared, take);
            let open = value.is_none().then(|| Matter::whole(compared));
            United {
                value,
                open: open.into_iter().collect(),
            }
        }
    }
}

/// True for a table larger than people fill in, on one side or once it is united.
fn is_over_limit(compared: &Compared) -> bool {
    let mut values = compared.answers.iter().filter_map(Seen::value);
    compared.rows.len() > MOST_ROWS || values.any(is_too_long)
}

/// The answer that was taken, else the one that nobody contradicts.
fn of_whole(compared: &Compared, take: Option<&Take>) -> Option<Value> {
    let first = compared.answers.iter().find_map(Seen::value);
    let value = match take {
        Some(Take::Anew(value)) => Some(value),
        Some(Take::Of(side)) => compared.answers.get(*side).and_then(Seen::value),
        None => first.filter(|_| is_agreed(compared.judged.verdict)),
    };
    value.cloned()
}

fn is_agreed(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Same | Verdict::OnlyOne | Verdict::NotAsked | Verdict::AsSent => true,
        // Somebody else may have answered otherwise, alone.
        Verdict::Close | Verdict::Different | Verdict::NotOpen => false,
    }
}

fn of_rows(compared: &Compared, table: &'static Table, taken: &Taken, us: Option<&str>) -> United {
    let mut open = Vec::new();
    let rows = compared.rows.iter().enumerate();
    let rows = rows.filter(|(_, row)| !is_of_us(compared.question, row, us));
    let rows = rows.map(|(place, row)| {
        let mut one = what_it_is(row, table);
        let cells = cells(compared, (place, row), taken);
        // A row keeps the name that it has first, until another is taken.
        let waits =
            |(matter, column): (Matter, &Column)| (!names_row(column, table)).then_some(matter);
        open.extend(cells.open.into_iter().filter_map(waits));
        one.extend(cells.stand);
        Value::Object(one)
    });
    let rows: Vec<Value> = rows.collect();
    United {
        value: (!rows.is_empty()).then_some(Value::Array(rows)),
        open,
    }
}

fn of_scores(compared: &Compared, taken: &Taken) -> United {
    let rows = compared.rows.iter().enumerate();
    let mut cells = rows.map(|row| cells(compared, row, taken));
    let Cells { stand, open } = cells.next().unwrap_or_default();
    United {
        value: (!stand.is_empty()).then_some(Value::Object(stand)),
        open: open.into_iter().map(|(matter, _)| matter).collect(),
    }
}

/// The id and the name of a row, as the first side has them that has any.
fn what_it_is(row: &ComparedRow, table: &'static Table) -> Map<String, Value> {
    let partner = (table.place == Place::Partners).then_some("organisation");
    let naming = table
        .columns
        .iter()
        .filter(|column| names_row(column, table));
    let naming = naming.map(|column| column.id);
    let keys = ["id"].into_iter().chain(partner).chain(naming);
    let found = keys.filter_map(|key| {
        let mut sides = row.sides.iter().flatten();
        let value = sides.find_map(|side| side.get(key))?;
        Some((key.to_owned(), value.clone()))
    });
    found.collect()
}

/// The cells of a row.
#[derive(Default)]
struct Cells {
    /// Those that stand.
    stand: Map<String, Value>,
    /// Those that wait for a choice.
    open: Vec<(Matter, &'static Column)>,
}

fn cells(compared: &Compared, (place, row): (usize, &ComparedRow), taken: &Taken) -> Cells {
    let mut cells = Cells::default();
    for (at, cell) in row.cells.iter().enumerate() {
        let spot = Spot {
            compared,
            row: Some(row),
            cell: Some(cell),
        };
        match of_cell(spot, cell, taken) {
            Some(value) => drop(cells.stand.insert(cell.column.id.to_owned(), value)),
            None => {
                let matter = Matter {
                    question: compared.question,
                    address: spot.address(),
                    cell: Some((place, at)),
                };
                cells.open.push((matter, cell.column));
            }
        }
    }
    cells
}

/// What was taken for the cell, the row or the question, else what nobody contradicts.
fn of_cell(spot: Spot, cell: &ComparedCell, taken: &Taken) -> Option<Value> {
    let row = Spot { cell: None, ..spot };
    let wider = [spot, row, Spot::whole(spot.compared)];
    let takes = wider.iter().filter_map(|spot| taken.get(&spot.address()));
    let mut chosen = takes.filter_map(|take| match take {
        Take::Anew(value) => Some(value),
        Take::Of(side) => cell.values.get(*side)?.as_ref(),
    });
    let agreed = || {
        let is_agreed = cell
            .judged
            .is_none_or(|judged| judged.verdict == Verdict::Same);
        let mut values = cell.values.iter().flatten();
        values.next().filter(|_| is_agreed)
    };
    chosen.next().or_else(agreed).cloned()
}
