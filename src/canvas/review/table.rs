//! The questions of a check-in, in the order in which they are asked.

use super::super::codes::{Coded, FirstWin, KEEPING, Quality};
use super::super::question::{AnswerType, Cell, Column, Complete, Place, Question, Step, Table};

/// One question of a check-in.
#[derive(Debug)]
pub struct ReviewQuestion {
    /// The question; its id is `review.` and the key in the row of the check-in.
    pub question: Question,
    /// What it is asked about.
    pub of: Of,
}

/// What a question of a check-in is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The collaboration, once.
    All,
    /// Each partner; the answers are a map from the partner's id.
    Partner,
    /// Each voice; the answers are a map from the voice's id.
    Voice,
}

const fn asked(id: &'static str, answer: AnswerType, of: Of) -> ReviewQuestion {
    ReviewQuestion {
        question: beside(id, answer),
        of,
    }
}

/// A question that belongs to no step of the canvas; it counts to the decision that it looks back on.
const fn beside(id: &'static str, answer: AnswerType) -> Question {
    Question {
        needed_at: &[],
        goes_with: None,
        id,
        step: Step::Decision,
        answer,
        essential: false,
        quick: false,
        follows: None,
    }
}

const KEEP: Table = Table {
    place: Place::Own,
    columns: &[
        Column {
            id: "item",
            cell: Cell::Line,
        },
        Column {
            id: "choice",
            cell: Cell::Choice(KEEPING),
        },
        Column {
            id: "who",
            cell: Cell::Line,
        },
    ],
    complete: Complete::All(&["item"]),
};

/// Every question of a check-in, in the order in which they are asked.
pub static REVIEW: &[ReviewQuestion] = &[
    asked("review.changed", AnswerType::Text, Of::All),
    asked("review.value", AnswerType::Scale, Of::All),
    asked(
        "review.first_win",
        AnswerType::Choice(FirstWin::CODES),
        Of::All,
    ),
    asked("review.days_spent", AnswerType::Number, Of::All),
    asked("review.trust", AnswerType::Scale, Of::Partner),
    asked("review.feels_theirs", AnswerType::Scale, Of::Partner),
    asked(
        "review.quality",
        AnswerType::Choice(Quality::CODES),
        Of::All,
    ),
    asked("review.around_us", AnswerType::Text, Of::All),
    asked("review.start_again", AnswerType::Scale, Of::Voice),
    asked("review.skill", AnswerType::Scale, Of::All),
    asked("review.keep", AnswerType::Rows(KEEP), Of::All),
    asked("review.next", AnswerType::Date, Of::All),
];

/// What is written when a collaboration ends.
pub static ENDING_NOTE: Question = beside("ending.note", AnswerType::Text);

impl ReviewQuestion {
    /// The question of a key such as `days_spent`.
    pub fn find(key: &str) -> Option<&'static Self> {
        REVIEW.iter().find(|asked| asked.key() == key)
    }

    /// The key in the row of the check-in.
    pub fn key(&self) -> &'static str {
        key_of(&self.question)
    }
}

/// The question of an id among those of check-ins and of the end.
pub fn looking_back(id: &str) -> Option<&'static Question> {
    let mut asked = REVIEW.iter().map(|asked| &asked.question);
    let found = asked.find(|question| question.id == id);
    found.or(Some(&ENDING_NOTE).filter(|note| note.id == id))
}

/// The key of a question of a check-in in its row.
pub fn key_of(question: &Question) -> &'static str {
    question.id.strip_prefix("review.").unwrap_or(question.id)
}
