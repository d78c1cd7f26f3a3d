//! Rows of tables: adding, moving, filling and taking them out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::super::Canvas;
use super::super::answer::AnswerError;
use super::super::id::{Random, row_id};
use super::super::question::{Place, QUESTIONS, Question, Table};
use super::super::row::Row;
use super::super::wording::Wording;

impl Canvas {
    pub(super) fn replace_rows(
        &mut self,
        question: &Question,
        table: &Table,
        given: Vec<Value>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let old: Vec<Map<String, Value>> =
            self.kept_rows(question).map(|row| row.0.clone()).collect();
        let name = if table.place == Place::Own {
            "id"
        } else {
            table.columns[0].id
        };
        let known = KnownRows::of(old, name);
        let mut taken = self.row_ids();
        let mut used = HashSet::new();
        let mut rows: Vec<Value> = Vec::new();
        for row in given.into_iter().filter_map(as_map) {
            let mut merged = known.find(&row, &used).cloned().unwrap_or_default();
            for column in table.columns {
                merged.shift_remove(column.id);
            }
            let id = merged.get("id").and_then(Value::as_str).map(str::to_owned);
            merged.extend(row);
            let is_taken = |id: &str| taken.contains(id);
            let given = merged.get("id").and_then(Value::as_str).map(str::to_owned);
            let id = match (id, given) {
                (Some(id), _) => id,
                (None, Some(given)) if !given.is_empty() && !is_taken(&given) => given,
                _ => row_id(is_taken, random),
            };
            merged.insert("id".into(), id.as_str().into());
            used.insert(id.clone());
            taken.insert(id);
            rows.push(Value::Object(merged));
        }
        let value = (!rows.is_empty()).then_some(Value::Array(rows));
        self.put(list_path(question, table), value)
    }

    pub(super) fn fill_partners(
        &mut self,
        table: &Table,
        given: Vec<Value>,
    ) -> Result<(), AnswerError> {
        let mut document = self.document.clone();
        let mut partners = rows_mut(&mut document, "partners");
        for partner in &mut partners {
            for column in table.columns {
                partner.shift_remove(column.id);
            }
        }
        for (index, row) in given.into_iter().filter_map(as_map).enumerate() {
            let partner = partners
                .iter_mut()
                .find(|partner| is_same_row(partner, &row, "organisation"))
                .ok_or(AnswerError::NoPartner { row: index + 1 })?;
            let cells = row
                .into_iter()
                .filter(|(key, _)| table.column(key).is_some());
            partner.extend(cells);
        }
        self.document = document;
        Ok(())
    }

    /// Adds an empty row at the end and returns its id.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than rows.
    pub fn add_row(
        &mut self,
        question: &Question,
        table: &Table,
        random: &mut dyn Random,
    ) -> Result<String, AnswerError> {
        let path = list_path(question, table);
        let id = row_id(|id| self.has_row_id(id), random);
        let mut rows = self.list_at(path)?;
        rows.push(json!({ "id": id }));
        self.put(path, Some(Value::Array(rows)))?;
        Ok(id)
    }

    /// The rows of a list, none where there is no list yet.
    fn list_at(&self, path: &str) -> Result<Vec<Value>, AnswerError> {
        match self.kept_value(path) {
            None => Ok(Vec::new()),
            Some(Value::Array(rows)) => Ok(rows.clone()),
            Some(_) => Err(AnswerError::InTheWay {
                path: path.to_owned(),
            }),
        }
    }

    /// Puts one cell of the row with an id, or empties it; false where no row has the id.
    pub fn set_cell(
        &mut self,
        question: &Question,
        table: &Table,
        id: &str,
        column: &str,
        value: Option<Value>,
    ) -> bool {
        let Some(row) = self.row_mut(question, table, id) else {
            return false;
        };
        match value {
            Some(value) => row.insert(column.to_owned(), value),
            None => row.shift_remove(column),
        };
        true
    }

    /// Puts the cell of one partner at every other partner who has nothing there, and says at how many;
    /// None where that partner has nothing to give.
    pub fn same_for_the_rest(&mut self, table: &Table, id: &str, column: &str) -> Option<usize> {
        let column = table.column(column)?;
        let mut partners = rows_mut(&mut self.document, "partners");
        let given = partners
            .iter()
            .find(|row| row.get("id").and_then(Value::as_str) == Some(id));
        let given = given?.get(column.id)?.clone();
        let mut filled = 0;
        for row in &mut partners {
            let there = Row(row);
            if there.line("organisation").is_some() && !there.has(column) {
                row.insert(column.id.to_owned(), given.clone());
                filled += 1;
            }
        }
        Some(filled)
    }

    /// Takes a row out of its list.
    pub fn remove_row(&mut self, question: &Question, table: &Table, id: &str) {
        self.change_rows(list_path(question, table), |rows| {
            rows.retain(|row| row.get("id").and_then(Value::as_str) != Some(id));
        });
    }

    /// Puts a row that was taken out in its place again, with all that it said; nothing where it is there.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than rows.
    pub fn put_row_back(
        &mut self,
        question: &Question,
        table: &Table,
        place: usize,
        row: Map<String, Value>,
    ) -> Result<(), AnswerError> {
        let path = list_path(question, table);
        let mut rows = self.list_at(path)?;
        if rows.iter().any(|known| known.get("id") == row.get("id")) {
            return Ok(());
        }
        rows.insert(place.min(rows.len()), Value::Object(row));
        self.put(path, Some(Value::Array(rows)))
    }

    /// Moves a row one place up (-1) or down (1) in its list, where there is a place.
    pub fn move_row(&mut self, question: &Question, table: &Table, id: &str, by: isize) {
        self.change_rows(list_path(question, table), |rows| {
            let from = rows
                .iter()
                .position(|row| row.get("id").and_then(Value::as_str) == Some(id));
            let to = from
                .and_then(|from| from.checked_add_signed(by))
                .filter(|to| *to < rows.len());
            if let (Some(from), Some(to)) = (from, to) {
                rows.swap(from, to);
            }
        });
    }

    /// Takes out the rows of a question in which nothing is left but the id and what was offered.
    pub fn tidy_rows(&mut self, question: &Question, table: &Table) {
        let offered = &Wording::shipped().question(question).offered;
        let says_nothing = |row: &Value| {
            let Some(row) = row.as_object() else {
                return false;
            };
            row.iter().all(|(key, value)| {
                let is_offered = key == table.naming()
                    && row.contains_key("key")
                    && offered.values().any(|name| value.as_str() == Some(name));
                key == "id" || key == "key" || is_offered
            })
        };
        let path = list_path(question, table);
        if self
            .kept_value(path)
            .and_then(Value::as_array)
            .is_some_and(|rows| rows.iter().any(says_nothing))
        {
            self.change_rows(path, |rows| rows.retain(|row| !says_nothing(row)));
        }
    }

    fn change_rows(&mut self, path: &str, change: impl FnOnce(&mut Vec<Value>)) {
        if let Some(Value::Array(rows)) = self.kept_value(path) {
            let mut rows = rows.clone();
            change(&mut rows);
            let value = (!rows.is_empty()).then_some(Value::Array(rows));
            self.put(path, value).expect("a list stands there");
        }
    }

    fn row_mut(
        &mut self,
        question: &Question,
        table: &Table,
        id: &str,
    ) -> Option<&mut Map<String, Value>> {
        rows_mut(&mut self.document, list_path(question, table))
            .into_iter()
            .find(|row| row.get("id").and_then(Value::as_str) == Some(id))
    }

    /// Gives an id of its own to every row that other hands left without one; nothing else changes.
    pub fn give_rows_ids(&mut self, random: &mut dyn Random) {
        self.part_rows_sharing_ids();
        let mut taken = self.row_ids();
        let lists = QUESTIONS
            .iter()
            .filter_map(|question| question.table().map(|table| list_path(question, table)));
        for path in lists {
            let rows = rows_mut(&mut self.document, path).into_iter();
            let lack = rows.filter(|row| {
                let id = row.get("id").and_then(Value::as_str);
                id.is_none_or(str::is_empty)
            });
            for row in lack {
                let id = row_id(|id| taken.contains(id), random);
                row.shift_insert(0, "id".into(), id.as_str().into());
                taken.insert(id);
            }
        }
    }

    /// The id of every row, at any depth.
    pub(in super::super) fn row_ids(&self) -> HashSet<String> {
        let mut ids = HashSet::new();
        for value in self.document.values() {
            note_ids(value, &mut ids);
        }
        ids
    }

    /// True where any row of the canvas has this id.
    pub(in super::super) fn has_row_id(&self, id: &str) -> bool {
        fn stands_in(value: &Value, id: &str) -> bool {
            match value {
                Value::Array(items) => items.iter().any(|item| stands_in(item, id)),
                Value::Object(map) => {
                    map.get("id").and_then(Value::as_str) == Some(id)
                        || map.values().any(|value| stands_in(value, id))
                }
                _ => false,
            }
        }
        self.document.values().any(|value| stands_in(value, id))
    }
}

/// The rows that stand in a list, to find the one that a given row replaces: by its id, else by its name.
struct KnownRows {
    rows: Vec<Map<String, Value>>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    name: &'static str,
}

impl KnownRows {
    fn of(rows: Vec<Map<String, Value>>, name: &'static str) -> Self {
        let mut known = Self {
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            rows,
            name,
        };
        for (at, row) in known.rows.iter().enumerate() {
            if let Some(id) = row.get("id").and_then(Value::as_str) {
                known.by_id.entry(id.to_owned()).or_insert(at);
            }
            if let Some(called) = called(row, name) {
                known.by_name.entry(called).or_default().push(at);
            }
        }
        known
    }

    /// The row that a given one replaces, unless it has been replaced already.
    fn find(
        &self,
        given: &Map<String, Value>,
        used: &HashSet<String>,
    ) -> Option<&Map<String, Value>> {
        if let Some(id) = given.get("id").and_then(Value::as_str) {
            let at = self.by_id.get(id).filter(|_| !used.contains(id))?;
            return Some(&self.rows[*at]);
        }
        if self.name == "id" {
            return None;
        }
        let is_free = |row: &&Map<String, Value>| {
            let id = row.get("id").and_then(Value::as_str);
            id.is_none_or(|id| !used.contains(id))
        };
        let called = self.by_name.get(&called(given, self.name)?)?;
        called.iter().map(|at| &self.rows[*at]).find(is_free)
    }
}

/// What a row is called in a column, in one spelling.
fn called(row: &Map<String, Value>, name: &str) -> Option<String> {
    Row(row).line(name).map(|text| text.trim().to_lowercase())
}

/// Notes the id of every row at any depth.
fn note_ids(value: &Value, ids: &mut HashSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| note_ids(item, ids)),
        Value::Object(map) => {
            ids.extend(map.get("id").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| note_ids(value, ids));
        }
        _ => {}
    }
}

/// True where a row that is there is the one that is meant: by id, else by name.
fn is_same_row(known: &Map<String, Value>, given: &Map<String, Value>, name: &str) -> bool {
    if let Some(id) = given.get("id").and_then(Value::as_str) {
        return known.get("id").and_then(Value::as_str) == Some(id);
    }
    name != "id" && called(known, name).is_some() && called(known, name) == called(given, name)
}

fn as_map(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// Where the rows of a question stand in the file.
pub(in super::super) fn list_path(question: &Question, table: &Table) -> &'static str {
    match table.place {
        Place::Own => Question::find(question.id).map_or("", |question| question.id),
        Place::Partners => "partners",
        Place::Voices => "voices",
    }
}

pub(in super::super) fn rows_mut<'a>(
    document: &'a mut Map<String, Value>,
    path: &str,
) -> Vec<&'a mut Map<String, Value>> {
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| document.get_mut(key));
    let list = keys.fold(first, |value, key| value?.as_object_mut()?.get_mut(key));
    let rows = list.and_then(Value::as_array_mut).into_iter().flatten();
    rows.filter_map(Value::as_object_mut).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::id::CanvasId;
    use super::*;

    fn canvas(text: &str) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{text}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    fn set(canvas: &mut Canvas, id: &str, rows: Value) {
        let mut next = 0;
        let mut random = |end: usize| {
            next += 1;
            next % end
        };
        let question = Question::find(id).expect("in the table");
        canvas.set(question, Some(rows), &mut random).expect("set");
    }

    #[test]
    fn unknown_keys_of_a_partner_keep_their_order() {
        let mut canvas =
            canvas(r#""partners":[{"id":"p222","organisation":"Fellgate","trust":3,"y":1,"x":2}]"#);
        set(
            &mut canvas,
            "capacity.trust",
            json!([{ "id": "p222", "trust": 4 }]),
        );
        let keys: Vec<_> = canvas.partners().next().expect("one").0.keys().collect();
        assert_eq!(keys, ["id", "organisation", "y", "x", "trust"]);
    }

    #[test]
    fn a_row_that_is_named_twice_is_two_rows_with_ids_of_their_own() {
        let mut canvas = canvas(r#""partners":[{"id":"p222","organisation":"Fellgate"}]"#);
        let twice = json!([{ "organisation": "Fellgate" }, { "organisation": "Fellgate" }]);
        set(&mut canvas, "cover.partners", twice);
        let ids: Vec<_> = canvas.partners().map(|row| row.id()).collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], Some("p222"));
        assert_ne!(ids[0], ids[1]);
    }
}
