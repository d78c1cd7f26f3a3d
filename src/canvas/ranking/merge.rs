//! Two versions of a ranking into one: person by person, challenge by challenge.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::super::merge::merge_lists;
use super::super::row::Row;
use super::{Ranking, arranged, folded, person_id};

impl Ranking {
    /// Merges what they wrote into what we have, both having started from `base`.
    ///
    /// A person is who has the name. Where both sides ranked for the same person, ours counts and theirs
    /// waits in `conflicts` until the person ranks anew. Merging the same version twice changes nothing.
    pub fn merged(&self, base: &Self, theirs: &Self, now: Timestamp) -> Self {
        let mut versions = [base, self, theirs].map(|ranking| arranged(&ranking.document));
        name_people(&mut versions);
        join_reveals(&mut versions);
        Self {
            id: self.id.clone(),
            document: merge_lists(versions, &["people", "challenges"], now),
        }
    }

    /// What waits in this version and in none of the others, in words: people by their names.
    pub fn contested_beside(&self, others: &[&Self]) -> Vec<String> {
        let known: Vec<Row> = others
            .iter()
            .flat_map(|one| one.rows("conflicts"))
            .collect();
        let is_new = |row: &Row| !known.iter().any(|other| other.0 == row.0);
        let mut contested = Vec::new();
        for conflict in self.rows("conflicts").filter(is_new) {
            let id = conflict.line("row");
            let person = self.named().find(|(_, row)| id.is_some() && row.id() == id);
            let name = person.map(|(name, _)| name).or(conflict.line("question"));
            let name = name.unwrap_or_default().to_owned();
            if !contested.contains(&name) {
                contested.push(name);
            }
        }
        contested
    }
}

/// Of two reveals on two sides the earlier is the one: after it everything could be seen.
fn join_reveals(versions: &mut [Map<String, Value>; 3]) {
    let [_, ours, theirs] = versions;
    let (Some(one), Some(other)) = (ours.get("revealed"), theirs.get("revealed")) else {
        return;
    };
    let key = |revealed: &Value| {
        let at = revealed
            .get("at")
            .and_then(Value::as_str)
            .map(str::to_owned);
        (at, revealed.to_string())
    };
    let first = if key(one) <= key(other) { one } else { other }.clone();
    ours.insert("revealed".into(), first.clone());
    theirs.insert("revealed".into(), first);
}

/// Gives the same person the same id in all versions: the first that one of them has, or one that
/// follows from the name.
fn name_people(versions: &mut [Map<String, Value>; 3]) {
    let [was, ours, theirs] = [0, 1, 2].map(|side| versions[side].get("people"));
    // Then one side stands as it is.
    if was == ours || was == theirs || ours == theirs {
        return;
    }
    let mut known: Vec<(String, String)> = Vec::new();
    for document in versions {
        let rows = document.get_mut("people").and_then(Value::as_array_mut);
        let rows = rows.into_iter().flatten().filter_map(Value::as_object_mut);
        let mut taken = HashSet::new();
        for row in rows {
            let name = row.get("name").and_then(Value::as_str).map(folded);
            let Some(name) = name.filter(|name| !name.is_empty()) else {
                continue;
            };
            let own = row
                .get("id")
                .and_then(Value::as_str)
                .filter(|id| !id.is_empty());
            let of_name = known.iter().find(|(other, _)| *other == name);
            let id = match (of_name, own) {
                (Some((_, id)), _) => id.clone(),
                (None, Some(own)) => own.to_owned(),
                (None, None) => person_id(&name, |id| known.iter().any(|(_, other)| other == id)),
            };
            // A name that stands twice in one file is left as it is the second time.
            if taken.insert(id.clone()) {
                if of_name.is_none() {
                    known.push((name, id.clone()));
                }
                row.shift_insert(0, "id".into(), id.into());
            }
        }
    }
}
