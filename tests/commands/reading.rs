//! Verbs that print.

use serde_json::{Value, json};

use crate::desk::{Desk, Ended, names};

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn list_groups_canvases_as_they_stand_and_hides_no_broken_file() {
    let desk = Desk::with_samples();
    desk.put("canvases/broken-2222.json", "{\n  \"format\": 1,\n}");
    let ended = desk.run(&["list"]).done();
    let heads: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        heads,
        [
            "Draft",
            "",
            "Live",
            "",
            "Decided otherwise, or ended",
            "",
            "Cannot be read"
        ]
    );
    let falls = ended
        .out
        .lines()
        .find(|line| line.contains("falls-response"));
    let falls = falls.expect("listed");
    assert!(
        falls.contains("go ahead smaller") && falls.contains("7.1 d"),
        "{falls}"
    );
    assert!(
        ended.out.contains("broken-2222.json: line 3, column 1"),
        "{}",
        ended.out
    );
}

#[test]
fn list_as_json_has_stable_names() {
    let desk = Desk::with_samples();
    desk.put("canvases/broken-2222.json", "{");
    let list = desk.run(&["list", "--json"]).done().json();
    let list = list.as_array().expect("an array");
    assert_eq!(list.len(), 8);
    assert_eq!(
        keys(&list[0]),
        [
            "id",
            "title",
            "group",
            "state",
            "decided",
            "kind",
            "days",
            "days_so_far",
            "counted_with",
            "steps_done",
            "ready",
            "reply_by",
            "review_on",
            "newer"
        ]
    );
    let groups: Vec<_> = list
        .iter()
        .filter_map(|item| item["group"].as_str())
        .collect();
    assert_eq!(
        groups,
        [
            "draft", "draft", "live", "live", "live", "other", "other", "broken"
        ]
    );
    assert_eq!(keys(&list[7]), ["id", "group", "problem"]);
}

#[test]
fn an_empty_workspace_lists_nothing_and_names_the_next_command() {
    let desk = Desk::empty();
    let ended = desk.run(&["list"]).done();
    assert_eq!(ended.out, "");
    assert!(ended.err.contains("whytogether new TITLE"), "{ended:?}");
    assert_eq!(desk.run(&["list", "--json"]).done().json(), json!([]));
    assert!(!desk.work().exists());
}

#[test]
fn check_says_why_in_words() {
    let desk = Desk::with_samples();
    let ended = desk.run(&["check", "falls"]).done();
    for part in [
        "Suggested: go ahead smaller",
        "Smaller could be: lining up plans would leave room for all of it.",
        "Only one point better than \"A lifting service, paid by the call\", for 7.1 days a month.",
        "TRUST-GAP (caution, towards smaller): capacity.trust",
        "planning guesses; your own reviews replace them",
        "Speak to Fellgate Ambulance before you reply.",
        "  times, as plans are hopeful  1.",
        "Would lead to go ahead\n",
        "  Trust, Fellgate Ambulance: 4 instead of 3\n",
        "feels theirs 2 instead of 3 (as they told you)\n",
    ] {
        assert!(ended.out.contains(part), "{part}: {}", ended.out);
    }
    let early = desk.run(&["check", "The talking icons film"]);
    assert!(
        early.out.contains("on what you have told so far"),
        "{early:?}"
    );
}

#[test]
fn check_why_says_what_a_reason_rests_on_and_who_said_so() {
    let desk = Desk::with_samples();
    let one = desk.run(&["check", "falls", "--why", "trust-gap"]).done();
    for part in [
        "TRUST-GAP\n",
        "Shown when the lowest trust score",
        "Trust, Fellgate Ambulance: 3 of 5",
        "  capacity.trust\n",
        "Trust that this tie needs: 4 of 5",
        "What would mend it: ",
    ] {
        assert!(one.out.contains(part), "{part}: {}", one.out);
    }
    assert!(!one.out.contains("THIN-GAIN"), "{}", one.out);
    let all = desk.run(&["check", "falls", "--why"]).done();
    for check in ["THIN-GAIN\n", "TRUST-GAP\n", "SKILL-LOW\n"] {
        assert!(all.out.contains(check), "{check}: {}", all.out);
    }
    let quiet = desk.run(&["check", "falls", "--why", "CROWD"]).done();
    assert!(
        quiet.out.starts_with("CROWD says nothing here."),
        "{}",
        quiet.out
    );
    desk.run(&["check", "falls", "--why", "TRUST-GP"])
        .refused(3, &["`TRUST-GP`", "did you mean `TRUST-GAP`?"]);
}

#[test]
fn check_names_the_questions_of_the_quick_look_that_it_waits_for() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"}"#);
    let ended = desk.run(&["check", "Falls"]).done();
    let line = ended.out.lines().nth(1).expect("a second line");
    assert!(
        line.starts_with("No suggestion yet. Still to answer of the quick look: "),
        "{line}"
    );
    assert!(line.contains("partners, change"), "{line}");
    assert!(!line.contains("our role"), "{line}");
}

#[test]
fn check_as_json_has_the_documented_names() {
    let desk = Desk::with_samples();
    desk.put("canvases/broken-2222.json", "{");
    let ended = desk.run(&["check", "falls", "--json"]).done();
    let result = ended.json();
    assert_eq!(
        keys(&result),
        [
            "outcome",
            "provisional",
            "missing",
            "checks",
            "decided_by",
            "capacity",
            "turns",
            "unread"
        ]
    );
    assert_eq!(
        keys(&result["capacity"]),
        [
            "team",
            "usable",
            "work",
            "overhead",
            "build_up",
            "optimism",
            "load",
            "committed",
            "freed",
            "could_free",
            "headroom",
            "use",
            "lead_months",
            "lighter"
        ]
    );
    assert_eq!(
        keys(&result["checks"][0]),
        ["name", "severity", "leans", "message", "question"]
    );
    assert_eq!(result["outcome"], "go_ahead_smaller");
    assert_eq!(result["decided_by"], json!(["THIN-GAIN", "TRUST-GAP"]));
    assert_eq!(result["unread"], json!(["broken-2222.json"]));
    assert!(ended.err.contains("broken-2222.json"), "{ended:?}");
}

#[test]
fn check_names_settings_and_values_that_do_not_count() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Falls"},"value":{"worth":7}"#);
    let settings = r#"{"format":"whytogether.workspace","version":1,"reserve":3}"#;
    desk.put("workspace.json", settings);
    let ended = desk.run(&["check", "falls"]).done();
    assert!(
        ended.err.contains("value.worth: 7 is not allowed"),
        "{ended:?}"
    );
    assert!(ended.err.contains("reserve is counted as 0.2"), "{ended:?}");
}

#[test]
fn show_and_export_hold_every_answer_in_words() {
    let desk = Desk::with_samples();
    for arguments in [&["show", "falls"][..], &["export", "falls"]] {
        let out = desk.run(arguments).done().out;
        for part in [
            "Falls response at home",
            "With Fellgate Ambulance, Harrowdale Council and Upright Together",
            "Decided on 9 November 2026: go ahead smaller",
            "4 of 5 (a lot)",
            "30 September 2027",
            "Our own evening team",
            "Could the same visit test the smoke alarm?",
        ] {
            assert!(out.contains(part), "{part}: {out}");
        }
    }
    let film = desk.run(&["export", "The talking icons film"]).done().out;
    let open = film
        .split("## Still open")
        .nth(1)
        .expect("a part of its own");
    assert!(open.contains("- What must be good about it?"), "{open}");
}

#[test]
fn get_prints_one_answer() {
    let desk = Desk::with_samples();
    let get = |question: &str| desk.run(&["get", "falls", question]).done().out;
    assert_eq!(get("value.kind"), "shared delivery\n");
    assert_eq!(get("value.worth"), "4 of 5 (a lot)\n");
    assert_eq!(get("cover.reply_by"), "5 December 2026\n");
    assert!(get("purpose.without").starts_with("way "));
    assert!(get("purpose.belief").contains("Operations    4 of 5"));
    assert_eq!(get("purpose.belief@operations"), "4 of 5 (mostly)\n");
    let none = desk.run(&["get", "winter", "value.delivery.thing"]).done();
    assert_eq!(none.out, "");
    assert!(none.err.contains("no answer yet"), "{none:?}");
}

#[test]
fn get_as_json_is_what_set_takes_back() {
    let desk = Desk::with_samples();
    for question in [
        "capacity.trust",
        "purpose.without",
        "ownership.decisions",
        "cover.partners",
    ] {
        let rows = desk.run(&["get", "falls", question, "--json"]).done().out;
        let before = desk.bytes("falls-response-at-home-7k3f");
        let answer = format!("{question}=-");
        desk.run_with(&["set", "falls", &answer], &rows).done();
        assert_eq!(
            desk.bytes("falls-response-at-home-7k3f"),
            before,
            "{question}"
        );
    }
    let none = desk
        .run(&["get", "winter", "value.delivery.thing", "--json"])
        .done();
    assert_eq!(none.json(), Value::Null);
}

#[test]
fn export_as_json_is_the_document_and_several_are_an_array() {
    let desk = Desk::with_samples();
    let one = desk
        .run(&["export", "falls", "--format", "json"])
        .done()
        .json();
    let mut file = desk.canvas("falls-response-at-home-7k3f");
    // Only one voice has answered this alone, so it stays at home.
    let answers = file["voices"][0]["answers"]
        .as_object_mut()
        .expect("answers");
    answers.shift_remove("value.kind").expect("it was there");
    assert_eq!(one, file);
    let two = desk
        .run(&["export", "falls", "bricks", "--format", "json"])
        .done();
    assert_eq!(two.json().as_array().expect("an array").len(), 2);
    assert_eq!(desk.run(&["show", "falls", "--json"]).done().json(), one);
}

#[test]
fn questions_lists_all_of_them_with_columns_and_options() {
    let desk = Desk::empty();
    let list = desk.run(&["questions", "--json"]).done().json();
    let list = list.as_array().expect("an array");
    assert_eq!(list.len(), whytogether::canvas::question::QUESTIONS.len());
    let of = |id: &str| list.iter().find(|item| item["id"] == id).expect("listed");
    assert_eq!(
        of("purpose.freedom")["options"][0],
        json!({"code": "free", "name": "free"})
    );
    assert_eq!(of("capacity.people")["columns"][2]["type"], "number");
    assert_eq!(of("value.voice.moment")["follows"], "shared_voice");
    let lines = desk.run(&["questions"]).done().out.lines().count();
    assert_eq!(lines, list.len() + 1);
}

#[test]
fn paths_says_how_the_workspace_was_chosen() {
    let desk = Desk::with_samples();
    let chosen = |command: &mut assert_cmd::Command| {
        let output = command.args(["paths", "--json"]).output().expect("it runs");
        let paths = Ended::from(output).done().json();
        assert_eq!(
            keys(&paths),
            ["data", "config", "cache", "state", "workspace", "chosen_by"]
        );
        paths["chosen_by"].as_str().expect("a word").to_owned()
    };
    assert_eq!(chosen(&mut desk.command()), "default");
    assert_eq!(
        chosen(desk.command().current_dir(desk.work().join("canvases"))),
        "current_folder"
    );
    assert_eq!(
        chosen(desk.command().env("WHYTOGETHER_WORKSPACE", "/x")),
        "environment"
    );
    assert_eq!(chosen(desk.command().arg("-w").arg("/x")), "flag");
    assert!(desk.run(&["paths"]).done().out.contains("--workspace"));
}

#[test]
fn the_demo_without_a_terminal_prints_a_folder_to_look_at() {
    let desk = Desk::empty();
    let ended = desk.run(&["demo", "--json"]).done();
    let folder = ended.json()["workspace"]
        .as_str()
        .expect("a path")
        .to_owned();
    assert!(ended.err.contains("list"), "{ended:?}");
    let mut list = desk.command();
    let output = list.args(["list", "--json", "-w", &folder]).output();
    let list = Ended::from(output.expect("it runs")).done().json();
    assert_eq!(list.as_array().expect("an array").len(), 7);
    assert_eq!(names(&desk.path("tmp")).len(), 1);
}

#[test]
fn help_and_the_manual_name_every_verb() {
    let desk = Desk::empty();
    for arguments in [&["man"][..], &["--help"]] {
        let out = desk.run(arguments).done().out;
        for verb in ["list", "decide", "restore", "completions"] {
            assert!(out.contains(verb), "{verb}: {arguments:?}");
        }
    }
    assert!(
        desk.run(&["list", "-V"])
            .done()
            .out
            .contains(env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let desk = Desk::with_samples();
    let coloured = |flag: &str, name: &str, value: &str| {
        let mut command = desk.command();
        command
            .env(name, value)
            .args([flag, "list", "-w"])
            .arg(desk.work());
        let output = command.output().expect("it runs");
        Ended::from(output).done().out.contains('\u{1b}')
    };
    assert!(!coloured("--color=auto", "TERM", "xterm"));
    assert!(coloured("--color=always", "NO_COLOR", "1"));
    assert!(coloured("--color=auto", "CLICOLOR_FORCE", "1"));
    assert!(!coloured("--color=never", "CLICOLOR_FORCE", "1"));
}

#[test]
fn the_list_knows_the_days_of_a_canvas_where_check_does_and_says_what_counts_so_far_elsewhere() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"capacity":{"people":[{"person":"Lead","days":4}]}"#,
    );
    let known = |id: &str, list: &Value| {
        let mut all = list.as_array().expect("a list").iter();
        let one = all.find(|one| one["id"] == id).expect("there").clone();
        let check = desk.run(&["check", id, "--json"]).json();
        assert_eq!(one["days"], check["capacity"]["load"], "{one}");
        one
    };
    let list = || desk.run(&["list", "--json"]).done().json();
    assert_eq!(known("falls-7k3f", &list())["days_so_far"], 5.0);
    let text = desk.run(&["list"]).done().out;
    assert!(text.contains("5 d so far"), "{text}");
    let text = desk.run(&["check", "falls"]).out;
    assert!(text.contains("not known yet, 5 so far"), "{text}");
    let text = desk.run(&["portfolio"]).done().out;
    assert!(text.contains("5 d so far"), "{text}");
    desk.run(&["set", "falls", "capacity.closeness=keep_in_touch"])
        .done();
    assert_eq!(known("falls-7k3f", &list())["days"], 5.25);
    let text = desk.run(&["list"]).done().out;
    assert!(!text.contains("so far"), "{text}");
}

#[test]
fn what_one_of_two_answered_alone_is_said_to_be_there_and_not_what_it_is() {
    let desk = Desk::with_canvas(
        r#""cover":{"title":"Falls"},"voices":[
        {"id":"v222","name":"Lead","answers":{"value.worth":4,"purpose.change":"SECRET"}},
        {"id":"v333","name":"Ops"}]"#,
    );
    let waits = "1 of 2 has answered alone, hidden until both have";
    for id in ["value.worth", "purpose.change"] {
        let got = desk.run(&["get", "falls", id]).done();
        assert_eq!(
            (got.out.as_str(), got.err.contains(waits)),
            ("", true),
            "{got:?}"
        );
        assert!(!got.err.contains("no answer"), "{got:?}");
        let got = desk.run(&["get", "falls", id, "--json"]).done();
        assert_eq!((got.json(), got.err.contains(waits)), (Value::Null, true));
    }
    let check = desk.run(&["check", "falls"]);
    let line = format!("value.worth  If it works, what is it worth? ({waits})\n");
    assert!(check.out.contains(&line), "{check:?}");
    let show = desk.run(&["show", "falls"]).done();
    let lines = format!("If it works, what is it worth?\n    {waits}\n");
    assert!(show.out.contains(&lines), "{show:?}");
    for one in [check, show] {
        assert!(
            !one.out.contains("SECRET") && !one.out.contains("a lot"),
            "{one:?}"
        );
    }
    desk.run(&["set", "falls", "value.worth@Ops=2", "value.sign@Ops=Calls"])
        .done();
    let got = desk.run(&["get", "falls", "value.worth"]).done();
    assert!(
        got.err
            .contains("2 of 2 have answered alone, and nothing is agreed yet"),
        "{got:?}"
    );
    let got = desk.run(&["get", "falls", "value.test"]);
    assert_eq!(got.code, 3, "{got:?}");
    let got = desk.run(&["get", "falls", "purpose.quality"]).done();
    assert!(got.err.contains("has no answer yet"), "{got:?}");
}

#[test]
fn little_belief_of_one_person_is_not_said_of_most_of_you() {
    let says = |voices: &str| {
        let desk = Desk::with_canvas(&format!(
            r#""cover":{{"title":"Falls"}},"voices":[{voices}]"#
        ));
        let check = desk.run(&["check", "falls", "--json"]).json();
        let mut checks = check["checks"].as_array().expect("a list").iter();
        let belief = checks.find(|check| check["name"] == "BELIEF-LOW");
        belief.expect("it fires")["message"]
            .as_str()
            .expect("text")
            .to_owned()
    };
    let voice = |id: &str, name: &str, score: u8| {
        format!(r#"{{"id":"{id}","name":"{name}","answers":{{"purpose.belief":{score}}}}}"#)
    };
    let one = voice("v222", "Lead", 2);
    assert!(says(&one).starts_with("You do not believe this is better together. Without"));
    let two = format!("{one},{}", voice("v333", "Ops", 1));
    assert!(says(&two).starts_with("Most of you do not believe"));
    let revealed = format!(r#"{one},{{"id":"v333","name":"Ops"}}],"revealed":["purpose.belief""#);
    assert!(says(&revealed).starts_with("Lead does not believe this is better"));
}
