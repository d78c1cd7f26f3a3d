//! Figures as people and programs read them.

use serde_json::Value;

use crate::desk::Desk;

/// The most decimals of any number in JSON; an exponent counts as written out.
fn most_decimals(json: &Value) -> usize {
    let of = |number: &serde_json::Number| {
        let text = number.to_string();
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let after = digits.split_once('.').map_or("", |(_, after)| after);
        let after = after.trim_end_matches('0').len();
        let exponent: i64 = exponent.parse().expect("a number");
        usize::try_from(i64::try_from(after).expect("few") - exponent).unwrap_or_default()
    };
    match json {
        Value::Number(number) => of(number),
        Value::Array(items) => items.iter().map(most_decimals).max().unwrap_or_default(),
        Value::Object(map) => map.values().map(most_decimals).max().unwrap_or_default(),
        _ => 0,
    }
}

#[test]
fn json_has_nine_decimals_at_most_on_every_surface() {
    let desk = Desk::empty();
    desk.put(
        "workspace.json",
        r#"{"format":"whytogether.workspace","version":1,"team":[{"id":"t222","person":"Lead","working_days":17.3,"share":0.333}]}"#,
    );
    let noisy = r#""cover":{"title":"Noise"},
        "partners":[{"id":"p222","organisation":"Fellgate","trust":2},{"id":"p333","organisation":"Council","trust":3}],
        "capacity":{"people":[{"id":"h222","person":"Lead","days":0.7},{"id":"h333","person":"Ops","days":0.10000000000000003}],"closeness":"line_up_plans"},
        "ownership":{"coordinator":"us"},
        "decision":{"choice":"go_ahead","decided_on":"2026-11-09"}"#;
    desk.put_canvas("noise-2222", noisy);
    for arguments in [
        &["portfolio", "--json"] as &[&str],
        &["check", "noise", "--json"],
        &["list", "--json"],
        &["show", "noise", "--json"],
        &["get", "noise", "capacity.people", "--json"],
        &["export", "noise", "--format", "json"],
        &["compare", "noise", "noise", "--json"],
        &[
            "review",
            "noise",
            "--set",
            "days_spent=0.1234567891234",
            "--json",
        ],
        &["looking-back", "--json"],
        &["history", "noise", "--json"],
    ] {
        let ran = desk.run(arguments);
        assert!(matches!(ran.code, 0 | 4), "{arguments:?}: {ran:?}");
        assert!(
            most_decimals(&ran.json()) <= 9,
            "{arguments:?}: {}",
            ran.out
        );
    }
    let kept = String::from_utf8(desk.bytes("noise-2222")).expect("text");
    assert!(kept.contains("0.123456789"), "{kept}");
    assert!(most_decimals(&desk.canvas("noise-2222")) <= 9, "{kept}");
}

#[test]
fn a_number_that_is_not_known_is_handed_on_as_it_is_written() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Later"},"theirs":{"pi":3.14159265358979}"#);
    let exported = desk.run(&["export", "falls", "--format", "json"]).done();
    assert!(exported.out.contains("3.14159265358979"), "{exported:?}");
    desk.run(&["set", "falls", "value.worth=4"]).done();
    let kept = String::from_utf8(desk.bytes("falls-7k3f")).expect("text");
    assert!(kept.contains("3.14159265358979"), "{kept}");
}

/// A team of 10 days with 2 in reserve, one live canvas and one draft.
fn of_two(live: f64, draft: f64, order: &[&str]) -> Desk {
    let desk = Desk::empty();
    let order = serde_json::to_string(order).expect("JSON");
    desk.put(
        "workspace.json",
        &format!(r#"{{"format":"whytogether.workspace","version":1,"team":[{{"id":"t222","person":"Lead","working_days":20,"share":0.5}},{{"id":"t333","person":"Ops"}}],"order":{order}}}"#),
    );
    // Keeping in touch with one partner takes 0.35 days, and work counts 1.25 times.
    let keys = |title: &str, takes: f64| {
        let days = (takes - 0.35) / 1.25;
        format!(
            r#""cover":{{"title":"{title}"}},"partners":[{{"id":"p222","organisation":"Fellgate","trust":4}}],
            "capacity":{{"people":[{{"id":"h222","person":"Lead","days":{days}}}],"closeness":"keep_in_touch"}},
            "ownership":{{"coordinator":"a_partner"}}"#
        )
    };
    let decided = r#","decision":{"choice":"go_ahead","decided_on":"2026-11-09"}"#;
    desk.put_canvas("live-2222", &(keys("Live one", live) + decided));
    desk.put_canvas("draft-2222", &keys("Draft one", draft));
    desk
}

#[test]
fn need_room_and_reserve_are_the_same_sentence_everywhere() {
    let desk = of_two(5.5, 3.2, &[]);
    let said = "Takes 3.2 days; 2.5 are free, so it would use 0.7 of your reserve";
    for arguments in [
        &["check", "draft"] as &[&str],
        &["show", "draft"],
        &["export", "draft", "--format", "markdown"],
    ] {
        let ran = desk.run(arguments);
        assert!(ran.out.contains(said), "{arguments:?}: {ran:?}");
    }
    let live = desk.run(&["check", "live"]);
    assert!(
        live.out.contains("Takes 5.5 days; 2.5 are free beside it."),
        "{live:?}"
    );
    let portfolio = desk.run(&["portfolio"]).done().out;
    assert!(portfolio.contains("5.5 promised, 2.5 free"), "{portfolio}");
}

#[test]
fn the_line_the_bar_fits_and_headroom_agree_wherever_what_is_live_stands() {
    for (live, draft) in [(5.5, 2.0), (5.5, 3.2), (7.8, 6.0), (9.5, 1.0), (21.0, 0.5)] {
        for order in [["live-2222", "draft-2222"], ["draft-2222", "live-2222"]] {
            let desk = of_two(live, draft, &order);
            let json = desk.run(&["portfolio", "--json"]).done().json();
            let figure = |value: &Value| value.as_f64().expect("a figure");
            let headroom = figure(&json["headroom"]);
            let canvases = json["canvases"].as_array().expect("a list");
            let of = |id: &str| canvases.iter().find(|one| one["id"] == id).expect("there");
            assert_eq!(
                of("draft-2222")["fits"],
                headroom - draft > -1e-9,
                "{live} {draft} {order:?}"
            );
            // What the draft takes above the line, and nothing else, is between the two.
            let above = match of("draft-2222")["fits"] == true {
                true => draft,
                false => 0.0,
            };
            let left = figure(&json["line"]["left"]);
            assert!(
                (left - (headroom - above)).abs() < 1e-6,
                "{live} {draft} {order:?}: {json}"
            );
            assert!(headroom >= 0.0 || canvases.iter().all(|one| one["fits"] == false));
        }
    }
}

#[test]
fn words_say_whose_days_stand_below_the_line() {
    let desk = of_two(7.8, 6.0, &["draft-2222", "live-2222"]);
    let text = desk.run(&["portfolio"]).done().out;
    assert!(text.contains("0.2 free"), "{text}");
    assert!(
        text.contains("the line: your 8 days end here (0.2 spare)"),
        "{text}"
    );
    assert!(
        text.contains(
            "13.8 days' worth falls below the line, 7.8 of it live and taken all the same."
        ),
        "{text}"
    );
    let over = of_two(21.0, 0.5, &["draft-2222", "live-2222"]);
    let text = over.run(&["portfolio"]).done().out;
    assert!(text.contains("13 too many"), "{text}");
    assert!(
        text.contains("There is room for 8 days, and 21 are taken: 13 too many promised."),
        "{text}"
    );
}

#[test]
fn a_team_row_without_a_share_has_no_team_days() {
    let desk = of_two(5.5, 3.2, &[]);
    let json = desk.run(&["portfolio", "--json"]).done().json();
    let people = json["people"].as_array().expect("a list");
    let ops = people
        .iter()
        .find(|one| one["person"] == "Ops")
        .expect("in the team");
    assert_eq!(ops["team_days"], Value::Null);
    let lead = people
        .iter()
        .find(|one| one["person"] == "Lead")
        .expect("in the team");
    assert_eq!(lead["team_days"], 10.0);
}

#[test]
fn nothing_is_one_days_or_promised_less_than_nothing() {
    let desk = Desk::empty();
    desk.put(
        "workspace.json",
        r#"{"format":"whytogether.workspace","version":1,"team":[{"id":"t222","person":"Lead","working_days":10,"share":0.5}]}"#,
    );
    let keys = r#""cover":{"title":"Freeing"},"partners":[{"id":"p222","organisation":"Fellgate","trust":4}],
        "purpose":{"without":[{"id":"r222","way":"Alone","kind":"alone","worth":2,"days":1}]},
        "capacity":{"people":[{"id":"h222","person":"Lead","days":1}],"stops":[{"id":"s222","what":"Forum","days":20,"agreed":true}],"closeness":"keep_in_touch"},
        "decision":{"choice":"go_ahead","decided_on":"2026-11-09"}"#;
    desk.put_canvas("freeing-2222", keys);
    for arguments in [
        &["portfolio"] as &[&str],
        &["check", "freeing"],
        &["show", "freeing"],
        &["export", "freeing"],
    ] {
        let out = desk.run(arguments).out;
        let words: Vec<&str> = out.split_whitespace().collect();
        let is_one_of_several = |pair: &[&str]| {
            pair[0] == "1" && (pair[1].starts_with("days") || pair[1].starts_with("months"))
        };
        assert!(
            !words.windows(2).any(is_one_of_several),
            "{arguments:?}: {out}"
        );
        assert!(
            !words
                .iter()
                .any(|word| word.starts_with('-') && word.parse::<f64>().is_ok()),
            "{arguments:?}: {out}"
        );
    }
    let promised = desk.run(&["portfolio"]).done().out;
    assert!(
        promised.contains("1.6 promised, 20 freed, 22.4 free"),
        "{promised}"
    );
}

#[test]
fn a_joint_canvas_says_in_place_of_what_it_would_count_and_free_is_what_the_bar_says() {
    let desk = of_two(5.5, 3.2, &[]);
    let joint = |decision: &str| {
        let keys = format!(
            r#""cover":{{"title":"Joint one"}},"made_of":["live-2222"],"partners":[{{"id":"p222","organisation":"Fellgate","trust":4}}],
            "capacity":{{"people":[{{"id":"h222","person":"Lead","days":5.32}}],"closeness":"keep_in_touch"}},
            "ownership":{{"coordinator":"a_partner"}}{decision}"#
        );
        desk.put_canvas("joint-2222", &keys);
    };
    joint("");
    let said = desk.run(&["check", "joint"]).out;
    assert!(
        said.contains("Takes 7 days, in place of 5.5; 2.5 are free."),
        "{said}"
    );
    let bar = desk.run(&["portfolio"]).done().out;
    assert!(bar.contains("5.5 promised, 2.5 free"), "{bar}");
    joint(r#","decision":{"choice":"go_ahead","decided_on":"2026-11-20"}"#);
    let said = desk.run(&["check", "joint"]).out;
    assert!(
        said.contains("Takes 7 days; 1 is free beside it."),
        "{said}"
    );
    let bar = desk.run(&["portfolio"]).done().out;
    assert!(bar.contains("7 promised, 1 free"), "{bar}");
}

#[test]
fn a_live_joint_canvas_inherits_the_best_place_in_the_list_and_in_the_order() {
    let desk = of_two(5.5, 3.2, &["live-2222", "other-2222", "joint-2222"]);
    let live = r#""decision":{"choice":"go_ahead","decided_on":"2026-11-20"}"#;
    desk.put_canvas(
        "other-2222",
        &format!(r#""cover":{{"title":"Other"}},{live}"#),
    );
    let joint = r#""cover":{"title":"Joint"},"made_of":["live-2222"],"#;
    desk.put_canvas("joint-2222", &format!("{joint}{live}"));
    let expected = ["joint-2222", "live-2222", "other-2222"];
    let order = |json: &Value| -> Vec<String> {
        let ids = json.as_array().expect("a list").iter();
        let ids = ids.map(|one| one["id"].as_str().expect("an id").to_owned());
        ids.filter(|id| id != "draft-2222").collect()
    };
    assert_eq!(
        order(&desk.run(&["list", "--json"]).done().json()),
        expected
    );
    let portfolio = desk.run(&["portfolio", "--json"]).done().json();
    assert_eq!(order(&portfolio["canvases"]), expected);
    // Nothing is known of its own days: those of what it was made of go on counting.
    assert_eq!(portfolio["committed"], 5.5);
    let moved = desk.run(&["portfolio", "--move", "joint", "--last", "--json"]);
    let moved = order(&moved.done().json()["canvases"]);
    assert_eq!(moved, ["other-2222", "joint-2222", "live-2222"]);
}

#[test]
fn trust_in_each_other_stands_beside_each_other_and_own_staff_takes_no_gap() {
    let desk = Desk::empty();
    let side = |id: &str, own: &str, other: &str, trust: u8, choice: &str| {
        let keys = format!(
            r#""cover":{{"title":"{own} falls","our_organisation":"{own}"}},
            "partners":[{{"id":"p222","organisation":"Hospice","trust":3}},{{"id":"p333","organisation":"{other}","trust":{trust}}}],
            "purpose":{{"without":[{{"id":"r222","way":"{own} alone","kind":"alone","worth":2}}]}},
            "capacity":{{"people":[{{"id":"h222","person":"{own} lead","days":2}}]}},
            "decision":{{"choice":"{choice}","decided_on":"2026-11-20"}}"#
        );
        desk.put_canvas(id, &keys);
    };
    side("ours-2222", "Trust", "Fellgate", 5, "not_yet");
    side("theirs-2222", "Fellgate", "Trust", 2, "go_ahead_smaller");
    let text = desk.run(&["compare", "ours", "theirs"]).done().out;
    let pair = "    Fellgate: A of B; trust 5 of 5 (completely)\n    Trust: B of A; trust 2 of 5 (warily)\n";
    assert!(text.contains(pair), "{text}");
    let json = desk
        .run(&["compare", "ours", "theirs", "--json"])
        .done()
        .json();
    assert_eq!(
        json["widest"],
        serde_json::json!(["capacity.trust", "decision.choice", "cover.title"])
    );
    let questions = json["questions"].as_array().expect("a list");
    let of = |id: &str| {
        questions
            .iter()
            .find(|one| one["question"] == id)
            .expect("compared")
    };
    assert_eq!(of("decision.choice")["verdict"], "different");
    assert_eq!(of("capacity.trust")["rows"][0]["about"], "B");
    assert_eq!(of("capacity.trust")["rows"][1]["about"], "A");
}
