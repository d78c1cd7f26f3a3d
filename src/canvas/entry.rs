//! One file of a list of canvases: what a list shows of it, or why it is in no sum.

use std::fmt;
use std::sync::Arc;

use super::id::CanvasId;
use super::summary::Summary;

/// One file of a list of canvases.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The id, which is the file's name.
    pub id: CanvasId,
    /// What a list shows of it, or why it counts in no sum.
    pub content: Result<Arc<Summary>, Aside>,
}

/// Why a file counts in no sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// It cannot be read: what is wrong with it, and where.
    Broken(Box<str>),
    /// It is not on this machine now.
    InCloud,
    /// It holds another canvas, which counts.
    CopyOf(CanvasId),
}

impl Aside {
    /// True where the sums lack what it holds.
    pub fn is_lacking(&self) -> bool {
        !matches!(self, Self::CopyOf(_))
    }

    /// What is to be said of a file with this name beside sums.
    pub fn beside_sums(&self, id: &CanvasId) -> String {
        match self {
            Self::Broken(_) => format!("`{id}.json` cannot be read, and is in no sum."),
            Self::InCloud => {
                format!("`{id}.json` is in the cloud, and is in no sum: open it there.")
            }
            Self::CopyOf(of) => format!("`{id}.json` is a copy of `{of}`, and is in no sum."),
        }
    }
}

impl Aside {
    /// What it is and what to do, for whoever wants to open it.
    pub fn in_full(&self) -> String {
        match self {
            Self::Broken(why) => format!(
                "{why}\n\nThe file is left as it is. Mend it in an editor, or take an earlier copy, and open it again."
            ),
            Self::InCloud => {
                "It is in the cloud, not on this machine, and the sums lack what it says.\n\nOpen it there, or tell \
                 the sync tool to keep the folder on this machine."
                    .to_owned()
            }
            Self::CopyOf(of) => format!(
                "It is a copy of `{of}` that a sync tool or a person left, and counts in no sum.\n\nC in the list lays \
                 it beside `{of}`, and del moves it to the trash. `whytogether doctor --fix` merges it, and keeps both \
                 answers where they differ."
            ),
        }
    }
}

impl From<String> for Aside {
    fn from(why: String) -> Self {
        Self::Broken(why.into())
    }
}

impl From<&str> for Aside {
    fn from(why: &str) -> Self {
        Self::Broken(why.into())
    }
}

impl fmt::Display for Aside {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Broken(why) => formatter.write_str(why),
            Self::InCloud => {
                formatter.write_str("it is in the cloud, not on this machine: open it there")
            }
            Self::CopyOf(of) => write!(formatter, "a copy of `{of}`, in no sum"),
        }
    }
}
