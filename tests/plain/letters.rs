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
    assert!(said.contains("whytogether letter"), "{said}");
}

#[test]
fn without_a_decision_or_a_suggestion_no_letter_is_read_out() {
    let said = Desk::fresh().types(&[":letter"]);
    assert!(said.contains("No letter goes with this yet"), "{said}");
}
