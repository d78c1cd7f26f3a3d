//! Keeps what is tried once it was seen what that changes, and takes it back.

use std::collections::BTreeMap;

use crate::canvas::State;
use crate::canvas::changes::overtaken;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::canvas::summary::Entry;
use crate::portfolio::proposal::Proposal;
use crate::portfolio::tries::Try;
use crate::tui::desk::{Desk, KeptLast};
use crate::tui::message::{Did, Effect};

use super::{ordering, team};

/// Asks what keeping would do; the answer is shown before anything is kept.
pub fn ask(desk: &mut Desk) {
    if desk.trying.is_empty() {
        desk.say("Nothing is tried: press space on a canvas, and see what would be.");
        return;
    }
    if desk.trying.tries.is_empty() && desk.trying.team.is_empty() {
        desk.say("Days alone cannot be kept: say in the settings (s) who has them.");
        return;
    }
    desk.wish(Effect::Propose {
        tries: desk.trying.tries.clone(),
        stood: desk.stood(),
        team: team::to_keep(desk),
    });
}

/// Keeps the team that is tried, and canvases as proposed.
pub fn keep(proposals: Vec<Proposal>, desk: &mut Desk) {
    let mut last = KeptLast::default();
    if !desk.trying.team.is_empty() {
        if desk.settings.is_newer() {
            desk.say("A newer version wrote the settings: the team cannot be changed here.");
            return;
        }
        let before = desk.settings.clone();
        desk.settings = team::settings(desk);
        desk.trying.team.clear();
        last.settings = Some(Box::new([before, desk.settings.clone()]));
        desk.save_settings();
    }
    desk.kept.push(last);
    if proposals.is_empty() {
        desk.say("Kept. u takes it back.");
    } else {
        desk.wish(Effect::Keep(proposals));
    }
}

/// Takes back what was kept last; what cannot be taken back now can be later.
pub fn take_back(desk: &mut Desk) {
    let Some(last) = desk.kept.last_mut() else {
        desk.say("Nothing was kept here that could be taken back.");
        return;
    };
    let changes = last.changes.clone();
    let (order, settings) = (last.order.take(), last.settings.take());
    if let Some(order) = order {
        ordering::take_back(&order, desk);
    }
    if let Some(settings) = settings {
        let [before, after] = *settings;
        desk.settings = before.merged_with(&after, &desk.settings);
        desk.portfolio.reorder(&desk.settings.order());
        desk.save_settings();
    }
    if changes.is_empty() {
        desk.kept.pop();
        desk.say("Taken back.");
    } else {
        desk.wish(Effect::TakeBack(changes));
    }
}

impl Desk {
    /// Where each canvas stands with which something is tried, as far as it is seen here.
    fn stood(&self) -> BTreeMap<CanvasId, State> {
        let tried = self.trying.tries.iter();
        let stood = tried.filter_map(|(id, _)| Some((id.clone(), self.portfolio.state_of(id)?)));
        stood.collect()
    }

    /// Drops what is tried with canvases that somebody else has decided on meanwhile, and says so.
    pub(in crate::tui) fn drop_overtaken(&mut self, entries: &[Entry]) {
        for entry in entries {
            let (Ok(now), Some(stood)) = (&entry.content, self.portfolio.state_of(&entry.id))
            else {
                continue;
            };
            let is_tried = self.trying.tries.of(&entry.id) != Try::default();
            if let Some(why) = overtaken(stood, now.state).filter(|_| is_tried) {
                self.trying.tries.put(&entry.id, Try::default());
                let title = shown(&now.title);
                self.say(format!(
                    "{title}: {why}. What was tried with it is dropped."
                ));
            }
        }
    }

    /// Takes in what became of changes that were to be kept, or taken back.
    pub fn kept(
        &mut self,
        did: Did,
        entries: Vec<Entry>,
        changes: Vec<Proposal>,
        failed: &[(CanvasId, String)],
    ) {
        for entry in &entries {
            self.trying.tries.put(&entry.id, Try::default());
            self.weighed.remove(&entry.id);
        }
        self.portfolio.take_in(entries, &self.settings.order());
        let (done, not_done) = match did {
            Did::Keep => ("Kept. u takes it back.", "Not kept"),
            Did::TakeBack => ("Taken back.", "Not taken back"),
        };
        let is_left = |id: &CanvasId| failed.iter().any(|(left, _)| left == id);
        match (did, self.kept.last_mut()) {
            (Did::Keep, Some(last)) => last.changes = changes,
            (Did::TakeBack, Some(last)) => {
                last.changes.retain(|change| is_left(change.before.id()));
            }
            (_, None) => {}
        }
        self.kept.pop_if(|last| *last == KeptLast::default());
        match failed {
            [] => self.say(done),
            [(id, why), ..] => self.say(format!("{not_done} for {id}: {why}")),
        }
    }
}
