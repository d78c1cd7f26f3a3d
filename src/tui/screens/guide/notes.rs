//! What stands at the foot of a question: an example, what is odd, what each has said alone, an early no.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::talking_points::{SaidAlone, TalkingPoints, is_to_be_talked_about, said_alone};
use super::Guide;
use crate::canvas::alone::in_a_sentence;
use crate::canvas::due::{Due, DueKind, due};
use crate::canvas::joint::said;
use crate::canvas::odd::odd_in;
use crate::canvas::offers::{offers, said_by_voices, sealed_by};
use crate::canvas::question::{AnswerType, Step};
use crate::canvas::shown::shown;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::unlikely::unlikely_in;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::keymap::Scope;
use crate::tui::session::Session;
use crate::tui::widgets::chrome::rule;
use crate::tui::widgets::prose::{below, put_cut, top, wrap};

impl Guide {
    /// What stands at the foot of the question.
    pub(super) fn footnote(&self, session: &Session) -> Vec<Note> {
        let words = Wording::shipped().question(self.question);
        let mut notes = Vec::new();
        if self.shows_example {
            notes.push(Note::Example(format!("For example: {}", words.example)));
            notes.push(Note::Why(format!("Why we ask: {}", words.why)));
        }
        for odd in odd_in(&session.canvas, self.question) {
            notes.push(Note::Odd(format!(
                "The file holds {} here, which this question does not allow. It counts nowhere, and is kept until you answer.",
                odd.value
            )));
        }
        let told = said(&session.canvas, self.question);
        notes.extend(told.map(|text| Note::Said(shown(&text).into_owned())));
        notes.extend(self.others(session));
        let is_typing = self.editor.as_ref().is_some_and(|editor| !editor.is_list());
        for unlikely in unlikely_in(&session.canvas, self.question) {
            // The field says it itself while it is open.
            if !is_typing {
                notes.push(Note::Unlikely(unlikely.in_words()));
            }
        }
        notes.extend(self.alone(session));
        notes.extend(self.settling(session));
        let suggestion = &session.suggestion;
        if suggestion.is_early_no() && self.question.step != Step::Decision {
            notes.push(Note::EarlyNo(early_no(suggestion, self.scope())));
        }
        notes
    }

    /// What voices said whose file was taken in, that it waits to be shown, and that it may be taken in.
    fn others(&self, session: &Session) -> Vec<Note> {
        let (canvas, question) = (&session.canvas, self.question);
        let before = if matches!(self.scope(), Scope::Line | Scope::Text) {
            "Esc, then V"
        } else {
            "V"
        };
        let mut notes = Vec::new();
        // What may be answered alone on the screen is shown and agreed on there.
        if !question.may_be_answered_alone() {
            let sealed = in_a_sentence(&sealed_by(canvas, question));
            notes.extend(sealed.map(|names| {
                let names = shown(&names);
                Note::Ready(format!(
                    "Answered alone by {names}, and hidden until all have. {before} has it shown, with the name of who says so."
                ))
            }));
            let said = said_by_voices(canvas, question);
            notes.extend(said.map(|text| Note::Said(shown(&text).into_owned())));
        }
        // Where each answers alone, what they agree on is found there.
        let is_said = !question.may_be_answered_alone() || said(canvas, question).is_some();
        if is_said && !session.canvas.is_in_round(question) && !offers(canvas, question).is_empty()
        {
            notes.push(Note::Offer(format!(
                "{before} takes in what one of them says."
            )));
        }
        notes
    }

    /// How next steps whose day has come are settled, after a no as after a yes; None if none is due.
    fn settling(&self, session: &Session) -> Option<Note> {
        let is_come = |due: &Due| due.kind == DueKind::NextStep && due.on <= session.today();
        let is_asked = self.question.id == "decision.next_steps";
        let has_come = is_asked && due(&session.canvas).iter().any(is_come);
        let words = "A check-in settles the steps whose day has come: on the canvas, r.";
        has_come.then(|| Note::Offer(words.into()))
    }

    /// What each has said alone and what to talk about, who is ready, or that each may answer alone; None
    /// where only one answers what is not a score of each.
    fn alone(&self, session: &Session) -> Option<Note> {
        let (canvas, question) = (&session.canvas, self.question);
        let is_score = matches!(question.answer, AnswerType::VoiceScale);
        if is_score && canvas.voices().len() < 2 {
            let offer =
                "R: say who else is here; each answers alone, in turn, then all see it together.";
            return Some(Note::Offer(offer.into()));
        }
        Some(match said_alone(session, question)? {
            SaidAlone::Shown(said) => {
                let points = TalkingPoints::of(session, question, None);
                let is_open = is_to_be_talked_about(canvas, question);
                let talk = points.filter(|_| is_open).map(|points| points.talk);
                let said = [format!("Answered alone. {said}")].into_iter().chain(talk);
                Note::Alone(said.collect::<Vec<_>>().join(" "))
            }
            SaidAlone::Ready(said) => Note::Ready(said),
            SaidAlone::Offer(said) => Note::Offer(said),
        })
    }

    pub(super) fn footnote_height(&self, notes: &[Note], width: u16, room: u16) -> u16 {
        let lines = notes.iter().map(|note| wrap(note.text(), width).len());
        let lines = u16::try_from(lines.sum::<usize>()).unwrap_or(u16::MAX);
        let rule = u16::from(!notes.is_empty());
        lines.saturating_add(rule).min(room / 2)
    }
}

/// One sentence at the foot of a question.
pub(super) enum Note {
    Example(String),
    Why(String),
    Odd(String),
    Said(String),
    Unlikely(String),
    Alone(String),
    Ready(String),
    Offer(String),
    EarlyNo(String),
}

impl Note {
    /// True for what may be done, which makes way for what is to be talked about.
    pub(super) fn is_offer(&self) -> bool {
        matches!(self, Self::Offer(_))
    }

    /// True for an early no, which a shared screen has beside the number of the step.
    pub(super) fn is_early_no(&self) -> bool {
        matches!(self, Self::EarlyNo(_))
    }

    /// True for what each has said alone, which is never cut off.
    pub(super) fn is_alone(&self) -> bool {
        matches!(self, Self::Alone(_))
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Example(text)
            | Self::Why(text)
            | Self::Odd(text)
            | Self::Said(text)
            | Self::Unlikely(text)
            | Self::Alone(text)
            | Self::Ready(text)
            | Self::Offer(text)
            | Self::EarlyNo(text) => text,
        }
    }
}

/// Draws what stands at the foot of a question.
pub(super) fn draw_footnote(notes: &[Note], area: Rect, buf: &mut Buffer, desk: &Desk) {
    let look = &desk.look;
    if notes.is_empty() || area.height == 0 {
        return;
    }
    rule(top(area, 1), buf, look);
    let mut rest = below(area, 1);
    for note in notes {
        let style = match note {
            Note::Example(_) | Note::Said(_) => look.theme.text,
            Note::Why(_) | Note::Alone(_) | Note::Offer(_) => look.theme.soft,
            Note::Ready(_) => look.theme.strong,
            Note::Odd(_) => look.theme.alarm,
            Note::Unlikely(_) => look.theme.care,
            Note::EarlyNo(_) => look.theme.accent,
        };
        let used = put_cut(note.text(), rest, buf, style);
        rest = below(rest, used);
    }
}

/// What the guide says as soon as the answers say no.
fn early_no(suggestion: &Suggestion, scope: Scope) -> String {
    let reasons: Vec<&str> = suggestion
        .reasons()
        .map(|finding| finding.message.as_str())
        .collect();
    let how = if matches!(scope, Scope::Line | Scope::Text) {
        "Esc, then d,"
    } else {
        "d"
    };
    format!(
        "You may already have your answer: say no kindly. {} {how} goes to the decision; the rest can stay open.",
        reasons.join(" ")
    )
}
