//! Two at a time, whatever is answered, always give an order; a consistent judge gets their own.

use proptest::prelude::*;
use whytogether::portfolio::order::to_keep;
use whytogether::portfolio::pairs::{First, Pair, Pairs};

fn ids(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("canvas-{number}"))
        .collect()
}

/// A rank for each id, the lowest first.
fn judges() -> impl Strategy<Value = (Vec<String>, Vec<usize>)> {
    (1..24_usize).prop_flat_map(|count| {
        let ranks: Vec<usize> = (0..count).collect();
        (Just(ids(count)), Just(ranks).prop_shuffle())
    })
}

fn rank(ids: &[String], ranks: &[usize], id: &str) -> usize {
    let at = ids.iter().position(|known| known == id);
    ranks[at.expect("one of them")]
}

fn judged(ids: &[String], ranks: &[usize], pair: Pair) -> First {
    if rank(ids, ranks, pair.new) < rank(ids, ranks, pair.standing) {
        First::New
    } else {
        First::Standing
    }
}

fn sorted(order: &[&str]) -> Vec<String> {
    let mut sorted: Vec<String> = order.iter().map(|id| (*id).to_owned()).collect();
    sorted.sort();
    sorted
}

/// The questions that placing by halves needs at most: for each one, those that halve its places.
fn most_questions(count: usize) -> usize {
    let halvings = |places: usize| {
        (1_usize..)
            .find(|halvings| 1 << halvings >= places)
            .unwrap_or(0)
    };
    (2..=count)
        .map(|places| if places == 1 { 0 } else { halvings(places) })
        .sum()
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn a_consistent_judge_gets_their_own_order_in_few_questions((ids, ranks) in judges()) {
        let mut pairs = Pairs::new(ids.clone());
        let most = most_questions(ids.len());
        prop_assert_eq!(pairs.left_at_most(), most);
        while let Some(pair) = pairs.next() {
            let left = pairs.left_at_most();
            let first = judged(&ids, &ranks, pair);
            pairs.answer(first);
            prop_assert!(pairs.left_at_most() < left, "no question is for nothing");
            prop_assert!(pairs.answered() + pairs.left_at_most() <= most);
        }
        let order: Vec<usize> = pairs.order().iter().map(|id| rank(&ids, &ranks, id)).collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
        let count = ids.len() as f64;
        prop_assert!(pairs.answered() as f64 <= count * count.log2() + 1e-9);
    }

    #[test]
    fn after_any_answer_there_is_an_order_that_agrees_with_all_of_them(
        count in 1..30_usize,
        answers in prop::collection::vec(any::<bool>(), 0..160),
    ) {
        let ids = ids(count);
        let mut pairs = Pairs::new(ids.clone());
        let mut said: Vec<(String, String)> = Vec::new();
        for first in answers {
            let Some(Pair { new, standing }) = pairs.next() else { break };
            let (new, standing) = (new.to_owned(), standing.to_owned());
            said.push(if first { (new, standing) } else { (standing, new) });
            pairs.answer(if first { First::New } else { First::Standing });
            let order = pairs.order();
            let mut all = ids.clone();
            all.sort();
            prop_assert_eq!(sorted(&order), all);
            let place = |id: &String| order.iter().position(|known| known == id);
            for (before, after) in &said {
                prop_assert!(place(before) < place(after), "{} before {} in {:?}", before, after, order);
            }
        }
    }

    #[test]
    fn going_on_asks_nothing_twice_and_takes_in_what_is_new(
        (ids, ranks) in judges(),
        stop in 0..90_usize,
        gone in any::<prop::sample::Index>(),
    ) {
        let mut pairs = Pairs::new(ids.clone());
        let mut asked = Vec::new();
        for _ in 0..stop {
            let Some(pair) = pairs.next() else { break };
            asked.push(sorted(&[pair.new, pair.standing]));
            let first = judged(&ids, &ranks, pair);
            pairs.answer(first);
        }
        // It is kept as JSON between two starts; meanwhile one goes and one comes.
        let kept = serde_json::to_vec(&pairs).expect("JSON");
        let pairs: Pairs = serde_json::from_slice(&kept).expect("the same");
        let mut now: Vec<&str> = ids.iter().map(String::as_str).collect();
        now.remove(gone.index(now.len()));
        now.push("new");
        let mut pairs = pairs.go_on(&now);
        let mut ids = ids.clone();
        ids.push("new".into());
        let mut ranks = ranks.clone();
        ranks.push(ranks.len());
        while let Some(pair) = pairs.next() {
            let both = sorted(&[pair.new, pair.standing]);
            prop_assert!(!asked.contains(&both), "{:?} was asked before", both);
            asked.push(both);
            let first = judged(&ids, &ranks, pair);
            pairs.answer(first);
        }
        let order: Vec<usize> = pairs.order().iter().map(|id| rank(&ids, &ranks, id)).collect();
        prop_assert!(order.is_sorted());
        prop_assert_eq!(order.len(), now.len());
    }

    #[test]
    fn taking_back_leads_to_the_question_before(
        (ids, ranks) in judges(),
        stop in 1..60_usize,
    ) {
        let mut pairs = Pairs::new(ids.clone());
        for _ in 0..stop {
            let Some(pair) = pairs.next() else { break };
            let first = judged(&ids, &ranks, pair);
            let before = pairs.clone();
            pairs.answer(first);
            let mut back = pairs.clone();
            prop_assert!(back.take_back());
            prop_assert_eq!(back, before);
        }
    }

    #[test]
    fn what_is_kept_of_an_order_gives_the_order_back(
        count in 1..20_usize,
        seed in prop::collection::vec(any::<prop::sample::Index>(), 20),
        named in 0..20_usize,
    ) {
        let all = ids(count);
        let before: Vec<&str> = all.iter().map(String::as_str).collect();
        let mut after: Vec<&str> = Vec::new();
        let mut left = before.clone();
        for index in seed {
            if !left.is_empty() {
                after.push(left.remove(index.index(left.len())));
            }
        }
        let mut kept: Vec<&str> = before[..named.min(count)].to_vec();
        kept.insert(kept.len() / 2, "gone");
        let order = to_keep(&kept, &before, &after);
        prop_assert!(order.iter().any(|id| id == "gone"), "{:?}", order);
        let mut whole: Vec<&str> = order.iter().map(String::as_str).filter(|id| *id != "gone").collect();
        let rest: Vec<&str> = before.iter().copied().filter(|id| !whole.contains(id)).collect();
        whole.extend(rest);
        prop_assert_eq!(whole, after);
    }
}
