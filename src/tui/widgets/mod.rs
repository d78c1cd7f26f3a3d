//! Parts that several screens draw with.

pub mod band;
pub mod chrome;
pub mod field;
pub mod large;
pub mod layout;
pub mod marks;
pub mod meter;
pub mod options;
pub mod prose;
pub mod table;
pub mod window;
