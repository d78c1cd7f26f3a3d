//! How far what voices answered alone lies apart, in words, and a question to talk about.

use serde_json::Value;

use super::super::Canvas;
use super::super::compare::{Verdict, judge_cells};
use super::super::in_words::before_a_mark;
use super::super::question::{Cell, Question};
use super::super::row;
use super::super::wording::Wording;
use super::{Part, in_a_sentence};

/// How far answers to one part lie apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// How they lie to each other.
    pub verdict: Verdict,
    /// The same in a sentence, with the answers.
    pub in_words: String,
    /// A question to talk about.
    pub talk: String,
}

/// What one voice answered.
struct Said<'a> {
    name: String,
    value: &'a Value,
    word: String,
}

/// Weighs what voices answered to a part; None before the answers may be shown, or where nobody has
/// answered it.
pub fn gap(canvas: &Canvas, question: &'static Question, part: &Part) -> Option<Gap> {
    if !canvas.is_open(question) {
        return None;
    }
    let voices = canvas.voices();
    let said = voices.iter().filter_map(|voice| {
        let value = part.of(voice.answer(question)?)?;
        Some(Said {
            name: voice.name(),
            value,
            word: part.said(question, value),
        })
    });
    let said: Vec<Said> = said.collect();
    let verdict = match said.len() {
        0 => return None,
        1 => Verdict::OnlyOne,
        _ => {
            let values: Vec<&Value> = said.iter().map(|one| one.value).collect();
            judge_cells(part.cell, &values).verdict
        }
    };
    Some(Gap {
        verdict,
        in_words: in_words(verdict, part.cell, &said),
        talk: talk(verdict, question, part.cell, &said),
    })
}

fn in_words(verdict: Verdict, cell: Cell, said: &[Said]) -> String {
    let first = &said[0];
    match verdict {
        Verdict::OnlyOne => {
            let word = before_a_mark(&first.word);
            format!("Only {} has answered: {word}.", first.name)
        }
        Verdict::Same => format!("You agree: {}.", before_a_mark(&first.word)),
        _ if cell == Cell::Scale => {
            let (low, high) = ends(said);
            let scores = [low, high].map(|one| row::as_scale(one.value).unwrap_or_default());
            let apart = match scores[1] - scores[0] {
                1 => "One apart".into(),
                steps => format!("{steps} apart"),
            };
            format!(
                "{apart}: from {} ({}) to {} ({}).",
                low.word, low.name, high.word, high.name
            )
        }
        Verdict::Close => format!("You are next to each other: {}.", each(said)),
        _ => format!("You differ: {}.", each(said)),
    }
}

/// Every answer with those who gave it.
fn each(said: &[Said]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for one in said {
        if !words.contains(&one.word.as_str()) {
            words.push(&one.word);
        }
    }
    let each = words.into_iter().map(|word| {
        let names = said.iter().filter(|one| one.word == word);
        let names: Vec<String> = names.map(|one| one.name.clone()).collect();
        format!("{word} ({})", in_a_sentence(&names).unwrap_or_default())
    });
    each.collect::<Vec<_>>().join("; ")
}

/// The lowest and the highest score.
fn ends<'a, 'v>(said: &'a [Said<'v>]) -> (&'a Said<'v>, &'a Said<'v>) {
    let score = |one: &&Said| row::as_scale(one.value);
    let low = said.iter().min_by_key(score).expect("two or more");
    let high = said.iter().max_by_key(score).expect("two or more");
    (low, high)
}

fn talk(verdict: Verdict, question: &Question, cell: Cell, said: &[Said]) -> String {
    let words = Wording::shipped().alone();
    let talk = match verdict {
        Verdict::OnlyOne => &words.only_one,
        Verdict::Same => &words.same,
        Verdict::Close => &words.close,
        _ => match words.questions.get(question.id) {
            Some(own) => own,
            None if cell == Cell::Scale => &words.scale,
            None => &words.choice,
        },
    };
    if cell != Cell::Scale || said.len() < 2 {
        return talk.clone();
    }
    let (low, high) = ends(said);
    talk.replace("{low}", &low.name)
        .replace("{high}", &high.name)
}
