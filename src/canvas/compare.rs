//! Several canvases or voices side by side, question by question: where they agree, where they differ.
//!
//! | answer | the same | close | different |
//! |---|---|---|---|
//! | scale | equal | 1 apart | 2 or more apart |
//! | choice of a list with an order (how free, how close, priority, part, decision) | equal | next to each other, and not parted by what they come to: a yes or none, on the list or not, seen or not, free to say no or not | further apart |
//! | any other choice, yes or no | equal | – | not equal |
//! | date | one day | within 31 days | further apart |
//! | number | equal | apart by half a day, or a quarter of the larger, at most | further apart |
//! | text, names | the same words, in any case | half of the words, or one of the names, in common | else |
//! | rows | the same rows with the same cells | most rows in common, all alike or close | else |
//!
//! What each of two sides says of the other stands beside each other: their trust in each other is
//! compared, and neither lacks the row that only the other can have. Rows that are each side's own, such as
//! its staff, are no gap between organisations where only one has them.
//! Rows are matched by their ids, unless their names have no word in common, else by what they are called.
//! What was answered alone is compared only where its canvas may show it. What a side was never asked, as a
//! blank canvas left it out or its kind of value does, is told apart from what it left unanswered. What a blank canvas held when it
//! was sent is no answer of whoever sends it back. There is no total: a wide gap must
//! not drown in much agreement.

mod judge;
mod naming;
mod rows;
mod side;
mod words;

use std::cmp::Reverse;
use std::collections::HashSet;

use serde_json::Value;

use super::codes::{Coded as _, Coordinator};
use super::question::{AnswerType, Place, QUESTIONS, Question};
use super::{answer, row};

pub(super) use judge::cells as judge_cells;
pub use judge::{folded, share_a_word};
pub use naming::name_sides;
pub use rows::{ComparedCell, ComparedRow};
pub(super) use rows::{matched, names_row};
pub use side::{Seen, Side};

/// How many gaps are named before anything else.
const WIDEST: usize = 3;
/// The letters of the sides, in their order; no more can be read side by side.
pub const LETTERS: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
/// Tables whose rows each organisation has for itself: other ways, staff, what it stops.
const OWN_ROWS: &[&str] = &["purpose.without", "capacity.people", "capacity.stops"];
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
    /// One side has answered, and no other was asked.
    NotAsked,
    /// One side has answered at most, and another left what was sent to it as it was.
    AsSent,
    /// What was answered alone may not be compared yet.
    NotOpen,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 7] = [
        Self::Same,
        Self::Close,
        Self::Different,
        Self::OnlyOne,
        Self::NotAsked,
        Self::AsSent,
        Self::NotOpen,
    ];

    /// Its name for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Close => "close",
            Self::Different => "different",
            Self::OnlyOne => "only_one",
            Self::NotAsked => "not_asked",
            Self::AsSent => "as_sent",
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
            Self::NotAsked => "only one was asked",
            Self::AsSent => "as we sent it",
            Self::NotOpen => "not open yet",
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
    /// By side, what stands there that cannot be read; not made safe to show.
    pub unread: Vec<Vec<String>>,
}

/// All questions that some side has answered, in the order in which they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What the sides are called.
    pub sides: Vec<String>,
    /// The questions.
    pub questions: Vec<Compared>,
    /// By side, the questions of which something stands there that cannot be read.
    pub unread: Vec<Vec<&'static Question>>,
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
        unread: sides.iter().map(Side::unread).collect(),
    }
}

/// One question; None where no side has answered it.
fn compared(question: &'static Question, sides: &[Side]) -> Option<Compared> {
    let answers: Vec<Seen> = sides.iter().map(|side| side.answer(question)).collect();
    let values: Vec<Option<&Value>> = answers.iter().map(Seen::value).collect();
    let seen: Vec<&Value> = values.iter().copied().flatten().collect();
    let rows = match &question.answer {
        AnswerType::Rows(table) if table.place == Place::Partners => {
            rows::of_each_other(rows::matched(question, table, &values), sides)
        }
        AnswerType::Rows(table) => rows::matched(question, table, &values),
        AnswerType::Scales(parts) => vec![rows::of_parts(parts, &values)],
        _ => Vec::new(),
    };
    let judged = match (seen.len(), &question.answer) {
        (0 | 1, _) if answers.contains(&Seen::Sealed) => Verdict::NotOpen.alone(),
        (0, _) => return None,
        (1, _) if answers.contains(&Seen::AsSent) => Verdict::AsSent.alone(),
        (1, _) if is_asked_of_one(&answers) => Verdict::NotAsked.alone(),
        (1, _) => Verdict::OnlyOne.alone(),
        (_, AnswerType::Rows(_) | AnswerType::Scales(_)) => {
            let is_own = OWN_ROWS.contains(&question.id) && !are_of_one(sides);
            rows::judge(&rows, &values, is_own)
        }
        (_, AnswerType::VoiceScale) => judge::scores(&scores_of(&seen)),
        _ if is_of_another_each(question, sides, &values) => judge::other_choices(),
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
        unread: sides.iter().map(|side| side.unread_in(question)).collect(),
    })
}

/// True where all but the one that has answered were never asked.
fn is_asked_of_one(answers: &[Seen]) -> bool {
    let mut others = answers.iter().filter(|seen| seen.value().is_none());
    others.all(|seen| *seen == Seen::NotAsked)
}

/// True where all sides speak for one organisation, or are voices of one canvas.
fn are_of_one(sides: &[Side]) -> bool {
    let mut canvases = sides.iter().map(|side| {
        let of_voice = side.voice().map(|_| side.canvas().id());
        of_voice.map(|id| id.as_str())
    });
    let first = canvases.next().flatten();
    if first.is_some() && canvases.all(|canvas| canvas == first) {
        return true;
    }
    let mut names = sides.iter().map(|side| side.organisation().map(folded));
    let first = names.next().flatten();
    first.is_some() && names.all(|name| name == first)
}

/// True where sides of several organisations answer with "us", or with "a partner", which is somebody else
/// for each of them.
fn is_of_another_each(question: &Question, sides: &[Side], values: &[Option<&Value>]) -> bool {
    if question.id != "ownership.coordinator" {
        return false;
    }
    let is_relative = |value: &Value| {
        let code = value.as_str().and_then(Coordinator::from_code);
        matches!(code, Some(Coordinator::Us | Coordinator::APartner))
    };
    let speaks = sides
        .iter()
        .zip(values)
        .filter(|(_, value)| value.is_some_and(is_relative));
    let organisations = speaks.filter_map(|(side, _)| side.organisation().map(folded));
    organisations.collect::<HashSet<_>>().len() > 1
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
            // Rows that are each side's own leave no gap.
            .filter(|compared| compared.judged.width > 0)
            .collect();
        gaps.sort_by_key(|compared| {
            let question = compared.question;
            Reverse((compared.judged.width, question.quick, question.essential))
        });
        gaps.truncate(WIDEST);
        gaps
    }
}
