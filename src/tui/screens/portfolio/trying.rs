//! What if: the plan with what is tried, kept while nothing it stands on changes.

use std::rc::Rc;

use super::team::team;
use crate::canvas::capacity::{days_figure, days_in_words, days_with_unit, verb};
use crate::canvas::id::CanvasId;
use crate::canvas::others::Team;
use crate::portfolio::memo::Memo;
use crate::portfolio::plan::{Line, Plan};
use crate::portfolio::tries::{Tries, Try};
use crate::portfolio::why::tie_name;
use crate::portfolio::{Promised, free_in_words};
use crate::tui::desk::{Desk, Trying};

/// The plans that were drawn up last: without what is tried, and with it.
#[derive(Debug, Default)]
pub struct Plans {
    as_is: Memo,
    tried: Memo,
}

/// All collaborations against the days, with what is tried.
pub fn plan(desk: &Desk) -> Rc<Plan> {
    if desk.trying.is_empty() {
        return as_is(desk);
    }
    let tries = &desk.trying.tries;
    drawn_up(&desk.plans.tried, desk, team(desk), tries)
}

/// All collaborations against the days, as they are.
fn as_is(desk: &Desk) -> Rc<Plan> {
    let team = desk.settings.team();
    drawn_up(&desk.plans.as_is, desk, team, &Tries::default())
}

fn drawn_up(memo: &Memo, desk: &Desk, team: Team, tries: &Tries) -> Rc<Plan> {
    let order = || desk.settings.order();
    memo.plan(&desk.portfolio, (team, desk.today), order, tries)
}

/// What the days would be without all that is tried; None where nothing is.
pub fn in_words(desk: &Desk, plan: &Plan) -> Option<String> {
    if desk.trying.is_empty() {
        return None;
    }
    let is = as_is(desk);
    let differs = promised_instead(&plan.promised(), &is.promised());
    let differs = differs.or_else(|| Some(missing_instead(&plan.line?, &is.line?)));
    let differs = differs.unwrap_or_else(|| "nothing that is promised changes".into());
    Some(format!("Tried: {differs}."))
}

fn promised_instead(tried: &Promised, is: &Promised) -> Option<String> {
    let days = days_figure;
    let was = match (tried.free < 0.0, is.free < 0.0) {
        (true, true) => days(-is.free),
        (false, false) => days(is.free),
        _ => free_in_words(is.free),
    };
    let promised = match (days(tried.promised), days(is.promised)) {
        // Less than nothing is never promised.
        (now, before) if now != before && format!("{now}{before}").contains('-') => {
            format!("{} instead of {}", tried.given(), is.given())
        }
        (same, before) if same == before => "as much is promised".to_owned(),
        (now, before) => format!("{now} promised instead of {before}"),
    };
    (tried != is).then(|| format!("{promised}, {} instead of {was}", free_in_words(tried.free)))
}

/// What a draft changes, which takes no days before it is decided.
fn missing_instead(tried: &Line, is: &Line) -> String {
    let days = days_figure;
    let are = |days: f64| {
        let are = verb(&days_figure(days), "is", "are");
        format!("{} {are}", days_with_unit(days))
    };
    match (tried.first_below, is.first_below) {
        (None, None) => format!(
            "as much is promised; with everything, {} left instead of {}",
            are(tried.left()),
            days(is.left())
        ),
        _ => format!(
            "as much is promised; for everything, {} missing instead of {}",
            are(tried.missing()),
            days(is.missing())
        ),
    }
}

/// Turns to what may be tried next with a canvas, and says what stopping a live one may be.
pub fn turn(id: &CanvasId, is_live: bool, desk: &mut Desk) {
    desk.trying.tries.turn(id, is_live);
    let tried = desk.trying.tries.of(id);
    if is_live && tried.counts == Some(false) {
        desk.say(match tried.pauses {
            false => "Tried: ending it. Space again: pausing it. m: something smaller.",
            true => "Tried: pausing it, to look at it again. Space again: as it is.",
        });
    }
}

/// Tries a canvas in the largest lighter form that fits, or takes that back.
pub fn turn_smaller(id: &CanvasId, desk: &mut Desk) {
    let mut tried = desk.trying.tries.of(id);
    let is_live = plan(desk).find(id).is_some_and(|row| row.summary.is_live());
    if is_live && tried.counts == Some(false) {
        // Something smaller comes in place of stopping it.
        tried = Try::default();
        desk.trying.tries.put(id, tried);
    }
    let mut smaller = None;
    if tried.smaller.is_none() {
        let plan = plan(desk);
        let Some(row) = plan.find(id) else { return };
        match plan.lighter(row) {
            Err(why) => return desk.say(format!("Not smaller: {why}.")),
            Ok(lighter) => {
                desk.say(format!(
                    "Tried: {}, with up to {} of work: what is promised leaves that much.",
                    tie_name(lighter.form.closeness),
                    days_in_words(lighter.work_days)
                ));
                smaller = Some(lighter);
            }
        }
    }
    desk.trying.tries.put(id, Try { smaller, ..tried });
}

/// Drops what is tried.
pub fn drop_tries(desk: &mut Desk) {
    let was_empty = desk.trying.is_empty();
    let dropped = std::mem::take(&mut desk.trying);
    desk.say(match (was_empty, dropped.has_moved) {
        (true, _) => "Nothing is tried.",
        (false, false) => "Dropped. Everything is as it was.",
        (false, true) => "Dropped. Only the new order stays: that was kept as you moved it.",
    });
}

impl Trying {
    /// True where nothing is tried.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many things are tried.
    pub fn len(&self) -> usize {
        self.tries.len() + self.team.len() + usize::from(self.team_days.is_some())
    }
}
