//! The order of priority, as it bears on one canvas: what comes after it could stop to make room.

use std::collections::HashMap;

use super::capacity::Load;
use super::id::CanvasId;
use super::summary::Summary;

/// Where a canvas stands, to sort by: a joint canvas just before what it was made of.
pub type Place<'a> = (usize, &'a str, &'a str, bool);

/// Where each canvas stands: as `order` names them, then the oldest first.
///
/// A joint canvas that takes days stands where the best of those stands that it was made of, unless it
/// stands better itself: they are one collaboration. The third says of each whether it takes days.
pub fn places<'a>(
    canvases: impl Iterator<Item = (&'a CanvasId, &'a Summary, bool)> + Clone,
    order: &[&str],
) -> HashMap<&'a str, Place<'a>> {
    let named = order.iter().enumerate().rev();
    let named: HashMap<&str, usize> = named.map(|(place, id)| (*id, place)).collect();
    let own = canvases.clone().map(|(id, summary, _)| {
        let place = named.get(id.as_str()).copied().unwrap_or(usize::MAX);
        (id.as_str(), (place, &*summary.created, id.as_str(), true))
    });
    let own: HashMap<&str, Place> = own.collect();
    let inherited = canvases.filter(|(_, _, takes)| *takes);
    let inherited = inherited.filter_map(|(id, summary, _)| {
        let sources = summary.made_of.iter().filter_map(|id| own.get(&**id));
        let (place, created, of, _) = *sources.min()?;
        let best = (place, created, of, false);
        Some((id.as_str(), best.min(own[id.as_str()])))
    });
    let inherited: Vec<_> = inherited.collect();
    let mut places = own;
    places.extend(inherited);
    places
}

/// A live canvas as the order knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stoppable {
    /// Its title.
    pub title: Box<str>,
    /// What it takes from the team.
    load: Load,
    /// Days a month that its agreed stops free, and that are lost with it.
    freed: f64,
}

impl Stoppable {
    /// Days a month that it takes: L.
    pub fn takes(&self, optimism: f64) -> f64 {
        self.load.total(optimism)
    }

    /// Days a month that stopping it would free; never less than 0.
    pub fn frees(&self, optimism: f64) -> f64 {
        (self.takes(optimism) - self.freed).max(0.0)
    }
}

/// The place of a canvas in the order of priority, among the live ones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rank {
    /// Its place, from 1; None where the order does not name it.
    pub place: Option<usize>,
    /// The other live ones, best first.
    live: Vec<Stoppable>,
    /// How many of these come before it.
    before: usize,
}

impl Rank {
    /// Finds the place of a canvas; `canvases` are those that count, and those that live ones were made of.
    pub fn of<'a>(
        id: &CanvasId,
        canvases: impl Iterator<Item = (&'a CanvasId, &'a Summary)> + Clone,
        order: &[&str],
        counts: impl Fn(&CanvasId) -> bool,
    ) -> Self {
        let all = canvases.clone();
        let places = places(
            all.map(|(id, summary)| (id, summary, summary.is_live())),
            order,
        );
        let live =
            canvases.filter(|(other, summary)| *other != id && summary.is_live() && counts(other));
        let mut live: Vec<(Place, &Summary)> = live
            .map(|(id, summary)| (places[id.as_str()], summary))
            .collect();
        live.sort_by_key(|(place, _)| *place);
        let own = places.get(id.as_str()).filter(|place| place.0 < usize::MAX);
        Self {
            place: own.map(|place| place.0 + 1),
            before: own.map_or(live.len(), |own| {
                live.partition_point(|(place, _)| place < own)
            }),
            live: live
                .into_iter()
                .map(|(_, summary)| stoppable(summary))
                .collect(),
        }
    }

    /// The same, were the canvas first in the order.
    pub fn first(&self) -> Self {
        Self {
            place: Some(1),
            before: 0,
            live: self.live.clone(),
        }
    }

    /// The live canvases that come after it, best first; none where the order does not name it.
    pub fn later(&self) -> &[Stoppable] {
        match self.place {
            Some(_) => &self.live[self.before..],
            None => &[],
        }
    }

    /// Days a month that stopping all that comes after it would free: A.
    pub fn could_free(&self, optimism: f64) -> f64 {
        let later = self.later().iter();
        later.fold(0.0, |sum, one| sum + one.frees(optimism))
    }

    /// The fewest that would free so many days a month, from the bottom of the order up; None where all
    /// of them are too few.
    pub fn enough(&self, days: f64, optimism: f64) -> Option<Vec<&Stoppable>> {
        let mut missing = days;
        let mut stopped = Vec::new();
        for one in self.later().iter().rev() {
            if !super::capacity::above(missing, 0.0) {
                break;
            }
            let frees = one.frees(optimism);
            if super::capacity::above(frees, 0.0) {
                missing -= frees;
                stopped.push(one);
            }
        }
        (!super::capacity::above(missing, 0.0) && !stopped.is_empty()).then_some(stopped)
    }
}

fn stoppable(summary: &Summary) -> Stoppable {
    Stoppable {
        title: summary.title.clone(),
        load: summary.load.unwrap_or_default(),
        freed: summary.frees,
    }
}
