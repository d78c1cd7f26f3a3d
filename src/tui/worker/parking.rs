//! Parks a thought with a canvas that is not open.

use super::{Tell, Worker};
use crate::canvas::id::CanvasId;
use crate::canvas::summary::{Entry, Summary};
use crate::clock;
use crate::workspace::in_one_line;

impl<T: Tell> Worker<T> {
    /// Parks the thought, notes it among the changes that can be taken back, and returns what the list says
    /// of the canvas now.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(super) fn park(&mut self, id: &CanvasId, text: &str) -> Result<Entry, String> {
        self.write_all();
        let loaded = self.workspace.load(id);
        let loaded = loaded.map_err(|error| in_one_line(&error))?;
        let (mut canvas, now) = (loaded.canvas.clone(), clock::now());
        let random = &mut |end: usize| fastrand::usize(..end);
        canvas.give_rows_ids(random);
        let mut journal = self.state.journal(id);
        journal.fit(&canvas);
        let before = canvas.document().clone();
        canvas.park(text, now, random);
        journal.note(
            "A parked thought",
            "cover.title",
            &before,
            canvas.document(),
        );
        let saved = self.workspace.save(&canvas, &loaded, now);
        let saved = saved.map_err(|error| in_one_line(&error))?;
        // Where that fails the thought is parked all the same, and cannot be taken back by a key.
        let _ = self.state.keep_journal(id, &journal);
        self.owe(id, saved.not_kept);
        Ok(Entry {
            id: id.clone(),
            content: Ok(Summary::of(&saved.loaded.canvas, self.today).into()),
        })
    }
}
