//! What came back in a blank canvas: every answer, row and cell that follows its rule is taken in, the rest
//! stays in the file and is named.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::super::Canvas;
use super::super::answer::{self, AnswerError};
use super::super::id::Random;
use super::super::joint::is_too_long;
use super::super::question::{AnswerType, Column, Place, Question, Table};
use super::super::row::{Row, as_text};
use super::super::spoken::folded;
use super::super::typed::cell_from_json;
use super::super::wording::Wording;
use super::{FILL_IN, takes};

/// Something in `fill_in` that was not taken in, where it stands, and the rule that it does not follow.
#[derive(Debug, Clone, PartialEq)]
pub struct NotTaken {
    /// JSON pointer to what was written.
    pub pointer: String,
    /// The question's id, as written.
    pub question: String,
    /// The row, from 1, and what it is called; None for the answer as a whole.
    pub row: Option<(usize, String)>,
    /// The column, or the key that is none.
    pub column: Option<String>,
    /// Why: what it takes, or what is wrong with it.
    pub why: String,
}

impl NotTaken {
    fn whole(question: &str, why: impl Into<String>) -> Self {
        Self {
            pointer: String::new(),
            question: question.to_owned(),
            row: None,
            column: None,
            why: why.into(),
        }
    }

    /// An answer that does not follow the question's rule.
    fn of_rule(question: &Question) -> Self {
        let rule = in_a_line(&takes(question));
        Self::whole(question.id, format!("it takes {rule}"))
    }

    /// The same in the entry with this number, from 0.
    fn in_entry(mut self, entry: usize) -> Self {
        let row = self.row.as_ref().map(|(row, _)| (row - 1).to_string());
        let steps = row.into_iter().chain(self.column.clone());
        let steps = steps.fold(String::new(), |path, step| path + "/" + &step);
        self.pointer = format!("/{FILL_IN}/questions/{entry}/answer{steps}");
        self
    }

    /// Where it stands: `capacity.people`, row 2 (Driver), `days`.
    pub fn place(&self) -> String {
        let mut place = format!("`{}`", self.question);
        match &self.row {
            Some((row, name)) if name.is_empty() => place.push_str(&format!(", row {row}")),
            Some((row, name)) => place.push_str(&format!(", row {row} ({name})")),
            None => {}
        }
        if let Some(column) = &self.column {
            place.push_str(&format!(", `{column}`"));
        }
        place
    }
}

impl fmt::Display for NotTaken {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let place = self.place();
        let why = &self.why;
        write!(formatter, "the answer to {place} is not counted: {why}")
    }
}

/// What was read of a row, and what is left of it.
#[derive(Default)]
struct ReadRow {
    good: Map<String, Value>,
    left: Map<String, Value>,
    why: Vec<(String, String)>,
}

impl Canvas {
    /// True where something was filled in for a question that could not be taken in.
    pub(in super::super) fn has_left_in_sheet(&self, question: &Question) -> bool {
        self.left_entries(question).next().is_some()
    }

    /// What was filled in for a question and could not be taken in, cell by cell, such as
    /// `Driver, days a month: lots`.
    pub(in super::super) fn left_in_sheet(&self, question: &'static Question) -> Vec<String> {
        let left = self.left_entries(question);
        left.flat_map(|answer| left_in_words(question, answer))
            .collect()
    }

    fn left_entries<'a>(&'a self, question: &Question) -> impl Iterator<Item = &'a Value> {
        let question = Question::find(question.id).expect("in the table");
        let entries = self
            .document
            .get(FILL_IN)
            .and_then(|all| all.get("questions"));
        let entries = entries.and_then(Value::as_array).into_iter().flatten();
        let own = entries.filter(|entry| entry.get("question").is_some_and(|id| id == question.id));
        let answers = own.filter_map(|entry| entry.get("answer"));
        answers.filter(|answer| !is_blank(Some(question), answer))
    }

    /// The ids of the questions that `fill_in` asks, entry by entry.
    pub(in super::super) fn filled_in(&self) -> Vec<String> {
        let entries = self.document.get(FILL_IN);
        let entries = entries.and_then(|all| all.get("questions"));
        let entries = entries.and_then(Value::as_array).into_iter().flatten();
        let ids = entries.map(|entry| entry.get("question").and_then(Value::as_str));
        ids.map(|id| id.unwrap_or_default().trim().to_owned())
            .collect()
    }

    /// Puts what was written in `fill_in` into the canvas, and takes `fill_in` out.
    ///
    /// What cannot be read stays there, and is named with the rule that it does not follow: of a table only
    /// the cells that break one. Of two answers to one question the first is taken in, and the other stays.
    pub fn take_in(&mut self, today: Date, random: &mut dyn Random) -> Vec<NotTaken> {
        let Some(Value::Object(fill_in)) = self.document.get(FILL_IN).cloned() else {
            return Vec::new();
        };
        let entries = fill_in.get("questions").and_then(Value::as_array);
        let mut left = Vec::new();
        let mut not_taken = Vec::new();
        let mut taken: Vec<&Question> = Vec::new();
        for (at, entry) in entries.into_iter().flatten().enumerate() {
            let id = entry.get("question").and_then(Value::as_str);
            let id = id.unwrap_or_default().trim();
            let question = Question::find(id);
            let written = entry.get("answer");
            let Some(written) = written.filter(|answer| !is_blank(question, answer)) else {
                continue;
            };
            let refused = match question {
                None => Some("there is no such question"),
                Some(question) if taken.contains(&question) => {
                    Some("it is answered twice, and the first answer counts")
                }
                Some(_) => None,
            };
            let (Some(question), None) = (question, refused) else {
                let why = NotTaken::whole(id, refused.unwrap_or_default());
                not_taken.push(why.in_entry(at));
                left.push(entry.clone());
                continue;
            };
            taken.push(question);
            let (rest, why) = self.take(question, written, today, random);
            not_taken.extend(why.into_iter().map(|one| one.in_entry(at)));
            if let Some(rest) = rest {
                let mut entry = entry.clone();
                entry["answer"] = rest;
                left.push(entry);
            }
        }
        if left.is_empty() {
            self.document.shift_remove(FILL_IN);
        } else {
            let mut fill_in = fill_in;
            fill_in.insert("questions".into(), left.into());
            self.document.insert(FILL_IN.into(), Value::Object(fill_in));
        }
        not_taken
    }

    /// Takes in what follows the question's rule; gives what is left, and why.
    fn take(
        &mut self,
        question: &'static Question,
        written: &Value,
        today: Date,
        random: &mut dyn Random,
    ) -> (Option<Value>, Vec<NotTaken>) {
        let is_taken = match (&question.answer, written) {
            _ if is_too_long(written) => false,
            (AnswerType::Rows(table), Value::Array(rows)) => {
                return self.take_table(question, table, rows, today, random);
            }
            // The only row, without the brackets of a list.
            (AnswerType::Rows(table), Value::Object(_)) => {
                let rows = std::slice::from_ref(written);
                return self.take_table(question, table, rows, today, random);
            }
            (AnswerType::Scales(parts), Value::Object(scores)) => {
                return self.take_scores(question, parts, scores, today);
            }
            _ => self.take_whole(question, written, today, random).is_some(),
        };
        match is_taken {
            true => (None, Vec::new()),
            false => (
                Some(written.clone()),
                vec![refusal(question, written, today)],
            ),
        }
    }

    /// None where what is written does not follow the question's rule.
    fn take_whole(
        &mut self,
        question: &'static Question,
        written: &Value,
        today: Date,
        random: &mut dyn Random,
    ) -> Option<()> {
        let text = match written {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let value = answer::typed(question, &text, today).ok()??;
        if !answer::counts(question, &value) {
            return None;
        }
        if matches!(question.answer, AnswerType::VoiceScale) {
            let voice = self.first_voice(random);
            self.set_private(&voice, question, Some(value));
            return Some(());
        }
        self.set(question, Some(value), random).ok()
    }

    fn take_table(
        &mut self,
        question: &'static Question,
        table: &'static Table,
        rows: &[Value],
        today: Date,
        random: &mut dyn Random,
    ) -> (Option<Value>, Vec<NotTaken>) {
        let columns: Vec<&'static Column> = table.columns.iter().collect();
        let (mut good, mut left, mut not_taken) = (Vec::new(), Vec::new(), Vec::new());
        let written = rows.iter().enumerate();
        for (at, row) in written.filter(|(_, row)| !is_blank(Some(question), row)) {
            let name = name_of(question, table, row);
            let refuse = |column: Option<String>, why: String| NotTaken {
                row: Some((at + 1, name.clone())),
                column,
                ..NotTaken::whole(question.id, why)
            };
            let cells = match cells_of(table, row) {
                Ok(cells) => cells,
                Err(why) => {
                    not_taken.push(refuse(None, why.into()));
                    left.push(row.clone());
                    continue;
                }
            };
            let read = read_row(question, &columns, cells, today);
            let why = read.why.into_iter();
            not_taken.extend(why.map(|(column, why)| refuse(Some(column), why)));
            if !read.left.is_empty() {
                left.push(Value::Object(named_left(&columns, cells, read.left)));
            }
            if !is_blank(Some(question), &json!(read.good)) {
                good.push(read.good);
            }
        }
        if self.take_rows(question, table, &good, random).is_err() {
            return (Some(rows.into()), vec![NotTaken::of_rule(question)]);
        }
        ((!left.is_empty()).then_some(Value::Array(left)), not_taken)
    }

    fn take_scores(
        &mut self,
        question: &'static Question,
        parts: &'static [Column],
        scores: &Map<String, Value>,
        today: Date,
    ) -> (Option<Value>, Vec<NotTaken>) {
        let columns: Vec<&'static Column> = parts.iter().collect();
        let read = read_row(question, &columns, scores, today);
        for (part, score) in read.good {
            if self.set_part(question, &part, Some(score)).is_err() {
                let all = Value::Object(scores.clone());
                return (Some(all), vec![NotTaken::of_rule(question)]);
            }
        }
        let not_taken = read.why.into_iter().map(|(column, why)| NotTaken {
            column: Some(column),
            ..NotTaken::whole(question.id, why)
        });
        let left = (!read.left.is_empty()).then_some(Value::Object(read.left));
        (left, not_taken.collect())
    }
}

/// The cells of a row that can be one of the table, or why it cannot.
fn cells_of<'a>(table: &Table, row: &'a Value) -> Result<&'a Map<String, Value>, &'static str> {
    let cells = row.as_object().ok_or("a row has braces around it")?;
    let is_about_partners = table.place == Place::Partners;
    match Row(cells).line("organisation") {
        None if is_about_partners => Err("it names no organisation"),
        _ => Ok(cells),
    }
}

/// The cells that follow their rules, and those that do not, with the reason.
fn read_row(
    question: &'static Question,
    columns: &[&'static Column],
    given: &Map<String, Value>,
    today: Date,
) -> ReadRow {
    let mut read = ReadRow::default();
    let is_about_partner = question
        .table()
        .is_some_and(|table| table.place == Place::Partners);
    for (key, value) in given {
        if is_blank(None, value) || (question.table().is_some() && key == "id") {
            continue;
        }
        let column = columns
            .iter()
            .find(|column| is_called(question, column, key));
        let cell = match column {
            Some(column) => cell_from_json(question, column.cell, value.clone(), today)
                .map_err(|error| error.to_string()),
            None if is_about_partner && key == "organisation" => Ok(Some(value.clone())),
            None => Err("there is no such column".to_owned()),
        };
        match cell {
            Ok(Some(cell)) => {
                let key = column.map_or(key.as_str(), |column| column.id);
                read.good.insert(key.to_owned(), cell);
            }
            Ok(None) => {}
            Err(why) => {
                read.left.insert(key.clone(), value.clone());
                read.why.push((key.clone(), why));
            }
        }
    }
    read
}

/// True where a key names a column, by its id or by its words.
fn is_called(question: &Question, column: &Column, key: &str) -> bool {
    let words = Wording::shipped().question(question);
    let label = words.columns.get(column.id).map(|words| &*words.label);
    let names = [Some(column.id), label].into_iter().flatten();
    let key = folded(key);
    names.into_iter().any(|name| folded(name) == key)
}

/// What is left of a row, with what says which row it is.
fn named_left(
    columns: &[&'static Column],
    cells: &Map<String, Value>,
    left: Map<String, Value>,
) -> Map<String, Value> {
    let first = columns.first().map(|column| column.id);
    let naming = ["organisation", "key"].into_iter().chain(first);
    let naming = naming.filter_map(|key| cells.get_key_value(key));
    let mut named: Map<String, Value> = naming
        .map(|(key, name)| (key.clone(), name.clone()))
        .collect();
    named.extend(left);
    named
}

/// What a row is called: the partner, else its first column.
fn name_of(question: &Question, table: &Table, row: &Value) -> String {
    let Some(cells) = row.as_object().map(Row) else {
        return String::new();
    };
    let offered = super::super::in_words::offered(question, cells);
    let first = match table.place {
        Place::Partners => Some("organisation"),
        Place::Own | Place::Voices => table.asked().next().map(|column| column.id),
    };
    let name = first.and_then(|key| cells.line(key)).map(str::trim);
    offered.or(name.map(str::to_owned)).unwrap_or_default()
}

fn left_in_words(question: &'static Question, answer: &Value) -> Vec<String> {
    let plain = |value: &Value| as_text(value).map_or_else(|| value.to_string(), str::to_owned);
    let words = Wording::shipped().question(question);
    let label = |key: &str| match words.columns.get(key) {
        Some(column) => column.label.clone(),
        None => key.to_owned(),
    };
    match (&question.answer, answer) {
        (AnswerType::Rows(table), Value::Array(rows)) => {
            let rows = rows.iter().flat_map(|row| {
                let name = name_of(question, table, row);
                let Some(cells) = row.as_object() else {
                    return vec![plain(row)];
                };
                let is_name = |cell: &&Value| as_text(cell).is_some_and(|text| text.trim() == name);
                let cells = cells.iter().filter(|(key, cell)| {
                    let is_offered = *key == "key" || Table::names_offered(key);
                    !is_name(cell) && !is_blank(None, cell) && !is_offered
                });
                let cells = cells.map(|(key, cell)| match name.as_str() {
                    "" => format!("{}: {}", label(key), plain(cell)),
                    name => format!("{name}, {}: {}", label(key), plain(cell)),
                });
                cells.collect()
            });
            rows.collect()
        }
        (AnswerType::Scales(_), Value::Object(scores)) => {
            let scores = scores.iter().filter(|(_, score)| !is_blank(None, score));
            scores
                .map(|(key, score)| format!("{}: {}", label(key), plain(score)))
                .collect()
        }
        (_, other) => vec![plain(other)],
    }
}

/// True where nothing was written but what stood there from the beginning.
fn is_blank(question: Option<&Question>, written: &Value) -> bool {
    match written {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(|item| is_blank(question, item)),
        Value::Object(cells) => {
            let is_about_partner = question
                .and_then(Question::table)
                .is_some_and(|table| table.place == Place::Partners);
            let is_offered = cells.contains_key("key");
            cells.iter().all(|(key, cell)| {
                let stood_there = match key.as_str() {
                    "organisation" => is_about_partner,
                    "key" => is_offered,
                    key if Table::names_offered(key) => is_offered,
                    _ => false,
                };
                stood_there || is_blank(question, cell)
            })
        }
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn in_a_line(rule: &Value) -> String {
    match rule {
        Value::String(rule) => rule.clone(),
        Value::Object(columns) => {
            let columns = columns
                .iter()
                .map(|(column, rule)| format!("{column}: {}", rule.as_str().unwrap_or_default()));
            columns.collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

/// Why an answer is not taken: of a day what is not understood and how to write it, else the rule.
fn refusal(question: &'static Question, written: &Value, today: Date) -> NotTaken {
    let refused = written
        .as_str()
        .and_then(|text| answer::typed(question, text, today).err());
    match refused {
        Some(why @ (AnswerError::Date { .. } | AnswerError::Past { .. })) => {
            NotTaken::whole(question.id, why.to_string())
        }
        _ => NotTaken::of_rule(question),
    }
}
