//! What there is to talk about once answers given alone are shown: how far they lie apart, a question
//! about that, and what two people might ask each other in the step.

use super::super::session::Session;
use crate::canvas::Canvas;
use crate::canvas::alone::{Gap, Part, gap, parts};
use crate::canvas::compare::Verdict;
use crate::canvas::question::{AnswerType, Question, Step};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// What there is to talk about.
pub(super) struct TalkingPoints {
    /// How far the answers lie apart, one line for each part.
    pub(super) gaps: Vec<String>,
    /// A question to talk about, for the part where they lie furthest apart.
    pub(super) talk: String,
    /// What two people might ask each other in the step.
    pub(super) prompts: [String; 2],
}

impl TalkingPoints {
    /// Of all parts of a question, or of one; None before the answers may be shown.
    pub(super) fn of(
        session: &Session,
        question: &'static Question,
        only: Option<&Part>,
    ) -> Option<Self> {
        let canvas = &session.canvas;
        let parts = parts(canvas, question).into_iter();
        let parts = parts.filter(|part| only.is_none_or(|only| only == part));
        let gaps = parts.filter_map(|part| Some((gap(canvas, question, &part)?, part.name)));
        let gaps: Vec<(Gap, String)> = gaps.collect();
        let widest = gaps.iter().max_by_key(|(gap, _)| far_apart(gap))?;
        let in_words = gaps.iter().map(|(gap, name)| match name.as_str() {
            _ if only.is_some() => shown(&gap.in_words).into_owned(),
            "" => shown(&gap.in_words).into_owned(),
            name => shown(&format!("{name}: {}", gap.in_words)).into_owned(),
        });
        Some(Self {
            gaps: in_words.collect(),
            talk: shown(&widest.0.talk).into_owned(),
            prompts: talk_of(session, question.step).map(|one| shown(&one).into_owned()),
        })
    }
}

/// How much there is to talk about: most where answers differ.
fn far_apart(gap: &Gap) -> u8 {
    match gap.verdict {
        Verdict::Different => 3,
        Verdict::Close => 2,
        Verdict::OnlyOne | Verdict::NotAsked | Verdict::AsSent => 1,
        Verdict::Same | Verdict::NotOpen => 0,
    }
}

/// True where answers given alone are shown, lie apart, and none is agreed on yet.
pub(super) fn is_to_be_talked_about(canvas: &Canvas, question: &'static Question) -> bool {
    if canvas.voices().len() < 2
        || !question.may_be_answered_alone()
        || !canvas.is_revealed(question)
    {
        return false;
    }
    let keeps_each = matches!(question.answer, AnswerType::VoiceScale);
    parts(canvas, question).iter().any(|part| {
        let is_open = keeps_each || part.agreed(canvas, question).is_none();
        is_open && gap(canvas, question, part).is_some_and(|gap| far_apart(&gap) > 0)
    })
}

/// What two people might ask each other in a step, by their names.
pub(super) fn talk_of(session: &Session, step: Step) -> [String; 2] {
    let [one, other] = &Wording::shipped().step(step).talk;
    let names: Vec<String> = session
        .canvas
        .voices()
        .iter()
        .map(|voice| voice.name())
        .collect();
    match names.as_slice() {
        [first, second, ..] => [format!("{first}: {one}"), format!("{second}: {other}")],
        _ => [format!("One asks: {one}"), format!("The other: {other}")],
    }
}
