//! What must hold for every ranking, whoever ranks what.

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::ranking::Ranking;
use whytogether::canvas::ranking::standing::{Agreement, Order, Placed, Standing, standing};

use super::canvases::odd;
use super::config;

/// An order of some of so many challenges, with some sharing a place.
fn order(items: usize) -> impl Strategy<Value = Order> {
    let all: Vec<usize> = (0..items).collect();
    let marks = proptest::collection::vec(any::<bool>(), items);
    (Just(all).prop_shuffle(), marks, 0..=items).prop_map(|(mut items, joins, kept)| {
        items.truncate(kept);
        let mut order = Order::new();
        for (item, is_joined) in items.into_iter().zip(joins) {
            match order.last_mut().filter(|_| is_joined) {
                Some(group) => group.push(item),
                None => order.push(vec![item]),
            }
        }
        order
    })
}

fn orders() -> impl Strategy<Value = (usize, Vec<Order>)> {
    (1_usize..9).prop_flat_map(|items| (Just(items), proptest::collection::vec(order(items), 1..6)))
}

/// What may not depend on how people and challenges are called: place and sum, and what is talked about
/// where not so much is that only some of it is named.
fn by_item(standing: &Standing) -> Vec<(usize, bool, String, bool)> {
    let is_talk = |one: &&Placed| one.is_to_talk_about;
    let is_all_named = standing.placed.iter().filter(is_talk).count() < 3;
    let mut rows: Vec<_> = standing.placed.iter().collect();
    rows.sort_by_key(|one| one.item);
    let rows = rows.into_iter().map(|one| {
        let sum = one.sum.value().to_string();
        let is_named = one.is_to_talk_about && is_all_named;
        (one.place, one.is_equal, sum, is_named)
    });
    rows.collect()
}

fn same_agreement(one: Agreement, other: Agreement) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    match (one.correlation(), other.correlation()) {
        (Some(one), Some(other)) => near(one, other),
        _ => one == other,
    }
}

/// A ranking of so many challenges, as this program or as other hands begin it.
fn begun(items: usize, has_ids: bool) -> Ranking {
    let challenge = |item: usize| {
        let mut row = json!({ "text": format!("Challenge {item}") });
        if has_ids {
            row["id"] = format!("c22{item}").into();
        }
        row
    };
    let challenges: Vec<Value> = (0..items).map(challenge).collect();
    let document =
        json!({ "format": "whytogether.ranking", "version": 1, "challenges": challenges });
    let id = CanvasId::from_name("hard-2222").expect("an id");
    Ranking::read(id, document.to_string().as_bytes()).expect("reads")
}

/// Names of those who have ranked, in order.
fn ready(ranking: &Ranking) -> Vec<String> {
    let people = ranking.people();
    let ready = people.iter().filter(|person| person.is_ready);
    let mut names: Vec<String> = ready.map(|person| person.name.to_owned()).collect();
    names.sort();
    names
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_challenge_is_placed_once_and_ranks_add_up((items, orders) in orders()) {
        let standing = standing(items, &orders);
        let mut placed: Vec<usize> = standing.placed.iter().map(|one| one.item).collect();
        placed.sort_unstable();
        prop_assert_eq!(placed, (0..items).collect::<Vec<_>>());
        let whole = (items * (items + 1)) as f64 / 2.0;
        for person in 0..orders.len() {
            let sum: f64 = standing.placed.iter().map(|one| one.ranks[person].value()).sum();
            prop_assert_eq!(sum, whole);
        }
        let places: Vec<usize> = standing.placed.iter().map(|one| one.place).collect();
        prop_assert!(places.is_sorted() && places[0] == 1, "{:?}", places);
    }

    #[test]
    fn other_names_for_people_and_challenges_change_nothing(
        (items, orders) in orders(), seed in any::<prop::sample::Index>(),
    ) {
        let turned = |item: usize| (item + seed.index(items)) % items;
        let renamed: Vec<Order> = orders.iter().rev().map(|order| {
            order.iter().map(|group| group.iter().rev().map(|item| turned(*item)).collect()).collect()
        }).collect();
        let (before, after) = (standing(items, &orders), standing(items, &renamed));
        let rows = by_item(&after);
        let back: Vec<_> = (0..items).map(|item| rows[turned(item)].clone()).collect();
        prop_assert_eq!(by_item(&before), back);
        prop_assert!(same_agreement(before.agreement, after.agreement));
    }

    #[test]
    fn the_same_order_from_everyone_is_full_agreement_and_the_order_of_all(
        (items, order) in (2_usize..9).prop_flat_map(|items| (Just(items), order(items))),
        people in 2_usize..6,
    ) {
        let standing = standing(items, &vec![order.clone(); people]);
        match standing.agreement {
            Agreement::NoOrder => prop_assert!(order.len() < 2),
            other => {
                let figure = other.correlation().expect("a figure");
                prop_assert!((figure - 1.0).abs() < 1e-9, "{}", figure);
            }
        }
        for pair in standing.placed.windows(2) {
            prop_assert!(pair[0].ranks[0] <= pair[1].ranks[0]);
        }
        prop_assert!(standing.placed.iter().all(|one| !one.is_to_talk_about));
    }

    #[test]
    fn agreement_is_never_beyond_what_so_many_people_can_have((items, orders) in orders()) {
        if let Some(figure) = standing(items, &orders).agreement.correlation() {
            let least = -1.0 / (orders.len() as f64 - 1.0);
            prop_assert!(figure <= 1.0 + 1e-9 && figure >= least - 1e-9, "{}", figure);
        }
    }

    #[test]
    fn a_file_from_other_hands_is_read_and_written_back_the_same(
        people in odd(), order in odd(), challenges in odd(), revealed in odd(),
    ) {
        let text = json!({
            "format": "whytogether.ranking", "version": 1, "revealed": revealed,
            "challenges": [challenges, { "id": "c222", "text": "Time" }, challenges],
            "people": [people, { "name": "Lead", "worst_first": order }, { "name": people, "worst_first": ["c222"] }],
        }).to_string();
        let id = CanvasId::from_name("odd-2222").expect("an id");
        let ranking = Ranking::read(id.clone(), text.as_bytes()).expect("reads");
        let bytes = ranking.to_bytes();
        let again = Ranking::read(id, &bytes).expect("reads");
        prop_assert_eq!(again.to_bytes(), bytes);
        prop_assert_eq!(ranking.open().is_some(), ranking.is_open());
        let now = "2026-11-23T09:00:00Z".parse().expect("an instant");
        prop_assert_eq!(ranking.merged(&ranking, &ranking, now), again);
    }

    #[test]
    fn what_two_sides_rank_for_different_people_is_all_there_whoever_merges(
        (items, orders) in orders(), sides in proptest::collection::vec(any::<bool>(), 6), has_ids in any::<bool>(),
    ) {
        let now = "2026-11-23T09:00:00Z".parse().expect("an instant");
        let mut base = begun(items, has_ids);
        for person in 0..orders.len() {
            base.add_person(&format!("Person {person}"), now).expect("a name");
        }
        let (mut ours, mut theirs, mut whole) = (base.clone(), base.clone(), base.clone());
        for (person, order) in orders.iter().enumerate() {
            // Whoever is new on one side is a person of the merged one.
            let name = format!("Person {}", person * 2);
            let side = if sides[person] { &mut ours } else { &mut theirs };
            side.rank(&name, order, now).expect("a name");
            whole.rank(&name, order, now).expect("a name");
        }
        let merged = ours.merged(&base, &theirs, now);
        let mirrored = theirs.merged(&base, &ours, now);
        for one in [&merged, &mirrored] {
            prop_assert_eq!(ready(one), ready(&whole));
            prop_assert!(one.twice_ranked().is_empty());
            prop_assert_eq!(one.is_open(), whole.is_open());
        }
        if let (Some(merged), Some(whole)) = (merged.open(), whole.open()) {
            prop_assert_eq!(by_item(&merged.standing), by_item(&whole.standing));
        }
        prop_assert_eq!(&merged.merged(&theirs, &theirs, now), &merged);
        prop_assert_eq!(&merged.merged(&base, &theirs, now), &merged);
    }
}
