//! Changing a ranking: who ranks, what they said, which challenges, and who has it shown.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::id::Random;
use super::super::instant;
use super::super::row::Row;
use super::standing::Order;
use super::typed::RankError;
use super::{MOST, Ranking, folded, order, person_id};

impl Ranking {
    /// Says who may have it shown before all have ranked.
    ///
    /// # Errors
    /// [`RankError::NobodyRanked`], [`RankError::NoName`].
    pub fn reveal(&mut self, by: &str, now: Timestamp) -> Result<(), RankError> {
        if by.trim().is_empty() {
            return Err(RankError::NoName);
        }
        if !self.people().iter().any(|person| person.is_ready) {
            return Err(RankError::NobodyRanked);
        }
        if !self.is_open() {
            let revealed = json!({ "by": by.trim(), "at": instant(now) });
            self.document.insert("revealed".into(), revealed);
        }
        Ok(())
    }

    /// Adds a person who is to rank; one with this name, ignoring case, is there already.
    ///
    /// What can be seen stays so.
    ///
    /// # Errors
    /// [`RankError::NoName`], [`RankError::TooMany`].
    pub fn add_person(&mut self, name: &str, now: Timestamp) -> Result<(), RankError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(RankError::NoName);
        }
        if self.has_person(name) {
            return Ok(());
        }
        if self.people().len() == MOST {
            return Err(RankError::TooMany);
        }
        if self.is_open() && !self.document.contains_key("revealed") {
            let revealed = json!({ "at": instant(now) });
            self.document.insert("revealed".into(), revealed);
        }
        let taken: Vec<&str> = self.rows("people").filter_map(Row::id).collect();
        let id = person_id(name, |id| taken.contains(&id));
        self.list("people").push(json!({ "id": id, "name": name }));
        Ok(())
    }

    /// Takes a person out of those who are to rank, by their place from 0.
    ///
    /// # Errors
    /// [`RankError::HasRanked`] once they have, [`RankError::WouldOpen`] where the others' orders could then
    /// be seen and nobody has said so, [`RankError::NoSuchPlace`].
    pub fn remove_person(&mut self, place: usize) -> Result<(), RankError> {
        let people = self.people();
        let count = people.len();
        let person = people.get(place).ok_or(RankError::NoSuchPlace { count })?;
        if person.is_ready {
            return Err(RankError::HasRanked);
        }
        let waiting = people.iter().filter(|one| !one.is_ready).count();
        if waiting == 1 && count > 1 && !self.is_open() {
            return Err(RankError::WouldOpen);
        }
        let name = folded(person.name);
        let of_them = |row: Row| row.line("name").is_some_and(|line| folded(line) == name);
        let rows: Vec<usize> = self
            .rows_with_index("people")
            .filter_map(|(index, row)| of_them(row).then_some(index))
            .collect();
        let list = self.list("people");
        rows.into_iter()
            .rev()
            .for_each(|index| drop(list.remove(index)));
        Ok(())
    }

    /// Takes down the order of a person, who is added where they are not there yet.
    ///
    /// # Errors
    /// As for [`Ranking::add_person`].
    pub fn rank(&mut self, name: &str, order: &Order, now: Timestamp) -> Result<(), RankError> {
        self.add_person(name, now)?;
        let is_after_reveal = self.is_open();
        let worst_first = order::written(order, &self.challenges());
        let index = self.rows_with_index("people").find_map(|(index, row)| {
            (row.line("name").map(folded) == Some(folded(name))).then_some(index)
        });
        let index = index.expect("the person was added");
        let Some(row) = self.list("people")[index].as_object_mut() else {
            return Ok(());
        };
        row.insert("worst_first".into(), worst_first);
        if is_after_reveal {
            row.insert("after_reveal".into(), true.into());
        }
        let id = row.get("id").cloned();
        self.settle(id.as_ref());
        Ok(())
    }

    /// Names of those who had ranked before and whose order is another one now.
    pub fn ranked_anew_since(&self, before: &Self) -> Vec<&str> {
        let is_other = |(name, row): &(&str, Row)| {
            let mut had = before
                .named()
                .filter(|(known, _)| folded(known) == folded(name));
            let had = had.next().and_then(|(_, row)| before.order_of(row));
            had.is_some() && had != self.order_of(*row)
        };
        self.named()
            .filter(is_other)
            .map(|(name, _)| name)
            .collect()
    }

    /// Takes over what everyone said in another ranking, whose challenges are found here by their words.
    ///
    /// Returns the names of those who ranked there.
    ///
    /// # Errors
    /// [`RankError::OtherList`] where somebody ranked a challenge that this list does not have; nothing
    /// is taken then.
    pub fn take_from(&mut self, other: &Self, now: Timestamp) -> Result<Vec<String>, RankError> {
        let (own, theirs) = (self.challenges(), other.challenges());
        let place = |place: &usize| {
            let text = folded(theirs[*place].text);
            let found = own.iter().position(|one| folded(one.text) == text);
            found.ok_or(RankError::OtherList)
        };
        let mut taken: Vec<(String, Order)> = Vec::new();
        for (name, row) in other.named() {
            let Some(order) = other.order_of(row) else {
                continue;
            };
            let groups = order.iter().map(|group| group.iter().map(place).collect());
            taken.push((name.to_owned(), groups.collect::<Result<_, _>>()?));
        }
        for (name, _) in &taken {
            self.add_person(name, now)?;
        }
        for (name, order) in &taken {
            self.rank(name, order, now)?;
        }
        Ok(taken.into_iter().map(|(name, _)| name).collect())
    }

    /// Drops what waits about a person who has ranked anew.
    fn settle(&mut self, person: Option<&Value>) {
        let Some(conflicts) = self
            .document
            .get_mut("conflicts")
            .and_then(Value::as_array_mut)
        else {
            return;
        };
        let is_settled = |conflict: &Value| {
            conflict
                .get("question")
                .is_some_and(|list| list == "people")
                && conflict.get("row") == person
        };
        conflicts.retain(|conflict| !is_settled(conflict));
        if conflicts.is_empty() {
            self.document.shift_remove("conflicts");
        }
    }

    /// Adds a challenge at the end of the list.
    ///
    /// # Errors
    /// As for [`Ranking::remove_challenge`], and [`RankError::NoWords`], [`RankError::TooMany`].
    pub fn add_challenge(&mut self, text: &str, random: &mut dyn Random) -> Result<(), RankError> {
        self.refuse_begun()?;
        self.refuse_text(text)?;
        if self.challenges().len() == MOST {
            return Err(RankError::TooMany);
        }
        self.push_challenge(text, random);
        Ok(())
    }

    /// Gives a challenge other words.
    ///
    /// # Errors
    /// As for [`Ranking::remove_challenge`], and [`RankError::NoWords`].
    pub fn reword_challenge(&mut self, place: usize, text: &str) -> Result<(), RankError> {
        self.refuse_begun()?;
        let index = self.index_of_challenge(place)?;
        let own = self.challenges()[place].text;
        // Its own words, or another spelling of them, stand in the list only there.
        if text.trim() == own {
            return Ok(());
        }
        if folded(text) != folded(own) {
            self.refuse_text(text)?;
        }
        self.list("challenges")[index]["text"] = text.trim().into();
        Ok(())
    }

    /// Takes a challenge out of the list, by its place from 0.
    ///
    /// # Errors
    /// [`RankError::Begun`] once somebody has ranked, [`RankError::NoSuchPlace`].
    pub fn remove_challenge(&mut self, place: usize) -> Result<(), RankError> {
        self.refuse_begun()?;
        let index = self.index_of_challenge(place)?;
        self.list("challenges").remove(index);
        Ok(())
    }

    /// Refuses where the list cannot change any more.
    ///
    /// # Errors
    /// [`RankError::Begun`] once somebody has ranked.
    pub fn refuse_begun(&self) -> Result<(), RankError> {
        let has_begun = self.people().iter().any(|person| person.is_ready);
        if has_begun {
            Err(RankError::Begun)
        } else {
            Ok(())
        }
    }

    fn refuse_text(&self, text: &str) -> Result<(), RankError> {
        let known = self.challenges();
        match folded(text) {
            text if text.is_empty() => Err(RankError::NoWords),
            text if known.iter().any(|one| folded(one.text) == text) => Err(RankError::Known),
            _ => Ok(()),
        }
    }

    fn index_of_challenge(&self, place: usize) -> Result<usize, RankError> {
        let count = self.challenges().len();
        let mut counted = self.rows_with_index("challenges");
        let index = counted
            .by_ref()
            .filter(|(_, row)| row.line("text").is_some())
            .nth(place);
        index
            .map(|(index, _)| index)
            .ok_or(RankError::NoSuchPlace { count })
    }
}
