//! Ids for rows that other hands left without, so that the same row is the same row in all versions.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::super::question::Question;
use super::super::shared_ids::{self, FromContent};

type Rows = Vec<Value>;

/// Gives ids to the rows of every list that all three versions have differently.
///
/// A row whose id an earlier one of its list has counts as a row without one. A row with the same content
/// as one with an id is that row; of lists as long as each other, so is the row in the same place. An
/// offered row that both sides began is one row. What is left gets an id that follows from its content.
pub fn rows_of_canvas(versions: &mut [Map<String, Value>; 3]) {
    for path in shared_ids::lists() {
        let [base, ours, theirs] = versions;
        let lists = [base, ours, theirs].map(|document| list_at(document, path));
        rows_of_list(lists, joined_by(path));
    }
}

fn list_at<'a>(document: &'a mut Map<String, Value>, path: &str) -> Option<&'a mut Rows> {
    let mut keys = path.split('.');
    let first = document.get_mut(keys.next()?)?;
    let list = keys.try_fold(first, |value, key| value.as_object_mut()?.get_mut(key))?;
    list.as_array_mut()
}

/// What makes two rows that both sides began one row: the key of an offered row, the day of a check-in.
fn joined_by(path: &str) -> Option<&'static str> {
    let table = Question::find(path).and_then(Question::table);
    match path {
        "reviews" => Some("on"),
        _ if table.is_some_and(|table| !table.offered().is_empty()) => Some("key"),
        _ => None,
    }
}

/// The same for one list; rows that both sides began are one where they have the same in a column.
pub fn rows_of_list(lists: [Option<&mut Rows>; 3], column: Option<&str>) {
    if lists[0] == lists[1] || lists[0] == lists[2] || lists[1] == lists[2] {
        return;
    }
    let mut none = [Rows::new(), Rows::new(), Rows::new()];
    let [a, b, c] = &mut none;
    let [base, ours, theirs] = lists;
    let (base, ours, theirs) = (base.unwrap_or(a), ours.unwrap_or(b), theirs.unwrap_or(c));
    for rows in [&mut *base, &mut *ours, &mut *theirs] {
        shared_ids::leave_to_the_first(rows);
    }
    adopt(base, ours);
    invent(base);
    adopt(ours, base);
    invent(ours);
    adopt(theirs, base);
    adopt(theirs, ours);
    invent(theirs);
    if let Some(column) = column {
        join_begun(column, base, ours, theirs);
    }
}

fn id(row: &Value) -> Option<&str> {
    row.get("id")?.as_str().filter(|id| !id.is_empty())
}

/// True where an id may be given; an odd one is left as it is.
fn lacks_id(row: &Value) -> bool {
    row.is_object() && row.get("id").is_none_or(|id| id == "")
}

fn ids(rows: &[Value]) -> HashSet<String> {
    rows.iter().filter_map(id).map(str::to_owned).collect()
}

fn give(row: &mut Value, id: String) {
    if let Some(row) = row.as_object_mut() {
        row.shift_insert(0, "id".into(), id.into());
    }
}

/// Takes ids over from rows that are the same: first by content, then by place.
fn adopt(rows: &mut Rows, known: &[Value]) {
    let mut taken = ids(rows);
    let mut same: HashMap<Value, VecDeque<&str>> = HashMap::new();
    for one in known {
        if let Some(id) = id(one) {
            same.entry(without_id(one)).or_default().push_back(id);
        }
    }
    for row in rows.iter_mut().filter(|row| lacks_id(row)) {
        if let Some(ids) = same.get_mut(&without_id(row)) {
            while let Some(id) = ids.pop_front() {
                if taken.insert(id.to_owned()) {
                    give(row, id.to_owned());
                    break;
                }
            }
        }
    }
    if rows.len() == known.len() {
        for (row, one) in rows.iter_mut().zip(known) {
            let free = id(one).filter(|id| lacks_id(row) && taken.insert((*id).to_owned()));
            if let Some(id) = free {
                give(row, id.to_owned());
            }
        }
    }
}

fn without_id(row: &Value) -> Value {
    let mut row = row.clone();
    row.as_object_mut().map(|row| row.shift_remove("id"));
    row
}

/// Gives the rows that are left ids that follow from their content.
fn invent(rows: &mut Rows) {
    let mut taken = ids(rows);
    let mut from_content = FromContent::default();
    for row in rows.iter_mut().filter(|row| lacks_id(row)) {
        if let Some(row) = row.as_object_mut() {
            let new = from_content.id(row, &taken);
            row.shift_insert(0, "id".into(), new.as_str().into());
            taken.insert(new);
        }
    }
}

/// Lets a row that both sides began be one row, under our id; so is one that a side began anew while the
/// other changed the one before.
fn join_begun(column: &str, base: &mut Rows, ours: &[Value], theirs: &mut Rows) {
    let key = |row: &Value| row.get(column)?.as_str().map(str::to_owned);
    let stands = {
        let known: HashMap<&str, &Value> = base
            .iter()
            .filter_map(|row| Some((id(row)?, row)))
            .collect();
        let sides = [ids(ours), ids(theirs)];
        // True for a row of one side that the other side has not, and has not just left as it was.
        move |row: &Value, other: usize| {
            id(row).is_some_and(|id| match known.get(id) {
                None => true,
                Some(was) => !sides[other].contains(id) && *was != row,
            })
        }
    };
    // Of rows with the same key only the first is met, also once it has our id.
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, row) in theirs.iter().enumerate() {
        if let Some(key) = key(row).filter(|_| stands(row, 0)) {
            places.entry(key).or_insert(place);
        }
    }
    let begun: Vec<&Value> = ours.iter().filter(|row| stands(row, 1)).collect();
    let mut taken = ids(theirs);
    let mut joined = HashSet::new();
    for our_row in begun {
        let place = key(our_row).and_then(|key| places.get(&key).copied());
        let our_id = id(our_row).unwrap_or_default();
        if let Some(place) = place.filter(|_| !taken.contains(our_id)) {
            if let Some(old) = id(&theirs[place]) {
                taken.remove(old);
                joined.insert(old.to_owned());
            }
            taken.insert(our_id.to_owned());
            joined.insert(our_id.to_owned());
            give(&mut theirs[place], our_id.to_owned());
        }
    }
    // Neither side took an answer out of a row that it did not see.
    base.retain(|row| id(row).is_none_or(|id| !joined.contains(id)));
}
