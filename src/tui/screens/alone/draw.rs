//! How a question looks that is answered alone: calm, and the same whatever is pressed, until the reveal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde_json::Value;

use super::super::asked::{asked, place_in_step};
use super::super::guide::presented::{MOST_LINES, lines_of};
use super::{Alone, Moment};
use crate::canvas::Canvas;
use crate::canvas::alone::{Part, parts};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Command, Scope, hints_without};
use crate::tui::theme::Look;
use crate::tui::widgets::band::{GUTTER, Size, WIDE};
use crate::tui::widgets::chrome::{Head, frame_with};
use crate::tui::widgets::options::{Item, Meanings, Options};
use crate::tui::widgets::prose::{MEASURE, below, indented, put, top};

/// The lowest area in which there is room for everything, with blank lines between.
const HIGH: u16 = 16;

impl Alone {
    /// Draws the question, and what may be seen of the answers.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Some(session) = &desk.session else { return };
        let canvas = &session.canvas;
        self.follow(canvas);
        let body = frame_with(
            &self.head(desk, area),
            hints_without(Scope::Alone, self.idle(canvas)),
            area,
            buf,
            &desk.look,
        );
        // While presented, all stands beside the number of the step where there is room.
        let body = match desk.band().is_some() && body.width >= WIDE {
            true => indented(body, GUTTER),
            false => body,
        };
        let mut page = Page {
            rest: Rect {
                width: body.width.min(MEASURE),
                ..body
            },
            is_high: body.height >= HIGH || self.says_little(),
            is_airy: body.height >= HIGH || self.says_little(),
            names_part: !names_part_above(desk, area),
            presented: desk.band().map(|_| area),
            buf,
        };
        page.blank();
        self.draw_question(desk, area, &mut page);
        let Some(part) = self.part_of(canvas) else {
            return page.write(NOBODY_NAMED, desk.look.theme.text);
        };
        match &self.moment {
            Moment::People => draw_people(desk, &mut page),
            Moment::HandOver(id) => self.draw_hand_over(canvas, id, desk, &mut page),
            Moment::Answer(id) => self.draw_answer(canvas, id, &part, desk, &mut page),
            Moment::Reveal => self.draw_before(canvas, desk, &mut page),
            Moment::Together => self.draw_together(session, &part, desk, &mut page),
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
    ///
    /// In the present view it is the question itself, beside the number of its step.
    fn head(&self, desk: &Desk, area: Rect) -> Head {
        let words = Wording::shipped().question(self.question);
        let mut head = desk.head("answer alone, reveal together".into());
        if let (Some(band), Some(session)) = (&mut head.band, &desk.session) {
            // As large and in the same place as in the guide, from which this comes.
            band.size = names_part_above(desk, area).then_some(Size::Full);
            band.place = place_in_step(self.question, &asked(&session.canvas, session.is_quick));
            head.title = words.label.clone();
            head.about = match self.moment {
                _ if !names_part_above(desk, area) => String::new(),
                Moment::Together => self.part_in_words(desk).unwrap_or_default(),
                Moment::Answer(_) => {
                    let part = self.part_in_words(desk);
                    part.unwrap_or_else(|| words.hint.clone())
                }
                _ => words.hint.clone(),
            };
        }
        let hides = self.moment != Moment::Together;
        match hides && !head.is_alarm {
            true => Head {
                state: String::new(),
                ..head
            },
            false => head,
        }
    }

    fn draw_question(&self, desk: &Desk, area: Rect, page: &mut Page) {
        let theme = &desk.look.theme;
        let words = Wording::shipped().question(self.question);
        let is_presenting = desk.band().is_some();
        if !is_presenting {
            page.write(&words.label, theme.strong);
        }
        let is_there = names_part_above(desk, area);
        let is_asking = match self.moment {
            Moment::Together => false,
            // The lines are needed for which of several is scored.
            Moment::Answer(_) => !is_presenting || self.part_in_words(desk).is_none(),
            _ => true,
        };
        if page.is_high && is_asking && !is_there {
            page.write(&words.hint, theme.text);
        }
        if !is_presenting || !is_there {
            page.blank();
        }
    }

    /// Which part of several this is; None where there is one.
    fn part_in_words(&self, desk: &Desk) -> Option<String> {
        let canvas = &desk.session.as_ref()?.canvas;
        let count = parts(canvas, self.question).len();
        let part = self.part_of(canvas).filter(|_| count > 1)?;
        let name = shown(&part.name);
        Some(format!("{name} ({} of {count})", self.part + 1))
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
        self.draw_part_name(desk, page);
        page.blank();
        page.write_options(&part.options(self.question), &desk.look);
        page.blank();
        let is_last = self.part + 1 >= parts(canvas, self.question).len();
        let on = if is_last { "hands on" } else { "goes on" };
        let said = if canvas.alone(id, self.question, part).is_some() {
            format!("An answer is in, and hidden. A number changes it; enter {on}.")
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

    /// Which part of several this is, where the head does not say it.
    pub(super) fn draw_part_name(&self, desk: &Desk, page: &mut Page) {
        if let Some(line) = self.part_in_words(desk).filter(|_| page.names_part) {
            page.write(&line, desk.look.theme.text);
        }
    }
}

/// True where a band at full size leaves a question its twelve lines, and has room itself for the hint, or
/// for which part of several this is.
fn names_part_above(desk: &Desk, area: Rect) -> bool {
    desk.band().is_some() && area.width >= WIDE + 4 && area.height >= 22
}

/// Rows for what is said beneath the options: a blank one, and two of words.
const BENEATH: u16 = 3;
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

pub(super) fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(20)
}

/// What is left of the area, from the top.
pub(super) struct Page<'a> {
    pub(super) rest: Rect,
    /// Room for what helps and need not be read.
    pub(super) is_high: bool,
    /// Room for blank lines.
    is_airy: bool,
    /// True where the head does not say already which part of several this is.
    names_part: bool,
    /// The whole screen while it is presented: no question takes more than so many lines of it then.
    presented: Option<Rect>,
    pub(super) buf: &'a mut Buffer,
}

impl Page<'_> {
    pub(super) fn write(&mut self, text: &str, style: Style) {
        let used = put(text, self.rest, self.buf, style);
        self.rest = below(self.rest, used);
    }

    /// The next row, to be written in.
    pub(super) fn row(&mut self) -> Rect {
        let row = Rect {
            height: self.rest.height.min(1),
            ..self.rest
        };
        self.rest = below(self.rest, 1);
        row
    }

    /// What may be answered, each with its number, and with what helps to choose it where that leaves room
    /// for what is said beneath.
    fn write_options(&mut self, options: &[(Value, String, &str)], look: &Look) {
        let items = options.iter().map(|(_, name, about)| Item {
            name,
            about,
            score: None,
        });
        let options = Options {
            items: items.collect(),
            here: None,
            chosen: None,
        };
        let rows = options.rows_in_full(self.rest.width);
        let meanings = match rows + BENEATH <= self.rest.height.min(self.lines_left()) {
            true => Meanings::InFull,
            false => Meanings::Cut,
        };
        let used = options.draw(meanings, self.rest, self.buf, look);
        self.rest = below(self.rest, used);
    }

    /// How many lines there still are for the question, with a blank one.
    fn lines_left(&self) -> u16 {
        let Some(screen) = self.presented else {
            return u16::MAX;
        };
        let above = top(screen, self.rest.y - screen.y);
        let used = cells(lines_of(above, self.buf).len());
        (MOST_LINES + 1).saturating_sub(used)
    }

    pub(super) fn blank(&mut self) {
        self.rest = below(self.rest, u16::from(self.is_airy));
    }
}
