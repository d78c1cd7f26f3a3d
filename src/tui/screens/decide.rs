//! What the answers add up to, why, and the decision.

mod draw;
mod together;

use super::super::desk::{Desk, Go};
use super::super::editor::{Did, Editor};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::target::Target;
use super::asked::asked;
use super::open_canvas::{copy, take_theirs, undo};
use crate::canvas::checks::Finding;
use crate::canvas::codes::{Coded, Outcome};
use crate::canvas::days::days_with_unit;
use crate::canvas::question::{Question, Step};
use crate::canvas::suggestion::days_offered;
use crate::canvas::turns::Turn;
use crate::canvas::when;
use crate::canvas::wording::Wording;

/// What the answers add up to, and the decision.
#[derive(Debug)]
pub struct Decide {
    part: Part,
    /// The point that the cursor is on.
    point: usize,
    offset: u16,
    choice: Editor,
    /// The field that is open: the offer, its days or the reason.
    pub(in crate::tui) field: Option<Editor>,
}

/// The parts of the screen, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Points,
    Choice,
    Offer,
    Days,
    Reason,
    Record,
}

impl Part {
    /// The question of a field.
    fn asks(self) -> Option<&'static Question> {
        let id = match self {
            Self::Offer => "decision.offer",
            Self::Days => "decision.days",
            Self::Reason => "decision.reason",
            Self::Points | Self::Choice | Self::Record => return None,
        };
        Some(question(id))
    }
}

/// Something that is said of a suggestion, and leads on.
enum Point<'a> {
    /// Why it is suggested, or what goes with it.
    Found(&'a Finding),
    /// What would change it.
    Turns(&'a Turn),
    /// What it still waits for.
    Missing(&'static Question),
}

/// The points in the order of the screen: what was found, what would change it, what is still missing.
fn points(session: &Session) -> Vec<Point<'_>> {
    let suggestion = &session.suggestion;
    let found = suggestion.reasons().chain(suggestion.conditions());
    let missing = suggestion.missing.iter();
    found
        .map(Point::Found)
        .chain(session.turns().all().map(Point::Turns))
        .chain(
            missing
                .filter_map(|id| Question::find(id))
                .map(Point::Missing),
        )
        .collect()
}

impl Point<'_> {
    fn leads(&self) -> Go {
        match self {
            Self::Found(finding) => Go::Why(finding.check),
            Self::Turns(turn) => turn.asked().map_or(Go::Portfolio, Go::Ask),
            Self::Missing(question) => Go::Ask(question),
        }
    }
}

fn question(id: &str) -> &'static Question {
    Question::find(id).expect("in the table")
}

impl Decide {
    /// The screen with the choice before the planner.
    pub fn new(desk: &mut Desk) -> Self {
        let session = desk
            .session
            .as_mut()
            .expect("only an open canvas is decided");
        let mut choice = Editor::open(session, question("decision.choice"), Target::Answer);
        if let Some(suggested) = session.suggestion.outcome {
            choice.point_at(suggested.code(), session);
        }
        if session.canvas.is_live() {
            for outcome in Outcome::ALL {
                let words = Wording::shipped().outcome_of(true, *outcome);
                choice.call(outcome.code(), words);
            }
        }
        Self {
            part: Part::Choice,
            point: 0,
            offset: 0,
            choice,
            field: None,
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        self.field.as_ref().map_or(Scope::Decide, Editor::scope)
    }

    /// Shows in the open field what others have put there meanwhile.
    pub fn follow(&mut self, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.field, &mut desk.session) {
            editor.follow(session);
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if let (Some(editor), Some(session)) = (&mut self.field, &mut desk.session) {
            match editor.command(command, session) {
                Did::Stay => return Go::Stay,
                Did::GoOn => return self.turn(1, desk),
                Did::Nothing => {}
            }
        }
        match command {
            Command::Next => self.turn(1, desk),
            Command::Previous => self.turn(-1, desk),
            Command::Back if self.field.is_some() => {
                self.close_field(desk);
                Go::Stay
            }
            Command::Back | Command::ShowCanvas => Go::Canvas,
            Command::Undo if self.takes_choice_back(desk) => Go::Stay,
            Command::Undo | Command::Redo => {
                undo(command == Command::Undo, desk);
                Go::Stay
            }
            Command::Reveal => Go::Alone(question("decision.choice")),
            Command::Finish => Go::Finish,
            Command::Settings => Go::Settings,
            Command::Why => Go::Weighed,
            Command::Letter => Go::Letter(Box::new(Go::Decide)),
            Command::Differences => Go::Differences,
            Command::TakeTheirs => {
                let asked = self
                    .part
                    .asks()
                    .unwrap_or_else(|| question("decision.choice"));
                take_theirs(asked, desk)
            }
            Command::History => Go::History,
            Command::Copy => {
                copy(desk);
                Go::Stay
            }
            other => self.in_part(other, desk),
        }
    }

    fn in_part(&mut self, command: Command, desk: &mut Desk) -> Go {
        match self.part {
            Part::Points => self.in_points(command, desk),
            Part::Choice => self.in_choice(command, desk),
            Part::Offer | Part::Days | Part::Reason => match command {
                Command::Open | Command::Toggle => {
                    self.open_field(desk);
                    Go::Stay
                }
                Command::Up => self.turn(-1, desk),
                Command::Down => self.turn(1, desk),
                _ => Go::Stay,
            },
            Part::Record => match command {
                Command::Open | Command::Toggle => self.record(desk),
                Command::Up => self.turn(-1, desk),
                _ => Go::Stay,
            },
        }
    }

    fn in_points(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Stay;
        };
        let points = points(session);
        let last = points.len().saturating_sub(1);
        match command {
            Command::Up => self.point = self.point.saturating_sub(1),
            Command::Down if self.point >= last => return self.turn(1, desk),
            Command::Down => self.point += 1,
            Command::First | Command::PageUp => self.point = 0,
            Command::Last | Command::PageDown => self.point = last,
            Command::Open => return points.get(self.point).map_or(Go::Stay, Point::leads),
            _ => {}
        }
        Go::Stay
    }

    fn in_choice(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Stay;
        };
        if session.is_read_only() {
            return Go::Stay;
        }
        let chooses = matches!(command, Command::Digit(_) | Command::Open | Command::Toggle);
        if chooses && session.canvas.is_in_round(question("decision.choice")) {
            return Go::Alone(question("decision.choice"));
        }
        let did = self.choice.command(command, session);
        if ends(desk) {
            return Go::Ending;
        }
        match did {
            Did::GoOn => self.turn(1, desk),
            _ => Go::Stay,
        }
    }

    /// The parts of the screen as things stand: what exactly and how many days for a smaller yes only.
    fn parts(desk: &Desk) -> impl Iterator<Item = Part> + use<> {
        let choice = desk.session.as_ref().and_then(Session::choice);
        let is_smaller = choice == Some(Outcome::GoAheadSmaller);
        let all = [
            Part::Points,
            Part::Choice,
            Part::Offer,
            Part::Days,
            Part::Reason,
            Part::Record,
        ];
        all.into_iter()
            .filter(move |part| is_smaller || !matches!(part, Part::Offer | Part::Days))
    }

    /// The next or the previous part.
    fn turn(&mut self, by: isize, desk: &mut Desk) -> Go {
        self.close_field(desk);
        let parts: Vec<Part> = Self::parts(desk).collect();
        let at = parts.iter().position(|part| *part == self.part);
        match at.unwrap_or(0).checked_add_signed(by) {
            None => beside(-1, desk),
            Some(to) => match parts.get(to) {
                Some(part) => {
                    self.part = *part;
                    if self.part.asks().is_some() {
                        self.open_field(desk);
                    }
                    desk.save_changes(true);
                    Go::Stay
                }
                None => beside(1, desk),
            },
        }
    }

    fn open_field(&mut self, desk: &mut Desk) {
        if let (Some(asked), Some(session)) = (self.part.asks(), &mut desk.session)
            && !session.is_read_only()
        {
            self.field = Some(Editor::open(session, asked, Target::Answer));
            let is_open = self.part == Part::Days && !session.canvas.is_answered(asked);
            let offered = days_offered(&session.suggestion).filter(|_| is_open);
            if let Some(days) = offered {
                desk.say(format!("There is room for {}.", days_with_unit(days)));
            }
        }
    }

    /// Records the decision and goes on to what happens next; where something is missing, goes there.
    fn record(&mut self, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Stay;
        };
        if session.is_read_only() {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return Go::Stay;
        }
        if session.canvas.is_in_round(question("decision.choice")) {
            return Go::Alone(question("decision.choice"));
        }
        let Some(choice) = session.choice() else {
            self.part = Part::Choice;
            desk.say("Choose one of the four first.");
            return Go::Stay;
        };
        let is_live = session.canvas.is_live();
        if ends(desk) {
            return Go::Ending;
        }
        let Some(session) = &mut desk.session else {
            return Go::Stay;
        };
        if session.decide(choice).is_none() {
            let has_reason = session.canvas.text("decision.reason").is_some();
            self.part = Part::Reason;
            self.open_field(desk);
            desk.say(if has_reason {
                "It differs from what is suggested, and this is the reason of the decision before: say why now."
            } else {
                "It differs from what is suggested: say why, in a sentence."
            });
            return Go::Stay;
        }
        let name = &Wording::shipped().outcome_of(is_live, choice).name;
        let again = session.canvas.date("decision.review_on");
        let again = again.map_or_else(String::new, |on| {
            format!("; look again on {}", when::in_words(on))
        });
        let next = Go::Ask(question("decision.next_steps"));
        if choice == Outcome::GoAhead {
            desk.say(format!(
                "Decided: {name}{again}. Next: who does what. Ctrl-_ takes it back."
            ));
            return next;
        }
        desk.say(format!(
            "Decided: {name}{again}. Here is a letter; esc goes on to who does what."
        ));
        Go::Letter(Box::new(next))
    }

    /// Takes back a choice that is not recorded yet; false where none waits.
    fn takes_choice_back(&self, desk: &mut Desk) -> bool {
        let waits = |session: &mut Session| session.forget_waiting_choice();
        let is_taken_back = desk.session.as_mut().is_some_and(waits);
        if is_taken_back {
            desk.say("Taken back: the choice that was not recorded.");
        }
        is_taken_back
    }

    fn close_field(&mut self, desk: &mut Desk) {
        let editor = self.field.take();
        desk.leave(editor);
    }
}

/// True where the choice is to stop what is live, which ends it with a note and decides nothing anew.
fn ends(desk: &mut Desk) -> bool {
    let Some(session) = &mut desk.session else {
        return false;
    };
    let ends = session.canvas.is_live() && session.waiting_choice() == Some(Outcome::SayNoKindly);
    if ends {
        session.forget_waiting_choice();
        desk.say("It is live: it ends with a note. To pause it instead, go back and choose that.");
    }
    ends
}

/// The question before the choice, or after it.
fn beside(by: isize, desk: &Desk) -> Go {
    let Some(session) = &desk.session else {
        return Go::Home;
    };
    let asked = asked(&session.canvas, false);
    let at = asked
        .iter()
        .position(|question| question.id == "decision.choice");
    let to = at
        .and_then(|at| at.checked_add_signed(by))
        .and_then(|to| asked.get(to));
    to.filter(|question| by < 0 || question.step == Step::Decision)
        .map_or(Go::Canvas, |question| Go::Ask(question))
}
