//! How values of one kind lie to each other: the same, close or different, and how far apart.

use std::collections::HashSet;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::codes::{are_in_order, parts_at};
use super::super::question::Cell;
use super::super::row::{self, as_text};
use super::{Judged, Verdict};

/// The furthest that texts are apart. No program can tell whether two sentences mean the same, so every
/// gap between scores, choices, days and dates goes before one between texts.
pub const TEXTS_APART: u8 = 10;
/// How far a choice is from another of a list without an order.
const CHOICES_APART: u8 = 75;
/// How far yes is from no.
const YES_FROM_NO: u8 = 50;
/// The most days between dates that are close.
const CLOSE_DAYS: u64 = 31;
/// Days between dates that are as far apart as any.
const YEAR: u64 = 365;
/// Numbers are close where they are no further apart than this, or this share of the larger.
const CLOSE_NUMBERS: (f64, f64) = (0.5, 0.25);
/// How far computed numbers may miss each other and be equal.
const TOLERANCE: f64 = 1e-9;

/// Judges values of one kind of cell, of which there are two or more that the cell allows.
pub fn cells(cell: Cell, values: &[&Value]) -> Judged {
    match cell {
        Cell::Scale => {
            let scores = values.iter().map(|value| row::scores(value));
            scores_of(scores.flatten())
        }
        Cell::Number => numbers(values.iter().filter_map(|value| row::as_number(value))),
        Cell::Date => dates(values),
        Cell::YesNo => equal_or(values, YES_FROM_NO),
        Cell::Choice(codes) | Cell::Key(codes) if are_in_order(codes) => ordered(codes, values),
        Cell::Choice(_) | Cell::Key(_) => equal_or(values, CHOICES_APART),
        Cell::Line => {
            let texts = values.iter().filter_map(|value| as_text(value));
            texts_of(&texts.map(words).collect::<Vec<_>>())
        }
        Cell::Names => names(values),
    }
}

/// Judges the scores of sides that may have several each; the same scores are the same.
pub fn scores(sides: &[Vec<u8>]) -> Judged {
    let sorted = sides.iter().map(|scores| {
        let mut scores = scores.clone();
        scores.sort_unstable();
        scores
    });
    let sorted: Vec<Vec<u8>> = sorted.collect();
    if sorted.windows(2).all(|pair| pair[0] == pair[1]) {
        return judged(Verdict::Same, 0);
    }
    scores_of(sorted.into_iter().flatten())
}

/// How choices lie to each other that are of a list without an order and not the same.
pub fn other_choices() -> Judged {
    judged(Verdict::Different, CHOICES_APART)
}

fn judged(verdict: Verdict, width: u8) -> Judged {
    Judged { verdict, width }
}

fn scores_of(scores: impl Iterator<Item = u8> + Clone) -> Judged {
    let apart = scores.clone().max().unwrap_or(0) - scores.min().unwrap_or(0);
    by_steps(apart, 4)
}

fn by_steps(apart: u8, most: u8) -> Judged {
    let width = apart * (100 / most.max(1));
    match apart {
        0 => judged(Verdict::Same, 0),
        1 => judged(Verdict::Close, width),
        _ => judged(Verdict::Different, width),
    }
}

fn ordered(codes: &[&str], values: &[&Value]) -> Judged {
    let places = values.iter().filter_map(|value| {
        let code = value.as_str()?;
        codes.iter().position(|known| *known == code)
    });
    let (lowest, highest) = (places.clone().min(), places.max());
    let (lowest, highest) = (lowest.unwrap_or(0), highest.unwrap_or(0));
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    let judged = by_steps(small(highest - lowest), small(codes.len() - 1));
    let are_parted = parts_at(codes).is_some_and(|at| lowest < at && at <= highest);
    match judged.verdict {
        Verdict::Close if are_parted => Judged {
            verdict: Verdict::Different,
            ..judged
        },
        _ => judged,
    }
}

fn equal_or(values: &[&Value], width: u8) -> Judged {
    match values.windows(2).all(|pair| pair[0] == pair[1]) {
        true => judged(Verdict::Same, 0),
        false => judged(Verdict::Different, width),
    }
}

fn numbers(numbers: impl Iterator<Item = f64> + Clone) -> Judged {
    let most = numbers.clone().fold(0.0, f64::max);
    let apart = most - numbers.fold(most, f64::min);
    let (by, share) = CLOSE_NUMBERS;
    if apart <= TOLERANCE {
        return judged(Verdict::Same, 0);
    }
    let width = (apart / most * 100.0).round() as u8;
    if apart <= by.max(most * share) + TOLERANCE {
        judged(Verdict::Close, width)
    } else {
        judged(Verdict::Different, width)
    }
}

fn dates(values: &[&Value]) -> Judged {
    let dates = values.iter().filter_map(|value| row::as_date(value));
    let (first, last) = (dates.clone().min(), dates.max());
    let days = first.zip(last).map_or(0, |(first, last)| {
        u64::from((last - first).get_days().unsigned_abs())
    });
    let width = (days.min(YEAR) * 100 / YEAR) as u8;
    match days {
        0 => judged(Verdict::Same, 0),
        1..=CLOSE_DAYS => judged(Verdict::Close, width),
        _ => judged(Verdict::Different, width),
    }
}

fn texts_of(texts: &[Vec<String>]) -> Judged {
    if texts.windows(2).all(|pair| pair[0] == pair[1]) {
        return judged(Verdict::Same, 0);
    }
    let sets: Vec<HashSet<&String>> = texts.iter().map(|words| words.iter().collect()).collect();
    let pairs = sets.iter().enumerate().flat_map(|(place, one)| {
        let others = sets[place + 1..].iter();
        others.map(move |other| percent_in_common(one, other))
    });
    let least = pairs.min().unwrap_or(0);
    let verdict = if least >= 50 {
        Verdict::Close
    } else {
        Verdict::Different
    };
    let width = (100 - least) * usize::from(TEXTS_APART) / 100;
    judged(verdict, width as u8)
}

fn percent_in_common(one: &HashSet<&String>, other: &HashSet<&String>) -> usize {
    let common = one.intersection(other).count();
    common * 100 / one.union(other).count().max(1)
}

fn names(values: &[&Value]) -> Judged {
    let sets = values.iter().map(|value| {
        let names = value.as_array().into_iter().flatten().filter_map(as_text);
        names.map(folded).collect::<HashSet<String>>()
    });
    let sets: Vec<HashSet<String>> = sets.collect();
    if sets.windows(2).all(|pair| pair[0] == pair[1]) {
        return judged(Verdict::Same, 0);
    }
    let is_shared = |name: &String| sets.iter().all(|set| set.contains(name));
    match sets.first().is_some_and(|set| set.iter().any(is_shared)) {
        true => judged(Verdict::Close, TEXTS_APART / 2),
        false => judged(Verdict::Different, TEXTS_APART),
    }
}

/// True where two names have a word in common, in any case.
pub fn share_a_word(one: &str, other: &str) -> bool {
    let other = words(other);
    words(one).iter().any(|word| other.contains(word))
}

/// The words of a text in one spelling; a text without words is its own only word.
fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words: Vec<String> = folded.unicode_words().map(str::to_owned).collect();
    if words.is_empty() {
        vec![folded]
    } else {
        words
    }
}

/// One spelling for upper and lower case, and for letters composed in different ways.
pub fn folded(text: &str) -> String {
    text.trim().nfc().collect::<String>().to_lowercase()
}
