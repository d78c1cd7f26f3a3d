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

/// What there is to say of a question that several answer alone.
pub(super) enum SaidAlone {
    /// What each has answered, in words.
    Shown(String),
    /// Who is ready while the round goes on, and how it goes on.
    Ready(String),
    /// That each may answer alone, and who has.
    Offer(String),
}

/// What there is to say of a question that each answers alone; None where only one does, where a table of
/// voices says it already, or where nobody has answered what is shown.
pub(super) fn said_alone(session: &Session, question: &'static Question) -> Option<SaidAlone> {
    let canvas = &session.canvas;
    if canvas.voices().len() < 2 || !question.may_be_answered_alone() {
        return None;
    }
    if canvas.is_revealed(question) {
        let points = TalkingPoints::of(session, question, None)?;
        return Some(SaidAlone::Shown(points.gaps.join(" ")));
    }
    if matches!(question.answer, AnswerType::VoiceScale) {
        return None;
    }
    let offer = "R: each answers alone first, then all see it together.";
    Some(match who_is_ready(canvas, question) {
        Some(ready) if canvas.is_in_round(question) || !canvas.is_answered(question) => {
            SaidAlone::Ready(format!("{ready} R goes on."))
        }
        Some(ready) => SaidAlone::Offer(format!("{offer} {ready}")),
        None => SaidAlone::Offer(offer.into()),
    })
}

/// Who has answered alone and who has not, where some have.
fn who_is_ready(canvas: &Canvas, question: &Question) -> Option<String> {
    let readiness = canvas.readiness(question);
    let names = readiness.iter().map(|one| {
        let name = shown(&one.name);
        match one.is_ready {
            true => format!("{name} ready"),
            false => format!("{name} not yet"),
        }
    });
    let is_begun = readiness.iter().any(|one| one.is_ready);
    is_begun.then(|| format!("{}.", names.collect::<Vec<_>>().join(", ")))
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

/// How a shared screen goes on from what there is to talk about.
pub(super) fn how_to_go_on(question: &Question) -> &'static str {
    match question.answer {
        AnswerType::VoiceScale => "Enter: the answers side by side.",
        _ => "Enter: look for the answer that you agree on.",
    }
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
