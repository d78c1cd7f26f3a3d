//! Lists of rows with ids, and the order of a merged one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

/// True for a list of rows that each have an id of their own.
pub fn is_rows(value: &Value) -> bool {
    let Some(items) = value.as_array() else {
        return false;
    };
    let mut seen = HashSet::new();
    items.iter().all(|item| {
        let id = item.as_object().and_then(|row| row.get("id")?.as_str());
        id.is_some_and(|id| seen.insert(id))
    })
}

/// The rows of a list; none of anything else.
pub fn rows(value: Option<&Value>) -> Vec<&Map<String, Value>> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).collect()
}

/// The id of a row, or "".
pub fn id_of(row: &Map<String, Value>) -> &str {
    row.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// Every id of a row that stays, once: in the order of the side that moved rows (ours, if both did),
/// with the other side's new rows after the row that they followed there.
///
/// A row that goes tells nothing of who moved rows: it is not there to tell it when the same version
/// is merged again, and that must change nothing.
pub fn merged_order<'a>(
    base: &[&'a Map<String, Value>],
    ours: &[&'a Map<String, Value>],
    theirs: &[&'a Map<String, Value>],
    stays: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let ids = |rows: &[&'a Map<String, Value>]| -> Vec<&'a str> {
        let ids = rows.iter().map(|row| id_of(row));
        ids.filter(|id| stays(id)).collect()
    };
    let (base, ours, theirs) = (ids(base), ids(ours), ids(theirs));
    let places = places_of(&base);
    let in_base_order = |side: &[&str]| {
        let places = side.iter().filter_map(|id| places.get(id));
        places.is_sorted()
    };
    let we_moved = !in_base_order(&ours);
    let (lead, other) = if we_moved || in_base_order(&theirs) {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let places = places_of(&lead);
    // What follows nothing stands first; after that, each row of the lead with what follows it.
    let mut following: Vec<Vec<&str>> = vec![Vec::new(); lead.len() + 1];
    let mut after = 0;
    for id in other {
        match places.get(id) {
            Some(place) => after = place + 1,
            None => following[after].push(id),
        }
    }
    let lead = std::iter::once(None).chain(lead.into_iter().map(Some));
    let groups = lead.zip(following);
    groups
        .flat_map(|(row, following)| row.into_iter().chain(following))
        .collect()
}

fn places_of<'a>(ids: &[&'a str]) -> HashMap<&'a str, usize> {
    ids.iter()
        .enumerate()
        .map(|(place, id)| (*id, place))
        .collect()
}
