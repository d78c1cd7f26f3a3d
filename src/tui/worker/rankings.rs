//! Reads and writes rankings for the screen, and writes them again until the disk takes them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Map;

use super::state::State;
use super::taking_up::kept_in;
use super::unwritten::{Kept, Left, versions};
use super::{RETRY, Tell, Worker, copies, why};
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::canvas::shown::shown;
use crate::clock;
use crate::export::markdown::markdown;
use crate::export::ranking::page;
use crate::tui::app::Msg;
use crate::tui::message::{RankingFact, RankingWish};
use crate::workspace::rankings::{LoadedRanking, RankingEntry};
use crate::workspace::store::Revision;
use crate::workspace::trash::Filed;
use crate::workspace::{SaveError, in_one_line};

/// The folder of rankings among what the disk refused.
pub(super) const FOLDER: &str = "rankings";

/// What a ranking is called among what the disk refused.
pub fn file_of(id: &CanvasId) -> String {
    format!("{FOLDER}/{id}")
}

impl State {
    /// The rankings with words that the disk refused.
    pub fn rankings_unwritten(&self) -> Vec<CanvasId> {
        self.ids_unwritten(FOLDER)
    }

    /// Keeps a ranking that the disk refused, with what it started from, None for a new one, until the next
    /// start takes it up.
    pub fn keep_ranking(&self, before: &Kept, ranking: &Ranking, base: Option<&Ranking>) -> Kept {
        let nothing = Ranking::nothing(ranking.id().clone());
        let base = base.unwrap_or(&nothing);
        let both = [base.document(), ranking.document()];
        self.keep_refused(&file_of(ranking.id()), before, both)
    }

    /// All that waits of a ranking, whichever program kept it.
    pub fn ranking_waits(&self, id: &CanvasId) -> Vec<PathBuf> {
        self.waiting(&file_of(id))
    }
}

/// A ranking as it was to be written, and what it started from.
pub type RefusedRanking = (Ranking, Option<LoadedRanking>);

/// A ranking that the disk refused, and what it started from; None for a new one.
///
/// # Errors
/// Why it cannot be taken up.
pub fn refused_ranking(path: &Path, id: &CanvasId) -> Result<RefusedRanking, Left> {
    let left = |why: String| Left {
        path: path.to_owned(),
        why,
    };
    let [base, ours] = versions(path).map_err(left)?;
    let read =
        |bytes: &[u8]| Ranking::read(id.clone(), bytes).map_err(|error| left(error.to_string()));
    let ranking = read(&ours)?;
    let was_new = serde_json::from_slice(&base).is_ok_and(|base: Map<_, _>| base.is_empty());
    let base = match was_new {
        true => None,
        false => Some(LoadedRanking {
            ranking: read(&base)?,
            revision: Revision::of(&base),
        }),
    };
    Ok((ranking, base))
}

/// Rankings on their way to the disk.
#[derive(Debug, Default)]
pub struct RankingDesk {
    written: HashMap<CanvasId, Ranked>,
    refused: HashMap<CanvasId, Refused>,
}

/// A ranking as it was last written.
#[derive(Debug)]
struct Ranked {
    loaded: LoadedRanking,
    /// Revisions from which the screen may still send what it has, because it runs ahead of what it is told;
    /// None for a ranking that was new. What is on disk holds nothing of others that it lacks.
    from: Vec<Option<Revision>>,
}

/// A ranking that the disk did not take yet.
#[derive(Debug)]
struct Refused {
    ranking: Box<Ranking>,
    /// What it started from on disk; None for a new one.
    base: Option<LoadedRanking>,
    /// As for what is written.
    from: Vec<Option<Revision>>,
    due: Instant,
    /// Why the disk did not take it; "" while it was not tried yet.
    why: String,
    /// Where it is kept meanwhile.
    kept: Kept,
}

impl RankingDesk {
    /// When the next attempt is due.
    pub fn due(&self) -> Option<Instant> {
        self.refused.values().map(|refused| refused.due).min()
    }

    /// Where those are kept that the disk did not take.
    pub fn kept(&self) -> impl Iterator<Item = &Kept> {
        self.refused.values().map(|refused| &refused.kept)
    }

    /// What a ranking is to be written from, where the screen sends it from `base`, and what was refused of
    /// it before.
    fn line_up(&mut self, ranking: Box<Ranking>, base: Option<LoadedRanking>) -> Refused {
        let id = ranking.id();
        let sent_from = base.as_ref().map(|base| base.revision);
        let before = self.refused.remove(id);
        let known = self.written.get(id);
        let known = known.filter(|known| known.from.contains(&sent_from));
        let (base, mut from, kept) = match (before, known) {
            (Some(before), _) => (before.base, before.from, before.kept.outdated()),
            (None, Some(known)) => (
                Some(known.loaded.clone()),
                known.from.clone(),
                Kept::default(),
            ),
            (None, None) => (base, Vec::new(), Kept::default()),
        };
        from.push(sent_from);
        Refused {
            ranking,
            base,
            from,
            due: Instant::now(),
            why: String::new(),
            kept,
        }
    }

    /// Puts those that the disk did not take in the place of what was read.
    fn put_over(&self, mut entries: Vec<RankingEntry>) -> Vec<RankingEntry> {
        for (id, refused) in &self.refused {
            entries.retain(|entry| entry.id != *id);
            entries.push(RankingEntry {
                id: id.clone(),
                content: Ok((*refused.ranking).clone()),
            });
        }
        RankingEntry::sort(&mut entries);
        entries
    }
}

impl<T: Tell> Worker<T> {
    pub(super) fn with_rankings(&mut self, wish: RankingWish) {
        let told = match wish {
            RankingWish::List => {
                let read = self.workspace.rankings();
                RankingFact::Listed(match read.map_err(|error| in_one_line(&error)) {
                    Ok(entries) => Ok(self.rankings.put_over(entries)),
                    Err(why) if self.rankings.refused.is_empty() => Err(why),
                    // What is here can be opened whatever the disk says.
                    Err(why) => {
                        (self.tell)(Msg::Note(why));
                        Ok(self.rankings.put_over(Vec::new()))
                    }
                })
            }
            RankingWish::Open(id) => return self.open_ranking(&id),
            RankingWish::Save { ranking, base } => {
                let refused = self.rankings.line_up(ranking, base.map(|base| *base));
                return self.write_ranking(refused);
            }
            RankingWish::Trash(id) => RankingFact::Trashed(id.clone(), self.trash_ranking(&id)),
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

    /// Opens a ranking; one that the disk did not take is opened as it is here, and why is said again.
    fn open_ranking(&mut self, id: &CanvasId) {
        self.write_rankings(Instant::now());
        let Some(refused) = self.rankings.refused.get_mut(id) else {
            let read = self.workspace.load_ranking(id).map(Box::new);
            let read = read.map_err(|error| in_one_line(&error));
            return (self.tell)(Msg::Ranking(RankingFact::Opened(read)));
        };
        let revision = Revision::of(&refused.ranking.to_bytes());
        refused.from.push(Some(revision));
        let sent = refused.ranking.clone();
        let loaded = LoadedRanking {
            ranking: (*sent).clone(),
            revision,
        };
        let outcome = Err(refused.why.clone());
        (self.tell)(Msg::Ranking(RankingFact::Opened(Ok(Box::new(loaded)))));
        (self.tell)(Msg::Ranking(RankingFact::Saved { sent, outcome }));
    }

    /// Moves a ranking to the trash, once the disk has all of it.
    ///
    /// # Errors
    /// Why it stays where it is.
    fn trash_ranking(&mut self, id: &CanvasId) -> Result<(), String> {
        self.write_rankings(Instant::now());
        if let Some(refused) = self.rankings.refused.get(id) {
            return Err(format!(
                "Its last words are not on disk yet: {}.",
                refused.why
            ));
        }
        self.rankings.written.remove(id);
        let moved = self.workspace.trash(Filed::Ranking, id).map(drop);
        moved.map_err(|error| super::not_moved(&error))
    }

    /// Writes those that the disk did not take and that are due by an instant.
    pub(super) fn write_rankings(&mut self, by: Instant) {
        let due = self.rankings.refused.iter();
        let due = due.filter(|(_, refused)| refused.due <= by);
        let ids: Vec<CanvasId> = due.map(|(id, _)| id.clone()).collect();
        for id in ids {
            if let Some(refused) = self.rankings.refused.remove(&id) {
                self.write_ranking(refused);
            }
        }
    }

    /// Writes all that the disk did not take, whenever it is due.
    pub(super) fn write_all_rankings(&mut self) {
        let last = self.rankings.refused.values().map(|refused| refused.due);
        if let Some(last) = last.max() {
            self.write_rankings(last);
        }
    }

    /// Writes a ranking; what the disk refuses is kept, and tried again.
    fn write_ranking(&mut self, refused: Refused) {
        let now = clock::now();
        let (id, ranking) = (refused.ranking.id().clone(), &refused.ranking);
        let saved = match &refused.base {
            Some(base) => self.workspace.save_ranking(ranking, base, now),
            None if refused.kept == Kept::NotTried => self.workspace.create_ranking(ranking),
            None => self.workspace.begin_ranking(ranking, now),
        };
        let sent = ranking.clone();
        let outcome = match saved {
            Ok(loaded) => {
                if refused.kept.is_ours() {
                    self.state.drop_unwritten(&file_of(&id));
                }
                let mut written = ranking.clone();
                if refused.base.is_some() {
                    written.touch(now);
                }
                let mut from = refused.from;
                if *written != loaded.ranking {
                    // Others' words are in it now, which the screen does not have before it is told.
                    from.clear();
                }
                let ranked = Ranked {
                    loaded: loaded.clone(),
                    from,
                };
                self.rankings.written.insert(id, ranked);
                Ok(Box::new(loaded))
            }
            Err(error) => Err(self.put_off(refused, &error)),
        };
        (self.tell)(Msg::Ranking(RankingFact::Saved { sent, outcome }));
        self.tell_nowhere();
    }

    /// Keeps a ranking that the disk refused, to be tried again; returns why it refused.
    fn put_off(&mut self, mut refused: Refused, error: &SaveError) -> String {
        let id = refused.ranking.id().clone();
        let base = refused.base.as_ref().map(|base| &base.ranking);
        let kept = self
            .state
            .keep_ranking(&refused.kept, &refused.ranking, base);
        refused.kept = kept;
        refused.due = Instant::now() + RETRY;
        refused.why = why(error);
        let said = refused.why.clone();
        self.rankings.refused.insert(id, refused);
        said
    }

    /// Takes up what the disk refused of a ranking before, and returns its title once it is on disk.
    pub(super) fn take_up_ranking(&mut self, id: &CanvasId) -> Option<String> {
        let mut written = None;
        for path in self.state.ranking_waits(id) {
            let (ranking, base) = match refused_ranking(&path, id) {
                Ok(refused) => refused,
                Err(left) => {
                    self.tell_left(&left);
                    continue;
                }
            };
            let title = shown(ranking.title()).into_owned();
            self.state.answer_for(&file_of(id), path);
            self.write_ranking(Refused {
                ranking: Box::new(ranking),
                base,
                from: Vec::new(),
                due: Instant::now(),
                why: String::new(),
                kept: Kept::Older,
            });
            if self.rankings.refused.contains_key(id) {
                // What else waits of it is for a start at which the disk takes this.
                return None;
            }
            written = Some(title);
        }
        written
    }

    /// A sentence for each ranking that is not in the workspace: where its last words are.
    pub(super) fn rankings_left(&self) -> Vec<String> {
        let refused = self.rankings.refused.iter();
        let left = refused.map(|(id, refused)| {
            let title = shown(refused.ranking.title());
            let begin = format!("`{title}` is not in the workspace: {}.", refused.why);
            let path = self.state.unwritten_path(&file_of(id));
            match path.filter(|_| refused.kept == Kept::InState) {
                Some(path) => kept_in(&begin, &path),
                None => {
                    let to = std::env::temp_dir();
                    let bytes = refused.ranking.to_bytes();
                    let copy = copies::save_bytes(id, &bytes, &to.to_string_lossy());
                    format!("{begin} {copy}.")
                }
            }
        });
        left.collect()
    }
}
