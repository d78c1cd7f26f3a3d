//! What a ranking asks for over the screen, and what it does with what was typed there.

use super::{Pane, RankingScreen};
use crate::canvas::in_words::before_a_mark;
use crate::canvas::ranking::Ranking;
use crate::tui::desk::{Desk, Go};

/// What was typed over the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A challenge to add.
    Challenge(String),
    /// Other words for a challenge, by its place from 0.
    Words(usize, String),
    /// Names of people who rank, with commas between them.
    People(String),
    /// Who has it shown before all are in.
    Reveal(String),
}

/// What is to be asked over the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A challenge to add.
    Challenge,
    /// Other words for the challenge at this place.
    Words(usize, String),
    /// Who ranks.
    People,
    /// Who has it shown.
    Reveal,
}

/// What the line that asks for it is called.
pub fn ask_title(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Challenge => "A challenge",
        Wanted::Words(..) => "Other words",
        Wanted::People => "Who ranks?",
        Wanted::Reveal => "Show it before all are in",
    }
}

impl RankingScreen {
    /// Takes what was typed over the screen; a text that breaks a rule comes back.
    pub fn told(&mut self, told: Told, desk: &mut Desk) -> Option<String> {
        let (now, random) = (desk.now, &mut |end| fastrand::usize(..end));
        let (changed, text) = match told {
            Told::Challenge(text) => {
                let added = self.change(desk, |ranking| ranking.add_challenge(&text, random));
                if added.is_ok() {
                    self.at[1] = usize::MAX;
                }
                (added, text)
            }
            Told::Words(place, text) => {
                let change = |ranking: &mut Ranking| ranking.reword_challenge(place, &text);
                (self.change(desk, change), text)
            }
            Told::People(text) => {
                let names = text.split(',').filter(|name| !name.trim().is_empty());
                let names: Vec<&str> = names.collect();
                let add = |ranking: &mut Ranking| {
                    names
                        .iter()
                        .try_for_each(|name| ranking.add_person(name, now))
                };
                let added = self.change(desk, add);
                if added.is_ok() {
                    self.pane = Pane::People;
                    self.point_at_next_person();
                }
                (added, text)
            }
            Told::Reveal(by) => {
                let shown = self.change(desk, |ranking| ranking.reveal(&by, now));
                if shown.is_ok() {
                    self.pane = Pane::Result;
                }
                (shown, by)
            }
        };
        let error = changed.err()?;
        desk.say(format!("Not kept: {error}."));
        Some(text)
    }

    /// True where the list cannot change any more, which is said.
    pub(super) fn is_list_closed(&self, desk: &mut Desk) -> bool {
        let refused = self.ranking.refuse_begun();
        if let Err(why) = &refused {
            desk.say(format!("Not changed: {why}."));
        }
        refused.is_err()
    }

    pub(super) fn wanted_here(&self, desk: &mut Desk) -> Go {
        if self.pane == Pane::List && self.is_list_closed(desk) {
            return Go::Stay;
        }
        Go::AskRanking(match self.pane {
            Pane::List => Wanted::Challenge,
            Pane::People | Pane::Result => Wanted::People,
        })
    }

    /// Takes the challenge or the person under the cursor out.
    pub(super) fn take_out(&mut self, desk: &mut Desk) {
        let place = self.place();
        let (taken, text) = match self.pane {
            Pane::Result => return,
            Pane::List => {
                let challenges = self.ranking.challenges();
                let text = challenges.get(place).map(|one| one.text.to_owned());
                (
                    self.change(desk, |ranking| ranking.remove_challenge(place)),
                    text,
                )
            }
            Pane::People => {
                let people = self.ranking.people();
                let text = people.get(place).map(|one| one.name.to_owned());
                (
                    self.change(desk, |ranking| ranking.remove_person(place)),
                    text,
                )
            }
        };
        match (taken, text) {
            (Ok(()), Some(text)) => {
                let bare = before_a_mark(&text);
                desk.say(format!("Taken out: {bare}. Press a to put it in again."));
                let key = ask_title(match self.pane {
                    Pane::List => &Wanted::Challenge,
                    _ => &Wanted::People,
                });
                desk.left_typed.insert(key.to_owned(), text);
            }
            (Err(error), Some(_)) => desk.say(format!("Not taken out: {error}.")),
            (_, None) => {}
        }
    }
}
