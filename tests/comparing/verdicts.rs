//! What is the same, close or different between canvases, question by question.

use super::*;

#[test]
fn every_kind_of_answer_has_its_own_measure() {
    let cases = [
        ("value.worth", json!(4), json!(4.0), Same),
        ("value.worth", json!(4), json!(3), Close),
        ("value.worth", json!(4), json!(2), Different),
        ("purpose.freedom", json!("free"), json!("expected"), Close),
        (
            "purpose.freedom",
            json!("free"),
            json!("required"),
            Different,
        ),
        (
            "capacity.closeness",
            json!("act_as_one"),
            json!("keep_in_touch"),
            Different,
        ),
        (
            "value.kind",
            json!("shared_voice"),
            json!("shared_voice"),
            Same,
        ),
        (
            "value.kind",
            json!("shared_voice"),
            json!("shared_delivery"),
            Different,
        ),
        (
            "cover.reply_by",
            json!("2026-12-05"),
            json!("2026-12-05"),
            Same,
        ),
        (
            "cover.reply_by",
            json!("2026-12-05"),
            json!("2027-01-05"),
            Close,
        ),
        (
            "cover.reply_by",
            json!("2026-12-05"),
            json!("2027-01-06"),
            Different,
        ),
        (
            "purpose.change",
            json!("Fewer falls at home."),
            json!(" fewer  FALLS at home"),
            Same,
        ),
        (
            "purpose.change",
            json!("Fewer falls at home"),
            json!("Fewer falls at work"),
            Close,
        ),
        (
            "purpose.change",
            json!("Fewer falls at home"),
            json!("Warm houses"),
            Different,
        ),
        ("purpose.change", json!("日本"), json!("中国"), Different),
        ("purpose.change", json!("!"), json!("?"), Different),
    ];
    for (id, one, other, expected) in cases {
        assert_eq!(
            between(id, &[one.clone(), other.clone()]),
            Some(expected),
            "{id}: {one} {other}"
        );
        assert_eq!(
            between(id, &[other, one]),
            Some(expected),
            "{id} the other way round"
        );
    }
}

#[test]
fn of_three_the_furthest_apart_decide() {
    assert_eq!(
        between("value.worth", &[json!(3), json!(4), json!(5)]),
        Some(Different)
    );
    assert_eq!(
        between("value.worth", &[json!(3), json!(4), json!(3)]),
        Some(Close)
    );
    let kinds = ["shared_voice", "shared_voice", "none"].map(Value::from);
    assert_eq!(between("value.kind", &kinds), Some(Different));
    let one_silent = [json!(3), json!("seven"), json!(3)];
    assert_eq!(between("value.worth", &one_silent), Some(Same));
    assert_eq!(
        between("value.worth", &[json!(3), json!(9), json!(null)]),
        Some(OnlyOne)
    );
    assert_eq!(between("value.worth", &[json!(9), json!(null)]), None);
}

#[test]
fn scores_under_one_question_are_laid_side_by_side_one_by_one() {
    let skills = |skills: u8, process: u8| json!({ "skills": skills, "process": process });
    assert_eq!(
        between("capacity.skill", &[skills(3, 2), skills(3, 2)]),
        Some(Same)
    );
    assert_eq!(
        between("capacity.skill", &[skills(3, 2), skills(3, 5)]),
        Some(Different)
    );
    let apart = [json!({ "skills": 1 }), json!({ "process": 5 })];
    assert_eq!(
        between("capacity.skill", &apart),
        Some(Same),
        "no score has two answers"
    );
}

#[test]
fn rows_are_matched_by_id_else_by_name_and_compared_cell_by_cell() {
    let partners = |rows: Value| canvas(&json!({ "partners": rows }));
    let ours = partners(json!([
        { "id": "p222", "organisation": "Fellgate", "trust": 5 },
        { "id": "p333", "organisation": "Council", "trust": 3 },
    ]));
    let theirs = partners(json!([
        { "id": "p999", "organisation": "COUNCIL", "trust": 4 },
        { "id": "p222", "organisation": "Fellgate Ambulance", "trust": 2 },
    ]));
    let comparison = compared(&[&ours, &theirs]);
    let trust = comparison
        .questions
        .iter()
        .find(|one| one.question.id == "capacity.trust");
    let rows = &trust.expect("compared").rows;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.judged.verdict))
        .collect();
    assert_eq!(told, [("Fellgate", Different), ("Council", Close)]);
    assert_eq!(comparison.widest()[0].question.id, "capacity.trust");
    assert_eq!(
        verdict(&comparison, "cover.partners"),
        Some(Close),
        "one is called a little differently"
    );
}

#[test]
fn a_table_with_most_rows_in_common_is_close() {
    let people = |names: &[&str]| -> Value {
        let rows = names
            .iter()
            .map(|name| json!({ "person": name, "days": 2 }));
        rows.collect()
    };
    let verdict = |ours: &[&str], theirs: &[&str]| {
        between("capacity.people", &[people(ours), people(theirs)])
    };
    assert_eq!(verdict(&["Lead", "Nurse"], &["nurse", "lead"]), Some(Same));
    assert_eq!(
        verdict(&["Lead", "Nurse"], &["Lead", "Nurse", "Driver"]),
        Some(Close)
    );
    assert_eq!(
        verdict(&["Lead", "Nurse"], &["Lead", "Driver"]),
        Some(Different)
    );
    let days = |days: f64| json!([{ "person": "Lead", "days": days }]);
    assert_eq!(
        between("capacity.people", &[days(2.0), days(2.5)]),
        Some(Close)
    );
    assert_eq!(
        between("capacity.people", &[days(2.0), days(4.0)]),
        Some(Different)
    );
}

#[test]
fn two_rows_of_one_name_find_two_partners_of_theirs() {
    let rows = |worths: [u8; 2]| -> Value {
        let rows = worths.map(|worth| json!({ "way": "Alone", "kind": "alone", "worth": worth }));
        rows.into_iter().collect()
    };
    assert_eq!(
        between("purpose.without", &[rows([2, 4]), rows([2, 4])]),
        Some(Same)
    );
}

#[test]
fn a_canvas_agrees_with_itself_in_everything() {
    for name in [
        "falls-response-at-home-7k3f",
        "regional-innovation-showcase-x2gz",
    ] {
        let canvas = sample(name);
        let comparison = compared(&[&canvas, &canvas, &canvas]);
        let other = comparison
            .questions
            .iter()
            .filter(|one| ![Same, NotOpen].contains(&one.judged.verdict));
        let other: Vec<&str> = other.map(|one| one.question.id).collect();
        assert_eq!(other, [] as [&str; 0], "{name}");
        assert!(comparison.count(Same) > 10, "{name}");
        assert_eq!(comparison.widest(), Vec::<&_>::new());
        assert!(comparison.agreement().starts_with("You agree wherever"));
    }
}

#[test]
fn the_widest_gaps_are_of_scores_and_choices_before_texts() {
    let side = |change: &str, worth: u8, kind: &str, priority: &str| {
        canvas(&json!({
            "purpose": { "change": change },
            "value": { "worth": worth, "kind": kind },
            "capacity": { "priority": priority },
        }))
    };
    let ours = side("Fewer falls", 5, "shared_voice", "top_three");
    let theirs = side("Warm houses", 1, "shared_delivery", "on_the_list");
    let comparison = compared(&[&ours, &theirs]);
    let widest: Vec<&str> = comparison
        .widest()
        .iter()
        .map(|gap| gap.question.id)
        .collect();
    assert_eq!(widest, ["value.worth", "value.kind", "purpose.change"]);
    let told = comparison.agreement();
    assert_eq!(
        told,
        "You differ on more than you agree on. 4 questions have two answers or more: 1 close, 3 different."
    );
}

#[test]
fn belief_is_compared_once_it_is_open_and_not_before() {
    let voices = |scores: &[Option<u8>]| {
        let rows: Value = scores
            .iter()
            .enumerate()
            .map(|(place, score)| {
                let mut row =
                    json!({ "id": format!("v{}", place + 222), "name": format!("Voice {place}") });
                if let Some(score) = score {
                    row["answers"] = json!({ "purpose.belief": score });
                }
                row
            })
            .collect();
        canvas(&json!({ "voices": rows }))
    };
    let belief = |ours: &[Option<u8>], theirs: &[Option<u8>]| {
        verdict(
            &compared(&[&voices(ours), &voices(theirs)]),
            "purpose.belief",
        )
    };
    assert_eq!(belief(&[Some(4), Some(5)], &[Some(5), Some(4)]), Some(Same));
    assert_eq!(belief(&[Some(4), Some(5)], &[Some(4)]), Some(Close));
    assert_eq!(belief(&[Some(5)], &[Some(2)]), Some(Different));
    assert_eq!(belief(&[Some(5), None], &[Some(2)]), Some(NotOpen));
    assert_eq!(belief(&[None], &[Some(2)]), Some(OnlyOne));
}

#[test]
fn voices_of_one_canvas_are_compared_where_all_have_answered() {
    let canvas = canvas(&json!({ "voices": [
        { "id": "v222", "name": "Lead", "answers": { "value.worth": 5, "value.kind": "none" } },
        { "id": "v333", "name": "Ops", "answers": { "value.worth": 2 } },
    ] }));
    let sides = ["v222", "v333"].map(|id| Side::of_voice(&canvas, id).expect("a voice"));
    let comparison = compare(&sides);
    assert_eq!(verdict(&comparison, "value.worth"), Some(Different));
    assert_eq!(verdict(&comparison, "value.kind"), Some(NotOpen));
    let text = comparison::comparison(&comparison);
    assert!(text.contains("1  .  B  .  .  A  5"), "{text}");
    assert!(Side::of_voice(&canvas, "v999").is_none());
}

#[test]
fn sides_that_are_called_the_same_are_told_apart() {
    let one = canvas(&json!({ "cover": { "title": "Falls", "our_organisation": "Trust" } }));
    let other = canvas(&json!({ "cover": { "title": "Bus", "our_organisation": "Trust" } }));
    assert_eq!(compared(&[&one, &other]).sides, ["Falls", "Bus"]);
    assert_eq!(compared(&[&one, &one]).sides, ["Falls (1)", "Falls (2)"]);
    let spelt = canvas(&json!({ "cover": { "title": "Tram", "our_organisation": "TRUST" } }));
    assert_eq!(compared(&[&one, &spelt]).sides, ["Falls", "Tram"]);
}

/// A canvas of an organisation with what it says of a partner.
fn of(organisation: &str, partner: &str, trust: u8, before: bool) -> Canvas {
    canvas(&json!({
        "cover": { "our_organisation": organisation },
        "partners": [
            { "organisation": "Hospice", "trust": 3 },
            { "organisation": partner, "trust": trust, "worked_before": before },
        ],
        "purpose": { "without": [
            { "way": format!("{organisation} alone"), "kind": "alone", "worth": 2 },
            { "way": format!("{organisation} buys"), "kind": "buy_in", "worth": 4 },
        ] },
        "capacity": { "people": [{ "person": format!("{organisation} lead"), "days": 2 }] },
    }))
}

#[test]
fn what_two_say_of_each_other_stands_beside_each_other_and_is_compared() {
    let trust = |ours: (u8, bool), theirs: (u8, bool)| {
        let sides = [
            of("Trust", "Fellgate", ours.0, ours.1),
            of("Fellgate", "trust", theirs.0, theirs.1),
        ];
        let compared = compared(&[&sides[0], &sides[1]]);
        let found = compared
            .questions
            .iter()
            .find(|one| one.question.id == "capacity.trust");
        let found = found.expect("answered").clone();
        let rows = found
            .rows
            .iter()
            .map(|row| format!("{} {}", row.name, row.verdict_in_words()));
        (
            rows.collect::<Vec<_>>(),
            found.judged.verdict,
            found.judged.width,
        )
    };
    let (rows, verdict, width) = trust((5, true), (2, true));
    assert_eq!(
        rows,
        ["Fellgate A of B", "trust B of A", "Hospice the same"]
    );
    assert_eq!((verdict, width), (Different, 75));
    assert_eq!(trust((4, true), (3, true)).1, Close);
    assert_eq!(
        trust((4, true), (4, true)).1,
        Same,
        "neither lacks what only the other can have"
    );
    assert_eq!(trust((4, true), (4, false)).1, Different);
}

#[test]
fn rows_that_each_has_for_itself_take_no_place_among_the_gaps() {
    let (ours, theirs) = (
        of("Trust", "Fellgate", 4, true),
        of("Fellgate", "Trust", 4, true),
    );
    let apart = compared(&[&ours, &theirs]);
    assert_eq!(apart.widest(), [] as [&_; 0]);
    // Within one organisation they are lists of the same, and their difference counts.
    let within = canvas(&json!({
        "cover": { "our_organisation": "trust" },
        "capacity": { "people": [{ "person": "Somebody else", "days": 2 }] },
    }));
    let same = compared(&[&ours, &within]);
    let ids: Vec<&str> = same.widest().iter().map(|gap| gap.question.id).collect();
    assert_eq!(ids, ["capacity.people"]);
    // A way that both name is one that they can see differently.
    let shared = |worth: u8, name: &str| {
        canvas(&json!({
            "cover": { "our_organisation": name },
            "purpose": { "without": [
                { "way": "Ask the county", "kind": "existing_group", "worth": worth },
                { "way": format!("{name} alone"), "kind": "alone", "worth": 2 },
            ] },
        }))
    };
    let (ours, theirs) = (shared(1, "Trust"), shared(5, "Fellgate"));
    let ids = compared(&[&ours, &theirs]);
    let ids: Vec<&str> = ids.widest().iter().map(|gap| gap.question.id).collect();
    assert_eq!(ids, ["purpose.without"]);
}

#[test]
fn choices_of_an_ordered_list_are_close_only_where_they_come_to_the_same() {
    for (id, one, other, expected) in [
        ("decision.choice", "go_ahead", "go_ahead_smaller", Close),
        ("decision.choice", "go_ahead_smaller", "not_yet", Different),
        ("decision.choice", "go_ahead", "not_yet", Different),
        ("decision.choice", "not_yet", "say_no_kindly", Close),
        ("capacity.priority", "top_three", "on_the_list", Close),
        (
            "capacity.priority",
            "on_the_list",
            "not_on_the_list",
            Different,
        ),
        ("purpose.freedom", "free", "expected", Close),
        ("purpose.freedom", "expected", "required", Different),
        (
            "capacity.closeness",
            "line_up_plans",
            "share_resources",
            Close,
        ),
    ] {
        let found = between(id, &[json!(one), json!(other)]);
        assert_eq!(found, Some(expected), "{id}: {one} {other}");
    }
}
