//! The whole canvas on one page: every block opens its questions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::widgets::chrome::{frame, panel};
use super::super::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};
use super::guide::{asked, copy, first_open, undo};
use super::sofar;
use crate::canvas::codes::{Coded, Kind};
use crate::canvas::in_words;
use crate::canvas::question::{Question, Step};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// The narrowest screen that has blocks side by side.
const WIDE: u16 = 76;
/// The narrowest screen that has a gap between them.
const ROOMY: u16 = 100;

/// How many lines one answer may take beyond its first.
const MORE_LINES: usize = 2;

/// The whole canvas on one page.
#[derive(Debug)]
pub struct CanvasScreen {
    at: usize,
    is_quick: bool,
}

impl CanvasScreen {
    /// The page with the first block chosen.
    pub fn new(is_quick: bool) -> Self {
        Self { at: 1, is_quick }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let last = Step::ALL.len() - 1;
        match command {
            Command::Down | Command::Right | Command::Next | Command::NextStep => {
                self.at = (self.at + 1).min(last);
            }
            Command::Up | Command::Left | Command::Previous | Command::PreviousStep => {
                self.at = self.at.saturating_sub(1);
            }
            Command::First | Command::PageUp => self.at = 0,
            Command::Last | Command::PageDown => self.at = last,
            Command::Digit(digit) => {
                self.at = usize::from(digit.saturating_sub(1)).min(last);
                return self.open(desk);
            }
            Command::Open | Command::Toggle => return self.open(desk),
            Command::Back => return Go::Home,
            Command::Decide => return Go::Decide,
            Command::Settings => return Go::Settings,
            Command::Differences => return Go::Differences,
            Command::Park => return Go::Park,
            Command::QuickLook => {
                self.is_quick = !self.is_quick;
                let question = desk
                    .session
                    .as_ref()
                    .and_then(|s| first_open(&s.canvas, self.is_quick));
                desk.say(
                    "Press Q in the guide to change between the quick look and every question.",
                );
                return question.map_or(Go::Stay, Go::Ask);
            }
            Command::Copy => copy(desk),
            Command::Export => {
                if let Some(session) = &desk.session {
                    let id = session.canvas.id().clone();
                    desk.save_changes(true);
                    desk.wish(super::super::app::Effect::Export(id));
                }
            }
            Command::Undo | Command::Redo => {
                undo(command == Command::Undo, desk);
            }
            _ => {}
        }
        Go::Stay
    }

    /// Opens the first open question of the block, or its first one.
    fn open(&self, desk: &Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        let step = Step::ALL[self.at];
        if step == Step::Decision {
            return Go::Decide;
        }
        let of_step: Vec<&'static Question> = asked(&session.canvas, self.is_quick)
            .into_iter()
            .filter(|question| question.step == step)
            .collect();
        let open = of_step.iter().find(|question| {
            session.canvas.needs(question) && !session.canvas.is_answered(question)
        });
        open.or(of_step.first())
            .map_or(Go::Stay, |question| Go::Ask(question))
    }

    /// Draws the page.
    pub fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Some(session) = &desk.session else { return };
        let partners: Vec<&str> = session
            .canvas
            .partners()
            .filter_map(|partner| partner.line("organisation"))
            .collect();
        let about = match partners.as_slice() {
            [] => String::new(),
            partners => shown(&format!("with {}", partners.join(", "))).into_owned(),
        };
        let body = frame(
            &desk.head(about),
            Scope::Canvas,
            &desk.note,
            area,
            buf,
            &desk.look,
        );
        for (step, card) in Step::ALL.into_iter().zip(self.cards(body, area.width)) {
            draw_card(session, desk, step, step == Step::ALL[self.at], card, buf);
        }
    }

    /// Where each block stands, in the order of the steps.
    fn cards(&self, body: Rect, width: u16) -> Vec<Rect> {
        if width < WIDE {
            return self.stacked(body);
        }
        let gap = u16::from(width >= ROOMY);
        let third = (body.width + gap) / 3;
        let half = (body.width + gap) / 2;
        let cover = if body.height > 24 { 5 } else { 4 };
        let rest = body.height - cover;
        let upper = rest.div_ceil(2);
        let at = |x: u16, y: u16, width: u16, height: u16| Rect {
            x: body.x + x,
            y: body.y + y,
            width,
            height,
        };
        vec![
            at(0, 0, body.width, cover),
            at(0, cover, third - gap, upper),
            at(third, cover, third - gap, upper),
            at(2 * third, cover, body.width - 2 * third, upper),
            at(0, cover + upper, half - gap, rest - upper),
            at(half, cover + upper, body.width - half, rest - upper),
        ]
    }

    /// In one column: the chosen block open, the others as one line.
    fn stacked(&self, body: Rect) -> Vec<Rect> {
        let closed = u16::try_from(Step::ALL.len() - 1).unwrap_or(5);
        let mut y = body.y;
        let heights = (0..Step::ALL.len()).map(|index| {
            if index == self.at {
                body.height.saturating_sub(closed)
            } else {
                1
            }
        });
        heights
            .map(|height| {
                let card = Rect { y, height, ..body };
                y += height;
                card
            })
            .collect()
    }
}

fn draw_card(
    session: &Session,
    desk: &Desk,
    step: Step,
    is_here: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = &desk.look.theme;
    let name = &Wording::shipped().step(step).name;
    let title = if is_here {
        Span::styled(format!("{} {name}", desk.look.glyphs.here), theme.accent)
    } else {
        Span::styled(name, theme.strong)
    };
    let note = match open_count(session, step) {
        0 => Span::styled(desk.look.glyphs.done, theme.good),
        open => Span::styled(format!("{open} open"), theme.soft),
    };
    let edge = if is_here { theme.accent } else { theme.soft };
    if area.height < 3 {
        return draw_closed(title, note, area, buf);
    }
    let inside = panel(title, note, area, edge, buf, &desk.look);
    match step {
        Step::Decision => draw_decision(session, desk, inside, buf),
        Step::Capacity => {
            let used = draw_days(session, desk, inside, buf);
            draw_answers(session, desk, step, below(inside, used), buf);
        }
        _ => draw_answers(session, desk, step, inside, buf),
    }
}

/// A block of which only the title shows.
fn draw_closed(title: Span, note: Span, area: Rect, buf: &mut Buffer) {
    let line = indented(top(area, 1), 2);
    put_right(&note.content, line, buf, note.style);
    put_line(&title.content, line, buf, title.style);
}

fn open_count(session: &Session, step: Step) -> usize {
    let asked = asked(&session.canvas, false);
    let open = asked.iter().filter(|question| {
        question.step == step
            && session.canvas.needs(question)
            && !session.canvas.is_answered(question)
    });
    open.count()
}

/// Each question of a step in a line: what it is called, and the answer as far as it fits. The cover
/// is as wide as the page, and has its questions in two columns.
fn draw_answers(session: &Session, desk: &Desk, step: Step, area: Rect, buf: &mut Buffer) {
    let is_wide = step == Step::Cover && area.width > WIDE - 8;
    let columns = if is_wide { 2 } else { 1 };
    let room = usize::from(area.height) * columns;
    let mut questions: Vec<&Question> = asked(&session.canvas, false)
        .into_iter()
        .filter(|question| question.step == step && question.id != "cover.title")
        .collect();
    // What is answered or needed comes first where not everything fits.
    if questions.len() > room {
        questions.retain(|question| {
            session.canvas.is_answered(question) || session.canvas.needs(question)
        });
    }
    if !is_wide {
        return draw_column(session, desk, &questions, area, buf);
    }
    let width = area.width / 2 - 1;
    let (left, right) =
        questions.split_at(questions.len().div_ceil(2).min(usize::from(area.height)));
    draw_column(session, desk, left, Rect { width, ..area }, buf);
    draw_column(session, desk, right, indented(area, width + 2), buf);
}

fn draw_column(
    session: &Session,
    desk: &Desk,
    questions: &[&Question],
    area: Rect,
    buf: &mut Buffer,
) {
    let look = &desk.look;
    let names = questions
        .iter()
        .map(|question| Wording::shipped().question(question).short.as_str());
    let widest = names.clone().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX);
    // In a narrow block each answer follows its own label.
    let aligned = (widest <= area.width / 2).then_some(widest);
    let room = usize::from(area.height);
    let hidden = questions.len().saturating_sub(room);
    let mut spare = room.saturating_sub(questions.len());
    let mut rest = area;
    for (index, (question, name)) in questions.iter().zip(names).enumerate() {
        if hidden > 0 && index + 1 == room {
            let more = format!("and {} more", hidden + 1);
            put_line(&more, rest, buf, look.theme.soft);
            break;
        }
        let used = put_line(name, rest, buf, look.theme.soft);
        let answer = indented(rest, aligned.unwrap_or(used) + 2);
        let used = draw_answer(session, desk, question, answer, &mut spare, buf);
        rest = below(rest, used);
    }
}

/// Draws one answer over as many lines as are to spare, and returns how many it took.
fn draw_answer(
    session: &Session,
    desk: &Desk,
    question: &Question,
    area: Rect,
    spare: &mut usize,
    buf: &mut Buffer,
) -> u16 {
    let look = &desk.look;
    let mut area = area;
    if question.id == "value.kind"
        && let Some(kind) = session.canvas.kind()
    {
        put_line(look.glyphs.kind(kind), area, buf, look.theme.kind(kind));
        area = indented(area, 2);
    }
    let Some(words) = in_words::answer(&session.canvas, question) else {
        if session.canvas.needs(question) {
            put_line(look.glyphs.open, area, buf, look.theme.soft);
        }
        return 1;
    };
    let text = shown(&words.in_one_line()).into_owned();
    let lines = wrap(&text, area.width);
    let more = lines.len().saturating_sub(1).min(*spare).min(MORE_LINES);
    *spare -= more;
    let last = u16::try_from(more).unwrap_or(0);
    put(&lines[..more].join("\n"), area, buf, look.theme.text);
    put_line(
        &lines[more..].join(" "),
        below(area, last),
        buf,
        look.theme.text,
    );
    last + 1
}

/// The days that it takes, of those that are free.
fn draw_days(session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) -> u16 {
    use super::super::widgets::meter::Meter;
    use crate::canvas::capacity::days_figure;
    let capacity = &session.suggestion.capacity;
    let Some(load) = capacity.load else { return 0 };
    let text = if capacity.usage.is_some() {
        format!(
            "{} of {} days free",
            days_figure(load),
            days_figure(capacity.headroom)
        )
    } else {
        format!("{} days a month", days_figure(load))
    };
    put_line(&text, area, buf, desk.look.theme.strong);
    let promised = crate::portfolio::Promised {
        team: capacity.team,
        promised: capacity.committed - capacity.freed,
        free: capacity.headroom,
        reserve: capacity.team - capacity.usable,
    };
    if area.height < 4 || !promised.is_known() {
        return 1;
    }
    Meter {
        promised: &promised,
        asked: load,
    }
    .draw(top(below(area, 1), 1), buf, &desk.look);
    2
}

fn draw_decision(session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let suggestion = &session.suggestion;
    let mut rest = area;
    if let Some(decided) = crate::canvas::codes::Outcome::from_code(
        session
            .canvas
            .value("decision.choice")
            .and_then(|v| v.as_str())
            .unwrap_or_default(),
    ) {
        let name = &Wording::shipped().outcome(decided).name;
        let text = match session.canvas.date("decision.decided_on") {
            Some(on) => format!("decided: {name}, {}", crate::canvas::when::in_words(on)),
            None => format!("chosen, not recorded: {name}"),
        };
        let used = put(&text, rest, buf, look.theme.strong);
        rest = below(rest, used);
    }
    let text = match sofar::outcome_in_words(suggestion) {
        Some(outcome) => format!("suggested: {outcome}"),
        None if session.canvas.kind() == Some(Kind::None) => {
            "no suggestion: you are not free to say no".into()
        }
        None => "no suggestion yet".into(),
    };
    let used = put(&text, rest, buf, look.theme.accent);
    rest = below(rest, used);
    for finding in sofar::by_weight(suggestion) {
        if rest.height == 0 {
            break;
        }
        let title = &Wording::shipped().check(finding.check).title;
        let used = sofar::put_finding(title, finding, rest, buf, look);
        rest = below(rest, used);
    }
}
