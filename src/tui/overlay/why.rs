//! Why a check fired: its rule, what it read and who said so, what would mend it; each answer one key away.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, indented, put_line, wrap};
use super::super::widgets::window::Window;
use super::finder::{Finder, Item};
use super::{Closed, Overlay};
use crate::canvas::checks::{Finding, Why};
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// Why a check fired, as lines of which some lead to an answer.
#[derive(Debug)]
pub struct WhyBox {
    title: String,
    lines: Vec<Said>,
    /// The line that the cursor is on, among those that lead somewhere.
    at: usize,
    first: usize,
}

#[derive(Debug)]
struct Said {
    text: String,
    leads: Option<Closed>,
}

/// Where the answer to a question is given; `settings` is the team.
fn way_to(question: &str) -> Closed {
    Question::find(question).map_or(Closed::Job(Command::Settings), Closed::Ask)
}

impl Overlay {
    /// Why a check fired on the open canvas; None where it did not.
    pub fn why(check: &str, desk: &Desk) -> Option<Self> {
        let session = desk.session.as_ref()?;
        let mut findings = session.suggestion.findings.iter();
        let finding = findings.find(|finding| finding.check == check)?;
        Some(Self::Why(WhyBox::new(finding, session.why(finding))))
    }

    /// All that is found, all that would change it and all that is missing, to find in; None without a canvas.
    pub fn weighed(desk: &Desk) -> Option<Self> {
        let session = desk.session.as_ref()?;
        let (canvas, suggestion) = (&session.canvas, &session.suggestion);
        let item = |text: String, leads: Closed| Item {
            text: shown(&text).into(),
            aside: "".into(),
            leads,
        };
        let findings = suggestion.reasons().chain(suggestion.conditions());
        let findings = findings.map(|finding| {
            let title = &Wording::shipped().check(finding.check).title;
            let text = format!("{title}. {}", finding.message);
            item(text, Closed::Why(finding.check))
        });
        let turns = session.turns().all().map(|turn| {
            let name = &Wording::shipped().outcome(turn.outcome).name;
            let text = format!("{name}, if {}", turn.in_words(canvas));
            let leads = turn
                .asked()
                .map_or(Closed::Job(Command::Portfolio), Closed::Ask);
            item(text, leads)
        });
        let missing = suggestion.missing.iter().filter_map(|id| {
            let question = Question::find(id)?;
            let label = &Wording::shipped().question(question).label;
            Some(item(
                format!("Not answered yet. {label}"),
                Closed::Ask(question),
            ))
        });
        let items = findings.chain(turns).chain(missing).collect();
        let title = "Why, what would change it, and what is still missing";
        Some(Self::Finder(Finder::by_words(title, items)))
    }
}

impl WhyBox {
    fn new(finding: &Finding, why: Why) -> Self {
        let text = |text: &str| Said {
            text: shown(text).into_owned(),
            leads: None,
        };
        let reads = why.reads.iter().map(|basis| {
            let by = basis
                .by
                .as_ref()
                .map_or_else(String::new, |by| format!(" ({by})"));
            Said {
                leads: basis.question.map(Closed::Ask),
                ..text(&format!("{}: {}{by}", basis.what, basis.says))
            }
        });
        let mend = Said {
            leads: Some(way_to(finding.question)),
            ..text(&format!("What would mend it: {}", why.mend))
        };
        let head = [text(&finding.message), text(why.rule), text("")];
        let lines = head.into_iter().chain(reads).chain([text(""), mend]);
        Self {
            title: Wording::shipped().check(finding.check).title.clone(),
            lines: lines.collect(),
            at: 0,
            first: 0,
        }
    }

    /// The lines that lead somewhere, by their places.
    fn leading(&self) -> Vec<usize> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(|(_, line)| line.leads.is_some())
            .map(|(at, _)| at)
            .collect()
    }

    pub(super) fn command(&mut self, command: Command) -> Closed {
        let leading = self.leading();
        let last = leading.len().saturating_sub(1);
        match command {
            Command::Up | Command::Previous => self.at = self.at.saturating_sub(1),
            Command::Down | Command::Next => self.at = (self.at + 1).min(last),
            Command::First | Command::PageUp => self.at = 0,
            Command::Last | Command::PageDown => self.at = last,
            Command::Open | Command::Toggle => {
                let chosen = leading
                    .get(self.at)
                    .and_then(|at| self.lines[*at].leads.clone());
                return chosen.unwrap_or(Closed::No);
            }
            _ => {}
        }
        Closed::No
    }

    pub(super) fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let width = 76.min(area.width.saturating_sub(2));
        let wrapped = |line: &Said| wrap(&line.text, width.saturating_sub(6));
        let all: Vec<Vec<String>> = self.lines.iter().map(wrapped).collect();
        let heights: Vec<usize> = all.iter().map(|lines| lines.len().max(1)).collect();
        let wanted = u16::try_from(heights.iter().sum::<usize>()).unwrap_or(u16::MAX);
        let inner = overlay(
            &self.title,
            width,
            wanted.saturating_add(3),
            area,
            buf,
            look,
        );
        let room = usize::from(inner.height.saturating_sub(1));
        let chosen = self.leading().get(self.at).copied().unwrap_or(0);
        let at = if self.at == 0 { 0 } else { chosen };
        let window = Window::around(&heights, at, self.first, room);
        self.first = window.first;
        let mut rest = inner;
        for line in window.rows() {
            for (nth, text) in all[line].iter().enumerate() {
                if rest.height < 2 {
                    break;
                }
                if line == chosen && nth == 0 {
                    put_line(look.glyphs.here, rest, buf, look.theme.accent);
                }
                put_line(text, indented(rest, 2), buf, look.theme.text);
                rest = below(rest, 1);
            }
            if all[line].is_empty() {
                rest = below(rest, 1);
            }
        }
        let more = window.more();
        let keys = "enter goes to the answer, esc closes";
        let last = below(inner, inner.height.saturating_sub(1));
        let text = match more.as_str() {
            "" => keys.to_owned(),
            more => format!("{more}; {keys}"),
        };
        put_line(&text, last, buf, look.theme.soft);
    }
}
