//! Canvases in other formats: pure, text in memory.
//!
//! A [`page`] is the canvas as headings and answers; [`markdown`] and [`text`] write it down. JSON is
//! the document itself, without what voices answered alone ([`json`]).

pub mod json;
pub mod markdown;
pub mod page;
pub mod text;
