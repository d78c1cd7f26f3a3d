//! Canvases as files, to open.

use serde_json::{Value, json};

/// The id of [`half_way`].
pub const NAME: &str = "winter-walks-y4a9";

/// A canvas with a title, two partners and a change.
pub fn half_way() -> Value {
    json!({
        "format": "whytogether.canvas",
        "version": 1,
        "id": NAME,
        "created": "2026-11-20T09:00:00Z",
        "updated": "2026-11-20T09:00:00Z",
        "cover": {"title": "Winter walks"},
        "partners": [
            {"id": "gs5g", "organisation": "Riverside Council", "contact": "Manager"},
            {"id": "k4ta", "organisation": "Walkers' Club"}
        ],
        "purpose": {"change": "Fewer falls by spring"}
    })
}

/// Its file, changed.
pub fn file(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut canvas = half_way();
    change(&mut canvas);
    serde_json::to_vec_pretty(&canvas).expect("JSON")
}

/// The name of its file.
pub fn file_name() -> String {
    format!("{NAME}.json")
}
