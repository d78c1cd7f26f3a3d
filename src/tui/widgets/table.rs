//! A table of answers: headings, rows, and the cell where the planner is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::prose::{indented, put_line};
use crate::canvas::question::Cell;
use crate::tui::grid::{Grid, GridRow};
use crate::tui::theme::Look;

/// Cells between two columns.
const GAP: u16 = 2;
/// The narrowest a column gets before others are cut.
const NARROW: u16 = 6;

/// Where the planner is in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// Draws a table so that the current row is in view, and returns how many rows it took.
pub fn draw(
    grid: &Grid,
    place: Place,
    is_editing: bool,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> u16 {
    if area.height < 2 {
        return 0;
    }
    let inner = indented(area, 2);
    let widths = widths(grid, inner.width, look);
    draw_headings(grid, &widths, inner, buf, look);
    let room = usize::from(area.height - 1);
    let first = place.row.saturating_sub(room.saturating_sub(1));
    let shown = grid.rows.iter().enumerate().skip(first).take(room);
    let mut used = 1;
    for (index, row) in shown {
        let line = Rect {
            y: area.y + used,
            height: 1,
            ..area
        };
        let here = (index == place.row).then_some(place.column);
        if here.is_some() {
            put_line(look.glyphs.here, line, buf, look.theme.accent);
        }
        let line = indented(line, 2);
        if row.is_new && (here.is_none() || !is_editing) {
            put_line("add a row", line, buf, look.theme.soft);
        } else {
            draw_row(grid, row, here, is_editing, &widths, line, buf, look);
        }
        used += 1;
    }
    used
}

fn draw_headings(grid: &Grid, widths: &[u16], area: Rect, buf: &mut Buffer, look: &Look) {
    let labels = grid.columns.iter().map(|column| column.label.as_str());
    let mut x = area.x;
    for (label, width) in grid.names.into_iter().chain(labels).zip(widths) {
        let end = area.x + area.width;
        let cell = Rect {
            x: x.min(end),
            width: (*width).min(end.saturating_sub(x)),
            height: 1,
            ..area
        };
        put_line(label, cell, buf, look.theme.soft);
        x += width + GAP;
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "what a row is drawn from, and where"
)]
fn draw_row(
    grid: &Grid,
    row: &GridRow,
    here: Option<usize>,
    is_editing: bool,
    widths: &[u16],
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let end = area.x + area.width;
    let mut x = area.x;
    let mut widths = widths.iter();
    if grid.names.is_some() {
        let width = widths.next().copied().unwrap_or(0);
        let cell = Rect {
            x,
            width: width.min(end - x),
            ..area
        };
        put_line(&row.name, cell, buf, look.theme.text);
        x += width + GAP;
    }
    for (index, (text, width)) in row.cells.iter().zip(widths).enumerate() {
        let cell = Rect {
            x: x.min(end),
            width: (*width).min(end.saturating_sub(x)),
            ..area
        };
        let style = match here {
            Some(column) if column == index && is_editing => look.theme.accent,
            Some(column) if column == index => look.theme.selected,
            _ => look.theme.text,
        };
        let shown = cell_text(text, grid.columns[index].cell, look);
        let taken = put_line(&shown, cell, buf, style);
        if here == Some(index) {
            buf.set_style(
                Rect {
                    width: cell.width.min(taken.max(3)),
                    ..cell
                },
                style,
            );
        }
        x += width + GAP;
    }
}

fn cell_text(text: &str, cell: Cell, look: &Look) -> String {
    match (cell, text.parse::<u8>()) {
        (Cell::Scale, Ok(score @ 1..=5)) => look.glyphs.score(score),
        _ => text.to_owned(),
    }
}

/// A width for each column, the one with the names first; the widest give way first.
fn widths(grid: &Grid, room: u16, look: &Look) -> Vec<u16> {
    let cells = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
    let mut widths = Vec::new();
    if let Some(heading) = grid.names {
        let names = grid.rows.iter().map(|row| cells(&row.name));
        widths.push(names.max().unwrap_or(0).max(cells(heading)).min(40));
    }
    for (index, column) in grid.columns.iter().enumerate() {
        let texts = grid
            .rows
            .iter()
            .map(|row| cells(&cell_text(&row.cells[index], column.cell, look)));
        widths.push(
            texts
                .max()
                .unwrap_or(0)
                .max(cells(&column.label))
                .clamp(NARROW, 60),
        );
    }
    let gaps = GAP * u16::try_from(widths.len().saturating_sub(1)).unwrap_or(0);
    while widths.iter().sum::<u16>() + gaps > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROW) else {
            break;
        };
        *widest -= 1;
    }
    widths
}
