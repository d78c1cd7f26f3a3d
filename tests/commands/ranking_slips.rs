//! `rank` where somebody slips: in a name, in a title, at a prompt.

use serde_json::json;

use crate::desk::Desk;
use crate::ranking::{desk, shown, text};

#[test]
fn the_order_of_somebody_who_is_not_to_rank_is_refused_unless_they_are_named() {
    let desk = desk("Therapy lead,Operations");
    let before = text(&desk);
    desk.run(&["rank", "What is hard", "--add", "Opertions=3,1"])
        .refused(
            3,
            &[
                "`Opertions` is none of those who rank, Therapy lead, Operations",
                "--people Opertions",
            ],
        );
    assert_eq!(text(&desk), before);
    let add = ["--people", "Finance", "--add", "finance=3,1"];
    desk.run(&[&["rank", "What is hard"], &add[..]].concat())
        .done();
    assert_eq!(shown(&desk)["ready"], json!(["Finance"]));
}

#[test]
fn a_ranking_that_begins_with_an_order_is_said_to_be_new() {
    let desk = desk("One");
    let begun = desk
        .run(&["rank", "What is hrad", "--add", "One=3,1"])
        .done();
    assert!(
        begun.err.contains("the ranking `What is hrad` is new"),
        "{}",
        begun.err
    );
}

#[test]
fn the_list_is_printed_with_the_numbers_that_an_order_is_typed_by() {
    let desk = desk("One,Two");
    let out = desk.run(&["rank", "What is hard"]).done().out;
    assert!(out.contains("   3. C thing\n"), "{out}");
    let page = desk.run(&["rank", "What is hard", "--format", "md"]).done();
    assert!(page.out.contains("\n3. C thing\n"), "{}", page.out);
}

#[test]
fn an_order_at_the_prompt_of_the_list_rewords_nothing() {
    let desk = desk("One,Two");
    let said = desk.run_with(&["rank", "What is hard", "--plain"], "3 1 4\n\n1\n:q\n");
    let said = said.done().out;
    assert!(
        said.contains("that is an order, and the list comes first"),
        "{said}"
    );
    let challenges = shown(&desk)["challenges"].to_string();
    assert!(challenges.contains("C thing"), "{challenges}");
}

#[test]
fn a_challenge_that_is_a_sentence_loses_its_full_stop_before_what_follows() {
    let desk = Desk::empty();
    let begin = ["rank", "Hard", "--people", "One,Two", "--challenges", "-"];
    desk.run_with(&begin, "No tea.\nNo time...\n").done();
    let add = ["rank", "Hard", "--add", "One=1,2", "--add", "Two=2,1"];
    let out = desk.run(&add).done().out;
    assert!(out.contains("- No tea: One 1, Two 2"), "{out}");
    assert!(out.contains("- No time...: One 2, Two 1"), "{out}");
}
