//! Questions answered in rows, asked column by column.

use serde_json::Value;

use crate::canvas::question::{Cell, Column, Question, Table};
use crate::canvas::row::Row;
use crate::canvas::wording::Wording;

use super::Session;
use super::asking::{Asked, Asking, Given, Listing, Takes};
use super::route::has_gaps;
use super::single::keeps;
use super::words::{self, Choices};

/// A question with rows, and how often its choices were listed.
pub struct RowsOf {
    /// The question.
    pub question: &'static Question,
    /// Its table.
    pub table: &'static Table,
    /// The columns whose choices were listed in full already.
    listed: Vec<&'static str>,
}

/// Which columns of a row are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Every column, with what is there.
    All,
    /// Those that have nothing yet.
    Empty,
}

impl RowsOf {
    /// The rows of a question.
    pub fn new(question: &'static Question, table: &'static Table) -> Self {
        Self {
            question,
            table,
            listed: Vec::new(),
        }
    }

    fn listing(&mut self, column: &'static Column) -> Listing {
        if self.listed.contains(&column.id) {
            return Listing::Short;
        }
        self.listed.push(column.id);
        Listing::Full
    }

    /// The column that begins a row.
    fn first(&self) -> &'static Column {
        self.table.asked().next().expect("every table has a column")
    }

    /// The column that holds the key of an offered row.
    fn key(&self) -> Option<&'static str> {
        let mut columns = self.table.columns.iter();
        let column = columns.find(|column| matches!(column.cell, Cell::Key(_)));
        column.map(|column| column.id)
    }
}

impl Session<'_> {
    /// Asks a question whose rows may be added and taken out.
    pub fn ask_rows(&mut self, question: &'static Question, table: &'static Table) -> Asked<()> {
        let mut rows = RowsOf::new(question, table);
        if self.route.is_open(self.kept.canvas(), question) {
            self.fill_gaps(&mut rows)?;
        }
        for key in table.offered() {
            self.ask_offered(&mut rows, key)?;
        }
        if !self.ids(&rows).is_empty() {
            self.talk
                .say("`:edit 1`, `:delete 1` and `:move 2 to 1` change the rows that are there.")?;
        }
        loop {
            let who = format!("Row {}", self.ids(&rows).len() + 1);
            let first = rows.first();
            self.kept.begin_change();
            match self.ask_column(&mut rows, &who, first, Takes::Rows, None)? {
                Given::Value(value) => {
                    let id = self.add_row(&rows, vec![(first.id, value)])?;
                    self.ask_columns(&mut rows, &who, id.as_deref(), Columns::Empty)?;
                }
                Given::Row(command) => self.do_with_row(&mut rows, command)?,
                _ => return Ok(()),
            }
        }
    }

    /// Asks what rows lack that are there already: what the question needs, or where the
    /// conversation broke off in the middle of them, every empty column.
    fn fill_gaps(&mut self, rows: &mut RowsOf) -> Asked<()> {
        let (question, table) = (rows.question, rows.table);
        let canvas = self.kept.canvas();
        let broke_off = self.route.broke_off_at(question);
        let lacks = |row: Row| broke_off || has_gaps(row, question, table);
        let lacking = canvas
            .rows(question)
            .enumerate()
            .filter_map(|(index, row)| {
                let id = row.id().filter(|_| lacks(row))?;
                Some((index + 1, id.to_owned()))
            });
        for (number, id) in lacking.collect::<Vec<_>>() {
            self.ask_columns(rows, &format!("Row {number}"), Some(&id), Columns::Empty)?;
        }
        Ok(())
    }

    /// Asks about a row that the question offers; it is kept once something is typed in it.
    fn ask_offered(&mut self, rows: &mut RowsOf, key: &'static str) -> Asked<()> {
        let Some(key_column) = rows.key() else {
            return Ok(());
        };
        let is_key = |row: Row| rows.table.key_of(row) == Some(key);
        if self.kept.canvas().rows(rows.question).any(is_key) {
            return Ok(());
        }
        self.kept.begin_change();
        let name = &words::words(rows.question).offered[key];
        let mut id: Option<String> = None;
        for column in rows.table.asked().skip(1) {
            let Given::Value(value) = self.ask_column(rows, name, column, Takes::Nothing, None)?
            else {
                continue;
            };
            match &id {
                Some(id) => self.set_cell(rows, id, column, Some(value))?,
                None => {
                    let cells = vec![
                        (key_column, Value::from(key)),
                        (rows.first().id, Value::from(name.as_str())),
                        (column.id, value),
                    ];
                    id = self.add_row(rows, cells)?;
                }
            }
        }
        Ok(())
    }

    /// Asks the columns of one row, saving each.
    pub fn ask_columns(
        &mut self,
        rows: &mut RowsOf,
        who: &str,
        id: Option<&str>,
        columns: Columns,
    ) -> Asked<()> {
        let Some(id) = id else { return Ok(()) };
        let asked = self.ask_each(rows, who, id, columns);
        let (question, table) = (rows.question, rows.table);
        self.change(question, |canvas, _| {
            canvas.tidy_rows(question, table);
            Ok(())
        })?;
        asked
    }

    fn ask_each(&mut self, rows: &mut RowsOf, who: &str, id: &str, columns: Columns) -> Asked<()> {
        for column in rows.table.asked() {
            let stored = self.stored(rows, id, column);
            if stored.is_some() && columns == Columns::Empty {
                continue;
            }
            let value = match self.ask_column(rows, who, column, Takes::Clearing, stored)? {
                Given::Value(value) => Some(value),
                Given::Cleared => None,
                _ => continue,
            };
            self.set_cell(rows, id, column, value)?;
        }
        Ok(())
    }

    fn ask_column(
        &mut self,
        rows: &mut RowsOf,
        who: &str,
        column: &'static Column,
        takes: Takes,
        stored: Option<Value>,
    ) -> Asked<Given> {
        let words = Wording::shipped().column(rows.question, column.id);
        let choices = Choices::from(words);
        let now = stored.map(|stored| words::value(column.cell, choices, &stored));
        let rule = match column.cell {
            Cell::YesNo => " Yes or no.",
            Cell::Names => " Names with commas between them.",
            _ if takes == Takes::Rows => " (empty to finish)",
            _ => "",
        };
        let asking = Asking {
            question: rows.question,
            cell: column.cell,
            choices,
            about: Some((format!("{who}, {}", words.label), &words.ask)),
            listing: rows.listing(column),
            also: format!("{rule}{}", keeps(now)),
            takes,
        };
        self.ask_cell(&asking)
    }
}
