//! What was promised and what came, check-in by check-in, and what that says: small plots that need no
//! colour.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr as _;

use super::super::keymap::Command;
use super::super::session::Session;
use super::super::theme::Look;
use super::super::widgets::prose::{below, indented, put, put_line, top, wrap};
use super::sofar::MARK;
use crate::canvas::Canvas;
use crate::canvas::capacity::days_figure;
use crate::canvas::checks::Severity;
use crate::canvas::review::Review;
use crate::canvas::review::signals::{Signal, signals};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// Cells of one check-in in a plot of scores: five points, or a month and a year.
const COLUMN: u16 = 9;
/// The fewest rows that plots are drawn in.
const LEAST_PLOT: u16 = 7;

/// What came over time, and how far it is scrolled.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OverTime {
    /// The first signal that is shown.
    signal: usize,
    /// How many of the latest check-ins are out of sight at the right.
    later: usize,
}

impl OverTime {
    /// Scrolls the signals up and down, and the plots to earlier check-ins and back.
    pub(super) fn scroll(&mut self, command: Command, canvas: &Canvas) {
        let last = signals(canvas).len();
        match command {
            Command::Up | Command::PageUp => self.signal = self.signal.saturating_sub(1),
            Command::Down | Command::PageDown => self.signal = (self.signal + 1).min(last),
            Command::First => self.signal = 0,
            Command::Last => self.signal = last,
            Command::Left => self.later += 1,
            Command::Right => self.later = self.later.saturating_sub(1),
            _ => {}
        }
    }

    /// Draws what the reviews say and what came over time; `more` says how to see signals that do not fit.
    pub(super) fn draw(
        &mut self,
        session: &Session,
        more: &str,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let reviews = session.canvas.check_ins();
        let found = signals(&session.canvas);
        let first = self.signal;
        let mut rest = area;
        if first < found.len().max(1) {
            put_line("What the reviews say", rest, buf, look.theme.strong);
            rest = below(rest, 1);
        }
        if found.is_empty() {
            let text = if reviews.is_empty() {
                "Nothing yet: this is the first one."
            } else {
                "Nothing that asks for more than going on."
            };
            rest = below(rest, put(text, rest, buf, look.theme.text));
        }
        let (used, is_cut) = put_signals(found.get(first..).unwrap_or_default(), rest, buf, look);
        let gap = u16::from(first < found.len().max(1));
        rest = below(rest, used);
        if is_cut || (!reviews.is_empty() && rest.height < LEAST_PLOT) {
            let last = below(rest, rest.height.saturating_sub(1));
            put_line(more, last, buf, look.theme.soft);
        } else if !reviews.is_empty() {
            self.draw_plots(session, &reviews, below(rest, gap), buf, look);
        }
    }

    fn draw_plots(
        &mut self,
        session: &Session,
        reviews: &[Review],
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let used = self.draw_scores(session, reviews, area, buf, look);
        let rest = below(area, used);
        let until = &reviews[..reviews.len() - self.later];
        draw_days(until, below(rest, u16::from(rest.height > 3)), buf, look);
    }

    /// Scores over time: what was promised first, then a column for each check-in; returns the rows it took.
    fn draw_scores(
        &mut self,
        session: &Session,
        reviews: &[Review],
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> u16 {
        let grid = Grid::of(area.width);
        // The first column is what stood before all check-ins.
        let window = self.window(reviews.len() + 1, grid.room);
        let head = top(area, 1);
        let hidden = hidden_in_words(window.start, self.later);
        put_line(&hidden, grid.name(head), buf, look.theme.soft);
        for (column, at) in window.clone().enumerate() {
            let month = |at: usize| reviews[at].on.strftime("%b %Y").to_string();
            let words = at.checked_sub(1).map_or("before".into(), month);
            put_line(&words, grid.cell(head, column), buf, look.theme.soft);
        }
        let rows = score_rows(session, reviews);
        // The days, below, have their place before the last partners.
        let fit = usize::from(area.height.saturating_sub(4)).max(1);
        for (row, line) in rows.iter().take(fit).zip(below(area, 1).rows()) {
            put_line(&shown(&row.name), grid.name(line), buf, look.theme.text);
            for (column, at) in window.clone().enumerate() {
                let style = match at {
                    0 => look.theme.soft,
                    _ => look.theme.accent,
                };
                put_score(row.scores[at], grid.cell(line, column), style, buf, look);
            }
        }
        u16::try_from(rows.len().min(fit) + 1).unwrap_or(area.height)
    }

    /// The columns in sight, of so many, where there is room for some.
    fn window(&mut self, count: usize, room: usize) -> Range<usize> {
        self.later = self.later.min(count.saturating_sub(room));
        let end = count - self.later;
        end.saturating_sub(room)..end
    }
}

/// Where names and columns of the plot of scores stand.
struct Grid {
    names: u16,
    /// How many columns there is room for.
    room: usize,
}

impl Grid {
    fn of(width: u16) -> Self {
        let names = (width / 3).clamp(12, 26);
        let room = usize::from(width.saturating_sub(names) / COLUMN).max(1);
        Self { names, room }
    }

    fn name(&self, line: Rect) -> Rect {
        Rect {
            width: self.names - 1,
            ..line
        }
    }

    fn cell(&self, line: Rect, column: usize) -> Rect {
        let column = u16::try_from(column).unwrap_or(0);
        Rect {
            width: COLUMN - 1,
            ..indented(line, self.names + COLUMN * column)
        }
    }
}

/// How many columns are out of sight, at the left and at the right.
fn hidden_in_words(earlier: usize, later: usize) -> String {
    match (earlier, later) {
        (0, 0) => String::new(),
        (earlier, 0) => format!("{earlier} earlier"),
        (0, later) => format!("{later} later"),
        (earlier, later) => format!("{earlier} earlier, {later} later"),
    }
}

/// Draws as many signals as fit whole, the first in any case; returns the rows they took and whether some
/// were left out.
fn put_signals(signals: &[Signal], area: Rect, buf: &mut Buffer, look: &Look) -> (u16, bool) {
    let mut rest = area;
    for (index, signal) in signals.iter().enumerate() {
        // Half a sentence is no reason: what does not fit is told of, not cut.
        if index > 0 && usize::from(rest.height) < lines_of(signal, rest.width) + 1 {
            return (area.height - rest.height, true);
        }
        rest = below(rest, put_signal(signal, rest, buf, look));
    }
    (area.height - rest.height, false)
}

/// How many rows a signal takes.
fn lines_of(signal: &Signal, width: u16) -> usize {
    wrap(&in_a_sentence(signal), width.saturating_sub(MARK)).len()
}

fn in_a_sentence(signal: &Signal) -> String {
    let title = &Wording::shipped().signal(signal.name).title;
    shown(&format!("{title}. {}", signal.message)).into_owned()
}

/// A signal: its mark, its name, and what it says with its reason.
fn put_signal(signal: &Signal, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let (glyph, style) = match signal.severity {
        Severity::Note => (look.glyphs.between, look.theme.soft),
        _ => (look.glyphs.care, look.theme.care),
    };
    put_line(glyph, area, buf, style);
    put(
        &in_a_sentence(signal),
        indented(area, MARK),
        buf,
        look.theme.text,
    )
}

fn put_score(score: Option<u8>, area: Rect, style: Style, buf: &mut Buffer, look: &Look) {
    if let Some(score) = score {
        put_line(&look.glyphs.score(score), area, buf, style);
    }
}

/// A line of the plot of scores: the one from before first, then one for each check-in.
struct ScoreRow {
    name: String,
    scores: Vec<Option<u8>>,
}

fn score_rows(session: &Session, reviews: &[Review]) -> Vec<ScoreRow> {
    let canvas = &session.canvas;
    let worth = reviews.iter().map(|review| review.worth());
    let worth = ScoreRow {
        name: "worth".into(),
        scores: std::iter::once(canvas.scale("value.worth"))
            .chain(worth)
            .collect(),
    };
    let partners = canvas.partners().filter_map(|partner| {
        let (id, organisation) = (partner.id()?, partner.line("organisation")?);
        let scores: Vec<Option<u8>> = reviews.iter().map(|review| review.trust(id)).collect();
        let is_scored = scores.iter().any(Option::is_some);
        // Without a score in any check-in, the partner's own is the one from before.
        let own = || partner.scale("trust").filter(|_| !is_scored);
        let before = canvas.trust_before(id).or_else(own);
        Some(ScoreRow {
            name: format!("trust {organisation}"),
            scores: std::iter::once(before).chain(scores).collect(),
        })
    });
    std::iter::once(worth).chain(partners).collect()
}

/// Days that came as bars, each with a mark where its plan ended.
fn draw_days(reviews: &[Review], area: Rect, buf: &mut Buffer, look: &Look) {
    let counted: Vec<&Review> = reviews
        .iter()
        .filter(|review| review.days_spent().is_some())
        .collect();
    let room = usize::from(area.height.saturating_sub(1));
    let latest = &counted[counted.len().saturating_sub(room)..];
    if latest.is_empty() {
        return;
    }
    let heading = "days a month, planned at the mark";
    let heading = match counted.len() - latest.len() {
        0 => heading.to_owned(),
        hidden => format!("{heading}; {hidden} earlier"),
    };
    put_line(&heading, area, buf, look.theme.soft);
    let all = latest
        .iter()
        .flat_map(|review| [review.days_spent(), review.days_planned()]);
    let most = all.flatten().fold(0.1, f64::max);
    for (review, line) in latest.iter().zip(below(area, 1).rows()) {
        draw_bar(review, most, line, buf, look);
    }
}

fn draw_bar(review: &Review, most: f64, line: Rect, buf: &mut Buffer, look: &Look) {
    let month = review.on.strftime("%b %Y").to_string();
    put_line(&month, line, buf, look.theme.soft);
    let spent = review.days_spent().unwrap_or_default();
    let figures = match review.days_planned() {
        Some(planned) => format!("{} of {}", days_figure(spent), days_figure(planned)),
        None => days_figure(spent),
    };
    let wide = u16::try_from(figures.width()).unwrap_or(12).max(12);
    let bar = Rect {
        width: line.width.saturating_sub(COLUMN + wide + 1).min(40),
        ..indented(line, COLUMN)
    };
    let cells = |days: f64| (days / most * f64::from(bar.width)).round() as u16;
    let (end, mark) = (cells(spent), review.days_planned().map(cells));
    for x in 0..bar.width {
        let (glyph, style) = match x {
            x if Some(x) == mark.map(|mark| mark.min(bar.width - 1)) => {
                (look.glyphs.mark, look.theme.strong)
            }
            x if x < end && mark.is_some_and(|mark| x > mark) => {
                (look.glyphs.asked, look.theme.alarm)
            }
            x if x < end => (look.glyphs.used, look.theme.good),
            _ => (" ", look.theme.soft),
        };
        buf.set_string(bar.x + x, bar.y, glyph, style);
    }
    put_line(
        &figures,
        indented(line, COLUMN + bar.width + 1),
        buf,
        look.theme.text,
    );
}
