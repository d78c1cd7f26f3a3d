//! Names by a part of them, slips in a name, an empty pipe, and what the manual and help say.

use std::fs;

use crate::desk::{Desk, names};

#[test]
fn nothing_on_standard_input_takes_no_answer_away_and_clear_does() {
    let desk = Desk::with_canvas(r#""purpose":{"change":"precious"},"title":"Falls""#);
    let before = desk.bytes("falls-7k3f");
    for nothing in ["", "\n", "  \r\n"] {
        let ended = desk.run_with(&["set", "falls", "purpose.change=-"], nothing);
        ended.refused(2, &["nothing came on standard input"]);
        assert_eq!(desk.bytes("falls-7k3f"), before);
    }
    desk.run_with(&["set", "falls", "purpose.change=-"], ":clear\n")
        .done();
    assert_eq!(desk.run(&["get", "falls", "purpose.change"]).done().out, "");
}

#[test]
fn a_slip_in_a_question_a_code_a_column_a_format_or_a_title_names_the_nearest() {
    let desk = Desk::with_samples();
    for (arguments, code, near) in [
        (&["get", "falls", "value.wrth"][..], 3, "value.worth"),
        (
            &["set", "falls", "value.kind=shared_voise"],
            2,
            "shared_voice",
        ),
        (
            &["set", "falls", r#"capacity.people=[{"persn":"Ada"}]"#],
            2,
            "person",
        ),
        (&["decide", "falls", "not_yett"], 2, "not_yet"),
        (&["portfolio", "--state", "lives"], 2, "live"),
        (&["export", "falls", "--format", "markdwn"], 2, "markdown"),
        (&["show", "Two calenders"], 3, "Two calendars"),
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.code, code, "{ended:?}");
        let said = ended.err.contains("did you mean") || ended.err.contains("similar value");
        assert!(said && ended.err.contains(near), "{ended:?}");
    }
}

#[test]
fn a_canvas_is_found_by_a_part_of_its_title_and_ambiguous_ones_are_listed() {
    let desk = Desk::with_samples();
    assert!(
        desk.run(&["show", "CALENDARS"])
            .done()
            .out
            .contains("Two calendars")
    );
    let ended = desk.run(&["show", "a"]);
    assert_eq!(ended.code, 3, "{ended:?}");
    assert!(ended.err.contains("may be any of"), "{ended:?}");
}

#[test]
fn help_of_a_verb_has_an_example_and_leaves_what_all_take_to_the_first_page() {
    let desk = Desk::empty();
    let help = desk.run(&["set", "--help"]).done().out;
    assert!(
        help.contains("Example: whytogether set falls value.worth=4"),
        "{help}"
    );
    assert!(help.contains("whytogether --help"), "{help}");
    assert!(!help.contains("--theme"), "{help}");
    assert!(desk.run(&["--help"]).done().out.contains("--theme"));
}

#[test]
fn the_manual_is_installed_with_every_page_that_it_names() {
    let desk = Desk::empty();
    let folder = desk.path("man1");
    let to = folder.to_str().expect("a path");
    desk.run(&["man", "--to", to]).done();
    let pages = names(&folder);
    assert!(pages.contains(&"whytogether.1".into()), "{pages:?}");
    for page in &pages {
        let text = fs::read_to_string(folder.join(page)).expect("a page");
        for named in text.replace('\\', "").split_whitespace() {
            if let Some((name, _)) = named.split_once("(1)") {
                assert!(pages.contains(&format!("{name}.1")), "{page}: {name}");
            }
        }
    }
    assert!(
        pages.contains(&"whytogether-looking-back.1".into()),
        "{pages:?}"
    );
}

#[test]
fn a_voice_is_found_by_a_beginning_and_a_slip_names_the_nearest() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"voices":[{"id":"v222","name":"Therapy lead"},{"id":"v333","name":"Therapy student"}]"#,
    );
    desk.run(&["set", "falls", "purpose.belief@therapy l=4"])
        .done();
    desk.run(&["set", "falls", "purpose.belief@Therapy=4"])
        .refused(
            3,
            &[
                "`Therapy` may be any of 2 voices: Therapy lead, Therapy student",
                "v222, v333",
            ],
        );
    desk.run(&["set", "falls", "purpose.belief@Therapy leed=4"])
        .refused(3, &["did you mean `Therapy lead`?"]);
    let sheet = desk.path("sheet.json").display().to_string();
    fs::write(&sheet, desk.bytes("falls-7k3f")).expect("written");
    desk.run(&["import", &sheet, "--as-voice", "Therapy", "--into", "falls"])
        .done();
    let names = |desk: &Desk| desk.run(&["get", "falls", "cover.voices"]).done().out;
    assert!(names(&desk).contains("Therapy\n"), "{}", names(&desk));
}
