//! Days a month as a bar: promised, free, and kept in reserve.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::prose::{below, indented, put, put_line, top};
use crate::canvas::capacity::above;
use crate::portfolio::{Promised, free_as};
use crate::tui::theme::Look;

/// A bar of days with a limit in it: what is past the limit is drawn with other strokes.
#[derive(Debug)]
pub struct Bar {
    /// How long it is.
    pub days: f64,
    /// Days that would come after those.
    pub asked: f64,
    /// Where the limit stands; 0 for none.
    pub limit: f64,
    /// What the whole width is.
    pub most: f64,
    /// How it looks up to the limit.
    pub style: Style,
}

impl Bar {
    /// Draws it in the first row of an area, over what is there.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if !above(self.most, 0.0) || area.height == 0 {
            return;
        }
        let limit = self.cells(self.limit, area);
        let has_limit = above(self.limit, 0.0);
        let (used, mark) = if has_limit && above(self.days, self.limit) {
            // However little it is past the limit, one stroke of that is seen.
            let mark = limit.min(area.width.saturating_sub(2));
            (self.cells(self.days, area).max(mark + 2), mark)
        } else {
            (self.cells(self.days, area), limit)
        };
        let asked = self.cells(self.days + self.asked, area).max(used);
        let is_over = has_limit && above(self.days + self.asked, self.limit);
        for x in 0..area.width {
            let (glyph, style) = match x {
                x if x == mark && has_limit => (look.glyphs.mark, look.theme.strong),
                x if x < used && (!has_limit || x < mark) => (look.glyphs.used, self.style),
                x if x < used => (look.glyphs.asked, look.theme.alarm),
                x if x < asked && is_over => (look.glyphs.asked, look.theme.alarm),
                x if x < asked => (look.glyphs.asked, look.theme.accent),
                _ => continue,
            };
            buf.set_string(area.x + x, area.y, glyph, style);
        }
    }

    fn cells(&self, days: f64, area: Rect) -> u16 {
        let part = (days.max(0.0) / self.most).min(1.0);
        (part * f64::from(area.width)).round() as u16
    }
}

/// A bar of the team's days: promised, free, and where the reserve begins.
#[derive(Debug)]
pub struct Meter<'a> {
    /// The days.
    pub promised: &'a Promised,
    /// Days that one more canvas would take, drawn after those promised.
    pub asked: f64,
}

impl Meter<'_> {
    /// Draws the bar in the first row of an area.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if !self.promised.is_known() || area.height == 0 {
            return;
        }
        let free = look.glyphs.free.repeat(usize::from(area.width));
        buf.set_string(area.x, area.y, free, look.theme.soft);
        let Promised { team, promised, .. } = *self.promised;
        Bar {
            days: promised,
            asked: self.asked,
            limit: team - self.promised.reserve,
            most: team.max(promised + self.asked),
            style: look.theme.good,
        }
        .draw(area, buf, look);
    }
}

/// Draws the bar with its figures in words, and returns how many rows they took.
pub fn draw_days(promised: &Promised, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    if !promised.is_known() {
        let text = "Press s to say how many days your team has, and canvases can be weighed against each other.";
        return put(text, area, buf, look.theme.soft);
    }
    put_line("Days a month", area, buf, look.theme.strong);
    let style = if promised.free < 0.0 {
        look.theme.alarm
    } else {
        look.theme.text
    };
    let meter = Meter {
        promised,
        asked: 0.0,
    };
    let figures = figures(promised);
    if area.width < 100 {
        put_line(&figures, indented(area, 14), buf, style);
        meter.draw(top(below(area, 1), 1), buf, look);
        return 2;
    }
    let bar = Rect {
        x: area.x + 14,
        width: area.width - 60,
        height: 1,
        ..area
    };
    meter.draw(bar, buf, look);
    let beside = indented(area, 14 + bar.width + 2);
    put_line(&figures, beside, buf, style);
    1
}

/// `11.2 promised, 4.8 free, 4 in reserve`.
pub fn figures(promised: &Promised) -> String {
    let figures = promised.figures();
    let given = match figures.promised.starts_with('-') {
        true => promised.given(),
        false => format!("{} promised", figures.promised),
    };
    format!(
        "{given}, {}, {} in reserve",
        free_as(&figures.free),
        figures.reserve
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ThemeName;
    use crate::tui::theme::{GlyphSet, Theme};

    /// The bar in ASCII, ten cells wide.
    fn drawn(days: f64, limit: f64, most: f64) -> String {
        let look = Look {
            theme: Theme::named(ThemeName::Mono),
            glyphs: GlyphSet::Ascii.glyphs(),
        };
        let area = Rect::new(0, 0, 10, 1);
        let mut buf = Buffer::empty(area);
        let bar = Bar {
            days,
            asked: 0.0,
            limit,
            most,
            style: look.theme.good,
        };
        bar.draw(area, &mut buf, &look);
        area.columns()
            .map(|cell| buf[(cell.x, 0)].symbol())
            .collect()
    }

    #[test]
    fn the_limit_is_always_seen_and_what_is_past_it_looks_different() {
        assert_eq!(drawn(4.0, 8.0, 10.0), "====    | ");
        assert_eq!(drawn(9.0, 6.0, 10.0), "======|++ ");
        assert_eq!(drawn(40.0, 8.0, 40.0), "==|+++++++");
        assert_eq!(drawn(10.0, 9.99, 10.0), "========|+");
        assert_eq!(drawn(5.0, 0.0, 10.0), "=====     ");
    }
}
