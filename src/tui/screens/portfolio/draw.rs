//! How the screen is drawn: views, days, what is tried, the filter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{PortfolioScreen, View, list, months, pair, scatter, spread, team, trying};
use crate::canvas::when::count_of;
use crate::portfolio::filter::Filter;
use crate::portfolio::plan::Plan;
use crate::tui::desk::{Desk, Reading};
use crate::tui::widgets::chrome::{Head, frame};
use crate::tui::widgets::meter;
use crate::tui::widgets::prose::{below, indented, put, put_line};

impl PortfolioScreen {
    /// Draws the screen and returns where the cursor is, in the filter.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let settings = team::settings(desk);
        let mut plan = trying::plan(desk, &settings);
        let body = frame(
            &self.head(desk),
            self.scope(),
            &desk.note,
            area,
            buf,
            &desk.look,
        );
        if self.is_pairing {
            pair::draw(desk, &plan, body, buf);
            return None;
        }
        let mut rest = self.draw_tabs(desk, body, buf);
        let used = meter::draw_days(&plan.promised(), rest, buf, &desk.look);
        rest = below(rest, used);
        if let Some(text) = trying::in_words(desk, &plan) {
            rest = below(rest, put(&text, rest, buf, desk.look.theme.accent));
        }
        let cursor = self.draw_filter(desk, &mut rest, buf);
        rest = below(rest, u16::from(body.height > 16));
        if plan.ranked.is_empty() {
            put(empty(desk), rest, buf, desk.look.theme.text);
            return cursor;
        }
        if !self.is_on_canvases() {
            let filter = Filter::typed(&self.wanted);
            plan.ranked.retain(|row| filter.lets(row));
        }
        self.draw_view(desk, &plan, rest, buf);
        cursor
    }

    fn draw_view(&mut self, desk: &Desk, plan: &Plan, area: Rect, buf: &mut Buffer) {
        let shown = self.shown(plan);
        if shown.is_empty() {
            put("Nothing by these words.", area, buf, desk.look.theme.soft);
            return;
        }
        let at = self.place(&shown);
        match self.view {
            View::Order => self.rows = list::draw(plan, &shown, at, desk, area, buf),
            View::Value => scatter::draw(plan, &shown, at, area, buf, &desk.look),
            View::Months => {
                self.rows = months::draw(plan, self.cursor, area, buf, &desk.look);
            }
            View::Spread => {
                let members = team::members(&team::settings(desk));
                self.rows = spread::draw(plan, &members, self.cursor, area, buf, &desk.look);
            }
            View::Partners => {
                self.rows = spread::draw_partners(plan, self.cursor, area, buf, &desk.look);
            }
        }
    }

    fn head(&self, desk: &Desk) -> Head {
        let tried = desk.trying.len();
        let count = desk.portfolio.entries().len();
        let canvases = |count: usize| {
            let counted = count_of(u32::try_from(count).unwrap_or(u32::MAX), "canvas");
            counted.replace("canvass", "canvases")
        };
        match (&desk.reading, &desk.settings_failed) {
            _ if tried > 0 => Head {
                title: "What if".into(),
                about: "a keeps it, x drops it".into(),
                state: format!("{tried} tried, nothing kept yet"),
                is_alarm: true,
            },
            (_, Some(why)) => Head {
                title: "What comes first".into(),
                about: String::new(),
                state: format!("not saved: {why}"),
                is_alarm: true,
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
            },
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
        below(area, if area.height > 16 { 2 } else { 1 })
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

fn empty(desk: &Desk) -> &'static str {
    match desk.reading {
        Reading::Going => "Reading the workspace.",
        _ if desk.portfolio.entries().is_empty() => {
            "No canvas yet. Go back with esc and press n for the first one."
        }
        _ => "Nothing to put in order: all canvases were declined, have ended or cannot be read.",
    }
}
