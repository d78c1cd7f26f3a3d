//! Value against days: one mark for each collaboration; what is under the cursor is named.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list;
use crate::canvas::capacity::days_figure;
use crate::portfolio::filter::kind_name;
use crate::portfolio::plan::{Plan, Ranked};
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, cut, indented, put, put_line, put_right, top};

/// Cells at the left for what the bands are called.
const LEFT: u16 = 10;

/// Which one is nearest in a direction: `days` -1 for fewer, `value` 1 for more; the same where none is.
pub fn toward(shown: &[&Ranked], at: usize, days: i8, value: i8) -> usize {
    let Some(here) = shown.get(at) else { return 0 };
    let key = |index: usize| (shown[index].takes, index);
    let is_before = |a: usize, b: usize| {
        let ((a_days, a), (b_days, b)) = (key(a), key(b));
        a_days.total_cmp(&b_days).then(a.cmp(&b)).is_lt()
    };
    let all = 0..shown.len();
    let nearest = match (days, value) {
        (1, _) => all
            .filter(|one| is_before(at, *one))
            .min_by(|a, b| by(is_before(*a, *b))),
        (-1, _) => all
            .filter(|one| is_before(*one, at))
            .max_by(|a, b| by(is_before(*a, *b))),
        _ => {
            let band = |row: &Ranked| i16::from(row.summary.worth.unwrap_or(0));
            let far = |row: &Ranked| i16::from(value) * (band(row) - band(here));
            let candidates = all.filter(|one| far(shown[*one]) > 0);
            candidates.min_by(|a, b| {
                let (a, b) = (shown[*a], shown[*b]);
                let beside = |row: &Ranked| (row.takes - here.takes).abs();
                far(a).cmp(&far(b)).then(beside(a).total_cmp(&beside(b)))
            })
        }
    };
    nearest.unwrap_or(at)
}

fn by(is_less: bool) -> std::cmp::Ordering {
    if is_less {
        std::cmp::Ordering::Less
    } else {
        std::cmp::Ordering::Greater
    }
}

/// Where each collaboration has its mark.
struct Marks {
    /// By column and row, the indices of those that share the cell.
    cells: HashMap<(u16, u16), Vec<usize>>,
    /// The cell of each.
    places: Vec<(u16, u16)>,
}

impl Marks {
    fn of(shown: &[&Ranked], most: f64, plot: Rect, bands: u16) -> Self {
        let mut marks = Self {
            cells: HashMap::new(),
            places: Vec::new(),
        };
        let height = (plot.height / bands).max(1);
        for (index, row) in shown.iter().enumerate() {
            let part = if most > 0.0 { row.takes / most } else { 0.0 };
            let last = plot.width.saturating_sub(3);
            let x = 1 + (part * f64::from(last)).round() as u16;
            let band = row
                .summary
                .worth
                .map_or(5, |worth| 5 - u16::from(worth.clamp(1, 5)));
            let upper = (band.min(bands - 1) * height).min(plot.height.saturating_sub(1));
            // A free row of its band, so that marks of like days do not hide each other.
            let middle = upper + height / 2;
            let mut rows: Vec<u16> = (upper..upper + height).collect();
            rows.sort_by_key(|y| y.abs_diff(middle));
            let mut free = rows.into_iter();
            let free = free.find(|y| !marks.cells.contains_key(&(x, *y)));
            let place = (x, free.unwrap_or(middle));
            marks.cells.entry(place).or_default().push(index);
            marks.places.push(place);
        }
        marks
    }
}

/// Draws the plot, and beneath it what the cursor is on.
pub fn draw(plan: &Plan, shown: &[&Ranked], at: usize, area: Rect, buf: &mut Buffer, look: &Look) {
    let under = 4.min(area.height / 3);
    let outer = top(area, area.height.saturating_sub(under));
    let has_unscored = shown.iter().any(|row| row.summary.worth.is_none());
    let bands = if has_unscored { 6 } else { 5 };
    let plot = Rect {
        height: outer.height.saturating_sub(2),
        ..indented(outer, LEFT)
    };
    let most = shown.iter().map(|row| row.takes).fold(0.0, f64::max);
    draw_axes(plot, outer, bands, most, buf, look);
    let marks = Marks::of(shown, most, plot, bands);
    for ((x, y), indices) in &marks.cells {
        let (glyph, style) = mark(shown, indices, look);
        let cell = Rect {
            x: plot.x + x,
            y: plot.y + y,
            width: 1,
            height: 1,
        };
        if *y < plot.height {
            put_line(&glyph, cell, buf, style);
        }
    }
    let here = marks.places[at];
    let shared = &marks.cells[&here];
    if here.1 < plot.height {
        draw_cursor(shown, at, shared, plot, here, buf, look);
    }
    let foot = below(outer, outer.height);
    let foot = Rect {
        height: area.height - outer.height,
        ..foot
    };
    let used = put(&named(plan, shown[at]), foot, buf, look.theme.text);
    let others = shared.iter().filter(|index| **index != at);
    let others: Vec<&str> = others.map(|index| &*shown[*index].summary.title).collect();
    if !others.is_empty() {
        let text = format!("In the same place: {}", others.join(", "));
        put_line(&text, below(foot, used), buf, look.theme.soft);
    }
}

fn draw_axes(plot: Rect, outer: Rect, bands: u16, most: f64, buf: &mut Buffer, look: &Look) {
    let height = (plot.height / bands).max(1);
    for y in 0..plot.height {
        let cell = Rect {
            width: 1,
            height: 1,
            y: plot.y + y,
            ..plot
        };
        put_line(look.glyphs.bar, cell, buf, look.theme.soft);
    }
    for band in 0..bands {
        let y = band * height + height / 2;
        let label = match band {
            0 => "value 5".into(),
            5 => "unscored".into(),
            band => format!("      {}", 5 - band),
        };
        if y < plot.height {
            put_line(
                &label,
                below(top(outer, outer.height), y),
                buf,
                look.theme.soft,
            );
        }
    }
    let axis = below(plot, plot.height);
    let axis = Rect { height: 1, ..axis };
    put_line(
        &look.glyphs.rule.repeat(usize::from(plot.width)),
        axis,
        buf,
        look.theme.soft,
    );
    let labels = Rect {
        y: axis.y + 1,
        ..axis
    };
    put_line("0 days", labels, buf, look.theme.soft);
    put_right(
        &format!("{} days a month", days_figure(most)),
        labels,
        buf,
        look.theme.soft,
    );
}

/// The glyph of a cell: the kind of the only one there, or how many there are.
fn mark(shown: &[&Ranked], indices: &[usize], look: &Look) -> (String, Style) {
    match indices {
        [one] => match shown[*one].summary.kind {
            Some(kind) => (look.glyphs.kind(kind).to_owned(), look.theme.kind(kind)),
            None => (look.glyphs.open.to_owned(), look.theme.text),
        },
        several if several.len() < 10 => (several.len().to_string(), look.theme.strong),
        _ => ("+".into(), look.theme.strong),
    }
}

/// Brackets around the mark, so that it is found without colour; it shows the kind of the one chosen.
fn draw_cursor(
    shown: &[&Ranked],
    at: usize,
    shared: &[usize],
    plot: Rect,
    (x, y): (u16, u16),
    buf: &mut Buffer,
    look: &Look,
) {
    let (glyph, _) = mark(
        shown,
        if shared.len() > 1 {
            shared
        } else {
            std::slice::from_ref(&at)
        },
        look,
    );
    let place = Rect {
        x: plot.x + x.saturating_sub(1),
        y: plot.y + y,
        width: 3,
        height: 1,
    };
    put_line(&format!("[{glyph}]"), place, buf, look.theme.accent);
}

fn named(plan: &Plan, row: &Ranked) -> String {
    let value = row
        .summary
        .worth
        .map_or("not scored".into(), |worth| format!("value {worth}"));
    let days = match row.load {
        Some(_) => format!("{} days a month", days_figure(row.takes)),
        None => "days not known yet".into(),
    };
    let kind = row.summary.kind.map_or("no kind yet", kind_name);
    let fits = match (row.is_above, plan.line.is_some()) {
        (Some(true), _) => ", above the line",
        (Some(false), _) => ", below the line",
        _ => "",
    };
    format!(
        "{}: {value}, {days}; {kind}, {}{fits}.",
        cut(&row.summary.title, 60),
        list::state(row)
    )
}
