//! Several canvases or voices side by side, question by question: where they agree, where they differ.
//!
//! | answer | the same | close | different |
//! |---|---|---|---|
//! | scale | equal | 1 apart | 2 or more apart |
//! | choice of a list with an order (how free, how close, priority, part, decision) | equal | next to each other | further apart |
//! | any other choice, yes or no | equal | – | not equal |
//! | date | one day | within 31 days | further apart |
//! | number | equal | apart by half a day, or a quarter of the larger, at most | further apart |
//! | text, names | the same words, in any case | half of the words, or one of the names, in common | else |
//! | rows | the same rows with the same cells | most rows in common, all alike or close | else |
//!
//! Rows are matched by their ids, unless their names have no word in common, else by what they are called.
//! What was answered alone is compared only where its canvas may show it. There is no total: a wide gap must
//! not drown in much agreement.

mod judge;
mod rows;
mod side;

use std::cmp::Reverse;

use serde_json::Value;

use super::question::{AnswerType, QUESTIONS, Question};
use super::{answer, row};

pub(super) use judge::cells as judge_cells;
pub use judge::{folded, share_a_word};
pub use rows::{ComparedCell, ComparedRow};
pub use side::{Seen, Side, name_by_title, tell_apart};

/// How many gaps are named before anything else.
const WIDEST: usize = 3;
/// The letters of the sides, in their order; no more can be read side by side.
pub const LETTERS: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
/// Questions that say who a side is, so that sides differ in them by nature.
pub const WHO_THEY_ARE: &[&str] = &["cover.our_organisation", "cover.voices"];

/// How answers to one question lie to each other, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The same.
    Same,
    /// Close.
    Close,
    /// Different.
    Different,
    /// Only one side has answered.
    OnlyOne,
    /// What was answered alone may not be compared yet.
    NotOpen,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [
        Self::Same,
        Self::Close,
        Self::Different,
        Self::OnlyOne,
        Self::NotOpen,
    ];

    /// Its name for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Close => "close",
            Self::Different => "different",
            Self::OnlyOne => "only_one",
            Self::NotOpen => "not_open",
        }
    }

    /// Its name for people.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::Close => "close",
            Self::Different => "different",
            Self::OnlyOne => "only one has answered",
            Self::NotOpen => "answered alone, not open yet",
        }
    }
}

/// How answers lie to each other, and how far apart they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// How far apart, 0 to 100, of the furthest that such answers can be; only for an order among gaps.
    pub width: u8,
}

/// One question with what every side answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The question.
    pub question: &'static Question,
    /// The answers, in the order of the sides.
    pub answers: Vec<Seen>,
    /// How they lie to each other.
    pub judged: Judged,
    /// The rows of a table matched with each other, or one row of a group of scales; else empty.
    pub rows: Vec<ComparedRow>,
}

/// All questions that some side has answered, in the order in which they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What the sides are called.
    pub sides: Vec<String>,
    /// The questions.
    pub questions: Vec<Compared>,
}

/// Lays sides beside each other.
pub fn compare(sides: &[Side]) -> Comparison {
    let is_compared = |question: &&Question| {
        !WHO_THEY_ARE.contains(&question.id) && sides.iter().any(|side| side.asks(question))
    };
    let questions = QUESTIONS.iter().filter(is_compared);
    Comparison {
        sides: sides.iter().map(|side| side.name.clone()).collect(),
        questions: questions
            .filter_map(|question| compared(question, sides))
            .collect(),
    }
}

/// One question; None where no side has answered it.
fn compared(question: &'static Question, sides: &[Side]) -> Option<Compared> {
    let answers: Vec<Seen> = sides.iter().map(|side| side.answer(question)).collect();
    let values: Vec<Option<&Value>> = answers.iter().map(Seen::value).collect();
    let seen: Vec<&Value> = values.iter().copied().flatten().collect();
    let rows = match &question.answer {
        AnswerType::Rows(table) => rows::matched(table, &values),
        AnswerType::Scales(parts) => vec![rows::of_parts(parts, &values)],
        _ => Vec::new(),
    };
    let judged = match (seen.len(), &question.answer) {
        (0 | 1, _) if answers.contains(&Seen::Sealed) => Verdict::NotOpen.alone(),
        (0, _) => return None,
        (1, _) => Verdict::OnlyOne.alone(),
        (count, AnswerType::Rows(_) | AnswerType::Scales(_)) => rows::judge(&rows, count),
        (_, AnswerType::VoiceScale) => judge::scores(&scores_of(&seen)),
        _ => {
            let cell = answer::cell_of(question).expect("tables and groups are handled above");
            judge::cells(cell, &seen)
        }
    };
    Some(Compared {
        question,
        answers,
        judged,
        rows,
    })
}

/// The scores of one side each; a voice has one, a canvas that of every voice.
fn scores_of(values: &[&Value]) -> Vec<Vec<u8>> {
    let scores = values.iter().map(|value| row::scores(value));
    scores.collect()
}

impl Verdict {
    fn alone(self) -> Judged {
        Judged {
            verdict: self,
            width: 0,
        }
    }
}

impl Comparison {
    /// How many questions have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        let same = |compared: &&Compared| compared.judged.verdict == verdict;
        self.questions.iter().filter(same).count()
    }

    /// The widest gaps, widest first: of gaps as wide as each other, first what a quick look asks, then
    /// what every full canvas needs.
    pub fn widest(&self) -> Vec<&Compared> {
        let mut gaps: Vec<&Compared> = self
            .questions
            .iter()
            .filter(|compared| compared.judged.verdict == Verdict::Different)
            .collect();
        gaps.sort_by_key(|compared| {
            let question = compared.question;
            Reverse((compared.judged.width, question.quick, question.essential))
        });
        gaps.truncate(WIDEST);
        gaps
    }

    /// How far the sides agree, in a few sentences.
    pub fn agreement(&self) -> String {
        let [same, close, different, only_one, not_open] =
            Verdict::ALL.map(|verdict| self.count(verdict));
        let mut sentences = vec![in_short(same + close, different).to_owned()];
        let both = same + close + different;
        if both > 0 {
            let counts = [Verdict::Same, Verdict::Close, Verdict::Different].into_iter();
            let counts = counts.map(|verdict| (self.count(verdict), verdict.in_words()));
            let counts = counts.filter(|(count, _)| *count > 0);
            let counts = counts.map(|(count, words)| format!("{count} {words}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            let have = if both == 1 { "has" } else { "have" };
            let all = questions(both);
            sentences.push(format!("{all} {have} two answers or more: {counts}."));
        }
        if only_one > 0 {
            let few = questions(only_one);
            sentences.push(format!("Only one of you has answered {few}."));
        }
        if not_open > 0 {
            let waits = if not_open == 1 { "waits" } else { "wait" };
            let few = questions(not_open);
            sentences.push(format!("{few} {waits} until all have answered alone."));
        }
        sentences.join(" ")
    }
}

/// Agreement and difference in one sentence.
fn in_short(agreed: usize, different: usize) -> &'static str {
    match agreed + different {
        0 => "No question has two answers to compare yet.",
        _ if different == 0 => "You agree wherever two of you have answered.",
        _ if agreed == 0 => "You differ wherever two of you have answered.",
        _ if agreed > different => "You agree on more than you differ on.",
        _ if agreed == different => "You agree on as much as you differ on.",
        _ => "You differ on more than you agree on.",
    }
}

fn questions(count: usize) -> String {
    match count {
        1 => "1 question".into(),
        count => format!("{count} questions"),
    }
}
