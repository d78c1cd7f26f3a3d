//! Two who change everything at once end with the same, and with all of it.

use std::thread;

use serde_json::{Value, json};

use crate::team::Team;

const CANVASES: usize = 200;

fn id(number: usize) -> String {
    format!("plan-{number}-7k3f")
}

fn plan(number: usize) -> Value {
    json!({
        "cover": { "title": format!("Plan {number}") },
        "partners": [{ "id": "p3ka", "organisation": "Fellgate Ambulance" }],
        "capacity": { "people": [{ "id": "c3aa", "person": "Therapy lead", "days": 2 }] },
        "decision": { "reason": "To be said" },
    })
}

/// Answers a question nobody else does, changes and adds rows, and gives the same answer as everyone.
fn edit(canvas: &mut Value, hand: &str, number: usize) {
    match hand {
        "a" => canvas["purpose"]["change"] = json!(format!("Less waiting {number}")),
        _ => canvas["value"]["sign"] = json!(format!("Fewer calls {number}")),
    }
    let column = if hand == "a" {
        "trust"
    } else {
        "worked_before"
    };
    canvas["partners"][0][column] = if hand == "a" { json!(4) } else { json!(true) };
    let people = canvas["capacity"]["people"].as_array_mut();
    let row =
        json!({ "id": format!("{hand}2xy"), "person": format!("Person of {hand}"), "days": 1 });
    people.expect("rows").push(row);
    canvas["decision"]["reason"] = json!(format!("Because {hand} says so {number}"));
}

/// Asserts that a canvas holds what both did, with b's answer standing and a's waiting, or so mirrored.
#[track_caller]
fn assert_whole(canvas: &Value, number: usize) {
    assert_eq!(
        canvas["purpose"]["change"],
        format!("Less waiting {number}")
    );
    assert_eq!(canvas["value"]["sign"], format!("Fewer calls {number}"));
    let partner = &canvas["partners"][0];
    assert_eq!(
        (&partner["trust"], &partner["worked_before"]),
        (&json!(4), &json!(true))
    );
    let people = canvas["capacity"]["people"].as_array().expect("rows");
    let mut ids: Vec<&str> = people.iter().filter_map(|row| row["id"].as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["a2xy", "b2xy", "c3aa"]);
    let conflicts = canvas["conflicts"].as_array().expect("one waits");
    assert_eq!(conflicts.len(), 1, "{canvas}");
    assert_eq!(conflicts[0]["question"], "decision.reason");
    let mut reasons =
        [&canvas["decision"]["reason"], &conflicts[0]["theirs"]].map(Value::to_string);
    reasons.sort();
    let both = ["a", "b"].map(|hand| format!("\"Because {hand} says so {number}\""));
    assert_eq!(reasons, both);
}

#[test]
fn two_clones_that_edit_200_canvases_at_once_converge_and_lose_nothing() {
    let ids: Vec<String> = (0..CANVASES).map(id).collect();
    let plans: Vec<(&str, Value)> = ids
        .iter()
        .map(|id| (id.as_str(), id))
        .map(|(id, name)| {
            let number = name
                .split('-')
                .nth(1)
                .and_then(|number| number.parse().ok());
            (id, plan(number.expect("a number")))
        })
        .collect();
    let team = Team::with_canvases(&plans);
    for hand in ["a", "b"] {
        for (number, id) in ids.iter().enumerate() {
            team.change(hand, id, |canvas| edit(canvas, hand, number));
        }
    }

    team.sync("a").done();
    let second = team.run(&["-w", "b", "sync", "--json"]).done();
    team.sync("a").done();

    team.assert_same("a", "b");
    for (number, id) in ids.iter().enumerate() {
        assert_whole(&team.canvas("a", id), number);
    }
    let received = second.json()["received"]
        .as_array()
        .expect("a list")
        .clone();
    assert_eq!(received.len(), CANVASES);
    assert!(received.iter().all(|canvas| canvas["to_pick"] == 1));
    assert!(second.err.contains("then v picks"), "{}", second.err);
}

#[test]
fn two_who_sync_at_the_same_moment_both_get_through() {
    let team = Team::with_canvas(&plan(1));
    for round in 0..3 {
        for hand in ["a", "b"] {
            team.change(hand, "falls-7k3f", |canvas| {
                canvas["parked"] = json!([]);
                let text = format!("Thought {round} of {hand}");
                let row = json!({ "id": format!("{hand}{round}xy"), "text": text });
                canvas["parked"].as_array_mut().expect("a list").push(row);
            });
        }
        thread::scope(|scope| {
            let syncs = ["a", "b"].map(|hand| scope.spawn(|| team.sync(hand)));
            for sync in syncs {
                sync.join().expect("it ends").done();
            }
        });
        team.sync("a").done();
        team.sync("b").done();
        team.assert_same("a", "b");
    }
    let parked = team.canvas("a", "falls-7k3f")["parked"].to_string();
    assert!(
        parked.contains("Thought 2 of a") && parked.contains("Thought 2 of b"),
        "{parked}"
    );
}

#[test]
fn clones_that_pull_from_each_other_crosswise_keep_both_answers() {
    let team = Team::with_canvas(&plan(1));
    for hand in ["a", "b"] {
        team.run(&["-w", hand, "git-setup"]).done();
        team.change(hand, "falls-7k3f", |canvas| edit(canvas, hand, 1));
        team.git(&["-C", hand, "commit", "-qam", "Mine"]).done();
    }
    let merge = |here: &str, there: &str, branch: &str| {
        team.git(&["-C", here, "fetch", "-q", &format!("../{there}"), branch])
            .done();
        team.git(&["-C", here, "merge", "-q", "--no-edit", "FETCH_HEAD"])
            .done();
    };
    for hand in ["a", "b"] {
        team.git(&["-C", hand, "branch", "own"]).done();
    }
    merge("a", "b", "own");
    merge("b", "a", "own");

    team.sync("a").done();
    team.sync("b").done();
    team.sync("a").done();

    team.assert_same("a", "b");
    let canvas = team.canvas("a", "falls-7k3f");
    let all = canvas.to_string();
    for hand in ["a", "b"] {
        assert!(
            all.contains(&format!("Because {hand} says so 1")),
            "{canvas:#}"
        );
        assert!(all.contains(&format!("Person of {hand}")), "{canvas:#}");
    }
}
