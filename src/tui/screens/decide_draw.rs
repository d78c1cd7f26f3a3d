//! How the decision looks: what is suggested and why, the four choices, the reason.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::Desk;
use super::super::session::Session;
use super::super::widgets::chrome::frame;
use super::super::widgets::prose::{below, indented, put, put_line, top};
use super::decide::{Decide, Part, question};
use crate::canvas::capacity::days_figure;
use crate::canvas::checks::Finding;
use crate::canvas::codes::{Freedom, Kind, Outcome};
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::suggestion::smaller_in_words;
use crate::canvas::when;
use crate::canvas::wording::Wording;

impl Decide {
    /// Draws the screen and returns where the cursor is, in the reason.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        let body = frame(
            &desk.head("the decision".into()),
            self.scope(),
            &desk.note,
            area,
            buf,
            &desk.look,
        );
        let reason = if body.height > 26 { 5 } else { 3 };
        let lower = 5 + reason + 1;
        let upper = top(body, body.height.saturating_sub(lower));
        self.draw_suggestion(session, desk, upper, buf);
        let mut rest = below(body, upper.height);
        heading(
            "What do we decide?",
            self.part == Part::Choice,
            rest,
            buf,
            desk,
        );
        self.choice.draw(
            session,
            indented(top(below(rest, 1), 4), 2),
            buf,
            &desk.look,
        );
        rest = below(rest, 5);
        let cursor = self.draw_reason(session, desk, top(rest, reason), buf);
        let last = below(rest, reason);
        heading(
            &record_line(session),
            self.part == Part::Record,
            last,
            buf,
            desk,
        );
        cursor
    }

    fn draw_reason(
        &self,
        session: &Session,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        heading(
            &Wording::shipped()
                .question(question("decision.reason"))
                .label,
            self.part == Part::Reason,
            area,
            buf,
            desk,
        );
        let field = indented(below(area, 1), 2);
        match &self.reason {
            Some(editor) => editor.draw(session, field, buf, &desk.look),
            None => {
                let reason = session.canvas.text("decision.reason").unwrap_or("");
                put(
                    &crate::canvas::shown::shown_lines(reason),
                    field,
                    buf,
                    desk.look.theme.text,
                );
                None
            }
        }
    }

    /// What is suggested, and why, scrolled so that the finding with the cursor is in view.
    fn draw_suggestion(&mut self, session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let is_here = self.part == Part::Findings;
        let lines = lines(session, area.width.min(100), look.glyphs.care);
        let height = area.height;
        let find = |wanted| {
            let at = lines.iter().position(|line| line.finding == Some(wanted));
            at.and_then(|at| u16::try_from(at).ok())
        };
        if is_here && let Some(at) = find(self.finding) {
            let end = lines
                .iter()
                .rposition(|line| line.finding == Some(self.finding));
            let end = end.and_then(|end| u16::try_from(end).ok()).unwrap_or(at);
            let top = if self.finding == 0 { 0 } else { at };
            self.offset = self.offset.min(top).max((end + 1).saturating_sub(height));
        } else if !is_here {
            self.offset = 0;
        }
        let shown = lines.iter().enumerate().skip(usize::from(self.offset));
        for ((index, line), row) in shown.zip(area.rows()) {
            let is_first = index == 0 || lines[index - 1].finding != line.finding;
            if is_here && is_first && line.finding == Some(self.finding) {
                put_line(look.glyphs.here, row, buf, look.theme.accent);
            }
            put_line(&line.text, indented(row, 2), buf, line.role.style(look));
        }
        let hidden = lines
            .len()
            .saturating_sub(usize::from(self.offset + height));
        if hidden > 0 && height > 0 {
            let last = Rect {
                y: area.y + height - 1,
                height: 1,
                ..area
            };
            super::super::widgets::prose::put_right(
                " more below: shift-tab, then down",
                last,
                buf,
                look.theme.soft,
            );
        }
    }
}

/// A line of the suggestion.
struct Line {
    text: String,
    role: Role,
    finding: Option<usize>,
}

#[derive(Clone, Copy)]
enum Role {
    Text,
    Soft,
    Strong,
    Accent,
}

impl Role {
    fn style(self, look: &super::super::theme::Look) -> ratatui::style::Style {
        match self {
            Self::Text => look.theme.text,
            Self::Soft => look.theme.soft,
            Self::Strong => look.theme.strong,
            Self::Accent => look.theme.accent,
        }
    }
}

/// The findings in the order of the screen: those that decided, then the conditions.
pub(super) fn ordered(session: &Session) -> Vec<&Finding> {
    session
        .suggestion
        .reasons()
        .chain(session.suggestion.conditions())
        .collect()
}

/// Everything that is said about the suggestion, wrapped.
fn lines(session: &Session, width: u16, care: &str) -> Vec<Line> {
    let suggestion = &session.suggestion;
    let mut lines = Vec::new();
    let mut say = |text: &str, role: Role, finding: Option<usize>| {
        for line in super::super::widgets::prose::wrap(&shown(text), width.saturating_sub(2)) {
            lines.push(Line {
                text: line,
                role,
                finding,
            });
        }
    };
    let (outcome, about) = outcome(session);
    say(&outcome, Role::Accent, None);
    say(&about, Role::Text, None);
    let mut index = 0;
    for (title, findings) in [
        ("Because", suggestion.reasons().collect::<Vec<_>>()),
        (
            conditions_title(suggestion.outcome),
            suggestion.conditions().collect(),
        ),
    ] {
        if !findings.is_empty() {
            say(title, Role::Soft, None);
        }
        for finding in findings {
            let name = &Wording::shipped().check(finding.check).title;
            say(
                &format!("{care} {name}. {}", finding.message),
                Role::Text,
                Some(index),
            );
            index += 1;
        }
    }
    if suggestion.outcome == Some(Outcome::GoAheadSmaller) {
        say("Smaller could be", Role::Soft, None);
        say(
            &smaller_in_words(&session.canvas, suggestion),
            Role::Strong,
            None,
        );
    }
    if session.canvas.freedom() == Some(Freedom::Expected) {
        let who = session
            .canvas
            .text("cover.asked_by")
            .unwrap_or("whoever asked");
        say(
            &format!("Speak to {who} before you reply."),
            Role::Text,
            None,
        );
    }
    if let Some(figures) = figures(session) {
        say(&figures, Role::Soft, None);
    }
    lines
}

fn conditions_title(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::GoAhead) => "On these conditions",
        _ => "Also worth knowing",
    }
}

/// What is suggested in a sentence, and what that means or what it waits for.
fn outcome(session: &Session) -> (String, String) {
    let suggestion = &session.suggestion;
    let wording = Wording::shipped();
    match suggestion.outcome {
        Some(outcome) => {
            let words = wording.outcome(outcome);
            let so_far = if suggestion.is_provisional {
                ", on what you have told so far"
            } else {
                ""
            };
            (
                format!("The answers suggest: {}{so_far}", words.name),
                words.about.clone(),
            )
        }
        None if session.canvas.kind() == Some(Kind::None) && !suggestion.decided_by.is_empty() => (
            "No suggestion: you are not free to say no".into(),
            "Choose what fits, and say why.".into(),
        ),
        None => {
            let missing = suggestion
                .missing
                .iter()
                .filter_map(|id| Question::find(id));
            let quick = missing.filter(|question| question.quick);
            let names: Vec<&str> = quick
                .map(|question| wording.question(question).short.as_str())
                .collect();
            (
                "No suggestion yet".into(),
                format!("Still to answer: {}.", names.join(", ").to_lowercase()),
            )
        }
    }
}

/// The days behind it, with where they come from.
fn figures(session: &Session) -> Option<String> {
    let capacity = &session.suggestion.capacity;
    let (load, work) = (capacity.load?, capacity.work?);
    let mut text = format!(
        "{} days a month: {} of work times {}, {} for meetings and care",
        days_figure(load),
        days_figure(work),
        capacity.optimism,
        days_figure(capacity.overhead?),
    );
    if let Some(build_up) = capacity.build_up.filter(|days| *days > 0.0) {
        text.push_str(&format!(", {} to build trust", days_figure(build_up)));
    }
    if capacity.usage.is_some() {
        text.push_str(&format!(
            "; {} free before it",
            days_figure(capacity.headroom)
        ));
    }
    text.push_str(". Planning guesses; your own reviews replace them.");
    Some(text)
}

fn heading(text: &str, is_here: bool, area: Rect, buf: &mut Buffer, desk: &Desk) {
    let look = &desk.look;
    if is_here {
        put_line(look.glyphs.here, area, buf, look.theme.accent);
    }
    let style = if is_here {
        look.theme.accent
    } else {
        look.theme.strong
    };
    put_line(text, indented(area, 2), buf, style);
}

fn record_line(session: &Session) -> String {
    match session.canvas.date("decision.decided_on") {
        Some(on) => format!(
            "Decided on {}. Enter records it again for today.",
            when::in_words(on)
        ),
        None => "Record the decision".into(),
    }
}
