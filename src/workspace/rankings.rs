//! Rankings: one file each in `rankings/`, written by the same rules as canvases.

use jiff::Timestamp;

use super::list::why_aside;
use super::replace::create;
use super::store::{Revision, sized};
use super::{ReadError, SaveError, Workspace};
use crate::canvas::entry::Aside;
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;

/// A ranking as it was last seen on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedRanking {
    /// The ranking.
    pub ranking: Ranking,
    /// What its file held.
    pub revision: Revision,
}

impl LoadedRanking {
    fn of(ranking: Ranking, bytes: &[u8]) -> Self {
        Self {
            ranking,
            revision: Revision::of(bytes),
        }
    }
}

/// A file among the rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingEntry {
    /// The file's name without its ending.
    pub id: CanvasId,
    /// The ranking, or why it stands aside.
    pub content: Result<Ranking, Aside>,
}

impl RankingEntry {
    /// Puts rankings in order: the oldest first, what cannot be read last.
    pub fn sort(entries: &mut [Self]) {
        entries.sort_by_cached_key(|entry| {
            let created = entry.content.as_ref().ok();
            let created = created.map(|ranking| ranking.created().to_owned());
            (created.is_none(), created, entry.id.clone())
        });
    }

    /// Its id and its title, or "" where it cannot be read; None for a copy.
    pub fn named(self) -> Option<(CanvasId, String)> {
        match self.content {
            Ok(ranking) => Some((self.id, ranking.title().to_owned())),
            Err(Aside::CopyOf(_)) => None,
            Err(_) => Some((self.id, String::new())),
        }
    }
}

impl Workspace {
    /// Every ranking, the oldest first, what cannot be read last.
    ///
    /// # Errors
    /// [`ReadError::Io`] where the folder is there and cannot be read.
    pub fn rankings(&self) -> Result<Vec<RankingEntry>, ReadError> {
        let found = self.names_in(&self.rankings_path())?;
        let ids = found.names.iter().filter_map(|name| {
            let name = name.to_str()?.strip_suffix(".json")?;
            CanvasId::from_name(name)
        });
        let entries = ids.map(|id| {
            let content = match self.load_ranking(&id) {
                Ok(loaded) => match self.copy_of_ranking(&loaded.ranking) {
                    Some(of) => Err(Aside::CopyOf(of)),
                    None => Ok(loaded.ranking),
                },
                Err(error) => Err(why_aside(&error)),
            };
            RankingEntry { id, content }
        });
        let in_cloud = found.in_cloud.into_iter().map(|entry| RankingEntry {
            id: entry.id,
            content: Err(Aside::InCloud),
        });
        let mut entries: Vec<RankingEntry> = entries.chain(in_cloud).collect();
        RankingEntry::sort(&mut entries);
        Ok(entries)
    }

    /// Reads a ranking.
    ///
    /// # Errors
    /// [`ReadError`], by whether the file is missing, refused or no ranking.
    pub fn load_ranking(&self, id: &CanvasId) -> Result<LoadedRanking, ReadError> {
        let path = self.ranking_path(id);
        let bytes = self.read(&path)?;
        let ranking = Ranking::read(id.clone(), &bytes)
            .map_err(|source| ReadError::Document { path, source })?;
        Ok(LoadedRanking::of(ranking, &bytes))
    }

    /// Writes a new ranking; the workspace is created where it is not there yet.
    ///
    /// # Errors
    /// [`SaveError::Exists`] where a ranking has this id, else as for [`Workspace::save_ranking`].
    pub fn create_ranking(&self, ranking: &Ranking) -> Result<LoadedRanking, SaveError> {
        self.prepare()?;
        self.folder(&self.rankings_path())?;
        let _lock = self.lock()?;
        let path = self.ranking_path(ranking.id());
        let bytes = sized(ranking.to_bytes(), &path)?;
        create(&path, &bytes)?;
        Ok(LoadedRanking::of(ranking.clone(), &bytes))
    }

    /// Writes a ranking that was new and may have come to the disk before, as far as that was not refused.
    ///
    /// # Errors
    /// As for [`Workspace::save_ranking`].
    pub fn begin_ranking(
        &self,
        ranking: &Ranking,
        now: Timestamp,
    ) -> Result<LoadedRanking, SaveError> {
        match self.create_ranking(ranking) {
            Err(SaveError::Exists { .. }) => {
                let nothing = Ranking::nothing(ranking.id().clone());
                let base = LoadedRanking::of(nothing, &[]);
                self.save_ranking(ranking, &base, now)
            }
            created => created,
        }
    }

    /// Writes a ranking over the file that `base` was loaded from, with what others changed since.
    ///
    /// A file that was taken away is written again.
    ///
    /// # Errors
    /// [`SaveError`]; nothing on disk has changed then.
    pub fn save_ranking(
        &self,
        ranking: &Ranking,
        base: &LoadedRanking,
        now: Timestamp,
    ) -> Result<LoadedRanking, SaveError> {
        let path = self.ranking_path(ranking.id());
        if ranking.is_newer() {
            return Err(SaveError::Newer { path });
        }
        self.prepare()?;
        self.folder(&self.rankings_path())?;
        let _lock = self.lock()?;
        let mut written = match self.load_ranking(ranking.id()) {
            Ok(theirs) if theirs.revision == base.revision => ranking.clone(),
            Ok(theirs) if theirs.ranking.is_newer() => return Err(SaveError::Newer { path }),
            Ok(theirs) => ranking.merged(&base.ranking, &theirs.ranking, now),
            Err(ReadError::Missing { .. }) => ranking.clone(),
            Err(ReadError::Document { path, source }) => {
                return Err(SaveError::Unreadable { path, source });
            }
            Err(ReadError::Io { path, source }) => return Err(SaveError::Io { path, source }),
        };
        written.touch(now);
        let bytes = sized(written.to_bytes(), &path)?;
        self.write(&path, &bytes)?;
        Ok(LoadedRanking::of(written, &bytes))
    }
}
