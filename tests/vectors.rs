//! Small workspaces with the result that was worked out by hand.

use std::fs;
use std::path::Path;

use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::Coded as _;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::others::Setting;
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

/// A workspace as the screen has it, with the order of priority.
fn portfolio(folder: &Path, settings: &Settings, today: jiff::civil::Date) -> Portfolio {
    let files = fs::read_dir(folder.join("canvases")).expect("a folder");
    let entries = files.map(|entry| {
        let name = entry.expect("an entry").file_name();
        let name = name.into_string().expect("text");
        let canvas = canvas(folder, name.strip_suffix(".json").expect("a canvas file"));
        Entry {
            id: canvas.id().clone(),
            content: Ok(Summary::of(&canvas, today).into()),
        }
    });
    let mut portfolio = Portfolio::default();
    portfolio.take_in(entries.collect(), &settings.order());
    portfolio
}

/// The result for one vector, without the messages.
fn result(folder: &Path, case: &Value) -> Value {
    let settings = Settings::read(&read(&folder.join("workspace.json"))).expect("settings");
    let today = when::from_file(case["as_of"].as_str().expect("a day")).expect("a day");
    let canvas = canvas(folder, case["canvas"].as_str().expect("an id"));
    let others = portfolio(folder, &settings, today).others_than(canvas.id());
    let setting = Setting {
        canvas: &canvas,
        others: &others,
        team: settings.team(),
        today,
    };
    let suggestion = match case["expected"].get("turns") {
        Some(_) => Suggestion::with_turns(&setting),
        None => Suggestion::of(&setting),
    };
    let mut result = suggestion.to_json();
    for check in result["checks"].as_array_mut().expect("a list") {
        let check = check.as_object_mut().expect("a check");
        check.shift_remove("message").expect("a message");
    }
    let turns = result.as_object_mut().expect("a map").shift_remove("turns");
    result["unread"] = serde_json::json!([]);
    if let Some(turns) = turns {
        result["turns"] = turns;
    }
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
    let portfolio = portfolio(folder, &settings, today);
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
    assert_eq!(count, 116);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_portfolio_and_the_check_agree_on_what_fits_and_what_could_stop_instead() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let (mut stopped, mut over) = (0, 0);
    for entry in fs::read_dir(root).expect("the vectors") {
        let folder = entry.expect("an entry").path();
        let case: Value = serde_json::from_slice(&read(&folder.join("case.json"))).expect("JSON");
        let settings = Settings::read(&read(&folder.join("workspace.json"))).expect("settings");
        let today = when::from_file(case["as_of"].as_str().expect("a day")).expect("a day");
        let canvas = canvas(&folder, case["canvas"].as_str().expect("an id"));
        let portfolio = portfolio(&folder, &settings, today);
        let ground = Ground {
            team: settings.team(),
            order: &settings.order(),
            today,
        };
        let plan = Plan::of(&portfolio, &ground, &Tries::default());
        let Some(row) = plan.find(canvas.id()).filter(|row| !row.counts) else {
            continue;
        };
        let suggestion = Suggestion::of(&Setting {
            canvas: &canvas,
            others: &portfolio.others_than(canvas.id()),
            team: settings.team(),
            today,
        });
        let mut findings = suggestion.findings.iter();
        let finding = findings.find(|finding| finding.check == "OVER-CAPACITY");
        let why = &case["why"];
        assert!(row.is_above != Some(true) || finding.is_none(), "{why}");
        let could_stop = plan.could_stop(row);
        over += usize::from(finding.is_some());
        stopped += usize::from(!could_stop.is_empty());
        let says = |finding: &whytogether::canvas::checks::Finding| {
            let later = finding.message.contains("after this in your order");
            let first = could_stop.first().map(|row| &*row.summary.title);
            assert_eq!(later, first.is_some(), "{why}: {}", finding.message);
            assert!(
                first.is_none_or(|title| finding.message.starts_with(title)),
                "{why}"
            );
        };
        finding.map_or_else(|| assert!(could_stop.is_empty(), "{why}"), says);
    }
    assert!(stopped >= 3 && over >= 8, "{stopped} of {over}");
}
