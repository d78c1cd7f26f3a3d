//! The workspace: a folder of canvases, its settings, and how they are kept.

pub mod settings;
