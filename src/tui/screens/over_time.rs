//! What was promised and what came, check-in by check-in, and what that says: small plots that need no
//! colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr as _;

use super::super::session::Session;
use super::super::theme::Look;
use super::super::widgets::prose::{below, indented, put, put_line, top, wrap};
use super::sofar::MARK;
use crate::canvas::capacity::days_figure;
use crate::canvas::checks::Severity;
use crate::canvas::review::Review;
use crate::canvas::review::signals::{Signal, signals};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

/// Cells of one check-in in a plot of scores: five points, or a month and a year.
const COLUMN: u16 = 8;
/// The fewest rows that plots are drawn in.
const LEAST_PLOT: u16 = 7;

/// Draws what the reviews say, from one of their signals on, and what came over time; `more` says how to
/// see what does not fit.
pub(super) fn draw(
    session: &Session,
    (first, more): (usize, &str),
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let reviews = session.canvas.check_ins();
    let found = signals(&session.canvas);
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
        put_line(
            more,
            below(rest, rest.height.saturating_sub(1)),
            buf,
            look.theme.soft,
        );
    } else if !reviews.is_empty() {
        draw_plots(session, &reviews, below(rest, gap), buf, look);
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

fn draw_plots(session: &Session, reviews: &[Review], area: Rect, buf: &mut Buffer, look: &Look) {
    let rest = below(area, draw_scores(session, reviews, area, buf, look));
    draw_days(reviews, below(rest, u16::from(rest.height > 3)), buf, look);
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

/// Scores over time: what was promised first, then a column for each check-in; returns the rows it took.
fn draw_scores(
    session: &Session,
    reviews: &[Review],
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> u16 {
    let names = (area.width / 3).clamp(12, 26);
    let room = usize::from(area.width.saturating_sub(names) / COLUMN).saturating_sub(1);
    let latest = &reviews[reviews.len().saturating_sub(room)..];
    let cell = |line: Rect, column: usize| Rect {
        width: COLUMN - 1,
        ..indented(line, names + COLUMN * u16::try_from(column).unwrap_or(0))
    };
    put_line("before", cell(top(area, 1), 0), buf, look.theme.soft);
    for (index, review) in latest.iter().enumerate() {
        let month = review.on.strftime("%b %y").to_string();
        put_line(&month, cell(top(area, 1), index + 1), buf, look.theme.soft);
    }
    let rows = score_rows(session, latest);
    // The days, below, have their place before the last partners.
    let fit = usize::from(area.height.saturating_sub(4)).max(1);
    for (row, line) in rows.iter().take(fit).zip(below(area, 1).rows()) {
        let name = Rect {
            width: names - 1,
            ..line
        };
        put_line(&shown(&row.name), name, buf, look.theme.text);
        put_score(row.before, cell(line, 0), look.theme.soft, buf, look);
        for (index, score) in row.scores.iter().enumerate() {
            put_score(*score, cell(line, index + 1), look.theme.accent, buf, look);
        }
    }
    u16::try_from(rows.len().min(fit) + 1).unwrap_or(area.height)
}

fn put_score(score: Option<u8>, area: Rect, style: Style, buf: &mut Buffer, look: &Look) {
    if let Some(score) = score {
        put_line(&look.glyphs.score(score), area, buf, style);
    }
}

/// A line of the plot of scores.
struct ScoreRow {
    name: String,
    before: Option<u8>,
    scores: Vec<Option<u8>>,
}

fn score_rows(session: &Session, reviews: &[Review]) -> Vec<ScoreRow> {
    let canvas = &session.canvas;
    let worth = ScoreRow {
        name: "worth".into(),
        before: canvas.scale("value.worth"),
        scores: reviews.iter().map(|review| review.worth()).collect(),
    };
    let partners = canvas.partners().filter_map(|partner| {
        let (id, organisation) = (partner.id()?, partner.line("organisation")?);
        let scores: Vec<Option<u8>> = reviews.iter().map(|review| review.trust(id)).collect();
        let is_scored = scores.iter().any(Option::is_some);
        Some(ScoreRow {
            name: format!("trust {organisation}"),
            // Without a score in a check-in, the partner's own is the one from before.
            before: canvas
                .trust_before(id)
                .or_else(|| partner.scale("trust").filter(|_| !is_scored)),
            scores,
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
    put_line(
        "days a month, planned at the mark",
        area,
        buf,
        look.theme.soft,
    );
    let all = latest
        .iter()
        .flat_map(|review| [review.days_spent(), review.days_planned()]);
    let most = all.flatten().fold(0.1, f64::max);
    for (review, line) in latest.iter().zip(below(area, 1).rows()) {
        draw_bar(review, most, line, buf, look);
    }
}

fn draw_bar(review: &Review, most: f64, line: Rect, buf: &mut Buffer, look: &Look) {
    let month = review.on.strftime("%b %y").to_string();
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
