//! What comes first: an order from questions about two at a time, and pictures of the same.

use serde_json::json;

use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::planner::{Planner, text_of};

/// How much the judge of the journeys likes each of twelve plans: the lowest comes first.
const RANKS: [usize; 12] = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];

fn plan(number: usize) -> String {
    format!("plan-{number:02}")
}

/// Twelve canvases, the oldest first.
fn twelve() -> Planner {
    let files: Vec<(String, Vec<u8>)> = (0..12)
        .map(|number| {
            let canvas = json!({
                "format": "whytogether.canvas",
                "version": 1,
                "id": plan(number),
                "created": format!("2026-11-{:02}T09:00:00Z", number + 1),
                "cover": { "title": format!("Plan {number:02}") },
            });
            (
                format!("{}.json", plan(number)),
                serde_json::to_vec(&canvas).expect("JSON"),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    Planner::with(&files)
}

/// The two plans that are asked about, left and right.
fn asked(planner: &mut Planner) -> Option<(usize, usize)> {
    let frame = planner.frame();
    if !frame.contains("This or that") {
        return None;
    }
    let titles: Vec<usize> = frame
        .split("Plan ")
        .skip(1)
        .map(|rest| rest[..2].parse().expect("a number"))
        .collect();
    assert_eq!(titles.len(), 2, "{frame}");
    Some((titles[0], titles[1]))
}

fn answer(planner: &mut Planner) -> bool {
    let Some((left, right)) = asked(planner) else {
        return false;
    };
    planner.press(if RANKS[left] < RANKS[right] { "1" } else { "2" });
    true
}

fn order(planner: &Planner) -> Vec<String> {
    let settings = planner.workspace.load_settings().expect("settings");
    settings.order().into_iter().map(str::to_owned).collect()
}

#[test]
fn twelve_canvases_are_put_in_order_two_at_a_time_with_a_break_and_another_start() {
    let mut planner = twelve();
    planner.press("p o").sees("0 answered, 33 more at most");
    let mut questions = 0;
    while questions < 9 {
        assert!(answer(&mut planner));
        questions += 1;
    }
    planner.press("esc").sees("The order so far is kept");
    let so_far = order(&planner);
    let placed = |name: &str| so_far.iter().position(|id| id == name);
    assert!(placed("plan-03") < placed("plan-01"), "{so_far:?}");

    let mut planner = planner.again(None, false);
    planner.press("p o").sees("9 answered");
    // A slip of the hand is taken back.
    let before = asked(&mut planner);
    planner.press("1 u");
    assert_eq!(asked(&mut planner), before);
    while answer(&mut planner) {
        questions += 1;
    }
    assert!(questions <= 33, "{questions} questions");
    planner.sees("The order is kept");
    let mut expected: Vec<usize> = (0..12).collect();
    expected.sort_by_key(|number| RANKS[*number]);
    let expected: Vec<String> = expected.into_iter().map(plan).collect();
    let kept = order(&planner);
    assert_eq!(kept, expected[..kept.len()], "the rest follows as it is");
    assert!(planner.frame().find("Plan 03") < planner.frame().find("Plan 06"));
    planner.press("u").sees("Taken back.");
    assert_eq!(order(&planner), so_far);
    planner.press("o").sees("0 answered");
}

#[test]
fn quitting_in_the_middle_keeps_the_order_so_far() {
    let mut planner = twelve();
    planner.press("p o 1 1 q");
    assert!(planner.has_left());
    assert_eq!(order(&planner), ["plan-01", "plan-02"], "the rest follows");
}

#[test]
fn a_canvas_moves_up_and_down_in_the_order() {
    let mut planner = twelve();
    planner.press("p down down <").sees("Plan 02");
    assert_eq!(order(&planner), ["plan-00", "plan-02"]);
    planner.press("< <");
    assert_eq!(order(&planner)[0], "plan-02");
    planner.press("end >");
    assert_eq!(order(&planner)[0], "plan-02");
    planner.press("< esc");
    let frame = planner.frame();
    assert!(frame.find("Plan 11") < frame.find("Plan 10"), "{frame}");
}

#[test]
fn the_last_change_of_the_order_is_taken_back() {
    let mut planner = Planner::in_samples();
    let before = order(&planner);
    planner.press("p >");
    assert_ne!(order(&planner), before);
    planner.press("u").sees("Taken back.");
    assert_eq!(order(&planner), before);
    planner.press("u").sees("Nothing was kept here");
}

#[test]
fn three_moves_are_taken_back_one_by_one_and_what_a_colleague_moved_since_stands() {
    let mut planner = twelve();
    planner.press("p down down down <");
    let once = order(&planner);
    planner.press("<");
    let twice = order(&planner);
    planner.press("<");
    assert_eq!(order(&planner)[0], "plan-03");
    planner.press("u").sees("Taken back.");
    assert_eq!(order(&planner), twice);
    planner.press("u");
    assert_eq!(order(&planner), once);
    planner.press("u");
    assert!(order(&planner).is_empty(), "{:?}", order(&planner));
    planner.press("u").sees("Nothing was kept here");

    planner.press("<").sees("Plan 03");
    let before = planner.workspace.load_settings().expect("settings");
    let mut theirs = before.clone();
    let moved = [&["plan-09".to_owned()][..], &order(&planner)].concat();
    theirs.set_order(&moved);
    planner
        .workspace
        .save_settings(&theirs, &before)
        .expect("saves");
    planner.tell(Msg::Changed(Change::Settings));
    planner.press("u").sees("Taken back.");
    let whole = order(&planner);
    let place = |name: &str| whole.iter().position(|id| id == name).unwrap_or(usize::MAX);
    assert_eq!(whole[0], "plan-09", "a colleague put it there");
    assert!(place("plan-02") <= place("plan-03"), "{whole:?}");
}

#[test]
fn the_order_of_someone_else_is_not_lost() {
    let mut planner = twelve();
    planner.press("p");
    let theirs = planner.workspace.load_settings().expect("settings");
    let mut changed = theirs.clone();
    changed.set_name("Renamed meanwhile");
    planner
        .workspace
        .save_settings(&changed, &theirs)
        .expect("saves");
    planner.press("down < down down <");
    let kept = planner.workspace.load_settings().expect("settings");
    assert_eq!(kept.name(), Some("Renamed meanwhile"));
    assert_eq!(kept.order(), ["plan-01", "plan-02"]);
}

#[test]
fn every_view_names_what_the_cursor_is_on_and_the_way_back_leads_back() {
    let mut planner = Planner::in_samples();
    planner
        .press("p 2")
        .sees("Falls response at home: value 4, 7.1 days a month");
    planner
        .press("up")
        .sees("Bricks and blocks: value 5, 4.5 days a month");
    planner
        .press("3")
        .sees("Nov 2026: 11.2 promised (12.7 less 1.5 freed), of 16 days that may be.");
    planner
        .press("4")
        .sees("shared delivery: 11.6 days a month promised, in 2 collaborations.");
    planner
        .press("5")
        .sees("Harrowdale Council: Falls response at home (trust 4), Two calendars (trust 3).");
    planner
        .press("1 home w")
        .sees("3 days entered, times 1.25 because plans are hopeful.");
    planner
        .press("esc /")
        .type_text("moorline")
        .press("enter")
        .sees("Winter bus campaign")
        .sees_no("Two calendars");
    planner
        .press("enter")
        .sees("Winter bus campaign")
        .press("esc")
        .sees("What comes first");
    planner.press("esc").sees("Two calendars");
    planner.press("esc").sees("Why together?");
}

#[test]
fn an_empty_workspace_and_one_without_a_team_say_what_to_do() {
    let mut planner = Planner::with(&[]);
    planner
        .press("p")
        .sees("No canvas yet")
        .press("space m < o w");
    planner.press("esc esc").sees("Why together?");
    let mut planner = twelve();
    planner
        .press("p")
        .sees("Press s to say how many days your team has")
        .sees("The team has no days yet, so there is no line.");
    for view in ["2", "3", "4", "5"] {
        planner.press(view).press("down end up home right left");
    }
    planner.sees("No partner is named yet.");
}

#[test]
fn a_canvas_that_is_moved_takes_the_cursor_along() {
    let mut planner = twelve();
    planner.press("p > >");
    assert_eq!(order(&planner)[..2], ["plan-01", "plan-02"]);
    planner.sees("▸  3 Plan 00");
}

#[test]
fn the_filter_finds_what_is_shown_by_the_beginnings_of_words() {
    let mut planner = Planner::in_samples();
    let titles = [
        "Falls response",
        "Ward handover",
        "Winter bus",
        "Bricks and blocks",
        "Two calendars",
        "The talking icons",
        "Regional innovation",
    ];
    planner.press("p");
    for (words, found) in [
        ("live", vec![0, 1, 3]),
        ("go ahead", vec![0, 1, 3]),
        ("smaller", vec![0]),
        ("not yet", vec![4]),
        ("draft", vec![2, 5]),
        ("kindly", vec![6]),
    ] {
        planner.press("/").type_text(words).press("enter");
        let frame = planner.frame();
        let list = frame.split("next").nth(1).expect("a list").to_owned();
        let list = list.split("\n\n\n").next().expect("a list").to_owned();
        let shown = (0..titles.len()).filter(|index| list.contains(titles[*index]));
        assert_eq!(shown.collect::<Vec<_>>(), found, "{words}\n{frame}");
        planner.press("esc");
        planner.sees("What comes first").sees("Two calendars");
    }
}

#[test]
fn the_view_and_the_filter_are_there_again_after_a_canvas_was_opened() {
    let mut planner = Planner::in_samples();
    planner
        .press("p 2 /")
        .type_text("ward")
        .press("enter enter");
    planner.sees("Ward handover circle").press("esc");
    planner.sees("Only with").sees("[✎]").sees_no("⬢");
    planner.press("esc").sees_no("Only with").press("esc");
    planner.sees("Why together?");
}

#[test]
fn what_was_declined_is_listed_and_opened_below_the_order() {
    let mut planner = Planner::in_samples();
    planner
        .press("p end")
        .sees("declined or ended: takes no days")
        .sees("say no kindly")
        .press("space")
        .sees("open it to decide anew");
    planner.press("enter").sees("Regional innovation showcase");
}

#[test]
fn why_explains_what_the_cursor_is_on_in_every_view() {
    let mut planner = Planner::in_samples();
    planner.press("p 3 w").sees("Nov 2026");
    planner
        .sees("Falls response at home: 7.1")
        .sees("Its agreed stops");
    planner
        .press("esc 4 w")
        .sees("shared delivery")
        .sees("Bricks and blocks: 4.5");
    planner.press("esc end w").sees("in the team:");
    planner
        .press("esc 5 w")
        .sees("Harrowdale Council")
        .sees("Trust: 4 of 5.");
}

#[test]
fn the_bottom_line_offers_only_what_a_view_can_do() {
    let mut planner = Planner::in_samples();
    let hints = |planner: &mut Planner| {
        let frame = planner.frame();
        frame.trim_end().lines().last().expect("a line").to_owned()
    };
    for size in [(60, 18), (80, 24), (120, 36)] {
        planner.size = size;
        for (view, yes, no) in [
            ("1", vec!["enter open", "space what if"], vec!["a keep"]),
            (
                "3",
                vec![],
                vec!["enter open", "space", "move up", "smaller"],
            ),
            (
                "5",
                vec![],
                vec!["enter open", "space", "move up", "smaller"],
            ),
        ] {
            planner.press(if view == "1" { "p 1" } else { view });
            let line = hints(&mut planner);
            for hint in yes.iter().chain(&["esc back", "? keys", "q quit"]) {
                assert!(
                    line.contains(hint),
                    "{size:?} {view}: no `{hint}` in {line}"
                );
            }
            for hint in no {
                assert!(!line.contains(hint), "{size:?} {view}: `{hint}` in {line}");
            }
        }
        planner.press("1 space");
        let line = hints(&mut planner);
        assert!(line.contains("a keep") && line.contains("x drop"), "{line}");
        planner.press("x esc");
    }
}

#[test]
fn equal_values_stand_in_one_row_and_unscored_ones_below_all() {
    let file = |number: usize, worth: Option<u8>| {
        let mut canvas = json!({
            "format": "whytogether.canvas", "version": 1, "id": plan(number),
            "created": format!("2026-11-{:02}T09:00:00Z", number + 1),
            "cover": { "title": format!("Plan {number:02}") },
            "capacity": { "people": [{ "id": "h222", "person": "Lead", "days": number / 6 }] },
        });
        if let Some(worth) = worth {
            canvas["value"] = json!({ "worth": worth });
        }
        (
            format!("{}.json", plan(number)),
            canvas.to_string().into_bytes(),
        )
    };
    let files: Vec<_> = (0..12)
        .map(|n| file(n, [Some(4), Some(1), None][n % 3]))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    let mut planner = Planner::with(&files);
    planner.press("p 2");
    for size in [(60, 18), (80, 24), (120, 36)] {
        planner.size = size;
        let frame = planner.frame();
        let rows = frame.lines().filter_map(|line| line.split_once('│'));
        let marked = rows.filter(|(_, marks)| !marks.trim().is_empty());
        let labels: Vec<&str> = marked.map(|(label, _)| label.trim()).collect();
        assert_eq!(labels, ["4", "1", "unscored"], "{size:?}\n{frame}");
    }
    planner.press("home").sees("In the same place, 1: Plan");
}

#[test]
fn many_names_are_listed_in_part_and_counted() {
    let files: Vec<(String, Vec<u8>)> = (0..20)
        .map(|number| {
            let canvas = json!({
                "format": "whytogether.canvas", "version": 1, "id": plan(number),
                "cover": { "title": format!("Plan {number:02}") },
                "partners": [{ "id": "p222", "organisation": "Moorline" }],
                "value": { "worth": 3 },
            });
            (
                format!("{}.json", plan(number)),
                canvas.to_string().into_bytes(),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, bytes)| (&**n, &**bytes)).collect();
    let mut planner = Planner::with(&files);
    planner.press("p 5").sees("Plan 11 (no score) and 8 more.");
    planner
        .press("2")
        .sees("In the same place, 19:")
        .sees("Plan 12 and 7 more");
}

#[test]
fn the_part_of_the_order_in_view_counts_canvases_and_not_the_line() {
    let mut planner = Planner::in_samples();
    planner.press("p");
    let count = |frame: &str, words: &str| -> usize {
        let at = frame.find(words).expect("a part is named");
        frame[at + words.len()..]
            .split_whitespace()
            .next()
            .expect("a figure")
            .parse()
            .expect("a number")
    };
    let all = planner.ids().len();
    let frame = text_of(&planner.buffer(60, 18));
    assert_eq!(count(&frame, " of "), all, "{frame}");
    planner.press("end");
    let frame = text_of(&planner.buffer(60, 18));
    assert_eq!(count(&frame, " to "), all, "{frame}");
}

#[test]
fn the_days_of_a_canvas_are_the_same_sentence_on_every_screen() {
    let mut planner = Planner::in_samples();
    let said = "Takes 8.5 days; 4.8 are free, so it would use 3.7 of your reserve";
    planner.sees("4.8 free");
    planner.press("p end up").sees(said);
    let lines = [
        "Takes 8.5 days; 4.8 are free, so",
        "would use 3.7 of your reserve",
    ];
    planner.press("enter").sees(lines[0]).sees(lines[1]);
    planner.press("d").sees(said);
    planner.press("esc esc esc").press("p home");
    planner.sees("Takes 7.1 days; 4.8 are free beside it.");
    planner
        .press("enter")
        .sees("Takes 7.1 days; 4.8 are free")
        .sees("beside it");
}
