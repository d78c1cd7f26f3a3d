//! The rows of a question in the guide: added, deleted and moved; and the way to where each answers alone.

use super::Guide;
use crate::canvas::days::count_of;
use crate::canvas::question::Table;
use crate::tui::desk::{Desk, Go};
use crate::tui::grid::{Grid, gives_rows};
use crate::tui::target::{RowKey, Target};
use crate::tui::widgets::table::Place;

impl Guide {
    pub(super) fn add_row(&mut self, desk: &mut Desk) -> Go {
        let Some(grid) = self.grid(desk).filter(Grid::is_open) else {
            desk.say("No row is added here: partners and voices are named under Cover.");
            return Go::Stay;
        };
        self.edit_cell(
            Place {
                row: grid.rows.len() - 1,
                column: 0,
            },
            desk,
        )
    }

    /// The table, and the id of the row that the cursor is on; None where that is not written yet.
    fn chosen_row(&self, desk: &Desk) -> Option<(&'static Table, String)> {
        let grid = self.grid(desk).filter(Grid::is_open)?;
        match grid.rows.get(self.place.row)?.targets.first()? {
            Target::Cell {
                row: RowKey::Row(id),
                ..
            } => Some((self.question.table()?, id.clone())),
            _ => None,
        }
    }

    pub(super) fn delete_row(&mut self, desk: &mut Desk) -> Go {
        if let (Some((table, id)), Some(session)) = (self.chosen_row(desk), &mut desk.session) {
            let deleted = session.edit(self.question, |canvas, _| {
                canvas.remove_row(self.question, table, &id);
                Ok(())
            });
            desk.say(deleted.map_or_else(
                |error| error.to_string(),
                |()| "Row deleted. Press u to bring it back.".into(),
            ));
        }
        Go::Stay
    }

    pub(super) fn move_row(&mut self, by: isize, desk: &mut Desk) -> Go {
        if let (Some((table, id)), Some(session)) = (self.chosen_row(desk), &mut desk.session) {
            let moved = session.edit(self.question, |canvas, _| {
                canvas.move_row(self.question, table, &id, by);
                Ok(())
            });
            if let Err(error) = moved {
                desk.say(error.to_string());
            }
        }
        let grid = self.grid(desk);
        let written = grid.map_or(0, |grid| grid.written());
        let to = self
            .place
            .row
            .checked_add_signed(by)
            .filter(|row| *row < written);
        self.place.row = to.unwrap_or(self.place.row);
        Go::Stay
    }

    /// Gives every other partner who has nothing there the answer that the cursor is on.
    pub(super) fn same_for_the_rest(&mut self, desk: &mut Desk) -> Go {
        let question = self.question;
        let (Some(table), true) = (question.table(), gives_rows(question)) else {
            desk.say("This fills a column of the partners; there are none here.");
            return Go::Stay;
        };
        let grid = self.grid(desk);
        let row = grid.as_ref().and_then(|grid| grid.rows.get(self.place.row));
        let target = row.and_then(|row| row.targets.get(self.place.column));
        let (
            Some(Target::Cell {
                row: RowKey::Row(id),
                column,
            }),
            Some(session),
        ) = (target, &mut desk.session)
        else {
            return Go::Stay;
        };
        if session.is_read_only() || session.canvas.is_in_round(question) {
            desk.say("It cannot be changed just now.");
            return Go::Stay;
        }
        let filled = session.edit(question, |canvas, _| {
            Ok(canvas.same_for_the_rest(table, id, column))
        });
        desk.say(match filled {
            Ok(None) => "Answer this one first; then = gives the others the same.".into(),
            Ok(Some(0)) => "Every partner has an answer there already.".into(),
            Ok(Some(count)) => format!(
                "The same for {}. Press u to take it back.",
                count_of(count, "more partner")
            ),
            Err(error) => error.to_string(),
        });
        Go::Stay
    }

    /// To where each answers alone, for a score or a choice.
    pub(super) fn answer_alone(&mut self, desk: &mut Desk) -> Go {
        if !self.question.may_be_answered_alone() {
            desk.say("Scores and choices are answered alone; this one is written together.");
            return Go::Stay;
        }
        self.close_editor(desk);
        Go::Alone(self.question)
    }
}
