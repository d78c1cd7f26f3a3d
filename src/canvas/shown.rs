//! Text of files and people made safe to show: no control character of it reaches a terminal.
//!
//! Files come from other hands. A title may hold an escape sequence that clears the screen, or a
//! direction override that makes one word read as another.

use std::borrow::Cow;

/// What stands in place of a character that must not be shown.
const REPLACEMENT: char = '\u{fffd}';

/// Text for one line: line ends and tabs become spaces, control characters a replacement.
pub fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        _ => REPLACEMENT,
    })
}

/// Text of several lines: as [`shown`], but line ends stay, those of Windows too.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hostile(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    let safe = replaced(&lines, |c| match c {
        '\n' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => ' ',
        _ => REPLACEMENT,
    });
    Cow::Owned(safe.into_owned())
}

/// JSON text in which every such character is written as `\uXXXX`: the same value, safe to print.
///
/// Outside strings JSON has no such character but line ends, which stay.
pub fn shown_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hostile(c) && c != '\n' {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// True for control characters, line and paragraph separators, and direction overrides.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn replaced(text: &str, replacement: impl Fn(char) -> char) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let safe = text
        .chars()
        .map(|c| if is_hostile(c) { replacement(c) } else { c });
    Cow::Owned(safe.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_defused_and_plain_text_is_not_copied() {
        assert_eq!(
            shown("Falls\u{1b}[2J\u{7f}\u{9b}3m"),
            "Falls\u{fffd}[2J\u{fffd}\u{fffd}3m"
        );
        assert!(matches!(shown("Café 日本 👩‍🔬"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_direction_override_is_replaced() {
        assert_eq!(shown("a\u{202e}b\u{2067}c"), "a\u{fffd}b\u{fffd}c");
    }

    #[test]
    fn line_ends_stay_only_where_several_lines_are_wanted() {
        assert_eq!(shown("one\ntwo\tthree"), "one two three");
        assert_eq!(
            shown_lines("one\r\ntwo\tthree\u{2028}four\r"),
            "one\ntwo three\nfour\u{fffd}"
        );
    }

    #[test]
    fn json_keeps_its_value() {
        let json = serde_json::to_string(&"a\u{9b}b\u{202e}c\u{7f}\u{1b}").expect("text");
        let safe = shown_json(&json);
        assert!(safe.is_ascii(), "{safe}");
        let back: String = serde_json::from_str(&safe).expect("still JSON");
        assert_eq!(back, "a\u{9b}b\u{202e}c\u{7f}\u{1b}");
    }
}
