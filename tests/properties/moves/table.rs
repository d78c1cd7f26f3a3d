//! What the steps are read with: the answers of a file as JSON, and how a step is noted.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::question::Question;

use super::Move;

pub fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value[key].as_str().filter(|text| !text.trim().is_empty())
}

pub fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .filter(|number| (0.0..=1_000_000.0).contains(number))
}

pub fn score(value: &Value) -> Option<i64> {
    let scores = 1..=5_i64;
    number(value).and_then(|number| scores.into_iter().find(|score| *score as f64 == number))
}

pub fn day(value: &Value) -> Option<Date> {
    let text = value.as_str()?;
    let date: Date = text.parse().ok()?;
    (date.to_string() == text && (1900..=2999).contains(&date.year())).then_some(date)
}

pub fn months_after(date: Date, months: i32) -> Option<Date> {
    let moved = date.checked_add(months.months()).ok()?;
    day(&json!(moved.to_string()))
}

pub fn names(row: &Value) -> Vec<&str> {
    let all = row["decides"].as_array().map_or(&[][..], Vec::as_slice);
    let all = all.iter().filter_map(Value::as_str);
    all.filter(|name| !name.trim().is_empty()).collect()
}

pub type Row = (usize, Value);

/// The rows whose value no other beats, with it.
pub fn extreme<T: PartialOrd + Copy>(
    rows: &[Row],
    value: impl Fn(&Value) -> Option<T>,
    beats: Ordering,
) -> Option<(T, Vec<Row>)> {
    let mut best = None;
    for (_, row) in rows {
        if let Some(one) = value(row)
            && best.is_none_or(|best| one.partial_cmp(&best) == Some(beats))
        {
            best = Some(one);
        }
    }
    let best = best?;
    let sharing = rows.iter().filter(|(_, row)| value(row) == Some(best));
    Some((best, sharing.cloned().collect()))
}

/// The table, read for one canvas.
pub struct Table {
    pub document: Value,
    pub canvas: Canvas,
    pub moves: Vec<Move>,
}

impl Table {
    pub fn at(&self, question: &str) -> &Value {
        let pointer = format!("/{}", question.replace('.', "/"));
        self.document.pointer(&pointer).unwrap_or(&Value::Null)
    }

    pub fn code<'c>(&self, question: &str, codes: &[&'c str]) -> Option<&'c str> {
        let value = self.at(question).as_str()?;
        codes.iter().copied().find(|code| *code == value)
    }

    pub fn rows(&self, list: &str) -> Vec<Row> {
        let rows = self.at(list).as_array().cloned().unwrap_or_default();
        let rows = rows.into_iter().enumerate();
        rows.filter(|(_, row)| row.is_object()).collect()
    }

    pub fn partners(&self) -> Vec<Row> {
        let mut rows = self.rows("partners");
        rows.retain(|(_, row)| text(row, "organisation").is_some());
        rows
    }

    pub fn kinds_hold(&self, kind: &str) -> bool {
        let kinds = [
            "shared_voice",
            "shared_delivery",
            "aligned_plans",
            "shared_learning",
        ];
        let first = self
            .code("value.kind", &["none"])
            .or(self.code("value.kind", &kinds));
        let second = self
            .code("value.second", &kinds)
            .filter(|_| first != Some("none"));
        first == Some(kind) || second == Some(kind)
    }

    pub fn is_kind(&self, kind: &str) -> bool {
        self.at("value.kind").as_str() == Some(kind)
    }

    pub fn is_answered(&self, question: &str) -> bool {
        self.canvas
            .is_answered(Question::find(question).expect("asked"))
    }

    pub fn is_begun(&self, question: &str) -> bool {
        self.canvas
            .is_begun(Question::find(question).expect("asked"))
    }

    pub fn last(&mut self) -> &mut Move {
        self.moves.last_mut().expect("one was added")
    }

    /// Rows that move together in a column, or a plain answer without any.
    pub fn add(
        &mut self,
        question: &'static str,
        rows: &[Row],
        column: Option<&'static str>,
        from: Value,
        to: Value,
        helps: &[&'static str],
    ) {
        let list = match question {
            "value.gains" | "capacity.trust" | "ownership.shaped" | "ownership.vision" => {
                "partners"
            }
            own => own,
        };
        let list = format!("/{}", list.replace('.', "/"));
        let edits = match column {
            None => vec![(list, to.clone())],
            Some(column) => {
                let rows = rows.iter();
                rows.map(|(place, _)| (format!("{list}/{place}/{column}"), to.clone()))
                    .collect()
            }
        };
        let row = match rows {
            [(_, row)] => row["id"].clone(),
            _ => Value::Null,
        };
        let given_by = if from.is_null() {
            Value::Null
        } else {
            json!("us")
        };
        let entry = json!({
            "question": question, "row": row, "column": column, "from": from, "to": to,
            "outcome": null, "given_by": given_by,
        });
        self.moves.push(Move {
            entry,
            helps: helps.to_vec(),
            edits,
            goes_first: false,
        });
    }

    /// The same for one row, from what stands in its column.
    pub fn cell(
        &mut self,
        question: &'static str,
        row: &Row,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        let from = row.1[column].clone();
        self.add(
            question,
            std::slice::from_ref(row),
            Some(column),
            from,
            to,
            helps,
        );
    }

    /// The same for one row, from nothing.
    pub fn empty_cell(
        &mut self,
        question: &'static str,
        row: &Row,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        self.add(
            question,
            std::slice::from_ref(row),
            Some(column),
            Value::Null,
            to,
            helps,
        );
    }

    /// An offered row that is absent.
    pub fn offered(
        &mut self,
        question: &'static str,
        key: &str,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        self.add(question, &[], Some(column), Value::Null, to.clone(), helps);
        let place = format!("/{}/-", question.replace('.', "/"));
        let last = self.last();
        last.entry["row"] = json!(key);
        last.edits = vec![(place, json!({ "key": key, column: to }))];
    }

    pub fn given_by(&mut self, who: Value) {
        self.last().entry["given_by"] = who;
    }

    /// A score one up and one down.
    pub fn one_up_one_down(
        &mut self,
        question: &'static str,
        rows: &[Row],
        column: Option<&'static str>,
        from: i64,
        helps: [&[&'static str]; 2],
    ) {
        for (to, helps) in [from + 1, from - 1].into_iter().zip(helps) {
            if (1..=5).contains(&to) {
                self.add(question, rows, column, json!(from), json!(to), helps);
            }
        }
    }
}
