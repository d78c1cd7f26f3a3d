//! whytogether asks "why collaborate at all?" before anyone says yes to a partnership.
//!
//! The house, from the inside out:
//!
//! - [`canvas`] is the domain: questions, answers, the arithmetic of days, the checks and the
//!   suggestion. Pure: no files, no terminal, no clock, no environment, no randomness.
//! - [`portfolio`] puts many canvases in order and weighs them together; [`workspace`] keeps canvases,
//!   their history and rankings as files, and shares them through git; [`export`] writes them in other
//!   formats.
//! - [`clock`] says what instant and which day it is; everything further in is told.
//! - [`tui`] is the screen and [`cli`] the command line; both walk the same question table.
//!
//! Text travels one way: key → message → state → frame; wish → effect → disk → message. Imports go
//! from the outside in, and a test reads the sources and fails on any other.
//!
//! Where to add what: a question is a row of [`canvas::question::QUESTIONS`] and its words in
//! `assets/wording/en.json`; a check is a function and a row of [`canvas::checks::CHECKS`] and its
//! words; a letter is a variant of [`canvas::letter::Kind`] and its sentences in `assets/letters`; an
//! export is one file of [`export`] and a variant of `Format` in `cli/export.rs`; a verb is one file of
//! `cli` and one variant; a key is a row of `tui/keymap/table.rs`, and a command a variant beside it;
//! a screen is one file of `tui/screens` and a variant of `Screen` in `tui/app/screens.rs`; a box over a
//! screen is one file of `tui/overlay` and a variant of its `Overlay`; a finding of `doctor` is a row
//! of `workspace/doctor/kinds.rs`; a schema is one file of `assets/schema` and a variant in `cli/schema.rs`.

pub mod canvas;
pub mod cli;
pub mod clock;
pub mod export;
pub mod portfolio;
pub mod tui;
pub mod workspace;
