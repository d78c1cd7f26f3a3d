//! Rows of a list that share an id: a copy made in a text editor is a row of its own.
//!
//! The first row with an id keeps it. A later one gets an id that follows from what it says, so that two
//! programs that read the same file give it the same one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::Canvas;
use super::arrange::LISTS;
use super::edit::rows_mut;
use super::id::{Digits, row_id};
use super::question::{Place, QUESTIONS};

/// Ids that follow from what rows say.
#[derive(Default)]
pub(super) struct FromContent(HashMap<String, Digits>);

impl FromContent {
    /// An id for a row that is not taken. Of rows that say the same, each goes on where the one before
    /// stopped: what came earlier is taken.
    pub fn id(&mut self, row: &Map<String, Value>, taken: &HashSet<String>) -> String {
        let mut said = row.clone();
        said.shift_remove("id");
        let said = Value::Object(said).to_string();
        let digits = Digits::of(&said);
        row_id(
            |id| taken.contains(id),
            self.0.entry(said).or_insert(digits),
        )
    }
}

/// Takes the id from each row whose id an earlier row of the list has.
pub(super) fn leave_to_the_first(rows: &mut [Value]) {
    let mut rows: Vec<_> = rows.iter_mut().filter_map(Value::as_object_mut).collect();
    for place in shared(rows.iter().map(|row| &**row)) {
        rows[place].shift_remove("id");
    }
}

/// The places, among the rows of a list, of those whose id an earlier one has.
fn shared<'a>(rows: impl Iterator<Item = &'a Map<String, Value>>) -> Vec<usize> {
    let mut seen = HashSet::new();
    let places = rows.enumerate().filter(|(_, row)| {
        let id = row.get("id").and_then(Value::as_str);
        id.is_some_and(|id| !id.is_empty() && !seen.insert(id))
    });
    places.map(|(place, _)| place).collect()
}

/// Every list of rows with ids of a canvas, by its path.
pub(super) fn lists() -> impl Iterator<Item = &'static str> {
    let own = QUESTIONS.iter().filter(|question| {
        let table = question.table();
        table.is_some_and(|table| table.place == Place::Own)
    });
    let others = LISTS.iter().map(|(list, _)| *list);
    let others = others.filter(|list| *list != "conflicts");
    let own = own.map(|question| question.id);
    own.chain(others).chain(["partners", "voices"])
}

impl Canvas {
    /// The rows whose id an earlier row of their list has: the path of the list, and the number of the row
    /// from 1.
    pub fn rows_sharing_ids(&self) -> Vec<(&'static str, usize)> {
        let of_list = |list| {
            let rows = self.value(list).and_then(Value::as_array);
            let rows = rows.into_iter().flatten().filter_map(Value::as_object);
            let places = shared(rows).into_iter();
            places.map(move |place| (list, place + 1))
        };
        lists().flat_map(of_list).collect()
    }

    /// Gives each of them an id of its own; nothing else changes.
    pub fn part_rows_sharing_ids(&mut self) {
        if self.rows_sharing_ids().is_empty() {
            return;
        }
        let mut taken = self.row_ids();
        let mut from_content = FromContent::default();
        for list in lists() {
            let mut rows = rows_mut(&mut self.document, list);
            for place in shared(rows.iter().map(|row| &**row)) {
                let id = from_content.id(rows[place], &taken);
                rows[place].insert("id".into(), id.as_str().into());
                taken.insert(id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    fn canvas(keys: &str) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    const COPIED: &str = r#"
        "partners":[{"id":"p222","organisation":"Fellgate"},{"id":"p222","organisation":"Moorside"}],
        "parked":[{"id":"k222","text":"Later"},{"id":"k333","text":"Bus"},{"id":"k222","text":"Later"}],
        "capacity":{"people":[{"id":"c222","person":"Therapy lead"},{"person":"Analyst","id":"c222"},
            {"id":"c222","person":"Analyst"}]}"#;

    #[test]
    fn later_rows_get_ids_of_their_own_and_nothing_else_changes() {
        let mut parted = canvas(COPIED);
        let sharing = [
            ("capacity.people", 2),
            ("capacity.people", 3),
            ("parked", 3),
            ("partners", 2),
        ];
        assert_eq!(parted.rows_sharing_ids(), sharing);
        parted.part_rows_sharing_ids();
        assert_eq!(parted.rows_sharing_ids(), []);

        let first = |list: &str| parted.value(list).expect("there")[0]["id"].clone();
        assert_eq!(first("partners"), "p222");
        let without_ids = |canvas: &Canvas| {
            let mut document = canvas.document().clone();
            for list in ["partners", "parked", "capacity.people"] {
                let rows = rows_mut(&mut document, list);
                rows.into_iter()
                    .for_each(|row| drop(row.shift_remove("id")));
            }
            document
        };
        assert_eq!(without_ids(&parted), without_ids(&canvas(COPIED)));
    }

    #[test]
    fn two_programs_give_the_same_rows_the_same_ids() {
        let [mut one, mut other] = [canvas(COPIED), canvas(COPIED)];
        one.part_rows_sharing_ids();
        other.part_rows_sharing_ids();
        assert_eq!(one.to_bytes(), other.to_bytes());
        let once = one.clone();
        one.part_rows_sharing_ids();
        assert_eq!(one, once);
    }

    #[test]
    fn thousands_of_copies_are_parted_at_once() {
        let rows = vec![r#"{"id":"p222"}"#; 20_000].join(",");
        let mut many = canvas(&format!(r#""partners":[{rows}]"#));
        many.part_rows_sharing_ids();
        assert_eq!(many.rows_sharing_ids(), []);
    }
}
