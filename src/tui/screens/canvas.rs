//! The whole canvas on one page: every block opens its questions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::session::Session;
use super::super::widgets::chrome::frame;
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
        let third = body.width / 3;
        let half = body.width / 2;
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
            at(0, cover, third, upper),
            at(third, cover, third, upper),
            at(2 * third, cover, body.width - 2 * third, upper),
            at(0, cover + upper, half, rest - upper),
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
    let look = &desk.look;
    let gap = u16::from(area.height > 8);
    let area = Rect {
        width: area.width.saturating_sub(2),
        height: area.height - gap,
        ..area
    };
    let name = &Wording::shipped().step(step).name;
    let title = top(area, 1);
    let glyph = if is_here { look.glyphs.here } else { " " };
    put_line(glyph, title, buf, look.theme.accent);
    let style = if is_here {
        look.theme.accent
    } else {
        look.theme.strong
    };
    let used = put_line(name, indented(title, 2), buf, style);
    let rule_from = used + 3;
    let line = indented(title, rule_from);
    super::super::widgets::chrome::rule(line, buf, look);
    let open = open_count(session, step);
    if open > 0 {
        put_right(&format!(" {open} open"), title, buf, look.theme.soft);
    } else {
        put_right(
            &format!(" {}", look.glyphs.done),
            title,
            buf,
            look.theme.good,
        );
    }
    let inside = indented(below(area, 1), 2);
    match step {
        Step::Decision => draw_decision(session, desk, inside, buf),
        Step::Capacity => {
            let used = draw_days(session, desk, inside, buf);
            draw_answers(session, desk, step, below(inside, used), buf);
        }
        _ => draw_answers(session, desk, step, inside, buf),
    }
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

/// Each question of a step in a line: what it is called, and the answer as far as it fits.
fn draw_answers(session: &Session, desk: &Desk, step: Step, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let asked = asked(&session.canvas, false);
    let mut of_step: Vec<&Question> = asked
        .into_iter()
        .filter(|question| question.step == step && question.id != "cover.title")
        .collect();
    // What is answered or needed comes first where not everything fits.
    if of_step.len() > usize::from(area.height) {
        of_step.retain(|question| {
            session.canvas.is_answered(question) || session.canvas.needs(question)
        });
    }
    let label = of_step
        .iter()
        .map(|q| Wording::shipped().question(q).short.width())
        .max()
        .unwrap_or(0);
    let label = u16::try_from(label).unwrap_or(16).min(area.width / 2);
    let room = usize::from(area.height);
    let hidden = of_step.len().saturating_sub(room);
    let mut spare = room.saturating_sub(of_step.len());
    let mut rest = area;
    for (index, question) in of_step.iter().enumerate() {
        if hidden > 0 && index + 1 == room {
            put_line(
                &format!("and {} more", hidden + 1),
                rest,
                buf,
                look.theme.soft,
            );
            break;
        }
        let name = Rect {
            width: label,
            ..rest
        };
        put_line(
            &Wording::shipped().question(question).short,
            name,
            buf,
            look.theme.soft,
        );
        let answer = indented(rest, label + 2);
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
