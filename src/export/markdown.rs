//! A page as Markdown (CommonMark with tables), with everything that people typed escaped.

use super::page::Block;
use crate::canvas::in_words::InWords;
use crate::canvas::shown::{shown, shown_lines};

/// Writes the blocks of a page, one empty line between them.
///
/// What people typed can be no heading, link, table or HTML: it reads as they typed it.
pub fn markdown(blocks: &[Block]) -> String {
    let blocks = blocks.iter().map(|block| match block {
        Block::Title(title) => format!("# {}\n", line(title)),
        Block::Heading(heading) => format!("## {}\n", line(heading)),
        Block::Paragraph(text) => paragraphs(text),
        Block::Points(points) => points.iter().map(|point| item(point)).collect(),
        Block::Numbered(points) => {
            let points = points.iter().enumerate();
            points
                .map(|(place, point)| format!("{}. {}\n", place + 1, line(point)))
                .collect()
        }
        Block::Table { heads, rows } => {
            let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
            table(&heads, rows)
        }
        Block::Answer { label, answer } => answer_of(label, answer),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn answer_of(label: &str, answer: &InWords) -> String {
    let label = format!("**{}**", line(label));
    match answer {
        InWords::Line(text) => format!("{label} {}\n", line(text)),
        InWords::Text(text) => format!("{label}\n\n{}", paragraphs(text)),
        InWords::Rows { heads, rows } => format!("{label}\n\n{}", table(heads, rows)),
        InWords::Waiting { given, owed } => {
            let given = given.iter().map(|name| item(&format!("{name}: answered")));
            let owed = owed.iter().map(|name| item(&format!("{name}: not yet")));
            format!("{label}\n\n{}", given.chain(owed).collect::<String>())
        }
    }
}

fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let written = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = written(heads.iter().map(|head| escaped(&shown(head))).collect());
    text.push_str(&written(heads.iter().map(|_| "---".to_owned()).collect()));
    for row in rows {
        text.push_str(&written(
            row.iter().map(|cell| escaped(&shown(cell))).collect(),
        ));
    }
    text
}

fn item(text: &str) -> String {
    format!("- {}\n", line(text))
}

/// One line that starts a block.
fn line(text: &str) -> String {
    start_escaped(&escaped(shown(text).trim()))
}

/// Lines stay lines, and an empty line starts a new paragraph; what would be markup is escaped.
pub fn paragraphs(text: &str) -> String {
    let safe = shown_lines(text.trim());
    let mut text = String::new();
    for typed in safe.lines().map(str::trim) {
        if typed.is_empty() {
            if !text.ends_with("\n\n") {
                text.push('\n');
            }
            continue;
        }
        if !text.is_empty() && !text.ends_with("\n\n") {
            // Two spaces before the line end keep the line.
            text.truncate(text.len() - 1);
            text.push_str("  \n");
        }
        text.push_str(&start_escaped(&escaped(typed)));
        text.push('\n');
    }
    text
}

/// Escapes what would be markup anywhere in a line.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (place, c) in text.char_indices() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' if is_entity(&text[place + 1..]) => safe.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            _ => safe.push(c),
        }
    }
    safe
}

/// True where what follows an ampersand would make one character with it, such as `lt;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    name.len() < rest.len() && !name.is_empty() && name.chars().all(is_name)
}

/// Escapes what would be markup at the start of a line only: headings, lists, rules.
fn start_escaped(text: &str) -> String {
    if text.starts_with(['#', '-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let after = rest.strip_prefix(['.', ')']);
    if digits > 0 && after.is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
        return format!("{number}\\{rest}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_text() {
        for (typed, written) in [
            ("# not a heading", "\\# not a heading"),
            ("- not a list", "\\- not a list"),
            ("1. not a list", "1\\. not a list"),
            ("a | b", "a \\| b"),
            ("`code` *b* _i_ ~s~", "\\`code\\` \\*b\\* \\_i\\_ \\~s\\~"),
            ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("![x](y)", "!\\[x\\](y)"),
            ("R&D, &lt; and a & b; c", "R&D, &amp;lt; and a & b; c"),
            ("back\\slash", "back\\\\slash"),
            ("===", "\\==="),
            ("\u{1b}[2J", "\u{fffd}\\[2J"),
            ("3.5 days", "3.5 days"),
        ] {
            assert_eq!(line(typed), written, "{typed}");
        }
    }

    #[test]
    fn lines_stay_lines_and_paragraphs_paragraphs() {
        assert_eq!(
            paragraphs("one\n  # two\n\n\n---\nlast"),
            "one  \n\\# two\n\n\\---  \nlast\n"
        );
    }

    #[test]
    fn a_cell_is_never_more_than_a_cell() {
        let rows = [vec!["a|b\nc".to_owned(), "\\|".to_owned()]];
        assert_eq!(
            table(&["way", "kind"], &rows),
            "| way | kind |\n| --- | --- |\n| a\\|b c | \\\\\\| |\n"
        );
    }
}
