//! A portfolio as JSON; `assets/schema/portfolio.json` describes it.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::canvas::codes::{Coded as _, Outcome};
use crate::portfolio::filter::Filter;
use crate::portfolio::months::{Change, Month, months};
use crate::portfolio::next::next;
use crate::portfolio::plan::{Member, Plan, Ranked};
use crate::portfolio::spread::{Mark, by_kind, by_partner, by_person, shared_days};

/// The whole plan; the filter chooses among the canvases, and leaves the sums as they are.
pub fn portfolio(plan: &Plan, members: &[Member], filter: &Filter) -> Value {
    let id = |place: usize| plan.ranked[place - 1].id.as_str();
    let promised = plan.promised();
    let line = plan.line.map(|line| {
        json!({
            "room": line.room,
            "above": line.above,
            "left": line.left(),
            "below": line.below,
            "missing": line.missing(),
            "first_below": line.first_below.map(id),
        })
    });
    let shown = plan.ranked.iter().filter(|row| filter.lets(row));
    let canvases: Vec<Value> = shown.map(|row| canvas(row, plan)).collect();
    let months: Vec<Value> = months(plan).iter().map(|of| month(of, &id)).collect();
    let lacking = plan.aside.iter().filter(|(_, why)| why.is_lacking());
    let unread = lacking.map(|(id, _)| format!("{id}.json"));
    json!({
        "as_of": plan.today.to_string(),
        "team": plan.team.days,
        "usable": plan.team.usable(),
        "reserve": promised.reserve,
        "committed": plan.committed,
        "freed": plan.freed,
        "could_free": plan.could_free,
        "headroom": plan.headroom(),
        "use": plan.usage(),
        "optimism": plan.optimism,
        "line": line,
        "canvases": canvases,
        "beside": beside(plan, filter),
        "months": months,
        "kinds": kinds(plan),
        "people": people(plan, members, &id),
        "shared_days": shared_days(plan),
        "partners": partners(plan, &id),
        "unread": unread.collect::<Vec<_>>(),
    })
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn canvas(row: &Ranked, plan: &Plan) -> Value {
    let summary = &*row.summary;
    let load = row.load.map(|load| {
        json!({
            "work": load.work,
            "overhead": load.overhead,
            "build_up": load.build_up,
            "total": row.takes,
        })
    });
    let next = next(summary, row.section(), plan.today);
    let details = summary.details();
    let partners = details
        .partners
        .iter()
        .map(|partner| json!({ "organisation": partner.organisation, "trust": partner.trust }));
    let people = details.people.iter();
    let people = people.map(|person| json!({ "person": person.name, "days": person.days }));
    json!({
        "place": row.place,
        "id": row.id.as_str(),
        "title": summary.title,
        "state": row.section().code(),
        "decided": summary.decided().map(Outcome::code),
        "kind": summary.kind.map(|kind| kind.code()),
        "closeness": row.closeness().map(|closeness| closeness.code()),
        "days": load,
        "days_known": summary.is_load_known,
        "counted_with": row.counted_with.as_ref().map(|id| id.as_str()),
        "frees": summary.frees,
        "could_free": summary.could_free,
        "fits": row.is_above,
        "could_stop": plan.could_stop(row).iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        "worth": summary.worth,
        "lowest_trust": summary.lowest_trust(),
        "next": next.map(|(event, on)| json!({ "what": event.code(), "on": on.to_string() })),
        "start": date(summary.went_ahead_on()),
        "end_date": date(summary.end_date),
        "build_up_ends": date(summary.build_up_ends(plan.today)),
        "first_wins": details.first_wins.iter().map(|on| on.to_string()).collect::<Vec<_>>(),
        "partners": partners.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "newer": summary.is_newer,
    })
}

/// Those that have no place.
fn beside(plan: &Plan, filter: &Filter) -> Vec<Value> {
    let beside = plan.beside.iter().filter(|row| filter.lets(row));
    let beside = beside.map(|row| {
        json!({
            "id": row.id.as_str(),
            "title": row.summary.title,
            "state": row.section().code(),
            "decided": row.summary.decided().map(Outcome::code),
        })
    });
    beside.collect()
}

fn month<'a>(month: &Month, id: &impl Fn(usize) -> &'a str) -> Value {
    let mut json = json!({
        "day": month.day.to_string(),
        "committed": month.committed,
        "freed": month.freed,
    });
    for change in Change::ALL {
        let ids: Vec<&str> = month.places(change).map(id).collect();
        json[change.code()] = json!(ids);
    }
    json
}

fn kinds(plan: &Plan) -> Vec<Value> {
    let kinds = by_kind(plan).into_iter().map(|kind| {
        json!({
            "kind": kind.kind.map(|kind| kind.code()),
            "days": kind.days,
            "canvases": kind.canvases,
        })
    });
    kinds.collect()
}

fn people<'a>(plan: &Plan, members: &[Member], id: &impl Fn(usize) -> &'a str) -> Vec<Value> {
    let people = by_person(plan, members).into_iter().map(|person| {
        let marks = person.marks.iter().map(|mark| match mark {
            Mark::OwnDays(part) => json!({ "why": "own_days", "part": part }),
            Mark::WorkOf(place, part) => {
                json!({ "why": "work_of_one", "part": part, "canvas": id(*place) })
            }
            Mark::NamedIn(count) => json!({ "why": "named_in_many", "canvases": count }),
        });
        json!({
            "person": person.name,
            "days": person.days,
            "team_days": person.team_days,
            "canvases": person.places.iter().map(|place| id(*place)).collect::<Vec<_>>(),
            "marks": marks.collect::<Vec<_>>(),
        })
    });
    people.collect()
}

fn partners<'a>(plan: &Plan, id: &impl Fn(usize) -> &'a str) -> Vec<Value> {
    let partners = by_partner(plan).into_iter().map(|partner| {
        let seen = partner.seen.iter();
        let seen = seen.map(|(place, trust)| json!({ "canvas": id(*place), "trust": trust }));
        json!({
            "organisation": partner.organisation,
            "days": partner.days,
            "would_take": partner.would,
            "canvases": seen.collect::<Vec<_>>(),
        })
    });
    partners.collect()
}
