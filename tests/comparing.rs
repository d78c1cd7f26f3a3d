//! Canvases side by side: what is the same, close or different, and a joint canvas out of it.

use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::compare::{Comparison, Side, Verdict, compare, name_sides};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::joint::{Joint, JointError, Take, Taken, joint, said};
use whytogether::canvas::merge::merge;
use whytogether::canvas::question::{QUESTIONS, Question};
use whytogether::canvas::sheet::{Invitation, SheetError, sheet};
use whytogether::export::comparison;

use Verdict::{AsSent, Close, Different, NotAsked, NotOpen, OnlyOne, Same};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A canvas of these top-level keys.
fn canvas(keys: &Value) -> Canvas {
    let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
    for (key, value) in keys.as_object().expect("an object") {
        document[key] = value.clone();
    }
    let id = CanvasId::from_name("falls-7k3f").expect("an id");
    Canvas::read(id, document.to_string().as_bytes()).expect("reads")
}

fn sample(name: &str) -> Canvas {
    let path = format!(
        "{}/assets/samples/canvases/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("a sample");
    Canvas::read(CanvasId::from_name(name).expect("an id"), &bytes).expect("reads")
}

fn question(id: &str) -> &'static Question {
    Question::find(id).expect("in the table")
}

/// Numbers that go round, the same every time.
fn in_turn() -> impl FnMut(usize) -> usize {
    let mut next = 0;
    move |end| {
        next += 7;
        next % end
    }
}

fn compared(canvases: &[&Canvas]) -> Comparison {
    let mut sides: Vec<Side> = canvases.iter().map(|one| Side::of_canvas(one)).collect();
    name_sides(&mut sides);
    compare(&sides)
}

/// The verdict on one question; None where it is not compared.
fn verdict(comparison: &Comparison, id: &str) -> Option<Verdict> {
    let found = comparison
        .questions
        .iter()
        .find(|one| one.question.id == id);
    found.map(|one| one.judged.verdict)
}

/// The verdict on one answer of each canvas, laid down at a dotted path.
#[track_caller]
fn between(id: &str, answers: &[Value]) -> Option<Verdict> {
    let at_path = |answer: &Value| {
        let keys: Vec<&str> = id.split('.').collect();
        let below = keys.iter().rev();
        below.fold(answer.clone(), |value, key| json!({ *key: value }))
    };
    let canvases: Vec<Canvas> = answers.iter().map(|one| canvas(&at_path(one))).collect();
    let canvases: Vec<&Canvas> = canvases.iter().collect();
    verdict(&compared(&canvases), id)
}

fn joined(canvases: &[&Canvas], taken: &[(&str, Take)]) -> Result<Joint, JointError> {
    let mut sides: Vec<Side> = canvases.iter().map(|one| Side::of_canvas(one)).collect();
    name_sides(&mut sides);
    let taken = taken
        .iter()
        .map(|(address, take)| ((*address).to_owned(), take.clone()))
        .collect();
    joint(&sides, "Falls together", &taken, NOW, &mut in_turn())
}

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

/// Two canvases that differ in something and agree in something.
fn pair() -> [Canvas; 2] {
    let ours = canvas(&json!({
        "cover": { "title": "Falls", "our_organisation": "Trust", "asked_by": "Council" },
        "voices": [{ "id": "v222", "name": "Lead", "answers": { "purpose.belief": 5 } }],
        "partners": [{ "id": "p222", "organisation": "Fellgate", "trust": 3, "gain": "Time" }],
        "purpose": { "change": "Fewer falls", "quality": "A check", "freedom": "free" },
        "value": { "worth": 4, "kind": "shared_delivery" },
        "capacity": { "people": [{ "id": "h222", "person": "Lead", "days": 2 }] },
    }));
    let theirs = canvas(&json!({
        "cover": { "title": "Home visits", "our_organisation": "Fellgate" },
        "voices": [
            { "id": "v222", "name": "Duty manager", "answers": { "purpose.belief": 2 } },
            { "id": "v333", "name": "Crew", "answers": { "purpose.belief": 4 } },
        ],
        "partners": [{ "id": "p222", "organisation": "Trust", "trust": 5 }],
        "purpose": { "change": "Quick help", "quality": "A check", "noticed_by": "Families" },
        "value": { "worth": 2, "kind": "shared_delivery" },
        "capacity": { "people": [{ "id": "h222", "person": "Driver", "days": 1 }] },
    }));
    [ours, theirs]
}

fn at(canvas: &Canvas, pointer: &str) -> Value {
    let document = Value::Object(canvas.document().clone());
    document.pointer(pointer).cloned().unwrap_or_default()
}

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

#[test]
fn what_came_back_as_it_was_sent_is_no_answer_and_what_they_changed_is_one() {
    let ours = sample("falls-response-at-home-7k3f");
    let share = ["purpose.change", "purpose.without"].map(question);
    let invitation = Invitation {
        share: &share,
        ..Invitation::default()
    };
    let mut blank = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    blank.take_in(date(2026, 11, 23), &mut in_turn());
    let comparison = compared(&[&ours, &blank]);
    for id in [
        "cover.title",
        "cover.partners",
        "purpose.change",
        "purpose.without",
    ] {
        assert_eq!(verdict(&comparison, id), Some(AsSent), "{id}");
    }
    assert_eq!(comparison.count(Same), 0);
    assert!(
        comparison
            .agreement()
            .starts_with("No question has two answers")
    );
    let change = question("purpose.change");
    let changed = Some("Nobody lies on the floor.".into());
    blank.set(change, changed, &mut in_turn()).expect("set");
    let comparison = compared(&[&ours, &blank]);
    assert_eq!(verdict(&comparison, "purpose.change"), Some(Different));
    let made = joined(&[&ours, &blank], &[]).expect("joined");
    assert_eq!(
        at(&made.canvas, "/purpose/without")
            .as_array()
            .map(Vec::len),
        Some(4)
    );
    let told = said(&made.canvas, question("purpose.without")).expect("told");
    assert!(
        told.starts_with("Only Harrowdale Community Trust: Our own evening team, "),
        "{told}"
    );
}

/// Marks every text of a document but those under these keys.
fn marked(value: &mut Value, but: &[&str]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| marked(item, but)),
        Value::Object(map) => {
            let marking = map
                .iter_mut()
                .filter(|(key, _)| !but.contains(&key.as_str()));
            marking.for_each(|(_, value)| marked(value, but));
        }
        Value::String(text) => text.insert_str(0, "SECRET "),
        _ => {}
    }
}

#[test]
fn a_blank_canvas_holds_the_title_the_names_what_is_shared_and_nothing_else_of_ours() {
    let mut document = Value::Object(sample("falls-response-at-home-7k3f").document().clone());
    marked(
        &mut document,
        &[
            "format",
            "title",
            "organisation",
            "our_organisation",
            "change",
        ],
    );
    document["voices"][0]["organisation"] = "SECRET".into();
    let ours = canvas(&document);
    let share = [question("purpose.change")];
    let invitation = Invitation {
        to: Some("fellgate ambulance"),
        note: Some("By Friday, please"),
        share: &share,
    };
    let blank = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    let names: Vec<_> = blank
        .partners()
        .filter_map(|row| row.line("organisation"))
        .collect();
    assert_eq!(
        names,
        [
            "Harrowdale Community Trust",
            "Harrowdale Council",
            "Upright Together"
        ]
    );
    assert_eq!(blank.title(), ours.title());
    assert_eq!(blank.text("purpose.change"), ours.text("purpose.change"));
    let text = String::from_utf8(blank.to_bytes()).expect("text");
    assert!(text.contains("By Friday, please"), "{text}");
    assert!(!text.contains("SECRET"), "{text}");
    for id in ["p3ka", "v7m2", "falls-7k3f"] {
        assert!(!text.contains(id), "{id}: {text}");
    }
}

#[test]
fn what_was_answered_alone_or_is_thought_of_partners_is_not_shared() {
    let ours = sample("falls-response-at-home-7k3f");
    for id in ["purpose.belief", "capacity.trust", "cover.voices"] {
        let share = [question(id)];
        let invitation = Invitation {
            share: &share,
            ..Invitation::default()
        };
        let refused = sheet(&ours, &invitation, NOW, &mut in_turn()).expect_err("refused");
        assert!(matches!(refused, SheetError::StaysWithUs { .. }), "{id}");
    }
}

/// Writes an answer into `fill_in`, as somebody with an editor does.
fn write(blank: &mut Canvas, id: &str, answer: Value) {
    let mut document = blank.document().clone();
    let entries = document["fill_in"]["questions"]
        .as_array_mut()
        .expect("entries");
    let entry = entries.iter_mut().find(|entry| entry["question"] == id);
    entry.expect("it is asked")["answer"] = answer;
    blank.replace_document(document);
}

#[test]
fn what_an_editor_filled_in_is_taken_in_and_what_breaks_a_rule_is_kept_and_named() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    write(&mut blank, "purpose.noticed_by", "Families".into());
    write(&mut blank, "purpose.belief", 4.into());
    write(&mut blank, "value.kind", "Shared delivery".into());
    write(&mut blank, "value.worth", "seven".into());
    write(&mut blank, "ownership.end_date", "30 September 2027".into());
    let trust = json!([{ "organisation": "Harrowdale Council", "trust": "2", "worked_before": "yes" }, { "organisation": "Upright Together", "trust": "" }]);
    write(&mut blank, "capacity.trust", trust);
    let stop = json!([{ "key": "pause_or_stop", "decision": "Pause or stop", "decides": "Duty manager" }, { "key": "spend_money", "decision": "Spend money", "decides": "" }]);
    write(&mut blank, "ownership.decisions", stop);
    let not_taken = blank.take_in(date(2026, 11, 23), &mut in_turn());
    let named: Vec<_> = not_taken
        .iter()
        .map(|one| (one.question.id, one.why.as_str()))
        .collect();
    assert_eq!(
        named,
        [(
            "value.worth",
            "it takes 1 to 5, from hardly anything to all we hoped for"
        )]
    );
    assert_eq!(at(&blank, "/purpose/noticed_by"), "Families");
    assert_eq!(blank.belief(), [4]);
    assert_eq!(at(&blank, "/value/kind"), "shared_delivery");
    assert_eq!(at(&blank, "/ownership/end_date"), "2027-09-30");
    let council = blank
        .partners()
        .find(|row| row.line("organisation") == Some("Harrowdale Council"));
    assert_eq!(council.and_then(|row| row.scale("trust")), Some(2));
    assert_eq!(
        at(&blank, "/ownership/decisions")
            .as_array()
            .expect("rows")
            .len(),
        1
    );
    let kept = at(&blank, "/fill_in/questions");
    assert_eq!(kept.as_array().expect("entries").len(), 1);
    assert_eq!(kept[0]["answer"], "seven");
}

#[test]
fn a_blank_canvas_that_nobody_filled_in_has_nothing_to_compare() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    assert_eq!(blank.take_in(date(2026, 11, 23), &mut in_turn()), []);
    assert_eq!(blank.value("fill_in"), None);
    let answered = QUESTIONS
        .iter()
        .filter(|question| blank.is_answered(question));
    let answered: Vec<&str> = answered.map(|question| question.id).collect();
    assert_eq!(answered, ["cover.title", "cover.partners", "cover.voices"]);
}

#[test]
fn what_they_say_is_one_voices_own_and_closed_until_all_have_answered() {
    let [ours, theirs] = pair();
    let mut canvas = ours.clone();
    let voice = canvas.add_voice("Fellgate", Some("Fellgate"), &mut in_turn());
    let heard = canvas.hear(&voice, &theirs);
    assert_eq!(
        heard.several,
        [question("purpose.belief")],
        "two of theirs have a score"
    );
    assert!(heard.answered.contains(&question("value.worth")));
    assert_eq!(at(&canvas, "/value/worth"), 4, "the agreed answer stands");
    assert!(!canvas.is_open(question("value.worth")));
    let sides = [
        Side::of_canvas(&canvas),
        Side::of_voice(&canvas, &voice).expect("a voice"),
    ];
    assert_eq!(verdict(&compare(&sides), "value.worth"), Some(NotOpen));
    canvas
        .reveal(question("value.worth"), Some("Finance"))
        .expect("a name");
    let sides = [
        Side::of_canvas(&canvas),
        Side::of_voice(&canvas, &voice).expect("a voice"),
    ];
    assert_eq!(verdict(&compare(&sides), "value.worth"), Some(Different));
    assert_eq!(
        canvas.answered_already(&voice, &theirs).len(),
        heard.answered.len()
    );
}

#[test]
fn a_voice_that_comes_first_does_not_open_its_own_answers() {
    let [_, theirs] = pair();
    let mut lonely = canvas(&json!({ "cover": { "title": "Falls" } }));
    let voice = lonely.add_voice("Fellgate", None, &mut in_turn());
    lonely.hear(&voice, &theirs);
    assert_eq!(lonely.voices().len(), 2);
    assert!(!lonely.is_open(question("value.worth")));
}

#[test]
fn what_a_voice_does_not_take_from_a_file_is_named() {
    let [ours, _] = pair();
    let mut here = ours.clone();
    let voice = here.add_voice("Fellgate", None, &mut in_turn());
    let theirs = canvas(&json!({
        "value": { "worth": 9, "first_win": [{ "id": "w222", "seen_by": "Everybody" }] },
    }));
    let heard = here.hear(&voice, &theirs);
    assert!(heard.answered.is_empty());
    assert_eq!(heard.unfinished, [question("value.first_win")]);
    assert_eq!(heard.unreadable, [question("value.worth")]);
}

#[test]
fn us_is_somebody_else_for_each_organisation() {
    let by = |organisation: &str, coordinator: &str| {
        canvas(&json!({
            "cover": { "our_organisation": organisation },
            "ownership": { "coordinator": coordinator },
        }))
    };
    let judged = |one: &Canvas, other: &Canvas| {
        let sides = [Side::of_canvas(one), Side::of_canvas(other)];
        verdict(&compare(&sides), "ownership.coordinator")
    };
    let ours = by("Trust", "us");
    assert_eq!(judged(&ours, &by("Fellgate", "us")), Some(Different));
    assert_eq!(judged(&ours, &by(" trust ", "us")), Some(Same));
    let [a, b] = ["Trust", "Fellgate"].map(|name| by(name, "a_partner"));
    assert_eq!(judged(&a, &b), Some(Different));
    let [a, b] = ["Trust", "Fellgate"].map(|name| by(name, "shared_by_everyone"));
    assert_eq!(judged(&a, &b), Some(Same));
}

#[test]
fn one_bad_cell_costs_that_cell_and_neither_its_row_nor_the_table() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    let people = json!([
        { "person": "Driver", "days": "lots", "agreed": "yes" },
        { "person": "Nurse", "days": "2", "agreed": "perhaps", "shift": "night" },
        "Porter",
        { "person": "", "role": "", "days": "", "agreed": "" },
        { "person": "Nurse", "days": 1 },
    ]);
    write(&mut blank, "capacity.people", people);
    let trust = json!([
        { "organisation": "Harrowdale Council", "trust": "7", "worked_before": "yes" },
        { "organisation": "Somebody New", "trust": 2 },
        { "organisation": "", "trust": 3 },
    ]);
    write(&mut blank, "capacity.trust", trust);
    let not_taken = blank.take_in(date(2026, 11, 23), &mut in_turn());
    let named: Vec<String> = not_taken
        .iter()
        .map(|one| format!("{}: {}", one.place(), one.why))
        .collect();
    let expected = [
        "`capacity.people`, row 1 (Driver), `days`: `lots` is not a number from 0 to 1,000,000, such as 2 or 0.5",
        "`capacity.people`, row 2 (Nurse), `agreed`: `perhaps` is neither yes nor no",
        "`capacity.people`, row 2 (Nurse), `shift`: there is no such column",
        "`capacity.people`, row 3: a row has braces around it",
        "`capacity.trust`, row 1 (Harrowdale Council), `trust`: `7` is not on the scale: a whole number from 1 to 5",
        "`capacity.trust`, row 3: it names no organisation",
    ];
    assert_eq!(named, expected);
    let rows: Vec<_> = blank
        .rows_at("capacity.people")
        .map(|row| (row.line("person"), row.number("days"), row.yes("agreed")))
        .collect();
    assert_eq!(
        rows,
        [
            (Some("Driver"), None, Some(true)),
            (Some("Nurse"), Some(2.0), None),
            (Some("Nurse"), Some(1.0), None),
        ]
    );
    let partner = |name: &str| {
        let mut partners = blank.partners();
        let row = partners.find(|row| row.line("organisation") == Some(name));
        row.map(|row| (row.scale("trust"), row.yes("worked_before")))
    };
    assert_eq!(partner("Harrowdale Council"), Some((None, Some(true))));
    assert_eq!(partner("Somebody New"), Some((Some(2), None)));
    // What could not be read is still in the file, and named beside the answers.
    let left = at(&blank, "/fill_in/questions");
    let people = json!([
        { "person": "Driver", "days": "lots" },
        { "person": "Nurse", "agreed": "perhaps", "shift": "night" },
        "Porter",
    ]);
    assert!(
        left.as_array()
            .expect("entries")
            .iter()
            .any(|one| one["answer"] == people),
        "{left}"
    );
    let text = comparison::comparison(&compared(&[&ours, &blank]));
    let told = "    B  cannot be read: Driver, days a month: lots; Nurse, agreed: perhaps; Nurse, shift: night; Porter\n";
    assert!(text.contains(told), "{text}");
    // The same file read once more takes nothing away.
    let before = at(&blank, "/capacity/people");
    blank.take_in(date(2026, 11, 23), &mut in_turn());
    assert_eq!(at(&blank, "/capacity/people"), before);
}

#[test]
fn a_score_of_several_that_cannot_be_read_leaves_the_others() {
    let mut theirs = canvas(&json!({
        "fill_in": { "questions": [
            { "question": "capacity.skill", "answer": { "skills": "4", "mindset": "good", "process": "" } },
        ] },
    }));
    let not_taken = theirs.take_in(date(2026, 11, 23), &mut in_turn());
    assert_eq!(not_taken.len(), 1);
    assert_eq!(not_taken[0].place(), "`capacity.skill`, `mindset`");
    assert_eq!(at(&theirs, "/capacity/skill"), json!({ "skills": 4 }));
}

/// The questions of a blank canvas, each with its entry.
fn asked_of(blank: &Canvas) -> Vec<(String, Value)> {
    let entries = at(blank, "/fill_in/questions");
    let entries = entries.as_array().expect("entries").iter();
    entries
        .map(|one| {
            (
                one["question"].as_str().expect("an id").to_owned(),
                one.clone(),
            )
        })
        .collect()
}

#[test]
fn a_blank_canvas_asks_everything_that_a_partner_can_answer() {
    let ours = sample("falls-response-at-home-7k3f");
    let blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    let asked = asked_of(&blank);
    let is_asked = |id: &str| asked.iter().any(|(one, _)| one == id);
    let left_out = QUESTIONS.iter().map(|question| question.id);
    let left_out: Vec<&str> = left_out.filter(|id| !is_asked(id)).collect();
    let ours_only = [
        "cover.title",
        "cover.partners",
        "cover.voices",
        "decision.telling",
    ];
    assert_eq!(left_out, ours_only, "who they are is asked, as nobody said");
    let entry = |id: &str| &asked.iter().find(|(one, _)| one == id).expect("asked").1;
    assert_eq!(
        entry("value.voice.audience")["only_if"],
        "your answer to value.kind is: shared voice"
    );
    assert_eq!(entry("value.kind")["quick"], true);
    assert_eq!(entry("capacity.skill")["quick"], Value::Null);

    let share = [question("value.kind")];
    let invitation = Invitation {
        to: Some("Fellgate"),
        share: &share,
        ..Invitation::default()
    };
    let known = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    let known = asked_of(&known);
    let is_asked = |id: &str| known.iter().any(|(one, _)| one == id);
    assert!(is_asked("value.delivery.thing") && is_asked("value.second"));
    assert!(!is_asked("value.voice.audience") && !is_asked("cover.our_organisation"));
    assert!(known.iter().all(|(_, one)| one["only_if"].is_null()));
}

#[test]
fn what_nobody_asked_of_them_is_no_question_that_they_left_out() {
    let ours = canvas(&json!({
        "cover": { "our_organisation": "Trust" },
        "value": { "kind": "shared_delivery", "sign": "Calls", "delivery": { "thing": "A team" } },
        "decision": { "telling": "letter" },
        "capacity": { "priority": "top_three" },
    }));
    let mut theirs = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    write(&mut theirs, "value.kind", "shared voice".into());
    theirs.take_in(date(2026, 11, 23), &mut in_turn());
    let comparison = compared(&[&ours, &theirs]);
    // Another kind of value has other questions; how others are told was never asked.
    for id in ["value.delivery.thing", "decision.telling"] {
        assert_eq!(verdict(&comparison, id), Some(NotAsked), "{id}");
    }
    for id in ["value.sign", "capacity.priority"] {
        assert_eq!(verdict(&comparison, id), Some(OnlyOne), "{id}");
    }
    let told = comparison.agreement();
    assert!(
        told.contains("2 questions were asked of one of you only."),
        "{told}"
    );
    let line = &comparison.not_answered(true)[0];
    assert!(line.ends_with("2 not filled in, 2 not asked"), "{line}");
    let text = comparison::comparison(&comparison);
    assert!(
        text.contains("(value.delivery.thing): only A was asked\n"),
        "{text}"
    );
    assert!(text.contains("    B  was not asked\n"), "{text}");
    // In a joint canvas it stands, as nobody says otherwise.
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    assert_eq!(at(&made.canvas, "/value/sign"), "Calls");
}

#[test]
fn every_value_that_cannot_be_read_is_named_beside_the_answers() {
    let ours = canvas(
        &json!({ "ownership": { "decisions": [{ "key": "agree_plan", "decides": ["Lead"] }] } }),
    );
    let theirs = canvas(&json!({
        "ownership": { "decisions": [{ "key": "fly", "decision": "Fly", "decides": "Lead" }] },
        "voices": [{ "id": "v222", "name": "Crew", "answers": { "purpose.belief": 4321 } }],
    }));
    let text = comparison::comparison(&compared(&[&ours, &theirs]));
    let told = "    B  cannot be read: row 1, key: fly; row 1, decides: Lead\n";
    assert!(text.contains(told), "{text}");
    assert!(
        !text.contains("4321"),
        "what is theirs alone is not told: {text}"
    );
}
