//! What the place of a workspace cannot do: shares, sticks and mounts without locks, mode bits, or a way
//! to say that a save has reached the disk.
//!
//! Words are saved there as safely as the place allows. Here, and nowhere else, is decided which error of
//! which call says that a place cannot do a thing; every other error is a failure. What was met is noted,
//! so that it is said once.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Workspace;
use super::replace::{beside, moved, sync_file, sync_folder};

/// Something that a place cannot do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Keep two programs apart.
    Locks,
    /// Set who may read a file.
    Modes,
    /// Say that a file, or the names in a folder, have reached the disk.
    Sync,
    /// Put one file in another's place in one step.
    Moves,
    /// Give a file a name only where nothing has that name; a claim does it in two steps.
    Names,
}

/// What was met since the start, and in which folder.
static MET: Mutex<BTreeSet<(Lack, PathBuf)>> = Mutex::new(BTreeSet::new());

impl Lack {
    /// What people are told of; the rest makes no difference to them.
    const TOLD: [Self; 4] = [Self::Locks, Self::Modes, Self::Sync, Self::Moves];

    /// The word for files of ours.
    pub fn code(self) -> &'static str {
        match self {
            Self::Locks => "locks",
            Self::Modes => "modes",
            Self::Sync => "sync",
            Self::Moves => "moves",
            Self::Names => "names",
        }
    }

    /// What the place cannot do, in words, and what that means for whoever works there.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Locks => [
                "lock files",
                "what others saved is merged, but let no two programs save at the same moment",
            ],
            Self::Modes => [
                "set who may read a file",
                "whoever the place lets read it can read it",
            ],
            Self::Sync => [
                "say when a save has reached its disk",
                "a power cut may take back what was saved just before",
            ],
            Self::Moves => [
                "replace a file in one step",
                "whoever reads at the same moment may see half a file, and a crash leaves the words in a file \
                 `.saving-….tmp`",
            ],
            Self::Names => ["keep a name from being taken twice", ""],
        }
    }

    /// The same as a sentence about the place, without its beginning.
    pub fn in_full(self) -> String {
        let [cannot, means] = self.words();
        format!("it cannot {cannot}: all is saved, but {means}")
    }

    /// One sentence about all that a place cannot do.
    pub fn in_words(lacks: &[Self]) -> String {
        let cannot: Vec<&str> = lacks.iter().map(|lack| lack.words()[0]).collect();
        let cannot = cannot.join(", nor ");
        format!(
            "the place of the workspace cannot {cannot}: all is saved as safely as it allows; `whytogether doctor` says \
             more"
        )
    }

    /// True where an error says that the place cannot do this, and not that it failed.
    pub fn is_behind(self, error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::Unsupported || self.is_meant_by(error)
    }

    #[cfg(unix)]
    fn is_meant_by(self, error: &io::Error) -> bool {
        use rustix::io::Errno;
        let Some(error) = Errno::from_io_error(error) else {
            return false;
        };
        let always = [Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTSUP, Errno::NOTTY];
        let more: &[Errno] = match self {
            Self::Locks => &[Errno::NOLCK, Errno::PERM, Errno::INVAL, Errno::BADF],
            Self::Modes => &[Errno::PERM, Errno::INVAL, Errno::ACCESS],
            // Some let nobody open a folder.
            Self::Sync => &[
                Errno::PERM,
                Errno::INVAL,
                Errno::BADF,
                Errno::ACCESS,
                Errno::ISDIR,
            ],
            Self::Moves => &[Errno::PERM, Errno::INVAL, Errno::EXIST, Errno::XDEV],
            Self::Names => &[Errno::PERM, Errno::INVAL, Errno::MLINK, Errno::XDEV],
        };
        always.contains(&error) || more.contains(&error)
    }

    #[cfg(not(unix))]
    fn is_meant_by(self, _: &io::Error) -> bool {
        false
    }

    /// Notes that a place cannot do this, where that is what an error says; gives any other error back.
    ///
    /// # Errors
    /// Every error that is a failure.
    pub(super) fn allow(self, place: &Path, done: io::Result<()>) -> io::Result<()> {
        match done {
            Err(error) if self.is_behind(&error) => {
                let mut met = MET.lock().unwrap_or_else(PoisonError::into_inner);
                met.insert((self, place.to_owned()));
                Ok(())
            }
            other => other,
        }
    }
}

impl Workspace {
    /// What this program has met since its start that the place of the workspace cannot do.
    pub fn lacks(&self) -> Vec<Lack> {
        if MET
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty()
        {
            return Vec::new();
        }
        let roots = [
            self.root().to_owned(),
            fs::canonicalize(self.root()).unwrap_or_default(),
        ];
        let is_here = |place: &Path| {
            let mut roots = roots.iter().filter(|root| !root.as_os_str().is_empty());
            roots.any(|root| place.starts_with(root))
        };
        let met = MET.lock().unwrap_or_else(PoisonError::into_inner);
        let here: BTreeSet<Lack> = met
            .iter()
            .filter(|(_, place)| is_here(place))
            .map(|(lack, _)| *lack)
            .collect();
        let told = Lack::TOLD.into_iter();
        told.filter(|lack| here.contains(lack)).collect()
    }

    /// Finds out what the place cannot do, as a save does it, on a file of its own that is gone afterwards.
    ///
    /// What fails in any other way is left to the next save to tell.
    pub(super) fn try_place(&self) {
        let folder = self.canvases_path();
        let tried = self.followed(&folder).and_then(|folder| {
            let (file, other) = (beside(&folder.join("any"))?, beside(&folder.join("any"))?);
            Lack::Locks.allow(&folder, try_lock(file.as_file()))?;
            let own = file.as_file().metadata()?.permissions();
            Lack::Modes.allow(&folder, file.as_file().set_permissions(own))?;
            sync_file(file.as_file(), &folder)?;
            moved(file.path(), other.path())?;
            sync_folder(&folder)
        });
        drop(tried);
    }
}

/// Takes a lock that nobody else can want.
fn try_lock(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|error| match error {
        fs::TryLockError::Error(error) => error,
        fs::TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use rustix::io::Errno;

    #[test]
    fn what_a_place_cannot_do_is_told_from_what_failed() {
        let all = [
            Lack::Locks,
            Lack::Modes,
            Lack::Sync,
            Lack::Moves,
            Lack::Names,
        ];
        for lack in all {
            for cannot in [Errno::NOSYS, Errno::OPNOTSUPP, Errno::PERM, Errno::INVAL] {
                assert!(lack.is_behind(&cannot.into()), "{lack:?}: {cannot}");
            }
            for failed in [
                Errno::IO,
                Errno::NOSPC,
                Errno::DQUOT,
                Errno::ROFS,
                Errno::NOENT,
                Errno::STALE,
                Errno::TIMEDOUT,
            ] {
                assert!(!lack.is_behind(&failed.into()), "{lack:?}: {failed}");
            }
        }
        assert!(Lack::Locks.is_behind(&Errno::NOLCK.into()));
        let held = Errno::WOULDBLOCK.into();
        assert!(!Lack::Locks.is_behind(&held));
    }

    #[test]
    fn what_was_met_is_of_the_workspace_below_which_it_was_met() {
        let folder = tempfile::tempdir().expect("a folder");
        let [here, there] = ["here", "there"].map(|name| Workspace::at(folder.path().join(name)));
        let cannot = || Err(Errno::NOLCK.into());
        let met = Lack::Locks.allow(&here.canvases_path(), cannot());
        met.expect("allowed");
        assert_eq!(here.lacks(), [Lack::Locks]);
        assert_eq!(there.lacks(), []);
        let full = Lack::Locks.allow(here.root(), Err(Errno::NOSPC.into()));
        assert!(full.is_err());
    }
}
