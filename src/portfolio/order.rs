//! The order of priority as `workspace.json` keeps it: only as many ids as it needs.

use std::collections::{HashMap, HashSet};

use crate::canvas::rank::places;
use crate::canvas::summary::Entry;

/// The ids to keep for a new order of the canvases.
///
/// `kept` is what the file has, `before` the canvases as they stood with it, `after` as they are to
/// stand. Those that nobody has moved stay unnamed at the end, oldest first. Ids that name none of
/// the canvases keep their place after the one they followed.
pub fn to_keep(kept: &[&str], before: &[&str], after: &[&str]) -> Vec<String> {
    let known: HashSet<&str> = before.iter().copied().collect();
    let named: HashSet<&str> = kept.iter().copied().collect();
    let unnamed = before.iter().copied().filter(|id| !named.contains(id));
    let ages: HashMap<&str, usize> = unnamed.zip(0..).collect();
    // The longest end in which those that were never named stand by age.
    let mut youngest = usize::MAX;
    let tail = after.iter().rev().take_while(|id| {
        let age = ages.get(*id).copied();
        let is_by_age = age.is_some_and(|age| age < youngest);
        youngest = age.unwrap_or(0);
        is_by_age
    });
    let tail = tail.count();
    let mut order: Vec<&str> = after[..after.len() - tail].to_vec();
    let mut seen = HashSet::new();
    for (index, id) in kept.iter().enumerate() {
        if known.contains(id) || !seen.insert(*id) {
            continue;
        }
        let follows = index.checked_sub(1).map(|before| kept[before]);
        let place = follows.and_then(|id| order.iter().position(|known| *known == id));
        order.insert(place.map_or(0, |place| place + 1), id);
    }
    order.into_iter().map(str::to_owned).collect()
}

/// Entries group by group, and in each as [`places`] has them; what cannot be read by its id.
pub fn in_places<G: Ord>(
    entries: Vec<Entry>,
    order: &[&str],
    group: impl Fn(&Entry) -> G,
) -> Vec<Entry> {
    let readable = entries.iter().filter_map(|entry| {
        let summary = entry.content.as_deref().ok()?;
        Some((&entry.id, summary, summary.is_live()))
    });
    let places = places(readable, order);
    let key = |entry: &Entry| {
        let place = places.get(entry.id.as_str()).copied();
        (group(entry), place, entry.id.clone())
    };
    let mut keys: Vec<_> = entries.iter().map(key).zip(0..).collect();
    keys.sort();
    let from: Vec<usize> = keys.into_iter().map(|(_, from)| from).collect();
    from.into_iter().map(|at| entries[at].clone()).collect()
}

/// The ids with one of them in another place, counted from 0; those of `with` that would stand before
/// it come along, just behind it.
pub fn moved_with<'a>(ids: &[&'a str], id: &str, to: usize, with: &[&str]) -> Vec<&'a str> {
    let from = ids.iter().position(|known| *known == id);
    let Some(from) = from else {
        return ids.to_vec();
    };
    let end = ids.len() - 1;
    let to = to.min(end);
    let places = if to > from { to..=end } else { to..=to };
    let moved = places.map(|to| {
        let mut moved = ids.to_vec();
        let id = moved.remove(from);
        moved.insert(to, id);
        let (before, after) = moved.split_at(to);
        let (along, stay): (Vec<&str>, Vec<&str>) =
            before.iter().partition(|one| with.contains(*one));
        [stay, vec![id], along, after[1..].to_vec()].concat()
    });
    // A step down past none but those that come along is a step further.
    let mut moved = moved.skip_while(|moved| to > from && moved == ids);
    moved.next().unwrap_or_else(|| ids.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved<'a>(ids: &[&'a str], id: &str, to: usize) -> Vec<&'a str> {
        moved_with(ids, id, to, &[])
    }

    #[test]
    fn what_counts_with_one_that_is_moved_comes_along_where_it_would_stand_before_it() {
        let ids = ["joint", "ours", "a", "b", "theirs"];
        let to = |to: usize| moved_with(&ids, "joint", to, &["ours", "theirs"]).join(" ");
        assert_eq!(to(0), "joint ours a b theirs");
        assert_eq!(to(1), "a joint ours b theirs");
        assert_eq!(to(2), "a joint ours b theirs");
        assert_eq!(to(3), "a b joint ours theirs");
        assert_eq!(to(9), "a b joint ours theirs");
        let up = moved_with(&["a", "joint", "ours"], "joint", 0, &["ours"]);
        assert_eq!(up, ["joint", "a", "ours"]);
    }

    #[test]
    fn those_that_nobody_moved_stay_unnamed() {
        let before = ["a", "b", "c", "d"];
        assert_eq!(to_keep(&[], &before, &moved(&before, "c", 0)), ["c"]);
        assert_eq!(to_keep(&[], &before, &moved(&before, "a", 1)), ["b"]);
        assert_eq!(to_keep(&["a"], &before, &before), ["a"]);
        assert_eq!(to_keep(&[], &before, &before), [""; 0]);
    }

    #[test]
    fn an_id_that_names_no_canvas_keeps_its_place() {
        let kept = ["gone", "a", "ended", "b", "ended"];
        let after = moved(&["a", "b", "c"], "b", 0);
        let order = to_keep(&kept, &["a", "b", "c"], &after);
        assert_eq!(order, ["gone", "b", "a", "ended"]);
    }

    #[test]
    fn what_is_kept_gives_the_order_back() {
        let before = ["a", "b", "c", "d", "e"];
        for id in before {
            for to in 0..before.len() {
                let after = moved(&before, id, to);
                let order = to_keep(&["a", "b"], &before, &after);
                let rest = before
                    .iter()
                    .filter(|id| !order.iter().any(|named| named == *id));
                let whole: Vec<&str> = order
                    .iter()
                    .map(String::as_str)
                    .chain(rest.copied())
                    .collect();
                assert_eq!(whole, after, "{id} to {to}");
            }
        }
    }
}
