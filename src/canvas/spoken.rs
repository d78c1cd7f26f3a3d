//! Numbers, scores and names of options in the words in which people write them.

use super::document::{MAX_NUMBER, as_whole};
use super::question::Question;
use super::wording::Wording;

const COUNTS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
/// What people write after a number of days, longest first.
const DAYS: &[&str] = &[
    "days per month",
    "day per month",
    "days a month",
    "day a month",
    "days/month",
    "days",
    "day",
    "d",
];

/// A whole number written as a word, up to twelve.
pub(super) fn count(word: &str) -> Option<u32> {
    let at = COUNTS.iter().position(|name| *name == word)?;
    u32::try_from(at).ok()
}

/// Text as it is compared: whatever its case, hyphens, kind of apostrophe and final full stop; numbers in
/// digits.
pub(super) fn folded(text: &str) -> String {
    let text = text.to_lowercase().replace(['’', '‘', '`'], "'");
    let text = text.replace(['_', '-', '–', '—'], " ");
    let text = text.trim().trim_end_matches(['.', '!']);
    let words = text.split_whitespace().map(|word| match count(word) {
        // `no` is an answer before it is a number.
        Some(count) if count > 0 => count.to_string(),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A number as people type it: `2`, `0.5`, `1,5`, `½`, `two days a month`.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let bare = DAYS.iter().find_map(|unit| text.strip_suffix(unit));
    let bare = bare.unwrap_or(&text).trim();
    let (whole, half) = match bare.strip_suffix('½') {
        Some("") => return Some(0.5),
        Some(whole) => (whole.trim(), 0.5),
        None if matches!(bare, "half" | "half a" | "a half") => return Some(0.5),
        None => (bare, 0.0),
    };
    if let Some(count) = count(whole).filter(|count| *count > 0) {
        return Some(f64::from(count) + half);
    }
    // In much of the world a comma stands before the tenths.
    let plain = whole.replacen(',', ".", 1);
    let is_plain = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number: f64 = plain.parse().ok().filter(|_| is_plain)?;
    Some(number + half).filter(|number| (0.0..=MAX_NUMBER).contains(number))
}

/// A score from 1 to 5 as people write it: `4`, `four`, `4 of 5`, `4/5`, `4 - firmly`, `a lot`.
pub(super) fn scale(question: &Question, text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches(['.', '!']);
    let in_range = |number: f64| (1.0..=5.0).contains(&number).then_some(number);
    if let Some(number) = number_alone(text) {
        return in_range(number).and_then(as_whole);
    }
    if let Some(word) = scale_word(question, text) {
        return Some(word);
    }
    let end = text.find(|c: char| !c.is_alphanumeric())?;
    let (first, rest) = text.split_at(end);
    let score = in_range(number_alone(first)?).and_then(as_whole)?;
    let rest = rest.trim();
    if matches!(
        folded(rest).replace("out ", "").replace(' ', "").as_str(),
        "of5" | "/5"
    ) {
        return Some(score);
    }
    let said = rest
        .trim_start_matches(['-', '–', '—', ',', ':', '=', '('])
        .trim()
        .trim_end_matches(')');
    match scale_word(question, said) {
        Some(word) => (word == score).then_some(score),
        // A remark after a dash, but no second number.
        None => {
            let is_remark = said.len() < rest.len() && !said.is_empty();
            let is_plain = !said.starts_with('.') && !said.contains(|c: char| c.is_ascii_digit());
            (is_remark && is_plain && number_alone(said).is_none()).then_some(score)
        }
    }
}

/// A number and nothing else: no unit.
fn number_alone(text: &str) -> Option<f64> {
    match count(&text.to_lowercase()) {
        Some(count) => (count > 0).then(|| f64::from(count)),
        None => text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            .then(|| number(text))
            .flatten(),
    }
}

/// The score whose words these are on one of the question's scales; None where they mean two.
fn scale_word(question: &Question, text: &str) -> Option<u64> {
    let text = folded(text);
    let words = Wording::shipped().question(question);
    let columns = words.columns.values().map(|column| &column.scale);
    let scales = columns.chain([&words.scale]);
    let at = scales.filter_map(|scale| scale.iter().position(|word| folded(word) == text));
    let mut scores: Vec<u64> = at.filter_map(|at| u64::try_from(at + 1).ok()).collect();
    scores.dedup();
    match scores.as_slice() {
        [score] => Some(*score),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(id: &str) -> &'static Question {
        Question::find(id).expect("in the table")
    }

    #[test]
    fn a_score_may_be_written_in_words() {
        for text in [
            "4",
            "4.0",
            "four",
            "Four.",
            "4 of 5",
            "4 out of 5",
            "4/5",
            "4 / 5",
            "A lot",
            "4 - a lot",
            "4, a lot",
            "4 (a lot)",
            "4 – we think",
            "4: we would miss it",
        ] {
            assert_eq!(scale(asked("value.worth"), text), Some(4), "{text}");
        }
        assert_eq!(scale(asked("capacity.trust"), "4 - firmly"), Some(4));
    }

    #[test]
    fn a_score_that_may_mean_two_things_is_none() {
        for text in [
            "3.5",
            "3,5",
            "3-4",
            "3 or 4",
            "4 of 10",
            "4/10",
            "3 to four",
            "4 - a little",
            "6",
            "0",
            "no",
            "three or four",
            "4 - 5",
            "-4",
            "4 -",
            "½",
            "4 days",
            "good",
        ] {
            assert_eq!(scale(asked("value.worth"), text), None, "{text}");
        }
    }

    #[test]
    fn days_may_be_written_in_words() {
        for (text, days) in [
            ("2", 2.0),
            ("0.5", 0.5),
            ("1,5", 1.5),
            ("½", 0.5),
            ("1½ days", 1.5),
            ("half a day", 0.5),
            ("two days a month", 2.0),
            ("2 d", 2.0),
            ("twelve", 12.0),
        ] {
            assert_eq!(number(text), Some(days), "{text}");
        }
        for text in [
            "lots", "2-3", "about 2", "-1", "1.2.3", "1000001", "no days", "", "d",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn the_name_of_an_option_is_known_however_it_is_written() {
        for (name, text) in [
            ("top three", "Top 3"),
            ("top three", "top_three"),
            ("isn't the answer", "Isn’t the answer."),
            ("call, then letter", "call, then  letter"),
        ] {
            assert_eq!(folded(name), folded(text));
        }
        assert_ne!(folded("no"), folded("0"));
    }
}
