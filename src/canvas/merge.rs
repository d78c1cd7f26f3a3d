//! Three versions into one: question by question, row by row, cell by cell.
//!
//! Used when a save finds that someone else changed the file, and to take back one change without
//! taking back what came after it. Where both sides changed the same answer, ours stays and theirs is
//! kept in `conflicts`, until someone picks.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::question::{Place, QUESTIONS, Question};
use super::{Canvas, instant};

/// Merges what they wrote into what we have, both having started from `base`.
///
/// `now` is noted with every conflict. Merging the same version twice changes nothing.
pub fn merge(base: &Canvas, ours: &Canvas, theirs: &Canvas, now: Timestamp) -> Canvas {
    let mut merger = Merger {
        now,
        conflicts: Vec::new(),
    };
    let theirs = with_ids_of(base, theirs);
    let mut document = merger.maps(
        &[],
        Some(base.document()),
        ours.document(),
        theirs.document(),
    );
    merger.keep_conflicts(&mut document);
    let mut merged = ours.clone();
    merged.replace_document(document);
    merged
}

/// Merges documents without keeping conflicts: where both changed an answer, ours stays.
pub fn merge_documents(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    let mut merger = Merger {
        now: Timestamp::UNIX_EPOCH,
        conflicts: Vec::new(),
    };
    merger.maps(&[], Some(base), ours, theirs)
}

/// Their version with our ids on rows that other hands left without: a row with the same content
/// has the same id.
fn with_ids_of(base: &Canvas, theirs: &Canvas) -> Canvas {
    let mut document = theirs.document().clone();
    adopt_ids(base.document(), &mut document);
    let mut theirs = theirs.clone();
    theirs.replace_document(document);
    theirs
}

fn adopt_ids(base: &Map<String, Value>, theirs: &mut Map<String, Value>) {
    for (key, value) in theirs.iter_mut() {
        match (base.get(key), value) {
            (Some(Value::Object(base)), Value::Object(theirs)) => adopt_ids(base, theirs),
            (Some(Value::Array(base)), Value::Array(theirs)) => {
                for row in theirs.iter_mut().filter_map(Value::as_object_mut) {
                    if row.contains_key("id") {
                        continue;
                    }
                    let same = base.iter().filter_map(Value::as_object).find(|known| {
                        known.len() == row.len() + 1
                            && row.iter().all(|(key, value)| known.get(key) == Some(value))
                    });
                    if let Some(id) = same.and_then(|known| known.get("id")) {
                        row.shift_insert(0, "id".into(), id.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

struct Merger {
    now: Timestamp,
    conflicts: Vec<Value>,
}

/// One step on the way to an answer: a key, or the id of a row.
#[derive(Clone, Copy)]
enum Stop<'a> {
    Key(&'a str),
    Row(&'a str),
}

impl Merger {
    fn maps(
        &mut self,
        path: &[Stop],
        base: Option<&Map<String, Value>>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let new = theirs.keys().filter(|key| !ours.contains_key(*key));
        let mut merged = Map::new();
        for key in ours.keys().chain(new) {
            let below: Vec<Stop> = path.iter().copied().chain([Stop::Key(key)]).collect();
            let base = base.and_then(|base| base.get(key));
            if let Some(value) = self.values(&below, base, ours.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
        }
        merged
    }

    fn values(
        &mut self,
        path: &[Stop],
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if ours == theirs || base == theirs {
            return ours.cloned();
        }
        if base == ours {
            return theirs.cloned();
        }
        if let [Stop::Key(key)] = path
            && let Some(settled) = settled(key, base, ours, theirs)
        {
            return settled;
        }
        match (base, ours, theirs) {
            (None | Some(Value::Object(_)), Some(Value::Object(a)), Some(Value::Object(b))) => {
                let merged = self.maps(path, base.and_then(Value::as_object), a, b);
                (!merged.is_empty()).then_some(Value::Object(merged))
            }
            (_, Some(a), Some(b)) if is_rows(a) && is_rows(b) && base.is_none_or(is_rows) => {
                let merged = self.rows(path, rows(base), rows(ours), rows(theirs));
                (!merged.is_empty()).then_some(Value::Array(merged))
            }
            // A list of rows that one side emptied: rows that the other side changed stay.
            (Some(b), None, Some(c)) if is_rows(b) && is_rows(c) => {
                let merged = self.rows(path, rows(base), Vec::new(), rows(theirs));
                (!merged.is_empty()).then_some(Value::Array(merged))
            }
            (Some(b), Some(a), None) if is_rows(b) && is_rows(a) => {
                let merged = self.rows(path, rows(base), rows(ours), Vec::new());
                (!merged.is_empty()).then_some(Value::Array(merged))
            }
            (Some(Value::Object(b)), None, Some(Value::Object(c))) => {
                let merged = self.maps(path, Some(b), &Map::new(), c);
                (!merged.is_empty()).then_some(Value::Object(merged))
            }
            (Some(Value::Object(b)), Some(Value::Object(a)), None) => {
                let merged = self.maps(path, Some(b), a, &Map::new());
                (!merged.is_empty()).then_some(Value::Object(merged))
            }
            (_, ours, theirs) => {
                if let Some(theirs) = theirs {
                    self.keep(path, theirs);
                }
                ours.cloned()
            }
        }
    }

    fn rows(
        &mut self,
        path: &[Stop],
        base: Vec<&Map<String, Value>>,
        ours: Vec<&Map<String, Value>>,
        theirs: Vec<&Map<String, Value>>,
    ) -> Vec<Value> {
        let find = |rows: &[&Map<String, Value>], id: &str| {
            rows.iter()
                .find(|row| id_of(row) == id)
                .map(|row| (*row).clone())
        };
        let ids = merged_order(&base, &ours, &theirs);
        let mut merged = Vec::new();
        for id in ids {
            let below: Vec<Stop> = path.iter().copied().chain([Stop::Row(id)]).collect();
            let (was, a, b) = (find(&base, id), find(&ours, id), find(&theirs, id));
            let row = match (&was, a, b) {
                (_, Some(a), Some(b)) => Some(self.maps(&below, was.as_ref(), &a, &b)),
                (None, one, None) | (None, None, one) => one,
                // Taken out by one side: it goes, unless the other side changed it.
                (Some(was), one, None) | (Some(was), None, one) => one.filter(|row| row != was),
            };
            merged.extend(row.map(Value::Object));
        }
        merged
    }

    /// Notes an answer of theirs that ours stands before.
    fn keep(&mut self, path: &[Stop], theirs: &Value) {
        let Some((question, row, theirs)) = addressed(path, theirs) else {
            return;
        };
        let mut entry = json!({ "question": question });
        if let Some(row) = row {
            entry["row"] = row.into();
        }
        entry["theirs"] = theirs;
        entry["at"] = instant(self.now).into();
        self.conflicts.push(entry);
    }

    fn keep_conflicts(self, document: &mut Map<String, Value>) {
        if self.conflicts.is_empty() {
            return;
        }
        let list = document.entry("conflicts").or_insert_with(|| json!([]));
        let Some(list) = list.as_array_mut() else {
            return;
        };
        for entry in self.conflicts {
            let is_known = list.iter().any(|known| {
                ["question", "row", "theirs"]
                    .iter()
                    .all(|key| known.get(key) == entry.get(key))
            });
            if !is_known {
                list.push(entry);
            }
        }
    }
}

/// What both sides changed and nobody need be asked about.
fn settled(
    key: &str,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<Option<Value>> {
    match key {
        "format" | "version" | "id" | "created" => Some(ours.or(theirs).cloned()),
        "updated" => {
            let later = ours
                .and_then(Value::as_str)
                .max(theirs.and_then(Value::as_str));
            Some(later.map(Value::from))
        }
        // Lists of plain things: what either side has, without what either side took out.
        "revealed" | "conflicts" => {
            let list = |value: Option<&Value>| {
                value.and_then(Value::as_array).cloned().unwrap_or_default()
            };
            let (base, ours, theirs) = (list(base), list(ours), list(theirs));
            let stays = |item: &Value| {
                !base.contains(item) || (ours.contains(item) && theirs.contains(item))
            };
            let new = theirs.iter().filter(|item| !ours.contains(item));
            let merged: Vec<Value> = ours
                .iter()
                .chain(new)
                .filter(|item| stays(item))
                .cloned()
                .collect();
            Some((!merged.is_empty()).then_some(Value::Array(merged)))
        }
        _ => None,
    }
}

/// The question, the row and the answer that a conflict is about; None for what follows from another
/// answer.
fn addressed(path: &[Stop], theirs: &Value) -> Option<(String, Option<String>, Value)> {
    use Stop::{Key, Row};
    match path {
        [Key("decision"), Key("decided_on" | "suggested" | "because")] => None,
        [Key("voices"), Row(voice), Key("answers"), Key(question)] => Some((
            (*question).to_owned(),
            Some((*voice).to_owned()),
            theirs.clone(),
        )),
        [
            Key(list @ ("voices" | "partners")),
            Row(row),
            Key(column),
            ..,
        ] => {
            let place = if *list == "voices" {
                Place::Voices
            } else {
                Place::Partners
            };
            let asks = |question: &&Question| {
                question
                    .table()
                    .is_some_and(|table| table.place == place && table.column(column).is_some())
            };
            let question = QUESTIONS
                .iter()
                .find(asks)
                .map_or(*list, |question| question.id);
            Some((
                question.to_owned(),
                Some((*row).to_owned()),
                json!({ *column: theirs }),
            ))
        }
        _ => {
            let keys: Vec<&str> = path
                .iter()
                .take_while(|place| matches!(place, Key(_)))
                .map(|place| match place {
                    Key(key) | Row(key) => *key,
                })
                .collect();
            match &path[keys.len()..] {
                [Row(row), Key(column), ..] => Some((
                    keys.join("."),
                    Some((*row).to_owned()),
                    json!({ *column: theirs }),
                )),
                _ => Some((keys.join("."), None, theirs.clone())),
            }
        }
    }
}

/// True for a list of rows that each have an id of their own.
fn is_rows(value: &Value) -> bool {
    let Some(items) = value.as_array() else {
        return false;
    };
    let ids: Vec<&str> = items
        .iter()
        .filter_map(|item| item.as_object()?.get("id")?.as_str())
        .collect();
    ids.len() == items.len() && (1..ids.len()).all(|index| !ids[..index].contains(&ids[index]))
}

fn rows(value: Option<&Value>) -> Vec<&Map<String, Value>> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).collect()
}

fn id_of(row: &Map<String, Value>) -> &str {
    row.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// Every id once: in the order of the side that moved rows (ours, if both did), with the other
/// side's new rows after the row that they followed there.
fn merged_order<'a>(
    base: &[&'a Map<String, Value>],
    ours: &[&'a Map<String, Value>],
    theirs: &[&'a Map<String, Value>],
) -> Vec<&'a str> {
    let ids = |rows: &[&'a Map<String, Value>]| -> Vec<&'a str> {
        rows.iter().map(|row| id_of(row)).collect()
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
