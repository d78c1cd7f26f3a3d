//! Words that are not in a canvas yet: in the settings, in a line over the screen, in what the disk
//! refused.

use std::fs;

use serde_json::{Value, json};
use whytogether::tui::app::Msg;
use whytogether::workspace::watch::Change;

use crate::id;
use crate::planner::Planner;

const CANVAS: &[u8] =
    br#"{"format":"whytogether.canvas","version":1,"id":"falls-7k3f","cover":{"title":"Falls"}}"#;

fn with_team(team: Value) -> Planner {
    let planner = Planner::with(&[("falls-7k3f.json", CANVAS)]);
    someone_writes_the_team(&planner, team);
    let mut planner = planner.again(None, false);
    planner.press("s");
    planner
}

fn someone_writes_the_team(planner: &Planner, team: Value) {
    let document = json!({"format": "whytogether.workspace", "version": 1, "team": team});
    let bytes = serde_json::to_vec(&document).expect("JSON");
    fs::write(planner.workspace.settings_path(), bytes).expect("written");
}

fn names(planner: &Planner) -> Vec<String> {
    let settings = planner.workspace.load_settings().expect("settings");
    let members = settings.members().into_iter();
    members.map(|member| member.person).collect()
}

#[test]
fn a_person_whom_someone_else_adds_above_is_not_typed_over() {
    for ids in [true, false] {
        let row = |id: &str, person: &str| match ids {
            true => json!({"id": id, "person": person, "share": 0.3}),
            false => json!({"person": person, "share": 0.3}),
        };
        let mut planner = with_team(json!([row("t222", "Therapy lead"), row("t223", "Office")]));
        planner
            .press("down down down enter")
            .sees("Who? A role is enough.");
        someone_writes_the_team(
            &planner,
            json!([{"person": "Newcomer"}, row("t222", "Therapy lead"), row("t223", "Front office")]),
        );
        planner.type_text(" of");
        planner.tell(Msg::Changed(Change::Settings));
        planner.type_text(" two").press("esc");
        let expected = ["Newcomer", "Therapy lead of two", "Front office"];
        assert_eq!(names(&planner), expected, "with ids: {ids}");
    }
}

#[test]
fn settings_are_on_disk_while_the_field_is_still_open() {
    let mut planner = with_team(json!([]));
    planner.type_text("a").type_text("Analyst");
    assert_eq!(names(&planner), ["Analyst"]);
    planner.sees("saved");
}

#[test]
fn a_share_that_both_changed_is_said_with_what_the_other_wrote() {
    let mut planner = with_team(json!([{"id": "t222", "person": "Office", "share": 0.3}]));
    planner
        .press("down down down right right enter")
        .sees("What share");
    someone_writes_the_team(
        &planner,
        json!([{"id": "t222", "person": "Office", "share": 0.4}]),
    );
    planner.press("backspace");
    planner.sees("Yours stands. Someone else changed the share of Office (40 %) too.");
}

#[test]
fn a_number_out_of_range_is_there_again_after_a_restart() {
    let mut planner = with_team(json!([{"id": "t222", "person": "Office", "share": 0.3}]));
    planner
        .press("down down down right enter")
        .type_text("99")
        .press("esc");
    let mut planner = planner.again(None, false);
    planner.press("s down down down right enter").sees("`99`");
}

#[test]
fn a_title_that_was_not_used_is_there_after_a_restart_and_gone_once_it_is_used() {
    let mut planner = Planner::with(&[]);
    planner.press("n").type_text("Winter walks");
    let mut planner = planner.again(None, false);
    planner.press("n").sees("Winter walks").press("esc");
    let mut planner = planner.again(None, false);
    planner.press("n").press("enter");
    assert_eq!(planner.only_canvas().title(), "Winter walks");
    let mut planner = planner.again(None, false);
    planner.press("n").sees("A new canvas");
    let words = planner.words();
    assert_eq!(words.matches("Winter walks").count(), 1, "{words}");
    assert_eq!(planner.state_files("typed"), Vec::<String>::new());
}

#[test]
fn a_thought_half_typed_is_there_after_a_restart() {
    let mut planner = Planner::with(&[("falls-7k3f.json", CANVAS)]);
    planner.press("enter 2 ctrl-k").type_text("ask the council");
    let mut planner = planner.again(Some(&id("falls-7k3f")), false);
    planner
        .press("ctrl-k")
        .sees("ask the council")
        .press("enter");
    let mut planner = planner.again(Some(&id("falls-7k3f")), false);
    planner.press("ctrl-k").sees("ask the council");
    assert_eq!(planner.only_canvas().parked().len(), 1);
    assert_eq!(planner.state_files("typed"), Vec::<String>::new());
}

#[test]
fn what_the_disk_refused_goes_in_at_the_next_start() {
    let mut planner = Planner::with(&[("falls-7k3f.json", CANVAS)]);
    planner.press("enter 2").sees("What should be different?");
    let folder = planner.workspace.canvases_path();
    let aside = folder.with_extension("gone");
    fs::rename(&folder, &aside).expect("moved");
    fs::write(&folder, "no folder").expect("written");
    planner.paste("Nobody waits alone.").sees("not saved: ");
    planner.press("esc q").sees("the next start has them");
    assert!(!planner.has_left());
    planner.press("q");
    assert!(planner.has_left());
    fs::remove_file(&folder).expect("removed");
    fs::rename(&aside, &folder).expect("moved back");
    planner.someone_else_writes(&id("falls-7k3f"), |document| {
        document["purpose"] = json!({"quality": "Nobody is left."});
    });

    let mut planner = planner.again(None, false);
    planner.sees("Words that the disk had refused are in now: Falls");
    let kept = planner.only_canvas();
    assert_eq!(kept.text("purpose.change"), Some("Nobody waits alone."));
    assert_eq!(kept.text("purpose.quality"), Some("Nobody is left."));
    assert_eq!(planner.state_files("unwritten"), ["canvases"]);
    planner.press("enter u").sees_no("Nobody waits alone.");
}

#[test]
fn words_that_could_not_be_taken_up_outlive_a_save_and_another_refusal() {
    let mut planner = Planner::with(&[("falls-7k3f.json", CANVAS)]);
    let folder = planner.workspace.canvases_path();
    let aside = folder.with_extension("gone");
    let refuse = || {
        fs::rename(&folder, &aside).expect("moved");
        fs::write(&folder, "no folder").expect("written");
    };
    let mend = || {
        fs::remove_file(&folder).expect("removed");
        fs::rename(&aside, &folder).expect("moved back");
    };
    let path = planner.path(&id("falls-7k3f"));
    planner.press("enter 2").sees("What should be different?");
    refuse();
    planner.paste("Nobody waits alone.").sees("not saved: ");
    planner.press("esc q q");
    mend();
    fs::write(&path, "{ not yet").expect("written");

    let mut planner = planner.again(None, false);
    fs::write(&path, CANVAS).expect("written");
    planner.tell(Msg::Changed(Change::Everything));
    planner.press("enter 2").paste("Taxis.").press("ctrl-s");
    let kept = |planner: &Planner| planner.state_files_below("unwritten", "canvases").len();
    assert_eq!(kept(&planner), 1);
    refuse();
    planner.paste(" Buses.").sees("not saved: ");
    assert_eq!(kept(&planner), 2);
    mend();
    planner.press("ctrl-s").sees_no("not saved: ");
    assert_eq!(kept(&planner), 1);

    let mut planner = planner.again(None, false);

    planner.sees("Words that the disk had refused are in now: Falls");
    assert_eq!(kept(&planner), 0);
    let canvas = planner.only_canvas();
    assert_eq!(canvas.text("purpose.change"), Some("Nobody waits alone."));
    let conflicts = canvas.conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!(conflicts[0].theirs, json!("Taxis. Buses."));
}

#[test]
fn leaving_asks_while_unfinished_text_is_kept_nowhere() {
    let mut planner = Planner::with(&[("falls-7k3f.json", CANVAS)]);
    planner.size = (80, 24);
    planner.state_folder_is_refused();
    planner
        .press("enter 1 shift-tab")
        .sees("When do they need an answer?");
    planner.paste("5 december or so");
    planner.sees("Unfinished text is kept nowhere: a file is where a folder should be.");
    planner
        .press("left")
        .sees("unfinished text is kept nowhere");
    planner
        .press("esc q")
        .sees("Unfinished text is kept nowhere. Press q again to leave without it.");
    assert!(!planner.has_left());
    planner.state_folder_is_allowed();
    planner.press("ctrl-s").sees_no("kept nowhere");
    planner.press("q");
    assert!(planner.has_left());
}
