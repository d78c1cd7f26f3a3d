//! Imports go from the outside in. Reads the sources and fails on any other arrow.

#[path = "layers/wording.rs"]
mod wording;

use std::fs;
use std::path::{Path, PathBuf};

/// The parts of the house; everything else at the top of the crate is none of ours.
const LAYERS: &[&str] = &[
    "canvas",
    "clock",
    "portfolio",
    "workspace",
    "export",
    "tui",
    "cli",
];
/// What the screen may know of files: what they held, not how to reach them.
const TYPES_OF_WORKSPACE: &[&str] = &[
    "workspace::store::Loaded",
    "workspace::store::Saved",
    "workspace::store::Revision",
    "workspace::rankings::LoadedRanking",
    "workspace::rankings::RankingEntry",
    "workspace::settings::Settings",
    "workspace::settings::Member",
    "workspace::settings::SavedSettings",
    "workspace::trash::Filed",
    "workspace::watch::Change",
];
/// Files of the screen that reach the disk and start it.
const EDGE_OF_SCREEN: &[&str] = &["tui/worker", "tui/runtime", "tui/mod.rs"];
/// What the domain does not do: files, environment, terminal, clock, chance.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "ratatui",
    "crossterm",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "fastrand",
    "rand",
];
const MOST_LINES: usize = 500;

/// One file below `src`.
struct Source {
    /// From `src`, with `/`.
    name: String,
    text: String,
}

impl Source {
    fn layer(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Every path that the file names, from the top of its crate, without `crate::`.
    fn paths(&self) -> Vec<String> {
        let code = code_of(&self.text);
        let mut paths = Vec::new();
        let mut rest = code.as_str();
        while let Some(at) = find_word(rest, "use") {
            let (before, tree) = rest.split_at(at);
            let end = tree.find(';').unwrap_or(tree.len());
            paths.extend(paths_in(before));
            spread(&compact(&tree[3..end]), "", &mut paths);
            rest = &tree[end..];
        }
        paths.extend(paths_in(rest));
        paths.iter().map(|path| self.absolute(path)).collect()
    }

    fn absolute(&self, path: &str) -> String {
        let stem = self.name.strip_suffix(".rs").unwrap_or(&self.name);
        let mut place: Vec<&str> = stem.split('/').collect();
        place.retain(|part| !["mod", "lib", "main"].contains(part));
        if let Some(path) = path.strip_prefix("crate::") {
            return path.to_owned();
        }
        let mut rest = path.strip_prefix("self::").unwrap_or(path);
        if rest.starts_with("super::") {
            while let Some(above) = rest.strip_prefix("super::") {
                place.pop();
                rest = above;
            }
            place.push(rest);
            return place.join("::");
        }
        rest.to_owned()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("below src");
                found.push(Source {
                    name: name.to_string_lossy().replace('\\', "/"),
                    text: fs::read_to_string(&path).expect("text"),
                });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.len() > 50, "the sources are not where they were");
    found
}

/// A source without comments, and with nothing in its strings.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => length_of_string(rest),
            'r' if !code.ends_with(is_of_word) && is_raw_string(rest) => length_of_raw(rest),
            '\'' => length_of_char(rest),
            other => {
                code.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    code
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn length_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_raw_string(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"')
}

fn length_of_raw(text: &str) -> usize {
    let hashes = text[1..].find('"').expect("a raw string");
    let close = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 2;
    text[start..]
        .find(&close)
        .map_or(text.len(), |end| start + end + close.len())
}

/// A character such as `'"'`; of a lifetime only the mark.
fn length_of_char(text: &str) -> usize {
    let inner = &text[1..];
    let escape = inner.strip_prefix('\\').and_then(|after| {
        let first = after.chars().next()?.len_utf8();
        after[first..].find('\'').map(|end| 1 + 1 + first + end + 1)
    });
    let plain = inner.chars().next().map_or(1, |c| 1 + c.len_utf8());
    match escape {
        Some(length) => length,
        None if text[plain..].starts_with('\'') => plain + 1,
        None => 1,
    }
}

fn find_word(code: &str, word: &str) -> Option<usize> {
    code.match_indices(word)
        .map(|(at, _)| at)
        .find(|at| !code[..*at].ends_with(is_of_word) && code[at + word.len()..].starts_with(' '))
}

fn compact(tree: &str) -> String {
    let one_line = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = one_line.split(',').map(str::trim).collect();
    parts
        .join(",")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace(" }", "}")
}

/// Turns `a::{b, c::d}` into `a::b` and `a::c::d`.
fn spread(tree: &str, before: &str, paths: &mut Vec<String>) {
    let mut depth = 0;
    let mut start = 0;
    let ends = tree.char_indices().chain([(tree.len(), ',')]);
    for (at, c) in ends {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = tree[start..at].trim();
                start = at + 1;
                match branch.split_once('{') {
                    Some((stem, inner)) => {
                        let inner = inner.strip_suffix('}').unwrap_or(inner);
                        spread(inner, &format!("{before}{}", stem.trim()), paths);
                    }
                    None if branch.is_empty() => {}
                    None => {
                        let name = branch.split(" as ").next().unwrap_or(branch);
                        paths.push(format!("{before}{name}"));
                    }
                }
            }
            _ => {}
        }
    }
}

/// The paths in code that is no import.
fn paths_in(code: &str) -> impl Iterator<Item = String> {
    code.split(|c| !is_of_word(c) && c != ':')
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.contains("::"))
        .map(str::to_owned)
}

/// True where the path begins with these parts.
fn is_below(path: &str, parts: &str) -> bool {
    path == parts
        || path
            .strip_prefix(parts)
            .is_some_and(|rest| rest.starts_with("::"))
}

fn may_name(source: &Source, path: &str) -> bool {
    let layer = path.split("::").next().unwrap_or_default();
    if !LAYERS.contains(&layer) || layer == source.layer() {
        return true;
    }
    match source.layer() {
        "canvas" | "clock" => false,
        "portfolio" => layer == "canvas",
        "workspace" => ["canvas", "clock"].contains(&layer),
        "export" => ["canvas", "portfolio"].contains(&layer),
        "tui"
            if EDGE_OF_SCREEN
                .iter()
                .any(|edge| source.name.starts_with(edge)) =>
        {
            layer != "cli"
        }
        "tui" => {
            let is_type = TYPES_OF_WORKSPACE.iter().any(|known| is_below(path, known));
            ["canvas", "portfolio"].contains(&layer) || is_type
        }
        _ => true,
    }
}

fn is_impure(path: &str) -> bool {
    let starts: Vec<usize> = path.match_indices("::").map(|(at, _)| at + 2).collect();
    let mut tails = [0].into_iter().chain(starts).map(|start| &path[start..]);
    tails.any(|tail| IMPURE.iter().any(|parts| is_below(tail, parts)))
}

/// Code without the items that only tests have.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, item)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        rest = &item[length_of_item(item)..];
    }
    kept + rest
}

fn length_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn imports_go_from_the_outside_in() {
    let mut wrong = Vec::new();
    for source in sources() {
        let paths = source.paths().into_iter();
        let others = paths.filter(|path| !may_name(&source, path));
        wrong.extend(others.map(|path| format!("src/{} names {path}", source.name)));
    }
    assert_none("a part knows of one that is further out", &wrong);
}

#[test]
fn the_canvas_touches_neither_files_nor_terminal_nor_clock_nor_chance() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|one| one.layer() == "canvas") {
        let paths = source.paths().into_iter().filter(|path| is_impure(path));
        wrong.extend(paths.map(|path| format!("src/{} names {path}", source.name)));
    }
    assert_none("the domain is pure", &wrong);
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let mut wrong = Vec::new();
    for source in sources() {
        if without_tests(&code_of(&source.text)).contains(".unwrap()") {
            wrong.push(format!("src/{}", source.name));
        }
    }
    assert_none("`expect` says why it cannot happen", &wrong);
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("src/{} has {lines}", source.name));
        }
    }
    assert_none("a file has too much to say", &wrong);
}

#[test]
fn an_arrow_is_seen_however_it_is_written() {
    let source = Source {
        name: "canvas/edit/rows.rs".to_owned(),
        text: r##"
            use std::{collections::HashMap, fs};
            use crate::{canvas::{id::Random, row}, workspace::{store::Loaded as Old}};
            use super::super::super::cli;
            // use crate::tui::theme;
            fn f<'a>(x: &'a str) { let q = '"'; crate::export::page::of("crate::cli"); jiff::Timestamp::now(); }
            fn g() { let s = r#"" crate::cli::x "#; }
        "##
        .to_owned(),
    };
    let paths = source.paths();
    let wrong: Vec<&str> = paths
        .iter()
        .filter(|path| !may_name(&source, path))
        .map(String::as_str)
        .collect();
    let expected = ["workspace::store::Loaded", "cli", "export::page::of"];
    assert_eq!(wrong, expected, "{paths:?}");
    let impure: Vec<&String> = paths.iter().filter(|path| is_impure(path)).collect();
    assert_eq!(impure, ["std::fs", "jiff::Timestamp::now"], "{paths:?}");
}
