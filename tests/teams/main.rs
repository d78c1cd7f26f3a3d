//! A team that shares a workspace through git: real repositories, and nothing of this machine's settings.

mod converge;
mod driver;
mod hindered;
mod overlooked;
mod rankings;
mod setup;
mod sharing;
mod stays;
#[cfg(unix)]
mod stopped;
mod team;
mod unreadable;
