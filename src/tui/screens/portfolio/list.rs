//! The order, with the line drawn in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::canvas::capacity::days_figure;
use crate::canvas::wording::Wording;
use crate::portfolio::filter::kind_name;
use crate::portfolio::next;
use crate::portfolio::plan::{Line, Plan, Ranked};
use crate::portfolio::why;
use crate::tui::desk::Desk;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, cut, indented, put, put_line, put_right, top};

/// A row of the list.
enum Item {
    Canvas(usize),
    TheLine,
}

/// Draws the list so that the cursor is in view, and returns how many rows it has.
pub fn draw(
    plan: &Plan,
    shown: &[&Ranked],
    at: usize,
    desk: &Desk,
    area: Rect,
    buf: &mut Buffer,
) -> usize {
    let look = &desk.look;
    let about = detail(plan, shown[at]);
    let under = if area.height > 12 { 4 } else { 3 };
    let height = area.height.saturating_sub(under).max(1);
    let columns = Columns::of(area);
    draw_headings(&columns, area, buf, look);
    let rows = Rect {
        height: height.saturating_sub(1),
        ..below(area, 1)
    };
    let items = items(plan, shown);
    let is_here = |item: &Item| matches!(item, Item::Canvas(index) if *index == at);
    let here = items.iter().position(is_here).unwrap_or(0);
    let room = usize::from(rows.height);
    let first = (here + 1).saturating_sub(room);
    for (item, row) in items.iter().skip(first).zip(rows.rows()) {
        match (item, &plan.line) {
            (Item::Canvas(index), _) => draw_row(plan, shown[*index], *index == at, row, buf, look),
            (Item::TheLine, Some(line)) => draw_line(line, row, buf, look),
            (Item::TheLine, None) => {}
        }
    }
    let foot = below(area, height);
    let used = put(&about, top(foot, under - 1), buf, look.theme.text);
    let last = below(foot, used);
    put(&beside(plan), last, buf, look.theme.soft);
    room
}

/// The rows: canvases, and the line before the first that is below it.
fn items(plan: &Plan, shown: &[&Ranked]) -> Vec<Item> {
    let first_below = plan.line.and_then(|line| line.first_below);
    let at = first_below.map(|place| shown.partition_point(|row| row.place < place));
    let mut items: Vec<Item> = (0..shown.len()).map(Item::Canvas).collect();
    if plan.line.is_some() {
        items.insert(at.unwrap_or(items.len()), Item::TheLine);
    }
    items
}

fn draw_line(line: &Line, row: Rect, buf: &mut Buffer, look: &Look) {
    let days = days_figure;
    let text = match line.first_below {
        Some(_) => format!(
            " the line: room for {} days, {} left ",
            days(line.room),
            days(line.left())
        ),
        None => format!(
            " all fits: room for {} days, {} left ",
            days(line.room),
            days(line.left())
        ),
    };
    let rule = look.glyphs.rule.repeat(usize::from(row.width));
    put_line(&rule, row, buf, look.theme.accent);
    put_line(
        &cut(&text, row.width),
        indented(row, 4),
        buf,
        look.theme.accent,
    );
}

/// Where the columns stand; a width of 0 leaves one out.
struct Columns {
    title: u16,
    kind: u16,
    days: u16,
    value: u16,
    trust: u16,
    state: u16,
    next: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let (kind, days, value, trust, state, next) = match area.width {
            105.. => (18, 9, 7, 7, 20, 24),
            70..105 => (3, 9, 7, 7, 20, 0),
            _ => (0, 9, 0, 0, 18, 0),
        };
        let rest = kind + days + value + trust + state + next + 7;
        Self {
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
        let mut x = row.x + 7;
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

fn draw_headings(columns: &Columns, area: Rect, buf: &mut Buffer, look: &Look) {
    let kind = if columns.kind > 5 { "kind" } else { "" };
    let names = ["", kind, "days", "value", "trust", "state", "next"];
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

fn draw_row(plan: &Plan, row: &Ranked, is_here: bool, area: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, area, buf, theme.accent);
    }
    let place = Rect {
        width: 5.min(area.width.saturating_sub(2)).saturating_sub(1),
        ..indented(area, 2)
    };
    put_right(&row.place.to_string(), place, buf, theme.soft);
    let summary = row.summary;
    let columns = Columns::of(area);
    let kind = summary.kind.map(|kind| match columns.kind {
        ..5 => look.glyphs.kind(kind).to_owned(),
        _ => format!("{} {}", look.glyphs.kind(kind), kind_name(kind)),
    });
    let score = |score: Option<u8>| score.map_or_else(|| "-".into(), |score| format!("{score}"));
    let days = match row.load {
        Some(_) => format!("{} d", days_figure(row.takes)),
        None => "? d".into(),
    };
    let next = next::next(summary, row.section(), plan.today);
    let next = next.map_or(String::new(), |next| next::in_words(next, plan.today));
    let (value, trust) = (score(summary.worth), score(summary.lowest_trust()));
    let texts = [
        &*summary.title,
        kind.as_deref().unwrap_or_default(),
        &days,
        &value,
        &trust,
        &state(row),
        &next,
    ];
    let is_below = row.is_above == Some(false);
    columns.put(texts, area, |index, text, cell| match index {
        0 if is_here => drop(put_line(text, cell, buf, theme.strong)),
        1 => {
            put_line(text, cell, buf, theme.text);
            if let Some(kind) = summary.kind {
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
    row.is_out || row.smaller.is_some() || row.counts != row.summary.is_live()
}

/// What was decided, or what is tried instead.
pub fn state(row: &Ranked) -> String {
    let decided = row.summary.decided();
    let decided = decided.map(|outcome| Wording::shipped().outcome(outcome).name.clone());
    match row {
        row if row.is_out => "what if without".into(),
        row if row.counts && !row.summary.is_live() => "what if taken in".into(),
        row if row.smaller.is_some() => "what if smaller".into(),
        _ if row.summary.is_newer => "newer version".into(),
        _ => decided.unwrap_or_else(|| "draft".into()),
    }
}

/// The figures of the canvas under the cursor.
fn detail(plan: &Plan, row: &Ranked) -> String {
    let days = days_figure;
    let figures = match row.load {
        None => "its days are not known yet".into(),
        Some(load) => format!(
            "{} days = {} work, {} meetings and care, {} building trust",
            days(row.takes),
            days(plan.optimism * load.work),
            days(load.overhead),
            days(load.build_up),
        ),
    };
    let fits = match row.is_above {
        Some(true) => ". It fits.",
        Some(false) => ". It does not fit.",
        None => ".",
    };
    format!("{}: {figures}{fits}", row.summary.title)
}

/// What there is beside the order, and below the line.
fn beside(plan: &Plan) -> String {
    let mut text = match &plan.line {
        Some(line) if line.first_below.is_some() => format!(
            "Below the line {} days; for everything {} are missing.",
            days_figure(line.below),
            days_figure(line.missing())
        ),
        Some(line) => why::of_line(line),
        None => "No team yet, so no line.".into(),
    };
    let unread = plan
        .beside
        .iter()
        .filter(|entry| entry.content.is_err())
        .count();
    let over = plan.beside.len() - unread;
    for (count, what) in [(over, "declined or ended"), (unread, "cannot be read")] {
        if count > 0 {
            text.push_str(&format!(" {count} {what}."));
        }
    }
    text
}
