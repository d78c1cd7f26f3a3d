//! How much a file from elsewhere may bring: 500 rows to a question, whichever way it comes in.

use std::fs;

use serde_json::{Value, json};

use crate::desk::Desk;

/// Writes a partner's file in which this many people would do the work.
fn of_people(desk: &Desk, count: usize) -> String {
    let people: Vec<Value> = (0..count)
        .map(|number| json!({ "person": format!("Person {number}"), "days": 1 }))
        .collect();
    let canvas = json!({
        "format": "whytogether.canvas", "version": 1,
        "cover": { "title": "Theirs", "our_organisation": "Fellgate" },
        "capacity": { "people": people }, "value": { "worth": 3 },
    });
    let path = desk.path(&format!("{count}.json"));
    fs::write(&path, canvas.to_string()).expect("written");
    path.to_string_lossy().into_owned()
}

fn desk() -> Desk {
    Desk::with_canvas(r#""id":"falls-7k3f","cover":{"title":"Falls"}"#)
}

#[test]
fn a_file_with_more_than_500_rows_is_not_imported_and_one_with_500_is() {
    let desk = desk();
    let says = [
        "501.json` has more than 500 rows in capacity.people",
        "hint: take rows out",
    ];
    desk.run(&["import", &of_people(&desk, 501)])
        .refused(1, &says);
    let id = desk.run(&["import", &of_people(&desk, 500)]).done().out;
    let people = &desk.canvas(id.trim())["capacity"]["people"];
    assert_eq!(people.as_array().map(Vec::len), Some(500));
}

#[test]
fn rows_that_a_voice_answered_count_as_much() {
    let desk = desk();
    let rows = vec![json!({ "way": "Alone" }); 501];
    let canvas = json!({
        "format": "whytogether.canvas", "version": 1, "cover": { "title": "Theirs" },
        "voices": [{ "id": "v222", "name": "Manager", "answers": { "purpose.without": rows } }],
    });
    let path = desk.path("voice.json");
    fs::write(&path, canvas.to_string()).expect("written");
    let path = path.to_string_lossy().into_owned();
    desk.run(&["import", &path])
        .refused(1, &["more than 500 rows in purpose.without"]);
}

#[test]
fn a_voice_leaves_out_what_has_more_than_500_rows_and_says_so() {
    let desk = desk();
    let heard = |count: usize, name: &str| {
        let path = of_people(&desk, count);
        let import = ["import", &path, "--as-voice", name, "--into", "falls"];
        desk.run(&[&import[..], &["--json"]].concat()).done().json()
    };
    let long = heard(501, "Fellgate");
    assert_eq!(long["left_out"], json!(["capacity.people"]));
    assert_eq!(long["answered"], json!(["value.worth"]));
    assert_eq!(heard(500, "Moorside")["left_out"], json!([]));

    let path = of_people(&desk, 501);
    let import = ["import", &path, "--as-voice", "Lakeside", "--into", "falls"];
    let said = desk.run(&import).done().err;
    let note = "note: `capacity.people` is left out: it has more than 500 rows";
    assert!(said.contains(note), "{said}");
}

#[test]
fn a_joint_canvas_takes_no_table_of_more_than_500_rows_from_a_side() {
    let desk = desk();
    let path = of_people(&desk, 501);
    let joint = ["compare", "falls", &path, "--joint", "Together"];
    let made = desk.run(&[&joint[..], &["--json"]].concat()).done().json();
    let canvas = desk.canvas(made["id"].as_str().expect("an id"));
    assert_eq!(canvas["capacity"]["people"], json!(null));
    assert_eq!(canvas["value"]["worth"], 3);
    let taking = [&joint[..], &["--take", "capacity.people=theirs"]].concat();
    let refused = desk.run(&taking);
    assert_ne!(refused.code, 0, "{refused:?}");
    assert!(refused.err.contains("more than 500 rows"), "{refused:?}");
}
