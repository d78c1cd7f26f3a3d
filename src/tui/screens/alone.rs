//! One question that each voice answers alone, and that is revealed together.
//!
//! While somebody answers, the screen is the same whatever is pressed: no cursor, no mark, no length, not
//! even when it is saved. Only who is ready shows, until all see all answers at once.

mod agree;
mod draw;
mod shown;

use serde_json::Value;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::asked::beside;
use crate::canvas::Canvas;
use crate::canvas::alone::{Part, parts};
use crate::canvas::question::{AnswerType, Question};

/// One question, answered alone and revealed together.
#[derive(Debug)]
pub struct Alone {
    /// The question.
    pub question: &'static Question,
    moment: Moment,
    /// The part that is asked or shown, by its place.
    part: usize,
    /// The option that the cursor is on, once the answers are shown.
    option: usize,
    /// True while everyone answers again, also those who are ready.
    asks_all: bool,
    /// True once the answers stand side by side, to agree on one; before, a shared screen shows what to talk
    /// about.
    is_side_by_side: bool,
}

/// What the screen waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Moment {
    /// The names of those who are here.
    People,
    /// A voice, by its id, to take the keyboard.
    HandOver(String),
    /// The answer of a voice, by its id, that nobody watches.
    Answer(String),
    /// Somebody to have the answers shown.
    Reveal,
    /// An agreed answer, beside what each has said.
    Together,
}

impl Alone {
    /// The question before those who are here, at the first who has not answered.
    pub fn new(question: &'static Question, desk: &Desk) -> Self {
        let mut alone = Self {
            question,
            moment: Moment::People,
            part: 0,
            option: 0,
            asks_all: false,
            is_side_by_side: false,
        };
        if let Some(session) = &desk.session {
            alone.begin(&session.canvas);
            // Whoever comes from the question has seen there what to talk about.
            alone.is_side_by_side = true;
        }
        alone
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        Scope::Alone
    }

    /// True while nobody is to see what is pressed: somebody answers, or is about to and may press too soon.
    pub fn is_hiding(&self) -> bool {
        matches!(
            self.moment,
            Moment::HandOver(_) | Moment::Answer(_) | Moment::Reveal
        )
    }

    /// True while nobody has said who is here.
    pub fn lacks_names(&self) -> bool {
        self.moment == Moment::People
    }

    /// Where esc leads.
    pub fn back(&self) -> Go {
        match is_the_decision(self.question) {
            true => Go::Decide,
            false => Go::Ask(self.question),
        }
    }

    /// True if each keeps an own answer, so that there is nothing to agree on.
    fn keeps_each(&self) -> bool {
        matches!(self.question.answer, AnswerType::VoiceScale)
    }

    /// Where tab leads after the last part.
    fn on(&self, desk: &Desk) -> Go {
        match is_the_decision(self.question) {
            true => Go::Decide,
            false => beside(self.question, 1, desk),
        }
    }

    /// Waits for what comes first: names, an answer, the reveal, or what is agreed.
    fn begin(&mut self, canvas: &Canvas) {
        (self.part, self.asks_all, self.is_side_by_side) = (0, false, false);
        let readiness = canvas.readiness(self.question);
        let first = readiness.iter().find(|one| !one.is_ready);
        self.moment = match first {
            _ if readiness.len() < 2 => Moment::People,
            _ if canvas.is_revealed(self.question) => Moment::Together,
            Some(first) => Moment::HandOver(first.id.clone()),
            None => Moment::Reveal,
        };
        self.point(canvas);
    }

    /// Goes on where names were given, answers were revealed, or a voice is gone.
    fn follow(&mut self, canvas: &Canvas) {
        let is_revealed = canvas.is_revealed(self.question);
        let is_there = |id: &str| canvas.voices().iter().any(|voice| voice.id() == id);
        let goes_on = match &self.moment {
            Moment::People => canvas.voices().len() > 1,
            Moment::HandOver(id) | Moment::Answer(id) => !is_there(id),
            Moment::Reveal => is_revealed,
            Moment::Together => !is_revealed,
        };
        if goes_on {
            self.begin(canvas);
        }
        let last = parts(canvas, self.question).len().saturating_sub(1);
        self.part = self.part.min(last);
    }

    /// Puts the cursor on the agreed answer of the part, else on the first one that somebody gave.
    fn point(&mut self, canvas: &Canvas) {
        let Some(part) = self.part_of(canvas) else {
            return;
        };
        let voices = canvas.voices();
        let said = voices
            .iter()
            .find_map(|voice| part.of(voice.answer(self.question)?));
        let is_shown = self.moment == Moment::Together;
        let value = part.agreed(canvas, self.question).or(said);
        let options = part.options(self.question);
        let at = options
            .iter()
            .position(|(option, ..)| is_shown && Some(option) == value);
        self.option = at.unwrap_or(0);
    }

    /// The part that is asked or shown; None where no partner has a name.
    fn part_of(&self, canvas: &Canvas) -> Option<Part> {
        let parts = parts(canvas, self.question);
        let at = self.part.min(parts.len().saturating_sub(1));
        parts.into_iter().nth(at)
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Home;
        };
        self.follow(&session.canvas);
        if session.is_read_only() && command != Command::Back {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return Go::Stay;
        }
        match (command, self.moment.clone()) {
            (Command::Back, Moment::Answer(id)) => {
                session.end_run();
                self.moment = Moment::HandOver(id);
            }
            (Command::Back, _) => return self.back(),
            (_, _) if self.part_of(&session.canvas).is_none() => return first_partner(command),
            (_, Moment::People) => return Go::WhoIsHere,
            (Command::Reveal, Moment::HandOver(_)) => {
                self.moment = Moment::Reveal;
                return self.reveal_early(desk);
            }
            (command, Moment::HandOver(id)) => self.hand_over(command, id, session),
            (command, Moment::Answer(id)) => self.answer(command, &id, session),
            (command, Moment::Reveal) => return self.before_reveal(command, desk),
            (command, Moment::Together) => return self.together(command, desk),
        }
        Go::Stay
    }

    fn hand_over(&mut self, command: Command, id: String, session: &mut Session) {
        let voices = session.canvas.readiness(self.question);
        let at = voices.iter().position(|one| one.id == id).unwrap_or(0);
        match command {
            Command::Open => {
                self.part = self.first_part(&session.canvas, &id);
                session.begin_typing();
                self.moment = Moment::Answer(id);
            }
            Command::Next | Command::Previous => {
                let by = if command == Command::Next {
                    1
                } else {
                    voices.len() - 1
                };
                let other = &voices[(at + by) % voices.len()];
                self.moment = Moment::HandOver(other.id.clone());
            }
            _ => {}
        }
    }

    /// Asks who says that it is to be shown, where somebody waits and somebody has answered.
    fn reveal_early(&self, desk: &mut Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        let readiness = session.canvas.readiness(self.question);
        if readiness.iter().all(|one| !one.is_ready) {
            desk.say("Nobody has answered yet, so there is nothing to show.");
            return Go::Stay;
        }
        match readiness.iter().all(|one| one.is_ready) {
            true => Go::Stay,
            false => Go::RevealAnyway(self.question),
        }
    }

    /// Takes down an answer; whatever is pressed, the screen says no more than that there is one.
    fn answer(&mut self, command: Command, id: &str, session: &mut Session) {
        let Some(part) = self.part_of(&session.canvas) else {
            return;
        };
        let count = parts(&session.canvas, self.question).len();
        match command {
            Command::Digit(digit) => {
                let mut options = part.options(self.question).into_iter();
                if let Some((value, ..)) = options.nth(usize::from(digit) - 1) {
                    self.give(id, &part, Some(value), session);
                }
            }
            Command::Delete => self.give(id, &part, None, session),
            Command::Open | Command::Next if self.part + 1 < count => self.part += 1,
            Command::Open => {
                session.end_run();
                self.pass_on(id, &session.canvas);
            }
            Command::Previous => self.part = self.part.saturating_sub(1),
            _ => {}
        }
    }

    /// Keeps an answer at once, like any other: leaving, or a crash, takes none of it.
    fn give(&self, id: &str, part: &Part, value: Option<Value>, session: &mut Session) {
        let question = self.question;
        let put = session.edit(question, |canvas, _| {
            canvas.answer_alone(id, question, part, value);
            Ok(())
        });
        debug_assert!(
            put.is_ok(),
            "a voice's own answers are always in their place"
        );
    }

    /// The first part that a voice has not answered; the first of all where it answers again.
    fn first_part(&self, canvas: &Canvas, id: &str) -> usize {
        let parts = parts(canvas, self.question);
        let open = parts
            .iter()
            .position(|part| canvas.alone(id, self.question, part).is_none());
        open.unwrap_or(0)
    }

    /// Hands over to the next voice in turn that is to answer; after the last one, to the reveal.
    fn pass_on(&mut self, id: &str, canvas: &Canvas) {
        let voices = canvas.readiness(self.question);
        let at = voices.iter().position(|one| one.id == id).unwrap_or(0);
        let mut rest = voices[at + 1..].iter();
        self.moment = match rest.find(|one| self.asks_all || !one.is_ready) {
            Some(next) => Moment::HandOver(next.id.clone()),
            None if canvas.is_revealed(self.question) => Moment::Together,
            None => Moment::Reveal,
        };
        (self.part, self.is_side_by_side) = (0, false);
        self.point(canvas);
    }

    fn before_reveal(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Home;
        };
        let waits = session.canvas.waits_for(self.question).is_some();
        match command {
            Command::Reveal if !waits => {
                let question = self.question;
                let revealed = session.edit(question, |canvas, _| {
                    Ok(canvas.reveal(question, None).is_ok())
                });
                debug_assert_eq!(revealed, Ok(true), "all have answered");
                self.follow(&session.canvas);
            }
            Command::Reveal => return self.reveal_early(desk),
            Command::Open if waits => self.begin(&session.canvas),
            Command::Again => self.again(&session.canvas),
            Command::Undo | Command::Redo => undo(command, desk),
            _ => {}
        }
        Go::Stay
    }

    /// Lets everyone answer again, one after the other.
    fn again(&mut self, canvas: &Canvas) {
        if let Some(first) = canvas.readiness(self.question).into_iter().next() {
            self.moment = Moment::HandOver(first.id);
            self.asks_all = true;
        }
    }

    fn together(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(session) = &mut desk.session else {
            return Go::Home;
        };
        let Some(part) = self.part_of(&session.canvas) else {
            return Go::Stay;
        };
        let options = part.options(self.question).len();
        let count = parts(&session.canvas, self.question).len();
        match command {
            Command::Open | Command::Toggle if self.puts_side_by_side(desk.talk.is_presenting) => {}
            // A score of each is the one part of its question.
            Command::Open if self.keeps_each() => return self.on(desk),
            Command::Up => self.point_to(self.option.saturating_sub(1)),
            Command::Down => self.point_to((self.option + 1).min(options - 1)),
            Command::First | Command::PageUp => self.option = 0,
            Command::Last | Command::PageDown => self.option = options - 1,
            Command::Next if self.part + 1 == count => return self.on(desk),
            Command::Next => self.turn_to(self.part + 1, &session.canvas),
            Command::Previous => self.turn_to(self.part.saturating_sub(1), &session.canvas),
            Command::Digit(digit) if usize::from(digit) <= options => {
                self.point_to(usize::from(digit) - 1);
            }
            Command::Open => {
                let go = self.agree(&part, false, desk);
                if let (Go::Stay, Some(session)) = (&go, &desk.session)
                    && self.part + 1 < count
                {
                    self.turn_to(self.part + 1, &session.canvas);
                }
                return go;
            }
            Command::Toggle => return self.agree(&part, true, desk),
            Command::Again => self.again(&session.canvas),
            Command::Undo | Command::Redo => undo(command, desk),
            _ => {}
        }
        Go::Stay
    }

    /// True once, where a shared screen shows what to talk about and goes on to the answers.
    fn puts_side_by_side(&mut self, is_presenting: bool) -> bool {
        let begins = is_presenting && !self.is_side_by_side;
        self.is_side_by_side |= begins;
        begins
    }

    fn point_to(&mut self, option: usize) {
        self.option = option;
        self.is_side_by_side = true;
    }

    fn turn_to(&mut self, part: usize, canvas: &Canvas) {
        (self.part, self.is_side_by_side) = (part, false);
        self.point(canvas);
    }
}

/// True for the choice of the decision, which has its own screen.
fn is_the_decision(question: &Question) -> bool {
    question.id == "decision.choice"
}

/// Where no partner has a name, there is nobody to score yet.
fn first_partner(command: Command) -> Go {
    match command {
        Command::Open => Go::Ask(Question::find("cover.partners").expect("in the table")),
        _ => Go::Stay,
    }
}

/// Takes a change back, or does it again, and stays.
fn undo(command: Command, desk: &mut Desk) {
    super::open_canvas::undo(command == Command::Undo, desk);
}
