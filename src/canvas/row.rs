//! One row of a table, read column by column: a value that its column does not allow reads as absent.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::codes::{Coded, DO_NOTHING};
use super::document::{MAX_NUMBER, as_whole};
use super::question::{Cell, Column, Complete, Table};
use super::when;

/// A row as its file holds it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a>(pub &'a Map<String, Value>);

impl<'a> Row<'a> {
    /// The row's short random id; rows from other hands may lack one.
    pub fn id(self) -> Option<&'a str> {
        self.0.get("id").and_then(Value::as_str)
    }

    /// Text that is not only white space.
    pub fn line(self, column: &str) -> Option<&'a str> {
        self.0.get(column).and_then(as_text)
    }

    /// A score from 1 to 5.
    pub fn scale(self, column: &str) -> Option<u8> {
        self.0.get(column).and_then(as_scale)
    }

    /// A number from 0 to 1,000,000.
    pub fn number(self, column: &str) -> Option<f64> {
        self.0.get(column).and_then(as_number)
    }

    /// Yes (true) or no.
    pub fn yes(self, column: &str) -> Option<bool> {
        self.0.get(column).and_then(Value::as_bool)
    }

    /// A calendar day.
    pub fn date(self, column: &str) -> Option<Date> {
        self.0.get(column).and_then(as_date)
    }

    /// The names of a list, without blank ones.
    pub fn names(self, column: &str) -> Vec<&'a str> {
        let names = self.0.get(column).and_then(Value::as_array);
        names.into_iter().flatten().filter_map(as_text).collect()
    }

    /// A code of a list that has a type.
    pub fn code<C: Coded>(self, column: &str) -> Option<C> {
        self.0
            .get(column)
            .and_then(Value::as_str)
            .and_then(C::from_code)
    }

    /// True where the column holds a value that it allows.
    pub fn has(self, column: &Column) -> bool {
        self.0
            .get(column.id)
            .is_some_and(|value| counts(value, column.cell))
    }

    /// True where the row has all that its question asks for before it counts as answered.
    pub fn completes(self, table: &Table) -> bool {
        let has = |id: &&str| table.column(id).is_some_and(|column| self.has(column));
        match table.complete {
            Complete::All(ids) => ids.iter().all(has),
            Complete::With(all, any) => all.iter().all(has) && any.iter().any(has),
            Complete::OtherWay => {
                ["kind", "worth"].iter().all(has)
                    && self.0.get("kind").and_then(Value::as_str) != Some(DO_NOTHING)
            }
        }
    }
}

/// Text that is not only white space.
pub fn as_text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.trim().is_empty())
}

/// A number from 0 to 1,000,000.
pub fn as_number(value: &Value) -> Option<f64> {
    let number = value.as_number()?.as_f64()?;
    (0.0..=MAX_NUMBER).contains(&number).then_some(number)
}

/// A score from 1 to 5, which may be written with a point.
pub fn as_scale(value: &Value) -> Option<u8> {
    let whole = as_number(value).and_then(as_whole)?;
    (1..=5).contains(&whole).then_some(whole as u8)
}

/// The scores of a list, or the one score that stands there.
pub fn scores(value: &Value) -> Vec<u8> {
    match value {
        Value::Array(scores) => scores.iter().filter_map(as_scale).collect(),
        one => as_scale(one).into_iter().collect(),
    }
}

/// A calendar day from 1900 to 2999.
pub fn as_date(value: &Value) -> Option<Date> {
    value.as_str().and_then(when::from_file)
}

/// True where a cell allows the value and it says something.
pub fn counts(value: &Value, cell: Cell) -> bool {
    match cell {
        Cell::Line => as_text(value).is_some(),
        Cell::Names => {
            let names = value.as_array().map(Vec::as_slice).unwrap_or_default();
            !names.is_empty() && names.iter().any(|name| as_text(name).is_some())
        }
        Cell::Scale => as_scale(value).is_some(),
        Cell::Number => as_number(value).is_some(),
        Cell::YesNo => value.is_boolean(),
        Cell::Date => as_date(value).is_some(),
        Cell::Choice(codes) | Cell::Key(codes) => {
            value.as_str().is_some_and(|code| codes.contains(&code))
        }
    }
}
