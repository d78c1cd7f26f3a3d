//! Ranking by prompts on a real terminal: what is typed alone leaves no trace before all are in.

use std::fs;

use crate::ENTER;
use crate::pty::{Home, Session};

const ALONE: &str = ", the others look away:";

fn sit(home: &Home) -> Session {
    let arguments = [
        "rank",
        "What is hard",
        "--people",
        "Therapy lead,Operations",
    ];
    let mut session = home.start(&arguments, &[]);
    session.sees("gives one other words.");
    session.types(ENTER);
    session.sees(&format!("Therapy lead{ALONE}"));
    session
}

/// Types an order while nobody looks.
fn answers(session: &mut Session, name: &str, order: &str) {
    let prompt = format!("{name}{ALONE}");
    session.wait(&prompt, |session| {
        session.text().trim_end().ends_with(&prompt)
    });
    session.types(order);
    session.types(ENTER);
}

fn file_of(home: &Home) -> String {
    let folder = home.canvases().with_file_name("rankings");
    let mut files = fs::read_dir(folder).expect("a folder").flatten();
    let file = files.next().expect("a ranking");
    fs::read_to_string(file.path()).expect("read")
}

/// Every byte of a session that ended with the picture.
fn shown_at_the_end(session: &mut Session) -> String {
    // The picture may be longer than the window.
    session.wait("least", |session| {
        String::from_utf8_lossy(&session.bytes).contains("least")
    });
    String::from_utf8(session.bytes.clone()).expect("UTF-8")
}

/// Every byte that two people's orders send to the terminal, before and after all are in.
fn sent(first: &str, second: &str) -> (String, String) {
    let home = Home::new();
    let mut session = sit(&home);
    answers(&mut session, "Therapy lead", first);
    session.sees("Therapy lead ready · Operations not yet");
    answers(&mut session, "Operations", second);
    assert_eq!(session.ends(), 0);
    let all = shown_at_the_end(&mut session);
    let (before, after) = all.split_once("Ranked by").expect("it is shown in the end");
    (before.to_owned(), after.to_owned())
}

#[test]
fn whatever_people_type_alone_the_terminal_gets_the_same_bytes_until_all_are_in() {
    let (long, after_long) = sent(
        "0012,0011,0010,9=8,7,6,5,4,3,2,1",
        "1,2,3,4,5,6,7,8,9,10,11,12\u{7f}2",
    );
    let (short, after_short) = sent("9\x1b[D\x1b[3~5", "nobody");
    assert_eq!(long, short);
    assert!(!long.contains("001") && !long.contains("nobody"), "{long}");
    assert_ne!(after_long, after_short);
}

#[test]
fn whatever_is_typed_ahead_of_any_prompt_leaves_no_trace() {
    let home = Home::new();
    let people = "Therapy lead,Operations";
    let mut session = home.start(&["rank", "What is hard", "--people", people], &[]);
    let before = session.modes_before.clone();
    session.wait("hidden", |session| session.modes() != before);
    // The list is taken, two people answer, and somebody types on: all of it before the first prompt.
    session.types("\r0012,0011\r0010,0009\r0007,0008");
    assert_eq!(session.ends(), 0);
    let all = shown_at_the_end(&mut session);
    assert!(!all.contains("000") && !all.contains("001"), "{all}");
    assert_eq!(file_of(&home).matches("worst_first").count(), 2);
    assert_eq!(session.modes(), before);
}

#[test]
fn what_is_typed_of_the_list_shows_as_it_is_typed_and_can_be_taken_back() {
    let home = Home::new();
    let people = "Therapy lead,Operations";
    let mut session = home.start(&["rank", "What is hard", "--people", people], &[]);
    session.sees("gives one other words.");
    session.types("+ No timx\u{7f}e\r");
    session.sees("\n+ No time\n");
    session.sees(" 13. No time");
    session.types("+ Nomoney\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D \r");
    session.sees(" 14. No money");
}

#[test]
fn a_slip_is_named_without_repeating_what_was_typed() {
    let home = Home::new();
    let mut session = sit(&home);
    answers(&mut session, "Therapy lead", "zebra,99");
    session.sees("Not kept: entry 1 of the order is none of the challenges");
    answers(&mut session, "Therapy lead", "77,3,77");
    session.wait("the second slip", |session| {
        session.text().matches("Not kept").count() == 2
    });
    let all = String::from_utf8_lossy(&session.bytes).into_owned();
    assert!(
        !all.contains("zebra") && !all.contains("77") && !all.contains("99"),
        "{all}"
    );
}

#[test]
fn the_terminal_is_as_it_was_on_every_way_out_and_what_was_given_is_kept() {
    type WayOut = fn(&mut Session);
    let ways: [(&str, u32, WayOut); 4] = [
        (":q", 0, |session| session.types(":q\r")),
        ("ctrl-c", 130, |session| session.types("12\u{3}")),
        ("ctrl-d", 0, |session| session.types("\u{4}")),
        ("TERM", 1, |session| {
            session.types("12");
            session.signal("TERM");
        }),
    ];
    for (way, code, out) in ways {
        let home = Home::new();
        let mut session = sit(&home);
        answers(&mut session, "Therapy lead", "3,1");
        session.sees(&format!("Operations{ALONE}"));
        assert_ne!(session.modes(), session.modes_before, "{way}");
        out(&mut session);
        assert_eq!(session.ends(), code, "{way}");
        let before = session.modes_before.clone();
        session.wait("the modes of before", |session| session.modes() == before);
        assert_eq!(file_of(&home).matches("worst_first").count(), 1, "{way}");
        assert!(
            !String::from_utf8_lossy(&session.bytes).contains("Ranked by"),
            "{way}"
        );
    }
}

#[test]
fn somebody_named_may_have_it_shown_before_all_are_in() {
    let home = Home::new();
    let mut session = sit(&home);
    answers(&mut session, "Therapy lead", "3,1");
    answers(&mut session, "Operations", ":reveal Finance");
    assert_eq!(session.ends(), 0);
    let all = shown_at_the_end(&mut session);
    assert!(
        all.contains("Shown because Finance said so; Operations has not ranked yet."),
        "{all}"
    );
}

#[test]
fn stopping_and_going_on_hides_what_is_typed_again() {
    let home = Home::new();
    let mut session = sit(&home);
    session.signal("TSTP");
    let before = session.modes_before.clone();
    session.wait("the modes of before", |session| session.modes() == before);
    session.wait("hidden again", |session| {
        session.signal("CONT");
        session.modes() != before
    });
    answers(&mut session, "Therapy lead", "0012,3");
    session.sees("Therapy lead ready");
    assert!(!String::from_utf8_lossy(&session.bytes).contains("0012"));
}

#[test]
fn an_order_half_typed_alone_outlives_a_kill_and_stays_hidden() {
    let home = Home::new();
    let people = ["--people", "Therapy lead,Operations", "--challenges", "-"];
    let mut begun = home.start(&[&["rank", "What is hard"], &people[..]].concat(), &[]);
    begun.types("Apples\rBread\rCorn\r\u{4}");
    begun.sees("Enter takes this list;");
    begun.types(":q\r\u{4}");
    begun.ends();

    let to_the_first = |session: &mut Session| {
        session.sees("No canvas yet");
        session.types("R");
        session.sees("of 2 ready");
        session.types("\r");
        session.sees("Who ranks");
        session.types("\r");
        session.sees("Therapy lead, this is yours");
    };
    let mut session = home.start(&[], &[]);
    to_the_first(&mut session);
    session.types("0003 0001");
    session.wait("the order kept", |_| home.kept().contains("0003 0001"));
    session.signal("KILL");
    session.ends();

    let mut again = home.start(&[], &[]);
    to_the_first(&mut again);
    again.sees("What you typed here before goes on");
    again.types("\r");
    again.sees("1 of 2 ready");
    again.types("q");
    assert_eq!(again.ends(), 0);
    assert_eq!(file_of(&home).matches("worst_first").count(), 1);
    for session in [session, again] {
        let sent = String::from_utf8_lossy(&session.bytes).into_owned();
        assert!(!sent.contains("000"), "{sent}");
    }
    assert!(!home.kept().contains("0003"), "it is given");
}

#[test]
fn what_the_disk_refused_of_a_ranking_is_named_to_the_shell_and_goes_in_at_the_next_start() {
    let home = Home::new();
    let folder = home.canvases().with_file_name("rankings");
    let mut session = home.start(&[], &[]);
    session.sees("No canvas yet");
    session.types("RnWhat is hard\r");
    session.sees("Challenges");
    session.sees(" saved");
    let gone = folder.with_extension("gone");
    fs::rename(&folder, &gone).expect("moved");
    fs::write(&folder, "no folder").expect("written");
    session.types("\taOperations\r");
    session.sees("not saved");
    session.types("\r0003,0001\r");
    session.wait("the order kept", |_| home.kept().contains("worst_first"));
    session.signal("TERM");
    assert_eq!(session.ends(), 1, "words are not where they belong");
    session.sees("`What is hard` is not in the workspace");
    session.sees("Its last words are kept in");
    session.sees("not all that was typed is in the workspace");
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    assert!(!sent.contains("0003"), "{sent}");
    fs::remove_file(&folder).expect("removed");
    fs::rename(&gone, &folder).expect("moved back");

    let mut again = home.start(&[], &[]);
    again.sees("Words that the disk had refused are in now: What is hard");
    assert_eq!(file_of(&home).matches("worst_first").count(), 1);
}

#[test]
fn what_the_disk_refused_at_the_prompts_is_put_by_for_the_next_start() {
    let prompts = ["rank", "What is hard", "--json"];
    let screen_says = "Words that the disk had refused are in now: What is hard";
    let prompts_say = "words of `What is hard` that the disk had refused are in now";
    for (next, says) in [(&[][..], screen_says), (&prompts, prompts_say)] {
        let home = Home::new();
        let mut session = sit(&home);
        let folder = home.canvases().with_file_name("rankings");
        let gone = folder.with_extension("gone");
        fs::rename(&folder, &gone).expect("moved");
        fs::write(&folder, "no folder").expect("written");
        answers(&mut session, "Therapy lead", "0003,0001");
        session.sees("Not saved: ");
        session.types(":q\r");
        assert_eq!(session.ends(), 1);
        session.sees("its last words are kept in");
        let sent = String::from_utf8_lossy(&session.bytes).into_owned();
        assert!(!sent.contains("0003"), "{sent}");
        fs::remove_file(&folder).expect("removed");
        fs::rename(&gone, &folder).expect("moved back");

        let mut again = home.start(next, &[]);
        again.wait(says, |session| {
            String::from_utf8_lossy(&session.bytes).contains(says)
        });
        assert_eq!(file_of(&home).matches("worst_first").count(), 1);
        assert!(!home.kept().contains("worst_first"), "it is on disk");
    }
}

#[test]
fn on_the_screen_nothing_that_is_typed_alone_reaches_the_terminal_before_all_are_in() {
    let home = Home::new();
    let mut session = home.start(&[], &[]);
    session.sees("No canvas yet");
    session.types("R");
    session.sees("No ranking yet");
    session.types("nWhat is hard\r");
    session.sees("Challenges");
    session.types("\ta");
    session.sees("Names or roles");
    session.types("Therapy lead,Operations\r");
    session.sees("0 of 2 ready");
    session.types("\r");
    session.sees("Therapy lead, this is yours");
    // All that is typed while nobody may look, key by key and at once; the answer to ctrl-l says that it
    // was read.
    for keys in ["0012", ",0", "0\u{7f}11=9\u{15}", "0012,0011,zebra"] {
        let before = session.bytes.len();
        session.types(keys);
        session.types("\u{c}");
        session.wait("drawn anew", |session| session.bytes.len() > before + 500);
    }
    session.types("\r");
    session.sees("Not kept: entry 3");
    session.types("0012,0011\r");
    session.sees("1 of 2 ready");
    let sent = String::from_utf8_lossy(&session.bytes).into_owned();
    assert!(!sent.contains("001") && !sent.contains("zebra"), "{sent}");
    assert!(!sent.contains("=9") && !sent.contains("mean"), "{sent}");
    session.types("\r");
    session.sees("Operations, this is yours");
    session.types("1\r");
    session.sees("Ranked by Therapy lead and Operations");
    session.types("q");
    assert_eq!(session.ends(), 0);
    assert_eq!(file_of(&home).matches("worst_first").count(), 2);
}
