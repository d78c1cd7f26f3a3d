//! Two organisations apart: a blank canvas out, a filled one in, and both laid side by side.

mod blank;
mod compare;
mod joint;
mod strangers;

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, names};

const FALLS: &str = "falls-response-at-home-7k3f";

/// Writes a canvas file outside the workspace and gives its path.
fn file(desk: &Desk, name: &str, keys: &str) -> String {
    let text = format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#);
    raw(desk, name, text.as_bytes())
}

fn raw(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let path = desk.path(name);
    fs::write(&path, bytes).expect("written");
    path.to_string_lossy().into_owned()
}

fn verdicts(comparison: &Value) -> Vec<(&str, &str)> {
    let questions = comparison["questions"].as_array().expect("questions");
    let told = questions.iter().map(|one| {
        let text = |key: &str| one[key].as_str().expect("text");
        (text("question"), text("verdict"))
    });
    told.collect()
}
