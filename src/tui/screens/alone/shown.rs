//! How answers given alone look once they are shown: how far they lie apart, what to talk about, and the
//! answer to agree on. A shared screen shows one after the other, so that each is large.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::talking_points::{TalkingPoints, how_to_go_on};
use super::draw::{Page, cells};
use super::{Alone, is_the_decision};
use crate::canvas::Canvas;
use crate::canvas::alone::{Part, gap, in_a_sentence};
use crate::canvas::compare::Verdict;
use crate::canvas::shown::shown;
use crate::tui::desk::Desk;
use crate::tui::session::Session;
use crate::tui::widgets::prose::{indented, put_line, wrap};

impl Alone {
    /// What there is to talk about, and the answers to agree on; while presented, one after the other.
    pub(super) fn draw_together(
        &self,
        session: &Session,
        part: &Part,
        desk: &Desk,
        page: &mut Page,
    ) {
        let (theme, canvas) = (&desk.look.theme, &session.canvas);
        let is_presenting = desk.band().is_some();
        let shows_talk = !is_presenting || !self.is_side_by_side;
        let shows_list = !is_presenting || self.is_side_by_side;
        self.draw_part_name(desk, page);
        let points = TalkingPoints::of(session, self.question, Some(part));
        match &points {
            // The answers side by side say how far they lie apart.
            Some(points) if shows_talk => {
                for gap in &points.gaps {
                    page.write(gap, theme.strong);
                }
                page.write(&points.talk, theme.accent);
            }
            Some(_) => {}
            None => page.write("Nobody has answered this one.", theme.text),
        }
        let lines = self.lines_under(canvas, part, is_presenting);
        if let (Some(points), true) = (&points, shows_talk) {
            let options = part.options(self.question).len() + 2;
            let list = if shows_list { options } else { 1 };
            draw_prompts(points, &lines, list, desk, page);
        }
        if shows_talk {
            page.blank();
        }
        if shows_list {
            self.draw_options(canvas, part, desk, page);
            page.blank();
        }
        for (place, line) in lines.iter().enumerate() {
            page.write(line, if place == 0 { theme.text } else { theme.soft });
        }
    }

    /// How to go on, and what there is to know of the answers.
    fn lines_under(&self, canvas: &Canvas, part: &Part, is_presenting: bool) -> Vec<String> {
        let how = match is_presenting && !self.is_side_by_side {
            true => how_to_go_on(self.question).into(),
            false => self.agreed(canvas, part),
        };
        let notes = self.footnotes(canvas).into_iter();
        let notes = notes.map(|line| shown(&line).into_owned());
        [how].into_iter().chain(notes).collect()
    }

    /// Options down, and beside each who chose it, and whether it is agreed.
    fn draw_options(&self, canvas: &Canvas, part: &Part, desk: &Desk, page: &mut Page) {
        let options = part.options(self.question);
        let names = options.iter().map(|(_, name, _)| name.width()).max();
        let beside = 8 + cells(names.unwrap_or(0));
        for (place, (value, option, _)) in options.iter().enumerate() {
            let row = page.row();
            let is_here = place == self.option && !self.keeps_each();
            let is_agreed = part.agreed(canvas, self.question) == Some(value);
            draw_option(place, option, is_here, is_agreed, desk, row, page.buf);
            let voices = canvas.voices().into_iter();
            let chose = voices.filter(|voice| {
                let said = voice.answer(self.question);
                said.and_then(|answer| part.of(answer)) == Some(value)
            });
            let chose: Vec<String> = chose.map(|voice| voice.name()).collect();
            let between = format!(" {} ", desk.look.glyphs.between);
            let names = shown(&chose.join(&between)).into_owned();
            let used = put_line(
                &names,
                indented(row, beside),
                page.buf,
                desk.look.theme.strong,
            );
            if is_agreed {
                let gap = if used > 0 { used + 3 } else { 0 };
                let agreed = format!("{} agreed", desk.look.glyphs.done);
                let after = indented(row, beside + gap);
                put_line(&agreed, after, page.buf, desk.look.theme.good);
            }
        }
    }

    /// What is agreed, and how to agree.
    fn agreed(&self, canvas: &Canvas, part: &Part) -> String {
        if self.keeps_each() {
            return "Each keeps an own answer here. Enter goes on.".into();
        }
        let is_recorded_next = is_the_decision(self.question);
        if part.agreed(canvas, self.question).is_some() {
            return match is_recorded_next {
                true => "Agreed. Tab goes to the decision, where it is recorded.",
                false => "Agreed. Enter agrees on another, tab goes on.",
            }
            .into();
        }
        let gap = gap(canvas, self.question, part);
        let is_same = gap.is_some_and(|gap| gap.verdict == Verdict::Same);
        let stands = match part.standing(canvas, self.question) {
            Some(value) => {
                let said = part.said(self.question, value);
                match is_same {
                    true => format!("On the canvas so far: {said}."),
                    false => format!("On the canvas so far: {said}; not agreed yet."),
                }
            }
            None if is_same => "Not on the canvas yet.".into(),
            None => "Not agreed yet.".into(),
        };
        match is_recorded_next {
            true => {
                format!("{stands} Enter agrees on the answer beside the mark, to be recorded next.")
            }
            false => format!("{stands} Enter agrees on the answer beside the mark."),
        }
    }

    /// Who did not wait, and who has answered since.
    fn footnotes(&self, canvas: &Canvas) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(by) = canvas.revealed_by(self.question) {
            lines.push(format!("Shown before all were in, because {by} said so."));
        }
        let voices = canvas.voices().into_iter();
        let later = voices.filter(|voice| voice.has_answered_after_reveal(self.question));
        let later: Vec<String> = later.map(|voice| voice.name()).collect();
        if let Some(names) = in_a_sentence(&later) {
            lines.push(format!("Answered after the reveal: {names}."));
        }
        if let Some(waiting) = canvas.waits_for(self.question) {
            lines.push(format!("Not answered yet: {waiting}."));
        }
        lines
    }
}

/// What two people might ask each other, where all that stands below has room too.
fn draw_prompts(
    points: &TalkingPoints,
    lines: &[String],
    list: usize,
    desk: &Desk,
    page: &mut Page,
) {
    let under = lines.iter().chain(&points.prompts);
    let under: usize = under.map(|line| wrap(line, page.rest.width).len()).sum();
    if under + list <= usize::from(page.rest.height) {
        for prompt in &points.prompts {
            page.write(prompt, desk.look.theme.text);
        }
    }
}

/// One option with its number, and a mark where the cursor is.
fn draw_option(
    place: usize,
    option: &str,
    is_here: bool,
    is_agreed: bool,
    desk: &Desk,
    row: Rect,
    buf: &mut Buffer,
) {
    let look = &desk.look;
    let style = if is_here || is_agreed {
        look.theme.strong
    } else {
        look.theme.text
    };
    if is_here {
        put_line(look.glyphs.here, row, buf, look.theme.accent);
    }
    let number = format!("{}", place + 1);
    put_line(&number, indented(row, 2), buf, look.theme.soft);
    put_line(option, indented(row, 5), buf, style);
}
