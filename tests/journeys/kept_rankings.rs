//! What was given or typed for a ranking is there after a restart, whatever the disk does, and what was
//! typed alone stays hidden.

use std::fs;

use whytogether::canvas::ranking::Ranking;

use crate::planner::Planner;

/// The only ranking on disk.
fn on_disk(planner: &Planner) -> Ranking {
    let mut entries = planner.workspace.rankings().expect("a folder");
    assert_eq!(entries.len(), 1);
    entries.remove(0).content.expect("it reads")
}

/// A ranking that two people have a part in, with the cursor on the first.
fn begun() -> Planner {
    let mut planner = Planner::with(&[]);
    planner
        .press("R n")
        .type_text("What is hard")
        .press("enter");
    planner.press("tab a");
    planner.type_text("Therapy lead, Operations").press("enter");
    planner
}

/// Opens the only ranking after a restart.
fn again(planner: Planner) -> Planner {
    let mut planner = planner.again(None, false);
    planner.press("R enter");
    planner
}

/// Something else stands where the folder of the rankings was.
fn break_disk(planner: &Planner) {
    let folder = planner.workspace.root().join("rankings");
    if folder.exists() {
        fs::rename(&folder, folder.with_extension("gone")).expect("moved");
    }
    fs::write(&folder, "no folder").expect("written");
}

fn mend_disk(planner: &Planner) {
    let folder = planner.workspace.root().join("rankings");
    fs::remove_file(&folder).expect("removed");
    if folder.with_extension("gone").exists() {
        fs::rename(folder.with_extension("gone"), &folder).expect("moved back");
    }
}

#[test]
fn an_order_that_the_disk_refused_goes_in_at_the_next_start() {
    let mut planner = begun();
    break_disk(&planner);
    planner.press("enter").type_text("3,1").press("enter");
    planner.sees("not saved: ").press("q");
    planner.sees("the next start has them");
    assert!(!planner.has_left());
    planner.press("q");
    assert!(planner.has_left());
    mend_disk(&planner);

    let mut planner = planner.again(None, false);
    planner.sees("Words that the disk had refused are in now: What is hard");
    let ready = |planner: &Planner| {
        let ranking = on_disk(planner);
        let people = ranking.people();
        people.iter().map(|one| one.is_ready).collect::<Vec<bool>>()
    };
    assert_eq!(ready(&planner), [true, false]);
    planner.press("R enter").sees("1 of 2 ready");
    assert!(
        planner
            .state_files_below("unwritten", "rankings")
            .is_empty()
    );
}

#[test]
fn what_others_gave_meanwhile_is_kept_beside_what_the_disk_refused() {
    let mut planner = begun();
    let before = planner.workspace.rankings().expect("a folder").remove(0).id;
    break_disk(&planner);
    planner.press("enter").type_text("3,1").press("enter q q");
    mend_disk(&planner);
    let loaded = planner.workspace.load_ranking(&before).expect("it reads");
    let mut theirs = loaded.ranking.clone();
    let now = "2026-11-23T10:00:00Z".parse().expect("an instant");
    theirs
        .rank("Operations", &vec![vec![1]], now)
        .expect("a name");
    planner
        .workspace
        .save_ranking(&theirs, &loaded, now)
        .expect("saved");

    let planner = planner.again(None, false);
    assert!(on_disk(&planner).is_open(), "both are in");
    assert!(on_disk(&planner).twice_ranked().is_empty());
}

#[test]
fn a_new_ranking_that_never_reached_the_disk_goes_in_at_the_next_start() {
    let mut planner = Planner::with(&[]);
    break_disk(&planner);
    planner
        .press("R n")
        .type_text("What is hard")
        .press("enter");
    planner.sees("not saved: ").press("tab a");
    planner
        .type_text("Office")
        .press("enter")
        .sees("not saved: ");
    planner.press("q q");
    assert!(planner.has_left());
    let mut planner = planner.again(None, false);
    planner.press("q").sees("the next start has them");
    mend_disk(&planner);
    let planner = planner.again(None, false);
    let ranking = on_disk(&planner);
    assert_eq!(
        (ranking.title(), ranking.people().len()),
        ("What is hard", 1)
    );
    assert_eq!(ranking.challenges().len(), 12);
}

#[test]
fn left_and_opened_again_a_ranking_is_as_it_was_given_though_the_disk_refuses() {
    let mut planner = begun();
    break_disk(&planner);
    planner.press("enter").type_text("3,1").press("enter");
    planner
        .press("esc")
        .sees("What is hard")
        .press("esc R enter");
    planner.sees("1 of 2 ready").sees("not saved: ");
    mend_disk(&planner);
    planner.press("a").type_text("Finance").press("enter");
    planner.sees_no("not saved");
    assert_eq!(on_disk(&planner).people().len(), 3);
    planner.press("q");
    assert!(planner.has_left());
}

#[test]
fn a_ranking_that_is_not_on_disk_is_not_thrown_away() {
    let mut planner = begun();
    break_disk(&planner);
    planner
        .press("enter")
        .type_text("3,1")
        .press("enter esc delete");
    planner
        .sees("Its last words are not on disk yet")
        .press("esc");
    mend_disk(&planner);
    planner.press("ctrl-s");
    assert!(on_disk(&planner).people()[0].is_ready);
}

#[test]
fn an_order_typed_alone_is_there_after_a_restart_and_still_hidden() {
    let mut planner = begun();
    planner.press("enter").type_text("7=3");
    let mut planner = again(planner);
    planner.frames = Some(Vec::new());
    planner
        .press("enter")
        .sees("What you typed here before goes on");
    planner.type_text(", 5").press("enter").sees("1 of 2 ready");
    for frame in planner.frames.take().expect("kept") {
        assert!(!frame.contains("7=3"), "{frame}");
    }
    let mut planner = again(planner);
    planner
        .press("down enter")
        .sees_no("goes on")
        .type_text("1")
        .press("enter");
    let open = on_disk(&planner);
    let open = open.open().expect("both are in");
    let ranks: Vec<f64> = [6, 2, 4, 0]
        .map(|item| open.standing.placed.iter().find(|one| one.item == item))
        .map(|one| one.expect("placed").ranks[0].value())
        .to_vec();
    assert_eq!(ranks, [1.5, 1.5, 3.0, 8.0]);
    assert_eq!(planner.state_files("typed"), Vec::<String>::new());
}

#[test]
fn what_was_typed_alone_for_another_list_is_not_taken_for_this_one() {
    let mut planner = begun();
    planner
        .press("enter")
        .type_text("3,1")
        .press("esc shift-tab g delete");
    planner.press("tab g enter").sees_no("goes on").press("esc");
    planner.press("shift-tab a enter").sees("12  ");
    planner.press("tab g enter").sees_no("goes on");
}
