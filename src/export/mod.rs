//! Canvases in other formats: pure, text in memory.
