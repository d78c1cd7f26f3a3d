//! An answer, or the whole canvas, as it was on an earlier day: is it to be put back?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::screens::history::Wanted;
use super::super::screens::history::draw::in_words as answer_in_words;
use super::super::widgets::chrome::overlay;
use super::super::widgets::prose::{below, cut, indented, put_line, wrap};
use super::Closed;
use crate::canvas::Canvas;
use crate::canvas::changes::changed;
use crate::canvas::in_words;
use crate::canvas::question::Question;
use crate::canvas::wording::Wording;

/// How wide the question is.
const WIDTH: u16 = 76;
/// How wide `now` and `then` are.
const LABEL: u16 = 8;
/// How many lines one answer may take.
const MOST_LINES: usize = 3;
/// The name of the change that puts everything back.
const WHOLE: &str = "the whole canvas";

/// Asks whether to put something back; nothing is, unless that is chosen.
#[derive(Debug)]
pub struct PutBack {
    pub(super) wanted: Wanted,
    pub(super) is_sure: bool,
}

impl PutBack {
    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        match command {
            Command::Up
            | Command::Down
            | Command::Left
            | Command::Right
            | Command::Next
            | Command::Previous => {
                self.is_sure = !self.is_sure;
                Closed::No
            }
            Command::Open | Command::Toggle => {
                if self.is_sure {
                    self.put_back(desk);
                }
                Closed::Yes
            }
            _ => Closed::No,
        }
    }

    /// Changes the canvas as any edit does; what stands on disk is kept in the history first.
    fn put_back(&self, desk: &mut Desk) {
        desk.save_changes(true);
        let Some(session) = &mut desk.session else {
            return;
        };
        let id = session.canvas.id().clone();
        let then = &self.wanted.then;
        let title = Question::find("cover.title").expect("in the table");
        let question = self.wanted.question.unwrap_or(title);
        let name = self.name();
        let changed = session.edit_as(&name, question, |canvas, _| match self.wanted.question {
            Some(question) => canvas.put_back(question, then),
            None => {
                canvas.put_all_back(then);
                Ok(())
            }
        });
        desk.wish(Effect::KeepVersion(id.clone()));
        desk.save_changes(true);
        desk.wish(Effect::History(id));
        desk.say(match changed {
            Ok(()) => format!("Put back: {name}. Press u to take that back."),
            Err(error) => error.to_string(),
        });
    }

    fn name(&self) -> String {
        let short = |question| Wording::shipped().question(question).short.clone();
        self.wanted.question.map_or_else(|| WHOLE.into(), short)
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let Some(session) = &desk.session else { return };
        let width = WIDTH.min(area.width.saturating_sub(2));
        let lines = self.what(&session.canvas, width.saturating_sub(4));
        let height = u16::try_from(lines.len()).unwrap_or(0) + 8;
        let title = format!("As on {}", self.wanted.day);
        let inner = overlay(&title, width, height, area, buf, look);
        for ((label, text), row) in lines.iter().zip(inner.rows()) {
            match label {
                None => put_line(text, row, buf, look.theme.strong),
                Some(label) => {
                    put_line(label, row, buf, look.theme.soft);
                    put_line(text, indented(row, LABEL), buf, look.theme.text)
                }
            };
        }
        let mut rest = below(inner, height - 7);
        for (is_here, label) in [
            (!self.is_sure, "leave it as it is"),
            (self.is_sure, "put it back"),
        ] {
            let style = if is_here {
                look.theme.accent
            } else {
                look.theme.text
            };
            if is_here {
                put_line(look.glyphs.here, rest, buf, look.theme.accent);
            }
            put_line(label, indented(rest, 2), buf, style);
            rest = below(rest, 1);
        }
        let hint = "arrows choose, enter does it; nothing is lost";
        put_line(hint, below(rest, 1), buf, look.theme.soft);
    }

    /// What would be put back: headings alone, and texts with a label before their first line.
    fn what(&self, now: &Canvas, width: u16) -> Vec<(Option<&'static str>, String)> {
        let then = &*self.wanted.then;
        let heading = |text: &str| -> Vec<(Option<&'static str>, String)> {
            let lines = wrap(text, width).into_iter();
            lines.map(|line| (None, line)).collect()
        };
        let Some(question) = self.wanted.question else {
            return heading(&what_changes(now, then))
                .into_iter()
                .take(6)
                .collect();
        };
        let mut lines = heading(&Wording::shipped().question(question).label);
        lines.push((None, String::new()));
        for (name, canvas) in [("now", now), ("then", then)] {
            let answer = in_words::answer(canvas, question);
            let text = answer_in_words(answer.as_ref());
            let wrapped = wrap(&text, width.saturating_sub(LABEL));
            let is_cut = wrapped.len() > MOST_LINES;
            for (index, mut text) in wrapped.into_iter().take(MOST_LINES).enumerate() {
                if is_cut && index + 1 == MOST_LINES {
                    text = cut(&format!("{text} ..."), width.saturating_sub(LABEL));
                }
                lines.push((Some(if index == 0 { name } else { "" }), text));
            }
        }
        lines
    }
}

/// What would change with everything put back.
fn what_changes(now: &Canvas, then: &Canvas) -> String {
    let mut after = now.clone();
    after.put_all_back(then);
    let changes = changed(now, &after, now);
    let short = |question| Wording::shipped().question(question).short.as_str();
    let names: Vec<&str> = changes
        .iter()
        .map(|change| short(change.question))
        .collect();
    match names.as_slice() {
        [] => "The whole canvas. No answer that is shown would change.".into(),
        [one] => format!("The whole canvas. One answer would change: {one}."),
        names => format!(
            "The whole canvas. {} answers would change: {}.",
            names.len(),
            names.join(", ")
        ),
    }
}
