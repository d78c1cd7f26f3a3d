//! How a check-in looks: the form with last time's answers, the question, what came over time.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::over_time::OverTime;
use super::{Line, ReviewScreen, lines};
use crate::canvas::Canvas;
use crate::canvas::answer::cell_of;
use crate::canvas::question::Cell;
use crate::canvas::review::Review;
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::editor::{Editor, not_an_answer_yet};
use crate::tui::session::Session;
use crate::tui::target::{Target, shown as in_words};
use crate::tui::theme::Look;
use crate::tui::widgets::chrome::{frame, rule};
use crate::tui::widgets::prose::{below, indented, put, put_line, top};

/// The narrowest screen that has the form and what came over time side by side.
const WIDE: u16 = 110;
/// How wide what came over time is beside the form.
const BESIDE: u16 = 46;
/// How many rows the question takes that is being answered.
const ASKED: u16 = 9;

impl ReviewScreen {
    /// Draws the screen and returns where the cursor is, in a field.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        let about = format!("review, {}", when::in_words(self.check_in.on));
        let look = &desk.look;
        let body = frame(&desk.head(about), self.scope(), area, buf, look);
        if self.shows_time {
            self.time.draw(session, "down for more", body, buf, look);
            return None;
        }
        let (form, beside) = if body.width >= WIDE {
            let width = body.width - BESIDE - 2;
            (Rect { width, ..body }, indented(body, width + 2))
        } else {
            (body, Rect::ZERO)
        };
        OverTime::default().draw(session, "o for more", beside, buf, look);
        let lower = (body.height / 2).max(ASKED);
        let upper = top(form, form.height.saturating_sub(lower));
        let canvas = self.shown_canvas(session);
        let lines = lines(&canvas, self.check_in);
        self.at.line = self.at.line.min(lines.len().saturating_sub(1));
        self.draw_form(session, &canvas, &lines, upper, buf, look);
        let rest = below(form, upper.height);
        rule(top(rest, 1), buf, look);
        let line = lines.get(self.at.line)?;
        self.draw_question(session, line, below(rest, 1), buf, look)
    }

    fn draw_form(
        &mut self,
        session: &Session,
        canvas: &Canvas,
        lines: &[Line],
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let columns = Columns::of(area);
        let earlier = session.canvas.check_ins();
        let before = earlier
            .iter()
            .rev()
            .find(|review| review.on < self.check_in.on);
        let last_time = before.map_or("last time".into(), |review| when::in_words(review.on));
        put_line("today", top(columns.now, 1), buf, look.theme.soft);
        put_line(&last_time, top(columns.before, 1), buf, look.theme.soft);
        let room = usize::from(area.height.saturating_sub(1)).max(1);
        self.offset = self
            .offset
            .min(self.at.line)
            .max((self.at.line + 1).saturating_sub(room));
        let shown = lines.iter().enumerate().skip(self.offset);
        for ((index, line), row) in shown.zip(below(area, 1).rows()) {
            let is_here = index == self.at.line;
            let style = if is_here {
                put_line(look.glyphs.here, row, buf, look.theme.accent);
                look.theme.strong
            } else {
                look.theme.text
            };
            let now = self.answer(session, canvas, line, look);
            let past = before.map(|review| past(line, *review, look));
            for (text, column, style) in [
                (label(line), columns.label, style),
                (now, columns.now, style),
                (past.unwrap_or_default(), columns.before, look.theme.soft),
            ] {
                let cell = Rect {
                    y: row.y,
                    height: 1,
                    ..column
                };
                put_line(&in_one_line(&text), cell, buf, style);
            }
        }
    }

    /// Today's answer of a line, in a few words.
    fn answer(&self, session: &Session, canvas: &Canvas, line: &Line, look: &Look) -> String {
        let question = line.slot.question();
        let cells = (0..line.columns()).map(|column| {
            let target = line.target(self.check_in, column);
            let cell = target.cell(question);
            if let Some(text) = session.unfinished.get(&target.key(question)) {
                return format!("{text} ?");
            }
            let value = target.value(canvas, question);
            points(in_words(question, cell, value), cell, look)
        });
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        match (&line.kept, cells.is_empty()) {
            (Some(None), true) => "add a row".into(),
            _ => cells.join(", "),
        }
    }

    fn draw_question(
        &self,
        session: &Session,
        line: &Line,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> Option<Position> {
        let question = line.slot.question();
        let words = Wording::shipped().question(question);
        let target = line.target(self.check_in, self.at.column);
        let ask = match (&target, &line.slot.of) {
            (Target::Kept { column, .. }, _) => {
                Wording::shipped().column(question, column).ask.clone()
            }
            (_, Some(whom)) => format!("{}: {}", whom.name, words.label),
            _ => words.label.clone(),
        };
        let used = put(&shown(&ask), area, buf, look.theme.strong);
        let mut rest = below(area, used);
        let is_list = matches!(target.cell(question), Cell::Scale | Cell::Choice(_));
        if rest.height > 6 || !is_list {
            let used = put(&words.hint, rest, buf, look.theme.soft);
            rest = below(rest, used + u16::from(rest.height > 9));
        }
        match &self.editor {
            Some(editor) => self.draw_editor(session, line, editor, rest, buf, look),
            None => {
                let value = target.value(&session.canvas, question);
                let text = value.filter(|_| line.slot.is_text());
                let text = text.and_then(|text| text.as_str());
                let text = text.unwrap_or("Press enter to answer.");
                let (text, style) = match not_an_answer_yet(session, question, &target) {
                    Some(said) => (said, look.theme.alarm),
                    None => (shown_lines(text).into_owned(), look.theme.text),
                };
                put(&text, indented(rest, 2), buf, style);
                None
            }
        }
    }

    /// The editor, with the text of last time under it.
    fn draw_editor(
        &self,
        session: &Session,
        line: &Line,
        editor: &Editor,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> Option<Position> {
        let before = last_text(session, line, self.check_in.on).filter(|_| area.height > 4);
        let Some((on, text)) = before else {
            return editor.draw(session, indented(area, 2), buf, look);
        };
        let room = area.height / 2 + 1;
        let text = format!("{}: {text}", when::in_words(on));
        let under = indented(below(area, room), 2);
        put(&shown_lines(&text), under, buf, look.theme.soft);
        editor.draw(session, indented(top(area, room), 2), buf, look)
    }
}

/// The text that an earlier check-in has here.
fn last_text(
    session: &Session,
    line: &Line,
    today: jiff::civil::Date,
) -> Option<(jiff::civil::Date, String)> {
    if !line.slot.is_text() {
        return None;
    }
    let reviews = session.canvas.check_ins();
    let mut earlier = reviews.iter().rev().filter(|review| review.on < today);
    earlier.find_map(|review| {
        let text = line.slot.value(*review)?.as_str()?;
        Some((review.on, text.to_owned()))
    })
}

fn label(line: &Line) -> String {
    let words = Wording::shipped().question(line.slot.question());
    match &line.slot.of {
        Some(whom) => shown(&format!("{}, {}", words.short, whom.name)).into_owned(),
        None => words.short.clone(),
    }
}

/// What an earlier check-in has in a line; rows that were kept stand in the first row only.
fn past(line: &Line, review: Review, look: &Look) -> String {
    let question = line.slot.question();
    let Some(cell) = cell_of(question) else {
        let rows = review.kept().filter_map(|row| {
            let item = row.line("item")?;
            Some(match row.line("choice") {
                Some(choice) => format!("{item} ({choice})"),
                None => item.to_owned(),
            })
        });
        let is_last = line.kept == Some(None);
        return if is_last {
            rows.collect::<Vec<_>>().join("; ")
        } else {
            String::new()
        };
    };
    points(
        in_words(question, cell, line.slot.value(review)),
        cell,
        look,
    )
}

/// A score as points, with its figure beside it.
fn points(text: String, cell: Cell, look: &Look) -> String {
    match (cell, text.parse::<u8>()) {
        (Cell::Scale, Ok(score @ 1..=5)) => format!("{} {score}", look.glyphs.score(score)),
        _ => text,
    }
}

fn in_one_line(text: &str) -> String {
    shown(text).replace('\n', " ")
}

/// Where the columns of the form stand.
struct Columns {
    label: Rect,
    now: Rect,
    before: Rect,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let inner = indented(area, 2);
        let label = (inner.width * 2 / 5).min(34);
        let now = (inner.width - label) / 2;
        let at = |x: u16, width: u16| Rect {
            width: width.saturating_sub(2),
            ..indented(inner, x)
        };
        Self {
            label: at(0, label),
            now: at(label, now),
            before: at(label + now, inner.width - label - now),
        }
    }
}
