//! What must never be printed: private answers, and control characters from files.

use whytogether::canvas::shown::is_hostile;

use crate::desk::{Desk, Ended};

/// Runs every verb that prints something of a canvas.
fn everything(desk: &Desk, id: &str) -> Vec<Ended> {
    let verbs: &[&[&str]] = &[
        &["list"],
        &["list", "--json"],
        &["show", id],
        &["show", id, "--json"],
        &["check", id],
        &["check", id, "--json"],
        &["get", id, "cover.title"],
        &["get", id, "cover.voices"],
        &["get", id, "cover.voices", "--json"],
        &["get", id, "purpose.change"],
        &["get", id, "purpose.change", "--json"],
        &["get", id, "purpose.change@Lead"],
        &["get", id, "purpose.change@Lead", "--json"],
        &["get", id, "purpose.belief"],
        &["get", id, "purpose.belief", "--json"],
        &["get", id, "purpose.belief@Lead"],
        &["get", id, "purpose.without"],
        &["get", id, "value.kind"],
        &["export", id],
        &["export", id, "--format", "json"],
        &["compare", id, id],
        &["compare", id, id, "--json"],
        &["compare", id],
        &[
            "compare",
            &format!("{id}@Lead"),
            &format!("{id}@v223"),
            "--json",
        ],
        &["answer", id],
        &["answer", id, "--share", "purpose.belief"],
        &["answer", id, "--share", "purpose.change"],
        &["set", id, "purpose.belief=3"],
        &["set", id, "value.worth=9"],
        &["get", id, "purpose.belief@Nobody"],
        &["show", "f"],
        &["decide", id, "not_yet", "--because", "no room"],
        &["trash", id],
        &["restore"],
        &["restore", "--json"],
        &["restore", id],
        &["doctor"],
        &["doctor", "--json"],
        &["doctor", "--fix"],
    ];
    verbs.iter().map(|arguments| desk.run(arguments)).collect()
}

#[test]
fn what_a_voice_answered_alone_is_printed_nowhere_until_all_have() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},
        "voices":[{"id":"v222","name":"Lead","answers":
            {"purpose.belief":4321,"purpose.change":"SECRET","value.kind":"SECRET","new.one":"SECRET"}},
            {"id":"v223","name":"Ops","answers":{"value.sign":"SECRET"}}],
        "conflicts":[{"question":"purpose.change","row":"v222","theirs":"SECRET"}]"#,
    );
    desk.run(&["set", "falls", "purpose.belief@Lead=1"]).done();
    for ended in everything(&desk, "falls-7k3f") {
        assert!(
            !ended.out.contains("SECRET") && !ended.err.contains("SECRET"),
            "{ended:?}"
        );
    }
    let belief = desk.run(&["get", "falls", "purpose.belief"]).done().out;
    assert_eq!(belief, "Lead: answered\nOps: not yet\n");
    let json = desk
        .run(&["get", "falls", "purpose.belief", "--json"])
        .done()
        .json();
    assert_eq!(json["open"], false);
    assert!(json["voices"][0]["answer"].is_null(), "{json}");
    let export = desk.run(&["export", "falls", "--format", "json"]).done();
    assert!(
        export.json()["voices"][0].get("answers").is_none(),
        "{export:?}"
    );
    assert!(export.err.contains("purpose.belief"), "{export:?}");
}

#[test]
fn a_value_out_of_range_is_as_private_as_any_other() {
    let desk = Desk::with_canvas(
        r#""voices":[{"id":"v222","name":"Lead","answers":{"purpose.belief":4321}},{"id":"v223"}]"#,
    );
    for ended in everything(&desk, "falls-7k3f") {
        assert!(
            !ended.out.contains("4321") && !ended.err.contains("4321"),
            "{ended:?}"
        );
    }
}

#[test]
fn the_last_answer_opens_them_all() {
    let desk = Desk::with_canvas(
        r#""voices":[{"id":"v222","name":"Lead","answers":{"purpose.belief":5}},{"id":"v223","name":"Ops"}]"#,
    );
    desk.run(&["set", "falls", "purpose.belief@Ops=2"]).done();
    let belief = desk.run(&["get", "falls", "purpose.belief"]).done().out;
    assert!(
        belief.contains("5 of 5") && belief.contains("2 of 5"),
        "{belief}"
    );
}

#[test]
fn no_control_character_of_a_file_is_printed() {
    let bad = r"\u001b[2J\u009b1m\u202e\u2067\u0007\r\u007f";
    let desk = Desk::with_canvas(&format!(
        r#""cover":{{"title":"Falls {bad}","asked_by":"{bad}"}},
        "voices":[{{"id":"{bad}","name":"Lead"}},{{"id":"v223","name":"{bad}","answers":{{"{bad}":1}}}}],
        "purpose":{{"change":"{bad}\n{bad}","freedom":"expected",
            "without":[{{"way":"{bad}","kind":"{bad}","worth":1}}]}},
        "value":{{"kind":"{bad}"}},"parked":[{{"id":"k222","text":"{bad}"}}],
        "decision":{{"choice":"not_yet","decided_on":"2026-11-01","because":["{bad}"]}}"#
    ));
    desk.put_canvas("fire-2222", &format!(r#""cover":{{"title":"{bad}"}}"#));
    desk.put(
        "canvases/f\u{202e}x.json",
        &format!(r#"{{"{}":1,"{}":1}}"#, "\u{9b}", "\u{9b}"),
    );
    desk.put(
        "workspace.json",
        &format!(
            r#"{{"format":"whytogether.workspace","version":1,"team":[{{"person":"{bad}"}}]}}"#
        ),
    );
    for ended in everything(&desk, "falls-7k3f") {
        for text in [&ended.out, &ended.err] {
            assert!(!text.contains(|c| c != '\n' && is_hostile(c)), "{ended:?}");
        }
    }
}

#[test]
fn markup_in_answers_is_text_on_the_page() {
    let desk = Desk::with_canvas(
        r##""cover":{"title":"# <script>alert(1)</script>"},
        "purpose":{"change":"[x](javascript:alert(1))\n# heading\n| a | b |\n```"}"##,
    );
    let page = desk.run(&["export", "falls"]).done().out;
    assert!(!page.contains('<') && !page.contains("```"), "{page}");
    assert!(page.contains(r"\[x\](javascript:alert(1))"), "{page}");
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let headings: Vec<&str> = headings.collect();
    assert_eq!(headings[0], r"# \# &lt;script&gt;alert(1)&lt;/script&gt;");
    assert!(
        headings[1..].iter().all(|line| line.starts_with("## ")),
        "{headings:?}"
    );
    assert!(page.contains("\\| a \\| b \\|"), "{page}");
}
