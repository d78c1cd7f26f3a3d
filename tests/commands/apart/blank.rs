//! `answer` and `import`: a blank goes out, and comes back filled in.

use super::*;

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
    assert_eq!(
        side["not_asked"],
        json!(["decision.offer", "decision.days", "decision.telling"])
    );
    assert_eq!(json["agreement"]["not_asked"], 3);
    let text = desk.run(&["compare", FALLS, &blank]).done().out;
    for line in [
        "  B  3 as we sent them, 38 not filled in, 3 not asked, 1 not readable (How free are we to say no?)\n",
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
fn a_partners_slip_costs_that_slip_and_is_named_with_its_line() {
    let desk = Desk::with_samples();
    let path = desk.path("for-fellgate.json");
    let blank = path.to_string_lossy().into_owned();
    desk.run(&["answer", FALLS, "--to", &blank]).done();
    let fills = [
        (
            "purpose.noticed_by",
            "\"People who say \"I am fine\",\nand their families\"",
        ),
        ("value.kind", "“Shared delivery”,"),
        ("value.worth", "4 of 5 // we think"),
        ("value.sign", "'Fewer calls'"),
        ("value.voice.message", "\"One number to ring\""),
        ("capacity.priority", "\"Top 3\""),
    ];
    let mut filled = fs::read_to_string(&path).expect("read");
    for (id, fill) in fills {
        let question = filled
            .find(&format!("\"question\": \"{id}\""))
            .expect("asked");
        let (before, after) = filled.split_at(question);
        let after = after.replacen("\"answer\": \"\"", &format!("\"answer\": {fill}"), 1);
        filled = format!("{before}{after}");
    }
    fs::write(&path, &filled).expect("written");

    let ended = desk.run(&["compare", FALLS, &blank, "--json"]).done();
    for (part, slip) in [
        ("People who", "a quotation mark inside a text is kept"),
        ("People who", "a line break inside a text is kept"),
        ("“Shared", "curly quotation marks are read as straight ones"),
        ("“Shared", "a comma too many is left out"),
        ("4 of 5", "`4 of 5` has no quotation marks around it"),
        ("// we", "a comment is left out: `// we think`"),
        ("'Fewer", "single quotation marks are read as double ones"),
        (
            "One number",
            "the answer to `value.voice.message` is kept, but it goes with shared voice, which was not chosen",
        ),
    ] {
        let at = filled.find(part).expect("filled in");
        let line = filled[..at].matches('\n').count() + 1;
        let told = format!("for-fellgate.json`, line {line}: {slip}\n");
        assert!(ended.err.contains(&told), "{told}\n{}", ended.err);
    }
    let json = ended.json();
    let theirs = |id: &str| {
        let questions = json["questions"].as_array().expect("questions");
        let question = questions.iter().find(|one| one["question"] == id);
        question.map_or(Value::Null, |one| one["answers"][1]["answer"].clone())
    };
    for (id, said) in [
        (
            "purpose.noticed_by",
            json!("People who say \"I am fine\",\nand their families"),
        ),
        ("value.kind", json!("shared_delivery")),
        ("value.worth", json!(4)),
        ("value.sign", json!("Fewer calls")),
        ("value.voice.message", json!("One number to ring")),
        ("capacity.priority", json!("top_three")),
    ] {
        assert_eq!(theirs(id), said, "{id}");
    }

    let voice = [
        "import",
        &blank,
        "--as-voice",
        "Fellgate",
        "--into",
        FALLS,
        "--json",
    ];
    let heard = desk.run(&voice).done().json();
    let answered = heard["answered"].as_array().expect("ids");
    for (id, _) in fills {
        assert!(answered.contains(&id.into()), "{id}: {answered:?}");
    }
}

#[test]
fn our_own_files_stay_strict() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"#);
    desk.run(&["show", "falls-7k3f"])
        .refused(1, &["falls-7k3f.json", "line"]);
}

#[test]
fn a_day_in_an_answer_file_that_is_not_understood_is_named_with_how_to_write_it() {
    let desk = Desk::with_samples();
    let blank = desk.path("filled.json").to_string_lossy().into_owned();
    desk.run(&["answer", FALLS, "--to", &blank]).done();
    let text = fs::read(&blank).expect("read");
    let mut filled: Value = serde_json::from_slice(&text).expect("JSON");
    let questions = filled["fill_in"]["questions"].as_array_mut();
    for entry in questions.expect("entries") {
        if entry["question"] == "cover.reply_by" {
            entry["answer"] = "mid January".into();
        }
    }
    fs::write(&blank, filled.to_string()).expect("written");
    let err = desk.run(&["import", &blank]).done().err;
    assert!(
        err.contains("`cover.reply_by` is not counted: `mid January` is not a date from 1900 to 2999: write it like"),
        "{err}"
    );
}
