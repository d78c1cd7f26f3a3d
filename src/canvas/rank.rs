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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::super::Canvas;
    use super::*;

    /// The days of a canvas that keeps in touch with nobody, beside those of its work: its base.
    const UPKEEP: f64 = 0.25;

    /// A live canvas with days of work and days that its agreed stops free.
    fn live(id: &str, created: &str, work: f64, stops: f64) -> (CanvasId, Value) {
        let document = json!({
            "format": "whytogether.canvas", "version": 1, "created": created,
            "cover": {"title": format!("Title of {id}")},
            "capacity": {
                "closeness": "keep_in_touch",
                "people": [{"id": "h222", "days": work}],
                "stops": [{"id": "s222", "days": stops, "agreed": true}, {"id": "s333", "days": 9}],
            },
            "decision": {"choice": "go_ahead", "decided_on": "2026-01-05"},
        });
        (CanvasId::from_name(id).expect("an id"), document)
    }

    fn draft(id: &str) -> (CanvasId, Value) {
        let (id, mut document) = live(id, "2026-01-01T00:00:00Z", 1.0, 0.0);
        document.as_object_mut().expect("a map").remove("decision");
        (id, document)
    }

    fn made_of(mut canvas: (CanvasId, Value), sources: &[&str]) -> (CanvasId, Value) {
        canvas.1["made_of"] = json!(sources);
        canvas
    }

    fn rank_of(id: &str, canvases: &[(CanvasId, Value)], order: &[&str]) -> Rank {
        let summaries = canvases.iter().map(|(id, document)| {
            let bytes = document.to_string();
            let canvas = Canvas::read(id.clone(), bytes.as_bytes()).expect("reads");
            (id, Summary::of(&canvas, date(2026, 3, 10)))
        });
        let summaries: Vec<_> = summaries.collect();
        let id = CanvasId::from_name(id).expect("an id");
        let all = summaries.iter().map(|(id, summary)| (*id, summary));
        Rank::of(&id, all, order, |_| true)
    }

    fn titles<'a>(all: impl IntoIterator<Item = &'a Stoppable>) -> Vec<&'a str> {
        let titles = all
            .into_iter()
            .map(|one| one.title.strip_prefix("Title of "));
        titles
            .map(|title| title.expect("a title of ours"))
            .collect()
    }

    /// A draft, two live ones that the order names, two that it does not, and one that is over.
    fn desk() -> Vec<(CanvasId, Value)> {
        let mut over = live("over", "2026-01-01T00:00:00Z", 7.0, 0.0);
        over.1["ended"] = json!("2026-02-01");
        vec![
            live("young", "2026-02-20T00:00:00Z", 1.0, 0.0),
            live("old", "2025-02-20T00:00:00Z", 2.0, 0.0),
            live("second", "2026-01-01T00:00:00Z", 3.0, 0.0),
            live("first", "2026-01-01T00:00:00Z", 4.0, 0.0),
            draft("ours"),
            draft("theirs"),
            over,
        ]
    }

    #[test]
    fn those_named_later_come_after_it_and_then_the_unnamed_the_oldest_first() {
        let desk = desk();
        let rank = rank_of("ours", &desk, &["first", "ours", "gone", "over", "second"]);
        assert_eq!(rank.place, Some(2));
        assert_eq!(titles(rank.later()), ["second", "old", "young"]);
        assert_eq!(rank.could_free(1.5), 1.5 * 6.0 + 3.0 * UPKEEP);
        let last = rank_of("ours", &desk, &["first", "second", "old", "young", "ours"]);
        assert_eq!((last.place, last.later().len()), (Some(5), 0));
        assert_eq!(last.could_free(1.5), 0.0);
    }

    #[test]
    fn nothing_comes_after_what_the_order_does_not_name_unless_it_is_put_first() {
        let rank = rank_of("ours", &desk(), &["first", "second"]);
        assert_eq!((rank.place, rank.later().len()), (None, 0));
        assert_eq!(rank.could_free(1.25), 0.0);
        assert_eq!(rank.enough(0.5, 1.25), None);
        let first = rank.first();
        assert_eq!(first.place, Some(1));
        assert_eq!(titles(first.later()), ["first", "second", "old", "young"]);
    }

    #[test]
    fn a_name_that_stands_twice_counts_where_it_stands_first() {
        let rank = rank_of("ours", &desk(), &["ours", "first", "ours", "first"]);
        assert_eq!(rank.place, Some(1));
        assert_eq!(titles(rank.later()), ["first", "old", "second", "young"]);
    }

    #[test]
    fn a_live_canvas_is_never_among_those_that_could_stop_for_it() {
        let rank = rank_of("first", &desk(), &["first", "second"]);
        assert_eq!(titles(rank.later()), ["second", "old", "young"]);
    }

    #[test]
    fn a_joint_canvas_that_takes_days_stands_before_the_best_that_it_was_made_of() {
        let mut desk = desk();
        let joint = live("joint", "2026-03-01T00:00:00Z", 1.0, 0.0);
        desk.push(made_of(joint, &["gone", "second", "young"]));
        let rank = rank_of("ours", &desk, &["first", "ours", "second"]);
        assert_eq!(titles(rank.later()), ["joint", "second", "old", "young"]);
        let own = rank_of("joint", &desk, &["first", "ours", "second"]);
        assert_eq!(own.place, Some(3));
        assert_eq!(titles(own.later()), ["second", "old", "young"]);
        let better = rank_of("ours", &desk, &["joint", "ours", "second"]);
        assert_eq!(titles(better.later()), ["second", "old", "first", "young"]);
    }

    #[test]
    fn a_joint_canvas_that_waits_inherits_no_place() {
        let mut desk = desk();
        desk.push(made_of(draft("joint"), &["first"]));
        let rank = rank_of("joint", &desk, &["first"]);
        assert_eq!((rank.place, rank.later().len()), (None, 0));
    }

    #[test]
    fn what_does_not_count_is_left_out() {
        let desk = desk();
        let summaries = desk.iter().map(|(id, document)| {
            let canvas = Canvas::read(id.clone(), document.to_string().as_bytes()).expect("reads");
            (id, Summary::of(&canvas, date(2026, 3, 10)))
        });
        let summaries: Vec<_> = summaries.collect();
        let all = summaries.iter().map(|(id, summary)| (*id, summary));
        let counts = |id: &CanvasId| id.as_str() != "old";
        let rank = Rank::of(&desk[4].0, all, &["ours"], counts);
        assert_eq!(titles(rank.later()), ["first", "second", "young"]);
    }

    #[test]
    fn stopping_frees_what_a_canvas_takes_less_what_its_own_agreed_stops_free_and_never_less_than_nothing()
     {
        let created = "2026-01-01T00:00:00Z";
        let desk = [
            live("frees-some", created, 4.0, 1.5),
            live("frees-none", created, 1.0, 5.0),
            draft("ours"),
        ];
        let rank = rank_of("ours", &desk, &["ours"]);
        let freed: Vec<f64> = rank.later().iter().map(|one| one.frees(1.25)).collect();
        assert_eq!(titles(rank.later()), ["frees-none", "frees-some"]);
        assert_eq!(freed, [0.0, 5.0 + UPKEEP - 1.5]);
        assert_eq!(rank.later()[0].takes(1.25), 1.25 + UPKEEP);
        assert_eq!(rank.could_free(1.25), 5.0 + UPKEEP - 1.5);
    }

    #[test]
    fn the_fewest_are_stopped_from_the_bottom_up_and_none_that_frees_nothing() {
        let created = "2026-01-01T00:00:00Z";
        let desk = [
            live("high", created, 4.0, 0.0),
            live("middle", created, 2.0, 0.0),
            live("frees-none", created, 1.0, 5.0),
            live("low", created, 1.0, 0.0),
            draft("ours"),
        ];
        let order = ["ours", "high", "middle", "frees-none", "low"];
        let rank = rank_of("ours", &desk, &order);
        let enough = |days: f64| rank.enough(days, 1.0).map(titles);
        assert_eq!(enough(1.0), Some(vec!["low"]));
        assert_eq!(enough(1.0 + UPKEEP), Some(vec!["low"]));
        assert_eq!(enough(1.1 + UPKEEP), Some(vec!["low", "middle"]));
        assert_eq!(enough(7.0), Some(vec!["low", "middle", "high"]));
        assert_eq!(enough(7.0 + 4.0 * UPKEEP), None);
    }
}
