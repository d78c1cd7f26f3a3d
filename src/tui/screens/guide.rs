//! One question at a time: the question, its hint, its editor, and what the answers say so far.

use crossterm::event::KeyEvent;

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::editor::{Did, Editor};
use super::super::grid::{self, Grid};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::target::Target;
use super::super::widgets::table::Place;
use super::asked::{asked, first_open, go_to_step};
use crate::canvas::question::{AnswerType, Cell, QUESTIONS, Question, Step};

/// One question at a time.
#[derive(Debug)]
pub struct Guide {
    /// The question that is asked.
    pub question: &'static Question,
    pub(super) editor: Option<Editor>,
    pub(super) place: Place,
    pub(super) shows_example: bool,
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
        };
        guide.arrive(desk);
        guide
    }

    /// The guide at the first question that is open, or at the first of all.
    pub fn at_first_open(desk: &mut Desk) -> Self {
        let session = desk.session.as_ref();
        let open = session.and_then(|session| first_open(&session.canvas, session.is_quick));
        let open = open.filter(|question| question.id != "decision.choice");
        Self::at(open.unwrap_or(&QUESTIONS[0]), desk)
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

    /// Opens what can be typed or chosen at once.
    fn arrive(&mut self, desk: &mut Desk) {
        self.place = Place { row: 0, column: 0 };
        let Some(session) = &mut desk.session else {
            return;
        };
        match Grid::of(&session.canvas, self.question) {
            None => self.open_editor(session, single_target(session, self.question)),
            Some(grid) if grid.is_open() && grid.written() == 0 => {
                self.open_editor(session, grid.rows[0].targets[0].clone());
            }
            Some(_) => {}
        }
    }

    fn open_editor(&mut self, session: &mut Session, target: Target) {
        if !session.is_read_only() {
            self.editor = Some(Editor::open(session, self.question, target));
        }
    }

    fn close_editor(&mut self, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (self.editor.take(), &mut desk.session) {
            editor.close(session);
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
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

    /// Types a key in the field.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            editor.key(key, session);
        }
        self.follow_row(desk);
    }

    /// Puts a pasted text in the field; false where there is none.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        let was_taken = match (&mut self.editor, &mut desk.session) {
            (Some(editor), Some(session)) => editor.paste(text, session),
            _ => false,
        };
        self.follow_row(desk);
        was_taken
    }

    /// Shows in the field what others have put there meanwhile.
    pub fn follow(&mut self, desk: &Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &desk.session) {
            editor.follow(session);
        }
        self.follow_row(desk);
    }

    /// Replaces the text in the field with one that was edited elsewhere.
    pub fn replace_text(&mut self, text: &str, desk: &mut Desk) {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            editor.replace_text(text, session);
        }
    }

    /// Stays with the row that is typed in when rows before it come or go.
    fn follow_row(&mut self, desk: &Desk) {
        let (Some(editor), Some(session)) = (&self.editor, &desk.session) else {
            return;
        };
        let Some(grid) = Grid::of(&session.canvas, self.question) else {
            return;
        };
        let at = grid
            .rows
            .iter()
            .position(|row| row.targets.contains(editor.target()));
        self.place.row = at.unwrap_or(self.place.row);
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
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
            Command::AddRow => self.add_row(desk),
            Command::Delete => self.delete_row(desk),
            Command::RowUp => self.move_row(-1, desk),
            Command::RowDown => self.move_row(1, desk),
            Command::Reveal => self.reveal(desk),
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
            Command::Park => return Go::Park,
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
            Command::ShowCanvas => Go::Canvas,
            Command::Settings => Go::Settings,
            Command::Letter => Go::Letter(Box::new(Go::Ask(self.question))),
            Command::Differences => Go::Differences,
            Command::History => Go::History,
            Command::QuickLook => {
                change_quick_look(desk);
                Go::Stay
            }
            _ => Go::Stay,
        }
    }

    pub(super) fn grid(&self, desk: &Desk) -> Option<Grid> {
        desk.session
            .as_ref()
            .and_then(|session| Grid::of(&session.canvas, self.question))
    }

    /// The next cell while a cell is typed in, else the next question.
    fn next(&mut self, desk: &mut Desk) -> Go {
        if let Some(grid) = self.grid(desk)
            && self.editor.is_some()
        {
            let row = &grid.rows[self.place.row.min(grid.rows.len() - 1)];
            let is_unused = row.is_new && self.place.column == 0;
            let is_last_column = self.place.column + 1 >= grid.columns.len();
            let is_last_row = self.place.row + 1 >= grid.rows.len();
            let is_end = is_unused || (is_last_column && is_last_row);
            if !is_end {
                let (row, column) = if is_last_column {
                    (self.place.row + 1, 0)
                } else {
                    (self.place.row, self.place.column + 1)
                };
                return self.edit_cell(Place { row, column }, desk);
            }
        }
        self.close_editor(desk);
        self.beside(1, desk)
    }

    /// The cell before while a cell is typed in, else the question before.
    fn previous(&mut self, desk: &mut Desk) -> Go {
        if let Some(grid) = self.grid(desk)
            && self.editor.is_some()
            && self.place != (Place { row: 0, column: 0 })
        {
            let place = match self.place {
                Place { row, column: 0 } => Place {
                    row: row - 1,
                    column: grid.columns.len() - 1,
                },
                Place { row, column } => Place {
                    row,
                    column: column - 1,
                },
            };
            return self.edit_cell(place, desk);
        }
        self.close_editor(desk);
        self.beside(-1, desk)
    }

    pub(super) fn edit_cell(&mut self, place: Place, desk: &mut Desk) -> Go {
        self.close_editor(desk);
        let Some(grid) = self.grid(desk) else {
            return Go::Stay;
        };
        let row = place.row.min(grid.rows.len() - 1);
        self.place = Place {
            row,
            column: place.column.min(grid.columns.len() - 1),
        };
        let target = grid.rows[row].targets[self.place.column].clone();
        if let Some(session) = &mut desk.session {
            self.open_editor(session, target);
        }
        desk.save_changes(true);
        Go::Stay
    }

    /// The question beside this one.
    fn beside(&self, by: isize, desk: &Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        let asked = asked(&session.canvas, session.is_quick);
        let at = asked
            .iter()
            .position(|question| question.id == self.question.id);
        let to = match at {
            Some(at) => at.checked_add_signed(by),
            // The question is not asked now: on to the nearest one that is.
            None => {
                let place = |id| QUESTIONS.iter().position(|question| question.id == id);
                let here = place(self.question.id);
                let after = asked.partition_point(|question| place(question.id) < here);
                after.checked_add_signed(by.min(0))
            }
        };
        match to {
            None => Go::Stay,
            Some(to) => match asked.get(to) {
                Some(question) if question.id == "decision.choice" => Go::Decide,
                Some(question) => Go::Ask(question),
                None => Go::Canvas,
            },
        }
    }

    fn to_step(&self, by: isize, desk: &Desk) -> Go {
        let at = Step::ALL
            .iter()
            .position(|step| *step == self.question.step);
        let to = at.and_then(|at| at.checked_add_signed(by));
        to.map_or(Go::Stay, |to| go_to_step(to, desk))
    }

    fn back(&mut self, desk: &mut Desk) -> Go {
        let is_field = self
            .editor
            .as_ref()
            .is_some_and(|editor| editor.text().is_some());
        let is_cell = self.editor.is_some() && self.grid(desk).is_some();
        self.close_editor(desk);
        if is_field || is_cell {
            Go::Stay
        } else {
            Go::Canvas
        }
    }

    fn open(&mut self, desk: &mut Desk) -> Go {
        if desk.session.as_ref().is_some_and(Session::is_read_only) {
            desk.say("A newer version wrote this canvas: it can be read here, not changed.");
            return Go::Stay;
        }
        match self.grid(desk) {
            Some(grid) if grid.rows.is_empty() => Go::Ask(partners_question()),
            Some(_) => self.edit_cell(self.place, desk),
            None => {
                if let Some(session) = &mut desk.session {
                    let target = single_target(session, self.question);
                    self.open_editor(session, target);
                }
                Go::Stay
            }
        }
    }

    fn walk(&mut self, command: Command, desk: &Desk) -> Go {
        let Some(grid) = self.grid(desk).filter(|grid| !grid.rows.is_empty()) else {
            return Go::Stay;
        };
        let Place { row, column } = &mut self.place;
        match command {
            Command::Up => *row = row.saturating_sub(1),
            Command::Down => *row += 1,
            Command::Left => *column = column.saturating_sub(1),
            Command::Right => *column += 1,
            Command::First | Command::PageUp => *row = 0,
            _ => *row = usize::MAX,
        }
        *row = (*row).min(grid.rows.len() - 1);
        *column = (*column).min(grid.columns.len() - 1);
        Go::Stay
    }

    /// A score in a column of scores, else a step.
    fn digit(&mut self, digit: u8, desk: &mut Desk) -> Go {
        let grid = self.grid(desk);
        let on_score = grid.filter(|grid| {
            grid.columns
                .get(self.place.column)
                .is_some_and(|column| column.cell == Cell::Scale)
        });
        let Some(grid) = on_score.filter(|grid| !grid.rows.is_empty() && digit <= 5) else {
            self.close_editor(desk);
            return go_to_step(usize::from(digit - 1), desk);
        };
        let mut target = grid.rows[self.place.row].targets[self.place.column].clone();
        if matches!(target, Target::Voice(_)) {
            desk.say("Answered alone: press enter first.");
            return Go::Stay;
        }
        if let Some(session) = &mut desk.session
            && let Err(error) = session.put(self.question, &mut target, Some(digit.into()))
        {
            desk.say(error.to_string());
        }
        Go::Stay
    }

    fn undo(&mut self, is_undo: bool, desk: &mut Desk) -> Go {
        self.close_editor(desk);
        // No field is opened there, where the next `u` would be a letter.
        if let Go::Ask(question) = undo(is_undo, desk) {
            if question != self.question {
                self.question = question;
                self.place = Place { row: 0, column: 0 };
            }
            let rows = self.grid(desk).map_or(0, |grid| grid.rows.len());
            self.place.row = self.place.row.min(rows.saturating_sub(1));
        }
        Go::Stay
    }

    fn edit_elsewhere(&mut self, desk: &mut Desk) -> Go {
        if self.editor.is_none() {
            self.open(desk);
        }
        match self.editor.as_ref().and_then(Editor::text) {
            Some(text) => desk.wish(Effect::Edit(text)),
            None => desk.say("There is no text to edit here."),
        }
        Go::Stay
    }
}

/// Takes a change back, or does it again, and goes to its question.
pub fn undo(is_undo: bool, desk: &mut Desk) -> Go {
    let Some(session) = &mut desk.session else {
        return Go::Stay;
    };
    let changed = if is_undo {
        session.undo()
    } else {
        session.redo()
    };
    let Some(changed) = changed else {
        desk.say(if is_undo {
            "Nothing to take back."
        } else {
            "Nothing to do again."
        });
        return Go::Stay;
    };
    desk.say(format!(
        "{}: {}",
        if is_undo { "Taken back" } else { "Done again" },
        changed.name
    ));
    Question::find(changed.question).map_or(Go::Stay, Go::Ask)
}

/// Asks only the quick look from now on, or everything again.
pub fn change_quick_look(desk: &mut Desk) {
    let Some(session) = &mut desk.session else {
        return;
    };
    session.is_quick = !session.is_quick;
    let said = if session.is_quick {
        "Quick look: the dozen questions that matter first."
    } else {
        "Every question is asked again."
    };
    desk.say(said);
}

/// Wishes for the open canvas as Markdown in the clipboard.
pub fn copy(desk: &mut Desk) {
    if let Some(session) = &desk.session {
        let sheet = session.sheet();
        desk.save_changes(true);
        desk.wish(Effect::Copy(sheet));
    }
}

fn partners_question() -> &'static Question {
    Question::find("cover.partners").expect("in the table")
}

/// Where the answer of a question goes that is no table.
fn single_target(session: &Session, question: &'static Question) -> Target {
    match question.answer {
        AnswerType::VoiceScale => {
            let voices = session.canvas.voices();
            Target::Voice(
                voices
                    .first()
                    .map_or(String::new(), |voice| voice.id().to_owned()),
            )
        }
        _ => Target::Answer,
    }
}
