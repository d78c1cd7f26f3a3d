//! The order of priority, changed by hand or by questions about two at a time.

use super::trying;
use crate::canvas::id::CanvasId;
use crate::portfolio::moved::Moved;
use crate::portfolio::order::to_keep;
use crate::tui::desk::{Desk, KeptLast, Reordered};

/// Moves a canvas to a place of the order, counted from 0, and keeps the order.
pub fn move_to(id: &CanvasId, to: usize, desk: &mut Desk) {
    let plan = trying::plan(desk);
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    let to = plan.moved(id, to);
    keep(&ids, &to, Some(id.as_str()), desk);
    if !desk.trying.is_empty() {
        desk.trying.has_moved = true;
        desk.say("The order is kept; what is tried is not.");
    }
}

/// Keeps an order of all canvases in place of the one before; `one` is what was moved, where it was one.
pub fn keep(before: &[&str], after: &[&str], one: Option<&str>, desk: &mut Desk) {
    let order = to_keep(&desk.settings.order(), before, after);
    if desk.settings.order() == order {
        return;
    }
    if desk.settings.is_newer() {
        desk.say("A newer version wrote the settings: the order can be seen here, not changed.");
        return;
    }
    let was = owned(&desk.settings.order());
    put(&order, desk);
    desk.kept.push(KeptLast {
        order: Some(Reordered {
            kept: [was, order],
            moved: Moved::new(before, after, one),
        }),
        ..KeptLast::default()
    });
}

/// Takes one change of the order back, and leaves what others moved since.
pub fn take_back(change: &Reordered, desk: &mut Desk) {
    let [was, kept] = &change.kept;
    let now = owned(&desk.settings.order());
    if now == *kept {
        return put(was, desk);
    }
    let plan = trying::plan(desk);
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    let order = to_keep(&desk.settings.order(), &ids, &change.moved.taken_back(&ids));
    put(&order, desk);
}

fn put(order: &[String], desk: &mut Desk) {
    desk.settings.set_order(order);
    desk.portfolio.reorder(&desk.settings.order());
    desk.save_settings();
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
