//! Canvases in other formats: pure, text in memory.
//!
//! A [`page`] is the canvas as headings and answers; [`markdown`] and [`text`] write it down. JSON is
//! the document itself, without what voices answered alone ([`json`]). A [`letter`] leaves as Markdown or
//! as plain text. All canvases together are a [`portfolio`]. A [`comparison`] lays several side by side.
//! What a [`session`] came to is one text for a call's chat.

pub mod comparison;
pub mod json;
pub mod letter;
pub mod markdown;
pub mod page;
pub mod portfolio;
pub mod ranking;
pub mod session;
pub mod text;
