//! The command line as scripts see it: output, exit codes, and what is on disk afterwards.

mod apart;
mod copies;
mod desk;
mod doctor;
mod earlier;
mod examples;
mod exits;
mod figures;
mod homes;
mod hostile;
mod letters;
mod limits;
mod portfolio;
mod ranking;
mod ranking_slips;
mod reading;
mod refused;
mod reviews;
mod secret;
mod session;
mod slips;
mod writing;
