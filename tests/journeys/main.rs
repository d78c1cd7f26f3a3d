//! Whole journeys through the screen, from the first key to the file on disk.

mod alone;
mod astray;
mod coming_back;
mod comparing;
mod copies;
mod deciding_again;
mod elsewhere;
mod failing_disk;
mod fields;
mod finding;
mod finishing;
mod five_kinds;
mod fixtures;
mod history;
mod judgement;
mod kept_rankings;
mod kept_words;
mod letter_elsewhere;
mod letters;
mod meanwhile;
mod midnight;
mod planner;
mod portfolio;
mod quick_look;
mod ranking;
mod review_elsewhere;
mod reviews;
mod scoring;
mod session;
mod slips;
mod talk;
mod two_people;
mod two_ways;
mod typist;
mod what_if;

/// The id of a file's name.
fn id(name: &str) -> whytogether::canvas::id::CanvasId {
    whytogether::canvas::id::CanvasId::from_name(name).expect("an id")
}
