//! Small workspaces with the result that was worked out by hand.

use std::fs;
use std::path::Path;

use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::Coded as _;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::others::{Others, Setting};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::{Entry, Summary};
use whytogether::canvas::when;
use whytogether::portfolio::Portfolio;
use whytogether::portfolio::plan::{Ground, Plan};
use whytogether::portfolio::tries::{Tries, Try};
use whytogether::workspace::settings::Settings;

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn canvas(folder: &Path, id: &str) -> Canvas {
    let bytes = read(&folder.join("canvases").join(format!("{id}.json")));
    Canvas::read(CanvasId::from_name(id).expect("an id"), &bytes).expect("a canvas")
}

/// The result for one vector, without the messages.
fn result(folder: &Path, case: &Value) -> Value {
    let settings = Settings::read(&read(&folder.join("workspace.json"))).expect("settings");
    let today = when::from_file(case["as_of"].as_str().expect("a day")).expect("a day");
    let id = case["canvas"].as_str().expect("an id");
    let mut others = Others::default();
    for entry in fs::read_dir(folder.join("canvases")).expect("a folder") {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("text");
        let name = name
            .strip_suffix(".json")
            .expect("a canvas file")
            .to_owned();
        if name != id {
            others.add(&Summary::of(&canvas(folder, &name), today).share());
        }
    }
    let canvas = canvas(folder, id);
    let setting = Setting {
        canvas: &canvas,
        others: &others,
        team: settings.team(),
        today,
    };
    let mut result = Suggestion::of(&setting).to_json();
    for check in result["checks"].as_array_mut().expect("a list") {
        check
            .as_object_mut()
            .expect("a check")
            .shift_remove("message")
            .expect("a message");
    }
    result["unread"] = serde_json::json!([]);
    result
}

/// Numbers within 1e-9, everything else exactly, with the path of the first difference.
fn difference(path: &str, expected: &Value, found: &Value) -> Option<String> {
    let below = |key: &str, found: &Value, expected: &Value| {
        difference(&format!("{path}.{key}"), expected, found)
    };
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("finite"), b.as_f64().expect("finite"));
            ((a - b).abs() > 1e-9).then(|| format!("{path}: expected {a}, found {b}"))
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().find_map(|(key, value)| below(key, &b[key], value))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .into_iter()
                .find_map(|(index, (a, b))| below(&index.to_string(), b, a))
        }
        (a, b) => (a != b).then(|| format!("{path}: expected {a}, found {b}")),
    }
}

/// What the portfolio has of the same workspace, in the names and the terms of `check --json`.
fn in_portfolio(folder: &Path, case: &Value) -> Option<Value> {
    let settings = Settings::read(&read(&folder.join("workspace.json"))).expect("settings");
    let today = when::from_file(case["as_of"].as_str().expect("a day")).expect("a day");
    let entries = fs::read_dir(folder.join("canvases"))
        .expect("a folder")
        .map(|entry| {
            let name = entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("text");
            let canvas = canvas(folder, name.strip_suffix(".json").expect("a canvas file"));
            Entry {
                id: canvas.id().clone(),
                content: Ok(Summary::of(&canvas, today).into()),
            }
        });
    let mut portfolio = Portfolio::default();
    portfolio.take_in(entries.collect(), &[]);
    let ground = Ground {
        team: settings.team(),
        order: &settings.order(),
        today,
    };
    let id = CanvasId::from_name(case["canvas"].as_str().expect("an id")).expect("an id");
    // A check weighs a canvas as if it went ahead; so does trying it.
    let mut tries = Tries::default();
    let counts = Some(true);
    tries.put(
        &id,
        Try {
            counts,
            ..Try::default()
        },
    );
    let plan = Plan::of(&portfolio, &ground, &tries);
    let row = plan.find(&id)?;
    let lighter = plan.lighter(row).ok().map(|lighter| {
        let coordinator = lighter.form.coordinator;
        serde_json::json!({
            "closeness": lighter.form.closeness.code(),
            "coordinator": coordinator.map(|coordinator| coordinator.code()),
            "work_days": lighter.work_days,
        })
    });
    let load = row.load.expect("whoever is weighed has a load");
    let committed = plan.committed - row.takes;
    Some(serde_json::json!({
        "team": plan.team.days,
        "usable": plan.team.usable(),
        "work": load.work,
        "overhead": load.overhead,
        "build_up": load.build_up,
        "optimism": plan.optimism,
        "load": row.takes,
        "committed": committed,
        "freed": plan.freed,
        "could_free": plan.could_free,
        "headroom": plan.team.usable() - committed + plan.freed,
        "use": plan.usage(),
        "lighter": lighter,
    }))
}

#[test]
fn the_portfolio_has_the_figures_of_every_check() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut compared = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root).expect("the vectors") {
        let folder = entry.expect("an entry").path();
        let case: Value = serde_json::from_slice(&read(&folder.join("case.json"))).expect("JSON");
        let mut expected = case["expected"]["capacity"].clone();
        // Without an answer that it needs, a check has no load, and the portfolio what is entered.
        if expected["load"].is_null() {
            continue;
        }
        expected
            .as_object_mut()
            .expect("figures")
            .shift_remove("lead_months");
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let Some(found) = in_portfolio(&folder, &case) else {
            continue;
        };
        wrong.extend(difference(&name, &expected, &found));
        compared += 1;
    }
    assert!(compared >= 45, "{compared} compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_vector_gives_the_result_worked_by_hand() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root).expect("the vectors") {
        let folder = entry.expect("an entry").path();
        let case: Value = serde_json::from_slice(&read(&folder.join("case.json"))).expect("JSON");
        let found = result(&folder, &case);
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        wrong.extend(difference(&name, &case["expected"], &found));
        count += 1;
    }
    assert_eq!(count, 57);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
