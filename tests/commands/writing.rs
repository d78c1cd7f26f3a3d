//! Verbs that change something.

use std::fs;

use serde_json::json;

use crate::desk::{Desk, Ended, names};

#[test]
fn new_writes_a_canvas_of_our_organisation_and_prints_its_id() {
    let desk = Desk::with_samples();
    let new = desk.run(&["new", "Café  Déjà vu", "--quick"]).done();
    let id = new.out;
    // Without a terminal nothing is asked, and what was asked for is said for later.
    let later = format!("whytogether open {} --quick", id.trim());
    assert!(new.err.contains(&later), "{}", new.err);
    let id = id.trim_end();
    assert!(id.starts_with("cafe-deja-vu-"), "{id}");
    let canvas = desk.canvas(id);
    assert_eq!(canvas["cover"]["title"], "Café  Déjà vu");
    assert_eq!(
        canvas["cover"]["our_organisation"],
        "Harrowdale Community Trust"
    );
    let other = desk.run(&["new", "Another", "--json"]).done().json();
    let path = other["path"].as_str().expect("a path");
    assert!(fs::exists(path).expect("known"), "{other}");
}

#[test]
fn set_writes_several_answers_of_every_type() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"x":{"kept":1}"#);
    desk.run_with(
        &[
            "set",
            "falls",
            "purpose.change=-",
            "purpose.freedom=Expected",
            "value.worth=4.0",
            "cover.reply_by=5 Dec 2026",
            r#"cover.partners=[{"organisation":"Fellgate"},{"organisation":"Council"}]"#,
            r#"capacity.trust=[{"organisation":"council","trust":3}]"#,
            r#"capacity.skill={"skills":3}"#,
            "purpose.belief=5",
        ],
        "One line\nand = another\n",
    )
    .done();
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(canvas["purpose"]["change"], "One line\nand = another");
    assert_eq!(canvas["purpose"]["freedom"], "expected");
    assert_eq!(canvas["value"]["worth"], json!(4));
    assert_eq!(canvas["cover"]["reply_by"], "2026-12-05");
    assert_eq!(canvas["partners"][1]["trust"], 3);
    assert_eq!(canvas["capacity"]["skill"], json!({"skills": 3}));
    assert_eq!(canvas["voices"][0]["name"], "us");
    assert_eq!(canvas["voices"][0]["answers"]["purpose.belief"], 5);
    assert_eq!(canvas["x"], json!({"kept": 1}));
}

#[test]
fn an_empty_value_removes_the_answer_and_what_is_left_empty_around_it() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"value":{"worth":3}"#);
    desk.run(&["set", "falls", "value.worth="]).done();
    assert!(desk.canvas("falls-7k3f").get("value").is_none());
}

#[test]
fn one_refused_value_writes_nothing_and_is_said_again() {
    let desk = Desk::with_samples();
    let before = desk.bytes("falls-response-at-home-7k3f");
    for (refused, says) in [
        ("value.worth=seven", "`seven` is not on the scale"),
        ("cover.reply_by=soon", "`soon` is not a date"),
        ("value.kind=profit", "`profit` is none of shared_voice"),
        (
            r#"capacity.people=[{"days":"x"}]"#,
            r#"given: [{"days":"x"}]"#,
        ),
        (r#"capacity.people=[{"wage":1}]"#, "`wage` is no column"),
        (
            r#"capacity.trust=[{"organisation":"Nobody","trust":1}]"#,
            "names no partner",
        ),
        ("cover.asked_by=two\nlines", "given: two\nlines"),
        (
            "purpose.belief=3",
            "the voices are Therapy lead and Operations",
        ),
        ("decision.choice=not_yet", "it is decided already"),
    ] {
        let ended = desk.run(&["set", "falls", "purpose.change=Other", refused]);
        ended.refused(2, &[says, "nothing is written"]);
        assert_eq!(
            desk.bytes("falls-response-at-home-7k3f"),
            before,
            "{refused}"
        );
    }
}

#[test]
fn the_same_answer_again_leaves_the_file_as_it_is() {
    let desk = Desk::with_samples();
    let before = desk.bytes("falls-response-at-home-7k3f");
    desk.run(&[
        "set",
        "falls",
        "value.worth=4",
        "value.kind=shared_delivery",
    ])
    .done();
    assert_eq!(desk.bytes("falls-response-at-home-7k3f"), before);
}

#[test]
fn answers_given_at_the_same_time_are_all_kept() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"x":1"#);
    let answers = [
        "purpose.change=a",
        "purpose.noticed_by=b",
        "purpose.quality=c",
        "value.sign=d",
        "ownership.parting=e",
        r#"capacity.people=[{"person":"f","days":1}]"#,
    ];
    std::thread::scope(|scope| {
        for answer in answers {
            let desk = &desk;
            scope.spawn(move || desk.run(&["set", "falls", answer]).done());
        }
    });
    let canvas = desk.canvas("falls-7k3f");
    let purpose = json!({"change": "a", "noticed_by": "b", "quality": "c"});
    assert_eq!(canvas["purpose"], purpose);
    assert_eq!(canvas["value"]["sign"], "d");
    assert_eq!(canvas["ownership"]["parting"], "e");
    assert_eq!(canvas["capacity"]["people"][0]["person"], "f");
    assert!(canvas.get("conflicts").is_none(), "{canvas}");
}

#[test]
fn any_question_may_be_answered_by_one_voice_alone() {
    let desk = Desk::with_canvas(
        r#""voices":[{"id":"v222","name":"Lead"},{"id":"v223","name":"Ops"}],"value":{"worth":2}"#,
    );
    desk.run(&["set", "falls", "value.worth@ops=5", "purpose.belief@v222=1"])
        .done();
    let canvas = desk.canvas("falls-7k3f");
    assert_eq!(canvas["value"]["worth"], 2);
    assert_eq!(canvas["voices"][0]["answers"], json!({"purpose.belief": 1}));
    assert_eq!(canvas["voices"][1]["answers"], json!({"value.worth": 5}));
    desk.run(&["set", "falls", "value.worth@Ops="]).done();
    assert!(
        desk.canvas("falls-7k3f")["voices"][1]
            .get("answers")
            .is_none()
    );
}

#[test]
fn a_decision_keeps_what_was_suggested_and_why() {
    let desk = Desk::with_samples();
    let film = "the-talking-icons-film-m3xp";
    let ended = desk.run(&["decide", film, "not yet"]).done();
    assert!(
        ended
            .out
            .contains("Suggested, on what you have told so far: not yet"),
        "{ended:?}"
    );
    assert!(
        ended.err.contains("looks again on 23 February 2027"),
        "{ended:?}"
    );
    let decision = &desk.canvas(film)["decision"];
    assert_eq!(decision["decided_on"], "2026-11-23");
    assert_eq!(decision["suggested"], "not_yet");
    assert_eq!(
        decision["because"],
        json!(["UNSEEN", "OURS-LOW", "VISION-UNSHARED", "NO-DECIDER"])
    );
}

#[test]
fn a_choice_that_differs_needs_a_reason() {
    let desk = Desk::with_samples();
    let film = "the-talking-icons-film-m3xp";
    let before = desk.bytes(film);
    for reason in [&[][..], &["--because", "  "]] {
        let arguments = [&["decide", film, "go_ahead"], reason].concat();
        desk.run(&arguments)
            .refused(2, &["not_yet", "--because TEXT"]);
        assert_eq!(desk.bytes(film), before);
    }
    let json = desk.run(&[
        "decide",
        film,
        "go_ahead",
        "--because",
        "- they asked",
        "--json",
    ]);
    assert_eq!(
        json.done().json(),
        json!({"id": film, "choice": "go_ahead", "decided_on": "2026-11-23", "suggested": "not_yet",
            "provisional": true, "because": ["UNSEEN", "OURS-LOW", "VISION-UNSHARED", "NO-DECIDER"]})
    );
    assert_eq!(desk.canvas(film)["decision"]["reason"], "- they asked");
}

#[test]
fn a_decision_that_is_removed_makes_a_draft_again() {
    let desk = Desk::with_samples();
    desk.run(&["set", "falls", "decision.choice="]).done();
    let decision = &desk.canvas("falls-response-at-home-7k3f")["decision"];
    assert!(decision.get("decided_on").is_none() && decision.get("because").is_none());
    assert!(decision.get("reason").is_some());
}

#[test]
fn what_is_trashed_can_be_restored_readable_or_not() {
    let desk = Desk::with_samples();
    desk.put("canvases/broken-2222.json", "{");
    let ended = desk.run(&["trash", "broken"]).done();
    assert!(
        ended.err.contains("whytogether restore broken-2222"),
        "{ended:?}"
    );
    desk.run(&["trash", "Two Calendars"]).done();
    assert!(!desk.canvas_path("two-calendars-b4ty").exists());
    let list = desk.run(&["restore", "--json"]).done().json();
    assert_eq!(
        list[1],
        json!({"id": "two-calendars-b4ty", "title": "Two calendars", "kind": "canvas"})
    );
    desk.run(&["restore", "two calendars"]).done();
    desk.run(&["restore", "broken-2222"]).done();
    assert_eq!(desk.bytes("broken-2222"), b"{");
    assert!(desk.canvas_path("two-calendars-b4ty").exists());
}

#[test]
fn restore_does_not_write_over_a_canvas() {
    let desk = Desk::with_samples();
    desk.run(&["trash", "two-calendars-b4ty"]).done();
    desk.put_canvas("two-calendars-b4ty", r#""cover":{"title":"New"}"#);
    desk.run(&["restore", "two-calendars-b4ty"])
        .refused(1, &["is there already"]);
    assert_eq!(desk.canvas("two-calendars-b4ty")["cover"]["title"], "New");
}

#[test]
fn an_export_does_not_write_over_a_file_unless_forced() {
    let desk = Desk::with_samples();
    let page = desk.path("page.md");
    let to = page.to_str().expect("text");
    let ended = desk.run(&["export", "falls", "--to", to]).done();
    assert_eq!(ended.out, "");
    assert!(
        fs::read_to_string(&page)
            .expect("read")
            .starts_with("# Falls")
    );
    fs::write(&page, "mine").expect("written");
    desk.run(&["export", "falls", "--to", to])
        .refused(1, &["is there already", "--force"]);
    assert_eq!(fs::read_to_string(&page).expect("read"), "mine");
    desk.run(&["export", "falls", "--to", to, "--force"]).done();
    assert!(
        fs::read_to_string(&page)
            .expect("read")
            .starts_with("# Falls")
    );
    let json = desk.path("page.JSON");
    desk.run(&["export", "falls", "--to", json.to_str().expect("text")])
        .done();
    assert!(fs::read_to_string(&json).expect("read").starts_with('{'));
}

#[test]
fn an_export_never_takes_the_place_of_a_canvas() {
    let desk = Desk::with_samples();
    let before = desk.bytes("falls-response-at-home-7k3f");
    let path = desk.canvas_path("falls-response-at-home-7k3f");
    let mut ways = vec![path.clone(), desk.canvas_path("new-2222")];
    #[cfg(unix)]
    {
        ways.push(desk.path("link.json"));
        std::os::unix::fs::symlink(&path, desk.path("link.json")).expect("linked");
    }
    for way in ways {
        let to = way.to_str().expect("text");
        desk.run(&["export", "falls", "--to", to, "--force"])
            .refused(2, &["canvases themselves"]);
    }
    assert_eq!(desk.bytes("falls-response-at-home-7k3f"), before);
}

#[test]
fn init_names_the_workspace_like_its_folder_and_leaves_one_that_is_there() {
    let desk = Desk::empty();
    let init = |arguments: &[&str]| -> Ended {
        let mut command = desk.command();
        command.args(arguments).output().expect("it runs").into()
    };
    let first = init(&["init", "Strategy team", "--json"]).done().json();
    assert_eq!(first["created"], true);
    let settings = desk.path("Strategy team/workspace.json");
    let text = fs::read_to_string(&settings).expect("read");
    assert!(text.contains("\"name\": \"Strategy team\""), "{text}");
    let again = init(&["init", "Strategy team"]).done();
    assert!(again.err.contains("already"), "{again:?}");
    assert_eq!(fs::read_to_string(&settings).expect("read"), text);
    assert_eq!(
        names(&desk.path("Strategy team")),
        [".lock", "canvases", "workspace.json"]
    );
}

#[cfg(unix)]
#[test]
fn a_new_workspace_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::empty();
    desk.run(&["new", "Falls"]).done();
    let mode = |path: &std::path::Path| {
        let found = fs::metadata(path).expect("there");
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode(&desk.work()), 0o700);
    let id = &names(&desk.work().join("canvases"))[0];
    assert_eq!(mode(&desk.work().join("canvases").join(id)), 0o600);
}

#[cfg(unix)]
#[test]
fn a_canvas_linked_inside_the_workspace_is_written_through_with_its_mode_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::with_samples();
    let link = desk.canvas_path("two-calendars-b4ty");
    let target = desk.work().join("elsewhere.json");
    fs::rename(&link, &target).expect("moved");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("../elsewhere.json", &link).expect("linked");
    desk.run(&["set", "two-calendars-b4ty", "value.worth=1"])
        .done();
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    let mode = fs::metadata(&target).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(desk.canvas("two-calendars-b4ty")["value"]["worth"], 1);
}

#[cfg(unix)]
#[test]
fn a_workspace_that_is_a_link_itself_is_the_planners_own() {
    let desk = Desk::with_samples();
    let elsewhere = desk.path("elsewhere");
    fs::rename(desk.work(), &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, desk.work()).expect("linked");
    desk.run(&["set", "two-calendars-b4ty", "value.worth=1"])
        .done();
    assert_eq!(desk.canvas("two-calendars-b4ty")["value"]["worth"], 1);
}

#[test]
fn a_folder_without_a_workspace_is_named_as_one_and_new_says_that_it_begins_it() {
    let desk = Desk::empty();
    let at = |arguments: &[&str]| desk.run(arguments);
    for arguments in [&["list"][..], &["portfolio"], &["due"], &["list", "--json"]] {
        let said = at(arguments).done().err;
        assert!(
            said.contains("there is no workspace in"),
            "{arguments:?}: {said}"
        );
    }
    let hint = at(&["list"]).done().err;
    assert!(
        hint.contains("whytogether new TITLE begins one there"),
        "{hint}"
    );
    at(&["show", "falls"]).refused(3, &["there is no workspace in", "new TITLE begins one"]);
    assert!(!desk.work().exists());
    let first = at(&["new", "Falls"]).done().err;
    assert!(first.contains("so one is begun there"), "{first}");
    let second = at(&["new", "Walks"]).done().err;
    assert!(!second.contains("begun"), "{second}");
}

#[test]
fn a_title_that_is_taken_away_is_said_to_be() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls","asked_by":"Board"}"#);
    let said = desk.run(&["set", "falls", "cover.title="]).done().err;
    assert!(
        said.contains("has no title now: it is listed as `Untitled`"),
        "{said}"
    );
    let said = desk
        .run(&["set", "falls-7k3f", "cover.asked_by="])
        .done()
        .err;
    assert!(!said.contains("title"), "{said}");
}

#[test]
fn an_answer_that_is_hardly_meant_is_kept_and_pointed_out_once() {
    let desk = Desk::with_canvas(r#""created":"2026-11-20T09:00:00Z","cover":{"title":"Falls"}"#);
    let rows = r#"capacity.people=[{"person":"Lead","days":300000}]"#;
    let said = desk
        .run(&["set", "falls", rows, "cover.reply_by=1999-12-05"])
        .done()
        .err;
    assert!(
        said.contains("row 1: 300000 days are more than a month has"),
        "{said}"
    );
    assert!(
        said.contains("5 December 1999 is long before this was begun"),
        "{said}"
    );
    assert_eq!(
        desk.canvas("falls-7k3f")["capacity"]["people"][0]["days"],
        300_000
    );
    let said = desk.run(&["set", "falls", "value.worth=4"]).done().err;
    assert!(!said.contains("300000"), "{said}");
}

#[test]
fn a_decision_without_a_reason_says_how_to_write_one() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let said = desk.run(&["decide", "falls", "not_yet"]).done().err;
    assert!(
        said.contains("whytogether set falls-7k3f decision.reason=TEXT"),
        "{said}"
    );
    let said = desk
        .run(&["decide", "falls", "not_yet", "--because", "No days"])
        .done()
        .err;
    assert!(!said.contains("nothing says why"), "{said}");
}

#[test]
fn what_is_still_open_is_the_same_for_show_and_check() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let shown = desk.run(&["show", "falls"]).done().out;
    let (_, open) = shown.split_once("STILL OPEN").expect("a list");
    let missing = desk.run(&["check", "falls", "--json"]).json();
    let missing = missing["missing"].as_array().expect("a list");
    assert_eq!(
        open.lines().filter(|line| line.contains('?')).count(),
        missing.len(),
        "{open}"
    );
    assert!(!open.contains("What do we decide?"), "{open}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_moved_to_the_trash_says_what_where_and_what_next() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let trash = desk.canvas_path("falls-7k3f").with_file_name("../trash");
    std::fs::write(&trash, "no folder").expect("written");
    let ended = desk.run(&["trash", "falls"]);
    ended.refused(1, &["could not write", "trash", "then try again"]);
    assert!(desk.canvas_path("falls-7k3f").exists());
}

#[test]
fn a_version_written_with_a_point_is_no_newer_one() {
    let desk = Desk::empty();
    for (name, format) in [
        ("workspace.json", "workspace"),
        ("canvases/falls-7k3f.json", "canvas"),
        ("rankings/order-2abc.json", "ranking"),
    ] {
        let text = format!(r#"{{"format":"whytogether.{format}","version":1.0}}"#);
        desk.put(name, &text);
    }
    let ended = desk.run(&["set", "falls", "purpose.change=Words."]).done();
    assert_eq!(ended.err, "");
    let doctor = desk.run(&["doctor"]).done();
    assert!(!doctor.out.contains("newer"), "{doctor:?}");
    assert_eq!(desk.canvas("falls-7k3f")["purpose"]["change"], "Words.");
}

#[test]
fn a_day_to_look_again_that_is_past_is_refused_and_a_new_decision_keeps_none() {
    let past = r#""cover":{"title":"Falls"},"decision":{"choice":"not_yet","decided_on":"2026-06-01","review_on":"2026-09-01","reason":"In spring."}"#;
    let desk = Desk::with_canvas(past);
    desk.run(&["set", "falls", "decision.review_on=1 October 2026"])
        .refused(2, &["`1 October 2026` is past", "today or later"]);
    let ended = desk.run(&["decide", "falls", "not_yet"]).done();
    assert!(
        ended.err.contains("looks again on 23 February 2027"),
        "{ended:?}"
    );
    let review_on = &desk.canvas("falls-7k3f")["decision"]["review_on"];
    assert_eq!(*review_on, "2027-02-23");
    desk.run(&["set", "falls", "decision.review_on=1 May 2027"])
        .done();
    let ended = desk.run(&["decide", "falls", "not_yet"]).done();
    assert!(!ended.err.contains("looks again"), "{ended:?}");
    let review_on = &desk.canvas("falls-7k3f")["decision"]["review_on"];
    assert_eq!(*review_on, "2027-05-01");
}

#[test]
fn a_smaller_yes_keeps_what_exactly_and_how_many_days_and_counts_with_them() {
    let desk = Desk::with_samples();
    let days = |desk: &Desk| {
        let list = desk.run(&["check", "ward", "--json"]).done().json();
        list["capacity"]["work"].as_f64()
    };
    assert_eq!(days(&desk), Some(0.5));
    let offer = [
        "--offer",
        "One visit, one ward",
        "--days",
        "0.25",
        "--because",
        "Winter",
    ];
    let decide = [&["decide", "ward", "go_ahead_smaller"], &offer[..]].concat();
    desk.run(&decide).done();
    let decision = desk.canvas("ward-handover-circle-e9wn")["decision"].clone();
    assert_eq!(decision["offer"], "One visit, one ward");
    assert_eq!(decision["days"], 0.25);
    assert_eq!(days(&desk), Some(0.25));
    let full = ["decide", "ward", "go_ahead", "--days", "0.25"];
    desk.run(&full)
        .refused(2, &["--days goes with go_ahead_smaller"]);
    desk.run(&["decide", "ward", "go_ahead"]).done();
    assert_eq!(days(&desk), Some(0.5), "a full yes does not read them");
}
