//! The guide as numbered prompts: for screen readers, pipes and terminals that cannot do more.
//!
//! Append-only: nothing is redrawn, no colour, no cursor, no control character. The question table
//! says what is asked; `route` the order, `asking` one prompt, `kept` how it is saved.

mod alone;
mod asking;
mod choices;
mod command;
mod deciding;
mod edges;
mod ending;
mod finishing;
mod kept;
mod letters;
mod moves;
mod people;
mod reviewing;
mod route;
mod row_changes;
mod rows;
mod single;
mod surroundings;
mod taking;
mod weighing;
mod words;

use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;

use jiff::civil::Date;

use super::Failure;
use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::closing::Begin;
use crate::canvas::id::{CanvasId, Random};
use crate::canvas::joint::said;
use crate::canvas::odd::odd_in;
use crate::canvas::question::{AnswerType, Question, Step};
use crate::canvas::unlikely::unlikely_in;
use crate::tui::worker::state::State;
use crate::workspace::Workspace;

use super::fitted::Columns;
use super::lines::Lines;
use super::talk::Talk;
use asking::{Asked, Out};
use command::Leave;
use kept::{Kept, conflict_in_words};
use route::{Route, asks_who};
use surroundings::Surroundings;

/// Tells which day it is.
pub type Day = Rc<dyn Fn() -> Date>;

/// Which canvas to ask about, and how.
#[derive(Clone)]
pub struct Start {
    /// The workspace that holds the canvas.
    pub workspace: Workspace,
    /// The canvas.
    pub canvas: CanvasId,
    /// True to ask the questions of the quick look only.
    pub is_quick: bool,
    /// Tells the day to compute for, and on which a decision is recorded: a talk may go on over midnight.
    pub today: Day,
    /// Where changes are kept that can be taken back another time; None keeps none.
    pub state_folder: Option<PathBuf>,
    /// The folder of a file that is named without one.
    pub folder: PathBuf,
    /// True where what is typed comes from a terminal, which can be kept from showing it.
    pub is_terminal: bool,
    /// Tells how many cells a line has where it is read.
    pub columns: Columns,
}

/// Asks the questions of a canvas, from the first open one until the input ends or the person stops.
///
/// # Errors
/// [`Failure`] where the canvas cannot be read, [`Failure`] where nothing can be said, and
/// [`Failure`] where the last answers could not be saved; they have been printed then.
pub fn run(start: &Start, input: &mut dyn Lines, output: &mut dyn Write) -> Result<(), Failure> {
    let mut session = Session::open(start, Talk::new(input, output).fitted(start.columns))?;
    if session.kept.canvas().is_newer() {
        return session.say_read_only();
    }
    let mut stand = session.begin()?;
    loop {
        stand = match stand {
            Stand::At(question) => session.turn(question)?,
            Stand::Last(question) => session.after_last(question)?,
            Stand::Stopped => return session.close(),
        };
    }
}

/// Asks the questions of today's check-in of a canvas, with last time's answers, until they are through, the
/// input ends or the person stops.
///
/// # Errors
/// As for [`run`].
pub fn review(start: &Start, input: &mut dyn Lines, output: &mut dyn Write) -> Result<(), Failure> {
    let mut session = Session::open(start, Talk::new(input, output).fitted(start.columns))?;
    if session.kept.canvas().is_newer() {
        return session.say_read_only();
    }
    session.review()?;
    session.close()
}

/// Where the conversation stands.
#[derive(Clone, Copy)]
enum Stand {
    /// At a question.
    At(&'static Question),
    /// Behind the last question, which was this one.
    Last(&'static Question),
    /// At the end.
    Stopped,
}

/// One conversation about one canvas.
struct Session<'a> {
    talk: Talk<'a>,
    kept: Kept,
    route: Route,
    surroundings: Surroundings,
    today: Day,
    is_terminal: bool,
    folder: PathBuf,
    /// True from a decision on until what goes with it was asked, and its letter offered.
    is_letter_due: bool,
    /// The reason of the decision before, which another choice was made after.
    reason_before: Option<String>,
    /// Names of the findings that were said.
    told: Vec<&'static str>,
    /// Reasons of the early no with which the decision was offered.
    offered_no: Vec<&'static str>,
    /// Labels of the questions that were answered where the file had no place for it.
    not_kept: Vec<&'static str>,
    /// Where the session begins.
    begin: Begin,
    /// The step of the question that was asked last.
    step: Option<Step>,
    /// The question whose answers were read out just now: what is answered next is agreed on.
    agreeing: Option<&'static str>,
}

impl<'a> Session<'a> {
    fn open(start: &Start, mut talk: Talk<'a>) -> Result<Self, Failure> {
        let state = State::new(start.state_folder.clone(), start.workspace.root());
        let (kept, news) = Kept::open(start.workspace.clone(), state, &start.canvas)?;
        for line in news {
            talk.say(&line)?;
        }
        let today = (start.today)();
        Ok(Self {
            begin: kept.begin(today),
            surroundings: kept.surroundings(today),
            talk,
            route: Route::new(start.is_quick, kept.canvas()),
            kept,
            today: start.today.clone(),
            is_terminal: start.is_terminal,
            folder: start.folder.clone(),
            is_letter_due: false,
            reason_before: None,
            told: Vec::new(),
            offered_no: Vec::new(),
            not_kept: Vec::new(),
            step: None,
            agreeing: None,
        })
    }

    /// The day, which may not be the one on which the talk began.
    fn today(&self) -> Date {
        (self.today)()
    }

    /// Says what there is, and finds the question to go on with.
    fn begin(&mut self) -> Result<Stand, Failure> {
        self.say_welcome()?;
        let Some(question) = self.route.first_open(self.kept.canvas()) else {
            self.say_suggestion()?;
            let last = self.route.questions(self.kept.canvas()).last();
            return Ok(Stand::Last(last.expect("a title is always asked")));
        };
        match self.offer_decision(question) {
            Ok(()) => Ok(Stand::At(question)),
            Err(out) => self.follow(question, out),
        }
    }

    /// Asks one question and finds the next.
    fn turn(&mut self, question: &'static Question) -> Result<Stand, Failure> {
        let was_open = self.route.is_open(self.kept.canvas(), question);
        self.enter(question.step)?;
        self.announce(question)?;
        self.kept.begin_change();
        self.agreeing = self.agreeing.filter(|id| *id == question.id);
        let asked = self.ask(question);
        self.agreeing = None;
        self.route.leave(question);
        if !matches!(
            asked,
            Err(Out::Leave(Leave::Undo | Leave::Redo) | Out::Failed(_))
        ) {
            self.record_decision(question)?;
        }
        let asked = match asked {
            Ok(()) | Err(Out::Leave(Leave::Skip)) if question.step != Step::Decision => {
                self.offer_decision(question)
            }
            asked => asked,
        };
        match asked {
            Ok(()) | Err(Out::Leave(Leave::Skip)) => self.go_on(question, was_open),
            Err(out) => self.follow(question, out),
        }
    }

    /// To the next question; behind the last one, past the letter that goes with what was decided.
    fn go_on(&mut self, question: &'static Question, was_open: bool) -> Result<Stand, Failure> {
        match self.after(question, was_open) {
            last @ Stand::Last(_) => match self.offer_letter(question) {
                Ok(()) => Ok(last),
                Err(out) => self.follow(question, out),
            },
            next => Ok(next),
        }
    }

    fn after(&self, question: &'static Question, was_open: bool) -> Stand {
        // What was offered with a decision that was just recorded is asked, as if it were open.
        let passes_answered = was_open && !self.is_letter_due;
        let next = self
            .route
            .after(self.kept.canvas(), question, passes_answered);
        next.map_or(Stand::Last(question), Stand::At)
    }

    /// Says what is new when a step begins, and at the decision what is suggested.
    fn enter(&mut self, step: Step) -> Result<(), Failure> {
        let before = self.step.replace(step);
        if before == Some(step) {
            return Ok(());
        }
        if step == Step::Decision {
            self.surroundings = self.kept.surroundings(self.today());
            self.talk.say("")?;
            return self.say_suggestion();
        }
        match before {
            Some(_) => self.say_new_findings(),
            None => Ok(()),
        }
    }

    /// Says the question, its hint and what is there.
    fn announce(&mut self, question: &'static Question) -> Result<(), Failure> {
        let words = words::words(question);
        let place = self.route.place_in_words(self.kept.canvas(), question);
        let need = if self.kept.canvas().needs(question) {
            ""
        } else {
            ", optional"
        };
        self.talk
            .say(&format!("\n{place}{need}: {}\n{}", words.label, words.hint))?;
        let is_hidden = self.kept.canvas().is_in_round(question);
        if let Some(conflict) = self.kept.conflict(question).filter(|_| !is_hidden) {
            self.talk.say(&conflict_in_words(&conflict))?;
        }
        let is_private = matches!(question.answer, AnswerType::VoiceScale);
        let odd = odd_in(self.kept.canvas(), question).into_iter();
        for odd in odd.filter(|_| !is_private) {
            self.talk.say(&format!(
                "The file holds `{}` here, which this question does not allow; it is not counted.",
                words::one_line(&odd.value)
            ))?;
        }
        self.say_answer(question)?;
        let said = said(self.kept.canvas(), question);
        let lines = said.iter().map(|text| words::one_line(text));
        self.say_all(&lines.collect::<Vec<_>>())?;
        self.say_others(question)
    }

    /// Says the answer that is there, if there is one.
    fn say_answer(&mut self, question: &Question) -> Result<(), Failure> {
        if self.kept.canvas().is_in_round(question) {
            return self.talk.say(
                "The answer so far is hidden until all have answered alone: it would lead whoever answers next. \
                 `:alone` goes on.",
            );
        }
        let answer = words::answer(self.kept.canvas(), question);
        if !answer.is_empty() {
            self.talk.say("Answer so far:")?;
        }
        self.say_all(&answer)
    }

    fn say_all(&mut self, lines: &[String]) -> Result<(), Failure> {
        lines.iter().try_for_each(|line| self.talk.say(line))
    }

    fn ask(&mut self, question: &'static Question) -> Asked<()> {
        match &question.answer {
            AnswerType::Text => self.ask_text(question),
            AnswerType::VoiceScale => self.ask_voices(question),
            _ if self.kept.canvas().is_in_round(question) => self.pass_round(question),
            AnswerType::Scales(parts) => self.ask_scores(question, parts),
            AnswerType::Rows(table) if asks_who(question) => self.ask_rows(question, table),
            AnswerType::Rows(table) => self.ask_partners(question, table),
            AnswerType::Line
            | AnswerType::Date
            | AnswerType::Number
            | AnswerType::Scale
            | AnswerType::Choice(_) => self.ask_line(question),
        }
    }

    /// Changes the canvas, saves it and says what should be known about that.
    fn change(
        &mut self,
        question: &'static Question,
        change: impl FnOnce(&mut Canvas, &mut dyn Random) -> Result<(), AnswerError>,
    ) -> Result<(), Failure> {
        let before = unlikely_in(self.kept.canvas(), question);
        match self.kept.change(question, change) {
            Ok(news) => {
                self.say_all(&news)?;
                let now = unlikely_in(self.kept.canvas(), question).into_iter();
                let new = now.filter(|one| !before.contains(one));
                self.say_all(&new.map(|one| one.in_words()).collect::<Vec<_>>())
            }
            Err(refused) => self.say_not_kept(question, &refused.to_string()),
        }
    }

    /// Says why an answer has no place in the file, and remembers it for the end.
    fn say_not_kept(&mut self, question: &'static Question, why: &str) -> Result<(), Failure> {
        let label = words::words(question).label.as_str();
        if !self.not_kept.contains(&label) {
            self.not_kept.push(label);
        }
        self.talk.say(&format!("Not kept: {why}."))
    }
}
