//! Why something is suggested, what would change it, and what a smaller yes is.

use serde_json::json;

use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::planner::Planner;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (60, 18)];

fn at_the_decision(name: &str, size: (u16, u16)) -> Planner {
    let mut planner = Planner::in_samples();
    planner.size = size;
    planner.press("/").type_text(name).press("enter d");
    planner
}

#[test]
fn a_reason_opens_with_what_it_rests_on_and_leads_to_the_answer() {
    for size in SIZES {
        let mut planner = at_the_decision("falls", size);
        planner.press("shift-tab down enter");
        planner.sees("Trust falls short").sees("Shown when the");
        planner
            .press("down down down down down")
            .sees("What would mend it");
        planner
            .press("up up up up up")
            .sees("Fellgate Ambulance: 3 of 5");
        planner.press("esc").sees("the decision");
        // The cursor is where it was: the same reason opens again, and leads to its answer.
        planner.press("enter").sees("Trust falls short");
        planner
            .press("enter")
            .sees("How much do we trust each other");
    }
}

#[test]
fn what_would_change_it_is_listed_with_who_said_so_and_each_is_one_key_away() {
    for size in SIZES {
        let mut planner = at_the_decision("falls", size);
        // Three findings, then what would lead up, and down.
        planner
            .press("shift-tab down down down")
            .sees("Would lead to go");
        planner.press("down down");
        planner.sees("Trust, Fellgate Ambulance: 4 instead of 3");
        planner
            .press("enter")
            .sees("How much do we trust each other");
        let mut planner = at_the_decision("falls", size);
        planner.press("shift-tab end up up").sees("as they told");
    }
}

#[test]
fn what_a_firm_suggestion_waits_for_is_one_key_away() {
    for size in SIZES {
        let mut planner = at_the_decision("talking", size);
        planner.press("shift-tab end");
        planner.sees("What could pull this apart from outside?");
        planner.press("enter").sees("OWNERSHIP 8 of 9");
    }
}

#[test]
fn w_finds_every_reason_every_turn_and_every_gap_from_anywhere_in_a_canvas() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("falls").press("enter c w");
    planner.sees("A thin gain. Only one point better");
    planner.type_text("go ahead, if closeness");
    planner.sees("go ahead, if Closeness: line up plans instead of share resources");
    planner.press("enter").sees("How close must we be?");
    planner.press("esc w").type_text("thin gain").press("enter");
    planner.sees("Shown when it beats the best other way");
    planner.press("esc").sees_no("Shown when");
}

#[test]
fn the_page_of_a_canvas_names_the_best_of_what_would_change_it() {
    let mut planner = Planner::in_samples();
    planner.size = (120, 40);
    planner.press("/").type_text("calendars").press("enter");
    planner.sees("go ahead, if Gains, Harrowdale Council: they told us");
    // What goes on is not to be turned any more.
    planner.press("esc /").type_text("bricks").press("enter");
    planner.sees("suggested: go ahead").sees_no(", if ");
}

#[test]
fn a_not_yet_names_the_lighter_form_that_would_be_possible_now() {
    let mut planner = Planner::in_samples();
    planner.size = (120, 60);
    planner.press("/").type_text("talking").press("enter d");
    planner.sees("Possible now: ");
}

#[test]
fn a_smaller_yes_asks_what_exactly_and_how_many_days_and_no_other_choice_does() {
    let mut planner = at_the_decision("winter", (120, 36));
    planner
        .sees_no("What exactly?")
        .press("3")
        .sees_no("What exactly?");
    planner.press("2").press("tab").sees("What exactly?");
    planner.type_text("One evening, one stop").press("tab");
    planner.sees("How many days a month of our work?");
    planner.type_text("0.5").press("tab");
    planner.type_text("Winter is short").press("tab enter");
    planner.sees("Our answer is yes, to something smaller");
    planner.sees("One evening, one stop, with 0.5 days");
    let kept = planner.canvas(&winter(&planner));
    assert_eq!(kept.text("decision.offer"), Some("One evening, one stop"));
    assert_eq!(kept.number("decision.days"), Some(0.5));
    planner.press("esc esc c").sees("Takes 1 ");
}

fn winter(planner: &Planner) -> whytogether::canvas::id::CanvasId {
    let ids = planner.ids();
    let found = ids.iter().find(|id| id.as_str().contains("winter-bus"));
    found.expect("a sample").clone()
}

#[test]
fn the_same_for_the_rest_fills_a_column_of_the_partners_and_is_one_step_back() {
    let mut planner = Planner::in_samples();
    planner.press("/").type_text("winter").press("enter :");
    planner.type_text("same vision").press("enter");
    planner.sees("Would they say the same?");
    let vision = |planner: &Planner| {
        let canvas = planner.canvas(&winter(planner));
        let rows = canvas.document()["partners"]
            .as_array()
            .expect("rows")
            .clone();
        rows.iter()
            .map(|row| row["vision"].clone())
            .collect::<Vec<_>>()
    };
    planner
        .press("=")
        .sees("Every partner has an answer there already.");
    let id = winter(&planner);
    planner.someone_else_writes(&id, |canvas| {
        let partners = canvas["partners"].as_array_mut().expect("rows");
        for partner in &mut partners[1..] {
            partner.as_object_mut().expect("a row").remove("vision");
        }
    });
    planner.tell(Msg::Changed(Change::Canvas(id.clone())));
    planner
        .press("=")
        .sees("The same for 2 more partners. Press u to take it back.");
    assert_eq!(
        vision(&planner),
        [json!("agreed"), json!("agreed"), json!("agreed")]
    );
    planner.press("u");
    assert_eq!(
        vision(&planner),
        [json!("agreed"), json!(null), json!(null)]
    );
}

#[test]
fn a_smaller_what_if_that_is_kept_offers_its_days_and_leaves_what_people_entered() {
    let mut planner = Planner::in_samples();
    let ids = planner.ids();
    let film = ids
        .iter()
        .find(|id| id.as_str().contains("talking"))
        .expect("a sample")
        .clone();
    let people = |planner: &Planner| planner.canvas(&film).document()["capacity"]["people"].clone();
    let entered = people(&planner);
    planner.press("p end up m space a enter");
    planner.type_text("Less of it is enough").press("enter");
    planner.sees("Kept.");
    let kept = planner.canvas(&film);
    assert_eq!(kept.number("decision.days"), Some(1.82));
    assert_eq!(people(&planner), entered);
    planner.sees("4.8 d");
}
