//! Where the days go, by kind and by person.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list::{part_shown, some_of};
use super::seen::Seen;
use crate::canvas::capacity::{days_figure, days_with_unit};
use crate::canvas::when::count_of;
use crate::portfolio::plan::Plan;
use crate::portfolio::spread::{KindDays, Mark, PersonDays, shared_days};
use crate::tui::theme::Look;
use crate::tui::widgets::meter::Bar;
use crate::tui::widgets::prose::{below, indented, put_cut, put_line, put_right, top, wrap};

/// The title of the canvas in a place.
pub fn title_of(plan: &Plan, place: usize) -> &str {
    let at = plan.ranked.binary_search_by_key(&place, |row| row.place);
    at.map_or("", |at| &plan.ranked[at].summary.title)
}

/// A row of the view.
enum Item<'s> {
    Heading(&'static str),
    Blank,
    Kind(&'s KindDays),
    Person(&'s PersonDays),
    Shared(f64),
}

/// The longest bar of kinds, and that of people: each has a scale of its own.
#[derive(Clone, Copy)]
struct Most {
    kinds: f64,
    people: f64,
}

/// Draws kinds and people so that the cursor is in view, and returns how many rows there are.
pub fn draw(seen: &Seen, cursor: usize, area: Rect, buf: &mut Buffer, look: &Look) -> usize {
    let (plan, kinds, people) = (seen.through(), seen.kinds(), seen.people());
    let longest = |person: &PersonDays| person.days.max(person.team_days.unwrap_or(0.0));
    let most = Most {
        kinds: kinds.iter().map(|kind| kind.days).fold(0.0, f64::max),
        people: people.iter().map(longest).fold(0.0, f64::max),
    };
    let mut items = vec![Item::Heading("By kind of value")];
    items.extend(kinds.iter().map(Item::Kind));
    items.extend([Item::Blank, Item::Heading("By person, days of work")]);
    items.extend(people.iter().map(Item::Person));
    items.push(Item::Shared(shared_days(plan)));
    // The cursor counts kinds and people, the list has headings between them.
    let here = cursor + if cursor < kinds.len() { 1 } else { 3 };
    let about = items
        .get(here)
        .map_or(String::new(), |item| about(plan, item));
    let lines = wrap(&about, area.width).len().clamp(1, 4);
    let under = u16::try_from(lines).unwrap_or(4) + u16::from(area.height > 12);
    let mut rows = top(area, area.height.saturating_sub(under));
    let bottom = rows.height;
    let is_cut = items.len() > usize::from(rows.height);
    rows = below(rows, u16::from(is_cut));
    let room = usize::from(rows.height);
    let first = (here + 1).saturating_sub(room);
    put_right(
        &part_shown(first, room, items.len()),
        top(area, 1),
        buf,
        look.theme.soft,
    );
    for ((index, item), row) in items.iter().enumerate().skip(first).zip(rows.rows()) {
        draw_item(item, index == here, most, row, buf, look);
    }
    let foot = below(area, bottom + u16::from(area.height > 12));
    put_cut(&about, foot, buf, look.theme.text);
    room
}

/// What a row with a bar says.
struct Line {
    name: String,
    bar: Bar,
    note: String,
}

fn draw_item(item: &Item, is_here: bool, most: Most, row: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let line = indented(row, 2);
    match item {
        Item::Blank => {}
        Item::Heading(text) => {
            put_line(text, line, buf, theme.strong);
        }
        Item::Shared(days) => {
            let days = days_figure(*days);
            let text = format!("Meetings, care and building trust, nobody's in particular: {days}");
            put_line(&text, line, buf, theme.soft);
        }
        Item::Kind(kind) => draw_line(of_kind(kind, most, look), is_here, row, buf, look),
        Item::Person(person) => draw_line(of_person(person, most, look), is_here, row, buf, look),
    }
}

fn of_kind(kind: &KindDays, most: Most, look: &Look) -> Line {
    let (glyph, style) = match kind.kind {
        Some(kind) => (look.glyphs.kind(kind), look.theme.kind(kind)),
        None => (look.glyphs.open, look.theme.text),
    };
    Line {
        name: format!("{glyph} {}", kind.name()),
        bar: bar(kind.days, 0.0, most.kinds, style),
        note: format!("in {}", kind.canvases),
    }
}

fn of_person(person: &PersonDays, most: Most, look: &Look) -> Line {
    let is_marked = !person.marks.is_empty();
    let mark = if is_marked { look.glyphs.care } else { " " };
    let days = person.team_days.unwrap_or(0.0);
    Line {
        name: format!("{mark} {}", person.name),
        bar: bar(person.days, days, most.people, look.theme.good),
        note: match person.team_days {
            Some(days) => format!("of {}", days_figure(days)),
            None => "no team days".into(),
        },
    }
}

fn bar(days: f64, limit: f64, most: f64, style: Style) -> Bar {
    Bar {
        days,
        asked: 0.0,
        limit,
        most,
        style,
    }
}

fn draw_line(line: Line, is_here: bool, row: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    let style = if is_here { theme.strong } else { theme.text };
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let names = if row.width > 70 { 30 } else { 22 };
    let inner = indented(row, 2);
    let name = Rect {
        width: names,
        ..inner
    };
    put_line(&line.name, name, buf, style);
    let bar = Rect {
        width: inner.width.saturating_sub(names + 1 + 20),
        ..indented(inner, names + 1)
    };
    line.bar.draw(bar, buf, look);
    let after = indented(inner, names + 1 + bar.width);
    let figure = Rect { width: 6, ..after };
    put_right(&days_figure(line.bar.days), figure, buf, theme.text);
    put_line(&line.note, indented(after, 8), buf, theme.soft);
}

fn about(plan: &Plan, item: &Item) -> String {
    match item {
        Item::Kind(kind) => format!(
            "{}: {} a month promised, in {}.",
            kind.name(),
            days_with_unit(kind.days),
            count_of(
                u32::try_from(kind.canvases).unwrap_or(u32::MAX),
                "collaboration"
            )
        ),
        Item::Person(person) => about_person(plan, person),
        _ => String::new(),
    }
}

/// Why somebody is marked comes first: it is what the mark asks.
fn about_person(plan: &Plan, person: &PersonDays) -> String {
    let marks = person.marks.iter().map(|mark| match mark {
        Mark::OwnDays(part) => format!(" Gives {:.0}% of their days.", part * 100.0),
        Mark::WorkOf(place, part) => {
            let title = title_of(plan, *place);
            format!(" Does {:.0}% of the work of {title}.", part * 100.0)
        }
        Mark::NamedIn(count) => format!(" Named in {count} at once."),
    });
    let marks: String = marks.collect();
    let named = match person.places.as_slice() {
        [] => "nothing that is live".into(),
        places => some_of(places.iter().map(|place| title_of(plan, *place))),
    };
    format!("{}:{marks} Named in {named}.", person.name)
}
