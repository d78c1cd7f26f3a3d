//! Settings that several hands change at once: person by person, and nobody is dropped.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Settings;
use crate::canvas::id::{Digits, row_id};
use crate::canvas::merge::merge_documents;
use crate::canvas::row::as_text;

/// What the settings hold once, and what it is called.
pub(super) const ONCE: [(&str, &str); 3] = [
    ("name", "the name of the workspace"),
    ("our_organisation", "who we are"),
    ("reserve", "the reserve"),
];
/// What they hold of each person, and what it is called.
pub(super) const OF_A_PERSON: [(&str, &str); 3] = [
    ("person", "the name"),
    ("working_days", "the working days"),
    ("share", "the share"),
];

impl Settings {
    /// Gives an id to every person whom another hand left without one of their own.
    ///
    /// It follows from the name, so that the same person is the same row in every version of the file,
    /// wherever in it they stand.
    pub(super) fn give_rows_ids(&mut self) {
        if self.is_newer() {
            return;
        }
        let Some(rows) = self.document.get_mut("team").and_then(Value::as_array_mut) else {
            return;
        };
        let own = |row: &Value| row.get("id").and_then(Value::as_str).map(str::to_owned);
        let mut taken: HashSet<String> = rows.iter().filter_map(own).collect();
        let mut seen = HashSet::from([String::new()]);
        for row in rows {
            if own(row).is_some_and(|id| seen.insert(id)) {
                continue;
            }
            let person = row.get("person").and_then(as_text).map(str::to_owned);
            let mut digits = Digits::of(&person.unwrap_or_else(|| row.to_string()));
            let id = row_id(|id| taken.contains(id), &mut digits);
            if let Some(row) = row.as_object_mut() {
                taken.insert(id.clone());
                row.shift_insert(0, "id".into(), id.into());
            }
        }
    }

    /// These settings with what others changed since both started from `base`; ours stays where both
    /// changed the same.
    pub fn merged_with(&self, base: &Self, theirs: &Self) -> Self {
        Self {
            document: merge_documents(&base.document, &self.document, &theirs.document),
        }
    }

    /// What others changed since `base` and ours stands before, each in words with what they wrote.
    pub fn overruled(&self, base: &Self, theirs: &Self) -> Vec<String> {
        let both = [base, self, theirs].map(|settings| &settings.document);
        let mut overruled = differing(both.map(Some), &ONCE, "");
        for (id, row) in people(&theirs.document) {
            let find = |document| people(document).find(|(known, _)| *known == id);
            let [was, ours] = [both[0], both[1]].map(|document| find(document).map(|(_, row)| row));
            if ours.is_some() {
                let who = ours.and_then(|row| row.get("person").and_then(as_text));
                let who = format!(" of {}", who.unwrap_or("somebody"));
                overruled.extend(differing([was, ours, Some(row)], &OF_A_PERSON, &who));
            }
        }
        overruled
    }
}

/// The people of a document, by their ids.
pub(super) fn people(
    document: &Map<String, Value>,
) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    let rows = document.get("team").and_then(Value::as_array);
    let rows = rows.into_iter().flatten().filter_map(Value::as_object);
    rows.filter_map(|row| Some((row.get("id")?.as_str()?, row)))
}

/// What both sides changed, and not to the same, in words with what they wrote.
fn differing(
    versions: [Option<&Map<String, Value>>; 3],
    named: &[(&str, &str)],
    whose: &str,
) -> Vec<String> {
    let differing = named.iter().filter_map(|(key, name)| {
        let [was, ours, theirs] = versions.map(|version| version.and_then(|map| map.get(*key)));
        let theirs = theirs.filter(|theirs| was != Some(theirs) && ours != Some(theirs))?;
        (was != ours).then(|| format!("{name}{whose} ({})", in_words(key, theirs)))
    });
    differing.collect()
}

pub(super) fn in_words(key: &str, value: &Value) -> String {
    match (key, value.as_f64(), as_text(value)) {
        ("reserve" | "share", Some(part), _) => {
            format!("{} %", crate::canvas::capacity::days_figure(part * 100.0))
        }
        (_, _, Some(text)) => text.to_owned(),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(team: &str) -> Settings {
        let text = format!(r#"{{"format":"whytogether.workspace","version":1,"team":[{team}]}}"#);
        Settings::read(text.as_bytes()).expect("reads")
    }

    fn names(settings: &Settings) -> Vec<String> {
        let members = settings.members().into_iter();
        members.map(|member| member.person).collect()
    }

    #[test]
    fn a_person_is_the_same_wherever_they_stand_in_a_file_without_ids() {
        let base = settings(r#"{"person":"Lead","share":0.1},{"person":"Office","share":0.2}"#);
        let theirs = settings(
            r#"{"person":"New one"},{"person":"Lead","share":0.1},{"person":"Office","share":0.5}"#,
        );
        let mut ours = base.clone();
        let mut lead = ours.members().remove(0);
        lead.person = "Therapy lead".into();
        ours.put_member(&lead, &mut |end: usize| end / 2);
        let merged = ours.merged_with(&base, &theirs);
        assert_eq!(names(&merged), ["New one", "Therapy lead", "Office"]);
        assert_eq!(merged.members()[2].share, Some(0.5));
        assert_eq!(ours.overruled(&base, &theirs), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_was_copied_with_its_id_is_somebody_else() {
        let copied = settings(r#"{"id":"t222","person":"Lead"},{"id":"t222","person":"Office"}"#);
        let ids: HashSet<String> = copied.members().into_iter().map(|one| one.id).collect();
        assert_eq!(ids.len(), 2);
        let again = Settings::read(&copied.to_bytes()).expect("reads");
        assert_eq!(again, copied);
    }

    #[test]
    fn what_both_changed_is_named_with_what_they_wrote() {
        let base = settings(r#"{"id":"t222","person":"Lead","share":0.1}"#);
        let ours = settings(r#"{"id":"t222","person":"Lead","share":0.2}"#);
        let theirs = settings(r#"{"id":"t222","person":"Head","share":0.3}"#);
        assert_eq!(ours.overruled(&base, &theirs), ["the share of Lead (30 %)"]);
    }
}
