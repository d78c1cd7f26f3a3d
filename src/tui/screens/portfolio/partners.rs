//! Partners in all canvases: the days of what they take part in, and how far they are trusted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::list::{MOST_NAMED, part_shown};
use super::seen::Seen;
use super::spread::title_of;
use crate::canvas::capacity::{above, days_figure};
use crate::portfolio::plan::Plan;
use crate::portfolio::spread::PartnerSeen;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, indented, put_cut, put_line, top, wrap};

/// What the days of a partner are.
const LEGEND: &str = "Days are those of the whole collaboration, whoever is in it.";

/// The columns after the name: what each is called, and where it stands from the right.
struct Columns {
    names: [&'static str; 4],
    from_right: [u16; 4],
}

impl Columns {
    fn of(area: Rect) -> Self {
        if area.width > 70 {
            return Self {
                names: ["canvases", "promised", "would add", "trust"],
                from_right: [49, 39, 29, 18],
            };
        }
        Self {
            names: ["in", "promised", "would add", "trust"],
            from_right: [33, 29, 19, 8],
        }
    }

    fn put(&self, texts: [&str; 4], row: Rect, mut put: impl FnMut(&str, Rect)) {
        for (text, from_right) in texts.into_iter().zip(self.from_right) {
            put(text, indented(row, row.width.saturating_sub(from_right)));
        }
    }

    fn name(&self, row: Rect) -> Rect {
        let columns = row.width.saturating_sub(self.from_right[0]);
        Rect {
            width: columns.saturating_sub(3),
            ..indented(row, 2)
        }
    }
}

/// Draws the partners so that the cursor is in view, and returns how many rows there are.
pub fn draw(seen: &Seen, cursor: usize, area: Rect, buf: &mut Buffer, look: &Look) -> usize {
    let (plan, partners) = (seen.through(), seen.partners());
    let theme = &look.theme;
    let Some(here) = partners.get(cursor) else {
        put_line("No partner is named yet.", area, buf, theme.soft);
        return 0;
    };
    let about = in_words(plan, here);
    let lines = wrap(&about, area.width).len().clamp(1, 3);
    let under = u16::try_from(lines).unwrap_or(3) + 1 + u16::from(area.height > 12);
    let rows = top(below(area, 1), area.height.saturating_sub(under + 1));
    let room = usize::from(rows.height);
    let first = (cursor + 1).saturating_sub(room);
    let columns = Columns::of(area);
    let part = part_shown(first, room, partners.len());
    let heading = format!("partner  {part}");
    put_line(
        heading.trim_end(),
        columns.name(top(area, 1)),
        buf,
        theme.soft,
    );
    columns.put(columns.names, top(area, 1), |name, cell| {
        put_line(name, cell, buf, theme.soft);
    });
    for ((index, partner), row) in partners.iter().enumerate().skip(first).zip(rows.rows()) {
        draw_row(partner, index == cursor, &columns, row, buf, look);
    }
    let foot = below(area, area.height - u16::try_from(lines).unwrap_or(3) - 1);
    let used = put_cut(&about, top(foot, foot.height - 1), buf, theme.text);
    put_line(LEGEND, below(foot, used), buf, theme.soft);
    room
}

fn draw_row(
    partner: &PartnerSeen,
    is_here: bool,
    columns: &Columns,
    row: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let theme = &look.theme;
    if is_here {
        put_line(look.glyphs.here, row, buf, theme.accent);
    }
    let style = if is_here { theme.strong } else { theme.text };
    put_line(&partner.organisation, columns.name(row), buf, style);
    let would = match above(partner.would, 0.0) {
        true => days_figure(partner.would),
        false => "-".into(),
    };
    let texts = [
        &partner.seen.len().to_string(),
        &days_figure(partner.days),
        &would,
        &*trust(partner, row.width > 70, look),
    ];
    columns.put(texts, row, |text, cell| {
        put_line(text, cell, buf, theme.text);
    });
}

fn trust(partner: &PartnerSeen, is_wide: bool, look: &Look) -> String {
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

fn in_words(plan: &Plan, partner: &PartnerSeen) -> String {
    let more = partner.seen.len().saturating_sub(MOST_NAMED);
    let seen = partner.seen.iter().take(MOST_NAMED).map(|(place, trust)| {
        let trust = trust.map_or("no score".into(), |trust| format!("trust {trust}"));
        format!("{} ({trust})", title_of(plan, *place))
    });
    let seen = seen.collect::<Vec<_>>().join(", ");
    match more {
        0 => format!("{}: {seen}.", partner.organisation),
        more => format!("{}: {seen} and {more} more.", partner.organisation),
    }
}
