//! Lists of rows with ids, and the order of a merged one.

use serde_json::{Map, Value};

/// True for a list of rows that each have an id of their own.
pub fn is_rows(value: &Value) -> bool {
    let Some(items) = value.as_array() else {
        return false;
    };
    let ids: Vec<&str> = items
        .iter()
        .filter_map(|item| item.as_object()?.get("id")?.as_str())
        .collect();
    ids.len() == items.len() && (1..ids.len()).all(|index| !ids[..index].contains(&ids[index]))
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
    let in_base_order = |side: &[&str]| {
        let places = side
            .iter()
            .filter_map(|id| base.iter().position(|known| known == id));
        places.is_sorted()
    };
    let we_moved = !in_base_order(&ours);
    let (lead, other) = if we_moved || in_base_order(&theirs) {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let mut order = lead;
    let mut after = 0;
    for id in other {
        match order.iter().position(|known| *known == id) {
            Some(place) => after = place + 1,
            None => {
                order.insert(after, id);
                after += 1;
            }
        }
    }
    order
}
