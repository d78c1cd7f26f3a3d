//! Two organisations apart: a blank canvas out, a filled one in, and both laid side by side.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, names};

const FALLS: &str = "falls-response-at-home-7k3f";

/// Writes a canvas file outside the workspace and gives its path.
fn file(desk: &Desk, name: &str, keys: &str) -> String {
    let text = format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#);
    raw(desk, name, text.as_bytes())
}

fn raw(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let path = desk.path(name);
    fs::write(&path, bytes).expect("written");
    path.to_string_lossy().into_owned()
}

fn verdicts(comparison: &Value) -> Vec<(&str, &str)> {
    let questions = comparison["questions"].as_array().expect("questions");
    let told = questions.iter().map(|one| {
        let text = |key: &str| one[key].as_str().expect("text");
        (text("question"), text("verdict"))
    });
    told.collect()
}

#[test]
fn three_canvases_are_laid_side_by_side_with_the_widest_gap_first() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"value":{"worth":4,"kind":"shared_delivery"}"#,
    );
    desk.put_canvas(
        "bus-5rkh",
        r#""cover":{"title":"Bus"},"value":{"worth":3,"kind":"shared_delivery"}"#,
    );
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"Theirs","our_organisation":"Fellgate"},"value":{"worth":1},"purpose":{"change":"Quick help"}"#,
    );
    let ended = desk.run(&["compare", "falls", "Bus", &partner]).done();
    assert_eq!(
        ended.out,
        "Side by side

  A  Falls
  B  Bus
  C  Fellgate

  You differ on more than you agree on. 3 questions have two answers or more: 1 the same, 2 different. Only one of you has answered 1 question.

THE WIDEST GAPS

  If it works, what is it worth? (value.worth): different
    1  C  .  B  A  .  5
    A  4 of 5 (a lot)
    B  3 of 5 (useful)
    C  1 of 5 (hardly anything)

  What shall we call it? (cover.title): different
    A  Falls
    B  Bus
    C  Theirs

COVER

  What shall we call it? (cover.title): different
    see above

PURPOSE

  What should be different? (purpose.change): only C
    A  no answer
    B  no answer
    C  Quick help

VALUE

  What kind of value? (value.kind): the same
    shared delivery

  If it works, what is it worth? (value.worth): different
    see above
"
    );
    let json = desk
        .run(&["compare", "falls", "bus", &partner, "--json"])
        .done()
        .json();
    assert_eq!(json["widest"], json!(["value.worth", "cover.title"]));
    assert_eq!(json["agreement"]["different"], 2);
    assert_eq!(
        json["sides"][2],
        json!({
            "letter": "C", "name": "Fellgate", "canvas": "theirs", "voice": null,
            "as_sent": [], "not_asked": [], "not_filled_in": [], "not_readable": [],
        })
    );
    let worth = json["questions"]
        .as_array()
        .expect("questions")
        .last()
        .expect("one");
    assert_eq!(
        worth["answers"][2],
        json!({"asked": true, "answered": true, "open": true, "answer": 1})
    );
}

#[test]
fn choices_stand_in_a_matrix_and_rows_beside_each_other() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"value":{"kind":"shared_voice"},
        "partners":[{"id":"p222","organisation":"Council","trust":2},{"id":"p333","organisation":"Bus","trust":4}]"#,
    );
    let partner = file(
        &desk,
        "theirs.json",
        r#""value":{"kind":"none"},"partners":[{"organisation":"council","trust":5}]"#,
    );
    let text = desk.run(&["compare", "falls", &partner]).done().out;
    for part in [
        "    shared voice      A  .\n",
        "    isn't the answer  .  B\n",
        "    Council: different\n      trust: 1  .  A  .  .  B  5\n",
        "    Bus: only A; trust 4 of 5",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_canvas_alone_is_compared_voice_by_voice() {
    let desk = Desk::with_samples();
    let by_voice = desk.run(&["compare", FALLS]).done().out;
    let named = desk
        .run(&[
            "compare",
            "Falls response at home@Therapy lead",
            "falls@v9qd",
        ])
        .done()
        .out;
    assert_eq!(by_voice, named);
    assert!(by_voice.contains("1  .  .  .  B  A  5"), "{by_voice}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let desk = Desk::with_samples();
    desk.put_canvas("alone-2222", r#""voices":[{"id":"v222","name":"Lead"}]"#);
    desk.run(&["compare", "alone"])
        .refused(2, &["nothing to lay beside it"]);
    desk.run(&["compare", FALLS, "zebra"])
        .refused(3, &["`zebra`"]);
    desk.run(&["compare", FALLS, "falls@Nobody"])
        .refused(3, &["`Nobody`"]);
    desk.run(&["compare", FALLS, "./zebra.json"])
        .refused(3, &["zebra.json", "is not there"]);
    let ten = [FALLS; 10];
    desk.run(&[&["compare"], &ten[..]].concat())
        .refused(2, &["10 sides"]);
    let ended = desk.run(&["compare", FALLS, FALLS, "--take", "value.worth=ours"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    for (take, code, says) in [
        ("value.worth", 2, "is not QUESTION=SIDE"),
        ("value.worth=C", 2, "`C` is no side"),
        ("value.colour=ours", 3, "`value.colour`"),
        (
            "value.voice.limits=theirs",
            2,
            "has no answer to `value.voice.limits`",
        ),
        ("purpose.belief=ours", 2, "`purpose.belief`"),
    ] {
        let before = names(&desk.work().join("canvases"));
        desk.run(&[
            "compare", FALLS, "bricks", "--joint", "Both", "--take", take,
        ])
        .refused(code, &[says]);
        assert_eq!(names(&desk.work().join("canvases")), before, "{take}");
    }
    desk.run(&[
        "compare",
        FALLS,
        "bricks",
        "--joint",
        "Both",
        "--write",
        "value.worth=9",
    ])
    .refused(2, &["`9` is not on the scale"]);
    desk.run(&["compare", FALLS, "bricks", "--joint", " "])
        .refused(2, &["needs a title"]);
}

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
fn a_blank_canvas_goes_out_comes_back_filled_in_and_is_compared_and_imported() {
    let desk = Desk::with_samples();
    let blank = desk
        .path("for-fellgate.json")
        .to_string_lossy()
        .into_owned();
    let answer = [
        "answer",
        FALLS,
        "--for",
        "Fellgate Ambulance",
        "--note",
        "By Friday",
        "--share",
        "purpose.change",
        "--to",
        &blank,
    ];
    desk.run(&answer).done();
    desk.run(&answer)
        .refused(1, &["is there already", "--force"]);
    let before = desk.bytes(FALLS);
    let mut filled: Value = serde_json::from_slice(&fs::read(&blank).expect("read")).expect("JSON");
    for entry in filled["fill_in"]["questions"]
        .as_array_mut()
        .expect("entries")
    {
        match entry["question"].as_str() {
            Some("value.worth") => entry["answer"] = "1".into(),
            Some("purpose.belief") => entry["answer"] = 5.into(),
            Some("capacity.closeness") => entry["answer"] = "keep in touch".into(),
            Some("value.sign") => entry["answer"] = "Fewer calls".into(),
            Some("purpose.freedom") => entry["answer"] = "perhaps".into(),
            _ => {}
        }
    }
    fs::write(&blank, filled.to_string()).expect("written");

    let ended = desk.run(&["compare", FALLS, &blank, "--json"]).done();
    assert!(
        ended
            .err
            .contains("`purpose.freedom` is not counted: it takes one of: free"),
        "{ended:?}"
    );
    let json = ended.json();
    let told = verdicts(&json);
    assert!(told.contains(&("value.worth", "different")), "{told:?}");
    assert!(told.contains(&("purpose.change", "as_sent")), "{told:?}");
    let side = &json["sides"][1];
    assert_eq!(
        side["as_sent"],
        json!(["cover.title", "cover.partners", "purpose.change"])
    );
    assert_eq!(side["not_readable"], json!(["purpose.freedom"]));
    let blank_of = |id: &str| {
        let ids = side["not_filled_in"].as_array().expect("ids");
        ids.iter().any(|one| one == id)
    };
    assert!(blank_of("value.kind") && blank_of("capacity.trust"));
    assert!(!blank_of("value.worth") && !blank_of("purpose.freedom"));
    assert_eq!(json["agreement"]["as_sent"], 3);
    assert_eq!(side["not_asked"], json!(["decision.telling"]));
    assert_eq!(json["agreement"]["not_asked"], 1);
    let text = desk.run(&["compare", FALLS, &blank]).done().out;
    for line in [
        "  B  3 as we sent them, 35 not filled in, 1 not asked, 1 not readable (How free are we to say no?)\n",
        "  What should be different? (purpose.change): as we sent it\n",
        "    B  as we sent it\n",
        "    B  not filled in\n",
        "    B  no answer that can be read\n    B  cannot be read: perhaps\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(told.contains(&("purpose.belief", "close")), "{told:?}");
    assert_eq!(json["widest"][0], "value.worth");

    let imported = desk.run(&["import", &blank, "--json"]).done().json();
    let id = imported["id"].as_str().expect("an id");
    assert_ne!(id, filled["id"]);
    let theirs = desk.canvas(id);
    assert_eq!(theirs["value"]["worth"], 1);
    assert_eq!(theirs["capacity"]["closeness"], "keep_in_touch");
    assert_eq!(
        theirs["fill_in"]["questions"].as_array().map(Vec::len),
        Some(1),
        "{theirs}"
    );
    assert_eq!(desk.bytes(FALLS), before, "our canvas is as it was");

    let voice = ["import", &blank, "--as-voice", "Fellgate", "--into", FALLS];
    let ended = desk.run(&voice).done();
    assert_eq!(ended.out, format!("{FALLS}\n"));
    let ours = desk.canvas(FALLS);
    let added = &ours["voices"][2];
    assert_eq!(
        (&added["name"], &added["organisation"]),
        (&json!("Fellgate"), &json!("Fellgate Ambulance"))
    );
    assert_eq!(added["answers"]["value.worth"], 1);
    assert_eq!(ours["value"]["worth"], 4);
    let again = desk.run(&voice);
    assert_eq!(again.code, 1, "{again:?}");
    assert!(
        again.err.contains("`Fellgate` has answered already"),
        "{again:?}"
    );
    assert!(again.err.contains("--force"), "{again:?}");
    let json = desk
        .run(&[&voice[..], &["--force", "--json"]].concat())
        .done()
        .json();
    assert_eq!(
        json["answered"],
        json!([
            "purpose.belief",
            "value.worth",
            "value.sign",
            "capacity.closeness"
        ])
    );
}

#[test]
fn nothing_that_they_answer_is_told_when_it_comes_in_as_a_voice() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let partner = file(
        &desk,
        "theirs.json",
        r#""cover":{"title":"SECRET"},"voices":[{"id":"v222","answers":{"purpose.belief":4321}}],
        "purpose":{"change":"SECRET","freedom":"SECRET"},
        "fill_in":{"questions":[{"question":"value.worth","answer":"SECRET"},{"question":"value.sign","answer":"SECRET"}]}"#,
    );
    let mut ended = vec![
        desk.run(&[
            "import",
            &partner,
            "--as-voice",
            "Fellgate",
            "--into",
            "falls",
        ])
        .done(),
    ];
    let verbs: &[&[&str]] = &[
        &[
            "import",
            &partner,
            "--as-voice",
            "Fellgate",
            "--into",
            "falls",
        ],
        &[
            "import",
            &partner,
            "--as-voice",
            "Fellgate",
            "--into",
            "falls",
            "--force",
            "--json",
        ],
        &["show", "falls"],
        &["show", "falls", "--json"],
        &["export", "falls"],
        &["export", "falls", "--format", "json"],
        &["compare", "falls"],
        &["compare", "falls", "falls@Fellgate"],
        &["compare", "falls", "falls@Fellgate", "--json"],
        &["compare", "falls", "falls@Fellgate", "--joint", "Both"],
        &["show", "both"],
        &["answer", "falls"],
        &["history", "falls"],
        &["check", "falls"],
    ];
    ended.extend(verbs.iter().map(|arguments| desk.run(arguments)));
    for one in &ended {
        assert!(
            !one.out.contains("SECRET") && !one.err.contains("SECRET"),
            "{one:?}"
        );
        assert!(
            !one.out.contains("4321") && !one.err.contains("4321"),
            "{one:?}"
        );
    }
    let kept = String::from_utf8(desk.bytes("falls-7k3f")).expect("text");
    assert!(kept.contains("SECRET"), "it is kept all the same");
}

#[test]
fn a_file_that_is_no_canvas_is_refused_and_nothing_is_written() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let before = names(&desk.work().join("canvases"));
    let ours = desk.bytes("falls-7k3f");
    let deep = format!(
        r#"{{"format":"whytogether.canvas","x":{}1{}}}"#,
        "[".repeat(80),
        "]".repeat(80)
    );
    let large = vec![b' '; 1024 * 1024 + 1];
    let cases: &[(&str, &[u8], i32, &str)] = &[
        ("a.json", b"", 1, "line 1"),
        (
            "b.json",
            b"{\"format\":\"whytogether.workspace\"}",
            1,
            "not a `whytogether.canvas` file",
        ),
        (
            "c.json",
            b"{\n<<<<<<< HEAD\n",
            1,
            "version-control conflict",
        ),
        (
            "d.json",
            b"{\"format\":\"whytogether.canvas\",\"x\":1,\"x\":2}",
            1,
            "could not read",
        ),
        ("e.json", b"\xff\xfe", 1, "not UTF-8"),
        ("f.json", deep.as_bytes(), 1, "nested deeper"),
        ("g.json", &large, 1, "too large"),
        (
            "h.json",
            b"{\"format\":\"whytogether.canvas\",\"version\":2}",
            6,
            "newer version",
        ),
    ];
    for (name, bytes, code, says) in cases {
        let path = raw(&desk, name, bytes);
        desk.run(&["import", &path]).refused(*code, &[name, says]);
        desk.run(&["import", &path, "--as-voice", "Ops", "--into", "falls"])
            .refused(*code, &[name, says]);
    }
    let folder = desk.work().to_string_lossy().into_owned();
    desk.run(&["import", &folder]).refused(1, &["not a file"]);
    desk.run(&["import", "nowhere.json"])
        .refused(3, &["nowhere.json"]);
    let good = file(&desk, "good.json", r#""value":{"worth":1}"#);
    desk.run(&["import", &good, "--as-voice", " ", "--into", "falls"])
        .refused(2, &["a name"]);
    assert_eq!(desk.run(&["import", &good, "--as-voice", "Ops"]).code, 2);
    desk.run(&["import", &good, "--as-voice", "Ops", "--into", "zebra"])
        .refused(3, &["`zebra`"]);
    assert_eq!(names(&desk.work().join("canvases")), before);
    assert_eq!(desk.bytes("falls-7k3f"), ours);
}

#[test]
fn a_file_says_neither_where_it_goes_nor_anything_to_the_terminal() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"value":{"worth":2}"#);
    let bad = r"\u001b]0;x\u0007\u009b2J\u202e";
    let partner = file(
        &desk,
        "\u{9b}theirs\u{202e}.json",
        &format!(
            r#""id":"../../../escaped","cover":{{"title":"../../{bad}","our_organisation":"{bad}"}},
            "voices":[{{"id":"../x","name":"{bad}","answers":{{"purpose.belief":2}}}}],
            "partners":[{{"id":"{bad}","organisation":"{bad}","trust":9}}],
            "purpose":{{"change":"{bad}"}},"value":{{"worth":5,"kind":"{bad}"}},
            "fill_in":{{"{bad}":1,"questions":[{{"question":"{bad}","answer":"x"}},{{"question":"value.sign","answer":["{bad}"]}},7]}}"#
        ),
    );
    let verbs: &[&[&str]] = &[
        &["compare", "falls", &partner],
        &["compare", "falls", &partner, "--json"],
        &["compare", "falls", &partner, "--joint", "Both"],
        &["import", &partner],
        &["import", &partner, "--json"],
        &[
            "import",
            &partner,
            "--as-voice",
            "Partner",
            "--into",
            "falls",
        ],
        &[
            "import",
            &partner,
            "--as-voice",
            "Partner",
            "--into",
            "falls",
        ],
        &["answer", "escaped"],
        &["list"],
    ];
    for arguments in verbs {
        let ended = desk.run(arguments);
        for text in [&ended.out, &ended.err] {
            let is_hostile = |c| c != '\n' && whytogether::canvas::shown::is_hostile(c);
            assert!(!text.contains(is_hostile), "{arguments:?}: {ended:?}");
        }
    }
    let written = names(&desk.work().join("canvases"));
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    assert_eq!(written.len(), 4, "{written:?}");
    assert!(
        written.iter().all(|name| name.chars().all(plain)),
        "{written:?}"
    );
    let around = names(&desk.path("."));
    assert!(
        !around.iter().any(|name| name.contains("escaped")),
        "{around:?}"
    );
}

#[test]
fn a_file_of_as_many_rows_as_fit_is_compared_and_not_taken_over() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let rows: Vec<Value> = (0..20_000)
        .map(|place| json!({"person": format!("p{place}"), "days": 1}))
        .collect();
    let rows = Value::from(rows);
    let many = file(
        &desk,
        "many.json",
        &format!(r#""capacity":{{"people":{rows}}}"#),
    );
    let json = desk.run(&["compare", &many, &many, "--json"]).done().json();
    assert_eq!(verdicts(&json), [("capacity.people", "same")]);
    let joint = desk.run(&["compare", "falls", &many, "--joint", "Both", "--json"]);
    assert_eq!(joint.done().json()["open"], json!(["capacity.people"]));
    let fill_in = json!({"questions": [{"question": "capacity.people", "answer": rows}]});
    let filled = file(&desk, "filled.json", &format!(r#""fill_in":{fill_in}"#));
    let ended = desk.run(&["compare", "falls", &filled]).done();
    assert!(
        ended.err.contains("`capacity.people` is not counted"),
        "{ended:?}"
    );
}

#[test]
fn an_answer_is_never_written_among_the_canvases() {
    let desk = Desk::with_samples();
    let inside = desk.work().join("canvases/x.json");
    desk.run(&["answer", FALLS, "--to", &inside.to_string_lossy()])
        .refused(2, &["among the canvases"]);
    for share in ["purpose.belief", "capacity.trust", "value.voice.limits"] {
        desk.run(&["answer", FALLS, "--share", share])
            .refused(2, &[share]);
    }
    let printed = desk.run(&["answer", "falls", "--to", "-"]).done();
    assert_eq!(
        printed.json()["cover"],
        json!({"title": "Falls response at home"})
    );
    assert_eq!(printed.json()["voices"][0]["name"], "partner");
}

#[test]
fn an_imported_canvas_that_went_ahead_says_that_its_days_count() {
    let desk = Desk::with_samples();
    let path = desk.canvas_path(FALLS).to_string_lossy().into_owned();
    let ended = desk.run(&["import", &path]).done();
    assert!(ended.err.contains("its days count"), "{ended:?}");
}

#[test]
fn no_two_sides_are_called_alike_and_ours_go_by_title() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls","our_organisation":"Trust"}"#);
    desk.put_canvas(
        "bus-5rkh",
        r#""cover":{"title":"Bus","our_organisation":"trust"}"#,
    );
    let theirs = r#""cover":{"title":"Help","our_organisation":"Fellgate"}"#;
    let [one, other] = ["one.json", "other.json"].map(|name| file(&desk, name, theirs));
    let named = |sides: &[&str]| -> Vec<String> {
        let arguments = [&["compare", "--json"], sides].concat();
        let json = desk.run(&arguments).done().json();
        let sides = json["sides"].as_array().expect("sides").iter();
        sides
            .map(|side| side["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(named(&["falls", "bus"]), ["Falls", "Bus"]);
    assert_eq!(named(&["falls", &one]), ["Trust", "Fellgate"]);
    assert_eq!(
        named(&["falls", "bus", &one, &other]),
        [
            "Falls",
            "Bus",
            "Fellgate (one.json)",
            "Fellgate (other.json)"
        ]
    );
    assert_eq!(named(&["falls", "falls"]), ["Falls (1)", "Falls (2)"]);
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
