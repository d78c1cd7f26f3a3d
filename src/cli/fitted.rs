//! Text in lines as wide as the terminal, broken between words.

use std::io::{IsTerminal as _, stdout};

use crossterm::terminal;
use textwrap::{Options, WordSeparator, WordSplitter, fill};

/// The widest that a line is: no more is easily read.
const WIDEST: u16 = 80;

/// Tells how many cells a line has; None where lines are not broken.
pub type Columns = fn() -> Option<u16>;

/// The cells of a line of the terminal; None where what is said goes elsewhere.
pub fn columns() -> Option<u16> {
    let columns = || terminal::size().map_or(WIDEST, |(columns, _)| columns.clamp(20, WIDEST));
    stdout().is_terminal().then(columns)
}

/// Text in lines of so many cells; what goes on below a number of a list stands below its words.
///
/// A word that is longer stays whole, so that a path or a command can be copied.
pub fn fitted(text: &str, columns: u16) -> String {
    let lines = text.split('\n').map(|line| {
        let before = " ".repeat(line.len() - words_of(line).len());
        let options = Options::new(columns.into())
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false)
            .subsequent_indent(&before);
        fill(line, options)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of a line of a list such as `  3. No trust`, or of one that is set in; any other line whole.
fn words_of(line: &str) -> &str {
    let begun = line.trim_start_matches(' ');
    let words = begun.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = words.len() < begun.len();
    words
        .strip_prefix(". ")
        .filter(|_| is_numbered)
        .unwrap_or(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_broken_and_what_goes_on_stands_below_the_words() {
        let text =
            "Said in front of all.\n\n  3. Nobody has the time\n 12. Money\n  A lesson set in";
        let expected = "Said in front\nof all.\n\n  3. Nobody has\n     the time\n 12. Money\n  A lesson set\n  in";
        assert_eq!(fitted(text, 15), expected);
    }

    #[test]
    fn a_long_word_stays_whole_and_wide_letters_count_as_wide() {
        assert_eq!(
            fitted("see whytogether-letter-falls-7k3f now", 12),
            "see\nwhytogether-letter-falls-7k3f\nnow"
        );
        assert_eq!(fitted("日本語 日本語", 8), "日本語\n日本語");
    }
}
