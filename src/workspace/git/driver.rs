//! Three files into one, as git asks for it: canvases answer by answer, rankings person by person,
//! settings value by value.
//!
//! Git hands over what both sides began with (empty, where both added the file), ours, and theirs, and
//! takes the result from the place of ours. A refusal leaves that as it was, and git reports a conflict.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::replace::replace;
use super::super::settings::Settings;
use super::super::store::read_bytes;
use super::super::{ReadError, SaveError};
use crate::canvas::document::{DocumentError, MAX_BYTES};
use crate::canvas::id::CanvasId;
use crate::canvas::merge::merge;
use crate::canvas::question::Question;
use crate::canvas::ranking::{self, Ranking};
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, FORMAT};

/// Which of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The version that the result is written over.
    Ours,
    /// The version that comes in.
    Theirs,
}

impl std::fmt::Display for Side {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Ours => "our side",
            Self::Theirs => "their side",
        })
    }
}

/// Why two versions were not merged. Neither is changed.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A version cannot be read.
    #[error("{side} cannot be read")]
    Unreadable {
        /// Which one.
        side: Side,
        /// What is wrong with it, and where.
        #[source]
        source: DocumentError,
    },
    /// A later version of this program wrote one of them.
    #[error("{side} was written by a newer version of whytogether")]
    Newer {
        /// Which one.
        side: Side,
    },
    /// They are no two versions of one file.
    #[error("the two sides are different {what}: `{ours}` and `{theirs}`")]
    TwoFiles {
        /// What they are, such as `canvases`.
        what: &'static str,
        /// The id of ours.
        ours: String,
        /// The id of theirs.
        theirs: String,
    },
    /// Together they would be larger than a file may be.
    #[error("the two sides together would be {size} bytes, where 1 MiB is the limit")]
    TooLarge {
        /// The bytes they would have.
        size: usize,
    },
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The result could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Three files to be merged, the second of which takes the result.
#[derive(Debug, Clone)]
pub struct Versions {
    /// What both sides began with; empty where both added the file.
    pub base: PathBuf,
    /// Ours.
    pub ours: PathBuf,
    /// Theirs.
    pub theirs: PathBuf,
}

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What both sides changed, by what people call it: ours stands, and theirs waits in the file for
    /// someone to pick.
    pub contested: Vec<String>,
}

impl Versions {
    /// Merges the files and writes the result over ours.
    ///
    /// # Errors
    /// [`MergeError`]; no file is changed then.
    pub fn merge(&self, now: Timestamp) -> Result<Merged, MergeError> {
        let base = read_bytes(&self.base)?;
        let ours = read_side(&self.ours, Side::Ours)?;
        let theirs = read_side(&self.theirs, Side::Theirs)?;
        let merged = merged(&base, &ours, &theirs, now)?;
        if merged.bytes != ours {
            replace(&self.ours, &merged.bytes)?;
        }
        Ok(merged)
    }
}

fn read_side(path: &Path, side: Side) -> Result<Vec<u8>, MergeError> {
    read_bytes(path).map_err(|error| match error {
        ReadError::Document { source, .. } => MergeError::Unreadable { side, source },
        error => error.into(),
    })
}

/// Merges the bytes of three versions of a canvas, a ranking, or `workspace.json`.
///
/// A base that cannot be read counts as empty: then nothing is taken out, and all that differs is kept.
///
/// # Errors
/// [`MergeError`], of those that do not touch a file.
pub fn merged(
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
    now: Timestamp,
) -> Result<Merged, MergeError> {
    let id = CanvasId::from_name("merged").expect("a plain name");
    let merged = if let Ok(ours) = Settings::read(ours) {
        merged_settings(base, &ours, theirs, now)?
    } else if let Ok(ours) = Ranking::read(id.clone(), ours) {
        merged_ranking(base, &ours, theirs, now)?
    } else {
        merged_canvas(&id, base, ours, theirs, now)?
    };
    match merged.bytes.len() {
        size if size > MAX_BYTES => Err(MergeError::TooLarge { size }),
        _ => Ok(merged),
    }
}

fn unreadable(side: Side) -> impl Fn(DocumentError) -> MergeError {
    move |source| MergeError::Unreadable { side, source }
}

fn merged_settings(
    base: &[u8],
    ours: &Settings,
    theirs: &[u8],
    now: Timestamp,
) -> Result<Merged, MergeError> {
    let theirs = Settings::read(theirs).map_err(unreadable(Side::Theirs))?;
    for (settings, side) in [(ours, Side::Ours), (&theirs, Side::Theirs)] {
        if settings.is_newer() {
            return Err(MergeError::Newer { side });
        }
    }
    let base = Settings::read(base).unwrap_or_default();
    let merged = ours.merged_keeping(&base, &theirs, now);
    let known = [ours.waiting(), theirs.waiting()].concat();
    let new = merged
        .waiting()
        .into_iter()
        .filter(|one| !known.contains(one));
    Ok(Merged {
        bytes: merged.to_bytes(),
        contested: new.map(|one| one.what).collect(),
    })
}

fn merged_ranking(
    base: &[u8],
    ours: &Ranking,
    theirs: &[u8],
    now: Timestamp,
) -> Result<Merged, MergeError> {
    let id = ours.id();
    let theirs = Ranking::read(id.clone(), theirs).map_err(unreadable(Side::Theirs))?;
    for (ranking, side) in [(ours, Side::Ours), (&theirs, Side::Theirs)] {
        if ranking.is_newer() {
            return Err(MergeError::Newer { side });
        }
    }
    refuse_two("rankings", ours.id_in_file(), theirs.id_in_file())?;
    let base = Ranking::read(id.clone(), base)
        .or_else(|_| Ranking::read(id.clone(), begun(ranking::FORMAT).as_bytes()))
        .expect("what was just written can be read");
    let merged = ours.merged(&base, &theirs, now);
    Ok(Merged {
        bytes: merged.to_bytes(),
        contested: merged.contested_beside(&[ours, &theirs]),
    })
}

/// A file in which nothing stands: what two files without a common past have in common.
fn begun(format: &str) -> String {
    format!(r#"{{"format":"{format}","version":1}}"#)
}

/// # Errors
/// [`MergeError::TwoFiles`] where the files say that they are not one.
fn refuse_two(
    what: &'static str,
    ours: Option<&str>,
    theirs: Option<&str>,
) -> Result<(), MergeError> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => Err(MergeError::TwoFiles {
            what,
            ours: ours.to_owned(),
            theirs: theirs.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn merged_canvas(
    id: &CanvasId,
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
    now: Timestamp,
) -> Result<Merged, MergeError> {
    let read = |bytes: &[u8], side| Canvas::read(id.clone(), bytes).map_err(unreadable(side));
    let (ours, theirs) = (read(ours, Side::Ours)?, read(theirs, Side::Theirs)?);
    for (canvas, side) in [(&ours, Side::Ours), (&theirs, Side::Theirs)] {
        if canvas.is_newer() {
            return Err(MergeError::Newer { side });
        }
    }
    fn id_of(canvas: &Canvas) -> Option<&str> {
        canvas.value("id")?.as_str()
    }
    refuse_two("canvases", id_of(&ours), id_of(&theirs))?;
    let base = Canvas::read(id.clone(), base)
        .or_else(|_| Canvas::read(id.clone(), begun(FORMAT).as_bytes()))
        .expect("what was just written can be read");
    let merged = merge(&base, &ours, &theirs, now);
    let mut known = ours.conflicts();
    known.extend(theirs.conflicts());
    let mut contested: Vec<String> = Vec::new();
    for conflict in merged.conflicts() {
        let name = in_words(&conflict.question);
        if !known.contains(&conflict) && !contested.contains(&name) {
            contested.push(name);
        }
    }
    Ok(Merged {
        bytes: merged.to_bytes(),
        contested,
    })
}

/// What people call a question; the path of anything else.
fn in_words(path: &str) -> String {
    let question = Question::find(path);
    let words = question.map(|question| &Wording::shipped().question(question).short);
    words.map_or_else(|| path.to_owned(), Clone::clone)
}
