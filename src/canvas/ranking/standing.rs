//! What several orders of one list come to: Borda's order, how far people agree, what to talk about.
//!
//! Section 6 of the rules of the decision: ranks from 1 for the worst; those that share a place share
//! the middle of their ranks, and whatever a person left out shares what is left.
//!
//! What to talk about is what one person has among their worst quarter and another among their least: in
//! the least quarter of the list, or in the last place, also where several share it. Only what people placed
//! counts there: what somebody left out is not last for them, they said nothing of it. Of many, the three
//! that are furthest apart. Whoever puts everything in one place gave no order and has no last place.

use super::super::capacity::at_least;
use super::super::codes::Coded;

/// The order of one person: groups that share a place, worst first, each by places in the list from 0.
pub type Order = Vec<Vec<usize>>;

/// A rank or a sum of ranks, counted in halves so that no two equal ones ever differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rank {
    halves: u64,
}

impl Rank {
    /// The rank as a number, such as 2.5.
    pub fn value(self) -> f64 {
        self.halves as f64 / 2.0
    }
}

/// One challenge with its place in the order of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Its place in the list, from 0.
    pub item: usize,
    /// Its place in the order of all, from 1; equal ones have the same.
    pub place: usize,
    /// True where another has the same place.
    pub is_equal: bool,
    /// The rank that each person gave it, in the order of the people.
    pub ranks: Vec<Rank>,
    /// The sum of the ranks.
    pub sum: Rank,
    /// The mean of the ranks.
    pub mean: f64,
    /// True where it is among one person's worst and another's least, and none of three is further apart.
    pub is_to_talk_about: bool,
}

/// What the orders come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Every challenge once, worst first; equal ones in the order of the list.
    pub placed: Vec<Placed>,
    /// How far people agree.
    pub agreement: Agreement,
    /// The last place of each person, or `None` where everything shares one.
    lasts: Vec<Option<Rank>>,
    /// What each person left out, by its place in the list.
    left_out: Vec<Vec<bool>>,
}

/// More are not named: whoever has ten things to talk about talks about none.
const MOST_TO_TALK_ABOUT: usize = 3;

/// How far people agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Agreement {
    /// Nobody has ranked.
    NobodyYet,
    /// One challenge has no order.
    OneChallenge,
    /// Everyone put everything in one place.
    NoOrder,
    /// One person has nobody to agree with.
    OnePerson,
    /// Two or more people gave an order.
    Figure {
        /// Kendall's W with ties counted, 0 to 1.
        concordance: f64,
        /// The mean rank correlation of all pairs of people, at most 1.
        correlation: f64,
    },
}

/// A word for a mean rank correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// 0.7 and above.
    Largely,
    /// 0.4 to 0.7.
    Broadly,
    /// 0 to 0.4.
    Mixed,
    /// Below 0.
    Disagree,
}

impl Coded for Band {
    const ALL: &'static [Self] = &[Self::Largely, Self::Broadly, Self::Mixed, Self::Disagree];
    const CODES: &'static [&'static str] = &["largely", "broadly", "mixed", "disagree"];
}

impl Band {
    /// The band of a correlation; an edge belongs to the band above it.
    pub fn of(correlation: f64) -> Self {
        match correlation {
            much if at_least(much, 0.7) => Self::Largely,
            some if at_least(some, 0.4) => Self::Broadly,
            little if at_least(little, 0.0) => Self::Mixed,
            _ => Self::Disagree,
        }
    }
}

impl Agreement {
    /// The word for scripts and for the wording.
    pub fn code(self) -> &'static str {
        match self {
            Self::NobodyYet => "nobody_yet",
            Self::OneChallenge => "one_challenge",
            Self::NoOrder => "no_order",
            Self::OnePerson => "one_person",
            Self::Figure { correlation, .. } => Band::of(correlation).code(),
        }
    }

    /// The mean rank correlation, where there is one.
    pub fn correlation(self) -> Option<f64> {
        match self {
            Self::Figure { correlation, .. } => Some(correlation),
            _ => None,
        }
    }
}

/// The ranks that one person gives, and how they are tied.
struct Given {
    /// By the place of the challenge in the list.
    ranks: Vec<Rank>,
    /// What was left out, by its place in the list.
    left_out: Vec<bool>,
    /// The sum of t³ − t over the groups that share a place.
    ties: u128,
}

impl Given {
    /// Ranks every item once: what is named twice counts where it came first.
    fn of(items: usize, order: &Order) -> Self {
        let mut is_left = vec![true; items];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for group in order {
            let group = group.iter().copied();
            let new = group.filter(|item| is_left.get_mut(*item).is_some_and(std::mem::take));
            groups.push(new.collect());
        }
        groups.push((0..items).filter(|item| is_left[*item]).collect());
        let mut given = Self {
            ranks: vec![Rank::default(); items],
            left_out: is_left,
            ties: 0,
        };
        let mut before = 0;
        for group in groups {
            let size = group.len() as u64;
            for item in group {
                // The mean of before + 1 and before + size.
                given.ranks[item].halves = 2 * before + size + 1;
            }
            given.ties += cubed_less(size);
            before += size;
        }
        given
    }

    /// The rank that nothing goes beyond, also where several share it.
    fn last(&self) -> Rank {
        self.ranks.iter().copied().max().unwrap_or_default()
    }

    /// The same, unless everything shares one place.
    fn last_of_several(&self) -> Option<Rank> {
        let last = self.last();
        self.ranks.iter().any(|rank| *rank < last).then_some(last)
    }
}

/// t³ − t.
fn cubed_less(t: u64) -> u128 {
    let t = u128::from(t);
    t * t * t - t
}

impl Standing {
    /// True where one person has it among their worst and another among their least.
    fn splits(&self, one: &Placed) -> bool {
        let people = || 0..one.ranks.len();
        self.placed.len() > 1
            && people().any(|person| self.is_among_worst(person, one))
            && people().any(|person| self.is_among_least(person, one))
    }

    /// True for a challenge that a person, by their place from 0, placed in their worst quarter.
    pub fn is_among_worst(&self, person: usize, one: &Placed) -> bool {
        self.has_placed(person, one) && one.ranks[person].halves <= 2 * quarter(self.placed.len())
    }

    /// True for a challenge that a person placed in the least quarter, or in the last place of all.
    pub fn is_among_least(&self, person: usize, one: &Placed) -> bool {
        let items = self.placed.len();
        let rank = one.ranks[person];
        let is_least =
            rank.halves > 2 * (items as u64 - quarter(items)) || self.lasts[person] == Some(rank);
        is_least && self.has_placed(person, one)
    }

    fn has_placed(&self, person: usize, one: &Placed) -> bool {
        !self.left_out[person][one.item]
    }

    /// How far apart the ranks are that people gave it.
    fn spread(&self, one: &Placed) -> u64 {
        let ranks = one.ranks.iter().enumerate();
        let given = ranks.filter(|(person, _)| self.has_placed(*person, one));
        let given = given.map(|(_, rank)| rank.halves);
        let ends = given.clone().min().zip(given.max());
        ends.map_or(0, |(least, most)| most - least)
    }

    /// Marks what to talk about: of what splits people, those furthest apart, worst first.
    fn mark_what_to_talk_about(&mut self) {
        let splits = self.placed.iter().enumerate();
        let splits = splits.filter(|(_, one)| self.splits(one));
        let mut splits: Vec<(u64, usize)> =
            splits.map(|(at, one)| (self.spread(one), at)).collect();
        splits.sort_by_key(|(spread, at)| (std::cmp::Reverse(*spread), *at));
        for (_, at) in splits.into_iter().take(MOST_TO_TALK_ABOUT) {
            self.placed[at].is_to_talk_about = true;
        }
    }
}

/// A quarter of a list, rounded up.
fn quarter(items: usize) -> u64 {
    items.div_ceil(4) as u64
}

/// Puts a list of so many challenges into the order of all these people.
pub fn standing(items: usize, orders: &[Order]) -> Standing {
    let people: Vec<Given> = orders.iter().map(|order| Given::of(items, order)).collect();
    let mut placed: Vec<Placed> = (0..items)
        .map(|item| placed(item, items, &people))
        .collect();
    placed.sort_by_key(|one| (one.sum, one.item));
    if !people.is_empty() {
        let mut rest = placed.as_mut_slice();
        let mut before = 0;
        while let Some(first) = rest.first() {
            let sum = first.sum;
            let count = rest.iter().take_while(|one| one.sum == sum).count();
            let (tied, after) = rest.split_at_mut(count);
            break_tie(tied, before, &people);
            before += count;
            rest = after;
        }
    }
    let mut standing = Standing {
        placed,
        agreement: agreement(items, &people),
        lasts: people.iter().map(Given::last_of_several).collect(),
        left_out: people.into_iter().map(|given| given.left_out).collect(),
    };
    standing.mark_what_to_talk_about();
    standing
}

fn placed(item: usize, items: usize, people: &[Given]) -> Placed {
    let ranks: Vec<Rank> = people.iter().map(|given| given.ranks[item]).collect();
    let sum = Rank {
        halves: ranks.iter().map(|rank| rank.halves).sum(),
    };
    Placed {
        item,
        place: 1,
        is_equal: items > 1,
        sum,
        mean: sum.value() / people.len().max(1) as f64,
        is_to_talk_about: false,
        ranks,
    }
}

/// Orders those with the same sum: more wins against each other, then fewer last places, else equal.
fn break_tie(tied: &mut [Placed], before: usize, people: &[Given]) {
    let lasts: Vec<Rank> = people.iter().map(Given::last).collect();
    let key = |one: &Placed, all: &[Placed]| {
        let wins = all.iter().filter(|other| beats(one, other)).count();
        let last_places = one.ranks.iter().zip(&lasts);
        let last_places = last_places.filter(|(rank, last)| rank == last).count();
        (std::cmp::Reverse(wins), last_places)
    };
    let mut keyed: Vec<_> = tied
        .iter()
        .map(|one| (key(one, tied), one.clone()))
        .collect();
    keyed.sort_by_key(|(key, one)| (*key, one.item));
    let keys: Vec<_> = keyed.iter().map(|(key, _)| *key).collect();
    for (slot, (key, one)) in tied.iter_mut().zip(keyed) {
        let first = keys.iter().position(|other| *other == key);
        *slot = Placed {
            place: before + first.expect("it is among them") + 1,
            is_equal: keys.iter().filter(|other| **other == key).count() > 1,
            ..one
        };
    }
}

/// True where more people rank one worse than the other than the other way round.
fn beats(one: &Placed, other: &Placed) -> bool {
    let pairs = || one.ranks.iter().zip(&other.ranks);
    let for_one = pairs().filter(|(a, b)| a < b).count();
    let for_other = pairs().filter(|(a, b)| a > b).count();
    for_one > for_other
}

fn agreement(items: usize, people: &[Given]) -> Agreement {
    let m = people.len() as u128;
    let most = m * m * cubed_less(items as u64);
    let ties: u128 = people.iter().map(|given| given.ties).sum();
    let divisor = most - m * ties;
    match (people.len(), items, divisor) {
        (0, ..) | (_, 0, _) => return Agreement::NobodyYet,
        (_, 1, _) => return Agreement::OneChallenge,
        (_, _, 0) => return Agreement::NoOrder,
        (1, ..) => return Agreement::OnePerson,
        _ => {}
    }
    // In halves: each sum is 2R, its mean m(n + 1), and the sum of squares 4S.
    let mean = m as i128 * (items as i128 + 1);
    let sums = (0..items).map(|item| {
        let ranks = people.iter().map(|given| given.ranks[item].halves);
        i128::from(ranks.sum::<u64>())
    });
    let squares: i128 = sums.map(|sum| (sum - mean) * (sum - mean)).sum();
    let m = people.len() as f64;
    let concordance = 3.0 * squares as f64 / divisor as f64;
    Agreement::Figure {
        concordance,
        correlation: (m * concordance - 1.0) / (m - 1.0),
    }
}

#[cfg(test)]
mod tests;
