//! Reads what is to be laid side by side: canvases of the workspace, and files from other hands.

use std::path::Path;

use super::{Tell, Worker};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::tui::app::Msg;
use crate::tui::screens::compare::{Beside, Laid};
use crate::workspace::in_one_line;
use crate::workspace::store::read_bytes;

/// What a file is called whose own name could be no canvas's.
const NAMELESS: &str = "the-other-file";

impl<T: Tell> Worker<T> {
    /// Reads everything, with what was taken of it for a joint canvas before.
    pub(super) fn lay(&mut self, of: Vec<Beside>) {
        self.write_all();
        let canvases = of.iter().map(|one| match one {
            Beside::Canvas(id) => {
                let loaded = self.workspace.load(id);
                let canvas = loaded.map(|loaded| loaded.canvas);
                canvas.map_err(|error| in_one_line(&error))
            }
            Beside::File(path) => self.read_elsewhere(path),
        });
        let laid = Laid {
            canvases: canvases.collect(),
            taken: self.state.taken(&of),
            of,
        };
        (self.tell)(Msg::Laid(Box::new(laid)));
    }

    /// A canvas file from other hands, with what was filled in beside its questions.
    fn read_elsewhere(&self, path: &str) -> Result<Canvas, String> {
        let path = Path::new(path);
        let bytes = read_bytes(path).map_err(|error| in_one_line(&error))?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy());
        let id = stem.and_then(|stem| CanvasId::from_name(&stem));
        let id = id.or_else(|| CanvasId::from_name(NAMELESS));
        let id = id.expect("a name that could be a canvas's");
        let mut canvas = Canvas::read(id, &bytes)
            .map_err(|error| format!("`{}`: {}", path.display(), in_one_line(&error)))?;
        if !canvas.is_newer() {
            canvas.take_in(self.today, &mut |end| fastrand::usize(..end));
        }
        Ok(canvas)
    }
}
