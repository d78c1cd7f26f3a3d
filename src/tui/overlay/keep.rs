//! What keeping a what-if changes, before anything is kept, and the reason for the decisions in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::screens::portfolio::{keeping, team};
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, cut, put, put_line, top, wrap};
use super::Closed;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::portfolio::proposal::Proposal;

/// Under which name a reason is kept that was typed and not used yet.
const TITLE: &str = "Keep what is tried?";

/// What keeping changes, and why it is to be kept.
#[derive(Debug)]
pub struct Keep {
    proposals: Vec<Proposal>,
    failed: Vec<(CanvasId, String)>,
    pub(super) field: Field,
    refused: String,
    offset: usize,
}

/// A line of what changes: a heading, or what is under it.
struct Change {
    text: String,
    is_heading: bool,
}

impl Keep {
    pub(super) fn new(
        proposals: Vec<Proposal>,
        failed: Vec<(CanvasId, String)>,
        desk: &Desk,
    ) -> Self {
        let text = desk.left_typed.get(TITLE).map_or("", String::as_str);
        Self {
            proposals,
            failed,
            field: Field::new(text, Lines::One),
            refused: String::new(),
            offset: 0,
        }
    }

    /// True where something is decided or ends, so that a reason or a note can be given.
    pub(super) fn asks_why(&self) -> bool {
        let mut proposals = self.proposals.iter();
        proposals.any(|one| one.decision.is_some() || one.ends.is_some())
    }

    /// What is typed, by what it is asked as.
    pub(super) fn typed(&self) -> (String, String) {
        (TITLE.to_owned(), self.field.text())
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        self.refused.clear();
        match command {
            Command::Back => {
                let typed = self.field.text().trim().to_owned();
                desk.left_typed.insert(TITLE.to_owned(), typed);
                return Closed::Yes;
            }
            Command::Open => return self.keep(desk),
            Command::Up => self.offset = self.offset.saturating_sub(1),
            Command::Down => self.offset += 1,
            Command::Undo => drop(self.field.undo()),
            Command::Redo => drop(self.field.redo()),
            _ => {}
        }
        Closed::No
    }

    fn keep(&mut self, desk: &mut Desk) -> Closed {
        let reason = self.field.text().trim().to_owned();
        if reason.is_empty()
            && let Some(proposal) = self.proposals.iter().find(|one| one.needs_reason())
        {
            self.refused = why_needed(proposal);
            return Closed::No;
        }
        let mut proposals = std::mem::take(&mut self.proposals);
        for proposal in &mut proposals {
            let random = &mut |end: usize| fastrand::usize(..end);
            if let Err(error) = proposal.because(&reason, random) {
                desk.say(error.to_string());
                return Closed::Yes;
            }
        }
        desk.left_typed.remove(TITLE);
        keeping::keep(proposals, desk);
        Closed::Yes
    }

    /// What would change, canvas by canvas, then the team.
    fn changes(&self, desk: &Desk, width: u16) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut push = |text: &str, is_heading: bool| {
            let under = if is_heading { 0 } else { 2 };
            for line in wrap(text, width.saturating_sub(under)) {
                let text = format!("{}{line}", " ".repeat(usize::from(under)));
                changes.push(Change { text, is_heading });
            }
        };
        for proposal in &self.proposals {
            let title = shown(proposal.before.title());
            push(&format!("{title}: {}", proposal.outcome()), true);
            for line in proposal.details() {
                push(&shown(&line), false);
            }
        }
        for (id, why) in &self.failed {
            push(&format!("{id}: not possible"), true);
            push(&shown(why), false);
        }
        let team = team::in_words(desk);
        if !team.is_empty() {
            push("The team", true);
        }
        for line in team {
            push(&shown(&line), false);
        }
        changes
    }

    pub(super) fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let width = 76.min(area.width.saturating_sub(2));
        let changes = self.changes(desk, width.saturating_sub(4));
        let asking = if self.asks_why() { 4 } else { 0 };
        let wanted = u16::try_from(changes.len()).unwrap_or(u16::MAX);
        let height = wanted.saturating_add(asking + 4);
        let mut rest = overlay(TITLE, width, height, area, buf, look);
        let mut cursor = None;
        if asking > 0 {
            put_line(
                "Why? One sentence, kept with each decision.",
                rest,
                buf,
                look.theme.text,
            );
            cursor = self.field.draw(top(below(rest, 1), 2), buf, look);
            rest = below(rest, asking);
        }
        let room = rest.height.saturating_sub(2);
        let hidden = changes.len().saturating_sub(usize::from(room));
        self.offset = self.offset.min(hidden);
        for (change, row) in changes.iter().skip(self.offset).zip(top(rest, room).rows()) {
            let style = if change.is_heading {
                look.theme.strong
            } else {
                look.theme.text
            };
            put_line(&change.text, row, buf, style);
        }
        let last = below(rest, room);
        if self.refused.is_empty() {
            let more = if self.offset < hidden {
                "down for more; enter keeps it, esc leaves it tried"
            } else {
                "enter keeps it, esc leaves it tried"
            };
            put_line(more, below(last, 1), buf, look.theme.soft);
        } else {
            put(&self.refused, last, buf, look.theme.alarm);
        }
        cursor
    }
}

fn why_needed(proposal: &Proposal) -> String {
    let title = shown(proposal.before.title());
    let differs = proposal.decision.as_ref().is_some_and(|one| one.differs());
    let because = if proposal.ends.is_some() {
        "ends, and needs a note"
    } else if differs {
        "differs from what is suggested"
    } else {
        "has a reason for another choice"
    };
    format!("{} {because}. Why?", cut(&title, 32))
}
