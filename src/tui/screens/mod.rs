//! One file per screen: its state, what its commands do, how it draws.

pub mod asked;
pub mod canvas;
mod canvas_draw;
pub mod decide;
mod decide_draw;
pub mod due;
pub mod ending;
pub mod guide;
mod guide_draw;
mod guide_field;
mod guide_moves;
mod guide_rows;
pub mod history;
pub mod history_draw;
pub mod home;
pub mod letter;
mod letter_draw;
pub mod open_canvas;
mod over_time;
pub mod portfolio;
pub mod review;
mod review_draw;
pub mod settings;
mod settings_sums;
pub mod sofar;
pub mod welcome;
