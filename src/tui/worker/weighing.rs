//! What canvases come to beside everything else that is promised.

use super::{Tell, Worker};
use crate::canvas::id::CanvasId;
use crate::canvas::suggestion::Suggestion;
use crate::tui::app::Msg;
use crate::tui::desk::Weighed;
use crate::tui::session::Around;

impl<T: Tell> Worker<T> {
    /// Tells the suggestion for each of some canvases; one that cannot be read has none.
    pub(super) fn weigh(&self, ids: &[CanvasId], around: &Around) {
        let weighed = ids.iter().filter_map(|id| {
            let canvas = self.workspace.load(id).ok()?.canvas;
            let suggestion = Suggestion::of(&around.setting(&canvas));
            let weighed = Weighed {
                outcome: suggestion.outcome,
                is_provisional: suggestion.is_provisional,
            };
            Some((id.clone(), weighed))
        });
        (self.tell)(Msg::Weighed(weighed.collect()));
    }
}
