//! The letter that goes with a decision, read out.

use serde_json::json;

use crate::typist::Desk;

#[test]
fn the_letter_that_goes_with_a_no_is_read_out_with_what_is_blank() {
    let desk = Desk::fresh();
    desk.set("purpose.freedom", json!("free"));
    desk.set("capacity.priority", json!("not_on_the_list"));
    let said = desk.types(&[":l"]);
    let answer = said
        .find("Our answer is no: we have no room for it.")
        .expect("read out");
    let blank = said.find("Dear [ a name ],").expect("a blank");
    assert!(blank < answer, "{said}");
    assert!(said.contains("It is not on the list of what we have agreed to do."));
    assert!(
        said.contains("blanks are left to fill, each in [ ]."),
        "{said}"
    );
}

#[test]
fn where_no_letter_goes_with_it_one_may_be_chosen_all_the_same() {
    let said = Desk::fresh().types(&[":letter", ""]);
    assert!(said.contains("No letter goes with this:"), "{said}");
    assert!(!said.contains("Dear"), "{said}");
    let said = Desk::fresh().types(&[":letter", "1"]);
    assert!(said.contains("The letter: no room."), "{said}");
}

/// A no, whose letter is before the planner.
fn no() -> Desk {
    let desk = Desk::fresh();
    desk.set(
        "cover.partners",
        json!([{ "organisation": "Fellgate", "contact": "Duty manager" }]),
    );
    desk.set("purpose.freedom", json!("free"));
    desk.set("capacity.priority", json!("not_on_the_list"));
    desk
}

#[test]
fn a_letter_is_written_where_its_name_says_and_never_over_a_file() {
    let desk = no();
    let said = desk.types(&[":l", "1", "no.md", "1", "no.md", "other.txt", ""]);
    assert_eq!(said.matches("Written to ").count(), 2, "{said}");
    assert!(
        said.contains("no.md is there already, and stays as it is"),
        "{said}"
    );
    assert!(desk.read("no.md").contains("Our answer is no"));
    assert!(desk.read("other.txt").contains("[ a name ]"));
}

#[test]
fn a_letter_is_for_whom_and_of_which_kind_is_typed() {
    let desk = no();
    let said = desk.types(&[":l", "4", "1", "3", "3", "4", "Ms Hill", ""]);
    for heading in [
        "The letter: no room, to Duty manager, Fellgate.",
        "The letter: not yet, to Duty manager, Fellgate.",
        "The letter: not yet, to Ms Hill.",
    ] {
        assert!(said.contains(heading), "{heading}\n{said}");
    }
}

#[test]
fn a_letter_is_sent_on_a_day_that_is_not_to_come_and_is_taken_back() {
    let desk = no();
    let said = desk.types(&[":l", "2", "tomorrow", "yesterday", ""]);
    assert!(
        said.contains("That is not a day that is not to come"),
        "{said}"
    );
    let on = desk
        .canvas()
        .letters()
        .next()
        .and_then(|letter| letter.on());
    assert_eq!(on, Some(jiff::civil::date(2026, 11, 22)));
    let said = desk.types(&[":l"]);
    assert!(
        said.contains("Kept as sent: 22 November 2026: no room."),
        "{said}"
    );
    desk.types(&[":u"]);
    assert_eq!(desk.canvas().letters().count(), 0);
}
