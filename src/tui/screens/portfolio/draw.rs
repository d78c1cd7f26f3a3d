//! How the screen is drawn: views, days, what is tried, the filter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::seen::Seen;
use super::{PortfolioScreen, View, list, months, pair, partners, scatter, spread, trying};
use crate::canvas::when::count_of;
use crate::portfolio::plan::Plan;
use crate::tui::desk::{Desk, Reading};
use crate::tui::widgets::chrome::{Head, frame};
use crate::tui::widgets::meter::Meter;
use crate::tui::widgets::prose::{below, indented, put, put_line, top};

/// How high the screen must be for blank rows between its parts.
const ROOMY: u16 = 16;

impl PortfolioScreen {
    /// Draws the screen and returns where the cursor is, in the filter.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let head = head(desk);
        let scope = self.scope(desk);
        let body = frame(&head, scope, area, buf, &desk.look);
        let seen = self.see(desk);
        if self.is_pairing {
            pair::draw(desk, seen.plan(), body, buf);
            return None;
        }
        let mut rest = self.draw_tabs(desk, body, buf);
        let used = draw_days(seen.plan(), desk, rest, buf);
        rest = below(rest, used);
        let cursor = self.draw_filter(desk, &mut rest, buf);
        rest = below(rest, u16::from(body.height > ROOMY));
        if seen.plan().ranked.is_empty() && seen.plan().beside.is_empty() {
            put(empty(desk), rest, buf, desk.look.theme.text);
            return cursor;
        }
        self.draw_view(desk, &seen, rest, buf);
        cursor
    }

    fn draw_view(&mut self, desk: &Desk, seen: &Seen, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let shown = self.shown(seen);
        if shown.is_empty() {
            put(self.nothing(), area, buf, look.theme.soft);
            return;
        }
        let at = self.place(&shown);
        let cursor = self.cursor;
        match self.view {
            View::Order => self.rows = list::draw(seen.plan(), &shown, at, look, area, buf),
            View::Value => scatter::draw(&shown, at, area, buf, look),
            View::Months => self.rows = months::draw(seen, cursor, area, buf, look),
            View::Spread => self.rows = spread::draw(seen, cursor, area, buf, look),
            View::Partners => self.rows = partners::draw(seen, cursor, area, buf, look),
        }
    }

    /// What stands where a view has nothing to show.
    fn nothing(&self) -> &'static str {
        if self.wanted.trim().is_empty() {
            "Nothing to draw: all canvases were declined or have ended. View 1 lists them."
        } else {
            "Nothing by these words. Press esc to see everything again."
        }
    }

    /// Draws the names of the views and returns what is left below.
    fn draw_tabs(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Rect {
        let theme = &desk.look.theme;
        let mut rest = area;
        let is_short = area.width < 90;
        for (index, view) in View::ALL.into_iter().enumerate() {
            let is_here = view == self.view;
            let name = view.names()[usize::from(is_short)];
            let style = if is_here { theme.selected } else { theme.soft };
            let text = format!(" {} {name} ", index + 1);
            let used = put_line(&text, rest, buf, style);
            rest = indented(rest, used + 1);
        }
        below(area, if area.height > ROOMY { 2 } else { 1 })
    }

    /// Draws the filter where there is one, takes its row, and returns where its cursor is.
    fn draw_filter(&self, desk: &Desk, rest: &mut Rect, buf: &mut Buffer) -> Option<Position> {
        if self.field.is_none() && self.wanted.trim().is_empty() {
            return None;
        }
        let label = put_line("Only with", *rest, buf, desk.look.theme.soft);
        let at = Rect {
            height: rest.height.min(1),
            ..indented(*rest, label + 2)
        };
        *rest = below(*rest, 1);
        match &self.field {
            Some(field) => field.draw(at, buf, &desk.look),
            None => {
                put_line(&self.wanted, at, buf, desk.look.theme.accent);
                None
            }
        }
    }
}

/// Draws the team's days in words and as a bar, with what is tried, and returns how many rows they took.
///
/// Where there is little room, what is tried takes the place of the other figures.
fn draw_days(plan: &Plan, desk: &Desk, area: Rect, buf: &mut Buffer) -> u16 {
    let theme = &desk.look.theme;
    let promised = &plan.promised();
    let tried = trying::in_words(desk, plan);
    let mut used = 0;
    if !promised.is_known() {
        let text = "Press s to say how many days your team has, and canvases can be weighed against each other.";
        used += put(text, area, buf, theme.soft);
    } else if tried.is_none() || area.height >= ROOMY {
        let style = if promised.free < 0.0 {
            theme.alarm
        } else {
            theme.text
        };
        let text = format!("Days a month: {}", promised.in_words());
        used += put(&text, area, buf, style);
    }
    if let Some(text) = tried {
        used += put(&text, below(area, used), buf, theme.accent);
    }
    if promised.is_known() {
        let asked = 0.0;
        Meter { promised, asked }.draw(top(below(area, used), 1), buf, &desk.look);
        used += 1;
    }
    used
}

fn head(desk: &Desk) -> Head {
    let tried = desk.trying.len();
    let count = desk.portfolio.count();
    let canvases = |count: usize| {
        let counted = count_of(u32::try_from(count).unwrap_or(u32::MAX), "canvas");
        counted.replace("canvass", "canvases")
    };
    match (&desk.reading, &desk.settings_failed) {
        _ if tried > 0 => Head {
            title: "What if".into(),
            about: "a keeps, x drops".into(),
            state: format!("{tried} tried, nothing kept yet"),
            is_alarm: true,
            ..Head::default()
        },
        (_, Some(why)) => Head {
            title: "What comes first".into(),
            about: String::new(),
            state: format!("not saved: {why}"),
            is_alarm: true,
            ..Head::default()
        },
        (reading, None) => Head {
            title: "What comes first".into(),
            about: String::new(),
            state: match reading {
                Reading::Going => format!("{}, still reading", canvases(count)),
                _ if desk.settings != desk.settings_read => "saving".into(),
                _ => canvases(count),
            },
            is_alarm: false,
            ..Head::default()
        },
    }
}

fn empty(desk: &Desk) -> &'static str {
    match desk.reading {
        Reading::Going => "Reading the workspace.",
        _ if desk.portfolio.entries().is_empty() => {
            "No canvas yet. Go back with esc and press n for the first one."
        }
        _ => "Nothing to put in order: no canvas can be read.",
    }
}
