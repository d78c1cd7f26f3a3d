//! People put challenges in order on one screen, each alone, and see where they differ.

use whytogether::canvas::ranking::Ranking;

use crate::planner::Planner;

/// The only ranking on disk.
fn on_disk(planner: &Planner) -> Ranking {
    let mut entries = planner.workspace.rankings().expect("a folder");
    assert_eq!(entries.len(), 1);
    entries.remove(0).content.expect("it reads")
}

/// A new ranking of five challenges, of which these people have a part.
fn begun(people: &str) -> Planner {
    let mut planner = Planner::with(&[]);
    planner.press("R").sees("No ranking yet").press("n");
    planner.type_text("What is hard").press("enter");
    planner.press(&["delete"; 12].join(" "));
    for name in ["Apples", "Bread", "Corn", "Dates", "Eggs"] {
        planner.press("a ctrl-u").type_text(name).press("enter");
    }
    planner.press("tab a").type_text(people).press("enter");
    planner
}

/// The person under the cursor gives an order.
fn gives(planner: &mut Planner, order: &str) {
    planner.press("enter").sees("The others look away");
    planner.type_text(order).press("enter");
}

#[test]
fn three_people_rank_by_keys_and_the_worked_example_comes_out() {
    let mut planner = begun("Therapy lead, Operations, Finance");
    planner.sees("0 of 3 ready");
    gives(&mut planner, "1,2,3,4,5");
    planner.sees("1 of 3 ready").sees("Therapy lead is ready");
    gives(&mut planner, "2 1 3 4 5");
    planner.sees("2 of 3 ready").sees_no("mean");
    gives(&mut planner, "apples, eggs, corn, bread, dates");
    planner
        .sees(
            "Ranked by Therapy lead, Operations and Finance. You broadly agree, with differences.",
        )
        .sees("A Therapy lead   B Operations   C Finance");
    let frame = planner.frame();
    let rows = ["Apples", "Bread", "Corn", "Eggs", "Dates"];
    let found: Vec<&str> = frame
        .lines()
        .filter_map(|line| rows.iter().find(|name| line.contains(**name)).copied())
        .collect();
    assert_eq!(found[..5], rows, "{frame}");
    let eggs = frame
        .lines()
        .find(|line| line.contains("Eggs"))
        .expect("a row");
    let letters: String = eggs
        .split("Eggs")
        .nth(1)
        .expect("a plot")
        .chars()
        .filter(|c| "ABC".contains(*c))
        .collect();
    assert_eq!(letters, "CAB", "{eggs}");
    planner.press("down down down");
    planner.sees("Talk about this one: Eggs. Among the worst for one of you and among the least for another: Therapy lead 5, Operations 5, Finance 2.");
    assert!(on_disk(&planner).is_open());
}

#[test]
fn no_frame_depends_on_what_somebody_types_alone() {
    let frames = |order: &str| {
        let mut planner = begun("Therapy lead, Operations");
        planner.press("enter");
        planner.frames = Some(Vec::new());
        planner
            .type_text(order)
            .paste("7, 9")
            .press("backspace ctrl-u");
        planner.type_text(order).press("enter").press("down up");
        planner.frames.take().expect("kept")
    };
    let (one, other) = (frames("5,4"), frames("1 3"));
    assert_eq!(one, other);
    assert!(one[0] == one[1] && one.iter().all(|frame| !frame.contains("5,4")));
}

#[test]
fn a_slip_is_named_without_what_was_typed_and_esc_gives_nothing() {
    let mut planner = begun("Therapy lead, Operations");
    planner.press("enter").type_text("zebra, 77").press("enter");
    planner
        .sees("Not kept: entry 1 of the order")
        .sees_no("zebra")
        .sees_no("77");
    planner
        .type_text("3")
        .press("esc")
        .sees("Nothing is given yet");
    planner
        .press("enter")
        .type_text(" 2")
        .press("enter")
        .sees("1 of 2 ready");
    let disk = String::from_utf8(on_disk(&planner).to_bytes()).expect("text");
    assert_eq!(disk.matches("worst_first").count(), 1);
}

#[test]
fn the_list_and_the_people_change_until_somebody_has_ranked() {
    let mut planner = begun("Therapy lead, Operatins");
    planner.press("down delete").sees("Taken out: Operatins");
    planner.press("a").sees("Operatins").press("ctrl-u");
    planner.type_text("Operations").press("enter");
    planner.press("tab g enter").sees("Apples").press("ctrl-u");
    planner
        .type_text("Pears")
        .press("enter")
        .sees("Pears")
        .sees_no("Apples");
    planner.press("a").type_text("pears").press("enter");
    planner
        .sees("the list has this challenge already")
        .press("a")
        .sees("pears");
    planner.press("esc tab");
    gives(&mut planner, "1");
    planner.sees("it stays").press("tab delete");
    planner.sees("the list stays as it is").sees("Pears");
    planner.press("tab end delete").sees("with a name");
    planner.press("g delete").sees("who has ranked stays");
    assert_eq!(on_disk(&planner).people().len(), 2);
}

#[test]
fn somebody_named_has_it_shown_and_whoever_ranks_later_is_marked() {
    let mut planner = begun("Therapy lead, Operations");
    planner.press("R").type_text("Finance").press("enter");
    planner.sees("nobody has ranked yet");
    gives(&mut planner, "3");
    planner
        .press("R ctrl-u")
        .type_text("Finance")
        .press("enter");
    planner.sees("Shown because Finance said so; Operations has not ranked yet.");
    planner.press("tab tab end");
    gives(&mut planner, "1,2");
    planner.sees("Operations ranked after the others' order could be seen.");
    assert_eq!(on_disk(&planner).revealed_by(), Some("Finance"));
}

#[test]
fn one_person_everyone_equal_and_parts_of_an_order_are_said_in_words() {
    for (people, orders, words) in [
        ("One", vec!["2,1"], "nobody to agree with yet"),
        (
            "One, Two",
            vec!["1=2=3=4=5", "5=4=3=2=1"],
            "everything shares one place",
        ),
        (
            "One, Two",
            vec!["1", "1=2"],
            "You broadly agree, with differences.",
        ),
    ] {
        let mut planner = begun(people);
        for order in orders {
            gives(&mut planner, order);
        }
        planner.sees(words);
    }
    let mut planner = begun("One, Two");
    gives(&mut planner, "1");
    gives(&mut planner, "1");
    planner
        .sees("2=")
        .sees("3.5")
        .press("G")
        .sees("(not placed)");
}

#[test]
fn whoever_left_a_challenge_out_is_named_below_it_and_has_no_letter_on_its_line() {
    let mut planner = begun("One, Two");
    gives(&mut planner, "3,1,2");
    gives(&mut planner, "1,2,5");
    let frame = planner.frame();
    let lines: Vec<&str> = frame.lines().collect();
    let row = |name: &str| {
        let at = lines.iter().position(|line| line.contains(name));
        let at = at.expect("a row");
        (lines[at], lines[at + 1].trim())
    };
    let (corn, below) = row("Corn");
    assert!(corn.contains('A') && !corn.contains('B'), "{frame}");
    assert_eq!(below, "not placed by Two", "{frame}");
    assert!(row("Dates").0.contains("placed by nobody"), "{frame}");
    assert!(!row("Apples").1.contains("not placed"), "{frame}");
    planner
        .press("g down down")
        .sees_no("Talk about this one")
        .sees("Two 4.5 (not placed)");
}

#[test]
fn a_ranking_is_there_again_goes_to_the_trash_and_comes_back() {
    let mut planner = begun("One, Two");
    gives(&mut planner, "1");
    let before = on_disk(&planner);
    let mut planner = planner.again(None, false);
    planner
        .press("R")
        .sees("What is hard")
        .sees("1 of 2 ready")
        .press("delete");
    planner.sees("Moved to the trash").sees("No ranking yet");
    planner.press("r").sees("1 of 2 ready");
    assert_eq!(on_disk(&planner), before);
    planner
        .press("enter")
        .sees("Who ranks")
        .press("esc")
        .sees("Rankings");
    planner.press("esc").sees("Why together?");
}

#[test]
fn what_someone_else_ranks_meanwhile_stays() {
    let mut planner = begun("One, Two, Three");
    let mut theirs = on_disk(&planner);
    let now = "2026-11-23T10:00:00Z".parse().expect("an instant");
    theirs.rank("Three", &vec![vec![4]], now).expect("a name");
    let path = planner.workspace.ranking_path(theirs.id());
    std::fs::write(path, theirs.to_bytes()).expect("written");
    gives(&mut planner, "1");
    planner.sees("2 of 3 ready");
    gives(&mut planner, "2");
    planner.sees("Ranked by One, Two and Three");
}

#[test]
fn an_order_that_cannot_be_written_is_not_lost() {
    let mut planner = begun("One, Two");
    let folder = planner.workspace.rankings_path();
    let aside = folder.with_extension("aside");
    std::fs::rename(&folder, &aside).expect("moved");
    std::fs::write(&folder, "in the way").expect("written");
    gives(&mut planner, "1");
    planner.sees("not saved").press("esc").sees("not saved");
    planner
        .press("q")
        .sees("Press q again: the next start has them");
    assert!(!planner.has_left());
    std::fs::remove_file(&folder).expect("gone");
    std::fs::rename(&aside, &folder).expect("moved");
    planner.press("ctrl-s").sees_no("not saved");
    assert!(on_disk(&planner).people()[0].is_ready);
}

#[test]
fn a_list_that_somebody_has_ranked_is_refused_at_the_key_and_own_words_may_stay() {
    let mut planner = begun("One, Two");
    planner.press("tab g enter").sees("Other words");
    planner
        .press("enter")
        .sees_no("Other words")
        .sees_no("Not kept");
    planner.press("tab");
    gives(&mut planner, "1");
    planner.press("tab");
    for key in ["enter", "a"] {
        planner.press(key).sees("Not changed: somebody has ranked");
        planner.sees_no("Other words").sees_no("A challenge");
    }
}

#[test]
fn in_a_small_window_every_challenge_is_read_whole_and_what_is_not_in_view_is_said() {
    let mut planner = Planner::with(&[]);
    planner.size = (60, 18);
    planner
        .press("R n")
        .type_text("What is hard")
        .press("enter");
    planner.sees("more below").press("tab a");
    planner.type_text("One").press("enter");
    let read = |planner: &mut Planner, key: &str| {
        let mut read = planner.words();
        for _ in 0..30 {
            read.push_str(&planner.press(key).words());
        }
        let read = read.replace(['│', '▸', '─'], "");
        let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = read.find("...").map(|at| &read[at.saturating_sub(60)..at]);
        assert_eq!(cut, None);
        for text in Ranking::shipped_challenges() {
            assert!(read.contains(text), "`{text}` is cut or missing");
        }
    };
    planner.press("shift-tab g");
    read(&mut planner, "down");
    planner.sees("more above").press("tab enter");
    planner.sees("more below: down");
    read(&mut planner, "down");
    planner
        .sees("more above: up")
        .type_text("3,1")
        .press("enter");
    planner.sees("Ranked by One").sees("more below");
    // The one that the cursor is on stands in full below the list.
    read(&mut planner, "down");
    planner.sees("more above");
}

#[test]
fn no_key_is_offered_that_does_nothing_once_somebody_has_ranked() {
    let mut planner = begun("One, Two");
    planner.press("tab").sees("enter reword").sees("a add");
    planner.sees_no("R show now").press("tab");
    gives(&mut planner, "1");
    planner.press("down").sees("R show now").press("tab");
    planner.sees_no("enter reword").sees_no("a add");
}
