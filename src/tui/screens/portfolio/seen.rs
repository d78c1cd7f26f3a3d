//! What the filter lets through of a plan, and the pictures of that, kept while nothing changes.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::portfolio::filter::Filter;
use crate::portfolio::months::{Month, months};
use crate::portfolio::plan::{Member, Plan, Ranked};
use crate::portfolio::spread::{KindDays, PartnerSeen, PersonDays, by_kind, by_partner, by_person};

/// A plan as it is looked at.
#[derive(Debug)]
pub struct Seen {
    plan: Rc<Plan>,
    wanted: String,
    members: Vec<Member>,
    /// Which of those with a place the filter lets through.
    placed: Vec<usize>,
    /// Which of those without.
    beside: Vec<usize>,
    through: OnceCell<Plan>,
    months: OnceCell<Vec<Month>>,
    kinds: OnceCell<Vec<KindDays>>,
    people: OnceCell<Vec<PersonDays>>,
    partners: OnceCell<Vec<PartnerSeen>>,
}

impl Seen {
    /// A plan, of which only what has some words is wanted.
    pub fn new(plan: Rc<Plan>, wanted: &str, members: Vec<Member>) -> Self {
        let filter = Filter::typed(wanted);
        let let_through = |rows: &[Ranked]| -> Vec<usize> {
            let indices = rows.iter().enumerate();
            let indices = indices.filter(|(_, row)| filter.lets(row));
            indices.map(|(index, _)| index).collect()
        };
        Self {
            placed: let_through(&plan.ranked),
            beside: let_through(&plan.beside),
            plan,
            wanted: wanted.to_owned(),
            members,
            through: OnceCell::new(),
            months: OnceCell::new(),
            kinds: OnceCell::new(),
            people: OnceCell::new(),
            partners: OnceCell::new(),
        }
    }

    /// True where it would be the same made anew.
    pub fn is_of(&self, plan: &Rc<Plan>, wanted: &str, members: &[Member]) -> bool {
        Rc::ptr_eq(&self.plan, plan) && self.wanted == wanted && self.members == members
    }

    /// All there is.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Those with a place, best first.
    pub fn placed(&self) -> impl Iterator<Item = &Ranked> {
        self.placed.iter().map(|index| &self.plan.ranked[*index])
    }

    /// Those with a place, then those without.
    pub fn rows(&self) -> impl Iterator<Item = &Ranked> {
        let beside = self.beside.iter().map(|index| &self.plan.beside[*index]);
        self.placed().chain(beside)
    }

    /// The plan of those with a place that the filter lets through.
    pub fn through(&self) -> &Plan {
        if self.placed.len() == self.plan.ranked.len() {
            return &self.plan;
        }
        self.through.get_or_init(|| Plan {
            ranked: self.placed().cloned().collect(),
            ..(*self.plan).clone()
        })
    }

    /// Promised days by month.
    pub fn months(&self) -> &[Month] {
        self.months.get_or_init(|| months(self.through()))
    }

    /// Where the days go, by kind.
    pub fn kinds(&self) -> &[KindDays] {
        self.kinds.get_or_init(|| by_kind(self.through()))
    }

    /// Where the days of work go, by person.
    pub fn people(&self) -> &[PersonDays] {
        (self.people).get_or_init(|| by_person(self.through(), &self.members))
    }

    /// Partners in all canvases.
    pub fn partners(&self) -> &[PartnerSeen] {
        self.partners.get_or_init(|| by_partner(self.through()))
    }
}
