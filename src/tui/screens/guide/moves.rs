//! Where the keys lead in the guide: to the cell or the question beside, to a step, out of a field.

use super::super::asked::{beside, go_to_step};
use super::Guide;
use crate::canvas::question::Step;
use crate::tui::desk::{Desk, Go};
use crate::tui::keymap::Command;
use crate::tui::widgets::table::Place;

impl Guide {
    /// The next cell while a cell is typed in, else the next question.
    pub(super) fn next(&mut self, desk: &mut Desk) -> Go {
        if self.leaves_row_taken_out(desk) {
            return Go::Stay;
        }
        if let Some(grid) = self.grid(desk)
            && self.editor.is_some()
        {
            let row = &grid.rows[self.place.row.min(grid.rows.len() - 1)];
            let is_unused = row.is_new && self.place.column == 0;
            let is_last_column = self.place.column + 1 >= grid.columns.len();
            let is_last_row = self.place.row + 1 >= grid.rows.len();
            let is_end = is_unused || (is_last_column && is_last_row);
            if !is_end {
                let (row, column) = if is_last_column {
                    (self.place.row + 1, 0)
                } else {
                    (self.place.row, self.place.column + 1)
                };
                return self.edit_cell(Place { row, column }, desk);
            }
        }
        self.close_editor(desk);
        beside(self.question, 1, desk)
    }

    /// The cell before while a cell is typed in, else the question before.
    pub(super) fn previous(&mut self, desk: &mut Desk) -> Go {
        if self.leaves_row_taken_out(desk) {
            return Go::Stay;
        }
        if let Some(grid) = self.grid(desk)
            && self.editor.is_some()
            && self.place != (Place { row: 0, column: 0 })
        {
            let place = match self.place {
                Place { row, column: 0 } => Place {
                    row: row - 1,
                    column: grid.columns.len() - 1,
                },
                Place { row, column } => Place {
                    row,
                    column: column - 1,
                },
            };
            return self.edit_cell(place, desk);
        }
        self.close_editor(desk);
        beside(self.question, -1, desk)
    }

    pub(super) fn to_step(&self, by: isize, desk: &Desk) -> Go {
        let at = Step::ALL
            .iter()
            .position(|step| *step == self.question.step);
        let to = at.and_then(|at| at.checked_add_signed(by));
        to.map_or(Go::Stay, |to| go_to_step(to, desk))
    }

    pub(super) fn back(&mut self, desk: &mut Desk) -> Go {
        if self.leaves_row_taken_out(desk) {
            return Go::Stay;
        }
        let is_field = self
            .editor
            .as_ref()
            .is_some_and(|editor| editor.text().is_some());
        let is_cell = self.editor.is_some() && self.grid(desk).is_some();
        self.close_editor(desk);
        if is_field || is_cell {
            Go::Stay
        } else {
            self.back.clone()
        }
    }

    pub(super) fn walk(&mut self, command: Command, desk: &Desk) -> Go {
        let Some(grid) = self.grid(desk).filter(|grid| !grid.rows.is_empty()) else {
            return Go::Stay;
        };
        let Place { row, column } = &mut self.place;
        match command {
            Command::Up => *row = row.saturating_sub(1),
            Command::Down => *row += 1,
            Command::Left => *column = column.saturating_sub(1),
            Command::Right => *column += 1,
            Command::First | Command::PageUp => *row = 0,
            _ => *row = usize::MAX,
        }
        *row = (*row).min(grid.rows.len() - 1);
        *column = (*column).min(grid.columns.len() - 1);
        Go::Stay
    }
}
