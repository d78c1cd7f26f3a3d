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
                "`Opertions` is none of those who rank, Therapy lead, Operations; did you mean `Operations`?",
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
fn somebody_who_ranks_is_found_by_an_unambiguous_beginning() {
    let desk = desk("Therapy lead,Therapy student,Operations");
    desk.run(&["rank", "What is hard", "--add", "op=3,1"])
        .done();
    assert_eq!(shown(&desk)["ready"], json!(["Operations"]));
    let before = text(&desk);
    desk.run(&["rank", "What is hard", "--add", "Therapy=3,1"])
        .refused(
            3,
            &["`Therapy` may be any of 2 who rank: Therapy lead, Therapy student"],
        );
    desk.run(&["rank", "What is hard", "--add", "lead=3,1"])
        .refused(3, &["`lead` is none of those who rank"]);
    assert_eq!(text(&desk), before);
    let add = ["--people", "Therapy", "--add", "Therapy=3,1"];
    desk.run(&[&["rank", "What is hard"], &add[..]].concat())
        .done();
    let ready = shown(&desk)["ready"].clone();
    assert_eq!(ready, json!(["Operations", "Therapy"]));
}

#[test]
fn a_ranking_that_begins_with_people_refuses_the_order_of_a_stranger_too() {
    let desk = Desk::empty();
    let begin = ["rank", "Hard", "--people", "Ada,Ben", "--add", "Xia=1,2"];
    desk.run(&begin).refused(
        3,
        &["`Xia` is none of those who rank, Ada, Ben", "--people Xia"],
    );
    assert!(!desk.work().join("rankings").exists());
    let begin = [
        "rank",
        "Hard",
        "--people",
        "Ada,Ben,Xia",
        "--add",
        "xia=1,2",
    ];
    desk.run(&begin).done();
}

#[test]
fn people_who_name_a_few_of_many_have_little_to_talk_about() {
    let desk = Desk::empty();
    let mut begin = vec!["rank", "Hard", "--people", "A,B,C,D,E", "--json"];
    for add in ["A=1,2,3", "B=4,5,6", "C=7,8,9", "D=10,11,12", "E=1,4,7"] {
        begin.extend(["--add", add]);
    }
    let order = desk.run(&begin).done().json()["order"].clone();
    let order = order.as_array().expect("open");
    assert_eq!(order.len(), 12);
    assert!(order.iter().all(|one| one["talk"] == false), "{order:?}");
    let whole = [
        "rank",
        "Hard",
        "--json",
        "--force",
        "--add",
        "A=1,2,3,4,5,6,7,8,9,10,11,12",
        "--add",
        "B=12,11,10,9,8,7,6,5,4,3,2,1",
    ];
    let order = desk.run(&whole).done().json()["order"].clone();
    let talk = order
        .as_array()
        .expect("open")
        .iter()
        .filter(|one| one["talk"] == true);
    assert_eq!(talk.count(), 3);
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
