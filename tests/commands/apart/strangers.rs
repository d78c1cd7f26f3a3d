//! Files from elsewhere are not believed.

use super::*;

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
        ("d.json", b"Dear all, here it is", 1, "could not read"),
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
