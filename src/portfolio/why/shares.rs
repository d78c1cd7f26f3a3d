//! Which canvases a figure of a picture comes from: of a month, a kind, a person or a partner.

use super::Why;
use crate::canvas::capacity::{
    Load, above, days_figure, days_with_unit, factor_figure as figure, figures_of,
};
use crate::canvas::details::folded;
use crate::portfolio::months::{Month, load_in};
use crate::portfolio::plan::{Plan, Ranked};
use crate::portfolio::spread::{KindDays, PartnerSeen, PersonDays, part_that_is_done};

/// What each collaboration takes on the day that a month shows.
pub fn of_month(plan: &Plan, month: &Month) -> Vec<Why> {
    let rows = plan.ranked.iter().filter(|row| row.counts);
    let rows = rows.filter_map(|row| {
        let load = load_in(row, plan, month)?;
        let mut why = of_load(row, load, plan);
        if above(row.summary.frees, 0.0) {
            let frees = days_figure(row.summary.frees);
            why.text = format!("{} Its agreed stops free {frees}.", why.text);
        }
        Some(why)
    });
    all_of(rows, "Nothing takes days in this month.")
}

/// What each collaboration of a kind takes.
pub fn of_kind(plan: &Plan, kind: &KindDays) -> Vec<Why> {
    let rows = plan.ranked.iter();
    let rows = rows.filter(|row| row.counts && row.summary.kind == kind.kind);
    let rows = rows.map(|row| of_load(row, row.load.unwrap_or_default(), plan));
    all_of(rows, "Nothing of this kind takes days.")
}

/// What each collaboration takes of a person's days.
pub fn of_person(plan: &Plan, person: &PersonDays) -> Vec<Why> {
    let rows = plan.ranked.iter().filter(|row| row.counts);
    let rows = rows.filter_map(|row| {
        let people = row.summary.details().people.into_iter();
        let own = people.filter(|one| folded(one.name) == folded(&person.name));
        let days: Vec<f64> = own.map(|one| one.days).collect();
        let days = (!days.is_empty()).then(|| days.iter().fold(0.0, |sum, days| sum + days))?;
        let part = part_that_is_done(row);
        let fewer = if above(1.0, part) {
            ", as far as the form tried leaves them"
        } else {
            ""
        };
        Some(Why {
            name: row.summary.title.to_string(),
            figure: days_figure(plan.optimism * part * days),
            text: format!(
                "{} of work entered{fewer}, times {} because plans are hopeful.",
                days_with_unit(days),
                figure(plan.optimism)
            ),
        })
    });
    let mut all = all_of(rows, "No live canvas names them.");
    let team = person.team_days;
    all.push(Why {
        name: "in the team".into(),
        figure: team.map_or("no days".into(), days_figure),
        text: match team {
            Some(_) => "Working days times share, in the settings.".into(),
            None => "The settings give no share of their days.".into(),
        },
    });
    all
}

/// What the collaborations with a partner take, and how far it is trusted in each.
pub fn of_partner(plan: &Plan, partner: &PartnerSeen) -> Vec<Why> {
    let rows = partner.seen.iter().filter_map(|(place, trust)| {
        let row = plan.ranked.iter().find(|row| row.place == *place)?;
        let mut why = of_load(row, row.load.unwrap_or_default(), plan);
        let trust = trust.map_or("not scored".into(), |trust| format!("{trust} of 5"));
        let verb = if row.counts { "takes" } else { "would take" };
        why.text = format!(
            "What all of it {verb}, whoever is in it: {} Trust: {trust}.",
            why.text
        );
        Some(why)
    });
    all_of(rows, "No canvas names it.")
}

fn of_load(row: &Ranked, load: Load, plan: &Plan) -> Why {
    let parts = figures_of(&[plan.optimism * load.work, load.overhead, load.build_up]);
    let [work, care, trust] = [&parts[0], &parts[1], &parts[2]];
    Why {
        name: row.summary.title.to_string(),
        figure: days_figure(load.total(plan.optimism)),
        text: format!("{work} work, {care} meetings and care, {trust} building trust."),
    }
}

fn all_of(rows: impl Iterator<Item = Why>, none: &str) -> Vec<Why> {
    let mut all: Vec<Why> = rows.collect();
    if all.is_empty() {
        all.push(Why {
            name: "days a month".into(),
            figure: "0".into(),
            text: none.into(),
        });
    }
    all
}
