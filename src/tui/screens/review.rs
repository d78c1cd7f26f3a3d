//! Today's check-in: one answer after the other, beside those of last time.

mod draw;
mod field;

use super::super::desk::{Desk, Go};
use super::super::editor::{Did, Editor};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::target::Target;
use super::open_canvas::undo;
use super::over_time::OverTime;
use crate::canvas::Canvas;
use crate::canvas::question::Question;
use crate::canvas::review::{CheckIn, Slot, slots};
use crate::canvas::when;
use crate::canvas::wording::Wording;

/// Today's check-in.
#[derive(Debug)]
pub struct ReviewScreen {
    /// The plan as it stood when the screen was opened.
    check_in: CheckIn,
    at: Place,
    pub(in crate::tui) editor: Option<Editor>,
    /// True while what came over time is shown in place of the form.
    shows_time: bool,
    offset: usize,
    /// How far what came over time is scrolled.
    time: OverTime,
}

/// Where the planner is in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    line: usize,
    /// The column, in what is kept, changed or stopped.
    column: usize,
}

/// A line of the form.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    slot: Slot,
    /// The row of what is kept, changed or stopped: Some(None) is the one that would be added.
    kept: Option<Option<String>>,
}

impl Line {
    fn columns(&self) -> usize {
        let table = self.slot.question().table();
        table.map_or(1, |table| table.asked().count())
    }

    fn target(&self, check_in: CheckIn, column: usize) -> Target {
        let table = self.slot.question().table();
        match (
            &self.kept,
            table.and_then(|table| table.asked().nth(column)),
        ) {
            (Some(row), Some(column)) => Target::Kept {
                check_in,
                row: row.clone(),
                column: column.id,
            },
            _ => Target::Review {
                check_in,
                of: self.slot.id().map(str::to_owned),
            },
        }
    }
}

/// The lines of the form, as far as rows have been added.
fn lines(canvas: &Canvas, check_in: CheckIn) -> Vec<Line> {
    let review = canvas.check_in_on(check_in.on);
    let rows = || review.into_iter().flat_map(|review| review.kept());
    let all = slots(canvas).into_iter().flat_map(|slot| {
        let kept: Vec<Option<Option<String>>> = if slot.cell().is_some() {
            vec![None]
        } else {
            let written = rows().filter_map(|row| row.id().map(|id| Some(Some(id.to_owned()))));
            written.chain([Some(None)]).collect()
        };
        kept.into_iter().map(move |kept| Line {
            slot: slot.clone(),
            kept,
        })
    });
    all.collect()
}

impl ReviewScreen {
    /// Today's check-in at its first open question, which opens with enter: a key that was meant for
    /// another screen begins no check-in.
    pub fn new(desk: &Desk) -> Self {
        let session = desk
            .session
            .as_ref()
            .expect("only an open canvas is reviewed");
        let check_in = session.check_in();
        let lines = lines(&session.canvas, check_in);
        let is_open = |line: &Line| {
            session
                .value(line.slot.question(), &line.target(check_in, 0))
                .is_none()
        };
        let line = lines.iter().position(is_open).unwrap_or(0);
        Self {
            check_in,
            at: Place { line, column: 0 },
            editor: None,
            shows_time: false,
            offset: 0,
            time: OverTime::default(),
        }
    }

    /// What the check-ins say; the form of today's is one key away.
    pub fn over_time(desk: &Desk) -> Self {
        Self {
            shows_time: true,
            ..Self::new(desk)
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match self.editor.as_ref().map(Editor::scope) {
            Some(scope) => scope,
            None if self.shows_time => Scope::OverTime,
            None => Scope::Review,
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        if let (Some(editor), Some(session)) = (&mut self.editor, &mut desk.session) {
            match editor.command(command, session) {
                Did::Stay => return Go::Stay,
                Did::GoOn => return self.step(1, desk),
                Did::Nothing => {}
            }
        }
        match command {
            Command::Next => return self.step(1, desk),
            Command::Previous => return self.step(-1, desk),
            Command::Back if self.shows_time => self.shows_time = false,
            Command::Back if self.leaves_row_taken_out(desk) => {}
            Command::Back if self.editor.is_some() => self.close(desk),
            Command::Back => return Go::Canvas,
            Command::Undo | Command::Redo => {
                self.close(desk);
                undo(command == Command::Undo, desk);
            }
            Command::Delete => self.delete(desk),
            Command::Editor => self.edit_elsewhere(desk),
            Command::Open | Command::Toggle if self.shows_time => self.shows_time = false,
            Command::Open | Command::Toggle => self.open(desk),
            Command::OverTime => {
                self.close(desk);
                self.shows_time = !self.shows_time;
                self.time = OverTime::default();
            }
            Command::Up | Command::Down | Command::Left | Command::Right => {
                self.walk(command, desk)
            }
            Command::First | Command::Last | Command::PageUp | Command::PageDown => {
                self.walk(command, desk)
            }
            other => return self.leave(other, desk),
        }
        Go::Stay
    }

    fn leave(&mut self, command: Command, desk: &mut Desk) -> Go {
        let go = match command {
            Command::Example => return self.example(desk),
            Command::End => Go::Ending,
            Command::Differences => Go::Differences,
            Command::History => Go::History,
            _ => return Go::Stay,
        };
        self.close(desk);
        go
    }

    /// What is asked where the planner is, and where its answer goes.
    fn place(&self, desk: &Desk) -> Option<(&'static Question, Target)> {
        self.place_in(desk, self.at.column)
    }

    /// Goes to the next answer or the one before, and opens it; behind the last one the review is through.
    fn step(&mut self, by: isize, desk: &mut Desk) -> Go {
        if self.leaves_row_taken_out(desk) {
            return Go::Stay;
        }
        self.close(desk);
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        match self.beside(session, by) {
            Some(place) => {
                self.at = place;
                self.shows_time = false;
                desk.save_changes(true);
                self.offer_next(desk);
                self.open(desk);
                Go::Stay
            }
            None if by < 0 => Go::Canvas,
            None => {
                self.shows_time = true;
                self.time = OverTime::default();
                desk.save_changes(true);
                desk.say("That is all. This is what the reviews say; esc goes back.");
                Go::Stay
            }
        }
    }

    /// The place so many steps away; None beyond the first or the last.
    fn beside(&self, session: &Session, by: isize) -> Option<Place> {
        let lines = lines(&session.canvas, self.check_in);
        let places = lines
            .iter()
            .enumerate()
            .flat_map(|(line, of)| (0..of.columns()).map(move |column| Place { line, column }));
        let places: Vec<Place> = places.collect();
        let at = places.iter().position(|place| *place == self.at);
        // A row that would be added is passed over in one step, unless something is typed in it.
        let here = lines.get(self.at.line);
        let is_empty_row = here.is_some_and(|line| line.kept == Some(None));
        let mut to = at.unwrap_or(0);
        loop {
            to = to.checked_add_signed(by)?;
            let place = places.get(to)?;
            if !is_empty_row || place.line != self.at.line {
                return Some(*place);
            }
        }
    }

    /// Where a check-in has begun, the day to look again is offered as an answer.
    fn offer_next(&mut self, desk: &mut Desk) {
        let place = self.place(desk);
        let Some(session) = &mut desk.session else {
            return;
        };
        let Some((question, mut target)) =
            place.filter(|(question, _)| question.id == "review.next")
        else {
            return;
        };
        let has_begun = session.canvas.check_in_on(self.check_in.on).is_some();
        let is_due_again = has_begun && session.canvas.is_live();
        if is_due_again && !session.is_read_only() && session.value(question, &target).is_none() {
            let today = self.check_in.on;
            let on = session.canvas.next_offered(today);
            let agreed = session.canvas.review_agreed_before(today);
            // What the file holds in its place is said when the field is typed in.
            let _ = session.put(question, &mut target, Some(on.to_string().into()));
            if let Some(agreed) = agreed.filter(|agreed| *agreed > today && *agreed < on) {
                let agreed = when::in_words(agreed);
                desk.say(format!(
                    "Offered. Until now it was to be on {agreed}: type that to keep it."
                ));
            }
        }
    }

    fn walk(&mut self, command: Command, desk: &Desk) {
        let Some(session) = &desk.session else {
            return;
        };
        if self.shows_time {
            self.time.scroll(command, &session.canvas);
            return;
        }
        let lines = lines(&session.canvas, self.check_in);
        let last = lines.len() - 1;
        let Place { line, column } = self.at;
        let line = match command {
            Command::Up => line.saturating_sub(1),
            Command::PageUp => line.saturating_sub(5),
            Command::Down => line + 1,
            Command::PageDown => line + 5,
            Command::First => 0,
            Command::Last => last,
            _ => line,
        };
        let line = line.min(last);
        let column = match command {
            Command::Left => column.saturating_sub(1),
            Command::Right => (column + 1).min(lines[line].columns() - 1),
            _ => 0,
        };
        self.at = Place { line, column };
    }

    /// An answer that somebody might give, and why it is asked.
    fn example(&self, desk: &Desk) -> Go {
        let Some((question, _)) = self.place(desk) else {
            return Go::Stay;
        };
        let words = Wording::shipped().question(question);
        Go::Read {
            title: words.label.clone(),
            text: format!("For example: {}\n\n{}", words.example, words.why),
        }
    }

    /// Takes the answer where the planner is away; a row of what is kept goes whole.
    fn delete(&mut self, desk: &mut Desk) {
        self.close(desk);
        let Some(session) = &mut desk.session else {
            return;
        };
        let all = lines(&session.canvas, self.check_in);
        let Some(line) = all.get(self.at.line) else {
            return;
        };
        for column in 0..line.columns() {
            let mut target = line.target(self.check_in, column);
            let taken = session.put(line.slot.question(), &mut target, None);
            if let Err(why) = taken {
                desk.say(why.to_string());
                return;
            }
        }
        session.tidy_review();
        desk.say("Taken out. Press u to bring it back.");
    }
}
