//! What is due in a whole workspace, by the day.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::Entry;
use crate::canvas::due::{Due, DueKind};
use crate::canvas::id::CanvasId;

/// One thing that is due, and on which canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// The canvas.
    pub id: &'a CanvasId,
    /// Its title.
    pub title: &'a str,
    /// What is due.
    pub due: Due<'a>,
}

impl<'a> Item<'a> {
    /// The day, then what is most pressing on it.
    fn in_order(&self) -> (Date, DueKind, &'a str, &'a CanvasId) {
        (self.due.on, self.due.kind, self.title, self.id)
    }

    /// The item as `due --json` prints it.
    pub fn to_json(&self) -> Value {
        json!({
            "on": self.due.on.to_string(),
            "kind": self.due.kind.code(),
            "id": self.id.as_str(),
            "title": self.title,
            "about": Some(&*self.due.about).filter(|about| !about.is_empty()),
        })
    }
}

/// All that is due on some canvases on a day, the earliest first.
pub fn agenda(entries: &[Entry], today: Date) -> Vec<Item<'_>> {
    let items = entries.iter().flat_map(of_entry);
    let mut items: Vec<Item> = items.filter(|item| item.due.is_due(today)).collect();
    items.sort_by(|a, b| a.in_order().cmp(&b.in_order()));
    items
}

fn of_entry(entry: &Entry) -> impl Iterator<Item = Item<'_>> {
    let summary = entry.content.as_deref().ok().into_iter();
    summary.flat_map(|summary| {
        summary.details().due.into_iter().map(|due| Item {
            id: &entry.id,
            title: &summary.title,
            due,
        })
    })
}
