//! The questions side by side as a list: the widest gaps first, then step by step.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::super::theme::Look;
use super::super::super::widgets::prose::{indented, put_line, put_right};
use super::ready::{Ready, heading, verdict};
use super::{CompareScreen, Taken};
use crate::canvas::compare::{Compared, Verdict};
use crate::canvas::joint::needs_choice;
use crate::canvas::wording::Wording;

/// A row of the list.
#[derive(Clone, Copy)]
enum Row {
    Blank,
    Heading(&'static str),
    Question(usize),
}

fn rows(ready: &Ready) -> Vec<Row> {
    let mut rows = Vec::new();
    for at in 0..ready.order.len() {
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
                if let Some(compared) = ready.chosen(*at) {
                    draw_row(compared, &screen.taken, *at == chosen, place, buf, look);
                }
            }
        }
    }
    screen.list_offset = offset;
}

fn draw_row(
    compared: &Compared,
    taken: &Taken,
    is_here: bool,
    row: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let mark = match taken.contains_key(compared.question.id) {
        true => look.glyphs.done,
        false if needs_choice(compared) => look.glyphs.open,
        false => " ",
    };
    put_line(mark, indented(row, 2), buf, theme.soft);
    let said = verdict(compared);
    let style = match compared.judged.verdict {
        Verdict::Different => theme.care,
        Verdict::Close => theme.text,
        Verdict::Same | Verdict::OnlyOne | Verdict::NotOpen => theme.soft,
    };
    let name = &Wording::shipped().question(compared.question).short;
    let label = Rect {
        width: row.width.saturating_sub(16),
        ..indented(row, 4)
    };
    let here = if is_here { theme.strong } else { theme.text };
    put_line(name, label, buf, here);
    put_right(&said, row, buf, style);
}
