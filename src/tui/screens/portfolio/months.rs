//! Promised days by month, as bars, with what happens in each month.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::list::{first_upper, part_shown, some_of};
use super::seen::Seen;
use super::spread::title_of;
use crate::canvas::capacity::{above, days_figure, days_with_unit};
use crate::portfolio::given;
use crate::portfolio::months::{Change, Month};
use crate::portfolio::plan::Plan;
use crate::tui::theme::Look;
use crate::tui::widgets::meter::Bar;
use crate::tui::widgets::prose::{below, indented, put_cut, put_line, put_right, top};

const NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
/// Cells for the cursor and the name of a month.
const NAME: u16 = 12;
/// Cells for the days.
const FIGURE: u16 = 6;

/// Draws the months so that the cursor is in view, and returns how many rows there are.
pub fn draw(seen: &Seen, cursor: usize, area: Rect, buf: &mut Buffer, look: &Look) -> usize {
    let (plan, months) = (seen.through(), seen.months());
    let under = under(area.height, months.len());
    let rows = top(below(area, 1), area.height.saturating_sub(under + 1));
    let most = months.iter().map(Month::promised);
    let most = most.fold(plan.team.days, f64::max);
    let room = usize::from(rows.height);
    let first = (cursor + 1).saturating_sub(room);
    draw_headings(
        &part_shown(first, room, months.len()),
        plan,
        area,
        buf,
        look,
    );
    for ((index, month), row) in months.iter().enumerate().skip(first).zip(rows.rows()) {
        draw_month(plan, month, index == cursor, most, row, buf, look);
    }
    let foot = below(area, 1 + rows.height + u16::from(under > 2));
    if let Some(month) = months.get(cursor) {
        put_cut(&in_words(plan, month), foot, buf, look.theme.text);
    }
    room
}

/// How many rows the words under the list take: fewer where all months then have room.
fn under(height: u16, months: usize) -> u16 {
    let list = 1 + u16::try_from(months).unwrap_or(u16::MAX);
    match height.checked_sub(list) {
        Some(left @ 2..) => left.min(4),
        _ if height > 14 => 3,
        _ => 2,
    }
}

/// Where the bar stands in a row, and what happens after it.
fn bar_and_events(row: Rect) -> (Rect, Rect) {
    let events = if row.width > 70 { 26 } else { 18 };
    let bar = Rect {
        width: row.width.saturating_sub(NAME + FIGURE + 2 + events),
        ..indented(row, NAME)
    };
    (bar, indented(row, NAME + bar.width + FIGURE + 2))
}

fn draw_headings(part: &str, plan: &Plan, area: Rect, buf: &mut Buffer, look: &Look) {
    let row = top(area, 1);
    let (bar, events) = bar_and_events(row);
    let limit = match above(plan.team.days, 0.0) {
        true => format!(
            "{} {} may be",
            look.glyphs.mark,
            days_figure(plan.team.usable())
        ),
        false => String::new(),
    };
    put_line(&limit, bar, buf, look.theme.soft);
    let figure = Rect {
        width: FIGURE,
        ..indented(row, NAME + bar.width)
    };
    put_right("days", figure, buf, look.theme.soft);
    let text = if part.is_empty() {
        "what happens"
    } else {
        part
    };
    put_line(text, events, buf, look.theme.soft);
}

fn draw_month(
    plan: &Plan,
    month: &Month,
    is_here: bool,
    most: f64,
    row: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let style = if is_here { theme.strong } else { theme.text };
    put_line(&name(month), indented(row, 2), buf, style);
    let (bar, events) = bar_and_events(row);
    Bar {
        days: month.promised(),
        asked: 0.0,
        limit: plan.team.usable(),
        most,
        style: theme.good,
    }
    .draw(bar, buf, look);
    let figure = Rect {
        width: FIGURE,
        ..indented(row, NAME + bar.width)
    };
    put_right(&days_figure(month.promised().max(0.0)), figure, buf, style);
    put_line(&changes(month), events, buf, theme.soft);
}

/// `Nov 2026`.
pub fn name(month: &Month) -> String {
    let index = usize::try_from(month.day.month() - 1).expect("months count from 1");
    format!("{} {}", NAMES[index], month.day.year())
}

/// What happens, in a few words: `start, 2 end`.
fn changes(month: &Month) -> String {
    let counted = Change::ALL.into_iter().filter_map(|change| {
        let word = match change {
            Change::Starts => "start",
            Change::FirstWin => "win",
            Change::BuildUpEnds => "built",
            Change::Ends => "end",
        };
        match month.places(change).count() {
            0 => None,
            1 => Some(word.to_owned()),
            count => Some(format!("{count} {word}")),
        }
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// The month under the cursor, with the names of what happens in it.
fn in_words(plan: &Plan, month: &Month) -> String {
    let promised = given(month.promised(), month.freed);
    let mut text = format!("{}: {promised}", name(month));
    if above(plan.team.days, 0.0) {
        let usable = days_with_unit(plan.team.usable());
        text.push_str(&format!(", of {usable} that may be"));
    }
    text.push('.');
    for change in Change::ALL {
        let places: Vec<usize> = month.places(change).collect();
        if !places.is_empty() {
            let titles = some_of(places.iter().map(|place| title_of(plan, *place)));
            text.push_str(&format!(" {}: {titles}.", first_upper(change.word())));
        }
    }
    text
}
