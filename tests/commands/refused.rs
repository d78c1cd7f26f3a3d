//! Words that the disk refused: where they wait, and who says so.

use std::fs;

use crate::desk::Desk;

/// A desk where words of `falls-7k3f` wait that the disk refused: nothing could take hold of the lock.
fn with_words_waiting() -> Desk {
    let desk = Desk::with_canvas(r#""value":{"worth":2}"#);
    let good = desk.bytes("falls-7k3f");
    let lock = desk.work().join(".lock");
    let _ = fs::remove_file(&lock);
    fs::create_dir(&lock).expect("a folder");
    let typed = ":go purpose.change\nNobody waits alone.\n.\n:q\n";
    let said = desk.run_with(&["open", "falls", "--plain"], typed);
    fs::remove_dir(&lock).expect("removed");

    assert_ne!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("They are kept in `"), "{said:?}");
    assert_eq!(desk.bytes("falls-7k3f"), good);
    desk
}

#[test]
fn where_a_canvas_cannot_be_opened_nobody_is_sent_to_open_it() {
    const OPEN: &str = "whytogether open falls-7k3f takes them up";
    for (text, says, is_later) in [
        (
            "{bro",
            "stay there until `falls-7k3f` can be read again",
            true,
        ),
        (
            r#"{"format":"whytogether.canvas","version":2}"#,
            "they stay there, for `falls-7k3f` was written by a newer version",
            false,
        ),
    ] {
        let desk = with_words_waiting();
        desk.put("canvases/falls-7k3f.json", text);
        let said = desk.run(&["list"]).err;
        assert!(said.contains(says), "{said}");
        assert!(!said.contains(&format!("workspace: {OPEN}")), "{said}");
        assert_eq!(said.contains(&format!("{OPEN} then")), is_later, "{said}");
    }

    let desk = with_words_waiting();
    fs::remove_file(desk.canvas_path("falls-7k3f")).expect("removed");
    let said = desk.run(&["list"]).err;
    assert!(
        said.contains("`falls-7k3f` is not there any more"),
        "{said}"
    );
    assert!(!said.contains(OPEN), "{said}");
}

#[test]
fn words_that_the_disk_refused_are_named_by_what_reads_the_canvas_until_they_are_taken_up() {
    let desk = with_words_waiting();
    let waits = "note: words of `falls-7k3f` that the disk refused wait outside the workspace: \
                 whytogether open falls-7k3f takes them up";
    for verb in ["list", "show falls", "check falls", "doctor"] {
        let arguments: Vec<&str> = verb.split(' ').collect();
        let said = desk.run(&arguments);
        assert!(said.err.contains(waits), "{verb}: {}", said.err);
    }
    desk.run_with(&["open", "falls-7k3f", "--plain"], ":q\n");
    assert_eq!(
        desk.canvas("falls-7k3f")["purpose"]["change"],
        "Nobody waits alone."
    );
    assert!(!desk.run(&["list"]).err.contains("refused"));
}

#[test]
fn words_that_no_canvas_has_room_for_are_named_with_their_file_and_nobody_is_sent_to_open_it() {
    let desk = Desk::with_canvas(r#""value":{"worth":2}"#);
    let good = desk.bytes("falls-7k3f");
    let too_much = "Nobody waits alone. ".repeat(60_000);
    let typed = format!(":go purpose.change\n{too_much}\n.\n:q\n");
    assert_ne!(desk.run_with(&["open", "falls", "--plain"], &typed).code, 0);
    assert_eq!(desk.bytes("falls-7k3f"), good);
    let said = desk.run(&["list"]).err;
    let kept = "note: words of `falls-7k3f` are kept in ";
    assert!(said.contains(kept) && said.contains("too large"), "{said}");
    assert!(!said.contains("takes them up"), "{said}");
}
