use jiff::civil::date;
use serde_json::json;

use super::*;

/// A file of these lines around a canvas of one blank question, read.
fn read(text: &str) -> Foreign {
    let id = CanvasId::from_name("blank").expect("an id");
    Foreign::read(id, text.as_bytes(), date(2026, 11, 23), &mut |_| 0).expect("reads")
}

/// A canvas whose second line is what is tried; what it says of the change, and the slips.
fn change(line: &str) -> (Option<String>, Vec<String>) {
    let text = format!(
        "{{\"format\": \"whytogether.canvas\", \"version\": 1, \"purpose\": {{\n{line}\n\"noticed_by\": \"Families\"}}}}"
    );
    let foreign = read(&text);
    let noticed = foreign.canvas.text("purpose.noticed_by");
    assert_eq!(noticed, Some("Families"), "what comes after: {line}");
    let change = foreign.canvas.text("purpose.change").map(str::to_owned);
    (change, foreign.slips.iter().map(Slip::to_string).collect())
}

#[test]
fn every_slip_costs_no_more_than_itself_and_is_named_with_its_line() {
    for (line, said, slip) in [
        (
            "\"change\": \"Older people\nare helped up\",",
            "Older people\nare helped up",
            "line 2: a line break inside a text is kept",
        ),
        (
            r#""change": "They say "never again", and mean it","#,
            r#"They say "never again", and mean it"#,
            "line 2: a quotation mark inside a text is kept",
        ),
        (
            r#""change": "the "one door" plan","#,
            r#"the "one door" plan"#,
            "line 2: a quotation mark inside a text is kept",
        ),
        (
            "“change”: “Help at home”,",
            "Help at home",
            "line 2: curly quotation marks are read as straight ones",
        ),
        (
            "\"change\": “They say “no” at home”,",
            "They say “no” at home",
            "line 2: curly quotation marks are read as straight ones",
        ),
        (
            "'change': 'It isn't hers',",
            "It isn't hers",
            "line 2: single quotation marks are read as double ones",
        ),
        (
            "\"change\": \"Help\",,",
            "Help",
            "line 2: a comma too many is left out",
        ),
        (
            "\"change\": \"Help\"",
            "Help",
            "line 2: a comma is missing, and read as if it were there",
        ),
        (
            "\"change\": \"Help\"; ",
            "Help",
            "line 2: a semicolon is read as a comma",
        ),
        (
            "\"change\": \"Help,",
            "Help",
            "line 2: a closing quotation mark is missing, and read as if it were there",
        ),
        (
            "\"change\": Help at home,",
            "Help at home",
            "line 2: `Help at home` has no quotation marks around it",
        ),
        (
            "change: \"Help\",",
            "Help",
            "line 2: `change` has no quotation marks around it",
        ),
        (
            "\"change\" = \"Help\",",
            "Help",
            "line 2: an equals sign is read as a colon",
        ),
        (
            "\"change\" \"Help\",",
            "Help",
            "line 2: a colon is missing, and read as if it were there",
        ),
        (
            "\"change\": \"Help\", // as agreed",
            "Help",
            "line 2: a comment is left out: `// as agreed`",
        ),
        (
            "\"change\": \"Help\" # ours\n,",
            "Help",
            "line 2: a comment is left out: `# ours`",
        ),
        (
            "/* no \"change\": here */ \"change\": \"Help\",",
            "Help",
            "line 2: a comment is left out: `/* no \"change\": here */`",
        ),
        (
            r#""change": "C:\help \d","#,
            r"C:\help \d",
            "line 2: a backslash is kept as it is",
        ),
        (
            r#""change": "Help \ud83d!","#,
            "Help \u{fffd}!",
            "line 2: half a letter (a lone surrogate) cannot be read",
        ),
        (
            "\"change\": \"Help\tthem\",",
            "Help\tthem",
            "line 2: a tab or another control character inside a text is kept",
        ),
        (
            r#""change": "", "change": "Help","#,
            "Help",
            "line 2: `change` is there twice; the first is empty",
        ),
        (
            r#""change": "Help", "change": "Hinder","#,
            "Help",
            "line 2: `change` is there twice; this one is left out: `\"Hinder\"`",
        ),
    ] {
        let (change, slips) = change(line);
        assert_eq!(change.as_deref(), Some(said), "{line}");
        assert_eq!(slips, [slip], "{line}");
    }
}

#[test]
fn what_is_right_is_read_as_it_is_beside_a_slip() {
    let line = r#""change": "“Yes”, she said: \"no\" \\ \u00e9\ud83d\ude00 // {}", "x": [1, -2.50, true, null, {}, []],,"#;
    let (change, slips) = change(line);
    assert_eq!(
        change.as_deref(),
        Some("“Yes”, she said: \"no\" \\ é😀 // {}")
    );
    assert_eq!(slips.len(), 1, "{slips:?}");
}

#[test]
fn a_missing_or_spare_bracket_costs_no_answer() {
    let blank = |questions: &str| {
        let text = format!(
            "{{\"format\": \"whytogether.canvas\", \"fill_in\": {{\"questions\": [\n{questions}"
        );
        let foreign = read(&text);
        let said = ["purpose.change", "purpose.noticed_by"]
            .map(|id| foreign.canvas.text(id).map(str::to_owned));
        assert_eq!(
            said,
            [Some("Help".to_owned()), Some("Families".to_owned())],
            "{questions}"
        );
        foreign
            .slips
            .iter()
            .map(Slip::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let change = r#"{"question": "purpose.change", "answer": "Help""#;
    let noticed = r#"{"question": "purpose.noticed_by", "answer": "Families""#;
    for (questions, slip) in [
        (
            format!("{change}}},\n{noticed}}}"),
            "line 3: `]` is missing",
        ),
        (
            format!("{change}}},\n{noticed}\n]}}}}"),
            "line 4: `}` is missing",
        ),
        (
            format!("{change},\n{noticed}}}]}}}}"),
            "line 3: `}` is missing",
        ),
        (
            format!("{change}}}}},\n{noticed}}}]}}}}"),
            "line 2: `}` has no place here",
        ),
        (
            format!("{change}}}\n{noticed}}}]}}}}"),
            "line 2: a comma is missing",
        ),
        (
            format!("{change}}},\n{noticed}}}]}}}}\nKind regards"),
            "line 4: what comes after the last brace is left out: `Kind regards`",
        ),
        (
            format!("{change}}},\n{noticed},}},]}},}}"),
            "line 3: a comma too many",
        ),
    ] {
        let slips = blank(&questions);
        assert!(slips.contains(slip), "{questions}: {slips}");
    }
}

#[test]
fn a_file_out_of_an_e_mail_or_another_encoding_is_read() {
    let canvas = r#"{"format": "whytogether.canvas", "purpose": {"change": "Café"}}"#;
    let quoted = format!("Dear all,\n\n```json\n{canvas}\n```\n");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(canvas.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let latin: Vec<u8> = canvas
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin"))
        .collect();
    for bytes in [quoted.into_bytes(), utf16, latin] {
        let id = CanvasId::from_name("blank").expect("an id");
        let foreign = Foreign::read(id, &bytes, date(2026, 11, 23), &mut |_| 0).expect("reads");
        assert_eq!(foreign.canvas.text("purpose.change"), Some("Café"));
        assert!(!foreign.slips.is_empty());
    }
}

#[test]
fn what_breaks_a_rule_is_named_with_the_line_it_is_on() {
    let text = r#"{"format": "whytogether.canvas", "fill_in": {"questions": [
        {"question": "value.worth", "answer": "seven"},
        {"question": "capacity.people", "answer": [
            {"person": "Driver",
             "days": "lots"}]},
        {"question": "value.wurth", "answer": "4"}
    ]}}"#;
    let slips: Vec<String> = read(text).slips.iter().map(Slip::to_string).collect();
    assert_eq!(
        slips,
        [
            "line 2: the answer to `value.worth` is not counted: it takes 1 to 5, from hardly anything to all we hoped for",
            "line 5: the answer to `capacity.people`, row 1 (Driver), `days` is not counted: `lots` is not a number from 0 to 1,000,000, such as 2 or 0.5",
            "line 6: the answer to `value.wurth` is not counted: there is no such question",
        ]
    );
}

#[test]
fn the_same_slip_on_many_lines_is_said_once() {
    let (_, slips) = change("“a”: “b”,\n“c”: “d”,");
    assert_eq!(
        slips,
        ["lines 2 and 3: curly quotation marks are read as straight ones"]
    );
    let many = "“a”: “b”,\n".repeat(20);
    let slips = read(&format!("{{\"format\": \"whytogether.canvas\",\n{many}}}")).slips;
    let curly = slips
        .iter()
        .find(|slip| slip.what.contains("curly"))
        .expect("named");
    assert!(
        curly.to_string().starts_with("20 lines from 2 to 21: "),
        "{curly}"
    );
}

#[test]
fn what_is_no_canvas_or_has_conflict_markers_is_refused_as_before() {
    let refused = |text: &str| {
        let id = CanvasId::from_name("blank").expect("an id");
        Foreign::read(id, text.as_bytes(), date(2026, 11, 23), &mut |_| 0).expect_err("refused")
    };
    assert_eq!(refused(" "), DocumentError::Empty);
    assert!(matches!(refused("Dear all"), DocumentError::NotJson { .. }));
    assert!(matches!(
        refused("{\"format\": \"x\",}"),
        DocumentError::NotJson { .. }
    ));
    let markers = "{\"format\": \"whytogether.canvas\",\n<<<<<<< HEAD\n}";
    assert_eq!(refused(markers), DocumentError::ConflictMarkers { line: 2 });
    let deep = format!(
        "{{\"format\": \"whytogether.canvas\", \"x\": {}",
        "[".repeat(100_000)
    );
    assert!(matches!(refused(&deep), DocumentError::TooDeep { .. }));
}

#[test]
fn any_text_ends_and_reads_what_is_sound_alike() {
    let sound = json!({"format": "whytogether.canvas", "version": 1, "purpose": {"change": "a, \"b\": {c}\n[d] // e 'f'"}});
    let text = serde_json::to_string_pretty(&sound).expect("JSON");
    let read = Reader::read(&text).expect("an object");
    assert_eq!((read.value, read.slips.0), (sound, Vec::new()));
    // Whatever is cut out, the rest ends in something.
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        for with in ["", "\"", "}", "]", ",", "{", "[", "\n", "“", "//"] {
            let torn = format!("{}{with}{}", &text[..at], &text[at + 1..]);
            Reader::read(&torn);
        }
    }
}
