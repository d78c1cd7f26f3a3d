//! Words that the disk refused: where they wait, and who says so.

use crate::desk::Desk;

#[test]
fn words_that_the_disk_refused_are_named_by_what_reads_the_canvas_until_they_are_taken_up() {
    let desk = Desk::with_canvas(r#""value":{"worth":2}"#);
    let good = desk.bytes("falls-7k3f");
    let too_much = "Nobody waits alone. ".repeat(60_000);
    let typed = format!(":go purpose.change\n{too_much}\n.\n:q\n");

    let said = desk.run_with(&["open", "falls", "--plain"], &typed);

    assert_ne!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("They are kept in `"), "{}", said.err);
    assert_eq!(desk.bytes("falls-7k3f"), good);
    let waits = "note: words of `falls-7k3f` that the disk refused wait outside the workspace: \
                 whytogether open falls-7k3f takes them up";
    for verb in ["list", "show falls", "check falls", "doctor"] {
        let arguments: Vec<&str> = verb.split(' ').collect();
        let said = desk.run(&arguments);
        assert!(said.err.contains(waits), "{verb}: {}", said.err);
    }
}
