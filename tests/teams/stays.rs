//! What one takes away and another changes stays, and each of the two is told.

use serde_json::json;

use crate::team::Team;

const HERE: &str = "stays     Falls response: taken away here, and changed by somebody else\n";
const ELSEWHERE: &str = "stays     Falls response: taken away by somebody else, and changed here\n";

/// A canvas that `a` throws away and `b` changes.
fn torn() -> Team {
    let team = Team::with_canvas(&json!({ "cover": { "title": "Falls response" } }));
    team.sync("b").done();
    team.run(&["-w", "a", "trash", "falls"]).done();
    team.run(&["-w", "b", "set", "falls", "value.worth=4"])
        .done();
    team
}

fn says(said: &str, row: &str) -> bool {
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_space(said).contains(&one_space(row))
}

#[test]
fn a_canvas_that_one_threw_away_and_the_other_changed_stays_and_both_are_told() {
    let team = torn();
    team.sync("a").done();
    let second = team.sync("b").done();
    let third = team.sync("a").done();
    team.assert_same("a", "b");
    assert_eq!(team.canvas("a", "falls-7k3f")["value"]["worth"], 4);
    assert!(team.path("a/trash/falls-7k3f.json").exists());
    assert!(says(&second.out, ELSEWHERE), "{second:?}");
    assert!(says(&third.out, HERE), "{third:?}");
    assert!(!third.out.contains("received"), "{third:?}");
    let hint = "hint: whytogether trash falls-7k3f takes it away again";
    assert!(third.err.contains(hint), "{third:?}");
    let log = team.git(&["-C", "a", "log", "--format=%s"]).done().out;
    assert!(log.contains("Falls response: to the trash"), "{log}");
}

#[test]
fn the_same_where_the_one_who_threw_it_away_comes_second() {
    let team = torn();
    team.sync("b").done();
    let second = team.sync("a").done();
    let third = team.sync("b").done();
    team.assert_same("a", "b");
    assert_eq!(team.canvas("b", "falls-7k3f")["value"]["worth"], 4);
    assert!(says(&second.out, HERE), "{second:?}");
    assert!(!third.out.contains("stays"), "{third:?}");
}

#[test]
fn a_ranking_that_one_threw_away_and_the_other_changed_stays_and_is_named() {
    let ranking = |title: &str| {
        format!(
            r#"{{"format":"whytogether.ranking","version":1,"id":"autumn-2k7m","title":"{title}"}}"#
        )
    };
    let team = Team::with_canvas(&json!({}));
    team.put("a/rankings/autumn-2k7m.json", &ranking("Autumn"));
    team.sync("a").done();
    team.sync("b").done();
    std::fs::remove_file(team.path("a/rankings/autumn-2k7m.json")).expect("removed");
    team.put("b/rankings/autumn-2k7m.json", &ranking("Autumn and winter"));
    team.sync("b").done();
    let said = team.run(&["-w", "a", "sync", "--json"]).done().json();
    let stays = json!([{
        "id": "autumn-2k7m", "kind": "ranking", "title": "Autumn and winter", "taken_away": "here",
    }]);
    assert_eq!(said["stays"], stays);
}

#[test]
fn what_somebody_took_back_from_the_trash_or_began_is_simply_received() {
    let team = Team::with_canvas(&json!({ "cover": { "title": "Falls response" } }));
    team.run(&["-w", "a", "trash", "falls"]).done();
    for clone in ["a", "b"] {
        team.sync(clone).done();
    }
    team.run(&["-w", "b", "restore", "falls-7k3f"]).done();
    team.put_canvas("b", "bus-5rkh", &json!({ "cover": { "title": "Bus" } }));
    // Both have something to send, so that there is a merge.
    team.put_canvas("a", "walks-3hq8", &json!({ "cover": { "title": "Walks" } }));
    team.sync("b").done();
    let said = team.run(&["-w", "a", "sync", "--json"]).done().json();
    assert_eq!(said["stays"], json!([]));
    assert_eq!(said["received"].as_array().expect("a list").len(), 2);
}
