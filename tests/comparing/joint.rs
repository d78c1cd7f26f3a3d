//! A joint canvas: what is agreed, what is taken, and who said what.

use super::*;

#[test]
fn a_joint_canvas_has_what_is_agreed_what_is_taken_and_who_said_what() {
    let [ours, theirs] = pair();
    let anew = Take::Anew("Help within two hours".into());
    let taken = [("value.worth", Take::Of(1)), ("purpose.change", anew)];
    let Joint { canvas, open } = joined(&[&ours, &theirs], &taken).expect("joined");
    assert_eq!(canvas.title(), "Falls together");
    assert_eq!(at(&canvas, "/purpose/quality"), "A check", "the same");
    assert_eq!(
        at(&canvas, "/purpose/noticed_by"),
        "Families",
        "said by one"
    );
    assert_eq!(at(&canvas, "/value/worth"), 2, "taken");
    assert_eq!(
        at(&canvas, "/purpose/change"),
        "Help within two hours",
        "written anew"
    );
    assert_eq!(open, [], "rows of either side are no contradiction");
    let said = |organisation: &str, id: &str| {
        let sides = at(&canvas, "/sides");
        let mut sides = sides.as_array().expect("rows").iter();
        let side = sides.find(|side| side["organisation"] == organisation);
        side.expect("a side")["answers"][id].clone()
    };
    assert_eq!(said("Trust", "purpose.change"), "Fewer falls");
    assert_eq!(said("Fellgate", "purpose.change"), "Quick help");
    assert_eq!(said("Trust", "value.worth"), 4);
    assert_eq!(said("Fellgate", "capacity.people")[0]["person"], "Driver");
    assert_eq!(said("Trust", "purpose.quality"), Value::Null, "all say it");
    let mut belief = canvas.belief();
    belief.sort_unstable();
    assert_eq!(belief, [2, 4, 5]);
}

#[test]
fn a_decision_of_one_side_or_of_each_never_stands_for_all() {
    let decided = json!({
        "choice": "go_ahead", "reason": "It pays.", "review_on": "2027-01-31", "telling": "letter",
        "next_steps": [{ "id": "s222", "action": "Call them" }],
    });
    let ours = canvas(&json!({
        "cover": { "our_organisation": "Trust" },
        "decision": decided, "value": { "sign": "Fewer calls" },
    }));
    let silent = canvas(&json!({ "cover": { "our_organisation": "Council" } }));
    let mut alike = ours.clone();
    alike.answer_our_organisation("Council");
    for theirs in [&silent, &alike] {
        let made = joined(&[&ours, theirs], &[]).expect("a joint canvas");
        assert_eq!(at(&made.canvas, "/decision"), Value::Null);
        assert_eq!(made.canvas.text("value.sign"), Some("Fewer calls"));
        let open: Vec<&str> = made.open.iter().map(|matter| matter.question.id).collect();
        let expected = ["choice", "reason", "next_steps", "review_on", "telling"];
        assert_eq!(open, expected.map(|id| format!("decision.{id}")));
        let told = at(&made.canvas, "/sides/0/answers/decision.reason");
        assert_eq!(told, "It pays.");
    }
    let take = [("decision.reason", Take::Of(0))];
    let made = joined(&[&ours, &silent], &take).expect("a joint canvas");
    assert_eq!(made.canvas.text("decision.reason"), Some("It pays."));
}

#[test]
fn what_is_said_of_partners_finds_them_in_the_joint_canvas() {
    let [ours, _] = pair();
    let theirs = canvas(&json!({
        "cover": { "our_organisation": "Fellgate" },
        "partners": [{ "id": "p222", "organisation": "Council", "trust": 2 }],
    }));
    let taken = [
        ("cover.partners", Take::Of(0)),
        ("capacity.trust", Take::Of(1)),
    ];
    let joint = joined(&[&ours, &theirs], &taken).expect("joined").canvas;
    let partners = at(&joint, "/partners");
    let named: Vec<_> = partners
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| &row["organisation"])
        .collect();
    assert_eq!(named, ["Fellgate", "Council"], "{partners}");
    assert_eq!(partners[0]["id"], "p222");
    assert_ne!(partners[1]["id"], "p222", "an id is one row's");
    assert_eq!(partners[0]["gain"], "Time");
    assert_eq!(partners[1]["trust"], 2);
    assert_eq!(partners[0]["trust"], 3, "what only one side says is said");
}

#[test]
fn we_are_no_partner_of_our_own_and_what_others_say_of_us_stays_with_who_said_it() {
    let [ours, theirs] = pair();
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    let names = made
        .canvas
        .partners()
        .filter_map(|row| row.line("organisation"));
    assert_eq!(names.collect::<Vec<_>>(), ["Fellgate"]);
    let is_open = |id: &str| made.open.iter().any(|matter| matter.question.id == id);
    assert!(!is_open("capacity.trust") && !is_open("cover.partners"));
    assert_eq!(
        said(&made.canvas, question("capacity.trust")).as_deref(),
        Some("A Trust, B Fellgate. Only A: Fellgate. B says of us: trust 5 of 5 (completely).")
    );
    for (address, take) in [
        ("capacity.trust/trust", Take::Of(1)),
        ("capacity.trust/trust/trust", Take::Anew(4.into())),
    ] {
        let refused = joined(&[&ours, &theirs], &[(address, take)]).expect_err("refused");
        assert!(matches!(refused, JointError::OfUs { .. }), "{refused}");
    }
    // A whole table that is taken from them is what they say of others.
    let taken = [("capacity.trust", Take::Of(1))];
    let made = joined(&[&ours, &theirs], &taken).expect("joined");
    let trust: Vec<_> = made
        .canvas
        .partners()
        .map(|row| row.scale("trust"))
        .collect();
    assert_eq!(trust, [Some(3)]);
}

#[test]
fn who_we_are_does_not_hang_on_which_side_is_named_first() {
    let [ours, theirs] = pair();
    let sides = [
        Side::of_canvas(&theirs).in_file("theirs.json"),
        Side::of_canvas(&ours),
    ];
    let made = joint(&sides, "Both", &Taken::new(), NOW, &mut in_turn()).expect("joined");
    assert_eq!(made.canvas.text("cover.our_organisation"), Some("Trust"));
    let names = made
        .canvas
        .partners()
        .filter_map(|row| row.line("organisation"));
    assert_eq!(names.collect::<Vec<_>>(), ["Fellgate"]);
}

#[test]
fn later_versions_of_either_canvas_can_be_merged_into_the_joint_one() {
    let [ours, theirs] = pair();
    let taken = [("value.worth", Take::Of(1))];
    let joint = joined(&[&ours, &theirs], &taken).expect("joined").canvas;
    let driver = at(&joint, "/capacity/people/1");
    assert_eq!(driver["person"], "Driver");
    let mut later = ours.clone();
    let rows = json!([{ "id": "h222", "person": "Lead", "days": 3 }]);
    later
        .set(question("capacity.people"), Some(rows), &mut in_turn())
        .expect("set");
    later
        .set(question("value.sign"), Some("Calls".into()), &mut in_turn())
        .expect("set");
    let merged = merge(&ours, &joint, &later, NOW);
    assert_eq!(merged.conflicts(), []);
    assert_eq!(
        at(&merged, "/capacity/people"),
        json!([{ "id": "h222", "person": "Lead", "days": 3 }, driver])
    );
    assert_eq!(at(&merged, "/value/sign"), "Calls");
    assert_eq!(at(&merged, "/value/worth"), 2);
    assert_eq!(merged.title(), "Falls together");
    for side in [&ours, &theirs] {
        assert_eq!(
            merge(side, &joint, side, NOW),
            joint,
            "nothing new changes nothing"
        );
    }
}

#[test]
fn every_row_of_a_joint_canvas_has_an_id_of_its_own() {
    let [one, other] = ["falls-response-at-home-7k3f", "winter-bus-campaign-5rkh"].map(sample);
    let all: Vec<(&str, Take)> = QUESTIONS
        .iter()
        .filter(|question| verdict(&compared(&[&one, &other]), question.id) == Some(Different))
        .filter(|question| question.id != "cover.title")
        .enumerate()
        .map(|(place, question)| (question.id, Take::Of(place % 2)))
        .collect();
    assert!(all.len() > 10);
    let joint = joined(&[&one, &other], &all).expect("joined");
    fn ids(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
            Value::Object(map) => {
                found.extend(map.get("id").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| ids(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    ids(&Value::Object(joint.canvas.document().clone()), &mut found);
    let count = found.len();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), count);
    assert!(!joint.canvas.is_live(), "nothing is decided in it yet");
}

#[test]
fn what_is_not_there_or_not_open_is_not_taken() {
    let [ours, theirs] = pair();
    let refused =
        |id: &str, take: Take| joined(&[&ours, &theirs], &[(id, take)]).expect_err("refused");
    assert!(matches!(
        refused("value.sign", Take::Of(0)),
        JointError::NotAnswered { .. }
    ));
    assert!(matches!(
        refused("purpose.belief", Take::Of(0)),
        JointError::OfEach { .. }
    ));
    assert!(matches!(
        refused("cover.voices", Take::Of(0)),
        JointError::OfEach { .. }
    ));
    let closed = canvas(&json!({ "voices": [
        { "id": "v222", "name": "Lead", "answers": { "value.sign": "SECRET" } },
        { "id": "v333", "name": "Ops" },
    ] }));
    let sides = [
        Side::of_voice(&closed, "v222").expect("a voice"),
        Side::of_canvas(&ours),
    ];
    let taken = [("value.sign".to_owned(), Take::Of(0))].into();
    let refused = joint(&sides, "x", &taken, NOW, &mut in_turn()).expect_err("refused");
    assert!(matches!(refused, JointError::NotOpen { .. }), "{refused}");
    let joint = joint(&sides, "x", &Taken::new(), NOW, &mut in_turn())
        .expect("joined")
        .canvas;
    assert!(
        !String::from_utf8(joint.to_bytes())
            .expect("text")
            .contains("SECRET")
    );
}

#[test]
fn rows_that_are_the_same_stand_once_and_rows_of_one_side_stand_too() {
    let stops = |rows: Value| canvas(&json!({ "capacity": { "stops": rows } }));
    let ours = stops(json!([{ "what": "Forum", "days": 2 }, { "what": "Forum", "days": 1 }]));
    let theirs = stops(json!([
        { "what": "forum", "days": 1, "agreed": true },
        { "what": "Bulletin" },
    ]));
    let third = stops(json!([{ "what": "Bulletin", "days": 0.5 }]));
    let made = joined(&[&ours, &theirs, &third], &[]).expect("joined");
    let rows = at(&made.canvas, "/capacity/stops");
    let rows = rows.as_array().expect("rows");
    let told: Vec<[Value; 3]> = rows
        .iter()
        .map(|row| ["what", "days", "agreed"].map(|column| row[column].clone()))
        .collect();
    let expected = json!([
        ["Forum", null, true],
        ["Forum", 1, null],
        ["Bulletin", 0.5, null]
    ]);
    assert_eq!(json!(told), expected);
    let open: Vec<&str> = made.open.iter().map(|matter| &*matter.address).collect();
    assert_eq!(open, ["capacity.stops/forum/days"]);
}

#[test]
fn of_rows_called_the_same_those_that_say_the_same_are_one() {
    let plans = |rows: Value| {
        canvas(&json!({ "value": { "kind": "aligned_plans", "plans": { "plans": rows } } }))
    };
    let row = |plan: &str| json!({ "organisation": "Trust", "plan": plan });
    let ours = plans(json!([row("Winter"), row("Estates")]));
    let theirs = plans(json!([row("Estates")]));
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    assert_eq!(made.open, []);
    let rows = at(&made.canvas, "/value/plans/plans");
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "{rows}");
}

#[test]
fn who_answers_for_a_risk_is_compared_like_any_cell() {
    let answerable = |organisation: &str| {
        let rows = json!([{ "risk": "Safety", "organisation": organisation }]);
        canvas(
            &json!({ "value": { "kind": "shared_delivery", "delivery": { "answerable": rows } } }),
        )
    };
    let (ours, theirs) = (answerable("Trust"), answerable("Fellgate"));
    assert_eq!(
        verdict(&compared(&[&ours, &theirs]), "value.delivery.answerable"),
        Some(Different)
    );
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    let open: Vec<&str> = made.open.iter().map(|matter| &*matter.address).collect();
    assert_eq!(open, ["value.delivery.answerable/safety/organisation"]);
}

#[test]
fn a_row_that_does_not_answer_its_question_is_compared_and_stands_all_the_same() {
    let way = json!([{ "id": "r222", "way": "Leave it", "kind": "do_nothing", "worth": 2 }]);
    let ours = canvas(&json!({ "purpose": { "without": way } }));
    let theirs = canvas(&json!({ "purpose": { "change": "Quick help" } }));
    assert!(!ours.is_answered(question("purpose.without")));
    assert_eq!(
        verdict(&compared(&[&ours, &theirs]), "purpose.without"),
        Some(OnlyOne)
    );
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    assert_eq!(at(&made.canvas, "/purpose/without"), way);
}

#[test]
fn a_partner_whom_one_side_names_twice_is_two_partners() {
    let partners = |rows: Value| canvas(&json!({ "partners": rows }));
    let ours = partners(json!([
        { "id": "p222", "organisation": "Council", "trust": 2 },
        { "id": "p333", "organisation": "Council", "trust": 5 },
    ]));
    let made = joined(&[&ours, &partners(json!([]))], &[]).expect("joined");
    let trust: Vec<_> = made
        .canvas
        .partners()
        .map(|row| row.scale("trust"))
        .collect();
    assert_eq!(trust, [Some(2), Some(5)]);
}

#[test]
fn the_voices_of_a_joint_canvas_are_people_each_of_them_once() {
    let side = |organisation: &str, voices: Value| {
        canvas(
            &json!({ "cover": { "title": organisation, "our_organisation": organisation }, "voices": voices }),
        )
    };
    let voice =
        |name: &str, score: u8| json!({ "name": name, "answers": { "purpose.belief": score } });
    let ours = side("Trust", json!([voice("Lead", 5), voice("Nurse", 4)]));
    let again = side("trust", json!([voice("lead", 5), voice("Nurse", 2)]));
    let theirs = side("Fellgate", json!([voice("Lead", 3), voice("Fellgate", 1)]));
    let silent = side("Council", json!([{ "name": "us" }]));
    let made = joined(&[&ours, &again, &theirs, &silent], &[]).expect("joined");
    let mut joint = made.canvas;
    let names: Vec<String> = joint.voices().iter().map(|voice| voice.name()).collect();
    assert_eq!(
        names,
        [
            "Lead, Trust",
            "Nurse, Trust",
            "Nurse, trust (2)",
            "Lead, Fellgate",
            "someone at Fellgate",
            "someone at Council",
        ]
    );
    assert_eq!(joint.belief(), [0_u8; 0], "one of them has not scored");
    let last = joint.find_voice("someone at Council").expect("a voice");
    joint.set_private(&last, question("purpose.belief"), Some(2.into()));
    assert_eq!(joint.belief(), [5, 4, 2, 3, 1, 2]);
}

#[test]
fn a_joint_canvas_of_an_earlier_version_still_opens() {
    let old = canvas(&json!({
        "cover": { "title": "Together" },
        "voices": [
            { "id": "v222", "name": "Trust", "organisation": "Trust", "answers": { "value.worth": 5 } },
            { "id": "v333", "name": "Lead", "answers": { "purpose.belief": 4 } },
        ],
        "revealed": ["value.worth", "purpose.belief"],
    }));
    assert_eq!(whytogether::canvas::odd::odd_values(&old), []);
    assert_eq!(old.belief(), [4]);
    assert_eq!(said(&old, question("value.worth")), None);
}

#[test]
fn who_said_what_is_told_question_by_question() {
    let [ours, theirs] = pair();
    let taken = [("value.worth", Take::Of(1))];
    let joint = joined(&[&ours, &theirs], &taken).expect("joined").canvas;
    for (id, told) in [
        ("purpose.noticed_by", "Only Fellgate said so."),
        (
            "purpose.change",
            "Trust said: Fewer falls. Fellgate said: Quick help.",
        ),
        (
            "value.worth",
            "Trust said: 4 of 5 (a lot). Fellgate said: 2 of 5 (a little).",
        ),
        (
            "capacity.people",
            "A Trust, B Fellgate. Only A: Lead. Only B: Driver.",
        ),
    ] {
        assert_eq!(said(&joint, question(id)).as_deref(), Some(told), "{id}");
    }
    assert_eq!(
        said(&joint, question("purpose.quality")),
        None,
        "both say it"
    );
    assert_eq!(said(&ours, question("value.worth")), None, "one side only");
    let mut hostile = joint.document().clone();
    for sides in [
        json!(7),
        json!([7, { "answers": 3 }, { "name": "x", "answers": { "value.worth": "y" } }]),
    ] {
        hostile["sides"] = sides;
        let mut canvas = joint.clone();
        canvas.replace_document(hostile.clone());
        assert!(
            QUESTIONS
                .iter()
                .all(|question| said(&canvas, question).is_none())
        );
    }
}
