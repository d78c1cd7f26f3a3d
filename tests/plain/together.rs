//! Answers alone and the end of a session, by prompts.

use serde_json::json;

use crate::typist::Desk;

fn pair() -> Desk {
    let desk = Desk::fresh();
    desk.set(
        "cover.voices",
        json!([{ "name": "Therapy lead" }, { "name": "Operations" }]),
    );
    desk
}

#[test]
fn a_kind_is_answered_by_each_alone_read_out_together_and_then_agreed() {
    let desk = pair();
    let said = desk.types(&[":go value.kind", ":alone", "2", "3", "3"]);
    let together = "All are in:\nTherapy lead: shared delivery\nOperations: aligned plans\n\
        You differ: shared delivery (Therapy lead); aligned plans (Operations).\nTo talk about: ";
    assert!(said.contains(together), "{said}");
    assert_eq!(desk.canvas().text("value.kind"), Some("aligned_plans"));
    let voices = desk.canvas().document()["voices"].clone();
    assert_eq!(
        voices[0]["answers"],
        json!({"value.kind": "shared_delivery"})
    );
    assert_eq!(desk.canvas().document()["revealed"], json!(["value.kind"]));
}

#[test]
fn what_all_have_heard_is_not_taken_back() {
    let desk = pair();
    let said = desk.types(&[":go value.kind", ":alone", "2", "3", ":u"]);
    let stays = "stays as it is: all have heard the answers. `:u` again takes back what came before, if anything did.";
    assert!(said.contains(stays), "{said}");
    let document = desk.canvas().document().clone();
    assert_eq!(document["revealed"], json!(["value.kind"]));
    let operations = &document["voices"][1]["answers"];
    assert_eq!(*operations, json!({"value.kind": "aligned_plans"}));
}

#[test]
fn what_is_taken_back_in_a_round_leaves_the_round_open_and_no_digit_is_agreed_on() {
    let desk = pair();
    let said = desk.types(&[":go value.worth", ":alone", "4", ":u", "2", "5", ":q"]);
    assert!(said.contains("The round goes on."), "{said}");
    assert!(
        said.contains("All are in:\nTherapy lead: 2, a little"),
        "{said}"
    );
    let document = desk.canvas().document().clone();
    assert_eq!(document["voices"][1]["answers"]["value.worth"], 5);
    assert_eq!(document.get("value"), None);
    let desk = pair();
    desk.types(&[":go value.worth", ":alone", ":u", ":u", "3", ":q"]);
    let document = desk.canvas().document().clone();
    assert_eq!(document.get("value"), None);
    assert_eq!(document["voices"][0]["answers"]["value.worth"], 3);
}

#[test]
fn nothing_typed_at_a_question_in_a_round_is_an_answer_for_all() {
    let desk = pair();
    desk.types(&[":go value.worth", ":alone", "4", ":q"]);
    let said = desk.types(&[":go value.worth", "2", ":alone", "1", ":q"]);
    assert!(
        said.contains("Nothing was kept: each answers alone here"),
        "{said}"
    );
    assert!(said.contains("Operations: 1, hardly anything"), "{said}");
    let document = desk.canvas().document().clone();
    assert_eq!(document.get("value"), None);
    assert_eq!(document["revealed"], json!(["value.worth"]));
}

#[test]
fn whoever_is_here_is_asked_and_one_alone_is_not_enough() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go value.worth", ":alone", "Lead", "Ops", "4", "4"]);
    assert_eq!(said.matches("Who is here?").count(), 2);
    assert!(said.contains("You agree: 4, a lot."), "{said}");
}

#[test]
fn a_slip_made_alone_is_not_repeated() {
    let said = pair().types(&[":go value.kind", ":alone", "zebra", ":zebra", ":q"]);
    assert!(said.contains("That is none of the choices"), "{said}");
    assert!(said.contains("That is no command"), "{said}");
    assert!(!said.contains("zebra"), "{said}");
}

#[test]
fn each_partner_is_scored_alone_and_a_text_is_not() {
    let desk = pair();
    desk.set(
        "cover.partners",
        json!([{ "organisation": "Fellgate" }, { "organisation": "Council" }]),
    );
    let said = desk.types(&[":go capacity.trust", ":alone", "2", "3", "2", "5", ":q"]);
    assert!(said.contains("Hand over to Operations, Council:"), "{said}");
    assert!(said.contains("2 apart: from 3"), "{said}");
    let refused = desk.types(&[":go purpose.change", ":alone"]);
    assert!(
        refused.contains("Only scores and choices are answered alone"),
        "{refused}"
    );
}

#[test]
fn at_the_end_each_thought_is_taken_up_kept_or_dropped_and_the_text_is_read_out() {
    let desk = Desk::fresh();
    let said = desk.types(&[
        ":k Ask about vans",
        ":k Who pays for fuel?",
        ":k Name the walks",
        ":finish",
        "1",
        "Ask the depot about vans",
        "Operations",
        "someday",
        "1 December 2026",
        "2",
        "9",
        "3",
    ]);
    assert!(said.contains("`someday` is not a date"), "{said}");
    assert!(said.contains("That is none of the three."), "{said}");
    let end = "- Ask the depot about vans: Operations, by 1 December 2026\n\nPARKED\n\
        - Who pays for fuel?\n";
    assert!(said.contains(end), "{said}");
    let canvas = desk.canvas();
    let parked = canvas.parked();
    assert_eq!(parked.len(), 1);
    assert!(parked[0].kept.is_some());
    let again = desk.types(&[":finish"]);
    assert!(!again.contains("take it up as a next step"), "{again}");
}

#[test]
fn who_said_what_is_told_in_a_joint_canvas() {
    let desk = Desk::fresh();
    let mut canvas: serde_json::Value = serde_json::from_str(&desk.file()).expect("JSON");
    canvas["value"]["worth"] = 4.into();
    canvas["sides"] = json!([
        { "id": "s222", "name": "Trust", "answers": { "value.worth": 4, "value.sign": "Calls" } },
        { "id": "s223", "name": "Fellgate", "answers": { "value.worth": 2 } },
    ]);
    desk.write(&canvas.to_string());
    let said = desk.types(&[":go value.worth", ":q"]);
    let told = "Trust said: 4 of 5 (a lot). Fellgate said: 2 of 5 (a little).";
    assert!(said.contains(told), "{said}");
}

#[test]
fn what_a_voice_answered_in_a_file_is_shown_by_name_and_taken_in_by_its_number() {
    let desk = Desk::fresh();
    let people = json!([{ "person": "Driver", "days": 1 }, { "person": "Nurse", "days": 2 }]);
    desk.set(
        "cover.voices",
        json!([{ "name": "Lead" }, { "name": "Fellgate", "answers": { "capacity.people": people } }]),
    );
    let said = desk.types(&[
        ":go capacity.people",
        ":take",
        ":take as Lead",
        ":take",
        ":take 9",
        ":take 3",
        ":q",
    ]);
    let hidden = "Answered alone by Fellgate, and hidden until all have.";
    let (before, after) = said.split_once("Fellgate said: ").expect("it is shown");
    assert!(
        before.contains(hidden) && !before.contains("Driver"),
        "{before}"
    );
    assert!(
        before.contains("Nobody else says anything here"),
        "{before}"
    );
    for line in [
        "`:take 1`: Fellgate: all 2 rows\n",
        "`:take 3`: Fellgate: Nurse, 2 days a month\n",
    ] {
        assert_eq!(after.matches(line).count(), 2, "{line}: {after}");
    }
    let canvas = desk.canvas();
    let rows: Vec<_> = canvas
        .rows_at("capacity.people")
        .map(|row| row.line("person"))
        .collect();
    assert_eq!(rows, [Some("Nurse")]);
    assert_eq!(
        canvas.document()["revealed_by"],
        json!({ "capacity.people": "Lead" })
    );
}
