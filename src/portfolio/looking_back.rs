//! Looking back over all that was reviewed or has ended: what was believed and promised, and what came.
//!
//! Counts and plain words, no rates: most workspaces have few collaborations to look back on.

use serde_json::{Value, json};

use super::Entry;
use crate::canvas::capacity::{above, at_least, days_figure, median};
use crate::canvas::codes::FirstWin;
use crate::canvas::lived::Lived;
use crate::canvas::when::count_of;

/// Fewer collaborations than this say nothing beyond themselves.
const FEW: usize = 5;
/// Fewer than this are no ground for a rule either.
const SOME: usize = 20;
/// How far from the plan days may be and still count as planned.
const NEAR: f64 = 0.25;

/// How beliefs, worth and days turned out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LookingBack {
    /// Collaborations that were reviewed or have ended.
    pub count: usize,
    /// Those that have ended.
    pub ended: usize,
    /// Check-ins in all.
    pub reviews: usize,
    /// Of those with a belief of 4 or more: how many, and how many were worth what was promised.
    pub believed: Turned,
    /// The same of those with a belief below 4.
    pub doubted: Turned,
    /// Worth against what was promised.
    pub worth: Against,
    /// Days against the plan: less is fewer days.
    pub days: Against,
    /// The middle of days that came over days planned.
    pub days_ratio: Option<f64>,
    /// First wins: came, late, did not come.
    pub first_wins: [usize; 3],
    /// Would start again (4 or more), perhaps, would not (2 or less).
    pub start_again: [usize; 3],
}

/// How many there were, and how many of them were worth what was promised, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turned {
    /// How many.
    pub count: usize,
    /// How many of them kept what was promised.
    pub kept: usize,
}

/// How many came out below, at and above what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Against {
    /// Below.
    pub less: usize,
    /// As said.
    pub same: usize,
    /// Above.
    pub more: usize,
}

impl Against {
    fn count(self) -> usize {
        self.less + self.same + self.more
    }

    fn add(&mut self, order: std::cmp::Ordering) {
        match order {
            std::cmp::Ordering::Less => self.less += 1,
            std::cmp::Ordering::Equal => self.same += 1,
            std::cmp::Ordering::Greater => self.more += 1,
        }
    }

    fn to_json(self) -> Value {
        json!({ "less": self.less, "same": self.same, "more": self.more })
    }
}

impl LookingBack {
    /// Looks back over some canvases.
    pub fn over(entries: &[Entry]) -> Self {
        let summaries = entries
            .iter()
            .filter_map(|entry| entry.content.as_deref().ok());
        let mut back = Self::default();
        let mut ratios = Vec::new();
        for lived in summaries.filter_map(|summary| summary.details().lived) {
            back.add(&lived);
            ratios.extend(lived.days);
        }
        back.days_ratio = median(&mut ratios);
        back
    }

    fn add(&mut self, lived: &Lived) {
        self.count += 1;
        self.ended += usize::from(lived.ended.is_some());
        self.reviews += lived.reviewed.len();
        if let (Some(promised), Some(came)) = (lived.promised, lived.came) {
            self.worth.add(came.cmp(&promised));
            if let Some(belief) = lived.belief {
                let is_strong = at_least(belief, 4.0);
                let turned = if is_strong {
                    &mut self.believed
                } else {
                    &mut self.doubted
                };
                turned.count += 1;
                turned.kept += usize::from(came >= promised);
            }
        }
        if let Some(ratio) = lived.days {
            self.days.add(match ratio {
                ratio if above(ratio, 1.0 + NEAR) => std::cmp::Ordering::Greater,
                ratio if above(1.0 - NEAR, ratio) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Equal,
            });
        }
        if let Some(win) = lived.first_win {
            self.first_wins[match win {
                FirstWin::Yes => 0,
                FirstWin::Late => 1,
                FirstWin::No => 2,
            }] += 1;
        }
        if let Some(score) = lived.start_again {
            self.start_again[match score {
                score if at_least(score, 4.0) => 0,
                score if above(score, 2.0) => 1,
                _ => 2,
            }] += 1;
        }
    }

    /// What it says, in paragraphs.
    pub fn in_words(&self) -> Vec<String> {
        if self.count == 0 {
            return vec![
                "Nothing to look back on yet. What is said here comes from reviews and endings."
                    .into(),
            ];
        }
        let mut said = vec![self.how_many()];
        said.extend(self.caution());
        said.extend(self.beliefs());
        said.extend(self.worth_in_words());
        said.extend(self.days_in_words());
        let [came, late, not] = self.first_wins;
        if came + late + not > 0 {
            said.push(format!(
                "First wins: {came} came, {late} late, {not} did not come."
            ));
        }
        let [yes, perhaps, no] = self.start_again;
        if yes + perhaps + no > 0 {
            said.push(format!(
                "Would we start it again: {yes} yes, {perhaps} perhaps, {no} no."
            ));
        }
        said
    }

    fn how_many(&self) -> String {
        format!(
            "{} to look back on, {} of them ended; {} in all.",
            counted(self.count, "collaboration"),
            self.ended,
            counted(self.reviews, "review"),
        )
    }

    /// How far to trust what so few say.
    fn caution(&self) -> Option<String> {
        let text = match self.count {
            ..FEW => "So few say what happened to them, and nothing about the next one.",
            FEW..SOME => "Read them as stories: there are too few for a rule.",
            _ => return None,
        };
        Some(text.into())
    }

    fn beliefs(&self) -> Option<String> {
        let told = |turned: Turned, how: &str| {
            (turned.count > 0).then(|| {
                format!(
                    "Of {} that you believed in {how}, {} turned out to be worth what was hoped, or more.",
                    turned.count, turned.kept
                )
            })
        };
        let told = [
            told(self.believed, "firmly (4 or 5)"),
            told(self.doubted, "less (below 4)"),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    fn worth_in_words(&self) -> Option<String> {
        let Against { less, same, more } = self.worth;
        (self.worth.count() > 0).then(|| {
            format!("Worth: {more} more than hoped, {same} as hoped, {less} less than hoped.")
        })
    }

    fn days_in_words(&self) -> Option<String> {
        let Against { less, same, more } = self.days;
        let ratio = self.days_ratio?;
        Some(format!(
            "Days: {more} took more than a quarter over the plan, {same} about the plan, {less} less. The middle one took {} the days planned.",
            match days_figure(ratio).as_str() {
                "1" => "just".to_owned(),
                ratio => format!("{ratio} times"),
            }
        ))
    }

    /// The same as `looking-back --json` prints it.
    pub fn to_json(&self) -> Value {
        let turned = |turned: Turned| json!({ "count": turned.count, "kept": turned.kept });
        let [yes, late, no] = self.first_wins;
        let [again, perhaps, never] = self.start_again;
        json!({
            "collaborations": self.count,
            "ended": self.ended,
            "reviews": self.reviews,
            "believed": turned(self.believed),
            "doubted": turned(self.doubted),
            "worth": self.worth.to_json(),
            "days": self.days.to_json(),
            "days_ratio": self.days_ratio,
            "first_win": { "yes": yes, "late": late, "no": no },
            "start_again": { "yes": again, "perhaps": perhaps, "no": never },
            "in_words": self.in_words(),
        })
    }
}

fn counted(count: usize, unit: &str) -> String {
    count_of(u32::try_from(count).unwrap_or(u32::MAX), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lived(belief: f64, promised: u8, came: u8, days: f64) -> Lived {
        Lived {
            ended: None,
            reviewed: vec![jiff::civil::date(2027, 5, 20)],
            belief: Some(belief),
            promised: Some(promised),
            came: Some(came),
            first_win: Some(FirstWin::Late),
            days: Some(days),
            start_again: Some(3.0),
            lessons: Vec::new(),
        }
    }

    fn back(all: &[Lived]) -> LookingBack {
        let mut back = LookingBack::default();
        all.iter().for_each(|lived| back.add(lived));
        back
    }

    #[test]
    fn each_collaboration_is_counted_once_in_each_figure_that_it_has() {
        let back = back(&[
            lived(4.0, 4, 4, 1.25),
            lived(4.5, 4, 2, 1.3),
            lived(3.5, 3, 5, 0.7),
        ]);
        assert_eq!(back.believed, Turned { count: 2, kept: 1 });
        assert_eq!(back.doubted, Turned { count: 1, kept: 1 });
        let each = Against {
            less: 1,
            same: 1,
            more: 1,
        };
        assert_eq!((back.worth, back.days), (each, each));
        assert_eq!((back.first_wins, back.start_again), ([0, 3, 0], [0, 3, 0]));
    }

    #[test]
    fn a_few_are_said_to_be_few() {
        let says = |count: usize| {
            let all = vec![lived(4.0, 4, 4, 1.0); count];
            back(&all).in_words().join(" ")
        };
        assert!(says(4).contains("So few"));
        assert!(says(19).contains("stories"));
        assert!(!says(20).contains("stories"));
        assert!(says(0).contains("Nothing to look back on yet"));
    }
}
