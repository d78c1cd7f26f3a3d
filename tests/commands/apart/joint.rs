//! `compare --joint`: one canvas out of two.

use super::*;

#[test]
fn a_joint_canvas_takes_ours_theirs_or_something_new_and_names_what_stays_open() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls","our_organisation":"Trust"},
        "purpose":{"change":"Ours","quality":"Ours"},"value":{"worth":5,"sign":"Calls"}"#,
    );
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Help","our_organisation":"Fellgate"},
        "purpose":{"change":"Theirs","quality":"Theirs"},"value":{"worth":2}"#,
    );
    let ended = desk
        .run(&[
            "compare",
            "falls",
            &partner,
            "--joint",
            "Together",
            "--take",
            "purpose.change=theirs",
            "--write",
            "value.worth=3",
        ])
        .done();
    let id = ended.out.trim_end();
    assert!(id.starts_with("together-"), "{ended:?}");
    assert!(
        ended.err.contains("stay open: purpose.quality (A, B)\n"),
        "{ended:?}"
    );
    let joint = desk.canvas(id);
    assert_eq!(joint["purpose"], json!({"change": "Theirs"}));
    assert_eq!(joint["value"], json!({"worth": 3, "sign": "Calls"}));
    assert_eq!(joint["voices"][0]["name"], "someone at Trust");
    assert_eq!(joint["voices"][1]["organisation"], "Fellgate");
    assert_eq!(joint["sides"][0]["answers"]["value.worth"], 5);
    assert_eq!(joint["sides"][1]["answers"]["purpose.quality"], "Theirs");
    let shown = desk.run(&["show", id]).done().out;
    let shown: Vec<&str> = shown.lines().map(str::trim).collect();
    for line in [
        "Trust said: 5 of 5 (all we hoped for). Fellgate said: 2 of 5 (a little).",
        "Only Trust said so.",
        "Trust said: Ours. Fellgate said: Theirs.",
    ] {
        assert!(shown.contains(&line), "{line}: {shown:?}");
    }
    let json = desk
        .run(&["compare", "falls", &partner, "--joint", "Again", "--json"])
        .done()
        .json();
    assert_eq!(
        json["open"],
        json!(["purpose.change", "purpose.quality", "value.worth"])
    );
    assert!(fs::exists(json["path"].as_str().expect("a path")).expect("known"));
}

#[test]
fn rows_of_either_side_stand_in_the_joint_canvas_and_cells_that_differ_are_taken_or_written() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls","our_organisation":"Trust"},"capacity":{"people":[
        {"id":"h222","person":"Lead","days":2,"role":"lead"},{"id":"h333","person":"Nurse","days":1}]}"#,
    );
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Help","our_organisation":"Fellgate"},"capacity":{"people":[
        {"person":"lead","days":4,"agreed":true},{"person":"a=b","days":3}]}"#,
    );
    let make = |more: &[&str]| {
        let arguments = [
            &["compare", "falls", &partner, "--joint", "Both", "--json"],
            more,
        ];
        let json = desk.run(&arguments.concat()).done().json();
        let people = desk.canvas(json["id"].as_str().expect("an id"))["capacity"]["people"].clone();
        let days: Vec<Value> = people
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["days"].clone())
            .collect();
        (json["open"].clone(), people, days)
    };
    let (open, people, days) = make(&[]);
    assert_eq!(open, json!(["capacity.people/lead/days"]));
    assert_eq!(
        people[0],
        json!({"id": "h222", "person": "Lead", "role": "lead", "agreed": true})
    );
    assert_eq!(days, [Value::Null, json!(1), json!(3)]);
    for (more, lead) in [
        (["--take", "capacity.people=theirs"], 4),
        (["--take", "capacity.people/Lead=ours"], 2),
        (["--take", "capacity.people/lead/days=B"], 4),
        (["--write", "capacity.people/LEAD/days=7"], 7),
    ] {
        let (open, _, days) = make(&more);
        assert_eq!(
            (open, days),
            (json!([]), vec![json!(lead), json!(1), json!(3)]),
            "{more:?}"
        );
    }
    for (more, says) in [
        (
            ["--take", "capacity.people/a=b=ours"],
            "has no answer to `capacity.people/a=b`",
        ),
        (
            ["--take", "capacity.people/Driver=ours"],
            "no side has `capacity.people/Driver`",
        ),
        (["--write", "capacity.people/Lead=3"], "is a row"),
        (
            ["--write", "capacity.people/lead/days=many"],
            "`many` is not a number",
        ),
    ] {
        let arguments = [
            &["compare", "falls", &partner, "--joint", "Both"],
            &more[..],
        ];
        desk.run(&arguments.concat()).refused(2, &[says]);
    }
}

/// What this part of the workspace's days is, as `portfolio` says.
fn committed(desk: &Desk) -> f64 {
    let json = desk.run(&["portfolio", "--json"]).done().json();
    json["committed"].as_f64().expect("days")
}

#[test]
fn a_joint_canvas_that_goes_ahead_counts_in_place_of_the_canvas_that_it_was_made_of() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls","our_organisation":"Trust"},"capacity":{"people":[{"person":"Lead","days":4}]},
        "decision":{"choice":"go_ahead","decided_on":"2026-11-01"}"#,
    );
    desk.put(
        "workspace.json",
        r#"{"format":"whytogether.workspace","version":1,"team":[{"person":"Lead","working_days":20,"share":1}]}"#,
    );
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Help","our_organisation":"Fellgate"},"value":{"worth":2}"#,
    );
    // A path into the workspace is the canvas itself, not a file that somebody sent.
    let ours = desk
        .canvas_path("falls-7k3f")
        .to_string_lossy()
        .into_owned();
    let made = desk.run(&["compare", &ours, &partner, "--joint", "Together", "--json"]);
    let made = made.done().json();
    let id = made["id"].as_str().expect("an id");
    assert_eq!(made["made_of"], json!(["falls-7k3f"]));
    assert_eq!(desk.canvas(id)["made_of"], json!(["falls-7k3f"]));
    assert_eq!(committed(&desk), 5.0);

    let check = desk.run(&["check", id, "--json"]);
    assert!(
        check.err.contains("`falls-7k3f` is not counted beside it"),
        "{check:?}"
    );
    assert_eq!(check.json()["capacity"]["committed"], 0.0);
    desk.run(&["decide", id, "go_ahead", "--because", "We agree"])
        .done();
    assert_eq!(committed(&desk), 5.0, "not ten");
    let check = desk.run(&["check", "falls", "--json"]).json();
    assert_eq!(check["capacity"]["committed"], 0.0);
    let list = desk.run(&["list", "--json"]).done().json();
    let with: Vec<&Value> = list
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["counted_with"])
        .collect();
    assert!(
        with.contains(&&json!(id)) && with.contains(&&Value::Null),
        "{with:?}"
    );
    let text = desk.run(&["list"]).done().out;
    assert!(text.contains("go ahead, counted with Together"), "{text}");
    let text = desk.run(&["portfolio"]).done().out;
    assert!(text.contains("go ahead, counted with Together"), "{text}");
}

#[test]
fn a_file_from_elsewhere_cannot_say_that_it_counts_in_place_of_one_of_ours() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"capacity":{"people":[{"person":"Lead","days":4}]},
        "decision":{"choice":"go_ahead","decided_on":"2026-11-01"}"#,
    );
    let theirs = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Help"},"made_of":["falls-7k3f"],"decision":{"choice":"go_ahead","decided_on":"2026-11-01"}"#,
    );
    let imported = desk.run(&["import", &theirs, "--json"]).done().json();
    let id = imported["id"].as_str().expect("an id");
    assert_eq!(desk.canvas(id)["made_of"], Value::Null);
    assert_eq!(committed(&desk), 5.0);
    let joint = desk.run(&["compare", &theirs, id, "--joint", "Both", "--json"]);
    assert_eq!(joint.done().json()["made_of"], json!([id]));
}

#[test]
fn a_decision_that_only_one_side_gave_stays_open_with_whose_it_is_and_can_be_taken() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls","our_organisation":"Trust"}"#);
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Help","our_organisation":"Fellgate"},
        "decision":{"choice":"not_yet","reason":"Money","telling":"letter"}"#,
    );
    let make = |more: &[&str]| {
        let arguments = [&["compare", "falls", &partner, "--joint", "Both"], more];
        desk.run(&arguments.concat()).done()
    };
    let ended = make(&[]);
    let open = "decision.choice (B), decision.reason (B), decision.telling (B)\n";
    assert!(ended.err.contains(open), "{ended:?}");
    let shown = desk.run(&["show", ended.out.trim_end()]).done().out;
    assert!(
        shown.contains("not settled yet\n  Fellgate said: letter."),
        "{shown}"
    );
    let ended = make(&["--take", "decision.telling=theirs"]);
    let canvas = desk.canvas(ended.out.trim_end());
    assert_eq!(canvas["decision"], json!({"telling": "letter"}));
}
