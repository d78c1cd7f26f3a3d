//! A letter as Markdown or plain text, and the list of those that were sent.

use super::markdown::paragraphs;
use crate::canvas::Canvas;
use crate::canvas::letter::{Kept, blanks};
use crate::canvas::shown::shown_lines;
use crate::canvas::when;

/// A letter as plain text, to be pasted in a message: no line is broken, no more than one is left empty.
pub fn plain(text: &str) -> String {
    let text = shown_lines(text);
    let mut plain = String::new();
    for line in text.trim().lines().map(str::trim_end) {
        if !line.is_empty() || !plain.ends_with("\n\n") {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain
}

/// A letter as Markdown: it reads as it was typed, and blanks are found by the same brackets.
pub fn markdown(text: &str) -> String {
    let text = plain(text);
    let escaped = paragraphs(&text);
    let mut markdown = String::new();
    let mut rest = escaped.as_str();
    for blank in blanks(&text) {
        let plain = paragraphs(&text[blank.range]);
        let written = plain.trim_end();
        let Some((before, after)) = rest.split_once(written) else {
            continue;
        };
        markdown.push_str(before);
        // A bracket that is followed by one of these could be a link.
        let is_link = after.starts_with(['(', ':']) || after.starts_with("\\[");
        let bare = written
            .strip_prefix('\\')
            .and_then(|written| written.strip_suffix("\\]"));
        match bare.filter(|_| !is_link) {
            Some(bare) => markdown.push_str(&format!("{bare}]")),
            None => markdown.push_str(written),
        }
        rest = after;
    }
    markdown + rest
}

/// One line for each letter that was sent: when, which, to whom.
pub fn sent_in_words(canvas: &Canvas) -> Vec<String> {
    let sent = canvas.letters().filter(|letter| !letter.is_draft());
    sent.map(in_words).collect()
}

/// What a kept letter is called: `25 November 2026: no room, to Duty manager`.
pub fn in_words(letter: Kept) -> String {
    let when = match letter.on() {
        Some(on) => when::in_words(on),
        None if letter.is_draft() => "draft".into(),
        None => "no day given".into(),
    };
    let kind = letter.name();
    let to = letter.to().map(|to| format!(", to {to}"));
    format!("{when}: {kind}{}", to.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_reads_as_it_was_typed_and_its_blanks_are_found_by_their_brackets() {
        let text = "Dear [ who asked you ],\nthank you for *this*.\n\n\n\n# No\n";
        assert_eq!(
            markdown(text),
            "Dear [ who asked you ],  \nthank you for \\*this\\*.\n\n\\# No\n"
        );
        assert_eq!(
            plain(text),
            "Dear [ who asked you ],\nthank you for *this*.\n\n# No\n"
        );
    }

    #[test]
    fn a_blank_is_never_a_link() {
        for (typed, written) in [
            ("[ a ](javascript:x)", "\\[ a \\](javascript:x)\n"),
            ("[ a ][b]", "\\[ a \\]\\[b\\]\n"),
            ("[ a ]: x", "\\[ a \\]: x\n"),
            ("[ <a> ] [ a*b ]", "[ &lt;a&gt; ] [ a\\*b ]\n"),
        ] {
            assert_eq!(markdown(typed), written, "{typed}");
        }
    }

    #[test]
    fn no_control_character_leaves_with_a_letter() {
        assert_eq!(
            plain("a\u{1b}[2J\r\nb\u{202e}"),
            "a\u{fffd}[2J\nb\u{fffd}\n"
        );
    }
}
