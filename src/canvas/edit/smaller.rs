//! A lighter form of a canvas: a lighter tie, and days of work that fit.

use super::super::Canvas;
use super::super::answer::AnswerError;
use super::super::capacity::{Lighter, above, work};
use super::super::codes::Coded as _;
use super::super::number::number_value;
use super::super::question::Question;

impl Canvas {
    /// Takes a lighter form: its closeness and coordinator; days of work shrink together where they
    /// are more than it leaves.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in one of these places.
    pub fn make_smaller(&mut self, lighter: Lighter) -> Result<(), AnswerError> {
        let Lighter { form, work_days } = lighter;
        self.put("capacity.closeness", Some(form.closeness.code().into()))?;
        if let Some(coordinator) = form.coordinator {
            self.put("ownership.coordinator", Some(coordinator.code().into()))?;
        }
        let entered = work(self);
        if !above(entered, work_days) {
            return Ok(());
        }
        let question = Question::find("capacity.people").expect("in the table");
        let table = question.table().expect("people stand in rows");
        let rows = self.rows(question);
        let shrunk: Vec<(String, f64)> = rows
            .filter_map(|row| {
                // Down to a hundredth of a day, so that together they never are too many.
                let days =
                    (row.number("days")? * work_days / entered * 100.0 + 1e-6).floor() / 100.0;
                Some((row.id()?.to_owned(), days))
            })
            .collect();
        for (id, days) in shrunk {
            self.set_cell(question, table, &id, "days", Some(number_value(days)));
        }
        Ok(())
    }
}
