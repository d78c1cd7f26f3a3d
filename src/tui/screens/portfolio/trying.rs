//! What if: the plan with what is tried.

use super::team::{settings, team};
use crate::canvas::capacity::days_figure;
use crate::canvas::id::CanvasId;
use crate::portfolio::plan::{Ground, Plan};
use crate::portfolio::tries::Try;
use crate::portfolio::why::tie_name;
use crate::tui::desk::{Desk, Trying};
use crate::workspace::settings::Settings;

/// All collaborations against the days, with what is tried.
pub fn plan<'a>(desk: &'a Desk, settings: &Settings) -> Plan<'a> {
    let ground = Ground {
        team: team(desk, settings),
        order: &settings.order(),
        today: desk.today,
    };
    Plan::of(&desk.portfolio, &ground, &desk.trying.tries)
}

/// What the days would be without all that is tried; None where nothing is.
pub fn in_words(desk: &Desk, plan: &Plan) -> Option<String> {
    if desk.trying.is_empty() {
        return None;
    }
    let is = desk.portfolio.promised(desk.settings.team());
    let tried = plan.promised();
    let days = days_figure;
    Some(format!(
        "Tried: {} promised instead of {}, {} free instead of {}. Nothing of it is kept yet.",
        days(tried.promised),
        days(is.promised),
        days(tried.free),
        days(is.free)
    ))
}

/// Tries a canvas in the largest lighter form that fits, or takes that back.
pub fn turn_smaller(id: &CanvasId, desk: &mut Desk) {
    let tried = desk.trying.tries.of(id);
    if tried.smaller.is_some() {
        let whole = Try {
            smaller: None,
            ..tried
        };
        desk.trying.tries.put(id, whole);
        return;
    }
    let settings = settings(desk);
    let plan = plan(desk, &settings);
    let lighter = plan.find(id).and_then(|row| plan.lighter(row));
    let Some(lighter) = lighter else {
        desk.say("No lighter form of it fits, or its days are not known yet.");
        return;
    };
    desk.say(format!(
        "Tried: {}, with up to {} days of work.",
        tie_name(lighter.form.closeness),
        days_figure(lighter.work_days)
    ));
    let smaller = Try {
        smaller: Some(lighter),
        ..tried
    };
    desk.trying.tries.put(id, smaller);
}

/// Drops what is tried.
pub fn drop_tries(desk: &mut Desk) {
    let was_empty = desk.trying.is_empty();
    desk.trying = Trying::default();
    desk.say(if was_empty {
        "Nothing is tried."
    } else {
        "Dropped. Everything is as it was."
    });
}
