//! The examples of the help, run as they stand.

use whytogether::cli::shape::EXAMPLES;

use crate::desk::Desk;

/// Those that need a terminal, or a place to sync with.
const NOT_HERE: &[&str] = &["open", "demo", "rank", "sync", "git-setup"];

/// What has to be there before an example means something.
const BEFORE: &[(&str, &[&str])] = &[
    ("restore", &["trash", "falls"]),
    (
        "import",
        &["export", "falls", "--format", "json", "--to", "falls.json"],
    ),
    (
        "end",
        &["decide", "falls", "go_ahead", "--because", "It is worth it"],
    ),
    (
        "review",
        &["decide", "falls", "go_ahead", "--because", "It is worth it"],
    ),
];

#[test]
fn every_example_of_the_help_runs_in_a_workspace_with_the_samples() {
    let mut failed = Vec::new();
    for (verb, example) in EXAMPLES {
        if NOT_HERE.contains(verb) {
            continue;
        }
        let desk = Desk::with_samples();
        let before = BEFORE.iter().filter(|(of, _)| of == verb);
        for (_, call) in before {
            desk.run(call).done();
        }
        if *verb == "merge" {
            let falls = desk.run(&["show", "falls", "--json"]).done().out;
            for name in ["base.json", "ours.json", "theirs.json"] {
                std::fs::write(desk.path(name), &falls).expect("written");
            }
        }
        let words = shell_words::split(example).expect("words");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ended = desk.run(&words);
        if ended.code != 0 {
            failed.push(format!("{example}: {ended:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn what_is_not_run_is_a_verb() {
    for verb in NOT_HERE {
        assert!(EXAMPLES.iter().any(|(known, _)| known == verb), "{verb}");
    }
}
