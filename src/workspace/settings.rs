//! `workspace.json`: the team and its days, the reserve, who we are, the order of priority.

use serde_json::{Map, Value, json};

use crate::canvas::document::{self, DocumentError, MAX_NUMBER};
use crate::canvas::id::{Random, row_id};
use crate::canvas::others::Team;
use crate::canvas::row::{Row, as_text};

mod merging;
pub mod waiting;

/// The `format` of a workspace file.
pub const FORMAT: &str = "whytogether.workspace";
/// The newest `version` of a workspace file that this program writes.
pub const VERSION: u64 = 1;

/// The settings of a workspace: the document of `workspace.json`, kept whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    document: Map<String, Value>,
}

/// What a save of the settings did.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedSettings {
    /// What stands on disk now; with what others wrote.
    pub settings: Settings,
    /// What others changed and ours stands before, in words.
    pub overruled: Vec<String>,
}

/// One person of the team, as the settings have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The row's id, or "" where there is none.
    pub id: String,
    /// Name or role.
    pub person: String,
    /// Working days a month; None where none are given or they are out of range.
    pub working_days: Option<f64>,
    /// The share of those days for collaborations, 0 to 1; None where it is missing or out of range,
    /// and then the person is not counted.
    pub share: Option<f64>,
}

impl Member {
    /// Days a month that this person has for collaborations; None without a share, as it is not counted then.
    pub fn days(&self) -> Option<f64> {
        Some(self.working_days.unwrap_or(Team::WORKING_DAYS) * self.share?)
    }
}

impl Default for Settings {
    fn default() -> Self {
        let document = json!({ "format": FORMAT, "version": VERSION });
        let Value::Object(document) = document else {
            unreachable!("an object literal")
        };
        Self { document }
    }
}

impl Settings {
    /// Reads the bytes of `workspace.json`; people without an id of their own get one.
    ///
    /// # Errors
    /// When the bytes are no workspace document: see [`DocumentError`].
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let mut settings = Self {
            document: document::parse(bytes, FORMAT)?,
        };
        settings.give_rows_ids();
        Ok(settings)
    }

    /// The bytes of the file; the same settings always give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        document::pretty(&Value::Object(self.document.clone()))
    }

    /// The document as the file has it.
    pub fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    /// True where a later version of this program wrote the file: it is read, never written.
    pub fn is_newer(&self) -> bool {
        document::is_newer(&self.document, VERSION)
    }

    /// Names of the settings that have another value in the other settings, in words.
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let here = self.document.keys();
        let there = other.document.keys();
        let only_there = there.filter(|key| !self.document.contains_key(*key));
        here.chain(only_there)
            .filter(|key| {
                *key != "conflicts" && self.document.get(*key) != other.document.get(*key)
            })
            .map(|key| key.replace('_', " "))
            .collect()
    }

    /// The name of the workspace.
    pub fn name(&self) -> Option<&str> {
        self.document.get("name").and_then(as_text)
    }

    /// Who we are, offered to every new canvas.
    pub fn our_organisation(&self) -> Option<&str> {
        self.document.get("our_organisation").and_then(as_text)
    }

    /// Ids of canvases, best first.
    pub fn order(&self) -> Vec<&str> {
        let ids = self
            .document
            .get("order")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        ids.filter_map(Value::as_str).collect()
    }

    /// The people of the team, counted or not.
    pub fn members(&self) -> Vec<Member> {
        let rows = self
            .document
            .get("team")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let members = rows
            .filter_map(Value::as_object)
            .map(Row)
            .map(|row| Member {
                id: row.id().unwrap_or_default().to_owned(),
                person: row.line("person").unwrap_or_default().to_owned(),
                working_days: row.number("working_days").filter(|days| *days <= 31.0),
                share: row.number("share").filter(|share| *share <= 1.0),
            });
        members.collect()
    }

    /// The team's days and the reserve.
    pub fn team(&self) -> Team {
        let days = self
            .members()
            .iter()
            .filter_map(Member::days)
            .fold(0.0, |sum, days| sum + days);
        Team {
            days,
            reserve: self.reserve().unwrap_or(Team::RESERVE),
        }
    }

    fn reserve(&self) -> Option<f64> {
        let reserve = self.document.get("reserve")?.as_f64()?;
        (0.0..=0.9).contains(&reserve).then_some(reserve)
    }

    /// What in the settings is not counted as it stands, one sentence each.
    pub fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        let rows = self
            .document
            .get("team")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for (index, (row, member)) in rows
            .filter_map(Value::as_object)
            .zip(self.members())
            .enumerate()
        {
            let who = if member.person.is_empty() {
                format!("row {} of the team", index + 1)
            } else {
                format!("`{}`", member.person)
            };
            if member.share.is_none() {
                complaints.push(format!(
                    "{who} is not counted yet: a share is from 0 to 1, which is 0 to 100 %"
                ));
            }
            if row.contains_key("working_days") && member.working_days.is_none() {
                complaints.push(format!(
                    "{who} is counted with 17.5 working days: they must be from 0 to 31"
                ));
            }
        }
        if self.document.contains_key("reserve") && self.reserve().is_none() {
            complaints.push("the reserve is counted as 0.2: it must be from 0 to 0.9".into());
        }
        complaints
    }

    /// Puts a line of text at the top level, or removes it.
    fn put_line(&mut self, key: &str, text: &str) {
        match text.trim() {
            "" => self.document.shift_remove(key),
            text => self.document.insert(key.to_owned(), text.into()),
        };
    }

    /// Names the workspace.
    pub fn set_name(&mut self, name: &str) {
        self.put_line("name", name);
    }

    /// Says who we are.
    pub fn set_our_organisation(&mut self, name: &str) {
        self.put_line("our_organisation", name);
    }

    /// Sets the reserve, 0 to 0.9; None goes back to 0.2.
    pub fn set_reserve(&mut self, reserve: Option<f64>) {
        match reserve {
            None => self.document.shift_remove("reserve"),
            Some(reserve) => self.document.insert("reserve".into(), number(reserve)),
        };
    }

    /// Keeps an order of priority: ids of canvases, best first.
    pub fn set_order(&mut self, ids: &[String]) {
        if ids.is_empty() {
            self.document.shift_remove("order");
        } else {
            self.document.insert("order".into(), json!(ids));
        }
    }

    /// Puts one member: the row with the same id, or a new row at the end where the id is "".
    ///
    /// Returns the row's id.
    pub fn put_member(&mut self, member: &Member, random: &mut dyn Random) -> String {
        let is_taken = |id: &str| self.members().iter().any(|known| known.id == id);
        let id = if member.id.is_empty() {
            row_id(is_taken, random)
        } else {
            member.id.clone()
        };
        let team = self.document.entry("team").or_insert_with(|| json!([]));
        let Some(rows) = team.as_array_mut() else {
            return id;
        };
        let index = rows
            .iter()
            .position(|row| row.get("id").and_then(Value::as_str) == Some(&id));
        let index = index.unwrap_or_else(|| {
            rows.push(json!({ "id": id }));
            rows.len() - 1
        });
        let Some(row) = rows[index].as_object_mut() else {
            return id;
        };
        let person = Some(member.person.trim()).filter(|person| !person.is_empty());
        for (key, value) in [
            ("person", person.map(Value::from)),
            ("working_days", member.working_days.map(number)),
            ("share", member.share.map(number)),
        ] {
            match value {
                Some(value) => row.insert(key.to_owned(), value),
                None => row.shift_remove(key),
            };
        }
        id
    }

    /// Takes a member out of the team.
    pub fn remove_member(&mut self, id: &str) {
        let Some(rows) = self.document.get_mut("team").and_then(Value::as_array_mut) else {
            return;
        };
        rows.retain(|row| row.get("id").and_then(Value::as_str) != Some(id));
        if rows.is_empty() {
            self.document.shift_remove("team");
        }
    }
}

fn number(number: f64) -> Value {
    crate::canvas::number::number_value(number.clamp(0.0, MAX_NUMBER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_out_of_range_are_named_and_not_counted() {
        let text = r#"{"format":"whytogether.workspace","version":1,"reserve":0.95,"team":[
            {"id":"t222","person":"Office","working_days":20,"share":1},
            {"id":"t223","person":"Analyst","working_days":20},
            {"id":"t224","person":"Lead","working_days":40,"share":0.5}]}"#;
        let settings = Settings::read(text.as_bytes()).expect("reads");
        assert_eq!(
            settings.team(),
            Team {
                days: 28.75,
                reserve: 0.2
            }
        );
        assert_eq!(settings.complaints().len(), 3);
    }

    #[test]
    fn a_member_is_put_and_taken_out_and_the_rest_stays() {
        let mut settings = Settings::default();
        let mut random = |end: usize| end / 2;
        let member = Member {
            id: String::new(),
            person: "Lead".into(),
            working_days: None,
            share: Some(0.5),
        };
        let id = settings.put_member(&member, &mut random);
        assert_eq!(settings.team().days, 8.75);
        settings.remove_member(&id);
        assert_eq!(settings, Settings::default());
    }
}
