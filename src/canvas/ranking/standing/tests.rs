use super::*;

/// Orders such as `ABC`, with what shares a place in brackets: `A(BC)`.
fn orders(texts: &[&str]) -> Vec<Order> {
    let order = |text: &&str| {
        let mut groups: Order = Vec::new();
        let mut is_open = false;
        for c in text.chars() {
            match c {
                '(' => {
                    is_open = true;
                    groups.push(Vec::new());
                }
                ')' => is_open = false,
                letter => {
                    let item = letter as usize - 'A' as usize;
                    match groups.last_mut().filter(|_| is_open) {
                        Some(group) => group.push(item),
                        None => groups.push(vec![item]),
                    }
                }
            }
        }
        groups
    };
    texts.iter().map(order).collect()
}

fn standing_of(items: usize, texts: &[&str]) -> Standing {
    standing(items, &orders(texts))
}

/// The order as letters with their places: `A1 B2 C2`.
fn order(standing: &Standing) -> String {
    let letters = standing.placed.iter().map(|one| {
        let letter = char::from(b'A' + one.item as u8);
        format!("{letter}{}", one.place)
    });
    letters.collect::<Vec<_>>().join(" ")
}

/// Letters of the challenges to talk about, in the order of the list.
fn to_talk_about(standing: &Standing) -> String {
    let placed = standing.placed.iter().filter(|one| one.is_to_talk_about);
    let mut items: Vec<usize> = placed.map(|one| one.item).collect();
    items.sort_unstable();
    items
        .iter()
        .map(|item| char::from(b'A' + *item as u8))
        .collect()
}

fn sum_of(standing: &Standing, item: usize) -> f64 {
    let one = standing.placed.iter().find(|one| one.item == item);
    one.expect("every item is placed").sum.value()
}

fn correlation(texts: &[&str], items: usize) -> f64 {
    let agreement = standing_of(items, texts).agreement;
    agreement.correlation().expect("a figure")
}

#[test]
fn the_worked_example_comes_out_to_the_digit() {
    let standing = standing_of(5, &["ABCDE", "BACDE", "AECBD"]);
    let sums: Vec<f64> = (0..5).map(|item| sum_of(&standing, item)).collect();
    assert_eq!(sums, [4.0, 7.0, 9.0, 13.0, 12.0]);
    let Agreement::Figure {
        concordance,
        correlation,
    } = standing.agreement
    else {
        panic!("{:?}", standing.agreement)
    };
    assert!((concordance - 0.6).abs() < 1e-12, "{concordance}");
    assert!((correlation - 0.4).abs() < 1e-12, "{correlation}");
    assert_eq!(standing.agreement.code(), "broadly");
    assert_eq!(order(&standing), "A1 B2 C3 E4 D5");
    assert!((standing.placed[0].mean - 4.0 / 3.0).abs() < 1e-12);
}

#[test]
fn an_edge_belongs_to_the_band_above_it_whatever_the_last_digit_says() {
    for (figure, band) in [
        (0.7 - 1e-12, Band::Largely),
        (0.7 - 1e-6, Band::Broadly),
        (0.4 - 1e-12, Band::Broadly),
        (0.4 - 1e-6, Band::Mixed),
        (-1e-12, Band::Mixed),
        (-1e-6, Band::Disagree),
    ] {
        assert_eq!(Band::of(figure), band, "{figure}");
    }
}

#[test]
fn those_that_share_a_place_share_the_middle_rank() {
    let standing = standing_of(4, &["A(BC)D"]);
    let ranks: Vec<f64> = (0..4).map(|item| sum_of(&standing, item)).collect();
    assert_eq!(ranks, [1.0, 2.5, 2.5, 4.0]);
    assert_eq!(order(&standing), "A1 B2 C2 D4");
    assert!(standing.placed[1].is_equal && !standing.placed[3].is_equal);
}

#[test]
fn what_is_left_out_shares_the_ranks_that_are_left_as_one_tied_group() {
    let (left_out, tied) = (
        standing_of(5, &["AB", "EDCBA"]),
        standing_of(5, &["AB(CDE)", "EDCBA"]),
    );
    let ranks = |standing: &Standing| {
        let placed = standing.placed.iter();
        let placed = placed.map(|one| (one.item, one.place, one.ranks.clone()));
        (placed.collect::<Vec<_>>(), standing.agreement)
    };
    assert_eq!(ranks(&left_out), ranks(&tied));
    assert_eq!(sum_of(&standing_of(5, &["AB"]), 4), 4.0);
}

#[test]
fn ties_are_counted_so_that_the_same_tied_order_is_full_agreement() {
    assert!((correlation(&["A(BC)D", "A(BC)D"], 4) - 1.0).abs() < 1e-12);
    // R = 2, 4.5 and 5.5, S = 6.5, T = 6: W = 12 · 6.5 ÷ (4 · 24 − 2 · 6).
    let concordance = 78.0 / 84.0;
    let expected = 2.0 * concordance - 1.0;
    assert!((correlation(&["A(BC)", "ABC"], 3) - expected).abs() < 1e-12);
}

#[test]
fn opposite_orders_disagree_as_far_as_two_can() {
    assert!((correlation(&["ABCD", "DCBA"], 4) + 1.0).abs() < 1e-12);
}

#[test]
fn of_a_tie_more_wins_against_each_other_go_first() {
    // Two of three put A before B, though A is last once and B never.
    let standing = standing_of(4, &["ABCD", "ABDC", "CBDA"]);
    assert_eq!(sum_of(&standing, 0), sum_of(&standing, 1));
    assert_eq!(order(&standing), "A1 B2 C3 D4");
}

#[test]
fn then_fewer_last_places_go_first_also_shared_ones() {
    let standing = standing_of(4, &["ABCD", "CDBA"]);
    assert_eq!(sum_of(&standing, 0), sum_of(&standing, 1));
    assert_eq!(order(&standing), "C1 B2 A3 D4");
    let standing = standing_of(5, &["A(BC)DE", "CDB(AE)"]);
    assert_eq!(sum_of(&standing, 0), sum_of(&standing, 1));
    assert_eq!(order(&standing), "C1 B2 A3 D4 E5");
}

#[test]
fn what_is_tied_after_that_is_equal() {
    let standing = standing_of(3, &["ABC", "BAC"]);
    assert_eq!(order(&standing), "A1 B1 C3");
    let equal: Vec<bool> = standing.placed.iter().map(|one| one.is_equal).collect();
    assert_eq!(equal, [true, true, false]);
}

#[test]
fn one_person_gives_an_order_and_no_figure() {
    let standing = standing_of(3, &["CAB"]);
    assert_eq!(standing.agreement, Agreement::OnePerson);
    assert_eq!(order(&standing), "C1 A2 B3");
}

#[test]
fn everything_in_one_place_is_no_order() {
    for texts in [&["(ABC)", "(ABC)"][..], &["(ABC)"], &["", ""]] {
        let standing = standing_of(3, texts);
        assert_eq!(standing.agreement, Agreement::NoOrder, "{texts:?}");
        assert_eq!(order(&standing), "A1 B1 C1");
    }
}

#[test]
fn one_challenge_has_neither_a_figure_nor_anything_to_talk_about() {
    let standing = standing_of(1, &["A", "A"]);
    assert_eq!(standing.agreement, Agreement::OneChallenge);
    assert!(!standing.placed[0].is_to_talk_about && !standing.placed[0].is_equal);
}

#[test]
fn nobody_yet_is_an_order_of_nothing() {
    assert_eq!(standing_of(3, &[]).agreement, Agreement::NobodyYet);
    assert_eq!(standing_of(0, &[""]).agreement, Agreement::NobodyYet);
}

#[test]
fn what_one_has_in_the_worst_quarter_and_another_in_the_least_is_to_be_talked_about() {
    let standing = standing_of(5, &["ABCDE", "BCDEA"]);
    // Quarters of two: A is one's worst and another's least; D and E are the least of both.
    assert_eq!(to_talk_about(&standing), "A");
    // A shared last place is a last place, however many share it.
    assert_eq!(to_talk_about(&standing_of(5, &["ABCDE", "B(ACDE)"])), "A");
    let standing = standing_of(5, &["ABCDE", "ABCDE"]);
    assert_eq!(to_talk_about(&standing), "");
}

#[test]
fn what_somebody_left_out_is_not_last_for_them() {
    for texts in [
        &["A", "B"][..],
        &["ABC", "CDE"],
        &["ABC", "DEF", "GHI", "JKL", "ADG"],
    ] {
        assert_eq!(to_talk_about(&standing_of(12, texts)), "", "{texts:?}");
    }
    // Of what the second left out nothing is last, and what they placed last is.
    assert_eq!(to_talk_about(&standing_of(12, &["AL", "BCDEFGHIJA"])), "A");
}

#[test]
fn of_many_to_talk_about_the_three_that_are_furthest_apart_are_named() {
    let standing = standing_of(12, &["ABCDEFGHIJKL", "LKJIHGFEDCBA"]);
    // A and L are eleven apart, B and K nine, C and J seven: of equal ones the first in the order of all.
    assert_eq!(to_talk_about(&standing), "ABL");
    let standing = standing_of(12, &["BACDEFGHIJKL", "JKLIHGFEDCAB"]);
    assert_eq!(to_talk_about(&standing).len(), 3);
}

#[test]
fn whoever_puts_everything_in_one_place_has_nothing_among_their_least() {
    for no_order in ["", "(ABCDEFGHIJKL)"] {
        assert_eq!(to_talk_about(&standing_of(12, &["A", no_order])), "");
    }
}
