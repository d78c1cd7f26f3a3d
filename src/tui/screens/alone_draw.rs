//! How a question looks that is answered alone: calm, and the same whatever is pressed, until the reveal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::super::desk::Desk;
use super::super::keymap::{Command, Scope, hints_without};
use super::super::widgets::chrome::{Head, frame_with};
use super::super::widgets::prose::{MEASURE, below, indented, put, put_line};
use super::alone::{Alone, Moment};
use crate::canvas::Canvas;
use crate::canvas::alone::{Part, gap, in_a_sentence, parts};
use crate::canvas::question::AnswerType;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// The lowest area in which there is room for everything, with blank lines between.
const HIGH: u16 = 17;

impl Alone {
    /// Draws the question, and what may be seen of the answers.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Some(session) = &desk.session else { return };
        let canvas = &session.canvas;
        self.follow(canvas);
        let body = frame_with(
            &self.head(desk),
            hints_without(Scope::Alone, self.idle(canvas)),
            &desk.note,
            area,
            buf,
            &desk.look,
        );
        let mut page = Page {
            rest: Rect {
                width: body.width.min(MEASURE),
                ..body
            },
            is_high: body.height >= HIGH || self.says_little(),
            is_airy: body.height >= HIGH || self.moment != Moment::Together,
            buf,
        };
        page.blank();
        self.draw_question(desk, &mut page);
        let Some(part) = self.part_of(canvas) else {
            return page.write(NOBODY_NAMED, desk.look.theme.text);
        };
        match &self.moment {
            Moment::People => draw_people(desk, &mut page),
            Moment::HandOver(id) => self.draw_hand_over(canvas, id, desk, &mut page),
            Moment::Answer(id) => self.draw_answer(canvas, id, &part, desk, &mut page),
            Moment::Reveal => self.draw_before(canvas, desk, &mut page),
            Moment::Together => self.draw_together(canvas, &part, desk, &mut page),
        }
    }

    /// What can be pressed elsewhere on this screen and does nothing now.
    fn idle(&self, canvas: &Canvas) -> &'static [Command] {
        let readiness = canvas.readiness(self.question);
        let can_reveal =
            readiness.iter().any(|one| one.is_ready) && !canvas.is_revealed(self.question);
        match &self.moment {
            Moment::Reveal => &[],
            Moment::HandOver(_) if can_reveal => &[Command::Again],
            Moment::Together => &[Command::Reveal],
            _ => &[Command::Reveal, Command::Again],
        }
    }

    /// True where few lines are shown, so that there is room in every window.
    fn says_little(&self) -> bool {
        !matches!(self.moment, Moment::Answer(_) | Moment::Together)
    }

    /// The head line: it does not say when an answer is saved, as that would tell a change from none.
    fn head(&self, desk: &Desk) -> Head {
        let head = desk.head("answer alone, reveal together".into());
        let hides = self.moment != Moment::Together;
        match hides && !head.is_alarm {
            true => Head {
                state: String::new(),
                ..head
            },
            false => head,
        }
    }

    fn draw_question(&self, desk: &Desk, page: &mut Page) {
        let theme = &desk.look.theme;
        let words = Wording::shipped().question(self.question);
        page.write(&words.label, theme.strong);
        let is_asking = !matches!(self.moment, Moment::Together);
        if page.is_high && is_asking {
            page.write(&words.hint, theme.text);
        }
        page.blank();
    }

    /// Who is ready: all that may be known before the reveal.
    fn draw_readiness(&self, canvas: &Canvas, desk: &Desk, page: &mut Page) {
        let ready = canvas.readiness(self.question).into_iter().map(|one| {
            let state = if one.is_ready { "ready" } else { "not yet" };
            format!("{} {state}", shown(&one.name))
        });
        let between = format!(" {} ", desk.look.glyphs.between);
        let line = ready.collect::<Vec<_>>().join(&between);
        page.write(&line, desk.look.theme.text);
        page.blank();
    }

    fn draw_hand_over(&self, canvas: &Canvas, id: &str, desk: &Desk, page: &mut Page) {
        let theme = &desk.look.theme;
        self.draw_readiness(canvas, desk, page);
        let name = name_of(canvas, id);
        page.write(
            &format!("Hand the keyboard to {name}. The others look away."),
            theme.accent,
        );
        let courtesy = &Wording::shipped().alone().courtesy;
        page.write(
            &format!("Enter begins. Nothing that is pressed shows. {courtesy}"),
            theme.text,
        );
        if canvas.is_revealed(self.question) {
            page.write(
                "It is revealed already: a change is marked as later.",
                theme.soft,
            );
        }
    }

    fn draw_answer(&self, canvas: &Canvas, id: &str, part: &Part, desk: &Desk, page: &mut Page) {
        let theme = &desk.look.theme;
        let name = name_of(canvas, id);
        page.write(&format!("{name}, the others look away."), theme.accent);
        self.draw_part_name(canvas, part, desk, page);
        page.blank();
        let options = part.options(self.question);
        let names = options.iter().map(|(_, name, _)| name.width()).max();
        for (place, (_, option, about)) in options.iter().enumerate() {
            let row = page.row();
            put_line(
                &format!("{}", place + 1),
                indented(row, 2),
                page.buf,
                theme.soft,
            );
            put_line(option, indented(row, 5), page.buf, theme.text);
            let beside = indented(row, 8 + cells(names.unwrap_or(0)));
            put_line(about, beside, page.buf, theme.soft);
        }
        page.blank();
        let is_last = self.part + 1 >= parts(canvas, self.question).len();
        let on = if is_last { "hands over" } else { "goes on" };
        let said = if self.has_answer(canvas, id, part) {
            format!("An answer is in, and hidden. Another number changes it; enter {on}.")
        } else {
            format!("Press the number of your answer. Enter {on}, also without one.")
        };
        page.write(&said, theme.text);
    }

    fn draw_before(&self, canvas: &Canvas, desk: &Desk, page: &mut Page) {
        let theme = &desk.look.theme;
        self.draw_readiness(canvas, desk, page);
        match canvas.waits_for(self.question) {
            None => page.write("All are in. R shows the answers together.", theme.accent),
            Some(waiting) => {
                let waiting = shown(&waiting);
                page.write(
                    &format!("Still to answer: {waiting}. Enter hands over."),
                    theme.accent,
                );
                page.write(
                    "R shows what is there all the same, once somebody says so by name.",
                    theme.text,
                );
            }
        }
        page.write(&Wording::shipped().alone().courtesy, theme.soft);
    }

    fn draw_together(&self, canvas: &Canvas, part: &Part, desk: &Desk, page: &mut Page) {
        let theme = &desk.look.theme;
        self.draw_part_name(canvas, part, desk, page);
        match gap(canvas, self.question, part) {
            Some(gap) => {
                page.write(&shown(&gap.in_words), theme.strong);
                page.write(&shown(&gap.talk), theme.accent);
            }
            None => page.write("Nobody has answered this one.", theme.text),
        }
        page.blank();
        self.draw_options(canvas, part, desk, page);
        page.blank();
        page.write(&self.agreed(canvas, part), theme.text);
        for line in self.footnotes(canvas) {
            page.write(&shown(&line), theme.soft);
        }
    }

    /// Which part of several this is.
    fn draw_part_name(&self, canvas: &Canvas, part: &Part, desk: &Desk, page: &mut Page) {
        let count = parts(canvas, self.question).len();
        if count > 1 {
            let name = shown(&part.name);
            let line = format!("{name} ({} of {count})", self.part + 1);
            page.write(&line, desk.look.theme.text);
        }
    }

    /// Options down, and beside each who chose it, and whether it is agreed.
    fn draw_options(&self, canvas: &Canvas, part: &Part, desk: &Desk, page: &mut Page) {
        let options = part.options(self.question);
        let names = options.iter().map(|(_, name, _)| name.width()).max();
        let beside = 8 + cells(names.unwrap_or(0));
        for (place, (value, option, _)) in options.iter().enumerate() {
            let row = page.row();
            let is_here = place == self.option;
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
        if matches!(self.question.answer, AnswerType::VoiceScale) {
            return "Each keeps an own answer here. Tab goes on.".into();
        }
        if self.question.id == "decision.choice" {
            return "Enter goes to the decision, where it is agreed and recorded.".into();
        }
        if part.agreed(canvas, self.question).is_some() {
            return "Agreed. Enter agrees on another, tab goes on.".into();
        }
        match part.standing(canvas, self.question) {
            Some(value) => format!(
                "On the canvas so far: {}; not agreed yet. Enter agrees on the answer beside the mark.",
                part.said(self.question, value)
            ),
            None => "Not agreed yet. Enter takes the answer beside the mark as agreed.".into(),
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

const NOBODY_NAMED: &str = "No partner has a name yet. Press enter to name one.";

fn draw_people(desk: &Desk, page: &mut Page) {
    page.write(
        "Who is here? Each answers alone, in turn, at this keyboard.",
        desk.look.theme.accent,
    );
    page.write("Enter asks for your names or roles.", desk.look.theme.text);
}

fn name_of(canvas: &Canvas, id: &str) -> String {
    let voices = canvas.voices().into_iter();
    let mut named = voices.filter(|voice| voice.id() == id);
    let name = named.next().map(|voice| voice.name());
    shown(&name.unwrap_or_default()).into_owned()
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(20)
}

/// What is left of the area, from the top.
struct Page<'a> {
    rest: Rect,
    /// Room for what helps and need not be read.
    is_high: bool,
    /// Room for blank lines.
    is_airy: bool,
    buf: &'a mut Buffer,
}

impl Page<'_> {
    fn write(&mut self, text: &str, style: Style) {
        let used = put(text, self.rest, self.buf, style);
        self.rest = below(self.rest, used);
    }

    /// The next row, to be written in.
    fn row(&mut self) -> Rect {
        let row = Rect {
            height: self.rest.height.min(1),
            ..self.rest
        };
        self.rest = below(self.rest, 1);
        row
    }

    fn blank(&mut self) {
        self.rest = below(self.rest, u16::from(self.is_airy));
    }
}
