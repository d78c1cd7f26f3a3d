//! What comes first: an order from questions about two at a time, and pictures of the same.

use serde_json::json;

use crate::planner::Planner;

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
        .sees("Nov 2026: 12.7 days promised, 1.5 freed, of 16 that may be.");
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
        .sees("No team yet, so no line.");
    for view in ["2", "3", "4", "5"] {
        planner.press(view).press("down end up home right left");
    }
    planner.sees("No partner is named yet.");
}
