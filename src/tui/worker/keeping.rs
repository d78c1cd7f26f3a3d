//! What was tried: finds out what keeping it would do, keeps it, and takes it back.

use super::{Tell, Worker};
use std::collections::BTreeMap;

use crate::canvas::changes::overtaken;
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::canvas::others::Team;
use crate::canvas::summary::{Entry, Summary};
use crate::canvas::{Canvas, State};
use crate::clock;
use crate::portfolio::Portfolio;
use crate::portfolio::proposal::{Proposal, Surroundings, propose};
use crate::portfolio::tries::Tries;
use crate::tui::message::{Did, Msg};
use crate::workspace::in_one_line;

/// What the change is called among those that can be taken back.
const NAME: &str = "what was tried in the portfolio";

impl<T: Tell> Worker<T> {
    /// Tells what keeping all that is tried would do.
    pub(super) fn propose(&mut self, tries: Tries, stood: &BTreeMap<CanvasId, State>, team: Team) {
        self.write_all();
        let (mut canvases, mut failed) = (Vec::new(), Vec::new());
        for (id, _) in tries.iter() {
            match self.workspace.load(id) {
                Ok(loaded) if loaded.canvas.is_newer() => {
                    let why = "a newer version wrote it: it can be read here, not changed";
                    failed.push((id.clone(), why.to_owned()));
                }
                Ok(loaded) => {
                    let now = loaded.canvas.state();
                    let stood = stood.get(id).copied().unwrap_or(now);
                    if stood == now {
                        canvases.push(loaded.canvas);
                    } else {
                        // Seen anew, what is tried with it is dropped, and that is said.
                        let content = Ok(Summary::of(&loaded.canvas, self.today).into());
                        let id = id.clone();
                        (self.tell)(Msg::Listed(vec![Entry { id, content }]));
                    }
                }
                Err(error) => failed.push((id.clone(), in_one_line(&error))),
            }
        }
        let mut portfolio = Portfolio::default();
        if !canvases.is_empty() {
            match self.workspace.entries(self.today) {
                Ok(entries) => portfolio.take_in(entries, &[]),
                Err(error) => return (self.tell)(Msg::Note(in_one_line(&error))),
            }
        }
        let around = Surroundings {
            portfolio,
            team,
            today: self.today,
        };
        let random = &mut |end: usize| fastrand::usize(..end);
        let (proposals, refused) = propose(canvases, &tries, around, random);
        failed.extend(refused.into_iter().map(|(id, why)| (id, in_one_line(&why))));
        (self.tell)(Msg::Proposed {
            tries,
            proposals,
            failed,
        });
    }

    /// Keeps changes or takes them back, canvas by canvas, and tells what became of each.
    pub(super) fn change_all(&mut self, did: Did, wanted: Vec<Proposal>) {
        self.write_all();
        let (mut entries, mut changes, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for proposal in wanted {
            let id = proposal.before.id().clone();
            match self.change(did, proposal) {
                Ok(change) => {
                    entries.push(Entry {
                        id,
                        content: Ok(Summary::of(&change.after, self.today).into()),
                    });
                    changes.push(change);
                }
                Err(why) => failed.push((id, why)),
            }
        }
        (self.tell)(Msg::Kept {
            did,
            entries,
            changes,
            failed,
        });
    }

    /// Changes one canvas on disk, notes it among the changes that can be taken back, and returns what
    /// changed; whatever others wrote meanwhile stays.
    fn change(&mut self, did: Did, proposal: Proposal) -> Result<Proposal, String> {
        let id: &CanvasId = proposal.before.id();
        let now = clock::now();
        let loaded = self
            .workspace
            .load(id)
            .map_err(|error| in_one_line(&error))?;
        let was = &loaded.canvas;
        let overtaken = overtaken(proposal.before.state(), was.state());
        if let Some(why) = overtaken.filter(|_| did == Did::Keep) {
            return Err(why);
        }
        let mut journal = self.state.journal(id);
        journal.fit(was);
        let (name, question) = (NAME, proposal.question().id);
        let canvas: Canvas = match did {
            Did::Keep => {
                let canvas = merge(&proposal.before, &proposal.after, was, now);
                journal.note(name, question, was.document(), canvas.document());
                canvas
            }
            Did::TakeBack => {
                let mut canvas = was.clone();
                let change = [&proposal.before, &proposal.after].map(Canvas::document);
                journal.take_back(name, question, &mut canvas, change);
                canvas
            }
        };
        let saved = self.workspace.save(&canvas, &loaded, now);
        let saved = saved.map_err(|error| in_one_line(&error))?;
        // Where that fails, the change can still be taken back until the program ends.
        let _ = self.state.keep_journal(id, &journal);
        self.owe(id, saved.not_kept);
        Ok(Proposal {
            before: loaded.canvas,
            after: saved.loaded.canvas,
            decision: proposal.decision,
            ends: proposal.ends,
        })
    }
}
