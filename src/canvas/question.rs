//! The question table: the one list that guide, prompts, `get` and `set`, exports and merge walk.
//!
//! Identifiers, types and needs are fixed by the file format; the words shown to people are in
//! [`super::wording`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::codes::{Closeness, Kind, Outcome};

mod table;

use super::row::Row;

pub use table::QUESTIONS;

/// The six parts of a canvas, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Title, partners and who is asking.
    Cover,
    /// What should be different, and whether partners are needed for it.
    Purpose,
    /// Which kind of value, and what that kind asks for.
    Value,
    /// Days, trust, closeness and priority.
    Capacity,
    /// Whose plan it is, who decides, how it ends.
    Ownership,
    /// What is decided, and why.
    Decision,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 6] = [
        Step::Cover,
        Step::Purpose,
        Step::Value,
        Step::Capacity,
        Step::Ownership,
        Step::Decision,
    ];

    /// The key of this step in the file and the first part of its questions' ids.
    pub fn key(self) -> &'static str {
        match self {
            Step::Cover => "cover",
            Step::Purpose => "purpose",
            Step::Value => "value",
            Step::Capacity => "capacity",
            Step::Ownership => "ownership",
            Step::Decision => "decision",
        }
    }
}

/// One question of the canvas.
#[derive(Debug)]
pub struct Question {
    /// Its name in files, scripts and messages; never changes.
    pub id: &'static str,
    /// The step it belongs to.
    pub step: Step,
    /// What an answer may be.
    pub answer: AnswerType,
    /// Whether a full canvas needs it.
    pub essential: bool,
    /// Whether the quick look asks it too.
    pub quick: bool,
    /// The kind of value that it follows up, or None where every canvas asks it.
    pub follows: Option<Kind>,
    /// The ties at which alone a full canvas needs it; empty where it does not depend on them.
    pub needed_at: &'static [Closeness],
    /// The choice that it goes with, or None where every decision asks it.
    pub goes_with: Option<Outcome>,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What an answer may be.
#[derive(Debug)]
pub enum AnswerType {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A calendar day.
    Date,
    /// A number from 0 to 1,000,000, such as days a month.
    Number,
    /// A whole number from 1 to 5.
    Scale,
    /// A whole number from 1 to 5 from each voice, kept with the voice.
    VoiceScale,
    /// One code of a list.
    Choice(&'static [&'static str]),
    /// Several scales under one question, each with a name.
    Scales(&'static [Column]),
    /// Rows of a table.
    Rows(Table),
}

/// The columns that a question asks of each row, and where the rows are kept.
#[derive(Debug)]
pub struct Table {
    /// Where the rows are kept.
    pub place: Place,
    /// The columns in order.
    pub columns: &'static [Column],
    /// What one row must have before the question counts as answered.
    pub complete: Complete,
}

/// Where the rows of a question are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a list of the question's own.
    Own,
    /// In the partner table, which several questions share.
    Partners,
    /// In the list of voices.
    Voices,
}

/// What a row must have before its question counts as answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complete {
    /// All of these columns.
    All(&'static [&'static str]),
    /// All of the first, and one of the second.
    With(&'static [&'static str], &'static [&'static str]),
    /// A kind other than `do_nothing`, and a worth.
    OtherWay,
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its key in a row.
    pub id: &'static str,
    /// What a cell may be.
    pub cell: Cell,
}

/// What a cell may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// One line of text.
    Line,
    /// A list of names.
    Names,
    /// A whole number from 1 to 5.
    Scale,
    /// A number from 0 to 1,000,000, such as days a month.
    Number,
    /// Yes or no.
    YesNo,
    /// A calendar day.
    Date,
    /// One code of a list.
    Choice(&'static [&'static str]),
    /// The key of an offered row; nobody types it.
    Key(&'static [&'static str]),
}

impl Question {
    /// True where a full canvas of a kind and a closeness needs an answer.
    pub fn is_needed_for(&self, kind: Option<Kind>, closeness: Option<Closeness>) -> bool {
        let is_near_enough = || closeness.is_some_and(|tie| self.needed_at.contains(&tie));
        self.essential
            && (self.follows.is_none() || self.follows == kind)
            && (self.needed_at.is_empty() || is_near_enough())
    }

    const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }

    const fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    const fn after(mut self, kind: Kind) -> Self {
        self.follows = Some(kind);
        self
    }

    const fn essential_at(mut self, ties: &'static [Closeness]) -> Self {
        self.needed_at = ties;
        self.essential()
    }

    const fn with(mut self, choice: Outcome) -> Self {
        self.goes_with = Some(choice);
        self
    }

    /// The question of an id.
    pub fn find(id: &str) -> Option<&'static Question> {
        static BY_ID: LazyLock<HashMap<&str, &Question>> = LazyLock::new(|| {
            let all = QUESTIONS.iter();
            all.map(|question| (question.id, question)).collect()
        });
        BY_ID.get(id).copied()
    }

    /// The keys that lead to the answer in the file, such as `value`, `voice`, `audience`.
    pub fn path(&self) -> impl Iterator<Item = &'static str> {
        self.id.split('.')
    }

    /// The table, where the question is answered in rows.
    pub fn table(&self) -> Option<&Table> {
        match &self.answer {
            AnswerType::Rows(table) => Some(table),
            _ => None,
        }
    }
}

impl Table {
    /// The column of an id.
    pub fn column(&self, id: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The columns that people fill in, which leaves out the keys of offered rows.
    pub fn asked(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns
            .iter()
            .filter(|column| !matches!(column.cell, Cell::Key(_)))
    }

    /// The keys of the rows that the question offers before anyone has typed.
    pub fn offered(&self) -> &'static [&'static str] {
        let keys = self.columns.iter().find_map(|column| match column.cell {
            Cell::Key(keys) => Some(keys),
            _ => None,
        });
        keys.unwrap_or(&[])
    }

    /// True for a column that names the offered rows of some question.
    pub fn names_offered(column: &str) -> bool {
        let mut tables = QUESTIONS.iter().filter_map(Question::table);
        tables.any(|table| !table.offered().is_empty() && table.naming() == column)
    }

    /// The column that names a row: the first that people fill in.
    pub fn naming(&self) -> &'static str {
        self.asked().next().map_or("", |column| column.id)
    }

    /// Which offered row this is: by its key, or, without one, by a name that is a key.
    pub fn key_of(&self, row: Row) -> Option<&'static str> {
        let find = |name: &str| self.offered().iter().copied().find(|key| *key == name);
        match row.line("key") {
            Some(key) => find(key),
            None => find(&row.line(self.naming())?.trim().to_lowercase()),
        }
    }
}
