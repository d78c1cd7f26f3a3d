//! A ranking of which two machines each have a part.

use serde_json::{Value, json};

use crate::team::{Team, names};

/// Two clones that have a ranking of these people; its file's name.
fn shared(people: &str) -> (Team, String) {
    let team = Team::with_canvas(&json!({}));
    team.run(&[
        "-w",
        "a",
        "rank",
        "What is hard",
        "--people",
        people,
        "--json",
    ])
    .done();
    team.sync("a").done();
    team.sync("b").done();
    let file = names(&team.path("a/rankings")).remove(0);
    (team, format!("rankings/{file}"))
}

fn add(team: &Team, clone: &str, orders: &[&str]) {
    let mut arguments = vec!["-w", clone, "rank", "What is hard"];
    for order in orders {
        let (name, _) = order.split_once('=').expect("NAME=ORDER");
        arguments.extend(["--people", name, "--add", order]);
    }
    // Somebody may rank anew.
    arguments.push("--force");
    team.run(&arguments).done();
}

fn shown(team: &Team, clone: &str) -> Value {
    team.run(&["-w", clone, "rank", "What is hard", "--json"])
        .done()
        .json()
}

#[test]
fn what_two_people_rank_on_two_machines_comes_together_and_opens() {
    let (team, file) = shared("Therapy lead,Operations");
    add(&team, "a", &["Therapy lead=1,2,3"]);
    add(&team, "b", &["Operations=3,1=2"]);
    assert_eq!(shown(&team, "a")["open"], false);
    team.sync("a").done();
    team.sync("b").done();
    team.sync("a").done();
    team.assert_same("a", "b");
    let shown = shown(&team, "a");
    assert_eq!(
        (&shown["open"], &shown["ready"]),
        (&json!(true), &json!(["Therapy lead", "Operations"]))
    );
    assert_eq!(
        shown["order"][0]["ranks"],
        json!({ "Therapy lead": 1, "Operations": 2.5 })
    );
    assert!(!team.text(&format!("a/{file}")).contains("conflicts"));
    let log = team.git(&["-C", "a", "log", "--format=%s"]).done().out;
    assert!(log.contains("Rankings"), "{log}");
}

#[test]
fn somebody_added_on_both_machines_is_one_person_whose_other_order_waits() {
    let (team, file) = shared("Therapy lead");
    add(&team, "a", &["Operations=1,2", "Therapy lead=2"]);
    add(&team, "b", &["operations=2,1"]);
    team.sync("a").done();
    team.sync("b").done();
    team.sync("a").done();
    team.assert_same("a", "b");
    let ranking: Value = serde_json::from_str(&team.text(&format!("a/{file}"))).expect("JSON");
    assert_eq!(ranking["people"].as_array().map(Vec::len), Some(2));
    let theirs = ranking["conflicts"].as_array().expect("one waits");
    assert!(
        theirs
            .iter()
            .any(|one| one["theirs"]["worst_first"].is_array()),
        "{ranking:#}"
    );
    let page = team
        .run(&["-w", "b", "rank", "What is hard", "--format", "md"])
        .done()
        .out;
    assert!(page.contains("On two machines at once"), "{page}");

    add(&team, "b", &["Operations=3"]);
    team.sync("b").done();
    team.sync("a").done();
    team.assert_same("a", "b");
    let page = team
        .run(&["-w", "a", "rank", "What is hard", "--format", "md"])
        .done()
        .out;
    assert!(!page.contains("On two machines at once"), "{page}");
}

#[test]
fn a_list_that_one_changed_and_the_person_another_added_are_both_there() {
    let (team, file) = shared("Therapy lead");
    let path = format!("b/{file}");
    let reworded = team
        .text(&path)
        .replace("Too many partnerships, too few people", "Too few people");
    team.put(&path, &reworded);
    add(&team, "a", &["Therapy lead=3"]);
    team.sync("a").done();
    team.sync("b").done();
    team.sync("a").done();
    team.assert_same("a", "b");
    assert_eq!(shown(&team, "a")["order"][0]["challenge"], "Too few people");
}

#[test]
fn a_ranking_of_a_newer_version_is_left_and_two_rankings_are_never_made_one() {
    let ranking = |keys: &Value| {
        let mut document =
            json!({ "format": "whytogether.ranking", "version": 1, "id": "hard-7k3f" });
        for (key, value) in keys.as_object().expect("an object") {
            document[key] = value.clone();
        }
        format!("{document:#}\n")
    };
    let team = Team::alone();
    for (theirs, code, says) in [
        (ranking(&json!({ "version": 2 })), 6, "newer version"),
        (
            ranking(&json!({ "id": "other-7k3f" })),
            1,
            "different rankings",
        ),
        ("{}".to_owned(), 1, "their side cannot be read"),
    ] {
        let ours = ranking(&json!({ "title": "Hard" }));
        for (name, text) in [("base", ""), ("ours", &ours), ("theirs", &theirs)] {
            team.put(name, text);
        }
        team.run(&["merge", "base", "ours", "theirs"])
            .refused(code, &[says]);
        assert_eq!(team.text("ours"), ours);
    }
}
