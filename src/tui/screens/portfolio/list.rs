//! The order, with the line drawn in it, and what has no place in it below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use crate::canvas::capacity::{days_figure, figures_of};
use crate::portfolio::filter::{kind_name, state_name};
use crate::portfolio::next;
use crate::portfolio::plan::{Plan, Ranked};
use crate::portfolio::why;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, cut, indented, put_cut, put_line, put_right, top};

/// A row of the list.
enum Item {
    Canvas(usize),
    TheLine,
    Beside,
}

/// Draws the list so that the cursor is in view, and returns how many rows it has.
pub fn draw(
    plan: &Plan,
    shown: &[&Ranked],
    at: usize,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
) -> usize {
    let under = if area.height > 12 { 5 } else { 4 };
    let height = area.height.saturating_sub(under).max(2);
    let rows = top(below(area, 1), height - 1);
    let items = items(plan, shown);
    let is_here = |item: &Item| matches!(item, Item::Canvas(index) if *index == at);
    let here = items.iter().position(is_here).unwrap_or(0);
    let room = usize::from(rows.height);
    let first = (here + 1).saturating_sub(room);
    let columns = Columns::of(area, plan.ranked.len());
    let part = canvases_shown(&items, first, room);
    draw_headings(&columns, &part, area, buf, look);
    for (item, row) in items.iter().skip(first).zip(rows.rows()) {
        match (item, &plan.line) {
            (Item::Canvas(index), _) => {
                draw_row(plan, shown[*index], *index == at, &columns, row, buf, look)
            }
            (Item::TheLine, Some(line)) => {
                draw_rule(&format!(" {} ", why::rule_in_words(line)), row, buf, look)
            }
            (Item::TheLine, None) => {}
            (Item::Beside, _) => draw_rule(" declined or ended: takes no days ", row, buf, look),
        }
    }
    let foot = below(area, height + u16::from(under > 4));
    let about = detail(plan, shown[at], &columns);
    let used = put_cut(&about, top(foot, 2), buf, look.theme.text);
    put_cut(
        &below_the_line(plan),
        below(foot, used),
        buf,
        look.theme.soft,
    );
    room
}

/// Which canvases are in view, where not all of them are; the line and a heading are none.
fn canvases_shown(items: &[Item], first: usize, room: usize) -> String {
    let is_canvas = |item: &&Item| matches!(item, Item::Canvas(_));
    let count = |items: &[Item]| items.iter().filter(is_canvas).count();
    let end = (first + room).min(items.len());
    part_shown(
        count(&items[..first]),
        count(&items[first..end]),
        count(items),
    )
}

/// Which part of a list is in view, where not all of it is.
pub fn part_shown(first: usize, room: usize, all: usize) -> String {
    if all <= room {
        return String::new();
    }
    format!("{} to {} of {all}", first + 1, (first + room).min(all))
}

/// The rows: canvases, the line before the first that is below it, and a heading before those that
/// have no place.
fn items(plan: &Plan, shown: &[&Ranked]) -> Vec<Item> {
    let placed = shown.partition_point(|row| row.place > 0);
    let mut items: Vec<Item> = (0..shown.len()).map(Item::Canvas).collect();
    if placed < shown.len() {
        items.insert(placed, Item::Beside);
    }
    if let Some(line) = plan.line {
        let first_below = line.first_below.unwrap_or(usize::MAX);
        let at = shown[..placed].partition_point(|row| row.place < first_below);
        items.insert(at, Item::TheLine);
    }
    items
}

fn draw_rule(text: &str, row: Rect, buf: &mut Buffer, look: &Look) {
    let rule = look.glyphs.rule.repeat(usize::from(row.width));
    put_line(&rule, row, buf, look.theme.accent);
    let text = cut(text, row.width.saturating_sub(4));
    put_line(&text, indented(row, 4), buf, look.theme.accent);
}

/// Where the columns stand; a width of 0 leaves one out.
struct Columns {
    /// Cells for the mark of the cursor and the place.
    place: u16,
    title: u16,
    kind: u16,
    days: u16,
    value: u16,
    trust: u16,
    state: u16,
    next: u16,
}

impl Columns {
    /// The columns of a list in which so many have a place.
    fn of(area: Rect, count: usize) -> Self {
        let (kind, days, value, trust, state, next) = match area.width {
            140.. => (19, 9, 7, 7, 21, 28),
            105..140 => (19, 8, 6, 6, 20, 23),
            70..105 => (3, 8, 6, 6, 20, 0),
            _ => (0, 8, 0, 0, 20, 0),
        };
        let digits = u16::try_from(count.to_string().len()).unwrap_or(5).max(2);
        let place = digits + 3;
        let rest = kind + days + value + trust + state + next + place;
        Self {
            place,
            title: area.width.saturating_sub(rest),
            kind,
            days,
            value,
            trust,
            state,
            next,
        }
    }

    fn widths(&self) -> [u16; 7] {
        [
            self.title, self.kind, self.days, self.value, self.trust, self.state, self.next,
        ]
    }

    /// Puts one text in each column.
    fn put(&self, texts: [&str; 7], row: Rect, mut put: impl FnMut(usize, &str, Rect)) {
        let mut x = row.x + self.place;
        for (index, (text, width)) in texts.into_iter().zip(self.widths()).enumerate() {
            let end = row.x + row.width;
            let cell = Rect {
                x: x.min(end),
                width: width.saturating_sub(1).min(end.saturating_sub(x)),
                height: 1,
                ..row
            };
            put(index, text, cell);
            x += width;
        }
    }
}

fn draw_headings(columns: &Columns, part: &str, area: Rect, buf: &mut Buffer, look: &Look) {
    let kind = if columns.kind > 5 { "kind" } else { "" };
    let names = [part, kind, "days", "value", "trust", "state", "next"];
    columns.put(names, top(area, 1), |index, name, cell| {
        if index == 2 {
            put_right(name, days_cell(cell), buf, look.theme.soft);
        } else {
            put_line(name, cell, buf, look.theme.soft);
        }
    });
}

/// The part of a cell that figures end in, with blanks before the next column.
fn days_cell(cell: Rect) -> Rect {
    Rect {
        width: cell.width.saturating_sub(1),
        ..cell
    }
}

fn draw_row(
    plan: &Plan,
    row: &Ranked,
    is_here: bool,
    columns: &Columns,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, area, buf, theme.accent);
    }
    if row.place > 0 {
        let place = Rect {
            width: (columns.place - 3).min(area.width.saturating_sub(2)),
            ..indented(area, 2)
        };
        put_right(&row.place.to_string(), place, buf, theme.soft);
    }
    let summary = &*row.summary;
    let kind = summary.kind;
    let kind_text = kind.map(|kind| match columns.kind {
        ..5 => look.glyphs.kind(kind).to_owned(),
        _ => format!("{} {}", look.glyphs.kind(kind), kind_name(kind)),
    });
    let score = |score: Option<u8>| score.map_or_else(|| "-".into(), |score| format!("{score}"));
    let days = match row.load {
        Some(_) if row.is_so_far() => format!("{}+ d", days_figure(row.takes)),
        Some(_) => format!("{} d", days_figure(row.takes)),
        None if row.counted_with.is_some() => "-".into(),
        None => "? d".into(),
    };
    let next = next::next(summary, row.section(), plan.today);
    let next = next.map_or(String::new(), |next| next::in_words(next, plan.today));
    let texts = [
        &*summary.title,
        kind_text.as_deref().unwrap_or_default(),
        &days,
        &score(summary.worth),
        &score(summary.lowest_trust()),
        &state_name(row),
        &next,
    ];
    let is_below = row.is_above != Some(true) && plan.line.is_some();
    columns.put(texts, area, |index, text, cell| match index {
        0 if is_here => drop(put_line(text, cell, buf, theme.strong)),
        1 => {
            put_line(text, cell, buf, theme.text);
            if let Some(kind) = kind {
                put_line(look.glyphs.kind(kind), cell, buf, theme.kind(kind));
            }
        }
        2 => put_right(text, days_cell(cell), buf, theme.text),
        5 if is_tried(row) => drop(put_line(text, cell, buf, theme.accent)),
        _ if is_below => drop(put_line(text, cell, buf, theme.soft)),
        _ => drop(put_line(text, cell, buf, theme.text)),
    });
}

fn is_tried(row: &Ranked) -> bool {
    let is_turned = row.counts != row.summary.is_live() && row.counted_with.is_none();
    row.is_out || row.smaller.is_some() || is_turned
}

/// The figures of the canvas under the cursor, and what no column has room for.
fn detail(plan: &Plan, row: &Ranked, columns: &Columns) -> String {
    let kind = match row.summary.kind {
        Some(kind) if columns.kind < 5 => format!(" {}.", first_upper(kind_name(kind))),
        _ => String::new(),
    };
    let next = next::next(&row.summary, row.section(), plan.today);
    let next = match next {
        Some(next) if columns.next == 0 => format!(" Next: {}.", next::in_words(next, plan.today)),
        _ => String::new(),
    };
    let figures = match row.load {
        None if row.counted_with.is_some() => {
            let other = plan.counted_with(row).unwrap_or_default();
            format!("its days count with {other}, as one was made of the other")
        }
        None => "its days are not known yet".into(),
        Some(load) => {
            let parts = [plan.optimism * load.work, load.overhead, load.build_up];
            let parts = figures_of(&parts);
            let [work, care, trust] = [&parts[0], &parts[1], &parts[2]];
            let fits = why::fits(row, plan).unwrap_or_default();
            format!("{fits} {work} work, {care} meetings and care, {trust} building trust")
        }
    };
    let title = &row.summary.title;
    // The row names it already, unless it is cut there.
    let title = match title.width() < usize::from(columns.title) {
        true => String::new(),
        false => format!("{title}: "),
    };
    first_upper(&format!("{title}{figures}.{kind}{next}"))
}

/// How many names a sentence lists before it only counts the rest.
pub const MOST_NAMED: usize = 12;

/// Names in one line, and how many more there are.
pub fn some_of<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    let named: Vec<&str> = names.take(MOST_NAMED).collect();
    match more {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// A sentence with its first letter in capitals.
pub fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What there is below the line, and what cannot be read.
fn below_the_line(plan: &Plan) -> String {
    let mut text = match &plan.line {
        Some(line) => why::below_in_words(line),
        None => "The team has no days yet, so there is no line.".into(),
    };
    match plan.aside.as_slice() {
        [] => {}
        [(id, why)] => text.push_str(&format!(" {}", why.beside_sums(id))),
        several => {
            let count = several.len();
            text.push_str(&format!(" {count} files are in no sum: the list says why."));
        }
    }
    text
}
