//! `compare`: canvases and voices side by side.

use super::*;

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
