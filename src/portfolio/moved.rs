//! One change of the order of priority, to be taken back while others change it too.

use std::collections::HashSet;

/// A change of the order: ids of canvases before and after it, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    before: Vec<String>,
    after: Vec<String>,
    /// Those that it moved.
    ids: Vec<String>,
}

impl Moved {
    /// The change from one order to another; `one` is what was moved, where it was one.
    pub fn new(before: &[&str], after: &[&str], one: Option<&str>) -> Self {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let rest: Vec<&str> = before
            .iter()
            .copied()
            .filter(|id| Some(*id) != one)
            .collect();
        let stayed = in_both(&rest, after);
        let ids: Vec<&str> = before
            .iter()
            .copied()
            .filter(|id| !stayed.contains(id))
            .collect();
        Self {
            before: owned(before),
            after: owned(after),
            ids: owned(&ids),
        }
    }

    /// An order without this change: what it moved stands again behind what it followed. What others have
    /// moved since stays where they put it.
    pub fn taken_back<'a>(&'a self, now: &[&'a str]) -> Vec<&'a str> {
        let after: Vec<&str> = self.after.iter().map(String::as_str).collect();
        let before: Vec<&str> = self.before.iter().map(String::as_str).collect();
        let untouched = in_both(&after, now);
        let mut order = now.to_vec();
        for id in self.ids.iter().map(String::as_str) {
            if !untouched.contains(id) {
                continue;
            }
            order.retain(|one| *one != id);
            let mut followed = before.iter().rev().skip_while(|one| **one != id).skip(1);
            let followed = followed.find(|one| untouched.contains(**one));
            let place = followed.and_then(|one| order.iter().position(|there| there == one));
            order.insert(place.map_or(0, |place| place + 1), id);
        }
        order
    }
}

/// The most ids that stand in the same order on both sides.
fn in_both<'a>(one: &[&'a str], other: &[&str]) -> HashSet<&'a str> {
    let width = other.len() + 1;
    let mut longest = vec![0_usize; (one.len() + 1) * width];
    for (i, a) in one.iter().enumerate().rev() {
        for (j, b) in other.iter().enumerate().rev() {
            let (down, right) = (longest[(i + 1) * width + j], longest[i * width + j + 1]);
            longest[i * width + j] = if a == b {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                down.max(right)
            };
        }
    }
    let (mut i, mut j, mut both) = (0, 0, HashSet::new());
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        if a == b {
            both.insert(*a);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(order: &str) -> Vec<&str> {
        order.split(' ').collect()
    }

    fn taken_back(before: &str, after: &str, one: Option<&str>, now: &str) -> String {
        let moved = Moved::new(&ids(before), &ids(after), one);
        moved.taken_back(&ids(now)).join(" ")
    }

    #[test]
    fn a_move_is_taken_back_and_what_others_moved_since_stands() {
        let up = |now: &str| taken_back("a b c d e", "c a b d e", Some("c"), now);
        assert_eq!(up("c a b d e"), "a b c d e");
        assert_eq!(up("c a b e d"), "a b c e d", "they moved another");
        assert_eq!(up("c a d e b"), "a c d e b", "they moved what it followed");
        assert_eq!(up("a b d e c"), "a b d e c", "they moved the same");
        assert_eq!(up("c a b d e new"), "a b c d e new");
        assert_eq!(up("c a d e"), "a c d e", "one has gone");
    }

    #[test]
    fn an_order_that_questions_gave_is_taken_back_whole() {
        assert_eq!(taken_back("a b c d", "d c b a", None, "d c b a"), "a b c d");
    }
}
