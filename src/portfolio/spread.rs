//! Where the promised days go: by kind of value, by person, by partner.

use std::collections::HashMap;

use super::filter::kind_name;
use super::plan::{Member, Plan, Ranked};
use crate::canvas::capacity::{above, at_least};
use crate::canvas::codes::{Coded as _, Kind};
use crate::canvas::details::folded;

/// The part from which much rests on one person.
const MUCH: f64 = 0.7;
/// In how many canvases somebody may be named before they are marked.
const MANY: usize = 3;

/// The days of one kind of value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KindDays {
    /// The kind; None where none is chosen.
    pub kind: Option<Kind>,
    /// Days a month promised to it.
    pub days: f64,
    /// How many collaborations have it.
    pub canvases: usize,
}

impl KindDays {
    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.kind.map_or("no kind yet", kind_name)
    }
}

/// Where the promised days go, by kind: those that have any, in the order of the kinds.
pub fn by_kind(plan: &Plan) -> Vec<KindDays> {
    let kinds = Kind::ALL.iter().copied().map(Some).chain([None]);
    let days = kinds.map(|kind| {
        let rows = plan
            .ranked
            .iter()
            .filter(|row| row.counts && row.summary.kind == kind);
        let (days, canvases) =
            rows.fold((0.0, 0), |(days, count), row| (days + row.takes, count + 1));
        KindDays {
            kind,
            days,
            canvases,
        }
    });
    days.filter(|kind| kind.canvases > 0).collect()
}

/// Why somebody is marked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// They give this part of their days, 0.7 or more.
    OwnDays(f64),
    /// They do this part of the work of the canvas in this place, 0.7 or more.
    WorkOf(usize, f64),
    /// They are named in so many live canvases, three or more.
    NamedIn(usize),
}

/// The days of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonDays {
    /// As first named, or as the team has them.
    pub name: String,
    /// Days a month of work promised, the optimism factor included.
    pub days: f64,
    /// Days a month that they have for collaborations; None where they are not of the team, or the
    /// team gives no share of their days.
    pub team_days: Option<f64>,
    /// The places of the live canvases that name them.
    pub places: Vec<usize>,
    /// Why much rests on them; empty where it does not.
    pub marks: Vec<Mark>,
}

/// Where the days of work go, by person: those with most days first, then those of the team with none.
///
/// Meetings, care and building trust are nobody's in particular, and not in here.
pub fn by_person(plan: &Plan, members: &[Member]) -> Vec<PersonDays> {
    let mut people: Vec<PersonDays> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for member in members
        .iter()
        .filter(|member| !member.person.trim().is_empty())
    {
        let at = at_name(&member.person, &mut people, &mut known);
        if let Some(days) = member.days {
            *people[at].team_days.get_or_insert(0.0) += days;
        }
    }
    for row in plan.ranked.iter().filter(|row| row.counts) {
        let (entered, part) = (entered(row), part_that_is_done(row));
        for person in row.summary.details().people {
            let at = at_name(person.name, &mut people, &mut known);
            people[at].days += plan.optimism * part * person.days;
            people[at].places.push(row.place);
            if above(entered, 0.0) && at_least(person.days, MUCH * entered) {
                people[at]
                    .marks
                    .push(Mark::WorkOf(row.place, person.days / entered));
            }
        }
    }
    for person in &mut people {
        let team_days = person.team_days.filter(|days| above(*days, 0.0));
        if let Some(part) = team_days.map(|days| person.days / days)
            && at_least(part, MUCH)
        {
            person.marks.insert(0, Mark::OwnDays(part));
        }
        if person.places.len() >= MANY {
            person.marks.push(Mark::NamedIn(person.places.len()));
        }
    }
    people.sort_by(|a, b| b.days.total_cmp(&a.days));
    people
}

/// Days of work entered on a canvas.
fn entered(row: &Ranked) -> f64 {
    row.summary.load.unwrap_or_default().work
}

/// The part of the days entered that the form tried leaves; all of them where none is.
pub fn part_that_is_done(row: &Ranked) -> f64 {
    let (entered, work) = (entered(row), row.load.unwrap_or_default().work);
    if above(entered, 0.0) {
        work / entered
    } else {
        0.0
    }
}

fn at_name(name: &str, people: &mut Vec<PersonDays>, known: &mut HashMap<String, usize>) -> usize {
    *known.entry(folded(name)).or_insert_with(|| {
        people.push(PersonDays {
            name: name.trim().to_owned(),
            days: 0.0,
            team_days: None,
            places: Vec::new(),
            marks: Vec::new(),
        });
        people.len() - 1
    })
}

/// Promised days that are nobody's in particular: meetings and care, building trust.
pub fn shared_days(plan: &Plan) -> f64 {
    let rows = plan.ranked.iter().filter(|row| row.counts);
    let loads = rows.filter_map(|row| row.load);
    loads
        .map(|load| load.overhead + load.build_up)
        .fold(0.0, |sum, days| sum + days)
}

/// One partner in all the canvases that name it.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerSeen {
    /// The organisation, as first named.
    pub organisation: String,
    /// Where it is named, best first: the place, and the trust there.
    pub seen: Vec<(usize, Option<u8>)>,
    /// Days a month promised to canvases that it takes part in.
    pub days: f64,
    /// Days a month that the others would take.
    pub would: f64,
}

impl PartnerSeen {
    /// The lowest and the highest trust of all its canvases.
    pub fn trust(&self) -> Option<(u8, u8)> {
        let scores = || self.seen.iter().filter_map(|(_, trust)| *trust);
        Some((scores().min()?, scores().max()?))
    }
}

/// The partners of all that has a place: those in most canvases first, then those with most days.
pub fn by_partner(plan: &Plan) -> Vec<PartnerSeen> {
    let mut partners: Vec<PartnerSeen> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in &plan.ranked {
        for partner in row.summary.details().partners {
            let at = *known
                .entry(folded(partner.organisation))
                .or_insert_with(|| {
                    partners.push(PartnerSeen {
                        organisation: partner.organisation.to_string(),
                        seen: Vec::new(),
                        days: 0.0,
                        would: 0.0,
                    });
                    partners.len() - 1
                });
            let seen = &mut partners[at];
            match seen
                .seen
                .last_mut()
                .filter(|(place, _)| *place == row.place)
            {
                Some((_, trust)) => *trust = lower(*trust, partner.trust),
                None => {
                    seen.seen.push((row.place, partner.trust));
                    *(if row.counts {
                        &mut seen.days
                    } else {
                        &mut seen.would
                    }) += row.takes;
                }
            }
        }
    }
    partners.sort_by(|a, b| {
        let by_days = (b.days + b.would).total_cmp(&(a.days + a.would));
        b.seen.len().cmp(&a.seen.len()).then(by_days)
    });
    partners
}

fn lower(a: Option<u8>, b: Option<u8>) -> Option<u8> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
