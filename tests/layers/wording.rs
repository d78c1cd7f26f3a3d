//! Grammar of counts: reads every sentence of the program and finds a figure put straight before a plural.

use std::fs;
use std::path::{Path, PathBuf};

/// What is counted somewhere, in the form for several.
const PLURALS: &[&str] = &[
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "people",
    "persons",
    "canvases",
    "answers",
    "questions",
    "partners",
    "voices",
    "files",
    "reviews",
    "check-ins",
    "letters",
    "changes",
    "rows",
    "lines",
    "challenges",
    "orders",
    "names",
    "rankings",
    "copies",
    "times",
    "things",
    "conflicts",
    "words",
    "gaps",
    "blanks",
    "characters",
    "checks",
    "sides",
    "notes",
    "places",
    "versions",
    "steps",
    "replies",
    "stops",
    "others",
    "collaborations",
    "bytes",
    "are",
    "were",
    "have",
    "stay",
    "stand",
    "need",
    "take",
    "wait",
];
/// Sentences that are said of several only, or of a figure that is no count.
const OF_SEVERAL: &[&str] = &[
    "{} answers would change",
    "{left} blanks are still",
    "{left} blanks are left",
    "{size} bytes",
    "{MOST} minutes at most",
    "{items} challenges",
    "({} times {})",
    r#"{} files cannot be read.", several"#,
    r#"{factor} times")"#,
    r#"{ratio} times")"#,
    "{FEWEST_LESSONS} reviews",
    "{count} reviews say",
    "{count} sides are more",
    r#"{} canvases", ready"#,
    "{count} blanks (tab)",
    "{count} are marked",
    r#"{} things to look at", more"#,
    "{count} rankings",
    "{several} answers differ",
    r#"{} canvases", several"#,
    "{MOST_ROWS} rows",
    "{key} changes nothing",
    "{count} files are in no sum",
    "{until} have",
    "row {row} names",
    "{count} lines from",
    r#"{count} questions")"#,
    "all {} rows",
    "{days} days are more than",
    "{now} times the days planned",
];

/// The files below a folder whose names end so.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// The sentences of a line that put a figure before a plural.
fn found_in(line: &str) -> Vec<String> {
    let code = line.trim_start();
    if code.starts_with("//") {
        return Vec::new();
    }
    let parts = code.match_indices("} ").filter_map(|(end, _)| {
        let after = &code[end + 2..];
        let word: String = after
            .chars()
            .take_while(|c| c.is_alphabetic() || *c == '-')
            .collect();
        let start = code[..end].rfind('{')?;
        let inside = &code[start + 1..end];
        let is_slot = inside
            .chars()
            .all(|c| c.is_alphanumeric() || "_:.<>#".contains(c));
        (is_slot && PLURALS.contains(&word.as_str())).then(|| format!("{{{inside}}} {word}"))
    });
    parts.collect()
}

#[test]
fn no_sentence_puts_a_figure_before_a_plural_without_asking_whether_it_is_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src"), ".rs", &mut sources);
    files(&root.join("assets/wording"), ".json", &mut sources);
    files(&root.join("assets/letters"), ".md", &mut sources);
    assert!(sources.len() > 200, "the sources are read");
    let mut found = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).expect("read");
        for (index, line) in text.lines().enumerate() {
            let is_known = OF_SEVERAL.iter().any(|known| line.contains(known));
            for sentence in found_in(line).into_iter().filter(|_| !is_known) {
                let name = path
                    .strip_prefix(root)
                    .expect("below")
                    .display()
                    .to_string();
                found.push(format!(
                    "{name}:{}: {sentence} in {}",
                    index + 1,
                    line.trim()
                ));
            }
        }
    }
    assert!(
        found.is_empty(),
        "say it with `counted`, `count_of` or `verb`:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_figure_before_a_plural_is_found() {
    assert_eq!(found_in(r#"format!("{} days are left")"#), ["{} days"]);
    assert_eq!(
        found_in(r#"format!("{count:>3} people")"#),
        ["{count:>3} people"]
    );
    assert_eq!(
        found_in(r#"format!("{left} {are} left of {all} kept")"#),
        [""; 0]
    );
    assert_eq!(found_in("// {} days"), [""; 0]);
}
