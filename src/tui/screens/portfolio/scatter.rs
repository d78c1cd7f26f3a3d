//! Value against days: one mark for each collaboration; what is under the cursor is named.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list::some_of;
use crate::canvas::capacity::days_with_unit;
use crate::portfolio::filter::{kind_name, state_name};
use crate::portfolio::plan::Ranked;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, cut, indented, put_cut, put_line, put_right, top};

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

/// Where marks may stand: one row for each value, evenly apart, and one for what is not scored.
struct Plot {
    area: Rect,
    bands: u16,
    /// The days at the right end.
    most: f64,
}

impl Plot {
    /// The band of a value: 0 for the highest.
    fn band(&self, worth: Option<u8>) -> u16 {
        worth.map_or(self.bands - 1, |worth| 5 - u16::from(worth.clamp(1, 5)))
    }

    /// The row of a band.
    fn row(&self, band: u16) -> u16 {
        let last = self.area.height.saturating_sub(1);
        (band * last) / (self.bands - 1)
    }

    fn column(&self, days: f64) -> u16 {
        let part = if self.most > 0.0 {
            days / self.most
        } else {
            0.0
        };
        let last = self.area.width.saturating_sub(4);
        2 + (part * f64::from(last)).round() as u16
    }

    fn cell(&self, (x, y): (u16, u16), width: u16) -> Rect {
        Rect {
            x: self.area.x + x,
            y: self.area.y + y,
            width,
            height: 1,
        }
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
    fn of(shown: &[&Ranked], plot: &Plot) -> Self {
        let mut marks = Self {
            cells: HashMap::new(),
            places: Vec::new(),
        };
        for (index, row) in shown.iter().enumerate() {
            let y = plot.row(plot.band(row.summary.worth));
            let place = (plot.column(row.takes), y);
            marks.cells.entry(place).or_default().push(index);
            marks.places.push(place);
        }
        marks
    }
}

/// Draws the plot, and beneath it what the cursor is on.
pub fn draw(shown: &[&Ranked], at: usize, area: Rect, buf: &mut Buffer, look: &Look) {
    let has_unscored = shown.iter().any(|row| row.summary.worth.is_none());
    let bands = if has_unscored { 6 } else { 5 };
    let name = named(shown[at]);
    // The words take what the plot leaves; the axis and its labels share a row where there is little.
    let words = area.height.saturating_sub(bands + 2).clamp(1, 4);
    let outer = top(area, area.height.saturating_sub(words));
    let under = if outer.height >= bands + 2 { 2 } else { 1 };
    if outer.height < bands + under {
        let text = format!("{name} The picture needs more rows: make the window higher.");
        put_cut(&text, area, buf, look.theme.text);
        return;
    }
    let plot = Plot {
        area: Rect {
            height: outer.height - under,
            ..indented(outer, LEFT)
        },
        bands,
        most: shown.iter().map(|row| row.takes).fold(0.0, f64::max),
    };
    draw_axes(&plot, under, outer, buf, look);
    let marks = Marks::of(shown, &plot);
    for (place, indices) in &marks.cells {
        let (glyph, style) = mark(shown, indices, look);
        put_line(&glyph, plot.cell(*place, 1), buf, style);
    }
    let here = marks.places[at];
    let shared = &marks.cells[&here];
    draw_cursor(shown, shared, &plot, here, buf, look);
    let foot = below(area, outer.height);
    let used = put_cut(&name, top(foot, 2), buf, look.theme.text);
    let others: Vec<usize> = shared
        .iter()
        .copied()
        .filter(|index| *index != at)
        .collect();
    if !others.is_empty() {
        let titles = others.iter().map(|index| &*shown[*index].summary.title);
        let text = format!("In the same place, {}: {}", others.len(), some_of(titles));
        put_cut(&text, below(foot, used), buf, look.theme.soft);
    }
}

fn draw_axes(plot: &Plot, under: u16, outer: Rect, buf: &mut Buffer, look: &Look) {
    let soft = look.theme.soft;
    for y in 0..plot.area.height {
        put_line(look.glyphs.bar, plot.cell((0, y), 1), buf, soft);
    }
    for band in 0..plot.bands {
        let label = match band {
            0 => "value 5".into(),
            5 => "unscored".into(),
            band => format!("      {}", 5 - band),
        };
        put_line(&label, below(outer, plot.row(band)), buf, soft);
    }
    let axis = top(below(plot.area, plot.area.height), 1);
    let axis = Rect {
        y: plot.area.y + plot.area.height,
        height: 1,
        ..axis
    };
    let rule = look.glyphs.rule.repeat(usize::from(plot.area.width));
    put_line(&rule, axis, buf, soft);
    let labels = Rect {
        y: axis.y + under - 1,
        ..axis
    };
    put_line("0 days ", labels, buf, soft);
    let most = format!(" {} a month", days_with_unit(plot.most));
    put_right(&most, labels, buf, soft);
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

/// Brackets around the mark, so that it is found without colour.
fn draw_cursor(
    shown: &[&Ranked],
    shared: &[usize],
    plot: &Plot,
    (x, y): (u16, u16),
    buf: &mut Buffer,
    look: &Look,
) {
    let (glyph, _) = mark(shown, shared, look);
    let place = plot.cell((x.saturating_sub(1), y), 3);
    put_line(&format!("[{glyph}]"), place, buf, look.theme.accent);
}

fn named(row: &Ranked) -> String {
    let value = row
        .summary
        .worth
        .map_or("not scored".into(), |worth| format!("value {worth}"));
    let days = match row.load {
        Some(_) if row.is_so_far() => format!("{} a month so far", days_with_unit(row.takes)),
        Some(_) => format!("{} a month", days_with_unit(row.takes)),
        None => "days not known yet".into(),
    };
    let kind = row.summary.kind.map_or("no kind yet", kind_name);
    let fits = match row.is_above {
        Some(true) => ", above the line",
        Some(false) if row.counts => ", live below the line",
        Some(false) => ", below the line",
        None => "",
    };
    format!(
        "{}: {value}, {days}; {kind}, {}{fits}.",
        cut(&row.summary.title, 60),
        state_name(row)
    )
}
