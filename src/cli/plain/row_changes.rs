//! Adding, filling, moving and taking out rows, each saved at once.

use serde_json::Value;

use crate::canvas::alone::Spot;
use crate::canvas::question::Column;
use crate::canvas::row::Row;
use crate::canvas::when;

use super::asking::Asked;
use super::command::RowCommand;
use super::rows::{Columns, RowsOf};
use super::{Failure, Session};

impl Session<'_> {
    /// Carries out a command about a row that is there.
    pub fn do_with_row(&mut self, rows: &mut RowsOf, command: RowCommand) -> Asked<()> {
        let ids = self.ids(rows);
        let find = |number: usize| number.checked_sub(1).and_then(|index| ids.get(index));
        let (question, table) = (rows.question, rows.table);
        match command {
            RowCommand::Edit(number) if let Some(id) = find(number) => {
                self.ask_columns(rows, &format!("Row {number}"), Some(id), Columns::All)?;
            }
            RowCommand::Delete(number) if let Some(id) = find(number) => {
                self.change(question, |canvas, _| {
                    canvas.remove_row(question, table, id);
                    Ok(())
                })?;
                self.talk
                    .say(&format!("Row {number} is taken out. `:u` takes that back."))?;
            }
            RowCommand::Move { from, to } if let (Some(id), Some(_)) = (find(from), find(to)) => {
                let by = if to < from { -1 } else { 1 };
                self.change(question, |canvas, _| {
                    for _ in 0..from.abs_diff(to) {
                        canvas.move_row(question, table, id, by);
                    }
                    Ok(())
                })?;
            }
            _ => {
                let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                let count = when::count_of(count, "row");
                self.talk
                    .say(&format!("No such row: this question has {count}."))?;
            }
        }
        Ok(self.say_answer(question)?)
    }

    pub fn ids(&self, rows: &RowsOf) -> Vec<String> {
        let found = self.kept.canvas().rows(rows.question);
        found.filter_map(Row::id).map(str::to_owned).collect()
    }

    pub fn stored(&self, rows: &RowsOf, id: &str, column: &Column) -> Option<Value> {
        let mut found = self.kept.canvas().rows(rows.question);
        let row = found.find(|row| row.id() == Some(id))?;
        row.0.get(column.id).filter(|_| row.has(column)).cloned()
    }

    /// Adds a row with its first cells; None where the file has no room for it.
    pub fn add_row(
        &mut self,
        rows: &RowsOf,
        cells: Vec<(&'static str, Value)>,
    ) -> Result<Option<String>, Failure> {
        let (question, table) = (rows.question, rows.table);
        let mut added = None;
        self.change(question, |canvas, random| {
            let id = canvas.add_row(question, table, random)?;
            for (column, value) in cells {
                canvas.set_cell(question, table, &id, column, Some(value));
            }
            added = Some(id);
            Ok(())
        })?;
        Ok(added)
    }

    pub fn set_cell(
        &mut self,
        rows: &RowsOf,
        id: &str,
        column: &Column,
        value: Option<Value>,
    ) -> Result<(), Failure> {
        let (question, table) = (rows.question, rows.table);
        let mut is_there = false;
        let is_it = |place: &Spot| matches!(place, Spot::Partner { id: partner, column: of, .. } if partner == id && of.id == column.id);
        let agreed = self.part_to_agree_on(question, is_it);
        self.change(question, |canvas, _| {
            is_there = canvas.set_cell(question, table, id, column.id, value.clone());
            if let Some(part) = agreed {
                canvas.note_agreed(question, &part, value);
            }
            Ok(())
        })?;
        if !is_there {
            self.say_not_kept(question, "someone else took this row out meanwhile")?;
        }
        Ok(())
    }
}
