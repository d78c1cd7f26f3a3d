//! Several organisations lay their canvases side by side, and make one of them.

use serde_json::{Value, json};
use whytogether::canvas::Canvas;

use crate::planner::Planner;

/// A canvas file of one organisation.
fn file(organisation: &str, answers: Value) -> Vec<u8> {
    let mut canvas = json!({
        "format": "whytogether.canvas", "version": 1, "created": "2026-11-02T09:30:00Z",
        "cover": { "title": format!("Falls, {organisation}"), "our_organisation": organisation },
    });
    let more = answers.as_object().expect("steps");
    canvas.as_object_mut().expect("keys").extend(more.clone());
    canvas.to_string().into_bytes()
}

fn three() -> Planner {
    let change = "Nobody waits more than two hours on the floor.";
    let trust = file(
        "Trust",
        json!({
            "purpose": { "change": change, "freedom": "free" },
            "value": { "kind": "shared_delivery", "worth": 5, "sign": "Fewer calls" },
        }),
    );
    let council = file(
        "Council",
        json!({
            "purpose": { "change": change, "freedom": "expected" },
            "value": { "kind": "shared_voice", "worth": 1 },
        }),
    );
    let charity = file(
        "Charity",
        json!({ "purpose": { "change": change }, "value": { "kind": "shared_delivery", "worth": 4 } }),
    );
    let mut planner = Planner::with(&[
        ("falls-a222.json", &trust),
        ("falls-b222.json", &council),
        ("falls-c222.json", &charity),
    ]);
    planner.press("g");
    planner
}

/// The joint canvas on disk.
fn joint(planner: &Planner) -> Canvas {
    let known = ["falls-a222", "falls-b222", "falls-c222"];
    let ids = planner.ids();
    let mut new = ids.iter().filter(|id| !known.contains(&id.as_str()));
    planner.canvas(new.next().expect("a joint canvas"))
}

#[test]
fn the_letter_of_a_marked_canvas_stands_apart_from_its_title() {
    let mut planner = three();
    for size in [(60, 18), (80, 24), (120, 36)] {
        planner.size = size;
        planner.press("space space");
        planner.sees("A Falls, Trust").sees("B Falls, C");
        planner.press("g space space").sees("No canvas is marked");
        planner.press("g").sees_no("A Falls");
    }
}

#[test]
fn three_canvases_lie_side_by_side_with_the_widest_gap_first() {
    let mut planner = three();
    planner.press("space space space C");
    planner.sees("1-3 take a side").sees_no("2 theirs");
    planner
        .sees("A Falls, Trust")
        .sees("B Falls, Council")
        .sees("C Falls, Charity")
        .sees("The widest gaps")
        .sees("You differ on more than you agree on.")
        .sees("If it works, what is it worth?");
    let frame = planner.frame();
    let line = frame.lines().find(|line| line.contains("∙──"));
    let line = line
        .and_then(|line| line.split_once('│'))
        .expect("a line of points")
        .1;
    let order: String = line.chars().filter(|c| "ABC∙".contains(*c)).collect();
    assert_eq!(order, "B∙∙CA", "{frame}");
    planner.press("down").sees("shared voice");
    let frame = planner.frame();
    let line = frame
        .lines()
        .find_map(|line| line.split_once("shared delivery"));
    let marks: String = line
        .expect("a matrix")
        .1
        .chars()
        .filter(|c| "ABC".contains(*c))
        .collect();
    assert_eq!(marks, "AC", "{frame}");
}

#[test]
fn a_joint_canvas_has_what_was_taken_written_and_agreed_with_who_said_what() {
    let mut planner = three();
    planner.press("space space space C");
    // Worth: ours. Kind: theirs. Freedom: anew.
    planner
        .press("1")
        .sees("Joint canvas: what Falls, Trust says.");
    planner
        .press("tab 2")
        .sees("Joint canvas: what Falls, Council says.");
    planner
        .press("tab enter")
        .sees("How free are we to say no?");
    planner.press("down down enter");
    planner
        .sees("written anew: required")
        .sees("3 of 3 settled");
    planner
        .press("J ctrl-u")
        .type_text("Falls, all of us")
        .press("enter");
    let canvas = joint(&planner);
    assert_eq!(canvas.title(), "Falls, all of us");
    assert_eq!(canvas.text("value.kind"), Some("shared_voice"));
    assert_eq!(canvas.value("value.worth"), Some(&json!(5)));
    assert_eq!(canvas.text("purpose.freedom"), Some("required"));
    assert_eq!(canvas.text("value.sign"), Some("Fewer calls"));
    let voices = canvas.voices();
    let names: Vec<String> = voices.iter().map(|voice| voice.name()).collect();
    assert_eq!(
        names,
        [
            "someone at Trust",
            "someone at Council",
            "someone at Charity"
        ]
    );
    let document = canvas.document();
    assert_eq!(document["sides"][1]["answers"]["value.worth"], 1);
    planner.sees("Falls, all of us");
}

#[test]
fn what_was_taken_is_there_again_after_leaving_half_way() {
    let ends = |day: &str| json!({ "value": { "worth": 3 }, "ownership": { "end_date": day } });
    let mut planner = Planner::with(&[
        ("falls-a222.json", &file("Trust", ends("2027-01-01"))),
        ("falls-b222.json", &file("Council", ends("2028-01-01"))),
    ]);
    planner.press("g space space C tab enter");
    planner.sees("Write it anew").type_text("15 Ma");
    planner.press("enter").sees("`15 Ma` is not a date");
    planner.press("esc").sees("It is no answer yet");
    planner.press("enter").sees("15 Ma").type_text("y 2027");
    // The program ends while the answer is still being written.
    let mut planner = planner.again(None, false);
    planner
        .press("g space space C")
        .sees("is still here")
        .sees("1 of 1 settled");
    planner.press("tab").sees("written anew: 15 May 2027");
    planner.press("x").sees("0 of 1 settled");
    planner.press("enter").sees("2027-05-15");
    planner.press("esc J enter");
    let canvas = joint(&planner);
    assert_eq!(canvas.text("ownership.end_date"), Some("2027-05-15"));
    let planner = planner.again(None, false);
    let state = planner.state_files("joint");
    assert_eq!(
        state, [""; 0],
        "nothing waits once the joint canvas is there"
    );
}

#[test]
fn the_voices_of_one_canvas_lie_side_by_side_only_where_all_have_answered() {
    let voices = json!({ "voices": [
        { "id": "v222", "name": "Lead", "answers": { "purpose.belief": 5, "value.worth": 2 } },
        { "id": "v223", "name": "Operations", "answers": { "purpose.belief": 2 } },
    ] });
    let mut planner = Planner::with(&[("falls-a222.json", &file("Trust", voices))]);
    planner
        .press("enter C")
        .sees("Its own voices")
        .press("enter");
    planner
        .sees("A Lead")
        .sees("B Operations")
        .sees("Belief different");
    planner.sees("not open yet").sees_no("2 of 5 (a little)");
    planner.press("esc").sees("Purpose");
}

#[test]
fn a_file_that_someone_sent_is_read_and_not_kept() {
    let mut planner = three();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("theirs.json");
    let theirs = file("Else\u{1b}[2J", json!({ "value": { "worth": 3 } }));
    std::fs::write(&path, theirs).expect("written");
    planner.press("C down enter");
    planner
        .type_text(path.to_str().expect("text"))
        .press("enter");
    planner.sees("B Else").sees("Worth different");
    assert_eq!(planner.ids().len(), 3);
    std::fs::write(&path, "{").expect("written");
    planner.press("esc C down enter");
    planner
        .type_text(path.to_str().expect("text"))
        .press("enter");
    planner.sees("theirs.json");
}

#[test]
fn a_slip_in_a_file_that_someone_sent_is_shown_with_its_line_and_costs_nothing_else() {
    let mut planner = three();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("theirs.json");
    let slip = "{\"format\": \"whytogether.canvas\", \"value\": {\n\"worth\": 2,\n\"kind\": “shared_voice”,}}";
    std::fs::write(&path, slip).expect("written");
    planner.press("C down enter");
    planner
        .type_text(path.to_str().expect("text"))
        .press("enter");
    planner
        .sees("Mended or left out in this file")
        .sees("line 3: curly quotation marks are read as straight ones")
        .sees("line 3: a comma too many is left out");
    planner.press("esc").sees("Worth different");
}

#[test]
fn one_canvas_alone_has_nothing_to_lie_beside() {
    let mut planner = three();
    planner
        .press("C enter")
        .sees("There is nothing to lay beside it");
    planner.press("esc").sees("Falls, Trust");
}

#[test]
fn with_one_marked_the_choice_is_the_same_as_from_its_canvas() {
    let mut planner = three();
    planner.press("space C");
    planner
        .sees("Lay beside Falls, Trust")
        .sees("Its own voices, with each other")
        .sees("A canvas file that someone sent");
    let frame = planner.frame();
    let choice = frame
        .split("Lay beside Falls, Trust")
        .nth(1)
        .expect("a list");
    assert!(choice.contains("Falls, Council"), "{frame}");
    planner.type_text("council").press("enter");
    planner
        .sees("A Falls, Trust")
        .sees("B Falls, Council")
        .sees_no("C Falls, Charity");
}

/// Two sides with people in common, and some of their own.
fn two_tables() -> Planner {
    let people = |rows: Value| json!({ "value": { "kind": "shared_voice" }, "capacity": { "people": rows } });
    let trust = people(json!([
        { "id": "h222", "person": "Lead", "days": 2, "agreed": true },
        { "id": "h223", "person": "Nurse", "days": 1 },
    ]));
    let council = people(json!([
        { "id": "h333", "person": "Lead", "days": 4, "agreed": false },
        { "id": "h334", "person": "Driver", "days": 3 },
    ]));
    let mut planner = Planner::with(&[
        ("falls-a222.json", &file("Trust", trust)),
        ("falls-b222.json", &file("Council", council)),
    ]);
    planner.press("g space space C");
    planner
}

#[test]
fn rows_of_both_sides_stand_and_each_cell_that_differs_is_chosen() {
    let mut planner = two_tables();
    planner
        .sees("Lead: days")
        .sees("Lead: agreed")
        .sees("0 of 2 settled");
    planner
        .press("tab")
        .sees("Joint canvas: open (1 ours, 2 theirs, enter anew).");
    planner.press("enter").sees("A number").type_text("lots");
    planner.press("enter").sees("`lots` is not a number");
    planner.press("ctrl-u").type_text("3").press("enter");
    planner.sees("written anew: 3");
    planner.press("tab enter").sees("yes").press("down enter");
    planner.sees("written anew: no").sees("2 of 2 settled");
    planner.press("J enter");
    let canvas = joint(&planner);
    let rows = canvas.value("capacity.people").expect("rows").clone();
    let told: Vec<[&Value; 2]> = rows
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| [&row["person"], &row["days"]])
        .collect();
    let expected =
        [("Lead", 3), ("Nurse", 1), ("Driver", 3)].map(|(who, days)| [json!(who), json!(days)]);
    assert_eq!(told, expected.each_ref().map(|[who, days]| [who, days]));
    assert_eq!(rows[0]["agreed"], false);
}

#[test]
fn a_whole_table_is_settled_with_one_sides_answers_and_nobodys_row_goes() {
    let mut planner = two_tables();
    planner.press("2").sees("2 of 2 settled");
    planner
        .press("tab")
        .sees("Joint canvas: what Falls, Council says.");
    planner.press("J enter");
    let canvas = joint(&planner);
    let days: Vec<u64> = canvas
        .rows_at("capacity.people")
        .filter_map(|row| row.0["days"].as_u64())
        .collect();
    assert_eq!(days, [4, 1, 3]);
}

#[test]
fn who_said_what_stands_below_a_question_of_the_joint_canvas() {
    let mut planner = two_tables();
    planner.press("2 J enter esc 4");
    planner
        .sees("Who would do the work?")
        .sees("A Trust, B Council. Only A: Nurse. Only B: Driver.")
        .sees("Lead: days a month A 2, B 4; agreed A yes, B no.");
}

#[test]
fn belief_of_a_joint_canvas_is_complete_once_everybody_has_scored() {
    let voices = |name: &str, score: Option<u8>| {
        let answers = score.map_or(json!({}), |score| json!({ "purpose.belief": score }));
        json!({ "voices": [{ "id": "v222", "name": name, "answers": answers }] })
    };
    let mut planner = Planner::with(&[
        ("falls-a222.json", &file("Trust", voices("Lead", Some(4)))),
        ("falls-b222.json", &file("Council", voices("Planner", None))),
    ]);
    planner.press("g space space C J enter");
    let mut canvas = joint(&planner);
    let names: Vec<String> = canvas.voices().iter().map(|voice| voice.name()).collect();
    assert_eq!(names, ["Lead", "Planner"]);
    assert_eq!(
        canvas.belief(),
        [0_u8; 0],
        "nobody sees the one before the other is in"
    );
    let planner = canvas.find_voice("Planner").expect("a voice");
    let belief = whytogether::canvas::question::Question::find("purpose.belief").expect("there");
    canvas.set_private(&planner, belief, Some(2.into()));
    assert_eq!(canvas.belief(), [4, 2]);
}

#[test]
fn what_one_side_alone_decided_is_offered_beside_the_other_and_later_in_the_joint_canvas() {
    let trust = json!({ "value": { "worth": 3 } });
    let council = json!({ "decision": {
        "choice": "not_yet", "reason": "Money first.", "telling": "letter",
        "next_steps": [{ "action": "Ask finance", "who": "Lead" }],
    } });
    let mut planner = Planner::with(&[
        ("falls-a222.json", &file("Trust", trust)),
        ("falls-b222.json", &file("Council", council)),
    ]);
    planner.press("g space space C G");
    planner.sees("open, for nobody decides for all (2 takes what");
    planner.press("2").sees("1 of 4 settled");
    planner.press("J enter");
    let waiting = joint(&planner);
    assert_eq!(waiting.text("decision.telling"), Some("letter"));
    assert_eq!(waiting.text("decision.choice"), None);
    // On the decision, the choice and the reason.
    planner
        .press("esc d")
        .sees("Council said: not yet. Council said: Money first. V takes one");
    planner.press("V").sees("Take in: What do we decide?");
    planner.press("enter").sees("Taken in, as Council says.");
    planner.press("tab esc V enter");
    let canvas = joint(&planner);
    assert_eq!(canvas.text("decision.choice"), Some("not_yet"));
    assert_eq!(canvas.text("decision.reason"), Some("Money first."));
}

#[test]
fn a_table_that_a_voice_answered_in_a_file_is_shown_by_name_and_taken_in_row_by_row() {
    let people = json!([{ "person": "Driver", "days": 1 }, { "person": "Nurse", "days": 2 }]);
    let ours = json!({
        "voices": [
            { "id": "v222", "name": "Lead" },
            { "id": "v223", "name": "Fellgate", "answers": { "capacity.people": people } },
        ],
        "capacity": { "people": [{ "id": "h222", "person": "Nurse" }] },
    });
    let mut planner = Planner::with(&[("falls-a222.json", &file("Trust", ours))]);
    planner.press("enter 4");
    planner
        .sees("Answered alone by Fellgate, and hidden until all have.")
        .sees_no("Driver");
    planner.press("V").sees("Who says so?").type_text("Lead");
    planner.press("enter").sees("Fellgate said: Driver");
    planner
        .press("V")
        .sees("all 2 rows")
        .sees("Nurse, 2 days a month");
    planner.press("down down enter").sees("u takes it back");
    let rows = |planner: &Planner| -> Vec<(String, Option<f64>)> {
        let canvas = planner.canvas(&planner.ids()[0]);
        let rows = canvas.rows_at("capacity.people");
        rows.map(|row| {
            (
                row.line("person").unwrap_or_default().to_owned(),
                row.number("days"),
            )
        })
        .collect()
    };
    let nurse = || ("Nurse".to_owned(), None);
    assert_eq!(rows(&planner), [nurse(), ("Driver".into(), Some(1.0))]);
    planner.press("u");
    assert_eq!(rows(&planner), [nurse()]);
    planner.press("V enter");
    let all = [("Nurse".into(), Some(2.0)), ("Driver".into(), Some(1.0))];
    assert_eq!(rows(&planner), all);
    let canvas = planner.canvas(&planner.ids()[0]);
    let question = whytogether::canvas::question::Question::find("capacity.people").expect("there");
    assert_eq!(canvas.revealed_by(question), Some("Lead"));
    planner.press("V").sees("Nobody else says anything here");
}
