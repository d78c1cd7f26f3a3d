//! Promised days by month, as bars, with what happens in each month.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::spread::{Bar, title_of};
use crate::canvas::capacity::{above, days_figure};
use crate::portfolio::months::{Change, Month, months};
use crate::portfolio::plan::Plan;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top};

const NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Draws the months so that the cursor is in view, and returns how many rows there are.
pub fn draw(plan: &Plan, cursor: usize, area: Rect, buf: &mut Buffer, look: &Look) -> usize {
    let months = months(plan);
    let under = if area.height > 14 { 4 } else { 3 };
    let rows = top(area, area.height.saturating_sub(under));
    let most = months
        .iter()
        .map(Month::promised)
        .fold(plan.team.days, f64::max);
    let first = (cursor + 1).saturating_sub(usize::from(rows.height));
    for ((index, month), row) in months.iter().enumerate().skip(first).zip(rows.rows()) {
        draw_month(plan, month, index == cursor, most, row, buf, look);
    }
    let foot = below(area, rows.height + u16::from(under == 4));
    if let Some(month) = months.get(cursor) {
        put(&in_words(plan, month), foot, buf, look.theme.text);
    }
    usize::from(rows.height)
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
    let events = if row.width > 70 { 26 } else { 12 };
    let bar = Rect {
        width: row.width.saturating_sub(12 + 7 + events),
        ..indented(row, 12)
    };
    let is_over = above(month.promised(), plan.team.usable()) && above(plan.team.days, 0.0);
    Bar {
        days: month.promised(),
        mark: plan.team.usable(),
        most,
        style: if is_over { theme.alarm } else { theme.good },
    }
    .draw(bar, buf, look);
    let figure = Rect {
        width: 6,
        ..indented(row, 12 + bar.width)
    };
    put_right(&days_figure(month.promised()), figure, buf, style);
    let what = indented(row, 12 + bar.width + 8);
    put_line(&changes(month, row.width > 70), what, buf, theme.soft);
}

fn name(month: &Month) -> String {
    let index = usize::try_from(month.day.month() - 1).expect("months count from 1");
    format!("{} {}", NAMES[index], month.day.year())
}

/// What happens, in a few words: `1 starts, 2 end`.
fn changes(month: &Month, is_wide: bool) -> String {
    let counted = Change::ALL.into_iter().filter_map(|change| {
        let count = month.places(change).count();
        let word = match change {
            Change::Starts => ["start", "+"],
            Change::FirstWin => ["first win", "*"],
            Change::BuildUpEnds => ["trust built", "t"],
            Change::Ends => ["end", "-"],
        };
        let counted = match (is_wide, count) {
            (_, 0) => return None,
            (true, 1) => word[0].to_owned(),
            (true, count) => format!("{count} {}", word[0]),
            (false, count) => format!("{}{count}", word[1]),
        };
        Some(counted)
    });
    counted
        .collect::<Vec<_>>()
        .join(if is_wide { ", " } else { " " })
}

/// The month under the cursor, with the names of what happens in it.
fn in_words(plan: &Plan, month: &Month) -> String {
    let days = days_figure;
    let mut text = format!("{}: {} days promised", name(month), days(month.committed));
    if above(month.freed, 0.0) {
        text.push_str(&format!(", {} freed", days(month.freed)));
    }
    if above(plan.team.days, 0.0) {
        text.push_str(&format!(", of {} that may be", days(plan.team.usable())));
    }
    text.push('.');
    for change in Change::ALL {
        let titles: Vec<&str> = month
            .places(change)
            .map(|place| title_of(plan, place))
            .collect();
        if !titles.is_empty() {
            text.push_str(&format!(
                " {}: {}.",
                first_upper(change.word()),
                titles.join(", ")
            ));
        }
    }
    text
}

fn first_upper(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
