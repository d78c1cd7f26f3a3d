//! Days a month as a bar: promised, free, and kept in reserve.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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
