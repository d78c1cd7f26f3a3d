//! Letters that a canvas keeps (`letters`): as sent, with the day; and drafts, which have no `on` yet.
//!
//! There is one draft for each kind and recipient. A second one, as a merge of two machines may leave it,
//! is kept and listed, and never written over.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Kind, addressed_to};
use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::codes::Coded;
use crate::canvas::id::{Random, row_id};
use crate::canvas::review::ENDING;
use crate::canvas::row::Row;
use crate::canvas::when;

/// A letter that the canvas keeps.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    row: Row<'a>,
    /// Its place in the list, from 0.
    pub place: usize,
}

impl<'a> Kept<'a> {
    /// The day on which it was sent; None for a draft, and where no day stands there.
    pub fn on(self) -> Option<Date> {
        self.row.date("on")
    }

    /// True where it was not sent.
    pub fn is_draft(self) -> bool {
        !self.row.0.contains_key("on")
    }

    /// The kind; None where this version knows none of its name.
    pub fn kind(self) -> Option<Kind> {
        self.row.code("kind")
    }

    /// True for the note that was written when it ended, or will.
    pub fn is_ending(self) -> bool {
        self.row.line("kind") == Some(ENDING)
    }

    /// The code of its kind; None where this version knows none of its name.
    pub fn code(self) -> Option<&'static str> {
        match self.is_ending() {
            true => Some(ENDING),
            false => self.kind().map(Kind::code),
        }
    }

    /// What it is called, such as `no room`.
    pub fn name(self) -> &'static str {
        match self.is_ending() {
            true => "ending note",
            false => self.kind().map_or("a letter", Kind::name),
        }
    }

    /// Whom it is for.
    pub fn to(self) -> Option<&'a str> {
        self.row.line("to")
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        let text = self.row.0.get("text").and_then(Value::as_str);
        text.unwrap_or_default()
    }
}

/// The rule for the day on which a letter was sent.
pub const SENT_ON: &str = "a day that is not to come, such as 22 November or 2026-11-22";

/// The day on which a letter was sent, as people type it: a day without a year is the last one.
pub fn sent_on(text: &str, today: Date) -> Option<Date> {
    if text.trim().eq_ignore_ascii_case("yesterday") {
        return today.yesterday().ok();
    }
    let on = when::typed(text, today)?;
    if on <= today {
        return Some(on);
    }
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<&str> = numbers.filter(|number| !number.is_empty()).collect();
    let is_ahead = ["in", "from", "next"]
        .iter()
        .any(|word| has_word(text, word));
    let is_day_of_month = numbers.len() == 1 && numbers[0].len() <= 2 && !is_ahead;
    let last = on.checked_sub(1.year()).ok();
    last.filter(|on| is_day_of_month && *on <= today)
}

fn has_word(text: &str, word: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|one| one.eq_ignore_ascii_case(word))
}

impl Canvas {
    /// The letters that are kept, in the order of the file; an ending note is none.
    pub fn letters(&self) -> impl Iterator<Item = Kept<'_>> + Clone {
        self.all_kept().filter(|kept| !kept.is_ending())
    }

    /// The letters that are kept, and the ending note among them, in the order of the file.
    pub fn all_kept(&self) -> impl Iterator<Item = Kept<'_>> + Clone {
        let rows = self.document().get("letters").and_then(Value::as_array);
        let rows = rows.into_iter().flatten().enumerate();
        rows.filter_map(|(place, row)| {
            let row = Row(row.as_object()?);
            Some(Kept { row, place })
        })
    }

    /// The draft of a kind for someone.
    pub fn draft(&self, kind: Kind, to: Option<&str>) -> Option<Kept<'_>> {
        self.letters()
            .find(|letter| letter.is_draft() && letter.kind() == Some(kind) && letter.to() == to)
    }

    /// Keeps a draft of a kind for someone; without a text the draft is taken out.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than letters.
    pub fn keep_draft(
        &mut self,
        kind: Kind,
        to: Option<&str>,
        text: Option<&str>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let place = self.draft(kind, to).map(|draft| draft.place);
        let mut rows = self.letter_rows()?;
        match (place, text) {
            (Some(place), Some(text)) => put(&mut rows[place], "text", text),
            (Some(place), None) => {
                rows.remove(place);
            }
            (None, Some(text)) => rows.push(self.letter_row(None, kind, to, text, random)),
            (None, None) => return Ok(()),
        }
        self.put_letters(rows)
    }

    /// Keeps a letter as sent on a day; its draft becomes that letter.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than letters.
    pub fn keep_sent(
        &mut self,
        kind: Kind,
        to: Option<&str>,
        text: &str,
        on: Date,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let place = self.draft(kind, to).map(|draft| draft.place);
        let mut rows = self.letter_rows()?;
        // Where nobody was chosen, it is for whomever it was addressed to.
        let to = to.or(addressed_to(text));
        match place {
            Some(place) => {
                put(&mut rows[place], "on", &on.to_string());
                put(&mut rows[place], "text", text);
                if let Some(to) = to {
                    put(&mut rows[place], "to", to);
                }
            }
            None => rows.push(self.letter_row(Some(on), kind, to, text, random)),
        }
        self.put_letters(rows)
    }

    fn letter_rows(&self) -> Result<Vec<Value>, AnswerError> {
        match self.document().get("letters") {
            None => Ok(Vec::new()),
            Some(Value::Array(rows)) => Ok(rows.clone()),
            Some(_) => Err(AnswerError::InTheWay {
                path: "letters".into(),
            }),
        }
    }

    fn letter_row(
        &self,
        on: Option<Date>,
        kind: Kind,
        to: Option<&str>,
        text: &str,
        random: &mut dyn Random,
    ) -> Value {
        let id = row_id(|id| self.has_row_id(id), random);
        let mut row = Map::from_iter([("id".to_owned(), id.into())]);
        row.extend(on.map(|on| ("on".to_owned(), on.to_string().into())));
        row.insert("kind".into(), kind.code().into());
        row.extend(to.map(|to| ("to".to_owned(), to.into())));
        row.insert("text".into(), text.into());
        Value::Object(row)
    }

    fn put_letters(&mut self, rows: Vec<Value>) -> Result<(), AnswerError> {
        self.put("letters", (!rows.is_empty()).then_some(json!(rows)))
    }
}

fn put(row: &mut Value, column: &str, value: &str) {
    if let Some(row) = row.as_object_mut() {
        row.insert(column.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_letter_is_sent_on_a_day_that_is_not_to_come() {
        let today = date(2026, 11, 23);
        for (typed, on) in [
            ("today", Some(today)),
            ("yesterday", Some(date(2026, 11, 22))),
            ("22 November", Some(date(2026, 11, 22))),
            ("24 Nov", Some(date(2025, 11, 24))),
            ("2026-11-20", Some(date(2026, 11, 20))),
            ("2026-11-24", None),
            ("24 November 2026", None),
            ("tomorrow", None),
            ("in 2 days", None),
            ("2 days from now", None),
            ("soon", None),
        ] {
            assert_eq!(sent_on(typed, today), on, "{typed}");
        }
    }
}
