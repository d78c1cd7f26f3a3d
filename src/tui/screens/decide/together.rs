//! What several who decide together have said of the choice, each alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::talking_points::{SaidAlone, said_alone};
use super::{Decide, question};
use crate::canvas::alone::parts;
use crate::tui::desk::Desk;
use crate::tui::session::Session;
use crate::tui::widgets::prose::{below, put, wrap};

/// What several who decide together have said of the choice; nothing where one decides.
#[derive(Default)]
pub(super) struct Together {
    said: String,
    /// True where it is what is to be done next.
    is_urgent: bool,
    /// True while a round goes on, in which nobody is to be led by what stands there.
    pub(super) hides_choice: bool,
}

impl Together {
    /// How many rows it takes.
    pub(super) fn rows(&self, width: u16) -> u16 {
        u16::try_from(wrap(&self.said, width).len()).unwrap_or(u16::MAX)
    }

    /// Reads it from the canvas.
    pub(super) fn of(session: &Session) -> Self {
        let (canvas, question) = (&session.canvas, question("decision.choice"));
        let said = said_alone(session, question);
        let is_urgent = !matches!(said, Some(SaidAlone::Offer(_)) | None);
        let part = parts(canvas, question).remove(0);
        let said = match said {
            None => return Self::default(),
            Some(SaidAlone::Ready(said)) if canvas.is_in_round(question) => {
                format!("{said} Until all see the answers together, the choice is hidden.")
            }
            Some(SaidAlone::Shown(said)) if part.agreed(canvas, question).is_some() => {
                format!("{said} The marked one is agreed.")
            }
            Some(SaidAlone::Shown(said) | SaidAlone::Ready(said) | SaidAlone::Offer(said)) => said,
        };
        Self {
            said,
            is_urgent,
            hides_choice: canvas.is_in_round(question),
        }
    }
}

impl Decide {
    /// What each has said of it alone, and the four choices, which are hidden while a round goes on.
    pub(super) fn draw_choice(
        &self,
        together: &Together,
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let theme = &desk.look.theme;
        let style = match together.is_urgent {
            true => theme.strong,
            false => theme.soft,
        };
        let used = put(&together.said, area, buf, style);
        let list = below(area, used);
        if list.height > 0 && !together.hides_choice {
            self.choice.draw(session, list, buf, &desk.look);
        }
    }
}
