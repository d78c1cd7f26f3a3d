//! The editor of one answer: a field for text, numbers and dates, a list for choices and scores.

mod list;
mod meanwhile;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::keymap::{Command, Scope};
use list::{List, options};
pub use meanwhile::{ROW_IS_GONE, not_an_answer_yet};

use super::session::{RowThere, Session, Typed};
use super::target::Target;
use super::theme::Look;
use super::widgets::field::{Field, Lines};
use super::widgets::prose::{below, indented, put};
use crate::canvas::answer::AnswerError;
use crate::canvas::question::{AnswerType, Cell, Question};
use crate::canvas::row::as_date;
use crate::canvas::unlikely::of_value;
use crate::canvas::when;
use crate::canvas::wording::OptionWords;

/// The editor of one answer.
#[derive(Debug)]
pub struct Editor {
    question: &'static Question,
    target: Target,
    cell: Cell,
    input: Input,
    refused: Option<AnswerError>,
    /// What stood there when the editor was opened: it stays while what is typed is no answer yet.
    stood: Option<Value>,
    /// What this editor last put there, or found: what differs comes from others.
    last: Option<Value>,
    /// The row as it last stood, to be written again where somebody takes it out.
    row: Option<RowThere>,
    /// True once something was typed or chosen here.
    has_typed: bool,
    /// True once the field has shown the answer that stands: only then is an empty field no answer.
    has_shown: bool,
    /// True where nothing is left to take back in the field.
    is_spent: bool,
}

/// What is said where more is to be taken back than was done in the field.
const SPENT: &str = "Nothing more to take back here; esc leaves the field, and u takes back more.";

#[derive(Debug)]
enum Input {
    Field(Box<Field>),
    List(List),
}

/// What an editor did with a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It is no command for an editor.
    Nothing,
    /// Done; the editor stays.
    Stay,
    /// Done; go on to what comes next.
    GoOn,
}

impl Editor {
    /// True where a place is answered from a list: no letter is text there.
    pub fn chooses(question: &'static Question, target: &Target) -> bool {
        options(question, target, target.cell(question)).is_some()
    }

    /// Opens the editor of a place.
    pub fn open(session: &mut Session, question: &'static Question, target: Target) -> Self {
        let cell = target.cell(question);
        let input = match options(question, &target, cell) {
            Some(options) => {
                let value = session.value(question, &target);
                Input::List(List::new(options, value.as_ref()))
            }
            None => {
                session.begin_typing();
                let is_text = matches!(question.answer, AnswerType::Text);
                let lines = if is_text { Lines::Several } else { Lines::One };
                let text = session.field_text(question, &target, cell);
                Input::Field(Box::new(Field::new(&text, lines)))
            }
        };
        let stood = session.value(question, &target);
        let is_unfinished = session.unfinished.contains_key(&target.key(question));
        let mut editor = Self {
            question,
            cell,
            input,
            refused: None,
            last: stood.clone(),
            stood,
            row: session.row_there(question, &target),
            has_typed: false,
            is_spent: false,
            has_shown: !is_unfinished,
            target,
        };
        if is_unfinished {
            editor.refused = session.refusal(question, &editor.target, cell);
            if editor.refused.is_none() {
                editor.take_typed(session);
            }
        }
        editor
    }

    /// Puts the cursor of a list on a code, where nothing is chosen yet.
    pub fn point_at(&mut self, code: &str, session: &Session) {
        if let Input::List(list) = &mut self.input
            && session.value(self.question, &self.target).is_none()
            && let Some(index) = list.options.iter().position(|option| option.value == code)
        {
            list.cursor = index;
        }
    }

    /// Calls a choice of a list otherwise than the question does.
    pub fn call(&mut self, code: &str, words: &OptionWords) {
        if let Input::List(list) = &mut self.input {
            list.call(code, words);
        }
    }

    /// Where the answer goes.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Which keys are read: a field takes letters as text.
    pub fn scope(&self) -> Scope {
        match &self.input {
            Input::Field(field) if field.lines() == Lines::Several => Scope::Text,
            Input::Field(_) => Scope::Line,
            Input::List(_) => match self.target {
                Target::Answer | Target::Voice(_) => Scope::Guide,
                _ => Scope::Choices,
            },
        }
    }

    /// Why what was typed or chosen last is no answer; None where it is one.
    pub fn refused(&self) -> Option<&AnswerError> {
        self.refused.as_ref()
    }

    /// True where something is chosen from a list.
    pub fn is_list(&self) -> bool {
        matches!(self.input, Input::List(_))
    }

    /// Closes the editor: what was typed stays.
    pub fn close(self, session: &mut Session) {
        if matches!(self.input, Input::Field(_)) {
            session.end_typing(self.question);
        }
    }

    /// Types a key in the field.
    pub fn key(&mut self, event: &KeyEvent, session: &mut Session) {
        if let Input::Field(field) = &mut self.input
            && field.key(event)
        {
            self.take_typed(session);
        }
    }

    /// Puts a pasted text in the field; false where there is no field.
    pub fn paste(&mut self, text: &str, session: &mut Session) -> bool {
        let Input::Field(field) = &mut self.input else {
            return false;
        };
        if field.insert(text) {
            self.take_typed(session);
        }
        true
    }

    /// The text in the field, to edit elsewhere; None where there is no field.
    pub fn text(&self) -> Option<String> {
        match &self.input {
            Input::Field(field) => Some(field.text()),
            Input::List(_) => None,
        }
    }

    /// Replaces the text in the field with one that was edited elsewhere.
    pub fn replace_text(&mut self, text: &str, session: &mut Session) {
        if let Input::Field(field) = &mut self.input {
            **field = Field::new(text.trim_end_matches('\n'), field.lines());
            self.take_typed(session);
        }
    }

    fn take_typed(&mut self, session: &mut Session) {
        self.is_spent = false;
        let Input::Field(field) = &self.input else {
            return;
        };
        let text = field.text();
        self.write_row_again(session);
        if text.trim().is_empty() && self.shows_unseen(session) {
            return;
        }
        let typed = session.type_text(self.question, &mut self.target, self.cell, &text);
        self.refused = match typed {
            Typed::Kept => None,
            Typed::Refused(why) => {
                if session.value(self.question, &self.target) != self.stood {
                    let stood = self.stood.clone();
                    let put_back = session.put(self.question, &mut self.target, stood);
                    debug_assert!(put_back.is_ok(), "it stood there before");
                }
                Some(why)
            }
        };
        self.last = session.value(self.question, &self.target);
        self.row = session.row_there(self.question, &self.target);
    }

    /// Carries a command out.
    pub fn command(&mut self, command: Command, session: &mut Session) -> Did {
        match &mut self.input {
            Input::Field(field) => match command {
                Command::NewLine if field.new_line() => self.take_typed(session),
                Command::Undo | Command::Redo => self.take_back(command, session),
                Command::Open => return Did::GoOn,
                _ => return Did::Nothing,
            },
            Input::List(list) => {
                let last = list.options.len() - 1;
                let is_score = self.cell == Cell::Scale;
                match command {
                    Command::Up => list.cursor = list.cursor.saturating_sub(1),
                    Command::Down => list.cursor = (list.cursor + 1).min(last),
                    Command::First => list.cursor = 0,
                    Command::Last => list.cursor = last,
                    Command::Left if is_score => return self.nudge(-1, session),
                    Command::Right if is_score => return self.nudge(1, session),
                    Command::Digit(digit) => {
                        match usize::from(digit).checked_sub(1) {
                            Some(index) if index <= last => list.cursor = index,
                            // Whoever counts one choice too many does not mean another step.
                            _ if digit <= 5 => return Did::Stay,
                            _ => return Did::Nothing,
                        }
                        return self.choose(session, false);
                    }
                    Command::Toggle => return self.choose(session, true),
                    Command::Open => {
                        self.choose(session, false);
                        return if self.refused.is_none() {
                            Did::GoOn
                        } else {
                            Did::Stay
                        };
                    }
                    _ => return Did::Nothing,
                }
            }
        }
        Did::Stay
    }

    /// Takes back the last change in the field, or makes it again. Beyond the first one nothing happens: were the
    /// field left for a change elsewhere, the next letter would be a command.
    fn take_back(&mut self, command: Command, session: &mut Session) {
        let Input::Field(field) = &mut self.input else {
            return;
        };
        let is_done = match command {
            Command::Undo => field.undo(),
            _ => field.redo(),
        };
        if is_done {
            self.take_typed(session);
        }
        self.is_spent = command == Command::Undo && !is_done;
    }

    /// One score more or less, chosen at once.
    fn nudge(&mut self, by: isize, session: &mut Session) -> Did {
        let has_answer = session.value(self.question, &self.target).is_some();
        if let Input::List(list) = &mut self.input
            && has_answer
        {
            let last = list.options.len() - 1;
            list.cursor = list.cursor.saturating_add_signed(by).min(last);
        }
        self.choose(session, false)
    }

    /// Chooses what the cursor is on, or takes the choice back where it is chosen already.
    fn choose(&mut self, session: &mut Session, takes_back: bool) -> Did {
        self.write_row_again(session);
        let Input::List(list) = &mut self.input else {
            return Did::Nothing;
        };
        let chosen = list.options[list.cursor].value.clone();
        let is_chosen = session.value(self.question, &self.target).as_ref() == Some(&chosen);
        let value = (!(takes_back && is_chosen)).then_some(chosen);
        self.refused = session.put(self.question, &mut self.target, value).err();
        self.row = session.row_there(self.question, &self.target);
        Did::Stay
    }

    /// Draws the editor and returns where the cursor is, in a field.
    pub fn draw(
        &self,
        session: &Session,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> Option<Position> {
        match &self.input {
            Input::List(list) => {
                let chosen = session.value(self.question, &self.target);
                list.draw(chosen.as_ref(), self.refused.as_ref(), area, buf, look);
                None
            }
            Input::Field(field) => {
                let echo = self.echo(session);
                let has_echo = !echo.is_empty() && area.height > 1;
                let room = Rect {
                    height: area.height - u16::from(has_echo),
                    ..area
                };
                let room = if field.lines() == Lines::One {
                    Rect {
                        height: room.height.min(3),
                        ..room
                    }
                } else {
                    room
                };
                let cursor = field.draw(room, buf, look);
                if has_echo {
                    let style = match &self.refused {
                        Some(_) => look.theme.alarm,
                        None if self.unlikely(session).is_some() => look.theme.care,
                        None => look.theme.good,
                    };
                    let rows = below(area, room.height.min(field.rows()));
                    put(&echo, indented(rows, 2), buf, style);
                }
                cursor
            }
        }
    }

    /// What the program makes of what is typed: the rule where it does not parse, what is hardly meant, a date
    /// in words.
    fn echo(&self, session: &Session) -> String {
        if let Some(refused) = &self.refused {
            return self.beside_what_stands(refused, session);
        }
        if self.is_spent {
            return SPENT.into();
        }
        if let Some(unlikely) = self.unlikely(session) {
            return unlikely;
        }
        let value = session.value(self.question, &self.target);
        match (self.cell, value.as_ref().and_then(as_date)) {
            (Cell::Date, Some(date)) => {
                let from_today = when::from_today(date, session.today());
                format!("{}, {from_today}", when::with_weekday(date))
            }
            _ => String::new(),
        }
    }

    /// What to point out of the value that stands there; None where it is likely enough.
    fn unlikely(&self, session: &Session) -> Option<String> {
        let column = match self.target {
            Target::Cell { column, .. } | Target::Kept { column, .. } => Some(column),
            _ => None,
        };
        let value = session.value(self.question, &self.target)?;
        of_value(&session.canvas, self.question, column, self.cell, &value)
    }

    /// How many rows a list takes with what its choices mean: of all where that takes no more than `most`,
    /// else of one; 0 for a field.
    pub fn rows_with_meanings(&self, width: u16, most: u16) -> u16 {
        match &self.input {
            Input::List(list) => list.rows(width, most),
            Input::Field(_) => 0,
        }
    }

    /// How many rows a list takes with all that its choices mean beside them; 0 for a field.
    pub fn rows_in_full(&self, width: u16) -> u16 {
        match &self.input {
            Input::List(list) => list.rows_in_full(width),
            Input::Field(_) => 0,
        }
    }

    /// How many rows the editor would like.
    pub fn height(&self) -> u16 {
        match &self.input {
            Input::List(list) => list.count() + 3,
            Input::Field(field) if field.lines() == Lines::Several => 12,
            Input::Field(_) => 4,
        }
    }
}
