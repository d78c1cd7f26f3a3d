//! Three versions into one: question by question, row by row, cell by cell.
//!
//! Used when a save finds that someone else changed the file, and to take back one change without
//! taking back what came after it. Where both sides changed the same answer, ours stays and theirs is
//! kept in `conflicts`, until someone picks. An answer or a row that one side took out and the other
//! changed stays, as changed.

mod address;
mod identify;
mod order;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::alone::{AGREED, IN_ROUND, REVEALED_BY};
use super::arrange::arranged;
use super::number::write_as_kept;
use super::review::OWN;
use super::{Canvas, instant};
use address::{Stop, addressed};
use order::{id_of, is_rows, merged_order, rows};

/// Merges what they wrote into what we have, both having started from `base`.
///
/// `now` is noted with every conflict. Merging the same version twice changes nothing.
pub fn merge(base: &Canvas, ours: &Canvas, theirs: &Canvas, now: Timestamp) -> Canvas {
    let mut versions = [base, ours, theirs].map(|canvas| arranged(canvas.document()));
    identify::rows_of_canvas(&mut versions);
    let [base, our_document, theirs] = &versions;
    let mut merger = Merger::new(Quarrel::Kept(now));
    let mut document = merger.maps(&[], Some(base), our_document, theirs);
    merger.keep_conflicts(&mut document);
    let mut merged = ours.clone();
    merged.replace_document(document);
    merged
}

/// Merges documents with these lists of rows, and keeps conflicts as [`merge`] does.
pub fn merge_lists(
    mut versions: [Map<String, Value>; 3],
    lists: &[&str],
    now: Timestamp,
) -> Map<String, Value> {
    for list in lists {
        let [base, ours, theirs] = &mut versions;
        identify::rows_of_list(
            [base, ours, theirs].map(|document| rows_mut(document, list)),
            None,
        );
    }
    let [base, ours, theirs] = &versions;
    let mut merger = Merger::new(Quarrel::Kept(now));
    let mut merged = merger.maps(&[], Some(base), ours, theirs);
    merger.keep_conflicts(&mut merged);
    merged
}

fn rows_mut<'a>(document: &'a mut Map<String, Value>, list: &str) -> Option<&'a mut Vec<Value>> {
    document.get_mut(list)?.as_array_mut()
}

/// Merges documents without keeping conflicts: where both changed an answer, ours stays.
pub fn merge_documents(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    Merger::new(Quarrel::Forgotten).maps(&[], Some(base), ours, theirs)
}

/// Goes from one document back to another and leaves whatever has changed since, also what was taken
/// out.
pub fn take_back(
    from: &Map<String, Value>,
    now: &Map<String, Value>,
    to: &Map<String, Value>,
) -> Map<String, Value> {
    Merger::new(Quarrel::OursStands).maps(&[], Some(from), now, to)
}

/// What becomes of an answer that both sides changed; ours stays in every case.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Quarrel {
    /// Theirs is noted among the conflicts, with this instant.
    Kept(Timestamp),
    /// Theirs goes.
    Forgotten,
    /// Theirs goes, also where ours was taken out.
    OursStands,
}

/// The most conflicts that are compared with each other: nobody has so many.
const MOST_COMPARED: usize = 300;

struct Merger {
    quarrel: Quarrel,
    conflicts: Vec<Value>,
}

impl Merger {
    fn new(quarrel: Quarrel) -> Self {
        Self {
            quarrel,
            conflicts: Vec::new(),
        }
    }

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
            let was = base.and_then(|base| base.get(key));
            if let Some(value) = self.values(&below, was, ours.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
        }
        if let [Stop::Key("decision")] = path {
            keep_record_whole(&mut merged, base, ours, theirs);
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
        if may_open(path, [base, ours, theirs], Value::is_object) {
            let [base, ours, theirs] = [base, ours, theirs].map(|value| value?.as_object());
            let none = Map::new();
            let (ours, theirs) = (ours.unwrap_or(&none), theirs.unwrap_or(&none));
            let merged = self.maps(path, base, ours, theirs);
            return (!merged.is_empty()).then_some(Value::Object(merged));
        }
        // Rows within a row are one answer: a conflict could not name them.
        let is_in_a_row = path.iter().any(|stop| matches!(stop, Stop::Row(_)));
        if !is_in_a_row && may_open(path, [base, ours, theirs], is_rows) {
            let merged = self.rows(path, rows(base), rows(ours), rows(theirs));
            return (!merged.is_empty()).then_some(Value::Array(merged));
        }
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                // Text that ours goes on from is in it already.
                if !(grew(base, theirs) && grew(Some(theirs), ours)) {
                    self.keep(path, theirs);
                }
                Some(ours.clone())
            }
            (None, _) if self.quarrel == Quarrel::OursStands => None,
            (one, None) | (None, one) => one.cloned(),
        }
    }

    fn rows(
        &mut self,
        path: &[Stop],
        base: Vec<&Map<String, Value>>,
        ours: Vec<&Map<String, Value>>,
        theirs: Vec<&Map<String, Value>>,
    ) -> Vec<Value> {
        let [was, we_have, they_have] = [&base, &ours, &theirs].map(|rows| by_id(rows));
        let stays = |id: &str| {
            let (was, a, b) = (find(&was, id), find(&we_have, id), find(&they_have, id));
            match (was, a, b) {
                (_, Some(_), Some(_)) | (None, _, _) => true,
                (Some(_), None, _) if self.quarrel == Quarrel::OursStands => false,
                // Taken out by one side: it goes, unless the other side changed it.
                (Some(was), one, None) | (Some(was), None, one) => {
                    one.is_some_and(|row| row != was)
                }
            }
        };
        let mut merged = Vec::new();
        for id in merged_order(&base, &ours, &theirs, stays) {
            let below: Vec<Stop> = path.iter().copied().chain([Stop::Row(id)]).collect();
            let row = match (find(&we_have, id), find(&they_have, id)) {
                (Some(a), Some(b)) => Some(self.maps(&below, find(&was, id), a, b)),
                (one, None) | (None, one) => one.cloned(),
            };
            merged.extend(row.map(Value::Object));
        }
        merged
    }

    /// Notes an answer of theirs that ours stands before.
    fn keep(&mut self, path: &[Stop], theirs: &Value) {
        let Quarrel::Kept(now) = self.quarrel else {
            return;
        };
        // Who had answers shown first is nothing to pick: they are shown. What was agreed is picked where
        // the answer itself stands.
        if matches!(path, [Stop::Key(REVEALED_BY | AGREED), ..]) {
            return;
        }
        // Nor are figures that nobody typed: the plan as it stood when a check-in was begun.
        if matches!(path, [Stop::Key("reviews"), Stop::Row(_), Stop::Key(key), ..] if OWN.contains(key))
        {
            return;
        }
        let place = addressed(path, theirs);
        let mut entry = json!({ "question": place.question });
        if let Some(row) = place.row {
            entry["row"] = row.into();
        }
        entry["theirs"] = place.theirs;
        // As the file will have it, or the same would be noted again with the next merge.
        write_as_kept(&mut entry["theirs"]);
        entry["at"] = instant(now).into();
        self.conflicts.push(entry);
    }

    fn keep_conflicts(self, document: &mut Map<String, Value>) {
        if self.conflicts.is_empty() && !document.contains_key("conflicts") {
            return;
        }
        let list = document.entry("conflicts").or_insert_with(|| json!([]));
        if !list.is_array() && self.conflicts.is_empty() {
            return;
        }
        if !list.is_array() {
            *list = json!([list.take()]);
        }
        let list = list.as_array_mut().expect("made a list just now");
        let key = |entry: &Value| conflict_key(entry).map(|part| part.cloned());
        let mut known: HashSet<_> = list.iter().map(key).collect();
        for entry in self.conflicts {
            if known.insert(key(&entry)) {
                list.push(entry);
            }
        }
        drop_superseded(list);
    }
}

/// Whoever types on leaves one answer to choose from, and not one for every save.
fn drop_superseded(list: &mut Vec<Value>) {
    if list.len() > MOST_COMPARED {
        return;
    }
    let all = list.clone();
    list.retain(|entry| !all.iter().any(|other| is_superseded(entry, other)));
}

/// True where one may look into the parts: all that is there has the shape, on two sides at least.
fn may_open(path: &[Stop], versions: [Option<&Value>; 3], has_shape: fn(&Value) -> bool) -> bool {
    let [base, ours, theirs] = versions;
    let is_changed_by_both = (ours.is_some() && theirs.is_some()) || base.is_some();
    let is_private_answer = matches!(
        path,
        [
            Stop::Key("voices"),
            Stop::Row(_),
            Stop::Key("answers"),
            Stop::Key(_),
            ..
        ]
    );
    is_changed_by_both && !is_private_answer && versions.into_iter().flatten().all(has_shape)
}

/// Takes what was kept on deciding from one side only: ours, unless only theirs decided anew.
fn keep_record_whole(
    merged: &mut Map<String, Value>,
    base: Option<&Map<String, Value>>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) {
    const RECORD: [&str; 3] = ["decided_on", "suggested", "because"];
    let record = |map: Option<&Map<String, Value>>| RECORD.map(|key| map?.get(key).cloned());
    let kept = if record(base) == record(Some(ours)) {
        record(Some(theirs))
    } else {
        record(Some(ours))
    };
    for (key, value) in RECORD.into_iter().zip(kept) {
        match value {
            Some(value) => merged.insert(key.to_owned(), value),
            None => merged.shift_remove(key),
        };
    }
}

/// What makes an entry the same as another, whenever each was noted.
fn conflict_key(entry: &Value) -> [Option<&Value>; 3] {
    ["question", "row", "theirs"].map(|key| entry.get(key))
}

/// True where an entry holds nothing that another one of the same place does not hold, too.
fn is_superseded(earlier: &Value, later: &Value) -> bool {
    let differs = |key: &&str| earlier.get(*key) != later.get(*key);
    if ["question", "row"].iter().any(differs) || !differs(&"theirs") {
        return false;
    }
    let [earlier, later] = [earlier, later].map(|entry| entry.get("theirs"));
    match (earlier, later) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            one.keys().eq(other.keys())
                && one.iter().all(|(key, text)| grew(Some(text), &other[key]))
        }
        (text, Some(longer)) => text.is_some() && grew(text, longer),
        _ => false,
    }
}

/// True where a text is another with something added; from nothing any text grows. Only words count: one code
/// can begin as another does and mean something else.
fn grew(from: Option<&Value>, to: &Value) -> bool {
    match (from, to) {
        (None, Value::String(_)) => true,
        (Some(Value::String(from)), Value::String(to)) => {
            !from.is_empty() && to.contains(' ') && to.contains(from.as_str())
        }
        _ => false,
    }
}

/// Rows by their ids.
type ById<'a> = HashMap<&'a str, &'a Map<String, Value>>;

/// The row with an id.
fn find<'a>(rows: &ById<'a>, id: &str) -> Option<&'a Map<String, Value>> {
    rows.get(id).copied()
}

fn by_id<'a>(rows: &[&'a Map<String, Value>]) -> ById<'a> {
    rows.iter().map(|row| (id_of(row), *row)).collect()
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
            let later = ours?.as_str()?.max(theirs?.as_str()?);
            Some(Some(later.into()))
        }
        "revealed" | "order" | IN_ROUND => {
            united(base, ours, theirs, |item| [Some(item), None, None])
        }
        "conflicts" => united(base, ours, theirs, conflict_key),
        _ => None,
    }
}

/// Lists of things without ids: what either side has, without what either side took out.
fn united(
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    key: fn(&Value) -> [Option<&Value>; 3],
) -> Option<Option<Value>> {
    let list = |value: Option<&Value>| match value {
        None => Some(Vec::new()),
        Some(value) => value.as_array().cloned(),
    };
    let (base, ours, theirs) = (list(base)?, list(ours)?, list(theirs)?);
    let [was, we_have, they_have] = [&base, &ours, &theirs].map(|list| {
        let keys = list.iter().map(key);
        keys.collect::<HashSet<_>>()
    });
    let stays = |item: &&Value| {
        let key = key(item);
        !was.contains(&key) || (we_have.contains(&key) && they_have.contains(&key))
    };
    let new = theirs.iter().filter(|item| !we_have.contains(&key(item)));
    let merged: Vec<Value> = ours.iter().chain(new).filter(stays).cloned().collect();
    Some((!merged.is_empty()).then_some(Value::Array(merged)))
}
