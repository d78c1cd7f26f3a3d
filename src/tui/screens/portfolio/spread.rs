//! Where the days go, by kind and by person; partners in all canvases.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::canvas::capacity::{above, days_figure};
use crate::portfolio::filter::kind_name;
use crate::portfolio::plan::{Member, Plan};
use crate::portfolio::spread::{
    KindDays, Mark, PartnerSeen, PersonDays, by_kind, by_partner, by_person, shared_days,
};
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top};

/// A bar of days with a mark in it.
pub struct Bar {
    /// How long it is.
    pub days: f64,
    /// Where the mark stands.
    pub mark: f64,
    /// What the whole width is.
    pub most: f64,
    /// How it looks.
    pub style: Style,
}

impl Bar {
    /// Draws it in the first row of an area.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if !above(self.most, 0.0) || area.height == 0 {
            return;
        }
        let width = f64::from(area.width);
        let cells = |days: f64| (days.max(0.0) / self.most * width).round() as u16;
        let (used, mark) = (cells(self.days).min(area.width), cells(self.mark));
        for x in 0..area.width {
            let (glyph, style) = match x {
                x if x < used => (look.glyphs.used, self.style),
                x if x == mark && above(self.mark, 0.0) => (look.glyphs.mark, look.theme.strong),
                _ => (" ", look.theme.soft),
            };
            buf.set_string(area.x + x, area.y, glyph, style);
        }
    }
}

/// The title of the canvas in a place.
pub fn title_of<'a>(plan: &Plan<'a>, place: usize) -> &'a str {
    let at = plan.ranked.binary_search_by_key(&place, |row| row.place);
    at.map_or("", |at| &plan.ranked[at].summary.title)
}

/// How many lines the cursor can be on.
pub fn count(plan: &Plan, members: &[Member]) -> usize {
    by_kind(plan).len() + by_person(plan, members).len()
}

enum Item {
    Heading(&'static str),
    Kind(KindDays),
    Shared(f64),
    Person(PersonDays),
    Blank,
}

/// Draws days by kind and by person, and returns how many rows there are.
pub fn draw(
    plan: &Plan,
    members: &[Member],
    cursor: usize,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> usize {
    let (kinds, people) = (by_kind(plan), by_person(plan, members));
    let most = kinds.iter().map(|kind| kind.days);
    let most = most.chain(
        people
            .iter()
            .map(|person| person.days.max(person.team_days.unwrap_or(0.0))),
    );
    let most = most.fold(0.0, f64::max);
    let before_people = kinds.len();
    let mut items = vec![Item::Heading("By kind of value")];
    items.extend(kinds.into_iter().map(Item::Kind));
    items.extend([Item::Blank, Item::Heading("By person, days of work")]);
    items.extend(people.into_iter().map(Item::Person));
    items.push(Item::Shared(shared_days(plan)));
    // The cursor counts kinds and people, the list has headings between them.
    let here = cursor + if cursor < before_people { 1 } else { 3 };
    let rows = top(area, area.height.saturating_sub(3));
    let first = (here + 1).saturating_sub(usize::from(rows.height));
    for ((index, item), row) in items.iter().enumerate().skip(first).zip(rows.rows()) {
        draw_item(item, index == here, most, row, buf, look);
    }
    if let Some(item) = items.get(here) {
        let foot = below(area, rows.height + 1);
        put(&about(plan, item), foot, buf, look.theme.text);
    }
    usize::from(rows.height)
}

fn draw_item(item: &Item, is_here: bool, most: f64, row: Rect, buf: &mut Buffer, look: &Look) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let line = indented(row, 2);
    let (name, days, mark, style, note) = match item {
        Item::Blank => return,
        Item::Heading(text) => {
            put_line(text, line, buf, theme.strong);
            return;
        }
        Item::Shared(days) => {
            let text = format!(
                "Meetings, care and building trust, nobody's in particular: {}",
                days_figure(*days)
            );
            put_line(&text, line, buf, theme.soft);
            return;
        }
        Item::Kind(kind) => {
            let (glyph, style) = match kind.kind {
                Some(kind) => (look.glyphs.kind(kind), theme.kind(kind)),
                None => (look.glyphs.open, theme.text),
            };
            let name = format!("{glyph} {}", kind.kind.map_or("no kind yet", kind_name));
            (name, kind.days, 0.0, style, format!("in {}", kind.canvases))
        }
        Item::Person(person) => {
            let is_marked = !person.marks.is_empty();
            let style = if is_marked { theme.alarm } else { theme.good };
            let mark = if is_marked { look.glyphs.care } else { " " };
            let note = match person.team_days {
                Some(days) => format!("of {}", days_figure(days)),
                None => "no team days".into(),
            };
            (
                format!("{mark} {}", person.name),
                person.days,
                person.team_days.unwrap_or(0.0),
                style,
                note,
            )
        }
    };
    let names = if row.width > 70 { 30 } else { 22 };
    put_line(
        &name,
        Rect {
            width: names,
            ..line
        },
        buf,
        if is_here { theme.strong } else { theme.text },
    );
    let bar = Rect {
        width: line.width.saturating_sub(names + 1 + 20),
        ..indented(line, names + 1)
    };
    Bar {
        days,
        mark,
        most,
        style,
    }
    .draw(bar, buf, look);
    let figure = Rect {
        width: 6,
        ..indented(line, names + 1 + bar.width)
    };
    put_right(&days_figure(days), figure, buf, theme.text);
    put_line(
        &note,
        indented(line, names + 1 + bar.width + 8),
        buf,
        theme.soft,
    );
}

fn about(plan: &Plan, item: &Item) -> String {
    match item {
        Item::Kind(kind) => format!(
            "{}: {} days a month promised, in {} collaborations.",
            kind.kind.map_or("No kind yet", kind_name),
            days_figure(kind.days),
            kind.canvases
        ),
        Item::Person(person) => {
            let titles: Vec<&str> = person
                .places
                .iter()
                .map(|place| title_of(plan, *place))
                .collect();
            let named = if titles.is_empty() {
                "nothing that is live".into()
            } else {
                titles.join(", ")
            };
            let marks: String = person
                .marks
                .iter()
                .map(|mark| mark_in_words(plan, mark))
                .collect();
            format!("{}: named in {named}.{marks}", person.name)
        }
        _ => String::new(),
    }
}

fn mark_in_words(plan: &Plan, mark: &Mark) -> String {
    match mark {
        Mark::OwnDays(part) => format!(" Gives {:.0}% of their days.", part * 100.0),
        Mark::WorkOf(place, part) => {
            format!(
                " Does {:.0}% of the work of {}.",
                part * 100.0,
                title_of(plan, *place)
            )
        }
        Mark::NamedIn(count) => format!(" Named in {count} at once."),
    }
}

/// Draws the partners of all canvases, and returns how many rows there are.
pub fn draw_partners(
    plan: &Plan,
    cursor: usize,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> usize {
    let partners = by_partner(plan);
    let theme = &look.theme;
    if partners.is_empty() {
        put_line("No partner is named yet.", area, buf, theme.soft);
        return 0;
    }
    let is_wide = area.width > 70;
    let from_right = if is_wide { [44, 31, 15] } else { [25, 21, 7] };
    let columns = from_right.map(|cells| area.width.saturating_sub(cells));
    let names = if is_wide {
        ["canvases", "days a month", "trust"]
    } else {
        ["in", "days", "trust"]
    };
    put_line("partner", indented(area, 2), buf, theme.soft);
    for (name, x) in names.iter().zip(columns) {
        put_line(name, indented(area, x), buf, theme.soft);
    }
    let rows = Rect {
        height: area.height.saturating_sub(4),
        ..below(area, 1)
    };
    let first = (cursor + 1).saturating_sub(usize::from(rows.height));
    for ((index, partner), row) in partners.iter().enumerate().skip(first).zip(rows.rows()) {
        let is_here = index == cursor;
        if is_here {
            put_line(look.glyphs.here, row, buf, theme.accent);
        }
        let style = if is_here { theme.strong } else { theme.text };
        let name = Rect {
            width: columns[0].saturating_sub(3),
            ..indented(row, 2)
        };
        put_line(&partner.organisation, name, buf, style);
        let cells = [
            partner.seen.len().to_string(),
            partner_days(partner),
            partner_trust(partner, is_wide, look),
        ];
        for (text, x) in cells.iter().zip(&columns) {
            put_line(text, indented(row, *x), buf, theme.text);
        }
    }
    if let Some(partner) = partners.get(cursor) {
        let foot = below(area, rows.height + 2);
        put(&partner_in_words(plan, partner), foot, buf, theme.text);
    }
    usize::from(rows.height)
}

fn partner_days(partner: &PartnerSeen) -> String {
    match above(partner.would, 0.0) {
        true => format!(
            "{}, +{}",
            days_figure(partner.days),
            days_figure(partner.would)
        ),
        false => days_figure(partner.days),
    }
}

fn partner_trust(partner: &PartnerSeen, is_wide: bool, look: &Look) -> String {
    let points = |low: u8| match is_wide {
        true => format!("{} ", look.glyphs.score(low)),
        false => String::new(),
    };
    match partner.trust() {
        None if is_wide => "not scored".into(),
        None => "-".into(),
        Some((low, high)) if low == high => format!("{}{low}", points(low)),
        Some((low, high)) => format!("{}{low} to {high}", points(low)),
    }
}

fn partner_in_words(plan: &Plan, partner: &PartnerSeen) -> String {
    let seen = partner.seen.iter().map(|(place, trust)| {
        let trust = trust.map_or("no score".into(), |trust| format!("trust {trust}"));
        format!("{} ({trust})", title_of(plan, *place))
    });
    format!(
        "{}: {}.",
        partner.organisation,
        seen.collect::<Vec<_>>().join(", ")
    )
}
