//! A page as plain text for a terminal: no boxes, nothing to read aloud that is not a word.

use super::page::Block;
use crate::canvas::in_words::{InWords, joined};
use crate::canvas::shown::{shown, shown_lines};

/// Writes the blocks of a page; every control character in them is replaced.
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => text.push_str(&format!("{}\n", shown(title))),
            Block::Heading(heading) => {
                text.push_str(&format!("\n{}\n", shown(heading).to_uppercase()));
            }
            Block::Paragraph(paragraph) => text.push_str(&indented(paragraph, "  ")),
            Block::Points(points) => {
                for point in points {
                    text.push_str(&point_of(point, "  "));
                }
            }
            Block::Numbered(points) => {
                for (place, point) in points.iter().enumerate() {
                    text.push_str(&format!("  {:>2}. {}\n", place + 1, shown(point.trim())));
                }
            }
            Block::Table { heads, rows } => {
                let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                text.extend(rows.iter().map(|row| point_of(&record(&heads, row), "  ")));
            }
            Block::Answer { label, answer } => {
                text.push_str(&format!("\n  {label}\n{}", answer_of(answer)));
            }
        }
    }
    text
}

fn answer_of(answer: &InWords) -> String {
    match answer {
        InWords::Line(text) | InWords::Text(text) => indented(text, "    "),
        InWords::Rows { heads, rows } => {
            let rows = rows.iter().map(|row| point_of(&record(heads, row), "    "));
            rows.collect()
        }
        InWords::Waiting { given, owed } => {
            let line = |name: &String, state| indented(&format!("{name}: {state}"), "    ");
            let given = given.iter().map(|name| line(name, "answered"));
            given
                .chain(owed.iter().map(|name| line(name, "not yet")))
                .collect()
        }
    }
}

/// A row with its first cell as its name: `Our own team; kind: alone; worth: 2 of 5 (a little)`.
fn record(heads: &[&str], row: &[String]) -> String {
    let cells = heads.iter().zip(row).enumerate();
    let cells = cells.filter(|(_, (_, cell))| !cell.is_empty());
    let parts = cells.map(|(place, (head, cell))| match place {
        0 => cell.clone(),
        _ => format!("{head}: {cell}"),
    });
    joined(parts, "; ")
}

fn indented(text: &str, indent: &str) -> String {
    let text = shown_lines(text.trim());
    let lines = text.lines().map(|line| match line.trim_end() {
        "" => "\n".into(),
        line => format!("{indent}{line}\n"),
    });
    lines.collect()
}

fn point_of(text: &str, indent: &str) -> String {
    format!("{indent}- {}\n", shown(text.trim()))
}
