//! Two people change one canvas: what stands, what waits for someone to pick, what can be taken back.

use jiff::Timestamp;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::conflict::Conflict;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::merge::merge;
use whytogether::canvas::question::Question;
use whytogether::canvas::undo::Journal;

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

fn merged(base: &Value, ours: &Value, theirs: &Value) -> Canvas {
    merge(&canvas(base), &canvas(ours), &canvas(theirs), NOW)
}

fn at(canvas: &Canvas, pointer: &str) -> Value {
    let document = Value::Object(canvas.document().clone());
    document.pointer(pointer).cloned().unwrap_or_default()
}

/// The only conflict.
#[track_caller]
fn conflict(canvas: &Canvas) -> Conflict {
    let conflicts = canvas.conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    conflicts[0].clone()
}

fn waits(question: &str, row: Option<&str>, column: Option<&str>, theirs: Value) -> Conflict {
    Conflict {
        question: question.to_owned(),
        row: row.map(str::to_owned),
        column: column.map(str::to_owned),
        theirs,
    }
}

fn people(rows: &Value) -> Value {
    json!({ "capacity": { "people": rows } })
}

#[test]
fn answers_to_different_questions_both_stand() {
    let merged = merged(
        &json!({ "cover": { "title": "Falls" } }),
        &json!({ "cover": { "title": "Falls" }, "purpose": { "change": "Ours" } }),
        &json!({ "cover": { "title": "Falls", "asked_by": "Theirs" } }),
    );
    assert_eq!(at(&merged, "/purpose/change"), "Ours");
    assert_eq!(at(&merged, "/cover/asked_by"), "Theirs");
    assert_eq!(merged.conflicts(), vec![]);
}

#[test]
fn of_two_answers_ours_stands_and_theirs_waits_until_someone_picks() {
    let purpose = |change: &str| json!({ "purpose": { "change": change } });
    let merged = merged(&purpose("Before"), &purpose("Ours"), &purpose("Theirs"));
    let conflict = conflict(&merged);
    assert_eq!(at(&merged, "/purpose/change"), "Ours");
    assert_eq!(
        conflict,
        waits("purpose.change", None, None, "Theirs".into())
    );
    for (take_theirs, stands) in [(true, "Theirs"), (false, "Ours")] {
        let mut picked = merged.clone();
        picked
            .settle(&conflict, take_theirs)
            .expect("it has a place");
        assert_eq!(at(&picked, "/purpose/change"), stands);
        assert!(!picked.document().contains_key("conflicts"));
    }
}

#[test]
fn words_that_ours_goes_on_from_are_no_other_answer() {
    let change = |text: &str| json!({ "purpose": { "change": text } });
    let none = json!({});
    let merged_of = |base: &Value, ours: &str, theirs: &str| {
        merged(base, &change(ours), &change(theirs))
            .conflicts()
            .len()
    };
    assert_eq!(merged_of(&none, "Fewer falls by spring", "Fewer falls"), 0);
    assert_eq!(
        merged_of(&change("Fewer"), "Now fewer, Fewer falls", "Fewer falls"),
        0
    );
    // What they took out is another answer.
    let longer = change("Fewer falls by spring");
    assert_eq!(
        merged_of(
            &longer,
            "Fewer falls by spring, and less fear",
            "Fewer falls"
        ),
        1
    );
    let choice = |code: &str| json!({ "decision": { "choice": code } });
    let merged = merged(&none, &choice("go_ahead_smaller"), &choice("go_ahead"));
    assert_eq!(merged.conflicts().len(), 1);
}

#[test]
fn whoever_types_on_leaves_one_other_answer_to_choose_from() {
    let change = |text: &str| canvas(&json!({ "purpose": { "change": text } }));
    let ours = change("Less fear");
    let first = merge(&change("Falls"), &ours, &change("Falls at"), NOW);
    let later = merge(&change("Falls at"), &first, &change("Falls at home"), NOW);
    let last = merge(
        &change("Falls at home"),
        &later,
        &change("Beds at home"),
        NOW,
    );
    assert_eq!(first.conflicts().len(), 1);
    assert_eq!(conflict(&later).theirs, json!("Falls at home"));
    let theirs: Vec<Value> = last.conflicts().into_iter().map(|one| one.theirs).collect();
    assert_eq!(theirs, [json!("Falls at home"), json!("Beds at home")]);
}

#[test]
fn an_answer_that_one_side_took_out_and_the_other_changed_stays() {
    let before = json!({ "purpose": { "change": "Before" } });
    let changed = json!({ "purpose": { "change": "Changed" } });
    for (ours, theirs) in [(&changed, &json!({})), (&json!({}), &changed)] {
        let merged = merged(&before, ours, theirs);
        assert_eq!(at(&merged, "/purpose/change"), "Changed");
        assert_eq!(merged.conflicts(), vec![]);
    }
}

#[test]
fn a_conflict_about_a_cell_is_about_that_cell_only() {
    let row = |days: u8, role: &str| people(&json!([{ "id": "h222", "role": role, "days": days }]));
    let mut merged = merged(&row(1, "lead"), &row(2, "head"), &row(3, "lead"));
    let conflict = conflict(&merged);
    assert_eq!(
        conflict,
        waits("capacity.people", Some("h222"), Some("days"), 3.into())
    );
    merged.settle(&conflict, true).expect("it has a place");
    let row = json!({ "id": "h222", "role": "head", "days": 3 });
    assert_eq!(at(&merged, "/capacity/people/0"), row);
}

#[test]
fn a_conflict_about_one_score_of_a_group_leaves_the_others() {
    let skill = |skills: u8, mindset: u8| json!({ "capacity": { "skill": { "skills": skills, "mindset": mindset } } });
    let mut merged = merged(&skill(1, 1), &skill(2, 4), &skill(3, 1));
    let conflict = conflict(&merged);
    assert_eq!(
        conflict,
        waits("capacity.skill", None, Some("skills"), 3.into())
    );
    merged.settle(&conflict, true).expect("it has a place");
    assert_eq!(
        at(&merged, "/capacity/skill"),
        json!({ "skills": 3, "mindset": 4 })
    );
}

#[test]
fn a_partners_cell_is_named_by_the_question_that_asks_for_it() {
    let trust = |trust: u8| json!({ "partners": [{ "id": "p222", "organisation": "Fellgate", "trust": trust }] });
    let merged = merged(&trust(1), &trust(2), &trust(3));
    assert_eq!(
        conflict(&merged),
        waits("capacity.trust", Some("p222"), Some("trust"), 3.into())
    );
}

#[test]
fn what_a_voice_answered_alone_stays_with_the_voice() {
    let voices =
        |score: u8| json!({ "voices": [{ "id": "v222", "answers": { "purpose.belief": score } }] });
    let mut merged = merged(&voices(1), &voices(2), &voices(5));
    let conflict = conflict(&merged);
    assert_eq!(
        conflict,
        waits("purpose.belief", Some("v222"), None, 5.into())
    );
    merged.settle(&conflict, true).expect("it has a place");
    assert_eq!(
        at(&merged, "/voices/0/answers"),
        json!({ "purpose.belief": 5 })
    );
}

#[test]
fn a_row_that_one_side_took_out_goes_unless_the_other_changed_it() {
    let before = people(&json!([{ "id": "h222", "days": 1 }, { "id": "h223", "days": 1 }]));
    let changed = people(&json!([{ "id": "h222", "days": 2 }, { "id": "h223", "days": 1 }]));
    for (ours, theirs) in [(&changed, &json!({})), (&json!({}), &changed)] {
        let merged = merged(&before, ours, theirs);
        let left = json!([{ "id": "h222", "days": 2 }]);
        assert_eq!(at(&merged, "/capacity/people"), left);
    }
}

#[test]
fn their_answer_can_still_be_taken_when_the_row_has_gone() {
    let row = |days: u8| people(&json!([{ "id": "h222", "days": days }]));
    let mut merged = merged(&row(1), &row(2), &row(3));
    let conflict = conflict(&merged);
    let question = Question::find("capacity.people").expect("in the table");
    let table = question.table().expect("a table");
    merged.remove_row(question, table, "h222");
    merged.settle(&conflict, true).expect("it has a place");
    assert_eq!(
        at(&merged, "/capacity/people"),
        json!([{ "id": "h222", "days": 3 }])
    );
}

#[test]
fn new_rows_of_both_sides_stand_and_ours_keep_their_new_order() {
    let rows = |ids: &[&str]| {
        let rows = ids.iter().map(|id| json!({ "id": id, "person": id }));
        people(&Value::Array(rows.collect()))
    };
    let merged = merged(
        &rows(&["a222", "b222"]),
        &rows(&["b222", "c222", "a222"]),
        &rows(&["a222", "d222", "b222"]),
    );
    let found = at(&merged, "/capacity/people");
    let found: Vec<&str> = found
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["id"].as_str())
        .collect();
    assert_eq!(found, ["b222", "c222", "a222", "d222"]);
}

#[test]
fn rows_that_a_hand_wrote_without_ids_are_not_doubled() {
    let by_hand = people(&json!([{ "person": "Lead", "days": 1 }, { "person": "Nurse" }]));
    let ours = people(&json!([
        { "id": "h222", "person": "Lead", "days": 2 },
        { "id": "h223", "person": "Nurse" }
    ]));
    let theirs =
        people(&json!([{ "person": "Lead", "days": 1 }, { "person": "Nurse", "role": "visits" }]));
    let merged = merged(&by_hand, &ours, &theirs);
    let expected = json!([
        { "id": "h222", "person": "Lead", "days": 2 },
        { "id": "h223", "person": "Nurse", "role": "visits" }
    ]);
    assert_eq!(at(&merged, "/capacity/people"), expected);
}

#[test]
fn a_row_that_was_copied_with_its_id_is_merged_as_a_row_of_its_own() {
    let copied = json!([{ "id": "h222", "person": "Lead" }, { "id": "h222", "person": "Nurse" }]);
    let mut ours = canvas(&people(&copied));
    ours.part_rows_sharing_ids();
    let own = at(&ours, "/capacity/people/1/id");
    let question = Question::find("capacity.people").expect("in the table");
    let table = question.table().expect("a table");
    let id = own.as_str().expect("text");
    assert!(ours.set_cell(question, table, id, "days", Some(json!(2))));
    let theirs = people(&json!([
        { "id": "h222", "person": "Lead", "role": "visits" },
        { "id": "h222", "person": "Nurse" }
    ]));
    let merged = merge(&canvas(&people(&copied)), &ours, &canvas(&theirs), NOW);
    let expected = json!([
        { "id": "h222", "person": "Lead", "role": "visits" },
        { "id": own, "person": "Nurse", "days": 2 }
    ]);
    assert_eq!(at(&merged, "/capacity/people"), expected);
    assert_eq!(merged.conflicts(), []);
}

#[test]
fn an_offered_row_that_both_began_is_one_row() {
    let row = |id: &str, column: &str| json!({ "ownership": { "decisions": [{ "id": id, "key": "spend_money", column: "Lead" }] } });
    let merged = merged(
        &json!({}),
        &row("a222", "recommends"),
        &row("b222", "must_agree"),
    );
    let expected =
        json!([{ "id": "a222", "key": "spend_money", "recommends": "Lead", "must_agree": "Lead" }]);
    assert_eq!(at(&merged, "/ownership/decisions"), expected);
}

#[test]
fn a_check_in_that_both_held_on_one_day_is_one() {
    let ours = json!({ "reviews": [{ "id": "r222", "on": "2027-05-20", "value": 4, "planned_work": 3,
        "trust_before": { "p222": 4 } }] });
    let theirs = json!({ "reviews": [{ "id": "r333", "on": "2027-05-20", "quality": "yes", "planned_work": 2,
        "trust_before": { "p222": 5 } }] });
    let together = merged(&json!({}), &ours, &theirs);
    let expected = json!([{ "id": "r222", "on": "2027-05-20", "value": 4, "planned_work": 3,
        "trust_before": { "p222": 4 }, "quality": "yes" }]);
    assert_eq!(at(&together, "/reviews"), expected);
    assert_eq!(together.conflicts(), [], "nobody typed what differs");
    let another_day =
        json!({ "reviews": [{ "id": "r333", "on": "2027-05-21", "quality": "yes" }] });
    let apart = merged(&json!({}), &ours, &another_day);
    assert_eq!(apart.reviews().count(), 2);
}

#[test]
fn what_was_suggested_on_deciding_comes_from_one_side_whole() {
    let ours = json!({ "choice": "not_yet", "decided_on": "2026-11-23", "suggested": "not_yet", "because": ["LOW"] });
    let theirs =
        json!({ "choice": "go_ahead", "decided_on": "2026-11-22", "suggested": "go_ahead" });
    let decided = |decision: &Value| json!({ "decision": decision });
    let merged = merged(&json!({}), &decided(&ours), &decided(&theirs));
    assert_eq!(at(&merged, "/decision"), ours);
    let merged = self::merged(&json!({}), &decided(&theirs), &decided(&ours));
    assert_eq!(at(&merged, "/decision"), theirs);
}

#[test]
fn what_either_side_revealed_is_revealed() {
    let revealed = |ids: &[&str]| json!({ "revealed": ids });
    let merged = merged(
        &json!({}),
        &revealed(&["purpose.belief"]),
        &revealed(&["purpose.change", "purpose.belief"]),
    );
    assert_eq!(
        at(&merged, "/revealed"),
        json!(["purpose.belief", "purpose.change"])
    );
    assert_eq!(merged.conflicts(), vec![]);
}

/// Puts an answer and notes it in the journal.
fn change(canvas: &mut Canvas, journal: &mut Journal, id: &'static str, value: Value) {
    let before = canvas.document().clone();
    put(canvas, id, value);
    journal.note("change", id, &before, canvas.document());
}

fn put(canvas: &mut Canvas, id: &str, value: Value) {
    let question = Question::find(id).expect("in the table");
    let mut next = 0;
    let mut random = |end: usize| {
        next += 1;
        next % end
    };
    canvas
        .set(question, Some(value), &mut random)
        .expect("it has a place");
}

#[test]
fn taking_a_change_back_leaves_what_someone_else_wrote_since() {
    let (mut canvas, mut journal) = (canvas(&json!({})), Journal::default());
    let rows = json!([{ "person": "Lead" }, { "person": "Nurse" }]);
    change(&mut canvas, &mut journal, "capacity.people", rows);
    let id = at(&canvas, "/capacity/people/1/id");
    let theirs = at(&canvas, "/capacity/people/0/id");
    put(
        &mut canvas,
        "capacity.people",
        json!([{ "id": theirs, "person": "Lead", "days": 2 }, { "id": id, "person": "Nurse" }]),
    );
    put(&mut canvas, "capacity.closeness", "act_as_one".into());
    journal.undo(&mut canvas).expect("something to take back");
    let left = json!([{ "id": theirs, "person": "Lead", "days": 2 }]);
    assert_eq!(at(&canvas, "/capacity/people"), left);
    assert_eq!(at(&canvas, "/capacity/closeness"), "act_as_one");
}

#[test]
fn a_run_of_typing_does_not_take_back_what_came_between_its_keys() {
    let (mut canvas, mut journal) = (canvas(&json!({})), Journal::default());
    journal.begin_run();
    change(&mut canvas, &mut journal, "purpose.change", "F".into());
    put(&mut canvas, "purpose.noticed_by", "Theirs".into());
    change(&mut canvas, &mut journal, "purpose.change", "Fa".into());
    journal.undo(&mut canvas).expect("something to take back");
    assert_eq!(at(&canvas, "/purpose"), json!({ "noticed_by": "Theirs" }));
    journal.redo(&mut canvas).expect("something to do again");
    assert_eq!(at(&canvas, "/purpose/change"), "Fa");
    assert_eq!(at(&canvas, "/purpose/noticed_by"), "Theirs");
}

#[test]
fn rows_that_one_side_moved_and_thinned_keep_their_order_when_merged_again() {
    let rows = |ids: &[&str]| {
        let rows = ids.iter().map(|id| json!({ "id": id, "person": "Lead" }));
        people(&rows.collect())
    };
    let (base, theirs) = (
        canvas(&rows(&["a2", "b2", "c2"])),
        canvas(&rows(&["c2", "b2"])),
    );
    let ours = canvas(&rows(&["b2", "a2", "c2"]));
    let once = merge(&base, &ours, &theirs, NOW);
    assert_eq!(
        at(&once, "/capacity/people"),
        at(&theirs, "/capacity/people")
    );
    assert_eq!(merge(&base, &once, &theirs, NOW), once);
}
