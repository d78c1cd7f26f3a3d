//! A canvas as a page to hand round.

use super::super::app::{Msg, Sheet};
use super::{Tell, Worker, copies};
use crate::canvas::others::Setting;
use crate::canvas::suggestion::Suggestion;
use crate::export::{markdown, page};
use crate::workspace::in_one_line;

impl<T: Tell> Worker<T> {
    pub(super) fn export(&mut self, sheet: &Sheet) {
        self.write_all();
        let note = self.as_markdown(sheet).and_then(|text| {
            let id = match sheet {
                Sheet::Filed(id) => id,
                Sheet::Open { canvas, .. } => canvas.id(),
            };
            copies::write_new(id.as_str(), "md", &text)
        });
        let note = note.map_or_else(|why| why, |path| format!("Written to {path}"));
        (self.tell)(Msg::Note(note));
    }

    /// A canvas as Markdown; one that is not open is read, and weighed against the others.
    pub fn as_markdown(&self, sheet: &Sheet) -> Result<String, String> {
        let id = match sheet {
            Sheet::Open { canvas, suggestion } => {
                return Ok(markdown::markdown(&page::page(canvas, suggestion)));
            }
            Sheet::Filed(id) => id,
        };
        let canvas = self
            .workspace
            .load(id)
            .map_err(|error| in_one_line(&error))?
            .canvas;
        let entries = self
            .workspace
            .entries(self.today)
            .map_err(|error| in_one_line(&error))?;
        let settings = self
            .workspace
            .load_settings()
            .map_err(|error| in_one_line(&error))?;
        let mut portfolio = crate::portfolio::Portfolio::default();
        portfolio.take_in(entries, &settings.order());
        let others = portfolio.others_than(id);
        let setting = Setting {
            canvas: &canvas,
            others: &others,
            team: settings.team(),
            today: self.today,
        };
        Ok(markdown::markdown(&page::page(
            &canvas,
            &Suggestion::with_turns(&setting),
        )))
    }
}
