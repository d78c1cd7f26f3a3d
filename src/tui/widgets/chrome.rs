//! What every screen has: a head line, a bottom line of keys, and a rule under the one and over the
//! other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border::Set;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Padding, Widget as _};
use unicode_width::UnicodeWidthStr;

use super::band::Band;
use super::prose::{below, cut, indented, put_line, put_right, top, wrap};
use crate::tui::keymap::{Command, Hint, Scope, hints};
use crate::tui::talk::{Pressed, Talk};
use crate::tui::theme::Look;

/// The smallest screen that is drawn in full.
pub const LEAST: (u16, u16) = (60, 18);

/// The head line.
#[derive(Debug, Default)]
pub struct Head {
    /// What is shown, at the left.
    pub title: String,
    /// More about it, beside the title.
    pub about: String,
    /// The state of things, at the right.
    pub state: String,
    /// True where the state is something to worry about.
    pub is_alarm: bool,
    /// Where the talk stands, in the present view: it takes the place of the state, unless that is an alarm.
    pub band: Option<Band>,
}

/// Draws head and bottom line, and returns the area between them.
pub fn frame(head: &Head, scope: Scope, area: Rect, buf: &mut Buffer, look: &Look) -> Rect {
    frame_with(head, hints(scope), area, buf, look)
}

/// The same with other hints in the bottom line than all of a scope.
pub fn frame_with(
    head: &Head,
    hints: Vec<Hint>,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> Rect {
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let above = draw_upper(head, inner, buf, look);
    let last = area.y + area.height - 1;
    rule(
        Rect {
            y: last - 1,
            ..inner
        },
        buf,
        look,
    );
    let bottom = Rect {
        y: last,
        height: 1,
        ..inner
    };
    draw_hints(hints, bottom, buf, look);
    Rect {
        y: area.y + above,
        height: area.height - above - 2,
        ..inner
    }
}

/// Draws what stands above the body, and returns how many rows it took.
fn draw_upper(head: &Head, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let Some(band) = &head.band else {
        draw_head(head, area, buf, look);
        rule(below(area, 1), buf, look);
        return 2;
    };
    let about = if head.is_alarm {
        &head.state
    } else {
        &head.about
    };
    band.draw_over(&head.title, about, area, buf, look)
}

/// Where a frame marks what is chosen, in reading order.
pub fn marked(buf: &Buffer, look: &Look) -> Vec<Position> {
    let cells = buf.content.iter().enumerate();
    let marks = cells.filter(|(_, cell)| cell.symbol() == look.glyphs.here);
    let places = marks.map(|(at, _)| Position::from(buf.pos_of(at)));
    places.collect()
}

/// Draws what there is to say, in a row or two above the keys, which it never covers.
pub fn message(note: &str, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = area.width.saturating_sub(4);
    if note.is_empty() {
        return;
    }
    let lines = wrap(note, width);
    let (first, rest) = (&lines[0], lines[1..].join(" "));
    let height = if rest.is_empty() { 1 } else { 2 };
    let room = Rect {
        x: area.x + 2,
        y: area.y + area.height - 1 - height,
        width,
        height,
    };
    clear(room, buf);
    buf.set_style(room, look.theme.text);
    for (line, row) in [first, &rest].into_iter().zip(room.rows()) {
        put_line(line, row, buf, look.theme.accent);
    }
}

/// Names the last commands above the bottom line, at the right, as far as what is said there leaves room.
pub fn pressed(talk: &Talk, note: &str, area: Rect, buf: &mut Buffer, look: &Look) {
    let said = u16::try_from(note.width()).unwrap_or(area.width);
    let mut right = area.width.saturating_sub(2);
    for Pressed { key, name } in talk.pressed().rev() {
        let width = key.width() + 1 + name.width();
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        if (width + 4).saturating_add(said) > right {
            return;
        }
        right -= width;
        let cell = Rect {
            x: area.x + right - 2,
            y: area.y + area.height - 2,
            width: width + 3,
            height: 1,
        };
        put_line(
            &" ".repeat(usize::from(cell.width)),
            cell,
            buf,
            look.theme.text,
        );
        let used = put_line(key, indented(cell, 2), buf, look.theme.strong);
        put_line(name, indented(cell, 3 + used), buf, look.theme.text);
        right = right.saturating_sub(3);
    }
}

fn draw_head(head: &Head, area: Rect, buf: &mut Buffer, look: &Look) {
    let state = if head.is_alarm {
        look.theme.alarm
    } else {
        look.theme.soft
    };
    let room = area.width.saturating_sub(24);
    let shown = cut(&head.state, room);
    let used = u16::try_from(shown.width()).unwrap_or(0);
    put_right(&shown, top(area, 1), buf, state);
    let left = Rect {
        width: area.width.saturating_sub(used + 2),
        height: 1,
        ..area
    };
    let title = put_line(&head.title, left, buf, look.theme.strong);
    if left.width > title + 12 && !head.about.is_empty() {
        let about = Rect {
            x: left.x + title + 3,
            width: left.width - title - 3,
            ..left
        };
        put_line(
            &fitting(&head.about, about.width),
            about,
            buf,
            look.theme.soft,
        );
    }
}

/// As many parts of a text between commas as fit whole, with points where there are more; a first part that
/// does not fit is left to be cut.
fn fitting(about: &str, width: u16) -> String {
    const MORE: &str = ", ...";
    let width = usize::from(width);
    if about.width() <= width {
        return about.to_owned();
    }
    let ends = || about.match_indices(", ").map(|(at, _)| &about[..at]);
    let marked = ends().map(|part| format!("{part}{MORE}"));
    let marked = marked.filter(|part| part.width() <= width).last();
    let bare = || ends().find(|part| part.width() <= width).map(str::to_owned);
    marked.or_else(bare).unwrap_or_else(|| about.to_owned())
}

/// A rule across an area's first row.
pub fn rule(area: Rect, buf: &mut Buffer, look: &Look) {
    let line = look.glyphs.rule.repeat(usize::from(area.width));
    buf.set_stringn(
        area.x,
        area.y,
        line,
        usize::from(area.width),
        look.theme.soft,
    );
}

/// Draws the keys of what lies over a screen in place of the screen's own.
pub fn hints_over(scope: Scope, area: Rect, buf: &mut Buffer, look: &Look) {
    let bottom = Rect {
        x: area.x + 2,
        y: area.y + area.height - 1,
        width: area.width.saturating_sub(4),
        height: 1,
    };
    for column in bottom.columns() {
        buf[(column.x, column.y)].reset();
    }
    buf.set_style(bottom, look.theme.text);
    draw_hints(hints(scope), bottom, buf, look);
}

/// Draws what can be pressed now: of what has no room, the least useful is left out.
pub fn draw_hints(mut hints: Vec<Hint>, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = |hint: &Hint| hint.key.width() + 1 + hint.label.width() + 3;
    // The last hint, which leads out, and the one that leads to all others always stay; of the rest the
    // least useful go first.
    while hints.iter().map(width).sum::<usize>() > usize::from(area.width) + 3 {
        let before_last = &hints[..hints.len().saturating_sub(1)];
        let least = before_last
            .iter()
            .rposition(|hint| hint.command != Command::Help);
        let Some(least) = least else { break };
        hints.remove(least);
    }
    let mut x = area.x;
    for Hint { key, label, .. } in hints {
        let end = area.x + area.width;
        if x >= end {
            break;
        }
        let room = |x: u16| Rect {
            x,
            width: end.saturating_sub(x),
            ..area
        };
        x += put_line(&key, room(x), buf, look.theme.strong) + 1;
        x += put_line(label, room(x.min(end)), buf, look.theme.soft) + 3;
    }
}

/// Draws the notice for a window that is too small.
pub fn too_small(area: Rect, buf: &mut Buffer, look: &Look) {
    let (width, height) = LEAST;
    let text = format!(
        "whytogether needs {width} by {height} cells; this window has {} by {}. Nothing is lost: make it larger.",
        area.width, area.height
    );
    super::prose::put(&text, area, buf, look.theme.text);
}

/// Draws a box over the middle of the screen and returns the area inside.
pub fn overlay(
    title: &str,
    width: u16,
    height: u16,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> Rect {
    let width = width.min(area.width.saturating_sub(2)).max(1);
    let height = height.min(area.height.saturating_sub(2)).max(1);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let outer = Rect {
        x,
        y,
        width,
        height,
    };
    clear(outer, buf);
    buf.set_style(outer, look.theme.text);
    let title = Span::styled(title, look.theme.accent);
    panel(title, Span::default(), outer, look.theme.soft, buf, look)
}

/// Empties an area. A wide letter that begins in the column before it goes as a whole, as a terminal
/// would draw its second half over the area's edge.
fn clear(area: Rect, buf: &mut Buffer) {
    for row in area.rows() {
        for cell in row.columns() {
            buf[(cell.x, cell.y)].reset();
        }
        let before = row.x.checked_sub(1).filter(|x| *x >= buf.area.x);
        if let Some(before) = before.map(|x| &mut buf[(x, row.y)])
            && before.symbol().width() > 1
        {
            before.set_symbol(" ");
        }
    }
}

/// Draws a box with a title in its upper edge at the left and a note at the right, and returns the
/// area inside.
pub fn panel(
    title: Span,
    note: Span,
    area: Rect,
    edge: Style,
    buf: &mut Buffer,
    look: &Look,
) -> Rect {
    let glyphs = look.glyphs;
    let mut block = Block::bordered()
        .border_style(edge)
        .border_set(Set {
            top_left: glyphs.corners[0],
            top_right: glyphs.corners[1],
            bottom_left: glyphs.corners[2],
            bottom_right: glyphs.corners[3],
            vertical_left: glyphs.bar,
            vertical_right: glyphs.bar,
            horizontal_top: glyphs.rule,
            horizontal_bottom: glyphs.rule,
        })
        .padding(Padding::horizontal(1))
        .title_top(spaced(title));
    if !note.content.is_empty() {
        block = block.title_top(spaced(note).right_aligned());
    }
    let inner = block.inner(area);
    block.render(area, buf);
    inner
}

/// A title between blanks; the edge under it does not dim it.
fn spaced(mut span: Span) -> Line {
    let undimmed = Style::new().remove_modifier(Modifier::DIM);
    span.style = undimmed.patch(span.style);
    Line::from(vec![Span::raw(" "), span, Span::raw(" ")])
}

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend as _, TestBackend};

    use super::*;
    use crate::tui::ThemeName;
    use crate::tui::theme::{GlyphSet, Theme};

    /// What a terminal shows after one frame, row by row.
    fn on_a_terminal(buf: &Buffer) -> String {
        let mut terminal = TestBackend::new(buf.area.width, buf.area.height);
        let blank = Buffer::empty(buf.area);
        let cells = blank.diff(buf);
        terminal.draw(cells.into_iter()).expect("in memory");
        terminal.to_string()
    }

    #[test]
    fn a_box_over_wide_letters_has_all_its_edges_wherever_the_letters_begin() {
        let look = Look {
            theme: Theme::named(ThemeName::Mono),
            glyphs: GlyphSet::Lines.glyphs(),
        };
        for shift in ["", "a"] {
            let area = Rect::new(0, 0, 24, 9);
            let mut buf = Buffer::empty(area);
            for row in area.rows() {
                put_line(
                    &format!("{shift}{}", "日".repeat(11)),
                    row,
                    &mut buf,
                    look.theme.text,
                );
            }

            overlay("Box", 11, 5, area, &mut buf, &look);

            let shown = on_a_terminal(&buf);
            let edges = |glyph: &str| shown.matches(glyph).count();
            let corners: Vec<usize> = look.glyphs.corners.iter().map(|one| edges(one)).collect();
            assert_eq!(corners, [1; 4], "{shown}");
            assert_eq!(edges(look.glyphs.bar), 6, "{shown}");
        }
    }

    #[test]
    fn what_stands_beside_the_title_loses_whole_parts_and_no_half_of_a_date() {
        let about = "2 due (d), samples of 23 Nov 2026, more";
        assert_eq!(fitting(about, 40), about);
        assert_eq!(fitting(about, 38), "2 due (d), samples of 23 Nov 2026, ...");
        assert_eq!(fitting(about, 37), "2 due (d), ...");
        assert_eq!(fitting(about, 12), "2 due (d)");
        assert_eq!(
            fitting("Harrowdale Older People's Forum", 12),
            "Harrowdale Older People's Forum"
        );
    }
}
