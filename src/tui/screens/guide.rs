//! One question at a time: the question, its hint, its editor, and what the answers say so far.

mod draw;
mod field;
mod moves;
mod notes;
mod pointing;
pub(super) mod presented;
mod rows;

use ratatui::layout::Position;

use super::super::desk::{Desk, Go};
use super::super::editor::{Did, Editor};
use super::super::grid::{self, Grid};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::target::Target;
use super::super::widgets::table::Place;
use super::asked::{asked, first_open, go_to_step};
use super::open_canvas::{change_quick_look, copy, take_theirs, undo};
use crate::canvas::question::{AnswerType, QUESTIONS, Question, Step};

/// One question at a time.
#[derive(Debug)]
pub struct Guide {
    /// The question that is asked.
    pub question: &'static Question,
    editor: Option<Editor>,
    place: Place,
    shows_example: bool,
    /// Which line of the present view is pointed at.
    pointer: Option<usize>,
    /// Where what is chosen was last drawn.
    pub chosen: Option<Position>,
    /// Where esc leads, out of any field.
    pub back: Go,
}

impl Guide {
    /// The guide at a question.
    pub fn at(question: &'static Question, desk: &mut Desk) -> Self {
        let place = Place { row: 0, column: 0 };
        let mut guide = Self {
            question,
            editor: None,
            place,
            shows_example: false,
            pointer: None,
            chosen: None,
            back: Go::Canvas,
        };
        guide.arrive(desk);
        guide
    }

    /// The guide at the first question that is open; None where nothing is left to answer but the decision.
    pub fn at_first_open(desk: &mut Desk) -> Option<Self> {
        let session = desk.session.as_ref()?;
        let open = first_open(&session.canvas, session.is_quick)?;
        (open.id != "decision.choice").then(|| Self::at(open, desk))
    }

    /// The guide of a canvas that was begun just now: its title is given, the rest is before us.
    pub fn at_second(desk: &mut Desk) -> Self {
        let session = desk.session.as_ref();
        let asked = session.map(|session| asked(&session.canvas, session.is_quick));
        let second = asked.and_then(|asked| asked.get(1).copied());
        Self::at(second.unwrap_or(&QUESTIONS[0]), desk)
    }

    /// The step of the question.
    pub fn step(&self) -> Step {
        self.question.step
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        if let Some(pointing) = self.pointing() {
            return pointing;
        }
        match &self.editor {
            Some(editor) => editor.scope(),
            None => match self.question.answer {
                AnswerType::Rows(_) if !grid::gives_rows(self.question) => Scope::Rows,
                AnswerType::Rows(_) | AnswerType::Scales(_) | AnswerType::VoiceScale => {
                    Scope::Cells
                }
                _ => Scope::Guide,
            },
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if let Some(go) = self.point(command, desk) {
            return go;
        }
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            match editor.command(command, session) {
                Did::Stay => {
                    self.follow_row(desk);
                    return Go::Stay;
                }
                Did::GoOn => return self.next(desk),
                Did::Nothing => {}
            }
        }
        match command {
            Command::Next => self.next(desk),
            Command::Previous => self.previous(desk),
            Command::Back => self.back(desk),
            Command::Open | Command::Toggle => self.open(desk),
            Command::Up | Command::Down | Command::Left | Command::Right => {
                self.walk(command, desk)
            }
            Command::First | Command::Last | Command::PageUp | Command::PageDown => {
                self.walk(command, desk)
            }
            Command::Digit(digit) => self.digit(digit, desk),
            Command::SameForTheRest => self.same_for_the_rest(desk),
            Command::AddRow => self.add_row(desk),
            Command::Delete => self.delete_row(desk),
            Command::RowUp => self.move_row(-1, desk),
            Command::RowDown => self.move_row(1, desk),
            Command::Reveal => self.answer_alone(desk),
            Command::Undo | Command::Redo => self.undo(command == Command::Undo, desk),
            Command::Editor => self.edit_elsewhere(desk),
            other => self.leave(other, desk),
        }
    }

    /// Commands that lead elsewhere: what is typed is closed first.
    fn leave(&mut self, command: Command, desk: &mut Desk) -> Go {
        match command {
            Command::Example => {
                self.shows_example = !self.shows_example;
                return Go::Stay;
            }
            Command::TalkAbout => return self.talk_about(desk),
            Command::Copy => {
                copy(desk);
                return Go::Stay;
            }
            _ => {}
        }
        self.close_editor(desk);
        match command {
            Command::NextStep => self.to_step(1, desk),
            Command::PreviousStep => self.to_step(-1, desk),
            Command::Decide => Go::Decide,
            Command::Why => Go::Weighed,
            Command::Finish => Go::Finish,
            Command::ShowCanvas => Go::Canvas,
            Command::Settings => Go::Settings,
            Command::Letter => Go::Letter(Box::new(Go::Ask(self.question))),
            Command::Differences => Go::Differences,
            Command::TakeTheirs => take_theirs(self.question, desk),
            Command::History => Go::History,
            Command::QuickLook => {
                change_quick_look(desk);
                Go::Stay
            }
            _ => Go::Stay,
        }
    }

    fn grid(&self, desk: &Desk) -> Option<Grid> {
        let session = desk.session.as_ref()?;
        self.grid_of(session)
    }

    /// The table, with the row that is edited also where somebody took that out.
    fn grid_of(&self, session: &Session) -> Option<Grid> {
        let editor = self.editor.as_ref();
        match editor.and_then(|editor| editor.with_row(session)) {
            Some(canvas) => Grid::of(&canvas, self.question),
            None => Grid::of(&session.canvas, self.question),
        }
    }

    /// A score or a choice in a cell that takes one, else a step.
    fn digit(&mut self, digit: u8, desk: &mut Desk) -> Go {
        if digit <= 5 && self.leads_to_alone(desk) {
            return Go::Alone(self.question);
        }
        let place = self.place;
        let under = |grid: Grid| grid.rows.get(place.row)?.targets.get(place.column).cloned();
        let target = self.grid(desk).and_then(under);
        let chosen = target.filter(|to| digit <= 5 && Editor::chooses(self.question, to));
        let Some(target) = chosen else {
            self.close_editor(desk);
            return go_to_step(usize::from(digit - 1), desk);
        };
        if matches!(target, Target::Voice(_)) {
            return Go::Alone(self.question);
        }
        if let Some(session) = &mut desk.session
            && !session.is_read_only()
        {
            let mut cell = Editor::open(session, self.question, target);
            cell.command(Command::Digit(digit), session);
            if let Some(refused) = cell.refused() {
                desk.say(refused.to_string());
            }
        }
        Go::Stay
    }

    fn undo(&mut self, is_undo: bool, desk: &mut Desk) -> Go {
        self.close_editor(desk);
        // No field is opened there, where the next `u` would be a letter: only a list.
        if let Go::Ask(question) = undo(is_undo, desk) {
            if question != self.question {
                self.question = question;
                self.place = Place { row: 0, column: 0 };
            }
            let rows = self.grid(desk).map_or(0, |grid| grid.rows.len());
            self.place.row = self.place.row.min(rows.saturating_sub(1));
        }
        self.open_list(desk);
        Go::Stay
    }
}
