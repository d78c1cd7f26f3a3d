//! A lighter form of a canvas: a lighter tie, and days of work that fit.

use super::super::Canvas;
use super::super::answer::AnswerError;
use super::super::capacity::{Lighter, above, work_entered};
use super::super::codes::Coded as _;
use super::super::number::number_value;
use super::super::question::Question;

impl Canvas {
    /// Takes a lighter form: its closeness and coordinator. Where more days of work are entered than it
    /// leaves, a smaller yes offers what it leaves, and before a decision all days shrink together.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in one of these places.
    pub fn make_smaller(&mut self, lighter: Lighter, is_decided: bool) -> Result<(), AnswerError> {
        let Lighter { form, work_days } = lighter;
        self.put("capacity.closeness", Some(form.closeness.code().into()))?;
        if let Some(coordinator) = form.coordinator {
            self.put("ownership.coordinator", Some(coordinator.code().into()))?;
        }
        let entered = work_entered(self);
        if !above(entered, work_days) {
            return Ok(());
        }
        // Down to a hundredth of a day, so that together they never are too many.
        let down = |days: f64| (days * 100.0 + 1e-6).floor() / 100.0;
        if is_decided {
            return self.put("decision.days", Some(number_value(down(work_days))));
        }
        let question = Question::find("capacity.people").expect("in the table");
        let table = question.table().expect("people stand in rows");
        let rows = self.rows(question);
        let shrunk: Vec<(String, f64)> = rows
            .filter_map(|row| {
                let days = down(row.number("days")? * work_days / entered);
                Some((row.id()?.to_owned(), days))
            })
            .collect();
        for (id, days) in shrunk {
            self.set_cell(question, table, &id, "days", Some(number_value(days)));
        }
        Ok(())
    }
}
