//! `portfolio` and `schema`.

use serde_json::Value;

use crate::desk::Desk;

fn ids(json: &Value) -> Vec<&str> {
    let canvases = json["canvases"].as_array().expect("a list").iter();
    canvases
        .map(|canvas| canvas["id"].as_str().expect("an id"))
        .collect()
}

#[test]
fn the_figures_are_those_of_check() {
    let desk = Desk::with_samples();
    let portfolio = desk.run(&["portfolio", "--json"]).done().json();
    let check = desk.run(&["check", "winter-bus", "--json"]).json();
    for name in [
        "team",
        "usable",
        "committed",
        "freed",
        "could_free",
        "headroom",
        "optimism",
    ] {
        assert_eq!(portfolio[name], check["capacity"][name], "{name}");
    }
    let bus = portfolio["canvases"].as_array().expect("a list").iter();
    let bus = bus
        .into_iter()
        .find(|canvas| canvas["id"] == "winter-bus-campaign-5rkh");
    assert_eq!(
        bus.expect("there")["days"]["total"],
        check["capacity"]["load"]
    );
}

#[test]
fn the_line_is_drawn_in_the_order() {
    let desk = Desk::with_samples();
    let text = desk.run(&["portfolio"]).done().out;
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("no {part} in\n{text}"))
    };
    assert!(
        at("5  Two calendars") < at("the line") && at("the line") < at("6  The talking icons film")
    );
    assert!(
        text.contains(
            "20 in the team, 4 in reserve, 11.2 promised (12.7 less 1.5 freed), 4.8 free"
        ),
        "{text}"
    );
    assert!(at("Declined or ended, in no order:") < at("Regional innovation showcase"));
}

#[test]
fn more_than_there_is_is_called_too_many() {
    let desk = Desk::with_samples();
    let ran = desk.run(&["portfolio", "--team-days", "5"]).done();
    assert!(ran.out.contains("7.2 too many"), "{}", ran.out);
    assert!(!ran.out.contains("-7.2"), "{}", ran.out);
}

#[test]
fn a_team_without_days_is_not_called_no_team() {
    let desk = Desk::with_samples();
    let ran = desk.run(&["portfolio", "--team-days", "0"]).done();
    assert!(
        ran.out
            .contains("The team has no days yet, so there is no line"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["portfolio", "--team-days", "0", "--smaller", "falls"]);
    assert!(ran.err.contains("the team has no days yet"), "{}", ran.err);
}

#[test]
fn what_changes_nothing_is_said() {
    let desk = Desk::with_samples();
    let ran = desk.run(&["portfolio", "--move", "falls", "--before", "falls"]);
    assert!(
        ran.err.contains("cannot stand before itself"),
        "{}",
        ran.err
    );
    let ran = desk.run(&["portfolio", "--with", "falls"]).done();
    assert!(ran.err.contains("is in already"), "{}", ran.err);
    let ran = desk.run(&["portfolio", "--partner", "nobody"]).done();
    assert!(
        ran.err.contains("no canvas by these filters"),
        "{}",
        ran.err
    );
}

#[test]
fn no_figure_is_less_than_nothing_by_its_sign_alone() {
    let desk = Desk::with_samples();
    let json = desk.run(&["portfolio", "--json"]).done().out;
    assert!(!json.contains("-0.0"), "{json}");
}

#[test]
fn filters_choose_canvases_and_leave_the_sums() {
    let desk = Desk::with_samples();
    let all = desk.run(&["portfolio", "--json"]).done().json();
    for (filter, expected) in [
        (&["--kind", "aligned_plans"], vec!["two-calendars-b4ty"]),
        (
            &["--state", "draft"],
            vec!["winter-bus-campaign-5rkh", "the-talking-icons-film-m3zx"],
        ),
        (
            &["--partner", "hospice"],
            vec!["ward-handover-circle-e9wn", "winter-bus-campaign-5rkh"],
        ),
        (&["--person", "brick"], vec!["bricks-and-blocks-q8vd"]),
    ] {
        let chosen = desk
            .run(&[&["portfolio", "--json"], &filter[..]].concat())
            .done()
            .json();
        assert_eq!(
            ids(&chosen).len(),
            expected.len(),
            "{filter:?}: {:?}",
            ids(&chosen)
        );
        assert!(
            ids(&chosen)
                .iter()
                .zip(&expected)
                .all(|(a, b)| a[..8] == b[..8]),
            "{:?}",
            ids(&chosen)
        );
        assert_eq!(chosen["committed"], all["committed"]);
    }
    desk.run(&["portfolio", "--kind", "voice"])
        .refused(2, &["`voice` is none of shared_voice"]);
    desk.run(&["portfolio", "--state", "dead"])
        .refused(2, &["`dead` is none of draft"]);
}

#[test]
fn a_canvas_is_moved_and_the_order_is_kept() {
    let desk = Desk::with_samples();
    let order = |arguments: &[&str]| -> Vec<String> {
        let json = desk
            .run(&[&["portfolio", "--json"], arguments].concat())
            .done()
            .json();
        ids(&json).iter().map(|id| id[..4].to_owned()).collect()
    };
    assert_eq!(
        order(&["--move", "the talking icons film", "--first"])[..2],
        ["the-", "fall"]
    );
    assert_eq!(
        order(&["--move", "falls", "--before", "two-calendars"]),
        ["the-", "ward", "wint", "bric", "fall", "two-"]
    );
    assert_eq!(
        order(&["--move", "ward", "--before", "the-talking"])[..2],
        ["ward", "the-"]
    );
    assert_eq!(order(&["--move", "ward", "--last"]), order(&[]));
    assert_eq!(order(&[]).last().map(String::as_str), Some("ward"));
    desk.run(&["portfolio", "--move", "ward"])
        .refused(2, &["--before"]);
    desk.run(&["portfolio", "--first"]).refused(2, &["--move"]);
    desk.run(&["portfolio", "--move", "zebra", "--first"])
        .refused(3, &["zebra"]);
}

#[test]
fn a_not_yet_takes_room_only_where_it_is_taken_in() {
    let desk = Desk::with_samples();
    let left = |arguments: &[&str]| {
        let all = [&["portfolio", "--json"], arguments].concat();
        let portfolio = desk.run(&all).done().json();
        let calendars = portfolio["canvases"].as_array().expect("canvases");
        let calendars = calendars.iter().find(|row| row["title"] == "Two calendars");
        let calendars = calendars.expect("a sample").clone();
        let left = portfolio["line"]["left"].as_f64().expect("days");
        (calendars["fits"].clone(), left)
    };
    let (waits, left_before) = left(&[]);
    assert_eq!(waits, Value::Null);
    let (taken_in, left_then) = left(&["--with", "two-calendars"]);
    assert_eq!(taken_in, Value::Bool(true));
    assert!(left_then < left_before, "{left_then} of {left_before}");
}

#[test]
fn a_what_if_is_seen_and_not_kept() {
    let desk = Desk::with_samples();
    let before = desk.run(&["portfolio", "--json"]).done().out;
    let tried = desk.run(&[
        "portfolio",
        "--json",
        "--without",
        "falls",
        "--with",
        "winter-bus",
        "--smaller",
        "the-talking",
        "--team-days",
        "30",
    ]);
    let tried = tried.done().json();
    assert_eq!(tried["team"], 30.0);
    assert_eq!(tried["canvases"][0]["fits"], Value::Null);
    assert_eq!(tried["canvases"][2]["state"], "live");
    assert_eq!(desk.run(&["portfolio", "--json"]).done().out, before);
    let said = desk.run(&["portfolio", "--without", "falls"]).done();
    assert!(said.err.contains("nothing of it is kept"), "{said:?}");
    desk.run(&["portfolio", "--team-days", "-1"])
        .refused(2, &[]);
}

#[test]
fn a_file_whose_name_can_be_no_id_is_called_by_its_name_and_left_alone() {
    let desk = Desk::with_samples();
    let path = desk.work().join("canvases/con.json");
    std::fs::write(&path, "{}").expect("written");
    let told = desk.run(&["portfolio"]).done().err;
    assert!(told.contains("`con.json` is in no sum"), "{told}");
    let listed = desk.run(&["list"]).done().out;
    assert!(listed.contains("con.json: the file's name"), "{listed}");
    let shown = desk.run(&["show", "con"]);
    shown.refused(1, &["con.json`", "rename it"]);
    desk.run(&["trash", "con"]).refused(1, &["could not"]);
    assert!(path.exists());
}
