//! Frames of every screen: how they look, that they fit any size, and that nothing in them steers a terminal.

mod anywhere;
mod keys;
mod looks;
#[path = "../journeys/planner.rs"]
#[allow(dead_code, reason = "the journeys use the rest of it")]
mod planner;
mod secret;

use jiff::Timestamp;
use planner::Planner;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;

/// Every screen of the samples, by a name for its snapshot and the keys that lead there from the list.
const SCREENS: &[(&str, &str)] = &[
    ("home", ""),
    ("find", "/"),
    ("new", "n"),
    ("canvas", "enter"),
    ("compare", "space space C"),
    ("compare_choice", "space down down space space C down down"),
    (
        "compare_table",
        "space down down space C tab tab tab tab tab tab tab tab tab tab tab tab tab tab tab tab",
    ),
    ("compare_anew", "space space C tab enter"),
    ("rankings", "R"),
    ("ranking", "R n H a r d enter tab a A n n a , B o enter"),
    (
        "ranking_alone",
        "R n H a r d enter tab a A n n a , B o enter enter 9 9 enter 3 , 1",
    ),
    (
        "ranking_result",
        "R n H a r d enter tab a A n n a , B o , C y enter enter 3 , 1 , 2 enter enter 9 enter enter 1 , 9 = 4 enter",
    ),
    ("text", "enter 2 enter"),
    ("text_example", "enter 2 e"),
    ("rows", "enter 2 tab tab"),
    ("row_field", "enter 2 tab tab enter"),
    ("choice", "enter 3"),
    ("scale", "enter 3 tab tab tab"),
    ("present_text", "enter 2 P"),
    ("present_choice", "enter 3 P K e e t ."),
    ("present_row_field", "enter 2 P tab tab enter tab"),
    ("present_canvas", "enter P c"),
    ("present_decide", "enter 3 P d"),
    ("present_alone", "enter 3 P R enter 2"),
    (
        "present_revealed",
        "enter 3 P R enter 2 enter enter 3 enter R",
    ),
    (
        "present_agreeing",
        "enter 3 P R enter 2 enter enter 3 enter R enter",
    ),
    (
        "present_to_talk_about",
        "enter 3 P R enter 2 enter enter 3 enter R esc",
    ),
    ("present_hidden", "enter 3 P R enter 2 enter esc"),
    ("minutes", "enter 3 P T down"),
    ("alone_hand_over", "enter 3 R"),
    ("alone_answer", "enter 3 R enter 2"),
    ("alone_ready", "enter 3 R enter 2 enter enter 3 enter"),
    ("alone_together", "enter 3 R enter 2 enter enter 3 enter R"),
    ("alone_early", "enter 3 R enter 2 enter R"),
    (
        "alone_trust",
        "down enter 4 tab R enter 2 enter 3 enter 3 enter 4 enter enter 4 enter 3 enter 2 enter 4 enter R",
    ),
    ("finish", "down enter f"),
    ("finish_form", "down enter f enter tab"),
    ("park_from_the_list", "ctrl-k"),
    ("decide", "enter d"),
    ("history", "enter h"),
    ("history_first", "enter h left left left tab"),
    ("history_put_back", "enter h tab tab enter right"),
    ("history_put_all_back", "enter h left r"),
    ("letter", "/ c a l e n d a r s enter l"),
    ("letter_field", "/ c a l e n d a r s enter l tab"),
    ("letter_sent", "/ f a l l s enter l m"),
    ("letter_kept", "/ s h o w c a s e enter l"),
    ("letter_unneeded", "down down down down enter l"),
    ("review", "down down down down enter r enter"),
    ("review_score", "down down down down enter r tab"),
    ("over_time", "down down down down enter r o"),
    ("ending", "down down enter e"),
    ("due", "d"),
    ("settings", "s"),
    ("portfolio", "p"),
    ("portfolio_value", "p 2"),
    ("portfolio_months", "p 3"),
    ("portfolio_spread", "p 4 down down"),
    ("portfolio_partners", "p 5"),
    ("portfolio_what_if", "p space m end up space"),
    ("portfolio_keep", "p m end up m space a enter"),
    ("this_or_that", "p o 1"),
    ("help", "enter d ?"),
    ("palette", "enter d :"),
    ("palette_question", "enter 2 : w o r t h"),
];

/// The samples, on a screen; every canvas was worked on before.
fn at(keys: &str) -> Planner {
    let mut planner = Planner::in_samples();
    give_history(&planner);
    if !keys.is_empty() {
        planner.press(keys);
    }
    planner
}

/// Gives every canvas earlier versions, the last of them decided.
fn give_history(planner: &Planner) {
    for id in planner.ids() {
        let now = planner.canvas(&id);
        let version = |updated: &str, change: &dyn Fn(&mut Value)| {
            let mut document = Value::Object(now.document().clone());
            document["updated"] = json!(updated);
            document["parked"] = json!([]);
            document
                .as_object_mut()
                .expect("keys")
                .shift_remove("decision");
            change(&mut document);
            Canvas::read(id.clone(), document.to_string().as_bytes()).expect("a canvas")
        };
        let first = version("2026-10-05T09:00:00Z", &|document| {
            document["purpose"] = json!({"change": "Something should be different."});
            document["value"]["worth"] = json!(2);
            document["partners"] = json!([]);
        });
        let second = version("2026-11-02T09:00:00Z", &|document| {
            document["purpose"]["quality"] = json!("To be agreed. ".repeat(30));
        });
        let third = version("2026-11-06T09:00:00Z", &|document| {
            document["value"]["worth"] = json!(5)
        });
        let last = version("2026-11-09T09:00:00Z", &|document| {
            document["decision"] = json!({"choice": "not_yet", "decided_on": "2026-11-09"});
            document["parked"] = json!([{"id": "k222", "text": "a thought"}]);
        });
        let versions = [&first, &second, &third, &last];
        let kept = planner
            .workspace
            .keep_versions(&id, &versions, Timestamp::UNIX_EPOCH);
        kept.expect("kept");
    }
}
