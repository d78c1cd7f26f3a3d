//! One file per screen: its state, what its commands do, how it draws.

pub mod alone;
pub mod asked;
pub mod canvas;
pub mod compare;
pub mod decide;
pub mod due;
pub mod ending;
pub mod finish;
pub mod guide;
pub mod history;
pub mod home;
pub mod letter;
pub mod open_canvas;
mod over_time;
pub mod portfolio;
pub mod ranking;
pub mod rankings;
pub mod review;
pub mod settings;
pub mod sofar;
mod talking_points;
pub mod welcome;
