//! Days a month as a bar: promised, free, and kept in reserve.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::prose::{below, indented, put, put_line, top};
use crate::canvas::capacity::days_figure;
use crate::portfolio::Promised;
use crate::tui::theme::Look;

/// A bar of the team's days.
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
        let width = f64::from(area.width);
        let cells = |days: f64| (days.max(0.0) / self.promised.team * width).round() as u16;
        let used = cells(self.promised.promised).min(area.width);
        let asked = cells(self.promised.promised + self.asked).min(area.width);
        let mark = cells(self.promised.team - self.promised.reserve).min(area.width);
        let is_over = self.promised.promised + self.asked > self.promised.team;
        for x in 0..area.width {
            let (glyph, style) = match x {
                x if x < used => (look.glyphs.used, look.theme.good),
                x if x < asked && is_over => (look.glyphs.asked, look.theme.alarm),
                x if x < asked => (look.glyphs.asked, look.theme.accent),
                x if x == mark => (look.glyphs.mark, look.theme.strong),
                _ => (look.glyphs.free, look.theme.soft),
            };
            buf.set_string(area.x + x, area.y, glyph, style);
        }
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
    let free = if promised.free < 0.0 {
        format!("{} too many", days_figure(-promised.free))
    } else {
        format!("{} free", days_figure(promised.free))
    };
    let (given, kept) = (
        days_figure(promised.promised),
        days_figure(promised.reserve),
    );
    format!("{given} promised, {free}, {kept} in reserve")
}
