//! The questions side by side as a list: the widest gaps first, then step by step; below a table the cells
//! that differ.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::CompareScreen;
use super::ready::{Item, Ready, heading};
use crate::canvas::compare::{Compared, Verdict};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{cut, indented, put_line, put_right};

/// A row of the list.
#[derive(Clone, Copy)]
enum Row {
    Blank,
    Heading(&'static str),
    Question(usize),
}

fn rows(ready: &Ready) -> Vec<Row> {
    let mut rows = Vec::new();
    for at in 0..ready.items.len() {
        if let Some(name) = heading(ready, at) {
            rows.extend((at > 0).then_some(Row::Blank));
            rows.push(Row::Heading(name));
        }
        rows.push(Row::Question(at));
    }
    rows
}

/// Draws the list so that the chosen question is in view, with its heading where that has room.
pub fn draw(screen: &mut CompareScreen, area: Rect, buf: &mut Buffer, look: &Look) {
    let (chosen, offset) = (screen.chosen, screen.list_offset);
    let Some(ready) = screen.ready() else { return };
    let rows = rows(ready);
    let room = usize::from(area.height).max(1);
    let is_here = |row: &Row| matches!(row, Row::Question(at) if *at == chosen);
    let here = rows.iter().position(is_here).unwrap_or(0);
    let last = rows.len().saturating_sub(room);
    let upper = if chosen == 0 {
        0
    } else {
        here.saturating_sub(1)
    };
    let offset = offset
        .min(upper)
        .max((here + 2).saturating_sub(room))
        .min(last);
    let in_view = rows.iter().skip(offset).zip(area.rows());
    for (row, place) in in_view {
        match row {
            Row::Blank => {}
            Row::Heading(name) => drop(put_line(name, place, buf, look.theme.soft)),
            Row::Question(at) => {
                if let Some((item, compared)) = ready.item(*at) {
                    let is_settled = ready.is_settled(item, &screen.taken);
                    let state = (is_settled, *at == chosen);
                    draw_row((item, compared), state, place, buf, look);
                }
            }
        }
    }
    screen.list_offset = offset;
}

fn draw_row(
    (item, compared): (&Item, &Compared),
    (is_settled, is_here): (bool, bool),
    row: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let mark = match is_settled {
        true => look.glyphs.done,
        false if item.needs_choice => look.glyphs.open,
        false => " ",
    };
    let question = &Wording::shipped().question(compared.question).short;
    let (indent, name, said, verdict) = match item.cell {
        None => {
            let verdict = compared.judged.verdict;
            (0, question.clone(), compared.verdict_in_words(), verdict)
        }
        Some((row, cell)) => {
            let judged = compared.rows[row].cells[cell].judged;
            let verdict = judged.map_or(Verdict::Same, |judged| judged.verdict);
            let said = verdict.in_words().to_owned();
            (2, shown(&item.called).into_owned(), said, verdict)
        }
    };
    put_line(mark, indented(row, 2 + indent), buf, theme.soft);
    let style = match verdict {
        Verdict::Different => theme.care,
        Verdict::Close => theme.text,
        _ => theme.soft,
    };
    let room = row.width.saturating_sub(said.len() as u16 + 6 + indent);
    let here = if is_here { theme.strong } else { theme.text };
    put_line(&fitting(&name, room), indented(row, 4 + indent), buf, here);
    put_right(&said, row, buf, style);
}

/// `Harrowdale Council: trust` in as much room as there is: the name makes way, the column stays.
fn fitting(name: &str, room: u16) -> String {
    match name.rsplit_once(": ") {
        Some((row, column)) if name.width() > usize::from(room) => {
            let left = room.saturating_sub(column.width() as u16 + 2);
            match left > 6 {
                true => format!("{}: {column}", cut(row, left)),
                false => cut(name, room),
            }
        }
        _ => cut(name, room),
    }
}
