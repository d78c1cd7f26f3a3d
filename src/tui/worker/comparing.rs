//! Reads what is to be laid side by side: canvases of the workspace, and files from other hands.

use super::{Tell, Worker};
use crate::tui::app::Msg;
use crate::tui::screens::compare::{Beside, Laid};
use crate::workspace::folders;
use crate::workspace::store::read_foreign;
use crate::workspace::{ReadError, in_one_line};

impl<T: Tell> Worker<T> {
    /// Reads everything, with what was taken of it for a joint canvas before.
    pub(super) fn lay(&mut self, of: Vec<Beside>) {
        self.write_all();
        let mut slips = Vec::new();
        let canvases = of.iter().map(|one| match one {
            Beside::Canvas(id) => self.workspace.load(id).map(|loaded| loaded.canvas),
            Beside::File(path) => {
                let meant = folders::typed(path).unwrap_or_else(|_| path.into());
                let foreign = read_foreign(&meant, self.today)?;
                let found = foreign.slips.iter();
                let name = path.rsplit('/').next().unwrap_or_default();
                slips.extend(found.map(|slip| format!("{name}, {slip}")));
                Ok(foreign.canvas)
            }
        });
        let canvases: Result<_, ReadError> = canvases.collect();
        let laid = Laid {
            canvases: canvases.map_err(|error| in_one_line(&error)),
            slips,
            taken: self.state.taken(&of),
            of,
        };
        (self.tell)(Msg::Laid(Box::new(laid)));
    }
}
