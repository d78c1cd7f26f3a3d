//! Parked thoughts: put aside from anywhere, and settled at the end, each as a next step, kept or dropped.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::AnswerError;
use super::id::{Random, row_id};
use super::question::Question;
use super::row::{Row, as_text};
use super::{Canvas, instant};

/// A thought that was put aside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parked<'a> {
    /// Where it stands in the file's list, by which it is settled.
    pub place: usize,
    /// What it says.
    pub text: &'a str,
    /// When it was put aside; None where the file does not say.
    pub at: Option<Timestamp>,
    /// Its row's id, where it has one.
    pub id: Option<&'a str>,
    /// The day on which it was looked at and stayed; None while it waits to be settled.
    pub kept: Option<Date>,
}

/// Who does what by when: what a parked thought may become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextStep {
    /// What is to be done.
    pub action: String,
    /// By whom; may be empty.
    pub who: String,
    /// By which day, where one is agreed.
    pub by: Option<Date>,
}

impl Canvas {
    /// Puts a thought aside, to come back to.
    pub fn park(&mut self, text: &str, now: Timestamp, random: &mut dyn Random) {
        let id = row_id(|id| self.has_row_id(id), random);
        let parked = self.document.entry("parked").or_insert_with(|| json!([]));
        if let Some(rows) = parked.as_array_mut() {
            rows.push(json!({ "id": id, "text": text.trim(), "at": instant(now) }));
        }
    }

    /// The thoughts that were put aside, in the order of the file; those without words count nowhere.
    pub fn parked(&self) -> Vec<Parked<'_>> {
        let list = self.document.get("parked").and_then(Value::as_array);
        let rows = list.into_iter().flatten().enumerate();
        let parked = rows.filter_map(|(place, row)| {
            let row = Row(row.as_object()?);
            Some(Parked {
                place,
                text: row.line("text")?.trim(),
                at: row.line("at").and_then(|at| at.trim().parse().ok()),
                id: row.0.get("id").and_then(Value::as_str),
                kept: row.date("kept"),
            })
        });
        parked.collect()
    }

    /// Keeps a thought parked, as looked at on a day.
    pub fn keep_parked(&mut self, place: usize, on: Date) {
        let list = self
            .document
            .get_mut("parked")
            .and_then(Value::as_array_mut);
        let row = list.and_then(|list| list.get_mut(place)?.as_object_mut());
        if let Some(row) = row {
            row.insert("kept".into(), on.to_string().into());
        }
    }

    /// Drops a parked thought.
    pub fn drop_parked(&mut self, place: usize) {
        let Some(list) = self
            .document
            .get_mut("parked")
            .and_then(Value::as_array_mut)
        else {
            return;
        };
        if place < list.len() {
            list.remove(place);
        }
        if list.is_empty() {
            self.document.shift_remove("parked");
        }
    }

    /// Turns a parked thought into a next step: it is parked no more.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else than next steps.
    pub fn take_up_parked(
        &mut self,
        place: usize,
        step: &NextStep,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let question = Question::find("decision.next_steps").expect("in the table");
        let table = question.table().expect("a table");
        let id = self.add_row(question, table, random)?;
        let by = step.by.map(|by| Value::from(by.to_string()));
        let cells = [
            ("action", Some(Value::from(step.action.trim()))),
            ("who", Some(Value::from(step.who.trim()))),
            ("by", by),
        ];
        for (column, value) in cells {
            let value = value.filter(|value| as_text(value).is_some());
            self.set_cell(question, table, &id, column, value);
        }
        self.drop_parked(place);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    fn canvas(parked: &Value) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,"parked":{parked}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    fn two() -> Canvas {
        canvas(&json!([
            {"id": "k222", "text": "Ask about vans"},
            {"id": "k223", "text": " "},
            {"text": "Who pays for fuel?"}
        ]))
    }

    fn texts(canvas: &Canvas) -> Vec<&str> {
        canvas.parked().iter().map(|one| one.text).collect()
    }

    #[test]
    fn a_thought_from_other_hands_without_an_id_is_settled_too() {
        let mut canvas = two();
        assert_eq!(texts(&canvas), ["Ask about vans", "Who pays for fuel?"]);
        let last = canvas.parked()[1].place;
        canvas.keep_parked(last, Date::constant(2026, 11, 23));
        assert!(canvas.parked()[1].kept.is_some());
        canvas.drop_parked(last);
        assert_eq!(texts(&canvas), ["Ask about vans"]);
    }

    #[test]
    fn a_thought_that_becomes_a_next_step_is_parked_no_more() {
        let mut canvas = two();
        let step = NextStep {
            action: "Ask the depot about vans".into(),
            who: "Operations".into(),
            by: Some(Date::constant(2026, 12, 1)),
        };
        let place = canvas.parked()[0].place;
        canvas
            .take_up_parked(place, &step, &mut |_| 2)
            .expect("room for it");
        assert_eq!(texts(&canvas), ["Who pays for fuel?"]);
        let row = canvas.rows_at("decision.next_steps").next().expect("one");
        assert_eq!(row.line("action"), Some("Ask the depot about vans"));
        assert_eq!(row.line("who"), Some("Operations"));
        assert_eq!(row.date("by"), step.by);
    }

    #[test]
    fn the_last_thought_leaves_no_empty_list() {
        let mut canvas = canvas(&json!([{"id": "k222", "text": "Vans"}]));
        canvas.drop_parked(0);
        assert_eq!(canvas.value("parked"), None);
        canvas.drop_parked(0);
    }
}
