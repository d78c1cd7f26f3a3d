//! A canvas as a page of headings and answers, before it is written in one format or another.
//!
//! Nothing here is escaped or made safe to show: each format does that in its own way.

use super::letter;
use crate::canvas::Canvas;
use crate::canvas::State;
use crate::canvas::checks::Finding;
use crate::canvas::closing::decided;
use crate::canvas::codes::Outcome;
use crate::canvas::in_words::{self, InWords};
use crate::canvas::joint::{said, waits};
use crate::canvas::question::{QUESTIONS, Question, Step};
use crate::canvas::review::ENDING_NOTE;
use crate::canvas::suggestion::{GUESSES, Suggestion, smaller_in_words};
use crate::canvas::wording::Wording;

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the page is called.
    Title(String),
    /// What a part of it is called.
    Heading(String),
    /// A sentence or a few.
    Paragraph(String),
    /// A question with its answer.
    Answer {
        /// The question.
        label: &'static str,
        /// The answer.
        answer: InWords,
    },
    /// Rows below heads.
    Table {
        /// What each column is called.
        heads: Vec<String>,
        /// The cells, one for each head.
        rows: Vec<Vec<String>>,
    },
    /// One point below the other.
    Points(Vec<String>),
    /// The same by their numbers, from 1.
    Numbered(Vec<String>),
}

/// Writes a canvas as a page: what it adds up to, every answer step by step, what is still open.
pub fn page(canvas: &Canvas, suggestion: &Suggestion) -> Vec<Block> {
    let mut blocks = vec![Block::Title(canvas.title().to_owned())];
    let partners: Vec<&str> = canvas
        .partners()
        .filter_map(|row| row.line("organisation"))
        .collect();
    if let Some(names) = listed(&partners) {
        blocks.push(Block::Paragraph(format!("With {names}")));
    }
    blocks.extend(verdict(canvas, suggestion));
    for step in Step::ALL {
        let answers: Vec<Block> = answers(canvas, step).collect();
        if !answers.is_empty() {
            blocks.push(Block::Heading(Wording::shipped().step(step).name.clone()));
            blocks.extend(answers);
        }
    }
    blocks.extend(the_end(canvas).into_iter().flatten());
    let mut points = |heading: &str, points: Vec<String>| {
        if !points.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Points(points));
        }
    };
    let parked = canvas.parked().into_iter();
    points("Parked", parked.map(|one| one.text.to_owned()).collect());
    points("Letters sent", letter::sent_in_words(canvas));
    points("Still open", still_open(suggestion));
    blocks
}

/// What was written when it ended; None while it goes on.
fn the_end(canvas: &Canvas) -> Option<[Block; 2]> {
    let State::Ended(..) = canvas.state() else {
        return None;
    };
    let answer = Block::Answer {
        label: &Wording::shipped().question(&ENDING_NOTE).label,
        answer: InWords::Text(canvas.ending_note()?.to_owned()),
    };
    Some([Block::Heading("The end".into()), answer])
}

fn answers(canvas: &Canvas, step: Step) -> impl Iterator<Item = Block> {
    let questions = QUESTIONS.iter().filter(move |question| {
        // The title stands above the page.
        question.step == step && canvas.asks(question) && question.id != "cover.title"
    });
    questions.flat_map(|question| answer(canvas, question).into_iter().flatten())
}

/// A question with its answer and, in a joint canvas, who said what; nothing where nobody has answered.
fn answer(canvas: &Canvas, question: &'static Question) -> Option<Vec<Block>> {
    let label = &Wording::shipped().question(question).label;
    let said = said(canvas, question);
    let answer = in_words::answer(canvas, question);
    let not_settled = || {
        let words = match waits(canvas, question) {
            true => "not settled yet",
            false => "no answer of our own yet",
        };
        said.as_ref().map(|_| InWords::Line(words.into()))
    };
    let so_far = || canvas.alone_so_far(question).map(InWords::Line);
    let answer = answer.or_else(not_settled).or_else(so_far)?;
    let said = said.map(Block::Paragraph);
    Some(
        std::iter::once(Block::Answer { label, answer })
            .chain(said)
            .collect(),
    )
}

/// What was decided, what is suggested now, and why.
fn verdict(canvas: &Canvas, suggestion: &Suggestion) -> Vec<Block> {
    let mut blocks = vec![Block::Heading("In short".into())];
    blocks.extend(decided(canvas).map(Block::Paragraph));
    let name = |outcome: Outcome| &Wording::shipped().outcome(outcome).name;
    blocks.push(Block::Paragraph(match suggestion.outcome {
        None => "No suggestion yet.".into(),
        Some(outcome) if suggestion.is_provisional => {
            format!(
                "Suggested, on what you have told so far: {}.",
                name(outcome)
            )
        }
        Some(outcome) => format!("Suggested: {}.", name(outcome)),
    }));
    let messages = |findings: Vec<&Finding>| -> Vec<String> {
        let messages = findings.iter().map(|finding| finding.message.clone());
        messages.collect()
    };
    let mut points = |intro: &str, findings: Vec<&Finding>| {
        if !findings.is_empty() {
            blocks.push(Block::Paragraph(intro.into()));
            blocks.push(Block::Points(messages(findings)));
        }
    };
    points("Because:", suggestion.reasons().collect());
    points("Beside that:", suggestion.conditions().collect());
    if let Some(smaller) = smaller_in_words(canvas, suggestion) {
        blocks.push(Block::Paragraph(format!("{smaller} ({GUESSES})")));
    }
    // Of what goes on or is over, no answer of then is to be moved any more.
    let turns = suggestion
        .turns
        .as_ref()
        .filter(|_| canvas.state().may_turn());
    for (heading, turns) in turns.into_iter().flat_map(|turns| turns.in_words(canvas)) {
        blocks.push(Block::Paragraph(format!("{heading}:")));
        blocks.push(Block::Points(turns));
    }
    // What has ended takes none.
    if !matches!(canvas.state(), State::Ended(..)) {
        blocks.extend(days(suggestion).map(Block::Paragraph));
    }
    blocks
}

fn days(suggestion: &Suggestion) -> Option<String> {
    let need = suggestion.capacity.need()?.in_words();
    Some(format!("Days a month: {need} ({GUESSES})."))
}

/// Essential questions without an answer, as they are asked: those that a suggestion waits for, as for `check`.
fn still_open(suggestion: &Suggestion) -> Vec<String> {
    let missing = suggestion.missing.iter();
    let missing = missing.filter_map(|id| Question::find(id));
    missing
        .map(|question| Wording::shipped().question(question).label.clone())
        .collect()
}

/// Names in a sentence: `a, b and c`; None without a name.
fn listed(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some((*one).to_owned()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}
