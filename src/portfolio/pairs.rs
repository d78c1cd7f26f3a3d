//! *This or that?*: an order from questions about two at a time.
//!
//! One after the other is put in its place among those that stand already, by halves: n of them need
//! at most n·log2(n) questions. It may stop after any answer: the one being placed then stands as low
//! as the answers allow, and the rest follow as they were. Answers are remembered, so that going on, also
//! after canvases came or went, asks nothing twice.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// Which of two comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The one that is being placed.
    New,
    /// The one that stands already.
    Standing,
}

/// A row of questions about two at a time, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairs {
    /// The ids in the order in which they are placed.
    ids: Vec<String>,
    /// What was answered, in order: the one that comes first, and the other.
    answers: Vec<(String, String)>,
}

/// One question: does `new` come before `standing`?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The one that is being placed.
    pub new: &'a str,
    /// One that stands already.
    pub standing: &'a str,
}

/// How far the placing has come.
struct Placing<'a> {
    /// Those that have their place, best first.
    placed: Vec<&'a str>,
    /// The next one, and the places that are left for it: from, to.
    next: Option<(&'a str, usize, usize)>,
}

impl Pairs {
    /// Begins with the ids in the order that they have now.
    pub fn new(ids: Vec<String>) -> Self {
        Self {
            ids,
            answers: Vec::new(),
        }
    }

    /// Goes on with the ids there are now: those that are gone are left out, new ones come last.
    pub fn go_on(mut self, ids: &[&str]) -> Self {
        self.ids.retain(|id| ids.contains(&id.as_str()));
        let new = ids
            .iter()
            .filter(|id| !self.ids.iter().any(|known| known == *id));
        let new: Vec<String> = new.map(|id| (*id).to_owned()).collect();
        self.ids.extend(new);
        self
    }

    /// The next question; None once everything has its place.
    pub fn next(&self) -> Option<Pair<'_>> {
        let Placing { placed, next } = self.placing();
        let (new, from, to) = next?;
        let standing = placed[from.midpoint(to)];
        Some(Pair { new, standing })
    }

    /// Takes the answer to the next question.
    pub fn answer(&mut self, first: First) {
        let Some(Pair { new, standing }) = self.next() else {
            return;
        };
        let (new, standing) = (new.to_owned(), standing.to_owned());
        self.answers.push(match first {
            First::New => (new, standing),
            First::Standing => (standing, new),
        });
    }

    /// Takes the last answer back; false where there is none.
    pub fn take_back(&mut self) -> bool {
        self.answers.pop().is_some()
    }

    /// The order so far: every id once, against no answer.
    pub fn order(&self) -> Vec<&str> {
        let Placing { mut placed, next } = self.placing();
        let count = placed.len();
        if let Some((new, _, to)) = next {
            placed.insert(to, new);
        }
        let rest = self.ids.iter().skip(count + usize::from(next.is_some()));
        placed.extend(rest.map(String::as_str));
        placed
    }

    /// How many questions were answered.
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    /// How many questions are left at most.
    pub fn left_at_most(&self) -> usize {
        let Placing { placed, next } = self.placing();
        let Some((_, from, to)) = next else { return 0 };
        let later = placed.len() + 1..self.ids.len();
        questions(to - from) + later.map(questions).sum::<usize>()
    }

    /// Places the ids as far as the answers reach.
    fn placing(&self) -> Placing<'_> {
        let answers = self.answers.iter();
        let answers: HashSet<(&str, &str)> = answers
            .map(|(first, other)| (first.as_str(), other.as_str()))
            .collect();
        let mut placed: Vec<&str> = Vec::with_capacity(self.ids.len());
        for id in &self.ids {
            let (mut from, mut to) = (0, placed.len());
            while from < to {
                let middle = from.midpoint(to);
                if answers.contains(&(id, placed[middle])) {
                    to = middle;
                } else if answers.contains(&(placed[middle], id)) {
                    from = middle + 1;
                } else {
                    let next = Some((id.as_str(), from, to));
                    return Placing { placed, next };
                }
            }
            placed.insert(from, id);
        }
        Placing { placed, next: None }
    }
}

/// How many questions place one among so many.
fn questions(among: usize) -> usize {
    (among + 1).next_power_of_two().ilog2() as usize
}
