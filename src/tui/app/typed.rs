//! What is typed in lines over the screen, kept until it is used.

use super::{App, Effect};
use crate::tui::overlay::Overlay;
use crate::tui::session::Unfinished;

impl App {
    /// Has kept what is typed over the screen now, and what was typed and not used.
    pub(super) fn keep_typed(&mut self) {
        let Some(before) = &self.desk.typed_kept else {
            return;
        };
        let mut typed = self.desk.left_typed.clone();
        typed.extend(self.overlays.iter().filter_map(Overlay::typed));
        typed.retain(|_, text| !text.trim().is_empty());
        if typed != *before {
            self.desk.effects.push(Effect::KeepTyped {
                before: before.clone(),
                typed: typed.clone(),
            });
            self.desk.typed_kept = Some(typed);
        }
    }

    /// Takes in what was kept when the program was last left.
    pub(super) fn recalled_typed(&mut self, kept: Unfinished) {
        for (asked, text) in &kept {
            let left = &mut self.desk.left_typed;
            left.entry(asked.clone()).or_insert_with(|| text.clone());
        }
        for overlay in &mut self.overlays {
            overlay.recall(&kept);
        }
        self.desk.typed_kept = Some(kept);
    }
}
