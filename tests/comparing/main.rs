//! Canvases side by side: what is the same, close or different, and a joint canvas out of it.

mod blank;
mod joint;
mod reading;
mod verdicts;
mod voices;

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
