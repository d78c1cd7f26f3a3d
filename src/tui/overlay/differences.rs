//! Answers that two people changed at once: which one stands?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, indented, put, put_line};
use super::Closed;
use crate::canvas::conflict::Conflict;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// Said when the difference shown has been settled meanwhile.
pub const SETTLED_ELSEWHERE: &str =
    "Someone else settled this difference meanwhile. Press v for what is left.";

/// Answers that differ after a merge.
#[derive(Debug)]
pub struct Differences {
    /// The one that is shown: what is chosen is chosen for this one, and for no other.
    conflict: Conflict,
    takes_theirs: bool,
}

impl Differences {
    /// The first that waits to be settled; None where none does.
    pub(super) fn first(desk: &Desk) -> Option<Self> {
        let conflicts = desk.session.as_ref()?.canvas.conflicts();
        Some(Self {
            conflict: conflicts.into_iter().next()?,
            takes_theirs: false,
        })
    }

    /// True where the one that is shown was settled elsewhere.
    pub fn is_settled(&self, desk: &Desk) -> bool {
        let session = desk.session.as_ref();
        session.is_none_or(|session| !session.canvas.conflicts().contains(&self.conflict))
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        match command {
            Command::Up
            | Command::Down
            | Command::Left
            | Command::Right
            | Command::Next
            | Command::Previous => {
                self.takes_theirs = !self.takes_theirs;
            }
            Command::Open | Command::Toggle => return self.settle(desk),
            _ => {}
        }
        Closed::No
    }

    /// Settles the one that is shown, and shows the next.
    fn settle(&mut self, desk: &mut Desk) -> Closed {
        if self.is_settled(desk) {
            desk.say(SETTLED_ELSEWHERE);
            return Closed::Yes;
        }
        let Some(session) = &mut desk.session else {
            return Closed::Yes;
        };
        let question = Question::find(&self.conflict.question)
            .or_else(|| Question::find("cover.title"))
            .expect("in the table");
        let settled = session.edit(question, |canvas, _| {
            canvas.settle(&self.conflict, self.takes_theirs)
        });
        if let Err(error) = settled {
            desk.say(error.to_string());
            return Closed::No;
        }
        match Self::first(desk) {
            Some(next) => {
                *self = next;
                Closed::No
            }
            None => {
                desk.say("Every difference is settled.");
                Closed::Yes
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let Some(session) = &desk.session else { return };
        let conflicts = session.canvas.conflicts();
        let conflict = &self.conflict;
        let inner = overlay("Two people changed this answer", 76, 14, area, buf, look);
        let (name, ours, theirs) = in_words(desk, conflict);
        let used = put(&name, inner, buf, look.theme.strong);
        let mut rest = below(inner, used + 1);
        for (is_here, label, text) in [
            (!self.takes_theirs, "keep ours", ours),
            (self.takes_theirs, "take theirs", theirs),
        ] {
            if is_here {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
            }
            put_line(
                label,
                indented(rest, 2),
                buf,
                if is_here {
                    look.theme.accent
                } else {
                    look.theme.soft
                },
            );
            let text_area = Rect {
                height: rest.height.min(3),
                ..indented(rest, 16)
            };
            let used = put(&shown(&text), text_area, buf, look.theme.text);
            rest = below(rest, used.max(1));
        }
        let left = conflicts.iter().filter(|other| *other != conflict).count();
        let more = if left > 0 {
            format!("; {left} more after this")
        } else {
            String::new()
        };
        put_line(
            &format!("arrows choose, enter settles, esc leaves it for later{more}"),
            below(rest, 1),
            buf,
            look.theme.soft,
        );
    }
}

/// The question, our answer and theirs, as far as they may be shown.
fn in_words(desk: &Desk, conflict: &Conflict) -> (String, String, String) {
    let Some(question) = Question::find(&conflict.question) else {
        return (
            conflict.question.clone(),
            String::new(),
            conflict.theirs.to_string(),
        );
    };
    let Some(session) = &desk.session else {
        return Default::default();
    };
    let canvas = &session.canvas;
    let label = Wording::shipped().question(question).label.clone();
    let is_private = conflict.row.is_some() && question.table().is_none();
    if canvas.is_in_round(question) || is_private && !canvas.is_open(question) {
        return (
            label,
            "hidden until all have answered".into(),
            "hidden until all have answered".into(),
        );
    }
    use super::super::target::{RowKey, Target, shown as shown_value};
    let target = match (&conflict.row, &conflict.column) {
        (Some(row), Some(column)) => {
            let column = question
                .table()
                .and_then(|table| table.column(column))
                .map(|column| column.id);
            column.map_or(Target::Answer, |column| Target::Cell {
                row: RowKey::Row(row.clone()),
                column,
            })
        }
        (Some(voice), None) => Target::Voice(voice.clone()),
        _ => Target::Answer,
    };
    let cell = target.cell(question);
    let ours = shown_value(question, cell, target.value(canvas, question));
    (
        label,
        ours,
        shown_value(question, cell, Some(&conflict.theirs)),
    )
}
