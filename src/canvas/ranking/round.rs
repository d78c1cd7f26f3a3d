//! One sitting of a ranking: the list first, then one person after the other alone, then the order.
//!
//! A state machine without a terminal: prompts and a screen ask it whose turn it is, and tell it what
//! was said.

use jiff::Timestamp;

use super::typed::{ListChange, RankError, order};
use super::{Ranking, folded};
use crate::canvas::id::Random;

/// A ranking while people rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    ranking: Ranking,
    is_list_taken: bool,
    /// Names of those who will rank another time.
    later: Vec<String>,
}

/// What a sitting waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Somebody to take the list of challenges, or to change it.
    List,
    /// The order of this person, whom nobody watches.
    Alone(String),
    /// People who are not here.
    Others,
    /// Nothing: what people said may be seen.
    Open,
}

/// Who has ranked, and who has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Names of those who have.
    pub ready: Vec<String>,
    /// Names of those who have not.
    pub waiting: Vec<String>,
}

impl Readiness {
    /// Who of a ranking is ready; never what anyone said.
    pub fn of(ranking: &Ranking) -> Self {
        let people = ranking.people();
        let (ready, waiting): (Vec<_>, Vec<_>) = people.iter().partition(|person| person.is_ready);
        let names =
            |people: Vec<&super::Person>| people.iter().map(|one| one.name.to_owned()).collect();
        Self {
            ready: names(ready),
            waiting: names(waiting),
        }
    }
}

impl Round {
    /// Begins a sitting; the list is asked about unless somebody has ranked.
    pub fn new(ranking: Ranking) -> Self {
        let has_begun = ranking.people().iter().any(|person| person.is_ready);
        Self {
            ranking,
            is_list_taken: has_begun,
            later: Vec::new(),
        }
    }

    /// The ranking as it is now.
    pub fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    /// Puts what stands on disk now in the place of what was saved.
    pub fn saved(&mut self, ranking: Ranking) {
        self.ranking = ranking;
    }

    /// What the sitting waits for.
    pub fn turn(&self) -> Turn {
        if self.ranking.is_open() {
            return Turn::Open;
        }
        if !self.is_list_taken {
            return Turn::List;
        }
        let people = self.ranking.people();
        let is_later = |name: &str| self.later.contains(&folded(name));
        let mut here = people
            .iter()
            .filter(|one| !one.is_ready && !is_later(one.name));
        here.next()
            .map_or(Turn::Others, |one| Turn::Alone(one.name.to_owned()))
    }

    /// Changes the list, or takes it as it is.
    ///
    /// # Errors
    /// [`RankError`], by the rule that stands in the way; the list is as it was then.
    pub fn change_list(
        &mut self,
        change: &ListChange,
        random: &mut dyn Random,
    ) -> Result<(), RankError> {
        match change {
            ListChange::Take if self.ranking.challenges().is_empty() => Err(RankError::NoWords),
            ListChange::Take => {
                self.is_list_taken = true;
                Ok(())
            }
            ListChange::Add(text) => self.ranking.add_challenge(text, random),
            ListChange::Remove(place) => self.ranking.remove_challenge(*place),
            ListChange::Reword(place, text) => self.ranking.reword_challenge(*place, text),
        }
    }

    /// Takes down what the person whose turn it is has typed.
    ///
    /// # Errors
    /// [`RankError`], by what is wrong with it; the turn stays theirs then.
    pub fn answer(&mut self, text: &str, now: Timestamp) -> Result<(), RankError> {
        let Turn::Alone(name) = self.turn() else {
            return Ok(());
        };
        let order = order(text, &self.ranking.challenges())?;
        self.ranking.rank(&name, &order, now)
    }

    /// Lets the person whose turn it is rank another time.
    pub fn later(&mut self) {
        if let Turn::Alone(name) = self.turn() {
            self.later.push(folded(&name));
        }
    }

    /// Has it shown before all have ranked, by the name of who says so.
    ///
    /// # Errors
    /// As for [`Ranking::reveal`].
    pub fn reveal(&mut self, by: &str, now: Timestamp) -> Result<(), RankError> {
        self.ranking.reveal(by, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T09:00:00Z".parse().expect("an instant")
    }

    fn round(people: &[&str]) -> Round {
        let mut next = 0;
        let random = &mut |end: usize| {
            next += 7;
            next % end
        };
        let mut ranking = Ranking::new("Hard", ["Time", "Trust"], now(), random);
        for name in people {
            ranking.add_person(name, now()).expect("a name");
        }
        Round::new(ranking)
    }

    fn alone(name: &str) -> Turn {
        Turn::Alone(name.into())
    }

    #[test]
    fn the_list_comes_first_then_one_after_the_other_then_all_may_be_seen() {
        let mut round = round(&["One", "Two"]);
        assert_eq!(round.turn(), Turn::List);
        let random = &mut |_| 0;
        round
            .change_list(&ListChange::Take, random)
            .expect("a list");
        assert_eq!(round.turn(), alone("One"));
        round.answer("2,1", now()).expect("an order");
        assert_eq!((round.turn(), round.ranking().open()), (alone("Two"), None));
        let refused = round.change_list(&ListChange::Remove(0), random);
        assert_eq!(refused, Err(RankError::Begun));
        round.answer("1", now()).expect("an order");
        assert_eq!(round.turn(), Turn::Open);
    }

    #[test]
    fn a_slip_leaves_the_turn_and_who_comes_later_is_not_asked_again() {
        let mut round = round(&["One", "Two"]);
        round
            .change_list(&ListChange::Take, &mut |_| 0)
            .expect("a list");
        assert!(round.answer("9", now()).is_err());
        assert_eq!(round.turn(), alone("One"));
        round.later();
        round.answer("1", now()).expect("an order");
        assert_eq!(round.turn(), Turn::Others);
        assert_eq!(Round::new(round.ranking().clone()).turn(), alone("One"));
    }

    #[test]
    fn nothing_is_revealed_without_a_name_or_before_anybody_has_ranked() {
        let mut round = round(&["One", "Two"]);
        round
            .change_list(&ListChange::Take, &mut |_| 0)
            .expect("a list");
        assert_eq!(round.reveal("Two", now()), Err(RankError::NobodyRanked));
        round.answer("1", now()).expect("an order");
        assert_eq!(round.reveal(" ", now()), Err(RankError::NoName));
        round.reveal("Two", now()).expect("a name");
        assert_eq!(
            (round.turn(), round.ranking().revealed_by()),
            (Turn::Open, Some("Two"))
        );
    }

    #[test]
    fn what_could_be_seen_stays_so_when_somebody_is_added_who_is_marked() {
        let mut round = round(&["One"]);
        round
            .change_list(&ListChange::Take, &mut |_| 0)
            .expect("a list");
        round.answer("1", now()).expect("an order");
        let mut ranking = round.ranking().clone();
        ranking.rank("Two", &vec![vec![1]], now()).expect("a name");
        let open = ranking.open().expect("open before");
        let late: Vec<bool> = open.people.iter().map(|one| one.is_after_reveal).collect();
        assert_eq!(late, [false, true]);
    }
}
