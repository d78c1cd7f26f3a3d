//! Which canvases of a workspace count where one was made of others.
//!
//! A joint canvas and those that it was made of are one collaboration, so only one of them counts:
//!
//! | the joint canvas | those that it was made of | what counts |
//! |---|---|---|
//! | takes days | take days or wait | the joint canvas; while it is not answered who does the work and how close, the larger of both |
//! | waits for its decision | one takes days | that one |
//! | waits for its decision | wait too | the joint canvas, once it goes ahead |
//! | declined or over | take days or wait | each of them for itself |
//!
//! What reviews say about days planned and days that came is true of each of them, and always counts.

use std::collections::{HashMap, HashSet};

use super::capacity::above;
use super::id::CanvasId;
use super::others::Others;
use super::rank::Rank;
use super::summary::{Entry, Summary};

/// What a canvas does with days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It takes them.
    Takes,
    /// It would take them.
    Waits,
    /// It was declined, or it is over.
    Neither,
}

/// One canvas among those of its workspace.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Its id.
    pub id: &'a str,
    /// Ids of the canvases that it was made of.
    pub made_of: &'a [Box<str>],
    /// What it does with days.
    pub stands: Stands,
    /// Days a month that it takes or would take, so far.
    pub days: f64,
    /// True where all is answered that its days are made of.
    pub is_finished: bool,
}

impl<'a> Standing<'a> {
    /// A canvas as a list knows it, with a factor on days of work.
    pub fn of(id: &'a CanvasId, summary: &'a Summary, optimism: f64) -> Self {
        Self {
            id: id.as_str(),
            made_of: &summary.made_of,
            stands: Stands::of(summary),
            days: summary.load.unwrap_or_default().total(optimism),
            is_finished: summary.is_load_known,
        }
    }

    /// What it does beside those that it was made of: while it is not finished it stands behind them
    /// where they take more.
    fn beside(&self, sources: impl Iterator<Item = Standing<'a>>) -> Stands {
        let taking = sources.filter(|source| source.stands == Stands::Takes);
        let days = taking.map(|source| source.days).sum();
        match self.stands {
            Stands::Takes if !self.is_finished && above(days, self.days) => Stands::Waits,
            stands => stands,
        }
    }
}

impl Stands {
    /// What a canvas does with days as it is.
    pub fn of(summary: &Summary) -> Self {
        match summary.decided() {
            _ if summary.is_live() => Self::Takes,
            None => Self::Waits,
            Some(_) if summary.is_declined() || summary.is_ended() => Self::Neither,
            Some(_) => Self::Waits,
        }
    }
}

/// The canvases whose days count with another one's, each with the id of that other.
pub fn counted_with<'a>(
    members: impl Iterator<Item = Standing<'a>> + Clone,
) -> HashMap<&'a str, &'a str> {
    let joints = members.clone().filter(|member| !member.made_of.is_empty());
    let joints: Vec<Standing> = joints.collect();
    let named = joints.iter().flat_map(|joint| joint.made_of);
    let named: HashSet<&str> = named.map(|id| &**id).collect();
    let known = members.filter(|member| named.contains(member.id));
    let known: HashMap<&str, Standing> = known.map(|member| (member.id, member)).collect();
    let mut with = HashMap::new();
    for joint in &joints {
        let sources = joint.made_of.iter().filter_map(|id| known.get(&**id));
        let sources = sources
            .filter(|source| source.id != joint.id && source.stands != Stands::Neither)
            .copied();
        let taking = sources
            .clone()
            .find(|source| source.stands == Stands::Takes);
        match (joint.beside(sources.clone()), taking) {
            (Stands::Neither, _) => {}
            (Stands::Waits, Some(taking)) => count(joint.id, taking.id, &mut with),
            _ => sources.for_each(|source| count(source.id, joint.id, &mut with)),
        }
    }
    let ends = with.keys().map(|id| (*id, end_of(id, &with)));
    ends.collect()
}

/// Counts one with another, unless that one counts with it already: in a ring nobody would count.
fn count<'a>(one: &'a str, other: &'a str, with: &mut HashMap<&'a str, &'a str>) {
    if end_of(other, with) != one {
        with.entry(one).or_insert(other);
    }
}

/// The one that counts in the end: a joint canvas may have been made of a joint canvas.
fn end_of<'a>(id: &'a str, with: &HashMap<&'a str, &'a str>) -> &'a str {
    let mut end = id;
    while let Some(next) = with.get(end) {
        end = next;
    }
    end
}

/// The canvases that can be read.
fn readable<'a>(
    entries: impl Iterator<Item = &'a Entry> + Clone,
) -> impl Iterator<Item = (&'a CanvasId, &'a Summary)> + Clone {
    entries.filter_map(|entry| Some((&entry.id, entry.content.as_deref().ok()?)))
}

/// The same as [`counted_with`], for the canvases of a list as they are.
pub fn counted_in_list<'a>(
    entries: impl Iterator<Item = &'a Entry> + Clone,
) -> HashMap<&'a str, &'a str> {
    let optimism = optimism_of(readable(entries.clone()));
    counted_with(readable(entries).map(|(id, summary)| Standing::of(id, summary, optimism)))
}

/// The factor on days of work, where it decides which of two counts; else any.
fn optimism_of<'a>(all: impl Iterator<Item = (&'a CanvasId, &'a Summary)> + Clone) -> f64 {
    let is_unfinished = |summary: &Summary| {
        summary.is_live() && !summary.is_load_known && !summary.made_of.is_empty()
    };
    let mut lessons = Others::default();
    if all.clone().any(|(_, summary)| is_unfinished(summary)) {
        all.for_each(|(_, summary)| lessons.add(&summary.share().lessons_only()));
    }
    lessons.optimism(&[])
}

/// The canvases that a canvas was made of, and those that were made of it.
pub fn kin<'a>(
    entries: impl Iterator<Item = &'a Entry> + Clone,
    id: &CanvasId,
) -> Vec<&'a CanvasId> {
    let own = readable(entries.clone()).find(|(known, _)| *known == id);
    let made_of = own.map_or(&[][..], |(_, summary)| &summary.made_of);
    let is_named = |ids: &[Box<str>], id: &CanvasId| ids.iter().any(|one| **one == *id.as_str());
    let kin = readable(entries).filter(|(other, summary)| {
        *other != id && (is_named(made_of, other) || is_named(&summary.made_of, id))
    });
    kin.map(|(other, _)| other).collect()
}

/// What the canvases of a list mean for one of them, or all of them together for nobody.
///
/// What a canvas was made of, and what was made of it, promises the same days as it does, and is left out
/// of the sums against which it is weighed. `order` names ids, best first.
pub fn others_of<'a>(
    entries: impl Iterator<Item = &'a Entry> + Clone,
    than: Option<&CanvasId>,
    order: &[&str],
) -> Others {
    let kin = than.map_or_else(Vec::new, |id| kin(entries.clone(), id));
    let is_left_out = |id: &CanvasId| Some(id) == than || kin.contains(&id);
    let optimism = optimism_of(readable(entries.clone()));
    let standing = |(id, summary)| Standing::of(id, summary, optimism);
    let rest = readable(entries.clone()).filter(|(id, _)| !is_left_out(id));
    let with = counted_with(rest.map(standing));
    let mut others = Others::default();
    if let Some(than) = than {
        let counts = |id: &CanvasId| !is_left_out(id) && !with.contains_key(id.as_str());
        others.rank = Rank::of(than, readable(entries.clone()), order, counts);
    }
    if !kin.is_empty() {
        let counted = counted_with(readable(entries.clone()).map(standing));
        let counts = |id: &CanvasId| !counted.contains_key(id.as_str());
        others.is_counted = than.is_none_or(counts);
        let kin = readable(entries.clone()).filter(|(id, _)| kin.contains(id) && counts(id));
        kin.for_each(|(_, summary)| others.add_in_place_of(&summary.share()));
    }
    for entry in entries.filter(|entry| Some(&entry.id) != than) {
        match &entry.content {
            Ok(summary) if is_left_out(&entry.id) || with.contains_key(entry.id.as_str()) => {
                others.add(&summary.share().lessons_only());
            }
            Ok(summary) => others.add(&summary.share()),
            Err(aside) if aside.is_lacking() => others.unread.push(format!("{}.json", entry.id)),
            Err(_) => {}
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::Stands::{Neither, Takes, Waits};
    use super::*;

    /// Which of these count with which: an id, what it was made of, what it does with days.
    fn with(members: &[(&'static str, &[&str], Stands)]) -> Vec<(&'static str, &'static str)> {
        let made_of: Vec<Vec<Box<str>>> = members
            .iter()
            .map(|(_, ids, _)| ids.iter().map(|id| (*id).into()).collect())
            .collect();
        let all = members.iter().zip(&made_of);
        let all = all.map(|((id, _, stands), made_of)| Standing {
            id,
            made_of,
            stands: *stands,
            days: 1.0,
            is_finished: true,
        });
        let named = |id: &str| members.iter().find(|one| one.0 == id).expect("named").0;
        let found = counted_with(all);
        let mut found: Vec<_> = found
            .into_iter()
            .map(|(one, other)| (named(one), named(other)))
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn a_joint_canvas_counts_for_what_it_was_made_of_once_it_takes_days() {
        let of = |joint, ours| with(&[("ours", &[], ours), ("joint", &["ours"], joint)]);
        assert_eq!(of(Takes, Takes), [("ours", "joint")]);
        assert_eq!(of(Takes, Waits), [("ours", "joint")]);
        assert_eq!(of(Waits, Takes), [("joint", "ours")]);
        assert_eq!(of(Waits, Waits), [("ours", "joint")]);
        for (joint, ours) in [(Neither, Takes), (Neither, Waits), (Takes, Neither)] {
            assert_eq!(of(joint, ours), [], "{joint:?} {ours:?}");
        }
    }

    #[test]
    fn until_a_joint_canvas_is_finished_the_larger_of_both_counts() {
        let made_of: Vec<Box<str>> = vec!["ours".into(), "theirs".into(), "waits".into()];
        let counted = |days: f64, is_finished: bool| {
            let source = |id, stands| Standing {
                id,
                made_of: &[],
                stands,
                days: 4.0,
                is_finished: true,
            };
            let joint = Standing {
                id: "joint",
                made_of: &made_of,
                stands: Takes,
                days,
                is_finished,
            };
            let all = [
                source("ours", Takes),
                source("theirs", Takes),
                source("waits", Waits),
                joint,
            ];
            let mut with: Vec<_> = counted_with(all.into_iter()).into_iter().collect();
            with.sort_unstable();
            with
        };
        let joint_counts = [("ours", "joint"), ("theirs", "joint"), ("waits", "joint")];
        assert_eq!(counted(7.9, false), [("joint", "ours")]);
        assert_eq!(counted(8.0, false), joint_counts);
        assert_eq!(counted(0.5, true), joint_counts);
    }

    #[test]
    fn of_a_joint_canvas_that_was_made_of_a_joint_canvas_one_counts() {
        let later = ("later", &["joint", "ours"][..], Takes);
        let all = [("ours", &[][..], Takes), ("joint", &["ours"], Waits), later];
        assert_eq!(with(&all), [("joint", "later"), ("ours", "later")]);
        let chain = [
            ("ours", &[][..], Takes),
            ("joint", &["ours"], Takes),
            ("later", &["joint"], Takes),
        ];
        assert_eq!(with(&chain), [("joint", "later"), ("ours", "later")]);
    }

    #[test]
    fn canvases_that_name_each_other_or_themselves_do_not_all_vanish() {
        let ring = [("one", &["other"][..], Takes), ("other", &["one"], Takes)];
        assert_eq!(with(&ring), [("other", "one")]);
        assert_eq!(with(&[("one", &["one", "gone"], Takes)]), []);
    }
}
