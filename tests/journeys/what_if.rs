//! What if: dropped without a trace, or kept once it was seen what that changes, and taken back.

use serde_json::{Value, json};
use whytogether::canvas::codes::{Closeness, Outcome};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::{Canvas, State};

use crate::id;
use crate::planner::{Planner, TODAY};

#[test]
fn a_what_if_that_is_dropped_leaves_everything_as_it_was() {
    let mut planner = Planner::in_samples();
    let bytes = |planner: &Planner| -> Vec<Vec<u8>> {
        let ids = planner.ids();
        let files = ids
            .iter()
            .map(|id| std::fs::read(planner.path(id)).expect("a file"));
        let settings = std::fs::read(planner.workspace.settings_path());
        files.chain([settings.expect("a file")]).collect()
    };
    let before = bytes(&planner);
    planner
        .press("p")
        .sees("11.2 promised (12.7 less 1.5 freed), 4.8 free");
    planner
        .press("space")
        .sees("nothing kept yet")
        .sees("what if without");
    planner.sees("Tried: 5.7 promised instead of 11.2");
    planner.press("end up space").sees("what if taken in");
    planner
        .press("T")
        .type_text("Data analyst 60%")
        .press("enter");
    planner
        .sees("5.4 in reserve")
        .sees("3 tried, nothing kept yet");
    planner
        .press("x")
        .sees("Everything is as it was")
        .sees("11.2 promised (12.7 less 1.5 freed), 4.8 free");
    planner.sees_no("nothing kept yet");
    assert_eq!(bytes(&planner), before);
}

#[test]
fn a_what_if_that_is_kept_decides_changes_and_frees() {
    let mut planner = Planner::in_samples();
    let (falls, bus) = (
        id("falls-response-at-home-7k3f"),
        id("winter-bus-campaign-5rkh"),
    );
    planner.press("p m").sees("what if smaller");
    planner.press("down down space").sees("what if taken in");
    planner
        .press("T")
        .type_text("Clerk 20%")
        .press("enter")
        .press("a");
    planner.sees("Winter bus campaign: decided, go ahead");
    planner
        .type_text("There is room for both in winter.")
        .press("enter");
    planner.sees("Kept.").sees_no("nothing kept yet");

    let bus = planner.canvas(&bus);
    assert_eq!(bus.state(), State::Decided(Outcome::GoAhead, TODAY));
    let reason = bus.text("decision.reason").expect("a reason");
    assert_eq!(reason, "There is room for both in winter.");
    assert!(bus.value("decision.suggested").is_some());
    let falls = planner.canvas(&falls);
    assert_eq!(falls.closeness(), Some(Closeness::LineUpPlans));
    assert!(falls.is_live());
    let settings = planner.workspace.load_settings().expect("settings");
    assert_eq!(settings.team().days, 23.5);
    // The list and the portfolio agree.
    let mut again = planner.again(None, false);
    again.sees("10.4 promised, 8.4 free, 4.7 in reserve");
    again
        .press("p")
        .sees("10.4 promised (11.9 less 1.5 freed), 8.4 free");
}

#[test]
fn the_line_of_a_what_if_is_the_line_once_it_is_kept() {
    let the_line = |planner: &mut Planner| {
        let frame = planner.frame();
        let mut lines = frame.lines().map(str::trim);
        lines
            .find(|line| line.contains(": your "))
            .map(str::to_owned)
    };
    let cases = [
        ("p space", "It waits.", true),
        ("p down down space", "In winter.", false),
    ];
    for (keys, reason, moves) in cases {
        let mut planner = Planner::in_samples();
        let before = the_line(planner.press("p"));
        planner.press("esc");
        let tried = the_line(planner.press(keys));
        assert_eq!(tried != before, moves, "{keys}");
        planner.press("a").type_text(reason).press("enter");
        planner.sees("Kept.").sees_no("nothing kept yet");
        assert_eq!(the_line(&mut planner), tried, "{keys}");
    }
}

fn icons(planner: &Planner) -> CanvasId {
    let ids = planner.ids();
    let found = ids.iter().find(|id| id.as_str().contains("talking-icons"));
    found.expect("a sample").clone()
}

#[test]
fn keeping_shows_what_is_suggested_and_asks_why_where_that_differs() {
    let mut planner = Planner::in_samples();
    let icons = icons(&planner);
    planner
        .press("p end up space a")
        .sees("decided, go ahead")
        .sees("Suggested on what you have told so far: not yet (UNSEEN, OURS-LOW,")
        .press("enter")
        .sees("differs from what is suggested. Why?");
    assert_eq!(planner.canvas(&icons).state(), State::Draft);
    planner.type_text("They pay for it.").press("enter");
    planner.sees("Kept. u takes it back.");
    let kept = planner.canvas(&icons);
    assert_eq!(kept.state(), State::Decided(Outcome::GoAhead, TODAY));
    assert_eq!(kept.text("decision.reason"), Some("They pay for it."));
}

#[test]
fn a_decision_that_is_kept_has_a_day_to_look_again() {
    let mut planner = Planner::in_samples();
    let icons = icons(&planner);
    planner.press("p end up space a");
    let offered = planner.canvas(&icons).date("decision.review_on");
    assert_eq!(offered, None);
    planner.type_text("They pay for it.").press("enter");
    let review_on = planner.canvas(&icons).date("decision.review_on");
    assert!(review_on.is_some_and(|on| on > TODAY), "{review_on:?}");
}

#[test]
fn a_new_decision_has_its_own_reason_and_the_history_keeps_the_one_before() {
    let mut planner = Planner::in_samples();
    let calendars = id("two-calendars-b4ty");
    let before = planner.canvas(&calendars);
    let old = before.text("decision.reason").expect("a reason").to_owned();
    planner.press("p");
    go_to(&mut planner, "Two calendars");
    planner
        .press("space a")
        .sees("Your reason replaces the one that stands; the history keeps it.")
        .press("enter")
        .sees("differs from what is suggested. Why?");
    planner
        .type_text("The crews are needed elsewhere.")
        .press("enter");
    let kept = planner.canvas(&calendars);
    assert_eq!(
        kept.text("decision.reason"),
        Some("The crews are needed elsewhere.")
    );
    let history = planner.workspace.history(&calendars).expect("a history");
    let versions = (0..history.len()).filter_map(|index| history.canvas(index).ok());
    let reasons: Vec<_> = versions
        .filter_map(|version| version.text("decision.reason").map(str::to_owned))
        .collect();
    assert!(reasons.contains(&old), "{reasons:?}");
}

/// Puts the cursor of the portfolio on a canvas.
fn go_to(planner: &mut Planner, title: &str) {
    planner.press("home");
    let is_there = |frame: &str| {
        let mut lines = frame.lines();
        lines.any(|line| line.contains('▸') && line.contains(title))
    };
    for _ in 0..20 {
        if is_there(&planner.frame()) {
            return;
        }
        planner.press("down");
    }
    panic!("no {title}");
}

#[test]
fn doing_without_a_live_collaboration_ends_it_with_a_note_and_decides_nothing_anew() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    let before = planner.canvas(&falls);
    planner.press("p");
    go_to(&mut planner, "Falls response");
    planner.press("space a").sees("ends today");
    planner.press("enter").sees("ends, and needs a note");
    planner
        .type_text("The money ended.")
        .press("enter")
        .sees("Kept.");
    let kept = planner.canvas(&falls);
    let State::Decided(outcome, on) = before.state() else {
        panic!("it is live");
    };
    assert_eq!(kept.state(), State::Ended(outcome, TODAY));
    assert_eq!(kept.date("decision.decided_on"), Some(on));
    assert_eq!(kept.text("decision.reason"), before.text("decision.reason"));
    assert_eq!(kept.ending_note(), Some("The money ended."));
    planner.press("u").sees("Taken back.");
    assert_eq!(planner.canvas(&falls).state(), before.state());
}

#[test]
fn a_what_if_that_a_colleague_s_decision_overtook_offers_nothing_and_says_what_happened() {
    let decline = |document: &mut Value| {
        document["decision"] = json!({ "choice": "say_no_kindly", "decided_on": "2026-11-08" });
    };
    let said = "it was decided meanwhile, on 8 November 2026: say no kindly";
    // Before it is asked what keeping would do.
    let mut planner = Planner::in_samples();
    let bus = id("winter-bus-campaign-5rkh");
    planner.press("p");
    go_to(&mut planner, "Winter bus campaign");
    planner.press("space").sees("what if taken in");
    planner.someone_else_writes(&bus, decline);
    planner.press("a").sees(said).sees_no("decided, go ahead");
    planner.press("enter");
    assert_eq!(
        planner.canvas(&bus).text("decision.choice"),
        Some("say_no_kindly")
    );
    // While that is shown.
    let mut planner = Planner::in_samples();
    planner.press("p");
    go_to(&mut planner, "Winter bus campaign");
    planner.press("space a").sees("decided, go ahead");
    planner.someone_else_writes(&bus, decline);
    planner
        .type_text("Because.")
        .press("enter")
        .sees("Not kept");
    planner.sees("decided meanwhile");
    assert_eq!(
        planner.canvas(&bus).text("decision.choice"),
        Some("say_no_kindly")
    );
}

#[test]
fn stopping_a_live_collaboration_in_a_what_if_offers_ending_a_pause_or_smaller() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    let State::Decided(_, since) = planner.canvas(&falls).state() else {
        panic!("it is live");
    };
    planner.press("p");
    go_to(&mut planner, "Falls response");
    planner
        .press("space")
        .sees("ending it. Space again: pausing it. m: something smaller");
    planner
        .press("m")
        .sees("what if smaller")
        .sees_no("what if without");
    planner.press("m space").sees("Tried: ending it");
    planner.press("space").sees("Tried: pausing it");
    planner.press("a").sees("decided, pause it");
    planner
        .type_text("No leads in winter.")
        .press("enter")
        .sees("Kept.");
    let paused = planner.canvas(&falls);
    assert_eq!(paused.state(), State::Decided(Outcome::NotYet, TODAY));
    assert_eq!(paused.date("decision.live_since"), Some(since));
    go_to(&mut planner, "Falls response");
    planner.press("enter l");
    planner
        .sees("which we have been doing")
        .sees_no("for asking us");
}

#[test]
fn days_that_were_only_tried_weigh_nothing_that_is_recorded() {
    let suggested = |days: &str| {
        let mut planner = Planner::in_samples();
        let icons = icons(&planner);
        planner.press("p T").type_text(days).press("enter");
        go_to(&mut planner, "The talking icons film");
        planner
            .press("space a")
            .type_text("They pay for it.")
            .press("enter");
        let kept = planner.canvas(&icons);
        (
            kept.value("decision.suggested").cloned(),
            kept.value("decision.because").cloned(),
        )
    };
    assert_eq!(suggested("5"), suggested("400"));
}

#[test]
fn a_lighter_form_is_shown_answer_by_answer_before_it_is_kept_and_taken_back() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    let before = planner.canvas(&falls);
    planner
        .press("p m a")
        .sees("Falls response at home: a lighter form")
        .sees("Closeness: from share resources to line up plans.");
    assert_eq!(planner.canvas(&falls), before, "nothing is kept yet");
    planner.press("enter").sees("Kept. u takes it back.");
    assert_eq!(
        planner.canvas(&falls).closeness(),
        Some(Closeness::LineUpPlans)
    );
    planner.press("u").sees("Taken back.");
    let answers = |canvas: &Canvas| {
        let mut document = canvas.document().clone();
        document.shift_remove("updated");
        document
    };
    assert_eq!(answers(&planner.canvas(&falls)), answers(&before));
    planner.press("u").sees("Nothing was kept here");

    // The days of each person, too.
    planner.press("end up m a").sees("from 1 to 0.91");
    planner.press("esc x home");

    // On the canvas, too, it is one change that can be taken back, after a restart as well.
    planner.press("m a enter");
    let mut planner = planner.again(None, false);
    planner.press("/").type_text("falls").press("enter");
    planner
        .press("u")
        .sees("Taken back: what was tried in the portfolio");
    assert_eq!(answers(&planner.canvas(&falls)), answers(&before));
}

#[test]
fn taking_back_leaves_what_was_answered_since() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    planner.press("p m a enter");
    planner.someone_else_writes(&falls, |document| {
        document["purpose"]["quality"] = json!("Everybody is called back.");
    });
    planner.press("u").sees("Taken back.");
    let now = planner.canvas(&falls);
    assert_eq!(now.closeness(), Some(Closeness::ShareResources));
    assert_eq!(
        now.text("purpose.quality"),
        Some("Everybody is called back.")
    );
}

#[test]
fn what_could_not_be_taken_back_can_be_later() {
    let mut planner = Planner::in_samples();
    let falls = id("falls-response-at-home-7k3f");
    planner.press("p m a enter");
    planner.someone_else_writes(&falls, |document| document["version"] = json!(2));
    planner.press("u").sees("Not taken back for falls-response");
    planner.someone_else_writes(&falls, |document| document["version"] = json!(1));
    planner.press("u").sees("Taken back.");
    assert_eq!(
        planner.canvas(&falls).closeness(),
        Some(Closeness::ShareResources)
    );
}

#[test]
fn a_team_that_is_tried_is_told_apart_kept_and_taken_back() {
    let mut planner = Planner::in_samples();
    let days = |planner: &Planner| {
        let settings = planner.workspace.load_settings();
        settings.expect("settings").team().days
    };
    planner.press("p T").type_text("40%").press("enter");
    planner.sees("of whose days?").press("esc T");
    planner.press("ctrl-u");
    for _ in 0..3 {
        planner.press("backspace");
    }
    planner.type_text("24 days").press("enter");
    planner.sees("24 in the team, 4.8 in reserve").press("a");
    planner.sees("Days alone cannot be kept");
    planner.press("x T").type_text("Clerk 20%").press("enter a");
    planner
        .sees("Clerk: 20% of their days; new in the team.")
        .press("enter");
    assert_eq!(days(&planner), 23.5);
    planner.press("u").sees("Taken back.");
    assert_eq!(days(&planner), 20.0);
}

#[test]
fn what_cannot_be_kept_stays_tried_and_says_why() {
    let mut planner = Planner::in_samples();
    let bus = id("winter-bus-campaign-5rkh");
    planner.press("p down down space a").type_text("Because.");
    planner.someone_else_writes(&bus, |document: &mut Value| document["version"] = json!(2));
    planner
        .press("enter")
        .sees("Not kept for winter-bus-campaign-5rkh");
    planner.sees("1 tried, nothing kept yet");
    assert_eq!(planner.canvas(&bus).state(), State::Draft);
}

#[test]
fn dropping_says_what_stays_where_the_order_was_changed_meanwhile() {
    let mut planner = Planner::in_samples();
    planner
        .press("p space > x")
        .sees("Only the new order stays");
    let settings = planner.workspace.load_settings().expect("settings");
    assert_eq!(settings.order()[1], "falls-response-at-home-7k3f");
    planner.press("space x").sees("Everything is as it was.");
}

#[test]
fn a_smaller_draft_says_what_it_changes_and_what_stands_in_its_way() {
    let mut planner = Planner::in_samples();
    planner
        .press("p end up m")
        .sees("as much is promised; for everything, 1.1 days are missing instead of 4.8")
        .sees("Takes 4.8 days; 4.8 are free. What stands above it takes those days first.");
    planner
        .press("space")
        .sees("what if in, smaller")
        .sees("16 promised instead of 11.2, 0 free instead of 4.8.");
    planner.press("end m").sees("open it to decide anew");
}

#[test]
fn another_team_says_only_what_it_changes() {
    let mut planner = Planner::in_samples();
    planner.press("p T").type_text("25").press("enter");
    planner.sees("Tried: as much is promised, 8.8 free instead of 4.8.");
}

#[test]
fn no_lighter_form_says_why() {
    let planner = Planner::with(&[]);
    let file = json!({
        "format": "whytogether.canvas", "version": 1, "id": "plan-2222",
        "cover": { "title": "Plan" },
    });
    let bytes = serde_json::to_vec(&file).expect("JSON");
    std::fs::write(planner.path(&id("plan-2222")), bytes).expect("writes");
    let mut planner = planner.again(None, false);
    planner.press("p m").sees("the team has no days yet");
    planner.press("T").type_text("0").press("enter m");
    planner.sees("the team has no days yet").press("T ctrl-u");
    planner.type_text("10").press("enter m");
    planner.sees("is not answered yet");
}

#[test]
fn much_that_changes_is_read_by_going_down_before_it_is_kept() {
    let mut planner = Planner::in_samples();
    planner.size = (60, 18);
    planner.press("p m space down space m down space down space down space down space m a");
    planner
        .sees("down for more; enter keeps it")
        .sees_no("Two calendars: decided");
    for _ in 0..30 {
        planner.press("down");
    }
    planner
        .sees("enter keeps it, esc leaves it tried")
        .sees_no("down for more");
    planner.press("up").sees("down for more");
}
