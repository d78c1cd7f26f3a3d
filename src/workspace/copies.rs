//! Copies that sync tools and people leave: a file of which the id is another one's that is there, too.
//!
//! What is in the file decides, and not its name, for every tool has names of its own. A copy counts in no
//! sum until somebody says otherwise: merges it, moves it away, or makes it a canvas of its own.

use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use super::Workspace;
use super::cloud::stand_in;
use crate::canvas::Canvas;
use crate::canvas::entry::{Aside, Entry};
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::canvas::row::Row;

/// A file with the id of another one, before it is known whether that one is there.
#[derive(Debug)]
pub(super) struct Stray {
    /// The id in the file.
    pub(super) inside: CanvasId,
    /// What a list shows of it where it is no copy.
    pub(super) entry: Entry,
}

impl Workspace {
    /// The canvas that this one is a copy of; None where it is none.
    pub fn copy_of(&self, canvas: &Canvas) -> Option<CanvasId> {
        let of = id_of_another(canvas.document(), canvas.id())?;
        self.is_there(self.canvas_path(&of)).then_some(of)
    }

    /// The ranking that this one is a copy of; None where it is none.
    pub fn copy_of_ranking(&self, ranking: &Ranking) -> Option<CanvasId> {
        let of = id_of_another(ranking.document(), ranking.id())?;
        self.is_there(self.ranking_path(&of)).then_some(of)
    }

    pub(super) fn is_there(&self, path: PathBuf) -> bool {
        fs::symlink_metadata(&path).is_ok() || stand_in(&path)
    }

    /// What a list shows of files with ids of others: one of each id counts, and the rest are copies.
    pub(super) fn tell_copies(&self, mut strays: Vec<Stray>) -> Vec<Entry> {
        strays.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
        let mut firsts: HashMap<CanvasId, CanvasId> = HashMap::new();
        let entries = strays.into_iter().map(|Stray { inside, mut entry }| {
            let of = match firsts.get(&inside) {
                _ if self.is_there(self.canvas_path(&inside)) => Some(inside),
                Some(first) => Some(first.clone()),
                None => {
                    firsts.insert(inside, entry.id.clone());
                    None
                }
            };
            if let Some(of) = of {
                entry.content = Err(Aside::CopyOf(of));
            }
            entry
        });
        entries.collect()
    }
}

/// The id that a document was written under, where it is another one than the name of its file. Where no id
/// stands in it, only its name can tell.
pub(super) fn id_of_another(document: &Map<String, Value>, own: &CanvasId) -> Option<CanvasId> {
    let Some(inside) = Row(document).line("id").filter(|id| !id.is_empty()) else {
        let original = original(&format!("{own}.json"))?;
        return CanvasId::from_name(original.strip_suffix(".json")?);
    };
    if inside == own.as_str() {
        return None;
    }
    // On some systems both are one name.
    let is_own = inside.to_lowercase() == own.as_str().to_lowercase();
    CanvasId::from_name(inside).filter(|_| !is_own)
}

/// The file that a copy stands beside; None for a name that no sync tool makes.
///
/// No id of this program has a space, a point, an underscore or a bracket, so a canvas is never taken
/// for a copy, whatever its title.
pub fn original(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ours = matches!(ending, "json" | "jsonl");
    let start = [
        stem.find(".sync-conflict-"),
        stem.find("_conflict-"),
        stem.to_ascii_lowercase().find(" conflicted"),
        bracket(stem),
    ]
    .into_iter()
    .flatten()
    .min()?;
    let before = stem.get(..start)?.trim_end();
    (is_ours && !before.is_empty()).then(|| format!("{before}.{ending}"))
}

/// Where ` (1)` or ` (… conflict …)` stands at the end of a name.
fn bracket(stem: &str) -> Option<usize> {
    let start = stem.find(" (")?;
    let inner = stem[start + 2..].strip_suffix(')')?;
    let is_number = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit());
    (is_number || inner.to_ascii_lowercase().contains("conflict")).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_any_sync_tool_is_told_from_a_canvas() {
        for name in [
            "falls-7k3f.sync-conflict-20261109-151244-ABCDEFG.json",
            "falls-7k3f (conflicted copy 2026-11-09).json",
            "falls-7k3f (Therapy lead's conflicted copy 2026-11-09).json",
            "falls-7k3f (SFConflict lead 2026-11-09-15-12-44).json",
            "falls-7k3f_conflict-20261109-151244.json",
            "falls-7k3f conflicted 2.json",
            "falls-7k3f (1).json",
        ] {
            assert_eq!(original(name).as_deref(), Some("falls-7k3f.json"), "{name}");
        }
        for name in [
            "conflicted-parties-7k3f.json",
            "falls-7k3f.json",
            "falls (again)-7k3f.json",
            "falls-7k3f (1).txt",
            "(1).json",
            "İ conflicted.json.bak",
            " (1).json",
        ] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
