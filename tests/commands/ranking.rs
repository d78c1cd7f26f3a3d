//! `rank` as scripts see it.

use serde_json::{Value, json};

use crate::desk::{Desk, names};

const LETTERS: &str = "A thing\nB thing\nC thing\nD thing\nE thing\n";

/// A desk with the ranking of the worked example, which nobody has ranked yet.
pub fn desk(people: &str) -> Desk {
    let desk = Desk::empty();
    let begin = [
        "rank",
        "What is hard",
        "--people",
        people,
        "--challenges",
        "-",
        "--json",
    ];
    desk.run_with(&begin, LETTERS).done();
    desk
}

fn file(desk: &Desk) -> String {
    let name = names(&desk.work().join("rankings")).remove(0);
    format!("rankings/{name}")
}

pub fn text(desk: &Desk) -> String {
    std::fs::read_to_string(desk.work().join(file(desk))).expect("read")
}

pub fn shown(desk: &Desk) -> Value {
    desk.run(&["rank", "What is hard", "--json"]).done().json()
}

#[test]
fn the_worked_example_by_hand() {
    let desk = desk("One,Two,Three");
    let orders = ["One=1,2,3,4,5", "Two=2 1 3 4 5", "Three=a,e,c,b,d"];
    for order in orders {
        desk.run(&["rank", "what", "--add", order]).done();
    }
    let shown = shown(&desk);
    let order = shown["order"].as_array().expect("open");
    let order: Vec<_> = order
        .iter()
        .map(|row| (row["challenge"].clone(), row["mean_rank"].as_f64()))
        .collect();
    // Sums of 4, 7, 9, 12 and 13 over three people, with nine decimals.
    let (a, b, d) = (1.333_333_333, 2.333_333_333, 4.333_333_333);
    let expected = [("A", a), ("B", b), ("C", 3.0), ("E", 4.0), ("D", d)];
    let expected = expected.map(|(letter, mean)| (json!(format!("{letter} thing")), Some(mean)));
    assert_eq!(order, expected);
    assert_eq!(shown["agreement"]["code"], "broadly");
    let figure = shown["agreement"]["mean_correlation"]
        .as_f64()
        .expect("a figure");
    assert!((figure - 0.4).abs() < 1e-9, "{figure}");
    assert!(
        shown.to_string().find("0.6").is_none(),
        "W has no bands: {shown}"
    );
    let text = desk.run(&["rank", "What is hard"]).done().out;
    assert!(
        text.contains("You broadly agree, with differences."),
        "{text}"
    );
}

#[test]
fn nothing_of_what_somebody_said_is_printed_before_all_are_in() {
    let begun = desk("One,Two");
    let blank = |format: &[&str]| {
        let fresh = desk("One,Two");
        fresh
            .run(&[&["rank", "What is hard", "--add", "One=5"], format].concat())
            .done()
            .out
    };
    for format in [&[][..], &["--format", "md"], &["--plain"]] {
        let here = begun.run(&[&["rank", "What is hard", "--add", "One=2,4,1"], format].concat());
        assert_eq!(here.done().out, blank(format), "{format:?}");
    }
    let shown = shown(&begun);
    assert_eq!(
        (&shown["order"], &shown["agreement"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        (&shown["ready"], &shown["waiting"]),
        (&json!(["One"]), &json!(["Two"]))
    );
    assert_eq!(
        begun
            .run(&["rank", "--list"])
            .done()
            .out
            .matches("1 of 2 ready")
            .count(),
        1
    );
}

#[test]
fn a_reveal_has_a_name_and_whoever_ranks_after_it_is_marked() {
    let desk = desk("One,Two");
    let early = desk.run(&["rank", "What is hard", "--reveal", "Three"]);
    early.refused(2, &["nobody has ranked yet"]);
    desk.run(&["rank", "What is hard", "--add", "One=2,4,1"])
        .done();
    let text = desk
        .run(&["rank", "What is hard", "--reveal", "Three"])
        .done()
        .out;
    assert!(
        text.contains("Shown because Three said so; Two has not ranked yet."),
        "{text}"
    );
    let text = desk
        .run(&["rank", "What is hard", "--add", "Two=1"])
        .done()
        .out;
    assert!(
        text.contains("Two ranked after the others' order could be seen."),
        "{text}"
    );
    assert_eq!(shown(&desk)["revealed_by"], "Three");
}

#[test]
fn orders_come_from_files_of_lines_and_from_another_ranking() {
    let own = desk("One");
    own.put("../One.txt", "1. c thing\n2. A thing = b thing\n\n- 5\n");
    own.put("../two.md", "# Second person\n\n4\n1\n");
    let other = desk("Far away");
    other
        .run(&["rank", "What is hard", "--add", "Far away=e,d"])
        .done();
    let far = other.work().join(file(&other));
    own.put("../far.json", &std::fs::read_to_string(far).expect("read"));
    own.run(&[
        "rank",
        "What is hard",
        "--from",
        "One.txt",
        "two.md",
        "far.json",
    ])
    .done();
    let shown = shown(&own);
    assert_eq!(shown["ready"], json!(["One", "Second person", "Far away"]));
    let ranks = |letter: &str| {
        let order = shown["order"].as_array().expect("open");
        let row = order
            .iter()
            .find(|row| row["challenge"] == format!("{letter} thing"));
        row.expect("there")["ranks"].clone()
    };
    assert_eq!(
        ranks("A"),
        json!({ "One": 2.5, "Second person": 2, "Far away": 4 })
    );
    assert_eq!(
        ranks("E"),
        json!({ "One": 4, "Second person": 4, "Far away": 1 })
    );
}

#[test]
fn an_order_that_breaks_a_rule_changes_nothing() {
    let desk = desk("One,Two");
    let before = text(&desk);
    for (order, says) in [
        ("One=", "at least one challenge"),
        ("One=1,6", "entry 2 of the order is none"),
        ("One=1,a thing", "entry 2 of the order stands there already"),
        ("=1", "NAME=ORDER"),
        ("One", "NAME=ORDER"),
    ] {
        desk.run(&["rank", "What is hard", "--add", "Two=1", "--add", order])
            .refused(2, &[says]);
        assert_eq!(text(&desk), before, "{order}");
    }
    desk.run_with(&["rank", "What is hard", "--challenges", "-"], "X\n")
        .refused(2, &["is there already"]);
    desk.run(&["rank", "nobody knows"])
        .refused(3, &["no ranking", "nobody knows"]);
    assert_eq!(text(&desk), before);
}

#[test]
fn a_challenge_that_begins_like_another_must_be_told_from_it() {
    let desk = Desk::empty();
    let begin = [
        "rank",
        "Hard",
        "--people",
        "One",
        "--challenges",
        "-",
        "--json",
    ];
    desk.run_with(&begin, "No time\nNo trust\nNo\n").done();
    desk.run(&["rank", "Hard", "--add", "One=no t"])
        .refused(2, &["more than one"]);
    desk.run(&["rank", "Hard", "--add", "One=no,no tr"]).done();
}

#[test]
fn what_the_program_does_not_know_in_a_file_it_keeps_and_the_bytes_are_the_same() {
    let desk = desk("One,Two");
    desk.run(&["rank", "What is hard", "--add", "One=1"]).done();
    let odd = text(&desk).replace(
        "\"name\": \"Two\"",
        "\"name\": \"Two\",\n      \"hat\": 12345678901234567890.10",
    );
    desk.put(&file(&desk), &odd);
    desk.run(&["rank", "What is hard"]).done();
    assert_eq!(text(&desk), odd);
    desk.run(&["rank", "What is hard", "--add", "Two=2"]).done();
    assert!(text(&desk).contains("\"hat\": 12345678901234567890.10"));
}

#[test]
fn a_newer_file_is_shown_and_never_written() {
    let desk = desk("One");
    desk.run(&["rank", "What is hard", "--add", "One=1"]).done();
    let newer = text(&desk).replace("\"version\": 1", "\"version\": 2");
    desk.put(&file(&desk), &newer);
    let ended = desk.run(&["rank", "What is hard"]).done();
    assert!(
        ended.out.contains("A thing") && ended.err.contains("newer version"),
        "{ended:?}"
    );
    desk.run(&["rank", "What is hard", "--add", "Two=2"])
        .refused(6, &["newer version"]);
    assert_eq!(text(&desk), newer);
}

#[test]
fn a_file_that_cannot_be_read_is_listed_examined_and_left() {
    let desk = desk("One");
    desk.put("rankings/broken-7k3f.json", "{\n<<<<<<< HEAD\n");
    let list = desk.run(&["rank", "--list"]).done().out;
    assert!(
        list.contains("broken-7k3f") && list.contains("version-control conflict markers"),
        "{list}"
    );
    let report = desk.run(&["doctor"]);
    assert_eq!(report.code, 4);
    assert!(
        report.out.contains("rankings/broken-7k3f.json"),
        "{report:?}"
    );
    desk.run(&["rank", "broken-7k3f", "--add", "One=1"])
        .refused(1, &["conflict markers"]);
}

#[test]
fn what_a_file_holds_cannot_steer_the_terminal_or_the_page() {
    let desk = desk("One");
    let evil = r"x\u001b[2J\u202e|<b>";
    let hostile = text(&desk)
        .replace("A thing", evil)
        .replace("\"One\"", &format!("\"{evil}\""));
    desk.put(&file(&desk), &hostile);
    let begun = [
        &["--people", "Two", "--add", "Two=2,1"][..],
        &["--reveal", "Two"],
    ]
    .concat();
    desk.run(&[&["rank", "What is hard"][..], &begun].concat())
        .done();
    for format in [&[][..], &["--format", "md"], &["--json"], &["--plain"]] {
        let printed = desk
            .run(&[&["rank", "What is hard"], format].concat())
            .done()
            .out;
        let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!printed.contains(odd), "{printed:?}");
    }
    let page = desk
        .run(&["rank", "What is hard", "--format", "md"])
        .done()
        .out;
    assert!(!page.contains("<b>"), "{page}");
}

#[test]
fn by_plain_prompts_the_list_is_changed_and_everyone_is_asked() {
    let desk = Desk::empty();
    let lines = "One, Two\n+ No parking\n- 1\n2 No desks\n- 99\n\n:what\n12,1\n1=2\n";
    let ended = desk.run_with(&["rank", "Hard", "--plain"], lines).done();
    for part in [
        "Who ranks?",
        "12. No parking",
        "2. No desks",
        "Not kept: the list goes from 1 to 12.",
        "One not yet · Two not yet",
        "Not kept: the commands here are",
        "One ready · Two not yet",
        "One ready · Two ready",
        "Ranked by One and Two.",
    ] {
        assert!(ended.out.contains(part), "{part}: {}", ended.out);
    }
    let shown = desk.run(&["rank", "Hard", "--json"]).done().json();
    let listed = shown["challenges"].as_array().expect("a list");
    assert_eq!((listed.len(), &listed[1]["text"]), (12, &json!("No desks")));
}

#[test]
fn those_who_come_later_are_asked_the_next_time() {
    let desk = Desk::empty();
    let first = desk.run_with(
        &["rank", "Hard", "--people", "One,Two", "--plain"],
        "\n:later\n3\n",
    );
    let first = first.done();
    assert!(first.out.contains("One not yet · Two ready") && !first.out.contains("Ranked by"));
    let next = desk.run_with(&["rank", "Hard", "--plain"], "2,1\n").done();
    assert!(next.out.contains("Ranked by One and Two."), "{}", next.out);
}

#[test]
fn one_person_one_challenge_and_everything_equal_are_said_in_words() {
    for (list, orders, says) in [
        (LETTERS, &["One=2,1"][..], "nobody to agree with"),
        ("Time\n", &["One=1", "Two=1"], "One challenge is no order."),
        (
            LETTERS,
            &["One=1=2=3=4=5", "Two=5=1=2=4=3"],
            "No order given",
        ),
    ] {
        let desk = Desk::empty();
        let begin = [
            "rank",
            "Hard",
            "--people",
            "One",
            "--challenges",
            "-",
            "--json",
        ];
        desk.run_with(&begin, list).done();
        let mut add = vec!["rank", "Hard"];
        if orders.len() == 2 {
            add.extend(["--people", "Two"]);
        }
        add.extend(orders.iter().flat_map(|order| ["--add", order]));
        let text = desk.run(&add).done().out;
        assert!(text.contains(says), "{text}");
        let shown = desk.run(&["rank", "Hard", "--json"]).done().json();
        assert_eq!(shown["agreement"]["mean_correlation"], Value::Null);
    }
}

#[test]
fn ascii_is_all_that_is_printed_where_ascii_is_asked_for() {
    let desk = Desk::empty();
    let ended = desk.run_with(
        &["rank", "Hard", "--people", "One,Two", "--plain", "--ascii"],
        "\n2\n1\n",
    );
    let out = ended.done().out;
    assert!(
        out.is_ascii() && out.contains("One ready, Two not yet"),
        "{out}"
    );
    let picture = desk.run(&["rank", "Hard"]).done().out;
    assert!(
        picture.is_ascii() && picture.contains("WHO PLACED WHAT WHERE"),
        "{picture}"
    );
    assert!(picture.lines().all(|line| line.len() <= 80), "{picture}");
}

#[test]
fn a_ranking_is_exported_as_a_page_and_as_it_is_kept_once_it_may_be_seen() {
    let desk = desk("One,Two");
    desk.run(&["rank", "What is hard", "--add", "One=2,4,1"])
        .done();
    let closed = desk.run(&["export", "what", "--format", "json"]).done();
    assert!(!closed.out.contains("worst_first"), "{closed:?}");
    assert!(closed.err.contains("not open yet"), "{closed:?}");
    let page = desk.run(&["export", "What is hard"]).done().out;
    assert!(
        page.contains("Ready: One.") && !page.contains("mean rank"),
        "{page}"
    );
    desk.run(&["rank", "What is hard", "--add", "Two=4"]).done();
    let open = desk.run(&["export", "what", "--format", "json"]).done();
    assert_eq!(
        (open.out.as_str(), open.err.as_str()),
        (text(&desk).as_str(), "")
    );
    let page = desk.run(&["export", "WHAT IS HARD"]).done().out;
    assert!(
        page.contains("| place | challenge | mean rank | One | Two |"),
        "{page}"
    );
    let own = desk.work().join("rankings/page.json");
    desk.run(&["export", "what", "--to", own.to_str().expect("text")])
        .refused(2, &["among the rankings themselves"]);
}

#[test]
fn a_ranking_goes_to_the_trash_and_comes_back_as_it_was() {
    let desk = desk("One,Two");
    desk.run(&["rank", "What is hard", "--add", "One=2,4,1"])
        .done();
    let (before, id) = (text(&desk), file(&desk));
    let id = id.trim_start_matches("rankings/").trim_end_matches(".json");
    let gone = desk.run(&["trash", "what is hard"]).done();
    assert!(
        gone.err.contains(&format!("whytogether restore {id}")),
        "{gone:?}"
    );
    desk.run(&["rank", "What is hard", "--json"])
        .refused(3, &["no ranking"]);
    let list = desk.run(&["restore", "--json"]).done().json();
    assert_eq!(
        list,
        json!([{"id": id, "title": "What is hard", "kind": "ranking"}])
    );
    desk.run(&["restore", "What is hard"]).done();
    assert_eq!(text(&desk), before);
    desk.run(&["restore", "zebra"]).refused(3, &["`zebra`"]);
}

#[test]
fn a_name_that_may_be_a_canvas_or_a_ranking_lists_both() {
    let desk = desk("One,Two");
    desk.put_canvas("what-comes-2222", r#""cover":{"title":"What comes"}"#);
    desk.run(&["trash", "what"])
        .refused(3, &["2 canvases or rankings", "What comes", "What is hard"]);
}

#[test]
fn equal_means_with_unequal_places_say_what_came_between_them() {
    let why = "Of those with the same mean rank";
    let opposite = desk("One,Two");
    let orders = ["--add", "One=1,2,3,4,5", "--add", "Two=5,4,3,2,1"];
    let out = opposite.run(&[&["rank", "What is hard"], &orders[..]].concat());
    let out = out.done().out;
    assert!(out.contains(why) && out.contains("4=   A thing"), "{out}");
    let alike = desk("One,Two");
    let orders = ["--add", "One=1=2,3=4,5", "--add", "Two=1=2,3=4,5"];
    let out = alike.run(&[&["rank", "What is hard"], &orders[..]].concat());
    let out = out.done().out;
    assert!(!out.contains(why) && out.contains("1=   A thing"), "{out}");
}

#[test]
fn an_order_given_before_is_replaced_only_with_force() {
    let desk = desk("One,Two");
    let add = |more: &[&str]| desk.run(&[&["rank", "What is hard"], more].concat());
    add(&["--add", "One=1,2,3,4,5"]).done();
    let before = text(&desk);
    add(&["--add", "one=5,4,3,2,1"]).refused(1, &["ranked already: One", "--force"]);
    let lines = desk.path("one.txt");
    std::fs::write(&lines, "# One\n5\n4\n3\n2\n1\n").expect("written");
    add(&["--from", &lines.to_string_lossy()]).refused(1, &["ranked already: One", "--force"]);
    assert_eq!(text(&desk), before);
    add(&["--add", "One=1,2,3,4,5", "--add", "Two=1"]).done();
    add(&["--add", "One=5,4,3,2,1", "--force"]).done();
    assert_eq!(shown(&desk)["order"][0]["challenge"], "E thing");
}

#[test]
fn what_somebody_left_out_is_marked_in_the_picture_and_in_figures() {
    let desk = desk("One,Two");
    let add = ["rank", "What is hard", "--add", "One=1,2,3,4,5", "--add"];
    let picture = desk.run(&[&add[..], &["Two=1,2"]].concat()).done().out;
    assert_eq!(picture.matches("not placed by B").count(), 3, "{picture}");
    let words = desk.run(&["rank", "What is hard", "--plain"]).done().out;
    assert!(words.contains("One 3, Two 4 (not placed)"), "{words}");
    assert!(words.contains("One 2, Two 2\n"), "{words}");
    let page = ["rank", "What is hard", "--format", "md"];
    let page = desk.run(&page).done().out;
    assert_eq!(page.matches("4 (not placed) |").count(), 3, "{page}");
    let order = shown(&desk)["order"].clone();
    assert_eq!(order[1]["not_placed_by"], json!([]), "{order}");
    assert_eq!(order[2]["not_placed_by"], json!(["Two"]), "{order}");
    assert_eq!(order[2]["ranks"]["Two"], 4, "{order}");
}
