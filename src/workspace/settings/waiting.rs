//! Settings that two changed before either knew of the other: one stands, the other waits in the file.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Settings;
use super::merging::{OF_A_PERSON, ONCE, in_words, people};
use crate::canvas::merge::merge_lists;
use crate::canvas::row::as_text;

/// A setting of somebody else that waits beside ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it is, in words.
    pub what: String,
    /// What the other says.
    pub theirs: String,
}

impl Settings {
    /// These settings with what others changed since both started from `base`; where both changed the same,
    /// ours stands and theirs waits. Merging the same version twice changes nothing.
    pub fn merged_keeping(&self, base: &Self, theirs: &Self, now: Timestamp) -> Self {
        let versions = [base, self, theirs].map(|settings| settings.document.clone());
        let mut merged = Self {
            document: merge_lists(versions, &["team"], now),
        };
        if is_other_order(base, theirs, &merged) {
            let entry =
                json!({ "question": "order", "theirs": theirs.order(), "at": now.to_string() });
            merged.add_waiting(entry);
        }
        merged
    }

    fn add_waiting(&mut self, entry: Value) {
        let list = self
            .document
            .entry("conflicts")
            .or_insert_with(|| json!([]));
        let Some(list) = list.as_array_mut() else {
            return;
        };
        let is_known = |known: &Value| {
            ["question", "theirs"]
                .iter()
                .all(|key| known.get(key) == entry.get(key))
        };
        if !list.iter().any(is_known) {
            list.push(entry);
        }
    }

    /// What waits for someone to pick.
    pub fn waiting(&self) -> Vec<Waiting> {
        let entries = self.document.get("conflicts").and_then(Value::as_array);
        let entries = entries.into_iter().flatten();
        entries.filter_map(|entry| self.waits(entry)).collect()
    }

    fn waits(&self, entry: &Value) -> Option<Waiting> {
        let question = entry.get("question").and_then(as_text)?;
        let (column, theirs) = cell(entry)?;
        let names = if column.is_some() { OF_A_PERSON } else { ONCE };
        let key = column.unwrap_or(question);
        let known = names.iter().find(|(name, _)| *name == key);
        let name = known.map_or_else(|| key.replace('_', " "), |(_, name)| (*name).to_owned());
        let whose = entry.get("row").and_then(as_text).map(|id| {
            let row = people(&self.document).find(|(known, _)| *known == id);
            let who = row.and_then(|(_, row)| row.get("person").and_then(as_text));
            format!(" of {}", who.unwrap_or("somebody"))
        });
        let theirs = match theirs.as_array() {
            Some(ids) => ids
                .iter()
                .filter_map(as_text)
                .collect::<Vec<_>>()
                .join(", "),
            None => in_words(key, theirs),
        };
        let what = format!("{name}{}", whose.unwrap_or_default());
        Some(Waiting { what, theirs })
    }

    /// Lets go of what waits beside a setting that was changed since `before`: whoever changes it has picked.
    pub fn settle_changed(&mut self, before: &Self, after: &Self) {
        let Some(entries) = self.document.get("conflicts").and_then(Value::as_array) else {
            return;
        };
        let is_open = |entry: &&Value| before.value_of(entry) == after.value_of(entry);
        let open: Vec<Value> = entries.iter().filter(is_open).cloned().collect();
        match open.is_empty() {
            true => self.document.shift_remove("conflicts"),
            false => self.document.insert("conflicts".into(), open.into()),
        };
    }

    /// What stands where another value waits.
    fn value_of(&self, entry: &Value) -> Option<&Value> {
        let question = entry.get("question").and_then(as_text)?;
        let Some(id) = entry.get("row").and_then(as_text) else {
            return self.document.get(question);
        };
        let (_, row) = people(&self.document).find(|(known, _)| *known == id)?;
        row.get(cell(entry)?.0?)
    }
}

/// The column of a person and its value; of anything else the value alone.
fn cell(entry: &Value) -> Option<(Option<&str>, &Value)> {
    let theirs = entry.get("theirs")?;
    let only = theirs.as_object().filter(|map: &&Map<_, _>| map.len() == 1);
    match only.and_then(|map| map.iter().next()) {
        Some((column, value)) if entry.get("row").is_some() => Some((Some(column), value)),
        _ => Some((None, theirs)),
    }
}

/// True where they put canvases in another order than before, and that is not the order that stands.
fn is_other_order(base: &Settings, theirs: &Settings, merged: &Settings) -> bool {
    let [was, there, stands] = [base, theirs, merged].map(Settings::order);
    let differ = |one: &[&str], other: &[&str]| {
        let here = one.iter().filter(|id| other.contains(id));
        let there = other.iter().filter(|id| one.contains(id));
        !here.eq(there)
    };
    differ(&stands, &there) && (was.is_empty() || differ(&there, &was))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn settings(keys: &str) -> Settings {
        let text = format!(r#"{{"format":"whytogether.workspace","version":1,{keys}}}"#);
        Settings::read(text.as_bytes()).expect("reads")
    }

    fn waits(settings: &Settings) -> Vec<(String, String)> {
        let waiting = settings.waiting().into_iter();
        waiting.map(|one| (one.what, one.theirs)).collect()
    }

    fn pair(what: &str, theirs: &str) -> (String, String) {
        (what.to_owned(), theirs.to_owned())
    }

    #[test]
    fn settings_orders_and_cells_that_both_changed_wait_with_their_names_once() {
        let team =
            |share: f64| format!(r#""team":[{{"id":"t222","person":"Lead","share":{share}}}]"#);
        let base = settings(&format!(
            r#""reserve":0.2,"order":["a","b","c"],{}"#,
            team(0.1)
        ));
        let ours = settings(&format!(
            r#""reserve":0.1,"order":["b","a","c"],{}"#,
            team(0.2)
        ));
        let theirs = settings(&format!(
            r#""reserve":0.3,"order":["c","a","b"],{}"#,
            team(0.3)
        ));
        let merged = ours.merged_keeping(&base, &theirs, NOW);
        let all = waits(&merged);
        assert_eq!(all.len(), 3, "{all:?}");
        for one in [
            pair("the reserve", "30 %"),
            pair("the share of Lead", "30 %"),
            pair("order", "c, a, b"),
        ] {
            assert!(all.contains(&one), "{all:?}");
        }
        assert_eq!(merged.order(), ["b", "a", "c"]);
        assert_eq!(merged.merged_keeping(&base, &theirs, NOW), merged);
    }

    #[test]
    fn what_only_one_changed_waits_for_nobody() {
        let base = settings(r#""reserve":0.2,"order":["a","b"]"#);
        let ours = settings(r#""reserve":0.1,"order":["a","b"]"#);
        let theirs = settings(r#""reserve":0.2,"order":["b","a","c"]"#);
        assert_eq!(waits(&ours.merged_keeping(&base, &theirs, NOW)), []);
    }

    #[test]
    fn whoever_changes_a_setting_has_picked_and_the_rest_still_waits() {
        let base = settings(r#""reserve":0.2,"name":"One""#);
        let ours = settings(r#""reserve":0.1,"name":"Two""#);
        let theirs = settings(r#""reserve":0.3,"name":"Three""#);
        let before = ours.merged_keeping(&base, &theirs, NOW);
        let mut after = before.clone();
        after.set_reserve(Some(0.3));
        let changed = after.clone();
        after.settle_changed(&before, &changed);
        assert_eq!(waits(&after), [pair("the name of the workspace", "Three")]);
    }

    #[test]
    fn a_save_over_settings_that_another_program_changed_keeps_both_until_one_is_given() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = crate::workspace::Workspace::at(folder.path());
        workspace.prepare().expect("prepared");
        let base = workspace.load_settings().expect("read");
        let save = |reserve: f64, base: &Settings| {
            let mut settings = base.clone();
            settings.set_reserve(Some(reserve));
            let saved = workspace.save_settings(&settings, base);
            saved.expect("saved").settings
        };
        save(0.3, &base);
        let both = save(0.1, &base);
        assert_eq!(waits(&both), [pair("the reserve", "30 %")]);
        assert_eq!(waits(&save(0.25, &both)), []);
    }
}
