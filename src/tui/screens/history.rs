//! What the canvas said on earlier days: one version at a time, beside the one before and the one now.

pub mod draw;

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::open_canvas::undo;
use crate::canvas::changes::{changed, changed_beside, decided};
use crate::canvas::codes::Outcome;
use crate::canvas::history::{History, Occasion, Unread, day_of, digest};
use crate::canvas::in_words::InWords;
use crate::canvas::question::{QUESTIONS, Question, Step};
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, State};

/// What the canvas said on earlier days.
#[derive(Debug)]
pub struct HistoryScreen {
    kept: Kept,
    /// The version that is shown: as the history counts them, and after its last the canvas of now.
    at: usize,
    /// What is shown of it, until another version is chosen or the canvas changes.
    shown: Option<Shown>,
    chosen: usize,
    offset: u16,
    /// Where esc leads.
    pub back: Go,
    /// The step that the planner came from.
    pub step: Step,
}

/// How far the reading has come.
#[derive(Debug)]
pub enum Kept {
    /// Under way.
    Reading,
    /// Everything is read; days are those of this time zone.
    Read(Box<History>, TimeZone),
    /// The file cannot be read.
    Failed(String),
}

/// What is shown, with its version and canvas.
#[derive(Debug)]
struct Shown {
    at: usize,
    now: Canvas,
    /// The version.
    view: View,
    /// The day of every earlier version, oldest first, and what became of the decision in it.
    days: Vec<(String, Option<String>)>,
}

/// One version as it is shown.
#[derive(Debug)]
pub struct View {
    /// Which of how many it is, from 1; the last one is the canvas of now.
    pub place: (usize, usize),
    /// The day of its last change; None for now.
    pub day: Option<Date>,
    /// The canvas of then, or why it cannot be told.
    pub canvas: Result<Canvas, Unread>,
    /// What became of the decision, in a few words.
    pub decided: Option<String>,
    /// What time it was, where somebody else's change came after it and lost some of it.
    pub before_others: Option<String>,
    /// The answers that differ, those that changed in this version first.
    pub items: Vec<Item>,
    /// What else changed in this version, as people call it.
    pub beside: Vec<&'static str>,
}

/// One question whose answer differs.
#[derive(Debug)]
pub struct Item {
    /// The question.
    pub question: &'static Question,
    /// The answer of the version before, where this version changed it.
    pub before: Option<Option<InWords>>,
    /// The answer of this version.
    pub then: Option<InWords>,
    /// The answer of now, where it differs.
    pub now: Option<Option<InWords>>,
}

/// An answer, or everything, that is to be put back.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The one question; None for the whole canvas.
    pub question: Option<&'static Question>,
    /// The canvas of then.
    pub then: Box<Canvas>,
    /// The day of then, in words.
    pub day: String,
}

impl HistoryScreen {
    /// The screen, which asks for what is kept; Esc leads back to where it was opened.
    pub fn new(desk: &mut Desk, back: Go, step: Step) -> Self {
        if let Some(session) = &desk.session {
            let id = session.canvas.id().clone();
            desk.wish(Effect::History(id));
        }
        Self {
            kept: Kept::Reading,
            at: usize::MAX,
            shown: None,
            chosen: 0,
            offset: 0,
            back,
            step,
        }
    }

    /// Takes in what was read; the newest of the earlier versions is shown first.
    pub fn read(&mut self, result: Result<Box<History>, String>, zone: TimeZone, desk: &Desk) {
        let is_first = matches!(self.kept, Kept::Reading);
        self.kept = result.map_or_else(Kept::Failed, |history| Kept::Read(history, zone));
        self.shown = None;
        if let (true, Some(session)) = (is_first, &desk.session) {
            self.at = self.earlier(session).saturating_sub(1);
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        self.refresh(session);
        let view = self.shown.as_ref().map(|shown| &shown.view);
        let (place, count) = view.map_or((1, 1), |view| view.place);
        let answers = view.map_or(0, |view| view.items.len());
        let (at, last) = (place - 1, count - 1);
        match command {
            Command::Back => return self.back.clone(),
            Command::Down | Command::Left => self.step_to(at.saturating_sub(1)),
            Command::Up | Command::Right => self.step_to((at + 1).min(last)),
            Command::Last | Command::PageDown => self.step_to(0),
            Command::First | Command::PageUp => self.step_to(last),
            Command::Next => self.chosen = (self.chosen + 1).min(answers.saturating_sub(1)),
            Command::Previous => self.chosen = self.chosen.saturating_sub(1),
            Command::Open => return self.wanted(desk, Which::Chosen),
            Command::PutAllBack => return self.wanted(desk, Which::Whole),
            Command::Undo | Command::Redo => {
                undo(command == Command::Undo, desk);
            }
            _ => {}
        }
        Go::Stay
    }

    fn step_to(&mut self, at: usize) {
        if self.at != at {
            (self.at, self.chosen, self.offset) = (at, 0, 0);
        }
    }

    /// Asks whether to put back what is chosen, unless there is nothing to put back.
    fn wanted(&self, desk: &mut Desk, which: Which) -> Go {
        let view = self.shown.as_ref().map(|shown| &shown.view);
        let (Some(session), Some(view)) = (&desk.session, view) else {
            return Go::Stay;
        };
        let (Some(day), Ok(then)) = (view.day, &view.canvas) else {
            desk.say(
                "There is nothing to put back: choose an earlier version with the left arrow.",
            );
            return Go::Stay;
        };
        let chosen = view.items.get(self.chosen);
        let (question, differs) = match which {
            Which::Whole => (None, digest(then) != digest(&session.canvas)),
            Which::Chosen => (
                chosen.map(|item| item.question),
                chosen.is_some_and(|item| item.now.is_some()),
            ),
        };
        if session.is_read_only() || then.is_newer() {
            desk.say("A newer version of whytogether wrote it: it can be read here, not put back.");
        } else if !differs {
            desk.say("It says the same now: there is nothing to put back.");
        } else {
            return Go::PutBack(Wanted {
                question,
                then: Box::new(then.clone()),
                day: when::in_words(day),
            });
        }
        Go::Stay
    }

    /// Brings what is shown in step with the chosen version and the canvas of now.
    fn refresh(&mut self, session: &Session) {
        let is_fresh = self
            .shown
            .as_ref()
            .is_some_and(|shown| shown.at == self.at && shown.now == session.canvas);
        if !is_fresh {
            self.shown = self.view(session).map(|view| Shown {
                at: self.at,
                now: session.canvas.clone(),
                days: self.days(session),
                view,
            });
        }
    }

    /// How many earlier versions are shown: one that says what stands now is the canvas of now.
    fn earlier(&self, session: &Session) -> usize {
        let Kept::Read(history, _) = &self.kept else {
            return 0;
        };
        let count = history.len();
        let newest = count.checked_sub(1).map(|last| history.canvas(last));
        let is_now = newest.is_some_and(|newest| {
            newest.is_ok_and(|newest| digest(&newest) == digest(&session.canvas))
        });
        count - usize::from(is_now)
    }

    /// The earlier versions by their day, oldest first, with the time where a day has several, and with what
    /// was decided or taken back in them.
    fn days(&self, session: &Session) -> Vec<(String, Option<String>)> {
        let Kept::Read(history, zone) = &self.kept else {
            return Vec::new();
        };
        let local =
            (0..self.earlier(session)).map(|index| history.at(index).to_zoned(zone.clone()));
        let local: Vec<Zoned> = local.collect();
        let has_several = |day| local.iter().filter(|at| at.date() == day).count() > 1;
        let mut before: Option<Canvas> = None;
        let named = local.iter().enumerate().map(|(index, at)| {
            let day = when::in_words(at.date());
            let named = if has_several(at.date()) || is_before_others(history, index) {
                format!("{day}, {}", at.strftime("%H:%M"))
            } else {
                day
            };
            let then = history.canvas(index).ok();
            let became = then.as_ref().and_then(|then| became(before.as_ref(), then));
            before = then.or_else(|| before.take());
            (named, became)
        });
        named.collect()
    }

    /// True where no earlier version is there.
    fn is_empty(&self) -> bool {
        let place = self.shown.as_ref().map(|shown| shown.view.place);
        place.is_some_and(|(_, count)| count == 1)
    }

    /// Which keys are read now: without an earlier version there is only something to read.
    pub fn scope(&self) -> Scope {
        if self.is_empty() {
            Scope::Reader
        } else {
            Scope::History
        }
    }

    /// The version that is shown, beside the one before and the one now; None until it is read.
    fn view(&self, session: &Session) -> Option<View> {
        let Kept::Read(history, zone) = &self.kept else {
            return None;
        };
        let earlier = self.earlier(session);
        let index = self.at.min(earlier);
        let now = &session.canvas;
        let canvas = if index == earlier {
            Ok(now.clone())
        } else {
            history.canvas(index)
        };
        let before = (0..index)
            .rev()
            .find_map(|index| history.canvas(index).ok());
        let told = canvas.as_ref().ok();
        let both = before.as_ref().zip(told);
        let beside = both.map_or_else(Vec::new, |(before, then)| changed_beside(before, then));
        Some(View {
            place: (index + 1, earlier + 1),
            day: (index < earlier).then(|| day_of(history.at(index), zone)),
            before_others: (index < earlier && is_before_others(history, index)).then(|| {
                let at = history.at(index).to_zoned(zone.clone());
                at.strftime("%H:%M").to_string()
            }),
            decided: told.and_then(|then| decided(before.as_ref(), then)),
            items: told.map_or_else(Vec::new, |then| items(before.as_ref(), then, now)),
            beside: beside.into_iter().map(|(_, name)| name).collect(),
            canvas,
        })
    }
}

/// True where a version is kept because of what somebody else changed after it.
fn is_before_others(history: &History, index: usize) -> bool {
    history.occasion(index) == Occasion::BeforeOthers
}

/// What became of the decision in a version, in a word or two; None where it stayed as it was.
fn became(before: Option<&Canvas>, then: &Canvas) -> Option<String> {
    let name = |outcome: Outcome| Wording::shipped().outcome(outcome).name.clone();
    let was = before.map(Canvas::state);
    match then.state() {
        state if Some(state) == was => None,
        State::Draft => was.map(|_| "decision taken back".into()),
        State::Decided(outcome, _) => Some(name(outcome)),
        State::Ended(..) => Some("ended".into()),
    }
}

/// What is to be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Chosen,
    Whole,
}

/// The answers that differ from the version before or from now, those that changed in this one first.
fn items(before: Option<&Canvas>, then: &Canvas, now: &Canvas) -> Vec<Item> {
    let since = before.map_or_else(Vec::new, |before| changed(before, then, now));
    let until = changed(then, now, now);
    let of = |question: &'static Question| {
        let since = since.iter().find(|change| change.question == question);
        let until = until.iter().find(|change| change.question == question);
        let then = match (since, until) {
            (Some(change), _) => change.after.clone(),
            (None, Some(change)) => change.before.clone(),
            (None, None) => return None,
        };
        Some(Item {
            question,
            before: since.map(|change| change.before.clone()),
            then,
            now: until.map(|change| change.after.clone()),
        })
    };
    let mut items: Vec<Item> = QUESTIONS.iter().filter_map(of).collect();
    items.sort_by_key(|item| item.before.is_none());
    items
}
