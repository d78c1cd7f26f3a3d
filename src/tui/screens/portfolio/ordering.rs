//! The order of priority, changed by hand or by questions about two at a time.

use super::trying;
use crate::canvas::id::CanvasId;
use crate::portfolio::order::to_keep;
use crate::tui::desk::{Desk, KeptLast};

/// Moves a canvas to a place of the order, counted from 0, and keeps the order.
pub fn move_to(id: &CanvasId, to: usize, desk: &mut Desk) {
    let plan = trying::plan(desk);
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    let order = to_keep(&desk.settings.order(), &ids, &plan.moved(id, to));
    keep(&order, desk);
    if !desk.trying.is_empty() {
        desk.trying.has_moved = true;
        desk.say("The order is kept; what is tried is not.");
    }
}

/// Keeps an order of priority.
pub fn keep(order: &[String], desk: &mut Desk) {
    if desk.settings.order() == order {
        return;
    }
    if desk.settings.is_newer() {
        desk.say("A newer version wrote the settings: the order can be seen here, not changed.");
        return;
    }
    let before = desk.settings.clone();
    desk.settings.set_order(order);
    desk.portfolio.reorder(&desk.settings.order());
    desk.kept_last = Some(KeptLast {
        settings: Some(Box::new([before, desk.settings.clone()])),
        ..KeptLast::default()
    });
    desk.save_settings();
}
