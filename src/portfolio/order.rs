//! The order of priority as `workspace.json` keeps it: only as many ids as it needs.

use std::collections::{HashMap, HashSet};

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

/// The ids with one of them in another place, counted from 0.
pub fn moved<'a>(ids: &[&'a str], id: &str, to: usize) -> Vec<&'a str> {
    let mut moved = ids.to_vec();
    if let Some(from) = moved.iter().position(|known| *known == id) {
        let id = moved.remove(from);
        moved.insert(to.min(moved.len()), id);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

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
