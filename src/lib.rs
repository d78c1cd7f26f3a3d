//! whytogether: asks "why collaborate at all?" before anyone says yes to a partnership.

pub mod canvas;
pub mod workspace;
