//! Reads and writes rankings for the screen.

use super::{Tell, Worker, copies, why};
use crate::canvas::ranking::Ranking;
use crate::clock;
use crate::export::markdown::markdown;
use crate::export::ranking::page;
use crate::tui::app::Msg;
use crate::tui::message::{RankingFact, RankingWish};
use crate::workspace::rankings::LoadedRanking;
use crate::workspace::store::Revision;
use crate::workspace::trash::Filed;
use crate::workspace::{SaveError, in_one_line};

/// A ranking as it was last written.
#[derive(Debug)]
pub struct Ranked {
    loaded: LoadedRanking,
    /// Revisions from which the screen may still send what it has, because it runs ahead of what it is told;
    /// None for a ranking that was new. What is on disk holds nothing of others that it lacks.
    from: Vec<Option<Revision>>,
}

impl<T: Tell> Worker<T> {
    pub(super) fn with_rankings(&mut self, wish: RankingWish) {
        let told = match wish {
            RankingWish::List => {
                let read = self.workspace.rankings();
                RankingFact::Listed(read.map_err(|error| in_one_line(&error)))
            }
            RankingWish::Open(id) => {
                let read = self.workspace.load_ranking(&id).map(Box::new);
                RankingFact::Opened(read.map_err(|error| in_one_line(&error)))
            }
            RankingWish::Save { ranking, base } => {
                let saved = self.save_ranking(&ranking, base.map(|base| *base));
                RankingFact::Saved {
                    outcome: saved.map(Box::new).map_err(|error| why(&error)),
                    sent: ranking,
                }
            }
            RankingWish::Trash(id) => {
                self.ranked.remove(&id);
                let moved = self.workspace.trash(Filed::Ranking, &id).map(drop);
                RankingFact::Trashed(id, moved.map_err(|error| super::not_moved(&error)))
            }
            RankingWish::Restore(id) => {
                let moved = self.workspace.restore(Filed::Ranking, &id).map(drop);
                RankingFact::Restored(id, moved.map_err(|error| super::not_moved(&error)))
            }
            RankingWish::Export(ranking) => {
                let text = markdown(&page(&ranking));
                let written = copies::write_new(ranking.id().as_str(), "md", &text);
                let note = written.map_or_else(|why| why, |path| format!("Written to {path}"));
                return (self.tell)(Msg::Note(note));
            }
        };
        (self.tell)(Msg::Ranking(told));
    }

    fn save_ranking(
        &mut self,
        ranking: &Ranking,
        base: Option<LoadedRanking>,
    ) -> Result<LoadedRanking, SaveError> {
        let now = clock::now();
        let id = ranking.id();
        let sent_from = base.as_ref().map(|base| base.revision);
        let known = self.ranked.get(id);
        let known = known.filter(|known| known.from.contains(&sent_from));
        let base = known.map(|known| known.loaded.clone()).or(base);
        let loaded = match &base {
            Some(base) => self.workspace.save_ranking(ranking, base, now)?,
            None => self.workspace.create_ranking(ranking)?,
        };
        let mut sent = ranking.clone();
        if base.is_some() {
            sent.touch(now);
        }
        let mut from = known.map_or_else(Vec::new, |known| known.from.clone());
        from.push(sent_from);
        if sent != loaded.ranking {
            // Others' words are in it now, which the screen does not have before it is told.
            from.clear();
        }
        let ranked = Ranked {
            loaded: loaded.clone(),
            from,
        };
        self.ranked.insert(id.clone(), ranked);
        Ok(loaded)
    }
}
