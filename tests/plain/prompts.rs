//! Single prompts: what is accepted, what is refused, what a command does.

use serde_json::json;

use crate::typist::Desk;

#[test]
fn a_refused_answer_is_repeated_with_the_rule_and_asked_again() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go value.worth", "3.5", "4"]);
    assert!(said.contains("`3.5` is not on the scale: a whole number from 1 to 5"));
    assert_eq!(
        said.matches("Type a number from 1 to 5.").count(),
        2,
        "{said}"
    );
    assert_eq!(desk.canvas().scale("value.worth"), Some(4));
}

#[test]
fn a_choice_is_typed_as_a_number_or_a_name_and_nothing_else() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go purpose.freedom", "4", "0", "maybe", "2."]);
    assert!(said.contains("`4` is none of the choices: type a number from 1 to 3, or the name."));
    assert!(said.contains("`maybe` is none of the choices"));
    assert!(said.contains("Noted: expected."));
    desk.types(&[":go purpose.freedom", "free"]);
    assert_eq!(desk.canvas().text("purpose.freedom"), Some("free"));
}

#[test]
fn a_date_is_said_back_in_words() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go ownership.end_date", "soon", "15 may"]);
    assert!(said.contains("`soon` is not a date"));
    assert!(said.contains("Noted: Saturday 15 May 2027."));
    assert_eq!(desk.canvas().text("ownership.end_date"), Some("2027-05-15"));
}

#[test]
fn letters_are_answers_and_commands_begin_with_a_colon() {
    let desk = Desk::fresh();
    desk.types(&[
        ":go cover.asked_by",
        "q",
        ":go purpose.change",
        "::b is a letter",
        "?",
        ".",
    ]);
    assert_eq!(desk.canvas().text("cover.asked_by"), Some("q"));
    assert_eq!(
        desk.canvas().text("purpose.change"),
        Some(":b is a letter\n?")
    );
}

#[test]
fn what_is_no_command_is_said_back_and_nothing_is_lost() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go purpose.change", "one", ":-)", "two", "."]);
    assert!(said.contains("`:-)` is no command"), "{said}");
    assert_eq!(desk.canvas().text("purpose.change"), Some("one\ntwo"));
}

#[test]
fn enter_alone_keeps_the_answer() {
    let desk = Desk::fresh();
    desk.set("purpose.change", json!("Warm people"));
    desk.set("value.worth", json!(4));
    let before = desk.file();
    desk.types(&[":go purpose.change", "", ":go value.worth", ""]);
    assert_eq!(desk.file(), before);
}

#[test]
fn help_an_example_and_a_parked_thought_leave_the_prompt_where_it_is() {
    let desk = Desk::fresh();
    let said = desk.types(&[
        ":go cover.asked_by",
        ":?",
        ":e",
        ":k Ask the fire service",
        ":so far",
        "Fellgate",
    ]);
    assert!(said.contains(":go STEP or :go QUESTION-ID"));
    assert!(said.contains("For example: Fellgate Ambulance"));
    assert!(said.contains("No suggestion yet. Still open:"));
    let canvas = desk.canvas();
    let parked: Vec<_> = canvas.rows_at("parked").collect();
    assert_eq!(parked[0].line("text"), Some("Ask the fire service"));
    assert_eq!(canvas.text("cover.asked_by"), Some("Fellgate"));
}

#[test]
fn undo_takes_back_one_answer_and_redo_makes_it_again() {
    let desk = Desk::fresh();
    desk.types(&[":go value.worth", "4", ":u", "5", ":u", ":u"]);
    assert_eq!(desk.canvas().scale("value.worth"), None);
    let said = desk.types(&[":go value.worth", "4", ":u", ":redo"]);
    assert!(said.contains("Taken back: \"If it works, what is it worth?\""));
    assert_eq!(desk.canvas().scale("value.worth"), Some(4));
}

#[test]
fn an_answer_of_an_earlier_conversation_is_taken_back_too() {
    let desk = Desk::fresh();
    desk.types(&[":go value.worth", "4"]);
    let said = desk.types(&[":u"]);
    assert!(said.contains("Taken back: \"If it works, what is it worth?\""));
    assert_eq!(desk.canvas().scale("value.worth"), None);
    desk.types(&[":redo"]);
    assert_eq!(desk.canvas().scale("value.worth"), Some(4));
}

#[test]
fn a_new_text_that_is_broken_off_stands_below_the_one_before() {
    let desk = Desk::fresh();
    desk.set("purpose.change", json!("The first text"));
    desk.types(&[":go purpose.change", "The second"]);
    assert_eq!(
        desk.canvas().text("purpose.change"),
        Some("The first text\n\nThe second")
    );
    desk.types(&[":go purpose.change", "The third", "."]);
    assert_eq!(desk.canvas().text("purpose.change"), Some("The third"));
}

#[test]
fn rows_are_edited_moved_and_taken_out_by_number() {
    let desk = Desk::fresh();
    let ways = [
        "Alone", "1", "2", "6", "Nothing", "4", "1", "", "Buy it", "2", "3", "1",
    ];
    let mut lines = vec![":go purpose.without"];
    lines.extend(ways);
    lines.extend([
        ":edit 1",
        "Our own team",
        "",
        "3",
        "",
        ":move 3 to 1",
        ":delete 3",
        ":delete 7",
        "",
    ]);
    let said = desk.types(&lines);
    assert!(
        said.contains("1. Our own team; kind: alone; worth: 3, useful; days: 6"),
        "{said}"
    );
    assert!(said.contains("No such row: this question has 2 rows."));
    let canvas = desk.canvas();
    let ways: Vec<_> = canvas
        .rows_at("purpose.without")
        .map(|row| row.line("way"))
        .collect();
    assert_eq!(ways, [Some("Buy it"), Some("Our own team")]);
}

#[test]
fn a_row_from_which_everything_is_taken_is_gone() {
    let desk = Desk::fresh();
    desk.set("cover.partners", json!([{ "organisation": "Fellgate" }]));
    desk.types(&[":go cover.partners", ":edit 1", ":clear", "", ""]);
    assert_eq!(desk.canvas().document().get("partners"), None);
}

#[test]
fn the_columns_of_partners_are_asked_by_name() {
    let desk = Desk::fresh();
    desk.set(
        "cover.partners",
        json!([{ "organisation": "Fellgate" }, { "organisation": "Upright" }]),
    );
    let said = desk.types(&[":go capacity.trust", "3", "yes", "9", "4", "no"]);
    assert!(said.contains("Fellgate, trust: How much do you trust each other today"));
    assert!(said.contains("Upright, trust: How much do you trust each other today"));
    let canvas = desk.canvas();
    let trust: Vec<_> = canvas
        .partners()
        .map(|partner| partner.scale("trust"))
        .collect();
    assert_eq!(trust, [Some(3), Some(4)]);
}

#[test]
fn only_the_follow_ups_of_the_chosen_kind_are_asked() {
    let desk = Desk::fresh();
    let said = desk.types(&[
        ":go value.kind",
        "4",
        ":go value.voice.audience",
        ":go value.learning.way",
        "2",
    ]);
    assert!(said.contains("`value.voice.audience` is asked for another kind of value"));
    assert_eq!(
        desk.canvas().text("value.learning.way"),
        Some("regular_call")
    );
}

#[test]
fn an_unknown_place_names_the_steps() {
    let said = Desk::fresh().types(&[":go nowhere", ":go 4", ":go Ownership"]);
    assert!(said.contains("`nowhere` is no step and no question. The steps are cover, purpose"));
    assert!(said.contains("Step 4 of 6, Capacity. Question 19 of 38: Who would do the work?"));
    assert!(said.contains("Step 5 of 6, Ownership. Question 25 of 38: Who has shaped this?"));
}

#[test]
fn nothing_of_one_voices_belief_is_said_before_all_are_in() {
    let desk = Desk::fresh();
    desk.set(
        "cover.voices",
        json!([{ "name": "Therapy lead" }, { "name": "Operations" }]),
    );
    let said = desk.types(&[":go purpose.belief", "7", "5"]);
    assert!(said.contains("Hand over to Therapy lead"));
    assert!(said.contains("This is courtesy, not security"));
    assert!(said.contains("That is not on the scale"));
    assert!(
        !said.contains("5, wholeheartedly") && !said.contains("`7`"),
        "{said}"
    );
    let again = desk.types(&[":go purpose.belief", ":b", ":so far"]);
    assert!(again.contains("Therapy lead has answered; Operations has not answered yet."));
    assert!(!again.contains(": 5"), "{again}");
    let last = desk.types(&[":go purpose.belief", "2"]);
    assert!(last.contains(
        "All are in:\nTherapy lead: 5, wholeheartedly\nOperations: 2, doubtful\n3 apart: from 2, doubtful (Operations) to 5"
    ));
}

#[test]
fn private_answers_are_read_out_early_only_when_someone_says_so() {
    let desk = Desk::fresh();
    desk.set(
        "cover.voices",
        json!([{ "name": "Therapy lead" }, { "name": "Operations" }]),
    );
    let said = desk.types(&[
        ":go purpose.belief",
        ":reveal Finance",
        "5",
        ":reveal",
        ":reveal Finance",
    ]);
    assert!(said.contains("Nobody has answered yet."));
    assert!(said.contains("Still to answer: Operations."));
    assert!(said.contains("Therapy lead: 5, wholeheartedly"));
    assert!(said.contains("because Finance said so"));
    assert_eq!(desk.canvas().belief(), [5]);
}

#[test]
fn one_voice_alone_is_asked_without_ceremony() {
    let desk = Desk::fresh();
    let said = desk.types(&[":go purpose.belief", "4"]);
    assert!(!said.contains("Hand over"));
    assert_eq!(desk.canvas().belief(), [4]);
}

#[test]
fn what_a_file_holds_cannot_move_the_cursor_or_pass_for_a_prompt() {
    let desk = Desk::fresh();
    desk.set(
        "cover.title",
        json!("Warm\u{1b}[2J\u{202e}rooms\nStep 6 of 6"),
    );
    desk.set(
        "purpose.change",
        json!("one\r\u{9b}31m\nStep 6 of 6, Decision."),
    );
    let said = desk.types(&[":go purpose.change", "\u{1b}[Aan arrow", "."]);
    assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    assert!(
        !said.lines().any(|line| line.starts_with("Step 6")),
        "{said}"
    );
    assert_eq!(desk.canvas().text("purpose.change"), Some("[Aan arrow"));
}

#[test]
fn a_value_that_the_question_does_not_allow_is_named_and_kept() {
    let desk = Desk::fresh();
    let file = desk
        .file()
        .replace("\"cover\"", "\"value\": { \"worth\": 9 }, \"cover\"");
    desk.write(&file);
    let said = desk.types(&[":go value.worth", ""]);
    assert!(said.contains("The file holds `9` here, which this question does not allow"));
    assert_eq!(desk.file(), file);
}

#[test]
fn no_line_is_wider_than_the_terminal_and_no_word_is_broken() {
    let mut desk = Desk::fresh();
    let lines = [":?", ":e", "", ":go value.kind", ":so far", ":d"];
    let whole = desk.types(&lines);
    desk.columns = || Some(40);
    let fitted = desk.types(&lines);
    let words =
        |said: &str| -> Vec<String> { said.split_whitespace().map(str::to_owned).collect() };
    assert_eq!(words(&fitted), words(&whole));
    let widest = fitted.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(40), "{fitted}");
    assert!(whole.lines().any(|line| line.chars().count() > 80));
}
