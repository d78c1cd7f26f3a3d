//! What the canvases of a workspace come to together, added up as they are read.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::canvas::due::DueKind;
use crate::canvas::id::CanvasId;
use crate::canvas::instead::{Stands, counted_in_list, others_of};
use crate::canvas::others::Others;
use crate::canvas::summary::Entry;

/// What entries come to together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sums {
    /// The days that they promise and free, and who is named.
    pub(super) others: Others,
    /// How many things of each kind are due on each day.
    pub(super) due: BTreeMap<(Date, DueKind), usize>,
    /// True where one of the canvases was made of others: then they do not simply add up.
    pub(super) has_joint: bool,
    /// Canvases whose days count with another one's.
    pub(super) counted_with: HashMap<CanvasId, CanvasId>,
}

pub(super) fn is_joint(entry: &Entry) -> bool {
    let summary = entry.content.as_deref();
    summary.is_ok_and(|summary| !summary.made_of.is_empty())
}

/// True where one entry adds the same as another.
pub(super) fn adds_what(one: &Entry, other: &Entry) -> bool {
    let made_of = |entry: &Entry| {
        entry
            .content
            .as_ref()
            .map(|known| known.made_of.clone())
            .ok()
    };
    let stands = |entry: &Entry| {
        let summary = entry.content.as_deref().ok();
        summary.map(|summary| (Stands::of(summary), summary.is_load_known))
    };
    Sums::of([one]) == Sums::of([other])
        && (stands(one), made_of(one)) == (stands(other), made_of(other))
}

impl Sums {
    pub(super) fn of<'a>(entries: impl IntoIterator<Item = &'a Entry, IntoIter: Clone>) -> Self {
        let entries = entries.into_iter();
        let mut sums = Self::default();
        entries.clone().for_each(|entry| sums.add(entry));
        sums.has_joint = entries.clone().any(is_joint);
        if sums.has_joint {
            sums.others = others_of(entries.clone(), None, &[]);
            let with = counted_in_list(entries.clone());
            let id = |wanted: &str| {
                let mut ids = entries.clone().map(|entry| &entry.id);
                ids.find(|id| id.as_str() == wanted).cloned()
            };
            let with = with.into_iter();
            sums.counted_with = with
                .filter_map(|(one, other)| id(one).zip(id(other)))
                .collect();
        }
        sums
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        match &entry.content {
            Ok(summary) => {
                let details = summary.details();
                self.others.add(&summary.share_of(&details));
                for due in details.due {
                    *self.due.entry((due.on, due.kind)).or_default() += 1;
                }
            }
            Err(aside) if aside.is_lacking() => {
                self.others.unread.push(format!("{}.json", entry.id));
            }
            Err(_) => {}
        }
    }
}
