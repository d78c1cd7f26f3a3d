//! The form of a check-in for one canvas: each question once, or once for each partner or voice.

use serde_json::Value;

use super::super::answer::cell_of;
use super::super::question::{AnswerType, Cell, Question};
use super::super::{Canvas, row};
use super::{Of, REVIEW, Review, ReviewQuestion};

/// One answer of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The question.
    pub asked: &'static ReviewQuestion,
    /// The partner or voice that it is about; None where it is asked once.
    pub of: Option<Whom>,
}

/// A partner or a voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The id; "" is the only voice, not written yet.
    pub id: String,
    /// The name.
    pub name: String,
}

impl PartialEq for ReviewQuestion {
    fn eq(&self, other: &Self) -> bool {
        self.question == other.question
    }
}

/// Every answer of the form, in the order in which they are asked; rows of `keep` are one.
pub fn slots(canvas: &Canvas) -> Vec<Slot> {
    let all = REVIEW.iter().flat_map(|asked| {
        let whom: Vec<Option<Whom>> = match asked.of {
            Of::All => vec![None],
            Of::Partner => partners(canvas).into_iter().map(Some).collect(),
            Of::Voice => voices(canvas).into_iter().map(Some).collect(),
        };
        whom.into_iter().map(move |of| Slot { asked, of })
    });
    all.collect()
}

fn partners(canvas: &Canvas) -> Vec<Whom> {
    let named = canvas.partners().filter_map(|partner| {
        Some(Whom {
            id: partner.id()?.to_owned(),
            name: partner.line("organisation")?.to_owned(),
        })
    });
    named.collect()
}

fn voices(canvas: &Canvas) -> Vec<Whom> {
    let voices = canvas.voices();
    if voices.is_empty() {
        return vec![Whom {
            id: String::new(),
            name: "us".into(),
        }];
    }
    let named = voices.iter().map(|voice| Whom {
        id: voice.id().to_owned(),
        name: voice.name(),
    });
    named.collect()
}

impl Slot {
    /// The question of the answer.
    pub fn question(&self) -> &'static Question {
        &self.asked.question
    }

    /// The id of the partner or voice.
    pub fn id(&self) -> Option<&str> {
        self.of.as_ref().map(|whom| whom.id.as_str())
    }

    /// The rule of the answer; None for rows.
    pub fn cell(&self) -> Option<Cell> {
        cell_of(self.question())
    }

    /// True for an answer of several lines.
    pub fn is_text(&self) -> bool {
        matches!(self.question().answer, AnswerType::Text)
    }

    /// What a check-in says there, where it is what the question allows.
    pub fn value<'a>(&self, review: Review<'a>) -> Option<&'a Value> {
        let key = self.asked.key();
        let value = match self.id() {
            Some(id) => review.value_for(key, id),
            None => review.value_of(key),
        };
        value.filter(|value| match self.cell() {
            Some(cell) => row::counts(value, cell),
            None => value.is_array(),
        })
    }
}
